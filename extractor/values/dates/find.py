"""Temporal expressions of a text, with their values: text and article date in, records of the report out."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from types import ModuleType

from extractor.report import Anchor, DateExpression, DateRange
from extractor.values.dates import bare, clock, compared, explicit, periods, relative, weekdays
from extractor.values.dates.context import Context, Entry, Reference, Value
from extractor.values.dates.explicit import Found
from extractor.values.dates.patterns import Match, match
from extractor.values.dates.timex import Interval, interval, joined
from extractor.values.dates.words import tokens

Resolver = Callable[[Match, Context], Found]
MODULES: tuple[ModuleType, ...] = (bare, clock, compared, explicit, periods, relative, weekdays)

# Resolvers whose value is what a comparison compares with, wherever it stands.
LOOKING_BACK = {"year_before", "same_period"}
COUNTING = {"unit_from_entry", "unit_from_last", "earlier"}  # only where they count back


@dataclass(frozen=True, slots=True)
class Dates:
    """What a text says of time: the expressions in its order, the ranges that join two, and whether one wants a date.

    `needs_reference`: an expression stays open because the article's date is not known, or not closely enough.
    """

    expressions: list[DateExpression]
    ranges: list[DateRange]
    needs_reference: bool


@cache
def resolver(name: str) -> Resolver:
    """The function that gives the values of a rule."""
    for module in MODULES:
        found: Resolver | None = getattr(module, name, None)
        if found is not None:
            return found
    raise ValueError(f"no resolver of dates is called {name!r}")


def find_dates(
    text: str, *, published: str | None = None, sentences: Iterable[int] = (), blocks: Iterable[int] = ()
) -> Dates:
    """The temporal expressions of a text.

    published: the article's date in ISO 8601, or reduced (`2022`, `2022-07`).
    sentences, blocks: the characters at which they start; no expression crosses one.

    >>> found = find_dates("From March 3 to 5 April 2024, and the year before.", published="2024-05-01")
    >>> [(date.text, date.timex) for date in found.expressions]
    [('March 3', '2024-03-03'), ('5 April 2024', '2024-04-05'), ('the year before', '2023')]
    >>> [(joined.text, joined.edtf) for joined in found.ranges]
    [('March 3 to 5 April 2024', '2024-03-03/2024-04-05')]
    """
    words = tokens(text)
    sentence_tokens = _places(words.starts, sentences)
    block_tokens = _places(words.starts, blocks)
    context = Context(words, sorted({*sentence_tokens, *block_tokens}), block_tokens, Reference.parse(published))
    for found in match(words, context.sentences):
        _resolve(found, context)
    links = _join(context)
    return Dates(
        [_record(number, context, text) for number in range(len(context.entries))],
        [_range(number, pair, context, text) for number, pair in enumerate(links)],
        any(entry.value.needs_reference for entry in context.entries),
    )


def _places(starts: Sequence[int], characters: Iterable[int]) -> list[int]:
    """The tokens at or after the characters."""
    return sorted({bisect.bisect_left(starts, character) for character in characters})


def _resolve(found: Match, context: Context) -> None:
    try:
        value = resolver(found.rule.value)(found, context)
    except (ValueError, OverflowError):  # a day outside the calendar
        return
    step = found.rule.args.get("shift", found.rule.args.get("sign", 0))
    back = found.rule.value in LOOKING_BACK or (found.rule.value in COUNTING and step < 0)
    for one in value if isinstance(value, list) else [value] if value else []:
        start = found.start if one.start is None else one.start
        end = found.end if one.end is None else one.end
        if one.type == "DATE" and one.explicit and one.timex and one.span is None and not _possible(one.timex):
            continue
        baseline = back or context.is_baseline(start) or _repeats(one, context)
        context.entries.append(Entry(start, end, found.rule.id, one, baseline, len(context.entries)))


def _repeats(value: Value, context: Context) -> bool:
    """Whether a quarter, half or month is that of the year before one named already: a baseline in other words."""
    year, rest = (value.timex or "")[:4], (value.timex or "")[4:]
    if not re.fullmatch(r"-(Q\d|H\d|\d\d)", rest) or not year.isdigit():
        return False
    later = f"{int(year) + 1:04d}{rest}"
    return any(entry.value.timex == later and context.begun(entry) for entry in context.entries[-200:])


def _possible(timex: str) -> bool:
    return "X" in timex or interval(timex).grain is not None


def _join(context: Context) -> list[tuple[int, int]]:
    """Pairs of neighbours that make a range; what one end does not say it takes from the other."""
    links = []
    for number, (first, last) in enumerate(pairwise(context.entries)):
        if {first.value.type, last.value.type} - {"DATE", "TIME"} or not context.joined(first, last):
            continue
        _share_year(first, last)
        _share_day(first, last)
        _put_in_order(first, last)
        if _edtf(first, last):
            links.append((number, number + 1))
    return links


def _put_in_order(first: Entry, last: Entry) -> None:
    """Two days or months without year of which the second fell before the first: both in the earlier's year."""
    start, end = first.value.month_day, last.value.month_day
    begins, ends = first.interval.begins, last.interval.begins
    if start and end and begins and ends and (begins.year, *start) > (ends.year, *end):
        year = ends.year - (start > end)
        first.value = replace(first.value, timex=f"{year:04d}{(first.value.timex or '')[4:]}")


