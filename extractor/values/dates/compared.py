"""Values counted from a date that the article names: the previous year, a year earlier, the same period, the quarter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from extractor.report import Grain
from extractor.values.dates.amounts import amount, bound
from extractor.values.dates.context import Context, Entry, Reference, Value
from extractor.values.dates.explicit import (
    Found,
    day_number,
    day_value,
    month_number,
    part_mod,
    table,
    words_of,
    year_number,
)
from extractor.values.dates.patterns import Match
from extractor.values.dates.relative import UNRESOLVED, counted, shifted, unit_of
from extractor.values.dates.timex import Interval, add_months, interval, last_day

YEARLY = {"year", "half", "quarter", "month", "week", "day", "season"}


def grain_of(entry: Entry) -> str | None:
    """The grain of an entry that is a date; None for durations, sets and words like "now"."""
    return entry.interval.grain if entry.value.type in {"DATE", "TIME"} else None


def year_of(entry: Entry) -> int | None:
    """The calendar year that an entry is in."""
    match = re.match(r"(\d{4})(?:-|$|T)", entry.value.timex or "")
    return int(match[1]) if match else None


def anchor_for(unit: str, match: Match, context: Context) -> int | None:
    """The entry from which "the previous year", "the following month" count.

    In the sentence any date fine enough; before it, one of the same unit; a baseline of a comparison is none.
    """
    wanted = {"Y": YEARLY, "M": {"month", "day"}, "Q": {"quarter", "month", "day"}, "W": {"week", "day"}, "D": {"day", "minute", "hour", "daypart"}}
    same = {"Y": "year", "M": "month", "Q": "quarter", "W": "week", "D": "day"}.get(unit)
    if same is None:
        return None

    def fine(entry: Entry) -> bool:
        return grain_of(entry) in wanted[unit] and year_of(entry) is not None

    def alike(entry: Entry) -> bool:
        return grain_of(entry) == same and year_of(entry) is not None

    found = context.focus(match.start, fine, sentence=True)
    if found is None:
        found = context.focus(match.start, alike)
    return found if found is not None else context.focus(match.start, fine)


def reference_of(entry: Entry) -> Reference | None:
    """An entry as a date to count from."""
    begins = entry.interval.begins
    if begins is None:
        year = year_of(entry)
        return Reference(year) if year else None
    grain = entry.interval.grain
    if grain == "year":
        return Reference(begins.year)
    if grain in {"half", "quarter", "month"}:
        return Reference(begins.year, begins.month)
    return Reference(begins.year, begins.month, begins.day)


def unit_from_entry(match: Match, context: Context) -> Found:
    """A unit so many from a date named before: "the previous year", "the following month", "that day"."""
    unit = unit_of(match, context)
    number = anchor_for(unit, match, context)
    shift, mod = match.rule.args["shift"], part_mod(match, context)
    if number is not None:
        origin = reference_of(context.entries[number])
        value = shifted(unit, shift, origin) if origin else None
        if value:
            return Value("DATE", value, mod, anchor=number)
    if shift == 0 or match.rule.args.get("strict"):
        return None if unit not in {"Y", "Q"} else Value("DATE", UNRESOLVED.get(unit), mod)
    value = shifted(unit, shift, context.reference) if context.reference else None
    if value is None:
        return Value("DATE", UNRESOLVED.get(unit), mod, needs_reference=context.reference is None)
    return Value("DATE", value, mod, anchor="published")


def topic(match: Match, context: Context) -> int | None:
    """The period that "a year earlier" looks back from: the last quarter, half, month or year under discussion.

    "A year ago" looks back from the article's date, but for a comparison with a month or quarter under discussion.
    """
    deictic = match.rule.args.get("deictic")

    def period(entry: Entry) -> bool:
        grains = {"year", "half", "quarter", "month", "season"}
        return grain_of(entry) in grains and year_of(entry) is not None and context.begun(entry)

    def shorter(entry: Entry) -> bool:
        return grain_of(entry) in {"quarter", "half", "month"} and period(entry)

    def reported(entry: Entry) -> bool:
        return grain_of(entry) in {"quarter", "half"} and period(entry) and context.is_over(entry)

    if deictic and not context.is_baseline(match.start):
        return None
    found = context.focus(match.start, shorter if deictic else period, sentence=True)
    return found if found is not None else context.focus(match.start, reported)


def back(timex: str, years: int) -> str | None:
    """The same part of another year.

    >>> back("2024-Q3", -1), back("2024-02-29", -1), back("2024", -1)
    ('2023-Q3', '2023-02-28', '2023')
    """
    match = re.match(r"(\d{4})(.*)", timex)
    if not match:
        return None
    year = int(match[1]) + years
    rest = match[2]
    if re.match(r"-W\d\d|T", rest):
        return None
    if rest.startswith("-02-29") and last_day(year, 2).day == 28:
        rest = rest.replace("-02-29", "-02-28")
    return f"{year:04d}{rest}"


def year_before(match: Match, context: Context) -> Found:
    """"A year earlier", "year-ago", "the year-earlier quarter": the same part of the year before."""
    number = topic(match, context)
    words = words_of(match, context, "n")
    many = amount(words) if words else amount(["one"])
    years = int(many) * match.rule.args.get("sign", -1) if many else None
    if years is None:
        return Value("DATE", "PAST_REF")
    quarter = _quarter_number(match, context)
    if number is not None:
        timex = context.entries[number].value.timex or ""
        if quarter:
            year = year_of(context.entries[number])
            timex = f"{year}-Q{quarter}"
        value = back(timex, years)
        if value:
            return Value("DATE", value, bound(words_of(match, context, "mod")), anchor=number)
    if context.reference is None:
        return Value("DATE", "XXXX", needs_reference=True)
    value = f"{context.reference.year + years:04d}" + (f"-Q{quarter}" if quarter else "")
    return Value("DATE", value, bound(words_of(match, context, "mod")), anchor="published")


def earlier(match: Match, context: Context) -> Found:
    """So many units before or after a date named before: "two days earlier", "three months later"."""
    unit = unit_of(match, context)
    sign = match.rule.args["sign"]
    if unit == "Y" and sign < 0:
        return year_before(match, context)
    number = anchor_for(unit, match, context)
    many = amount(words_of(match, context, "n"))
    if many is None:
        return Value("DURATION", f"P{'T' if unit[0] == 'T' else ''}X{unit[-1]}")
    if number is not None and unit[0] != "T":
        origin = reference_of(context.entries[number])
        value = counted(origin, unit, sign * many) if origin else None
        if value:
            return Value("DATE", value, bound(words_of(match, context, "mod")), anchor=number)
    from extractor.values.dates.amounts import duration

    return Value("DURATION", duration(many, unit), bound(words_of(match, context, "mod")))


# What "the same period" can be, by its noun.
SAME = {
    "quarter": {"quarter"},
    "half": {"half"},
    "month": {"month", "day"},
    "week": {"week"},
    "day": {"day"},
}
PERIODS = {"half", "quarter", "month", "season"}


def same_period(match: Match, context: Context) -> Found:
    """\"The same period last year", "the corresponding month of 2023": the topic's part of another year."""
    words = context.words(match.start, match.end)
    grains = next((grains for word, grains in SAME.items() if word in words), PERIODS)

    def part(entry: Entry) -> bool:
        if entry.value.type == "DURATION":  # "the first nine months of 2024", with its days
            return grains is PERIODS and entry.value.span is not None and isinstance(entry.interval.begins, dt.date)
        return grain_of(entry) in grains and year_of(entry) is not None

    number = context.focus(match.start, part)
    entry = context.entries[number] if number is not None else None
    begins = entry.interval.begins if entry else None
    own = begins.year if begins else year_of(entry) if entry else None
    year = _year_meant(match, context, own)
    if year is None:
        return Value("DATE", "XXXX", needs_reference=True)
    if entry is None or own is None:
        return Value("DATE", f"{year:04d}", span=Interval(None, None, None, None))
    if entry.value.type == "DURATION":
        return Value("DATE", f"{year:04d}", anchor=number, span=_moved(entry.interval, year - own))
    timex = entry.value.timex or ""
    value = back(timex[:7] if "month" in words else timex, year - own)
    return Value("DATE", value, anchor=number) if value else None


