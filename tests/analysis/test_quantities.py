"""Quantities of a Doc: spans, bounds, the publisher's country, and texts that nobody writes."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from extractor import facts
from extractor.analysis.quantities import find_quantities

NLP = spacy.blank("en")


def quantities(text: str, *, publisher: str | None = None, dateline: str | None = None) -> list[tuple[str, str]]:
    doc = NLP.make_doc(text)
    if publisher or dateline:
        article = facts.plain_article(text)
        facts.put_article(doc, article.model_copy(update={"publisher": publisher, "dateline": dateline}))
    return [(quantity.text, quantity.unit) for quantity in find_quantities(doc)]


def test_a_quantity_says_where_it_stands_and_what_bounds_it() -> None:
    text = "They sold more than US$1.5bn of rope."
    (found,) = find_quantities(NLP.make_doc(text))
    assert found.text == "US$1.5bn"
    assert (found.low, found.high, found.best) == (Decimal(1500000000), None, Decimal(1500000000))
    assert text[found.start : found.end] == found.text
    assert found.modifier_start is not None
    assert text[found.modifier_start : found.modifier_end] == "more than"
    assert (found.unit, found.modifier, found.rule) == ("USD", "more_than", "quantity.money_sign")


def test_a_range_and_a_vague_word_have_no_best_value() -> None:
    ranged, vague = find_quantities(NLP.make_doc("It needs 20-25 tonnes and hundreds of hands."))
    assert (ranged.low, ranged.high, ranged.best) == (Decimal(20), Decimal(25), None)
    assert (vague.low, vague.high, vague.best) == (Decimal(200), None, None)
    assert vague.modifier == "about"


@pytest.mark.parametrize(
    ("publisher", "dateline", "unit"),
    [
        (None, None, "USD"),
        ("The Sydney Gazette", None, "AUD"),
        ("gazette.example.com.au", None, "AUD"),
        (None, "SINGAPORE", "SGD"),
        ("The Toronto Gazette", "SINGAPORE", "CAD"),
        ("The Paris Gazette", None, "USD"),
    ],
)
def test_the_dollar_of_the_publisher(publisher: str | None, dateline: str | None, unit: str) -> None:
    assert quantities("It cost $5 million.", publisher=publisher, dateline=dateline) == [("$5 million", unit)]


def test_pounds_of_weight_and_of_money() -> None:
    assert quantities("It weighs 30 pounds.") == [("30 pounds", "lb")]
    assert quantities("They were paid 30 pounds.") == [("30 pounds", "GBP")]
    assert quantities("A jar of 30 pounds stood there.", publisher="The London Gazette") == [("30 pounds", "GBP")]


def test_the_age_of_a_person_in_brackets_needs_the_model() -> None:
    words = ["Ada", "Byron", "(", "36", ")", "sang", "."]
    doc = Doc(NLP.vocab, words=words)
    assert [q.text for q in find_quantities(doc)] == ["36"]
    doc.ents = [Span(doc, 0, 2, label="PERSON")]
    assert find_quantities(doc) == []


@pytest.mark.parametrize(
    "text", ["", "\0", "\n\n", "9" * 4000, "1," * 3000, "5 to " * 2000, "(" * 3000, "$" * 3000, "half a " * 2000]
)
def test_texts_that_nobody_writes(text: str) -> None:
    assert all(text[q.start : q.end] == q.text for q in find_quantities(NLP.make_doc(text)))


def test_numbers_out_of_bounds_are_no_quantities() -> None:
    assert quantities("It has " + "7" * 3000 + " legs, or 10000000000000000000 of them.") == []


@settings(max_examples=150)
@given(
    st.text(
        alphabet="0123456789 ,.-–$€%()\n'mkbnato fhe per cent two half dozens of more than between and", max_size=120
    )
)
def test_no_two_overlap(text: str) -> None:
    found = find_quantities(NLP.make_doc(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.low is not None or quantity.high is not None
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        assert all(
            value is None or isinstance(value, Decimal) for value in (quantity.low, quantity.high, quantity.best)
        )