def _share_year(first: Entry, last: Entry) -> None:
    """A day or month without year takes the year that the other end prints: "from January to June 2024"."""
    for one, other, step in ((first, last, -1), (last, first, 1)):
        begins = other.interval.begins
        place = one.value.month_day
        if place is None or begins is None or not other.value.explicit or other.value.month_day:
            continue
        month, day = place
        turned = (month, day) > (begins.month, begins.day) if step < 0 else (month, day) < (begins.month, begins.day)
        year = begins.year + (step if turned else 0)
        rest = (one.value.timex or "")[4:]
        one.value = replace(one.value, timex=f"{year:04d}{rest}", anchor=None, needs_reference=False)


def _share_day(first: Entry, last: Entry) -> None:
    """A time without day takes that of the time it is joined to: "from 10 a.m. to 4 p.m. on Monday"."""
    day = (last.value.timex or "")[:10]
    if not first.value.borrowed_day or last.value.borrowed_day or interval(day).grain != "day":
        return
    begins = first.interval.begins
    offset = begins.utcoffset() if isinstance(begins, dt.datetime) else None
    timex = day + (first.value.timex or "")[10:]
    first.value = replace(first.value, timex=timex, span=interval(timex, offset=offset), anchor=last.value.anchor)


def _edtf(first: Entry, last: Entry) -> str | None:
    return joined(first.interval, last.interval)


def _identity(number: int) -> str:
    return f"d{number + 1}"


def _record(number: int, context: Context, text: str) -> DateExpression:
    entry = context.entries[number]
    value, span = entry.value, entry.interval
    if value.type in {"DURATION", "SET"} and value.span is None:
        span = Interval(None, None, None, None)
    start, end = context.tokens[entry.start].start, context.tokens[entry.end - 1].end
    anchor = None
    if value.anchor == "published":
        anchor = Anchor(kind="published")
    elif isinstance(value.anchor, int):
        anchor = Anchor(kind="date", date_id=_identity(value.anchor))
    edtf = span.edtf
    if edtf and value.mod == "APPROX" and "~" not in edtf and "/" not in edtf and "T" not in edtf:
        edtf += "~"
    return DateExpression(
        id=_identity(number),
        rule=entry.rule,
        start=start,
        end=end,
        text=text[start:end],
        type=value.type,
        timex=value.timex,
        mod=value.mod,
        begins=span.begins,
        ends=span.ends,
        grain=span.grain,
        edtf=edtf,
        anchor=anchor,
    )


def _range(number: int, pair: tuple[int, int], context: Context, text: str) -> DateRange:
    first, last = (context.entries[place] for place in pair)
    start, end = context.tokens[first.start].start, context.tokens[last.end - 1].end
    return DateRange(
        id=f"r{number + 1}",
        rule="dates_joined",
        start=start,
        end=end,
        text=text[start:end],
        from_=_identity(pair[0]),
        to=_identity(pair[1]),
        edtf=_edtf(first, last),
    )


__all__ = ["Dates", "Value", "find_dates"]
