"""Reads the words of a Doc with their classes.

No tagger runs: a class is what the word's form and its neighbours allow, and is meant for finding phrases and clauses
around a number, not for grammar at large.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.ambiguity import settle
from extractor.analysis.wording.classing import AMBIGUOUS, AMBIGUOUS_WORDS, class_in_place, in_capitals
from extractor.analysis.wording.doc_words import DocWords, words_of
from extractor.analysis.wording.words import Words

GIVEN = frozenset({w.QUANTITY, w.TIME})


def read_words(doc: Doc, *, quantities: Iterable[tuple[int, int]] = (), times: Iterable[tuple[int, int]] = ()) -> Words:
    """The words of the Doc; those inside the given spans of characters are classed as quantity or time."""
    known = words_of(doc)
    words = Words(
        known.texts, known.lowers, known.starts, known.ends, known.tags.copy(), known.lemmas.copy(), known.sentence,
        known.sentences,
    )  # fmt: skip
    for spans, tag in ((times, w.TIME), (quantities, w.QUANTITY)):
        for start, end in spans:
            first, last = words.span(start, end)
            if tag == w.QUANTITY and last < len(words.texts) and words.texts[last] == "+" and words.starts[last] == end:
                last += 1  # "2,500+ visitors"
            words.tags[first:last] = [tag] * (last - first)
            words.lemmas[first:last] = words.lowers[first:last]
    _place(words, known)
    for i in known.unsure:
        if words.tags[i] in AMBIGUOUS or words.lowers[i] in AMBIGUOUS_WORDS:
            words.tags[i] = settle(words, i, *words.sentences[words.sentence[i]])
    return words


def _place(words: Words, known: DocWords) -> None:
    """Settle the classes of words with a capital or an apostrophe, from left to right."""
    sentence, capitals = -1, False
    for i in known.in_place:
        if words.tags[i] in GIVEN:
            continue
        first, last = words.sentences[words.sentence[i]]
        if words.sentence[i] != sentence:
            sentence, capitals = words.sentence[i], in_capitals(known.forms[first:last])
        form, named = known.forms[i], i == first and known.named[i]
        words.tags[i] = class_in_place(words, i, first, form, capitals=capitals, named=named)
        if words.tags[i] != form.tag:
            words.lemmas[i] = form.lower
        if words.tags[i] == w.NAME and first < i < last - 2 and words.tags[i + 1] == w.HYPHEN:
            _join(words, i)


def _join(words: Words, i: int) -> None:
    """The small letters behind the hyphen of a name of several words are its last part: "Chan Mei-ling"."""
    small = words.tags[i - 1] == w.NAME and words.tags[i + 2] == w.NOUN and words.texts[i + 2].islower()
    if small and words.ends[i] == words.starts[i + 1] and words.ends[i + 1] == words.starts[i + 2]:
        words.tags[i + 2] = w.NAME
