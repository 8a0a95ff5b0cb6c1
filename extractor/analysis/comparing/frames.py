"""A word of change with its numbers, and the sentence in which they are looked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.analysis.comparing.cues import Cue, Way, limits
from extractor.analysis.relating.likeness import stems
from extractor.analysis.relating.reading import RELATIVE, Mention, Reading

REACH = 40  # words after a cue in which its numbers stand
LEFT_REACH = 24
MANY = 5  # times: what is more than so many times another number is no later or earlier value of the same thing
DETERMINERS = frozenset({"a", "an", "the", "another", "its", "their", "this"})
PREPOSITIONS = frozenset(
    {
        "of",
        "in",
        "to",
        "from",
        "by",
        "with",
        "at",
        "on",
        "for",
        "than",
        "and",
        "or",
        ",",
        "(",
        ")",
        "was",
        "is",
        "were",
        "are",
        "have",
        "has",
        "had",
    }
)


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
    compared: bool = (
        False  # the baseline stands after "compared with", so that the numbers have to go the way of the cue
    )
    beside: bool = False  # the baseline is another thing, not an earlier time: "up 5, compared with an average of 4"
    settled: bool = False  # the wording leaves no other number to compare: ", more than the 40 sold in 2020"
    based: bool = False  # names a base of its own, with or without a number
    chained: list[tuple[Mention, Mention]] = field(default_factory=list)
    series: list[Mention] = field(
        default_factory=list
    )  # differences of later times: "6 per cent in 2021 and 7 in 2022"
    period_of: Mention | None = None  # a number elsewhere that tells when the baseline was

    @property
    def linked(self) -> bool:
        """Whether it has a number at all."""
        return bool(self.current or self.baseline or self.deltas)


class Sentence:
    """The cues and claims of one sentence, read from left to right.

    used: numbers of the claims that are taken as differences. out: the frames read so far. told: those of the sentence
    before. owner: the claims that stand before a noun of change as its difference, with that noun.
    """

    def __init__(self, reading: Reading, number: int, cues: list[Cue], told: list[Frame]) -> None:
        self.reading = reading
        self.words = reading.words
        self.number = number
        self.first, self.last = reading.sentences[number]
        self.cues = cues
        self.mentions = reading.in_sentence(number)
        self.used: set[int] = set()
        self.out: list[Frame] = []
        self.told = told
        found = ((left_delta(self, cue), cue) for cue in cues if cue.noun and cue.kind == "change")
        self.owner = {mention.number: cue for mention, cue in found if mention is not None}

    def limit(self, at: int) -> int:
        """Where the numbers of a cue end: at the next cue of its own, a boundary word, or the reach."""
        cue = self.cues[at]
        end = min(self.last, cue.last + REACH)
        for other in self.cues[at + 1 :]:
            if other.kind in {"change", "adverb", "over", "carrier"} or (
                other.kind == "multiple" and other.first > cue.last + 3
            ):
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
        depth = self.words[self.first : before].count("(") - self.words[self.first : before].count(")")
        for m in reversed(candidates):
            if before - m.last > LEFT_REACH or any(w in limits("boundaries") for w in self.words[m.last : before]):
                return None
            if (m.role in {"or", "("} and m.number > self.mentions[0].number) or m.depth > depth:
                continue
            if unit is not None and m.unit != unit:
                continue
            if (not relative and m.unit in RELATIVE) or m.unit in {"times", "fraction"}:
                continue
            if m.role == "in" and any(
                o.unit == m.unit and o.last <= m.first and m.first - o.last <= 4 for o in candidates
            ):
                continue  # "264 million people in 41 cities"
            if self._is_told(m, before) or self._is_other(m):
                continue
            return m
        return None

    def _is_told(self, m: Mention, before: int) -> bool:
        """`40 more than the 780 of May and 30 less than the 850`: what was is no value that the next word compares."""
        on = {"which", "itself"} & set(self.words[m.last : before])
        return not on and any(frame.baseline is m for frame in self.out)

    def _is_other(self, m: Mention) -> bool:
        """The 60 of `12 of 60 seats` and of `by 40 votes to 60`: the number before it is the one that is spoken of."""
        share = self.reading.covered.get(m.governor)
        if share is not None and share.unit in {"times", "fraction"}:
            return True  # "half the 40 of May"
        near = (o for o in self.mentions if o.last <= m.governor and m.governor - o.last <= 1)
        return m.role in {"of", "to"} and any(o.unit == m.unit and o.role != "from" for o in near)

    def adjacent(self, cue: Cue, mention: Mention) -> bool:
        """Whether the number follows the cue directly, with nothing but modifiers between."""
        return mention.governor < cue.last and mention.first >= cue.last

    def take_delta(self, frame: Frame, mention: Mention) -> None:
        """Makes a claim the difference of a frame, and of no other."""
        frame.deltas.append(mention)
        self.used.add(mention.number)


def same_unit(a: Mention, b: Mention) -> bool:
    """Whether two numbers are of one unit and so can be told apart by size."""
    return a.unit == b.unit


def direction(current: Mention, baseline: Mention) -> Way:
    """Which way two printed numbers point; `either` where one has no number."""
    a, b = current.claim, baseline.claim
    new = a.low if a.low is not None else a.high
    old = b.low if b.low is not None else b.high
    if new is None or old is None:
        return "either"
    return "up" if new > old else "down" if new < old else "flat"


def is_currency(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code."""
    return len(unit) == 3 and unit.isupper()


