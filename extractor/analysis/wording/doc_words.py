"""The words of a Doc as it stands, read once for all that ask: claims, changes and checks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, compress, pairwise
from operator import add, attrgetter
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ENT_TYPE, ORTH, SENT_START, SPACY
from spacy.tokens import Doc

from extractor.analysis.wording.classing import Form, form_of

NAME_KINDS = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")  # the model's labels


@dataclass(frozen=True, slots=True)
class DocWords:
    """Parallel lists over the tokens that are no white space: shared, and so for reading alone.

    forms: what the text of each tells; texts, lowers, tags and lemmas: columns of it. in_place and unsure: the words
    whose class their place or their neighbours decide. starts and ends: the characters of each. named: the model takes
    it for a name or a part of one. sentence: the number of its sentence. sentences: first and last+1 word of each.
    """

    forms: list[Form]
    texts: list[str]
    lowers: list[str]
    tags: list[str]
    lemmas: list[str]
    in_place: list[int]
    unsure: list[int]
    starts: list[int]
    ends: list[int]
    named: list[bool]
    sentence: list[int]
    sentences: list[tuple[int, int]]


# The words last read of each Doc, with its sentences and names: while these are the same, so are the words.
_known: WeakKeyDictionary[Doc, tuple[bytes, DocWords]] = WeakKeyDictionary()
# The form of each text that was met, by spaCy's own key of it.
_forms: dict[int, Form] = {}
MOST_FORMS = 30_000


def words_of(doc: Doc) -> DocWords:
    """The words of the Doc."""
    marks = doc.to_array([SENT_START, ENT_TYPE])
    state = marks.tobytes()
    known = _known.get(doc)
    if known is None or known[0] != state:
        known = _known[doc] = (state, _read(doc, marks))
    return known[1]


def _read(doc: Doc, marks: NDArray[Any]) -> DocWords:
    strings = doc.vocab.strings
    forms = _forms_of(doc)
    spaced: list[int] = doc.to_array(SPACY).tolist()
    opens: list[bool] = (marks[:, 0] == 1).tolist()
    named: list[bool] = np.isin(marks[:, 1], [strings[kind] for kind in NAME_KINDS if kind in strings]).tolist()
    starts = list(accumulate(map(add, _column(forms, "size"), spaced), initial=0))
    printed: list[bool] = _column(forms, "printed")
    if not all(printed):
        for i in range(len(opens) - 1):
            if opens[i] and not printed[i]:
                opens[i + 1] = True  # white space that opens a sentence leaves that to the next word
        forms, starts = list(compress(forms, printed)), list(compress(starts, printed))
        opens, named = list(compress(opens, printed)), list(compress(named, printed))
    opens[:1] = [True] * len(opens[:1])
    places = range(len(forms))
    return DocWords(
        forms=forms,
        texts=_column(forms, "text"),
        lowers=_column(forms, "lower"),
        tags=_column(forms, "tag"),
        lemmas=_column(forms, "lemma"),
        in_place=list(compress(places, _column(forms, "in_place"))),
        unsure=list(compress(places, _column(forms, "unsure"))),
        starts=starts[: len(forms)],
        ends=list(map(add, starts, _column(forms, "size"))),
        named=named,
        sentence=list(accumulate(opens, initial=-1))[1:],
        sentences=list(pairwise([*compress(places, opens), len(forms)])),
    )


def _column(forms: list[Form], name: str) -> list[Any]:
    return list(map(attrgetter(name), forms))


def _forms_of(doc: Doc) -> list[Form]:
    orths: list[int] = doc.to_array(ORTH).tolist()
    if len(_forms) > MOST_FORMS:
        _forms.clear()
    for orth in set(orths) - _forms.keys():
        _forms[orth] = form_of(doc.vocab.strings[orth])
    return list(map(_forms.__getitem__, orths))
