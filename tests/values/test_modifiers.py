"""Modifiers: every phrase of the lexicon is read where it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.lexicons import load
from extractor.values.modifiers import bounds, modifier_after, modifier_before
from extractor.values.numbers.tokens import tokenize

BEFORE = [(phrase, bound) for bound, phrases in load("modifiers")["before"].items() for phrase in phrases]
AFTER = [(phrase, bound) for bound, phrases in load("modifiers")["after"].items() for phrase in phrases]


@pytest.mark.parametrize(("phrase", "bound"), BEFORE)
def test_before(phrase: str, bound: str) -> None:
    tokens = tokenize(f"x {phrase} 30")
    found = modifier_before(tokens, len(tokens) - 1)
    assert found is not None
    assert (found.first, found.last, found.bound) == (1, len(tokens) - 1, bound)


@pytest.mark.parametrize(("phrase", "bound"), AFTER)
def test_after(phrase: str, bound: str) -> None:
    tokens = tokenize(f"30 {phrase} x")
    found = modifier_after(tokens, 1)
    assert found is not None
    assert (found.first, found.last, found.bound) == (1, len(tokens) - 1, bound)


def test_an_article_may_come_between() -> None:
    found = modifier_before(tokenize("as high as a 0.4"), 4)
    assert found is not None
    assert found.last == 3


@pytest.mark.parametrize("text", ["the 30", "only 30", "a record 30", ""])
def test_no_modifier(text: str) -> None:
    tokens = tokenize(text)
    assert modifier_before(tokens, max(0, len(tokens) - 1)) is None
    assert modifier_after(tokens, len(tokens)) is None


def test_bounds() -> None:
    five = Decimal(5)
    assert bounds(five, "more_than") == (five, None)
    assert bounds(five, "less_than") == (None, five)
    assert bounds(five, "about") == bounds(five, None) == (five, five)
