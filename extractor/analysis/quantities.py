"""Quantities of a text: the spans that hold a number with its unit, and what the words allow it to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from spacy.tokens import Doc

from extractor import facts
from extractor.report import DateExpression, Modifier
from extractor.values import money, numbers
from extractor.values import modifiers as bounding
from extractor.values.numbers_context import DASHES, low, no_count, part_of_name, is_time, is_word, words, glued
from extractor.values.numbers_measures import GROWTH, Measure, Reader
from extractor.values.numbers_tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as it stands in the text: characters `start` to `end`, bounds in `unit`, scaled.

    `modifier_start` and `modifier_end` are the characters of the words that bound it (`more than`), None where none do.
    """

    start: int
    end: int
    text: str
    low: Decimal | None
    high: Decimal | None
    best: Decimal | None
    unit: str
    modifier: Modifier
    modifier_start: int | None
    modifier_end: int | None
    rule: str


def find_quantities(doc: Doc) -> list[Quantity]:
    """The quantities of the Doc in the order of the text; dates, ages and numbers in names are none."""
    return Finder(doc).quantities()


def is_comma_text(text: str) -> bool:
    """Whether the article writes decimals with a comma."""
    return numbers.shows_comma_decimals(text)


class Finder:
    """Finds the quantities of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.tokens: list[Token] = tokenize(self.text)
        self.reader = Reader(self.tokens, self.resolve, comma_decimals=is_comma_text(self.text))
        self.found: list[Quantity] = []
        self.dates = facts.get(doc, DateExpression)

    @cached_property
    def home(self) -> frozenset[str]:
        """The countries of the article's address, dateline and publisher."""
        article = facts.get_article(self.doc)
        published = money.countries_in(tokenize(" . ".join(filter(None, (article.dateline, article.publisher)))))
        return frozenset(published)

    @cached_property
    def mentioned(self) -> list[str]:
        """The countries that the text speaks of."""
        return money.countries_in(self.tokens)

    def resolve(self, sign: money.Money) -> str | None:
        """The currency of a sign or name."""
        if len(sign.choice) <= 1:
            return money.currency(sign, (), ())
        return money.currency(sign, self.home, self.mentioned)

    def quantities(self) -> list[Quantity]:
        """Left to right; no two overlap."""
        tokens = self.tokens
        starts = numbers.words().starts
        multiples = numbers.words().multiples
        signs = numbers.words().signs
        i = 0
        while i < len(tokens):
            token = tokens[i]
            if token.kind == "digits" or (token.kind == "word" and token.lower in starts) or token.text in signs:
                i = self._number(i)
            elif token.kind == "word" and token.lower in multiples:
                i = self._multiple(i)
            elif token.lower in {"no", "none"}:
                i = self._zero(i)
            else:
                i += 1
        return self.found

    def _number(self, i: int) -> int:
        """Read what starts at token `i`; the token after it."""
        measure = self.reader.at(i)
        if measure is None:
            return i + 1
        ranged = self._range(measure)
        if ranged is not None:
            return ranged
        if self._refused(measure):
            return max(measure.number.last, i + 1)
        self._add(measure)
        return measure.last

    def _refused(self, measure: Measure) -> str | None:
        tokens, number = self.tokens, measure.number
        if measure.unit not in {None, "fraction"} and "/" not in (measure.unit or ""):
            if measure.rule == "money_sign":
                return None
            return part_of_name(tokens, number.first, measure.last)
        if is_time(tokens, measure.last):
            return "time"
        if measure.unit == "fraction":
            return self._no_fraction(measure)
        return no_count(tokens, number)

    def _no_fraction(self, measure: Measure) -> str | None:
        tokens, number = self.tokens, measure.number
        first = low(tokens, number.first)
        after, before = low(tokens, number.last), low(tokens, number.first - 1)
        if part_of_name(tokens, number.first, number.last):
            return "name"
        if measure.rule == "share":
            return None
        if first == "half" or (first in {"a", "one"} and low(tokens, number.last - 1) == "half"):
            if before in {"first", "second", "latter", "other", "the", "last", "top", "bottom", "better", "previous", "this", "and", "upper", "lower"} and after != "of" or before in {"first", "second", "latter", "other"}:
                return "part_of_period"
            if after in DASHES or after in {"time", "way", "hour", "brother", "sister", "an", "year", "marathon", "back", "century", "centuries", "term"} or is_time(tokens, number.last):
                return "name"
            if after in {"of", "the", "its", "their", "his", "her", "our", "all", "that", "what", "as", "those", "from", "in", ".", ",", ")", "were", "are", "to", "have", "had", "said", "by", "since"}:
                return None
            return None if before in {"by", "than", "about", "nearly", "almost", "in", "around"} else "word"
        if first in {"a", "an"} and not low(tokens, number.last - 1).endswith("s"):
            if after in {"of", ".", ",", ")", "to", "from", "in", "since", "were", "are", "more", "less", "higher", "lower", "said", "over", "compared", "have", "had"} or before in {"by", "than", "about", "nearly", "almost", "over", "around", "roughly"}:
                return None
            return "ordinal"
        return None

    # -- ranges

    def _range(self, low_end: Measure) -> int | None:
        """A range that begins with the measure: its end token where one was added or refused as a whole."""
        tokens = self.tokens
        j = low_end.last
        joint = low(tokens, j)
        if joint not in DASHES and joint not in {"to", "and", "or"}:
            return None
        k = j + 1
        while k < len(tokens) and k < j + 6 and tokens[k].kind != "digits" and money.sign_before(tokens, k + 1) is not None:
            k += 1
        if k >= len(tokens) or tokens[k].kind == "break":
            return None
        high_end = self.reader.at(k)
        if high_end is None or (high_end.first != j + 1 and joint in {"to", "and", "or"} and high_end.first < j + 1):
            return None
        if high_end.value < 0 and joint in DASHES:
            high_end = replace(high_end, value=-high_end.value, first=high_end.first + 1)
        return self._joined(low_end, high_end, joint)

    def _joined(self, low_end: Measure, high_end: Measure, joint: str) -> int | None:
        tokens = self.tokens
        unit = high_end.unit
        bottom, top = low_end.value, high_end.value
        if low_end.unit is not None and low_end.unit != unit:
            if not (unit is None and low_end.rule == "money_sign"):
                return None
            unit = low_end.unit
        if not low_end.number.scaled and high_end.number.scaled and low_end.number.form != "fraction":
            scale = self._scale(high_end)
            bottom = bottom * scale if bottom * scale < top else bottom
        if joint in DASHES and low_end.unit is None and self._no_range(low_end, high_end):
            return high_end.last
        if not bottom < top or not self._joins(low_end, high_end, joint, unit):
            return None
        if unit is None and (is_time(tokens, high_end.last) or no_count(tokens, replace(high_end.number, first=low_end.number.first)) or no_count(tokens, low_end.number) == "date"):
            return high_end.last
        self._add(replace(low_end, last=high_end.last, unit=unit, rule="range"), top=top, bottom=bottom)
        return high_end.last

    @staticmethod
    def _scale(measure: Measure) -> Decimal:
        scale = Decimal(1)
        while abs(measure.value) / (scale * 1000) >= 1 and scale < 10**12:
            scale *= 1000
        return scale

    def _no_range(self, low_end: Measure, high_end: Measure) -> bool:
        """Digits joined by a dash that are a score, a season or a telephone number."""
        tokens = self.tokens
        a, b = low_end.number, high_end.number
        if a.form != "digits" or b.form != "digits":
            return False
        if a.last - a.first == 1 and 1500 <= a.value <= 2100 and len(tokens[a.first].text) == 4 and high_end.unit is None:
            return True
        if high_end.unit is not None:
            return False
        follower = low(tokens, b.last)
        plural = is_word(tokens, b.last) and (follower.endswith("s") or follower in {"people", "men", "women", "children"})
        return not (a.value < b.value and plural) and low(tokens, a.first - 1) not in {"of", "about", "around"}

    def _joins(self, low_end: Measure, high_end: Measure, joint: str, unit: str | None) -> bool:
        tokens = self.tokens
        before = low(tokens, low_end.first - 1)
        if joint in DASHES:
            return True
        if joint == "and":
            return before == "between" or (before == "of" and low(tokens, low_end.first - 2) == "range") or low(tokens, low_end.first - 2) == "between"
        if joint == "or":
            return high_end.value <= 2 * low_end.value + 1 and low_end.unit is None and (unit is not None or is_word(tokens, high_end.last))
        from_at = low_end.first - 1
        for back in (1, 2, 3):
            if low(tokens, low_end.first - back) == "from":
                from_at = low_end.first - back
                return low(tokens, from_at - 1) in {"ranging", "range", "ranges", "ranged", "anywhere", "vary", "varies", "varying", "varied"}
        if low_end.unit is None and unit is None or low_end.unit is not None:
            return not any(low(tokens, low_end.first - back) in GROWTH or low(tokens, low_end.first - back) in {"fell", "dropped", "down"} for back in (1, 2))
        return True

    # -- multiples and zero

    def _multiple(self, i: int) -> int:
        """`doubled`, `threefold`, `twice as many`."""
        tokens, vocabulary = self.tokens, words()
        word, after, before = low(tokens, i), low(tokens, i + 1), low(tokens, i - 1)
        if word in {"twice", "thrice"}:
            taken = after in {"as", "the", "that", "its", "their", "what", "his", "her", "those", "more", "higher", "larger", "bigger"}
        elif word.startswith("double") and (after in vocabulary.double_after or before in vocabulary.double_before or (before in {"-"} and glued(tokens, i)) or after in DASHES):
            taken = False
        elif word in {"double", "triple", "treble", "quadruple", "quintuple"}:
            taken = before in {"than", "nearly", "almost", "about", "to", "will", "would", "could", "may", "might", "can", "by", "roughly", "is", "was", "were", "are", "not", "should", "over", "is", "up"} or after in {"the", "that", "what", "its", "their", "those", "last", "from", "in", "by", "those"}
            taken = taken and after not in {"jump", "jumper", "talaq", "lock", "murder", "bypass", "whammy", "play"}
        elif word in {"halves"}:
            taken = False
        elif word in {"triples", "trebles"}:
            taken = True
        else:
            taken = True
        if not taken or tokens[i].text[0].isupper() and word in {"double", "triple", "treble"} and before:
            return i + 1
        value = numbers.words().multiples[word]
        number = numbers.Numeral(i, i + 1, value, "words")
        self._add(Measure(i, i + 1, number, value, "times", "multiple"))
        return i + 1

    def _zero(self, i: int) -> int:
        """`no cases`, `none`: the number zero of things that a text counts."""
        tokens, vocabulary = self.tokens, words()
        j = i + 1
        if low(tokens, i) == "none":
            return j
        while j < i + 4 and (low(tokens, j) in vocabulary.none_adjectives or low(tokens, j) in DASHES):
            j += 1
        if low(tokens, j) in vocabulary.none_of:
            number = numbers.Numeral(i, i + 1, Decimal(0), "words")
            self._add(Measure(i, i + 1, number, Decimal(0), "count", "zero"))
        return i + 1

    # -- output

    def _add(self, measure: Measure, *, bottom: Decimal | None = None, top: Decimal | None = None) -> None:
        tokens = self.tokens
        before = bounding.modifier_before(tokens, measure.first)
        after = bounding.modifier_after(tokens, measure.last)
        modifier = before or after
        if measure.unit == "fraction" and measure.rule == "zero":
            modifier = None
        bound = modifier.bound if modifier else None
        vague = measure.number.form == "vague"
        if top is not None and bottom is not None:
            least, most = bottom, top
            best = None
        elif vague:
            least, most, best = measure.value, None, None
            bound = bound or "about"
        else:
            least, most = bounding.bounds(measure.value, bound)
            best = measure.value
        start, end = tokens[measure.first].start, tokens[measure.last - 1].end
        self.found.append(
            Quantity(
                start=start,
                end=end,
                text=self.text[start:end],
                low=least,
                high=most,
                best=best,
                unit=measure.unit or "count",
                modifier=bound or "exactly",
                modifier_start=tokens[modifier.first].start if modifier else None,
                modifier_end=tokens[modifier.last - 1].end if modifier else None,
                rule=f"quantity.{measure.rule}",
            )
        )
