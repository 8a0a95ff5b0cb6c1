"""Rates and multiples: what follows a number and its unit or noun ("per hour", "a day", "times as many")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractor.lexicons import load
from extractor.values import units
from extractor.values.numbers.context import DASHES, glued, is_digits, is_plural, is_word, listed, low
from extractor.values.numbers.measure import Measure, Source
from extractor.values.numbers.tokens import Token
from extractor.values.numbers.words import Numeral

AGO = frozenset({"ago", "earlier", "before", "later", "previously", "old"})  # "90 cases a year ago" is no rate
PER = frozenset({"per", "a", "an", "/"})


def with_rate(source: Source, found: Measure) -> Measure:
    """A physical measure with the "per hour", "a day", "/s" behind it; money and per cent stand without."""
    if found.unit in units.NOT_PHYSICAL or found.unit is None or "/" in found.unit:
        return found
    for _ in range(2):  # "litres per person per day"
        per = _per(source, found.last)
        if per is None:
            break
        found = replace(found, last=per[0], unit=f"{found.unit}/{per[1]}", rule="rate")
    return found


def things_per(source: Source, number: Numeral) -> tuple[int, str] | None:
    """(end, unit) of the noun and what it is counted by: "18 trees per second", "12 cases per 100,000 people".

    >>> from extractor.values.numbers import numeral
    >>> from extractor.values.numbers.tokens import tokenize
    >>> source = Source(tokenize("18 trees per second"), lambda sign: sign.noun)
    >>> things_per(source, numeral(source.tokens, 0))
    (4, 'tree/s')
    """
    tokens, j = source.tokens, number.last
    among = _among(source, j)
    if among is not None or not is_plural(tokens, j) or low(tokens, j + 1) not in PER:
        return among
    per = _per(source, j + 1)
    if per is None or low(tokens, j) == "times" or low(tokens, j) in listed("time") or per[1] == "person":
        return None
    return per[0], f"{singular(low(tokens, j))}/{per[1]}"


def _per(source: Source, j: int) -> tuple[int, str] | None:
    """(end, unit) of "per hour", "a day", "-a-day", "/kg" at token `j`."""
    tokens, word, k = source.tokens, low(source.tokens, j), j + 1
    if word == "-" and low(tokens, j + 1) in PER:
        word, k = low(tokens, j + 1), j + 3 if low(tokens, j + 2) == "-" else j + 2
    if word not in PER:
        return None
    time: str | None = load("rates")["time"].get(low(tokens, k))
    if time is not None:
        return None if low(tokens, k + 1) in AGO else (k + 1, time)
    if word not in {"per", "/"}:
        return None
    if low(tokens, k) in {"capita", "person", "head"}:
        return k + 1, "person"
    found = units.unit_at(tokens, k)
    return found if found is not None and found[1] not in units.NOT_PHYSICAL else None


def _among(source: Source, j: int) -> tuple[int, str] | None:
    """(end, unit) of "cases per 100,000 people" or "per 1,000" at token `j`, after a number."""
    tokens = source.tokens
    k = next((k for k in (j, j + 1, j + 2) if low(tokens, k) in {"per", "for"}), None)
    if k is None or not all(is_word(tokens, i) for i in range(j, k)):
        return None
    if low(tokens, k) == "for" and low(tokens, k + 1) not in {"every", "each"}:
        return None
    base = source.numeral(k + 1 if low(tokens, k) == "per" else k + 2)
    if base is None or base.form not in {"digits", "words", "article"} or base.value < 100 or base.value % 100:
        return None
    counted = singular(low(tokens, k - 1)) if k > j else "count"
    if is_plural(tokens, base.last):
        return base.last + 1, f"{counted}/{base.value} {singular(low(tokens, base.last))}"
    return base.last, f"{counted}/{base.value}"


def multiple(source: Source, number: Numeral, j: int) -> Measure | None:
    """Words at token `j` that make the number a multiple: "three times as many", "10-fold", "5x"."""
    tokens, word = source.tokens, low(source.tokens, j)
    crossed = word in {"x", "×"} and glued(tokens, j) and number.form == "digits" and not is_digits(tokens, j + 1)
    if word in {"fold", "folds"} or crossed or (word == "times" and _grows(source, number, j)):
        return Measure(number.first, j + 1, number, number.value, "times", "multiple")
    return None


def _grows(source: Source, number: Numeral, j: int) -> bool:
    """Whether "three times" compares sizes and counts no occasions."""
    tokens, first = source.tokens, number.first
    if number.form == "vague":
        return False
    if low(tokens, j + 1) in load("rates")["multiples"]["times_after"]:
        return True
    if low(tokens, first - 1) in {"to", "or", *DASHES} and is_digits(tokens, first - 2):
        first -= 2
    if low(tokens, j + 1) in {"before", "already", "so"}:
        return False
    if number.value % 1 and low(tokens, j + 1) not in listed("how_often"):
        return True  # nobody does a thing 2.5 times
    if "by" in {low(tokens, first - 1), _past_bound(tokens, first - 1)}:
        return True
    return any(low(tokens, first - back) in change_words() for back in (1, 2, 3))


def _past_bound(tokens: Sequence[Token], i: int) -> str:
    """The word before "over", "more than" or "about" that ends at token `i`."""
    while low(tokens, i) in {"over", "than", "more", "about", "around", "nearly", "almost", "some", "least", "at"}:
        i -= 1
    return low(tokens, i)


@cache
def change_words() -> frozenset[str]:
    """The verbs and nouns of change of the lexicon `change_cues`."""
    cues = load("change_cues")
    lines = [line for kind in ("verbs", "nouns") for way in ("up", "down") for line in cues[kind][way]]
    return frozenset(word for line in lines for word in line.split())


def singular(noun: str) -> str:
    """The thing counted, one of it, as a rate's unit names it; people of any kind are `person`.

    >>> singular("trees"), singular("bodies"), singular("people"), singular("boxes")
    ('tree', 'body', 'person', 'box')
    """
    known: str | None = load("rates")["singular"].get(noun)
    if known is not None:
        return known
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
