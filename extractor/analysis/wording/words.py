"""The words of a Doc as plain lists, each with its class, white space left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.report import Block

# How many words to either side of one are looked at: longer sentences are lists, tables or no sentences at all.
WINDOW = 60


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over the tokens that are no white space.

    texts, lowers (lower case), starts and ends (characters), tags (word classes), lemmas (base form of a verb form,
    else the lower case), sentence (number of the sentence of each word) and sentences (first and last+1 word of each).
    """

    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    lemmas: list[str]
    sentence: list[int]
    sentences: list[tuple[int, int]]

    def at(self, character: int) -> int:
        """The word that covers the character, or the next one; the number of words past the last."""
        return bisect_right(self.ends, character)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """First and last+1 word of a span of characters."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def sentence_at(self, character: int) -> int:
        """The number of the sentence at a character; the last one past the end, 0 in an empty text."""
        return self.sentence[min(self.at(character), len(self.texts) - 1)] if self.texts else 0

    def around(self, i: int) -> tuple[int, int]:
        """First and last+1 word of the sentence of a word, no further than the window."""
        first, last = self.sentences[self.sentence[i]]
        return max(first, i - WINDOW), min(last, i + WINDOW)

    def blocks(self, blocks: Sequence[Block]) -> list[int]:
        """The number of the block in which each sentence stands (-1: in none)."""
        numbers, n = [], -1
        for first, _ in self.sentences:
            while n + 1 < len(blocks) and blocks[n + 1].start <= self.starts[first]:
                n += 1
            numbers.append(n)
        return numbers

    def sentence_span(self, number: int) -> tuple[int, int]:
        """The characters of a sentence, without white space around it."""
        first, last = self.sentences[number]
        return self.starts[first], self.ends[last - 1]
