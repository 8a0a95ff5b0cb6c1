"""Component `article_sentences`: sentence starts by rule, before the model's `ner`. Sentences end where blocks end."""

from __future__ import annotations

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts
from extractor.analysis.sentences import sentence_starts


class Sentences:
    """Sets `Token.is_sent_start` on every token."""

    def find(self, doc: Doc) -> list[bool]:
        """Whether each token starts a sentence."""
        return sentence_starts(doc, facts.get_article(doc).blocks)

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            marks = np.where(self.find(doc), 1, -1).astype("uint64").reshape(-1, 1)
            doc.from_array([SENT_START], marks)  # type: ignore[arg-type]  # the stub names thinc's array types only
        return doc


@Language.factory("article_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """The factory; no settings."""
    return Sentences()
