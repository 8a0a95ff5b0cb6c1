"""Docs with claims put on them by hand, for tests of the components that read claims."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report


@cache
def english() -> Language:
    """A tokenizer and sentence ends, without a model."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


Mark = tuple[str, dict[str, Any]]


def doc_of(text: str, marks: list[Mark], *, sentences: bool = True) -> Doc:
    """A Doc whose claims are the marked pieces of text, each found after the one before; fields as given."""
    doc = english().make_doc(text)
    if sentences:
        doc = english().get_pipe("sentencizer")(doc)
    claims, at = [], 0
    for number, (piece, fields) in enumerate(marks, 1):
        at = text.index(piece, at)
        value = fields.pop("value", None)
        bounds = {} if value is None else {"low": Decimal(str(value)), "high": Decimal(str(value))}
        data = {"unit": "count", **bounds, **fields}
        sentence = _sentence(doc, at)
        claims.append(
            report.Claim(
                id=f"c{number}", start=at, end=at + len(piece), text=piece, sentence=sentence, rule="hand", **data
            )
        )
        at += len(piece)
    facts.put(doc, report.Claim, claims)
    return doc


def _sentence(doc: Doc, character: int) -> report.Span:
    if doc.has_annotation("SENT_START"):
        for sent in doc.sents:
            if sent.start_char <= character < sent.end_char:
                return report.Span(start=sent.start_char, end=sent.end_char)
    return report.Span(start=0, end=len(doc.text))
