"""What a printed number may stand for: a closed interval, and the sums over intervals. Pure, exact (`Decimal`).

The table of what is printed and what it stands for is extractor/lexicons/rounding.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from extractor.lexicons import load

INFINITY = Decimal("Infinity")
# Units whose numbers are rounded even where they are whole.
RELATIVE = frozenset({"percent", "percentage_point", "basis_point"})
DIGITS = re.compile(r"\d(?:[\d,'’   ]*\d)?(?:\.\d+)?")
LONGEST = 40  # digits of a number that is worked with


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included; an infinite end is no bound.

    >>> Interval(Decimal(2), Decimal(1))
    Traceback (most recent call last):
    ValueError: 2 is above 1
    """

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} is above {self.high}")

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are numbers."""
        return self.low.is_finite() and self.high.is_finite()

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both.

        >>> exactly(3).meets(Interval(Decimal(3), INFINITY)), exactly(3).meets(exactly(4))
        (True, False)
        """
        return self.low <= other.high and other.low <= self.high

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, factor: Decimal | int) -> Interval:
        """Every value times a number that is not zero.

        >>> exactly(5).scaled(-2)
        Interval(low=Decimal('-10'), high=Decimal('-10'))
        """
        ends = self.low * factor, self.high * factor
        return Interval(min(ends), max(ends))

    def over(self, other: Interval) -> Interval | None:
        """The ratios of values that are not negative; None where one may be, or where the divisor is surely zero.

        >>> Interval(Decimal(10), Decimal(20)).over(Interval(Decimal(2), Decimal(4)))
        Interval(low=Decimal('2.5'), high=Decimal('10'))
        >>> exactly(10).over(exactly(0)) is None
        True
        """
        if self.low < 0 or other.low < 0 or other.high == 0:
            return None
        low = Decimal(0) if other.high.is_infinite() else self.low / other.high
        high = INFINITY if other.low == 0 or self.high.is_infinite() else self.high / other.low
        return Interval(low, high)


def exactly(value: Decimal | int) -> Interval:
    """The interval of one value."""
    return Interval(Decimal(value), Decimal(value))


def total(intervals: list[Interval]) -> Interval:
    """The sums of one value of each.

    >>> total([exactly(2), Interval(Decimal(1), Decimal(3))])
    Interval(low=Decimal('3'), high=Decimal('5'))
    """
    out = exactly(0)
    for interval in intervals:
        out = out + interval
    return out


