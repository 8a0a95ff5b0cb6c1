"""The tokens of temporal expressions: a text cut into words, numbers and marks, each with the classes it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple, overload

from extractor import lexicons

BLANK, CAPITAL, BREAK = " ", "^", "|"


class Token(NamedTuple):
    """A word, number or mark: characters `start` to `end`, small letters in `low`."""

    start: int
    end: int
    text: str
    low: str


class Tokens(Sequence[Token]):
    """The tokens of a text as plain lists; few of them are ever looked at, so a `Token` is made when one is asked for.

    texts: the tokens as printed; starts: the characters at which they start.
    """

    def __init__(self, texts: list[str], starts: list[int]) -> None:
        self.texts, self.starts = texts, starts

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> list[Token]: ...
    def __getitem__(self, index: int | slice) -> Token | list[Token]:
        if isinstance(index, slice):
            return [_token(text, start) for text, start in zip(self.texts[index], self.starts[index], strict=True)]
        return _token(self.texts[index], self.starts[index])

    def lows(self, start: int, end: int) -> list[str]:
        """The tokens from `start` to `end` in small letters."""
        return [_low(text) for text in self.texts[start:end]]


def _token(text: str, start: int) -> Token:
    return Token(start, start + len(text), text, _low(text))


@lru_cache(maxsize=16384)
def _low(text: str) -> str:
    low = text.lower()
    return low.replace("’", "'") if "’" in low else low


@cache
def token_pattern() -> re.Pattern[str]:
    """Words, numbers with what is glued to them, and single marks; two groups: the space before one, and the token."""
    return re.compile(
        r"(\s?)([c-gi-nq-vx-zC-GI-NQ-VX-Z]\w*+(?:[-/]\d\d(?!\w))?"  # most words: no letter that starts a longer piece
        r"|(?:https?://|www\.)\S+"
        r"|\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
        r"|\d+(?:[.,:/–-]\d+)*\w*"
        r"|[AaPp]\.\s?[Mm](?:\.|\b)|[Oo]['’][Cc]lock|[Aa]\.[Dd]\.|[Bb]\.[Cc]\.(?:[Ee]\.)?"
        r"|['’][Ss]\b"
        r"|\w+(?:[-/]\d\d(?!\w))?"
        r"|[^\s\w])"
    )


def tokens(text: str) -> Tokens:
    """The tokens of a text.

    >>> [token.text for token in tokens("On Nov. 24-26, 1,984 people at 9:30 a.m.")]
    ['On', 'Nov', '.', '24', '-', '26', ',', '1,984', 'people', 'at', '9:30', 'a.m.']
    """
    parts = token_pattern().split(text)  # more space, space, token, more space … more space
    pieces, starts = parts[2::3], list(accumulate(map(len, parts)))[1::3]
    glued = {piece for piece in set(pieces) if not piece.isalpha() and _is_glued(piece)}
    return _parted(pieces, starts, glued) if glued else Tokens(pieces, starts)


def _parted(pieces: list[str], starts: list[int], glued: set[str]) -> Tokens:
    """The tokens of pieces of which some are several."""
    found = Tokens([], [])
    for piece, start in zip(pieces, starts, strict=True):
        if piece in glued:
            for part in re.finditer(r"[^-–/]+|[-–/]", piece):
                found.texts.append(part[0])
                found.starts.append(start + part.start())
        else:
            found.texts.append(piece)
            found.starts.append(start)
    return found


def _is_glued(piece: str) -> bool:
    """Whether a piece is several tokens: "24-26", "May-25"; not "2024-07", "COVID-19"."""
    if piece[0].isdigit():
        return not piece.isdigit() and len(piece) < 40 and not number_class(piece.lower())
    return piece[-3:-2] in {"-", "/"} and piece[:-3].lower() in vocabulary()


NUMBER_CLASSES: tuple[tuple[str, str], ...] = (
    ("moment", r"\d{4}-\d\d-\d\dt\d.*"),
    ("isodate", r"\d{4}(?P<a>[-/.])\d{1,2}(?P=a)\d{1,2}"),
    ("numdate", r"\d{1,2}(?P<b>[-/.])\d{1,2}(?P=b)(?:\d{4}|\d\d)"),
    ("serial", r"\d+(?:[-–.]\d+){2,}|\d{3}[-–]\d{4}"),
    ("fraction", r"1/2|1/3|2/3|1/4|3/4|1/5|1/8"),
    ("clock", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?"),
    ("clockm", r"(?:0?[1-9]|1[0-2])(?:[:.][0-5]\d)?[ap]m"),
    ("qyear", r"[1-4]q(?:20)?\d\d"),
    ("hyear", r"[12]h(?:20)?\d\d"),
    ("clockh", r"(?:[01]?\d|2[0-4])[:.]?[0-5]\dh(?:rs)?|(?:[01]?\d|2[0-3])h[0-5]\d"),
    ("dotclock", r"(?:[01]?\d|2[0-3])\.[0-5]\d"),
    ("decimal", r"\d+\.\d+"),
    ("comma", r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
    ("zero", r"00?"),
    ("d12", r"[1-9]|1[0-2]"),
    ("d24", r"1[3-9]|2[0-4]"),
    ("d31", r"2[5-9]|3[01]"),
    ("d99", r"[3-9]\d"),
    ("d0", r"0[1-9]"),
    ("d3", r"[1-9]\d\d"),
    ("y20", r"19\d\d|20[0-7]\d"),
    ("yold", r"1[0-8]\d\d"),
    ("ythai", r"24[4-9]\d|25\d\d"),
    ("d4", r"\d{4}"),
    ("big", r"\d{3}|\d{5,}"),
    ("nth", r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"),
    ("nthbig", r"\d+(?:st|nd|rd|th)"),
    ("decade4", r"\d{3}0s"),
    ("decade2", r"[1-9]0s"),
)


@cache
def _number_shapes() -> re.Pattern[str]:
    """All shapes as one expression whose last group names the class; longer shapes stand first."""
    return re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in NUMBER_CLASSES))


@lru_cache(maxsize=8192)
def number_class(low: str) -> str | None:
    """The class of a printed number; None where it is glued from parts that mean nothing together.

    >>> [number_class(text) for text in ("2025", "27th", "2021-22", "2024-07", "2021-24", "3-2", "10:35", "9.30pm")]
    ['y20', 'nth', 'yearpair', 'isomonth', None, None, 'clock', 'clockm']
    """
    if len(low) > 40:
        return "big"
    pair = re.fullmatch(r"(1\d|20)(\d\d)[-–/](\d\d)", low)
    if pair:
        if int(pair[3]) == (int(pair[2]) + 1) % 100:
            return "yearpair"
        if int(pair[3]) <= min(12, int(pair[2])) and int(pair[3]) and "-" in low:
            return "isomonth"
        return None
    match = _number_shapes().fullmatch(low)
    return match.lastgroup if match else None


def word_class(low: str) -> str | None:
    """The class of a word with digits: fiscal years, quarters, halves.

    >>> [word_class(text) for text in ("fy2024", "fy2021-22", "q2", "h1", "b52")]
    ['fy', 'fy', 'q', 'h', None]
    """
    if re.fullmatch(r"fy(\d{4}|\d\d)([-/]\d\d)?", low):
        return "fy"
    if re.fullmatch(r"q[1-4]|[1-4]q", low):
        return "q"
    if re.fullmatch(r"h[12]|[12]h", low):
        return "h"
    return None


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """Each word of the lexicon with its classes."""
    lexicon = lexicons.load("dates")
    classes: dict[str, set[str]] = {}
    for name, words in [*lexicon["class"].items(), *lexicon["value"].items()]:
        for word in words:
            classes.setdefault(word, set()).add(name.upper())
    for names in classes.values():
        for name in ("MONTHNAME", "WEEKDAYNAME"):
            if name in names:
                names.discard(name)
                names.add(f"{name[:-4]}{'SHORT' if 'SHORT' in names else 'FULL'}")
        if "MONTHFULL" in names and "NAMELIKE" not in names:
            names.add("SUREMONTH")
        names.discard("SHORT")
    return {word: frozenset(names) for word, names in classes.items()}


@cache
def _needs_capital() -> frozenset[str]:
    return frozenset(lexicons.load("dates")["case"]["capital"])


CALENDAR_NAMES = {"MONTHFULL", "MONTHSHORT", "SUREMONTH", "WEEKDAYFULL", "WEEKDAYSHORT", "NAMELIKE"}


@lru_cache(maxsize=16384)
def classes_of(text: str) -> frozenset[str]:
    """The classes of a token as printed: those of the lexicon, and those of its shape.

    >>> sorted(classes_of("March")), sorted(classes_of("march")), sorted(classes_of("27"))
    (['MONTHFULL', 'NAMELIKE'], [], ['D31'])
    """
    low = text.lower().replace("’", "'")
    shaped = (number_class(low) or word_class(low)) if text[0].isdigit() else word_class(low)
    if shaped:
        return frozenset([shaped.upper()])
    if text[0].isdigit():
        return frozenset(["GLUED"])
    names = vocabulary().get(low, frozenset())
    if low in _needs_capital() and text.islower():
        names -= CALENDAR_NAMES
    if not names and text[0].isupper():
        names = frozenset(["CAP"])
    return names
