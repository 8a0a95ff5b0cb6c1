"""Values counted from the article's date: last year, three weeks ago, and months and seasons by themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from extractor.values.dates.amounts import amount, bound, duration
from extractor.values.dates.context import Context, Reference, Value
from extractor.values.dates.explicit import (
    NAMED_BY_DAY,
    Found,
    day_number,
    month_number,
    part_mod,
    table,
    words_of,
    year_number,
)
from extractor.values.dates.holidays import holiday
from extractor.values.dates.patterns import Match
from extractor.values.dates.timex import Interval, add_months, shift_day, week_value

UNRESOLVED = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "E": "XXXX-WXX-WE", "F": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX",
    "S": "XXXX-HX", "Y": "XXXX", "DE": "XXX", "CE": "XX",
}  # fmt: skip


def unit_of(match: Match, context: Context, name: str = "u") -> str:
    """The letter of the unit of a match."""
    word = words_of(match, context, name)[-1]
    return str(table("UNIT").get(word) or table("UNITS")[word])


def shifted(unit: str, count: int, reference: Reference) -> str | None:
    """The day, week, month, year … so many after that of the reference; None where that is not known well enough.

    >>> [shifted(u, -1, Reference(2025, 1, 5)) for u in ("D", "W", "E", "M", "Q", "Y", "DE", "CE")]
    ['2025-01-04', '2024-W52', '2024-W52-WE', '2024-12', '2024-Q4', '2024', '201', '19']
    >>> shifted("M", -1, Reference(2022)), shifted("Y", 1, Reference(2022))
    (None, '2023')
    """
    if unit == "Y":
        return f"{reference.year + count:04d}"
    if unit in {"DE", "CE", "ML"}:
        length = {"DE": 10, "CE": 100}.get(unit)
        return f"{reference.year // length + count:0{2 if unit == 'CE' else 3}d}" if length else None
    if unit in {"M", "Q", "S"} and reference.month:
        step = {"M": 1, "Q": 3, "S": 6}[unit]
        year, month = add_months(reference.year, reference.month, count * step)
        part = {"M": f"{month:02d}", "Q": f"Q{(month + 2) // 3}", "S": f"H{(month + 5) // 6}"}[unit]
        return f"{year:04d}-{part}"
    day = reference.date
    if day is None:
        return None
    if unit in {"W", "E", "F"}:
        return week_value(day + dt.timedelta(weeks=count)) + ("-WE" if unit == "E" else "")
    return (day + dt.timedelta(count)).isoformat() if unit == "D" else None


def unit_shift(match: Match, context: Context) -> Found:
    """A unit so many from the article's own: "last year", "this month", "next week"."""
    unit = unit_of(match, context)
    place = match.parts["u"][0]
    if context.in_a_name(place) or (match.rule.args.get("small") and context.tokens[place].text[0].isupper()):
        return None  # "This Week" said so; "Player of the Year"
    value = shifted(unit, match.rule.args["shift"], context.reference) if context.reference else None
    mod = part_mod(match, context)
    if value is None:
        return Value("DATE", UNRESOLVED.get(unit), mod, needs_reference=True)
    span = None
    if "fiscal" in match.parts:  # a fiscal year is not the calendar's
        span = Interval(None, None, "year", None)
    return Value("DATE", value, mod, anchor="published", span=span)


def weekend(match: Match, context: Context) -> Found:
    """The weekend: the last that has begun, or the coming one where the clause is about the future."""
    day = context.reference.date if context.reference else None
    if day is None:
        return Value("DATE", "XXXX-WXX-WE", needs_reference=True)
    begun = day.isoweekday() >= 6
    shift = -1 if not begun and context.tense(match) != "future" else 0
    return Value("DATE", week_value(day + dt.timedelta(weeks=shift)) + "-WE", anchor="published")


