"""The number after `than` or `above` that a difference is counted from; where it is not printed, none is taken."""

from __future__ import annotations

from extractor.analysis.comparing.frames import Sentence
from extractor.analysis.relating.reading import RELATIVE, Mention

REACH = 12  # words between `than` and the clause that tells the number
TOLD = 5  # words between `when` and its number: "when the town had 40"
NAME = 5  # words between `than` and `with` or a bracket: "than Real Madrid, with 27"
CLAUSES = frozenset({"when", "which", "who", "where"})
COPULAS = frozenset({"was", "were", "is", "are", "been", "stood", "reached", "hit", "totalled", "totaled", "at"})
DEFINITE = frozenset({"the", "last", "its", "their", "his", "her", "a", "an"})


def baseline_after(sentence: Sentence, start: int, end: int, delta: Mention) -> Mention | None:
    """The first number after `than` or `above` that fits and is said to be what is compared with.

    start: the place of `than`, or the one after `above`.
    """
    points = delta.unit in {"percentage_point", "point", "basis_point"}
    for m in sentence.mentions:
        if not start <= m.first < end or m.role == "or":
            continue
        if m.unit in {"times", "fraction"}:
            return None
        fits = m.unit == delta.unit if delta.unit not in RELATIVE else points or m.unit not in RELATIVE
        if fits and _is_base(sentence, start, m):
            return m
    return None


def _is_base(sentence: Sentence, start: int, m: Mention) -> bool:
    """Whether a number is what is compared with, by what stands between."""
    words = sentence.words
    if m.governor <= start:
        return True
    clause = next((i for i in range(start, min(start + REACH, m.first)) if words[i] in CLAUSES), None)
    if clause is not None:
        return _is_told(words, start, clause, m)
    between = words[start : m.first]
    possessive = "'s" in between or "’s" in between
    if "and" in between or {"to", "by", "for"} & set(between[1:]):
        return False
    if m.role in {"with", "("}:  # a rival has a name: "than Real Madrid, with 27", "than in 2020 (27)"
        named = m.role == "(" or sentence.reading.texts[start + 1][:1].isupper() or words[start + 1] == "the"
        return named and m.governor - start <= NAME
    if m.role == "of":
        return possessive or bool(DEFINITE & set(words[start : start + 2]))
    return m.role == "" and "," not in between and (possessive or len(between) <= 4)


def _is_told(words: list[str], start: int, clause: int, m: Mention) -> bool:
    """`than in May, when it had 40`; not `than in 2020 and the lowest since 1958, when it was 40`."""
    at = words.index("and", start, clause) if "and" in words[start:clause] else clause
    ended = m.role == "with" and m.governor == clause + 2  # "which ended with 40"
    near = m.first - clause <= TOLD and (m.role == "" or m.role in COPULAS or ended)
    return near and (at == clause or words[at + 1] not in DEFINITE)
