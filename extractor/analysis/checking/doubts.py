"""Why a sum that does not come out is no contradiction: other bases, other times, losses, revisions, other places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from extractor.analysis.checking.other_bases import other_base
from extractor.analysis.relating.reading import printed
from extractor.lexicons import load
from extractor.report import Change, Claim
from extractor.values import arithmetic

NEAR = 500  # characters of a sentence that are read on either side of a number
THINGS = "compared than over comparative named more_compared than_name than_same over_same"
NOT_OVER_TIME = frozenset(f"change.{name}" for name in THINGS.split())


@dataclass(frozen=True)
class Page:
    """What relations are read from: the text, its claims by id, and its changes."""

    text: str
    claims: dict[str, Claim]
    changes: list[Change]

    def of(self, claim_id: str | None) -> Claim | None:
        """The claim of an id; None where there is none."""
        return self.claims.get(claim_id) if claim_id else None

    @cached_property
    def by_current(self) -> dict[str, list[Change]]:
        """The changes of each claim that says what is now."""
        out: dict[str, list[Change]] = {}
        for change in self.changes:
            if change.current is not None:
                out.setdefault(change.current, []).append(change)
        return out


@dataclass(frozen=True, slots=True)
class Guard:
    """Words that make a sum that does not come out no contradiction."""

    text: str
    pattern: re.Pattern[str]
    where: str


# Where the words of a guard are looked for; elsewhere it is the sentences of all numbers.
PLACES = ("after_delta", "near_delta", "ordering", "mixed", "joined")


@cache
def guards() -> tuple[Guard, ...]:
    """The guards of the lexicon."""
    out = []
    for row in load("check_guards")["guard"]:
        words = "|".join(re.escape(word) for word in sorted(row["words"], key=len, reverse=True))
        where = next((name for name in PLACES if row.get(name)), "")
        not_before = "|".join(map(re.escape, row.get("not_before", [])))
        tail = rf"(?!\s+(?:{not_before})\b)" if not_before else ""
        out.append(Guard(row["text"], re.compile(rf"(?<!\w)(?:{words})(?!\w){tail}"), where))
    return tuple(out)


def doubts_of(page: Page, change: Change, claims: list[Claim], delta: Claim | None) -> Iterator[str]:
    """Why numbers that do not fit may not be what the words speak of; with a delta: current, baseline, delta."""
    for guard in guards():
        if guard.where == "ordering":
            if delta is None and guard.pattern.search(_sentences(page, claims)):
                yield guard.text
        elif guard.where in {"after_delta", "near_delta"}:
            after = guard.where == "after_delta"
            if delta is not None and guard.pattern.search(_around(page, claims[1], delta, after=after)):
                yield guard.text
        elif guard.where == "mixed":
            if len({bool(guard.pattern.search(_sentence(page, claim))) for claim in claims}) > 1:
                yield guard.text
        elif guard.pattern.search(_joined(page, claims) if guard.where == "joined" else _sentences(page, claims)):
            yield guard.text
    if _fiscal_beside_calendar(page, claims):
        yield "one period may be a fiscal year and the other a calendar year"
    if change.rule == "change.beside":
        yield "the difference may be one over time, not from that number"
    if delta is not None:
        yield from _unlike_base(page, claims, delta)
    yield from _unlike(page, claims, over_time=change.rule not in NOT_OVER_TIME)


JOINT = re.compile(r"[^\d,;]{0,16}\bto\b[^\d,;]{0,10}", re.IGNORECASE)


def _joined(page: Page, claims: list[Claim]) -> str:
    """The sentences of the numbers; what follows two that are joined ("since 2015, from 41 to 36") where they are."""
    current, baseline = claims[:2]
    if not JOINT.fullmatch(page.text, baseline.end, current.start):
        return _sentences(page, claims)
    return page.text[current.end : min(current.sentence.end, current.end + 30)].lower()


def _unlike_base(page: Page, claims: list[Claim], delta: Claim) -> Iterator[str]:
    """A difference that may not be the one between the current number and the baseline."""
    if _rate_between(page, claims, delta):
        yield "another rate stands between the numbers"
    if len(claims) == 3 and _two_bases(page, claims[1], delta):
        yield "the rate and the two numbers may have different bases"
    if len(claims) == 3 and other_base(page.text, claims[0], claims[1], delta):
        yield "the difference may be told of another time than the number that it stands beside"


def _fiscal_beside_calendar(page: Page, claims: list[Claim]) -> bool:
    """A fiscal year in the sentence of a number that is followed by a year of its own ("from 490 in 2023")."""
    fiscal = re.compile(r"\b(?:fiscal|financial) (?:year|quarter)|\bfiscal\b|\bfy\d\d")
    plain = re.compile(r"\W*(?:\w+\W+){0,3}(?:in|of|for|during) (?:19|20)\d\d\b")
    return any(
        fiscal.search(_sentence(page, c)) and plain.match(page.text[c.end : min(c.sentence.end, c.end + 40)].lower())
        for c in claims
    )


def _rate_between(page: Page, claims: list[Claim], delta: Claim) -> bool:
    """`rose 5 per cent last month and 12 per cent over the year to 115`: which of two rates is meant is open."""
    first, last = min(c.start for c in claims), max(c.start for c in claims)
    return any(
        c.unit == delta.unit and c.id != delta.id and first < c.start < last and c.id not in {k.id for k in claims}
        for c in page.claims.values()
    )


def _unlike(page: Page, claims: list[Claim], *, over_time: bool) -> Iterator[str]:
    """Places that differ, and a vague number."""
    places = sorted({claim.place for claim in claims if claim.place})
    joined = " and ".join(places)
    together = joined.lower() in _sentence(page, claims[0])  # "in England and Wales" is one place
    if len(places) > 1 and over_time and not together:
        yield f"the numbers are of different places ({joined})"
    if (
        len({claim.status for claim in claims} & {"hypothetical", "target"}) > 0
        and len({claim.status for claim in claims}) > 1
    ):
        yield "not all of the numbers are reported ones"


def _sentence(page: Page, claim: Claim) -> str:
    """The sentence of a claim, as far as it is near."""
    start, end = max(claim.sentence.start, claim.start - NEAR), min(claim.sentence.end, claim.end + NEAR)
    return page.text[start:end].lower()


def _sentences(page: Page, claims: Iterable[Claim]) -> str:
    return " ".join(_sentence(page, claim) for claim in claims)


# When the baseline was, told right after it: "from 38 a year earlier".
TOLD = re.compile(r"\W*(?:a|one|the) (?:year|month|week|quarter) (?:earlier|ago|before)\b", re.IGNORECASE)


def _around(page: Page, baseline: Claim, delta: Claim, *, after: bool) -> str:
    """The words beside a difference, within its sentence; not those that tell when the baseline was."""
    start = delta.end if after else max(delta.sentence.start, delta.start - 40)
    end = min(delta.sentence.end, delta.end + 40)
    told = TOLD.match(page.text, baseline.end, baseline.end + 40) if start <= baseline.end < end else None
    if told is None:
        return page.text[start:end].lower()
    return f"{page.text[start : baseline.end]} {page.text[told.end() : max(end, told.end())]}".lower()


def _two_bases(page: Page, baseline: Claim, delta: Claim) -> bool:
    """`by 2 per cent from 2015 to 2018, from 104 to 131`: a `from` of its own stands between rate and baseline."""
    between = page.text[delta.end : baseline.start].lower().split()
    return delta.sentence == baseline.sentence and between.count("from") >= 2


def said_again(page: Page, change: Change, current: Claim, delta: Claim) -> Claim | None:
    """The baseline from which the article counts the same difference elsewhere: then it is one between those two."""
    for other in page.changes:
        c, b, d = page.of(other.current), page.of(other.baseline), page.of(other.delta)
        if c is None or b is None or d is None or other.id == change.id or d.id == delta.id:
            continue
        same = (c.low, c.high, c.unit, d.low, d.high) == (
            current.low,
            current.high,
            current.unit,
            delta.low,
            delta.high,
        )
        mine = page.of(change.baseline)
        if (
            same
            and mine is not None
            and "average" in _beside(page, mine)
            and "average" in _beside(page, b)
            and _works(c, b, d)
        ):
            return b
    return None


def _works(current: Claim, baseline: Claim, delta: Claim) -> bool:
    outcome = arithmetic.difference(printed(current), printed(baseline), printed(delta), down=False)
    return outcome is not None and outcome.fits


def _beside(page: Page, claim: Claim) -> str:
    """The words right before a number, and what it measures."""
    return f"{page.text[max(claim.sentence.start, claim.start - 30) : claim.start]} {claim.measure or ''}".lower()
