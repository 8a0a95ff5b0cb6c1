"""Reads the number at a token with its unit: money, measures, rates, multiples, shares, bare counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractor.lexicons import load
from extractor.values import money, numbers, units
from extractor.values.numbers.context import HYPHENS, glued, is_plural, is_word, listed, low
from extractor.values.numbers.measure import Measure, Source
from extractor.values.numbers.prices import price_after, price_before
from extractor.values.numbers.rates import multiple, things_per, with_rate
from extractor.values.numbers.words import Numeral

BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
LONE_LETTERS = frozenset({"m", "g", "t", "l"})  # symbols that stand a space away from their digits, too


def read(source: Source, i: int, *, floor: int = 0) -> Measure | None:
    """The measure whose number starts at token `i`; tokens before `floor` belong to others.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> found = read(Source(tokenize("US$1.5bn"), lambda sign: sign.choice[0]), 2)
    >>> found.first, found.value, found.unit
    (0, Decimal('1500000000.0'), 'USD')
    """
    spaced = _spaced(source, i, floor)
    if spaced is not None:
        return spaced
    number = source.numeral(i)
    return _quarter(source, i) if number is None else _measure(source, number, floor)


def _spaced(source: Source, i: int, floor: int) -> Measure | None:
    """Digits grouped by spaces, where the text writes so, a sign stands before or a unit behind."""
    tokens, number = source.tokens, numbers.spaced(source.tokens, i)
    if number is None or low(tokens, i - 1) in listed("months") or low(tokens, number.last) in listed("months"):
        return None
    found = _measure(source, number, floor)
    return found if source.spaces or found.unit is not None or number.last - i > 2 else None


def _quarter(source: Source, i: int) -> Measure | None:
    """`quarter` before a unit: "a quarter-point", "quarter of a mile"."""
    if low(source.tokens, i) != "quarter":
        return None
    found = _with_unit(source, Numeral(i, i + 1, Decimal("0.25"), "fraction"))
    return found if found is not None and found.unit == "percentage_point" else None


def _measure(source: Source, number: Numeral, floor: int) -> Measure:
    share = numbers.out_of(source.tokens, number, comma_decimals=source.comma_decimals)
    if share is not None and low(source.tokens, share.last) not in listed("time"):
        return Measure(number.first, share.last, share, share.value, "fraction", "share")
    return price_before(source, number, floor) or _with_unit(source, number) or _bare(source, number)


def _with_unit(source: Source, number: Numeral) -> Measure | None:
    """A currency, a multiple or a unit behind the number."""
    j = _unit_start(source, number)
    if j >= len(source.tokens):
        return None
    return (
        price_after(source, number, j)
        or multiple(source, number, j)
        or _physical(source, number, j)
        or _in_brackets(source, number, j)
    )


def _unit_start(source: Source, number: Numeral) -> int:
    """Where the unit begins: past a hyphen, or the "of a" of "half of a mile"."""
    tokens, j = source.tokens, number.last
    if low(tokens, j) in HYPHENS and glued(tokens, j + 1):
        return j + 1
    if (
        number.form == "vague"
        and low(tokens, j) == "of"
        and (money.name_after(tokens, j + 1) or _is_worded(source, j + 1))
    ):
        return j + 1
    if number.form == "fraction":
        k = j + 1 if low(tokens, j) == "of" else j
        if low(tokens, k) in {"a", "an"} and units.unit_at(tokens, k + 1):
            return k + 1
    return j


def _is_worded(source: Source, j: int) -> bool:
    """Whether a unit of measure in words stands at token `j`: "thousands of tonnes"."""
    found = units.unit_at(source.tokens, j)
    return found is not None and found[1] not in units.NOT_PHYSICAL and len(source.tokens[j].text) > 2


def _physical(source: Source, number: Numeral, j: int) -> Measure | None:
    """A unit of measure at token `j`."""
    tokens = source.tokens
    found = units.unit_at(tokens, j)
    if found is None or not _fits(source, number, j, found):
        return None
    last, unit = found
    if unit == "m" and low(tokens, j) == "m" and _means_million(source, number, j):
        scaled = replace(number, last=j + 1, value=number.value * 10**6, scale=Decimal(10**6))
        return _with_unit(source, scaled) or _bare(source, scaled)
    if unit == "point" and number.form == "fraction" and tokens[number.first].kind == "word":
        unit = "percentage_point"
    return source.signed(with_rate(source, Measure(number.first, last, number, number.value, unit, "unit")))


def _fits(source: Source, number: Numeral, j: int, found: tuple[int, str]) -> bool:
    """Short symbols belong to digits, words for units to any number."""
    last, unit = found
    token = source.tokens[j]
    if unit == "bit" and number.value == 1:
        return False
    if number.form in {"words", "article", "vague"} and token.kind == "word" and len(token.text) <= 2:
        return token.lower in {"mu", "ft", "km", "kg", "pc"} or (
            number.scaled and token.text in {"MW", "GW", "kW", "GB"}
        )
    if last - j == 1 and len(token.text) == 1 and token.kind == "word":
        return token.glued or token.text in LONE_LETTERS
    return not (unit == "m" and number.form == "vague")


def _in_brackets(source: Source, number: Numeral, j: int) -> Measure | None:
    """As in "20 (kg)"."""
    tokens = source.tokens
    closing = BRACKETS.get(low(tokens, j))
    found = units.unit_at(tokens, j + 1) if closing is not None and glued(tokens, j + 1) else None
    if found is None or low(tokens, found[0]) != closing:
        return None
    return source.signed(Measure(number.first, found[0] + 1, number, number.value, found[1], "unit"))


def _means_million(source: Source, number: Numeral, j: int) -> bool:
    """`m` is a million before a plural noun ("5m people", "1.2m new homes") and in capitals."""
    tokens = source.tokens
    if number.scaled or number.form != "digits" or tokens[j].text == "M":
        return tokens[j].text == "M" and not number.scaled
    if low(tokens, j + 1) in {"a", "per", "each"} and low(tokens, j + 2) in load("rates")["time"]:
        return True
    if low(tokens, j + 1) in {"across", "less", "plus", "tall", "long", "high", "deep", "wide", "sprints"}:
        return False
    return (
        is_plural(tokens, j + 1) or low(tokens, j + 1) == "of" or (is_word(tokens, j + 1) and is_plural(tokens, j + 2))
    )


def _bare(source: Source, number: Numeral) -> Measure:
    """A number without a unit, perhaps of things per time or per so many others."""
    if number.form == "fraction":
        return Measure(number.first, number.last, number, number.value, "fraction", "fraction")
    per = things_per(source, number)
    if per is not None:
        return Measure(number.first, per[0], number, number.value, per[1], "rate_of_things")
    return source.signed(Measure(number.first, number.last, number, number.value, None, "count"))
