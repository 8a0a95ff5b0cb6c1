"""What a number measures by the verb or noun of change that governs it: "prices rose by 5", "a rise of 5 in prices"."""

from __future__ import annotations

from dataclasses import replace

from extractor.analysis.context.happenings import of_people
from extractor.analysis.counting import measures
from extractor.analysis.counting.elision import Neighbours
from extractor.analysis.counting.measures import participle_of, thing_text
from extractor.analysis.counting.spots import UNNAMED, Counted, Spot, change_noun, counted_words, is_money
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import PARTICLES, Phrase, subject_before
from extractor.lexicons import load

LINKING = frozenset([  # prepositions between a number and the verb that governs it
    "by", "to", "from", "at", "than", "with", "under", "over", "of", "up", "down", "between", "around", "about", "near",
    "above", "below", "as",
])  # fmt: skip
NO_THINGS = frozenset({"terms", "total", "fact", "part", "turn", "comparison"})  # "a cut in real terms"
REACH = 26  # words to the left within which the verb of a number is looked for


class Governed(Neighbours):
    """Reads the verb, the noun of change, or the `up` and `down` before a number."""

    def _by_verb(self, n: int, here: Spot) -> Counted | None:
        """`prices rose by 5 per cent`, `raised the quota to 40`, `it cost $5`, `up by 33`."""
        multiple = here.unit == "times" and self.words.lowers[here.first].startswith(
            ("doubl", "tripl", "trebl", "quadrupl", "halv")
        )
        if multiple and here.last - here.first == 1 and self._word(here.left - 1) not in LINKING:
            return self._of_subject(n, here, here.first, change=False)
        linked = self._word(here.left - 1) in LINKING and here.left > 0
        opens = self.words.sentences[here.sentence][0]
        i, receiver = here.left - 1, None
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
                    receiver = covering
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
                other = self._listed(n, here) if n and self.found[n - 1].head else None
                return replace(other, measure=other.thing, base=None) if other else UNNAMED
            i -= 1
        return self._given(here, receiver) if receiver is not None else None

    def _given(self, here: Spot, receiver: Phrase) -> Counted | None:
        """`she paid the clerk $300`: the verb before the one who gets the money."""
        verb = receiver.start - 1
        gives = verb >= 0 and receiver.end == here.left and self.words.lemmas[verb] in counted_words("giving")
        if not gives or not is_money(here.unit) or self.words.tags[verb] not in {w.VERB, w.PAST, w.ING}:
            return None
        text = measures.money_text(self.phrases, here.first, here.last, verb, passive=False)
        return Counted(None, text, "verb-alone", None, verb)

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
        if preposition == "with" and is_money(here.unit) and "of" not in self.words.lowers[here.left : here.first]:
            return UNNAMED  # "the thieves fled with $600"
        got = is_money(here.unit) and lemma in counted_words("getting")
        alone = not linked and not changes and not copula and (got or lemma not in counted_words("verbs"))
        if is_money(here.unit) and (alone or (not linked and lemma == "lose")):
            text = measures.money_text(self.phrases, here.first, here.last, verb, passive=passive)
            return Counted(None, text, "verb-alone", None, verb)
        if alone and here.unit == "count" and lemma in of_people("understood"):
            return Counted("people", f"people {participle_of(self.words, verb)}", "people-understood", None, verb)
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
            changed = self._what_changed(subject) if not change else None
            named = self._named(changed or subject, "subject", self._verb_start(verb) if not pronoun else None)
            if earlier is not None and self._holder(here, named):
                source = self.found[earlier]
                plain = source.plain or source.thing
                named = replace(source, measure=f"{plain}, {named.measure}", base=None, plain=plain)
        if named is None or named.thing is None:
            return None
        if self._only_a_name(named, verb, pronoun=pronoun):
            return UNNAMED
        if change:
            noun = load("counted")["change_verbs"].get(self.words.lemmas[verb], "change")
            return Counted(
                named.head, f"{noun} in {named.thing}", "subject", named.phrase, verb, named.thing, named.plain
            )
        return Counted(named.head, named.thing, "subject", named.phrase, verb, plain=named.plain)

    def _what_changed(self, subject: Phrase) -> Phrase | None:
        """`a rise in debt, which went from 40 to 60 per cent`: the level is one of debt."""
        if not change_noun(self._word(subject.head)) or self._word(subject.end) != "in":
            return None
        thing = self.phrases.at(subject.end + 1)
        named = thing is not None and self.words.tags[thing.head] == w.NOUN and thing.start == subject.end + 1
        return thing if named else None

    def _only_a_name(self, named: Counted, verb: int, *, pronoun: bool) -> bool:
        """A person, place or body is not what a number measures, unless it rose, fell, or has that measure itself."""
        if named.phrase is None or self.words.tags[named.phrase.head] != w.NAME:
            return False
        if pronoun or self.words.tags[verb] == w.HAVE:
            return True
        lemma = self.words.lemmas[verb]
        measures_it = lemma in counted_words("verbs") or self.words.tags[verb] == w.BE
        return lemma not in load("counted")["change_verbs"] and not measures_it

    def _moved(self, n: int, here: Spot, at: int) -> Counted | None:
        """`197 cases, up by 33`: a change of the thing of the number before, or of the sentence's subject."""
        earlier = self._not_governed(n, here)
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

    def _not_governed(self, n: int, here: Spot) -> int | None:
        """The last number of the sentence; not the 3 of "41 cranes in 3 towns, up from 30", where one stands before."""
        latest: int | None = None
        for m in range(n - 1, max(-1, n - 8), -1):
            if self.spots[m].sentence != here.sentence:
                break
            if not self.found[m].head:
                continue
            latest = m if latest is None else latest
            placed = self._word(self.spots[m].left - 1) in {"in", "across", "among", "at"}
            if self.spots[m].unit != here.unit or not placed:
                return m if self.spots[m].unit == here.unit else latest
        return latest

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
            and self.words.lowers[thing.head] not in NO_THINGS
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

    def _verb_start(self, verb: int) -> int:
        """The first word of the verb group: "is expected to" before "reach"."""
        i, tags = verb, self.words.tags
        while i > 0 and (
            tags[i - 1] in {w.BE, w.HAVE, w.DO, w.MODAL, w.ADVERB, w.NEGATION, w.TO}
            or (tags[i - 1] == w.PAST and tags[i] == w.TO)
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
