"""`article_ner` finds what spaCy's own `ner` finds with the same weights."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.analysis import network
from extractor.components import register
from extractor.components.entities import GreedyEntityRecognizer
from extractor.model import LABELS, build_pipeline, find_model

TEXTS = [
    "Sok Dara, governor of Kampot province, met the World Bank's Anna Lindqvist in Phnom Penh on 3 May 2024.",
    "On Tuesday, Nguyen Thi Hoa of Vietnam Rubber Group sold 400 tonnes for $1.5 million.\n\nThe Ministry\n\nHealth",
    "“We will pay,” said Mr. O'Brien. Barclays did not. The United Nations Children's Fund, UNICEF, gave 5 per cent.",
    "A A A A A Bank of Bank of Bank of the the of and",
    "   \n\n  ",
    "Paris",
]


MEDIUM = "en_core_web_md"  # its network reads static vectors, too


@cache
def pipelines(name: str = "") -> tuple[Language, Language]:
    register()
    without = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    reference = spacy.load(name or find_model(), exclude=without)
    ours = spacy.load(name or find_model(), exclude=without, config={"components.ner.factory": "article_ner"})
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


@pytest.mark.parametrize("known", [50_000, 24, 2], ids=["all", "forgotten", "too many"])
def test_same_entities_where_the_network_is_only_read(known: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "WORDS_KNOWN", known)
    reference, _ = pipelines()
    ours = build_pipeline()
    ner = ours.get_pipe("ner")
    assert isinstance(ner, GreedyEntityRecognizer)
    assert ner.only_reads
    for text in [*TEXTS, *TEXTS]:
        assert entities(ours(text)) == entities(reference(text))
    texts = ["", *TEXTS]
    assert [entities(doc) for doc in ours.pipe(texts)] == [entities(reference(text)) for text in texts]


def test_a_network_of_another_kind_is_used_as_it_is(tmp_path: Path) -> None:
    ner = build_pipeline(listening_model(tmp_path / "model")).get_pipe("ner")
    assert isinstance(ner, GreedyEntityRecognizer)
    assert not ner.only_reads


@pytest.mark.skipif(not importlib.util.find_spec(MEDIUM), reason="the medium model is not installed")
def test_same_entities_as_spacy_with_the_medium_model() -> None:
    reference, ours = pipelines(MEDIUM)
    assert [entities(ours(text)) for text in TEXTS] == [entities(reference(text)) for text in TEXTS]


def listening_model(folder: Path) -> str:
    """A model with drawn weights whose `ner` listens to a shared network that reads static vectors."""
    nlp = spacy.blank("en")
    draw = np.random.default_rng(5)
    for word in {word for text in TEXTS for word in text.split()}:
        nlp.vocab.set_vector(word, draw.normal(size=8).astype("f"))  # type: ignore[arg-type]  # it is one
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 32, "attrs": ["NORM"], "rows": [200]}
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 32, "window_size": 1, "maxout_pieces": 3}
    network = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {**embed, "include_static_vectors": True},
        "encode": {**encode, "depth": 1},
    }
    nlp.add_pipe("tok2vec", config={"model": network})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 32, "upstream": "tok2vec"}
    ner = nlp.add_pipe("ner", config={"model": {"tok2vec": listener}})
    for label in sorted(LABELS):
        ner.add_label(label)  # type: ignore[attr-defined]  # of the ner, not of any component
    nlp.initialize()
    upper = ner.model.get_ref("upper")  # type: ignore[attr-defined]  # nothing is learnt: its weights are zeros
    upper.set_param("W", draw.normal(size=upper.get_param("W").shape).astype("f"))
    nlp.to_disk(folder)
    return str(folder)


def test_same_entities_where_ner_listens_to_a_shared_network(tmp_path: Path) -> None:
    name = listening_model(tmp_path / "model")
    reference, ours = spacy.load(name), build_pipeline(name)
    reference.add_pipe("article_sentences", first=True)
    assert isinstance(ours.get_pipe("ner"), GreedyEntityRecognizer)
    found = [entities(reference(text)) for text in TEXTS]
    assert sum(map(len, found)) > len(TEXTS)
    assert [entities(ours(text)) for text in TEXTS] == found


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
