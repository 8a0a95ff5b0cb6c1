"""Multiples, zeros and halves: whether `doubles`, `twice`, `no cases`, `half` at a token say how much."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.values.numbers import Numeral
from extractor.values.numbers import words as number_words
from extractor.values.numbers_context import DASHES, HYPHENS, glued, is_time, low, words
from extractor.values.numbers_tokens import Token

TWICE_BEFORE = frozenset({"as", "the", "that", "its", "their", "what", "his", "her", "those", "more", "higher", "larger", "bigger", "our"})
ADJECTIVES = frozenset({"double", "triple", "treble", "quadruple", "quintuple"})
# Before "double" as a verb or a predicate, and after it where it measures something.
DOUBLES_BEFORE = frozenset(
    "than nearly almost about to will would could may might can by roughly is was were are not should over up have has had must did does".split()
)
DOUBLES_AFTER = frozenset("the that what its their those last from in by this since over between compared our".split())


def multiple_at(tokens: Sequence[Token], i: int) -> Decimal | None:
    """By how many times, where the word at token `i` says that something grew so or is so many times as much.

    >>> from extractor.values.numbers_tokens import tokenize
    >>> multiple_at(tokenize("Sales doubled"), 1), multiple_at(tokenize("she met him twice"), 3)
    (Decimal('2'), None)
    """
    word = low(tokens, i)
    value = number_words().multiples.get(word)
    if value is None or word == "halves":
        return None
    after, before = low(tokens, i + 1), low(tokens, i - 1)
    if before in HYPHENS and glued(tokens, i):
        return None
    if word in {"twice", "thrice"}:
        return value if after in TWICE_BEFORE else None
    if word in ADJECTIVES:
        return value if _measures(tokens, i, before, after) else None
    if word.startswith("double") and (after in words().double_after or before in words().double_before or after in HYPHENS):
        return None
    return value


def _measures(tokens: Sequence[Token], i: int, before: str, after: str) -> bool:
    """Whether `double`, `triple` … is a multiple: not "a double room", "triple jump", "double-digit"."""
    if after in words().double_after or after in DASHES and glued(tokens, i + 1):
        return False
    if tokens[i].text[0].isupper() and before and after not in DOUBLES_AFTER:
        return False
    if before in {"a", "the", "on", "mixed", "an"}:
        return False
    return before in DOUBLES_BEFORE or after in DOUBLES_AFTER


def zero_at(tokens: Sequence[Token], i: int) -> bool:
    """Whether `no` at token `i` counts zero of a thing that a text counts: "no new cases", "no one was hurt" does not.

    >>> from extractor.values.numbers_tokens import tokenize
    >>> zero_at(tokenize("no new deaths"), 0), zero_at(tokenize("no end in sight"), 0)
    (True, False)
    """
    if low(tokens, i) != "no":
        return False
    j = i + 1
    while j < i + 4 and (low(tokens, j) in words().none_adjectives or low(tokens, j) in DASHES):
        j += 1
    return low(tokens, j) in words().none_of


# What makes "half" a part of a period, a match or a table, and no fraction of an amount.
PARTS_BEFORE = frozenset({"first", "second", "latter", "other", "lower", "upper", "top", "bottom", "better", "early", "late", "northern", "southern", "eastern", "western", "opening", "closing", "final", "former"})
HALF_AFTER = frozenset("of the its their his her our all that what as those from in were are to have had said by since is was who which will would this these since more less".split())
SHARE_AFTER = frozenset("of to from in since were are was is more less higher lower said over compared have had say came come who live lived do did".split())
BOUNDS_BEFORE = frozenset({"by", "than", "about", "nearly", "almost", "over", "around", "roughly", "least", "approximately"})
AMOUNT_BEFORE = BOUNDS_BEFORE | {"in", "only", "just"}
STOPS = frozenset({".", ",", ")", ";", ":", "?", "!", "”", '"', ""})


def no_fraction(tokens: Sequence[Token], number: Numeral) -> str | None:
    """The reason why a fraction in words is none ("the first half", "half an hour", "a third suspect"); None where it is one."""
    last = low(tokens, number.last - 1)
    after, before = low(tokens, number.last), low(tokens, number.first - 1)
    if low(tokens, number.first) == "half" or last == "half":
        return _no_half(tokens, number, before, after)
    if last in {"quarter", "quarters"} and (before in {"first", "last", "next", "past", "previous", "final", "the"} or after == "of" and low(tokens, number.last + 1).isdecimal()):
        return "part_of_period"
    if low(tokens, number.first) in {"a", "an"}:
        return None if after in SHARE_AFTER | STOPS or before in BOUNDS_BEFORE and after not in HYPHENS else "ordinal"
    return None


def _no_half(tokens: Sequence[Token], number: Numeral, before: str, after: str) -> str | None:
    if before in PARTS_BEFORE or (before in {"the", "last", "this", "previous", "and"} and after != "of"):
        return "part_of_period"
    if after in HYPHENS or is_time(tokens, number.last):
        return "word"
    if after == "of" and is_time(tokens, number.last + 2):
        return "part_of_period"
    return None if after in HALF_AFTER | STOPS or before in AMOUNT_BEFORE else "word"
