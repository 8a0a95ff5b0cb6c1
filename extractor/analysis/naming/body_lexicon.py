"""What a body is named by: its head nouns with their kinds, and the bodies that the world knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.analysis.naming.words import Words
from extractor.lexicons import load

ACRONYM = re.compile(r"[A-Z][A-Za-z&./-]*[A-Z][A-Za-z0-9+]*\Z|[A-Z][A-Z0-9]{1,}\Z")
NAME_TOKENS = re.compile(r"['’]s\b|-|&|[^\s\-&'’]+|['’]")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation's span by tokens, its kind, the token of its head and whether the form alone is proof."""

    start: int
    end: int
    head: int
    kind: str
    sure: bool
    rule: str


@cache
def head_kinds() -> dict[str, str]:
    """Head noun in small letters -> kind."""
    return {head: kind for kind, rows in load("organisation_heads")["heads"].items() for head in rows}


@cache
def weak_heads() -> frozenset[str]:
    """Heads that need more than a capital beside them."""
    return frozenset(load("organisation_heads")["weak"]["heads"])


@cache
def wide_heads() -> frozenset[str]:
    """Heads whose complement may be a list of fields."""
    return frozenset(load("organisation_heads")["wide"]["heads"])


@cache
def known_bodies() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First token -> the known names that start with it, as tokens, longest first, with their kinds."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, names in load("known_bodies").items():
        for name in names:
            tokens = tuple(NAME_TOKENS.findall(name))
            out.setdefault(tokens[0], []).append((tokens, kind))
    for rows in out.values():
        rows.sort(key=lambda row: len(row[0]), reverse=True)
    return out


def known_at(words: Words, i: int) -> Body | None:
    """The longest known body that starts at token `i`; a company with a model's number is none (`Boeing 737`)."""
    for tokens, kind in known_bodies().get(words.text[i], ()):
        end = i + len(tokens)
        if tuple(words.text[i:end]) == tokens and words.same_sentence(i, end - 1):
            is_model = kind == "company" and words.same_sentence(i, end) and _is_model_number(words.text[end])
            return None if is_model else Body(i, end, end - 1, kind, True, "org.known")
    return None


def _is_model_number(text: str) -> bool:
    return len(text) == 3 if text.isdigit() else text[0].isalpha() and text[-1].isdigit()
