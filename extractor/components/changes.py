"""Component `article_changes`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report


class Changes:
    """Finds the changes of an article."""

    def find(self, doc: Doc) -> list[report.Change]:
        """The changes of the Doc."""
        return []

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Change, self.find(doc))
        return doc


@Language.factory("article_changes", assigns=["doc._.article_changes"])
def make_changes(nlp: Language, name: str) -> Changes:
    """The factory; no settings."""
    return Changes()
