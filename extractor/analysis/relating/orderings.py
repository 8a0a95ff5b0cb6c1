"""Stated orders between numbers: "topped", "outnumbered", "ranked second with"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress, pairwise

from extractor.analysis.comparing.cues import is_title
from extractor.analysis.relating.likeness import stems
from extractor.analysis.relating.reading import RELATIVE, Mention, Reading, by_first_word, phrases_in
from extractor.lexicons import load

NEAR = 5  # words between a number and the word that names its group


@dataclass(frozen=True, slots=True)
class Order:
    """`larger` is said to be more than each of `smaller`, in the words `cue`."""

    larger: Mention
    smaller: Mention
    cue: str


@cache
def _verbs() -> dict[str, bool]:
    """Each form -> whether its subject is the larger."""
    data = load("change_cues")["verbs"]
    forms = {form: True for line in data["over"] for form in line.split()}
    forms.update({form: False for line in data["under"] for form in line.split()})
    return forms


def orders(reading: Reading) -> Iterator[Order]:
    """The stated orders of a text: verbs of order between definite numbers, and ranked lists."""
    for number in sorted({m.sentence for m in reading.mentions}):
        first, last = reading.sentences[number]
        if is_title(reading, first, last):
            continue
        verbs = _verbs()
        for i in compress(range(first, last), map(verbs.__contains__, reading.words[first:last])):
            if i not in reading.covered and reading.texts[i].islower():
                yield from _verb(reading, number, i, larger_first=verbs[reading.words[i]])
        yield from _ranks(reading, number)


@cache
def _phrases(name: str) -> dict[str, list[tuple[str, ...]]]:
    return by_first_word(load("change_cues")["ranked"][name])


def rankings(reading: Reading) -> Iterator[tuple[list[Mention], str]]:
    """Lists in order: `headed by Rome with 40, and Oslo with 30; followed by Bonn (20)`, and their cue."""
    opens, goes_on = _phrases("opens"), _phrases("goes_on")
    for number in sorted({m.sentence for m in reading.mentions}):
        first, last = reading.sentences[number]
        at = next((i for i, _ in phrases_in(reading.words, first, last, opens)), None)
        if at is None:
            continue
        found = _items(reading, number, at)
        following = reading.sentences[number + 1][0] if number + 1 < len(reading.sentences) else len(reading.words)
        on = next((i for i, _ in phrases_in(reading.words, following, following + 3, goes_on)), None)
        if found and on is not None:
            found += [m for m in _items(reading, number + 1, on) if m.unit == found[0].unit]
        within = any(phrases_in(reading.words, at, last, goes_on))
        if len(found) >= 2 and (within or on is not None) and len({m.unit for m in found}) == 1:
            yield found, reading.text(at, at + 2)


def _items(reading: Reading, number: int, start: int) -> list[Mention]:
    """The numbers of a ranked list: each stands after `with`, or in brackets after its name."""
    return [
        m
        for m in reading.in_sentence(number)
        if m.first > start and (m.role == "with" or (m.role == "(" and reading.words[m.last : m.last + 1] == [")"]))
    ]


def _verb(reading: Reading, number: int, i: int, *, larger_first: bool) -> Iterator[Order]:
    """`The Danish figures topped the 40 Swedes and 31 Finns`."""
    last = reading.sentences[number][1]
    start = i + 1
    while start < last and reading.words[start] in {"behind", "by", "far"}:
        start += 1
    objects = _objects(reading, number, start)
    if not objects:
        return
    subject = _subject(reading, number, i, objects[0].unit)
    if subject is None:
        return
    for other in objects:
        pair = (subject, other) if larger_first else (other, subject)
        yield Order(*pair, cue=reading.words[i])


def _objects(reading: Reading, number: int, start: int) -> list[Mention]:
    """Definite numbers right after a verb: "the 40 Danes and 30 Swedes"."""
    found = [m for m in reading.in_sentence(number) if m.first >= start]
    if (
        not found
        or found[0].first - start > 3
        or not {"the", "its", "their", "last"} & set(reading.words[start : found[0].first])
    ):
        return []
    out = [found[0]]
    for m in found[1:]:
        if m.role not in {"and", ","} or m.unit != out[0].unit or m.first - out[-1].last > NEAR:
            break
        out.append(m)
    return out


def _subject(reading: Reading, number: int, verb: int, unit: str) -> Mention | None:
    """The number before the verb, or the one of the sentence before whose group the subject names."""
    first = reading.sentences[number][0]
    own = [m for m in reading.in_sentence(number) if m.last <= verb and m.unit == unit]
    if own:
        return own[-1] if verb - own[-1].last <= NEAR else None
    if number == 0 or verb - first > 6:
        return None
    subject = stems(reading.words[first:verb])
    named = [
        m
        for m in reading.in_sentence(number - 1)
        if m.unit == unit and m.role != "from" and subject & stems(reading.words[m.last : m.last + NEAR])
    ]
    return named[0] if len(named) >= 1 else None


def _ranks(reading: Reading, number: int) -> Iterator[Order]:
    """`came first with 93, … second with 77 and … third with 57`."""
    ordinals = ("first", "second", "third", "fourth", "fifth")
    found: list[Mention] = []
    for m in reading.in_sentence(number):
        before = reading.words[max(reading.sentences[number][0], m.first - 4) : m.first]
        if len(found) < len(ordinals) and ordinals[len(found)] in before and m.role == "with":
            found.append(m)
    if len(found) >= 2 and len({m.unit for m in found}) == 1 and found[0].unit not in RELATIVE - {"percent", "point"}:
        for a, b in pairwise(found):
            yield Order(a, b, cue="first, second")
