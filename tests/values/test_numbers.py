"""Numerals: what the grammar reads, and that it reads anything without failing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values.numbers import digits_value, numeral, shows_comma_decimals, shows_spaces, spaced
from extractor.values.numbers.measure import Source
from extractor.values.numbers.measures import read
from extractor.values.numbers.ranges import joined
from extractor.values.numbers.tokens import ends, tokenize
from extractor.values.numbers.words import LIMIT, Numeral


def number(text: str) -> Numeral:
    found = numeral(tokenize(text), 0)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,011", "1011"),
        ("12,34,567", "1234567"),
        ("1\u202f011", "1011"),
        ("1.011", "1.011"),
        ("0.5", "0.5"),
        ("1.234.567", "1234567"),
        ("3,75 billion", "3750000000"),
        ("3.4 million", "3400000"),
        ("5bn", "5000000000"),
        ("6k", "6000"),
        ("1.2 lakh crore", "1200000000000"),
        ("7 3/4", "7.75"),
        ("7¾", "7.75"),
        ("3/4", "0.75"),
        ("½", "0.5"),
        ("80, 000", "80000"),
        ("58 thousand 214", "58214"),
        ("twenty-five", "25"),
        ("forty two", "42"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("half a million", "500000"),
        ("a quarter of a million", "250000"),
        ("a million and a half", "1500000"),
        ("two and a half billion", "2500000000"),
        ("five hundred and sixty-two thousand and four", "562004"),
        ("three million two hundred thousand", "3200000"),
        ("two-thirds", str(Decimal(2) / 3)),
        ("three quarters", "0.75"),
        ("dozens", "24"),
        ("tens of thousands", "20000"),
        ("hundreds of millions", "200000000"),
        ("several hundred", "200"),
        ("a couple of hundred", "200"),
    ],
)
def test_value(text: str, value: str) -> None:
    found = numeral(tokenize(text), 0)
    assert found is not None
    assert found.value == Decimal(value)
    assert found.last == len(tokenize(text))


@pytest.mark.parametrize("text", ["4,5128", "1.2.3", "1,23,45", "9" * 5000, "1" + "0" * 19, "tens", "an hour", "third"])
def test_no_value(text: str) -> None:
    assert numeral(tokenize(text), 0) is None


def test_past_the_limit_there_is_no_number() -> None:
    assert numeral(tokenize("999999 trillion trillion"), 0) is None or number("999999 trillion").value <= LIMIT
    assert digits_value("1" + "0" * 18) == LIMIT
    assert digits_value("1" + "0" * 18 + "1") is None
    assert digits_value("1e999999") is None


def test_usage_of_the_text_decides_what_a_comma_is() -> None:
    assert digits_value("1.011", comma_decimals=True) == 1011
    assert digits_value("1,5", comma_decimals=True) == Decimal("1.5")
    assert digits_value("1,5") is None
    assert shows_comma_decimals("In all 1.234.567 were counted")
    assert not shows_comma_decimals("In all 1.234 were counted, 5,678 in May")
    assert shows_spaces("In all 1 234 567 were counted")
    assert not shows_spaces("On 5 100 111 222 333 4")


def test_digits_by_spaces() -> None:
    tokens = tokenize("12 500 euros and 12 50 and 0 500")
    found = [spaced(tokens, i) for i in (0, 4, 7)]
    assert [n.value if n else None for n in found] == [12500, None, None]


TEXT = st.text(
    alphabet="0123456789.,-–/ $€£%m kbn°()ao'\n\u00a0½and half million to two of the thirds per cent", max_size=80
)


@given(TEXT)
def test_any_text_is_read_without_failing(text: str) -> None:
    source = Source(tokenize(text), lambda sign: sign.choice[0] if sign.choice else sign.noun)
    for i in range(len(source.tokens)):
        found = read(source, i)
        if found is None:
            continue
        assert 0 <= found.first <= found.number.first < found.last <= len(source.tokens)
        assert abs(found.value) <= LIMIT * 10**6
        outcome = joined(source, found)
        if outcome is not None and outcome.bottom is not None and outcome.top is not None:
            assert outcome.bottom < outcome.top


@given(st.integers(min_value=0, max_value=10**17))
def test_printed_digits_have_their_value(value: int) -> None:
    assert digits_value(f"{value:,}") == value
    assert digits_value(str(value)) == value


@given(st.text(max_size=60))
def test_tokens_cover_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert all(text.endswith(t.text, 0, end) for t, end in zip(tokens, ends(tokens), strict=True))
    assert "".join(text.split()) == "".join("".join(t.text.split()) for t in tokens)
