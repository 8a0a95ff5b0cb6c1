"""Numbers that name: places in a list, addresses, sections of a law, flights, ranks. Tokens in, yes or no out."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.values.numbers.context import (
    HYPHENS,
    glued,
    is_capital,
    is_digits,
    is_plural,
    is_word,
    listed,
    low,
)
from extractor.values.numbers.tokens import Token
from extractor.values.numbers.words import Numeral

ENDS = frozenset({".", "!", "?", ":", '"', "“", "”", "(", "‘", "•", "*"})


RUNS = frozenset({2000, 4000, 5000, 8000, 10000})


def is_designation(tokens: Sequence[Token], number: Numeral) -> bool:
    """Its place in a list or a name: Article 370, No. 5, Flight 93, 12 Baker Street, "1)", section 3(1)."""
    if _designated(tokens, number) or _is_clause(tokens, number) or _is_list_number(tokens, number):
        return True
    if number.form != "digits":
        return False
    return any(test(tokens, number) for test in (_is_address, _is_code, _is_telephone))


def _designated(tokens: Sequence[Token], number: Numeral) -> bool:
    """A word like `Article` or `No.` stands before."""
    first, last = number.first, number.last
    before = low(tokens, first - 1)
    if before == "(" and low(tokens, last) == ")":
        first, before = first - 1, low(tokens, first - 2)  # "Law No. (14)"
    elif before == ")" and low(tokens, first - 3) == "(":
        first, before = first - 1, low(tokens, first - 2)  # "(Article) 14"
    if before == "." and low(tokens, first - 2) in listed("short_designators"):
        return True
    several = before.removesuffix("s") in listed("designators") and is_capital(tokens, first - 1)  # "Terminals 2 & 3"
    if not (several or before in listed("designators")) or "," in tokens[number.first].text or number.scaled:
        return False
    strong = is_capital(tokens, first - 1) or before in listed("strong_designators")
    return strong and not (number.form == "words" and is_plural(tokens, last))


def _is_clause(tokens: Sequence[Token], number: Numeral) -> bool:
    """In brackets after digits: "section 177 (3)"."""
    first = number.first
    bracketed = low(tokens, first - 1) == "(" and low(tokens, number.last) == ")"
    return bracketed and number.value <= 50 and is_digits(tokens, first - 2)


def _is_address(tokens: Sequence[Token], number: Numeral) -> bool:
    """As in "12 Baker Street"."""
    last = number.last
    if not is_capital(tokens, last):
        return False
    return any(low(tokens, i) in listed("streets") and is_capital(tokens, i) for i in (last + 1, last + 2))


def _is_code(tokens: Sequence[Token], number: Numeral) -> bool:
    """Before letters with digits: "5512 L-40"."""
    last = number.last
    if last >= len(tokens) or tokens[last].kind != "word" or len(tokens[last].text) > 2 or tokens[last].glued:
        return False
    code = last + 2 if low(tokens, last + 1) in HYPHENS else last + 1
    return glued(tokens, last + 1) and glued(tokens, code) and is_digits(tokens, code)


def _is_telephone(tokens: Sequence[Token], number: Numeral) -> bool:
    """Groups of digits side by side that are no one number: "+65 6123 4567"; and "4K", "5K", a sharpness or race."""
    first, last = number.first, number.last
    if tokens[last - 1].text == "K" and (number.value <= 8000 or not is_plural(tokens, last)) and number.value in RUNS:
        return True
    text = tokens[first].text
    if not text.isdecimal():
        return False
    if len(text) >= 10 or (len(text) > 1 and text[0] == "0"):
        return True
    beside = [i for i in (first - 1, last) if is_digits(tokens, i) and tokens[i].text.isdecimal()]
    return any(len(tokens[i].text) >= 3 <= len(text) for i in beside) or (
        bool(beside) and "+" in {low(tokens, first - 1), low(tokens, first - 2)}
    )


def _is_list_number(tokens: Sequence[Token], number: Numeral) -> bool:
    """As in "1)", "1." or "One:" where a line or quotation starts, "2)" within a sentence."""
    first, last = number.first, number.last
    after, before = low(tokens, last), low(tokens, first - 1)
    if number.value > 50 or after not in {")", ".", ":"}:
        return False
    opening = first - 1 if before in {'"', "“", "‘", "'"} else first
    if opening <= 0 or tokens[opening - 1].kind == "break":
        return True
    return after == ")" and before not in {"(", "–", "-"} and not _in_brackets(tokens, first)


def _in_brackets(tokens: Sequence[Token], i: int) -> bool:
    """Whether a bracket is open before token `i`, looking back 40 tokens."""
    for j in range(i - 1, max(-1, i - 40), -1):
        if tokens[j].lower in {"(", ")"} or tokens[j].kind == "break":
            return tokens[j].lower == "("
    return False


def starts_sentence(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` stands first in a sentence or after an opening mark."""
    return i == 0 or tokens[i - 1].kind == "break" or tokens[i - 1].lower in ENDS


