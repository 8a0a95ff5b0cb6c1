"""Values of dates that say themselves which they are: days, months, years, decades, fiscal years, times of day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

from extractor import lexicons
from extractor.report import TimexMod
from extractor.values.dates.context import Context, Reference, Value
from extractor.values.dates.patterns import Match
from extractor.values.dates.timex import Interval, interval, last_day

Found = Value | list[Value] | None


def words_of(match: Match, context: Context, name: str) -> list[str]:
    """The tokens of a named part of a match in small letters; none where the part is missing."""
    span = match.parts.get(name)
    return context.words(*span) if span else []


def table(name: str) -> dict[str, Any]:
    """A table of the lexicon: words with what they stand for."""
    values: dict[str, Any] = lexicons.load("dates")["value"][name]
    return values


def part_mod(match: Match, context: Context) -> TimexMod | None:
    """START, MID or END where the match says early, mid, late, the end of …"""
    parts = table("PART")
    for word in words_of(match, context, "part"):
        if word in parts:
            mod: TimexMod = parts[word]
            return mod
    return None


def day_number(words: list[str]) -> int | None:
    """The day of a month in figures or words.

    >>> day_number(["27th"]), day_number(["twenty", "-", "first"]), day_number(["thirty"])
    (27, 21, None)
    """
    ordinals = table("ORDINAL")
    total = None
    for word in words:
        digits = re.match(r"\d+", word)
        if digits:
            return int(digits[0])
        if word in ordinals:
            return (total or 0) + int(ordinals[word])
        if word in {"twenty", "thirty"}:
            total = int(table("NUMBER")[word])
    return None


def year_number(words: list[str]) -> int | None:
    """A year in figures or words; of two figures, the one nearest to 1970 to 2069; a Thai one less 543.

    >>> [year_number(words.split()) for words in ("2024", "' 98", "2567", "nineteen ninety - six")]
    [2024, 1998, 2024, 1996]
    >>> year_number(["two", "thousand", "and", "three"])
    2003
    """
    words = [word for word in words if word not in {"'", "’", "‘", "`", "-", ",", "and", "of", "the", "year"}]
    if not words:
        return None
    if re.fullmatch(r"\d{4}[-–/]\d\d", words[0]):
        return int(words[0][:4])
    if words[0].isdigit():
        year = int(words[0])
        if len(words[0]) == 2:
            return 2000 + year if year < 70 else 1900 + year
        return year - 543 if year >= 2440 else year
    numbers: dict[str, int] = table("NUMBER")
    scales: dict[str, int] = table("SCALE")
    if words[1:2] and words[1] in scales:
        return numbers.get(words[0], 0) * scales[words[1]] + sum(numbers.get(word, 0) for word in words[2:])
    return numbers.get(words[0], 0) * 100 + sum(numbers.get(word, 0) for word in words[1:])


def month_number(match: Match, context: Context, name: str = "m") -> int:
    """The number of the month of a match."""
    return int(table("MONTHNAME")[words_of(match, context, name)[0]])


def nearest_year(month: int, day: int, reference: Reference, *, weekday: int | None = None) -> int | None:
    """The year that brings a day of a month nearest to the article's date; None where that is not known well enough.

    Where its weekday is printed, it is the nearest year in which they agree, if one is near.

    >>> nearest_year(12, 28, Reference(2025, 1, 3)), nearest_year(3, 27, Reference(2025))
    (2024, None)
    """
    if reference.month is None:
        return None
    origin = reference.date or dt.date(reference.year, reference.month, 15)
    best = None
    for year in range(reference.year - 3, reference.year + 2):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        disagrees = weekday is not None and found.isoweekday() != weekday
        distance = (disagrees, abs((found - origin).days))
        if best is None or distance < best[0]:
            best = (distance, year)
    return best[1] if best else None


def weekday_printed(match: Match, context: Context) -> int | None:
    """The ISO number of the weekday that a match names."""
    words = words_of(match, context, "wd")
    return int(table("WEEKDAYNAME")[words[0]]) if words else None


def calendar_day(match: Match, context: Context) -> Found:
    """A day of a month, with its year or the nearest."""
    day = day_number(words_of(match, context, "d"))
    month = month_number(match, context)
    if day is None:
        return None
    rel = words_of(match, context, "rel")
    year = year_number(words_of(match, context, "y"))
    if rel and context.reference:
        year = context.reference.year + {"last": -1, "this": 0, "next": 1}[rel[0]]
    value = day_value(month, day, year, context, weekday=weekday_printed(match, context))
    if value and rel:
        return replace(value, mod=part_mod(match, context), anchor="published", explicit=False)
    return replace(settled(value, match, context), mod=part_mod(match, context)) if value else None


WEEK = 7
FAR = 120
NEAR = 90
# What is named by its day for years: "the October 7 attack".
NAMED_BY_DAY = {
    "attack", "attacks", "coup", "uprising", "revolution", "massacre", "insurrection", "riot", "movement", "tsunami",
    "earthquake", "bombing", "bombings", "truce", "accord", "ceasefire",
}  # fmt: skip


def settled(value: Value, match: Match, context: Context) -> Value:
    """A day without year where the nearest does not fit: one long past in a plain future, one months ahead in none."""
    reference, opening = context.reference.date if context.reference else None, context.opening_year(match.start)
    if opening is not None and value.month_day not in {None, (2, 29)}:
        return replace(value, timex=f"{opening.year:04d}{(value.timex or '')[4:]}", anchor=opening.number)
    if reference is None or value.month_day is None or value.anchor != "published" or "wd" in match.parts:
        return value
    day = dt.date.fromisoformat(value.timex or "")
    around = context.words(match.start - 1, match.start) + context.words(match.end, match.end + 1)
    if around[0:1] == ["the"] and NAMED_BY_DAY.intersection(around) and abs((day - reference).days) > NEAR:
        return replace(value, timex="XXXX" + (value.timex or "")[4:], anchor=None)
    if (reference - day).days > WEEK and context.is_to_come(match) and value.month_day != (2, 29):
        return replace(value, timex=day.replace(year=day.year + 1).isoformat())
    if (day - reference).days < FAR or value.month_day == (2, 29) or context.tense(match) == "future":
        return value
    return replace(value, timex=day.replace(year=day.year - 1).isoformat())


def day_value(month: int, day: int, year: int | None, context: Context, *, weekday: int | None = None) -> Value | None:
    """The value of a day; None where there is no such day."""
    if year is not None:
        if not 1 <= day <= last_day(year, month).day:
            return None
        return Value("DATE", f"{year:04d}-{month:02d}-{day:02d}", explicit=True)
    if day > last_day(2024, month).day:
        return None
    if context.reference:
        year = nearest_year(month, day, context.reference, weekday=weekday)
    if year is None:
        return Value("DATE", f"XXXX-{month:02d}-{day:02d}", month_day=(month, day), needs_reference=True)
    return Value("DATE", f"{year:04d}-{month:02d}-{day:02d}", anchor="published", month_day=(month, day))


def day_pair(match: Match, context: Context) -> Found:
    """Two days of one month, as two dates: "June 24-26, 2022"."""
    month, year = month_number(match, context), year_number(words_of(match, context, "y"))
    out = []
    for name in ("a", "b"):
        day = day_number(words_of(match, context, name))
        value = day_value(month, day, year, context) if day else None
        if value:
            start, end = match.parts[name]
            if match.parts["m"][0] < start and name == "a":
                start = match.parts["m"][0]
            if name == "b":
                end = match.end
            out.append(replace(value, start=start, end=end))
    return out if len(out) == 2 else None


def month_pair(match: Match, context: Context) -> Found:
    """Two months joined by a dash, as two dates: "April-June 2024"."""
    year = year_number(words_of(match, context, "y"))
    first, last = month_number(match, context, "a"), month_number(match, context, "b")
    anchor, rel = None, words_of(match, context, "rel")
    if rel and context.reference:
        anchor, year = "published", context.reference.year + {"last": -1, "this": 0, "next": 1}[rel[0]]
    if year is None and context.reference:
        anchor, now = "published", context.reference.month
        begun = now is None or last <= now or context.tense(match) == "future"
        year = context.reference.year - (0 if begun else 1)
    (a, b), (c, _) = match.parts["a"], match.parts["b"]
    shown = f"{year:04d}" if year else "XXXX"
    earlier = f"{year - (first > last):04d}" if year else "XXXX"
    lacking = year is None
    return [
        Value("DATE", f"{earlier}-{first:02d}", anchor=anchor, needs_reference=lacking, start=a, end=b),
        Value("DATE", f"{shown}-{last:02d}", anchor=anchor, needs_reference=lacking, start=c, end=match.end),
    ]


def month_of_year(match: Match, context: Context) -> Found:
    """A month with its year."""
    year = year_number(words_of(match, context, "y"))
    return Value("DATE", f"{year:04d}-{month_number(match, context):02d}", part_mod(match, context), explicit=True)


def year(match: Match, context: Context) -> Found:
    """A year."""
    number = year_number(words_of(match, context, "y"))
    if number is None or not 1000 <= number <= 2199:
        return None
    return Value("DATE", f"{number:04d}", part_mod(match, context), explicit=True)


def two_years(match: Match, context: Context) -> Found:
    """Two years of which the second is cut to two figures: "2019-23"."""
    first = year_number(words_of(match, context, "a"))
    second = int(words_of(match, context, "b")[0])
    if first is None or second <= first % 100:
        return None
    (a, b), (c, d) = match.parts["a"], match.parts["b"]
    last = first - first % 100 + second
    return [
        Value("DATE", f"{first:04d}", explicit=True, start=a, end=b),
        Value("DATE", f"{last:04d}", explicit=True, start=c, end=d),
    ]


def fiscal_year(match: Match, context: Context) -> Found:
    """A fiscal year: its days are the payer's own, so it has no bounds; over two years, EDTF says both."""
    text = "".join(words_of(match, context, "y"))
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    first = numbers[0] if numbers[0] > 99 else 2000 + numbers[0]
    if len(numbers) == 1:
        return Value("DATE", f"{first:04d}", span=Interval(None, None, "year", None), explicit=True)
    return season_years(match, context)


