"""Component `article_dates`: temporal expressions with their calendar values, and the ranges that join two of them."""

from __future__ import annotations

from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report
from extractor.values.dates import Dates as Found
from extractor.values.dates import find_dates

NO_DATE = "The article's date is not known (or not closely enough): relative dates stay open."


class Dates:
    """Finds the dates of an article; counts from its date where the page gives one."""

    def find(self, doc: Doc) -> Found:
        """The temporal expressions of the Doc and their ranges; none crosses a sentence or block."""
        article = facts.get_article(doc)
        sentences: list[int] = []
        if len(doc) and doc.has_annotation("SENT_START"):
            columns = doc.to_array([IDX, SENT_START])
            sentences = columns[columns[:, 1] == 1, 0].tolist()
        return find_dates(
            article.text,
            published=article.published,
            sentences=sentences,
            blocks=[block.start for block in article.blocks],
        )

    def __call__(self, doc: Doc) -> Doc:
        found = self.find(doc)
        facts.put(doc, report.DateExpression, found.expressions)
        facts.put(doc, report.DateRange, found.ranges)
        if found.needs_reference:
            facts.warn(doc, "no_reference_date", NO_DATE)
        return doc


@Language.factory(
    "article_dates",
    assigns=["doc._.article_dates", "doc._.article_ranges", "doc._.article_warnings", "doc.spans"],
)
def make_dates(nlp: Language, name: str) -> Dates:
    """The factory; no settings."""
    return Dates()
