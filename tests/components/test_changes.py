"""The component of changes and parts on Docs with claims put there by hand: whatever the Doc, it does what it can."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from extractor import facts, report
from extractor.components.changes import Changes
from tests.components.number_docs import Mark, doc_of

RISE = "Exports rose 12 per cent to 448 tonnes from 401 tonnes."
MARKS: list[Mark] = [
    ("12 per cent", {"value": 12, "unit": "percent"}),
    ("448 tonnes", {"value": 448, "unit": "t"}),
    ("401 tonnes", {"value": 401, "unit": "t", "period": "2023"}),
]


def changes(doc: Doc) -> list[report.Change]:
    return facts.get(Changes()(doc), report.Change)


def test_a_change_is_linked_to_its_numbers_by_id() -> None:
    (change,) = changes(doc_of(RISE, [(text, dict(fields)) for text, fields in MARKS]))
    assert (change.direction, change.current, change.baseline, change.delta) == ("up", "c2", "c3", "c1")
    assert (change.cue.text, change.baseline_period) == ("rose", "2023")
    assert RISE[change.cue.start : change.cue.end] == "rose"


def test_sentences_are_not_needed() -> None:
    (change,) = changes(doc_of(RISE, [(text, dict(fields)) for text, fields in MARKS], sentences=False))
    assert change.current == "c2"


@pytest.mark.parametrize(
    "text", ["", " ", "\0\0", "\n\n\n", "((((((((", "1,1,1,1,1", "rose", "up up up", "from to by of"]
)
def test_docs_without_claims_have_no_changes(text: str) -> None:
    doc = Changes()(spacy.blank("en").make_doc(text))
    assert facts.get(doc, report.Change) == []
    assert facts.get(doc, report.Part) == []


def test_numbers_of_one_sentence_past_all_prose_are_left_alone() -> None:
    text = "It rose " + "5 to 7 from 9, " * 100
    marks: list[Mark] = [(digit, {"value": int(digit)}) for _ in range(100) for digit in ("5", "7", "9")]
    assert changes(doc_of(text, marks)) == []


def test_facts_survive_bytes() -> None:
    doc = Changes()(doc_of(RISE, [(text, dict(fields)) for text, fields in MARKS]))
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert facts.get(again, report.Change) == facts.get(doc, report.Change)


def test_a_change_told_again_has_the_same_baseline() -> None:
    text = "The town had 197 fires, up by 33. Later: 197 fires, an increase of 33 from the 164 of 2023."
    marks: list[Mark] = [
        ("197", {"value": 197}),
        ("33", {"value": 33}),
        ("197", {"value": 197, "same_as": "c1"}),
        ("33", {"value": 33, "same_as": "c2"}),
        ("164", {"value": 164}),
    ]
    first, second = changes(doc_of(text, marks))
    assert (first.current, first.baseline, first.delta) == ("c1", "c5", "c2")
    assert (second.current, second.baseline, second.delta) == ("c3", "c5", "c4")


def test_a_headline_is_not_given_numbers_that_it_does_not_print() -> None:
    text = "Deportations double\n\nThe city deported 5,852 people, up from 2,159 people deported before."
    marks: list[Mark] = [
        ("double", {"value": 2, "unit": "times", "measure": "deportations"}),
        ("5,852", {"value": 5852, "measure": "people deported", "period": "2024"}),
        ("2,159", {"value": 2159, "measure": "people deported", "period": "2023"}),
    ]
    doc = doc_of(text, marks, sentences=False)
    doc[4].is_sent_start = True
    doc[3].is_sent_start = False
    found = {change.delta: change for change in changes(doc) if change.delta}
    assert found["c1"].current is None


def test_parts_are_linked_by_id() -> None:
    text = "Police held 45 people, 12 of them minors."
    doc = Changes()(doc_of(text, [("45", {"value": 45}), ("12", {"value": 12})]))
    (part,) = facts.get(doc, report.Part)
    assert (part.whole, part.part) == ("c1", "c2")
