"""Values counted from a date that the article names: the previous year, a year earlier, the same period."""

from __future__ import annotations

import datetime as dt
import re

from extractor.values.dates.amounts import amount, bound, duration
from extractor.values.dates.context import Context, Entry, Reference, Value
from extractor.values.dates.explicit import Found, part_mod, words_of, year_number
from extractor.values.dates.patterns import Match
from extractor.values.dates.periods import quarter_number
from extractor.values.dates.relative import UNRESOLVED, counted, shifted, unit_of
from extractor.values.dates.timex import Interval, last_day, shift_day

# The grains from which a unit can be counted.
FINE = {
    "Y": {"year", "half", "quarter", "month", "week", "day", "season"},
    "Q": {"quarter", "month", "day"},
    "M": {"month", "day"},
    "W": {"week", "day"},
    "D": {"day", "minute", "hour", "daypart"},
}


def anchor_for(unit: str, match: Match, context: Context) -> int | None:
    """The entry from which "the previous year", "the following month" count.

    In the sentence any date fine enough; before it, one of the same unit; a baseline of a comparison is none.
    """
    same = {"Y": "year", "M": "month", "Q": "quarter", "W": "week", "D": "day"}.get(unit)
    if same is None:
        return None

    def fine(entry: Entry) -> bool:
        return entry.grain in FINE[unit] and entry.year is not None

    def alike(entry: Entry) -> bool:
        return entry.grain == same and entry.year is not None

    found = context.focus(match.start, fine, sentence=True)
    if found is None:
        found = context.focus(match.start, alike)
    return found if found is not None else context.focus(match.start, fine)


def reference_of(entry: Entry) -> Reference | None:
    """An entry as a date to count from."""
    begins = entry.interval.begins
    if begins is None:
        year = entry.year
        return Reference(year) if year else None
    grain = entry.interval.grain
    if grain == "year":
        return Reference(begins.year)
    if grain in {"half", "quarter", "month"}:
        return Reference(begins.year, begins.month)
    return Reference(begins.year, begins.month, begins.day)


NEARBY = 60  # tokens: two sentences


def unit_from_entry(match: Match, context: Context) -> Found:
    """A unit so many from a date named before: "the previous year", "the following month", "that day"."""
    unit = unit_of(match, context)
    shift, mod = match.rule.args["shift"], part_mod(match, context)
    number = anchor_for(unit, match, context)
    strict = match.rule.args.get("strict") or (unit == "D" and shift > 0)
    if strict and number is not None and match.start - context.entries[number].end > NEARBY:
        number = None
    if number is not None:
        origin = reference_of(context.entries[number])
        value = shifted(unit, shift, origin) if origin else None
        late = unit == "Y" and shift > 0 and context.reference and (value or "") > f"{context.reference.year}"
        if value and late and context.tense(match) == "past":
            return Value("DATE", UNRESOLVED[unit], mod)  # a year to come in which something was: not that one
        if value:
            return Value("DATE", value, mod, anchor=number)
    if shift == 0 or strict:
        return None if unit not in {"Y", "Q"} else Value("DATE", UNRESOLVED.get(unit), mod)
    value = shifted(unit, shift, context.reference) if context.reference else None
    if value is None:
        return Value("DATE", UNRESOLVED.get(unit), mod, needs_reference=context.reference is None)
    return Value("DATE", value, mod, anchor="published")


def unit_from_last(match: Match, context: Context) -> Found:
    """A unit before the date named last, baseline or not: "980 the year before that"."""
    unit = unit_of(match, context)
    number = len(context.entries) - 1
    origin = reference_of(context.entries[number]) if number >= 0 else None
    value = shifted(unit, match.rule.args["shift"], origin) if origin else None
    return Value("DATE", value, anchor=number) if value else Value("DATE", UNRESOLVED.get(unit))


