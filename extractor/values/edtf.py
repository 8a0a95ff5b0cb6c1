"""EDTF dates and intervals → their first and last day. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re

DATE = re.compile(
    r"(?P<year>\d{2}XX|\d{3}X|\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T[0-9:.Z+-]*)?[?~%]?", re.ASCII
)
Days = tuple[dt.date | None, dt.date | None]


def days(text: str) -> Days:
    """The first and the last day, both inclusive; None for an open or unknown end, and for what has no days (a season).

    >>> [str(day) for day in days("2024-02")], [str(day) for day in days("199X")]
    (['2024-02-01', '2024-02-29'], ['1990-01-01', '1999-12-31'])
    >>> [str(day) for day in days("2013/2022-06~")], [str(day) for day in days("../2022-06-05")]
    (['2013-01-01', '2022-06-30'], ['None', '2022-06-05'])
    >>> days("2022-22"), days("2022-02-30"), days("")
    ((None, None), (None, None), (None, None))
    """
    first, slash, last = text.partition("/")
    if slash:
        return _date(first)[0], _date(last)[1]
    return _date(first)


def _date(text: str) -> Days:
    match = DATE.fullmatch(text)
    if not match:
        return None, None
    digits = match["year"]
    first, last = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    month, day = (int(match[name]) if match[name] else None for name in ("month", "day"))
    try:
        begins = dt.date(first, month or 1, day or 1)
        final = dt.date(last, month or 12, 1)
        return begins, final.replace(day=day or calendar.monthrange(final.year, final.month)[1])
    except ValueError:
        return None, None


def within(inner: str, outer: str) -> bool:
    """Whether all of a date or interval lies in a longer one.

    >>> within("2022-01/2022-06", "2022"), within("2022", "2022"), within("2022-03", "2021")
    (True, False, False)
    """
    (a, b), (c, d) = days(inner), days(outer)
    if a is None or b is None or c is None or d is None:
        return False
    return (a, b) != (c, d) and c <= a and b <= d


def succession(one: str, other: str) -> str | None:
    """The interval of two dates named together, where the second follows the first; of decades also later ones.

    >>> succession("2019", "2020"), succession("2019-12", "2020-01"), succession("194X", "196X")
    ('2019/2020', '2019-12/2020-01', '1940/1969')
    >>> succession("2019", "2021"), succession("2020", "2019"), succession("2019/2020", "2021")
    (None, None, None)
    """
    (begins, ends), (first, last) = days(one), days(other)
    if "/" in one + other or len(one) != len(other):
        return None
    if begins is None or ends is None or first is None or last is None:
        return None
    if one.endswith("X") and other.endswith("X"):
        return f"{begins.year:04}/{last.year:04}" if ends < first else None
    return f"{one}/{other}" if first - ends == dt.timedelta(days=1) else None