def season_years(match: Match, context: Context) -> Found:
    """A fiscal, school or sports year over two calendar years: "2021-22"."""
    numbers = [int(number) for number in re.findall(r"\d+", "".join(words_of(match, context, "y")))]
    first = numbers[0] if numbers[0] > 99 else 2000 + numbers[0]
    second = numbers[1]
    if second < 100:
        second += first - first % 100 + (100 if second < first % 100 else 0)
    if second != first + 1:
        return None
    edtf = f"{first:04d}/{second:04d}"
    return Value("DATE", edtf, part_mod(match, context), span=Interval(None, None, "year", edtf), explicit=True)


def decade(match: Match, context: Context) -> Found:
    """A decade in figures or words: "the 1990s", "the '90s", "the nineties"."""
    word = words_of(match, context, "x")[-1]
    if "'" not in words_of(match, context, "x") and len(word) < 5 and _of_degrees(match, context):
        return None
    number = table("DECADEWORD").get(word) or int(re.sub(r"\D", "", word))
    if number < 100:
        number += 2000 if number < 30 else 1900
    return Value("DATE", f"{number // 10:03d}", part_mod(match, context), explicit=True)


def _of_degrees(match: Match, context: Context) -> bool:
    degrees = lexicons.load("dates")["class"]["degrees"]
    return any(word in degrees for word in context.words(*context.sentence(match.start)))


