"""`article_ner` finds what spaCy's own `ner` finds with the same weights."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.components import register
from extractor.components.entities import GreedyEntityRecognizer
from extractor.model import find_model

TEXTS = [
    "Sok Dara, governor of Kampot province, met the World Bank's Anna Lindqvist in Phnom Penh on 3 May 2024.",
    "On Tuesday, Nguyen Thi Hoa of Vietnam Rubber Group sold 400 tonnes for $1.5 million.\n\nThe Ministry\n\nHealth",
    "“We will pay,” said Mr. O'Brien. Barclays did not. The United Nations Children's Fund, UNICEF, gave 5 per cent.",
    "A A A A A Bank of Bank of Bank of the the of and",
    "   \n\n  ",
    "Paris",
]


@cache
def pipelines() -> tuple[Language, Language]:
    register()
    without = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    reference = spacy.load(find_model(), exclude=without)
    ours = spacy.load(find_model(), exclude=without, config={"components.ner.factory": "article_ner"})
    for nlp in (reference, ours):
        nlp.add_pipe("article_sentences", before="ner")
    return reference, ours


def entities(doc: Doc) -> list[tuple[str, str]]:
    return [(entity.text, entity.label_) for entity in doc.ents]


@pytest.mark.parametrize("text", TEXTS)
def test_same_entities_as_spacy(text: str) -> None:
    reference, ours = pipelines()
    want, got = reference(text), ours(text)
    assert isinstance(ours.get_pipe("ner"), GreedyEntityRecognizer)
    assert entities(got) == entities(want)
    assert [token.ent_iob_ for token in got] == [token.ent_iob_ for token in want]


def test_same_entities_in_batches_with_empty_documents() -> None:
    reference, ours = pipelines()
    texts = ["", *TEXTS, ""]
    assert [entities(doc) for doc in ours.pipe(texts)] == [entities(reference(text)) for text in texts]


def test_entities_that_are_set_already_stay() -> None:
    _, ours = pipelines()
    doc = ours.get_pipe("article_sentences")(ours.make_doc("Barclays met Anna Lindqvist."))
    doc.set_ents([Span(doc, 0, 1, label="PERSON")], default="missing")
    assert ("Barclays", "PERSON") in entities(ours.get_pipe("ner")(doc))


def test_no_entity_crosses_a_sentence() -> None:
    _, ours = pipelines()
    doc = ours("He works for the Asian\n\nDevelopment Bank in Manila")
    assert all(entity.sent.end >= entity.end for entity in doc.ents)
    assert "Development" in [sentence[0].text for sentence in doc.sents]
