"""The component of checks on Docs with claims put there by hand: verdicts, doubts, repeats, and any Doc at all."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from extractor import facts, report
from extractor.components.changes import Changes
from extractor.components.checks import Checks
from tests.components.number_docs import Mark, doc_of


def checks(doc: Doc) -> list[report.Check]:
    return facts.get(Checks()(Changes()(doc)), report.Check)


def rise(**fields: Any) -> list[Mark]:
    """Two values and a rate that is not between them."""
    return [
        ("25 per cent", {"value": 25, "unit": "percent", **fields}),
        ("449 tonnes", {"value": 449, "unit": "t", **fields}),
        ("401 tonnes", {"value": 401, "unit": "t"}),
    ]


RISE = "Exports rose 25 per cent to 449 tonnes from 401 tonnes."


def test_a_contradiction_says_what_the_sum_gives() -> None:
    (check,) = checks(doc_of(RISE, rise()))
    assert (check.kind, check.verdict) == ("percent_change", "inconsistent")
    assert check.working == "(449 tonnes - 401 tonnes) / 401 tonnes = 11.97 per cent, not 25 per cent."
    assert [(term.role, term.claim) for term in check.terms] == [("current", "c2"), ("baseline", "c3"), ("delta", "c1")]


def test_numbers_of_two_places_do_not_contradict_each_other() -> None:
    marks = rise()
    marks[1][1]["place"], marks[2][1]["place"] = "Chile", "Peru"
    (check,) = checks(doc_of(RISE, marks))
    assert check.verdict == "not_checkable"
    assert "different places (Chile and Peru)" in check.working


def test_what_did_not_happen_is_not_checked() -> None:
    assert checks(doc_of(RISE, rise(status="denied"))) == []


def test_without_changes_and_parts_repeats_are_still_checked() -> None:
    text = "There are 27 countries. All 27 countries signed."
    doc = doc_of(text, [("27", {"value": 27}), ("27", {"value": 27, "same_as": "c1"})])
    (check,) = facts.get(Checks()(doc), report.Check)
    assert (check.kind, check.verdict, check.working) == ("agreement", "consistent", "27 = 27.")


def test_the_same_thing_three_times_is_one_agreement() -> None:
    text = "It has 27 members. The 27 met. Of 27, none spoke."
    marks: list[Mark] = [
        ("27", {"value": 27}),
        ("27", {"value": 27, "same_as": "c1"}),
        ("27", {"value": 27, "same_as": "c2"}),
    ]
    (check,) = [check for check in checks(doc_of(text, marks)) if check.kind == "agreement"]
    assert [term.claim for term in check.terms] == ["c1", "c2", "c3"]


def test_one_average_with_two_values_is_a_contradiction() -> None:
    text = (
        "The north gave 93 per cent, up 61 points, compared with a national average of 68 per cent. "
        "In all 93 per cent is 61 points above the average of 32 per cent."
    )
    marks: list[Mark] = [
        (piece, {"value": piece.split()[0], "unit": unit})
        for piece, unit in [
            ("93 per cent", "percent"), ("61 points", "percentage_point"), ("68 per cent", "percent"),
            ("93 per cent", "percent"), ("61 points", "percentage_point"), ("32 per cent", "percent"),
        ]
    ]  # fmt: skip
    found = {(check.kind, check.verdict): check.working for check in checks(doc_of(text, marks))}
    assert found["agreement", "inconsistent"] == "The same thing is given as 68 per cent and as 32 per cent."
    assert found["difference", "inconsistent"] == "93 per cent - 68 per cent = 25, not 61 points."


def test_a_difference_over_time_beside_an_average_is_no_contradiction() -> None:
    text = "The north gave 93 per cent, up 61 points, compared with a national average of 68 per cent."
    marks: list[Mark] = [
        ("93 per cent", {"value": 93, "unit": "percent"}),
        ("61 points", {"value": 61, "unit": "percentage_point"}),
        ("68 per cent", {"value": 68, "unit": "percent"}),
    ]
    (check,) = checks(doc_of(text, marks))
    assert check.verdict == "not_checkable"


@pytest.mark.parametrize("text", ["", " ", "\0", "((((", "1 1 1 1", "of which 3 of the 5 : 4 and 6"])
def test_any_doc_is_survived(text: str) -> None:
    assert facts.get(Checks()(spacy.blank("en").make_doc(text)), report.Check) == []


def test_facts_survive_bytes() -> None:
    doc = Checks()(Changes()(doc_of(RISE, rise())))
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert facts.get(again, report.Check) == facts.get(doc, report.Check)
