"""Who says what a sentence says: its sayings, quotations over sentences and paragraphs, and labels."""

from __future__ import annotations

from collections.abc import Sequence

from extractor import report
from extractor.analysis.context.quotations import Run, find_runs
from extractor.analysis.context.sayings import LABEL, Saying, Sayings, verbs
from extractor.analysis.context.sources import Source, is_document
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrases

QUOTED = 0.6  # of its words, for a sentence to be a quotation
BEFORE_QUOTE = 4  # sentences of the paragraph in which whoever is quoted was named before


class Speech(Sayings):
    """The sayings of every sentence of a Doc."""

    def __init__(
        self,
        phrases: Phrases,
        *,
        people: Sequence[report.Person] = (),
        organisations: Sequence[report.Organisation] = (),
        blocks: Sequence[report.Block] = (),
    ) -> None:
        super().__init__(phrases, people=people, organisations=organisations)
        self.block_of = phrases.words.blocks(blocks)
        self.sayings: list[list[Saying]] = []
        self.runs = find_runs(self.words, self.block_of)
        self.quoted: list[list[tuple[int, int]]] = [[] for _ in self.words.sentences]
        for number, start, end in (piece for run in self.runs for piece in run.pieces):
            self.quoted[number].append((start, end))
        self.people_at: list[Source | None] = []  # who was named or spoke last, after each sentence
        self.labelled: set[int] = set()  # sentences said by whom their label names
        for number in range(len(self.words.sentences)):
            self._remember_opening(number)
            sayings = self._in_sentence(number)
            self.people_at.append(self.people[-1] if self.people else None)
            labels = [] if sayings else self._labels(number)
            if labels:
                sayings = labels
                self.labelled.add(number)
            self.sayings.append(sayings)
        self._carry_quotations()

    def source_of(self, i: int) -> Source | None:
        """Who says the word: the innermost saying that covers it; None where the article itself does."""
        if not self.sayings:
            return None
        covering = [s for s in self.sayings[self.words.sentence[i]] if s.start <= i < s.end]
        return min(covering, key=lambda s: (s.end - s.start, not s.certain)).source if covering else None

    def _labels(self, number: int) -> list[Saying]:
        """`– Rosa Vidal, Hartley: 85 per cent`; `Forecast: 85 per cent` under a line with her name alone."""
        first, last = self.words.sentences[number]
        found: list[Saying] = []
        if ":" not in self.words.lowers[first:last]:
            return found
        for colon in range(first + 1, last - 1):
            if self.words.lowers[colon] != ":" or self.words.tags[colon + 1] not in {w.QUANTITY, w.ADVERB}:
                continue
            start = self._line_start(colon, first)
            source = self._person_at(start, colon)
            if source is None and self._is_document_label(colon):
                opens, ends = (first, start) if start > first else self.words.sentences[max(number - 1, 0)]
                opens = self._line_start(ends - 1, opens) if start > first else opens
                alone = ends - opens <= LABEL and not (w.FINITE | {w.PAST, w.STOP}) & set(self.words.tags[opens:ends])
                source, start = (self._person_at(opens, ends) if alone else None), min(start, max(opens, first))
            if source is not None:
                found = [Saying(s.source, s.start, min(s.end, start)) for s in found]
                found.append(Saying(source, start, last))
        return found

    def _line_start(self, i: int, first: int) -> int:
        """The word after the last dash, stop or quotation mark before a word."""
        start = i
        while start > max(first, i - LABEL) and self.words.tags[start - 1] not in {w.DASH, w.STOP, w.QUOTE}:
            start -= 1
        return start

    def _is_document_label(self, colon: int) -> bool:
        phrase = self.phrases.at(colon - 1)
        return phrase is not None and is_document(self.words.lowers[phrase.head])

    def _person_at(self, first: int, last: int) -> Source | None:
        """The person with whose name a line opens, after its dash."""
        named = self._named_in(first, min(first + 2, last))
        person = next((n for n in named if n.person and n.end <= last), None)
        return Source(person.text, None, person.id, person=True) if person is not None else None

    def _carry_quotations(self) -> None:
        """A sentence inside a quotation is said by whoever the sentence, the paragraph or the one before names."""
        outside = [self._outside(number) for number in range(len(self.sayings))]
        speakers = [self._named_speaker(run, outside) for run in self.runs]
        for n in range(len(self.runs) - 2, -1, -1):
            if self.runs[n].left_open and speakers[n] is None:
                speakers[n] = speakers[n + 1]
        for n, run in enumerate(self.runs):
            speaker = speakers[n] = speakers[n] or self._speaker_before(n, outside, speakers)
            if speaker is not None:
                self._quote(run, speaker, outside)

    def _outside(self, number: int) -> list[Saying]:
        """The sayings of a sentence that are not part of what is quoted in it."""
        return [s for s in self.sayings[number] if not any(a <= s.at < b for a, b in self.quoted[number])]

    def _named_speaker(self, run: Run, outside: list[list[Saying]]) -> Source | None:
        """Whoever the sentence names in which a quotation ends or begins."""
        (opens, start, _), (closes, _, end) = run.pieces[0], run.pieces[-1]
        behind = [s for s in outside[closes] if s.at >= end]
        if behind:
            return behind[0].source
        following = closes + 1
        if following < len(outside) and self.block_of[following] == self.block_of[closes]:
            tag = self._tag_speaker(following)
            if tag is not None:
                return tag
        before = [s for s in outside[opens] if s.at < start]
        return before[-1].source if before else None

    def _tag_speaker(self, number: int) -> Source | None:
        """`Mr Vidal asked.` behind a quotation that closes with a stop of its own."""
        first, last = self.words.sentences[number]
        verb = last - 2
        if last - first > LABEL or verb <= first or self.words.tags[verb] not in {w.VERB, w.PAST}:
            return None
        speaks = self.words.lemmas[verb] in verbs("saying") | verbs("quoting")
        return self._subject(verb, self._before_verb(verb, first), first) if speaks else None

    def _speaker_before(self, n: int, outside: list[list[Saying]], speakers: list[Source | None]) -> Source | None:
        """Whoever spoke last in the paragraph, or is quoted in the one before, or opens the quotation with a colon."""
        number = self.runs[n].pieces[0][0]
        block = self.block_of[number]
        before = self.runs[n - 1].pieces[-1][0] if n else -1
        for near in range(number - 1, max(number - BEFORE_QUOTE, -1), -1):
            if self.block_of[near] != block:
                break
            if near == before:
                return speakers[n - 1]
            if outside[near]:
                return outside[near][-1].source
        if before >= 0 and (before == number or block - self.block_of[before] in {0, 1}):
            return speakers[n - 1]
        last = number - 1
        while last >= 0 and self.block_of[last] == block:
            last -= 1
        if last < 0:
            return None
        said = outside[last][-1] if outside[last] else None
        if said is not None and (last in self.labelled or self._ends_open(said.at, self.words.sentences[last][1])):
            return said.source
        alone = self.runs[n].pieces[0][1] <= self.words.sentences[number][0] + 1  # a paragraph that is a quotation
        return self.people_at[last] if alone and block - self.block_of[last] == 1 else None

    def _quote(self, run: Run, speaker: Source, outside: list[list[Saying]]) -> None:
        for number, start, end in run.pieces:
            first, last = self.words.sentences[number]
            covered = any(s.start <= start and end <= s.end for s in outside[number])
            whole = sum(b - a for a, b in self.quoted[number]) >= QUOTED * (last - first)
            if whole and not covered:
                rest = self.sayings[number]
                self.sayings[number] = [*rest, Saying(speaker, start, end) if rest else Saying(speaker, first, last)]
