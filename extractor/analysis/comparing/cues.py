"""Words of change and comparison in a text: which they are, which way they point, where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress
from operator import or_
from typing import Literal

from extractor.analysis.relating.reading import RELATIVE, Mention, Reading, by_first_word, phrase_at
from extractor.lexicons import load

Kind = Literal["change", "adverb", "multiple", "over", "carrier", "comparative", "record", "compared", "flat", "times"]
Way = Literal["up", "down", "either", "flat"]

MULTIPLES = {"doubl": "up", "tripl": "up", "trebl": "up", "quadrupl": "up", "quintupl": "up", "halv": "down"}
MODALS = frozenset(
    {
        "to",
        "will",
        "would",
        "could",
        "may",
        "might",
        "should",
        "must",
        "can",
        "did",
        "does",
        "do",
        "'ll",
        "’ll",
        "shall",
    }
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `first` up to `last` (exclusive) that say that something changed, and which way.

    noun: the word may be a noun ("a rise of"). denied: it did not happen.
    """

    first: int
    last: int
    sentence: int
    kind: Kind
    way: Way
    noun: bool = False
    denied: bool = False


@cache
def _lexicon() -> dict[str, tuple[Kind, Way]]:
    """Each form of each word of change -> its kind and way."""
    data = load("change_cues")
    forms: dict[str, tuple[Kind, Way]] = {}
    ways: tuple[Literal["up", "down"], ...] = ("up", "down")
    for word in data["carriers"]["words"]:
        forms[word] = ("carrier", "either")
    for word in data["flat"]["words"]:
        forms[word] = ("flat", "flat")
    way: Way
    for way in ways:
        for line in (*data["verbs"][way], *data["nouns"][way]):
            forms.update(dict.fromkeys(line.split(), ("change", way)))
        forms.update(dict.fromkeys(data["adverbs"][way], ("adverb", way)))
        for word in data["comparatives"][way]:
            forms[word] = ("comparative", way)  # "lower than"; the verb is told by what stands before it
        for word, over_way in data["comparatives"]["over"].items():
            if over_way == way:
                forms[word] = ("comparative", way)
        for word in data["records"][way]:
            forms.setdefault(word, ("record", way))
    for word in data["nouns"]["either"]:
        forms.setdefault(word, ("change", "either"))
    over: tuple[tuple[str, Way], ...] = (("over", "up"), ("under", "down"))
    for name, way in over:
        for line in (*data["verbs"][name], *data["nouns"].get(name, [])):
            forms.update(dict.fromkeys(line.split(), ("over", way)))
    return forms


@cache
def nouns() -> frozenset[str]:
    """Words of change that may stand as nouns."""
    data = load("change_cues")["nouns"]
    return frozenset(word for way in ("up", "down", "either", "over") for word in data[way])


@cache
def limits(name: str) -> frozenset[str]:
    """A word list of the lexicon's `limits`, `negations` or `adverbs`."""
    data = load("change_cues")
    return frozenset(data["limits"].get(name) or data["negations"].get(name) or ())


@cache
def _compared() -> dict[str, list[tuple[str, ...]]]:
    return by_first_word(load("change_cues")["compared"]["phrases"])


@cache
def _openers() -> frozenset[str]:
    """The words with which a cue may begin, numbers apart."""
    return frozenset({*_lexicon(), *_compared()})


def find_cues(reading: Reading) -> Iterator[Cue]:
    """The cues of sentences in which a claim stands, in the order of the text."""
    for number in sorted({mention.sentence for mention in reading.mentions}):
        first, last = reading.sentences[number]
        titled = is_title(reading, first, last)
        cued = map(_openers().__contains__, reading.words[first:last])
        after = first
        for i in compress(range(first, last), map(or_, cued, map(reading.covered.__contains__, range(first, last)))):
            cue = _cue_at(reading, i, number, titled) if i >= after else None
            if cue is not None:
                yield cue
                after = cue.last


def is_title(reading: Reading, first: int, last: int) -> bool:
    """A headline in which most words have a capital."""
    long = [text for text in reading.texts[first:last] if len(text) > 3 and text[0].isalpha()]
    return len(long) > 3 and sum(text[0].isupper() for text in long) * 4 >= 3 * len(long)


