"""Component `article_checks`: relations between the numbers of an article, worked out over what the words allow.

Reads claims, changes and parts; writes `Check` facts, each with its verdict and the sum in words and figures.
"""

from __future__ import annotations

from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report
from extractor.analysis.checking.doubts import Page
from extractor.analysis.checking.relations import change_relations, headline_relations, needed, once, said_twice
from extractor.analysis.checking.repeats import compounds, in_brackets, order_relations, ranking_relations, repeats
from extractor.analysis.checking.shares import part_relations, percentages, sums
from extractor.analysis.checking.side_by_side import side_by_side
from extractor.analysis.checking.wrong_base import wrong_bases
from extractor.analysis.relating.orderings import orders, rankings
from extractor.analysis.relating.reading import read


class Checks:
    """Finds the checks of an article."""

    def find(self, doc: Doc) -> list[report.Check]:
        """The checks of the Doc."""
        claims = facts.get(doc, report.Claim)
        if len(claims) < 2:
            return []
        reading = read(doc, [claim for claim in claims if claim.status != "denied"])
        page = Page(reading.source, {claim.id: claim for claim in claims}, facts.get(doc, report.Change))
        relations = once(
            chain(
                change_relations(page),
                headline_relations(page),
                said_twice(page),
                wrong_bases(reading, page),
                side_by_side(reading),
                percentages(reading),
                sums(reading),
                part_relations(page, facts.get(doc, report.Part)),
                repeats(page, in_brackets(reading), compounds(reading)),
                order_relations(list(orders(reading))),
                ranking_relations(rankings(reading)),
            )
        )
        return [relation.check(number) for number, relation in enumerate(needed(relations), 1)]

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Check, self.find(doc))
        return doc


@Language.factory("article_checks", assigns=["doc._.article_checks"], requires=["doc._.article_claims"])
def make_checks(nlp: Language, name: str) -> Checks:
    """The factory; no settings."""
    return Checks()
