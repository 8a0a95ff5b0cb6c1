"""Where sentences start: after a full stop that ends one, and wherever a block of the page starts."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from extractor.lexicons import load
from extractor.report import Block

ENDS = {".", "!", "?", "…", "...", "?!", "!?", "!!", "??"}
CLOSERS = {'"', "'", "”", "’", "''", ")", "]", "»", "’’"}


def sentence_starts(doc: Doc, blocks: Sequence[Block]) -> list[bool]:
    """Whether each token starts a sentence."""
    abbreviations = set(load("abbreviations")["not_at_end"])
    block_starts = iter(sorted(block.start for block in blocks))
    next_block = next(block_starts, len(doc.text) + 1)
    starts = [False] * len(doc)
    open_end = True  # the token before ended a sentence
    for i, token in enumerate(doc):
        if token.idx >= next_block:
            open_end = True
            while token.idx >= next_block:
                next_block = next(block_starts, len(doc.text) + 1)
        if token.is_space:
            if i == 0:
                starts[0] = True
            continue
        if open_end and (token.text not in CLOSERS or starts[: i + 1].count(True) == 0 and i == 0):
            starts[i] = True
            open_end = False
        if token.text in ENDS and not _inside(doc, i):
            open_end = True
        elif token.text.endswith(".") and _ends_sentence(doc, i, abbreviations):
            open_end = True
    return starts


def _next_word(doc: Doc, i: int) -> str:
    for token in doc[i + 1 : i + 4]:
        if not token.is_space and token.text not in CLOSERS and token.text not in {"“", "``", "‘"}:
            return token.text
    return ""


def _inside(doc: Doc, i: int) -> bool:
    """A stop inside a sentence: before a small letter, or glued to what follows."""
    if doc[i].text not in {".", "…", "..."}:
        return _next_word(doc, i)[:1].islower()
    following = _next_word(doc, i)
    return following[:1].islower() or (i + 1 < len(doc) and not doc[i].whitespace_ and doc[i + 1].is_alpha)


def _ends_sentence(doc: Doc, i: int, abbreviations: set[str]) -> bool:
    """A token with its own full stop ("U.S.", "Co.") ends a sentence before a capital, unless it is a title or initial."""
    text = doc[i].text
    following = _next_word(doc, i)
    if text.casefold().rstrip(".") in abbreviations or (len(text) == 2 and text[0].isupper()):
        return False
    return following in OPENERS


# After an abbreviation only a word that starts sentences far more often than it goes on a name.
OPENERS = frozenset({"The", "A", "An", "In", "On", "At", "He", "She", "It", "They", "We", "But", "And", "This", "That", "There", "However", "Meanwhile"})
