"""Component `article_checks`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report


class Checks:
    """Finds the checks of an article."""

    def find(self, doc: Doc) -> list[report.Check]:
        """The checks of the Doc."""
        return []

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Check, self.find(doc))
        return doc


@Language.factory("article_checks", assigns=["doc._.article_checks"])
def make_checks(nlp: Language, name: str) -> Checks:
    """The factory; no settings."""
    return Checks()
