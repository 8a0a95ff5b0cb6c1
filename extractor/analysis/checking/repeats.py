"""The same thing stated twice: equal values, one rate between two currencies, one measure in two units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from extractor.analysis.checking.doubts import Page
from extractor.analysis.checking.relations import Relation
from extractor.analysis.relating.likeness import stems
from extractor.analysis.relating.orderings import Order
from extractor.analysis.relating.reading import RELATIVE, Mention, Reading, printed
from extractor.lexicons import load
from extractor.report import Claim
from extractor.values import arithmetic
from extractor.values.intervals import Printed, best

# Units of one measure, the larger first.
COMPOUND = frozenset(
    {("ft", "in"), ("yd", "ft"), ("stone", "lb"), ("lb", "oz"), ("m", "cm"), ("kg", "g"), ("mile", "yd")}
)
# What tells of another day's rate.
OTHER_TIME = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:ago|earlier|then|at the time|previous\w*|last (?:year|month|week)|former\w*|originally|"
    r"inflation|official|black market|parallel|respectively)\b",
    re.IGNORECASE,
)
SMALL = 12  # counts up to here are repeated by chance


def in_brackets(reading: Reading) -> dict[str, str]:
    """Ids of amounts that stand alone in brackets -> those right before them: "6 km (4 miles)"."""
    out = {}
    for a, b in zip(reading.mentions, reading.mentions[1:], strict=False):
        alone = reading.words[b.last : b.last + 1] == [")"] and b.role == "(" and b.governor == a.last
        if alone and a.unit != b.unit and not {a.unit, b.unit} & (RELATIVE | {"count"}):
            out[b.claim.id] = a.claim.id
    return out


def compounds(reading: Reading) -> dict[str, Claim]:
    """Ids of measures that go on from one of a larger unit -> that one: "6 ft 2 in", "7 pounds, 3 ounces"."""
    out = {}
    for a, b in pairwise(reading.mentions):
        between = reading.words[a.last : b.first]
        joined = between == [] or (between in ([","], ["and"]) and a.unit not in {"m", "kg"})
        if a.sentence == b.sentence and joined and (a.unit, b.unit) in COMPOUND:
            out[b.claim.id] = a.claim
    return out


def repeats(page: Page, brackets: dict[str, str], parts: dict[str, Claim]) -> Iterator[Relation]:
    """Agreements between a claim and its repeats in the same unit; conversions of those in another.

    parts: ids of the last pieces of measures in two units -> their first pieces.
    """
    groups: dict[str, list[Claim]] = {}
    for claim in page.claims.values():
        if claim.id in brackets or claim.same_as in page.claims:
            groups.setdefault(_first(page, claim, brackets), []).append(claim)
    currencies: dict[tuple[str, str], list[tuple[Claim, Claim]]] = {}
    for first_id, others in groups.items():
        first = page.claims[first_id]
        alike = [c for c in others if c.unit == first.unit and _same_thing(page, first, c)]
        if alike:
            outcome = arithmetic.agree(printed(first), [printed(c) for c in alike])
            terms = [("first", first), *(("repeat", c) for c in alike)]
            if outcome.fits:
                yield Relation("agreement", terms, outcome, [], "check.agreement")
        for other in others:
            if other.unit != first.unit and _is_currency(first.unit) and _is_currency(other.unit):
                currencies.setdefault((first.unit, other.unit), []).append((first, other))
            elif other.unit != first.unit:
                yield from _measure(first, other, sure=other.id in brackets, more=parts.get(first.id))
    for pairs in currencies.values():
        yield from _rates(page, pairs, brackets)


def _same_thing(page: Page, first: Claim, again: Claim) -> bool:
    """Whether a repeat is surely one: in another sentence, no item of a list, its digits or its head no chance."""
    number = best(printed(first))
    if first.sentence == again.sentence or number is None or (again.unit == "count" and number <= SMALL):
        return False
    if any(_item(page, claim) for claim in (first, again)):
        return False
    heads = [stems((claim.head or "").lower().split()) for claim in (first, again)]
    digits = "".join(ch for ch in again.text if ch.isdigit()).strip("0")
    return bool(heads[0] & heads[1]) or len(digits) >= (3 if all(heads) and again.unit == "count" else 2)


def _item(page: Page, claim: Claim) -> bool:
    """Whether a number stands alone in brackets: a rank, or a weight in a list."""
    return page.text[max(0, claim.start - 1) : claim.start] == "(" and page.text[claim.end : claim.end + 1] == ")"


def _first(page: Page, claim: Claim, brackets: dict[str, str]) -> str:
    """The id of the first mention of a repeated claim."""
    seen = {claim.id}
    if claim.id in brackets:
        return brackets[claim.id]
    while claim.same_as in page.claims and claim.same_as not in seen:
        claim = page.claims[claim.same_as]
        seen.add(claim.id)
    return claim.id


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


@cache
def _tolerance(name: str) -> Decimal:
    return Decimal(load("rounding")["rates"][name])


def _rates(page: Page, pairs: list[tuple[Claim, Claim]], brackets: dict[str, str]) -> Iterator[Relation]:
    """Two or more amounts in the same two currencies imply one rate."""
    if len(pairs) < 2:
        return
    outcome = arithmetic.rates_agree([(printed(a), printed(b)) for a, b in pairs], _tolerance("currency"))
    if outcome is None:
        return
    doubts = [] if outcome.fits else ["the amounts may be converted at the rates of different days"]
    for a, b in () if outcome.fits else pairwise(pair for pair in pairs if pair[1].id in brackets):
        if _of_one_day(page, a[0], b[0]):
            apart = arithmetic.rates_agree([(printed(x), printed(y)) for x, y in (a, b)], _tolerance("one_day"))
            if apart is not None and not apart.fits:
                pairs, outcome, doubts = [a, b], apart, []
                break
    terms = [(role, claim) for pair in pairs for role, claim in zip(("amount", "converted"), pair, strict=True)]
    yield Relation("conversion", terms, outcome, doubts, "check.rate")


def _currency_words(claim: Claim) -> list[str]:
    """How a currency is printed: "pesos" and "Chilean pesos" may be two."""
    return re.sub(r"[\d.,]+|\b(?:m|bn|[mbtr]+illion|crore|lakh|thousand)s?\b", " ", claim.text.lower()).split()


def _of_one_day(page: Page, a: Claim, b: Claim) -> bool:
    """Whether two amounts of one sentence are converted at the rate of the day: nothing in it tells of another time."""
    if a.sentence != b.sentence or _currency_words(a) != _currency_words(b):
        return False
    return OTHER_TIME.search(page.text[a.sentence.start : a.sentence.end]) is None


def _measure(first: Claim, other: Claim, *, sure: bool, more: Claim | None) -> Iterator[Relation]:
    """A measure in another unit; sure: it stands in brackets for nothing else; more: a piece in a larger unit."""
    if {first.unit, other.unit} == {"°C", "°F"}:
        celsius, fahrenheit = (first, other) if first.unit == "°C" else (other, first)
        scales = arithmetic.degrees(printed(celsius), printed(fahrenheit))
        if scales is not None and scales.fits:
            terms = [("amount", celsius), ("converted", fahrenheit)]
            yield Relation("conversion", terms, scales, [], "check.degrees")
        return
    factor = _factor(first.unit, other.unit)
    if factor is None or other is more:
        return
    alone = arithmetic.converted(printed(first), printed(other), factor, _tolerance("measure"))
    more = None if alone is not None and alone[0].fits else more  # "6 feet, 2 inches (5 cm) thick"
    amount = printed(first) if more is None else _together(more, first)
    if amount is None:
        return
    found = arithmetic.converted(amount, printed(other), factor, _tolerance("measure"))
    if found is None:
        return
    outcome, far = found
    if more is not None:
        outcome = replace(outcome, working=outcome.working.replace(amount.text, f"{more.text} {first.text}", 1))
    if not outcome.fits and not (sure and _customary(first.unit) != _customary(other.unit)):
        return  # "100 terawatts (a trillion watts each)", two speeds in a list: no conversion
    doubts = [] if outcome.fits or far else ["measures are converted with a light hand"]
    pieces = [("amount", claim) for claim in (more, first) if claim is not None]
    yield Relation("conversion", [*pieces, ("converted", other)], outcome, doubts, "check.measure")


def _together(more: Claim, last: Claim) -> Printed | None:
    """`6 ft 2 in` as one number of the smaller unit."""
    factor, a, b = _factor(more.unit, last.unit), best(printed(more)), best(printed(last))
    if factor is None or a is None or b is None:
        return None
    return Printed(f"{a * factor + b:f} {last.unit}", a * factor + b, a * factor + b, last.unit)


@cache
def _known() -> dict[str, tuple[str, Decimal]]:
    """Each unit of the lexicon -> what it measures, and how many of the first unit of that section it is."""
    return {
        unit: (kind, Decimal(size)) for kind, section in load("conversions").items() for unit, size in section.items()
    }


@cache
def _factor(unit: str, other: str) -> Decimal | None:
    """How many of the other unit one of a unit is; None where they do not measure the same thing."""
    if unit in _known() and other in _known():
        (kind, size), (other_kind, other_size) = _known()[unit], _known()[other]
        return size / other_size if kind == other_kind else None
    if "°" in f"{unit}{other}":  # temperatures have no one factor
        return None
    from extractor.values.units import convert

    factor = convert(Decimal(1), unit, other)
    return factor if factor is not None and factor > 0 else None


def _customary(unit: str) -> bool:
    """Whether a unit is one of feet, pounds and their like, which a writer converts to or from."""
    return bool(set(re.split(r"[/ ]", unit)) & set(load("rounding")["rates"]["customary"]))


def order_relations(orders: list[Order]) -> Iterator[Relation]:
    """Stated orders between two numbers, told where they hold: a cue between the wrong numbers is no contradiction."""
    for order in orders:
        if order.larger.unit != order.smaller.unit:
            continue
        larger, smaller = order.larger.claim, order.smaller.claim
        outcome = arithmetic.ordered(printed(larger), printed(smaller), order.cue)
        if outcome.fits:
            yield Relation("ordering", [("larger", larger), ("smaller", smaller)], outcome, [], "check.order")


def ranking_relations(rankings: Iterable[tuple[list[Mention], str]]) -> Iterator[Relation]:
    """Lists that are told in order, the largest first: told where it holds."""
    for mentions, cue in rankings:
        claims = [m.claim for m in mentions]
        outcome = arithmetic.ordered_list([printed(claim) for claim in claims], cue)
        if outcome.fits:
            terms = [("larger" if n == 0 else "smaller", claim) for n, claim in enumerate(claims)]
            yield Relation("ordering", terms, outcome, [], "check.ranking")
