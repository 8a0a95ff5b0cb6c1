"""Numerals: tokens in, the value of the number that starts there out. Digits, words, fractions, scales, vague plurals.

The grammar is our own. text2num reads words alone (no grouping, no scale after digits, no fractions), joins numbers that
stand side by side, and gives no offsets; quantulum3 stops at F1 80 on the values of its own test.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from extractor.lexicons import load
from extractor.values.numbers_tokens import Token

Form = Literal["digits", "words", "fraction", "vague", "article"]
LIMIT = Decimal(10) ** 18  # past this a number is a misprint, an identifier or an attack
MOST_DIGITS = 24  # of one printed number; longer ones are not converted at all


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at tokens `first` up to `last` (exclusive).

    form: how it is written; `article` is `a` before a scale ("a million").
    scale: what a scale word multiplied it by ("5 million": 1000000), 1 where none does.
    """

    first: int
    last: int
    value: Decimal
    form: Form
    scale: Decimal = Decimal(1)

    @property
    def scaled(self) -> bool:
        """Whether a scale word takes part."""
        return self.scale != 1


@dataclass(frozen=True, slots=True)
class Words:
    """The number words of the lexicon, ready for look-up."""

    small: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    short: dict[str, int]
    vague: dict[str, int]
    parts: dict[str, int]
    signs: dict[str, Decimal]
    multiples: dict[str, Decimal]
    starts: frozenset[str]


@cache
def words() -> Words:
    """The lexicon `numbers`, read once."""
    data = load("numbers")
    signs = {}
    for sign, text in data["fraction_signs"].items():
        top, _, bottom = text.partition("/")
        signs[sign] = Decimal(top) / Decimal(bottom) if bottom else Decimal(top)
    starts = {*data["units"], *data["tens"], *data["vague"], *data["fractions"], "a", "an"}
    return Words(
        small=data["units"],
        tens=data["tens"],
        scales=data["scales"],
        short=data["short_scales"],
        vague=data["vague"],
        parts=data["fractions"],
        signs=signs,
        multiples={word: Decimal(value) for word, value in data["multiples"].items()},
        starts=frozenset(starts | {*data["scales"], "several", "few"}),
    )


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
    >>> digits_value("3,2251"), digits_value("1.2.3"), digits_value("9" * 5000)
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
    dotted = re.search(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+,\d(?!\d*[.,]\d)|(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3}){2,}(?![\d.])", text)
    return bool(dotted) and not re.search(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d,])", text)


def shows_spaces(text: str) -> bool:
    """Whether the text's own numbers show that it groups digits by spaces: `1 234 567`.

    >>> shows_spaces("It sold 1 234 567 of them."), shows_spaces("In 2020 300 did.")
    (True, False)
    """
    return re.search(r"(?<![\d.,])(?<!\d )[1-9]\d{0,2} \d{3} \d{3}(?![\d.,])(?! \d)", text) is not None


def numeral(tokens: Sequence[Token], i: int, *, comma_decimals: bool = False) -> Numeral | None:
    """The longest number that starts at token `i`, None where none does."""
    token = tokens[i]
    if token.kind == "digits":
        return _digits(tokens, i, comma_decimals=comma_decimals)
    if token.text in words().signs:
        return Numeral(i, i + 1, words().signs[token.text], "fraction")
    if token.kind != "word" or token.lower not in words().starts:
        return None
    return _vague(tokens, i) or _fraction(tokens, i) or _words(tokens, i)


def _at(tokens: Sequence[Token], i: int) -> str:
    """The lower-case text of token `i`; empty past the ends and at a line end."""
    return tokens[i].lower if 0 <= i < len(tokens) and tokens[i].kind != "break" else ""


def _scales(tokens: Sequence[Token], i: int, value: Decimal) -> tuple[int, Decimal]:
    """`value` times the scale words from token `i` on ("million", "lakh crore"), and where they end."""
    scales = words().scales
    for _ in range(2):
        j = i + 1 if _at(tokens, i) == "-" else i
        if _at(tokens, j) not in scales:
            break
        value *= scales[_at(tokens, j)]
        i = j + 1
    return i, value


def _digits(tokens: Sequence[Token], i: int, *, comma_decimals: bool) -> Numeral | None:
    last = i + 1
    text = tokens[i].text
    scale_word = _at(tokens, last) in words().scales or _at(tokens, last) == "%"
    value = digits_value(text, comma_decimals=comma_decimals or (scale_word and len(text) - text.find(",") in {2, 3}))
    if value is None:
        return None
    if _at(tokens, last) == "," and _at(tokens, last + 1) == "000" and not tokens[last + 1].glued and value < 1000:
        value, last = value * 1000, last + 2  # "80, 000"
    fraction = _slash_fraction(tokens, last)
    if fraction is not None and value == value.to_integral_value():
        return Numeral(i, fraction[0], value + fraction[1], "digits")
    alone = _slash_fraction(tokens, i)
    if alone is not None:
        return Numeral(i, alone[0], alone[1], "fraction")
    if last < len(tokens) and tokens[last].text in words().signs and tokens[last].glued:
        value, last = value + words().signs[tokens[last].text], last + 1
    end, scaled = _scales(tokens, last, value)
    if end == last:
        end, scaled = _short_scale(tokens, last, value)
    scale = scaled / value if value else Decimal(1)
    if end > last and end < len(tokens) and tokens[end].kind == "digits" and scale in {1000, 1000000}:
        rest = digits_value(tokens[end].text) if tokens[end].text.isdecimal() and len(tokens[end].text) == 3 else None
        if rest is not None and scale == 1000 and value % 1 == 0:
            scaled, end = scaled + rest, end + 1  # "67 thousand 338"
    if scaled > LIMIT:
        return None
    return Numeral(i, end, scaled, "digits", scale=scale)


