"""A period that a number takes over: from the sentence before, or from what the article is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.analysis.context.dated import Dated
from extractor.analysis.context.events import event_of
from extractor.analysis.counting.spots import Counted, Spot
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrases, clause_bounds
from extractor.analysis.wording.words import Words
from extractor.lexicons import load
from extractor.values.edtf import succession
from extractor.values.inflection import singular

COARSE = frozenset({"year", "half", "quarter"})
VERBS = frozenset({w.PAST, w.VERB, w.BE, w.HAVE, w.MODAL})
LABEL, LISTED = 12, 20  # words of a label; lines of a list
OPENING = 3  # words before the date that opens a sentence
NEAR, FAR = 12, 100  # dates and numbers that are looked back at
FORECASTS = frozenset({"forecast", "forecasts", "projection", "projections"})
SURVEYS = frozenset({"survey", "surveys", "poll", "polls", "census"})
FIGURES = frozenset({"figure", "number", "datum", "data", "statistic", "result", "price", "value", "estimate"})
# What befalls people in one accident or attack.
CASUALTIES = frozenset(
    {"kill", "die", "injure", "hurt", "wound", "infect", "arrest", "rescue", "displace", "hospitalise"}
)


@dataclass(frozen=True, slots=True)
class Period:
    """EDTF (None: a date governs, but its day is not known) with the date's id; `own` where it is in the sentence."""

    edtf: str | None
    date_id: str
    own: bool = True
    grain: str | None = None
    kind: str = ""  # "since" of one that goes on, "survey" of one that all figures share


def is_baseline(words: Words, here: Spot) -> bool:
    """`up from 512`, `compared with 40`: a number of another time."""
    before = here.left - 1
    low = words.lowers[before] if before >= 0 else ""
    if low in {"than", "versus", "vs"}:
        return True
    if low == "from":
        return not _origin(words, here)
    return (
        low in {"with", "to", "against"}
        and before > 0
        and words.lowers[before - 1] in {"compared", "compare", "relative"}
    )


def _origin(words: Words, here: Spot) -> bool:
    """`drew entries from 40 nations`: where something comes from, in a sentence that tells of no change."""
    first, last = words.around(here.first)
    noun = here.left > 1 and words.tags[here.left - 2] == w.NOUN
    apart = noun and here.unit == "count" and "to" not in words.lowers[here.last : last]
    changes = load("counted")["change_verbs"]
    return apart and not any(lemma in changes for lemma in words.lemmas[first : here.left])


