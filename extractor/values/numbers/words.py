"""Numbers in words: the lexicon `numbers`, and the value of the words that start at a token.

The grammar is our own. text2num reads words alone (no grouping, no scale after digits, no fractions), joins numbers
that stand side by side, and gives no offsets; quantulum3 stops at F1 80.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from extractor.lexicons import load
from extractor.values.numbers.tokens import Token

Form = Literal["digits", "words", "fraction", "vague", "article"]
LIMIT = Decimal(10) ** 18  # past this a number is a misprint, an identifier or an attack


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
    openers: frozenset[str]  # all that may open a quantity, digits apart
    after_article: frozenset[str]


@cache
def words() -> Words:
    """The lexicon `numbers`, read once."""
    data = load("numbers")
    signs = {}
    for sign, text in data["fraction_signs"].items():
        top, _, bottom = text.partition("/")
        signs[sign] = Decimal(top) / Decimal(bottom) if bottom else Decimal(top)
    starts = {*data["units"], *data["tens"], *data["vague"], *data["fractions"], "a", "an"}
    starts |= {*data["scales"], "several", "few", "couple"}
    return Words(
        small=data["units"],
        tens=data["tens"],
        scales=data["scales"],
        short=data["short_scales"],
        vague=data["vague"],
        parts=data["fractions"],
        signs=signs,
        multiples={word: Decimal(value) for word, value in data["multiples"].items()},
        after_article=frozenset({*data["scales"], *data["fractions"], "couple", "few", "-"}),
        starts=frozenset(starts),
        openers=frozenset({*starts, *signs, *data["multiples"], "no"}),
    )


def at(tokens: Sequence[Token], i: int) -> str:
    """The lower-case text of token `i`; empty past the ends and at a line end."""
    return tokens[i].lower if 0 <= i < len(tokens) and tokens[i].kind != "break" else ""


def scales(tokens: Sequence[Token], i: int, value: Decimal) -> tuple[int, Decimal]:
    """`value` times the scale words from token `i` on ("million", "lakh crore"), and where they end."""
    known, least = words().scales, 0
    for _ in range(2):
        j = i + 1 if at(tokens, i) == "-" else i
        scale = known.get(at(tokens, j), 0)
        if scale <= least:  # "lakh crore" and "thousand billion" rise; "hundred dozen" too
            break
        value, least, i = value * scale, scale, j + 1
    return i, value


def spelled(tokens: Sequence[Token], i: int) -> Numeral | None:
    """The number in words that starts at token `i`.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> [spelled(tokenize(text), 0).value for text in ("two hundred and five", "three quarters", "dozens")]
    [Decimal('205'), Decimal('0.75'), Decimal('24')]
    """
    return _vague(tokens, i) or _fraction(tokens, i) or _cardinal(tokens, i)


def _below_hundred(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """(end, value) of `seven`, `sixteen`, `forty`, `forty-two` or `forty two`."""
    vocabulary = words()
    word = at(tokens, i)
    if word in vocabulary.small:
        return i + 1, vocabulary.small[word]
    if word not in vocabulary.tens:
        return None
    value = vocabulary.tens[word]
    j = i + 2 if at(tokens, i + 1) == "-" else i + 1
    follower = vocabulary.small.get(at(tokens, j), 0)
    return (j + 1, value + follower) if 0 < follower < 10 else (i + 1, value)


def _cardinal(tokens: Sequence[Token], i: int) -> Numeral | None:
    """A whole number in words: "two hundred and five thousand", "a million", "two and a half billion"."""
    total, j, least = Decimal(0), i, LIMIT
    while True:
        joined = j > i and at(tokens, j) == "and"
        group = _group(tokens, j + 1 if joined else j)
        if group is None:
            break
        last, scale = scales(tokens, group[0], Decimal(1))
        if j > i and (scale >= least or (scale == 1 and not (joined or group[1] >= 100 or least == 1000))):
            break  # "three million, two" are two numbers, "three thousand two hundred" is one
        total, j = total + group[1] * scale, last
        least = min(least, scale) if scale > 1 else least
        if scale <= 12:
            break
    if j == i or total > LIMIT:
        return None
    scale = least if least < LIMIT else Decimal(100 if total >= 100 else 1)
    half = and_a_half(tokens, j) if scale > 1 else None
    if half is not None:
        j, total = half[0], total + half[1] * scale
    form: Form = "article" if at(tokens, i) in {"a", "an"} or at(tokens, i) in words().scales else "words"
    return Numeral(i, j, total, form, scale=scale)


def _group(tokens: Sequence[Token], i: int) -> tuple[int, Decimal] | None:
    """(end, value) of what one scale word multiplies: "two hundred and five", "a", "two and a half", or nothing."""
    known = words().scales
    if at(tokens, i) in {"a", "an"}:
        if at(tokens, i + 1) not in known:
            return None
        j, value = i + 1, Decimal(1)
    elif (small := _below_hundred(tokens, i)) is not None:
        j, value = small[0], Decimal(small[1])
    elif at(tokens, i) in known:
        j, value = i, Decimal(1)
    else:
        return None
    k = j + 1 if at(tokens, j) == "-" else j
    if at(tokens, k) == "hundred":
        j, value = k + 1, value * 100
        rest = _below_hundred(tokens, j + 1 if at(tokens, j) == "and" else j)
        if rest is not None and rest[1]:
            j, value = rest[0], value + rest[1]
    half = and_a_half(tokens, j)
    return (half[0], value + half[1]) if half is not None else (j, value)


def and_a_half(tokens: Sequence[Token], j: int) -> tuple[int, Decimal] | None:
    """(end, value) of `and a half`, `and a quarter`, `and ½` after a number; hyphens may join the words."""
    j = j + 1 if at(tokens, j) == "-" else j
    if at(tokens, j) != "and":
        return None
    j = j + 2 if at(tokens, j + 1) == "-" else j + 1
    if at(tokens, j) in words().signs:
        return j + 1, words().signs[at(tokens, j)]
    top = {"a": 1, "one": 1, "three": 3}.get(at(tokens, j), 0)
    j = j + 2 if at(tokens, j + 1) == "-" else j + 1
    if top and at(tokens, j) in {"half", "quarter", "quarters", "third"}:
        return j + 1, Decimal(top) / words().parts[at(tokens, j)]
    return None


def _vague(tokens: Sequence[Token], i: int) -> Numeral | None:
    """`dozens`, `tens of thousands`, `several hundred`: the least that they say."""
    vocabulary, word = words(), at(tokens, i)
    several = _several(tokens, i + 1 if word == "a" else i)
    if several is not None and at(tokens, several) in vocabulary.scales:
        end, value = scales(tokens, several, Decimal(2))
        return Numeral(i, end, value, "vague", scale=value)
    if word not in vocabulary.vague:
        return None
    value = Decimal(vocabulary.vague[word])
    inner = vocabulary.vague.get(at(tokens, i + 2), 0) // 2 if at(tokens, i + 1) == "of" else 0
    if inner >= 100:
        return Numeral(i, i + 3, value * inner, "vague", scale=Decimal(inner))
    if word in {"tens", "scores"} and at(tokens, i + 1) != "of":
        return None
    return Numeral(i, i + 1, value, "vague", scale=value)


def _several(tokens: Sequence[Token], i: int) -> int | None:
    """Where the scale stands after `several`, `few` or `couple of`."""
    if at(tokens, i) in {"several", "few"}:
        return i + 1
    return i + 2 if at(tokens, i) == "couple" and at(tokens, i + 1) == "of" else None


def _fraction(tokens: Sequence[Token], i: int) -> Numeral | None:
    """`two-thirds`, `a quarter`, `half`, `half a million`."""
    part = _part(tokens, i)
    if part is None:
        return None
    j, value = part
    k = j + 1 if at(tokens, j) == "of" else j
    k = k + 1 if at(tokens, k) in {"-", "a", "an"} else k
    scale = words().scales.get(at(tokens, k))
    if scale is not None:
        end, scaled = scales(tokens, k, value)
        return Numeral(i, end, scaled, "words", scale=Decimal(scale))
    return Numeral(i, j, value, "fraction") if at(tokens, i) != "quarter" else None


def _part(tokens: Sequence[Token], i: int) -> tuple[int, Decimal] | None:
    """(end, value) of a part of a whole at token `i`."""
    parts, word = words().parts, at(tokens, i)
    if word in {"half", "quarter"}:
        return i + 1, Decimal(1) / parts[word]
    top = words().small.get(word, 1 if word in {"a", "an"} else 0)
    k = i + 2 if at(tokens, i + 1) == "-" else i + 1
    name = at(tokens, k)
    if not 0 < top < parts.get(name, 0) or name == "halves":
        return None
    many = name.endswith("s")
    return (k + 1, Decimal(top) / parts[name]) if many == (top > 1) else None