def _year_meant(match: Match, context: Context, own: int | None) -> int | None:
    """The year of "the same period": printed, last year's, or the one before the topic's own."""
    words = words_of(match, context, "y")
    if words:
        return year_number(words)
    if "rel" in match.parts and context.reference:
        year = context.reference.year + {"last": -1, "this": 0, "next": 1}[words_of(match, context, "rel")[0]]
        return year - 1 if year == own else year
    if own is None and context.reference:
        own = context.reference.year
    return own - 1 if own is not None else None


def _moved(span: Interval, years: int) -> Interval:
    """Whole months moved by years."""
    if span.begins is None or span.ends is None:
        return span
    first = dt.date(span.begins.year + years, span.begins.month, 1)
    last = last_day(span.ends.year + years, span.ends.month)
    return Interval(first, last, span.grain, f"{first:%Y-%m}/{last:%Y-%m}")


def _quarter_number(match: Match, context: Context) -> int | None:
    for word in words_of(match, context, "q"):
        digits = re.search(r"[1-4]", word)
        if digits:
            return int(digits[0])
        if word in table("ORDINAL"):
            return table("ORDINAL")[word]
    return None


def quarter(match: Match, context: Context) -> Found:
    """A quarter: of the year printed, else the latest that has begun. A fiscal one has no calendar days."""
    number = _quarter_number(match, context)
    if number is None or not 1 <= number <= 4:
        return None
    mod = part_mod(match, context)
    fiscal = "fiscal" in match.parts
    span = Interval(None, None, "quarter", None) if fiscal else None
    words = words_of(match, context, "y")
    reference = context.reference
    if words:
        year = year_number([re.sub(r"\D", "", words[-1]) if len(words) == 1 else words[-1]])
        if year is None:
            return None
        return Value("DATE", f"{year:04d}-Q{number}", mod, span=span, explicit=True)
    if reference is None:
        return Value("DATE", f"XXXX-Q{number}", mod, needs_reference=True)
    rel = words_of(match, context, "rel")
    if rel:
        year = reference.year + {"last": -1, "this": 0, "next": 1}[rel[0]]
    elif reference.month is None:
        return Value("DATE", f"XXXX-Q{number}", mod, needs_reference=True)
    else:
        year = reference.year - (number > (reference.month + 2) // 3)
        if context.tense(match) == "future" and number > (reference.month + 2) // 3:
            year = reference.year
    return Value("DATE", f"{year:04d}-Q{number}", mod, anchor="published", span=span)


def the_quarter(match: Match, context: Context) -> Found:
    """"The quarter", "the latest period": the last quarter named, else the one before the article's."""
    number = context.focus(match.start, lambda entry: grain_of(entry) == "quarter" and context.is_over(entry) and bool(year_of(entry)))
    if number is not None:
        return Value("DATE", context.entries[number].value.timex, anchor=number)
    value = shifted("Q", -1, context.reference) if context.reference else None
    if value is None:
        return Value("DATE", "XXXX-QX", needs_reference=True)
    return Value("DATE", value, anchor="published")


def quarter_of_year(match: Match, context: Context) -> Found:
    """"The 1988 quarter", "the 2023 period": the last quarter named, in that year."""
    year = year_number(words_of(match, context, "y"))
    number = context.focus(match.start, lambda entry: grain_of(entry) in {"quarter", "half"} and bool(year_of(entry)))
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
    unit = unit_of(match, context) if words_of(match, context, "u") != ["half"] else "S"
    many = amount(words_of(match, context, "n")) if "n" in match.parts else amount(["one"])
    if many is None or unit not in MONTHS_OF:
        return None
    last = interval(end.timex).ends
    months = int(many) * MONTHS_OF[unit]
    span = _months_up_to(last, months) if isinstance(last, dt.date) else None
    start, limit = match.start, match.parts["u"][1]
    if unit == "Q" and last:
        year, month = add_months(last.year, last.month, -1)
        number = _quarter_number(match, context) or (month + 2) // 3
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
    year = context.reference.year + {"last": -1, "next": 1}.get(rel[0] if rel else "", 0)
    if not rel and number == 2 and context.reference.month and context.reference.month < 7 and context.tense(match) != "future":
        year -= 1
    return Value("DATE", f"{year:04d}-H{number}", mod, anchor="published")


def months_of_year(match: Match, context: Context) -> Found:
    """"The first nine months" as a duration with its days where the year is known: printed beside it, or the topic's."""
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
        year = context.reference.year + {"last": -1, "next": 1}.get(rel[0], 0)
        anchor = "published"
    if year and 0 < months < 12:
        first, last = dt.date(year, 1, 1), last_day(year, months)
        span = Interval(first, last, None, f"{first:%Y-%m}/{last:%Y-%m}")
        out = [Value("DURATION", timex, anchor=anchor, span=span, start=match.start, end=match.parts["u"][1])]
    place = match.parts.get("y") or match.parts.get("yy")
    if place and year:
        out.append(Value("DATE", f"{year:04d}", anchor=anchor, explicit=anchor is None, start=place[0], end=place[1]))
    return out
