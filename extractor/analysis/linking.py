"""Links a word of change to the numbers that it compares: what is now, what was, and by how much it changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from extractor.analysis.comparison import Cue, Way, find_cues, limits
from extractor.analysis.reading import RELATIVE, Mention, Reading, skipped
from extractor.lexicons import load

REACH = 40  # words after a cue in which its numbers stand
LEFT_REACH = 24


@dataclass(eq=False)
class Frame:
    """A cue with its numbers. sure: current and baseline are linked by the words of one clause, not by likeness."""

    cue: Cue
    way: Way
    rule: str
    current: Mention | None = None
    baseline: Mention | None = None
    deltas: list[Mention] = field(default_factory=list)
    sure: bool = True
    compared: bool = False  # the baseline stands after "compared with", so that the numbers have to go the way of the cue
    beside: bool = False  # the baseline is another thing, not an earlier time: "up 5, compared with an average of 4"
    based: bool = False  # names a base of its own, with or without a number
    chained: list[tuple[Mention, Mention]] = field(default_factory=list)
    series: list[Mention] = field(default_factory=list)  # differences of later times: "6 per cent in 2021 and 7 in 2022"
    period_of: Mention | None = None  # a number elsewhere that tells when the baseline was

    @property
    def linked(self) -> bool:
        """Whether it has a number at all."""
        return bool(self.current or self.baseline or self.deltas)


def same_unit(a: Mention, b: Mention) -> bool:
    """Whether two numbers are of one unit and so can be told apart by size."""
    return a.unit == b.unit


def link(reading: Reading) -> list[Frame]:
    """The changes of a text, cue by cue, with the numbers that their own sentence gives (or the one before)."""
    frames: list[Frame] = []
    by_sentence: dict[int, list[Cue]] = {}
    for cue in find_cues(reading):
        by_sentence.setdefault(cue.sentence, []).append(cue)
    for number, cues in by_sentence.items():
        frames += _Sentence(reading, number, cues).frames()
    return frames


class _Sentence:
    """Links the cues of one sentence, from left to right."""

    def __init__(self, reading: Reading, number: int, cues: list[Cue]) -> None:
        self.reading = reading
        self.words = reading.words
        self.number = number
        self.first, self.last = reading.sentences[number]
        self.cues = cues
        self.mentions = reading.in_sentence(number)
        self.used: set[int] = set()  # numbers of the claims that are deltas, or stand for another cue
        self.out: list[Frame] = []
        self.owner = self._owners()

    def _owners(self) -> dict[int, Cue]:
        """The claims that stand before a noun of change as its difference: "a 5 per cent rise"."""
        from extractor.analysis.cue_frames import left_delta

        found = ((left_delta(self, cue), cue) for cue in self.cues if cue.noun and cue.kind == "change")
        return {mention.number: cue for mention, cue in found if mention is not None}

    def frames(self) -> list[Frame]:
        """The frames of the sentence that have a number, denied ones left out."""
        for at, cue in enumerate(self.cues):
            if cue.kind == "multiple" and self.words_inside(cue) in self.used:
                continue
            frame = self._frame(at, cue)
            if frame is not None and frame.linked and not self._told(frame):
                self.out.append(frame)
        return [frame for frame in self._merged() if not frame.cue.denied]

    def _told(self, frame: Frame) -> bool:
        """`sank to a record low of 1.2`: the record says no more than the verb."""
        return frame.rule == "change.record" and any(f.current is frame.current and f.way == frame.way for f in self.out)

    def words_inside(self, cue: Cue) -> int:
        """The number of the claim that is the cue itself."""
        return self.reading.covered[cue.first].number

    def _frame(self, at: int, cue: Cue) -> Frame | None:
        from extractor.analysis import cue_frames

        build = cue_frames.BUILDERS[cue.kind]
        return build(self, at, cue)

    # -- what the builders ask ------------------------------------------------------------------

    def limit(self, at: int) -> int:
        """Where the numbers of a cue end: at the next cue of its own, a boundary word, or the reach."""
        cue = self.cues[at]
        end = min(self.last, cue.last + REACH)
        for other in self.cues[at + 1 :]:
            if other.kind in {"change", "adverb", "over", "carrier"} or other.kind == "multiple" and other.first > cue.last + 3:
                end = min(end, other.first)
                break
        for i in range(cue.last, end):
            if self.words[i] in limits("boundaries") and i not in self.reading.covered:
                return i
        return end

    def right(self, at: int) -> list[Mention]:
        """The claims after a cue that may be its own."""
        end = self.limit(at)
        return [m for m in self.mentions if self.cues[at].last <= m.first < end]

    def left_value(self, before: int, *, unit: str | None = None, relative: bool = True) -> Mention | None:
        """The nearest claim before a word that is a value of its own: no difference, no second currency, no aside."""
        candidates = [m for m in self.mentions if m.last <= before and m.number not in self.used]
        for m in reversed(candidates):
            if before - m.last > LEFT_REACH or any(w in limits("boundaries") for w in self.words[m.last : before]):
                return None
            if m.role in {"or", "("} and m.number > self.mentions[0].number or m.depth > self._depth(before):
                continue
            if unit is not None and m.unit != unit:
                continue
            if not relative and m.unit in RELATIVE or m.unit in {"times", "fraction"}:
                continue
            if m.role == "in" and any(o.unit == m.unit and o.last <= m.first and m.first - o.last <= 4 for o in candidates):
                continue  # "264 million people in 41 cities"
            return m
        return None

    def _depth(self, i: int) -> int:
        before = self.words[self.first : i]
        return before.count("(") - before.count(")")

    def adjacent(self, cue: Cue, mention: Mention) -> bool:
        """Whether the number follows the cue directly, with nothing but modifiers between."""
        return mention.governor < cue.last and mention.first >= cue.last

    def _merged(self) -> list[Frame]:
        """`rose 7 % to 331, up from 308` and `from 45 to 30, a drop of a third` are one change each."""
        out: list[Frame] = []
        for frame in self.out:
            last = out[-1] if out else None
            if last is None or last.way != frame.way or not self._absorbed(last, frame):
                out.append(frame)
        return out

    def _absorbed(self, last: Frame, frame: Frame) -> bool:
        """Whether a frame only goes on with the one before, which then takes its number."""
        if frame.cue.kind == "adverb" and not frame.deltas and frame.baseline and last.baseline is None:
            if last.current is None or frame.current is not last.current:
                return False
            last.baseline, last.based = frame.baseline, True
            return True
        free = frame.deltas and frame.baseline is None and not frame.based and not frame.series
        if not free or last.deltas or last.current is None or last.baseline is None or self._apart(last, frame):
            return False
        goes_on = frame.cue.noun or frame.cue.kind in {"adverb", "multiple"} or self.words[frame.cue.first].endswith("ing")
        delta = frame.deltas[0]
        near = delta.governor < frame.cue.last + 2 and delta.first - frame.cue.last <= 4
        if not goes_on or not near or delta.unit not in RELATIVE | {last.current.unit}:
            return False
        last.deltas = frame.deltas
        return True

    def _apart(self, last: Frame, frame: Frame) -> bool:
        """Whether something stands between two cues that the second may speak of: only a comma parts them."""
        end = max(m.last for m in (last.current, last.baseline) if m is not None)
        start = min(frame.cue.first, frame.deltas[0].governor + 1)
        between = self.words[end:start]
        if frame.current is not None and frame.current not in {last.current, last.baseline}:
            return True
        return "," not in between or bool({";", "and", "but", "while", "as"} & set(between)) or len(between) > 14


def baseline_after(sentence: _Sentence, mentions: Iterable[Mention], cue_end: int, unit: str | None) -> Mention | None:
    """The number after `compared with`, `than`, `against`: the first one of a fitting unit."""
    for m in mentions:
        if m.first >= cue_end and (unit is None or m.unit == unit) and m.role != "or":
            return m
    return None


@cache
def _unused() -> frozenset[str]:
    return skipped() | frozenset(load("change_cues")["limits"]["apposition"])
