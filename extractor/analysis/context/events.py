"""What happened to those counted (`event`) and of which nationality they are (`group`), from reviewed lists."""

from __future__ import annotations

import re
from functools import cache

from extractor.analysis.context.happenings import Happening, happenings, of_people
from extractor.analysis.counting.spots import Counted, Spot
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.words import Words
from extractor.lexicons import load
from extractor.values.inflection import singular, verb_forms

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def event_of(words: Words, spot: Spot, counted: Counted) -> str | None:
    """The event by the verb at the number, else by the noun counted, else by the measure; None when unsure."""
    found = _by_verb(words, spot, counted.verb) if counted.verb >= 0 else None
    if (
        found
        and words.lemmas[counted.verb] in of_people("verbs")
        and not (spot.unit == "count" and is_person(counted.head))
    ):
        found = None
    if found is None and counted.head:
        found = _by_noun(counted.head)
    if found is None and counted.thing:
        found = _by_measure(counted.thing)
    if found is None and spot.unit == "count":
        found = _by_whole(words, spot)
    return found.lemma if found else None


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


@cache
def _people() -> frozenset[str]:
    return frozenset(load("people_nouns")["nouns"].split())


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
    return head in load("countries")["demonyms"] or singular(head.lower()) in _people() or head.lower() in _people()


def _nation(found: list[str], i: int, demonyms: dict[str, str]) -> str | None:
    pair = f"{found[i]} {found[i + 1]}" if i + 1 < len(found) else ""
    if pair in demonyms:
        return demonyms[pair]
    if i and f"{found[i - 1]} {found[i]}" in demonyms:
        return None
    return demonyms.get(found[i])
