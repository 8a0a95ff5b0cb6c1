"""Component `article_places`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report


class Places:
    """Finds the places of an article."""

    def find(self, doc: Doc) -> list[report.Place]:
        """The places of the Doc."""
        return []

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Place, self.find(doc))
        return doc


@Language.factory("article_places", assigns=["doc._.article_places"])
def make_places(nlp: Language, name: str) -> Places:
    """The factory; no settings."""
    return Places()
