"""Organisations by their form: a head noun with its capitals and complement, and known bodies."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.analysis.naming.body_edges import LEGAL, left_edge, right_edge, with_suffix, without_office
from extractor.analysis.naming.body_lexicon import Body, head_kinds, known_at, known_bodies, weak_heads, wide_heads
from extractor.analysis.naming.gazetteer import lands_and_peoples, place_end, places_known
from extractor.analysis.naming.words import Words
from extractor.lexicons import word_list


def read_bodies(words: Words) -> Iterator[Body]:
    """Every span whose form says organisation; they may overlap."""
    heads = head_kinds()
    for i, word in enumerate(words.lower):
        if not words.cap[i]:
            continue
        if words.text[i] in known_bodies():
            known = known_at(words, i)
            if known:
                yield known
        if words.long[i] and words.text[i].isupper() and (branch := _branch(words, i)):
            yield branch
        kind = heads.get(word) or ("company" if word[-1] == "." and words.plain[i] in LEGAL else None)
        if kind and not words.shouted[i]:
            body = _headed(words, i, kind)
            if body:
                yield body


def _branch(words: Words, i: int) -> Body | None:
    """An acronym with the country or town that its branch is in: `UNMAS Kabul`."""
    place = max(place_end(words, i + 1), i + 2) if words.same_sentence(i, i + 1) else i
    if place == i or words.shouted[i] or words.text[i] in lands_and_peoples():
        return None
    if words.text[i] in word_list("not_names", "acronyms") or words.lower[i] in words.common:
        return None
    goes_on = words.same_sentence(i, place) and (words.cap[place] or words.hyphen_at(place) or words.text[place] == ",")
    named = words.span_text(i + 1, place) in places_known() and not goes_on
    return Body(i, place, i, "other", True, "org.branch") if named else None


def _headed(words: Words, head: int, kind: str) -> Body | None:
    """The run of capitals around a head noun, with its complement."""
    start = without_office(words, left_edge(words, head), head)
    end = with_suffix(words, right_edge(words, head))
    if (end == head + 1 and start == head) or _is_other(words, start, end, head):
        return None
    complement = end > head + 1
    sure = (
        words.lower[head] not in weak_heads()  # `Co.` with its stop is proof
        or (complement and words.lower[head] in wide_heads())
        or sum(words.cap[start:head]) >= 2
    )
    return Body(start, end, head, kind, sure, "org.complement" if complement else "org.head")


def _is_other(words: Words, start: int, end: int, head: int) -> bool:
    """Whether the run is a field, a law, a station …: `Information Technology`, `Police Station`, `Energy Bill`."""
    fields = word_list("roles", "portfolios")
    if words.lower[head] in fields and all(words.lower[i] in fields for i in range(start, end)):
        return True
    if words.lower[head] == "board" and words.lower[head + 1 : head + 3] == ["of", "directors"]:
        return True
    if words.lower[end - 1] in {"year", "month", "week", "decade", "century"} and words.lower[end - 2] in {"of", "the"}:
        return True  # a prize: `Airline of the Year`
    goes_on = words.same_sentence(head, end) and words.cap[end]
    if goes_on and words.lower[end] in word_list("not_names", "last_words"):
        return True
    return words.span_text(start, end).lower() in word_list("not_names", "phrases")
