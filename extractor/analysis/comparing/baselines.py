"""When the baseline of a change was: the period of its number, or the date that its words compare with."""

from __future__ import annotations

from bisect import bisect_right

from extractor.analysis.comparing.frames import Frame
from extractor.analysis.relating.reading import Reading
from extractor.report import DateExpression

REACH = 20
ON_YEAR = ("year-on-year", "year-over-year", "on-year", "y-o-y", "yoy")


def baseline_period(reading: Reading, frame: Frame, dates: list[DateExpression]) -> str | None:
    """EDTF of the time that a change is counted from; None where the article does not say.

    dates: the date expressions of the article in the order of its text.
    """
    told = frame.baseline or (frame.period_of if frame.current is None else None)
    if told is not None and told.claim.period:
        return told.claim.period
    dated = _compared_date(reading, frame, dates)
    return dated if dated is not None else _year_before(reading, frame)


def _compared_date(reading: Reading, frame: Frame, dates: list[DateExpression]) -> str | None:
    """`up by 21 from the previous year`, `more than in June 2023`."""
    cue = frame.cue
    end = min(reading.sentences[cue.sentence][1], cue.last + REACH)
    for date in dates:
        if date.start < reading.starts[cue.first] or date.edtf is None or date.type != "DATE":
            continue
        first = bisect_right(reading.ends, date.start)
        if first >= end:
            return None
        before = [w for w in reading.words[max(cue.last - 1, first - 3) : first] if w not in {"the", "in", "a"}]
        if before[-1:] in (["from"], ["than"], ["versus"]) or before[-2:] in (["compared", "with"], ["compared", "to"]):
            return date.edtf
    return None


def _year_before(reading: Reading, frame: Frame) -> str | None:
    """`year-on-year`: a year before the period of the change."""
    cue = frame.cue
    end = min(reading.sentences[cue.sentence][1], cue.last + REACH)
    words = reading.words[cue.last : end]
    joined = "".join(words)
    if (
        not any(phrase in words for phrase in ON_YEAR)
        and "year-on-year" not in joined
        and "year-over-year" not in joined
        and "yearonyear" not in joined
    ):
        return None
    now = next((m.claim.period for m in (frame.current, *frame.deltas) if m is not None and m.claim.period), None)
    return _shifted(now) if now else None


def _shifted(edtf: str) -> str | None:
    """The same period a year before, where every part of it starts with a year.

    >>> _shifted("2024-05"), _shifted("2024-04/2024-06"), _shifted("../2024")
    ('2023-05', '2023-04/2023-06', None)
    """
    parts = edtf.split("/")
    if not all(part[:4].isdigit() and len(part) >= 4 for part in parts):
        return None
    return "/".join(f"{int(part[:4]) - 1:04d}{part[4:]}" for part in parts)
