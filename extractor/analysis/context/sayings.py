"""What a sentence says in somebody's words: `according to`, and verbs of saying with their subject before or after."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import compress

from extractor.analysis.context.sources import Source, Sources, is_document
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import subject_before, with_complements
from extractor.analysis.wording.words import WINDOW
from extractor.lexicons import load
from extractor.values.inflection import singular, verb_forms

AFTER_TRAILING = frozenset({w.STOP, w.COMMA, w.DASH, w.QUOTE, w.TIME, w.CLOSE, w.PREPOSITION, w.SUBORDINATOR})
DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "yesterday",
        "today",
        "earlier",
        "late",
    ]
)
NO_SUBJECT = frozenset({w.BE, w.TO, w.DETERMINER, w.ADJECTIVE, w.POSSESSIVE})
ENDS_CLAUSE = frozenset({w.COMMA, w.STOP, w.COLON, w.DASH, w.QUOTE, w.OPEN, w.RELATIVE, w.SUBORDINATOR})
PERCEIVING = frozenset({"find", "see", "observe", "read", "give", "record", "detail", "outline"})
PARTICLES = frozenset({"up", "down", "off", "out", "over"})
CLAIMING = frozenset({"claim", "recall", "admit", "conclude", "contend"})  # "claimed victory": with a clause alone
REVISED = frozenset({"to", "at", "by"})
CONTRASTS = frozenset({"although", "though", "whereas"})
LABEL = 14  # words of a line that names who says the next one, at most


@dataclass(frozen=True, slots=True)
class Saying:
    """A source with the words of the sentence that it says, `start` up to `end`."""

    source: Source
    start: int
    end: int
    certain: bool = False  # by `according to`: before a verb that may mean something else
    at: int = -1  # the word that says so


@cache
def verbs(kind: str) -> frozenset[str]:
    """The verbs of one list of the lexicon, by their base form."""
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


@cache
def _cues() -> frozenset[str]:
    """The words in lower case without which nobody says anything: forms of the verbs, and what leads to a source."""
    reporting = {"point"}.union(*(verbs(kind) for kind in ("saying", "of_documents", "quoting", "revising")))
    forms = {form for form, (base, _) in verb_forms().items() if base in reporting}
    return frozenset({*forms, *reporting, *_according(), "as", "citing"})


class Sayings(Sources):
    """Finds the sayings of one sentence."""

    def _in_sentence(self, number: int) -> list[Saying]:
        first, last = self.words.sentences[number]
        found: list[Saying] = []
        for i in compress(range(first, last), map(_cues().__contains__, self.words.lowers[first:last])):
            low = self.words.lowers[i]
            saying = None
            if low in _according() or low == "as":
                saying = self._according_to(i, first, last)
            elif low == "citing" and (source := self._source_at(i + 1)):
                saying = Saying(source, i, last, at=i)
            if saying is None and self.words.tags[i] in {w.VERB, w.PAST, w.ING}:
                saying = self._saying_at(i, first, last, found[-1].source if found else None)
            if saying is not None:
                found.append(saying)
                self._remember(saying.source)
        if not found:
            self._remember_subject(first, last)
        return found

    def _according_to(self, i: int, first: int, last: int) -> Saying | None:
        for parts in self._before_source(i):
            source = self._source_at(i + len(parts))
            known = source is not None and (parts[0] in {"according", "as"} or source.id is not None)
            if parts[0] == "based":
                known = source is not None and is_document(source.text or "")
            if source is not None and known:
                start, end = self._said_according(i, i + len(parts), first, last)
                return Saying(source, start, end, certain=True, at=i)
        return None

    def _before_source(self, i: int) -> list[tuple[str, ...]]:
        """The words at a word that stand before the one who says it: `according to`, `as announced by`."""
        words = self.words
        found = [p for p in _according().get(words.lowers[i], []) if tuple(words.lowers[i : i + len(p)]) == p]
        said = words.lowers[i] == "as" and i + 2 < len(words.tags) and words.lowers[i + 2] in {"by", "in"}
        if said and words.tags[i + 1] == w.PAST and words.lemmas[i + 1] in verbs("saying") | verbs("of_documents"):
            found.append(tuple(words.lowers[i : i + 3]))
        return found

    def _said_according(self, i: int, after: int, first: int, last: int) -> tuple[int, int]:
        """What someone named by `according to` says: the sentence, or the part of it in which those words stand."""
        tags, lowers = self.words.tags, self.words.lowers
        if i > first and tags[i - 1] == w.RELATIVE:  # "the fall, which according to the bank is small, is 40 per cent"
            end = next((j for j in range(after, min(last, after + WINDOW)) if tags[j] == w.COMMA), last)
            return i, end
        if i > first and lowers[i - 1] == "that":  # "the judge wrote that according to the guard 40 fled"
            return i, last
        if i <= first + 1 or tags[i - 1] == w.SUBORDINATOR:
            return first, last
        for j in range(after, min(last - 1, after + WINDOW)):
            if tags[j] == w.COMMA and lowers[j + 1] in CONTRASTS:
                return first, j
        return first, last

    def _saying_at(self, verb: int, first: int, last: int, speaker: Source | None) -> Saying | None:
        """The saying whose verb stands at a word; `speaker` is who spoke before in the sentence."""
        lemma, words = self.words.lemmas[verb], self.words
        phrasal = lemma == "point" and verb + 1 < last and words.lowers[verb + 1] == "out"
        certain = lemma in verbs("saying") or phrasal
        if not certain and lemma not in verbs("of_documents") | verbs("revising"):
            return self._closing(verb, first, last) if lemma in verbs("quoting") else None
        after = verb + (2 if phrasal else 1)
        before = self._before_verb(verb, first)
        if before >= first and (words.tags[before] in NO_SUBJECT or self._attributive(verb, before, last)):
            return None
        inverted = self._inverted(verb, before, after, first, last)
        if inverted is not None:
            end = last if w.QUOTE in words.tags[after : min(last, after + WINDOW)] else verb
            return Saying(inverted, first, end, at=verb)
        if after < last and (words.tags[after] == w.TO or words.lowers[after] in PARTICLES):
            return None  # "the numbers do not add up"
        joined = words.tags[verb] == w.ING and (before < first or words.tags[before] == w.COMMA)
        source = speaker if joined and speaker is not None else self._subject(verb, before, first)
        return self._said_by(source, verb, after, first, last, certain=certain) if source is not None else None

    def _closing(self, verb: int, first: int, last: int) -> Saying | None:
        """`…?” asked the mayor`, `…,” she goes on`: verbs that say something only behind a quotation mark."""
        before = self._before_verb(verb, first)
        if before < first or self.words.tags[verb] == w.ING:
            return None
        if self.words.tags[before] == w.QUOTE:
            source = self._inverted(verb, before, verb + 1, first, last)
        else:
            subject = subject_before(self.phrases, before + 1)
            start = before if self.words.tags[before] == w.PRONOUN or subject is None else subject.start
            behind = start > first and self.words.tags[start - 1] == w.QUOTE
            source = self._subject(verb, before, first) if behind else None
        return Saying(source, first, verb, at=verb) if source is not None else None

    def _attributive(self, verb: int, before: int, last: int) -> bool:
        """`31 written pages`, `for suspected fraud`: a participle that tells what kind of thing it is."""
        if self.words.tags[verb] != w.PAST or before != verb - 1:
            return False
        following = self.words.tags[verb + 1] if verb + 1 < last else ""
        return self.words.tags[before] == w.PREPOSITION or (
            self.words.tags[before] == w.QUANTITY and following == w.NOUN
        )

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
        lemma = self.words.lemmas[verb]
        if self._foretells(verb, after, last) and self._can_say(source):
            return Saying(source, verb, self._end_of_saying(verb, last), at=verb)
        aside = self._aside(verb, last)
        spoken = not (certain and not self._is_speaker(source))
        if not spoken or (lemma in verbs("revising") and lemma not in verbs("of_documents")):
            return None
        clause = self._clause_follows(after, last, past=lemma not in PERCEIVING)
        if self.words.tags[verb] == w.ING and self._auxiliary(verb, first) != w.BE:
            opens = after < last and (self.words.lowers[after] == "that" or self.words.tags[after] == w.QUOTE)
            return Saying(source, verb, last, at=verb) if (clause and certain) or opens else None
        trailing = aside is None and self._is_trailing(verb, after, first, last)
        told = trailing or (after < last and self.words.lowers[after] == "that")
        known = certain or self._can_say(source) or (told and self._is_name(source))
        if not (known and (clause or trailing or aside is not None)) and not self._speaks(
            source, verb, after, last, certain=certain
        ):
            return None
        if trailing:
            return Saying(source, first, last, at=verb)
        whole = clause or lemma == "say"
        end = self._end_of_saying(verb, last) if whole else self._end_of_object(verb, last)
        return Saying(source, self._owed(verb, first), end if aside is None else aside, at=verb)

    def _speaks(self, source: Source, verb: int, after: int, last: int, *, certain: bool) -> bool:
        """Whether a source says something without a clause: a document always does, others by a thing that is told."""
        if source.text is not None and is_document(source.text) and not self._saw(verb):
            return True
        thing = self.phrases.at(after) is not None or (after < last and self.words.tags[after] == w.TIME)
        told = thing and self.words.lemmas[verb] not in CLAIMING and self._can_say(source)
        return certain and (told or self._ends_open(verb, last))

    def _aside(self, verb: int, last: int) -> int | None:
        """Where `, which the mayor said was good, …` ends: none of the sentence around it is said so."""
        subject = subject_before(self.phrases, verb)
        start = verb - 1 if self.words.tags[verb - 1] == w.PRONOUN or subject is None else subject.start
        if start < 2 or self.words.tags[start - 2 : start] != [w.COMMA, w.RELATIVE]:
            return None
        return next((i for i in range(verb, min(last, verb + WINDOW)) if self.words.tags[i] == w.COMMA), last)

    def _saw(self, verb: int) -> bool:
        """`The year saw 40 floods`: no statement, unlike `the report sees`."""
        return self.words.lemmas[verb] == "see" and self.words.tags[verb] == w.PAST

    def _ends_open(self, verb: int, last: int) -> bool:
        """`The mayor said on Monday:`, with the quotation in the next paragraph."""
        return last - verb <= LABEL and self.words.tags[last - 1] == w.COLON

    def _auxiliary(self, verb: int, first: int) -> str:
        """The class of the word before a verb, adverbs passed over."""
        i = verb - 1
        while i > first and self.words.tags[i] in {w.ADVERB, w.NEGATION}:
            i -= 1
        return self.words.tags[i] if i >= first else ""

    def _foretells(self, verb: int, after: int, last: int) -> bool:
        """`estimated sales at 40`, `see prices ending at 5`, `betting on a rise of 2`, `accusing him of taking 9`."""
        link = self._link(verb, after)
        if link is None or after >= last or self._saw(verb):
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

    def _link(self, verb: int, after: int) -> frozenset[str] | None:
        """What stands between a verb that says how much and the number; of some verbs only where a forecast is put."""
        link = _foretelling().get(self.words.lemmas[verb])
        if link is None and self.words.lemmas[verb] in verbs("revising"):
            phrase = self.phrases.at(after)
            nouns = set() if phrase is None else {self.words.lowers[phrase.head], self.words.lowers[phrase.end]}
            return REVISED if {singular(noun) for noun in nouns} & verbs("forecasts") else None
        return link

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
            if self.words.tags[i] == w.COMMA and self.words.lowers[i + 1] in CONTRASTS:
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

    def _inverted(self, verb: int, before: int, after: int, first: int, last: int) -> Source | None:
        """`…,” said Hasina`; `9,000 cases, reports the ministry`: a verb after a mark, with its subject behind it."""
        tags = self.words.tags
        if before < first or tags[before] not in {w.QUOTE, w.COMMA} or tags[verb] == w.ING:
            return None
        start = after
        while start < last and tags[start] == w.TIME and self.phrases.at(start) is None:
            start += 1
        phrase = self.phrases.at(start)
        if phrase is None or phrase.start != start or w.QUANTITY in tags[phrase.start : phrase.end]:
            return None
        if self.words.lemmas[verb] == "tell":  # who is told stands behind it
            return None
        source = self._source_of_phrase(phrase)
        if tags[before] == w.QUOTE and self.words.lemmas[verb] in verbs("saying") | verbs("quoting"):
            return source
        speaks = source is not None and (
            self._can_say(source) or self._is_name(source) or is_document(source.text or "")
        )
        return source if speaks and not self._verb_ahead(phrase.end, last) else None

    def _verb_ahead(self, i: int, last: int) -> bool:
        """A verb follows in the same clause: what stands before it is its subject."""
        for j in range(i, min(i + 20, last)):
            tag = self.words.tags[j]
            if tag in ENDS_CLAUSE:
                return False
            reduced = tag == w.PAST and j == i and j + 1 < last and self.words.tags[j + 1] == w.PREPOSITION
            if tag in w.FINITE or (tag == w.PAST and not reduced):
                return True
        return False

    def _clause_follows(self, i: int, last: int, *, past: bool = True) -> bool:
        """`that`, a quotation, or words with a verb of their own follow; `past`: a form such as "hidden" may be one."""
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
                past and self.words.tags[j] == w.PAST and j > i + 1
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
        enclosed = start > first and after < last and tag in {w.COMMA, w.DASH} and self.words.tags[start - 1] == tag
        if enclosed:  # "The rise, he said, is 5 per cent", "In Lima – he adds – there are 40"
            return True
        for i in range(start - 1, max(first, start - WINDOW) - 1, -1):
            if self.words.tags[i] in {w.COMMA, w.QUOTE, w.DASH}:
                closing = self.words.tags[i] == w.QUOTE and self.words.tags[i - 1] in {w.COMMA, w.STOP}  # "…,” he said"
                joined = self.words.lowers[i + 1] in {"but", "and"}
                return not joined and (closing or not self._only_opening(first, i))
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
