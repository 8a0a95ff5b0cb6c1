"""Temporal expressions: ours beside spaCy's entities read by dateparser, in one run: quality and CPU.

    python benchmarks/dates.py [TEXTS.jsonl] [--limit N]

TEXTS.jsonl: {"id", "published", "text", "timexes": [[start, end, type, value], ...]}, by default the annotated news
beside the project (../shared), which is other people's; where it is not here, this says so and ends. Measures of
TempEval-3: strict (same span), relaxed (overlapping span, one to one), type and value (relaxed, and the same). The
peer's entities are made before its clock starts: its cost is that of reading them alone, ours is the whole component's.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parents[2] / "shared/bench/dates/tbaq.jsonl"
Timex = tuple[int, int, str, str | None]
Text = dict[str, Any]
# The spelling of a value at the grain that dateparser says it has.
GRAINS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "time": "%Y-%m-%dT%H:%M"}
SPACY_TYPES = {"DATE": "DATE", "TIME": "TIME"}


@dataclass(frozen=True)
class Peer:
    """A system: what it needs made before the clock starts, and what it finds."""

    prepare: Callable[[Text], Any]
    read: Callable[[Text, Any], list[Timex]]


def ours() -> Peer:
    """The component `article_dates` on sentences of ours."""
    import spacy

    from extractor import components, facts, report

    components.register()
    nlp = spacy.blank("en")
    nlp.add_pipe("article_sentences")
    dates = nlp.create_pipe("article_dates")

    def prepare(text: Text) -> Any:
        doc = nlp.make_doc(text["text"])
        facts.put_article(doc, facts.plain_article(text["text"], published=text["published"]))
        return nlp(doc)

    def read(text: Text, doc: Any) -> list[Timex]:
        return [(date.start, date.end, date.type, date.timex) for date in facts.get(dates(doc), report.DateExpression)]

    return Peer(prepare, read)


def entities() -> Peer:
    """Entities DATE and TIME of the small English model, each read by dateparser from the article's date."""
    import spacy
    from dateparser.date import DateDataParser

    from extractor.model import find_model

    nlp = spacy.load(find_model(), exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])

    def read(text: Text, doc: Any) -> list[Timex]:
        base = datetime.datetime.fromisoformat(text["published"])
        parser = DateDataParser(languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"})
        found: list[Timex] = []
        for entity in doc.ents:
            if entity.label_ in SPACY_TYPES:
                data = parser.get_date_data(entity.text)
                value = data.date_obj.strftime(GRAINS.get(data.period or "day", "%Y-%m-%d")) if data.date_obj else None
                found.append((entity.start_char, entity.end_char, SPACY_TYPES[entity.label_], value))
        return found

    return Peer(lambda text: nlp(text["text"]), read)


def pairs(gold: list[Timex], found: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Overlapping expressions one to one: same spans first, then the longest overlap."""
    ranked = sorted(
        (g[:2] != f[:2], max(g[0], f[0]) - min(g[1], f[1]), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if min(g[1], f[1]) > max(g[0], f[0])
    )
    used: set[tuple[str, int]] = set()
    out = []
    for _, _, i, j in ranked:
        if used.isdisjoint({("gold", i), ("found", j)}):
            used |= {("gold", i), ("found", j)}
            out.append((gold[i], found[j]))
    return out


def measure(name: str, peer: Peer, texts: list[dict[str, Any]]) -> None:
    """Print one line: F1 of each measure, and CPU a document."""
    counts: Counter[str] = Counter()
    spent = 0.0
    for text in texts:
        doc = peer.prepare(text)
        start = time.process_time()
        found = peer.read(text, doc)
        spent += time.process_time() - start
        gold: list[Timex] = [tuple(timex) for timex in text["timexes"]]
        counts["all"] += len(gold) + len(found)
        for want, got in pairs(gold, found):
            counts["relaxed"] += 1
            counts["strict"] += want[:2] == got[:2]
            counts["type"] += want[2] == got[2]
            counts["value"] += want[3] == got[3]
    scores = "  ".join(
        f"{200 * counts[key] / max(1, counts['all']):7.1f}" for key in ("strict", "relaxed", "type", "value")
    )
    print(f"{name:28}{scores}  {1000 * spent / len(texts):9.2f}", flush=True)


def main() -> int:
    """Read the texts and measure each peer on them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("texts", nargs="?", type=Path, default=TEXTS)
    arguments.add_argument("--limit", type=int)
    options = arguments.parse_args()
    if not options.texts.is_file():
        print(f"The texts to score on are not here ({options.texts.name}); nothing was measured.")
        return 0
    lines = options.texts.read_text(encoding="utf-8").splitlines()[: options.limit]
    texts = [json.loads(line) for line in lines]
    print(f"{len(texts)} texts, {sum(len(text['timexes']) for text in texts)} expressions; F1, CPU in ms a text")
    print(f"{'':28}{'strict':>7}  {'relaxed':>7}  {'type':>7}  {'value':>7}  {'CPU':>9}")
    for name, make in {"article_dates": ours, "spaCy entities + dateparser": entities}.items():
        peer = make()
        peer.read(texts[0], peer.prepare(texts[0]))  # warm: what is loaded on first use
        measure(name, peer, texts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
