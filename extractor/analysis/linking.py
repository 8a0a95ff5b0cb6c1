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


@dataclass
class Frame:
    """A cue with its numbers. sure: current and baseline are linked by the words of one clause, not by likeness."""

    cue: Cue
    way: Way
    rule: str
    current: Mention | None = None
    baseline: Mention | None = None
    deltas: list[Mention] = field(default_factory=list)
    sure: bool = True
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
            if frame is not None and frame.linked:
                self.out.append(frame)
        return [frame for frame in self._merged() if not frame.cue.denied]

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
        """`rose 7 % to 331, up from 308` is one change; `down 2, a 26 % decline` are two of the same value."""
        out: list[Frame] = []
        for frame in self.out:
            last = out[-1] if out else None
            if (
                last is not None
                and frame.cue.kind == "adverb"
                and not frame.deltas
                and frame.baseline
                and last.baseline is None
                and last.current is not None
                and frame.current is last.current
                and frame.way == last.way
            ):
                last.baseline, last.based = frame.baseline, True
                continue
            if (
                last is not None
                and frame.cue.kind == "adverb"
                and frame.deltas
                and not (frame.baseline or frame.based or last.deltas)
                and last.baseline is not None
                and frame.current is last.current
                and frame.way == last.way
            ):
                last.deltas, last.rule = frame.deltas, "change.adverb"
                continue
            out.append(frame)
        return out


def baseline_after(sentence: _Sentence, mentions: Iterable[Mention], cue_end: int, unit: str | None) -> Mention | None:
    """The number after `compared with`, `than`, `against`: the first one of a fitting unit."""
    for m in mentions:
        if m.first >= cue_end and (unit is None or m.unit == unit) and m.role != "or":
            return m
    return None


@cache
def _unused() -> frozenset[str]:
    return skipped() | frozenset(load("change_cues")["limits"]["apposition"])
