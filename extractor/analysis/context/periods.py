"""When a number holds: the date that governs it, in its clause, its sentence, else what the article is about.

A date right after a number is that number's; a date that opens a sentence holds for all of it; the date of a statement
("said on Monday") and the date of a comparison ("from the year before") hold for none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor import report
from extractor.analysis.context.carrying import VERBS, Carrying, Period, is_baseline
from extractor.analysis.context.dated import Dated, Dates, lexicon
from extractor.analysis.counting.spots import Counted, Spot
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrases
from extractor.values.inflection import singular

GOVERNING = frozenset({"own", "since", "until", "as-of", "now"})
PLACING = frozenset({"in", "across", "among", "at", "for"})
TEMPORAL = frozenset({"as", "since", "until", "till", "after", "before"})  # subordinators that may stand before a date


PRESENT_REACH = 8  # words from "now" to what is so
LENGTHS = frozenset({"km", "m", "mile", "ft", "yd", "nautical mile", "km2", "m2", "ha", "acre", "sq mile", "ft2"})
NAMING = frozenset({w.NOUN, w.ADJECTIVE, w.OPEN})


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
        for n, here in enumerate(self.spots):
            self.found.append(self._of(n, here))
        self._share_coordinated()
        carrying = Carrying(
            self.phrases, self.spots, self.counted, dated=self.dated, paragraph=self.paragraph, statuses=self.statuses,
            found=self.found,
        )  # fmt: skip
        for n, here in enumerate(self.spots):
            if self.found[n] is None:
                self.found[n] = carrying.period_of(n, here)
        return [period if period is not None and period.edtf else None for period in self.found]

    def _of(self, n: int, here: Spot) -> Period | None:
        dates = self._dates_around(here)
        beside = self._beside(here, dates)
        if beside is not None:
            return Period(beside.edtf, beside.id, grain=beside.grain)
        if n and self.counted[n].rule == "in-brackets":
            return self.found[n - 1]
        inventory = self._inventory(here)
        after = None if inventory else self._after(n, here, dates)
        if after is not None or inventory:
            return self._period(after, n) if after is not None else Period(None, "")
        if n and self._divides(n, here):
            whole = self.found[self._divided(n - 1)]
            return replace(whole, kind=whole.kind or "part") if whole is not None else None
        return self._to_the_left(n, here, dates) or (self._beside_a_part(n, here) if n else None)

    def _beside_a_part(self, n: int, here: Spot) -> Period | None:
        """`Of these, four were of 5 tons or more`: said of such a part in its clause."""
        part = self.found[n - 1]
        if part is None or part.kind not in {"part", "since"} or self.spots[n - 1].sentence != here.sentence:
            return None
        apart = {w.COMMA, w.COLON, w.QUOTE, w.STOP, w.SUBORDINATOR}
        return part if apart.isdisjoint(self.words.tags[self.spots[n - 1].last : here.left]) else None

    def _to_the_left(self, n: int, here: Spot, dates: list[Dated]) -> Period | None:
        if is_baseline(self.words, here):
            return self._before_when(here, dates)
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
        """`its 16 districts`, `a town with 3 million people`, `a 90-metre tower`, `40 km from Oslo`: always so."""
        lengthy, following = here.unit in LENGTHS, self.words.lowers[here.last : here.last + 1]
        if lengthy and not lexicon("directions").isdisjoint(following):
            return True
        if here.unit == "count" or lengthy:
            glued = [i for i in range(here.first, here.last + 1) if self.words.texts[i : i + 1] == ["-"]]
            if any(self.words.starts[i] == self.words.ends[i - 1] for i in glued if i):
                return True
        return here.unit == "count" and self._owned(here)

    def _owned(self, here: Spot) -> bool:
        """`of its 16 districts`, `with 3 million people`."""
        before = here.left - 1
        if before < 1:
            return False
        low, following = self.words.lowers[before], self.words.lowers[here.last : here.last + 1]
        if low == "with":
            return self.words.tags[before - 1] == w.NOUN and following in (["people"], ["residents"], ["inhabitants"])
        return low == "of" and self.words.lowers[here.left : here.first] in (["its"], ["their"])

    def _dates_around(self, here: Spot) -> list[Dated]:
        """The dates of the number's sentence, no further off than the window."""
        first, last = self.words.around(here.first)
        start = bisect_left(self.dated, first, key=lambda dated: dated.first)
        return self.dated[start : bisect_left(self.dated, last, key=lambda dated: dated.first)]

    def _beside(self, here: Spot, dates: list[Dated]) -> Dated | None:
        """`2019 (40)`, `the 2019 level of 40`, `$30 in June 2021 and last month $40`: right behind its date."""
        near = [d for d in dates if d.last <= here.left]
        if not near or near[-1].use in {"statement", "anchor"}:
            return None
        dated, tags, lowers = near[-1], self.words.tags, self.words.lowers
        gap = lowers[dated.last : here.left]
        if tags[dated.last : here.left] == [w.OPEN] or (
            len(gap) == 2 and gap[0] in lexicon("levels") and gap[1] == "of"
        ):
            return dated
        opening = dated.first - 1
        while opening > 0 and tags[opening] in {w.PREPOSITION, w.DETERMINER}:
            opening -= 1
        return dated if not gap and opening > 0 and tags[opening] in {w.COMMA, w.CONJUNCTION} else None

    def _after(self, n: int, here: Spot, dates: list[Dated]) -> Dated | None:
        """The next date to the right, up to the next number or a clause that opens anew."""
        stop = self.words.sentences[here.sentence][1]
        for m in range(n + 1, len(self.spots)):
            if self.counted[m].rule != "in-brackets":
                if self.spots[m].sentence == here.sentence:
                    stop = self.spots[m].left
                    between = self.words.lowers[here.last : stop]
                    placed = is_baseline(self.words, here) and len(between) == 1 and between[0] in PLACING
                    if placed or (between == ["of"] and self._owned(self.spots[m])):
                        stop = self.words.sentences[here.sentence][1]  # "up from 30 in 2 towns last week"
                        continue
                break
        more = stop < self.words.sentences[here.sentence][1]
        for dated in dates:
            if more and (dated.last >= stop or self._opens_next(here.last, dated)):
                continue  # it is the next number's
            if here.last <= dated.first < stop and self._governs_left(here.last, dated):
                return dated
        return None

    def _governs_left(self, start: int, dated: Dated) -> bool:
        """Whether a date holds for the number that stands before it."""
        if dated.use == "aside":
            return NAMING.issuperset(self.words.tags[start : dated.first])
        return dated.use in GOVERNING and self._reaches(start, dated)

    def _opens_next(self, start: int, dated: Dated) -> bool:
        """After a comma, and with words of the next clause right behind it ("…, in 2021 there were 5")."""
        tags = self.words.tags
        following = tags[dated.last] if dated.last < len(tags) else w.STOP
        if w.COMMA not in tags[start : dated.first]:
            return False
        if following == w.COMMA and tags[max(dated.first - 2, 0) : dated.first] == [w.COMMA, w.PREPOSITION]:
            phrase = self.phrases.at(dated.last + 1)
            return phrase is not None and not VERBS.isdisjoint(tags[phrase.end : phrase.end + 2])
        return following not in {w.COMMA, w.STOP, w.CLOSE, w.CONJUNCTION, w.COLON, w.DASH, w.PREPOSITION}

    def _reaches(self, start: int, dated: Dated) -> bool:
        """Whether a number's own date may stand there: no other clause begins in between."""
        if dated.last < len(self.words.lowers) and self.words.lowers[dated.last] == "when":
            return False
        between = self.words.tags[start : dated.first]
        if "that" in self.words.lowers[start : dated.first] and (w.COMMA, w.PAST) in pairwise(between):
            return False  # "…, based on the view that those of next year"
        return not any(self._parts(i, dated) for i in range(start, dated.first))

    def _parts(self, i: int, dated: Dated) -> bool:
        """Whether a word between a number and a date parts them."""
        tag, low = self.words.tags[i], self.words.lowers[i]
        if tag == w.COMMA and i + 1 < dated.first:
            following = self.words.tags[i + 1]
            if dated.use == "since":
                return self.words.lowers[i + 1] != "since"
            if self._relative_after(i):
                return True
            return following not in {w.PREPOSITION, w.TIME, w.ADVERB, w.PAST}
        if tag == w.SUBORDINATOR:
            return low not in TEMPORAL or (dated.use == "own" and i + 1 < dated.first)
        return tag in {w.COLON, w.STOP, w.QUOTE, w.DASH}

    def _before_when(self, here: Spot, dates: list[Dated]) -> Period | None:
        near = [d for d in dates if d.last <= here.left]
        if near and self._opens_relative(near[-1]):
            return Period(near[-1].edtf, near[-1].id, grain=near[-1].grain)
        return None

    def _relative_after(self, i: int) -> bool:
        """`, on which`, `, of whom`: a clause of its own behind a comma."""
        return self.words.tags[i : i + 2] == [w.COMMA, w.PREPOSITION] and self.words.lowers[i + 2 : i + 3] in (
            ["which"],
            ["whom"],
        )

    def _opens_relative(self, dated: Dated) -> bool:
        """`in 2020, when`, `since the 2019 fair, when`, `than in 2020, which ended with`."""
        i = dated.last
        while i < dated.last + 2 and self.words.tags[i : i + 1] == [w.NOUN]:
            i += 1
        comma = self.words.tags[i : i + 1] == [w.COMMA]
        low = self.words.lowers[i + comma : i + comma + 1]
        return low == ["when"] or (comma and low == ["which"] and dated.use == "baseline")

    def _before(self, n: int, here: Spot, dates: list[Dated]) -> Period | None:
        """The nearest date to the left that is no other number's own, nor a statement's."""
        when = self._before_when(here, dates)
        if when is not None:
            return when
        for dated in reversed([d for d in dates if d.last <= here.left]):
            if dated.use not in GOVERNING or self._ends_before(dated, here):
                continue
            owner = self._owner(n, dated)
            if owner is None or (not is_baseline(self.words, self.spots[owner]) and self._shares(owner, n, dated)):
                return self._period(dated, n)
        own = [d for d in dates if d.use == "own" or (d.use == "since" and self._reaches(here.last, d))]
        later = [
            d for d in own if d.first >= here.last and (self._closes_sentence(d, n) or self._only(d, own, here.last))
        ]
        return self._period(later[-1], n) if later else None

    def _ends_before(self, dated: Dated, here: Spot) -> bool:
        """Whether what a date governs is over before a number further right."""
        tags, lowers = self.words.tags[dated.last : here.left], self.words.lowers[dated.last : here.left]
        if lowers[:1] in (["'s"], ["’s"]) and w.PAST not in tags and not {"was", "were", "had"} & set(lowers):
            return len(tags) > 4 if dated.day else not VERBS.isdisjoint(tags)  # "Monday's rise means that 40 …"
        if dated.use == "now" and (len(tags) > PRESENT_REACH or w.COMMA in tags[1:]):
            return True
        for i in range(len(tags) - 1, 0, -1):
            if tags[i] == w.COMMA:
                break
            if tags[i] == w.ING and lowers[i - 1] in {"before", "after", "until"}:
                return True  # "it will peak this year before falling to 40"
        return self._conceded(dated, here)

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
                if self._opens_next(self.spots[m].last, dated):
                    return None
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
            and not any(self._relative_after(i) for i in range(start, dated.first))
        )
        return alone and w.QUANTITY not in self.words.tags[start : dated.first]

    def _share_coordinated(self) -> None:
        """`the 80 fires and 41 reported in 2021`, `rose by 3 per cent to 5 million in 2021`: of one time."""
        for n in range(len(self.spots) - 2, -1, -1):
            here, following = self.spots[n], self.spots[n + 1]
            if self.found[n] is not None or here.sentence != following.sentence:
                continue
            if self.found[n + 1] is not None and (self._coordinated(n) or self._leads_up(n)):
                self.found[n] = self.found[n + 1]
            elif n + 2 < len(self.spots) and self.spots[n + 2].sentence == here.sentence and self._leads_up(n, 2):
                self.found[n] = self.found[n + 2]

    def _coordinated(self, n: int) -> bool:
        between = self.words.lowers[self.spots[n].last : self.spots[n + 1].left]
        return (
            "and" in between and len(between) <= 6 and not {"from", "to", "by", "with", "while", "but"} & set(between)
        )

    def _leads_up(self, n: int, steps: int = 1) -> bool:
        """`by 3 per cent(, from 4) to 5 million`: the change and the level that it leads up to."""
        here, level = self.spots[n], self.spots[n + steps]
        between = self.words.lowers[here.last : self.spots[n + 1].left]
        if steps == 2 and (
            between not in (["from"], [",", "from"])
            or self.words.lowers[self.spots[n + 1].last : level.left] not in (["to"], [",", "to"])
        ):
            return False
        if steps == 1 and between not in (["to"], [",", "to"], ["or"], [",", "or"]):
            return False
        return here.left > 0 and self.words.lowers[here.left - 1] not in {"from", "between"}

    def _period(self, dated: Dated, n: int) -> Period | None:
        if dated.edtf is None:
            return Period(None, dated.id)
        if dated.use == "since":
            end = (self.published or "")[:7] or ".."
            return Period(f"{dated.edtf.partition('/')[0]}/{end}", dated.id, grain=dated.grain, kind="since")
        if dated.use == "as-of":
            return Period(f"../{dated.edtf.rpartition('/')[2]}", dated.id, grain=dated.grain)
        if dated.use == "until" and self.statuses[n] == "reported" and self._up_to(dated, n):
            return Period(f"../{dated.edtf.rpartition('/')[2]}", dated.id, grain=dated.grain)
        return Period(dated.edtf, dated.id, grain=dated.grain)

    def _up_to(self, dated: Dated, n: int) -> bool:
        """`had sold 40 by 2020`: a total up to then; `a cut of 40 per cent by 2020` that is wanted is of then."""
        if not dated.past:
            return False
        here = self.spots[n]
        start, end = min(dated.first, here.left), max(dated.last, here.last)
        near = self.words.lemmas[max(start - 4, self.words.sentences[here.sentence][0]) : end + 2]
        return lexicon("wanted").isdisjoint(singular(lemma) for lemma in near)
