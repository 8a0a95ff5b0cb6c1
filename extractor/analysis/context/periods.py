"""When a number holds: the date that governs it, in its clause, its sentence, else what the article is about.

A date right after a number is that number's; a date that opens a sentence holds for all of it; the date of a statement
("said on Monday") and the date of a comparison ("from the year before") hold for none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor import report
from extractor.analysis.context.dated import Dated, Dates
from extractor.analysis.counting.spots import Counted, Spot
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrases, clause_bounds
from extractor.lexicons import load

COARSE = frozenset({"year", "half", "quarter"})
GOVERNING = frozenset({"own", "since", "until", "as-of"})
PLACING = frozenset({"in", "across", "among", "at", "for"})
TEMPORAL = frozenset({"as", "since", "until", "till", "after", "before"})  # subordinators that may stand before a date


# "of which 40", "of these, 40": a number that divides the one before.
_PARTS = frozenset(
    {("of", "which"), ("of", "whom"), ("of", "these"), ("of", "those"), ("of", "them"), ("the", "other")}
)


@dataclass(frozen=True, slots=True)
class Period:
    """EDTF (None: a date governs, but its day is not known) with the date's id; `own` where it is in the sentence."""

    edtf: str | None
    date_id: str
    own: bool = True
    grain: str | None = None
    kind: str = ""  # "since" of one that goes on, "survey" of one that all figures share


