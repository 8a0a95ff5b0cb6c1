"""Acronyms that an article defines in brackets, of bodies and of other things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.analysis.naming.body_lexicon import ACRONYM, head_kinds, known_bodies
from extractor.analysis.naming.gazetteer import lands_and_peoples
from extractor.analysis.naming.words import Words
from extractor.values.names import initials, is_acronym_of

MAX_WORDS = 8
LONGEST = 12  # letters of an acronym written as a word


def read_acronyms(words: Words, bodies: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], int]]:
    """Acronyms defined beside a body: `Full Name (FN)` and `FN (Full Name)`; yields the body's span and the token."""
    by_end = {end: (start, end) for start, end in bodies}
    by_start = {start: (start, end) for start, end in bodies}
    for i, text in enumerate(words.text):
        if text != "(" or not words.same_sentence(i - 1, i + 2):
            continue
        inside = i + 1
        full = by_end.get(i)
        if full and words.text[inside + 1] in {")", ",", ";"} and _is_short(words.text[inside]):
            if _stands_for(words.text[inside], words.span_text(*full)):
                yield full, inside
            continue
        full = by_start.get(inside)
        closed = full and full[1] < words.size and words.text[full[1]] == ")" and ACRONYM.match(words.text[i - 1])
        if full and closed and is_acronym_of(words.text[i - 1], words.span_text(*full)):
            yield full, i - 1


def _is_short(text: str) -> bool:
    """An acronym, or one that is written as a word (`Unicef`)."""
    return ACRONYM.match(text) is not None or (text[0].isupper() and text.isalpha() and 3 <= len(text) <= LONGEST)


def _stands_for(acronym: str, name: str) -> bool:
    """Whether an acronym in brackets is the name's: by its letters in order, or by its initials in another order."""
    if is_acronym_of(acronym, name):
        return True
    left = Counter(initials(name, small=True))
    return len(acronym) > 2 and acronym.isupper() and not Counter(acronym) - left


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