def century(match: Match, context: Context) -> Found:
    """A century by its ordinal."""
    number = day_number(words_of(match, context, "n"))
    if number is None or not 1 < number <= 22:
        return None
    return Value("DATE", f"{number - 1:02d}", part_mod(match, context), explicit=True)


def iso_day(match: Match, context: Context) -> Found:
    """A day or moment in ISO 8601 or year-first figures."""
    text = context.tokens[match.start].text
    moment = re.fullmatch(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?", text)
    if moment:
        timex = f"{moment[1]}T{moment[2]}"
        span = interval(timex, offset=_offset(moment[3]))
        return Value("TIME", timex, span=span, explicit=True) if span.begins else None
    numbers = re.split(r"[-/.]", text)
    timex = f"{int(numbers[0]):04d}-{int(numbers[1]):02d}" + (f"-{int(numbers[2]):02d}" if len(numbers) > 2 else "")
    return Value("DATE", timex, explicit=True) if interval(timex).begins else None


def _offset(text: str | None) -> dt.timedelta | None:
    if not text:
        return None
    if text in "Zz":
        return dt.timedelta(0)
    sign = -1 if text[0] == "-" else 1
    return sign * dt.timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))


def numeric_day(match: Match, context: Context) -> Found:
    """A day in figures: read only where one order is possible, or both give one day; with stops, day first."""
    text = context.tokens[match.start].text
    first, second, last = (int(part) for part in re.split(r"[-/.]", text))
    full = year_number([f"{last:04d}" if last > 99 else f"{last:02d}"])
    if full is None:
        return None
    orders = {(first, second)} if "." in text else {(first, second), (second, first)}
    days = set()
    for day, month in orders:
        if 1 <= month <= 12 and 1 <= day <= last_day(full, month).day:
            days.add(f"{full:04d}-{month:02d}-{day:02d}")
    if len(days) == 1:
        return Value("DATE", days.pop(), explicit=True)
    if days:  # 03/04/2024: which is the month is not said
        return Value("DATE", f"{full:04d}-XX-XX", explicit=True)
    return None
