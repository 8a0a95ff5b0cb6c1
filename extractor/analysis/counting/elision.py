"""Nouns that a number leaves out: those of the number before, of its twin in a parallel list, of the one after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.analysis.counting import measures
from extractor.analysis.counting.measures import bare_text, thing_text
from extractor.analysis.counting.spots import Counted, Spot, counted_words
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrase, Phrases
from extractor.values.inflection import singular

RELATIVE_UNITS = frozenset({"percent", "percentage_point", "basis_point", "times", "fraction", "point"})


class Neighbours:
    """The quantities of a Doc in the order of the text, with what those before were found to count."""

    def __init__(self, phrases: Phrases, spots: Sequence[Spot]) -> None:
        self.phrases, self.words, self.spots = phrases, phrases.words, spots
        self.found: list[Counted] = []

    def _elided(self, n: int, here: Spot) -> Counted | None:
        """The noun of a number that stands alone: that of the number before it, or of its twin in a parallel list."""
        m = self._twin(n)
        if m is None:
            m = next((k for k in range(n - 1, max(-1, n - 6), -1) if self._inheritable(k, here)), None)
        if m is None:
            return None
        source = self.found[m]
        participle = here.last
        while participle < self._closes(here) and self.words.tags[participle] in {w.BE, w.HAVE, w.ADVERB, w.NEGATION}:
            participle += 1
        if participle >= self._closes(here) or self.words.tags[participle] != w.PAST:
            participle = -1
        thing = source.plain or source.thing
        if participle >= 0 and not measures.notes_only(self.words.lemmas[participle]):
            thing = (
                f"{bare_text(self.phrases, source.phrase)} {measures.participle_text(self.phrases, participle)}"
                if source.phrase
                else thing
            )
        elif m == self._twin(n):
            thing = source.thing
        return Counted(source.head, thing, "elided", source.phrase, participle, plain=source.plain)

    def _twin(self, n: int) -> int | None:
        """`922 cases … 5,852 people, up from 512 cases and 2,159`: the last stands to 512 as 5,852 does to 922."""
        here = self.spots[n]
        if n < 3 or self._word(here.left - 1) != "and" or self.spots[n - 1].sentence != here.sentence:
            return None
        head = self.found[n - 1].head
        for m in range(n - 2, max(-1, n - 5), -1):
            if self.spots[m].sentence == here.sentence and head and self.found[m].head == head and m + 1 < n - 1:
                return m + 1 if self.spots[m + 1].unit == here.unit else None
        return None

    def _inheritable(self, m: int, here: Spot) -> bool:
        near = here.sentence - self.spots[m].sentence <= 1
        return near and self.found[m].head is not None and self.spots[m].unit in {"count", here.unit}

    def _listed(self, n: int, here: Spot) -> Counted | None:
        """The thing of the last number with the same unit in this sentence or the one before."""
        earlier = self._earlier(n, here)
        return replace(self.found[earlier], rule="listed", verb=-1) if earlier is not None else None

    def _earlier(self, n: int, here: Spot, *, same_unit: bool = True) -> int | None:
        units = RELATIVE_UNITS if here.unit in RELATIVE_UNITS else {here.unit}
        for m in range(n - 1, max(-1, n - 8), -1):
            if here.sentence - self.spots[m].sentence > 1:
                return None
            if self.found[m].head and (self.spots[m].unit in units or not same_unit):
                return m
        return None

    def _noun_after_next(self, n: int, here: Spot) -> Phrase | None:
        """`41 and 19 infections`: the noun that two numbers share."""
        if n + 1 >= len(self.spots) or self._word(here.last) not in {"and", "or"}:
            return None
        following = self.spots[n + 1]
        phrase = self.phrases.at(following.first)
        if (
            following.left != here.last + 1
            or following.unit != here.unit
            or phrase is None
            or phrase.head < following.last
        ):
            return None
        return Phrase(following.last, phrase.end, phrase.head)

    def _shared_verb(self, n: int, here: Spot) -> int:
        """`freed 33 women and 21 men`: the verb of the number before governs this one too (-1: none)."""
        if not n or self.spots[n - 1].sentence != here.sentence or self._word(here.left - 1) not in {"and", ","}:
            return -1
        before, verb = self.found[n - 1], self.found[n - 1].verb
        between = self.words.tags[self.spots[n - 1].last : here.left]
        idle = not {w.PAST, w.VERB, w.ING, w.BE, w.RELATIVE, w.MODAL, w.TO, w.PREPOSITION} & set(between)
        return verb if before.phrase is not None and 0 <= verb < self.spots[n - 1].first and idle else -1

    def _fuller(self, n: int, answer: Counted) -> Counted:
        """A bare noun means what it meant a sentence before: "33 cases" after "197 cases of fraud"."""
        here = self.spots[n]
        phrase = answer.phrase
        thing = answer.plain or answer.thing
        if phrase is None or thing is None or answer.head is None or " " in thing:
            return answer
        happened = (answer.thing or "")[len(thing) :]
        for m in range(n - 1, max(-1, n - 6), -1):
            other = self.found[m]
            if here.sentence - self.spots[m].sentence > 1:
                break
            fuller = other.plain or other.thing
            if other.head and fuller and other.head.lower() == answer.head.lower() and " " in fuller:
                if answer.base is None:
                    return replace(answer, measure=fuller + happened, plain=fuller)
                return replace(answer, base=fuller, plain=fuller)
        if singular(answer.head.lower()) in counted_words("cases"):
            matter = measures.matter_before(self.phrases, phrase)
            if matter and answer.base is None:
                return replace(answer, measure=f"{thing} of {matter}{happened}", plain=f"{thing} of {matter}")
        return answer

    def _holder(self, here: Spot, named: Counted) -> bool:
        """A place or body that has a percentage of what was measured before ("Japan had 10 per cent")."""
        return here.unit in RELATIVE_UNITS and named.phrase is not None and self.words.tags[named.phrase.head] == w.NAME

    def _subject_before_sentence(self, here: Spot) -> Phrase | None:
        """What a pronoun stands for: the phrase that opens the sentence before."""
        if not here.sentence:
            return None
        first, last = self.words.sentences[here.sentence - 1]
        phrase = next((p for i in range(first, min(first + 2, last)) if (p := self.phrases.at(i))), None)
        return phrase if phrase is not None and self.words.tags[phrase.head] == w.NOUN else None

    def _named(self, phrase: Phrase, rule: str, until: int | None = None) -> Counted:
        """A phrase as the thing; "the number of people" are people."""
        head = phrase
        if singular(self.words.lowers[phrase.head]) in counted_words("counters") and self._word(phrase.end) == "of":
            inner = self.phrases.at(phrase.end + 1)
            if inner is not None and inner.start == phrase.end + 1:
                head = inner
        text = thing_text(self.phrases, head, until)
        return Counted(self.words.texts[head.head], text, rule, head, plain=text)

    def _past_bracket(self, here: Spot) -> int:
        """The word after the number and its conversion in brackets ("40 acres (16 hectares) of")."""
        i = here.last
        if i < self._closes(here) and self.words.tags[i] == w.OPEN:
            for j in range(i + 1, min(i + 9, self._closes(here))):
                if self.words.tags[j] == w.CLOSE:
                    return j + 1 if w.QUANTITY in self.words.tags[i:j] else i
        if i < self._closes(here) and self.words.tags[i] == w.CLOSE:
            return i + 1
        return i

    def _closes(self, here: Spot) -> int:
        return self.words.sentences[here.sentence][1]

    def _word(self, i: int) -> str:
        return self.words.lowers[i] if 0 <= i < len(self.words.lowers) else ""
