"""Acronyms that an article defines in brackets, of bodies and of other things."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.analysis.naming.body_lexicon import ACRONYM, head_kinds, known_bodies
from extractor.analysis.naming.gazetteer import lands_and_peoples
from extractor.analysis.naming.words import Words
from extractor.values.names import is_acronym_of

MAX_WORDS = 8


def read_acronyms(words: Words, bodies: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], int]]:
    """Acronyms defined beside a body: `Full Name (FN)` and `FN (Full Name)`; yields the body's span and the token."""
    by_end = {end: (start, end) for start, end in bodies}
    by_start = {start: (start, end) for start, end in bodies}
    for i, text in enumerate(words.text):
        if text != "(" or not words.same_sentence(i - 1, i + 2):
            continue
        inside = i + 1
        full = by_end.get(i)
        if full and words.text[inside + 1] in {")", ",", ";"} and ACRONYM.match(words.text[inside]):
            if is_acronym_of(words.text[inside], words.span_text(*full)):
                yield full, inside
            continue
        full = by_start.get(inside)
        closed = full and full[1] < words.size and words.text[full[1]] == ")" and ACRONYM.match(words.text[i - 1])
        if full and closed and is_acronym_of(words.text[i - 1], words.span_text(*full)):
            yield full, i - 1


def read_other_acronyms(words: Words) -> set[str]:
    """Acronyms defined beside what is no body: `rapid antigen test (RAT)`, `Renaissance Dam (GERD)`, `Miami (MIA)`."""
    found: set[str] = set()
    for i, text in enumerate(words.text):
        if text != "(" or not words.same_sentence(i - 1, i + 2) or words.text[i + 2] not in {")", ",", ";"}:
            continue
        acronym = words.text[i + 1]
        if not ACRONYM.match(acronym) or acronym in known_bodies():
            continue
        last = words.lower[i - 1]
        if words.text[i - 1] in lands_and_peoples():
            found.add(acronym)
        if last in head_kinds() or last in {"'", '"', "”"}:
            continue
        start = i - 1
        while (
            start > max(0, i - MAX_WORDS)
            and words.same_sentence(start - 1, i)
            and not is_acronym_of(acronym, words.span_text(start, i))
        ):
            start -= 1
        if i - start > 1 and is_acronym_of(acronym, words.span_text(start, i)):
            inside = {words.lower[n] for n in range(start, i) if words.cap[n]}
            if not inside & set(head_kinds()):
                found.add(acronym)
    return found