def _short_scale(tokens: Sequence[Token], i: int, value: Decimal) -> tuple[int, Decimal]:
    """`bn`, `mn`, `k` … glued to the digits or a space away; `m` and `mm` are left to the units."""
    short = words().short
    if i < len(tokens) and tokens[i].kind == "word" and tokens[i].text in short and tokens[i].lower not in {"m", "mm", "b"}:
        if tokens[i].glued or tokens[i].lower not in {"k", "cr", "mil"}:
            return i + 1, value * short[tokens[i].text]
    return i, value


def spaced(tokens: Sequence[Token], i: int) -> Numeral | None:
    """Digits grouped by spaces ("12 500", "1 234 567") that start at token `i`; whether they are one number is not known.

    >>> from extractor.values.numbers_tokens import tokenize
    >>> spaced(tokenize("R12 500 each"), 1).value, spaced(tokenize("12 50"), 0)
    (Decimal('12500'), None)
    """
    if tokens[i].kind != "digits" or not tokens[i].text.isdecimal() or len(tokens[i].text) > 3 or tokens[i].text[0] == "0":
        return None
    j = i + 1
    while j < len(tokens) and j < i + 6 and tokens[j].kind == "digits" and tokens[j].start == tokens[j - 1].end + 1 and len(tokens[j].text) == 3:
        j += 1
    if j == i + 1 or not all(token.text.isdecimal() for token in tokens[i:j]):
        return None
    value = Decimal("".join(token.text for token in tokens[i:j]))
    end, scaled = _scales(tokens, j, value)
    return Numeral(i, end, scaled, "digits", scale=scaled / value)


def _slash_fraction(tokens: Sequence[Token], i: int) -> tuple[int, Decimal] | None:
    """`3/4` at token `i`: a proper fraction with a usual bottom."""
    if i + 2 >= len(tokens) or _at(tokens, i + 1) != "/" or not (tokens[i + 1].glued and tokens[i + 2].glued):
        return None
    top, bottom = tokens[i].text, tokens[i + 2].text
    if not (top.isdecimal() and bottom.isdecimal() and len(top) <= 2 and bottom in {"2", "3", "4", "5", "6", "8", "10", "16", "32", "64"}):
        return None
    if int(top) >= int(bottom) or (i + 3 < len(tokens) and tokens[i + 3].lower == "/"):
        return None
    return i + 3, Decimal(int(top)) / Decimal(int(bottom))