class Carrying:
    """What the numbers of a Doc that no date governs may take over."""

    def __init__(
        self,
        phrases: Phrases,
        spots: Sequence[Spot],
        counted: Sequence[Counted],
        *,
        dated: Sequence[Dated],
        paragraph: Sequence[int],
        statuses: Sequence[str],
        found: Sequence[Period | None],
    ) -> None:
        self.phrases, self.words, self.spots, self.counted = phrases, phrases.words, spots, counted
        self.dated, self.paragraph, self.statuses, self.found = dated, paragraph, statuses, found
        self.topic = self._topic()

    def _topic(self) -> Period | None:
        """The period that a survey covers, or that the headline or the first sentences name, if it is over."""
        for dated in self.dated:
            if dated.edtf and self._survey(dated):
                return Period(dated.edtf, dated.id, own=False, grain="year", kind="survey")
        opening = self._opening()
        for dated in self.dated:
            if self.words.sentence[dated.first] > opening:
                break
            if dated.use != "own" or dated.day or self._in_side_clause(dated):
                continue
            if dated.edtf is None or (dated.grain in COARSE and dated.past and self._often(dated, opening)):
                return Period(dated.edtf, dated.id, own=False, grain=dated.grain)
        return None

    def _often(self, dated: Dated, opening: int) -> bool:
        """What an article is about stands in its headline, names its report, or is a number's and named again."""
        first, last = self.words.sentences[self.words.sentence[dated.first]]
        headline = first == 0 and self.words.tags[last - 1] != w.STOP
        report = bool(
            {"report", "yearbook", "review", "survey"}
            & set(self.words.lowers[max(first, dated.first - 3) : dated.last + 3])
        )
        if headline or report:
            return True
        its = any(
            period is not None and period.edtf == dated.edtf and here.sentence <= opening
            for here, period in zip(self.spots, self.found, strict=True)
        )
        return its and sum(other.edtf == dated.edtf for other in self.dated) > 1

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
        number = self.words.sentence[dated.first]
        first, last = self.words.sentences[number]
        if not {"conduct", "carry", "field", "poll", "interview", "undertake"} & set(
            self.words.lemmas[first : dated.first]
        ):
            return False
        its = [i for i in range(first, last) if self.words.lowers[i] in SURVEYS]
        return any(number <= 1 or self._known(i, first) for i in its)

    def _known(self, i: int, first: int) -> bool:
        """`the survey`, `this online survey`, `the survey's`; no survey that is only now named."""
        for j in range(i - 1, max(i - 4, first) - 1, -1):
            if self.words.tags[j] == w.DETERMINER:
                return self.words.lowers[j] in {"the", "this"}
            if self.words.tags[j] not in {w.NOUN, w.ADJECTIVE, w.NAME}:
                return False
        return False

    def period_of(self, n: int, here: Spot) -> Period | None:
        """What the sentence before is about, else what the article is."""
        if self._labelled(here):
            return self._in_a_list(n, here)
        if self.statuses[n] == "forecast":
            return self._forecast_before(n, here)
        if self.statuses[n] not in {"reported", "estimate"}:
            return None
        return self.topic if self.topic is not None and self.topic.kind == "survey" else self._reported(n, here)

    def _reported(self, n: int, here: Spot) -> Period | None:
        """The period of what was; "is" and "has" speak of now."""
        last = self.found[n - 1] if n else None
        if last is not None and last.kind == "since" and self._goes_on(n, here):
            return last
        declared = self._declared(here)
        if declared is not None or self._has_a_time(here):
            return declared
        if is_baseline(self.words, here) or not self._told_as_past(here):
            return None
        return self._told_before(n, here) or self._opened_before(here) or self.topic

    def _opened_before(self, here: Spot) -> Period | None:
        """`In 2021 the choir went north. It sold 90 tickets.`; `The 2019 fair was huge. Sales rose by 9% from 2018.`"""
        number = here.sentence - 1
        if number < 0 or self.paragraph[number] != self.paragraph[here.sentence]:
            return None
        first = self.words.sentences[number][0]
        before = [d for d in self._of_sentence(number) if d.edtf and d.use == "own" and d.grain in COARSE]
        own = self._of_sentence(here.sentence)
        for dated in before:
            opens = dated.first - first <= OPENING and dated.past and not own
            follows = any(d.use == "baseline" and d.edtf and succession(d.edtf, dated.edtf or "") for d in own)
            if opens or follows:
                return Period(dated.edtf, dated.id, own=False, grain=dated.grain)
        return None

    def _of_sentence(self, number: int) -> Sequence[Dated]:
        """The first dates of a sentence."""
        first, last = self.words.sentences[number]
        start = bisect_left(self.dated, first, key=lambda d: d.first)
        return self.dated[start : min(bisect_left(self.dated, last, key=lambda d: d.first), start + NEAR)]

    def _told_before(self, n: int, here: Spot) -> Period | None:
        """The period of the sentence before: of anything a year or quarter, of the same thing or event any."""
        for m in range(n - 1, max(-1, n - 6), -1):
            other, period = self.spots[m].sentence, self.found[m]
            if here.sentence - other > 1 or self.paragraph[here.sentence] - self.paragraph[other] > 1:
                break
            if period is None or self._of_another_time(m):
                continue
            near = self.paragraph[here.sentence] == self.paragraph[other]
            if self._same_event(m, n) if period.grain == "day" else (near and period.grain in COARSE):
                return Period(period.edtf, period.date_id, own=False, grain=period.grain)
            if period.grain != "day" and self._same_thing(m, n, near=near):
                return Period(period.edtf, period.date_id, own=False, grain=period.grain)
        return None

    def _same_thing(self, m: int, n: int, *, near: bool) -> bool:
        """Of the same noun in one paragraph, in the same words across two."""
        one, other = self.counted[m], self.counted[n]
        if self.spots[m].unit != self.spots[n].unit or (one.base is None) != (other.base is None):
            return False
        if not near:
            return bool(one.thing) and (one.thing or "").lower() == (other.thing or "").lower()
        return bool(one.head and other.head) and singular((one.head or "").lower()) == singular(
            (other.head or "").lower()
        )

    def _same_event(self, m: int, n: int) -> bool:
        """Two numbers of those to whom something happened: what is told next is of the same day."""
        one, other = (event_of(self.words, self.spots[k], self.counted[k]) for k in (m, n))
        return one is not None and (one == other or {one, other} <= CASUALTIES)

    def _forecast_before(self, n: int, here: Spot) -> Period | None:
        """A forecast in the unit of the one just before it, which tells by when."""
        for m in range(n - 1, max(-1, n - 4), -1):
            other, period = self.spots[m], self.found[m]
            if here.sentence - other.sentence > 1 or self.paragraph[here.sentence] != self.paragraph[other.sentence]:
                break
            if self.statuses[m] == "forecast" and period is not None and other.unit == here.unit != "count":
                return Period(period.edtf, period.date_id, own=False, grain=period.grain)
        return None

    def _labelled(self, here: Spot) -> bool:
        """`Forecast: 40 per cent`, `Hill Bank: 40 per cent`: a label, not a sentence."""
        first = self.words.sentences[here.sentence][0]
        label = self.words.tags[max(first, here.left - LABEL) : here.left]
        return here.left - first <= LABEL and label[-1:] == [w.COLON] and VERBS.isdisjoint(label)

    def _in_a_list(self, n: int, here: Spot) -> Period | None:
        """Of a list of forecasts the time of those before it; else the date in the line that heads the list."""
        heads = self._heading(here)
        first = self.words.sentences[here.sentence][0]
        lines = [(first, here.left), *([self.words.sentences[heads]] if heads is not None else [])]
        if any(not FORECASTS.isdisjoint(self.words.lowers[a:b]) for a, b in lines):
            told = [
                period
                for m in range(max(n - FAR, 0), n)
                if (period := self.found[m]) is not None
                and self.spots[m].unit == here.unit
                and self.statuses[m] == "forecast"
            ]
            times = {period.edtf for period in told}
            return replace(told[0], own=False) if len(times) == 1 else None
        return self._of_line(heads) if heads is not None else None

    def _heading(self, here: Spot) -> int | None:
        """The nearest line above that ends with a colon or has no end, behind labelled lines only."""
        for number in range(here.sentence - 1, max(-1, here.sentence - LISTED), -1):
            first, last = self.words.sentences[number]
            tags = self.words.tags[first:last]
            if tags[-1:] == [w.COLON] or (w.COLON not in tags and w.STOP not in tags):
                return number
            if w.COLON not in tags:
                return None
        return None

    def _of_line(self, number: int) -> Period | None:
        for dated in self._of_sentence(number):
            if dated.use == "own" and dated.edtf:
                return Period(dated.edtf, dated.id, own=False, grain=dated.grain)
        return None

    def _declared(self, here: Spot) -> Period | None:
        """`These are figures from 2019`: of what stands behind it in the paragraph."""
        end = bisect_left(self.dated, here.first, key=lambda d: d.first)
        for dated in reversed(self.dated[max(end - NEAR, 0) : end]):
            number = self.words.sentence[dated.first]
            if self.paragraph[number] != self.paragraph[here.sentence] or here.sentence - number > 2:
                break
            i = dated.first - 2
            if i < 1 or dated.day or not dated.edtf or self.words.lowers[i + 1] not in {"from", "of", "for"}:
                continue
            named, said = (i - 1, i) if self.words.tags[i] == w.BE else (i, i - 1)
            if singular(self.words.lowers[named]) in FIGURES and self.words.tags[said] in {w.BE, w.DETERMINER}:
                return Period(dated.edtf, dated.id, own=False, grain=dated.grain)
        return None

    def _has_a_time(self, here: Spot) -> bool:
        """Whether the sentence says when by itself: `ahead of the 2019 vote`, `over many years`, `during his reign`."""
        first, last = self.words.around(here.first)
        start = bisect_left(self.dated, first, key=lambda d: d.first)
        for dated in self.dated[start : bisect_left(self.dated, last, key=lambda d: d.first)]:
            if dated.use in {"anchor", "now"} or (dated.edtf is None and dated.use == "own"):
                return True
        return "during" in self.words.lowers[first:last]

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
        if is_baseline(self.words, self.spots[m]):
            return True
        joined = m > 0 and self.spots[m - 1].sentence == self.spots[m].sentence
        return (
            joined
            and self.words.lowers[self.spots[m].left - 1] in {"and", "or"}
            and is_baseline(self.words, self.spots[m - 1])
        )
