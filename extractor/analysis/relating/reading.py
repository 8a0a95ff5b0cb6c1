"""The claims of a Doc in the order of the text, each with the words it covers and the word that governs it.

Light on purpose: lower-case words, sentences and marks, by which changes and parts are read; no word classes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress

from spacy.tokens import Doc

from extractor import facts
from extractor.analysis.wording.doc_words import words_of
from extractor.lexicons import load
from extractor.report import Claim
from extractor.values.intervals import Interval, Printed, stands_for

# The units that say how much something changed rather than how much there is.
RELATIVE = frozenset({"percent", "percentage_point", "basis_point", "times", "fraction", "point"})
MOST = 60  # claims of a sentence that is read
WINDOW = 60  # claims around one in which others are looked for


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim with the words `first` up to `last` (exclusive), its sentence, and what governs it.

    role: the preposition or mark before it ("from", "to", "by", "or", ",", "(" …; "" after another word), modifiers and
    articles passed over. governor: the place of that word. depth: how many brackets it stands in.
    """

    number: int
    claim: Claim
    first: int
    last: int
    sentence: int
    role: str
    governor: int
    depth: int

    @property
    def values(self) -> Interval:
        """What the printed number may stand for."""
        return stands_for(printed(self.claim))

    @property
    def unit(self) -> str:
        """The claim's unit."""
        return self.claim.unit


def printed(claim: Claim) -> Printed:
    """The claim's number as the article prints it."""
    return Printed(claim.text, claim.low, claim.high, claim.unit, claim.modifier, claim.modifier_text)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text, its words (as printed and in lower case, without white space), sentences and claims."""

    source: str
    texts: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    mentions: list[Mention]
    covered: dict[int, Mention]

    def in_sentence(self, number: int) -> list[Mention]:
        """The claims of one sentence; none where there are so many that it is a table or no prose."""
        first = bisect_left(self.mentions, number, key=lambda m: m.sentence)
        last = bisect_right(self.mentions, number, key=lambda m: m.sentence)
        return self.mentions[first:last] if last - first <= MOST else []

    def near(self, mention: Mention, sentences: int) -> list[Mention]:
        """The claims at most so many sentences away, and at most `WINDOW` claims."""
        window = self.mentions[max(0, mention.number - WINDOW) : mention.number + WINDOW + 1]
        return [m for m in window if abs(m.sentence - mention.sentence) <= sentences]

    def text(self, first: int, last: int) -> str:
        """The words as they stand, joined by single spaces."""
        return " ".join(self.texts[first:last])


@cache
def skipped() -> frozenset[str]:
    """Words between a preposition and its number that say nothing of how the number is meant."""
    return frozenset(load("part_cues")["before_number"]["words"])


@cache
def _measures() -> frozenset[str]:
    return frozenset(load("part_cues")["before_number"]["of"])


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(load("part_cues")["before_number"]["prepositions"])


def by_first_word(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word, the longest first.

    >>> by_first_word(["as against", "as compared with"])
    {'as': [('as', 'compared', 'with'), ('as', 'against')]}
    """
    out: dict[str, list[tuple[str, ...]]] = {}
    for parts in sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True):
        out.setdefault(parts[0], []).append(parts)
    return out


def phrase_at(words: list[str], i: int, phrases: dict[str, list[tuple[str, ...]]]) -> tuple[str, ...] | None:
    """The longest phrase that starts at a word."""
    for phrase in phrases.get(words[i], ()):
        if tuple(words[i : i + len(phrase)]) == phrase:
            return phrase
    return None


def phrases_in(
    words: list[str], first: int, last: int, phrases: dict[str, list[tuple[str, ...]]]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The words from `first` up to `last` at which one of the phrases starts, each with the longest that does."""
    for i in compress(range(first, last), map(phrases.__contains__, words[first:last])):
        phrase = phrase_at(words, i, phrases)
        if phrase is not None:
            yield i, phrase


def read(doc: Doc, claims: list[Claim]) -> Reading:
    """The Doc's words and claims; a claim that covers no word is left out."""
    words = words_of(doc)
    source = facts.text_of(doc)
    reading = Reading(source, words.texts, words.lowers, words.starts, words.ends, words.sentences, [], {})
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.end)):
        first, last = bisect_right(words.ends, claim.start), bisect_left(words.starts, claim.end)
        if first < last and first not in reading.covered:
            _add(reading, claim, (first, last), words.sentence[first])
    return reading


def _depth(before: list[str]) -> int:
    """In how many brackets a word stands, by the words of its sentence before it."""
    depth = 0
    if "(" in before or "[" in before:
        for word in before:
            if word in {"(", "["}:
                depth += 1
            elif word in {")", "]"} and depth:
                depth -= 1
    return depth


def _add(reading: Reading, claim: Claim, words: tuple[int, int], sentence: int) -> None:
    first, last = words
    opening = reading.sentences[sentence][0]
    depth = _depth(reading.words[opening:first])
    governor = _governor(reading, first, opening, claim)
    role = reading.words[governor] if governor >= opening else ""
    if role not in _prepositions():
        role = ""
    mention = Mention(len(reading.mentions), claim, first, last, sentence, role, governor, depth)
    reading.mentions.append(mention)
    reading.covered.update(dict.fromkeys(range(first, last), mention))


def _governor(reading: Reading, first: int, opening: int, claim: Claim) -> int:
    """The place of the word that governs a number, before its articles, modifiers and words such as `a total of`."""
    words, at = reading.words, first - 1
    at = _before_modifier(words, at, opening, claim)
    for _ in range(12):
        if at < opening or at in reading.covered:
            return at
        if words[at] in skipped() or words[at].endswith("ly"):
            at -= 1
        elif words[at] == "of" and at - 1 > opening and words[at - 1] in _measures():
            before = at - 1
            while before > opening and before - 1 not in reading.covered and _describes(words, before - 1):
                before -= 1
            if words[before - 1] not in _prepositions():
                return at
            at = before - 1
        else:
            return at
    return at


def _describes(words: list[str], at: int) -> bool:
    return words[at] in skipped() or (words[at] not in _prepositions() and words[at].isalpha() and len(words[at]) > 3)


def _before_modifier(words: list[str], at: int, opening: int, claim: Claim) -> int:
    """Past the words that bound the number, as printed ("more than") or by their kind."""
    parts = (claim.modifier_text or "").lower().split()
    if parts and words[max(opening, at - len(parts) + 1) : at + 1] == parts:
        return at - len(parts)
    for size in (3, 2, 1):
        if " ".join(words[max(opening, at - size + 1) : at + 1]) in _bounds():
            return at - size
    return at


@cache
def _bounds() -> frozenset[str]:
    return frozenset(load("part_cues")["before_number"]["bounds"])
