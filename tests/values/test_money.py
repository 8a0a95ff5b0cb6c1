"""Currencies: the table is that of CLDR, and a name or sign finds its code."""

from __future__ import annotations

import pytest
from babel.core import get_global
from babel.numbers import get_territory_currencies

from extractor.lexicons import load
from extractor.values.money import Money, countries_in, country_of_host, currency, name_after, sign_before, table
from extractor.values.numbers.tokens import tokenize

CURRENCIES = load("currencies")
# Money of the past that money.toml names.
PAST = {"FIM", "ESP", "NLG", "GRD", "DEM", "FRF", "BEF", "ITL", "ATS", "IEP", "HRK", "ZWL", "BTC", "BGN"}


def test_every_circulating_currency_is_in_the_table() -> None:
    circulating = {
        code for territory in get_global("territory_currencies") for code in get_territory_currencies(territory)
    }
    assert circulating == set(CURRENCIES)


def test_money_speaks_of_known_currencies_only() -> None:
    money = load("money")
    codes = {*money["symbols"].values(), *money["names"].values()}
    codes |= {
        code for choice in [*money["shared_symbols"].values(), *money["nouns"].values()] for code in choice if code
    }
    assert codes - PAST <= set(CURRENCIES)


@pytest.mark.parametrize(("code", "row"), CURRENCIES.items())
def test_every_name_finds_its_code(code: str, row: dict[str, str]) -> None:
    for name in (row["one"], row["many"]):
        found = name_after(tokenize(f"5 {name} were paid"), 1)
        assert found is not None, name
        assert code in found.choice


@pytest.mark.parametrize("noun", load("money")["nouns"])
def test_every_noun_is_money(noun: str) -> None:
    found = name_after(tokenize(f"5 {noun} were paid"), 1)
    assert found is not None
    assert found.noun == noun or len(found.choice) == 1


@pytest.mark.parametrize(("sign", "code"), load("money")["symbols"].items())
def test_every_sign_finds_its_code(sign: str, code: str) -> None:
    tokens = tokenize(f"{sign}5")
    found = sign_before(tokens, len(tokens) - 1)
    assert found is not None
    assert found.choice == (code,)


@pytest.mark.parametrize("code", sorted(set(CURRENCIES) - set(load("money")["words_not_codes"])))
def test_every_code_leads_and_follows(code: str) -> None:
    before, after = sign_before(tokenize(f"{code} 5"), 1), name_after(tokenize(f"5 {code}."), 1)
    assert before is not None
    assert after is not None
    assert before.choice == after.choice == (code,)


def test_words_are_no_codes() -> None:
    assert sign_before(tokenize("ALL 5"), 1) is None
    assert sign_before(tokenize("TOP 10"), 1) is None


@pytest.mark.parametrize(
    ("noun", "home", "mentioned", "unit"),
    [
        ("dollars", {"AU"}, ["US"], "AUD"),
        ("dollars", set(), ["AU"], "USD"),
        ("shillings", set(), ["KE", "UG"], "KES"),
        ("shillings", set(), [], "shilling"),
        ("pesos", set(), ["FR", "MX"], "MXN"),
        ("pounds", {"EG"}, [], "EGP"),
        ("pounds", set(), ["EG"], "EGP"),
        ("pounds", set(), ["GB", "EG"], "GBP"),
        ("francs", set(), ["SN"], "XOF"),
        ("rupees", set(), ["LK"], "LKR"),
        ("rupees", set(), [], "INR"),
        ("dirhams", set(), ["MA"], "MAD"),
    ],
)
def test_a_bare_noun_finds_its_country(noun: str, home: set[str], mentioned: list[str], unit: str) -> None:
    found = name_after(tokenize(f"5 {noun}"), 1)
    assert found is not None
    assert currency(found, home, mentioned) == unit


def test_nothing_to_name() -> None:
    assert currency(Money(0, 1, ("",)), (), ()) is None
    assert country_of_host("paper.example.co.nz") == "NZ"
    assert country_of_host("paper.example.org") is None
    assert countries_in(tokenize("nobody said polish")) == []
    assert len(table().codes) > 130
