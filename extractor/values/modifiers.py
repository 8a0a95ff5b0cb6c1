"""Words that bound or blur a number: the tokens around it in, `about`, `more_than` or `less_than` out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from extractor.lexicons import load
from extractor.values.numbers.tokens import Token

Bound = Literal["about", "more_than", "less_than"]
Index = dict[str, list[tuple[tuple[str, ...], Bound]]]


@dataclass(frozen=True, slots=True)
class Modifier:
    """The words from token `first` up to `last` (exclusive) and what they say."""

    first: int
    last: int
    bound: Bound


@cache
def _index() -> tuple[Index, Index]:
    """Forms before a number by their last word, and after it by their first; longest first."""
    before: Index = {}
    after: Index = {}
    lexicon = load("modifiers")
    for bound, phrases in lexicon["before"].items():
        for phrase in phrases:
            before.setdefault(phrase.split()[-1], []).append((tuple(phrase.split()), bound))
    for bound, phrases in lexicon["after"].items():
        for phrase in phrases:
            after.setdefault(phrase.split()[0], []).append((tuple(phrase.split()), bound))
    for index in (before, after):
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return before, after


def modifier_before(tokens: Sequence[Token], end: int) -> Modifier | None:
    """The modifier whose words end right before token `end`, or before an article or quotation mark there.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> modifier_before(tokenize("no fewer than 30"), 3)
    Modifier(first=0, last=3, bound='more_than')
    """
    for last in (end, end - 1 if end and tokens[end - 1].lower in {"a", "an", "“", '"', "‘"} else -1):
        if last <= 0:
            continue
        for form, bound in _index()[0].get(tokens[last - 1].lower, ()):
            first = last - len(form)
            if first >= 0 and tuple(token.lower for token in tokens[first:last]) == form:
                moved = form == ("up", "to") and first and tokens[first - 1].lower in load("modifiers")["moved_up"]
                return None if moved else _negated(tokens, first, last, bound)
    return _estimated_at(tokens, end)


def _negated(tokens: Sequence[Token], first: int, last: int, bound: Bound) -> Modifier:
    """The bound at tokens `first` to `last`, turned round by "will not fall", "don't see it" … before it."""
    if bound != "about" and tokens[last - 1].lower in load("modifiers")["turned"]["bounds"]:
        for i in range(first - 1, max(-1, first - 8), -1):
            word = tokens[i].lower
            if word in {"not", "never", "cannot"} or word.endswith("n't"):
                if tokens[i + 1].lower in load("modifiers")["turned"]["verbs"]:
                    return Modifier(i, last, "less_than" if bound == "more_than" else "more_than")
                break
            if tokens[i].kind != "word" or word in {"that", "but", "and", "or"}:
                break
    return Modifier(first, last, bound)


def _estimated_at(tokens: Sequence[Token], end: int) -> Modifier | None:
    """As in "estimated the crop this year at 5 million tonnes": the verb, where only its object stands between."""
    if not end or tokens[end - 1].lower != "at":
        return None
    for i in range(end - 2, max(-1, end - 14), -1):
        if tokens[i].lower in {"estimated", "estimates", "estimate"}:
            return Modifier(i, i + 1, "about")
        if tokens[i].kind != "word" or tokens[i].lower in {"at", "and", "but", "that"}:
            return None
    return None


def modifier_after(tokens: Sequence[Token], start: int) -> Modifier | None:
    """The modifier whose words begin at token `start`."""
    if start >= len(tokens):
        return None
    for form, bound in _index()[1].get(tokens[start].lower, ()):
        last = start + len(form)
        if tuple(token.lower for token in tokens[start:last]) == form:
            return Modifier(start, last, bound)
    return None


def bounds(value: Decimal, bound: Bound | None) -> tuple[Decimal | None, Decimal | None]:
    """The closed bounds of a number under a modifier.

    >>> bounds(Decimal(100), "more_than"), bounds(Decimal(50), "less_than"), bounds(Decimal(7), "about")
    ((Decimal('100'), None), (None, Decimal('50')), (Decimal('7'), Decimal('7')))
    """
    if bound == "more_than":
        return value, None
    if bound == "less_than":
        return None, value
    return value, value
