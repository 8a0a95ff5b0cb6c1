"""The Doc as parallel lists of plain values, so that rules read a token without asking spaCy twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from spacy.attrs import ORTH, SENT_START, SPACY
from spacy.tokens import Doc

from extractor import facts
from extractor.lexicons import load
from extractor.report import Block

POSSESSIVES = frozenset({"'s", "’s", "‘s", "`s", "'S", "’S", "'", "’"})
HYPHENS = frozenset({"-", "‑", "–"})
QUOTES = frozenset({'"', "“", "”", "‘", "``", "''"})
TITLE_CASE_SHARE = 0.8
MIN_HEADLINE_WORDS = 4
MAX_QUOTES = 3
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our"})


class Form(NamedTuple):
    """What a token's text alone tells; texts recur, so it is worked out once for each."""

    text: str
    lower: str
    plain: str  # as lexicons are matched
    capital: bool
    long: bool  # a word of more than three letters
    line_end: bool


@lru_cache(maxsize=32768)
def _form(text: str) -> Form:
    lower = text.lower()
    return Form(text, lower, lower.rstrip("."), _is_capital(text), len(text) > 3 and text.isalpha(), "\n" in text)


class Words:
    """Tokens by index: text, small letters, character offset, glued, capital, and the number of the sentence."""

    def __init__(self, doc: Doc, blocks: Sequence[Block] | None = None) -> None:
        # One array instead of a Token object a look: a tenth of the time.
        columns = doc.to_array([ORTH, SPACY, SENT_START]).tolist() if len(doc) else []
        self.size = len(columns)
        strings = doc.vocab.strings
        known = {orth: _form(strings[orth]) for orth in {row[0] for row in columns}}
        forms = [known[row[0]] for row in columns]
        self.text = [form[0] for form in forms]
        self.lower = [form[1] for form in forms]
        self.plain = [form[2] for form in forms]
        self.cap = [form[3] for form in forms]
        self.long = [form[4] for form in forms]
        self.line_end = [form[5] for form in forms]
        self.glued = [not row[1] for row in columns]  # no space after it
        pieces = [text if glued else text + " " for text, glued in zip(self.text, self.glued, strict=True)]
        self.all = "".join(pieces)
        self.start = list(accumulate(map(len, pieces), initial=0))[: len(columns)]
        if blocks is None:
            blocks = facts.get_article(doc).blocks
        starts = [row[2] == 1 for row in columns] if doc.has_annotation("SENT_START") else None
        self.sentence = self._sentences(starts, blocks)
        self.shouted = self._shouted()
        self.common = {
            form.text for form in known.values() if len(form.text) > 3 and form.text.islower()
        }  # in small letters here

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The words that stand in small letters behind a determiner here."""
        return frozenset(
            text for before, text in zip(self.lower, self.text[1:], strict=False)
            if before in DETERMINERS and text in self.common
        )  # fmt: skip

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word with a capital stands."""
        found: dict[str, list[int]] = {}
        for i, text in enumerate(self.text):
            if self.cap[i]:
                found.setdefault(text, []).append(i)
        return found

    def __len__(self) -> int:
        return self.size

    def end_char(self, end: int) -> int:
        """Where the token before `end` ends."""
        return self.start[end - 1] + len(self.text[end - 1])

    def span_text(self, start: int, end: int) -> str:
        """The characters of tokens `start` to `end`."""
        return self.all[self.start[start] : self.end_char(end)]

    def same_sentence(self, a: int, b: int) -> bool:
        """Whether both tokens exist and stand in one sentence."""
        return 0 <= a < self.size and 0 <= b < self.size and self.sentence[a] == self.sentence[b]

    def hyphen_at(self, i: int) -> bool:
        """A hyphen without a space on either side."""
        return 0 < i < self.size - 1 and self.text[i] in HYPHENS and self.glued[i] and self.glued[i - 1]

    def opens_sentence(self, i: int) -> bool:
        """The first word of its sentence, quotation marks apart."""
        for before in range(i - 1, max(-1, i - 1 - MAX_QUOTES), -1):
            if self.sentence[before] != self.sentence[i]:
                return True
            if self.text[before] not in QUOTES:
                return False
        return i == 0 or i <= MAX_QUOTES

    def _sentences(self, starts: list[bool] | None, blocks: Sequence[Block]) -> list[int]:
        if starts is None:
            starts = [text in {".", "!", "?"} for text in ["", *self.text[:-1]]]
        for block in blocks:
            at = bisect_right(self.start, block.start - 1)
            if at < len(starts):
                starts[at] = True
        return list(accumulate(map(or_, starts, self.line_end), initial=0))[1:]

    def _shouted(self) -> list[bool]:
        """Whether each token stands in a sentence of capitals or in Title Case, as headings are printed."""
        share: dict[int, list[int]] = {}
        for number, long, capital in zip(self.sentence, self.long, self.cap, strict=True):
            if long:
                counts = share.setdefault(number, [0, 0])
                counts[0] += 1
                counts[1] += capital
        closed = {self.sentence[i] for i, text in enumerate(self.text) if text == "."}  # a heading has no full stop
        loud = {
            n
            for n, (words, caps) in share.items()
            if words >= MIN_HEADLINE_WORDS and caps >= (1 if n in closed else TITLE_CASE_SHARE) * words
        }
        return [number in loud for number in self.sentence]


def _is_capital(text: str) -> bool:
    """A word that starts with a capital, or writes one inside (`iPhone`, `al-Sisi` is three tokens)."""
    first = text[0]
    return first.isupper() or (
        first.islower() and len(text) > 2 and (text[1].isupper() or (text[1] in "'’" and text[2].isupper()))
    )


@cache
def closed_class() -> frozenset[str]:
    """Words that open a sentence with a capital without being a name, in small letters."""
    return frozenset(load("function_words")["words"])


@cache
def sentence_openers() -> frozenset[str]:
    """The closed class and the content words that open sentences most, in small letters."""
    return closed_class() | frozenset(load("function_words")["openers"])
