"""What each date of a text may govern: a number's own time, a comparison, or only when something was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractor import report
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.classing import closed_classes
from extractor.analysis.wording.phrases import Phrases
from extractor.analysis.wording.words import WINDOW
from extractor.lexicons import load
from extractor.values.edtf import succession, within
from extractor.values.inflection import singular


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or range of the record with its words; `use` says what it may govern."""

    first: int
    last: int
    edtf: str | None  # None where the day is not known
    id: str
    grain: str | None
    use: str  # "own", "since", "until", "as-of", "now", "aside"; of no number: "baseline", "statement", "anchor"
    day: bool
    past: bool  # over when the article was published


@cache
def lexicon(key: str) -> frozenset[str]:
    """A list of the lexicon `periods` as a set."""
    return frozenset(load("periods")[key])


@cache
def _saying() -> frozenset[str]:
    return frozenset(load("reporting_verbs")["saying"].split())


def _superlative(low: str) -> bool:
    return low in {"first", "worst", "best", "most"} or (
        low.endswith("est") and closed_classes().get(low) == w.ADJECTIVE
    )


PRESENT = frozenset({"currently", "presently", "now"})
YEARS = re.compile(r"P(\d{1,3})Y")
COMPARATIVE = frozenset({"than", "versus", "vs"})
DATELINE = frozenset({w.NAME, w.NOUN, w.COMMA, w.HYPHEN, w.STOP, w.ADJECTIVE})
LONGEST_DATELINE = 10
DATE_PREPOSITIONS = frozenset({"in", "the", "during", "on"})


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
                use = "aside" if self._in_brackets(first - 1, last) else "own"
                grain = "year" if len(span.edtf) == len("2019/2021") else "range"
                found.append(
                    Dated(first, last, span.edtf, span.from_, grain, use, False, self._is_past(known.get(span.to)))
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
                told = date.edtf or self._from_now(date, first, last)
                edtf = self._year_end(date, told.replace("~", "").partition("T")[0]) if told else None
                day = date.grain in {"day", "daypart", "weekend"} or date.type == "TIME"
                found.append(
                    Dated(
                        first, last, edtf, date.id, date.grain, self._use(first, last, date), day, self._is_past(date)
                    )
                )
        return self._joined(sorted(found, key=lambda d: d.first))

    def _joined(self, found: list[Dated]) -> list[Dated]:
        """Dates that say one thing as one: `the first half of 2022`, `in 2019 and 2020`."""
        joined: list[Dated] = []
        for dated in found:
            both = self._one_of(joined[-1], dated) if joined else None
            if both is not None:
                joined[-1] = both
            else:
                joined.append(dated)
        return joined

    def _one_of(self, one: Dated, other: Dated) -> Dated | None:
        between = self.words.lowers[one.last : other.first]
        if not one.edtf or not other.edtf or len(between) > 3 or one.use not in {"own", other.use}:
            return None
        if between in ([], ["of"], [","], ["in"], ["of", "the"]) and within(one.edtf, other.edtf):
            return replace(one, last=other.last)
        if between[:1] != ["and"] or any(low not in DATE_PREPOSITIONS for low in between[1:]):
            return None
        following = self.words.tags[other.last] if other.last < len(self.words.tags) else w.STOP
        if following in {w.QUANTITY, w.NOUN, w.NAME, w.ADJECTIVE, w.CONJUNCTION} or self._respectively(other.last):
            return None
        interval = succession(one.edtf, other.edtf)
        return replace(one, last=other.last, edtf=interval, past=other.past) if interval else None

    def _respectively(self, i: int) -> bool:
        return "respectively" in self.words.lowers[i : i + 3]

    @staticmethod
    def _with_day(date: report.DateExpression) -> bool:
        """`7:20 a.m. on Friday, June 9`: a time of day that names its day as well."""
        return date.edtf is not None and "T" in date.edtf and "on" in date.text.lower().split()

    @staticmethod
    def _year_end(date: report.DateExpression, edtf: str) -> str:
        """A level forecast for `year end` is that of its last month."""
        said = date.text.lower().replace("-", " ")
        return f"{edtf}-12" if len(edtf) == 4 and edtf.isdigit() and said.endswith("year end") else edtf

    def _from_now(self, date: report.DateExpression, first: int, last: int) -> str | None:
        """`currently` and `now exceeds` by the month of publication; `in the next three years` by its year."""
        said, published = date.text.lower(), self.published or ""
        if said in PRESENT or said == "today":
            holds = said != "now" or self._is_now(first, last)
            return published[:7] if holds and len(published) >= len("2025-03") else None
        years = YEARS.fullmatch(date.timex or "")
        if years is None or not published or not self._counts_from_now(date):
            return None
        year, ahead = int(published[:4]), not {"next", "coming"}.isdisjoint(said.split())
        rest = published[4:7]
        other = f"{year + int(years[1]) if ahead else year - int(years[1]):04}{rest}"
        return f"{published[:7]}/{other}" if ahead else f"{other}/{published[:7]}"

    def _is_now(self, first: int, last: int) -> bool:
        """`is now`, `now exceed`: told as present; "has now lost" is over."""
        tags, lowers = self.words.tags, self.words.lowers
        if tags[last : last + 1] == [w.VERB]:
            return True
        return lowers[max(first - 1, 0)] in {"is", "are", "has", "have"} and tags[last : last + 1] != [w.PAST]

    def _counts_back(self, date: report.DateExpression) -> bool:
        """`in the past three years` is a period, `for three years` a length."""
        return date.edtf is not None or self._counts_from_now(date)

    @staticmethod
    def _counts_from_now(date: report.DateExpression) -> bool:
        return not {"last", "past", "previous", "recent", "coming", "next"}.isdisjoint(date.text.lower().split())

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
        as_of = low == "of" and before > opens and words.lowers[before - 1] == "as" and words.lowers[first] != "today"
        return (
            self._apart(first, last, before, opens, date)
            or self._since_clause(before, opens)
            or ("baseline" if self._compares(before, low, opens, date) else None)
            or ("until" if low in lexicon("until") else None)
            or ("as-of" if as_of else None)
            or ("statement" if self._statement(before, low, opens, last, date) else "own")
        )

    def _apart(self, first: int, last: int, before: int, opens: int, date: report.DateExpression) -> str | None:
        """The use of a date that its place or the word behind it sets apart."""
        tags, said = self.words.tags, date.text.lower()
        if said == "current" or said in PRESENT:  # "its current rate" says nothing of the other numbers
            return "anchor" if said == "current" else "now"
        if self._dateline(first, last, opens):
            return "statement"
        if last < len(tags) and tags[last] in {w.NOUN, w.ADJECTIVE} and self._document_after(last):
            return "statement" if date.grain == "day" else "own"
        if self._in_brackets(before, last):
            return "aside"
        level = "baseline" if self._level_of(last, before, opens, date) else None
        return "anchor" if self._reckons_from(before, opens) else level

    def _in_brackets(self, before: int, last: int) -> bool:
        tags = self.words.tags
        return before >= 0 and tags[before] == w.OPEN and tags[last : last + 1] == [w.CLOSE]

    def _level_of(self, last: int, before: int, opens: int, date: report.DateExpression) -> bool:
        """`60 per cent of its 2019 level`, `above the 2019 peak`: what a number is compared with."""
        if last >= len(self.words.lowers) or self.words.lowers[last] not in lexicon("levels") or date.grain == "day":
            return False
        owner = before - 1 if before > opens and self.words.tags[before] == w.POSSESSIVE else before
        return owner >= opens and self.words.lowers[owner] in lexicon("comparing_levels")

    def _compares(self, before: int, low: str, opens: int, date: report.DateExpression) -> bool:
        """`from the year before`, `than in 2019`, `compared with 2019`, `the highest since 2019`."""
        if before < opens or (low == "from" and before == opens):
            return False
        outer = self.words.lowers[before - 1] if before > opens else ""
        if low == "over":
            return not self._counts_from_now(date)
        if low in {"from", "against"} or low in COMPARATIVE or low in lexicon("since"):
            return True
        return (low in {"in", "on", "at", "during"} and outer in COMPARATIVE) or (
            low in {"with", "to"} and outer in lexicon("comparing")
        )

    def _since_clause(self, before: int, opens: int) -> str | None:
        """`since the law was passed in 2017`; after a superlative it only compares ("the first since 1990")."""
        for i in range(before, max(opens - 1, before - 14), -1):
            if self.words.lowers[i] == "since":
                near = range(max(opens, i - WINDOW), i)
                if any(_superlative(self.words.lowers[j]) and self.words.lowers[j + 1] != "of" for j in near):
                    return "baseline"
                return "since" if i == opens or self.words.tags[i - 1] != w.BE else None
            if self.words.tags[i] in {w.QUANTITY, w.COMMA, w.QUOTE, w.STOP, w.COLON}:
                return None
        return None

    def _dateline(self, first: int, last: int, opens: int) -> bool:
        """`BEIJING, July 18 (Xinhua) --`: the date of the report."""
        tags = self.words.tags
        following = tags[last] if last < len(tags) else w.STOP
        if first == opens or tags[first - 1] != w.COMMA or following not in {w.OPEN, w.DASH, w.HYPHEN}:
            return False
        if following == w.HYPHEN and self.words.starts[last] == self.words.ends[last - 1]:
            return False
        return first - opens <= 4 or (first - opens <= LONGEST_DATELINE and DATELINE.issuperset(tags[opens:first]))

    def _reckons_from(self, before: int, opens: int) -> bool:
        """`after the vote in 2019`, `ahead of the 2019 vote`, `before his death in 1876`: of another time."""
        if self._reckoning(before, opens):
            return True
        if before <= opens or self.words.lowers[before] not in {"in", "on", "of", "during", "at"}:
            return False
        phrase = self.phrases.at(before - 1)
        return (
            phrase is not None
            and w.QUANTITY not in self.words.tags[phrase.start : phrase.end]
            and self._reckoning(phrase.start - 1, opens)
        )

    def _reckoning(self, i: int, opens: int) -> bool:
        """Whether a word is `after`, `before` or the end of `ahead of`."""
        if i < opens:
            return False
        low, outer = self.words.lowers[i], self.words.lowers[i - 1] if i > opens else ""
        return low in lexicon("reckoning") or (outer, low) in {("ahead", "of"), ("prior", "to")}

    def _document_after(self, i: int) -> bool:
        phrase = self.phrases.at(i)
        return phrase is not None and singular(self.words.lowers[phrase.head]) in lexicon("statements")

    def _statement(self, before: int, low: str, opens: int, last: int, date: report.DateExpression) -> bool:
        """`said on Monday`, `a report released last week`: when it was said."""
        words = self.words
        i = before if low not in {"on", "in", "at", "during"} else before - 1
        if i < opens:
            return False
        # "the fair, held in May 2017, drew 900 visitors": when it was
        held = words.lowers[i] == "held" and i > opens and words.tags[i - 1] == w.COMMA
        if held or date.grain in {"year", "half", "quarter", "decade", "season"}:
            return False
        if self._in_a_document(i, opens) or self._says_next(last):
            return True
        near = words.lemmas[i]
        states = words.tags[i] in {w.VERB, w.PAST, w.ING} and (near in _saying() or near in lexicon("stating"))
        if states or singular(words.lowers[i]) in lexicon("statements"):
            return True
        return date.grain in {"day", "daypart"} and self._said_in_clause(i, opens)

    def _in_a_document(self, i: int, opens: int) -> bool:
        """`In a filing with the exchange on Monday`: the date belongs to what was filed."""
        start = max(opens, i - 8)
        tags = self.words.tags[start : i + 1]
        if not {w.PAST, w.VERB, w.BE, w.HAVE, w.QUANTITY, w.QUOTE}.isdisjoint(tags):
            return False
        for j in range(start, i):
            if self.words.lowers[j] == "in" and (phrase := self.phrases.at(j + 1)) is not None:
                return singular(self.words.lowers[phrase.head]) in lexicon("statements")
        return False

    def _says_next(self, last: int) -> bool:
        """`The bank on Monday said`, `in its review in May, forecast`: the verb of saying comes right behind."""
        i = last + 1 if self.words.tags[last : last + 1] == [w.COMMA] else last
        if i >= len(self.words.tags) or self.words.tags[i] not in {w.PAST, w.VERB}:
            return False
        return self.words.lemmas[i] in _saying()

    def _said_in_clause(self, i: int, opens: int) -> bool:
        """The nearest verb to the left of a day is one of saying, with no number in between."""
        words = self.words
        for j in range(i, max(opens - 1, i - 10), -1):
            if words.tags[j] == w.QUANTITY or (words.tags[j] in {w.COMMA, w.QUOTE} and j < i):
                return False
            if words.tags[j] in {w.VERB, w.PAST, w.ING}:
                return words.lemmas[j] in _saying() or words.lemmas[j] in lexicon("stating")
        return False
