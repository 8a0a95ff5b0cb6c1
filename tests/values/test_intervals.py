"""What printed numbers may stand for, and sums over intervals: properties that hold for all numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values import arithmetic
from extractor.values.intervals import INFINITY, Interval, Printed, exactly, percent_change, stands_for, total

NUMBERS = st.decimals(min_value=0, max_value=10**12, places=2)
POSITIVE = st.decimals(min_value=Decimal("0.01"), max_value=10**9, places=2)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return Interval(low, high)


@st.composite
def intervals_with_value(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval and a value inside it."""
    low, value, high = sorted((draw(NUMBERS), draw(NUMBERS), draw(NUMBERS)))
    return Interval(low, high), value


@st.composite
def printed_numbers(draw: st.DrawFn) -> Printed:
    value = draw(NUMBERS)
    unit = draw(st.sampled_from(["count", "percent", "USD", "km", "times", "fraction", "percentage_point"]))
    modifier = draw(st.sampled_from(["exactly", "about", "more_than", "less_than"]))
    low, high = (
        (value, None) if modifier == "more_than" else (None, value) if modifier == "less_than" else (value, value)
    )
    return Printed(f"{value:,}", low, high, unit, modifier)


def inside(value: Decimal, interval: Interval) -> bool:
    return interval.low <= value <= interval.high


@given(intervals_with_value(), intervals_with_value())
def test_sums_and_differences_hold_those_of_their_values(
    a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]
) -> None:
    assert inside(a[1] + b[1], a[0] + b[0])
    assert inside(a[1] - b[1], a[0] - b[0])
    assert inside(-a[1], -a[0])
    assert inside(a[1] + b[1], total([a[0], b[0]]))


@given(intervals_with_value(), intervals_with_value())
def test_ratios_hold_those_of_their_values(a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]) -> None:
    ratio = a[0].over(b[0])
    if b[1] == 0:
        return
    assert ratio is not None
    # The 28 digits of a division may round an end past a value.
    slack = abs(a[1] / b[1]) * Decimal("1e-26")
    assert ratio.low - slack <= a[1] / b[1] <= ratio.high + slack


@given(intervals(), intervals())
def test_meeting_is_symmetric_and_what_the_hull_does(a: Interval, b: Interval) -> None:
    assert a.meets(b) == b.meets(a)
    assert a.meets(a)
    assert a.meets(a.hull(b))
    assert b.meets(a.hull(b))


@given(intervals(), st.integers(min_value=-100, max_value=100).filter(bool))
def test_scaling_keeps_the_order_of_the_ends(a: Interval, factor: int) -> None:
    scaled = a.scaled(factor)
    assert {scaled.low, scaled.high} == {a.low * factor, a.high * factor}


@given(printed_numbers())
def test_a_printed_number_may_stand_for_itself(printed: Printed) -> None:
    interval = stands_for(printed)
    value = printed.low if printed.low is not None else printed.high
    assert value is not None
    assert inside(value, interval)


@given(NUMBERS)
def test_about_never_says_less_than_the_bare_number(value: Decimal) -> None:
    bare = stands_for(Printed(f"{value:,}", value, value, "count"))
    about = stands_for(Printed(f"{value:,}", value, value, "count", "about", "about"))
    assert about.low <= bare.low
    assert bare.high <= about.high


@given(NUMBERS)
def test_bounds_are_open_to_one_side(value: Decimal) -> None:
    over = stands_for(Printed(f"{value:,}", value, None, "count", "more_than"))
    under = stands_for(Printed(f"{value:,}", None, value, "count", "less_than"))
    assert (over.low, over.high) == (value, INFINITY)
    assert (under.low, under.high) == (-INFINITY, value)


@given(POSITIVE, POSITIVE)
def test_the_rate_worked_out_from_two_numbers_agrees_with_them(current: Decimal, baseline: Decimal) -> None:
    """A writer who works the rate out from the very numbers, and rounds it, is never contradicted."""
    exact = (current - baseline) / baseline * 100
    down = exact < 0
    rate = round(abs(exact), 1)
    now, then = (Printed(f"{value:,}", value, value, "USD") for value in (current, baseline))
    outcome = arithmetic.change_in_percent(now, then, Printed(f"{rate:f}%", rate, rate, "percent"), down=down)
    assert outcome is not None
    assert outcome.fits


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=10**9))
def test_the_difference_of_two_counts_agrees_with_them(a: int, b: int) -> None:
    current, baseline = max(a, b), min(a, b)
    terms = [Printed(f"{n:,}", Decimal(n), Decimal(n), "count") for n in (current, baseline, current - baseline)]
    outcome = arithmetic.difference(terms[0], terms[1], terms[2], down=False)
    assert outcome is not None
    assert outcome.fits


