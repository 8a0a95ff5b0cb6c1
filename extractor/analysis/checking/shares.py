"""Sums and shares: parts that add up to a whole, and percentages of a whole that are printed with both numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.analysis.checking.doubts import Page
from extractor.analysis.checking.relations import Relation
from extractor.analysis.relating.likeness import stems
from extractor.analysis.relating.lists import GAP, closings, exact_lists, listed
from extractor.analysis.relating.reading import RELATIVE, Mention, Reading, printed
from extractor.report import Claim, Part
from extractor.values import arithmetic
from extractor.values.intervals import best, stands_for

SHARES = frozenset({"percent", "fraction"})
NEAR = 3  # sentences in which the third number of a share is looked for


def part_relations(page: Page, parts: list[Part]) -> Iterator[Relation]:
    """For each whole: whether its known parts are within it, or add up to it (closed lists: see `sums`)."""
    wholes: dict[str, list[tuple[Claim, bool]]] = {}
    for part in parts:
        claim = page.of(part.part)
        if claim is not None and claim.status != "denied" and part.rule != "part.sum":
            wholes.setdefault(part.whole, []).append((claim, part.rule == "part.in_time"))
    for whole_id, told in wholes.items():
        whole = page.of(whole_id)
        if whole is None or whole.unit in SHARES:
            continue
        counted = [claim for claim, _ in told if claim.unit == whole.unit]
        if any(timed for _, timed in told) and _overlap(counted):
            for claim in counted:
                yield from _within(whole, [claim])
        elif counted:
            yield from _within(whole, counted)


def _within(whole: Claim, counted: list[Claim]) -> Iterator[Relation]:
    """The sum of some parts of a whole, where they come to it; else whether they are within it."""
    parts = [("part", claim) for claim in counted]
    if len(counted) >= 2 and len({c.period for c in counted if c.period}) <= 1:
        added = arithmetic.sum_of([printed(c) for c in counted], printed(whole))
        if added is not None and added.fits and _exact(counted) and _comes_to(counted, whole):
            yield Relation("sum", [*parts, ("whole", whole)], added, [], "check.sum")
            return
    outcome = arithmetic.within([printed(c) for c in counted], printed(whole))
    size = best(printed(whole))
    more = size is not None and _added(counted) > size  # only the rounding of the numbers makes room for all of them
    if outcome is not None and outcome.fits and not (more and len(counted) > 1 and whole.high is not None):
        yield Relation("parts_within_whole", [("whole", whole), *parts], outcome, [], "check.within")


def _added(claims: list[Claim]) -> Decimal:
    return sum((best(printed(claim)) or Decimal(0) for claim in claims), Decimal(0))


def _comes_to(parts: list[Claim], whole: Claim) -> bool:
    """Whether the printed numbers come to the whole, as exact as that is printed: parts may overlap."""
    stated = stands_for(printed(whole))
    return stated.low <= _added(parts) <= stated.high


def _overlap(claims: list[Claim]) -> bool:
    """Whether times may be counted twice: the same one, an interval, or one without a time."""
    periods = [claim.period or "" for claim in claims]
    return any(
        not a or "/" in a or any(b.startswith(a) for b in periods[n + 1 :] + periods[:n]) for n, a in enumerate(periods)
    )


def _exact(claims: list[Claim]) -> bool:
    """Whether so many digits are printed that a sum which comes out is no chance."""
    return all(stands_for(printed(c)).is_bounded for c in claims)


def sums(reading: Reading) -> Iterator[Relation]:
    """Closed lists ("split into 84 km and 95 km", "10 Danes and five Swedes") with the whole that they add up to."""
    for number in sorted({m.sentence for m in reading.mentions}):
        mentions = [m for m in reading.in_sentence(number) if m.unit not in RELATIVE]
        for i, start, brackets in closings(reading, number):
            found = listed(reading, [m for m in mentions if m.first >= start], brackets=brackets)
            if len(found) < 2:
                continue
            before = [m for m in mentions if m.last <= i and m.unit == found[0].unit]
            if before and i - before[-1].last <= GAP:
                relation = _sum(found, before[-1])
                # Only brackets close a list for sure: "313 (that is, 40 in May and 273 in June)".
                if relation is not None and (relation.outcome.fits or (brackets and _all_read(reading, found))):
                    yield relation
            else:
                yield from _sum_elsewhere(reading, found)
    for whole, found in exact_lists(reading):
        relation = _sum(found, whole)
        if relation is not None:
            yield relation
    yield from _the_others(reading)
    yield from _including(reading)


def _all_read(reading: Reading, found: list[Mention]) -> bool:
    """Whether every number between the brackets was read: a misprinted one makes the list unreadable, not wrong."""
    start = found[0].first
    while start > 0 and reading.words[start] != "(":
        start -= 1
    end = next(
        (i for i in range(found[-1].last, min(len(reading.words), found[-1].last + 12)) if reading.words[i] == ")"),
        None,
    )
    if end is None:
        return False
    inside = range(start, end)
    known = {m.number for m in found}
    return all(
        reading.covered[i].number in known if i in reading.covered else not any(ch.isdigit() for ch in reading.words[i])
        for i in inside
    )


def _sum(parts: list[Mention], whole: Mention) -> Relation | None:
    if whole.unit != parts[0].unit or whole in parts:
        return None
    outcome = arithmetic.sum_of([printed(m.claim) for m in parts], printed(whole.claim))
    if outcome is None:
        return None
    terms = [*(("part", m.claim) for m in parts), ("whole", whole.claim)]
    return Relation("sum", terms, outcome, [], "check.sum")


def _sum_elsewhere(reading: Reading, found: list[Mention]) -> Iterator[Relation]:
    """The whole of a closed list in another sentence: one of its unit that it comes to exactly, of the same thing."""
    things = frozenset().union(*(_words(reading, m) for m in found))
    for m in reading.near(found[0], len(reading.sentences)):
        if m.sentence == found[0].sentence or m.unit != found[0].unit or not things & _words(reading, m):
            continue
        relation = _sum(found, m)
        if relation is not None and relation.outcome.off == 0:
            yield relation
            return


def _including(reading: Reading) -> Iterator[Relation]:
    """`15 countries including 10 members and their five partners`: open by its words, told where it comes out."""
    for m in reading.mentions:
        after = reading.words[m.last : m.last + 8]
        if "including" not in after or m.unit in RELATIVE:
            continue
        at = m.last + after.index("including")
        found = [o for o in reading.in_sentence(m.sentence) if o.first > at and o.unit == m.unit and not o.depth]
        relation = _sum(found[:2], m) if len(found) >= 2 and found[1].role == "and" else None
        if relation is not None and relation.outcome.off == 0:
            yield relation


def _the_others(reading: Reading) -> Iterator[Relation]:
    """`five of the top 10 … Three … The other two`: the rest of a whole that was named."""
    for m in reading.mentions:
        if reading.words[max(0, m.first - 2) : m.first] not in (["the", "other"], ["the", "remaining"]):
            continue
        before = [o for o in reading.near(m, NEAR) if o.last < m.first and o.unit == m.unit]
        for whole in before:
            named = whole.role == "of" or "among" in reading.words[max(0, whole.first - 4) : whole.first]
            size = best(printed(whole.claim))
            parts = [o for o in before if o.number != whole.number and best(printed(o.claim)) != size]
            relation = _sum([*parts, m], whole) if parts and named else None
            if relation is not None and relation.outcome.off == 0:
                yield relation
                return


def _words(reading: Reading, m: Mention) -> frozenset[str]:
    """The words beside a number that say what it counts."""
    own = f"{m.claim.measure or ''} {m.claim.head or ''}".lower().split()
    opening, end = reading.sentences[m.sentence]
    return stems(
        [*own, *reading.words[max(opening, m.first - 8) : m.first], *reading.words[m.last : min(end, m.last + 8)]]
    )


def percentages(reading: Reading) -> Iterator[Relation]:
    """`800, or 60 % of its old rate of 1,383`; `5 per cent of 70 billion is 3.5 billion`: share, part and whole."""
    for share in reading.mentions:
        if share.unit not in SHARES or "of" not in reading.words[share.last : share.last + 2]:
            continue
        relation = _percentage(reading, share)
        if relation is not None:
            yield relation


def _percentage(reading: Reading, share: Mention) -> Relation | None:
    near = [m for m in reading.near(share, NEAR) if m.unit not in RELATIVE]
    own = [m for m in near if m.sentence == share.sentence]
    whole, part = _whole_of(reading, share, own), _amount(reading, share, own)
    if share.unit == "fraction" and (whole is None or part is None):
        return None  # a half is too near to too much for a sum to be evidence
    for w in [whole] if whole is not None else _candidates(reading, share, part, near):
        for p in [part] if part is not None else _candidates(reading, share, w, near):
            sure = whole is not None and part is not None
            alike = p.unit == w.unit or (
                sure and "count" in {p.unit, w.unit}
            )  # "5 per cent of 70 billion is 3.5 billion cedis"
            relation = _share_relation(p, w, share) if p is not w and alike else None
            if relation is not None and (
                (relation.outcome.fits and (sure or _telling(relation))) or (sure and not relation.outcome.fits)
            ):
                if not relation.outcome.fits and not _plainly(reading, p, share, w):
                    relation.doubts.append("the share may be one of another whole")
                return relation
    return None


def _plainly(reading: Reading, part: Mention, share: Mention, whole: Mention) -> bool:
    """`sold 90 boats, or 25 per cent of the 200`: nothing else that either may be of stands between."""
    before, after = reading.words[part.last : share.first], reading.words[share.last : whole.first]
    known = after in (["of", "the"], ["of", "its"], ["of", "their"]) and before[-1:] == ["or"]
    return known and part.unit == whole.unit and len(before) <= 3


def _share_relation(part: Mention, whole: Mention, share: Mention) -> Relation | None:
    outcome = arithmetic.percentage([printed(part.claim)], printed(whole.claim), printed(share.claim))
    if outcome is None:
        return None
    terms = [("part", part.claim), ("whole", whole.claim), ("stated", share.claim)]
    return Relation("percent_of", terms, outcome, [], "check.percent_of")


def _telling(relation: Relation) -> bool:
    """Whether a share that comes out is evidence: near to the stated number, from numbers printed with care."""
    off, stated = relation.outcome.off, best(printed(relation.terms[-1][1]))
    ratio = stands_for(printed(relation.terms[0][1])).over(stands_for(printed(relation.terms[1][1])))
    tight = ratio is not None and ratio.is_bounded and ratio.high <= ratio.low * 2
    return off is not None and stated is not None and tight and off <= 1 and stated < 100


def _whole_of(reading: Reading, share: Mention, own: list[Mention]) -> Mention | None:
    """`45 % of its old rate of 1,200`, `14 % of the goal …, which was 200`."""
    after = [m for m in own if m.first >= share.last]
    if not after:
        return None
    between = reading.words[share.last : after[0].first]
    marks = {",", ";", "(", ")"} & set(between)
    if len(between) <= 8 and not marks and not {"and", "to", "from", "by", "with"} & set(between):
        return after[0]
    if "which" in between and between[-1:] in (["was"], ["is"], ["were"]) and len(between) <= 20:
        return after[0]
    return None


def _amount(reading: Reading, share: Mention, own: list[Mention]) -> Mention | None:
    """`3.5 billion, or 5 per cent of`, `87 % of what was collected, that is, 8.9 million`, `5 % of 70 is 3.5`."""
    before = [m for m in own if m.last <= share.first]
    if before and share.role == "or" and share.first - before[-1].last <= 5:
        return before[-1]
    after = [m for m in own if m.first >= share.last]
    for m in after:
        lead = reading.words[max(share.last, m.first - 4) : m.first]
        if "is" in lead and (("that" in lead and "," in lead) or m.role == "is"):
            return m
        if m.role == "(" and reading.words[m.last : m.last + 1] == [")"]:
            return m
    return None


def _candidates(reading: Reading, share: Mention, known: Mention | None, near: list[Mention]) -> list[Mention]:
    """Numbers close by that speak of what the share is of."""
    if known is None:
        return []
    things = stems(reading.words[share.last : share.last + 10]) | stems(
        reading.words[max(0, share.first - 6) : share.first]
    )
    return [
        m
        for m in near
        if m is not known and m.unit == known.unit and len(things & _words(reading, m)) >= 1 and not m.depth
    ]
