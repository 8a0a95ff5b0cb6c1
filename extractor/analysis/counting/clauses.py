"""Numbers with a clause of their own: a share or an amount that is a subject, or that a relative clause explains.

What governs such a number from the left is another clause's: its noun is not what the number measures.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.analysis.context.sources import is_document
from extractor.analysis.counting import measures
from extractor.analysis.counting.elision import RELATIVE_UNITS, Neighbours
from extractor.analysis.counting.spots import UNNAMED, Counted, Spot, is_money
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrase, subject_before
from extractor.lexicons import load

OPENS_CLAUSE = frozenset({w.COMMA, w.CONJUNCTION, w.SUBORDINATOR, w.COLON, w.DASH, w.QUOTE, w.STOP})
AUXILIARIES = frozenset({w.BE, w.HAVE, w.MODAL, w.NEGATION, w.ADVERB})
BOUNDS = frozenset({"above", "below", "over", "under", "exceeding"})
BITS = frozenset({"little", "bit", "lot", "way", "fraction", "shade", "tad"})  # "a little above 4 per cent"
LIST, LINE = 20, 14  # sentences of a list and words of one of its lines, at most
REACH = 8  # words after a number within which the verb of its own clause is looked for


class OwnClauses(Neighbours):
    """Reads the numbers that a clause of their own explains."""

    def _own_clause(self, n: int, here: Spot) -> Counted | None:
        """`only $7 million was repaid`, `the $9 million that was lost`, `$12 million it says is owed`; `38% said`."""
        i, closes = self._past_bracket(here), self._closes(here)
        if i >= closes or here.unit == "count":
            return None
        if self.words.lowers[i] == "of" and n + 1 < len(self.spots) and self.spots[n + 1].left in {i + 1, i + 2}:
            return UNNAMED if self.spots[n + 1].unit != "count" else None
        if is_money(here.unit):
            verb = self._verb_of_amount(here, i)
            if verb < 0:
                return None
            text = measures.participle_text(self.phrases, verb) if self.words.tags[verb] == w.PAST else ""
            return Counted(None, f"money {text}", "verb-alone", None, verb) if text else UNNAMED
        told = self.words.tags[i] in {w.PAST, w.VERB}
        if here.unit == "percent" and told and self._opens_clause(here) and not self._is_participle(i):
            earlier = self._earlier(n, here)
            same = earlier is not None and self._people_before(here, earlier)
            return (
                replace(self.found[earlier], rule="listed", verb=-1) if same and earlier is not None else self._asked(i)
            )
        return None

    def _asked(self, verb: int) -> Counted:
        """`38 per cent said so`: people, where the verb is one of those who answer a survey."""
        opinion = self.words.lemmas[verb] in load("reporting_verbs")["opinion"]
        return Counted("people", "people", "people-understood", None, verb) if opinion else UNNAMED

    def _people_before(self, here: Spot, earlier: int) -> bool:
        """Whether the earlier share is of those who act, as this one is."""
        other = self.spots[earlier]
        after = self.words.tags[other.last] if other.last < len(self.words.tags) else w.STOP
        return self.found[earlier].rule in {"listed", "after-of"} or after in {w.PAST, w.VERB}

    def _is_participle(self, i: int) -> bool:
        """`the 40% recommended by the law`: the verb has no object, but one who did it."""
        return self.words.tags[i] == w.PAST and self._word(i + 1) in {"by", "for"}

    def _opens_clause(self, here: Spot) -> bool:
        opens = self.words.sentences[here.sentence][0]
        return here.left == opens or self.words.tags[here.left - 1] in OPENS_CLAUSE

    def _verb_of_amount(self, here: Spot, i: int) -> int:
        """The verb of the clause that has the amount as its subject, or that tells of it without a relative word."""
        tags, closes = self.words.tags, self._closes(here)
        start = i
        if tags[i] == w.COMMA and i + 1 < closes and tags[i + 1] in {w.NAME, w.PRONOUN}:
            return -1
        if tags[i] == w.RELATIVE and self._word(i) in {"that", "which"}:
            start = i + 1
        elif tags[i] in {w.BE, w.HAVE, w.MODAL} and not self._opens_clause(here):
            return -1
        elif tags[i] in {w.PRONOUN, w.DETERMINER, w.NAME, w.OPEN}:
            return self._verb_of_subject(here, i)
        elif tags[i] not in {w.BE, w.HAVE, w.MODAL}:
            return -1
        j = start
        while j < min(closes, start + REACH) and tags[j] in AUXILIARIES:
            j += 1
        passive = w.BE in tags[start:j]
        return j if j < closes and j > start and tags[j] == w.PAST and passive else -1

    def _verb_of_subject(self, here: Spot, i: int) -> int:
        """`$92 million the council invested`: the verb after a subject right behind the amount."""
        tags, closes = self.words.tags, self._closes(here)
        if tags[i] == w.PRONOUN:
            j = i + 1
        else:
            phrase: Phrase | None = self.phrases.at(i)
            if phrase is None or phrase.start != i or phrase.head < here.last:
                return -1
            j = phrase.end
        while j < min(closes, i + REACH) and tags[j] in AUXILIARIES:
            j += 1
        if j >= closes or tags[j] not in {w.PAST, w.VERB}:
            return -1
        says = self.words.lemmas[j] in load("reporting_verbs")["saying"].split()
        return j if not says or tags[i] == w.PRONOUN else -1

    def _bounded(self, n: int, here: Spot) -> Counted | None:
        """`at a pace above 70 per cent`, `wages below $5`: the noun right before the words that bound the number."""
        bound = next((i for i in range(here.left, here.first) if self._word(i) in BOUNDS), here.left - 1)
        if self._word(bound) not in BOUNDS or here.unit == "count":
            return None
        end, opens = bound, self.words.sentences[here.sentence][0]
        while end > opens and self.words.tags[end - 1] in {w.ADVERB, w.TIME}:
            end -= 1
        if end > opens + 1 and self._word(end - 1) in {"in", "for"} and end < bound:
            end -= 1  # "keeps inflation in 2031 below 4 per cent"
        phrase = self.phrases.at(end - 1)
        if phrase is None or phrase.end != end or self.words.tags[phrase.head] != w.NOUN or self._word(end - 1) in BITS:
            return None
        part_of = phrase.start > opens and self._word(phrase.start - 1) in {"of", "for"}
        if part_of or w.QUANTITY in self.words.tags[phrase.start : phrase.end] or here.unit not in RELATIVE_UNITS:
            return None
        return self._named(phrase, "bounded")

    def _parallel(self, n: int, here: Spot) -> Counted | None:
        """`rises of 4 per cent in pay and 1 per cent in pensions`: the second number of such a list."""
        if not n or self.spots[n - 1].sentence != here.sentence or self._word(here.left - 1) not in {"and", "or", ","}:
            return None
        source, at = self.found[n - 1], here.last
        if source.rule not in {"change-in", "parallel"} or not source.base or self._word(at) != "in":
            return None
        phrase = self.phrases.at(at + 1)
        if phrase is None or phrase.start != at + 1 or self._word(self.spots[n - 1].last) != "in":
            return None
        named = self._named(phrase, "parallel")
        noun = (source.measure or "").partition(" ")[0]
        return replace(named, measure=f"{noun} in {named.measure}", base=named.measure)

    def _at_a_share(self, n: int, here: Spot) -> Counted | None:
        """`the deficit fell to 4 per cent of output`: what fell is measured, as a share of something else."""
        before, verb = here.left - 1, here.left - 2
        if self._word(before) not in {"to", "at"} or verb < 0 or self.words.tags[verb] not in {w.PAST, w.VERB, w.ING}:
            return None
        lemma = self.words.lemmas[verb]
        if lemma not in load("counted")["change_verbs"] and lemma not in {"stand", "come", "run", "estimate", "put"}:
            return None
        while verb > 0 and self.words.tags[verb - 1] in AUXILIARIES:
            verb -= 1
        subject = subject_before(self.phrases, verb)
        if subject is None or subject.end > verb or self.words.tags[subject.head] != w.NOUN:
            return None
        return self._named(subject, "subject", verb)

    def _labelled(self, n: int, here: Spot) -> Counted | None:
        """`Forecast: 77 per cent`; `Vidal, Hartley: 85 per cent`, whose label is a name, under `Other forecasts:`."""
        colon = here.left - 1
        if self._word(colon) != ":" or self.words.sentence[colon] != here.sentence:
            return None
        line = self._line_label(here, colon)
        if line is not None or here.unit == "count":
            return line
        phrase = self.phrases.at(colon - 1)
        if phrase is None and colon and is_document(self._word(colon - 1)):
            phrase = Phrase(colon - 1, colon, colon - 1)  # "Forecast:", which might be a verb
        if phrase is None or phrase.end != colon or w.QUANTITY in self.words.tags[phrase.start : phrase.end]:
            return None
        opens = self.words.sentences[here.sentence][0]
        bullet = opens + (self.words.tags[opens] in {w.DASH, w.HYPHEN, w.COLON})
        common = phrase.start <= bullet or not self.words.texts[phrase.head][0].isupper()
        document = phrase.head == phrase.start and is_document(self._word(phrase.head))
        if document or (self.words.tags[phrase.head] == w.NOUN and common):
            return self._named(phrase, "label")
        heading = self._heading(here)
        return self._named(heading, "heading") if heading is not None else UNNAMED

    def _line_label(self, here: Spot, colon: int) -> Counted | None:
        """`Number of lines cut by the storm: 1,200`: a label of several words that begins its line."""
        opens, closes = self.words.sentences[here.sentence]
        ends = here.last >= closes or self.words.tags[here.last] in {w.OPEN, w.STOP, w.COMMA, w.COLON}
        phrase = self.phrases.at(opens + (self.words.tags[opens] in {w.DASH, w.HYPHEN}))
        if not ends or phrase is None or phrase.end > colon or self.words.tags[phrase.head] != w.NOUN:
            return None
        between = set(self.words.tags[phrase.end : colon])
        if between & {w.BE, w.HAVE, w.MODAL, w.VERB, w.COMMA, w.QUANTITY} or (
            phrase.end < colon and self._word(phrase.end) not in {"of", "in", "for"}
        ):
            return None
        return self._named(phrase, "label")

    def _heading(self, here: Spot) -> Phrase | None:
        """The noun phrase that alone stands before a colon at the end of a sentence just above a list."""
        for number in range(here.sentence - 1, max(-1, here.sentence - LIST), -1):
            first, last = self.words.sentences[number]
            if self.words.tags[last - 1] == w.STOP or last - first > LINE:
                return None
            if self._word(last - 1) == ":":
                phrase = self.phrases.at(last - 2)
                if phrase is None or self.words.tags[phrase.head] != w.NOUN:
                    return None
                opening = {w.ADVERB, w.ADJECTIVE, w.DASH, w.DETERMINER}
                return phrase if set(self.words.tags[first : phrase.start]) <= opening else None
        return None
