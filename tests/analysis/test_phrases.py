"""Words, phrases and clauses read without a parser."""

from __future__ import annotations

import pytest
import spacy

from extractor.analysis.wording.phrases import Phrases, clause_bounds, subject_before, with_complements
from extractor.analysis.wording.word_reader import read_words

NLP = spacy.blank("en")


def read(text: str) -> Phrases:
    doc = NLP.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return Phrases(read_words(doc))


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("The reports were late.", "reports", "noun"),
        ("The bank reports a loss.", "reports", "verb"),
        ("Tea exports to Mali will fall.", "exports", "noun"),
        ("They will export tea.", "export", "verb"),
        ("The cut was deep.", "cut", "noun"),
        ("He cut the rope.", "cut", "past"),
        ("The sowing was late.", "sowing", "noun"),
        ("They are sowing maize.", "sowing", "ing"),
        ("He said that it rained.", "that", "subordinator"),
        ("The goats that fell died.", "that", "relative"),
        ("That year it rained.", "that", "determiner"),
        ("Her ship sank.", "her", "determiner"),
        ("It cost her.", "her", "pronoun"),
        ("It's late.", "'s", "be"),
        ("Tom's goat", "'s", "possessive"),
        ("The US army left.", "us", "name"),
        ("They saw us.", "us", "pronoun"),
        ("in South Sudan", "south", "name"),
        ("It lies south of here.", "south", "adverb"),
    ],
)
def test_class_of_a_word(text: str, word: str, tag: str) -> None:
    words = read(text).words
    assert words.tags[words.lowers.index(word)] == tag


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The old mill made carts.", ["The old mill", "carts"]),
        ("Kenya's largest port is closed.", ["Kenya's largest port"]),
        ("A long-term plan for rural schools failed.", ["A long-term plan", "rural schools"]),
        ("Rising food prices hurt the poor.", ["food prices", "the poor"]),
        ("They sell stolen goods and old cars.", ["stolen goods", "old cars"]),
        ("...", []),
    ],
)
def test_base_phrases(text: str, phrases: list[str]) -> None:
    found = read(text)
    covering = [phrase for i in range(len(found.words.texts)) if (phrase := found.at(i)) and phrase.start == i]
    assert [found.text(p.start, p.end) for p in covering] == phrases


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The price of bread in the north rose.", "rose", "The price"),
        ("Sales of tea, coffee, and sugar rose.", "rose", "Sales"),
        ("The bank said the town lost.", "lost", "the town"),
        ("Prices for fruit such as plums rose.", "rose", "Prices"),
    ],
)
def test_subject_of_a_verb(text: str, verb: str, subject: str) -> None:
    found = read(text)
    phrase = subject_before(found, found.words.lowers.index(verb))
    assert phrase is not None
    assert found.text(phrase.start, phrase.end) == subject


@pytest.mark.parametrize(
    ("text", "head", "whole"),
    [
        (
            "They filed complaints about noise in bars on Monday.",
            "complaints",
            "complaints about noise in bars on Monday",
        ),
        ("the price of tea and coffee", "price", "the price of tea and coffee"),
        ("A loaf of bread from the mill", "loaf", "A loaf of bread"),
    ],
)
def test_phrase_with_its_complements(text: str, head: str, whole: str) -> None:
    found = read(text)
    phrase = found.at(found.words.lowers.index(head))
    assert phrase is not None
    assert found.text(phrase.start, with_complements(found, phrase)) == whole


def test_clause_ends_at_its_joints() -> None:
    words = read("The mill closed, while the port, which is old, made a profit.").words
    start, end = clause_bounds(words, words.lowers.index("profit"))
    assert " ".join(words.texts[start:end]) == "made a profit"
    start, end = clause_bounds(words, words.lowers.index("mill"))
    assert " ".join(words.texts[start:end]) == "The mill closed"


def test_words_know_their_characters_and_sentences() -> None:
    doc = NLP.make_doc("One.\n\n  Two goats.")
    for token in doc:
        token.is_sent_start = token.text in {"One", "Two"}
    words = read_words(doc, quantities=[(8, 11)])
    assert words.sentence_span(1) == (8, 18)
    assert (words.sentence_at(0), words.sentence_at(9), words.sentence_at(99)) == (0, 1, 1)
    assert words.tags[words.at(8)] == "quantity"
    assert read_words(NLP.make_doc("")).sentence_at(0) == 0
