"""Matches a rate or difference that names no numbers ("profit fell 22 per cent") with two numbers elsewhere in the
article that come to it and speak of the same thing. The sum is the evidence: what does not fit is never matched.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from extractor.analysis.comparing.frames import Frame
from extractor.analysis.relating.likeness import WORD, other_measure, stems
from extractor.analysis.relating.reading import RELATIVE, WINDOW, Mention, Reading, printed
from extractor.lexicons import load
from extractor.values.intervals import best, stands_for

NEAR = 3  # sentences between the numbers of a pair
MOST_VALUES = 200  # numbers of an article that are paired with one another; in a longer one only those around
MOST_OPEN = 80  # differences of an article for which numbers are looked for
SHARES = RELATIVE - {"point"}  # of these only differences are printed, or shares of something
MATCHED = frozenset({"percent", "times"})
EXACT = 0.002  # how far a difference may lie from the result, as a part
LOOSE = 0.03  # how far an open bound ("more than 20 per cent") may lie from the result, as a part


@dataclass(frozen=True)
class Value:
    """A mention with its number as a float, for the first sieve, and the words beside it."""

    reading: Reading
    mention: Mention
    number: float

    @cached_property
    def words(self) -> frozenset[str]:
        """What the words around the number speak of."""
        opening, end = self.reading.sentences[self.mention.sentence]
        left = self.reading.words[max(opening, self.mention.first - 14) : self.mention.first]
        right = self.reading.words[self.mention.last : min(end, self.mention.last + 10)]
        own = f"{self.mention.claim.measure or ''} {self.mention.claim.head or ''}".lower()
        return stems([*left, *right, *WORD.findall(own)])

    @cached_property
    def earlier(self) -> bool:
        """Whether a word beside the number tells of an earlier time."""
        opening, end = self.reading.sentences[self.mention.sentence]
        first, last = self.mention.first, self.mention.last
        left, right = self.reading.words[max(opening, first - 6) : first], self.reading.words[last : min(end, last + 6)]
        return not _earlier().isdisjoint([*self.reading.words[opening : opening + 6], *left, *right])


def match(reading: Reading, frames: list[Frame]) -> None:
    """Completes the frames that have a difference and lack one or both of the numbers that it is between."""
    _repeat(frames)
    open_frames = [
        f for f in frames if f.deltas and f.way in {"up", "down"} and (f.current is None or f.baseline is None)
    ]
    values = [value for m in reading.mentions if (value := _value(reading, m)) is not None]
    complete = [f for f in frames if f.current and f.baseline and not f.deltas and f.rule != "change.over"]
    for frame in open_frames[:MOST_OPEN]:
        found = _find(reading, frame, values, complete)
        if found is None:
            continue
        frame.sure = False
        if is_headline(reading, frame):
            frame.rule, frame.period_of = "change.headline", found[1]
        else:
            frame.current, frame.baseline, frame.rule = found[0], found[1], "change.matched"
    frames[:] = [frame for frame in frames if frame.rule != "change.over_by"]


def _repeat(frames: list[Frame]) -> None:
    """A change that is told again has the baseline of its other telling."""
    told = {_telling_of(f): f.baseline for f in frames if f.current and f.baseline and f.deltas}
    for frame in frames:
        if frame.current is not None and frame.baseline is None and frame.deltas:
            baseline = told.get(_telling_of(frame))
            if baseline is not None:
                frame.baseline, frame.rule = baseline, "change.repeat"


def _telling_of(frame: Frame) -> tuple[str, str, str]:
    """What a change says: its direction, and its numbers by their first mention."""
    first = [m.claim.same_as or m.claim.id for m in (frame.current, frame.deltas[0]) if m is not None]
    return frame.way, first[0], first[-1]


def is_headline(reading: Reading, frame: Frame) -> bool:
    """A first sentence without a full stop: a headline, which repeats in short what the text says with its numbers."""
    last = reading.sentences[frame.cue.sentence][1]
    return (
        frame.cue.sentence == 0
        and reading.words[last - 1] not in {".", "!", "?", "”", '"'}
        and frame.current is None
        and frame.baseline is None
    )


def _value(reading: Reading, mention: Mention) -> Value | None:
    number = best(printed(mention.claim))
    if number is None or mention.unit in SHARES or not number.is_finite() or not 0 < abs(number) < 10**15:
        return None
    return Value(reading, mention, float(number))


@cache
def _earlier() -> frozenset[str]:
    return frozenset(load("likeness")["earlier"])


def _find(reading: Reading, frame: Frame, values: list[Value], complete: list[Frame]) -> tuple[Mention, Mention] | None:
    delta = frame.deltas[0]
    unit = frame.current.unit if frame.current else frame.baseline.unit if frame.baseline else None
    if not _may_match(delta.unit, unit):
        return None
    subject = _subject(reading, frame)
    if frame.current is None and frame.baseline is None:
        for other in complete:
            assert other.current and other.baseline
            if (
                other.way == frame.way
                and _fits(frame, other.current, other.baseline)
                and _speaks_of(reading, subject, other, values)
            ):
                return other.current, other.baseline
    for current, baseline in _pairs(frame, values):
        if not _sieve(frame, delta, current.number, baseline.number):
            continue
        if _alike(frame, subject, current, baseline) and _fits(frame, current.mention, baseline.mention):
            return current.mention, baseline.mention
    return None


def _may_match(delta: str, unit: str | None) -> bool:
    """Whether a difference of one unit can be told from values of another (None: not known yet)."""
    if delta in {"fraction", "percentage_point", "basis_point"}:
        return False
    return delta in MATCHED or unit is None or delta == unit or (delta == "point" and unit == "count")


def _pairs(frame: Frame, values: list[Value]) -> Iterator[tuple[Value, Value]]:
    """Values of one unit near to each other, the known one of the frame kept."""
    used = {m.number for m in frame.deltas}
    known = frame.current or frame.baseline
    if len(values) > MOST_VALUES:
        at = bisect_left(values, frame.deltas[0].number, key=lambda value: value.mention.number)
        values = values[max(0, at - WINDOW) : at + WINDOW]
    for place, a in enumerate(values):
        if a.mention.number in used or (known is not None and a.mention is not known):
            continue
        if known is None and a.mention.depth and a.mention.role == "(":
            continue
        for b in values[max(0, place - WINDOW) : place + WINDOW + 1]:
            if a is b or a.mention.unit != b.mention.unit or b.mention.number in used:
                continue
            if abs(a.mention.sentence - b.mention.sentence) <= NEAR:
                yield (b, a) if known is not None and known is frame.baseline else (a, b)


def _sieve(frame: Frame, delta: Mention, current: float, baseline: float) -> bool:
    """Whether the result is near the stated number at all; quick."""
    if (current > baseline) != (frame.way == "up"):
        return False
    stated = best(printed(delta.claim))
    if stated is None or baseline <= 0 or current < 0:
        return False
    if delta.unit == "percent":
        result = abs(current - baseline) / baseline * 100
    elif delta.unit == "times":
        result = current / baseline if frame.way == "up" else baseline / max(current, 1e-9)
    else:
        result = abs(current - baseline)
    number = float(stated)
    width = max(1.0, number * LOOSE) if delta.unit == "percent" else number * (0.5 if delta.unit == "times" else LOOSE)
    return abs(result - number) <= width


def _fits(frame: Frame, current: Mention, baseline: Mention) -> bool:
    """Whether the numbers come to the stated one, each as exact as it is printed."""
    from extractor.values import arithmetic

    delta, down = frame.deltas[0], frame.way == "down"
    terms = printed(current.claim), printed(baseline.claim), printed(delta.claim)
    if current.unit != baseline.unit or current.unit in SHARES:
        return False
    if delta.unit == "percent":
        outcome = arithmetic.change_in_percent(*terms, down=down)
        # Two round numbers fit anything: they are no evidence.
        wide = stands_for(terms[0]).over(stands_for(terms[1]))
        if wide is None or not wide.is_bounded or wide.high > wide.low * 2:
            return False
        limit = max(1, float(terms[2].low or 0) * LOOSE)
    elif delta.unit == "times":
        outcome, limit = arithmetic.times(*terms, down=down), float(best(terms[2]) or 0) / 2
    else:
        if not _telling(current, baseline, delta):
            return False
        outcome, limit = arithmetic.difference(*terms, down=down), float(best(terms[2]) or 0) * EXACT
    return outcome is not None and outcome.fits and outcome.off is not None and float(outcome.off) <= limit


def _telling(current: Mention, baseline: Mention, delta: Mention) -> bool:
    """Whether a difference has so many digits that numbers which come to it are no chance."""
    digits = "".join(ch for ch in delta.claim.text if ch.isdigit()).lstrip("0").rstrip("0")
    amounts = [abs(best(printed(m.claim)) or Decimal(0)) for m in (current, baseline, delta)]
    if amounts[2] in amounts[:2] or min(amounts[:2]) * 20 < max(amounts[:2]):
        return False
    heads = {(m.claim.head or "").lower() for m in (current, baseline, delta)}
    return len(digits) >= 3 or (len(digits) >= 2 and ((len(heads) == 1 and "" not in heads) or "." in delta.claim.text))


def _alike(frame: Frame, subject: frozenset[str], current: Value, baseline: Value) -> bool:
    """Whether both numbers speak of what changed, and the baseline of an earlier time."""
    delta = frame.deltas[0]
    shared = current.words & baseline.words
    if not shared or other_measure(subject, shared):
        return False
    close = (
        abs(frame.cue.sentence - current.mention.sentence) <= NEAR
        or abs(frame.cue.sentence - baseline.mention.sentence) <= NEAR
    )
    exact = (delta.unit not in MATCHED and len(delta.claim.text.replace(",", "")) >= 3) or (
        delta.unit == "percent" and "." in delta.claim.text
    )
    if frame.current is not None or frame.baseline is not None:
        return close and (exact or bool(subject & shared)) and (delta.unit != "times" or bool(subject & shared))
    if not subject & shared:
        return exact and close and abs(current.mention.sentence - baseline.mention.sentence) <= 1
    return baseline.earlier or current.mention.claim.period != baseline.mention.claim.period or exact


def _subject(reading: Reading, frame: Frame) -> frozenset[str]:
    """The words around a cue that say what changed."""
    cue = frame.cue
    opening, end = reading.sentences[cue.sentence]
    words = [
        *reading.words[max(opening, cue.first - 12) : cue.first],
        *reading.words[cue.last : min(end, cue.last + 10)],
    ]
    own = " ".join(f"{m.claim.measure or ''} {m.claim.head or ''}" for m in frame.deltas).lower()
    return stems([*words, *WORD.findall(own)])


def _speaks_of(reading: Reading, subject: frozenset[str], frame: Frame, values: list[Value]) -> bool:
    """Whether a complete change is of the same thing."""
    return bool(subject & _frame_words(reading, frame, values)) and not other_measure(subject, _subject(reading, frame))


def _frame_words(reading: Reading, frame: Frame, values: list[Value]) -> frozenset[str]:
    """The words around a complete change and its numbers."""
    out = _subject(reading, frame)
    for value in values:
        if value.mention is frame.current or value.mention is frame.baseline:
            out |= value.words
    return out
