"""Values of parts of years: quarters, halves, the first months, and periods by the day on which they end."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from extractor.report import Grain
from extractor.values.dates.amounts import amount
from extractor.values.dates.context import Context, Entry, Value
from extractor.values.dates.explicit import (
    Found,
    day_number,
    day_value,
    month_number,
    month_pair,
    part_mod,
    table,
    words_of,
    year_number,
)
from extractor.values.dates.patterns import Match
from extractor.values.dates.relative import shifted, unit_of
from extractor.values.dates.timex import Interval, add_months, interval, last_day

YEARS_ON = {"last": -1, "this": 0, "next": 1, "the": 0}


def quarter_number(match: Match, context: Context) -> int | None:
    """The number of the quarter that a match names."""
    for word in words_of(match, context, "q"):
        digits = re.search(r"[1-4]", word)
        if digits:
            return int(digits[0])
        if word in table("ORDINAL"):
            return int(table("ORDINAL")[word])
        if word in {"last", "final"}:
            return 4
    return None


def quarter(match: Match, context: Context) -> Found:
    """A quarter: of the year printed, else the latest that has begun. A fiscal one has no calendar days."""
    number = quarter_number(match, context)
    if number is None or not 1 <= number <= 4:
        return None
    mod = part_mod(match, context)
    fiscal = "fiscal" in match.parts or "fy" in "".join(context.words(match.start, match.end))
    span = Interval(None, None, "quarter", None) if fiscal else None
    words = words_of(match, context, "y")
    own = [word for word in words_of(match, context, "fiscal") if word.startswith("fy2")]
    if own:
        words = [own[0][2:6]] if len(own[0]) > 5 else [own[0][2:4]]
    year = year_number(words)
    if year is not None:
        return Value("DATE", f"{year:04d}-Q{number}", mod, span=span, explicit=True)
    rel = words_of(match, context, "rel")
    place = None if rel or fiscal else (3 * number - 2, 1)
    year = _year_of_quarter(number, rel, match, context)
    if year is None:
        return Value("DATE", f"XXXX-Q{number}", mod, month_day=place, needs_reference=True)
    return Value("DATE", f"{year:04d}-Q{number}", mod, anchor="published", span=span, month_day=place)


def _year_of_quarter(number: int, rel: list[str], match: Match, context: Context, *, ahead: int = 4) -> int | None:
    """The year of a quarter that prints none: that of the latest that has begun, or of the next in a future clause.

    ahead: how many quarters at most the next one may be away.
    """
    reference = context.reference
    if reference is None:
        return None
    if rel:
        return reference.year + YEARS_ON[rel[0]]
    if reference.month is None:
        return reference.year
    away = number - (reference.month + 2) // 3
    return reference.year - (away > 0 and (context.tense(match) != "future" or away > ahead))


def quarter_by_month(match: Match, context: Context) -> Found:
    """A quarter by its last month, as it is named in Australia and India: "the June quarter"."""
    month = month_number(match, context)
    words, rel = words_of(match, context, "y"), words_of(match, context, "rel")
    reference = context.reference
    year = year_number(words)
    if year is None and reference is not None:
        if rel or reference.month is None:
            year = reference.year + (YEARS_ON[rel[0]] if rel else 0)
        else:
            ahead = month - reference.month
            year = reference.year - (ahead > 2 or (ahead > 0 and context.tense(match) == "past"))
    if year is None:
        return Value("DATE", f"XXXX-Q{month // 3}", needs_reference=True)
    return Value("DATE", f"{year:04d}-Q{month // 3}", anchor=None if words else "published", explicit=bool(words))


def months_joined(match: Match, context: Context) -> Found:
    """Two months joined by a dash; those of a quarter are one: "October-December", the latest begun or the next."""
    first, last = month_number(match, context, "a"), month_number(match, context, "b")
    if last % 3 or last - first != 2:
        return month_pair(match, context)
    number = last // 3
    words, rel = words_of(match, context, "y"), words_of(match, context, "rel")
    year = year_number(words)
    if year is not None:
        return Value("DATE", f"{year:04d}-Q{number}", explicit=True)
    year = _year_of_quarter(number, rel, match, context, ahead=2)
    if year is None:
        return Value("DATE", f"XXXX-Q{number}", needs_reference=True)
    return Value("DATE", f"{year:04d}-Q{number}", anchor="published")


def the_quarter(match: Match, context: Context) -> Found:
    """The last quarter named, else the one before the article's: "the quarter", "the latest period"."""

    def reported(entry: Entry) -> bool:
        return entry.grain == "quarter" and context.is_over(entry) and bool(entry.year)

    number = context.focus(match.start, reported)
    if number is not None:
        return Value("DATE", context.entries[number].value.timex, anchor=number)
    value = shifted("Q", -1, context.reference) if context.reference else None
    if value is None:
        return Value("DATE", "XXXX-QX", needs_reference=True)
    return Value("DATE", value, anchor="published")


def quarter_of_year(match: Match, context: Context) -> Found:
    """The last quarter or half named, in the year printed: "the 2023 period"."""
    year = year_number(words_of(match, context, "y"))
    number = context.focus(match.start, lambda entry: entry.grain in {"quarter", "half"} and bool(entry.year))
    if number is None:
        return Value("DATE", f"{year:04d}", explicit=True)
    rest = (context.entries[number].value.timex or "")[4:]
    return Value("DATE", f"{year:04d}{rest}", anchor=number, explicit=True)


