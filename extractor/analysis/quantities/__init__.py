"""Quantities of a text: the spans that hold a number with its unit, and what the words allow it to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from spacy.tokens import Doc

from extractor import facts
from extractor.analysis.quantities.units import Draft, settle_units
from extractor.report import Modifier
from extractor.values import modifiers, money, numbers
from extractor.values.numbers.context import is_time, low, part_of_name
from extractor.values.numbers.measure import Measure, Source
from extractor.values.numbers.measures import read
from extractor.values.numbers.multiples import multiple_at, no_fraction, zero_at
from extractor.values.numbers.names import is_designation, ranks
from extractor.values.numbers.ranges import joined
from extractor.values.numbers.refusals import no_count
from extractor.values.numbers.tokens import Token, ends, tokenize
from extractor.values.numbers.words import Numeral, words

UNITLESS = frozenset({"count", "fraction", "share", "rate_of_things", "range"})
IDIOM_LEADS = frozenset({"at", "on", "to", "that", "this", "the"})  # "at one point the crowd sang"
LONE_LETTERS = frozenset("ACFmgtl")


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
    finder = Finder(doc)
    drafts = settle_units(finder.drafts(), finder.tokens, british=finder.is_british)
    return bounded(drafts, finder)


class Finder:
    """Reads one Doc from left to right; no two of its drafts overlap."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = facts.text_of(doc)
        self.tokens: list[Token] = tokenize(self.text)
        self.source = Source(
            self.tokens,
            self.resolve,
            comma_decimals=numbers.shows_comma_decimals(self.text),
            spaces=numbers.shows_spaces(self.text),
            spoken_of=self.spoken_of,
        )
        self.found: list[Draft] = []
        self.floor = 0  # the token after the last draft
        self.designated = -1  # the token after the last number that names something

    @cached_property
    def _ends(self) -> list[int]:
        return ends(self.tokens)

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the tokens `first` up to `last` (exclusive)."""
        return self._ends[first] - len(self.tokens[first].text), self._ends[last - 1]

    @cached_property
    def people(self) -> frozenset[int]:
        """The characters at which the names of people end."""
        return frozenset(span.end_char for span in self.doc.ents if span.label_ == "PERSON")

    @cached_property
    def home(self) -> frozenset[str]:
        """The country of the publisher; where the page names none, that of the dateline."""
        article = self.doc._.get(facts.ARTICLE) or {}
        publisher, dateline = article.get("publisher") or "", article.get("dateline") or ""
        host = money.country_of_host(publisher)
        if host:
            return frozenset({host})
        return frozenset(money.countries_in(tokenize(publisher)) or money.countries_in(tokenize(dateline.title())))

    @cached_property
    def mentioned(self) -> list[str]:
        """The countries that the text speaks of, most often named first."""
        return sorted(self._mentions, key=lambda country: -self._mentions[country])

    @cached_property
    def _mentions(self) -> dict[str, int]:
        return money.country_counts(self.tokens)

    @cached_property
    def _dollar_home(self) -> frozenset[str]:
        country = money.dollar_country(self.tokens, self._mentions)
        return frozenset({country}) if country else frozenset()

    def resolve(self, sign: money.Money) -> str | None:
        """The currency of a sign or name."""
        if len(sign.choice) <= 1:
            return money.currency(sign, (), ())
        if sign.choice[0] == "USD":
            return money.currency(sign, self.home or self._dollar_home, ())
        usual = sign.choice[0] == "GBP" and sign.noun is None
        return money.currency(sign, self.home, () if usual else self.mentioned)

    def is_british(self) -> bool:
        """Whether the publisher is British, or the text writes pounds sterling elsewhere."""
        return self._sterling or "GB" in self.home

    @cached_property
    def _sterling(self) -> bool:
        return any(token.text == "£" or token.lower in {"pence", "sterling"} for token in self.tokens)

    def spoken_of(self, currency: str) -> bool:
        """Whether the publisher is, or the text speaks, of a country that uses the currency."""
        countries = money.table().countries.get(currency, frozenset())
        return not countries.isdisjoint(self.home) or not countries.isdisjoint(self.mentioned)

    def drafts(self) -> list[Draft]:
        """The quantities with the units that are printed with them."""
        openers, after = words().openers, 0
        for i in [i for i, (kind, _, lower, _) in enumerate(self.tokens) if lower in openers or kind == "digits"]:
            if i >= after:
                after = self._read(i)
        return self.found

    def _read(self, i: int) -> int:
        """Read token `i`, which may open a quantity; the token after what was read."""
        vocabulary, tokens, token = words(), self.tokens, self.tokens[i]
        if token.lower in {"a", "an"} and low(tokens, i + 1) not in vocabulary.after_article:
            return i + 1
        if token.kind == "digits" or token.lower in vocabulary.starts or token.text in vocabulary.signs:
            return self._number(i)
        value = multiple_at(tokens, i) if token.lower in vocabulary.multiples else None
        if value is not None:
            self._add(Measure(i, i + 1, Numeral(i, i + 1, value, "words"), value, "times", "multiple"))
        elif token.lower == "no" and zero_at(tokens, i):
            zero = Decimal(0)
            self._add(Measure(i, i + 1, Numeral(i, i + 1, zero, "words"), zero, "count", "zero"))
        return i + 1

    def _number(self, i: int) -> int:
        """Read what starts at token `i`; the token after it."""
        measure = read(self.source, i, floor=self.floor)
        if measure is None:
            return i + 1
        outcome = joined(self.source, measure)
        if outcome is not None and outcome.measure is None:
            return outcome.last
        if outcome is not None and outcome.measure is not None and not self._refused(outcome.measure):
            self._add(outcome.measure, bottom=outcome.bottom, top=outcome.top)
            return outcome.last
        reason = self._refused(measure)
        if reason is None:
            self._add(measure)
            return measure.last
        if reason == "designation":
            self.designated = measure.number.last
        return max(measure.number.last, i + 1)

    def _refused(self, measure: Measure) -> str | None:
        """The reason why the measure is no quantity; None where it is one."""
        tokens, number = self.tokens, measure.number
        if measure.rule in {"money_sign", "shared_unit"} or (measure.rule == "range" and measure.unit is not None):
            return None
        if measure.rule not in UNITLESS:
            return self._no_unit(measure)
        if is_time(tokens, measure.last) or self._lasts(measure):
            return "time"
        if measure.rule not in {"fraction", "share"}:
            return self._no_count(number)
        if part_of_name(tokens, number.first, number.last):
            return "name"
        return None if measure.rule == "share" else no_fraction(tokens, number)

    def _lasts(self, measure: Measure) -> bool:
        """As in "hundreds of years"."""
        vague = measure.number.form == "vague" and low(self.tokens, measure.last) == "of"
        return vague and is_time(self.tokens, measure.last + 1)

    def _no_unit(self, measure: Measure) -> str | None:
        """The reason why a number with a unit is none: "Appendix 2A", "X-5km"."""
        tokens, number = self.tokens, measure.number
        if measure.unit == "point" and number.value == 1 and low(tokens, number.first - 1) in IDIOM_LEADS:
            return "idiom"
        letter = tokens[number.last].text in LONE_LETTERS
        if letter and is_designation(tokens, replace(number, last=measure.last)):
            return "designation"
        return "name" if part_of_name(tokens, number.first, measure.last) else None

    def _no_count(self, number: Numeral) -> str | None:
        """The reason why a bare number counts nothing."""
        tokens, before = self.tokens, low(self.tokens, number.first - 1)
        if before in {"per", "every"} or self._price_basis(number):
            return "price_basis"
        if self.designated == number.first - 1 and before in {"and", "&", ",", "or", "to", "-", "–"}:
            return "designation"
        named = before in {"(", ","} and number.value <= 110 and self._follows_person(number.first - 1)
        if named and before == "(" and low(tokens, number.last) == ")":
            return "age"
        if named and before == "," and number.value >= 10 and low(tokens, number.last) in {".", ";", ",", ")"}:
            return "age"
        return no_count(tokens, number) or ("rank" if ranks(tokens, number) else None)

    def _follows_person(self, i: int) -> bool:
        """Whether the name of a person ends before token `i`."""
        return i > 0 and self.characters(i - 1, i)[1] in self.people

    def _price_basis(self, number: Numeral) -> bool:
        """What a price is for: "64 cents a dozen"."""
        return number.form == "article" and bool(self.found) and self.found[-1].measure.last == number.first

    def _add(self, measure: Measure, *, bottom: Decimal | None = None, top: Decimal | None = None) -> None:
        self.found.append(Draft(measure, bottom, top))
        self.floor = measure.last


def bounded(drafts: list[Draft], finder: Finder) -> list[Quantity]:
    """The drafts with the bounds that the words around them set."""
    out: list[Quantity] = []
    tokens = finder.tokens
    inherited: modifiers.Modifier | None = None
    for place, draft in enumerate(drafts):
        measure = draft.measure
        modifier = modifiers.modifier_before(tokens, measure.first) or modifiers.modifier_after(tokens, measure.last)
        if modifier is None and place and _converts(drafts[place - 1], draft, tokens):
            modifier = inherited
        inherited = modifier
        out.append(_quantity(draft, modifier, finder))
    return out


def _converts(amount: Draft, other: Draft, tokens: list[Token]) -> bool:
    """Whether a measure in brackets gives again the one right before it in another unit: "some 5 km (3 miles)"."""
    adjacent = other.measure.first == amount.measure.last + 1 and low(tokens, amount.measure.last) == "("
    plain = {"count", "percent", "times", "fraction", "point", None}
    return adjacent and amount.measure.unit not in plain and other.measure.unit not in plain


def _quantity(draft: Draft, modifier: modifiers.Modifier | None, finder: Finder) -> Quantity:
    measure = draft.measure
    bound = modifier.bound if modifier else None
    least: Decimal | None
    most: Decimal | None
    best: Decimal | None = None
    if draft.bottom is not None and draft.top is not None:
        least = None if bound == "less_than" else draft.bottom
        most = None if bound == "more_than" else draft.top
    elif measure.number.form == "vague":
        least, most, bound = measure.value, None, bound or "about"
    else:
        least, most = modifiers.bounds(measure.value, bound)
        best = measure.value
    start, end = finder.characters(measure.first, measure.last)
    words = finder.characters(modifier.first, modifier.last) if modifier else (None, None)
    return Quantity(
        start=start,
        end=end,
        text=finder.text[start:end],
        low=least,
        high=most,
        best=best,
        unit=measure.unit or "count",
        modifier=bound or "exactly",
        modifier_start=words[0],
        modifier_end=words[1],
        rule=f"quantity.{measure.rule}",
    )
