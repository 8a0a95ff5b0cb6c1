"""Component `article_claims`: each quantity with what it counts, when, where, who says so and how sure it is.

Reads the people, organisations, places and dates of the Doc where something has found them.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report
from extractor.analysis.context.events import events_of, group_of
from extractor.analysis.context.locations import Locations
from extractor.analysis.context.periods import Periods
from extractor.analysis.context.restatements import restated
from extractor.analysis.context.speech import Speech
from extractor.analysis.context.status import status_of
from extractor.analysis.counting.counted import Counting
from extractor.analysis.counting.spots import spot
from extractor.analysis.quantities import Quantity, find_quantities
from extractor.analysis.wording.phrases import Phrases
from extractor.analysis.wording.word_reader import read_words


class Claims:
    """Finds the claims of an article."""

    def find(self, doc: Doc) -> list[report.Claim]:
        """The claims of the Doc in the order of the text, with ids c1, c2 …"""
        quantities = find_quantities(doc)
        if not quantities:
            return []
        dates, article = facts.get(doc, report.DateExpression), facts.get_article(doc)
        spans = [(q.start, q.end) for q in quantities]
        words = read_words(doc, quantities=spans, times=[(d.start, d.end) for d in dates])
        phrases = Phrases(words)
        spots = [spot(phrases, q.start, q.end, q.modifier_start, q.unit) for q in quantities]
        counted = Counting(phrases, spots).read()
        events = events_of(words, spots, counted)
        statuses = [status_of(words, here) for here in spots]
        speech = Speech(
            phrases,
            people=facts.get(doc, report.Person),
            organisations=facts.get(doc, report.Organisation),
            blocks=article.blocks,
        )
        periods = Periods(
            phrases, spots, counted, dates=dates, ranges=facts.get(doc, report.DateRange), blocks=article.blocks,
            published=article.published,
        ).read(statuses)  # fmt: skip
        locations = Locations(phrases, spots, facts.get(doc, report.Place))
        text, claims = article.text, []
        for n, (q, here, what) in enumerate(zip(quantities, spots, counted, strict=True)):
            start, end = words.sentence_span(here.sentence)
            source, period, location = speech.source_of(here.first), periods[n], locations.of(n)
            claims.append(
                report.Claim(
                    id=f"c{n + 1}", rule=f"{q.rule}+counted.{what.rule}", start=q.start, end=q.end, text=q.text,
                    sentence=report.Span(start=start, end=end), low=q.low, high=q.high, best=q.best, unit=q.unit,
                    modifier=q.modifier, modifier_text=_modifier_text(text, q), status=statuses[n],
                    measure=what.measure, head=what.head, event=events[n], group=group_of(what),
                    period=period.edtf if period else None, period_date_id=period.date_id if period else None,
                    place=location.name if location else None, place_id=location.id if location else None,
                    attributed_to=source.text if source else None,
                    attributed_as=source.pronoun if source else None,
                    attributed_to_id=source.id if source else None,
                )
            )  # fmt: skip
        return _with_repeats(claims, text)

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Claim, self.find(doc))
        return doc


def _with_repeats(claims: list[report.Claim], text: str) -> list[report.Claim]:
    between = [text[a.end : min(b.start, a.end + 80)] for a, b in pairwise([claims[0], *claims])]
    same = restated(claims, ["", *between[1:]])
    told = {claim.id: claim for claim in claims}
    repeated = []
    for claim, other in zip(claims, same, strict=True):
        update: dict[str, str | None] = {"same_as": other}
        if other and _keeps_period(claim, told[other]):
            update |= {"period": told[other].period, "period_date_id": told[other].period_date_id}
        repeated.append(claim.model_copy(update=update) if other else claim)
    return repeated


def _keeps_period(claim: report.Claim, first: report.Claim) -> bool:
    """Whether a repeat is of the time of what it repeats; of its day only where it tells of an event."""
    a_day = len(first.period or "") == len("2025-03-28") and "/" not in (first.period or "")
    return (
        not claim.period and claim.status not in {"denied", "hypothetical"} and (not a_day or claim.event is not None)
    )


def _modifier_text(text: str, quantity: Quantity) -> str | None:
    if quantity.modifier_start is None or quantity.modifier_end is None:
        return None
    return text[quantity.modifier_start : quantity.modifier_end] or None


@Language.factory("article_claims", assigns=["doc._.article_claims", "doc.spans"])
def make_claims(nlp: Language, name: str) -> Claims:
    """The factory; no settings."""
    return Claims()
