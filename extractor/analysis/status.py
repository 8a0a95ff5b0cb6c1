"""How sure a number is: reported, or an estimate, forecast, target, hypothetical or denied, by the words of its clause."""

from __future__ import annotations

from functools import cache

from extractor.analysis import words as w
from extractor.analysis.counted import Spot
from extractor.analysis.phrases import clause_bounds
from extractor.analysis.words import Words
from extractor.lexicons import load
from extractor.report import Status

ORDER: tuple[Status, ...] = ("denied", "hypothetical", "target", "forecast", "estimate")
# Words that open a clause inside what a cue governs: "said it will" begins anew, "aims to build a plant that makes" not.
Cue = tuple[tuple[str, ...], Status, bool]


@cache
def _cues() -> dict[str, list[Cue]]:
    """First word -> cues (words, status, whether it must stand before the number)."""
    cues: dict[str, list[Cue]] = {}
    for status in ORDER:
        for place in ("before", "anywhere"):
            for phrase in load("status")[status][place]:
                parts = tuple(phrase.split())
                cues.setdefault(parts[0], []).append((parts, status, place == "before"))
    return cues


def status_of(words: Words, spot: Spot) -> Status:
    """The first kind, in the order of the lexicon, for which the number's clause has a cue."""
    start, end = clause_bounds(words, spot.left)
    start = _with_opening(words, start)
    found: set[Status] = set()
    for i in range(start, end):
        for parts, status, before in _cues().get(words.lowers[i], ()):
            if tuple(words.lowers[i : i + len(parts)]) != parts or before and i >= spot.last:
                continue
            if _holds(words, i, parts, status):
                found.add(status)
    return next((status for status in ORDER if status in found), "reported")


def _with_opening(words: Words, start: int) -> int:
    """A clause that a subordinator opens has it ("if prices rise by 5 per cent")."""
    if start > 0 and words.tags[start - 1] == w.SUBORDINATOR and words.sentence[start - 1] == words.sentence[start]:
        return start - 1
    return start


def _holds(words: Words, i: int, parts: tuple[str, ...], status: Status) -> bool:
    following = words.lowers[i + len(parts)] if i + len(parts) < len(words.lowers) else ""
    if status == "denied" and parts[0] in {"not", "n't", "n’t"}:
        return following not in load("status")["denied"]["not_after"] and words.tags[i - 1] in w.AUXILIARY
    if parts == ("may",):
        return words.tags[i] == w.MODAL and words.texts[i] != "May"
    if parts in {("can",), ("would",), ("should",)}:
        return words.tags[i] == w.MODAL
    return True
