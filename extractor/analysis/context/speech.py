"""Who says what a sentence says: `according to`, verbs of saying, quotations over sentences, and pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractor import report
from extractor.analysis.context.sources import Source, Sources, is_document
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrases, subject_before, with_complements
from extractor.analysis.wording.words import WINDOW
from extractor.lexicons import load

AFTER_TRAILING = frozenset({w.STOP, w.COMMA, w.QUOTE, w.TIME, w.CLOSE, w.PREPOSITION, w.SUBORDINATOR})
DAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "earlier"]
)
NO_SUBJECT = frozenset({w.BE, w.TO, w.DETERMINER, w.ADJECTIVE, w.POSSESSIVE})
LABEL = 14  # words of a line that names who says the next one, at most
OPENING_QUOTES, CLOSING_QUOTES = frozenset("“„«"), frozenset("”»")


@dataclass(frozen=True, slots=True)
class Saying:
    """A source with the words of the sentence that it says, `start` up to `end`."""

    source: Source
    start: int
    end: int
    certain: bool = False  # by `according to`: before a verb that may mean something else


@cache
def _verbs(kind: str) -> frozenset[str]:
    return frozenset(load("reporting_verbs")[kind].split())


@cache
def _foretelling() -> dict[str, frozenset[str]]:
    return {verb: frozenset(links) for verb, links in load("reporting_verbs")["foretelling"].items()}


@cache
def _according() -> dict[str, list[tuple[str, ...]]]:
    first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load("reporting_verbs")["according"]:
        parts = tuple(phrase.split())
        first.setdefault(parts[0], []).append(parts)
    return first


class Speech(Sources):
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
        self.quoted = self._quotations()
        self.labelled: set[int] = set()  # sentences said by whom their label names
        for number in range(len(self.words.sentences)):
            self._remember_opening(number)
            sayings = self._in_sentence(number)
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

    def _in_sentence(self, number: int) -> list[Saying]:
        first, last = self.words.sentences[number]
        found: list[Saying] = []
        for i in range(first, last):
            low = self.words.lowers[i]
            saying = None
            if low in _according():
                saying = self._according_to(i, first, last)
            elif low == "citing" and (source := self._source_at(i + 1)):
                saying = Saying(source, i, last)
            if saying is None and self.words.tags[i] in {w.VERB, w.PAST, w.ING}:
                saying = self._saying_at(i, first, last, found[-1].source if found else None)
            if saying is not None:
                found.append(saying)
                self._remember(saying.source)
        if not found:
            self._remember_subject(first, last)
        return found

    def _according_to(self, i: int, first: int, last: int) -> Saying | None:
        for parts in _according()[self.words.lowers[i]]:
            if tuple(self.words.lowers[i : i + len(parts)]) == parts:
                source = self._source_at(i + len(parts))
                if source is not None and self._may_report(source, parts):
                    return Saying(source, first, last, certain=True)
        return None

    def _may_report(self, source: Source, parts: tuple[str, ...]) -> bool:
        return parts[0] == "according" or source.id is not None or parts[0] == "as"

    def _saying_at(self, verb: int, first: int, last: int, speaker: Source | None) -> Saying | None:
        """The saying whose verb stands at a word; `speaker` is who spoke before in the sentence."""
        lemma, words = self.words.lemmas[verb], self.words
        phrasal = lemma == "point" and verb + 1 < last and words.lowers[verb + 1] == "out"
        certain = lemma in _verbs("saying") or phrasal
        if not certain and lemma not in _verbs("of_documents"):
            return None
        after = verb + (2 if phrasal else 1)
        before = self._before_verb(verb, first)
        if before >= first and words.tags[before] in NO_SUBJECT:
            return None
        inverted = self._inverted(verb, before, after, first, last)
        if inverted is not None:
            end = last if w.QUOTE in words.tags[after : min(last, after + WINDOW)] else verb
            return Saying(inverted, first, end) if certain or lemma in {"add", "note", "report"} else None
        if after < last and words.tags[after] == w.TO:
            return None
        joined = words.tags[verb] == w.ING and (before < first or words.tags[before] == w.COMMA)
        source = speaker if joined and speaker is not None else self._subject(verb, before, first)
        return self._said_by(source, verb, after, first, last, certain=certain) if source is not None else None

    def _before_verb(self, verb: int, first: int) -> int:
        """The word before a verb's auxiliaries and adverbs ("has since said", "continues to say")."""
        skip = {w.ADVERB, w.HAVE, w.MODAL, w.DO, w.NEGATION} | ({w.BE} if self.words.tags[verb] == w.ING else set())
        before = verb - 1
        while before >= first and self.words.tags[before] in skip:
            before -= 1
        continues = before > first and self.words.tags[before] == w.TO and self.words.lemmas[before - 1] == "continue"
        return before - 2 if continues else before

    def _said_by(self, source: Source, verb: int, after: int, first: int, last: int, *, certain: bool) -> Saying | None:
        """What a source says: the clause after the verb, or the whole sentence where the verb trails it."""
        clause = self._clause_follows(after, last)
        if self._foretells(verb, after, last) and self._can_say(source):
            return Saying(source, verb, self._end_of_saying(verb, last))
        if self.words.tags[verb] == w.ING and self._auxiliary(verb, first) != w.BE:
            opens = after < last and (self.words.lowers[after] == "that" or self.words.tags[after] == w.QUOTE)
            return Saying(source, verb, last) if (clause and certain) or opens else None
        trailing = self._is_trailing(verb, after, first, last)
        document = source.text is not None and is_document(source.text)
        can_say = self._can_say(source)
        spoken = document or ((clause or trailing) and (certain or can_say))
        thing = self.phrases.at(after) is not None or (after < last and self.words.tags[after] == w.TIME)
        spoken = spoken or (certain and can_say and thing)
        if not spoken or (certain and not self._is_speaker(source)):
            return None
        if trailing:
            return Saying(source, first, last)
        whole = clause or self.words.lemmas[verb] == "say"
        end = self._end_of_saying(verb, last) if whole else self._end_of_object(verb, last)
        return Saying(source, self._owed(verb, first), end)

    def _auxiliary(self, verb: int, first: int) -> str:
        """The class of the word before a verb, adverbs passed over."""
        i = verb - 1
        while i > first and self.words.tags[i] in {w.ADVERB, w.NEGATION}:
            i -= 1
        return self.words.tags[i] if i >= first else ""

    def _foretells(self, verb: int, after: int, last: int) -> bool:
        """`estimated sales at 40`, `see prices ending at 5`, `betting on a rise of 2`, `accusing him of taking 9`."""
        link = _foretelling().get(self.words.lemmas[verb])
        if link is None or after >= last:
            return False
        if self.phrases.at(after) is None:
            at_once = self.words.lowers[after] == "on" and "on" in link
            return at_once and w.QUANTITY in self.words.tags[after : after + 8]
        for i in range(after + 1, min(last, after + 14)):
            tag = self.words.tags[i]
            if tag in {w.COMMA, w.STOP, w.COLON, w.QUOTE, w.RELATIVE, w.SUBORDINATOR}:
                return False
            if self.words.lowers[i] in link and i + 1 < last:
                return self.words.lowers[i] == "of" or self.words.tags[i + 1] in {w.QUANTITY, w.ADVERB, w.DETERMINER}
            if tag == w.ING and "-ing" in link:
                return True
        return False

    def _owed(self, verb: int, first: int) -> int:
        """`$12 million it says is owed`: the number before the pronoun is said as well."""
        at_pronoun = verb - 1 > first and self.words.tags[verb - 1] == w.PRONOUN
        i = verb - 2 if at_pronoun and self.words.tags[verb - 2] == w.QUANTITY else verb
        while i > first and i < verb and self.words.tags[i - 1] == w.QUANTITY:
            i -= 1
        return i

    def _end_of_saying(self, verb: int, last: int) -> int:
        """What a verb says goes on to the sentence's end, or to a contrast that opens a clause of its own."""
        for i in range(verb + 2, min(last - 1, verb + WINDOW)):
            if self.words.tags[i] == w.COMMA and self.words.lowers[i + 1] in {"although", "though", "whereas"}:
                return i
        return last

    def _end_of_object(self, verb: int, last: int) -> int:
        """A verb with an object and no clause says no more than that: not what is put in behind a comma."""
        for i in range(verb + 2, min(last - 1, verb + WINDOW)):
            if self.words.tags[i] == w.COMMA and (
                self.words.lowers[i + 1] in {"a", "an", "the"} or self.words.tags[i + 1] == w.RELATIVE
            ):
                return i
        return self._end_of_saying(verb, last)

    def _labels(self, number: int) -> list[Saying]:
        """`– Rosa Vidal, Hartley: 85 per cent`; `Forecast: 85 per cent` under a line with her name alone."""
        first, last = self.words.sentences[number]
        found: list[Saying] = []
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

    def _inverted(self, verb: int, before: int, after: int, first: int, last: int) -> Source | None:
        """`…,” said Hasina`: the verb stands after a comma or quotation mark, its subject after it."""
        if before < first or self.words.tags[before] not in {w.QUOTE, w.COMMA} or self.words.tags[verb] == w.ING:
            return None
        phrase = self.phrases.at(after)
        if phrase is None or phrase.start != after or w.QUANTITY in self.words.tags[phrase.start : phrase.end]:
            return None
        if phrase.end < last and self.words.tags[phrase.end] in w.FINITE and self.words.tags[before] == w.COMMA:
            return None
        return self._source_of_phrase(phrase)

    def _clause_follows(self, i: int, last: int) -> bool:
        """`that`, a quotation, or words with a verb of their own follow."""
        if i >= last:
            return False
        low, tag = self.words.lowers[i], self.words.tags[i]
        if (
            low == "that"
            or tag in {w.QUOTE, w.PRONOUN}
            or (tag in {w.COLON, w.COMMA} and i + 1 < last and self.words.tags[i + 1] == w.QUOTE)
        ):
            return True
        for j in range(i, min(i + 20, last)):
            if self.words.lowers[j] == "that" and self.words.tags[j] == w.SUBORDINATOR:
                return True
            if self.words.tags[j] in {w.COMMA, w.STOP, w.COLON, w.RELATIVE, w.SUBORDINATOR} and j > i + 1:
                return False
            if self.words.tags[j] in {w.BE, w.HAVE, w.MODAL, w.DO, w.VERB} or (
                self.words.tags[j] == w.PAST and j > i + 1
            ):
                return True
        return False

    def _is_trailing(self, verb: int, after: int, first: int, last: int) -> bool:
        """`Sales fell 5 per cent, the firm said on Monday.`: the clause ends after the verb."""
        after = self._past_hearer(verb, after)
        tag = self.words.tags[after] if after < last else w.STOP
        low = self.words.lowers[after] if after < last else ""
        if (tag not in AFTER_TRAILING and low not in DAYS) or (
            tag == w.COMMA
            and self._clause_follows(after + 1, last)
            and self.words.tags[min(after + 1, last - 1)] == w.QUOTE
        ):
            return False
        subject = subject_before(self.phrases, verb)
        start = subject.start if subject is not None and self.words.tags[verb - 1] != w.PRONOUN else verb - 1
        for i in range(start - 1, max(first, start - WINDOW) - 1, -1):
            if self.words.tags[i] in {w.COMMA, w.QUOTE, w.DASH}:
                return self.words.lowers[i + 1] not in {"but", "and"} and not self._only_opening(first, i)
            if self.words.tags[i] in {w.VERB, w.BE, w.HAVE, w.MODAL}:
                return False
        return self.words.tags[start - 1] in {w.COMMA, w.QUOTE} if start > first else False

    def _only_opening(self, first: int, comma: int) -> bool:
        """Before the comma stands no clause, but an opening such as "In May," or "Meanwhile,"."""
        verbs = {w.VERB, w.PAST, w.BE, w.HAVE, w.MODAL, w.DO}
        return not verbs & set(self.words.tags[max(first, comma - WINDOW) : comma])

    def _past_hearer(self, verb: int, after: int) -> int:
        """`one guest told the paper`: the word after those who were told."""
        phrase = self.phrases.at(after) if self.words.lemmas[verb] == "tell" else None
        return with_complements(self.phrases, phrase) if phrase is not None and phrase.start == after else after

    def _quotations(self) -> list[list[tuple[int, int]]]:
        """The words inside quotation marks, sentence by sentence; a mark left open ends with its block."""
        quoted: list[list[tuple[int, int]]] = [[] for _ in self.words.sentences]
        is_open, block = False, -1
        self.left_open: set[int] = set()  # blocks whose last quotation goes on in the next one
        for number, (first, last) in enumerate(self.words.sentences):
            if self.block_of[number] != block:
                if is_open and self.words.texts[first] in OPENING_QUOTES:
                    self.left_open.add(block)
                is_open, block = False, self.block_of[number]
            start = first
            for i in range(first, last):
                if self.words.tags[i] != w.QUOTE or self.words.texts[i] in {"'", "’", "‘"}:
                    continue
                text = self.words.texts[i]
                closes = text in CLOSING_QUOTES or (text not in OPENING_QUOTES and is_open)
                if is_open:
                    quoted[number].append((start, i))
                is_open, start = not closes, i + 1
            if is_open:
                quoted[number].append((start, last))
        return quoted

    def _carry_quotations(self) -> None:
        """A sentence inside a quotation is said by whoever the paragraph, or the one before, names as speaker."""
        speakers: dict[int, Source] = {}
        for number, sayings in enumerate(self.sayings):
            if self.quoted[number] and sayings:
                speakers.setdefault(self.block_of[number], sayings[-1].source)
        for block in sorted(self.left_open, reverse=True):
            if block not in speakers and block + 1 in speakers:
                speakers[block] = speakers[block + 1]
        previous: Source | None = None
        for number in range(len(self.sayings)):
            quoted = self.quoted[number]
            first, last = self.words.sentences[number]
            speaker = speakers.get(self.block_of[number]) or previous
            whole = sum(end - start for start, end in quoted) >= 0.6 * (last - first)
            if quoted and whole and speaker is not None and not any(s.start == first for s in self.sayings[number]):
                outside = [s for s in self.sayings[number] if not any(a <= s.start < b for a, b in quoted)]
                self.sayings[number] = outside or [Saying(speaker, first, last)]
            if number in self.labelled:
                previous = self.sayings[number][-1].source
            elif quoted and speaker is not None:
                previous = speaker
            elif not quoted and self.block_of[number] != self.block_of[max(number - 1, 0)]:
                previous = None
