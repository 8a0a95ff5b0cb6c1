"""What happened to those counted (`event`) and of which nationality they are (`group`), from reviewed lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.analysis.context.happenings import Happening, happenings, of_people
from extractor.analysis.counting.spots import Counted, Spot
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.words import Words
from extractor.lexicons import load, word_list
from extractor.values.inflection import singular, verb_forms

VERBAL = frozenset({w.PAST, w.VERB, w.ING, w.BE, w.HAVE, w.RELATIVE, w.MODAL, w.TO, w.SUBORDINATOR, w.STOP, w.QUOTE})
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def events_of(words: Words, spots: Sequence[Spot], counted: Sequence[Counted]) -> list[str | None]:
    """The event of each number; one that stands in a row with the number before it shares its verb."""
    events: list[str | None] = []
    for n, (here, what) in enumerate(zip(spots, counted, strict=True)):
        event = event_of(words, here, what)
        if event is None and n and _in_a_row(words, spots[n - 1], here, counted[n - 1], what):
            event = events[-1]
        events.append(event)
    return events


def _in_a_row(words: Words, before: Spot, here: Spot, first: Counted, second: Counted) -> bool:
    """`arrested 412 people in 2023 and 530 in 2024`: one noun, joined by a word, and no verb of its own."""
    if before.sentence != here.sentence or not first.head or first.head != second.head or second.verb >= 0:
        return False
    joined = words.lowers[here.left - 1] in {"and", ",", "plus", "then", "another", "further"}
    following = words.tags[here.last] if here.last < len(words.tags) else w.STOP
    passive = range(before.last, first.verb + 1)  # "412 were held in 2023 and 530 in 2024"
    own = {words.tags[i] for i in range(before.last, here.left) if i not in passive}
    return joined and following not in VERBAL and not VERBAL & own


def event_of(words: Words, spot: Spot, counted: Counted) -> str | None:
    """The event by the verb at the number, else by the noun counted, else by the measure; None when unsure."""
    found = _of_those(words, spot, counted, counted.verb)
    if found is None and counted.verb >= spot.last and words.tags[counted.verb] == w.PAST:
        found = _of_those(words, spot, counted, spot.left - 1)  # "jailed 12 men accused of theft"
    if found is None and counted.head:
        found = _by_noun(counted.head)
    if found is None and counted.thing:
        found = _by_measure(counted.thing)
    if found is None and spot.unit == "count":
        found = _by_whole(words, spot)
    return found.lemma if found else None


def _of_those(words: Words, spot: Spot, counted: Counted, verb: int) -> Happening | None:
    """The event that a verb names, if it names it of such as are counted."""
    if 0 <= verb < spot.left - 1 and spot.unit != "count" and words.lowers[spot.left - 1] in {"to", "from"}:
        return None  # "from 27 per cent before he was elected to 42 per cent"
    found = _by_verb(words, spot, verb) if verb >= 0 else None
    people = spot.unit == "count" and is_person(counted.head)
    return None if found and words.lemmas[verb] in of_people("verbs") and not people else found


def _by_verb(words: Words, spot: Spot, verb: int) -> Happening | None:
    phrasal = happenings("phrasal").get(
        f"{words.lemmas[verb]} {words.lowers[verb + 1] if verb + 1 < len(words.lowers) else ''}"
    )
    if phrasal is None and words.lemmas[verb] == "lay" and "off" in words.lowers[verb : spot.last + 6]:
        phrasal = happenings("phrasal").get("lay off")
    found = phrasal or happenings("verbs").get(words.lemmas[verb])
    if found is None or words.sentence[verb] != spot.sentence:
        return None
    after = verb >= spot.last
    if found.active and not after and found.lemma not in {"flee", "visit", "recover"}:
        return None
    return found if words.tags[verb] in {w.PAST, w.ING, w.VERB} else None


def _by_whole(words: Words, spot: Spot) -> Happening | None:
    """`Among the deportees, 40 were women`: what happened to the whole that the sentence opens with."""
    first = words.sentences[spot.sentence][0]
    if words.lowers[first] not in {"among", "of"} or not first < spot.left <= first + 8:
        return None
    return next(
        (h for i in range(first + 1, spot.left) if (h := happenings("people").get(singular(words.lowers[i])))), None
    )


def _by_noun(head: str) -> Happening | None:
    noun = singular(head.lower())
    return happenings("people").get(noun) or happenings("nouns").get(noun)


def _by_measure(measure: str) -> Happening | None:
    found = WORD.findall(measure.lower())
    for i, word in enumerate(found):
        lemma, kind = verb_forms().get(word, (word, ""))
        named = lemma in happenings("verbs") and lemma not in of_people("verbs")
        if i and kind == "past" and named and found[i - 1] not in {"not", "to"}:
            return happenings("verbs")[lemma]
        following = found[i + 1] if i + 1 < len(found) else ""
        if following == "of" and singular(word) in happenings("nouns"):
            return happenings("nouns")[singular(word)]
    return None


def group_of(counted: Counted) -> str | None:
    """The nationality of the people counted as ISO 3166-1 alpha-2; None where they are no people or of two nations."""
    if not counted.thing or not counted.head:
        return None
    demonyms: dict[str, str] = load("countries")["demonyms"]
    found = WORD.findall(counted.thing)
    for noun in ("of", "in", "by", "from", "to", "for", "with", "against"):
        if noun in found[1:]:
            found = found[: found.index(noun, 1)]
    codes = {code for i in range(len(found)) if (code := _nation(found, i, demonyms)) is not None}
    head = counted.head
    if not codes and head in found[1:]:
        country = load("countries")["names"].get(found[found.index(head, 1) - 1])
        codes = {country} if country else codes
    return codes.pop() if is_person(head) and len(codes) == 1 else None


def is_person(head: str | None) -> bool:
    """Whether a noun is one for people, a nationality included."""
    if not head:
        return False
    people = word_list("people_nouns", "nouns")
    return head in load("countries")["demonyms"] or singular(head.lower()) in people or head.lower() in people


def _nation(found: list[str], i: int, demonyms: dict[str, str]) -> str | None:
    pair = f"{found[i]} {found[i + 1]}" if i + 1 < len(found) else ""
    if pair in demonyms:
        return demonyms[pair]
    if i and f"{found[i - 1]} {found[i]}" in demonyms:
        return None
    return demonyms.get(found[i])
