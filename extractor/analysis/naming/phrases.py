"""Phrases of a lexicon found in a text: word by word, in small letters, hyphens and apostrophes passed over."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from extractor.analysis.naming.words import Words
from extractor.lexicons import load

APOSTROPHES = frozenset({"'", "’", "‘", "`"})


class Phrases:
    """Rows of words, indexed by their first word; the longest row that matches wins."""

    def __init__(self, rows: Iterable[str], *, plurals: bool = False) -> None:
        self.plurals = plurals
        self.by_first: dict[str, list[tuple[str, ...]]] = {}
        self.last: set[str] = set()
        self.singular: set[str] = set()
        for row in set(rows):
            words = tuple(row.lower().replace("-", " ").replace("'", "").replace("’", "").split())
            self.by_first.setdefault(words[0], []).append(words)
            self.last.add(words[-1])
            self.singular.add(words[-1])
            if plurals:
                self.last.add(words[-1] + "s")
        for found in self.by_first.values():
            found.sort(key=len, reverse=True)

    def match(self, words: Words, i: int) -> int:
        """Where the longest row that starts at token `i` ends; `i` where none does."""
        for row in self._rows(words.plain[i]):
            end = self._end(words, i, row)
            if end:
                return end
        return i

    def match_back(self, words: Words, end: int, *, reach: int = 4) -> int:
        """Where the longest row that ends before token `end` starts; `end` where none does."""
        if end == 0 or (words.plain[end - 1] not in self.last and words.text[end - 1] not in APOSTROPHES):
            return end
        for start in range(max(0, end - reach), end):
            if words.same_sentence(start, end - 1) and self.match(words, start) == end:
                return start
        return end

    def is_plural(self, words: Words, end: int) -> bool:
        """Whether the row that ends before token `end` is printed as a plural."""
        return words.plain[end - 1].endswith("s") and words.plain[end - 1] not in self.singular

    def _rows(self, word: str) -> list[tuple[str, ...]]:
        rows = self.by_first.get(word)
        if rows is None and self.plurals and word.endswith("s"):
            rows = self.by_first.get(word[:-1])
        return rows or []

    def _end(self, words: Words, i: int, row: tuple[str, ...]) -> int:
        at, last = i, len(row) - 1
        for n, want in enumerate(row):
            if n and at < words.size and (words.hyphen_at(at) or self._mark(words, at)):
                at += 1
            if not words.same_sentence(i, at):
                return 0
            have = words.plain[at]
            if have != want and not (self.plurals and n == last and have == want + "s"):
                return 0
            at += 1
        return at + 1 if self._mark(words, at) and words.text[at] != "." else at

    @staticmethod
    def _mark(words: Words, at: int) -> bool:
        """An apostrophe or stop that belongs to the word before it: `Dato' Seri`, `Maj. Gen.`"""
        if at >= words.size or not words.glued[at - 1]:
            return False
        return words.text[at] == "." or (words.text[at] in APOSTROPHES and words.lower[at - 1] in {"dato", "to"})


@cache
def honorifics() -> Phrases:
    """Forms of address."""
    return Phrases(load("titles")["honorifics"])


@cache
def ranks() -> Phrases:
    """Ranks and titles by birth."""
    return Phrases(load("titles")["ranks"])


@cache
def role_heads() -> Phrases:
    """Nouns that name an office."""
    return Phrases(load("roles")["heads"], plurals=True)


@cache
def role_modifiers() -> Phrases:
    """Words before them that belong to the title."""
    return Phrases(load("roles")["modifiers"])
