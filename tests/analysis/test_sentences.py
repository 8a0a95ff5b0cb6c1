"""Sentences of blank Docs: one example a rule."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.components.sentences import Sentences
from extractor.facts import plain_article

NLP = spacy.blank("en")
SENTENCES = Sentences()


def split(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in SENTENCES(NLP(text)).sents]


@pytest.mark.parametrize(
    "parts",
    [
        ["He left.", "She stayed!", "Why?", "No one knows."],
        ["Mr. Tan paid Dr. Lim $3.50.", "It was late."],
        ['He said: "We go now."', "They went."],
        ['"We go now."', '"Not yet," she said.'],
        ["“We go now.”", "“Not yet,” she said."],
        ["He left the U.S. Embassy in May.", "It was hot."],
        ["He came from the U.S.", "The others came later."],
        ["It met at 9 p.m. on Friday.", "It met again at 5 a.m.", "Nobody came."],
        ["J. K. Sok wrote it.", "It sold well."],
        ["The firm (Sok & Co. Ltd.) closed.", "Its debts remain."],
        ["He paused ... then went on.", "Then he stopped…", "It was over."],
        ["Prices rose 3.5 per cent.", "7 of 10 shops closed."],
    ],
)
def test_sentence_ends(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_a_sentence_ends_where_its_block_ends() -> None:
    assert split("Rice exports rise\n\nExports rose\nin May\n\nthey fell in June") == [
        "Rice exports rise", "Exports rose\nin May", "they fell in June",
    ]  # fmt: skip


@given(st.text(alphabet=" \n.\"'”“ab1A()", max_size=60))
def test_every_sentence_starts_inside_one_block(text: str) -> None:
    doc = SENTENCES(NLP(text))
    for sentence in doc.sents:
        blocks = {
            number
            for number, block in enumerate(plain_article(text).blocks)
            for token in sentence
            if not token.is_space and block.start <= token.idx < block.end
        }
        assert len(blocks) <= 1
