"""TIMEX3 values as calendar intervals: a value in, its first and last day, its grain and its EDTF spelling out."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from extractor.report import Grain

Moment = dt.date | dt.datetime

SEASONS = ("SP", "SU", "FA", "WI")
SHAPES: tuple[tuple[Grain, str], ...] = (
    ("century", r"(\d\d)"),
    ("decade", r"(\d\d\d)"),
    ("year", r"(\d{4})"),
    ("half", r"(\d{4})-H([12])"),
    ("quarter", r"(\d{4})-Q([1-4])"),
    ("season", r"(\d{4})-(SP|SU|FA|WI)"),
    ("month", r"(\d{4})-(\d\d)"),
    ("week", r"(\d{4})-W(\d\d)"),
    ("weekend", r"(\d{4})-W(\d\d)-WE"),
    ("day", r"(\d{4}-\d\d-\d\d)"),
    ("daypart", r"(\d{4}-\d\d-\d\d)T(MO|MI|AF|EV|NI|DT)"),
    ("hour", r"(\d{4}-\d\d-\d\d)T(\d\d)"),
    ("minute", r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)"),
    ("second", r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)"),
)


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day (or moment) of a value, both inside it; its grain and its EDTF spelling."""

    begins: Moment | None
    ends: Moment | None
    grain: Grain | None
    edtf: str | None


def last_day(year: int, month: int) -> dt.date:
    """The last day of a month.

    >>> last_day(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month `count` months on.

    >>> add_months(2024, 11, 3), add_months(2024, 1, -1)
    ((2025, 2), (2023, 12))
    """
    years, index = divmod(year * 12 + month - 1 + count, 12)
    return years, index + 1


def shift_day(day: dt.date, months: int) -> dt.date:
    """The same day `months` on, or the last day of a shorter month.

    >>> shift_day(dt.date(2024, 2, 29), -12), shift_day(dt.date(2025, 3, 31), -1)
    (datetime.date(2023, 2, 28), datetime.date(2025, 2, 28))
    """
    year, month = add_months(day.year, day.month, months)
    return min(dt.date(year, month, 1) + dt.timedelta(day.day - 1), last_day(year, month))


def week_value(day: dt.date) -> str:
    """The ISO week that holds a day.

    >>> week_value(dt.date(2024, 12, 31))
    '2025-W01'
    """
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


@lru_cache(maxsize=4096)
def interval(timex: str | None, *, offset: dt.timedelta | None = None) -> Interval:
    """The calendar interval of a TIMEX3 value; all None where it names none (durations, sets, `XXXX-03-27`, PAST_REF).

    A season has an EDTF spelling but no days: those differ by hemisphere and by who counts.
    Impossible dates have neither.

    >>> interval("2024-Q1").edtf, interval("2024-02").ends, interval("2025-W13").begins
    ('2024-01/2024-03', datetime.date(2024, 2, 29), datetime.date(2025, 3, 24))
    >>> interval("2024-SU")
    Interval(begins=None, ends=None, grain='season', edtf='2024-22')
    >>> interval("2023-02-30") == interval("XXXX-03-27") == Interval(None, None, None, None)
    True
    """
    for grain, shape in SHAPES:
        match = re.fullmatch(shape, timex or "")
        if match:
            try:
                return BUILDERS[grain](match.groups(), grain, offset)
            except ValueError:
                break
    return Interval(None, None, None, None)


Groups = tuple[str, ...]
Builder = Callable[[Groups, Grain, dt.timedelta | None], Interval]


def _years(groups: Groups, grain: Grain, _: dt.timedelta | None) -> Interval:
    text = groups[0]
    first = int(text.ljust(4, "0"))
    last = first + 10 ** (4 - len(text)) - 1
    edtf = text.ljust(4, "X")
    if grain == "century":  # the 20th century is 1901 to 2000
        first, last = first + 1, last + 1
        edtf = f"{first:04d}/{last:04d}"
    return Interval(dt.date(first, 1, 1), dt.date(last, 12, 31), grain, edtf)


def _months(groups: Groups, grain: Grain, _: dt.timedelta | None) -> Interval:
    year, part = int(groups[0]), int(groups[1])
    length = {"half": 6, "quarter": 3, "month": 1}[grain]
    first, last = (part - 1) * length + 1, part * length
    start = f"{year:04d}-{first:02d}"
    edtf = start if length == 1 else f"{start}/{year:04d}-{last:02d}"
    return Interval(dt.date(year, first, 1), last_day(year, last), grain, edtf)


def _season(groups: Groups, grain: Grain, _: dt.timedelta | None) -> Interval:
    return Interval(None, None, grain, f"{groups[0]}-{21 + SEASONS.index(groups[1])}")


def _week(groups: Groups, grain: Grain, _: dt.timedelta | None) -> Interval:
    monday = dt.date.fromisocalendar(int(groups[0]), int(groups[1]), 1)
    first = monday + dt.timedelta(5 if grain == "weekend" else 0)
    last = monday + dt.timedelta(6)
    return Interval(first, last, grain, f"{first.isoformat()}/{last.isoformat()}")


def _day(groups: Groups, grain: Grain, _: dt.timedelta | None) -> Interval:
    day = dt.date.fromisoformat(groups[0])
    return Interval(day, day, grain, day.isoformat())


def _clock(groups: Groups, grain: Grain, offset: dt.timedelta | None) -> Interval:
    day = dt.date.fromisoformat(groups[0])
    hour, minute, second = (*map(int, groups[1:]), 0, 0)[:3]
    if hour == 24 and not minute and not second:  # midnight at the end of the day
        hour, day = 0, day + dt.timedelta(1)
    zone = dt.timezone(offset) if offset is not None else None
    moment = dt.datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    length = {"hour": 3600, "minute": 60, "second": 1}[grain]
    printed = moment.isoformat().replace("+00:00", "Z")
    return Interval(moment, moment + dt.timedelta(seconds=length - 1), grain, printed)


BUILDERS: dict[Grain, Builder] = {
    "century": _years,
    "decade": _years,
    "year": _years,
    "half": _months,
    "quarter": _months,
    "month": _months,
    "season": _season,
    "week": _week,
    "weekend": _week,
    "day": _day,
    "daypart": _day,
    "hour": _clock,
    "minute": _clock,
    "second": _clock,
}


def joined(first: Interval, last: Interval) -> str | None:
    """The EDTF interval from one value to another; None where an end is unknown or the order is wrong.

    >>> joined(interval("2019"), interval("2023-06")), joined(interval("2023"), interval("2019"))
    ('2019/2023-06', None)
    """
    if first.edtf is None or last.edtf is None:
        return None
    if first.begins and last.ends and _as_day(first.begins) > _as_day(last.ends):
        return None
    start, end = first.edtf.partition("/")[0], last.edtf.rpartition("/")[2]
    if "X" in start and first.begins:
        start = f"{first.begins.year:04d}"
    if "X" in end and last.ends:
        end = f"{last.ends.year:04d}"
    return f"{start}/{end}"


def _as_day(moment: Moment) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment
