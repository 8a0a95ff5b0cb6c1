"""Whether a number counts anything: the words around it in, the reason why it is no quantity out (None where it is one)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.lexicons import load
from extractor.values.numbers import Numeral
from extractor.values.numbers_tokens import Token

HYPHENS = frozenset("-‐‑")
DASHES = frozenset("-‐‑–—−")
ENDS = frozenset({".", "!", "?", ":", '"', "“", "”", "(", "‘", "•", "*"})


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon `not_quantities` as sets."""

    months: frozenset[str]
    time: frozenset[str]
    time_adjectives: frozenset[str]
    after_time: frozenset[str]
    designators: frozenset[str]
    streets: frozenset[str]
    back_references: frozenset[str]
    after_one: frozenset[str]
    before_one: frozenset[str]
    index_words: frozenset[str]
    none_of: frozenset[str]
    none_adjectives: frozenset[str]
    double_after: frozenset[str]
    double_before: frozenset[str]
    counted_nouns: frozenset[str]
    strong_designators: frozenset[str]
    hyphen_heads: frozenset[str]
    before_years: frozenset[str]
    ranking: frozenset[str]
    index_names: frozenset[str]
    not_names: frozenset[str]
    after_reading: frozenset[str]


@cache
def words() -> Words:
    """The lexicon, read once."""
    return Words(**{name: frozenset(entries) for name, entries in load("not_quantities").items()})


def low(tokens: Sequence[Token], i: int) -> str:
    """The lower-case text of token `i`; empty past the ends and at a line end."""
    return tokens[i].lower if 0 <= i < len(tokens) and tokens[i].kind != "break" else ""


