"""Places and peoples that the lexicon of countries knows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from extractor.analysis.naming.words import POSSESSIVES, Words
from extractor.lexicons import load

LONGEST_LAND = 4  # words


@cache
def places_known() -> frozenset[str]:
    """Countries and well-known towns and regions."""
    countries = load("countries")
    return (
        frozenset(countries["names"]) | frozenset(countries["towns"]) | frozenset(countries["parts"]["of_no_country"])
    )


@cache
def demonyms() -> frozenset[str]:
    """Nationalities as printed."""
    return frozenset(load("countries")["demonyms"])


@cache
def lands_and_peoples() -> frozenset[str]:
    """Both."""
    return places_known() | demonyms()


@cache
def small_lands() -> frozenset[str]:
    """Both, in small letters."""
    return frozenset(place.lower() for place in lands_and_peoples())


@cache
def _places_by_first() -> dict[str, list[tuple[str, ...]]]:
    """Known places of more than one word by their first word, the longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for name in places_known():
        tokens = tuple(name.replace("-", " - ").split())
        if len(tokens) > 1:
            out.setdefault(tokens[0], []).append(tokens)
    for rows in out.values():
        rows.sort(key=len, reverse=True)
    return out


def place_end(words: Words, i: int) -> int:
    """Where a known place of more than one word that starts at token `i` ends; `i` where none does."""
    for tokens in _places_by_first().get(words.text[i], ()):
        end = i + len(tokens)
        if words.same_sentence(i, end - 1) and tuple(words.text[i:end]) == tokens:
            return end
    return i


def read_places(words: Words) -> Iterator[tuple[int, int]]:
    """Known places of more than one word: `Sri Lanka`, `New South Wales`."""
    openers = _places_by_first()
    for i, text in enumerate(words.text):
        if text in openers:
            end = place_end(words, i)
            if end > i:
                yield i, end


@cache
def _lands() -> frozenset[str]:
    """What is printed after a town and a comma: countries, regions, states in short."""
    countries = load("countries")
    return (
        frozenset(countries["names"]) | frozenset(countries["parts"]["regions"]) | frozenset(countries["abbreviations"])
    )


def land_end(words: Words, at: int) -> int:
    """Where a country or region that starts at a token ends; `at` where none does, or where it only owns something."""
    for end in range(min(words.size, at + LONGEST_LAND), at, -1):
        if words.same_sentence(at, end - 1) and words.span_text(at, end) in _lands():
            owns = words.same_sentence(at, end) and (words.text[end] in POSSESSIVES or words.hyphen_at(end))
            return at if owns else end
    return at
