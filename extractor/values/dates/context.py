"""What a temporal expression hangs on: the article's date, the dates before it, the tense of its clause."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor import lexicons
from extractor.report import Grain, TimexMod, TimexType
from extractor.values.dates.patterns import Match
from extractor.values.dates.timex import Interval, interval, last_day
from extractor.values.dates.words import Tokens


@dataclass(frozen=True, slots=True)
class Reference:
    """The article's date as far as it is known: a day, a month or a year."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, published: str | None) -> Reference | None:
        """From an ISO date or date-time, or a reduced one; None where it is none.

        >>> Reference.parse("2022-07"), Reference.parse("2025-03-28T08:10:00+07:00"), Reference.parse("2025-02-30")
        (Reference(year=2022, month=7, day=None), Reference(year=2025, month=3, day=28), None)
        """
        match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T|$)", published or "")
        if not match:
            return None
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            dt.date(year or 0, month or 1, day or 1)
        except ValueError:
            return None
        return cls(year or 0, month, day)

    @property
    def date(self) -> dt.date | None:
        """The day, where it is known."""
        return dt.date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def latest(self) -> dt.date:
        """The last day that it can be."""
        return self.date or last_day(self.year, self.month or 12)


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression stands for. `anchor` is "published", or the number of the entry that it was counted from.

    `start` and `end` (tokens) where the expression is not the whole match. `month_day` where the year was not printed;
    `borrowed_day` where a time stands without its day.
    """

    type: TimexType
    timex: str | None
    mod: TimexMod | None = None
    anchor: str | int | None = None
    span: Interval | None = None
    explicit: bool = False
    month_day: tuple[int, int] | None = None
    needs_reference: bool = False
    borrowed_day: bool = False
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class Entry:
    """An expression found: tokens `start` to `end`, the rule and the value, its number among all."""

    start: int
    end: int
    rule: str
    value: Value
    baseline: bool = False
    number: int = 0

    @property
    def interval(self) -> Interval:
        """The calendar interval of its value."""
        return self.value.span or interval(self.value.timex)

    @property
    def grain(self) -> Grain | None:
        """The grain where it is a date; None for durations, sets and words like "now"."""
        return self.interval.grain if self.value.type in {"DATE", "TIME"} else None

    @property
    def year(self) -> int | None:
        """The calendar year that it is in."""
        match = re.match(r"(\d{4})(?:-|$|T)", self.value.timex or "")
        return int(match[1]) if match else None


# What joins two dates to a range; "and" does after "between".
OPENING = {'"', "“", "‘", "'", "`", "«", ":", "-", "–", "—", "("}
JOINS = {
    ("to",),
    ("through",),
    ("-",),
    ("–",),
    ("—",),
    ("/",),
    ("until",),
    ("till",),
    ("up", "to"),
    ("and",),
    ("-", "to", "-"),
}
# Words that make "until Friday" an end in the past, and those after which "Friday is a holiday" is a clause of its own.
UP_TO = {"not", "didn", "wasn", "weren", "lasted", "waited", "stayed", "remained", "ran", "was", "were"}
CLAUSE_STARTS = {",", "and", "but", "because", "as", "that", ";", ":", "“", '"'}
# Beside a verb in the present these say that it is no appointment: "failed to meet", "meets with the king on Friday".
NO_APPOINTMENT = {"to", "with", "not", "did", "who", "by"}
SAYING = {"said", "says", "told", "announced", "reported", "confirmed", "added"}
# What a comparison compares with stands after one of these, with its number, if it has one, soon after.
BASELINE = {"from", "than", "versus", "vs", "against", "with", "to"}
COUNTED = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "about", "those", "that",
    *"$€£¥",
}  # fmt: skip


@dataclass
class Context:
    """The tokens of a text, where its sentences and blocks start (token indices), and what was found so far."""

    tokens: Tokens
    sentences: Sequence[int]
    blocks: Sequence[int]
    reference: Reference | None
    entries: list[Entry] = field(default_factory=list)

    def sentence(self, index: int) -> tuple[int, int]:
        """First token of the sentence of a token, and the one after its last."""
        place = bisect.bisect_right(self.sentences, index)
        start = self.sentences[place - 1] if place else 0
        return start, self.sentences[place] if place < len(self.sentences) else len(self.tokens)

    def in_a_name(self, index: int) -> bool:
        """Whether a word has a capital where only names have one: "Tomorrow X Together", the programme "This Week"."""
        first, last = self.sentence(index)
        text = self.tokens[index].text
        if not text[0].isupper() or index == first or (text.isupper() and len(text) > 1):
            return False
        before = self.tokens[index - 1].text
        if before in OPENING and not self.tokens[min(index + 1, last - 1)].text[0].isupper():
            return False
        words = [text for text in self.tokens.texts[first : min(last, first + 60)] if text.isalpha()]
        return 2 * sum(word[0].isupper() for word in words) < len(words)

    def block(self, index: int) -> int:
        """First token of the block of a token."""
        place = bisect.bisect_right(self.blocks, index)
        return self.blocks[place - 1] if place else 0

    def words(self, start: int, end: int) -> list[str]:
        """The tokens from `start` to `end` in small letters."""
        return self.tokens.lows(max(0, start), end)

    def is_baseline(self, index: int) -> bool:
        """Whether an expression is what a comparison compares with: "from the 164 recorded in 2023"."""
        start = max(self.sentence(index)[0], index - 20)
        if self.entries and self.entries[-1].end > start:
            start = self.entries[-1].end
            if self.entries[-1].baseline and index - start <= 6 and {"and", ","}.intersection(self.words(start, index)):
                return True  # "from 4% the previous month and 2% a year ago"
        before = self.words(start, index)
        for place, word in enumerate(before):
            if word not in BASELINE:
                continue
            if word in {"with", "to"} and before[place - 1 : place] not in (["compared"], ["comparison"]):
                continue
            rest = before[place + 1 :]
            if len(rest) < 3 or any(piece[0].isdigit() or piece in COUNTED for piece in rest[:5]):
                return True
        return False

    def says(self, entry: Entry) -> bool:
        """Whether an entry is the day on which something is said: "the agency said on Thursday"."""
        first = max(self.sentence(entry.start)[0], entry.start - 4)
        return bool(SAYING.intersection(self.words(first, entry.start)))

    def opening_year(self, index: int) -> Entry | None:
        """The year that opens the sentence of a token, "In 2019, …", where it is another than the article's."""
        first = self.sentence(index)[0]
        for entry in self.entries[-20:]:
            if entry.start == first + 1 and entry.end <= index and entry.grain == "year" and entry.value.explicit:
                opens = self.tokens[first].low in {"in", "during", "throughout"}
                return entry if opens and self.reference and entry.year != self.reference.year else None
        return None

    def begun(self, entry: Entry) -> bool:
        """Whether an entry's first day is not after the article's date."""
        begins, day = entry.interval.begins, self.reference.latest if self.reference else None
        return begins is None or day is None or dt.date(begins.year, begins.month, begins.day) <= day

    def is_over(self, entry: Entry) -> bool:
        """Whether an entry's last day is not after the article's date."""
        ends, day = entry.interval.ends, self.reference.latest if self.reference else None
        return ends is None or day is None or dt.date(ends.year, ends.month, ends.day) <= day

    def focus(
        self, index: int, wanted: Callable[[Entry], bool], *, window: int = 400, sentence: bool = False
    ) -> int | None:
        """The number of the nearest entry before a token that is wanted and is no baseline of a comparison."""
        floor = self.sentence(index)[0] if sentence else 0
        for number in range(len(self.entries) - 1, max(-1, len(self.entries) - window), -1):
            entry = self.entries[number]
            if entry.start < floor:
                return None
            if entry.end <= index and not entry.baseline and wanted(entry):
                return number
        return None

    def tense(self, match: Match) -> str | None:
        """The tense of the clause of a match by its nearest verb: "past", "future" or None."""
        first, last = self.sentence(match.start)
        if self.words(match.start - 2, match.start) in (["not", "before"], ["earlier", "than"]):
            return "future"
        left = range(match.start - 1, max(first, match.start - 14) - 1, -1)
        right = range(match.end, min(last, match.end + 14))
        for side in (left, right):
            for index in side:
                found = self._tense_of(index)
                if found:
                    return found
                if self.tokens[index].text in {";", ":", "(", ")"}:
                    break
        return None

    def is_to_come(self, match: Match) -> bool:
        """Whether a clause says that a day is still to come: "will meet on Monday", "is set for Friday"."""
        after = self.tokens[match.end].low if match.end < len(self.tokens) else ""
        if after == "'s":
            return False
        first, last = self.sentence(match.start)
        if self._before(match.start) in {"until", "till"}:
            ended = self._lexicon["past"].intersection(self.words(match.end, min(last, match.end + 5)))
            return not ended and not UP_TO.intersection(self.words(max(first, match.start - 6), match.start))
        if after in {"is", "will"} and (match.start == first or self._before(match.start) in CLAUSE_STARTS):
            return True  # "Friday is a holiday"
        first = max(first, match.start - 10)
        for index in range(match.start - 1, first - 1, -1):
            if self._is_plain_future(index, first, match.start):
                return True
            if self._tense_of(index) == "past" or self.tokens[index].low in {";", ",", ":", ")"}:
                return False
        return False

    def _is_plain_future(self, index: int, first: int, end: int) -> bool:
        """Whether a word before a day (token `end`) says that it is to come; "would have met" does not."""
        word, before = self.tokens[index].low, self._before(index)
        if word in self._lexicon["surely_future"]:
            return "have" not in self.words(index + 1, index + 4)
        if word == "to":
            return before in self._lexicon["future_with_to"]
        if word in {"for", "on", "by", "at", "from"} and before in self._lexicon["arranged"]:
            around = [*self.words(max(first, index - 3), index - 1), *self.words(end + 1, end + 2)]
            return not {"was", "were", "had", "been"}.intersection(around)
        if word in {"force", "effect"}:
            return not self._lexicon["in_force"].isdisjoint(self.words(max(first, index - 2), index))
        return (word in {"soon", "early"} and before == "as") or self._is_appointment(index, first, end)

    def _is_appointment(self, index: int, first: int, end: int) -> bool:
        """Whether a verb in the present fixes a day (token `end`): "leaders meet on", "go to the polls on"."""
        word, before = self.tokens[index].low, self._before(index)
        if word == "polls":
            return before == "the" and not {"go", "goes"}.isdisjoint(self.words(max(first, index - 3), index))
        if word not in self._lexicon["appointed"] or end - index > 5:
            return False
        names = "and" in self.words(max(first, index - 6), index) and self.tokens[index - 1].text[0].isupper()
        verb = word.endswith("s") or before.endswith("s") or names  # "a track meet" is none
        return verb and NO_APPOINTMENT.isdisjoint([before, *self.words(index + 1, end)])

    def joined(self, first: Entry, last: Entry) -> bool:
        """Whether the words between two entries and before them join them to a range."""
        between = tuple(self.words(first.end, last.start))
        if between not in JOINS:
            return False
        before = self.words(max(self.sentence(first.start)[0], first.start - 2), first.start)
        if between == ("and",):
            return "between" in before
        return between != ("to",) or "from" in before or first.interval.grain == last.interval.grain

    def range_up_to(self, number: int) -> Interval | None:
        """The months or days of a range that ends with this entry: "January-March 2024"; None where it ends none."""
        if number < 1:
            return None
        first, last = self.entries[number - 1 : number + 1]
        begins, ends = first.interval.begins, last.interval.ends
        if first.grain != last.grain or last.grain not in {"month", "day"} or not self.joined(first, last):
            return None
        if begins is None or ends is None:
            return None
        year = ends.year - ((begins.month, begins.day) > (ends.month, ends.day))
        start = dt.date(year, begins.month, begins.day)
        edtf = f"{start}/{ends}" if last.grain == "day" else f"{start:%Y-%m}/{ends:%Y-%m}"
        return Interval(start, ends, None, edtf)

    @cached_property
    def _lexicon(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(words) for name, words in lexicons.load("dates_tense").items()}

    def _before(self, index: int) -> str:
        return self.tokens[index - 1].low if index else ""

    def _tense_of(self, index: int) -> str | None:
        """The tense that a word shows; a participle after "be" or an article shows none."""
        token = self.tokens[index]
        word = token.low
        if token.text == "May":
            return None
        if word in self._lexicon["future"]:
            return "future"
        if word == "to" and (self._before(index) in self._lexicon["future_with_to"] or self._follows(index, "be")):
            return "future"
        if word in self._lexicon["past"]:
            before = self._before(index)  # "will cut": the base form looks like the past
            will = before in self._lexicon["future"] and self.tokens[index - 1].text != "May"
            return "future" if will else None if before == "be" else "past"
        if not word.endswith("ed") or len(word) < 5 or word in {"indeed", "hundred"} or token.text[0].isupper():
            return None
        return None if self._before(index) in self._lexicon["no_participle_after"] else "past"

    def _follows(self, index: int, word: str) -> bool:
        return index + 1 < len(self.tokens) and self.tokens[index + 1].low == word
