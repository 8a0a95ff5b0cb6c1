"""Where sentences start: after a full stop that ends one, and wherever a block of the page starts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress

from spacy.attrs import IDX, IS_SPACE, ORTH, SPACY
from spacy.tokens import Doc

from extractor.lexicons import load
from extractor.report import Block

ENDS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??", ".."})
CLOSERS = frozenset({"”", "’", "''", ")", "]", "»", "’’"})
OPENERS = frozenset({"“", "‘", "``", "(", "[", "«"})
STRAIGHT_QUOTES = frozenset({'"', "'"})
LONGEST = 400  # tokens; prose has none as long, a table without rows or a list without stops does
MARKS = CLOSERS | OPENERS | STRAIGHT_QUOTES


def sentence_starts(doc: Doc, blocks: Sequence[Block]) -> list[bool]:
    """Whether each token of the Doc starts a sentence; white space belongs to the sentence before it."""
    words = _Words(doc)
    starts = [False] * len(doc)
    if starts:
        starts[0] = True
    offsets = doc.to_array([IDX]).tolist()
    for block in blocks:
        first = bisect_left(offsets, block.start + 1) - 1
        if 0 <= first < len(doc):
            starts[words.skip_space(first)] = True
    for i in words.stops():
        if words.ends_sentence(i):
            following = words.skip_closing(i + 1)
            if following < len(doc):
                starts[following] = True
    _cap(starts)
    return starts


def _cap(starts: list[bool]) -> None:
    """No sentence is longer than `LONGEST`: what reads one with all its numbers stays cheap on what is no prose."""
    last = 0
    for i, start in enumerate(starts):
        if start or i - last >= LONGEST:
            starts[i], last = True, i


class _Words:
    """The tokens of a Doc as plain lists: texts, and whether a space is inside or behind them."""

    def __init__(self, doc: Doc) -> None:
        lexicon = load("abbreviations")
        self.abbreviations = frozenset(lexicon["not_at_end"])
        self.titles = frozenset(lexicon["titles"])
        self.first_words = frozenset(lexicon["first_words"])
        strings = doc.vocab.strings
        self.texts = [strings[orth] for orth in doc.to_array([ORTH]).tolist()]
        self.space_behind = doc.to_array([SPACY]).astype(bool).tolist()
        self.is_space = doc.to_array([IS_SPACE]).astype(bool).tolist()

    def stops(self) -> list[int]:
        """Tokens that may end a sentence."""
        may_end = [text in ENDS or (text[-1] == "." and len(text) > 1) for text in self.texts]
        return list(compress(range(len(self.texts)), may_end))

    def ends_sentence(self, i: int) -> bool:
        """A stop ends its sentence, unless a small letter follows or the next word is glued to it (`node.js`).

        A word with its own full stop (`U.S.`, `Co.`) does only before a word that seldom goes on a name.
        """
        text = self.texts[i]
        following = self._next_word(i)
        word = self.texts[following] if following < len(self.texts) else ""
        if text in ENDS:
            glued = following == i + 1 and not self.space_behind[i]
            before = self.texts[i - 1] if i and text == "." and not self.space_behind[i - 1] else ""
            if before[:1].isupper() and before.casefold() in self.titles:  # `Maj. Gen. Sok` is parted
                return False
            return not (word[:1].islower() or (glued and word[:1].isalpha()))
        initial = len(text) == 2 and text[0].isupper()
        if initial or text.casefold().rstrip(".") in self.abbreviations:
            return False
        return not word or word in self.first_words

    def skip_space(self, i: int) -> int:
        """The first token from `i` on that is no white space."""
        while i < len(self.texts) - 1 and self.is_space[i]:
            i += 1
        return i

    def skip_closing(self, i: int) -> int:
        """Past the brackets and quotation marks that belong to the sentence before: no space stands between them."""
        while i < len(self.texts) and (
            self.texts[i] in CLOSERS
            or self.is_space[i]
            or (self.texts[i] in STRAIGHT_QUOTES and not self.space_behind[i - 1] and not self.is_space[i - 1])
        ):
            i += 1
        return i

    def _next_word(self, i: int) -> int:
        """The first token after `i` that is neither white space nor a quotation mark or bracket, at most six on."""
        for j in range(i + 1, min(i + 7, len(self.texts))):
            if not self.is_space[j] and self.texts[j] not in MARKS:
                return j
        return len(self.texts)