def _below_hundred(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """(end, value) of `seven`, `sixteen`, `forty`, `forty-two` or `forty two`."""
    vocabulary = words()
    word = _at(tokens, i)
    if word in vocabulary.small:
        return i + 1, vocabulary.small[word]
    if word not in vocabulary.tens:
        return None
    value = vocabulary.tens[word]
    j = i + 2 if _at(tokens, i + 1) == "-" else i + 1
    follower = vocabulary.small.get(_at(tokens, j), 0)
    return (j + 1, value + follower) if 0 < follower < 10 else (i + 1, value)


def _words(tokens: Sequence[Token], i: int) -> Numeral | None:
    """A number in words: "two hundred and five thousand", "a million", "half a million", "two and a half billion"."""
    vocabulary = words()
    scales = vocabulary.scales
    form: Form = "words"
    total, current, j = Decimal(0), Decimal(0), i
    scaled = False
    if _at(tokens, i) in {"a", "an"}:
        if _at(tokens, i + 1) not in scales or _at(tokens, i + 1) in {"lac"}:
            return None
        form, current, j = "article", Decimal(1), i + 1
    elif (small := _below_hundred(tokens, i)) is not None:
        j, current = small[0], Decimal(small[1])
        half = _and_a_half(tokens, j)
        if half is not None:
            j, current = half[0], current + half[1]
    elif _at(tokens, i) in scales:
        form, current = "article", Decimal(1)
    else:
        return None
    smallest = LIMIT
    while True:
        k = j + 1 if _at(tokens, j) == "-" else j
        word = _at(tokens, k)
        if word in scales and scales[word] < smallest:
            scale = Decimal(scales[word])
            scaled = True
            if scale == 100:
                current *= 100
            else:
                nested = scales.get(_at(tokens, k + 1), 0)
                current *= scale
                if nested > scale and scale >= 1000:  # "a lakh crore", "thousand billion"
                    current, k, scale = current * nested, k + 1, Decimal(nested)
                if _at(tokens, k + 1) in scales and scale == 12:
                    pass
                total, current, smallest = total + current, Decimal(0), int(scale)
            j = k + 1
            continue
        if not scaled or (total == 0 and current < 100):
            break
        k = j + 1 if word == "and" else j
        more = _below_hundred(tokens, k)
        if more is None or more[1] == 0 or current % 100 or smallest <= 12:
            break
        if word == "and" and current == 0 and _at(tokens, more[0]) not in {*scales} and total % 1000 and total:
            break
        # "three million two" is two numbers unless a scale follows or `and` joins them
        if current == 0 and word != "and" and _at(tokens, more[0]) not in scales:
            break
        current, j = current + more[1], more[0]
    value = total + current
    if value > LIMIT:
        return None
    return Numeral(i, j, value, form, scale=Decimal(smallest) if scaled and smallest < LIMIT else Decimal(100 if scaled else 1))


def _and_a_half(tokens: Sequence[Token], j: int) -> tuple[int, Decimal] | None:
    """`and a half`, `and a quarter`, `and three quarters` after a number."""
    if _at(tokens, j) != "and" or _at(tokens, j + 1) not in {"a", "one", "three"}:
        return None
    k = j + 3 if _at(tokens, j + 2) == "-" else j + 2
    if _at(tokens, k) in {"half", "quarter", "quarters", "third"}:
        top = 3 if _at(tokens, j + 1) == "three" else 1
        return k + 1, Decimal(top) / words().parts[_at(tokens, k)]
    return None


def _vague(tokens: Sequence[Token], i: int) -> Numeral | None:
    """`dozens`, `tens of thousands`, `several hundred`: the least that they say."""
    vocabulary = words()
    word = _at(tokens, i)
    if word in {"several", "few"}:
        scale = vocabulary.scales.get(_at(tokens, i + 1))
        if scale is None:
            return None
        end, value = _scales(tokens, i + 1, Decimal(2))
        return Numeral(i, end, value, "vague", scale=value)
    if word not in vocabulary.vague:
        return None
    if _at(tokens, i + 1) == "of" and _at(tokens, i + 2) in vocabulary.vague and _at(tokens, i + 2) not in {"scores", "tens"}:
        inner = vocabulary.vague[_at(tokens, i + 2)] // 2
        if inner > 12:
            return Numeral(i, i + 3, Decimal(vocabulary.vague[word] // 2 * inner), "vague", scale=Decimal(inner))
    if word in {"tens", "scores"} and _at(tokens, i + 1) != "of":
        return None
    return Numeral(i, i + 1, Decimal(vocabulary.vague[word]), "vague", scale=Decimal(vocabulary.vague[word]))


def _fraction(tokens: Sequence[Token], i: int) -> Numeral | None:
    """`two-thirds`, `a quarter`, `half`, `half a million`, `one in five`, `three out of four`."""
    vocabulary = words()
    parts = vocabulary.parts
    word = _at(tokens, i)
    if word in parts:
        if word not in {"half", "quarter"}:
            return None
        value, j = Decimal(1) / parts[word], i + 1
    else:
        top = vocabulary.small.get(word, 1 if word in {"a", "an"} else 0)
        k = i + 2 if _at(tokens, i + 1) == "-" else i + 1
        part = _at(tokens, k)
        if not top or part not in parts or (top > 1) != part.endswith("s") and part not in {"half"} or part == "halves":
            return None
        if top >= parts[part]:
            return None
        value, j = Decimal(top) / parts[part], k + 1
    k = j
    if _at(tokens, k) == "of":
        k += 1
    if _at(tokens, k) == "-":
        k += 1
    if _at(tokens, k) in {"a", "an"}:
        k += 1
    scale = vocabulary.scales.get(_at(tokens, k))
    if scale is not None:
        end, scaled = _scales(tokens, k, value)
        return Numeral(i, end, scaled, "words", scale=Decimal(scale))
    return Numeral(i, j, value, "fraction") if word != "quarter" else None


def out_of(tokens: Sequence[Token], first: Numeral, *, comma_decimals: bool = False) -> Numeral | None:
    """`one in five`, `three out of every four`, `9 in 10` as a fraction, where it is one that people say."""
    j = first.last
    if _at(tokens, j) == "out" and _at(tokens, j + 1) == "of":
        j += 2
    elif _at(tokens, j) == "in":
        j += 1
    else:
        return None
    if _at(tokens, j) == "every":
        j += 1
    if j >= len(tokens):
        return None
    second = numeral(tokens, j, comma_decimals=comma_decimals)
    whole = lambda n: n.form in {"digits", "words"} and n.value == n.value.to_integral_value()  # noqa: E731
    if second is None or not whole(first) or not whole(second) or not 0 < first.value < second.value:
        return None
    round_bottom = second.value <= 20 or str(second.value.normalize().as_tuple().digits) in {"(1,)", "(2,)", "(5,)", "(2, 5)"}
    if first.value > 100 or not round_bottom or (second.form != first.form and second.value > 20):
        return None
    return Numeral(first.first, second.last, first.value / second.value, "fraction")