def topic(match: Match, context: Context) -> int | None:
    """The period that "a year earlier" looks back from: the last quarter, half, month or year under discussion.

    "A year ago" looks back from the article's date, but for a comparison with a month or quarter under discussion.
    """
    deictic = match.rule.args.get("deictic")

    def period(entry: Entry) -> bool:
        if _is_end(entry, context):
            return False
        grains = {"year", "half", "quarter", "month", "season"}
        if entry.value.type == "DURATION":
            return _has_months(entry) and context.begun(entry)
        return entry.grain in grains and entry.year is not None and context.begun(entry)

    def shorter(entry: Entry) -> bool:
        return entry.grain in {"quarter", "half", "month"} and period(entry)

    def reported(entry: Entry) -> bool:
        parts = entry.grain in {"quarter", "half"} or entry.value.type == "DURATION"
        return parts and period(entry) and context.is_over(entry)

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
    """The same part of the year before: "a year earlier", "year-ago", "the year-earlier quarter"."""
    number = topic(match, context)
    words = words_of(match, context, "n")
    many = amount(words) if words else amount(["one"])
    years = int(many) * match.rule.args.get("sign", -1) if many else None
    if years is None:
        return Value("DATE", "PAST_REF")
    quarter = quarter_number(match, context)
    if number is not None:
        timex = context.entries[number].value.timex or ""
        if quarter:
            year = context.entries[number].year
            timex = f"{year}-Q{quarter}"
        whole = context.entries[number].value.span if timex.startswith("P") else context.range_up_to(number)
        if whole and not quarter:
            return _moved(whole, years, timex, number)
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
        return Value("DURATION", duration(None, unit))
    if number is not None and unit[0] != "T":
        origin = reference_of(context.entries[number])
        value = counted(origin, unit, sign * many) if origin else None
        if value:
            return Value("DATE", value, bound(words_of(match, context, "mod")), anchor=number)
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
    """The topic's part of another year: "the same period last year", "the corresponding month of 2023"."""
    words = context.words(match.start, match.end)
    grains = next((grains for word, grains in SAME.items() if word in words and "period" not in words), PERIODS)

    def part(entry: Entry) -> bool:
        if _is_end(entry, context) and grains is PERIODS:
            return False
        if entry.value.type == "DURATION":  # "the first nine months of 2024", with its days
            return grains is PERIODS and _has_months(entry)
        if entry.grain == "day" and grains is PERIODS:
            return context.range_up_to(entry.number) is not None
        return entry.grain in grains and entry.year is not None

    number = context.focus(match.start, part)
    entry = context.entries[number] if number is not None else None
    begins = entry.interval.begins if entry else None
    own = begins.year if begins else entry.year if entry else None
    year = _year_meant(match, context, own)
    if year is None:
        return Value("DATE", "XXXX", needs_reference=True)
    if entry is None or own is None:
        return Value("DATE", f"{year:04d}", span=Interval(None, None, None, None))
    timex = entry.value.timex or ""
    whole = entry.interval if entry.value.type == "DURATION" else context.range_up_to(number or 0)
    if whole and grains is PERIODS:
        return _moved(whole, year - own, timex, number)
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


def _is_end(entry: Entry, context: Context) -> bool:
    """Whether an entry says when the one before it ended: June in "the three months to June"."""
    before = context.entries[entry.number - 1] if entry.number else None
    return entry.rule == "ended" and before is not None and before.rule == "ended" and entry.start - before.end <= 2


def _has_months(entry: Entry) -> bool:
    """Whether a length of time is of known whole months: "the first nine months of 2024", "the year ended 31 March"."""
    return entry.value.span is not None and "~" not in (entry.value.span.edtf or "~")


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _moved(span: Interval, years: int, timex: str, number: int | None) -> Value | None:
    """Months or days moved by years: as a length where they were one, else as part of their last year."""
    if span.begins is None or span.ends is None:
        return None
    first, last = shift_day(_day(span.begins), 12 * years), shift_day(_day(span.ends), 12 * years)
    if _day(span.ends) == last_day(span.ends.year, span.ends.month):
        last = last_day(last.year, last.month)
    whole = first.day == 1 and last == last_day(last.year, last.month)
    moved = Interval(first, last, span.grain, f"{first:%Y-%m}/{last:%Y-%m}" if whole else f"{first}/{last}")
    length = 12 * (last.year - first.year) + last.month - first.month + 1
    if timex.startswith("P") and whole and length in {3, 6, 12} and not last.month % length:
        part = {3: f"-Q{last.month // 3}", 6: f"-H{last.month // 6}", 12: ""}[length]
        return Value("DATE", f"{last.year:04d}{part}", anchor=number)
    if timex.startswith("P"):
        return Value("DURATION", timex, anchor=number, span=moved)
    return Value("DATE", f"{last.year:04d}", anchor=number, span=moved)
