"""Values of weekdays and of today, yesterday and tomorrow."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from extractor.values.dates.context import Context, Value
from extractor.values.dates.explicit import part_mod, table, words_of
from extractor.values.dates.patterns import Match

NAMED_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}


def latest(weekday: int, day: dt.date) -> dt.date:
    """The latest such ISO weekday up to and including a day.

    >>> latest(5, dt.date(2025, 3, 28)), latest(6, dt.date(2025, 3, 28))
    (datetime.date(2025, 3, 28), datetime.date(2025, 3, 22))
    """
    return day - dt.timedelta((day.isoweekday() - weekday) % 7)


def following(weekday: int, day: dt.date) -> dt.date:
    """The first such ISO weekday after a day.

    >>> following(5, dt.date(2025, 3, 28)), following(6, dt.date(2025, 3, 28))
    (datetime.date(2025, 4, 4), datetime.date(2025, 3, 29))
    """
    return day + dt.timedelta((weekday - day.isoweekday() - 1) % 7 + 1)


def named_day(word: str, context: Context) -> Value:
    """Today, yesterday or tomorrow, from the article's day."""
    day = context.reference.date if context.reference else None
    if day is None:
        return Value("DATE", "XXXX-XX-XX", needs_reference=True)
    return Value("DATE", (day + dt.timedelta(NAMED_DAYS[word])).isoformat(), anchor="published")


def day_by_name(match: Match, context: Context) -> Value | None:
    """Today, yesterday or tomorrow; not in names ("Tomorrow X Together")."""
    if context.in_a_name(match.parts["dayname"][0]):
        return None
    return replace(named_day(words_of(match, context, "dayname")[0], context), mod=part_mod(match, context))


def weekday_number(match: Match, context: Context) -> int:
    """The ISO number of the weekday of a match."""
    return int(table("WEEKDAYNAME")[words_of(match, context, "wd")[0]])


SOON = 4  # days: "Friday and Saturday" on a Friday; "Friday and Thursday" are both over


def _after_joined(match: Match, context: Context, weekday: int, day: dt.date) -> dt.date | None:
    """The weekday after the one it is joined to, if that is not over: "next Tuesday and Wednesday"."""
    entry = context.entries[-1] if context.entries else None
    if entry is None or entry.grain != "day" or not entry.rule.startswith("weekday"):
        return None
    first = dt.date.fromisoformat((entry.value.timex or "")[:10])
    found = following(weekday, first)
    if first < day or context.words(entry.end, match.start) not in (["and"], ["or"], [","]):
        return None
    return found if first > day or (found - first).days < SOON else None


def weekday_day(match: Match, context: Context, which: str | None = None) -> Value:
    """The day of a weekday: by default the latest such day up to and including the article's."""
    weekday = weekday_number(match, context)
    day = context.reference.date if context.reference else None
    if day is None:
        return Value("DATE", f"XXXX-WXX-{weekday}", needs_reference=True)
    if which is None:
        which = match.rule.args.get("which") or next(iter(words_of(match, context, "which")), None)
    joined = _after_joined(match, context, weekday, day) if which is None else None
    if joined is not None:
        return Value("DATE", joined.isoformat(), anchor="published")
    if which is None and context.is_to_come(match) and day.isoweekday() != weekday:
        which = "next"
    if which == "last":
        found = latest(weekday, day - dt.timedelta(1))
    elif which == "next":
        found = following(weekday, day)
    elif which == "this" and context.tense(match) != "past":
        found = following(weekday, day - dt.timedelta(1))
    elif which == "previous":
        found = latest(weekday, day - dt.timedelta(7))
    else:
        found = latest(weekday, day)
    return Value("DATE", found.isoformat(), anchor="published")
