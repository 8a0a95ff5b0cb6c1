"""How sure a number is, by the words of its clause: reported, estimate, forecast, target, hypothetical or denied."""

from __future__ import annotations

from functools import cache

from extractor.analysis.counting.spots import Spot
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import clause_bounds
from extractor.analysis.wording.words import Words
from extractor.lexicons import load
from extractor.report import Status
from extractor.values.inflection import singular

ORDER: tuple[Status, ...] = ("denied", "hypothetical", "target", "forecast", "estimate")
OF_THINGS = frozenset({"denied", "hypothetical", "target"})  # these say nothing of "the 40 boats", which are there
DEFINITE = frozenset({"the", "his", "her", "its", "their", "our", "my", "your", "these", "those", "'s", "’s", "top"})
# Words of a cue, what it says, and whether it must stand before the number.
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
    inner = start
    start = _with_opening(words, start)
    found: set[Status] = set()
    for i in range(start, end):
        for parts, status, before in _cues().get(words.lowers[i], ()):
            if tuple(words.lowers[i : i + len(parts)]) != parts:
                continue
            if before and i >= spot.last and not _of_its_verb(words, i, spot):
                continue
            if i < inner and words.tags[i] != w.SUBORDINATOR and status not in {"denied", "forecast", "estimate"}:
                continue
            if _closed(words, i, inner, spot) or (status in OF_THINGS and _goes_on(words, i, spot)):
                continue
            if status in OF_THINGS and i < spot.left and _is_known(words, spot):
                continue
            if _holds(words, i, parts, status):
                found.add(status)
            elif parts == ("would",) and words.tags[i] == w.MODAL:
                found.add("forecast")
    return next((status for status in ORDER if status in found), "reported")


@cache
def _limits() -> frozenset[str]:
    """What a `not` before it bounds rather than denies: "did not exceed 40"; "I would not be surprised by 40"."""
    return frozenset(load("status")["denied"]["bounding"])


def _said_before(words: Words, i: int) -> bool:
    """`announced that it would hire 40`: "will", told as past."""
    first, _ = words.around(i)
    says = load("reporting_verbs")["saying"].split()
    return any(words.tags[j] == w.PAST and words.lemmas[j] in says for j in range(first, i))


def _with_opening(words: Words, start: int) -> int:
    """A clause has the subordinator that opens it ("if rates rise by 5"); one with `that` has the verb before, too."""
    first, _ = words.around(start)
    if start == first or words.tags[start - 1] != w.SUBORDINATOR:
        return start
    if words.lowers[start - 1] != "that" or start - 1 == first or _is_relative(words, start - 1):
        return start - 1
    return clause_bounds(words, start - 2)[0]


def _is_relative(words: Words, that: int) -> bool:
    """`the coffin that 400 people followed`, not `reports that 400 people came`."""
    noun = singular(words.lowers[that - 1])
    return words.tags[that - 1] in {w.NOUN, w.NAME} and noun not in load("status")["denied"]["told"]


def _is_known(words: Words, spot: Spot) -> bool:
    """`did not answer the 31 questions`, `would put it above the current rate of 8 per cent`: the number is there."""
    first, _ = words.around(spot.first)
    if not DEFINITE.isdisjoint(words.lowers[max(first, spot.left - 1) : spot.first]):
        return True
    lead = words.lowers[max(first, spot.left - 6) : spot.left]
    return lead[-1:] == ["of"] and not {"current", "existing", "present"}.isdisjoint(lead)


def _goes_on(words: Words, i: int, spot: Spot) -> bool:
    """`has not signed and is buying 40 tonnes`: after `and` the clause has a verb of its own."""
    tags = words.tags
    finite = {w.PAST, w.BE, w.HAVE, w.MODAL}
    return any(tags[j] == w.CONJUNCTION and tags[j + 1] in finite for j in range(i + 1, min(spot.left, len(tags) - 1)))


def _of_its_verb(words: Words, i: int, spot: Spot) -> bool:
    """`60 ships will dock`: a modal after the number, whose noun is its subject."""
    between = words.tags[spot.last : i]
    return words.tags[i] == w.MODAL and not {w.COMMA, w.CONJUNCTION, w.RELATIVE, w.PAST, w.VERB} & set(between)


def _closed(words: Words, i: int, inner: int, spot: Spot) -> bool:
    """A cue in a side clause that a comma closes before the number ("Although it may snow, 25 runners started")."""
    if i < inner or inner == 0 or words.tags[inner - 1] not in {w.RELATIVE, w.SUBORDINATOR}:
        return False
    return words.lowers[inner - 1] != "that" and w.COMMA in words.tags[i : spot.left]


def _holds(words: Words, i: int, parts: tuple[str, ...], status: Status) -> bool:
    following = words.lowers[i + len(parts)] if i + len(parts) < len(words.lowers) else ""
    if status == "denied" and parts[0] in {"not", "n't", "n’t", "never"}:
        if not _limits().isdisjoint(words.lowers[i + 1 : i + 4]):
            return False
        plain = following not in load("status")["denied"]["not_after"] and words.tags[i - 1] in w.AUXILIARY
        return plain or parts[0] == "never"
    if parts == ("would",) and _said_before(words, i):
        return False
    if parts[0] in {"may", "can", "will", "would", "could", "might"} and len(parts) == 1:
        before = words.tags[i - 1] if i else ""
        return (
            words.tags[i] == w.MODAL
            and words.texts[i].islower()
            and before not in {w.DETERMINER, w.ADJECTIVE, w.POSSESSIVE}
        )
    return True
