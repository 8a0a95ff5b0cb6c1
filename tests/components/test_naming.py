"""People, organisations and places in somebody else's pipeline, on odd Docs, and what they leave on them."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from extractor import facts, report
from extractor.analysis.naming import name_spans, naming

TEXT = (
    "Minister of Health Keo Vannak opened the clinic. Vannak, 51, thanked the Rural Doctors Association (RDA).\n\n"
    "Ruth Achieng, director of the Kenya Wildlife Service, came from Nairobi. The RDA paid."
)
ODD = [
    "",
    " ",
    "\n\n",
    "\x00\x00 A",
    "A " * 500,
    "(((((" * 200,
    "1,1,1," * 200,
    "The of for and",
    "“”" * 300,
    "Mr",
    "Gen.",
    "of the",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline without a model: what the rules find by themselves."""
    alone = spacy.blank("en")
    for name in ("organisations", "people", "places"):
        alone.add_pipe(f"article_{name}")
    return alone


def names(facts_found: list[report.Person] | list[report.Organisation] | list[report.Place]) -> list[str]:
    return [fact.name for fact in facts_found]


def test_alone_without_model_or_sentences(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert names(facts.get(doc, report.Person)) == ["Keo Vannak", "Ruth Achieng"]
    assert names(facts.get(doc, report.Organisation)) == ["Rural Doctors Association", "Kenya Wildlife Service"]


def test_roles_point_at_organisations(nlp: Language) -> None:
    doc = nlp(TEXT)
    bodies = {body.name: body.id for body in facts.get(doc, report.Organisation)}
    role = facts.get(doc, report.Person)[1].roles[0]
    assert (role.title, role.organisation_id) == ("director", bodies["Kenya Wildlife Service"])


def test_people_without_organisations_have_their_roles_without_ids() -> None:
    alone = spacy.blank("en")
    alone.add_pipe("article_people")
    role = facts.get(alone(TEXT), report.Person)[1].roles[0]
    assert (role.title, role.organisation, role.organisation_id) == ("director", "Kenya Wildlife Service", None)


def test_the_models_entities_are_read(nlp: Language) -> None:
    doc = nlp.make_doc("Yesterday Zor Quell sang. Everybody knows Quell.")
    doc.ents = [Span(doc, 1, 3, label="PERSON")]
    for name in ("organisations", "people", "places"):
        doc = nlp.get_pipe(f"article_{name}")(doc)
    (person,) = facts.get(doc, report.Person)
    assert [mention.text for mention in person.mentions] == ["Zor Quell", "Quell"]


def test_a_byline_is_a_person_without_mentions(nlp: Language) -> None:
    doc = nlp.make_doc("Prices rose on Monday.")
    article = facts.plain_article(doc.text).model_copy(update={"bylines": ("Sok Dara",)})
    facts.put_article(doc, article)
    (person,) = facts.get(nlp(doc), report.Person)
    assert (person.name, person.byline, person.mentions) == ("Sok Dara", True, ())


def test_a_byline_that_the_story_names_is_one_person(nlp: Language) -> None:
    doc = nlp.make_doc("Mr Sok Dara reports from Kampot.")
    facts.put_article(doc, facts.plain_article(doc.text).model_copy(update={"bylines": ("SOK DARA",)}))
    (person,) = facts.get(nlp(doc), report.Person)
    assert (person.name, person.byline, len(person.mentions)) == ("Sok Dara", True, 1)


def test_the_dateline_of_the_page_is_a_place(nlp: Language) -> None:
    doc = nlp.make_doc("QUIETVILLE – Prices rose on Monday.")
    facts.put_article(doc, facts.plain_article(doc.text).model_copy(update={"dateline": "QUIETVILLE"}))
    (place,) = facts.get(nlp(doc), report.Place)
    assert (place.name, place.country) == ("Quietville", None)


def test_names_end_where_blocks_end(nlp: Language) -> None:
    doc = nlp("Mr Sok\n\nDara came.")
    assert [m.text for person in facts.get(doc, report.Person) for m in person.mentions] == ["Sok"]


def test_mentions_stand_under_doc_spans_with_the_id_of_their_entity(nlp: Language) -> None:
    doc = nlp(TEXT)
    people = [(m.text, person.id) for person in facts.get(doc, report.Person) for m in person.mentions]
    assert sorted((span.text, span.id_) for span in doc.spans["article_people"]) == sorted(people)
    bodies = [(m.text, body.id) for body in facts.get(doc, report.Organisation) for m in body.mentions]
    assert sorted((span.text, span.id_) for span in doc.spans["article_organisations"]) == sorted(bodies)


def test_facts_survive_bytes(nlp: Language) -> None:
    doc = nlp(TEXT)
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    for model in (report.Person, report.Organisation, report.Place):
        assert facts.get(again, model) == facts.get(doc, model)
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for group in ("article_people", "article_organisations", "article_places"):
        spans = [(span.text, span.id_, span.label_) for span in doc.spans[group]]
        assert spans
        assert [(span.text, span.id_, span.label_) for span in copy.spans[group]] == spans
    assert naming(copy) == naming(doc) or [tuple(s) for s in naming(copy)["spans"]] == naming(doc)["spans"]


def test_spans_of_names_do_not_overlap(nlp: Language) -> None:
    spans = name_spans(nlp(TEXT))
    assert spans
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert facts.get(doc, report.Organisation) == [] or text.strip()


VOCABULARY = """
Mr Gen. Keo Vannak Minister of for the The Bank Ministry Health and , ( ) RDA - ’s ' “ ” bin al chair who is 31 years
old . Co Ltd in US Chinese committee PHOTO : / KAMPOT –
"""
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_every_mention_is_its_characters(nlp: Language, words: list[str]) -> None:
    text = "\n\n".join(" ".join(words[i : i + 12]) for i in range(0, len(words), 12))
    doc = nlp(text)
    people, bodies = facts.get(doc, report.Person), facts.get(doc, report.Organisation)
    places = facts.get(doc, report.Place)
    found = [person.mentions for person in people if not person.byline] + [body.mentions for body in bodies]
    for mentions in [*found, *(place.mentions for place in places)]:
        assert mentions
        for mention in mentions:
            assert text[mention.start : mention.end] == mention.text
            assert "\n" not in mention.text
    known = {body.id for body in bodies}
    for role in (role for person in people for role in person.roles):
        assert text[role.start : role.end] == role.title
        assert role.organisation_id is None or role.organisation_id in known
