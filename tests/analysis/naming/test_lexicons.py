"""The lexicons of names: well-formed, and no row contradicts another."""

from __future__ import annotations

import re

import pytest

from extractor.lexicons import load

LEXICONS = (
    "titles",
    "roles",
    "organisation_heads",
    "known_bodies",
    "not_names",
    "name_parts",
    "name_cues",
    "countries",
)
KINDS = {
    "government", "committee", "company", "party", "court", "police", "military", "media", "school", "hospital", "ngo",
    "international", "sport", "other",
}  # fmt: skip


def lists(table: dict[str, object]) -> list[list[str]]:
    found: list[list[str]] = []
    for value in table.values():
        if isinstance(value, list):
            found.append(value)
        elif isinstance(value, dict):
            found += lists(value)
    return found


@pytest.mark.parametrize("name", LEXICONS)
def test_no_row_twice_in_a_list(name: str) -> None:
    for rows in lists(load(name)):
        assert len(rows) == len(set(rows)), sorted(row for row in set(rows) if rows.count(row) > 1)


@pytest.mark.parametrize("name", LEXICONS)
def test_rows_are_trimmed(name: str) -> None:
    assert all(row == row.strip() and row for rows in lists(load(name)) for row in rows)


def test_kinds_are_those_of_the_record() -> None:
    assert set(load("known_bodies")) <= KINDS
    assert set(load("organisation_heads")["heads"]) <= KINDS


def test_a_known_body_has_one_kind() -> None:
    names = [name for rows in load("known_bodies").values() for name in rows]
    assert len(names) == len(set(names)), sorted(name for name in set(names) if names.count(name) > 1)


def test_a_head_has_one_kind() -> None:
    heads = [head for rows in load("organisation_heads")["heads"].values() for head in rows]
    assert len(heads) == len(set(heads)), sorted(head for head in set(heads) if heads.count(head) > 1)


def test_weak_and_wide_heads_are_heads() -> None:
    lexicon = load("organisation_heads")
    heads = {head for rows in lexicon["heads"].values() for head in rows}
    assert set(lexicon["weak"]["heads"]) <= heads
    assert set(lexicon["wide"]["heads"]) <= heads


def test_known_bodies_are_no_places() -> None:
    countries = load("countries")
    places = set(countries["names"]) | set(countries["towns"])
    assert not places & {name for rows in load("known_bodies").values() for name in rows}


def test_codes_are_of_two_capitals() -> None:
    countries = load("countries")
    codes = [code for key in ("names", "demonyms", "towns") for code in countries[key].values()]
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in codes)
    assert set(countries["parts"]["of_countries"]) <= set(countries["names"])


def test_names_of_countries_are_those_of_cldr() -> None:
    from babel import Locale

    territories = Locale("en").territories
    assert all(
        code in territories for key in ("names", "demonyms", "towns") for code in load("countries")[key].values()
    )
    for name in ("Cambodia", "Vietnam", "Kenya", "Peru"):
        assert territories[load("countries")["names"][name]] == name
