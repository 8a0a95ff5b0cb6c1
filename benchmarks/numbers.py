"""Quantities: ours beside quantulum3 and spaCy's entities, in one run: quality and CPU.

    python benchmarks/numbers.py [TEXTS.jsonl] [--limit N]

TEXTS.jsonl: {"id", "text", "quantities": [{"value": number | [a, b], "unit": name | null}]}, by default the annotated
sentences beside the project (../shared), which are other people's, scored by the scorer that stands there; where they
are not here, this says so and ends. Times and ages are left out, as our claims leave them out. quantulum3 is run where
it is installed (`pip install quantulum3`). spaCy's entities have no values: ours are read from the entity's text alone,
so that they show what the model finds. The model's `ner` runs before the clock starts for ours, and is in the time of
its own row.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import sysconfig
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).parents[2] / "shared/bench"
Found = list[dict[str, Any]]
ENTITIES = {"CARDINAL", "MONEY", "PERCENT", "QUANTITY"}


def load(name: str, path: Path) -> ModuleType:
    """The module in a file."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "numbers":  # a script of this folder wants the standard library's module of that name
    load("numbers", Path(sysconfig.get_path("stdlib"), "numbers.py"))


@dataclass(frozen=True)
class System:
    """What is made of a text before the clock starts, and what is then found in it."""

    prepare: Callable[[str], Any]
    find: Callable[[Any], Found]


def ours(nlp: Any) -> System:
    """`find_quantities` on a Doc that has its entities."""
    from extractor.analysis.quantities import find_quantities

    def find(doc: Any) -> Found:
        return [{"low": q.low, "high": q.high, "unit": q.unit} for q in find_quantities(doc)]

    return System(nlp, find)


def entities(nlp: Any) -> System:
    """Number entities of spaCy, each read alone."""
    from extractor.analysis.quantities import find_quantities

    def find(text: str) -> Found:
        spans = [span.text for span in nlp(text).ents if span.label_ in ENTITIES]
        read = (find_quantities(nlp.make_doc(span)) for span in spans)
        return [{"low": q.low, "high": q.high, "unit": q.unit} for found in read for q in found]

    return System(str, find)


def quantulum() -> System | None:
    """quantulum3, where it is installed."""
    if importlib.util.find_spec("quantulum3") is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that its classifier is not installed
        from quantulum3 import parser  # type: ignore[import-not-found,unused-ignore]  # an optional peer

    def find(text: str) -> Found:
        found: Found = []
        for quantity in parser.parse(text):
            name, spread = quantity.unit.name, quantity.uncertainty or 0
            ends = (quantity.value - spread, quantity.value + spread)
            found.append({"low": ends[0], "high": ends[1], "unit": "" if name == "dimensionless" else name})
        return found

    return System(str, find)


def tally(rows: list[dict[str, Any]], system: System, scorer: Any) -> Iterator[str]:
    """Precision, recall and F1 of value and of value with unit, and CPU a sentence."""
    counts: Counter[tuple[str, str]] = Counter()
    spent = 0.0
    for row in rows:
        prepared = system.prepare(row["text"])
        start = time.process_time()
        found = system.find(prepared)
        spent += time.process_time() - start
        given = [scorer.key(q["low"], q["high"], q["unit"], None) for q in found]
        bags = [
            scorer.bags([key for key in keys if key[1] not in scorer.TIMES]) for keys in (scorer.gold_keys(row), given)
        ]
        for measure in ("value", "+unit"):
            gold, pred = (bag[measure] for bag in bags)
            counts[measure, "right"] += sum((gold & pred).values())
            counts[measure, "gold"] += sum(gold.values())
            counts[measure, "given"] += sum(pred.values())
    for measure in ("value", "+unit"):
        right, want, got = (counts[measure, part] for part in ("right", "gold", "given"))
        scores = (right / max(1, got), right / max(1, want), 2 * right / max(1, want + got))
        yield " ".join(f"{100 * score:5.1f}" for score in scores)
    yield f"{1000 * spent / len(rows):6.2f}"


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("texts", nargs="?", type=Path, default=SHARED / "quantities/rtext.jsonl")
    options.add_argument("--limit", type=int)
    chosen = options.parse_args()
    scorer_path = SHARED / "score_quantities.py"
    if not chosen.texts.is_file() or not scorer_path.is_file():
        print(f"{chosen.texts} or its scorer is not here: nothing to measure.")
        return
    import spacy

    from extractor.model import find_model

    nlp = spacy.load(find_model(), exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    rows = [json.loads(line) for line in chosen.texts.read_text(encoding="utf-8").splitlines()][: chosen.limit]
    scorer = load("score_quantities", scorer_path)
    systems = {"ours": ours(nlp), "quantulum3": quantulum(), "spaCy entities": entities(nlp)}
    print(f"{len(rows)} sentences; P R F1 of value, of value with unit; CPU ms a sentence")
    for name, system in systems.items():
        shown = "  ".join(tally(rows, system, scorer)) if system else "not installed"
        print(f"{name:16} {shown}")


if __name__ == "__main__":
    main()
