"""A period that a number takes over: from the sentence before, or from what the article is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.analysis.context.dated import Dated
from extractor.analysis.counting.spots import Counted, Spot
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrases, clause_bounds
from extractor.analysis.wording.words import Words
from extractor.lexicons import load

COARSE = frozenset({"year", "half", "quarter"})


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
    ) -> None:
        self.phrases, self.words, self.spots, self.counted = phrases, phrases.words, spots, counted
        self.dated, self.paragraph, self.statuses = dated, paragraph, statuses
        self.topic = self._topic()

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

    def period_of(self, n: int, here: Spot, found: Sequence[Period | None]) -> Period | None:
        """What the sentence before is about, else what the article is; only for what is told as past."""
        if self.statuses[n] not in {"reported", "estimate"}:
            return None
        topic = self.topic
        if topic is not None and topic.kind == "survey":
            return topic
        last = found[n - 1] if n else None
        if last is not None and last.kind == "since" and self._goes_on(n, here):
            return last
        if is_baseline(self.words, here) or not self._told_as_past(here):
            return None
        for m in range(n - 1, max(-1, n - 6), -1):
            other, period = self.spots[m].sentence, found[m]
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
        if is_baseline(self.words, self.spots[m]):
            return True
        joined = m > 0 and self.spots[m - 1].sentence == self.spots[m].sentence
        return (
            joined
            and self.words.lowers[self.spots[m].left - 1] in {"and", "or"}
            and is_baseline(self.words, self.spots[m - 1])
        )
