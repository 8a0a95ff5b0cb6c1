"""Which words stand inside quotation marks: the runs of a text between an opening and a closing mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress

from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.words import Words

OPENING_QUOTES, CLOSING_QUOTES = frozenset("“„«"), frozenset(["”", "»", "’’"])
APOSTROPHES = frozenset("'’‘")


@dataclass(slots=True)
class Run:
    """The words between two marks: of each sentence its number and the words `start` up to `end`."""

    pieces: list[tuple[int, int, int]] = field(default_factory=list)
    left_open: bool = False  # it goes on in the next block, which opens with a mark


def find_runs(words: Words, block_of: Sequence[int]) -> list[Run]:
    """The quotations of a text in their order; a mark left open ends with its block."""
    runs: list[Run] = []
    run: Run | None = None
    block = -1
    for number, (first, last) in enumerate(words.sentences):
        if block_of[number] != block:
            if run is not None:
                run.left_open = words.texts[first] in OPENING_QUOTES or words.texts[first] == '"'
            run, block = None, block_of[number]
        start = first
        for i in compress(range(first, last), map(w.QUOTE.__eq__, words.tags[first:last])):
            text = words.texts[i]
            if text in APOSTROPHES:
                continue
            if run is not None and start < i:
                run.pieces.append((number, start, i))
            opens = text in OPENING_QUOTES or (text not in CLOSING_QUOTES and run is None)
            run, start = (Run() if opens else None), i + 1
            if run is not None:
                runs.append(run)
        if run is not None and start < last:
            run.pieces.append((number, start, last))
    return [run for run in runs if run.pieces]
