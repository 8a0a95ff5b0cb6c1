"""Names as text: what may be one name, and what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values.names import bare, folded, is_acronym_of, is_part_of, may_be_misspelt, name_cased, name_parts


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("NCDM", "National Committee for Disaster Management"),
        ("WHO", "World Health Organization"),
        ("OCHA", "Office for the Coordination of Humanitarian Affairs"),
        ("MoEYS", "Ministry of Education, Youth and Sport"),
        ("UNHCR", "United Nations High Commissioner for Refugees"),
    ],
)
def test_acronyms(acronym: str, name: str) -> None:
    assert is_acronym_of(acronym, name)


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("WHO", "World Bank"),
        ("GDP", "Ministry of Economy"),
        ("A", "Asean"),
        ("NCDM", "Ministry of Disaster Management"),
        ("US", ""),
    ],
)
def test_no_acronyms(acronym: str, name: str) -> None:
    assert not is_acronym_of(acronym, name)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Vannak", "Keo Vannak"),
        ("K. Vannak", "Keo Vannak"),
        ("Siti Hajar", "Siti Hajar binti Musa"),
        ("Lopez", "Maria Lopez Prieto"),
    ],
)
def test_parts(short: str, full: str) -> None:
    assert is_part_of(name_parts(short), name_parts(full))


@pytest.mark.parametrize(
    ("short", "full"), [("Vannak Keo Sok", "Keo Vannak"), ("Dara", "Keo Vannak"), ("", "Keo Vannak")]
)
def test_no_parts(short: str, full: str) -> None:
    assert not is_part_of(name_parts(short), name_parts(full))


@pytest.mark.parametrize(("a", "b"), [("mohammed", "mohamed"), ("vladimir", "vladimyr")])
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert may_be_misspelt(a, b)


@pytest.mark.parametrize(("a", "b"), [("maria", "mario"), ("anna", "anne"), ("ivanov", "ivanova"), ("rose", "rosa")])
def test_names_that_may_be_two(a: str, b: str) -> None:
    assert not may_be_misspelt(a, b)


@given(st.text(max_size=40))
def test_any_text(text: str) -> None:
    assert folded(text) == folded(f"the {text}") or not text.strip()
    assert bare(text) in " ".join(text.split())
    assert name_cased(text).casefold() == text.casefold() or text == text.upper()
    assert is_part_of(name_parts(text), name_parts(text)) or not name_parts(text)
