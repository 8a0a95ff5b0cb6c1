"""Component `article_claims`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report


class Claims:
    """Finds the claims of an article."""

    def find(self, doc: Doc) -> list[report.Claim]:
        """The claims of the Doc."""
        return []

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Claim, self.find(doc))
        return doc


@Language.factory("article_claims", assigns=["doc._.article_claims"])
def make_claims(nlp: Language, name: str) -> Claims:
    """The factory; no settings."""
    return Claims()