def ended(match: Match, context: Context) -> Found:
    """A year, quarter or some months by when they end: "the quarter ended Sept. 30". The end is a date of its own."""
    end = _end_of(match, context)
    if end is None:
        return None
    place = match.parts["date"]
    out = [replace(end, start=place[0], end=place[1])]
    unit = unit_of(match, context) if "half" not in words_of(match, context, "u") else "S"
    many = amount(words_of(match, context, "n")) if "n" in match.parts else amount(["one"])
    if many is None or unit not in MONTHS_OF:
        return None
    if unit == "S":
        many, unit = 6 * many, "M"
    last = interval(end.timex).ends
    months = int(many) * MONTHS_OF[unit]
    span = _months_up_to(last, months) if isinstance(last, dt.date) else None
    start, limit = match.start, match.parts["u"][1]
    if unit == "Q" and last:
        year, month = add_months(last.year, last.month, -1)
        number = quarter_number(match, context) or (month + 2) // 3
        span = span or Interval(None, None, "quarter", None)  # a fiscal one, by days of its own
        out.append(Value("DATE", f"{year:04d}-Q{number}", anchor=end.anchor, span=span, start=start, end=limit))
    else:
        out.append(Value("DURATION", f"P{int(many)}{unit}", anchor=end.anchor, span=span, start=start, end=limit))
    return out[::-1]


MONTHS_OF = {"Q": 3, "Y": 12, "M": 1, "S": 6}


def _end_of(match: Match, context: Context) -> Value | None:
    """The day or month in which a period ends: over already, where "ending" does not say otherwise."""
    month = month_number(match, context)
    year = year_number(words_of(match, context, "y"))
    past = "ending" not in words_of(match, context, "how")
    if "d" in match.parts:
        day = day_number(words_of(match, context, "d"))
        end = day_value(month, day, year, context) if day else None
        if end and end.anchor == "published" and context.reference and context.reference.date:
            return replace(end, timex=_on_the_side(end, context.reference.date, past=past))
        return end
    if year is not None:
        return Value("DATE", f"{year:04d}-{month:02d}", explicit=True)
    reference = context.reference
    if reference is None or reference.month is None:
        return Value("DATE", f"XXXX-{month:02d}", needs_reference=True)
    over = month <= reference.month
    year = reference.year + (-1 if past and not over else 1 if not past and over else 0)
    return Value("DATE", f"{year:04d}-{month:02d}", anchor="published")


def _on_the_side(end: Value, day: dt.date, *, past: bool) -> str:
    """A day without year up to the article's, or after it."""
    found = dt.date.fromisoformat(end.timex or "")
    if (found > day) == past and (found.month, found.day) != (2, 29):
        found = found.replace(year=found.year + (-1 if past else 1))
    return found.isoformat()


def _months_up_to(last: dt.date, months: int) -> Interval | None:
    """The whole months up to the end of a month; None where the day is not the last of one."""
    if last != last_day(last.year, last.month) or not 0 < months <= 60:
        return None
    year, month = add_months(last.year, last.month, 1 - months)
    first = dt.date(year, month, 1)
    grains: dict[int, Grain] = {3: "quarter", 12: "year", 1: "month", 6: "half"}
    return Interval(first, last, grains.get(months), f"{first:%Y-%m}/{last:%Y-%m}")


def quarter_glued(match: Match, context: Context) -> Found:
    """A quarter and its year in one word: "3Q24"."""
    word = context.tokens[match.start].low
    return Value("DATE", f"{year_number([word[2:]]):04d}-Q{word[0]}", explicit=True)


def half_glued(match: Match, context: Context) -> Found:
    """A half and its year in one word: "1H2024"."""
    word = context.tokens[match.start].low
    return Value("DATE", f"{year_number([word[2:]]):04d}-H{word[0]}", explicit=True)


def half(match: Match, context: Context) -> Found:
    """A half of a year: of the year printed, of last, this or next year."""
    words = words_of(match, context, "half")
    number = 2 if any(word in {"second", "last", "latter", "h2", "2h"} for word in words) else 1
    year_words = words_of(match, context, "y")
    mod = part_mod(match, context)
    if year_words:
        return Value("DATE", f"{year_number(year_words):04d}-H{number}", mod, explicit=True)
    if context.reference is None:
        return Value("DATE", f"XXXX-H{number}", mod, needs_reference=True)
    rel = words_of(match, context, "rel")
    year = context.reference.year + (YEARS_ON[rel[0]] if rel else 0)
    if not rel and number == 2 and (context.reference.month or 7) < 7 and context.tense(match) != "future":
        year -= 1
    return Value("DATE", f"{year:04d}-H{number}", mod, anchor="published")


def months_of_year(match: Match, context: Context) -> Found:
    """The first months of a year as a duration, with its days where the year is printed beside it."""
    many = amount(words_of(match, context, "n"))
    unit = unit_of(match, context)
    timex = f"P{int(many)}{unit}" if many else f"PX{unit}"
    months = int(many) * {"M": 1, "Q": 3}[unit] if many and unit in {"M", "Q"} else 0
    out = [Value("DURATION", timex, start=match.start, end=match.parts["u"][1])]
    words = words_of(match, context, "y")
    year = year_number(words) if words else None
    rel = words_of(match, context, "rel")
    anchor: str | int | None = None
    if year is None and rel and context.reference:
        year = context.reference.year + YEARS_ON[rel[0]]
        anchor = "published"
    if year and 0 < months < 12:
        first, last = dt.date(year, 1, 1), last_day(year, months)
        span = Interval(first, last, None, f"{first:%Y-%m}/{last:%Y-%m}")
        out = [Value("DURATION", timex, anchor=anchor, span=span, start=match.start, end=match.parts["u"][1])]
    place = match.parts.get("y") or match.parts.get("yy")
    if place and year:
        out.append(Value("DATE", f"{year:04d}", anchor=anchor, explicit=anchor is None, start=place[0], end=place[1]))
    return out
