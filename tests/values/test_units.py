"""Units of measure: the lexicon is sound, and conversions are right or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.lexicons import load
from extractor.values.numbers.tokens import tokenize
from extractor.values.units import NOT_PHYSICAL, convert, table, unit_at

ROWS = load("units")
FORMS = sorted({(form, row.get("unit", key)) for key, row in ROWS.items() for form in row.get("words", ())})
SYMBOLS = sorted({(form, row.get("unit", key)) for key, row in ROWS.items() for form in row.get("symbols", ())})


def test_there_are_enough_of_them() -> None:
    assert len(FORMS) + len(SYMBOLS) >= 150


@pytest.mark.parametrize(("form", "unit"), FORMS)
def test_every_word_names_its_unit(form: str, unit: str) -> None:
    text = form.replace(" - ", "-")
    assert unit_at(tokenize(f"5 {text} of it"), 1) == (1 + len(tokenize(text)), unit)


@pytest.mark.parametrize(("symbol", "unit"), SYMBOLS)
def test_every_symbol_names_its_unit(symbol: str, unit: str) -> None:
    found = unit_at(tokenize(f"5 {symbol} "), 1)
    assert found is not None
    assert found[1] == unit


def test_every_physical_unit_can_be_converted_to_itself_by_pint() -> None:
    names = {row.get("unit", key) for key, row in ROWS.items()} - NOT_PHYSICAL
    unknown = {name for name in names if convert(Decimal(1), name, name) is None}
    assert not unknown
    assert {unit for unit in table().pint if convert(Decimal(1), unit, "kg") not in (None, Decimal(0))} >= {
        "t",
        "lb",
        "g",
    }


@pytest.mark.parametrize(
    ("value", "unit", "other", "wanted"),
    [
        ("7.3", "km", "mile", "4.536"),
        ("95", "m", "ft", "311.68"),
        ("820", "km2", "ha", "82000"),
        ("1", "mu", "ha", "0.066667"),
        ("1", "rai", "ha", "0.16"),
        ("1", "acre", "ha", "0.404686"),
        ("100", "°C", "°F", "212"),
        ("30", "km/h", "mile/h", "18.641"),
        ("1", "barrel", "l", "158.987"),
        ("2", "t", "kg", "2000"),
        ("10", "lb", "kg", "4.53592"),
        ("5", "kWh", "MWh", "0.005"),
        ("500", "nautical mile", "km", "926"),
        ("60", "l/min", "l/h", "3600"),
        ("8", "Mbit/s", "Gbit/s", "0.008"),
    ],
)
def test_conversion(value: str, unit: str, other: str, wanted: str) -> None:
    found = convert(Decimal(value), unit, other)
    assert found is not None
    assert abs(found / Decimal(wanted) - 1) < Decimal("0.001")


@pytest.mark.parametrize(
    ("unit", "other"),
    [
        ("km", "kg"),
        ("count", "km"),
        ("percent", "fraction"),
        ("USD", "EUR"),
        ("tree/s", "tree/h"),
        ("km", "no such unit"),
        ("", "km"),
    ],
)
def test_no_conversion(unit: str, other: str) -> None:
    assert convert(Decimal(5), unit, other) is None


@given(st.text(max_size=12), st.text(max_size=12))
def test_no_unit_is_too_strange(unit: str, other: str) -> None:
    found = convert(Decimal(1), unit, other)
    assert found is None or found.is_finite()
