"""Names found once are found wherever they stand: parts of full names, acronyms, bodies."""

from __future__ import annotations

from itertools import pairwise

from extractor.analysis.naming.acronyms import read_acronyms
from extractor.analysis.naming.gazetteer import lands_and_peoples
from extractor.analysis.naming.resolver import Resolver
from extractor.analysis.naming.titles import never_in_names
from extractor.analysis.naming.words import Words, sentence_openers

MOST_PARTS = 12  # of a name; what is longer is none
MOST_NAMES = 12  # full names that share a part; what more there are is not looked at, so that cost stays linear


def spread_people(resolver: Resolver) -> None:
    """A part of a full name is that person wherever it stands alone."""
    words = resolver.words
    full: dict[str, set[tuple[str, ...]]] = {}
    for m in resolver.mentions():
        if m.kind == "person" and m.end - m.start > 1:
            name = tuple(words.text[m.start : m.end])
            for part in name:
                if len(sharing := full.setdefault(part, set())) < MOST_NAMES:
                    sharing.add(name)
    reached = 0
    for at in [i for i, text in enumerate(words.text) if text in full]:
        text = words.text[at]
        if (
            at < reached
            or not words.cap[at]
            or len(text) < 2
            or text in lands_and_peoples()
            or words.lower[at] in never_in_names()
        ):
            continue
        end = _longest_part(words, at, full[text])
        if _may_be_part(resolver, at, end):
            for m in resolver.over(at, end):
                resolver.drop(m)
            resolver.add(at, end, "person", "person.part")
        reached = end


def _longest_part(words: Words, at: int, names: set[tuple[str, ...]]) -> int:
    """Where the longest run that starts at a token and stands in one of the full names ends."""
    best = 1
    for name in names:
        if len(name) > MOST_PARTS:
            continue
        for place in range(len(name)):
            length = 0
            while (
                place + length < len(name)
                and words.same_sentence(at, at + length)
                and words.text[at + length] == name[place + length]
            ):
                length += 1
            best = max(best, length)
    while best > 1 and not words.cap[at + best - 1]:
        best -= 1
    return at + best


def _may_be_part(resolver: Resolver, start: int, end: int) -> bool:
    """Nothing stronger stands on the span, and no name goes on beyond it."""
    words = resolver.words
    over = resolver.over(start, end)
    for m in over:
        beyond = m.start < start or m.end > end
        if (
            beyond
            or m.rule.startswith(("org.", "place."))
            or (m.kind == "person" and (m.end - m.start > 1 or (len(over) == 1 and end - start == 1)))
        ):
            return False
    return bool(over) or (
        _stands_alone(words, start, end)
        and not (words.opens_sentence(start) and words.lower[start] in sentence_openers())
    )


def _stands_alone(words: Words, start: int, end: int) -> bool:
    """No capital before or after the span, but for one that opens the sentence."""
    before = words.same_sentence(start - 1, start) and words.cap[start - 1] and not words.opens_sentence(start - 1)
    return not before and not (words.same_sentence(start, end) and words.cap[end])


def join_people(resolver: Resolver) -> None:
    """Two words of a name found apart, with nothing between them, are one name."""
    words = resolver.words
    for a, b in pairwise(resolver.mentions()):
        single = a.kind == b.kind == "person" and a.end - a.start == b.end - b.start == 1
        still = a in resolver.over(a.start, a.end)  # not joined to the one before
        if single and still and a.end == b.start and words.same_sentence(a.start, b.start):
            resolver.drop(a)
            resolver.drop(b)
            resolver.add(a.start, b.end, "person", b.rule)


def spread_acronyms(resolver: Resolver) -> None:
    """An acronym defined for a body is that body everywhere."""
    words = resolver.words
    spans = [(m.start, m.end) for m in resolver.mentions() if m.kind == "organisation"]
    defined = {words.text[at] for _, at in read_acronyms(words, spans)}
    for i, text in enumerate(words.text):
        if text in defined:
            for m in resolver.over(i, i + 1):
                if m.end - m.start == 1:
                    resolver.drop(m)
            resolver.add(i, i + 1, "organisation", "org.acronym")


def spread_bodies(resolver: Resolver) -> None:
    """A body named once is that body wherever the same words stand free."""
    words = resolver.words
    names: dict[str, set[tuple[str, ...]]] = {}
    for m in resolver.mentions():
        if m.kind != "organisation":
            continue
        first = words.text[m.start]
        single = m.rule.startswith("org.") and len(first) > 2 and words.lower[m.start] not in words.common
        if (m.end - m.start > 1 or single) and len(sharing := names.setdefault(first, set())) < MOST_NAMES:
            sharing.add(tuple(words.text[m.start : m.end]))
    for i, text in enumerate(words.text):
        if text not in names or words.shouted[i]:
            continue
        for name in sorted(names[text], key=len, reverse=True):
            end = i + len(name)
            if words.same_sentence(i, end - 1) and tuple(words.text[i:end]) == name:
                if not any(resolver.taken[i:end]) and _stands_alone(words, i, end):
                    resolver.add(i, end, "organisation", "org.again")
                break
