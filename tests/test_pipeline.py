"""The spaCy pipeline: its model, its pieces, its components alone in somebody else's pipeline, facts that travel."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractor import components, facts, model, pipeline, report
from extractor.errors import InputError
from extractor.model import build_pipeline, find_model
from tests.corpus import extractor

FACTS = [f"article_{name}" for name in components.AFTER_NER]
COMPONENTS = ["article_sentences", *FACTS]
TEXT = (
    "Mayor Lena Ortiz of Brightwater said on Monday that 412 people were moved in Kenya in 2024, up by 62 from 350 in"
    " 2023.\n\n"
    "The Brightwater Council counted 19 more on March 3."
)
READ: list[type[report.Model]] = [
    report.Person, report.Organisation, report.Place, report.DateExpression, report.Claim, report.Change,
]  # fmt: skip


def found(doc: Doc) -> dict[str, list[report.Model]]:
    """All facts on a Doc."""
    return {kind.__name__: list(facts.get(doc, kind)) for kind in facts.EXTENSIONS}


def annotated() -> Doc:
    """The Doc of the text above."""
    return extractor().annotate(facts.plain_article(TEXT, published="2025-03-05"))


def test_the_pipeline_finds_facts_of_each_kind() -> None:
    doc = annotated()
    assert all(facts.get(doc, kind) for kind in READ)


def test_facts_stand_under_doc_spans() -> None:
    doc = annotated()
    claims, dates = doc.spans["article_claims"], doc.spans["article_dates"]
    assert [(span.text, span.label_, span.id_) for span in claims][:2] == [
        ("412", "Claim", "c1"),
        ("62", "Claim", "c2"),
    ]
    assert "2023" in [span.text for span in dates]
    assert "Lena Ortiz" in [span.text for span in doc.spans["article_people"]]
    assert [span.text for span in doc.spans["article_changes"]] == ["up"]


def test_only_what_ner_needs_of_the_model_is_loaded() -> None:
    names = extractor().nlp.pipe_names
    assert sorted(names) == sorted(["ner", *COMPONENTS])
    assert names[0] == "article_sentences"


def test_a_shared_network_is_kept_where_ner_listens_to_it(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    listening = {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}}
    nlp.add_pipe("ner", config={"model": listening})
    for label in sorted(model.LABELS):
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]  # of the ner, not of any component
    nlp.add_pipe("sentencizer")
    nlp.initialize()
    nlp.to_disk(tmp_path / "model")
    built = build_pipeline(str(tmp_path / "model"))
    assert built.pipe_names == ["article_sentences", "tok2vec", "ner", *FACTS]
    assert built("Anna Berg spoke in May 2024.").text


@pytest.mark.parametrize(
    ("language", "pipes", "sentence"),
    [("en", ["sentencizer"], "has no `ner`"), ("de", ["ner"], "for the language de"), ("en", ["ner"], "does not tell")],
)
def test_a_model_that_does_not_fit_is_refused(tmp_path: Path, language: str, pipes: list[str], sentence: str) -> None:
    nlp = spacy.blank(language)
    for pipe in pipes:
        nlp.add_pipe(pipe)
    nlp.initialize()
    nlp.to_disk(tmp_path / "model")
    with pytest.raises(InputError, match=sentence):
        build_pipeline(str(tmp_path / "model"))


def test_another_version_of_the_republished_weights_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(model.REPUBLISHED_META, "version", "3.8.1")
    if find_model() != model.REPUBLISHED:
        pytest.skip("the official model is installed")
    with pytest.raises(InputError, match="not the version that was reviewed"):
        build_pipeline()


def test_no_model_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(InputError, match="No English model is installed"):
        find_model()


@pytest.mark.parametrize("name", COMPONENTS)
def test_each_component_works_alone(name: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    for text in ("", TEXT, "\x00 \x00", "1,1,1,1," * 50, "((((" * 50, "A " * 50):
        assert nlp(text).text == text


@pytest.mark.parametrize("name", COMPONENTS)
def test_each_component_says_what_it_assigns(name: str) -> None:
    assert Language.get_factory_meta(name).assigns


def test_the_components_are_announced_to_spacy() -> None:
    announced = {point.name: point for point in entry_points(group="spacy_factories")}
    assert {name for name in announced if name.startswith("article_")} == {*COMPONENTS, "article_ner"}
    assert all(callable(announced[name].load()) for name in COMPONENTS)


@pytest.mark.parametrize("kind", ["bytes", "docbin"])
def test_facts_survive_being_written(kind: str) -> None:
    doc = annotated()
    nlp = spacy.blank("en")
    if kind == "bytes":
        back = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    else:
        (back,) = DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(nlp.vocab)
    assert found(back) == found(doc)
    assert [span.id_ for span in back.spans["article_claims"]] == [span.id_ for span in doc.spans["article_claims"]]


def test_facts_survive_other_processes() -> None:
    nlp = extractor().nlp
    texts = [TEXT, "In May 2023 the port handled 40,000 tonnes.", ""]
    alone = [found(nlp(text)) for text in texts]
    assert [found(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == alone


def test_a_long_text_is_read_in_pieces_with_the_same_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = extractor().text(TEXT, published="2025-03-05")
    monkeypatch.setattr(pipeline, "PIECE", len(TEXT) - 5)
    pieces = extractor().text(TEXT, published="2025-03-05")
    assert pieces.model_dump() == whole.model_dump()


def test_the_model_s_limit_is_no_limit_of_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = extractor().nlp
    monkeypatch.setattr(nlp, "max_length", 120)
    long = extractor().text("\n\n".join([TEXT] * 4), published="2025-03-05")
    assert [claim.text for claim in long.claims] == ["412", "62", "350", "19"] * 4


def test_text_past_the_limit_is_given_without_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MAX_ANALYSED", len(TEXT) - 3)
    record = extractor().text(TEXT, published="2025-03-05")
    assert record.article.text == TEXT
    assert [claim.text for claim in record.claims] == ["412", "62", "350"]
    assert [warning.code for warning in record.warnings] == ["text_too_long"]


def test_no_sentence_is_without_end() -> None:
    doc = extractor().annotate(facts.plain_article("In Kenya " + "57 " * 3000))
    assert max(len(sentence) for sentence in doc.sents) <= 400


BLOCKS = st.lists(st.text("ab \n.", min_size=1, max_size=30), max_size=8).map("\n\n".join)


@settings(max_examples=200, deadline=None)
@given(BLOCKS, st.integers(1, 40), st.integers(0, 60))
def test_pieces_end_past_where_they_start_and_within_the_limit(text: str, limit: int, start: int) -> None:
    article = facts.plain_article(text)
    start = min(start, max(len(text) - 1, 0))
    end = pipeline._cut(article, start, limit)
    assert end <= max(start + limit, len(text))
    assert end > start or not text


@settings(max_examples=50, deadline=None)
@given(BLOCKS, st.integers(1, 40))
def test_pieces_make_up_the_text(text: str, limit: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "PIECE", limit)
        assert extractor().annotate(facts.plain_article(text)).text == text
