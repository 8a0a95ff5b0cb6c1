"""Component `article_places`: places named in the article, each once, with their country where it is sure."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report
from extractor.analysis.naming import naming


class Places:
    """Finds the places of an article, the dateline's among them."""

    def find(self, doc: Doc) -> list[report.Place]:
        """The places of the Doc, `l1` first mentioned."""
        return [
            report.Place.model_validate({"id": f"l{n}", **record}, strict=False)
            for n, record in enumerate(naming(doc)["places"], 1)
        ]

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Place, self.find(doc))
        return doc


@Language.factory("article_places", assigns=["doc._.article_places", "doc.spans"], requires=["doc.ents"])
def make_places(nlp: Language, name: str) -> Places:
    """The factory; no settings."""
    return Places()
