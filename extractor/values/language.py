"""The language of a text, and whether it is English: by its words, and by what its page declares."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from extractor.lexicons import load

WORD = re.compile(r"[^\W\d_]+")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")  # as all letters of the lexicon's scripts are
TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*$", re.I)
# A text is judged by its beginning: enough to know, and the cost is the same for every text.
SAMPLE = 4000
ENGLISH_SAMPLE = 20_000


@cache
def _of_word() -> dict[str, str]:
    return {word: code for code, words in load("languages")["frequent"].items() for word in words}


@cache
def _scripts() -> list[tuple[str, re.Pattern[str]]]:
    return [(code, re.compile(letters)) for code, letters in load("languages")["scripts"].items()]


def language_of_words(text: str) -> str | None:
    """The language that a text is written in, by its script and most frequent words; None where that is not sure.

    >>> language_of_words("The men said that they were from the town and that there was no water.")
    'en'
    >>> language_of_words("Os homens disseram que não são da cidade e que também não havia água para uma família.")
    'pt'
    """
    sample = text[:SAMPLE]
    letters = sum(map(len, WORD.findall(sample)))
    if letters and len(NOT_ASCII.findall(sample)) > 0.3 * letters:
        for code, script in _scripts():
            if len(script.findall(sample)) > 0.3 * letters:
                return code
    of_word = _of_word()
    counts = Counter(of_word[word] for word in WORD.findall(sample.casefold()) if word in of_word)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 4 or (len(ranked) > 1 and ranked[1][1] > 0.6 * ranked[0][1]):
        return None
    return ranked[0][0]


def language(declared: str | None, text: str) -> str | None:
    """The ISO 639 code of a text: its words decide where they are sure, else the page's own tag.

    >>> language("en-US", "short"), language("pt_BR", ""), language("?", "")
    ('en', 'pt', None)
    """
    match = TAG.match((declared or "").strip())
    return language_of_words(text) or (match[1].lower() if match else None)


def is_english(text: str, *, declared: str | None = None) -> bool:
    """Whether facts may be read from a text. Where there are enough words, some of them must be English ones, too.

    declared: language tag of the page (`en-GB`), None where it says nothing, which counts as English.

    >>> is_english("Prices rose.", declared="en-GB"), is_english("Prices rose."), is_english("Preise", declared="de")
    (True, True, False)
    >>> is_english("Die Zahl der Fälle stieg im vergangenen Jahr auf 412, und die Polizei nahm 97 Menschen fest, wie"
    ...            " das Ministerium am Montag in der Hauptstadt mitteilte und nun prüfen will.", declared="en")
    False
    """
    if language(declared, text) not in {None, "en"}:
        return False
    lexicon = load("english")
    words = WORD.findall(text[:ENGLISH_SAMPLE].lower())
    if len(words) < lexicon["enough_words"]:
        return True
    known = _english_words()
    return sum(word in known for word in words) >= float(lexicon["share"]) * len(words)


@cache
def _english_words() -> frozenset[str]:
    return frozenset(load("english")["words"])


def language_name(code: str) -> str:
    """A language in words, with its code.

    >>> language_name("de"), language_name("xx")
    ('German (de)', 'another language (xx)')
    """
    name = load("languages")["names"].get(code)
    return f"{name} ({code})" if name else f"another language ({code})"
