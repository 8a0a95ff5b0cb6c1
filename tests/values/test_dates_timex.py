"""TIMEX3 values as intervals, held against `calendar` and an independent EDTF parser."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.values.dates.timex import Interval, interval, joined, shift_day, week_value

YEARS = st.integers(1000, 2999)
MONTHS = st.integers(1, 12)
DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))
FEWER = settings(max_examples=25)  # the other parser takes its time
NOTHING = Interval(None, None, None, None)


def parsed(edtf: str) -> tuple[dt.date, dt.date]:
    """First and last day of an EDTF date by the other parser."""
    value = parse_edtf(edtf)
    first, last = value.lower_strict(), value.upper_strict()
    return dt.date(*first[:3]), dt.date(*last[:3])


@given(YEARS)
@FEWER
def test_years(year: int) -> None:
    found = interval(f"{year:04d}")
    assert (found.begins, found.ends, found.grain) == (dt.date(year, 1, 1), dt.date(year, 12, 31), "year")
    assert found.edtf and parsed(found.edtf) == (found.begins, found.ends)


@given(YEARS, MONTHS)
@FEWER
def test_months_end_where_the_calendar_says(year: int, month: int) -> None:
    found = interval(f"{year:04d}-{month:02d}")
    assert found.begins == dt.date(year, month, 1)
    assert found.ends == dt.date(year, month, calendar.monthrange(year, month)[1])
    assert found.edtf and parsed(found.edtf) == (found.begins, found.ends)


@given(YEARS, st.integers(1, 4))
@FEWER
def test_quarters_and_halves(year: int, part: int) -> None:
    quarter = interval(f"{year:04d}-Q{part}")
    assert quarter.begins == dt.date(year, 3 * part - 2, 1)
    assert quarter.ends == dt.date(year, 3 * part, calendar.monthrange(year, 3 * part)[1])
    assert quarter.edtf and parsed(quarter.edtf) == (quarter.begins, quarter.ends)
    half = interval(f"{year:04d}-H{(part + 1) // 2}")
    assert half.begins and quarter.begins and half.ends and quarter.ends
    assert half.begins <= quarter.begins <= quarter.ends <= half.ends
    assert half.edtf and parsed(half.edtf) == (half.begins, half.ends)


@given(DAYS)
@FEWER
def test_days_and_their_weeks(day: dt.date) -> None:
    assert interval(day.isoformat()) == Interval(day, day, "day", day.isoformat())
    week = interval(week_value(day))
    assert isinstance(week.begins, dt.date) and isinstance(week.ends, dt.date)
    assert week.begins <= day <= week.ends and (week.ends - week.begins).days == 6
    assert week.begins.isoweekday() == 1
    assert week.edtf and parsed(week.edtf) == (week.begins, week.ends)
    weekend = interval(f"{week_value(day)}-WE")
    assert weekend.ends == week.ends and weekend.begins == week.ends - dt.timedelta(1)


@given(st.integers(100, 299))
@FEWER
def test_decades(decade: int) -> None:
    found = interval(str(decade))
    assert (found.begins, found.ends) == (dt.date(decade * 10, 1, 1), dt.date(decade * 10 + 9, 12, 31))
    assert found.edtf and parsed(found.edtf) == (found.begins, found.ends)


@given(st.integers(10, 28))
@FEWER
def test_centuries_start_with_their_year_one(century: int) -> None:
    found = interval(str(century))
    assert (found.begins, found.ends) == (dt.date(century * 100 + 1, 1, 1), dt.date(century * 100 + 100, 12, 31))
    assert found.edtf and parsed(found.edtf) == (found.begins, found.ends)


@given(YEARS, st.sampled_from(["SP", "SU", "FA", "WI"]))
@FEWER
def test_seasons_have_no_days_of_their_own(year: int, season: str) -> None:
    found = interval(f"{year:04d}-{season}")
    assert (found.begins, found.ends, found.grain) == (None, None, "season")
    assert found.edtf and type(parse_edtf(found.edtf)).__name__ == "Season"


@given(DAYS, st.integers(0, 23), st.integers(0, 59), st.sampled_from([None, 0, 7, -5]))
@FEWER
def test_times(day: dt.date, hour: int, minute: int, zone: int | None) -> None:
    offset = None if zone is None else dt.timedelta(hours=zone)
    found = interval(f"{day.isoformat()}T{hour:02d}:{minute:02d}", offset=offset)
    assert isinstance(found.begins, dt.datetime) and isinstance(found.ends, dt.datetime)
    assert (found.begins.hour, found.begins.minute, found.begins.utcoffset()) == (hour, minute, offset)
    assert found.ends - found.begins == dt.timedelta(seconds=59)
    assert found.edtf and type(parse_edtf(found.edtf)).__name__ == "DateAndTime"


@given(YEARS, st.integers(0, 99), st.integers(0, 99))
def test_impossible_days_are_left_alone(year: int, month: int, day: int) -> None:
    found = interval(f"{year:04d}-{month:02d}-{day:02d}")
    possible = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    assert (found != NOTHING) == possible


@pytest.mark.parametrize(
    "value", [None, "", "XXXX-03-27", "PAST_REF", "P2Y", "2024-13", "2024-Q5", "2023-02-29", "2025-W60", "0000"]
)
def test_no_interval(value: str | None) -> None:
    assert interval(value) == NOTHING


@given(DAYS, DAYS)
@FEWER
def test_joined_days(first: dt.date, last: dt.date) -> None:
    edtf = joined(interval(first.isoformat()), interval(last.isoformat()))
    if first <= last:
        assert edtf and parsed(edtf) == (first, last)
    else:
        assert edtf is None


@given(DAYS, st.integers(-240, 240))
def test_shifted_days_stay_in_their_month(day: dt.date, months: int) -> None:
    try:
        moved = shift_day(day, months)
    except ValueError:
        return
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == min(day.day, calendar.monthrange(moved.year, moved.month)[1])
