"""Component `article_organisations`: bodies of the article, each once, with acronym, aliases, kind and mentions."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report
from extractor.analysis.naming import naming


class Organisations:
    """Finds the organisations of an article in the model's entities and by rule."""

    def find(self, doc: Doc) -> list[report.Organisation]:
        """The organisations of the Doc, `o1` first mentioned."""
        return [
            report.Organisation.model_validate({"id": f"o{n}", **record}, strict=False)
            for n, record in enumerate(naming(doc)["organisations"], 1)
        ]

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Organisation, self.find(doc))
        return doc


@Language.factory("article_organisations", assigns=["doc._.article_organisations", "doc.spans"], requires=["doc.ents"])
def make_organisations(nlp: Language, name: str) -> Organisations:
    """The factory; no settings."""
    return Organisations()
