"""Lists of numbers that are all there is of a number before them: "made up of 8 and 5", "13: 8 and 5", "13 (8 in …)".

A list closed by its words is read as it stands; one in brackets or after a comma only where it comes to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extractor.analysis.relating.reading import RELATIVE, Mention, Reading, by_first_word, phrases_in, printed
from extractor.lexicons import load
from extractor.values.intervals import best

GAP = 16  # words between a number and the list of its parts, or between two items
ITEM = 8  # words of an item in brackets
WHOLE = 12  # words between a number and the brackets, or the comma, after it
FEW = 10  # smaller numbers add up by chance


@cache
def _closed() -> dict[str, list[tuple[str, ...]]]:
    return by_first_word([*load("part_cues")["closed"]["phrases"], ":"])


@cache
def _lexicon(name: str) -> frozenset[str]:
    return frozenset(load("part_cues")["items"][name])


def closings(reading: Reading, number: int) -> Iterator[tuple[int, int, bool]]:
    """Where a closed list starts: the word of the phrase, the word after it, and whether it stands in brackets."""
    first, last = reading.sentences[number]
    for i, phrase in phrases_in(reading.words, first, last, _closed()):
        brackets = phrase != (":",) and i > first and reading.words[i - 1] == "("
        yield (i - 1 if brackets else i), i + len(phrase), brackets


def listed(reading: Reading, mentions: list[Mention], *, brackets: bool) -> list[Mention]:
    """The numbers of a list, in one unit, each joined to the one before by a comma or `and`."""
    out: list[Mention] = []
    for m in mentions:
        if out:
            between = reading.words[out[-1].last : m.first]
            joined = {",", "and", ";", "plus"} & set(between) and len(between) <= (6 if brackets else GAP)
            if m.unit != out[0].unit or not joined or ")" in between:
                break
        out.append(m)
    return out


def exact_lists(reading: Reading) -> Iterator[tuple[Mention, list[Mention]]]:
    """Each number with the list after it that comes to it exactly, and is one of its parts by words or marks."""
    for number in sorted({m.sentence for m in reading.mentions}):
        mentions = [m for m in reading.in_sentence(number) if m.unit not in RELATIVE]
        if len(mentions) < 3:
            continue
        for i, start, brackets in closings(reading, number):
            found = listed(reading, [m for m in mentions if m.first >= start], brackets=brackets)
            before = [m for m in mentions if m.last <= i]
            if before and len(found) >= 2 and i - before[-1].last <= GAP and adds_up(found, before[-1]):
                yield before[-1], found
        for whole, after in zip(mentions, (mentions[n + 1 :] for n in range(len(mentions))), strict=True):
            found = _in_brackets(reading, whole, after) or _in_apposition(reading, whole, after)
            if found and adds_up(found, whole):
                yield whole, found


def adds_up(parts: list[Mention], whole: Mention) -> bool:
    """Whether the printed numbers of a list come to the whole, to the last digit."""
    numbers = [best(printed(m.claim)) for m in parts]
    return (
        whole.unit == parts[0].unit
        and None not in numbers
        and sum(filter(None, numbers), Decimal(0)) == best(printed(whole.claim))
    )


def _in_brackets(reading: Reading, whole: Mention, after: list[Mention]) -> list[Mention]:
    """`90 towns were flooded (40 in the north, another 30 in the south and 20 in the west)`."""
    if not after or after[0].role != "(" or after[0].first - whole.last > WHOLE or whole.depth:
        return []
    out: list[Mention] = []
    for m in after:
        if m.depth <= whole.depth or (out and m.first - out[-1].last > ITEM):
            break
        if m.unit != whole.unit:
            return []
        out.append(m)
    return out if len(out) >= 2 else []


def _in_apposition(reading: Reading, whole: Mention, after: list[Mention]) -> list[Mention]:
    """`pulled out 31 people, 19 women and 12 men`, `killed 18, 11 in the north and seven in the south`."""
    size = best(printed(whole.claim))
    if not after or whole.unit != "count" or after[0].role not in {",", "–", "—"} or size is None or size < FEW:
        return []
    if after[0].first - whole.last > WHOLE or after[0].governor < after[0].first - 2:
        return []
    out = listed(reading, after, brackets=True)
    if len(out) < 2 or out[-1].role != "and" or any(m.role not in {",", "and"} for m in out[1:]):
        return []
    return out if all(elided(reading, m) for m in out) or _people(reading, whole, out) else []


def elided(reading: Reading, m: Mention) -> bool:
    """Whether a number has no noun of its own: "11 in the north"."""
    return bool(_lexicon("after_elided") & set(reading.words[m.last : m.last + 1]))


def _people(reading: Reading, whole: Mention, parts: list[Mention]) -> bool:
    """Whether a number of people is followed by numbers of kinds of people."""
    heads = [(m.claim.head or "").lower() for m in parts]
    return (whole.claim.head or "").lower() in _lexicon("wholes") and _lexicon("kinds").issuperset(heads)
