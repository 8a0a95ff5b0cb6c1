"""Relations between the claims of an article that can be worked out, from its changes, parts and repeats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from extractor.analysis.matching import stems
from extractor.analysis.reading import printed
from extractor.lexicons import load
from extractor.report import Change, Check, CheckKind, Claim, Term, Verdict
from extractor.values import arithmetic
from extractor.values.arithmetic import Outcome
from extractor.values.intervals import best

LIKENESS = frozenset({"change.matched", "change.repeat"})  # links by likeness: they never contradict
BY_VALUES = frozenset({"change.compared", "change.pair"})  # the numbers, not the words, say which way
NOT_OVER_TIME = frozenset({"change.compared", "change.than", "change.over", "change.comparative"})


@dataclass
class Relation:
    """Claims in their roles, what their sum comes to, and why a sum that does not come out is no contradiction."""

    kind: CheckKind
    terms: list[tuple[str, Claim]]
    outcome: Outcome
    doubts: list[str] = field(default_factory=list)
    rule: str = ""

    def key(self) -> tuple[str, frozenset[str]]:
        """The same for the same claims, a repeat counted as its first mention; a rate is the same by its value."""
        return self.kind, frozenset(
            f"{claim.low} {claim.high} {claim.unit}" if role == "delta" else claim.same_as or claim.id for role, claim in self.terms
        )

    def check(self, number: int) -> Check:
        """The record of this relation."""
        verdict: Verdict = "consistent" if self.outcome.fits else "not_checkable" if self.doubts else "inconsistent"
        working = self.outcome.working
        if verdict == "not_checkable":
            working = f"{working[:-1]}; this is no contradiction, since {self.doubts[0]}."
        terms = tuple(Term(role=role, claim=claim.id) for role, claim in self.terms)
        return Check(id=f"k{number}", rule=self.rule, kind=self.kind, terms=terms, verdict=verdict, working=working)


@dataclass(frozen=True)
class Page:
    """What relations are read from: the text, its claims by id, and its changes."""

    text: str
    claims: dict[str, Claim]
    changes: list[Change]

    def of(self, claim_id: str | None) -> Claim | None:
        """The claim of an id; None where there is none."""
        return self.claims.get(claim_id) if claim_id else None


def change_relations(page: Page) -> Iterator[Relation]:
    """What the changes say: differences, per cents, multiples; the direction alone where no difference is given."""
    for change in page.changes:
        current, baseline, delta = page.of(change.current), page.of(change.baseline), page.of(change.delta)
        if "denied" in {c.status for c in (current, baseline, delta) if c is not None} or change.direction == "flat":
            continue
        if current is not None and baseline is not None:
            found = _with_delta(page, change, current, baseline, delta) if delta else _direction(page, change, current, baseline)
            if found is not None:
                yield found
        elif current is not None and delta is not None:
            yield from _second_delta(page, change, current, delta)


def _with_delta(page: Page, change: Change, current: Claim, baseline: Claim, delta: Claim) -> Relation | None:
    down = change.direction == "down"
    c, b, d = printed(current), printed(baseline), printed(delta)
    if current.unit != baseline.unit or current.unit in {"times", "fraction"}:
        return None
    share = current.unit == "percent"
    kind: CheckKind
    doubts: list[str] = []
    if delta.unit == "percent" and not share:
        kind, outcome = "percent_change", arithmetic.change_in_percent(c, b, d, down=down)
    elif delta.unit == "percent":
        points, rate = arithmetic.difference(c, b, d, down=down), arithmetic.change_in_percent(c, b, d, down=down)
        kind, outcome = ("percent_change", rate) if _nearer(rate, points) else ("difference", points)
        if outcome is not None and outcome.fits and outcome.off is not None and outcome.off > 2:
            return None  # rounding alone makes it agree: which of the two is meant is open
        doubts.append("per cent and percentage points may be taken for one another")
    elif delta.unit in {"percentage_point", "basis_point"} and share or delta.unit == "point" and (share or current.unit in {"point", "count"}):
        factor = 100 if delta.unit == "basis_point" else 1
        kind, outcome = "difference", arithmetic.difference(c, b, d, down=down, factor=factor)
    elif delta.unit in {"times", "fraction"}:
        kind, outcome = "multiple", arithmetic.times(c, b, d, down=down)
    elif delta.unit == current.unit:
        kind, outcome = "difference", arithmetic.difference(c, b, d, down=down)
    else:
        return None
    if outcome is None:
        return None
    if not outcome.fits and (change.rule in LIKENESS or not _points(change, current, baseline)):
        return None
    if not outcome.fits:
        doubts += _doubts(page, change, [current, baseline, delta], delta)
    if change.rule == "change.beside":
        doubts = [] if _said_again(page, change, current, delta) else [*doubts, "the difference may be one over time, not from that number"]
    elif _two_bases(page, baseline, delta):
        doubts.append("the rate and the two numbers may have different bases")
    return Relation(kind, [("current", current), ("baseline", baseline), ("delta", delta)], outcome, doubts, f"check.{kind}")


def _nearer(rate: Outcome | None, points: Outcome | None) -> bool:
    """Whether a number of per cent is the rate of a change, not its percentage points."""
    if rate is None or not rate.fits:
        return False
    if points is None or not points.fits or points.off is None:
        return True
    return rate.off is not None and rate.off < points.off


def _said_again(page: Page, change: Change, current: Claim, delta: Claim) -> Claim | None:
    """The baseline from which the article counts the same difference elsewhere: then it is one between those two."""
    for other in page.changes:
        c, b, d = page.of(other.current), page.of(other.baseline), page.of(other.delta)
        if c is None or b is None or d is None or other.id == change.id or d.id == delta.id:
            continue
        same = (c.low, c.high, c.unit, d.low, d.high) == (current.low, current.high, current.unit, delta.low, delta.high)
        mine = page.of(change.baseline)
        if same and mine is not None and "average" in _beside(page, mine) and "average" in _beside(page, b) and _works(c, b, d):
            return b
    return None


def _works(current: Claim, baseline: Claim, delta: Claim) -> bool:
    outcome = arithmetic.difference(printed(current), printed(baseline), printed(delta), down=False)
    return outcome is not None and outcome.fits


def _beside(page: Page, claim: Claim) -> str:
    """The words right before a number, and what it measures."""
    return f"{page.text[max(claim.sentence.start, claim.start - 30) : claim.start]} {claim.measure or ''}".lower()


def _two_bases(page: Page, baseline: Claim, delta: Claim) -> bool:
    """`by 1 per cent from 2019 to 2022, from 107 to 147`: a `from` of its own stands between the rate and the baseline."""
    between = page.text[delta.end : baseline.start].lower().split()
    return delta.sentence == baseline.sentence and between.count("from") >= 2


def said_twice(page: Page) -> Iterator[Relation]:
    """`93, up 61 compared with an average of 68` and `61 more than the average of 32`: one average, two values."""
    for change in page.changes:
        current, mine, delta = page.of(change.current), page.of(change.baseline), page.of(change.delta)
        if change.rule != "change.beside" or current is None or mine is None or delta is None:
            continue
        other = _said_again(page, change, current, delta)
        if other is None or other.unit != mine.unit:
            continue
        outcome = arithmetic.agree(printed(mine), [printed(other)])
        if not outcome.fits:
            yield Relation("agreement", [("first", mine), ("repeat", other)], outcome, [], "check.agreement")


def _points(change: Change, current: Claim, baseline: Claim) -> bool:
    """Whether the numbers go the way the words say: else they are not what the words speak of."""
    new, old = best(printed(current)), best(printed(baseline))
    if new is None or old is None:
        return False
    return new > old if change.direction == "up" else new < old


def _direction(page: Page, change: Change, current: Claim, baseline: Claim) -> Relation | None:
    """A stated direction without a difference."""
    if current.unit != baseline.unit or change.rule in BY_VALUES:
        return None
    up = change.direction == "up"
    larger, smaller = (current, baseline) if up else (baseline, current)
    outcome = arithmetic.ordered(printed(larger), printed(smaller), change.cue.text)
    if not outcome.fits and not _sure_order(change, current, baseline):
        return None
    terms = [("larger", larger), ("smaller", smaller)]
    doubts = [] if outcome.fits else list(_doubts(page, change, [current, baseline], None))
    return Relation("ordering", terms, outcome, doubts, "check.direction")


def _sure_order(change: Change, current: Claim, baseline: Claim) -> bool:
    """Whether two numbers against the stated direction are surely of the same thing: near in size and of one head."""
    new, old = best(printed(current)), best(printed(baseline))
    heads = {(claim.head or "").lower() for claim in (current, baseline)} - {""}
    near = new is not None and old is not None and 0 < old <= new * 4 and 0 < new <= old * 4
    return change.rule in {"change.verb", "change.adverb"} and near and len(heads) < 2


def _second_delta(page: Page, change: Change, current: Claim, delta: Claim) -> Iterator[Relation]:
    """`104 cases, an increase of 17 or 16.34 %`: the baseline follows from the difference."""
    if delta.unit != "percent" or current.unit in {"percent", "percentage_point"}:
        return
    for other in page.changes:
        amount = page.of(other.delta)
        if amount is None or other.current != change.current or other.direction != change.direction or other.baseline is not None:
            continue
        if amount.unit != current.unit or not 0 < abs(amount.start - delta.start) < 90:
            continue
        outcome = arithmetic.change_with_difference(printed(current), printed(amount), printed(delta), down=change.direction == "down")
        if outcome is None:
            continue
        doubts = [] if outcome.fits else list(_doubts(page, change, [current, amount, delta], delta))
        if other.cue != change.cue and not outcome.fits:
            doubts.append("the two differences may be told on different bases")
        terms = [("current", current), ("difference", amount), ("delta", delta)]
        yield Relation("percent_change", terms, outcome, doubts, "check.percent_of_difference")
        return


def headline_relations(page: Page) -> Iterator[Relation]:
    """What a headline says in short, worked out with the numbers that the text gives."""
    for change in page.changes:
        delta = page.of(change.delta)
        if change.rule != "change.headline" or delta is None:
            continue
        for other in page.changes:
            current, baseline = page.of(other.current), page.of(other.baseline)
            if current is None or baseline is None or other.direction != change.direction:
                continue
            relation = _with_delta(page, change, current, baseline, delta)
            if relation is not None and relation.outcome.fits and stems_of(delta) & (stems_of(current) | stems_of(baseline)):
                yield relation
                break


def stems_of(claim: Claim) -> frozenset[str]:
    """What a claim measures, as comparable stems."""
    return stems(f"{claim.measure or ''} {claim.head or ''}".lower().split())


@dataclass(frozen=True, slots=True)
class Guard:
    """Words that make a sum that does not come out no contradiction."""

    text: str
    pattern: re.Pattern[str]
    where: str


@cache
def guards() -> tuple[Guard, ...]:
    """The guards of the lexicon."""
    out = []
    for row in load("check_guards")["guard"]:
        words = "|".join(re.escape(word) for word in sorted(row["words"], key=len, reverse=True))
        where = next((name for name in ("after_delta", "near_delta", "ordering", "mixed") if row.get(name)), "")
        out.append(Guard(row["text"], re.compile(rf"(?<!\w)(?:{words})(?!\w)"), where))
    return tuple(out)


def _doubts(page: Page, change: Change, claims: list[Claim], delta: Claim | None) -> Iterator[str]:
    """Why these numbers, if they do not fit, may not be what the words speak of. Lazy: read only where needed."""
    for guard in guards():
        if guard.where == "ordering":
            if delta is None and guard.pattern.search(_sentences(page, claims)):
                yield guard.text
        elif guard.where in {"after_delta", "near_delta"}:
            if delta is not None and guard.pattern.search(_around(page, delta, after=guard.where == "after_delta")):
                yield guard.text
        elif guard.where == "mixed":
            if len({bool(guard.pattern.search(_sentence(page, claim))) for claim in claims}) > 1:
                yield guard.text
        elif guard.pattern.search(_sentences(page, claims)):
            yield guard.text
    if _fiscal_beside_calendar(page, claims):
        yield "one period may be a fiscal year and the other a calendar year"
    if delta is not None and _rate_between(page, claims, delta):
        yield "another rate stands between the numbers"
    yield from _unlike(claims, over_time=change.rule not in NOT_OVER_TIME)


def _fiscal_beside_calendar(page: Page, claims: list[Claim]) -> bool:
    """A fiscal year in the sentence of a number that is followed by a year of its own ("from 490 in 2023")."""
    fiscal = re.compile(r"\b(?:fiscal|financial) (?:year|quarter)|\bfiscal\b|\bfy\d\d")
    plain = re.compile(r"\W*(?:\w+\W+){0,3}(?:in|of|for|during) (?:19|20)\d\d\b")
    return any(
        fiscal.search(_sentence(page, c)) and plain.match(page.text[c.end : min(c.sentence.end, c.end + 40)].lower()) for c in claims
    )


def _rate_between(page: Page, claims: list[Claim], delta: Claim) -> bool:
    """`rose 5 per cent last month and 12 per cent over the year to 115`: which of two rates is meant is open."""
    first, last = min(c.start for c in claims), max(c.start for c in claims)
    return any(
        c.unit == delta.unit and c.id != delta.id and first < c.start < last and c.id not in {k.id for k in claims}
        for c in page.claims.values()
    )


def _unlike(claims: list[Claim], *, over_time: bool) -> Iterator[str]:
    """Places that differ, and a vague number."""
    places = {claim.place for claim in claims if claim.place}
    if len(places) > 1 and over_time:
        yield f"the numbers are of different places ({' and '.join(sorted(places))})"
    if len({claim.status for claim in claims} & {"hypothetical", "target"}) > 0 and len({claim.status for claim in claims}) > 1:
        yield "not all of the numbers are reported ones"


def _sentence(page: Page, claim: Claim) -> str:
    return page.text[claim.sentence.start : claim.sentence.end].lower()


def _sentences(page: Page, claims: Iterable[Claim]) -> str:
    spans = sorted({(claim.sentence.start, claim.sentence.end) for claim in claims})
    return " ".join(page.text[start:end] for start, end in spans).lower()


def _around(page: Page, delta: Claim, *, after: bool) -> str:
    """The words beside a difference, within its sentence."""
    start = delta.end if after else max(delta.sentence.start, delta.start - 40)
    return page.text[start : min(delta.sentence.end, delta.end + 40)].lower()


def once(relations: Iterable[Relation], *, key: Callable[[Relation], object] = Relation.key) -> list[Relation]:
    """Each relation once, the first one of those between the same claims."""
    seen: set[object] = set()
    out = []
    for relation in relations:
        if key(relation) not in seen:
            seen.add(key(relation))
            out.append(relation)
    return out