def definite(sentence: Sentence, m: Mention, *, named: bool = False) -> bool:
    """Whether the number stands for known things: "the 1,198"."""
    between = sentence.words[m.governor + 1 : m.first]
    return any(w in {"the", "last", "its", "their", "'s", "’s", "previous"} for w in between) or (
        m.unit in RELATIVE and not named
    )


def noun_gap(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only a short noun or adverb stands between: "12 people more", "5 per cent higher"."""
    between = sentence.words[start:end]
    return len(between) <= 2 and all(w.isalpha() and w not in PREPOSITIONS for w in between)


def left_delta(sentence: Sentence, cue: Cue) -> Mention | None:
    """`a 5 per cent rise`, `a 33-case increase`, `10 per cent annual growth`."""
    before = [m for m in sentence.mentions if m.last <= cue.first]
    if not before:
        return None
    m = before[-1]
    between = sentence.words[m.last : cue.first]
    if len(between) > 4 or any(w in PREPOSITIONS for w in between) or (m.unit == "times" and "the" in between):
        return None  # "double the loss of last year" tells of two losses
    if m.unit != "percent" and len(between) > 2:
        return None
    if m.unit in RELATIVE:
        return m if m.unit != "point" or (len(between) <= 2 and m.role != "of") else None
    determined = sentence.words[m.governor + 1 : m.first][:1] in (["a"], ["an"], ["the"], ["another"])
    return m if determined and sentence.words[cue.first] not in limits("transitive") else None


def value_before(sentence: Sentence, frame: Frame, before: int) -> Mention | None:
    """The value before a cue that the change is of."""
    unit = frame.baseline.unit if frame.baseline is not None else None
    if unit is None and frame.deltas:
        absolute = [m for m in frame.deltas if m.unit not in RELATIVE]
        unit = absolute[0].unit if absolute else None
        if unit is None and frame.deltas[0].unit in {"percentage_point", "basis_point"}:
            unit = "percent"
    return sentence.left_value(before, unit=unit)


def balance(sentence: Sentence, frame: Frame) -> None:
    """Drops a baseline of another unit than the value it stands beside."""
    if frame.current is not None and frame.baseline is not None and not same_unit(frame.current, frame.baseline):
        frame.baseline = None
    against = frame.compared and frame.current is not None and frame.baseline is not None
    if frame.current is not None and frame.baseline is not None and not _of_one_size(frame.current, frame.baseline):
        on = frame.baseline.role in {"on", "upon", "over"}
        if on or (frame.rule == "change.comparative" and _of_others(sentence, frame.cue, frame.baseline)):
            frame.baseline = None
    if frame.current is frame.baseline or (against and direction(frame.current, frame.baseline) != frame.way):  # type: ignore[arg-type]
        frame.baseline = None


def _of_one_size(a: Mention, b: Mention) -> bool:
    """Whether neither number is many times the other: "fell 4 per cent to 41 euros on the 300 million euros lost"."""
    low, high = sorted(float(m.claim.low or m.claim.high or 0) for m in (a, b))
    return low > 0 and high <= low * MANY


def _of_others(sentence: Sentence, cue: Cue, m: Mention) -> bool:
    """`310 cars, 60 more than the 12 analysts expected`: whether a number has a noun that was not named before."""
    noun = [word for word in sentence.words[m.last : m.last + 1] if word.endswith("s") and len(word) > 3]
    return m.unit == "count" and bool(noun) and not stems(noun) & stems(sentence.words[sentence.first : cue.first])
