"""The words, digits and signs of a text, as the number grammar reads them: text in, tokens out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain
from operator import add, attrgetter
from typing import NamedTuple

MOST_CHUNKS = 30_000


class Token(NamedTuple):
    """A piece of the text. Where it stands, `ends` tells: so that the same words are the same tokens, made once.

    kind: `digits` (with the separators inside them), `word`, `sign` (one other character) or `break` (a line end).
    lower: the text in lower case, abbreviations without their stops (`U.S.` is `us`).
    gap: characters of white space before it.
    """

    kind: str
    text: str
    lower: str
    gap: int

    @property
    def glued(self) -> bool:
        """No white space stands before it."""
        return not self.gap


@cache
def _pattern() -> re.Pattern[str]:
    # Each branch is bounded by what it begins with, so the scan is linear.
    return re.compile(
        r"(?P<digits>\d+(?:[.,\u00a0\u202f\u2009]\d+)*)"
        r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*)"
        r"|(?P<sign>\S)"
    )


def _scan(text: str, gap: int) -> Iterator[Token]:
    """The tokens of a text without line ends that has so much white space before it."""
    before = -gap
    for match in _pattern().finditer(text):
        kind, piece = match.lastgroup or "sign", match[0]
        lower = piece.lower()
        if kind == "word" and not piece.isalpha():
            lower = lower.replace("’", "'") if piece[-1] != "." else lower.replace(".", "")
        yield Token(kind, piece, lower, match.start() - before)
        before = match.end()


class _Chunks(dict[str, tuple[Token, ...]]):
    """What stands between two spaces -> its tokens. Words recur, so a text is put together from those of others."""

    def __missing__(self, chunk: str) -> tuple[Token, ...]:
        if len(self) >= MOST_CHUNKS:
            self.clear()
        word, last = chunk[:-1], chunk[-1]
        if chunk.isalpha():
            found: tuple[Token, ...] = (Token("word", chunk, chunk.lower(), 1),)
        elif word.isalpha() and not last.isalnum():
            found = (*self[word], Token("sign", last, last.lower(), 0))
        else:
            found = tuple(_scan(chunk, 1))
        self[chunk] = found
        return found


_chunks = _Chunks()


def tokenize(text: str) -> list[Token]:
    """The tokens of a text. A line that was wrapped within a sentence ends none, nor does other white space.

    >>> [(t.kind, t.text, t.glued) for t in tokenize("U.S.$2bn, 7.3km")][:4]
    [('word', 'U.S.', True), ('sign', '$', True), ('digits', '2', True), ('word', 'bn', True)]
    >>> [t.lower for t in tokenize("The U.S. paid")]
    ['the', 'us', 'paid']
    """
    tokens: list[Token] = []
    at = end = lines = 0  # the line's start, the end of the last token, the lines begun since
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + len(line) - len(line.lstrip())
            if lines > 1 or (lines == 1 and not words[0].islower()):
                tokens.append(_break(text[end:start]))
                end = start
            tokens += _line(words, start - end)
            end, lines = start + len(words), 0
        at += len(line) + 1
        lines += 1
    if lines > 1:
        tokens.append(_break(text[end:]))
    return tokens


def _line(words: str, gap: int) -> Iterable[Token]:
    """The tokens of a line, whose first has so much white space before it."""
    chunks = words.split(" ")
    if chunks != words.split():  # white space of other kinds, or more than a space in one place
        return _scan(words, gap)
    tokens = list(chain.from_iterable(map(_chunks.__getitem__, chunks)))
    tokens[0] = tokens[0]._replace(gap=gap)
    return tokens


def _break(space: str) -> Token:
    """A line end with all white space around it."""
    return Token("break", space, space, 0)


def ends(tokens: Sequence[Token]) -> list[int]:
    """The character behind each token.

    >>> ends(tokenize("U.S.$2bn, 7.3km"))
    [4, 5, 6, 8, 9, 13, 15]
    """
    gaps, texts = map(attrgetter("gap"), tokens), map(attrgetter("text"), tokens)
    return list(accumulate(map(add, gaps, map(len, texts))))
