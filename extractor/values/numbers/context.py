"""The words around a number: whether they make it a time, a date, an age, a pronoun or a part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractor.lexicons import load
from extractor.values.numbers.tokens import Token
from extractor.values.numbers.words import Numeral, words

HYPHENS = frozenset("-‐‑")
DASHES = frozenset("-‐‑–—−")


@cache
def listed(name: str) -> frozenset[str]:
    """A list of the lexicon `not_quantities`."""
    return frozenset(load("not_quantities")[name])


def low(tokens: Sequence[Token], i: int) -> str:
    """The lower-case text of token `i`; empty past the ends and at a line end."""
    return tokens[i].lower if 0 <= i < len(tokens) and tokens[i].kind != "break" else ""


def is_word(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a word in small letters."""
    return 0 <= i < len(tokens) and tokens[i].kind == "word" and tokens[i].text[0].islower()


def is_capital(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a word with a capital."""
    return 0 <= i < len(tokens) and tokens[i].kind == "word" and tokens[i].text[0].isupper()


def is_digits(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is digits."""
    return 0 <= i < len(tokens) and tokens[i].kind == "digits"


def is_plural(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` looks like a noun of which a number counts several."""
    word = low(tokens, i)
    return is_word(tokens, i) and ((word.endswith("s") and len(word) > 3) or word in listed("plurals"))


def glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` stands right against the one before it."""
    return 0 < i < len(tokens) and tokens[i].glued


def part_of_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Letters, hyphens and slashes against the digits: COVID-19, G20, 9/11, 4th, 5G, 10:30, 1990s."""
    return _name_before(tokens, first) or _name_after(tokens, last)


def _name_before(tokens: Sequence[Token], first: int) -> bool:
    if not glued(tokens, first):
        return False
    before = low(tokens, first - 1)
    if tokens[first - 1].kind in {"word", "digits"} or before in {"_", "#", "@", "/", ":", ".", "\\"}:
        return True
    if before in {"'", "’", "′", "+", "×"}:
        return glued(tokens, first - 1) and is_digits(tokens, first - 2)
    return before in {*HYPHENS, ","} and glued(tokens, first - 1) and tokens[first - 2].kind in {"word", "digits"}


def _name_after(tokens: Sequence[Token], last: int) -> bool:
    if not glued(tokens, last):
        return False
    after = low(tokens, last)
    if tokens[last].kind in {"word", "digits"} or after in {"_", "@", "\\", "#"}:
        return True
    return (
        after in {":", "/", ".", ",", "'", "’", "′", "+", "×"}
        and glued(tokens, last + 1)
        and is_digits(tokens, last + 1)
    )


def is_time(tokens: Sequence[Token], last: int) -> bool:
    """A duration, an age, a frequency or a time of day: what follows the number says so."""
    after = low(tokens, last)
    if after in listed("after_time"):
        return True
    if after in {"a", "p"} and low(tokens, last + 1) == "." and low(tokens, last + 2) == "m":
        return True
    if (
        after == "in"
        and low(tokens, last + 1) == "the"
        and low(tokens, last + 2) in {"morning", "afternoon", "evening"}
    ):
        return True
    i = last
    for _ in range(4):
        i = i + 1 if low(tokens, i) in HYPHENS else i
        if low(tokens, i) in listed("time"):
            return True
        if low(tokens, i) not in listed("time_adjectives"):
            return False
        i += 1
    return False


def is_date(tokens: Sequence[Token], number: Numeral) -> bool:
    """A day beside its month, a year, or the end of a span of years ("from 1846 to 48")."""
    first, text = number.first, tokens[number.first].text
    if _is_spoken_time(tokens, number) or _is_spoken_year(tokens, number) or _is_clipped(tokens, number):
        return True
    if number.last - first != 1 or not text.isdecimal():
        return False
    if number.value <= 31 and _is_day(tokens, number):
        return True
    if len(text) == 4 and 1500 <= number.value <= 2100:
        return _is_year(tokens, number)
    if len(text) == 4 and text[0] == "1":
        span = low(tokens, first - 1) in {"and", *DASHES} and low(tokens, first - 3) in {"between", "from"}
        led = span or low(tokens, first - 1) in listed("before_old_years")
        return led and not is_plural(tokens, number.last)
    joined = len(text) == 2 and first > 1 and low(tokens, first - 1) in {"to", "and", "/", *DASHES}
    return joined and is_bare_year(tokens[first - 2])


def _is_day(tokens: Sequence[Token], number: Numeral) -> bool:
    before, after = number.first - 1, number.last
    month = after + 1 if low(tokens, after) in {"of", *DASHES} else after
    if _is_month(tokens, before) or _is_month(tokens, month):
        return True
    return low(tokens, before) in {"the", *DASHES, "and", "to"} and _is_month(tokens, before - 2)


def _is_spoken_time(tokens: Sequence[Token], number: Numeral) -> bool:
    """As in "nineteen sixties", "half past five"; but "by half to 20", "in the third quarter to 9"."""
    if low(tokens, number.last) in listed("decades"):
        return True
    clock = low(tokens, number.first - 1) in {"past", "to"} and low(tokens, number.first - 2) in {"half", "quarter"}
    if not clock or not 1 <= number.value <= 12 or number.value % 1:
        return False
    return low(tokens, number.first - 3) not in {"by", "first", "second", "third", "fourth", "last", "final", "latest"}


def _is_clipped(tokens: Sequence[Token], number: Numeral) -> bool:
    """As in "the summer of '69": two digits after an apostrophe that opens no quotation."""
    first = number.first
    led = low(tokens, first - 1) in {"'", "’", "‘"} and glued(tokens, first) and not glued(tokens, first - 1)
    return led and len(tokens[first].text) == 2 and not is_plural(tokens, number.last)


def _is_spoken_year(tokens: Sequence[Token], number: Numeral) -> bool:
    """Either half of "nineteen ninety-four"."""
    small, tens = words().small, words().tens
    if number.form != "words" or number.scaled:
        return False
    before = small.get(low(tokens, number.first - 1), 0)
    return (number.value in {17, 18, 19, 20} and low(tokens, number.last) in tens) or (
        17 <= before <= 20 and 10 <= number.value < 100
    )


def is_bare_year(token: Token) -> bool:
    """Four digits from 1500 to 2100."""
    return len(token.text) == 4 and token.text.isdecimal() and 1500 <= int(token.text) <= 2100


def _is_month(tokens: Sequence[Token], i: int) -> bool:
    i = i - 1 if i >= 1 and low(tokens, i) == "." else i
    word = low(tokens, i)
    if word not in listed("months") or word not in {"may", "march", "mar"} or is_capital(tokens, i):
        return word in listed("months")
    return low(tokens, i - 1) in {"on", "in", "since", "until"} or low(tokens, i - 2) == "on"


def _is_year(tokens: Sequence[Token], number: Numeral) -> bool:
    """Four bare digits are a year unless a plural noun follows; for 1900 to 2050, one that is often counted."""
    if 1900 <= number.value <= 2050:
        return low(tokens, number.last) not in listed("counted_nouns")
    of = low(tokens, number.first - 1) == "of"
    counted = of and low(tokens, number.first - 2) in {"total", "record", "number", "rate", "population"}
    if low(tokens, number.first - 1) in listed("before_years") and not counted:
        return True
    return not is_plural(tokens, number.last)


def is_age(tokens: Sequence[Token], number: Numeral) -> bool:
    """As in "Smith, 45, said", "aged between 15 and 59", "in his 40s", "under-18s", "turned 50", "18 and older"."""
    first, last = number.first, number.last
    if not 0 < number.value <= 120:
        return False
    if (
        low(tokens, first - 1) == "," == low(tokens, last)
        and number.form == "digits"
        and _is_apposition(tokens, number)
    ):
        return True
    bounded = low(tokens, last) in {"and", "or"} and low(tokens, last + 1) in {"older", "younger"}
    if bounded or _is_told(tokens, number):
        return True
    if low(tokens, first - 1) == "at" and low(tokens, first - 2) in listed("before_at_age"):
        return True
    return low(tokens, first - 1) in {"turned", "turning"} or low(tokens, last) == "s" or _aged(tokens, number)


def _is_told(tokens: Sequence[Token], number: Numeral) -> bool:
    """As in "She was 99."; not "she was 12 points behind"."""
    first = number.first
    if low(tokens, first - 1) == "now" and low(tokens, first - 2) == "," == low(tokens, number.last):
        return True  # "Vidal, now 26, went home"
    person = low(tokens, first - 1) in {"was", "is"} and low(tokens, first - 2) in {"he", "she"}
    if person and low(tokens, first - 3) == "when":
        return not is_plural(tokens, number.last)
    return person and number.value >= 5 and low(tokens, number.last) in {"", ".", ",", ";", "and", "when", "at", "but"}


def _is_apposition(tokens: Sequence[Token], number: Numeral) -> bool:
    """Between commas after a name or noun: "the victim, 12, died", but not "in all, 12, or a third, died"."""
    before, after = number.first - 2, number.last + 1
    if before < 0 or tokens[before].kind != "word" or is_digits(tokens, after):
        return False
    if low(tokens, before - 1) in HYPHENS and is_capital(tokens, before - 2) and is_capital(tokens, before - 3):
        return True  # "Chan Mei-ling, 34"
    return is_capital(tokens, before) or low(tokens, after) not in listed("not_after_age")


def _aged(tokens: Sequence[Token], number: Numeral) -> bool:
    """`aged` or `age` stands before, with only numbers and small words between; or `aged` before a bare "over 59"."""
    first = number.first
    for i in range(first - 1, max(-1, first - 6), -1):
        if low(tokens, i) in {"aged", "age", "ages"}:
            return True
        if low(tokens, i) not in listed("age_links") and not is_digits(tokens, i) and low(tokens, i) not in DASHES:
            break
    if low(tokens, first - 1) not in {"over", "under", "above", "below"} or is_plural(tokens, number.last):
        return False
    if low(tokens, first - 1) in {"over", "under"} and low(tokens, first - 2) in listed("age_subjects"):
        return True
    return not is_word(tokens, number.last) and any(low(tokens, i) == "aged" for i in range(max(0, first - 20), first))


def refers_back(tokens: Sequence[Token], number: Numeral) -> bool:
    """As in "the three", "all three individuals", "these two", "nor the other two"; but "The other two are lost"."""
    if number.form != "words" or number.value > 10 or low(tokens, number.last) in HYPHENS:
        return False
    if number.first >= 2 and low(tokens, number.first - 1) == "other" and tokens[number.first - 2].text == "The":
        return False
    if low(tokens, number.last) in {"remaining", "additional", "new", "further"}:
        return False
    return low(tokens, number.first - 1) in listed("back_references")


def is_vague_pair(tokens: Sequence[Token], number: Numeral) -> bool:
    """As in "a thing or two"."""
    first = number.first
    return number.form == "words" and low(tokens, first - 1) == "or" and low(tokens, first - 3) in {"a", "an"}


def is_pronoun(tokens: Sequence[Token], number: Numeral) -> bool:
    """Whether `one` counts nothing: "one of the", "no one", "this one", "one another", "one source said"."""
    if number.value != 1 or number.form != "words":
        return False
    before, after = low(tokens, number.first - 1), low(tokens, number.last).removesuffix("'s")
    if before in listed("harming") and after != "of":
        return False
    if before == "only" and low(tokens, number.first - 2) not in {"the", "an"} and is_word(tokens, number.last):
        return after in listed("after_one")
    if before in listed("before_one") or after in listed("after_one") or (before == "," and after.endswith("ed")):
        return True
    if not is_word(tokens, number.last) or after.endswith("ly"):
        return True
    return low(tokens, number.last) not in HYPHENS and not _counts_one(tokens, number)


def _counts_one(tokens: Sequence[Token], number: Numeral) -> bool:
    """Whether `one` says how many: after a bound ("only one"), of those harmed, or in a list of numbers.

    Elsewhere it picks one out, as `a certain` does ("one official said", "one key part of the plan").
    """
    first, last = number.first, number.last
    before = low(tokens, first - 1)
    if before in listed("bounds_of_one") or low(tokens, last) in listed("counted_ones"):
        return True
    if before in listed("headline_before") or any(low(tokens, i) in listed("harmed") for i in range(last, last + 4)):
        return True
    joined = before in {"and", ",", "or", "plus", "to"} and any(_is_number(tokens, i) for i in range(first - 8, first))
    return joined or any(
        low(tokens, i) in {"and", ",", "or"} and _is_number(tokens, i + 1) for i in range(last + 1, last + 6)
    )


def _is_number(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a number that is no year."""
    if i < 0 or low(tokens, i) in {"a", "an"}:
        return False
    return low(tokens, i) in words().starts or (is_digits(tokens, i) and not is_bare_year(tokens[i]))


def is_ordinal(tokens: Sequence[Token], number: Numeral) -> bool:
    """As in "twenty-first"."""
    return low(tokens, number.last) in HYPHENS and low(tokens, number.last + 1) in listed("ordinals")


def describes(tokens: Sequence[Token], number: Numeral) -> bool:
    """A manner, not a count: "two-way", "one-off", "zero-tolerance", "zero tolerance"."""
    if low(tokens, number.last) in HYPHENS:
        return low(tokens, number.last + 1) in listed("hyphen_heads")
    if number.value != 0:
        return False
    return low(tokens, number.last) in listed("zero_heads") or low(tokens, number.first - 1) in {"net", "absolute"}


def is_frequency(tokens: Sequence[Token], number: Numeral) -> bool:
    """As in "four times a year", "three times daily"."""
    return low(tokens, number.last) == "times" and low(tokens, number.last + 1) in listed("how_often")


def is_bare_scale(tokens: Sequence[Token], number: Numeral) -> bool:
    """A scale word alone: "hundred", "million"."""
    return number.form == "article" and low(tokens, number.first) not in {"a", "an"}
