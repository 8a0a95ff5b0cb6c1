"""Reads the words of a Doc with their classes.

No tagger runs: a class is what the word's form and its neighbours allow, and is meant for finding phrases and clauses
around a number, not for grammar at large.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.attrs import ENT_TYPE, IDX, IS_SPACE, LENGTH, SENT_START
from spacy.tokens import Doc

from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.ambiguity import settle
from extractor.analysis.wording.classing import class_by_form, in_capitals
from extractor.analysis.wording.words import Words
from extractor.values.inflection import verb_forms

NAME_KINDS = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")  # the model's labels
AMBIGUOUS = frozenset({w.VERB, w.ING, w.PAST})
AMBIGUOUS_WORDS = frozenset({"that", "her", "per", "capita", "worth"})


def read_words(
    doc: Doc,
    *,
    quantities: Iterable[tuple[int, int]] = (),
    times: Iterable[tuple[int, int]] = (),
    text: str | None = None,
) -> Words:
    """The words of the Doc; those inside the given spans of characters are classed as quantity or time.

    text: the Doc's text where the caller has it, for spaCy joins it anew each time it is asked.
    """
    words, names = _split(doc, doc.text if text is None else text)
    for spans, tag in ((times, w.TIME), (quantities, w.QUANTITY)):
        for start, end in spans:
            first, last = words.span(start, end)
            if tag == w.QUANTITY and last < len(words.texts) and words.texts[last] == "+" and words.starts[last] == end:
                last += 1  # "2,500+ visitors"
            words.tags[first:last] = [tag] * (last - first)
    for first, last in words.sentences:
        _classify(words, first, last, opens_with_name=first in names)
    return words


def _split(doc: Doc, text: str) -> tuple[Words, set[int]]:
    """The words without classes, and which of them the model takes for names."""
    parted = doc.has_annotation("SENT_START")
    kinds = {doc.vocab.strings[kind] for kind in NAME_KINDS if kind in doc.vocab.strings}
    words = Words([], [], [], [], [], [], [], [])
    names: set[int] = set()
    opens, new_sentence = 0, False
    columns = doc.to_array([IDX, LENGTH, IS_SPACE, SENT_START, ENT_TYPE]).tolist()
    for start, length, is_space, sent_start, entity in columns:
        new_sentence = new_sentence or sent_start == 1
        if is_space:
            continue
        n = len(words.texts)
        if parted and new_sentence and n > opens:
            words.sentences.append((opens, n))
            opens = n
        new_sentence = False
        if entity in kinds:
            names.add(n)
        words.texts.append(text[start : start + length])
        words.starts.append(start)
        words.ends.append(start + length)
        words.sentence.append(len(words.sentences))
    if len(words.texts) > opens:
        words.sentences.append((opens, len(words.texts)))
    words.lowers.extend(word.lower() for word in words.texts)
    words.lemmas.extend(words.lowers)
    words.tags.extend([""] * len(words.texts))
    return words, names


def _classify(words: Words, first: int, last: int, *, opens_with_name: bool) -> None:
    tags, lowers, forms = words.tags, words.lowers, verb_forms()
    capitals = in_capitals(words, first, last)
    for i in range(first, last):
        if tags[i]:
            continue
        tags[i] = class_by_form(words, i, first, capitals=capitals, named=i == first and opens_with_name)
        if tags[i] in AMBIGUOUS and lowers[i] in forms:
            words.lemmas[i] = forms[lowers[i]][0]
    for i in range(first, last):
        if tags[i] in AMBIGUOUS or lowers[i] in AMBIGUOUS_WORDS:
            tags[i] = settle(words, i, first, last)
