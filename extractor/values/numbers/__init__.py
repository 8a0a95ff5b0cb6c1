"""Numerals: tokens in, the value of the number that starts there out. Digits in any grouping, words, shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from extractor.values.numbers.tokens import Token
from extractor.values.numbers.words import LIMIT, Numeral, and_a_half, at, scales, spelled, words

MOST_DIGITS = 24  # of one printed number; longer ones are not converted at all


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(r"\d+(?:\.\d+)?"),
        re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"),
        re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?"),
        re.compile(r"[1-9]\d{0,2}(?:[\u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?"),
        re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"),
        re.compile(r"\d+,\d+"),
    )


def digits_value(text: str, *, comma_decimals: bool = False) -> Decimal | None:
    """The value of printed digits; None where the grouping fits no way of writing, or the number is out of bounds.

    comma_decimals: the article writes `1.011` for a thousand and eleven and `1,5` for one and a half.

    >>> digits_value("1,011"), digits_value("12,34,567.89"), digits_value("1.011"), digits_value("1\u202f011")
    (Decimal('1011'), Decimal('1234567.89'), Decimal('1.011'), Decimal('1011'))
    >>> digits_value("1.011", comma_decimals=True), digits_value("1,5", comma_decimals=True)
    (Decimal('1011'), Decimal('1.5'))
    >>> digits_value("4,5128"), digits_value("1.2.3"), digits_value("9" * 5000)
    (None, None, None)
    """
    if len(text) > MOST_DIGITS:
        return None
    plain, grouped, indian, spaced, dotted, comma = _shapes()
    if comma_decimals and dotted.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif comma_decimals and comma.fullmatch(text):
        text = text.replace(",", ".")
    elif grouped.fullmatch(text) or indian.fullmatch(text):
        text = text.replace(",", "")
    elif spaced.fullmatch(text):
        text = re.sub(r"[\u00a0\u202f\u2009]", "", text).replace(",", ".")
    elif dotted.fullmatch(text) and text.count(".") > 1:
        text = text.replace(".", "").replace(",", ".")
    elif not plain.fullmatch(text):
        return None
    value = Decimal(text)
    return value if value <= LIMIT else None


def shows_comma_decimals(text: str) -> bool:
    """Whether the text's own numbers show that it writes `1.234.567` or `1.234,5`, and never `1,234`.

    >>> shows_comma_decimals("It grew to 1.234.567, or 1,5 per cent."), shows_comma_decimals("1,234 and 1.234")
    (True, False)
    """
    dotted = re.search(
        r"[1-9](?<![\d.,].)\d{0,2}(?:(?:\.\d{3})+,\d(?!\d*[.,]\d)|(?:\.\d{3}){2,}(?![\d.]))", text
    )  # looks behind only once there is a digit, for most of a text has none
    return bool(dotted) and not re.search(r"[1-9](?<![\d.,].)\d{0,2},\d{3}(?![\d,])", text)


def shows_spaces(text: str) -> bool:
    """Whether the text's own numbers show that it groups digits by spaces: `1 234 567`.

    >>> shows_spaces("It sold 1 234 567 of them."), shows_spaces("In 2020 300 did.")
    (True, False)
    """
    return re.search(r"[1-9](?<![\d.,].)(?<!\d .)\d{0,2} \d{3} \d{3}(?![\d.,])(?! \d)", text) is not None


def numeral(tokens: Sequence[Token], i: int, *, comma_decimals: bool = False) -> Numeral | None:
    """The longest number that starts at token `i`, None where none does."""
    token = tokens[i]
    if token.kind == "digits":
        return _digits(tokens, i, comma_decimals=comma_decimals)
    if token.text in words().signs:
        return Numeral(i, i + 1, words().signs[token.text], "fraction")
    if token.kind != "word" or token.lower not in words().starts:
        return None
    return spelled(tokens, i)


def _digits(tokens: Sequence[Token], i: int, *, comma_decimals: bool) -> Numeral | None:
    last = i + 1
    text = tokens[i].text
    scale_word = at(tokens, last) in words().scales or at(tokens, last) == "%"
    value = digits_value(text, comma_decimals=comma_decimals or (scale_word and len(text) - text.find(",") in {2, 3}))
    if value is None:
        return None
    if at(tokens, last) == "," and at(tokens, last + 1) == "000" and not tokens[last + 1].glued and value < 1000:
        value, last = value * 1000, last + 2  # "80, 000"
    fraction = _slash_fraction(tokens, last)
    if fraction is not None and value == value.to_integral_value():
        return Numeral(i, fraction[0], value + fraction[1], "digits")
    alone = _slash_fraction(tokens, i)
    if alone is not None:
        return Numeral(i, alone[0], alone[1], "fraction")
    if last < len(tokens) and tokens[last].text in words().signs and tokens[last].glued:
        value, last = value + words().signs[tokens[last].text], last + 1
    half = and_a_half(tokens, last)
    if half is not None:
        last, value = half[0], value + half[1]
    end, scaled = scales(tokens, last, value)
    if end == last:
        end, scaled = _short_scale(tokens, last, value)
    scale = scaled / value if value else Decimal(1)
    if end > last and end < len(tokens) and tokens[end].kind == "digits" and scale in {1000, 1000000}:
        rest = digits_value(tokens[end].text) if tokens[end].text.isdecimal() and len(tokens[end].text) == 3 else None
        if rest is not None and scale == 1000 and value % 1 == 0:
            scaled, end = scaled + rest, end + 1  # "58 thousand 214"
    if scaled > LIMIT:
        return None
    return Numeral(i, end, scaled, "digits", scale=scale)


def _short_scale(tokens: Sequence[Token], i: int, value: Decimal) -> tuple[int, Decimal]:
    """`bn`, `mn`, `k` … glued to the digits or a space away; `m` and `mm` are left to the units."""
    short = words().short
    if i >= len(tokens) or tokens[i].text not in short or tokens[i].lower in {"m", "mm", "b"}:
        return i, value
    if not tokens[i].glued and tokens[i].lower in {"k", "cr", "mil"}:
        return i, value
    return i + 1, value * short[tokens[i].text]


def spaced(tokens: Sequence[Token], i: int) -> Numeral | None:
    """Digits grouped by spaces ("12 500", "1 234 567") that start at token `i`; whether one number, is not known.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> spaced(tokenize("R12 500 each"), 1).value, spaced(tokenize("12 50"), 0)
    (Decimal('12500'), None)
    """
    if (
        tokens[i].kind != "digits"
        or not tokens[i].text.isdecimal()
        or len(tokens[i].text) > 3
        or tokens[i].text[0] == "0"
    ):
        return None
    j = i + 1
    while (
        j < len(tokens) and j < i + 6 and tokens[j].kind == "digits" and tokens[j].gap == 1 and len(tokens[j].text) == 3
    ):
        j += 1
    if j == i + 1 or not all(token.text.isdecimal() for token in tokens[i:j]):
        return None
    value = Decimal("".join(token.text for token in tokens[i:j]))
    end, scaled = scales(tokens, j, value)
    return Numeral(i, end, scaled, "digits", scale=scaled / value)


def _slash_fraction(tokens: Sequence[Token], i: int) -> tuple[int, Decimal] | None:
    """`3/4` at token `i`: a proper fraction with a usual bottom."""
    if i + 2 >= len(tokens) or at(tokens, i + 1) != "/" or not (tokens[i + 1].glued and tokens[i + 2].glued):
        return None
    top, bottom = tokens[i].text, tokens[i + 2].text
    if not (
        top.isdecimal()
        and bottom.isdecimal()
        and len(top) <= 2
        and bottom in {"2", "3", "4", "5", "6", "8", "10", "16", "32", "64"}
    ):
        return None
    if int(top) >= int(bottom) or (i + 3 < len(tokens) and tokens[i + 3].lower == "/"):
        return None
    return i + 3, Decimal(int(top)) / Decimal(int(bottom))


def out_of(tokens: Sequence[Token], first: Numeral, *, comma_decimals: bool = False) -> Numeral | None:
    """`one in five`, `three out of every four`, `9 in 10` as a fraction, where it is one that people say."""
    j = first.last
    if at(tokens, j) == "out" and at(tokens, j + 1) == "of":
        j += 2
    elif at(tokens, j) == "in":
        j += 1
    else:
        return None
    if at(tokens, j) == "every":
        j += 1
    if j >= len(tokens):
        return None
    second = numeral(tokens, j, comma_decimals=comma_decimals)
    if second is None or not _whole(first) or not _whole(second) or not 0 < first.value < second.value:
        return None
    if first.value > 100 or (second.form != first.form and second.value > 20 and first.value != 1):
        return None
    if second.value > 20 and second.value.normalize().as_tuple().digits not in {(1,), (2,), (5,), (2, 5)}:
        return None
    return Numeral(first.first, second.last, first.value / second.value, "fraction")


def _whole(number: Numeral) -> bool:
    return number.form in {"digits", "words"} and number.value == number.value.to_integral_value()
