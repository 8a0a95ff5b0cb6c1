"""Prices: a number with the currency sign before it or the currency's name behind it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractor.lexicons import load
from extractor.values import money
from extractor.values.numbers.context import is_digits, low
from extractor.values.numbers.measure import Measure, Source
from extractor.values.numbers.words import Numeral, words

SHORT = {"m": 10**6, "mm": 10**6, "b": 10**9, "t": 10**12}
LETTERS = frozenset("RNKPDEMQL")
USUAL_LETTERS = frozenset("RNKP")
CENTS = frozenset({"cent", "penny", "sen"})


def price_before(source: Source, number: Numeral, floor: int) -> Measure | None:
    """The price whose sign or code stands before the number, no further back than token `floor`: "US$5m", "MEUR 5"."""
    tokens, i = source.tokens, number.first
    million = money.million_of(tokens[i - 1]) if i > floor else None
    if million is not None:
        return Measure(i - 1, number.last, number, number.value * 10**6, million, "money_sign")
    sign = money.sign_before(tokens, i)
    if sign is None:
        sign = money.noun_before(tokens, i) if number.form == "digits" else None
    if sign is None or sign.first < floor or (sign.noun in {"euro", "dollar"} and not _is_amount(source, number)):
        return None
    number = with_short_scale(source, number)
    if tokens[sign.first].text in LETTERS and sign.last - sign.first == 1 and not _is_lettered(source, number, sign):
        return None
    named = money.name_after(tokens, number.last) if low(tokens, number.last).isalpha() else None
    doubled = named is not None and named.noun not in CENTS and set(named.choice) & set(sign.choice)
    last = named.last if named is not None and doubled else number.last
    first, value = sign.first, number.value
    if source.minus_before(first):
        first, value = first - 1, -value
    return Measure(first, last, number, value, source.resolve(sign), "money_sign")


def _is_lettered(source: Source, number: Numeral, sign: money.Money) -> bool:
    """Whether one letter before digits is a currency ("R500 million", "K300" in a Zambian text) and no name ("M25")."""
    letter = source.tokens[sign.first].text
    if letter in USUAL_LETTERS and _is_amount(source, number):
        return True
    return any(source.spoken_of(code) for code in sign.choice)


def _is_amount(source: Source, number: Numeral) -> bool:
    """Whether a number looks like one of money and no year or code: with a scale word, or digits in groups."""
    return number.scaled or "," in source.tokens[number.first].text


def price_after(source: Source, number: Numeral, j: int) -> Measure | None:
    """The price whose currency stands at token `j`, behind the number: "5 million baht", "5m euros", "120 MEUR"."""
    code = money.million_of(source.tokens[j])
    if code is not None:
        return Measure(number.first, j + 1, number, number.value * 10**6, code, "money_name")
    million = with_short_scale(source, number)
    for candidate, at in ((million, million.last), (number, j)):
        named = money.name_after(source.tokens, at)
        if named is not None and not _is_money(source, candidate, named):
            return None
        unit = source.resolve(named) if named is not None else None
        if named is not None and unit is not None:
            found = Measure(number.first, named.last, candidate, candidate.value, unit, "money_name")
            return source.signed(_with_cents(source, _with_scale_behind(source, found)))
    return None


def _is_money(source: Source, number: Numeral, named: money.Money) -> bool:
    """Whether a noun that is another word as well ("won") names money here."""
    lexicon = load("money")
    if named.noun not in lexicon["doubtful_nouns"]:
        return True
    if low(source.tokens, named.last) in lexicon["not_money_before"] or number.form == "fraction":
        return False
    return number.scaled or number.value >= 1000 or any(source.spoken_of(code) for code in named.choice)


def with_short_scale(source: Source, number: Numeral) -> Numeral:
    """`m`, `b` and `mm` beside money are scales."""
    tokens, j = source.tokens, number.last
    scale = SHORT.get(low(tokens, j)) if number.form == "digits" and not number.scaled else None
    if scale is None or not (tokens[j].glued or low(tokens, j) in {"m", "b"}):
        return number
    return replace(number, last=j + 1, value=number.value * scale, scale=Decimal(scale))


def _with_scale_behind(source: Source, found: Measure) -> Measure:
    """As in "75 USD million"."""
    scale = words().scales.get(low(source.tokens, found.last), 0)
    if scale < 1000 or found.number.scaled:
        return found
    number = replace(found.number, scale=Decimal(scale))
    return replace(found, last=found.last + 1, value=found.value * scale, number=number)


def _with_cents(source: Source, found: Measure) -> Measure:
    """As in "three dollars and fifty cents", or "15 dollars 50" where the sentence ends."""
    if found.number.scaled or found.unit in CENTS or found.value % 1:
        return found
    tokens = source.tokens
    part = source.numeral(found.last + 1 if low(tokens, found.last) == "and" else found.last)
    if part is None or part.form not in {"digits", "words"} or not 0 < part.value < 100 or part.value % 1:
        return found
    named = money.name_after(tokens, part.last)
    if named is not None and named.noun in CENTS:
        last = named.last
    elif part.value >= 10 and low(tokens, part.last) in {"", ".", "?", "!"} and not is_digits(tokens, part.last + 1):
        last = part.last
    else:
        return found
    return replace(found, last=last, value=found.value + part.value / 100)
