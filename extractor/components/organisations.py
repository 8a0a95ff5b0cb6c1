"""Component `article_organisations`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report


class Organisations:
    """Finds the organisations of an article."""

    def find(self, doc: Doc) -> list[report.Organisation]:
        """The organisations of the Doc."""
        return []

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Organisation, self.find(doc))
        return doc


@Language.factory("article_organisations", assigns=["doc._.article_organisations"])
def make_organisations(nlp: Language, name: str) -> Organisations:
    """The factory; no settings."""
    return Organisations()