def is_word(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a word in small letters."""
    return 0 <= i < len(tokens) and tokens[i].kind == "word" and tokens[i].text[0].islower()


def glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` stands right against the one before it."""
    return 0 < i < len(tokens) and tokens[i].glued


def part_of_name(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """Letters, hyphens and slashes against the digits: COVID-19, G20, 9/11, 4th, 5G, 10:30, 1990s."""
    before, after = low(tokens, first - 1), low(tokens, last)
    if glued(tokens, first) and first:
        if tokens[first - 1].kind in {"word", "digits"} or before in {"_", "#", "@", "/", ":", ".", "\\"} or (before == "," and first > 1 and tokens[first - 2].kind == "digits"):
            return "name"
        if before in HYPHENS and glued(tokens, first - 1) and first > 1 and tokens[first - 2].kind in {"word", "digits"}:
            return "name"
    if glued(tokens, last):
        if tokens[last].kind in {"word", "digits"} or after in {"_", "@", "\\", "#"}:
            return "name"
        if after in {":", "/", ".", ","} and glued(tokens, last + 1) and tokens[last + 1].kind == "digits":
            return "name"
    return None


def is_time(tokens: Sequence[Token], last: int) -> bool:
    """A duration, an age, a frequency or a time of day: what follows the number says so."""
    vocabulary = words()
    i = last
    after = low(tokens, i)
    if after in vocabulary.after_time or (after in {"a", "p"} and low(tokens, i + 1) == "." and low(tokens, i + 2) == "m"):
        return True
    for _ in range(3):
        if low(tokens, i) in HYPHENS:
            i += 1
        if low(tokens, i) in vocabulary.time:
            return True
        if low(tokens, i) not in vocabulary.time_adjectives:
            return False
        i += 1
    return low(tokens, i) in vocabulary.time


def is_date(tokens: Sequence[Token], number: Numeral) -> bool:
    """A day beside its month, or a bare year."""
    vocabulary = words()
    text = tokens[number.first].text
    if number.last - number.first != 1 or not text.isdecimal():
        return False
    before, after = number.first - 1, number.last
    if number.value <= 31:
        month = after + 1 if low(tokens, after) in {"of", *DASHES} else after
        if _month(tokens, before) or _month(tokens, month):
            return True
        if low(tokens, before) in {"the", *DASHES, "and", "to"} and _month(tokens, before - 2):
            return True
    if len(text) == 4 and 1500 <= number.value <= 2100:
        return _is_year(tokens, number)
    joint, year = low(tokens, number.first - 1), number.first - 2
    return len(text) == 2 and joint in {"to", "and", "/", *DASHES} and year >= 0 and _bare_year(tokens[year])


def _bare_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdecimal() and 1500 <= int(token.text) <= 2100


def _month(tokens: Sequence[Token], i: int) -> bool:
    if i > 1 and low(tokens, i) == ".":
        i -= 1
    word = low(tokens, i)
    if word not in {"may", "march", "mar"}:
        return word in words().months
    return tokens[i].text[0].isupper() or low(tokens, i - 1) in {"on", "in", "since", "until"} or low(tokens, i - 2) == "on"


def _is_year(tokens: Sequence[Token], number: Numeral) -> bool:
    """Four bare digits are a year unless a plural noun follows: any one, or for 1900 to 2050 one that is often counted."""
    follower = low(tokens, number.last)
    if 1900 <= number.value <= 2050:
        return follower not in words().counted_nouns
    before = low(tokens, number.first - 1)
    if before in words().before_years and not (before == "of" and low(tokens, number.first - 2) in {"total", "record", "number", "rate", "population"}):
        return True
    return not (is_word(tokens, number.last) and (follower.endswith("s") or follower == "people") and len(follower) > 3)


AGE_LINKS = frozenset({"between", "from", "over", "under", "of", "above", "below", "to", "and", "at", "least", "or", "group", "groups", *DASHES})


def is_age(tokens: Sequence[Token], number: Numeral) -> bool:
    """"Smith, 45, said", "aged between 15 and 59", "in his 40s", "under-18s", "turned 50", "18 and older"."""
    first, last = number.first, number.last
    if not 0 < number.value <= 120:
        return False
    if low(tokens, first - 1) == "," and low(tokens, last) == "," and first > 1 and tokens[first - 2].text[0].isupper():
        return True
    if low(tokens, last) in {"and", "or"} and low(tokens, last + 1) in {"older", "younger"}:
        return True
    if low(tokens, first - 1) in {"turned", "turning"} or low(tokens, last) == "s":
        return True
    for i in range(first - 1, max(-1, first - 6), -1):
        if low(tokens, i) in {"aged", "age", "ages"}:
            return True
        if low(tokens, i) not in AGE_LINKS and tokens[i].kind != "digits":
            break
    if low(tokens, first - 1) in {"over", "under", "above", "below"} and not is_word(tokens, last):
        return any(low(tokens, i) == "aged" for i in range(max(0, first - 20), first))
    return False


def is_designation(tokens: Sequence[Token], number: Numeral) -> bool:
    """Its place in a list or a name: Article 370, No. 5, Flight 93, 12 Baker Street, "1)", "PA 23456"."""
    first, last = number.first, number.last
    before = low(tokens, first - 1)
    if before == "." and low(tokens, first - 2) in {"no", "nos", "art", "sec", "vol", "p", "pp", "fig", "ch", "s"}:
        return True
    grouped = "," in tokens[first].text or number.scaled
    if number.form in {"digits", "words"} and before in words().designators and before != "top" and not grouped:
        following = low(tokens, last)
        capital = tokens[first - 1].text[0].isupper() or before in words().strong_designators
        if capital and not (number.form == "words" and is_word(tokens, last) and following.endswith("s")):
            return True
    if before == "(" and low(tokens, last) == ")" and number.value <= 50 and first > 1 and tokens[first - 2].kind == "digits":
        return True
    if number.form == "digits" and last + 1 < len(tokens) and tokens[last].kind == "word" and tokens[last].text[0].isupper():
        for ahead in (1, 2):
            if low(tokens, last + ahead) in words().streets and tokens[last + ahead].text[0].isupper():
                return True
    if last + 1 < len(tokens) and tokens[last].kind == "word" and not tokens[last].glued and len(tokens[last].text) <= 2:
        code = last + 2 if low(tokens, last + 1) in HYPHENS else last + 1
        if glued(tokens, last + 1) and glued(tokens, code) and tokens[code].kind == "digits":
            return True
    if number.form == "digits" and number.value <= 50 and low(tokens, last) in {")", "."}:
        opening = first - 1 if before in {'"', "“", "‘", "'"} else first
        starts_line = opening <= 0 or tokens[opening - 1].kind == "break"
        if starts_line or (low(tokens, last) == ")" and before not in {"(", "–", "-"} and _open_bracket(tokens, first) is False):
            return True
    return False


def _open_bracket(tokens: Sequence[Token], i: int) -> bool:
    """Whether a bracket is open before token `i`, looking back 40 tokens."""
    for j in range(i - 1, max(-1, i - 40), -1):
        if tokens[j].lower == "(":
            return True
        if tokens[j].lower == ")" or tokens[j].kind == "break":
            return False
    return False


def starts_sentence(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` stands first in a sentence or after an opening mark."""
    return i == 0 or tokens[i - 1].kind == "break" or tokens[i - 1].lower in ENDS


def is_name(tokens: Sequence[Token], number: Numeral) -> bool:
    """Capitals that make a name with the number: "Boeing 777", "Vision 2030", "Group of Seven"."""
    first, last = number.first, number.last
    token = tokens[first]
    if number.form != "digits":
        return token.text[0].isupper() and not starts_sentence(tokens, first) and not (token.text.isupper() and len(token.text) > 1)
    before = tokens[first - 1] if first else None
    if before is None or before.kind != "word" or number.scaled or "," in token.text:
        return False
    if before.text.islower() or before.lower.endswith(("'s", "s'")) or before.lower in words().months or (starts_sentence(tokens, first - 1) and before.lower in words().not_names):
        return False
    plural = is_word(tokens, last) and (low(tokens, last).endswith("s") or low(tokens, last) in {"people", "men", "women", "children"})
    camel = not before.text[0].isupper() or (len(before.text) > 1 and before.text.isupper())
    return camel or not plural


def refers_back(tokens: Sequence[Token], number: Numeral) -> bool:
    """"the three", "all three individuals", "these two", "the other two"."""
    if number.form != "words" or number.value > 10 or low(tokens, number.last) in HYPHENS:
        return False
    return low(tokens, number.first - 1) in words().back_references


def is_pronoun(tokens: Sequence[Token], number: Numeral) -> bool:
    """`one` where it counts nothing: "one of the", "no one", "this one", "one another"."""
    if number.value != 1 or number.form != "words":
        return False
    if low(tokens, number.first - 1) in words().before_one or low(tokens, number.last).removesuffix("'s") in words().after_one:
        return True
    if low(tokens, number.first - 1) == "," and low(tokens, number.last).endswith("ed"):
        return True
    return not is_word(tokens, number.last) or low(tokens, number.last).endswith("ly")


def no_count(tokens: Sequence[Token], number: Numeral) -> str | None:
    """The reason why a number without a unit is no quantity; None where it is one."""
    if number.form in {"vague", "fraction"}:
        return None
    if part_of_name(tokens, number.first, number.last):
        return "name"
    if is_date(tokens, number):
        return "date"
    if is_age(tokens, number):
        return "age"
    if is_designation(tokens, number):
        return "designation"
    if is_name(tokens, number):
        return "name"
    if refers_back(tokens, number):
        return "back_reference"
    if is_pronoun(tokens, number):
        return "pronoun"
    if number.form == "article" and low(tokens, number.first) not in {"a", "an"}:
        return "bare_scale"
    return _ordinal(tokens, number)


ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "th", "st", "nd", "rd"})


def _ordinal(tokens: Sequence[Token], number: Numeral) -> str | None:
    """"twenty-first", and years in words ("nineteen eighty")."""
    if low(tokens, number.last) in HYPHENS:
        if low(tokens, number.last + 1) in ORDINALS:
            return "ordinal"
        if low(tokens, number.last + 1) in words().hyphen_heads:
            return "word"
    if number.value >= Decimal(10) ** 18:
        return "out_of_bounds"
    return None


def ranks(tokens: Sequence[Token], number: Numeral) -> bool:
    """A place in a list: in brackets after a name, or come to or from, in a sentence on rankings."""
    if number.value > 1000 or number.form != "digits":
        return False
    bracketed = low(tokens, number.first - 1) == "(" and low(tokens, number.last) == ")"
    moved = low(tokens, number.first - 1) in {"to", "from", "at"} and not is_word(tokens, number.last)
    moved = moved or (low(tokens, number.first - 1) in {"to", "from"} and low(tokens, number.last) in {"to", "from", "in"})
    if not (bracketed or moved):
        return False
    for i in range(number.first - 1, max(-1, number.first - 60), -1):
        if tokens[i].kind == "break":
            return False
        if low(tokens, i) in words().ranking:
            return True
    return False
