"""Whether a number counts anything: the words around it in, the reason why it is no quantity out (None where it is)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from extractor.values.numbers.context import (
    describes,
    is_age,
    is_bare_scale,
    is_date,
    is_frequency,
    is_ordinal,
    is_pronoun,
    is_vague_pair,
    part_of_name,
    refers_back,
)
from extractor.values.numbers.names import is_designation, is_name
from extractor.values.numbers.tokens import Token
from extractor.values.numbers.words import Numeral

Test = Callable[[Sequence[Token], Numeral], bool]


@cache
def _tests() -> tuple[tuple[str, Test], ...]:
    return (
        ("name", lambda tokens, number: part_of_name(tokens, number.first, number.last)),
        ("date", is_date),
        ("age", is_age),
        ("designation", is_designation),
        ("name", is_name),
        ("back_reference", refers_back),
        ("pronoun", is_pronoun),
        ("pronoun", is_vague_pair),
        ("bare_scale", is_bare_scale),
        ("ordinal", is_ordinal),
        ("word", describes),
        ("frequency", is_frequency),
    )


def no_count(tokens: Sequence[Token], number: Numeral) -> str | None:
    """The reason why a number without a unit is no quantity; None where it is one.

    >>> from extractor.values.numbers import numeral
    >>> from extractor.values.numbers.tokens import tokenize
    >>> [no_count(t, numeral(t, 1)) for t in map(tokenize, ("the three", "since 1998", "Article 12", "killed 12"))]
    ['back_reference', 'date', 'designation', None]
    """
    if number.form in {"vague", "fraction"}:
        return None
    return next((reason for reason, test in _tests() if test(tokens, number)), None)
