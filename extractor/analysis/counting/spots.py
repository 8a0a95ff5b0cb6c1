"""Where a quantity stands (`Spot`) and what it was found to count (`Counted`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrase, Phrases
from extractor.lexicons import load
from extractor.values.inflection import singular


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a quantity stands: its words; `left` is the first that bounds it ("an average of more than 5")."""

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
# What the wording shows to stand in the text nowhere near: no rule further on may look for it.
UNNAMED = Counted(None, None, "unnamed")


@cache
def counted_words(key: str) -> frozenset[str]:
    """A list of the lexicon `counted` as a set."""
    data = load("counted")
    return frozenset(data["measured"][key] if key in data["measured"] else data[key])


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return len(unit) == 3 and unit.isupper()


def change_noun(word: str) -> bool:
    """Whether a noun says that something changed ("rise", "cuts")."""
    return singular(word) in counted_words("change_nouns")


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
            words.lowers[before] == "of"
            and before > opens
            and singular(words.lowers[before - 1]) in counted_words("levels")
        ):
            covering = phrases.at(before - 1)
            left, moved = (covering.start if covering else before - 1), True
    return Spot(first, last, left, unit, sentence)
