"""Relations between the claims of an article that can be worked out, from its changes, parts and repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from extractor.analysis.checking.doubts import Page, doubts_of, said_again
from extractor.analysis.relating.likeness import stems
from extractor.analysis.relating.reading import printed
from extractor.report import Change, Check, CheckKind, Claim, Term, Verdict
from extractor.values import arithmetic
from extractor.values.arithmetic import Outcome
from extractor.values.intervals import Printed, best

LIKENESS = frozenset({"change.matched", "change.repeat"})  # links by likeness: they never contradict
BY_VALUES = frozenset({"change.compared", "change.pair"})  # the numbers, not the words, say which way
POINTS = frozenset({"percentage_point", "basis_point", "point"})


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
            f"{claim.low} {claim.high} {claim.unit}" if role == "delta" else claim.same_as or claim.id
            for role, claim in self.terms
        )

    def check(self, number: int) -> Check:
        """The record of this relation."""
        verdict: Verdict = "consistent" if self.outcome.fits else "not_checkable" if self.doubts else "inconsistent"
        working = self.outcome.working
        if verdict == "not_checkable":
            working = f"{working[:-1]}; this is no contradiction, since {self.doubts[0]}."
        terms = tuple(Term(role=role, claim=claim.id) for role, claim in self.terms)
        return Check(id=f"k{number}", rule=self.rule, kind=self.kind, terms=terms, verdict=verdict, working=working)


def change_relations(page: Page) -> Iterator[Relation]:
    """What the changes say: differences, per cents, multiples; the direction alone where no difference is given."""
    for change in page.changes:
        current, baseline, delta = page.of(change.current), page.of(change.baseline), page.of(change.delta)
        if "denied" in {c.status for c in (current, baseline, delta) if c is not None} or change.direction == "flat":
            continue
        if current is not None and baseline is not None:
            found = (
                _with_delta(page, change, current, baseline, delta)
                if delta
                else _direction(page, change, current, baseline)
            )
            if found is not None:
                yield found
        elif current is not None and delta is not None:
            yield from _second_delta(page, change, current, delta)


def _with_delta(page: Page, change: Change, current: Claim, baseline: Claim, delta: Claim) -> Relation | None:
    """Two numbers and the difference that is stated between them."""
    found = _worked_out(current, baseline, delta, down=change.direction == "down")
    if found is None:
        return None
    kind, outcome, open_ = found
    doubts: list[str] = []
    if not outcome.fits:
        if change.rule in LIKENESS or not _points(change, current, baseline):
            return None
        again = change.rule == "change.beside" and said_again(page, change, current, delta) is not None
        doubts = [] if again else [*open_, *doubts_of(page, change, [current, baseline, delta], delta)]
    terms = [("current", current), ("baseline", baseline), ("delta", delta)]
    return Relation(kind, terms, outcome, doubts, f"check.{kind}")


def _worked_out(
    current: Claim, baseline: Claim, delta: Claim, *, down: bool
) -> tuple[CheckKind, Outcome, list[str]] | None:
    """The kind of a check by the units of its numbers, what it comes to, and what its units leave open."""
    c, b, d = printed(current), printed(baseline), printed(delta)
    share = current.unit == "percent"
    if current.unit != baseline.unit or current.unit in {"times", "fraction"}:
        return None
    if delta.unit == "percent" and share:
        return _rate_or_points(c, b, d, down=down)
    kind: CheckKind = "difference"
    if delta.unit == "percent":
        kind, outcome = "percent_change", arithmetic.change_in_percent(c, b, d, down=down)
    elif delta.unit in {"times", "fraction"}:
        kind, outcome = "multiple", arithmetic.times(c, b, d, down=down)
    elif (
        delta.unit == current.unit
        or (delta.unit in POINTS and share)
        or {delta.unit, current.unit} == {"point", "count"}
    ):
        factor = 100 if delta.unit == "basis_point" else 1
        outcome = arithmetic.difference(c, b, d, down=down, factor=factor)
    else:
        return None
    return None if outcome is None else (kind, outcome, [])


def _rate_or_points(c: Printed, b: Printed, d: Printed, *, down: bool) -> tuple[CheckKind, Outcome, list[str]] | None:
    """Per cent between two shares: the rate of the change, or its percentage points."""
    points, rate = arithmetic.difference(c, b, d, down=down), arithmetic.change_in_percent(c, b, d, down=down)
    kind: CheckKind = "percent_change" if _nearer(rate, points) else "difference"
    outcome = rate if kind == "percent_change" else points
    if outcome is None or (outcome.fits and outcome.off is not None and outcome.off > 2):
        return None  # rounding alone makes it agree: which of the two is meant is open
    return kind, outcome, ["per cent and percentage points may be taken for one another"]


def _nearer(rate: Outcome | None, points: Outcome | None) -> bool:
    """Whether a number of per cent is the rate of a change, not its percentage points."""
    if rate is None or not rate.fits:
        return False
    if points is None or not points.fits or points.off is None:
        return True
    return rate.off is not None and rate.off < points.off


def said_twice(page: Page) -> Iterator[Relation]:
    """`93, up 61 compared with an average of 68` and `61 more than the average of 32`: one average, two values."""
    for change in page.changes:
        current, mine, delta = page.of(change.current), page.of(change.baseline), page.of(change.delta)
        if change.rule != "change.beside" or current is None or mine is None or delta is None:
            continue
        other = said_again(page, change, current, delta)
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
    if outcome.fits and not _points(change, current, baseline):
        return None  # only rounding lets 300 be more than 400
    terms = [("larger", larger), ("smaller", smaller)]
    doubts = [] if outcome.fits else list(doubts_of(page, change, [current, baseline], None))
    return Relation("ordering", terms, outcome, doubts, "check.direction")


def _sure_order(change: Change, current: Claim, baseline: Claim) -> bool:
    """Whether two numbers against the stated direction are surely of the same thing: near in size and of one head."""
    new, old = best(printed(current)), best(printed(baseline))
    heads = {(claim.head or "").lower() for claim in (current, baseline)} - {""}
    near = new is not None and old is not None and 0 < old <= new * 4 and 0 < new <= old * 4
    if change.rule in {"change.than_same", "change.over_same"}:
        return near
    sure = change.rule in {"change.verb", "change.adverb", "change.named", "change.than_name"}
    return sure and near and len(heads) < 2


def _second_delta(page: Page, change: Change, current: Claim, delta: Claim) -> Iterator[Relation]:
    """`104 cases, an increase of 17 or 16.34 %`: the baseline follows from the difference."""
    if delta.unit != "percent" or current.unit in {"percent", "percentage_point"}:
        return
    for other in page.by_current.get(current.id, []):
        amount = page.of(other.delta)
        if amount is None or other.direction != change.direction or other.baseline is not None:
            continue
        if amount.unit != current.unit or not 0 < abs(amount.start - delta.start) < 90:
            continue
        outcome = arithmetic.change_with_difference(
            printed(current), printed(amount), printed(delta), down=change.direction == "down"
        )
        if outcome is None:
            continue
        doubts = [] if outcome.fits else list(doubts_of(page, change, [current, amount, delta], delta))
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
            if (
                relation is not None
                and relation.outcome.fits
                and stems_of(delta) & (stems_of(current) | stems_of(baseline))
            ):
                yield relation
                break


def stems_of(claim: Claim) -> frozenset[str]:
    """What a claim measures, as comparable stems."""
    return stems(f"{claim.measure or ''} {claim.head or ''}".lower().split())


def once(relations: Iterable[Relation], *, key: Callable[[Relation], object] = Relation.key) -> list[Relation]:
    """Each relation once, the first one of those between the same claims."""
    seen: set[object] = set()
    out = []
    for relation in relations:
        if key(relation) not in seen:
            seen.add(key(relation))
            out.append(relation)
    return out


def needed(relations: list[Relation]) -> list[Relation]:
    """Without the parts within a whole of which a relation tells the very percentage."""
    told = {
        frozenset(claim.id for role, claim in relation.terms if role in {"part", "whole"})
        for relation in relations
        if relation.kind == "percent_of"
    }
    return [
        relation
        for relation in relations
        if relation.kind != "parts_within_whole" or frozenset(claim.id for _, claim in relation.terms) not in told
    ]
