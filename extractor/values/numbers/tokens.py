"""The words, digits and signs of a text, as the number grammar reads them: text in, tokens with offsets out."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Token(NamedTuple):
    """A piece of the text.

    kind: `digits` (with the separators inside them), `word`, `sign` (one other character) or `break` (a line end).
    lower: the text in lower case, abbreviations without their stops (`U.S.` is `us`).
    glued: no white space stands before it.
    """

    kind: str
    text: str
    lower: str
    start: int
    end: int
    glued: bool


@cache
def _pattern() -> re.Pattern[str]:
    # Each branch is bounded by what it begins with, so the scan is linear.
    return re.compile(
        r"(?P<digits>\d+(?:[.,\u00a0\u202f\u2009]\d+)*)"
        r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*)"
        r"|(?P<break>[^\S ]\s*|\s\s+)"  # white space but for a single space; a break only where it holds a line end
        r"|(?P<sign>[^\s])"
    )


def tokenize(text: str) -> list[Token]:
    """The tokens of a text.

    >>> [(t.kind, t.text, t.glued) for t in tokenize("U.S.$2bn, 7.3km")][:4]
    [('word', 'U.S.', True), ('sign', '$', True), ('digits', '2', True), ('word', 'bn', True)]
    >>> [t.lower for t in tokenize("The U.S. paid")]
    ['the', 'us', 'paid']
    """
    tokens: list[Token] = []
    before = 0
    for match in _pattern().finditer(text):
        kind = match.lastgroup or "sign"
        piece = match[0]
        start, end = match.span()
        if kind == "break" and ((lines := piece.count("\n")) == 0 or (lines == 1 and text[end : end + 1].islower())):
            continue  # a gap, or a line wrapped within a sentence
        lower = piece.lower()
        if kind == "word" and not piece.isalpha():
            lower = lower.replace("’", "'") if piece[-1] != "." else lower.replace(".", "")
        tokens.append(Token(kind, piece, lower, start, end, start == before))
        before = end
    return tokens
