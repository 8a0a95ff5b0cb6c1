"""The component `article_dates` in somebody else's pipeline, on odd Docs, and what it leaves on them."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractor import facts, report
from extractor.components.dates import NO_DATE

TEXT = "The market burned on Monday.\n\nIn 2024 it had 12 fires, up from 9 the previous year, from June to July 2024."


@pytest.fixture(scope="module")
def nlp() -> Language:
    alone = spacy.blank("en")
    alone.add_pipe("article_dates")
    return alone


def read(nlp: Language, text: str, published: str | None = None) -> Doc:
    doc = nlp.make_doc(text)
    facts.put_article(doc, facts.plain_article(text, published=published))
    return nlp(doc)


def values(doc: Doc) -> list[tuple[str, str | None]]:
    return [(date.text, date.timex) for date in facts.get(doc, report.DateExpression)]


def test_alone_without_sentences_or_model(nlp: Language) -> None:
    doc = read(nlp, TEXT, "2025-03-28")
    assert values(doc) == [
        ("Monday", "2025-03-24"),
        ("2024", "2024"),
        ("the previous year", "2023"),
        ("June", "2024-06"),
        ("July 2024", "2024-07"),
    ]
    (joined,) = facts.get(doc, report.DateRange)
    assert (joined.from_, joined.to, joined.edtf) == ("d4", "d5", "2024-06/2024-07")
    assert not facts.get(doc, report.Warning)


def test_the_anchor_is_the_article_or_another_date(nlp: Language) -> None:
    monday, year, previous, *_ = facts.get(read(nlp, TEXT, "2025-03-28"), report.DateExpression)
    assert monday.anchor == report.Anchor(kind="published")
    assert year.anchor is None
    assert previous.anchor == report.Anchor(kind="date", date_id=year.id)


def test_without_a_date_a_warning_says_what_stays_open(nlp: Language) -> None:
    doc = read(nlp, TEXT)
    assert values(doc)[0] == ("Monday", "XXXX-WXX-1")
    assert facts.get(doc, report.Warning) == [report.Warning(code="no_reference_date", message=NO_DATE)]
    assert not facts.get(read(nlp, "It was founded in 1990."), report.Warning)


def test_a_doc_that_nobody_prepared(nlp: Language) -> None:
    assert values(nlp("It was founded in 1990, not last year.")) == [("1990", "1990"), ("last year", "XXXX")]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\x00\x00", "....", "\ud83d\ude00 2024".encode("utf-16", "surrogatepass").decode("utf-16")],
)
def test_odd_docs(nlp: Language, text: str) -> None:
    for date in facts.get(read(nlp, text, "2025-03-28"), report.DateExpression):
        assert text[date.start : date.end] == date.text == "2024"


def test_sentence_starts_part_expressions() -> None:
    parted = spacy.blank("en")
    parted.add_pipe("article_sentences")
    parted.add_pipe("article_dates")
    text = "The court sat in March. 2024 was its last full year."
    assert values(read(parted, text, "2025-03-28")) == [("March", "2025-03"), ("2024", "2024")]


def test_facts_survive_bytes(nlp: Language) -> None:
    doc = read(nlp, TEXT, "2025-03-28")
    box = DocBin(store_user_data=True, docs=[doc])
    (back,) = DocBin().from_bytes(box.to_bytes()).get_docs(nlp.vocab)
    assert facts.get(back, report.DateExpression) == facts.get(doc, report.DateExpression)


def test_days_and_moments_keep_their_types(nlp: Language) -> None:
    day, moment = facts.get(read(nlp, "On 5 May 2024 it struck at 0735 GMT.", "2024-05-06"), report.DateExpression)
    assert str(day.begins) == "2024-05-05"
    assert str(moment.begins) == "2024-05-05 07:35:00+00:00"
