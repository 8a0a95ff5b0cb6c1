"""Named days and feasts in a year: fixed ones by rule, lunar ones by the `holidays` library, loaded only for those."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from functools import cache, lru_cache
from typing import Any

from extractor import lexicons


@cache
def _by_name() -> dict[str, dict[str, Any]]:
    rows = lexicons.load("dates_holidays")["holiday"]
    return {re.sub(r"\W", "", name): row for row in rows for name in row["names"]}


@lru_cache(maxsize=512)
def holiday(name: str, year: int) -> tuple[dt.date, dt.date, bool] | None:
    """First and last day of a feast in a year, and whether they are only about right; None where they are not known.

    >>> holiday("Thanksgiving", 2024)
    (datetime.date(2024, 11, 28), datetime.date(2024, 11, 28), False)
    >>> holiday("Khmer New Year", 2025)
    (datetime.date(2025, 4, 14), datetime.date(2025, 4, 16), False)
    """
    row = _by_name().get(re.sub(r"\W", "", name.lower()))
    if row is None or not 1583 <= year <= 2500:
        return None
    if "country" in row:
        return _of_library(row, year)
    day = _by_rule(row, year)
    return day, day, False


def _by_rule(row: dict[str, Any], year: int) -> dt.date:
    if "day" in row:
        return dt.date(year, *row["day"])
    if "nth" in row:
        month, weekday, nth = row["nth"]
        return nth_weekday(year, month, weekday, nth) + dt.timedelta(row.get("plus", 0))
    return easter_sunday(year) + dt.timedelta(row["easter"])


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth such ISO weekday of a month; -1 is the last.

    >>> nth_weekday(2025, 5, 1, -1)
    datetime.date(2025, 5, 26)
    """
    if nth < 0:
        following = dt.date(year + month // 12, month % 12 + 1, 1)
        return following - dt.timedelta((following.isoweekday() - weekday - 1) % 7 + 1 + 7 * (-nth - 1))
    first = dt.date(year, month, 1)
    return first + dt.timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter_sunday(year: int) -> dt.date:
    """The western Easter Sunday, by the Gregorian computus (Meeus, Jones, Butcher).

    >>> easter_sunday(2024), easter_sunday(2025)
    (datetime.date(2024, 3, 31), datetime.date(2025, 4, 20))
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def _of_library(row: dict[str, Any], year: int) -> tuple[dt.date, dt.date, bool] | None:
    days = _named(row["country"], row["name"], year)
    if not days:
        return None
    first = last = days[0]
    while not row.get("first") and last + dt.timedelta(1) in days:
        last += dt.timedelta(1)
    if "until" in row:
        ends = [day for day in _named(row["country"], row["until"], year) if day > first]
        if not ends:
            return None
        last = ends[0] - dt.timedelta(1)
    return first, last, bool(row.get("sighted"))


def _named(country: str, name: str, year: int) -> list[dt.date]:
    """The days of a country's calendar with a name, in order; those moved or added are left out."""
    import holidays

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a year outside the calendar's is answered by no day
        days = holidays.country_holidays(country, years=[year], language="en_US", observed=False)
    return sorted(day for day, names in days.items() if name in re.split(r"; | \(estimated\)", names))
