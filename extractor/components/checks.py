"""Component `article_checks`: relations between the numbers of an article, worked out over what the printed words allow.

Reads claims, changes and parts; writes `Check` facts, each with its verdict and the sum in words and figures.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report
from extractor.analysis.relations import Page, change_relations, once


class Checks:
    """Finds the checks of an article."""

    def find(self, doc: Doc) -> list[report.Check]:
        """The checks of the Doc."""
        claims = facts.get(doc, report.Claim)
        if len(claims) < 2:
            return []
        page = Page(doc.text, {claim.id: claim for claim in claims}, facts.get(doc, report.Change))
        relations = once(change_relations(page))
        return [relation.check(number) for number, relation in enumerate(relations, 1)]

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Check, self.find(doc))
        return doc


@Language.factory("article_checks", assigns=["doc._.article_checks"], requires=["doc._.article_claims"])
def make_checks(nlp: Language, name: str) -> Checks:
    """The factory; no settings."""
    return Checks()
