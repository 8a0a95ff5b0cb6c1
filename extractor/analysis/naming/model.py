"""The model's entities, put right at their edges: articles, titles, possessives, brackets, hyphens, lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractor.analysis.naming import phrases
from extractor.analysis.naming.body_edges import with_suffix
from extractor.analysis.naming.body_lexicon import head_kinds, known_bodies
from extractor.analysis.naming.titles import INITIAL, NAME_WORD, name_end, never_first, never_in_names, particles
from extractor.analysis.naming.words import POSSESSIVES, QUOTES, Words, closed_class, sentence_openers
from extractor.lexicons import load

KINDS = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "other", "NORP": "people",
    "PRODUCT": "other", "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other", "LANGUAGE": "other",
}  # fmt: skip
MAX_LEFT = 3
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
        for start, end in _pieces(words, span.start, span.end, kind):
            start, end = trimmed(words, start, end)
            if start < end and kind == "person":
                start, end = _person_edges(words, start, end)
            elif start < end and kind == "organisation":
                end = with_suffix(words, end)
            while out and start < end and out[-1].start >= start:  # a longer span swallows the pieces before it
                out.pop()
            if start < end and (not out or start >= out[-1].end) and any(words.cap[start:end]):
                out.append(Entity(start, end, kind, span.label_))
    return out


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
        if words.text[i] in CUTS or "\n" in words.text[i] or (i > at and words.sentence[i] != words.sentence[i - 1]):
            yield at, i
            at = (
                i
                if words.sentence[i] != words.sentence[i - 1]
                and words.text[i] not in CUTS
                and "\n" not in words.text[i]
                else i + 1
            )
        elif (words.text[i] in POSSESSIVES and i + 1 < end and i > at and not _keeps_possessive(words, at, i)) or (
            words.text[i] == "," and kind == "organisation" and _parts_list(words, at, i, end)
        ):
            yield at, i
            at = i + 1
    yield at, end


def _keeps_possessive(words: Words, start: int, i: int) -> bool:
    return words.lower[i - 1] in phrases.words_of("name_parts", "possessive_names")


def _parts_list(words: Words, start: int, comma: int, end: int) -> bool:
    """Whether a comma parts two bodies: the first has a head of its own, or no head is before the comma at all."""
    fields = phrases.words_of("roles", "portfolios")
    return not (words.lower[comma - 1] in fields and words.lower[comma - 1] not in head_kinds())


def _person_edges(words: Words, start: int, end: int) -> tuple[int, int]:
    """A person's span without titles, with its hyphens and with the name words that follow."""
    at = start
    while at < end:
        past = max(
            phrases.honorifics().match(words, at),
            phrases.ranks().match(words, at),
            phrases.role_heads().match(words, at),
        )
        if past == at or past >= end or not words.cap[past]:
            break
        at = past
    start = at
    while end < len(words) and words.hyphen_at(end) and NAME_WORD.match(words.text[end + 1]):
        end += 2
    if words.text[end - 1] == "-" and end < len(words):
        end += 1
    if words.hyphen_at(start - 1) and words.cap[start - 2]:
        start -= 2
    start = _with_initials(words, _further_left(words, start))
    while end - 1 > start and not words.cap[end - 1] and not words.hyphen_at(end - 2):
        end -= 1
    return start, max(end, _longer(words, start, end))


def _further_left(words: Words, start: int) -> int:
    """Where the name words before the model's span start: `Ana Elizabeth` before `García`."""
    at = start
    if (
        words.same_sentence(at - 2, start)
        and words.lower[at - 1] in particles()
        and words.cap[at - 2]
        and NAME_WORD.match(words.text[at - 2])
    ):
        at -= 2
    while (
        at > start - MAX_LEFT - 2
        and words.same_sentence(at - 1, start)
        and words.cap[at - 1]
        and NAME_WORD.match(words.text[at - 1])
    ):
        word, text = words.lower[at - 1], words.text[at - 1]
        opening = words.opens_sentence(at - 1)
        if (
            (opening and (word in sentence_openers() or word.endswith(("ed", "ing", "ly"))))
            or word in never_in_names() or word in never_first() or word in head_kinds() or (text.isupper() and len(text) > 1)
            or text in load("countries")["names"] or text in load("countries")["towns"] or text in load("countries")["demonyms"]
            or word in phrases.words_of("not_names", "words") or word in closed_class() or word in phrases.words_of("name_parts", "days_and_months")
            or phrases.honorifics().match_back(words, at) < at or phrases.ranks().match_back(words, at) < at or phrases.role_heads().match_back(words, at) < at
        ):  # fmt: skip
            break
        at -= 1
    return at


def _with_initials(words: Words, start: int) -> int:
    """Where the initials before a name start: `M. K. Gandhi`, `HV Seshadri`."""
    at = start
    while at > 0 and words.same_sentence(at - 1, start):
        text = words.text[at - 1]
        short = (
            len(text) == 2
            and text.isalpha()
            and text.isupper()
            and text not in phrases.words_of("not_names", "acronyms")
            and text not in known_bodies()
        )
        if (
            (not INITIAL.match(text) and not short)
            or text in load("countries")["names"]
            or (text in {"I", "A"} and words.opens_sentence(at - 1))
        ):
            break
        at -= 1
    return at


def _longer(words: Words, start: int, end: int) -> int:
    """Where the run of name words goes on past the model's end: `Yoon Suk` … `-yeol`, `Chuang Shuk` `-kwan`."""
    stop = name_end(words, start, after_title=False)
    run = stop
    for i in range(end, stop):
        if (
            phrases.role_heads().match(words, i) > i
            or words.lower[i] in never_in_names()
            or words.lower[i] in closed_class()
        ):
            run = i
            break
    return run