def percent_change(current: Interval, baseline: Interval) -> Interval | None:
    """By how many per cent `current` is more than `baseline` (less: negative); None where that has no meaning.

    >>> percent_change(exactly(150), exactly(120))
    Interval(low=Decimal('25.00'), high=Decimal('25.00'))
    """
    ratio = current.over(baseline)
    return None if ratio is None else (ratio - exactly(1)).scaled(100)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as an article prints it: its characters, its bounds in `unit`, and the words that bound it."""

    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    modifier: str = "exactly"
    modifier_text: str | None = None


@cache
def _table() -> dict[str, Any]:
    return load("rounding")


def stands_for(printed: Printed) -> Interval:
    """The values that a writer may honestly print so.

    >>> plain = lambda end: f"{end.normalize():f}"
    >>> def shown(*printed): i = stands_for(Printed(*printed)); return f"{plain(i.low)} to {plain(i.high)}"
    >>> shown("197", Decimal(197), Decimal(197), "count")
    '197 to 197'
    >>> shown("150,000", Decimal(150000), Decimal(150000), "count")
    '145000 to 155000'
    >>> shown("14.8 million", Decimal(14800000), Decimal(14800000), "count")
    '14700000 to 14900000'
    >>> shown("100 per cent", Decimal(100), None, "percent", "more_than", "more than")
    '100 to Infinity'
    >>> shown("60 percent", Decimal(60), Decimal(60), "percent", "about", "nearly")
    '54 to 60'
    >>> shown("doubled", Decimal(2), Decimal(2), "times")
    '1.8 to 3'
    """
    low = -INFINITY if printed.low is None else printed.low
    high = INFINITY if printed.high is None else printed.high
    if low > high:
        low, high = high, low
    if printed.low is None or printed.high is None:
        return Interval(low, high)
    if printed.low != printed.high:
        slack = _slack(printed, high)
        return Interval(low - slack, high + slack)
    bare = _bare(printed, low)
    row = _modifier(printed)
    return bare if row is None else _modified(low, bare, row)


def best(printed: Printed) -> Decimal | None:
    """The number itself: the one printed, or the bound that is; None where there is none.

    >>> best(Printed("100", Decimal(100), None, "count", "more_than"))
    Decimal('100')
    """
    if printed.low is not None and printed.high is not None and printed.low != printed.high:
        return None
    return printed.low if printed.low is not None else printed.high


def _bare(printed: Printed, value: Decimal) -> Interval:
    """Without its modifier."""
    table = _table()
    digits = DIGITS.search(printed.text)
    if printed.unit == "times" and value >= 1 and (digits is None or "." not in digits[0]):
        return Interval(value * Decimal(table["multiples"]["from"]), value + Decimal(table["multiples"]["beyond"]))
    if printed.unit in {"fraction", "times"} and 0 < value < 1:
        part, widths = Fraction(value).limit_denominator(20), table["fractions"]
        half = part == Fraction(1, 2)
        width = Fraction(widths["half"]) if half else Fraction(widths["other"]) / part.denominator
        step = Decimal(width.numerator) / Decimal(width.denominator)
        return Interval(max(Decimal(0), value - step), value + step)
    slack = _slack(printed, value)
    return Interval(value - slack, value + slack)


def _slack(printed: Printed, value: Decimal) -> Decimal:
    """How far the value may lie from the printed one."""
    places = {name: Decimal(width) for name, width in _table()["places"].items()}
    matches = DIGITS.findall(printed.text)
    relative = printed.unit in RELATIVE
    last_number = matches[-1 if printed.low != printed.high else 0] if matches else ""
    if not last_number or len(last_number) > LONGEST:
        scaled = _power_of_ten(value) if relative or value >= 1000 else Decimal(0)
        return places["scaled"] * (Decimal(1) if relative else scaled)
    digits = re.sub(r"[^\d.]", "", last_number)
    number = Decimal(digits)
    factor = abs(value) / number if number else Decimal(1)
    _, _, decimals = digits.partition(".")
    last = factor.scaleb(-len(decimals))
    if relative:
        return places["relative"] * last
    if factor != 1:
        return places["scaled"] * last
    if decimals:
        return places["decimal"] * last
    zeros = len(digits) - len(digits.rstrip("0"))
    if number and zeros >= _table()["zeros"]["least"]:
        return places["whole_with_zeros"] * last.scaleb(zeros)
    return places["whole"] * last


def _power_of_ten(value: Decimal) -> Decimal:
    """The scale of a number in words: a million for `two million`.

    >>> _power_of_ten(Decimal(2000000)), _power_of_ten(Decimal(25))
    (Decimal('1E+6'), Decimal('1'))
    """
    if not value or not value.is_finite():
        return Decimal(0)
    size = abs(value).adjusted()
    return Decimal(1).scaleb(size - size % 3) if size >= 3 else Decimal(1)


def _modifier(printed: Printed) -> dict[str, Any] | None:
    rows: dict[str, dict[str, Any]] = _table()["modifiers"]
    words = (printed.modifier_text or "").lower()
    for row in rows.values():
        if words and words in row["words"]:
            return row
    return rows.get(printed.modifier)


def _modified(value: Decimal, bare: Interval, row: dict[str, Any]) -> Interval:
    """Within the bounds of a modifier; `about` never says less than the bare number would."""
    below, above = Decimal(row["below"]), Decimal(row["above"])
    low = value - abs(value) * below if below.is_finite() else -INFINITY
    high = value + abs(value) * above if above.is_finite() else INFINITY
    out = Interval(low, high)
    return out.hull(bare) if below == above else out
