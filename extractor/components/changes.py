"""Component `article_changes`: what rose or fell, from what, by how much (`Change`), and which number is counted inside
which (`Part`). Reads the claims of the Doc.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report
from extractor.analysis.comparing.baselines import baseline_period
from extractor.analysis.comparing.frames import Frame
from extractor.analysis.comparing.linking import link
from extractor.analysis.comparing.matching import match
from extractor.analysis.relating.parts import find_parts
from extractor.analysis.relating.reading import Mention, Reading, read


class Changes:
    """Finds the changes and the parts of an article."""

    def find(self, doc: Doc) -> tuple[list[report.Change], list[report.Part]]:
        """The changes and the parts of the Doc, each with ids in the order of the text."""
        claims = facts.get(doc, report.Claim)
        if not claims:
            return [], []
        reading = read(doc, claims)
        frames = link(reading)
        match(reading, frames)
        dates = sorted(facts.get(doc, report.DateExpression), key=lambda date: date.start)
        changes = [
            change for frame in frames for change in _changes(reading, frame, baseline_period(reading, frame, dates))
        ]
        parts = [
            report.Part(id=f"q{n}", rule=part.rule, whole=part.whole.claim.id, part=part.part.claim.id)
            for n, part in enumerate(find_parts(reading, frames), 1)
        ]
        return [c.model_copy(update={"id": f"h{n}"}) for n, c in enumerate(changes, 1)], parts

    def __call__(self, doc: Doc) -> Doc:
        changes, parts = self.find(doc)
        facts.put(doc, report.Change, changes)
        facts.put(doc, report.Part, parts)
        return doc


def _changes(reading: Reading, frame: Frame, period: str | None) -> list[report.Change]:
    """A frame as changes of the record: one for each difference, one where there is none."""
    cue = frame.cue
    start, end = reading.starts[cue.first], reading.ends[cue.last - 1]
    if frame.way == "either":
        return []
    span = report.TextSpan(start=start, end=end, text=reading.source[start:end])
    rows: list[tuple[Mention | None, Mention | None, Mention | None]] = [
        (frame.current, frame.baseline, delta) for delta in frame.deltas
    ] or [(frame.current, frame.baseline, None)]
    rows += [(current, baseline, None) for current, baseline in frame.chained]
    rows += [(None, None, delta) for delta in frame.series]
    rule = "change.beside" if frame.beside else f"{frame.rule}_same" if frame.settled else frame.rule
    return [
        report.Change(
            id="h", rule=rule, cue=span, direction=frame.way,
            current=current.claim.id if current else None,
            baseline=baseline.claim.id if baseline else None,
            delta=delta.claim.id if delta else None,
            baseline_period=period if baseline is frame.baseline else baseline.claim.period if baseline else None,
        )
        for current, baseline, delta in rows
    ]  # fmt: skip


@Language.factory(
    "article_changes", assigns=["doc._.article_changes", "doc._.article_parts"], requires=["doc._.article_claims"]
)
def make_changes(nlp: Language, name: str) -> Changes:
    """The factory; no settings."""
    return Changes()
