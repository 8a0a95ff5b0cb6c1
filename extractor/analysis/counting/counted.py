"""What a number counts or measures: the head noun and a short noun phrase, from the words around the number."""

from __future__ import annotations

from dataclasses import replace

from extractor.analysis.counting import measures
from extractor.analysis.counting.clauses import OwnClauses
from extractor.analysis.counting.governed import Governed
from extractor.analysis.counting.measures import bare_text, participle_of, thing_text
from extractor.analysis.counting.spots import NOTHING, UNNAMED, Counted, Spot, change_noun, counted_words, is_money
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrase, subject_before
from extractor.lexicons import load
from extractor.values.inflection import singular

VAGUE = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "billions"})
AFTER_ELISION = frozenset({w.PAST, w.BE, w.HAVE, w.MODAL, w.RELATIVE, w.ADVERB, w.PREPOSITION})


class Counting(OwnClauses, Governed):
    """Reads what each quantity of a Doc counts, in the order of the text: an elided thing is the one before."""

    def read(self) -> list[Counted]:
        """One answer a quantity."""
        at_the_number = (self._in_brackets, self._in_the_unit, self._noun_after, self._after_of, self._complement)
        before_it = (
            self._own_clause, self._parallel, self._of_before, self._worth, self._bounded, self._labelled,
            self._distance, self._item, self._by_verb,
        )  # fmt: skip
        elsewhere = (self._beside_name, self._listed, self._subject_of_sentence)
        for n, here in enumerate(self.spots):
            answers = (rule(n, here) for rule in (*at_the_number, *before_it, *elsewhere))
            self.found.append(self._fuller(n, next((answer for answer in answers if answer), NOTHING)))
        return self.found

    def _in_brackets(self, n: int, here: Spot) -> Counted | None:
        """`200 shillings ($2)`: the same thing again."""
        if not n or here.left < 1 or self.words.tags[here.left - 1] != w.OPEN:
            return None
        before = self.spots[n - 1]
        if 0 <= here.left - before.last <= 2 and before.unit != here.unit:
            return replace(self.found[n - 1], rule="in-brackets")
        return None

    def _in_the_unit(self, n: int, here: Spot) -> Counted | None:
        """`18 trees per second`: the thing is part of the unit."""
        numerator = here.unit.partition("/")[0]
        if "/" not in here.unit or len(numerator) < 3 or self._word(here.left - 1) in {"to", "from"}:
            return None
        for i in range(here.first, here.last):
            if singular(self.words.lowers[i]) == numerator:
                phrase = Phrase(i, i + 1, i)
                return self._with_verb(n, here, phrase, "in-the-unit")
        return None

    def _noun_after(self, n: int, here: Spot) -> Counted | None:
        """`197 cases of fraud`, `a 67 per cent increase in prices`: a noun that the number stands before."""
        phrase = self.phrases.at(here.first)
        vague = here.last - here.first == 1 and self._word(here.first) in VAGUE
        if vague and here.unit == "count" and phrase is not None and not self.words.lowers[phrase.head].endswith("s"):
            return None  # "thousands rediscover the coast"
        opens = here.last if phrase is not None and phrase.head > here.last else -1
        if opens >= 0 and self.words.tags[opens] == w.PAST and self.words.lemmas[opens] in counted_words("acting"):
            return self._elided(n, here)  # "and another 32 suffered similar fates"
        if phrase is None or phrase.head < here.last:
            phrase = self._noun_after_next(n, here)
        if phrase is None:
            return None
        phrase = Phrase(max(here.last, phrase.start), phrase.end, phrase.head)
        if change_noun(self.words.lowers[phrase.head]) and here.unit != "count":
            return self._changed(n, here, phrase, phrase.head)
        noun = self._change_before(here)
        if noun is not None:
            thing = thing_text(self.phrases, phrase)
            return Counted(
                self.words.texts[phrase.head], f"{noun} in {thing}", "change-of", phrase, base=thing, plain=thing
            )
        return self._with_verb(n, here, phrase, "noun-after")

    def _after_of(self, n: int, here: Spot) -> Counted | None:
        """`11 per cent of the people`, `200 tons of coal`, `$10 in taxes`."""
        i = self._past_bracket(here)
        if i >= self._closes(here) or self.words.lowers[i] not in {"of", "in", "worth"}:
            return None
        if self.words.lowers[i] == "worth" and self._word(i + 1) == "of":
            i += 1
        money = is_money(here.unit)
        phrase = self.phrases.at(i + 1)
        if (
            phrase is None
            or phrase.start != i + 1
            or (self.words.tags[phrase.head] == w.NAME and self.words.lowers[i] == "in")
        ):
            return None
        if self.words.lowers[i] == "in" and (not money or self.words.tags[phrase.start] == w.DETERMINER):
            return None
        if self._word(here.left - 1) in {"by", "to", "from"} and self.words.lowers[i] == "in":
            return None
        if here.unit == "percent" and self.words.lowers[i] == "of":
            whole = set(self.words.lowers[phrase.start : phrase.end])
            measured = self._at_a_share(n, here)
            if measured is None and not whole.isdisjoint(load("counted")["economy"]):
                measured = self._of_before(n, here) or self._bounded(n, here) or self._by_verb(n, here)
            if measured is not None and measured.head and ", " not in (measured.measure or ""):
                return measured
        return self._with_verb(n, here, phrase, "after-of")

    def _complement(self, n: int, here: Spot) -> Counted | None:
        """`2,695 were Chinese nationals`; `the 194 charged`, whose noun stood before; `of which 40`."""
        i = self._past_bracket(here)
        if i >= self._closes(here):
            return None
        tag = self.words.tags[i]
        if here.unit not in {"count", "percent", "fraction"}:
            return self._money_made(here, i) if is_money(here.unit) and tag == w.PAST else None
        if self._word(here.left - 1) == "which" and self._word(here.left - 2) == "of":
            phrase = self.phrases.before(here.left - 2)
            return self._named(phrase, "of-which") if phrase else None
        governed = here.left > 0 and self.words.tags[here.left - 1] in {w.PREPOSITION, w.TO}
        predicate = self.phrases.at(i + 1) if tag == w.BE and (here.unit == "count" or not governed) else None
        if predicate and predicate.start == i + 1 and self.words.tags[predicate.head] in {w.NOUN, w.NAME}:
            return self._named(predicate, "were-noun")
        return (
            self._elided(n, here)
            if here.unit == "count" and tag in AFTER_ELISION and self._stands_alone(here)
            else None
        )

    def _money_made(self, here: Spot, participle: int) -> Counted | None:
        """`$900 recovered for the owners`: an amount that a participle alone explains."""
        lead = self.words.tags[here.left - 1] if here.left else w.COMMA
        if lead not in {w.COMMA, w.CONJUNCTION, w.STOP, w.PREPOSITION} or self._word(here.left - 1) == "by":
            return None
        if self._word(here.left - 1) == "of" and self.words.tags[here.left - 2] == w.NOUN:
            return None  # "a fraud of $900 linked to the club"
        text = measures.participle_text(self.phrases, participle)
        return Counted(None, f"money {text}", "verb-alone", None, participle)

    def _stands_alone(self, here: Spot) -> bool:
        """A number that opens a clause or has an article, and no noun."""
        if here.left == self.words.sentences[here.sentence][0] or "the" in self.words.lowers[here.left : here.first]:
            return True
        return self.words.tags[here.left - 1] in {w.COMMA, w.CONJUNCTION, w.COLON, w.SUBORDINATOR, w.DASH}

    def _of_before(self, n: int, here: Spot) -> Counted | None:
        """`a population of 600 million`, `a rise of 5 per cent`."""
        i = here.left - 1
        if self._word(i) != "of":
            return None
        end = self._before_bracket(i)
        phrase = self.phrases.before(end)
        if phrase is None or phrase.end != end:
            return None
        if change_noun(self.words.lowers[phrase.head]):
            return self._changed(n, here, phrase, phrase.head)
        if self._word(phrase.head) == "tune":
            return self._by_verb(n, replace(here, left=max(phrase.start - 1, 0))) or UNNAMED  # "to the tune of $5"
        return self._named(phrase, "of-before")

    def _worth(self, n: int, here: Spot) -> Counted | None:
        """`shares worth $9m`, `an order totalling 40 million yen`, `a flat valued at $90,000`."""
        worth = load("counted")["worth"]
        i = here.left - 1
        if self._word(i) == "at" and self._word(i - 1) in worth["at"]:
            i -= 1
        elif self._word(i) not in worth["alone"]:
            return None
        phrase = self.phrases.before(i)
        return self._named(phrase, "worth") if phrase is not None and phrase.end == i else None

    def _before_bracket(self, i: int) -> int:
        """Where a short bracket before a word opens ("the injury rate (AIFR) of"), else the word itself."""
        if i > 2 and self.words.tags[i - 1] == w.CLOSE:
            return next((j for j in range(i - 2, max(i - 6, 0), -1) if self.words.tags[j] == w.OPEN), i)
        return i

    def _distance(self, n: int, here: Spot) -> Counted | None:
        """`a village 31 km north of the town`, `a wall 4 miles away`: what lies there."""
        i = self._past_bracket(here)
        away = i < self._closes(here) and self.words.lowers[i] in load("counted")["measured"]["directions"]
        if not away or here.unit not in load("counted")["measured"]["lengths"]:
            return None
        before = here.left - 1
        if before >= 0 and self.words.tags[before] == w.COMMA:
            before -= 1
        phrase = self.phrases.at(before)
        if phrase is None or phrase.end != before + 1:
            return None
        return Counted(
            self.words.texts[phrase.head], f"distance of {bare_text(self.phrases, phrase)}", "distance", phrase
        )

    def _item(self, n: int, here: Spot) -> Counted | None:
        """`grain in 40 hectares, potatoes in 5`; `pears at $2`: the items of a list, each before its number."""
        i = here.left - 1
        if here.unit == "count" or self._word(i) not in {"in", "at", "with", ":", "on"}:
            return None
        phrase = self.phrases.at(i - 1)
        if phrase is None or phrase.end != i or w.QUANTITY in self.words.tags[phrase.start : phrase.end]:
            return None
        opens = self.words.sentences[here.sentence][0]
        lead = self.words.tags[phrase.start - 1] if phrase.start > opens else ""
        if lead not in {w.COMMA, w.OPEN, w.RELATIVE, w.CONJUNCTION, w.COLON} or self.words.tags[phrase.head] == w.NAME:
            return None
        return (
            self._named(phrase, "item")
            if lead != w.COMMA or (n and self.spots[n - 1].sentence == here.sentence)
            else None
        )

    def _with_verb(self, n: int, here: Spot, phrase: Phrase, rule: str) -> Counted:
        """A thing with what happened to it: "arresting 273 suspects" measures suspects arrested."""
        plain, happened, verb = measures.happened(self.phrases, phrase, here.left)
        if verb < 0 and not happened and (governor := self._shared_verb(n, here)) >= 0:
            verb = governor
            happened = "" if measures.notes_only(self.words.lemmas[verb]) else participle_of(self.words, verb)
        text = f"{plain} {happened}" if happened else plain
        return Counted(self.words.texts[phrase.head], text, rule, phrase, verb, plain=plain)

    def _beside_name(self, n: int, here: Spot) -> Counted | None:
        """`most pupils live in Lisbon (30%) and Porto (20%)`: in brackets after a name, the sentence's first share."""
        before = here.left - 1
        bracketed = before > 0 and self.words.tags[before] == w.OPEN and self.words.tags[before - 1] == w.NAME
        first = not n or self.spots[n - 1].sentence != here.sentence
        if not bracketed or not first or here.unit != "percent":
            return None
        opens = self.words.sentences[here.sentence][0]
        verb = next((i for i in range(opens, before) if self.words.tags[i] in {w.VERB, w.BE, w.PAST}), -1)
        subject = subject_before(self.phrases, verb) if verb > opens else None
        if subject is None or self.words.tags[subject.head] != w.NOUN:
            return None
        return self._named(subject, "beside-name")

    def _subject_of_sentence(self, n: int, here: Spot) -> Counted | None:
        before = self.phrases.before(here.left)
        opens = self.words.sentences[here.sentence][0]
        if before is None or before.start < opens:
            return None
        subject = subject_before(self.phrases, here.left)
        if subject is None or self.words.tags[subject.head] == w.NAME:
            return None  # a name is not what a number measures
        return self._named(subject, "sentence-subject")
