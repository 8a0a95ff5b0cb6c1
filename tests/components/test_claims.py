"""The component `article_claims`: alone in a pipeline, beside its producers, and on input that is no text."""

from __future__ import annotations

from decimal import Decimal

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from extractor import extract_text, facts, report
from extractor.components.claims import Claims

NLP = spacy.blank("en")
HARD = [
    "",
    " ",
    "\n\n",
    "\x00 5 \x00",
    "(" * 3000 + "7" + ")" * 3000,
    "1,1," * 2000,
    "7 " * 2000,
    "A " * 2000 + "5",
    '"' * 1001 + " said 5 men",
    "5 of 5 of 5 of 5 of 5 of " * 300,
    "said that said that 5 " * 400,
    "up by 5 from 6, down by 7 from 8, " * 300,
    "which of which 5 who 6 that 7 " * 300,
    "In 2021 5, in 2022 6, " * 300,
    "- / - 5 - / -",
    "5",
    "the 5 recorded",
    "5 per capita worth per",
    "that that that 5 that",
    "’s 5 ’s ' 6 '",
]


def make_doc(text: str) -> Doc:
    return NLP.make_doc(text)


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_no_input_breaks_it(text: str) -> None:
    for claim in Claims().find(make_doc(text)):
        assert text[claim.start : claim.end] == claim.text
        assert claim.sentence.start <= claim.start < claim.end <= claim.sentence.end


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("5 7,.%$()\"'“”-–:;\nabs the of said in up from 2021 which and"), max_size=120))
def test_any_mixture_of_words_and_marks(text: str) -> None:
    claims = Claims().find(make_doc(text))
    ids = [claim.id for claim in claims]
    assert ids == [f"c{n}" for n in range(1, len(ids) + 1)]
    assert all(claim.same_as in ids[:n] for n, claim in enumerate(claims) if claim.same_as)


def test_alone_in_a_blank_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("article_claims")
    (claim,) = facts.get(nlp("Guards found 40 boats in the reeds."), report.Claim)
    assert (claim.head, claim.measure, claim.best, claim.period, claim.place_id) == (
        "boats",
        "boats in the reeds",
        Decimal(40),
        None,
        None,
    )


def test_facts_survive_a_doc_bin() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("article_claims")
    doc = nlp("The mill made 300 carts and 12 ploughs.")
    (back,) = (
        DocBin(store_user_data=True).from_bytes(DocBin(store_user_data=True, docs=[doc]).to_bytes()).get_docs(nlp.vocab)
    )
    assert facts.get(back, report.Claim) == facts.get(doc, report.Claim) != []


def test_links_point_at_facts_of_the_record() -> None:
    text = (
        "Anna Berg, head of the Harbour Institute, spoke in Norway. "
        "She said that 40 boats were seized in Norway in 2023, according to the Harbour Institute."
    )
    record = extract_text(text, published="2025-03-28")
    (claim,) = record.claims
    assert claim.period == "2023"
    assert claim.period_date_id in {date.id for date in record.dates}
    assert claim.place == "Norway"
    assert claim.place_id in {place.id for place in record.places}
    assert claim.attributed_to_id in {entity.id for entity in (*record.people, *record.organisations)}


def test_sentence_without_sentence_starts_is_the_whole_text() -> None:
    (claim,) = Claims().find(make_doc("They sold 30 goats"))
    assert (claim.sentence.start, claim.sentence.end) == (0, 18)
