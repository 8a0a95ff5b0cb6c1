"""Ages of people: `, 31,`, `(31)`, `, aged 31`, `31-year-old`."""

from __future__ import annotations

import re

from extractor.analysis.naming.resolver import Mention
from extractor.analysis.naming.words import Words

YEARS_OLD = re.compile(r"(?<!\d)(\d{1,3})[-‑ ]?years?[-‑ ]old\Z")
OLDEST = 120
YOUNGEST = 10  # in brackets; a smaller number there is a rank as often
CLOSES = frozenset({",", ")", ".", ";", "and", "who"})


def read_age(words: Words, m: Mention, title: int) -> int | None:
    """The age printed after a name, or before it and its title, which starts at token `title`."""
    at = m.end + 1
    if words.same_sentence(m.start, at) and words.text[m.end] in {",", "("}:
        if words.lower[at] in {"aged", "age"} and words.same_sentence(m.start, at + 1):
            at += 1
        closed = not words.same_sentence(m.start, at + 1) or words.text[at + 1] in CLOSES
        if closed and (age := _years(words.text[at])) is not None:
            return None if words.text[m.end] == "(" and age < YOUNGEST else age
    first = max(0, title - 6)
    found = YEARS_OLD.search(words.all[words.start[first] : words.start[title]].rstrip())
    return _years(found[1]) if found and words.same_sentence(title - 1, m.start) else None


def _years(text: str) -> int | None:
    if not (text.isascii() and text.isdecimal() and len(text) <= 3):
        return None
    return int(text) if int(text) <= OLDEST else None
