"""Values of times: a clock time or a part of a day, with its day from the match, the sentence or the article."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from extractor.report import TimexMod
from extractor.values.dates.context import Context, Entry, Value
from extractor.values.dates.explicit import (
    Found,
    day_number,
    day_value,
    month_number,
    part_mod,
    table,
    weekday_printed,
    words_of,
    year_number,
)
from extractor.values.dates.patterns import Match
from extractor.values.dates.relative import feast
from extractor.values.dates.timex import interval
from extractor.values.dates.weekdays import named_day, weekday_day


def clock_time(words: list[str]) -> str | None:
    """The TIMEX3 time of day of words; None where there is no such time.

    >>> [clock_time(words.split()) for words in ("10:35 a.m.", "9.30pm", "12 a.m.", "noon", "seven o'clock", "1430hrs")]
    ['T10:35', 'T21:30', 'T00:00', 'T12:00', 'T07:00', 'T14:30']
    """
    clockwords = table("CLOCKWORD")
    for word in words:
        if word in clockwords:
            return str(clockwords[word])
    text = " ".join(words)
    figures = re.match(r"(\d{1,2})(?:[:.h]?(\d\d))?(?::(\d\d))?", text)
    if figures:
        hour, minute = int(figures[1]), int(figures[2] or 0)
    elif words and words[0] in table("NUMBER"):
        hour, minute = table("NUMBER")[words[0]], 0
    else:
        return None
    half = re.search(r"([ap])\.?\s?m", text)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    seconds = f":{figures[3]}" if figures and figures[3] else ""
    return f"T{hour:02d}:{minute:02d}{seconds}"


def day_of(match: Match, context: Context) -> Value | None:
    """The day that a match names itself: a weekday, a day of a month, today or yesterday."""
    if "m" in match.parts:
        day = day_number(words_of(match, context, "d"))
        year = year_number(words_of(match, context, "y"))
        weekday = weekday_printed(match, context)
        return day_value(month_number(match, context), day, year, context, weekday=weekday) if day else None
    if "wd" in match.parts:
        return weekday_day(match, context)
    if "dayname" in match.parts:
        return named_day(words_of(match, context, "dayname")[0], context)
    if "h" in match.parts:
        named = feast(match, context)
        return replace(named, span=None) if isinstance(named, Value) and not named.mod else None
    return None


def names_day(match: Match) -> bool:
    """Whether a match names its day."""
    return any(name in match.parts for name in ("wd", "m", "dayname", "h"))


def is_day(entry: Entry) -> bool:
    """Whether an entry is a day, or a time on a day."""
    return bool(re.match(r"\d{4}-\d\d-\d\d", entry.value.timex or ""))


NEGATED = {"not", "cannot", "never", "don", "doesn", "didn", "won", "can"}
NEARBY, FAR = 60, 400  # tokens: two sentences, some paragraphs


def nearby(match: Match, context: Context, *, reach: int = NEARBY) -> int | None:
    """The day in whose course something happens: the last named that is no day of saying and does not lie ahead.

    Where the days nearby are days of saying alone ("police said Thursday"), the last of those.
    """
    past = context.tense(match) == "past"

    def happens(entry: Entry) -> bool:
        return is_day(entry) and not context.says(entry) and not (past and _lies_ahead(entry, match, context))

    def told(entry: Entry) -> bool:
        return is_day(entry) and not (past and _lies_ahead(entry, match, context))

    for wanted in (happens, told):
        number = context.focus(match.start, wanted)
        if number is not None and match.start - context.entries[number].end <= reach:
            return number
    return None


def _lies_ahead(entry: Entry, match: Match, context: Context) -> bool:
    return not context.begun(entry) and entry.start < context.sentence(match.start)[0]


def day_nearby(match: Match, context: Context) -> Value | None:
    """The day of a bare time: the last named in its sentence or shortly before it, else the article's own day."""
    number = nearby(match, context)
    if number is not None:
        return Value("DATE", (context.entries[number].value.timex or "")[:10], anchor=number)
    day = context.reference.date if context.reference else None
    return Value("DATE", day.isoformat(), anchor="published") if day else None