@given(st.lists(st.integers(min_value=1, max_value=10**9), min_size=2, max_size=8))
def test_parts_add_up_to_their_sum_and_lie_within_it(numbers: list[int]) -> None:
    *parts, whole = [Printed(f"{n:,}", Decimal(n), Decimal(n), "count") for n in (*numbers, sum(numbers))]
    added, held = arithmetic.sum_of(parts, whole), arithmetic.within(parts, whole)
    assert added is not None
    assert added.fits
    assert held is not None
    assert held.fits


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "modifier", "words", "stands"),
    [
        ("5,852", 5852, 5852, "count", "exactly", None, (5852, 5852)),
        ("4,000", 4000, 4000, "count", "exactly", None, (3500, 4500)),
        ("150,000", 150000, 150000, "count", "exactly", None, (145000, 155000)),
        ("150", 150, 150, "count", "exactly", None, (150, 150)),
        ("$1.27 billion", "1.27e9", "1.27e9", "USD", "exactly", None, ("1.26e9", "1.28e9")),
        ("3 million", 3000000, 3000000, "count", "exactly", None, (2000000, 4000000)),
        ("two million", 2000000, 2000000, "count", "exactly", None, (1000000, 3000000)),
        ("3.7", "3.7", "3.7", "km", "exactly", None, ("3.6", "3.8")),
        ("19.6 per cent", "19.6", "19.6", "percent", "exactly", None, ("19.5", "19.7")),
        ("five per cent", 5, 5, "percent", "exactly", None, (4, 6)),
        ("50 basis points", 50, 50, "basis_point", "exactly", None, (49, 51)),
        ("60", 60, 60, "percent", "about", "about", (54, 66)),
        ("8 per cent", 8, 8, "percent", "about", "about", (7, 9)),
        ("60", 60, 60, "percent", "about", "nearly", (54, 60)),
        ("threefold", 3, 3, "times", "exactly", None, ("2.7", 4)),
        ("2.5 times", "2.5", "2.5", "times", "exactly", None, ("2.4", "2.6")),
        ("20-25 tons", 20, 25, "t", "exactly", None, (20, 25)),
        ("dozens", 24, None, "count", "about", None, (24, "Infinity")),
    ],
)
def test_the_table_of_printed_numbers(
    text: str,
    low: float | str,
    high: float | str | None,
    unit: str,
    modifier: str,
    words: str | None,
    stands: tuple[float | str, float | str],
) -> None:
    number = Printed(text, Decimal(low), None if high is None else Decimal(high), unit, modifier, words)
    assert stands_for(number) == Interval(Decimal(stands[0]), Decimal(stands[1]))


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("0.5", "0.41", "0.59"), ("0.333333", "0.166", "0.5"), ("0.75", "0.624", "0.876")],
)
def test_fractions_stand_for_what_is_nearer_to_them_than_to_the_next(value: str, low: str, high: str) -> None:
    interval = stands_for(Printed("a part", Decimal(value), Decimal(value), "fraction"))
    assert Decimal(low) < interval.low < interval.high < Decimal(high)


def test_what_has_no_meaning_is_none() -> None:
    assert percent_change(exactly(5), exactly(0)) is None
    assert percent_change(exactly(-5), exactly(5)) is None
    assert percent_change(exactly(5), exactly(-5)) is None
    with pytest.raises(ValueError, match="is above"):
        Interval(Decimal(2), Decimal(1))


@pytest.mark.parametrize("text", ["", "9" * 5000, "1,,,,1", ".", "no digits", "0", "1e999999"])
def test_any_text_may_be_printed(text: str) -> None:
    assert inside(Decimal(7), stands_for(Printed(text, Decimal(7), Decimal(7), "count")))
