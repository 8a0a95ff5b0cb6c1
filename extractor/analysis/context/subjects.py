"""Which phrase is the subject of a verb of saying: past appositions, relative clauses and ranks."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrase, Phrases, subject_before
from extractor.lexicons import word_list
from extractor.values.inflection import singular

WHO = frozenset({"who", "that", "which"})


@cache
def persons() -> frozenset[str]:
    """Nouns for people who can say something."""
    return word_list("people_nouns", "nouns") | word_list("reporting_verbs", "persons")


@cache
def speakers() -> frozenset[str]:
    """Nouns for people and bodies that can say something."""
    return persons() | word_list("reporting_verbs", "bodies")


class Subjects:
    """Finds subjects in the phrases of a text. people_ending: the words before which a person's name ends."""

    def __init__(self, phrases: Phrases, people_ending: Container[int]) -> None:
        self.phrases, self.words = phrases, phrases.words
        self.people_ending = people_ending

    def of_verb(self, before: int, first: int) -> Phrase | None:
        """The subject of a verb: `before` is the word before it and its auxiliaries, `first` the sentence's first."""
        if self.words.tags[before] == w.RELATIVE:
            antecedent = self._antecedent(before)
            if self.words.lowers[before] == "who":
                antecedent = self._somebody(antecedent)
            comma = antecedent.start - 1 if antecedent is not None else first
            named = comma > first and (comma in self.people_ending or self._name_before(comma))
            return self.phrases.at(comma - 1) if named else antecedent
        behind = self._before_apposition(before, first) or self._before_clause(before, first)
        subject = behind or subject_before(self.phrases, before + 1)
        return None if subject is None else self._before_rank(subject, first) or subject

    def _antecedent(self, relative: int) -> Phrase | None:
        """`projections from the bank that predict`: what "that" stands for."""
        phrase = self.phrases.before(relative)
        while (
            phrase is not None
            and phrase.start > 1
            and self.words.lowers[phrase.start - 1] in {"of", "from", "by", "in", "for"}
        ):
            outer = self.phrases.before(phrase.start - 1)
            if outer is None or outer.end != phrase.start - 1:
                break
            phrase = outer
        return phrase

    def _somebody(self, phrase: Phrase | None) -> Phrase | None:
        """`a clerk with the mill, who`: not the mill."""
        if phrase is None or phrase.start < 1 or self._is_human(phrase.head) or phrase.end in self.people_ending:
            return phrase
        outer = self.phrases.before(phrase.start - 1)
        joined = outer is not None and outer.end == phrase.start - 1 and self.words.tags[outer.end] == w.PREPOSITION
        return outer if joined and outer is not None and self._is_human(outer.head) else phrase

    def _before_clause(self, before: int, first: int) -> Phrase | None:
        """`Doctors who have seen 40 towns say`: what "who" stands for, where its clause has a verb of its own."""
        verb = False
        for i in range(before, max(first, before - 30), -1):
            tag = self.words.tags[i]
            if tag == w.RELATIVE:
                return self._antecedent(i) if verb and self.words.lowers[i] in WHO else None
            joins = tag == w.SUBORDINATOR and self.words.tags[i + 1] == w.ING  # "after surveying 40 towns"
            if tag in {w.COMMA, w.QUOTE, w.STOP, w.COLON, w.DASH, w.CONJUNCTION} or (
                tag == w.SUBORDINATOR and not joins
            ):
                return None
            verb = verb or tag in w.FINITE or tag == w.PAST
        return None

    def _before_apposition(self, before: int, first: int) -> Phrase | None:
        """`Tan Mei, head of the bank, said`; `the report, which is new, said`: not what stands between the commas."""
        if self.words.tags[before] != w.COMMA:
            return None
        for i in range(before - 1, max(first, before - 30), -1):
            if self.words.tags[i] in {w.QUOTE, w.STOP, w.COLON}:
                return None
            if self.words.tags[i] == w.COMMA and self._name_ends(i):
                return self._antecedent(i)
        return None

    def _name_ends(self, comma: int) -> bool:
        phrase = self.phrases.at(comma - 1)
        if phrase is None or phrase.end != comma or comma + 1 >= len(self.words.tags):
            return False
        following = self.words.tags[comma + 1]
        possessor = following == w.NAME and w.POSSESSIVE in self.words.tags[comma + 2 : comma + 4]
        return (
            following == w.RELATIVE
            or self.words.lowers[comma + 1] in {"such", "including", "like"}
            or (comma in self.people_ending and self._rank_follows(comma))
            or (possessor and self.words.tags[phrase.head] == w.NAME)
            or (self.words.tags[phrase.head] == w.NAME and following != w.NAME)
        )

    def _rank_follows(self, comma: int) -> bool:
        """`Eva Lorn, ABN head of finance, said`: words in small letters before the next comma."""
        for i in range(comma + 1, min(comma + 12, len(self.words.tags))):
            if self.words.tags[i] == w.NOUN:
                return True
            if self.words.tags[i] not in {w.NAME, w.ADJECTIVE, w.DETERMINER, w.POSSESSIVE, w.PREPOSITION}:
                return False
        return False

    def _before_rank(self, rank: Phrase, first: int) -> Phrase | None:
        """`“…,” Eva Lorn, the port's manager told the paper`: the name before a rank that no comma closes."""
        comma = rank.start - 1
        if comma <= first or self.words.tags[comma] != w.COMMA or self.words.tags[rank.head] == w.NAME:
            return None
        name = self.phrases.at(comma - 1)
        if name is None or name.end != comma or self.words.tags[name.head] != w.NAME:
            return None
        alone = name.start == first or self.words.tags[name.start - 1] in {w.QUOTE, w.COMMA}
        return name if alone and self._is_human(rank.head) else None

    def _name_before(self, comma: int) -> bool:
        name = self.phrases.at(comma - 1) if self.words.tags[comma] == w.COMMA else None
        return name is not None and name.end == comma and self.words.tags[name.head] == w.NAME

    def _is_human(self, i: int) -> bool:
        return singular(self.words.lowers[i]) in speakers()