def clock(match: Match, context: Context) -> Found:
    """A time of day on its day; its offset where the zone printed has but one."""
    time = clock_time(words_of(match, context, "t"))
    if time is None or not (names_day(match) or "z" in match.parts or _said_to_be_a_time(match, context)):
        return None
    day = day_of(match, context) if names_day(match) else day_nearby(match, context)
    zones = table("ZONE")
    zone = next((zones[word] for word in words_of(match, context, "z") if word in zones), None)
    offset = dt.timedelta(hours=zone) if isinstance(zone, float) else None
    mod: TimexMod | None = "APPROX" if words_of(match, context, "near") else None
    if day is None or not re.match(r"\d", day.timex or ""):
        prefix = day.timex if day and day.timex else "XXXX-XX-XX"
        return Value("TIME", f"{prefix}{time}", mod, needs_reference=True)
    timex = f"{day.timex}{time}"
    return replace(
        day,
        type="TIME",
        timex=timex,
        mod=mod,
        span=interval(timex, offset=offset),
        month_day=None,
        borrowed_day=not names_day(match),
    )


# Words before bare figures ("6:30") that make them a time and no ratio.
TIME_CUES = {
    "at", "by", "from", "until", "till", "around", "about", "after", "before", "since", "to", "between", "and", "past",
    "(", "-", "–",
}  # fmt: skip


def _said_to_be_a_time(match: Match, context: Context) -> bool:
    """Whether figures are a time: by "p.m.", "o'clock", a nought in front, the word before them or the date there."""
    words = words_of(match, context, "t")
    if len(words) > 1 or not re.fullmatch(r"\d{1,2}[:.]\d\d(:\d\d)?", words[0]) or words[0][0] == "0":
        return True
    before = context.words(match.start - 1, match.start) if "near" not in match.parts else ["at"]
    if before == [","]:
        before = context.words(match.start - 2, match.start - 1)
    ends = context.entries[-1].end if context.entries else -1
    return (bool(before) and before[0] in TIME_CUES) or 0 <= match.start - ends <= 1


def clock_then_day(match: Match, context: Context) -> Found:
    """A time, the same in another zone, and the day of both: "9:15 a.m. (0615 GMT) Monday" is a time and a day."""
    time = clock(match, context)
    if not isinstance(time, Value):
        return None
    day = weekday_day(match, context)
    end = match.parts.get("z", match.parts["t"])[1]
    first, last = match.parts["wd"]
    return [replace(time, start=match.start, end=end), replace(day, start=first, end=last)]


def hour_of_part(match: Match, context: Context) -> Found:
    """An hour with the part of the day that it is in: "four in the morning"."""
    late = table("DAYPART")[words_of(match, context, "dp")[0]]
    hours = words_of(match, context, "t")
    time = clock_time([*hours, "a.m." if str(late) == "MO" else "p.m."])
    day = day_of(match, context) if names_day(match) else day_nearby(match, context)
    if time is None or day is None:
        return None
    return replace(day, type="TIME", timex=f"{day.timex}{time}", month_day=None)


def daypart(match: Match, context: Context) -> Found:
    """A part of a day: "Friday night", "this morning", "last night", "mid-afternoon yesterday"."""
    word = words_of(match, context, "dp")[0]
    if word == "overnight" and NEGATED.intersection(context.words(match.start - 5, match.start)):
        return None  # "it cannot change overnight"
    code = "NI" if word in {"tonight", "overnight"} else str(table("DAYPART")[word])
    if names_day(match):
        day = day_of(match, context)
    else:
        shift = match.rule.args.get("shift")
        reference = context.reference.date if context.reference else None
        if shift is None:
            day = day_nearby(match, context)
        elif reference is None:
            return Value("TIME", f"XXXX-XX-XXT{code}", part_mod(match, context), needs_reference=True)
        else:
            day = Value("DATE", (reference + dt.timedelta(shift)).isoformat(), anchor="published")
    if day is None or day.timex is None:
        return None
    return replace(day, type="TIME", timex=f"{day.timex[:10]}T{code}", mod=part_mod(match, context), month_day=None)


def daypart_after(match: Match, context: Context) -> Found:
    """The part of the day after or before one named before: "the next morning"."""
    number = nearby(match, context, reach=FAR)
    if number is None:
        return None
    day = dt.date.fromisoformat((context.entries[number].value.timex or "")[:10])
    code = table("DAYPART")[words_of(match, context, "dp")[0]]
    shifted = day + dt.timedelta(match.rule.args["shift"])
    return Value("TIME", f"{shifted.isoformat()}T{code}", anchor=number)