def is_name(tokens: Sequence[Token], number: Numeral) -> bool:
    """Capitals that make a name with the number ("Boeing 777", "Vision 2030", "Group of Seven"); "an 80486 chip"."""
    first = number.first
    if low(tokens, first - 1) in listed("foreign_articles") or _is_model(tokens, number) or _is_sum(tokens, number):
        return True
    if low(tokens, first - 1) == "of" and is_capital(tokens, first - 2):
        return low(tokens, first - 2) in listed("named_groups") and not is_plural(tokens, number.last)
    if _headlined(tokens, number):
        return False
    if number.form != "digits":
        shouted = tokens[first].text.isupper() and len(tokens[first].text) > 1
        return is_capital(tokens, first) and not shouted and not starts_sentence(tokens, first)
    if first == 0 or tokens[first - 1].kind != "word" or number.scaled or "," in tokens[first].text:
        return False
    return _is_capital_name(tokens, number)


def _is_sum(tokens: Sequence[Token], number: Numeral) -> bool:
    """A term of "the 6 + 3 talks", whose numbers stand for those who talk."""
    first, last = number.first, number.last
    if number.form != "digits" or number.value > 50:
        return False
    before = low(tokens, first - 1) == "+" and is_digits(tokens, first - 2)
    return before or (low(tokens, last) == "+" and is_digits(tokens, last + 1))


def _headlined(tokens: Sequence[Token], number: Numeral) -> bool:
    """In a headline's capitals: "Crash Kills 12 In Lima", "Police Arrest Five Men", "FLOOD LEAVES 30 DEAD"."""
    before, after = low(tokens, number.first - 1), low(tokens, number.last)
    if not (is_capital(tokens, number.first - 1) or is_capital(tokens, number.last)):
        return False
    counted = after in listed("counted_nouns") or after in listed("headline_after")
    return counted or before in listed("headline_before")


def _is_model(tokens: Sequence[Token], number: Numeral) -> bool:
    """As in "an 80486 chip", "the 747 jet", "the 486 is old"; "an 82-room hotel" and "a 600 strong crowd" count."""
    first, after = number.first, low(tokens, number.last)
    if number.form != "digits" or number.scaled or "," in tokens[first].text or not is_word(tokens, number.last):
        return False
    if low(tokens, first - 1) in {"a", "an"}:
        return not is_plural(tokens, number.last) and after != "strong"
    if number.value < 100 or number.value % 1:
        return False
    model = after in listed("models") and not is_plural(tokens, number.last + 1)
    return model or (low(tokens, first - 1) == "the" and after in {"is", "was", "has"})


def _is_capital_name(tokens: Sequence[Token], number: Numeral) -> bool:
    """A word with a capital stands before, and no noun behind that is counted."""
    before = tokens[number.first - 1]
    if before.text.islower() or before.lower.endswith(("'s", "s'")) or before.lower in listed("months"):
        return False
    if starts_sentence(tokens, number.first - 1) and before.lower in listed("not_names"):
        return False
    code = not before.text[0].isupper() or (len(before.text) > 1 and before.text.isupper())
    return code or not is_plural(tokens, number.last)


def ranks(tokens: Sequence[Token], number: Numeral) -> bool:
    """A place in a list: in brackets after a name, or come to or from, in a sentence on rankings."""
    if number.value > 1000 or number.form != "digits":
        return False
    before, after = low(tokens, number.first - 1), low(tokens, number.last)
    bracketed = before == "(" and after == ")"
    moved = before in {"to", "from", "at"} and (not is_word(tokens, number.last) or after in {"to", "from", "in"})
    if not (bracketed or moved):
        return False
    for i in range(number.first - 1, max(-1, number.first - 60), -1):
        if tokens[i].kind == "break":
            return False
        if low(tokens, i) in listed("ranking"):
            return True
    return False
