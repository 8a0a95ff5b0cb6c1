"""When a number holds: the date that governs it, in its clause, its sentence, else what the article is about.

A date right after a number is that number's; a date that opens a sentence holds for all of it; the date of a statement
("said on Monday") and the date of a comparison ("from the year before") hold for none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from extractor import report
from extractor.analysis.context.carrying import Carrying, Period, is_baseline
from extractor.analysis.context.dated import Dated, Dates
from extractor.analysis.counting.spots import Counted, Spot
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrases

GOVERNING = frozenset({"own", "since", "until", "as-of"})
PLACING = frozenset({"in", "across", "among", "at", "for"})
TEMPORAL = frozenset({"as", "since", "until", "till", "after", "before"})  # subordinators that may stand before a date


# "of which 40", "of these, 40": a number that divides the one before.
_PARTS = frozenset(
    {("of", "which"), ("of", "whom"), ("of", "these"), ("of", "those"), ("of", "them"), ("the", "other")}
)


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
        carrying = Carrying(
            self.phrases, self.spots, self.counted, dated=self.dated, paragraph=self.paragraph, statuses=self.statuses
        )
        for n, here in enumerate(self.spots):
            self.found.append(self._of(n, here))
        self._share_coordinated()
        for n, here in enumerate(self.spots):
            if self.found[n] is None:
                self.found[n] = carrying.period_of(n, here, self.found)
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
        if is_baseline(self.words, here):
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
        while n and is_baseline(self.words, self.spots[n]) and self.spots[n - 1].sentence == self.spots[n].sentence:
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
                    between = self.words.lowers[here.last : stop]
                    if is_baseline(self.words, here) and len(between) == 1 and between[0] in PLACING:
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
            if owner is None or (not is_baseline(self.words, self.spots[owner]) and self._shares(owner, n, dated)):
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
