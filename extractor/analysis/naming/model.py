"""The model's entities, put right at their edges: articles, titles, possessives, brackets, hyphens, lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractor.analysis.naming import phrases
from extractor.analysis.naming.body_edges import with_suffix
from extractor.analysis.naming.body_lexicon import head_kinds
from extractor.analysis.naming.person_edges import person_edges
from extractor.analysis.naming.words import POSSESSIVES, QUOTES, Words
from extractor.lexicons import word_list

KINDS = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "other", "NORP": "people",
    "PRODUCT": "other", "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other", "LANGUAGE": "other",
}  # fmt: skip
CUTS = frozenset({"(", ")", "[", "]", "{", "}", "/", ":", ";", "|", "•", "–", "—", "--", "@", "…", "*"}) | QUOTES


@dataclass(frozen=True, slots=True)
class Entity:
    """A span of the model after its edges are put right; `label` is the model's own."""

    start: int
    end: int
    kind: str
    label: str


def read_entities(doc: Doc, words: Words) -> list[Entity]:
    """The model's names in the order of the text, without overlap."""
    out: list[Entity] = []
    for span in doc.ents:
        kind = KINDS.get(span.label_)
        if kind is None:
            continue
        for piece in _pieces(words, span.start, span.end, kind):
            start, end = _edges(words, trimmed(words, *piece), kind)
            while out and start < end and out[-1].start >= start:  # a longer span swallows the pieces before it
                out.pop()
            if start < end and (not out or start >= out[-1].end) and any(words.cap[start:end]):
                out.append(Entity(start, end, kind, span.label_))
    return out


def _edges(words: Words, span: tuple[int, int], kind: str) -> tuple[int, int]:
    """A trimmed span with what the model left off."""
    start, end = span
    if start < end and kind == "person":
        return person_edges(words, start, end)
    if start < end and kind == "organisation":
        while end - 1 > start and (at := phrases.honorifics().match_back(words, end)) < end and at > start:
            end = at  # `Curepipe Mr`
        return start, with_suffix(words, end)
    return start, end


def trimmed(words: Words, start: int, end: int) -> tuple[int, int]:
    """Without white space, article, quotation marks, possessive and small words at the edges."""
    while start < end and (
        words.text[start].isspace()
        or words.text[start] in QUOTES
        or words.lower[start] in {"the", "a", "an"}
        or not words.text[start][0].isalnum()
    ):
        start += 1
    while start < end and (
        words.text[end - 1].isspace()
        or words.text[end - 1] in POSSESSIVES
        or words.text[end - 1] in QUOTES
        or words.lower[end - 1] in {"and", "of", "for", "in", "on", "the", "at", "by", "to"}
        or not (words.text[end - 1][-1].isalnum() or words.text[end - 1][-1] in ".+!")
    ):
        end -= 1
    return start, end


def _pieces(words: Words, start: int, end: int, kind: str) -> Iterator[tuple[int, int]]:
    """The span cut at brackets, line ends, sentence ends, lists and possessives that part two names."""
    at = start
    for i in range(start, end):
        text = words.text[i]
        if text in CUTS or "\n" in text or _parts_names(words, i, kind) or (text == "-" and not words.hyphen_at(i)):
            yield at, i
            at = i + 1
        elif i > at and words.sentence[i] != words.sentence[i - 1]:
            yield at, i
            at = i
    yield at, end


def _parts_names(words: Words, i: int, kind: str) -> bool:
    """A possessive or comma that parts two names: not `People's Daily`, not `Culture, Sports and Tourism`."""
    before = words.lower[i - 1] if i else ""
    if words.text[i] in POSSESSIVES:
        return before not in word_list("name_parts", "possessive_names")
    if kind == "person" and (words.text[i] == "&" or words.text[i][0].isdigit()):
        return True  # `Ann & Peter Lim`, a score after a name
    if words.text[i] == "," and kind == "organisation":
        return before in head_kinds() or before not in word_list("roles", "portfolios")
    return False