def ago(match: Match, context: Context) -> Found:
    """So many units before the article's date, at the grain of the unit: "three weeks ago", "two years from now"."""
    number = amount(words_of(match, context, "n"))
    unit = unit_of(match, context)
    mod = bound(words_of(match, context, "mod"))
    sign = match.rule.args.get("sign", -1)
    if number is None:
        return Value("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    value = counted(context.reference, unit, sign * number) if context.reference else None
    if value is None:
        return Value("DATE", UNRESOLVED.get(unit), mod, needs_reference=context.reference is None)
    return Value("DATE", value, mod or ("APPROX" if "so" in match.parts else None), anchor="published")


def counted(reference: Reference, unit: str, number: object) -> str | None:
    """The value so many units from a reference, at the unit's grain.

    >>> [counted(Reference(2025, 3, 28), unit, number) for unit, number in (("W", -2), ("DE", -1), ("Y", -2.5))]
    ['2025-W11', '2015', '2022-09']
    """
    count = float(str(number))
    whole = int(count)
    try:
        if unit in {"DE", "CE"}:
            return shifted("Y", whole * (10 if unit == "DE" else 100), reference)
        if unit == "Y" and count != whole:
            return shifted("M", round(count * 12), reference)
        if unit in {"W", "F"} and reference.date:
            days = round(count * (7 if unit == "W" else 14))
            return week_value(reference.date + dt.timedelta(days))
        return shifted(unit, whole, reference) if count == whole else None
    except (ValueError, OverflowError):
        return None


def bare_month(match: Match, context: Context) -> Found:
    """A month without year: by the tense of its clause, else the nearest; by "last" and "next" where they stand."""
    month = month_number(match, context)
    said = match.rule.args.get("which")
    which = said or context.tense(match)
    mod = part_mod(match, context)
    reference, opening = context.reference, context.opening_year(match.start)
    if opening is not None and said is None and which != "future":
        return Value("DATE", f"{opening.year:04d}-{month:02d}", mod, anchor=opening.number, month_day=(month, 1))
    if reference is None or (reference.month is None and which != "this"):
        place = None if said else (month, 1)
        return Value("DATE", f"XXXX-{month:02d}", mod, month_day=place, needs_reference=True)
    year, now = reference.year, reference.month or month
    if which == "last":
        year -= month >= now
    elif which == "next":
        year += month <= now
    elif which == "past":
        year -= month > now
    elif which == "future":
        year += month < now
    elif which is None:
        year += 1 if now - month > 6 else -1 if month - now > 4 else 0
    return Value("DATE", f"{year:04d}-{month:02d}", mod, anchor="published", month_day=None if said else (month, 1))


def month_of_shifted_year(match: Match, context: Context) -> Found:
    """A month of last, this or next year."""
    month = month_number(match, context)
    if context.reference is None:
        return Value("DATE", f"XXXX-{month:02d}", needs_reference=True)
    year = context.reference.year + {"last": -1, "this": 0, "next": 1}[words_of(match, context, "rel")[0]]
    return Value("DATE", f"{year:04d}-{month:02d}", part_mod(match, context), anchor="published")


SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


def season(match: Match, context: Context) -> Found:
    """A season: of the year printed, else the latest that has begun; by last, this and next where they stand."""
    code = str(table("SEASON")[words_of(match, context, "s")[0]])
    mod = part_mod(match, context)
    words = words_of(match, context, "y")
    if words:
        return Value("DATE", f"{year_number(words):04d}-{code}", mod, explicit=True)
    reference = context.reference
    if reference is None or reference.month is None:
        return Value("DATE", f"XXXX-{code}", mod, needs_reference=True)
    first, last = SEASON_MONTHS[code]
    year, month = reference.year, reference.month
    which = match.rule.args.get("which") or context.tense(match)
    if which == "last":
        begun = year if month > last else year - 1
        year = begun - (1 if last > 12 and month <= last - 12 else 0)
    elif which == "next":
        year += month >= first
    elif which == "past":
        year -= month < first
    elif which == "this" and last > 12 and month <= last - 10:
        year -= 1
    elif which == "future":
        year += month > last
    return Value("DATE", f"{year:04d}-{code}", mod, anchor="published")


def feast(match: Match, context: Context) -> Found:
    """A named day or feast: of the year printed, else the nearest, or the last or next one."""
    name = "".join(words_of(match, context, "h"))
    words = words_of(match, context, "y")
    year = year_number(words) if words else None
    which = match.rule.args.get("which")
    reference = context.reference
    if year is not None:
        return _feast_of(name, year, explicit=True)
    origin = reference.date if reference else None
    if NAMED_BY_DAY.intersection(context.words(match.end, match.end + 1)):  # "the Boxing Day tsunami"
        return Value("DATE", None)
    if origin is None:
        if reference and which == "this":
            return _feast_of(name, reference.year, explicit=False)
        return Value("DATE", None, needs_reference=True)
    best: tuple[int, int] | None = None
    for candidate in (origin.year - 1, origin.year, origin.year + 1):
        days = holiday(name, candidate)
        if days is None:
            continue
        distance = (days[0] - origin).days
        wrong = (which == "last" and distance >= 0) or (which == "next" and distance <= 0)
        if not wrong and (best is None or abs(distance) < best[0]):
            best = (abs(distance), candidate)
    return _feast_of(name, best[1], explicit=False) if best else Value("DATE", None)


def _feast_of(name: str, year: int, *, explicit: bool) -> Value:
    days = holiday(name, year)
    anchor = None if explicit else "published"
    if days is None:
        return Value("DATE", f"{year:04d}-XX-XX" if explicit else None, anchor=anchor, explicit=explicit)
    first, last, near = days
    sign = "~" if near else ""
    edtf = f"{first}{sign}" if first == last else f"{first}{sign}/{last}{sign}"
    span = Interval(None if near else first, None if near else last, "day", edtf)
    return Value("DATE", first.isoformat(), "APPROX" if near else None, anchor=anchor, span=span, explicit=explicit)


def feast_week(match: Match, context: Context) -> Found:
    """The week of a feast."""
    value = feast(match, context)
    if not isinstance(value, Value) or not (value.timex or "X")[0].isdigit():
        return None
    return replace(value, timex=week_value(dt.date.fromisoformat(value.timex or "")), span=None)


def year_end(match: Match, context: Context) -> Found:
    """The end of the article's year, or of the year printed."""
    words = words_of(match, context, "y")
    if words:
        return Value("DATE", f"{year_number(words):04d}", "END", explicit=True)
    if context.reference is None:
        return Value("DATE", "XXXX", "END", needs_reference=True)
    return Value("DATE", f"{context.reference.year:04d}", "END", anchor="published")


def week_of(match: Match, context: Context) -> Found:
    """The week that holds a day: "the week of March 6"."""
    from extractor.values.dates.explicit import calendar_day

    day = calendar_day(match, context)
    if not isinstance(day, Value) or not (day.timex or "X")[0].isdigit():
        return None
    return replace(day, timex=week_value(dt.date.fromisoformat(day.timex or "")), month_day=None)


def day_shift(match: Match, context: Context) -> Found:
    """Two days from the article's: "the day before yesterday", "the day after tomorrow"."""
    day = context.reference.date if context.reference else None
    if day is None:
        return Value("DATE", "XXXX-XX-XX", needs_reference=True)
    return Value("DATE", (day + dt.timedelta(match.rule.args["shift"])).isoformat(), anchor="published")


def reference_word(match: Match, context: Context) -> Found:
    """Words for now, some time ago, some time to come."""
    value = match.rule.args.get("ref") or table("NOW")[words_of(match, context, "w")[0]]
    return Value("DATE", str(value))


def periodic(match: Match, context: Context) -> Found:
    """A set: "daily", "annually"; not in names ("Harbour Daily News")."""
    if context.in_a_name(match.start):
        return None
    return Value("SET", str(table("PERIODIC")[words_of(match, context, "w")[0]]))


def every(match: Match, context: Context) -> Found:
    """A set of units, weekdays, months or seasons: "every two weeks", "each July", "on Mondays"."""
    if "wd" in match.parts:
        weekday = table("WEEKDAYNAME")[words_of(match, context, "wd")[0]]
        part = words_of(match, context, "dp")
        return Value("SET", f"XXXX-WXX-{weekday}" + (f"T{table('DAYPART')[part[0]]}" if part else ""))
    if "m" in match.parts:
        day = day_number(words_of(match, context, "d") or words_of(match, context, "n"))
        return Value("SET", f"XXXX-{month_number(match, context):02d}" + (f"-{day:02d}" if day else ""))
    if "s" in match.parts:
        return Value("SET", f"XXXX-{table('SEASON')[words_of(match, context, 's')[0]]}")
    if "dp" in match.parts:
        return Value("SET", f"XXXX-XX-XXT{table('DAYPART')[words_of(match, context, 'dp')[0]]}")
    words = words_of(match, context, "n")
    number = amount(words) if words else amount(["two"] if "other" in match.parts else ["one"])
    return Value("SET", duration(number, unit_of(match, context)))


def weekends(match: Match, context: Context) -> Found:
    """Weekends as a set."""
    return Value("SET", "XXXX-WXX-WE")


def length(match: Match, context: Context) -> Found:
    """A duration: "three weeks", "a 10-hour", "the past two years"."""
    words = words_of(match, context, "n")
    unit = unit_of(match, context)
    number = amount(words) if words else None
    if not words and context.words(*match.parts["u"])[-1] in table("UNIT"):
        number = amount(["one"])
    mod = bound(words_of(match, context, "mod")) or ("APPROX" if "so" in match.parts else None)
    value = Value("DURATION", duration(number, unit), mod)
    shift = match.rule.args.get("shift")
    if shift and number is not None and context.reference and number == number.to_integral_value():
        span = rolling(context.reference, unit, int(number), forward=shift > 0)
        if span:
            value = replace(value, span=span, anchor="published")
    return value


def length_and_half(match: Match, context: Context) -> Found:
    """One and a half of a unit: "an hour and a half"."""
    number = amount(["one", "and", "a", "half"])
    return Value("DURATION", duration(number, unit_of(match, context)), bound(words_of(match, context, "mod")))


def rolling(reference: Reference, unit: str, count: int, *, forward: bool) -> Interval | None:
    """The days of the past or next so many units, up to or from the article's day; for years and decades about."""
    day = reference.date
    if day is None or unit not in {"D", "W", "M", "Q", "Y", "DE", "F"} or count > 1000:
        return None
    sign = 1 if forward else -1
    try:
        if unit in {"D", "W", "F"}:
            other = day + dt.timedelta(sign * count * {"D": 1, "W": 7, "F": 14}[unit])
        else:
            other = shift_day(day, sign * count * {"M": 1, "Q": 3, "Y": 12, "DE": 120}[unit])
    except (ValueError, OverflowError):
        return None
    first, last = (day, other) if forward else (other, day)
    return Interval(first, last, None, f"{first}~/{last}~")


def length_of_range(match: Match, context: Context) -> Found:
    """A duration between two amounts, by the lower: "two to three weeks"."""
    return Value("DURATION", duration(amount(words_of(match, context, "n")), unit_of(match, context)))