def _cue_at(reading: Reading, i: int, number: int, titled: bool) -> Cue | None:
    word = reading.words[i]
    mention = reading.covered.get(i)
    opening = reading.sentences[number][0]
    if mention is not None:
        return _multiple(reading, mention, number) if mention.first == i else None
    phrase = phrase_at(reading.words, i, _compared())
    if phrase is not None:
        return Cue(i, i + len(phrase), number, "compared", "either")
    entry = _lexicon().get(word)
    if entry is None or not _is_cue(reading, i, opening, entry[0], titled=titled):
        return None
    before = reading.words[i - 1] if i > opening else ""
    noun = word in nouns() and before not in MODALS
    if entry[0] == "comparative" and before in MODALS and word == "lower":
        entry = ("change", "down")  # "to lower its rate"
    return Cue(i, i + 1, number, *entry, noun=noun, denied=_denied(reading, i, opening))


def _is_cue(reading: Reading, i: int, opening: int, kind: Kind, *, titled: bool) -> bool:
    """Whether a word of the lexicon is meant as one here: no name, no other meaning."""
    word, first = reading.words[i], i == opening
    if not (reading.texts[i][0].islower() or first or titled):
        return False
    if kind == "change":  # a verb does not open a sentence
        return not first or titled or word in nouns() or word.endswith("ing")
    if word in {"over", "under"}:  # "just over the rate of 8 per cent", not "over the year"
        degree = load("change_cues")["comparatives"]["degree"]
        return not first and reading.words[i - 1] in degree and reading.words[i + 1 : i + 2] == ["the"]
    if kind == "carrier":  # "a revised 300"
        return first or reading.words[i - 1] not in {"a", "an", "the", "its", "their"}
    return kind != "adverb" or _is_adverb(reading, i, opening)


def _multiple(reading: Reading, mention: Mention, number: int) -> Cue | None:
    """`doubled`, `tripled`, `twice`: the number is its own cue."""
    if mention.unit not in {"times", "fraction"}:
        return None
    text = mention.claim.text.lower()
    if mention.unit == "times" and (text.endswith(" times") or text in {"twice", "thrice"}):
        return Cue(mention.first, mention.last, number, "times", "up")
    followed = any(i in reading.covered for i in range(mention.last, mention.last + 3))
    if followed and mention.role in {",", "or", "(", "–", "—"}:
        return Cue(mention.first, mention.last, number, "times", "up")  # "40, double the 20 of 2023"
    for stem, way in MULTIPLES.items():
        if text.startswith(stem):
            return Cue(mention.first, mention.last, number, "multiple", "up" if way == "up" else "down")
    return None


def _is_adverb(reading: Reading, i: int, opening: int) -> bool:
    """`up` and `down` in their meaning of more and less: "up 5 per cent", ", up from 40"."""
    words = reading.words
    before = words[i - 1] if i > opening else ","
    if before in limits("not_adverb"):
        return False
    j = i + 1
    while j < len(words) and (
        words[j].endswith("ly")
        or words[j] in {"by", "more", "than", "about", "nearly", "almost", "some", "over", "a", "an"}
    ):
        j += 1
    mention = reading.covered.get(j)
    follows = words[i + 1] if i + 1 < len(words) else ""
    carried = before in load("change_cues")["carriers"]["words"]
    if follows == "to":
        return (carried and before not in limits("bringing")) or word_is_down(words[i])
    if mention is not None and (mention.unit in RELATIVE or carried):
        return True
    if before in limits("before_adverb") or carried or i - 1 in reading.covered:
        return mention is not None or follows in {"from", "on", "against", "compared", "versus"}
    return follows == "from" and (i - 1) not in reading.covered


def word_is_down(word: str) -> bool:
    """`down to 5` is a change; `up to 5` bounds the number."""
    return word == "down"


def _denied(reading: Reading, i: int, opening: int) -> bool:
    """Whether a word within the four before the cue denies it, with no mark between."""
    for word in reversed(reading.words[max(opening, i - 4) : i]):
        if word in {",", ";", ":", "(", ")", "but", "and"}:
            return False
        if word in limits("words") or word in limits("deny"):
            return True
    return i > opening and reading.words[i - 1] == "no"
