"""The same thing said twice: a conversion in brackets, or the same number of the same thing at the same time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.lexicons import load
from extractor.report import Claim
from extractor.values.inflection import singular

WORD = re.compile(r"\w+")
IDLE = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "and",
        "or",
        "for",
        "to",
        "on",
        "at",
        "by",
        "with",
        "from",
        "its",
        "his",
        "her",
        "their",
        "total",
    ]
)
KEPT = 8  # different claims of one value that a later one is compared with
CURRENCY = re.compile(r"[A-Z]{3}")
DIMENSIONS = (
    frozenset({"km", "m", "cm", "mm", "mile", "ft", "in", "yd", "nautical mile"}),
    frozenset({"km2", "m2", "ha", "acre", "sq mile", "ft2", "mu", "rai", "mile2", "hectare"}),
    frozenset({"kg", "g", "t", "lb", "oz", "ton", "stone"}),
    frozenset({"L", "l", "gal", "m3", "bbl", "barrel"}),
    frozenset({"°C", "°F", "degC", "degF", "celsius", "fahrenheit"}),
    frozenset({"km/h", "mph", "mile/h", "m/s", "knot"}),
)


def convertible(one: str, other: str) -> bool:
    """Whether two units measure the same kind of thing.

    >>> convertible("KES", "USD"), convertible("km", "mile"), convertible("km", "USD"), convertible("ha/h", "ha/min")
    (True, True, False, True)
    """
    if one == other:
        return False
    if CURRENCY.fullmatch(one) and CURRENCY.fullmatch(other):
        return True
    if "/" in one and "/" in other and one.partition("/")[0] == other.partition("/")[0]:
        return True
    return any({one, other} <= dimension for dimension in DIMENSIONS)


def restated(claims: Sequence[Claim], between: Sequence[str]) -> list[str | None]:
    """For each claim the id of the earliest one that says the same; `between` is the text from the claim before it."""
    found: list[str | None] = []
    seen: dict[tuple[str, str, str], list[tuple[Claim, frozenset[str]]]] = {}
    for n, claim in enumerate(claims):
        answer = None
        if n and _converts(claims[n - 1], claim, between[n]):
            answer = found[n - 1] or claims[n - 1].id
        content = _content(claim.measure)
        if answer is None and content and not claim.low == claim.high is None:
            earlier = seen.setdefault((str(claim.low), str(claim.high), claim.unit), [])
            answer = next((other.id for other, its in earlier if _same(other, claim, its, content)), None)
            if answer is None and len(earlier) < KEPT:
                earlier.append((claim, content))
        found.append(answer)
    return found


def _converts(before: Claim, claim: Claim, between: str) -> bool:
    gap = between.strip(" ,;").lower()
    opened = gap.startswith(("(", "[", "or ", "/")) or gap == "or"
    words = WORD.findall(gap)
    return opened and len(words) <= 4 and convertible(before.unit, claim.unit) and ")" not in gap


def _same(earlier: Claim, claim: Claim, first: frozenset[str], second: frozenset[str]) -> bool:
    """Two claims of one value: the same thing, of the same time, place and people, as far as they say."""
    pairs = ((earlier.period, claim.period), (earlier.place, claim.place), (earlier.group, claim.group))
    if any(one and other and one != other for one, other in pairs):
        return False
    unsure = {earlier.status, claim.status} & {"denied", "hypothetical"}
    if (unsure and earlier.status != claim.status) or _is_change(earlier.measure) != _is_change(claim.measure):
        return False
    heads = {singular((claim.head or "").lower()), singular((earlier.head or "").lower())}
    small = claim.unit == "count" and claim.best is not None and claim.best < 10
    needed = 1.0 if small else 0.6 if len(heads) == 1 else 0.75
    return len(first & second) >= needed * min(len(first), len(second))


def _is_change(measure: str | None) -> bool:
    """A change of something ("increase in cases"), not the thing."""
    opening = (measure or "").split(" in ", 1)
    return len(opening) == 2 and singular(opening[0].lower()) in load("counted")["change_nouns"]


def _content(measure: str | None) -> frozenset[str]:
    return frozenset(singular(word) for word in WORD.findall((measure or "").lower())) - IDLE
