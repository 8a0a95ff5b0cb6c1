"""Where sentences start: after a full stop that ends one, and wherever a block of the page starts."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from extractor.lexicons import load
from extractor.report import Block

ENDS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??", ".."})
CLOSERS = frozenset({"”", "’", "''", ")", "]", "»", "’’"})
OPENERS = frozenset({"“", "‘", "``", "(", "[", "«"})
STRAIGHT_QUOTES = frozenset({'"', "'"})


def sentence_starts(doc: Doc, blocks: Sequence[Block]) -> list[bool]:
    """Whether each token of the Doc starts a sentence; white space belongs to the sentence before it."""
    lexicon = load("abbreviations")
    abbreviations, first_words = frozenset(lexicon["not_at_end"]), frozenset(lexicon["first_words"])
    block_starts = sorted(block.start for block in blocks)
    starts = [False] * len(doc)
    ended, block = True, 0
    for i, token in enumerate(doc):
        new_block = block < len(block_starts) and block_starts[block] < token.idx + len(token)
        while block < len(block_starts) and block_starts[block] < token.idx + len(token):
            block += 1
        if token.is_space:
            starts[i] = i == 0
            continue
        if new_block or (ended and not _closes(doc, i)):
            starts[i] = True
            ended = False
        if token.text in ENDS:
            ended = ended or _ends(doc, i)
        elif len(token.text) > 1 and token.text.endswith("."):
            ended = _abbreviation_ends(doc, i, abbreviations, first_words)
    return starts


def _closes(doc: Doc, i: int) -> bool:
    """A bracket or quotation mark that belongs to the sentence before it: no space stands between them."""
    text = doc[i].text
    if text in STRAIGHT_QUOTES:
        return i > 0 and not doc[i - 1].whitespace_ and not doc[i - 1].is_space
    return text in CLOSERS


def _next_word(doc: Doc, i: int) -> Token | None:
    """The first token after `i` that is neither white space nor a quotation mark or bracket, at most six on."""
    for token in doc[i + 1 : i + 7]:
        if not token.is_space and token.text not in CLOSERS | OPENERS | STRAIGHT_QUOTES:
            return token
    return None


def _ends(doc: Doc, i: int) -> bool:
    """A stop ends its sentence, unless a small letter follows or the next word is glued to it (`node.js`)."""
    following = _next_word(doc, i)
    if following is None:
        return True
    glued = following.i == i + 1 and not doc[i].whitespace_
    return not (following.text[:1].islower() or (glued and following.is_alpha))


def _abbreviation_ends(doc: Doc, i: int, abbreviations: frozenset[str], first_words: frozenset[str]) -> bool:
    """A word with its own full stop (`U.S.`, `Co.`) ends a sentence only before a word that seldom goes on a name."""
    text = doc[i].text
    initial = len(text) == 2 and text[0].isupper()
    if initial or text.casefold().rstrip(".") in abbreviations:
        return False
    following = _next_word(doc, i)
    return following is None or following.text in first_words
