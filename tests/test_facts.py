"""Facts on a Doc: what is read is what was put there last, by whom and how ever."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, DocBin

from extractor import facts, report

NLP = spacy.blank("en")
PLACE = report.Place(id="l1", name="Quietville", rule="place.known", mentions=())


def doc_with_place() -> Doc:
    doc = NLP("Rain fell on Quietville.")
    facts.put(doc, report.Place, [PLACE])
    return doc


def test_a_new_list_takes_the_place_of_the_one_that_was_put() -> None:
    doc = doc_with_place()
    assert facts.get(doc, report.Place) == [PLACE]
    doc._.article_places = [{**doc._.article_places[0], "name": "Noisytown"}]
    assert [place.name for place in facts.get(doc, report.Place)] == ["Noisytown"]
    doc._.article_places = None
    assert facts.get(doc, report.Place) == []


def test_a_fact_added_to_the_list_is_read() -> None:
    doc = doc_with_place()
    doc._.article_places.append({**doc._.article_places[0], "id": "l2"})
    assert [place.id for place in facts.get(doc, report.Place)] == ["l1", "l2"]


def test_facts_stored_and_read_again_are_those_of_the_doc_that_was_read() -> None:
    first, again = doc_with_place(), Doc(NLP.vocab)
    (back,) = DocBin(store_user_data=True, docs=[first]).get_docs(NLP.vocab)
    assert facts.get(back, report.Place) == [PLACE]
    assert facts.get(again, report.Place) == []
    again.from_bytes(first.to_bytes())
    assert facts.get(again, report.Place) == [PLACE]
    assert facts.text_of(again) == first.text


def test_the_article_is_the_one_put_last_and_of_this_text() -> None:
    doc = NLP("Rain fell.")
    article = facts.plain_article(doc.text, published="2024-05-03")
    facts.put_article(doc, article)
    assert facts.get_article(doc) == article
    facts.put_article(doc, facts.plain_article("Other words.", published="2024-05-04"))
    assert (facts.get_article(doc).text, facts.get_article(doc).published) == ("Rain fell.", "2024-05-04")
