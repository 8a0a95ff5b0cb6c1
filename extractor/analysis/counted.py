"""What a number counts or measures: the head noun and a short noun phrase, from the words around the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractor.analysis import measures
from extractor.analysis import words as w
from extractor.analysis.happenings import of_people
from extractor.analysis.measures import bare_text, participle_of, thing_text
from extractor.analysis.phrases import PARTICLES, Phrase, Phrases, subject_before
from extractor.lexicons import load
from extractor.values.inflection import singular

RELATIVE_UNITS = frozenset({"percent", "percentage_point", "basis_point", "times", "fraction", "point"})
LINKING = frozenset(
    {
        "by",
        "to",
        "from",
        "at",
        "than",
        "with",
        "under",
        "over",
        "of",
        "up",
        "down",
        "between",
        "around",
        "about",
        "near",
        "above",
        "below",
        "as",
    }
)
REACH = 26  # words to the left within which the verb of a number is looked for


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a quantity stands: its words, `left` being the first of those that bound it ("an average of more than 5")."""

    first: int
    last: int
    left: int
    unit: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The thing counted; `phrase` is its noun phrase, `verb` the word that governs the number (-1: none)."""

    head: str | None
    measure: str | None
    rule: str
    phrase: Phrase | None = None
    verb: int = -1
    base: str | None = None  # the thing alone, where the measure is a change of it
    plain: str | None = None  # the thing without what happened to it

    @property
    def thing(self) -> str | None:
        """The thing whose amount or change is given."""
        return self.base or self.measure


NOTHING = Counted(None, None, "unknown")


@cache
def _lexicon(key: str) -> frozenset[str]:
    data = load("counted")
    return frozenset(data["measured"][key] if key in data["measured"] else data[key])


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return len(unit) == 3 and unit.isupper()


def change_noun(word: str) -> bool:
    """Whether a noun says that something changed ("rise", "cuts")."""
    return singular(word) in _lexicon("change_nouns")


def spot(phrases: Phrases, start: int, end: int, modifier_start: int | None, unit: str) -> Spot:
    """The place of a quantity that covers the characters `start` to `end`."""
    words = phrases.words
    first, last = words.span(start, end)
    left = first if modifier_start is None else min(first, words.at(modifier_start))
    if w.NOUN in words.tags[left:first]:
        left = first  # "estimated exports at 5 tonnes": the verb that bounds the number stands apart
    sentence = words.sentence[first]
    opens = words.sentences[sentence][0]
    moved = True
    while moved and left > opens:
        before = left - 1
        moved = False
        if words.tags[before] in {w.ADVERB, w.DETERMINER, w.ADJECTIVE, w.NUMBER} or words.lowers[before] in {
            "estimated",
            "combined",
            "estimate",
        }:
            left, moved = before, True
        elif (
            words.lowers[before] == "of" and before > opens and singular(words.lowers[before - 1]) in _lexicon("levels")
        ):
            covering = phrases.at(before - 1)
            left, moved = (covering.start if covering else before - 1), True
    return Spot(first, last, left, unit, sentence)


class Counting:
    """Reads what each quantity of a Doc counts, in the order of the text: an elided thing is the one before."""

    def __init__(self, phrases: Phrases, spots: Sequence[Spot]) -> None:
        self.phrases, self.words, self.spots = phrases, phrases.words, spots
        self.found: list[Counted] = []

    def read(self) -> list[Counted]:
        """One answer a quantity."""
        for n, here in enumerate(self.spots):
            answer = NOTHING
            for rule in (
                self._in_brackets, self._in_the_unit, self._noun_after, self._after_of, self._complement, self._of_before,
                self._distance, self._item, self._by_verb, self._listed, self._subject_of_sentence,
            ):  # fmt: skip
                answer = rule(n, here) or NOTHING
                if answer is not NOTHING:
                    break
            self.found.append(self._fuller(n, answer))
        return self.found

    # What stands at the number itself

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

    def _change_before(self, here: Spot) -> str | None:
        """`an increase of 33 cases`, `up by 33 cases`, `rose by 33 cases`: the noun of the change."""
        before = here.left - 2
        if before < 0 or self._word(here.left - 1) not in {"of", "by"}:
            return None
        if self._word(here.left - 1) == "by":
            nouns: dict[str, str] = load("counted")["change_verbs"]
            adverb = self._word(before) in PARTICLES and self.words.tags[before - 1] not in {w.VERB, w.PAST, w.ING}
            return nouns.get(self._word(before) if adverb else self.words.lemmas[before])
        phrase = self.phrases.at(before)
        return (
            self._word(phrase.head)
            if phrase and phrase.end == before + 1 and change_noun(self._word(phrase.head))
            else None
        )

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
        return self._with_verb(n, here, phrase, "after-of")

    def _complement(self, n: int, here: Spot) -> Counted | None:
        """`2,695 were Chinese nationals`; `the 194 charged`, whose noun stood before."""
        i = self._past_bracket(here)
        if i >= self._closes(here):
            return None
        tag, before = self.words.tags[i], self._word(here.left - 1)
        if here.unit not in {"count", "percent", "fraction"}:
            lead = self.words.tags[here.left - 1] if here.left else w.COMMA
            if (
                is_money(here.unit)
                and tag == w.PAST
                and lead in {w.COMMA, w.CONJUNCTION, w.STOP, w.PREPOSITION}
                and before != "by"
            ):
                return Counted(None, f"money {self._participle_text(i)}", "verb-alone", None, i)
            return None
        if before == "which" and self._word(here.left - 2) == "of":
            phrase = self.phrases.before(here.left - 2)
            return self._named(phrase, "of-which") if phrase else None
        if tag == w.BE and (
            not here.left or self.words.tags[here.left - 1] not in {w.PREPOSITION, w.TO} or here.unit == "count"
        ):
            phrase = self.phrases.at(i + 1)
            if phrase and phrase.start == i + 1 and self.words.tags[phrase.head] in {w.NOUN, w.NAME}:
                return self._named(phrase, "were-noun")
        opens = self.words.sentences[here.sentence][0]
        starts = here.left == opens or self.words.tags[here.left - 1] in {
            w.COMMA,
            w.CONJUNCTION,
            w.COLON,
            w.SUBORDINATOR,
            w.DASH,
        }
        definite = "the" in self.words.lowers[here.left : here.first]
        if (
            here.unit == "count"
            and (definite or starts)
            and tag in {w.PAST, w.BE, w.HAVE, w.MODAL, w.RELATIVE, w.ADVERB, w.PREPOSITION}
        ):
            return self._elided(n, here)
        return None

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
                f"{bare_text(self.phrases, source.phrase)} {self._participle_text(participle)}"
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

    # What stands before the number

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
        return self._named(phrase, "of-before")

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

    def _before_bracket(self, i: int) -> int:
        """Where a short bracket before a word opens ("the injury rate (AIFR) of"), else the word itself."""
        if i > 2 and self.words.tags[i - 1] == w.CLOSE:
            return next((j for j in range(i - 2, max(i - 6, 0), -1) if self.words.tags[j] == w.OPEN), i)
        return i

    def _by_verb(self, n: int, here: Spot) -> Counted | None:
        """`prices rose by 5 per cent`, `raised the quota to 40`, `it cost $5`, `up by 33`."""
        multiple = here.unit == "times" and self.words.lowers[here.first].startswith(
            ("doubl", "tripl", "trebl", "quadrupl", "halv")
        )
        if multiple and here.last - here.first == 1 and self._word(here.left - 1) not in LINKING:
            return self._of_subject(n, here, here.first, change=False)
        linked = self._word(here.left - 1) in LINKING and here.left > 0
        opens = self.words.sentences[here.sentence][0]
        i = here.left - 1
        while i >= max(opens, here.left - REACH):
            tag = self.words.tags[i]
            covering = self.phrases.at(i)
            if tag in {w.STOP, w.COLON, w.QUOTE} or (tag == w.COMMA and not linked):
                break
            if covering is not None and covering.start > opens - 1:
                if (
                    linked
                    and change_noun(self.words.lowers[covering.head])
                    and self._word(covering.end) in {"in", "of", "from", "to", "by", "for"}
                ):
                    return self._changed(
                        n, here, covering, covering.head, level=self._word(here.left - 1) in {"to", "from"}
                    )
                if not linked:
                    break
                i = covering.start - 1
                continue
            if tag in {w.VERB, w.PAST, w.ING, w.BE, w.HAVE}:
                return self._governed(n, here, i, linked=linked)
            if (
                self.words.lowers[i] in {"up", "down"}
                and i >= here.left - 3
                and self.words.tags[i - 1] not in {w.VERB, w.PAST, w.ING}
            ):
                return self._moved(n, here, i)
            if self.words.lowers[i] in {"compared", "versus", "against"} and i >= here.left - 3:
                other = self._listed(n, here)
                return replace(other, measure=other.thing, base=None) if other else None
            i -= 1
        return None

    def _governed(self, n: int, here: Spot, verb: int, *, linked: bool) -> Counted | None:
        lemma, preposition = self.words.lemmas[verb], self._word(here.left - 1)
        changes = lemma in load("counted")["change_verbs"]
        delta = preposition == "by" or (not linked and changes) or here.unit == "times"
        passive = self.words.tags[verb] == w.PAST and verb > 0 and self._auxiliary_before(verb) == w.BE
        copula = self.words.tags[verb] in {w.BE, w.HAVE}
        if linked and not passive and not copula and preposition in {"by", "to", "from", "at", "up", "over", "about"}:
            phrase = self.phrases.at(verb + 1)
            if phrase and self.words.tags[phrase.head] == w.NAME and preposition == "at":
                phrase = None
            if (
                phrase
                and phrase.start == verb + 1
                and phrase.end <= here.left
                and w.QUANTITY not in self.words.tags[phrase.start : phrase.end]
            ):
                return self._object(here, phrase, verb, delta=delta and changes)
        if here.unit == "times" and not linked:
            phrase = self.phrases.at(verb + 1)
            if phrase and phrase.start == verb + 1 and phrase.end <= here.left:
                return self._object(here, phrase, verb, delta=changes)
        if not linked and not changes and not copula and lemma not in _lexicon("verbs"):
            if is_money(here.unit):
                return Counted(
                    None,
                    measures.money_text(self.phrases, here.first, here.last, verb, passive=passive),
                    "verb-alone",
                    None,
                    verb,
                )
            if here.unit == "count" and lemma in of_people("understood"):
                return Counted("people", f"people {participle_of(self.words, verb)}", "people-understood", None, verb)
        if not linked and lemma == "lose" and is_money(here.unit):
            return Counted(
                None,
                measures.money_text(self.phrases, here.first, here.last, verb, passive=passive),
                "verb-alone",
                None,
                verb,
            )
        return self._of_subject(n, here, verb, change=delta and changes)

    def _object(self, here: Spot, phrase: Phrase, verb: int, *, delta: bool) -> Counted:
        named = self._named(phrase, "object")
        if delta:
            noun = load("counted")["change_verbs"].get(self.words.lemmas[verb], "change")
            return replace(named, measure=f"{noun} in {named.measure}", base=named.measure, verb=verb)
        return replace(named, verb=verb)

    def _of_subject(self, n: int, here: Spot, verb: int, *, change: bool) -> Counted | None:
        """The subject of the verb; where it is a pronoun or left out, the thing of the number before."""
        subject = subject_before(self.phrases, self._verb_start(verb))
        earlier = self._earlier(n, here, same_unit=not change)
        pronoun = self._pronoun_subject(verb)
        joined = self.words.tags[verb] == w.ING or pronoun
        named: Counted | None = None
        if (joined or subject is None) and earlier is not None:
            named = self.found[earlier]
        elif pronoun or subject is None:
            subject = self._subject_before_sentence(here) if pronoun else None
        if named is None and subject is not None:
            named = self._named(subject, "subject", self._verb_start(verb) if not pronoun else None)
            if earlier is not None and self._holder(here, named):
                source = self.found[earlier]
                plain = source.plain or source.thing
                named = replace(source, measure=f"{plain}, {named.measure}", base=None, plain=plain)
        if named is None or named.thing is None:
            return None
        if change:
            noun = load("counted")["change_verbs"].get(self.words.lemmas[verb], "change")
            return Counted(
                named.head, f"{noun} in {named.thing}", "subject", named.phrase, verb, named.thing, named.plain
            )
        return Counted(named.head, named.thing, "subject", named.phrase, verb, plain=named.plain)

    def _subject_before_sentence(self, here: Spot) -> Phrase | None:
        """What a pronoun stands for: the phrase that opens the sentence before."""
        if not here.sentence:
            return None
        first, last = self.words.sentences[here.sentence - 1]
        phrase = next((p for i in range(first, min(first + 2, last)) if (p := self.phrases.at(i))), None)
        return phrase if phrase is not None and self.words.tags[phrase.head] == w.NOUN else None

    def _moved(self, n: int, here: Spot, at: int) -> Counted | None:
        """`197 cases, up by 33`: a change of the thing of the number before, or of the sentence's subject."""
        earlier = next(
            (m for m in range(n - 1, -1, -1) if self.spots[m].sentence == here.sentence and self.found[m].head), None
        )
        level = self._word(here.left - 1) == "from"
        if earlier is not None:
            source = self.found[earlier]
            head, thing, phrase = source.head, source.thing, source.phrase
        else:
            subject = subject_before(self.phrases, at)
            if subject is None:
                return None
            named = self._named(subject, "moved")
            head, thing, phrase = named.head, named.measure, named.phrase
        if level:
            return Counted(head, thing, "moved-from", phrase, -1)
        noun = load("counted")["change_verbs"][self.words.lowers[at]]
        return Counted(head, f"{noun} in {thing}", "moved", phrase, -1, thing)

    def _changed(self, n: int, here: Spot, phrase: Phrase, at: int, *, level: bool = False) -> Counted | None:
        """A noun of change at word `at`: what changed stands after `in`, in front of the noun, or before the number."""
        noun = self.words.lowers[at]
        after = max(here.last, phrase.end) if not level else phrase.end
        thing = self.phrases.at(after + 1) if self._word(after) in {"in", "of", "for"} else None
        if thing is None and phrase.end < here.left and self._word(phrase.end) in {"in", "of"}:
            thing = self.phrases.at(phrase.end + 1)
        if (
            thing is not None
            and thing.start in {after + 1, phrase.end + 1}
            and w.QUANTITY not in self.words.tags[thing.start : thing.end]
        ):
            named = self._named(thing, "change-in")
        elif at > 0 and self.words.tags[at - 1] == w.NOUN and at - 1 >= phrase.start:
            start = phrase.start
            while start < at - 1 and self.words.tags[start] in w.PREMODIFIER:
                start += 1
            named = Counted(
                self.words.texts[at - 1], self.phrases.text(start, at), "change-compound", Phrase(start, at, at - 1)
            )
        else:
            earlier = self._earlier(n, here, same_unit=False)
            subject = subject_before(self.phrases, phrase.start) if earlier is None else None
            if earlier is not None:
                named = replace(self.found[earlier], rule="change-of-earlier")
            elif subject is not None and subject != phrase:
                named = self._named(subject, "change-of-subject")
            else:
                return Counted(self.words.texts[at], thing_text(self.phrases, phrase), "change-alone", phrase)
        if level:
            return replace(named, rule="change-level")
        thing_measured = named.thing
        return Counted(named.head, f"{noun} in {thing_measured}", named.rule, named.phrase, -1, thing_measured)

    # Where nothing at the number says it

    def _listed(self, n: int, here: Spot) -> Counted | None:
        """The thing of the last number with the same unit in this sentence or the one before."""
        earlier = self._earlier(n, here)
        return replace(self.found[earlier], rule="listed", verb=-1) if earlier is not None else None

    def _subject_of_sentence(self, n: int, here: Spot) -> Counted | None:
        before = self.phrases.before(here.left)
        opens = self.words.sentences[here.sentence][0]
        if before is None or before.start < opens:
            return None
        subject = subject_before(self.phrases, here.left)
        return self._named(subject, "sentence-subject") if subject else None

    def _earlier(self, n: int, here: Spot, *, same_unit: bool = True) -> int | None:
        units = RELATIVE_UNITS if here.unit in RELATIVE_UNITS else {here.unit}
        for m in range(n - 1, max(-1, n - 8), -1):
            if here.sentence - self.spots[m].sentence > 1:
                return None
            if self.found[m].head and (self.spots[m].unit in units or not same_unit):
                return m
        return None

    def _holder(self, here: Spot, named: Counted) -> bool:
        """A place or body that has a percentage of what was measured before ("Japan had 10 per cent")."""
        return here.unit in RELATIVE_UNITS and named.phrase is not None and self.words.tags[named.phrase.head] == w.NAME

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

    # Wording

    def _named(self, phrase: Phrase, rule: str, until: int | None = None) -> Counted:
        """A phrase as the thing; "the number of people" are people."""
        head = phrase
        if singular(self.words.lowers[phrase.head]) in _lexicon("counters") and self._word(phrase.end) == "of":
            inner = self.phrases.at(phrase.end + 1)
            if inner is not None and inner.start == phrase.end + 1:
                head = inner
        text = thing_text(self.phrases, head, until)
        return Counted(self.words.texts[head.head], text, rule, head, plain=text)

    def _with_verb(self, n: int, here: Spot, phrase: Phrase, rule: str) -> Counted:
        """A thing with what happened to it: "arresting 273 suspects" measures suspects arrested."""
        plain, happened, verb = measures.happened(self.phrases, phrase, here.left)
        if verb < 0 and not happened and (governor := self._shared_verb(n, here)) >= 0:
            verb = governor
            happened = "" if measures.notes_only(self.words.lemmas[verb]) else participle_of(self.words, verb)
        text = f"{plain} {happened}" if happened else plain
        return Counted(self.words.texts[phrase.head], text, rule, phrase, verb, plain=plain)

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
        if singular(answer.head.lower()) in _lexicon("cases"):
            matter = measures.matter_before(self.phrases, phrase)
            if matter and answer.base is None:
                return replace(answer, measure=f"{thing} of {matter}{happened}", plain=f"{thing} of {matter}")
        return answer

    def _participle_text(self, i: int) -> str:
        return measures.participle_text(self.phrases, i)

    def _verb_start(self, verb: int) -> int:
        """The first word of the verb group: "is expected to" before "reach"."""
        i, tags = verb, self.words.tags
        while i > 0 and (
            tags[i - 1] in {w.BE, w.HAVE, w.DO, w.MODAL, w.ADVERB, w.NEGATION, w.TO}
            or tags[i - 1] == w.PAST
            and tags[i] == w.TO
        ):
            i -= 1
        return i

    def _pronoun_subject(self, verb: int) -> bool:
        i = self._verb_start(verb) - 1
        return i >= 0 and (
            self.words.tags[i] == w.PRONOUN or self.words.lowers[i] in {"those", "that", "this", "these"}
        )

    def _auxiliary_before(self, verb: int) -> str:
        i = verb - 1
        while i >= 0 and self.words.tags[i] in {w.ADVERB, w.NEGATION}:
            i -= 1
        return self.words.tags[i] if i >= 0 else ""

    def _closes(self, here: Spot) -> int:
        return self.words.sentences[here.sentence][1]

    def _word(self, i: int) -> str:
        return self.words.lowers[i] if 0 <= i < len(self.words.lowers) else ""
