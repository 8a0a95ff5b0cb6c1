"""Component `article_dates`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report


class Dates:
    """Finds the dates of an article."""

    def find(self, doc: Doc) -> list[report.DateExpression]:
        """The dates of the Doc."""
        return []

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.DateExpression, self.find(doc))
        return doc


@Language.factory("article_dates", assigns=["doc._.article_dates"])
def make_dates(nlp: Language, name: str) -> Dates:
    """The factory; no settings."""
    return Dates()
