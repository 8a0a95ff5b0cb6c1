"""Parts that are told apart from their whole: "the other five", further answers of those asked, a year of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from extractor.analysis.relating.reading import RELATIVE, Mention, Reading, printed
from extractor.lexicons import load
from extractor.values.intervals import best

REACH = 3  # sentences between a whole and its rest, or the last answer and the next one
Pair = tuple[Mention, Mention]  # whole and part


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("part_cues")["asked"][name])


def the_rest(reading: Reading, known: Iterable[Pair]) -> Iterator[Pair]:
    """`Of the nine, four …. The other five …`; `The seven … . The other six …`: what is left of the whole."""
    parts: dict[int, list[Mention]] = {}
    wholes: dict[int, Mention] = {}
    for whole, part in known:
        parts.setdefault(whole.number, []).append(part)
        wholes[whole.number] = whole
    for m in reading.mentions:
        if reading.words[max(0, m.first - 2) : m.first] not in (["the", "other"], ["the", "remaining"]):
            continue
        number = best(printed(m.claim))
        before = [o for o in reading.near(m, REACH) if o.last < m.first and o.unit == m.unit]
        for whole in reversed(before):
            told = [p for p in parts.get(whole.number, []) if p.unit == m.unit and p.last <= m.first]
            taken = sum((best(printed(p.claim)) or Decimal(0) for p in told), Decimal(0)) or Decimal(1)
            if number is not None and m.unit not in RELATIVE and best(printed(whole.claim)) == number + taken:
                yield whole, m
                break


def answers(reading: Reading, known: Iterable[Pair], barred: set[int]) -> Iterator[Pair]:
    """`17 per cent of the 56 people polled …, 65 per cent said …. Another 20 per cent felt …`: shares of one poll."""
    for whole, share in known:
        if share.unit != "percent" or not _asked(reading, whole):
            continue
        last = max(whole, share, key=lambda m: m.first)
        for m in reading.near(last, REACH * 2):
            if m.first <= last.last:
                continue
            if m.sentence - last.sentence > REACH or (m.unit == "count" and _asked(reading, m)):
                break
            if m.unit == "percent" and m.number not in barred and _answer(reading, m):
                yield whole, m
                last = m


def _asked(reading: Reading, whole: Mention) -> bool:
    """Whether a number counts those who were asked: "56 people interviewed"."""
    return not _words("people").isdisjoint(reading.words[whole.last : whole.last + 4])


def _answer(reading: Reading, m: Mention) -> bool:
    """Whether a share is followed by what those people did or said, and governed by no preposition."""
    following = reading.words[m.last : m.last + 3]
    if m.role not in {"", ",", "and", "(", "–", "—"} or not following:
        return False
    if following[0] == "of":
        return following[1] in {"them", "those", "these"} or not _words("people").isdisjoint(following)
    return m.role != "(" and (following[0] in _words("verbs") or following[0].endswith("ed"))


def in_time(reading: Reading, barred: set[int]) -> Iterator[Pair]:
    """What happened in one year is a part of what happened in the years around it: the same event, unit and place."""
    dated = [
        m
        for m in reading.mentions
        if m.claim.period and m.claim.event and m.unit not in RELATIVE and m.number not in barred
    ]
    spans = [m for m in dated if "/" in (m.claim.period or "")]
    for whole in spans[:20]:
        first, last = _years(whole.claim.period or "")
        if _qualified(reading, whole):
            continue
        for part in dated[:100]:
            begins, ends = _years(part.claim.period or "")
            same = (
                part.claim.event == whole.claim.event
                and part.claim.group == whole.claim.group
                and part.unit == whole.unit
            )
            places = {part.claim.place, whole.claim.place} - {None}
            if same and len(places) < 2 and first <= begins <= ends <= last and ends - begins < last - first:
                yield whole, part


def _qualified(reading: Reading, m: Mention) -> bool:
    """`900 deaths due to measles`: only some of what happened is counted, and other numbers may count the rest."""
    return not _words("qualifiers").isdisjoint(reading.words[m.last : m.last + 3])


def _years(edtf: str) -> tuple[int, int]:
    """First and last year of an EDTF date or interval; an open one is empty.

    >>> _years("2013/2022-06"), _years("2021"), _years("../2020")
    ((2013, 2022), (2021, 2021), (1, 0))
    """
    start, _, end = edtf.partition("/")
    years = [int(part[:4]) if part[:4].isdigit() else None for part in (start, end or start)]
    return (years[0], years[1]) if years[0] is not None and years[1] is not None else (1, 0)
