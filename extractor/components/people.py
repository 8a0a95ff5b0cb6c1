"""Component `article_people`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report


class People:
    """Finds the people of an article."""

    def find(self, doc: Doc) -> list[report.Person]:
        """The people of the Doc."""
        return []

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Person, self.find(doc))
        return doc


@Language.factory("article_people", assigns=["doc._.article_people"])
def make_people(nlp: Language, name: str) -> People:
    """The factory; no settings."""
    return People()