class Periods:
    """Links each quantity of a Doc with the date that governs it."""

    def __init__(
        self,
        phrases: Phrases,
        spots: Sequence[Spot],
        counted: Sequence[Counted],
        *,
        dates: Sequence[report.DateExpression] = (),
        ranges: Sequence[report.DateRange] = (),
        blocks: Sequence[report.Block] = (),
        published: str | None = None,
    ) -> None:
        self.phrases, self.words, self.spots, self.counted = phrases, phrases.words, spots, counted
        self.published = published
        self.statuses: list[str] = []
        self.dated = Dates(phrases, published=published).read(dates, ranges)
        self.paragraph = self.words.blocks(blocks)
        self.found: list[Period | None] = []

    def read(self, statuses: Sequence[str]) -> list[Period | None]:
        """The period of each quantity; None where the article does not say."""
        self.statuses = list(statuses)
        topic = self._topic()
        for n, here in enumerate(self.spots):
            self.found.append(self._of(n, here))
        self._share_coordinated()
        for n, here in enumerate(self.spots):
            if self.found[n] is None:
                self.found[n] = self._carried(n, here, topic)
        return [period if period is not None and period.edtf else None for period in self.found]

    def _of(self, n: int, here: Spot) -> Period | None:
        if n and self.counted[n].rule == "in-brackets":
            return self.found[n - 1]
        dates = self._dates_around(here)
        after = self._after(n, here, dates)
        if after is not None:
            return self._period(after, n)
        if n and self._divides(n, here):
            return self.found[self._divided(n - 1)]
        if self._is_baseline(here):
            return self._before_when(here, dates)
        if self._inventory(here):
            return None
        return self._before(n, here, dates)

    def _divides(self, n: int, here: Spot) -> bool:
        """`699 cases on Monday, of which 199 …` and the next such part: of the time of the number that is divided."""
        words, other = self.words, self.spots[n - 1]
        if here.sentence - other.sentence > 1:
            return False
        lead = words.lowers[max(here.left - 4, 0) : here.left + 1]
        if any(pair in _PARTS for pair in pairwise(lead)):
            return True
        earlier = words.lowers[max(other.left - 3, 0) : other.left + 1]
        joined = here.sentence == other.sentence and words.lowers[here.left - 1] == "and"
        return joined and any(pair in _PARTS for pair in pairwise(earlier))

    def _divided(self, n: int) -> int:
        """The number that is divided: `40, up from 30 in 2020; of these …` divides 40."""
        while n and self._is_baseline(self.spots[n]) and self.spots[n - 1].sentence == self.spots[n].sentence:
            n -= 1
        return n

    def _inventory(self, here: Spot) -> bool:
        """`began tests in many of its 16 districts`: what there is, whenever something happened there."""
        before = here.left - 1
        whose = self.words.lowers[here.left : here.first]
        return (
            here.unit == "count" and before >= 0 and self.words.lowers[before] == "of" and whose in (["its"], ["their"])
        )

    def _dates_around(self, here: Spot) -> list[Dated]:
        """The dates of the number's sentence, no further off than the window."""
        first, last = self.words.around(here.first)
        start = bisect_left(self.dated, first, key=lambda dated: dated.first)
        return self.dated[start : bisect_left(self.dated, last, key=lambda dated: dated.first)]

    def _after(self, n: int, here: Spot, dates: list[Dated]) -> Dated | None:
        """The next date to the right, up to the next number or a clause that opens anew."""
        stop = self.words.sentences[here.sentence][1]
        for m in range(n + 1, len(self.spots)):
            if self.counted[m].rule != "in-brackets":
                if self.spots[m].sentence == here.sentence:
                    stop = self.spots[m].left
                    if self._is_baseline(here) and self.words.lowers[here.last : stop] in [[low] for low in PLACING]:
                        stop = self.words.sentences[here.sentence][1]  # "up from 30 in 2 towns last week"
                        continue
                break
        more = stop < self.words.sentences[here.sentence][1]
        for dated in dates:
            if more and (dated.last >= stop or self._opens_next(here.last, dated)):
                continue  # it is the next number's
            if here.last <= dated.first < stop and dated.use in GOVERNING and self._reaches(here.last, dated):
                return dated
        return None

    def _opens_next(self, start: int, dated: Dated) -> bool:
        """After a comma, and with words of the next clause right behind it ("…, in 2021 there were 5")."""
        following = self.words.tags[dated.last] if dated.last < len(self.words.tags) else w.STOP
        ends = {w.COMMA, w.STOP, w.CLOSE, w.CONJUNCTION, w.COLON, w.DASH, w.PREPOSITION}
        return w.COMMA in self.words.tags[start : dated.first] and following not in ends

    def _reaches(self, start: int, dated: Dated) -> bool:
        """Whether a number's own date may stand there: no other clause begins in between."""
        if dated.last < len(self.words.lowers) and self.words.lowers[dated.last] == "when":
            return False
        return not any(self._parts(i, dated) for i in range(start, dated.first))

    def _parts(self, i: int, dated: Dated) -> bool:
        """Whether a word between a number and a date parts them."""
        tag, low = self.words.tags[i], self.words.lowers[i]
        if tag == w.COMMA and i + 1 < dated.first:
            following = self.words.tags[i + 1]
            return following not in {w.PREPOSITION, w.TIME, w.ADVERB} and self.words.lowers[i + 1] != "since"
        if tag == w.SUBORDINATOR:
            return low not in TEMPORAL or (dated.use == "own" and i + 1 < dated.first)
        return tag in {w.COLON, w.STOP, w.QUOTE, w.DASH}

    def _is_baseline(self, here: Spot) -> bool:
        """`up from 512`, `compared with 40`: a number of another time."""
        before = here.left - 1
        low = self.words.lowers[before] if before >= 0 else ""
        if low in {"than", "versus", "vs"}:
            return True
        if low == "from":
            return not self._origin(here)
        return (
            low in {"with", "to", "against"}
            and before > 0
            and self.words.lowers[before - 1] in {"compared", "compare", "relative"}
        )

    def _origin(self, here: Spot) -> bool:
        """`drew entries from 40 nations`: where something comes from, in a sentence that tells of no change."""
        first, last = self.words.around(here.first)
        noun = here.left > 1 and self.words.tags[here.left - 2] == w.NOUN
        apart = noun and here.unit == "count" and "to" not in self.words.lowers[here.last : last]
        changes = load("counted")["change_verbs"]
        return apart and not any(lemma in changes for lemma in self.words.lemmas[first : here.left])

    def _before_when(self, here: Spot, dates: list[Dated]) -> Period | None:
        near = [d for d in dates if d.last <= here.left]
        if near and near[-1].last < len(self.words.lowers) and self.words.lowers[near[-1].last] == "when":
            return Period(near[-1].edtf, near[-1].id, grain=near[-1].grain)
        return None

    def _before(self, n: int, here: Spot, dates: list[Dated]) -> Period | None:
        """The nearest date to the left that is no other number's own, nor a statement's."""
        when = self._before_when(here, dates)
        if when is not None:
            return when
        for dated in reversed([d for d in dates if d.last <= here.left]):
            if dated.use not in GOVERNING or self._conceded(dated, here):
                continue
            owner = self._owner(n, dated)
            if owner is None or (not self._is_baseline(self.spots[owner]) and self._shares(owner, n, dated)):
                return self._period(dated, n)
        own = [d for d in dates if d.use in {"own", "since"}]
        later = [
            d for d in own if d.first >= here.last and (self._closes_sentence(d, n) or self._only(d, own, here.last))
        ]
        return self._period(later[-1], n) if later else None

    def _conceded(self, dated: Dated, here: Spot) -> bool:
        """`Although it fell in 2021, it is above 40`: the date of such a clause says nothing of what is now."""
        first = self.words.sentences[here.sentence][0]
        if self.words.lowers[first] not in {"although", "though", "while", "whereas"}:
            return False
        between = self.words.lowers[dated.last : here.left]
        return "," in between and bool({"is", "are", "has", "have"} & set(between))

    def _owner(self, n: int, dated: Dated) -> int | None:
        """The number that stands right before a date and has it as its own."""
        for m in range(n - 1, -1, -1):
            if self.spots[m].sentence != self.words.sentence[dated.first]:
                return None
            if self.spots[m].last <= dated.first:
                verb_between = {w.SUBORDINATOR, w.RELATIVE, w.COLON} & set(
                    self.words.tags[self.spots[m].last : dated.first]
                )
                return None if verb_between else m
        return None

    def _shares(self, owner: int, n: int, dated: Dated) -> bool:
        """Two numbers of one time: not two values of the same thing, nor in two main clauses."""
        for i in range(dated.last, self.spots[n].first):
            if self.words.tags[i] == w.COMMA and (phrase := self.phrases.at(i + 1)) is not None:
                after = self.words.tags[phrase.end : phrase.end + 2]
                if phrase.end <= self.spots[n].first and {w.PAST, w.VERB, w.BE, w.HAVE, w.MODAL} & set(after):
                    return False
        first, second = self.counted[owner], self.counted[n]
        return first.thing != second.thing or first.base != second.base

    def _closes_sentence(self, dated: Dated, n: int) -> bool:
        """A date after several numbers that ends their clause ("killed 4 and hurt 9 on Sunday")."""
        here = self.spots[n]
        between = self.words.tags[here.last : dated.first]
        return not {w.QUANTITY, w.COMMA, w.COLON, w.QUOTE, w.SUBORDINATOR, w.RELATIVE, w.STOP, w.DASH} & set(
            between
        ) and (
            "from" not in self.words.lowers[here.last : dated.first]
            and "to" not in self.words.lowers[here.last : dated.first]
        )

    def _only(self, dated: Dated, own: list[Dated], start: int) -> bool:
        """The one date of its sentence, with no number between it and the end."""
        end = self.words.sentences[self.words.sentence[dated.first]][1]
        alone = (
            len(own) == 1
            and not dated.day
            and end - dated.last <= 2
            and w.QUOTE not in self.words.tags[dated.last : end]
        )
        return alone and w.QUANTITY not in self.words.tags[start : dated.first]

    def _share_coordinated(self) -> None:
        """`the 80 fires and 41 reported in 2021`: the date after the last holds for each of the list."""
        for n in range(len(self.spots) - 2, -1, -1):
            here, following = self.spots[n], self.spots[n + 1]
            if here.sentence != following.sentence or self.found[n + 1] is None:
                continue
            between = self.words.lowers[here.last : following.left]
            joined = (
                "and" in between
                and len(between) <= 6
                and not {"from", "to", "by", "with", "while", "but"} & set(between)
            )
            if joined and self.found[n] is None:
                self.found[n] = self.found[n + 1]

    def _topic(self) -> Period | None:
        """The period that a survey covers, or that the headline or the first sentences name, if it is over."""
        for dated in self.dated:
            if dated.edtf and self._survey(dated):
                return Period(dated.edtf, dated.id, own=False, grain="year", kind="survey")
        for dated in self.dated:
            if self.words.sentence[dated.first] > self._opening():
                break
            if dated.use != "own" or dated.day or self._in_side_clause(dated):
                continue
            if dated.edtf is None or (dated.grain in COARSE and dated.past and self._often(dated)):
                return Period(dated.edtf, dated.id, own=False, grain=dated.grain)
        return None

    def _often(self, dated: Dated) -> bool:
        """What an article is about stands in its headline, names its report, or is named again."""
        first, last = self.words.sentences[self.words.sentence[dated.first]]
        headline = first == 0 and self.words.tags[last - 1] != w.STOP
        report = bool(
            {"report", "yearbook", "review", "survey"}
            & set(self.words.lowers[max(first, dated.first - 3) : dated.last + 3])
        )
        return headline or report or sum(other.edtf == dated.edtf for other in self.dated) > 1

    def _in_side_clause(self, dated: Dated) -> bool:
        """Inside a clause that says why or how: "as the trade was suffering in 2021"."""
        start, _ = clause_bounds(self.words, dated.first)
        return (
            start > 0
            and self.words.tags[start - 1] == w.SUBORDINATOR
            and self.words.sentence[start - 1] == self.words.sentence[start]
        )

    def _opening(self) -> int:
        """The last sentence of the lead: headline, standfirst, captions and the first paragraph of some length."""
        for number, (first, last) in enumerate(self.words.sentences):
            if last - first >= 20:
                block = self.paragraph[number]
                return max(k for k in range(number, min(number + 3, len(self.paragraph))) if self.paragraph[k] == block)
        return 1

    def _survey(self, dated: Dated) -> bool:
        """`The survey was conducted in May`: all its figures are of May."""
        first, last = self.words.sentences[self.words.sentence[dated.first]]
        taken = {"conduct", "carry", "field", "poll", "interview", "undertake"} & set(
            self.words.lemmas[first : dated.first]
        )
        return bool(taken) and bool(
            {"survey", "poll", "census", "surveys", "polls"} & set(self.words.lowers[first:last])
        )

    def _carried(self, n: int, here: Spot, topic: Period | None) -> Period | None:
        """What the sentence before is about, else what the article is; only for what is told as past."""
        if self.statuses[n] not in {"reported", "estimate"}:
            return None
        if topic is not None and topic.kind == "survey":
            return topic
        last = self.found[n - 1] if n else None
        if last is not None and last.kind == "since" and self._goes_on(n, here):
            return last
        if self._is_baseline(here) or not self._told_as_past(here):
            return None
        for m in range(n - 1, max(-1, n - 6), -1):
            other, period = self.spots[m].sentence, self.found[m]
            if here.sentence - other > 1 or self.paragraph[here.sentence] != self.paragraph[other]:
                break
            if period is not None and period.grain in COARSE and not self._of_another_time(m):
                return Period(period.edtf, period.date_id, own=False, grain=period.grain)
        return topic

    def _goes_on(self, n: int, here: Spot) -> bool:
        """Told in the perfect right after a number that counts from a day on."""
        near = self.paragraph[here.sentence] - self.paragraph[self.spots[n - 1].sentence] <= 1
        first, last = self.words.around(here.first)
        return (
            near
            and here.sentence - self.spots[n - 1].sentence <= 1
            and bool({"has", "have"} & set(self.words.lowers[first:last]))
        )

    def _told_as_past(self, here: Spot) -> bool:
        """The clause has a past verb, or none at all: "is", "has" and "shows" speak of now."""
        start, end = clause_bounds(self.words, here.first)
        first, last = self.words.around(here.first)
        for a, b in ((start, end), (first, last)):
            tags, lowers = self.words.tags[a:b], self.words.lowers[a:b]
            if {"is", "are", "has", "have", "'re", "’re"} & set(lowers) or (w.VERB in tags and w.PAST not in tags):
                return False
            if {"was", "were", "had", "did"} & set(lowers) or w.PAST in tags:
                return True
        return True

    def _of_another_time(self, m: int) -> bool:
        """A number compared with, or one joined to it by `and`."""
        if self._is_baseline(self.spots[m]):
            return True
        joined = m > 0 and self.spots[m - 1].sentence == self.spots[m].sentence
        return (
            joined
            and self.words.lowers[self.spots[m].left - 1] in {"and", "or"}
            and self._is_baseline(self.spots[m - 1])
        )

    def _period(self, dated: Dated, n: int) -> Period | None:
        if dated.edtf is None:
            return Period(None, dated.id)
        if dated.use == "since":
            end = (self.published or "")[:7] or ".."
            return Period(f"{dated.edtf.partition('/')[0]}/{end}", dated.id, grain=dated.grain, kind="since")
        if dated.use == "as-of":
            return Period(f"../{dated.edtf.rpartition('/')[2]}", dated.id, grain=dated.grain)
        if dated.use == "until" and dated.past and self.statuses[n] == "reported":
            return Period(f"../{dated.edtf.rpartition('/')[2]}", dated.id, grain=dated.grain)
        return Period(dated.edtf, dated.id, grain=dated.grain)
