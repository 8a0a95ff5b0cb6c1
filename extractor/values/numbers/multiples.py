"""Multiples, zeros and halves: whether `doubles`, `twice`, `no cases`, `half` at a token say how much."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from extractor.lexicons import load
from extractor.values.numbers.context import (
    DASHES,
    HYPHENS,
    glued,
    is_capital,
    is_plural,
    is_time,
    is_word,
    listed,
    low,
)
from extractor.values.numbers.tokens import Token
from extractor.values.numbers.words import Numeral, words

STOPS = frozenset({".", ",", ")", ";", ":", "?", "!", "”", '"', ""})


@cache
def _rates(section: str, name: str) -> frozenset[str]:
    return frozenset(load("rates")[section][name])


def multiple_at(tokens: Sequence[Token], i: int) -> Decimal | None:
    """By how many times, where the word at token `i` says that something grew so or is so many times as much.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> multiple_at(tokenize("Sales doubled"), 1), multiple_at(tokenize("she met him twice"), 3)
    (Decimal('2'), None)
    """
    word, after, before = low(tokens, i), low(tokens, i + 1), low(tokens, i - 1)
    value = words().multiples.get(word)
    if value is None or word == "halves" or (before in HYPHENS and glued(tokens, i)):
        return None
    if word in {"twice", "thrice"}:
        measured = after in _rates("multiples", "twice_after")
        return (
            value if measured and (after != "that" or low(tokens, i + 2) in _rates("multiples", "that_after")) else None
        )
    if word in _rates("multiples", "adjectives"):
        return value if _measures(tokens, i, before, after) else None
    idiom = after in listed("double_after") or before in listed("double_before") or after in HYPHENS
    return None if word.startswith("double") and idiom else value


def _measures(tokens: Sequence[Token], i: int, before: str, after: str) -> bool:
    """Whether `double`, `triple` … is a multiple: not "a double room", "triple jump", "double-digit"."""
    if after in listed("double_after") or (after in DASHES and glued(tokens, i + 1)):
        return False
    if before in {"a", "an", "the", "on", "mixed"}:
        return False
    subject = (len(before) > 3 and before.endswith("s")) or before in _rates("multiples", "before")
    measured = after in _rates("multiples", "after") or (after in _rates("multiples", "after_verb") and subject)
    if is_capital(tokens, i) and before and not measured:
        return False
    return measured or before in _rates("multiples", "before")


def zero_at(tokens: Sequence[Token], i: int) -> bool:
    """Whether `no` at token `i` counts zero of a thing that a text counts: "no new cases"; "no one was hurt" does not.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> zero_at(tokenize("no new deaths"), 0), zero_at(tokenize("no end in sight"), 0)
    (True, False)
    """
    j = i + 1
    while j < i + 4 and (low(tokens, j) in listed("none_adjectives") or low(tokens, j) in DASHES):
        j += 1
    if low(tokens, j) in listed("none_of"):
        return True
    told = low(tokens, i - 1) in {"were", "are", "been"} and "there" in {low(tokens, i - back) for back in (2, 3, 4)}
    return told and is_plural(tokens, j) and low(tokens, j) not in listed("none_abstract")


def no_fraction(tokens: Sequence[Token], number: Numeral) -> str | None:
    """The reason why a fraction in words is none ("the first half", "a third suspect"); None where it is one.

    >>> from extractor.values.numbers import numeral
    >>> from extractor.values.numbers.tokens import tokenize
    >>> [no_fraction(t, numeral(t, 1)) for t in map(tokenize, ("nearly half of them", "for a third day"))]
    [None, 'ordinal']
    """
    part, after, before = low(tokens, number.last - 1), low(tokens, number.last), low(tokens, number.first - 1)
    if after == "of" and is_time(tokens, number.last + 2):
        return "part_of_period"
    if part == "half":
        return _no_half(tokens, number, before, after)
    if part.startswith("quarter") and _is_quarter_year(tokens, number, before, after):
        return "part_of_period"
    article = low(tokens, number.first) in {"a", "an"}
    return "ordinal" if article and _is_ordinal(tokens, number, before, after) else None


def _is_quarter_year(tokens: Sequence[Token], number: Numeral, before: str, after: str) -> bool:
    """As in "the first two quarters of 1990", "once a quarter"."""
    named = before in {"first", "last", "next", "past", "previous", "final", "the", "once", "twice", "times"}
    return named or (after == "of" and low(tokens, number.last + 1).isdecimal())


def _is_ordinal(tokens: Sequence[Token], number: Numeral, before: str, after: str) -> bool:
    """Whether "a third" counts the word behind it ("for a third day", "by a fifth wave")."""
    if after in _rates("halves", "share_after") | STOPS:
        return False
    if before not in _rates("halves", "bound_before") or after in HYPHENS:
        return True
    return before == "by" and is_word(tokens, number.last) and after not in _rates("halves", "after_change")


def _no_half(tokens: Sequence[Token], number: Numeral, before: str, after: str) -> str | None:
    if before in _rates("halves", "part_before"):
        return "part_of_period"
    if after == "of":
        year = low(tokens, number.last + 1)
        return "part_of_period" if year.isdecimal() or year in listed("months") else None
    if before in {"the", "last", "this", "previous"} or (before == "and" and after != "as"):
        return "part_of_period"
    if after in HYPHENS or is_time(tokens, number.last) or (after in {"a", "an"} and is_time(tokens, number.last + 1)):
        return "word"
    amount = before in _rates("halves", "bound_before") | {"in", "only", "just"}
    return None if amount or after in _rates("halves", "half_after") | STOPS else "word"
