"""What each date of a text may govern: a number's own time, a comparison, or only when something was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractor import report
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.classing import closed_classes
from extractor.analysis.wording.phrases import Phrases
from extractor.analysis.wording.words import WINDOW
from extractor.lexicons import load
from extractor.values.inflection import singular


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or range of the record with its words; `use` says what it may govern."""

    first: int
    last: int
    edtf: str | None  # None where the day is not known
    id: str
    grain: str | None
    use: str  # "own", "baseline", "statement", "since", "until"
    day: bool
    past: bool  # over when the article was published


@cache
def _lexicon(key: str) -> frozenset[str]:
    return frozenset(load("periods")[key])


def _superlative(low: str) -> bool:
    return low in {"first", "worst", "best", "most"} or (
        low.endswith("est") and closed_classes().get(low) == w.ADJECTIVE
    )


COMPARATIVE = frozenset({"than", "versus", "vs"})


class Dates:
    """Reads the dates and ranges of a Doc with their use."""

    def __init__(self, phrases: Phrases, *, published: str | None = None) -> None:
        self.phrases, self.words, self.published = phrases, phrases.words, published

    def read(self, dates: Sequence[report.DateExpression], ranges: Sequence[report.DateRange]) -> list[Dated]:
        """The dates in the order of the text; those of a range stand as one."""
        known = {date.id: date for date in dates}
        inside: set[str] = set()
        found: list[Dated] = []
        for span in ranges:
            if span.edtf and span.from_ in known:
                inside |= {span.from_, span.to}
                first, last = self.words.span(span.start, span.end)
                found.append(
                    Dated(first, last, span.edtf, span.from_, "year", "own", False, self._is_past(known.get(span.to)))
                )
        for date in dates:
            if (
                date.id in inside
                or date.type == "SET"
                or (date.type == "TIME" and not self._with_day(date))
                or (date.type == "DURATION" and not self._counts_back(date))
            ):
                continue
            first, last = self.words.span(date.start, date.end)
            if first < last:
                edtf = self._year_end(date, date.edtf.replace("~", "").partition("T")[0]) if date.edtf else None
                day = date.grain in {"day", "daypart", "weekend"} or date.type == "TIME"
                found.append(
                    Dated(
                        first, last, edtf, date.id, date.grain, self._use(first, last, date), day, self._is_past(date)
                    )
                )
        return sorted(found, key=lambda d: d.first)

    @staticmethod
    def _with_day(date: report.DateExpression) -> bool:
        """`7:20 a.m. on Friday, June 9`: a time of day that names its day as well."""
        return date.edtf is not None and "T" in date.edtf and "on" in date.text.lower().split()

    @staticmethod
    def _year_end(date: report.DateExpression, edtf: str) -> str:
        """A level forecast for `year end` is that of its last month."""
        said = date.text.lower().replace("-", " ")
        return f"{edtf}-12" if len(edtf) == 4 and edtf.isdigit() and said.endswith("year end") else edtf

    def _counts_back(self, date: report.DateExpression) -> bool:
        """`in the past three years` is a period, `for three years` a length."""
        return date.edtf is not None or any(
            word in date.text.lower().split() for word in ("last", "past", "recent", "coming", "next")
        )

    def _is_past(self, date: report.DateExpression | None) -> bool:
        """Over when the article was published; where that day is not known, a date that is fully printed is."""
        if date is None or date.ends is None:
            return False
        if not self.published:
            return True
        return date.ends.isoformat()[: len(self.published)] < self.published[: len(date.ends.isoformat())]

    def _use(self, first: int, last: int, date: report.DateExpression) -> str:
        """What the date is for: "own", "baseline", "statement", "since" or "until"."""
        words = self.words
        opens = words.sentences[words.sentence[first]][0]
        before = first - 1
        while before >= opens and words.tags[before] in {w.DETERMINER, w.ADVERB}:
            before -= 1
        low = words.lowers[before] if before >= opens else ""
        if self._dateline(first, last, opens):
            return "statement"
        if last < len(words.tags) and words.tags[last] in {w.NOUN, w.ADJECTIVE} and self._document_after(last):
            return "statement" if date.grain == "day" else "own"
        if self._since_clause(before, opens):
            return "since"
        if self._compares(before, low, opens):
            return "baseline"
        if low in _lexicon("until"):
            return "until"
        as_of = low == "of" and before > opens and words.lowers[before - 1] == "as"
        return "as-of" if as_of else "statement" if self._statement(before, low, opens, date) else "own"

    def _compares(self, before: int, low: str, opens: int) -> bool:
        """`from the year before`, `than in 2019`, `compared with 2019`, `the highest since 2019`."""
        if before < opens or (low == "from" and before == opens):
            return False
        outer = self.words.lowers[before - 1] if before > opens else ""
        if low in {"from", "over", "against"} or low in COMPARATIVE or low in _lexicon("since"):
            return True
        return (low in {"in", "on", "at", "during"} and outer in COMPARATIVE) or (
            low in {"with", "to"} and outer in _lexicon("comparing")
        )

    def _since_clause(self, before: int, opens: int) -> bool:
        """`since the law was passed in 2017`."""
        for i in range(before, max(opens - 1, before - 14), -1):
            if self.words.lowers[i] == "since":
                if any(_superlative(low) for low in self.words.lowers[max(opens, i - WINDOW) : i]):
                    return False
                return i == opens or self.words.tags[i - 1] not in {w.BE}
            if self.words.tags[i] in {w.QUANTITY, w.COMMA, w.QUOTE, w.STOP, w.COLON}:
                return False
        return False

    def _dateline(self, first: int, last: int, opens: int) -> bool:
        """`BEIJING, July 18 (Xinhua) --`: the date of the report."""
        following = self.words.tags[last : last + 1]
        return (
            first - opens <= 4
            and following in ([w.OPEN], [w.DASH])
            and first > opens
            and self.words.tags[first - 1] == w.COMMA
        )

    def _document_after(self, i: int) -> bool:
        phrase = self.phrases.at(i)
        return phrase is not None and singular(self.words.lowers[phrase.head]) in _lexicon("statements")

    def _statement(self, before: int, low: str, opens: int, date: report.DateExpression) -> bool:
        """`said on Monday`, `a report released last week`: when it was said."""
        words = self.words
        i = before if low not in {"on", "in", "at", "during"} else before - 1
        if i < opens:
            return False
        # "the fair, held in May 2017, drew 900 visitors": when it was
        held = words.lowers[i] == "held" and i > opens and words.tags[i - 1] == w.COMMA
        if held or date.grain in {"year", "half", "quarter", "decade", "season"}:
            return False
        near = words.lemmas[i]
        says = load("reporting_verbs")["saying"].split()
        if words.tags[i] in {w.VERB, w.PAST, w.ING} and (near in says or near in _lexicon("stating")):
            return True
        if singular(words.lowers[i]) in _lexicon("statements"):
            return True
        if date.grain not in {"day", "daypart"}:
            return False
        return self._said_in_clause(i, opens)

    def _said_in_clause(self, i: int, opens: int) -> bool:
        """The nearest verb to the left of a day is one of saying, with no number in between."""
        words = self.words
        says = load("reporting_verbs")["saying"].split()
        for j in range(i, max(opens - 1, i - 10), -1):
            if words.tags[j] == w.QUANTITY or (words.tags[j] in {w.COMMA, w.QUOTE} and j < i):
                return False
            if words.tags[j] in {w.VERB, w.PAST, w.ING}:
                return words.lemmas[j] in says or words.lemmas[j] in _lexicon("stating")
        return False
