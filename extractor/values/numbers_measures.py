"""A number with its unit: tokens in, where it stands, its value and its unit out. Money, measures, rates, multiples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extractor.lexicons import load
from extractor.values import money, numbers, units
from extractor.values.numbers import Numeral
from extractor.values.numbers_context import HYPHENS, glued, is_word, low, words
from extractor.values.numbers_tokens import Token

Resolve = Callable[[money.Money], "str | None"]
MINUS = frozenset("-−–")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit at tokens `first` up to `last` (exclusive); unit is None for a bare number.

    rule: how the unit was found.
    """

    first: int
    last: int
    number: Numeral
    value: Decimal
    unit: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the measures of one text; `resolve` turns a currency sign into its unit."""

    tokens: Sequence[Token]
    resolve: Resolve
    comma_decimals: bool = False
    spaced: bool = False

    def at(self, i: int, *, floor: int = 0) -> Measure | None:
        """The measure whose number starts at token `i`; tokens before `floor` belong to others."""
        joined = self._spaced(i, floor)
        if joined is not None:
            return joined
        number = numbers.numeral(self.tokens, i, comma_decimals=self.comma_decimals)
        return self._quarter(i) if number is None else self._measure(number, floor)

    def _spaced(self, i: int, floor: int) -> Measure | None:
        """Digits grouped by spaces, where the text writes so, a sign stands before or a unit behind."""
        number = numbers.spaced(self.tokens, i)
        if number is None or low(self.tokens, i - 1) in words().months or low(self.tokens, number.last) in words().months:
            return None
        measure = self._measure(number, floor)
        sure = self.spaced or measure.unit is not None or number.last - i > 2
        return measure if sure else None

    def _measure(self, number: Numeral, floor: int) -> Measure:
        i = number.first
        share = numbers.out_of(self.tokens, number, comma_decimals=self.comma_decimals)
        if share is not None and not self._is_time(share.last):
            return Measure(i, share.last, share, share.value, "fraction", "share")
        million = money.million_of(self.tokens[i - 1]) if i > floor else None
        if million is not None:
            return Measure(i - 1, number.last, number, number.value * 10**6, million, "money_sign")
        sign = money.sign_before(self.tokens, i)
        if sign is not None and sign.first >= floor:
            return self._money_before(number, sign)
        return self._unit_after(number) or self._bare(number)

    def _is_time(self, i: int) -> bool:
        return low(self.tokens, i) in words().time

    def _quarter(self, i: int) -> Measure | None:
        """`quarter` before a unit: "a quarter-point", "quarter of a mile"."""
        if low(self.tokens, i) != "quarter":
            return None
        found = self._unit_after(Numeral(i, i + 1, Decimal("0.25"), "fraction"))
        return found if found is not None and found.unit == "percentage_point" else None

    # -- money

    def _money_before(self, number: Numeral, sign: money.Money) -> Measure:
        """A currency sign or code stands before the number."""
        number = self._million(number)
        value, last = number.value, number.last
        first = sign.first
        if low(self.tokens, first - 1) in MINUS and glued(self.tokens, first) and self._opens(first - 1):
            first, value = first - 1, -value
        named = money.name_after(self.tokens, last) if last < len(self.tokens) and self.tokens[last].kind == "word" else None
        if named is not None and named.noun not in {"cent", "penny", "sen"} and set(named.choice) & set(sign.choice):
            last = named.last
        unit = self.resolve(sign)
        return Measure(first, last, number, value, unit, "money_sign")

    def _million(self, number: Numeral) -> Numeral:
        """`m`, `b` and `mm` after money are scales."""
        following = self.tokens[number.last] if number.last < len(self.tokens) else None
        if following is None or number.scaled or following.kind != "word" or number.form != "digits":
            return number
        scale = {"m": 10**6, "mm": 10**6, "b": 10**9, "t": 10**12}.get(following.lower)
        if scale is None or not (following.glued or following.lower in {"m", "b"}):
            return number
        return replace(number, last=number.last + 1, value=number.value * scale, scale=Decimal(scale))

    def _money_after(self, number: Numeral, j: int) -> Measure | None:
        """A currency name, code or sign stands behind the number."""
        code = money.million_of(self.tokens[j])
        if code is not None:
            return Measure(number.first, j + 1, number, number.value * 10**6, code, "money_name")
        million = self._million(number)
        for candidate, at in ((million, million.last), (number, j)):
            named = money.name_after(self.tokens, at)
            if named is not None:
                unit = self.resolve(named)
                if unit is None:
                    return None
                found = Measure(number.first, named.last, candidate, candidate.value, unit, "money_name")
                return self._with_cents(self._scale_behind(found))
        return None

    def _scale_behind(self, found: Measure) -> Measure:
        """"75 USD million"."""
        scale = numbers.words().scales.get(low(self.tokens, found.last), 0)
        if scale < 1000 or found.number.scaled:
            return found
        return replace(found, last=found.last + 1, value=found.value * scale, number=replace(found.number, scale=Decimal(scale)))

    def _with_cents(self, found: Measure) -> Measure:
        """"three dollars and fifty cents"."""
        if found.number.scaled or found.unit in {"cent", "penny"} or found.value != found.value.to_integral_value():
            return found
        j = found.last + 1 if low(self.tokens, found.last) == "and" else found.last
        part = numbers.numeral(self.tokens, j, comma_decimals=self.comma_decimals) if j < len(self.tokens) else None
        if part is None or part.form not in {"digits", "words"} or not 0 < part.value < 100 or part.value % 1:
            return found
        named = money.name_after(self.tokens, part.last)
        if named is None or named.noun not in {"cent", "penny"}:
            ends = part.last >= len(self.tokens) or low(self.tokens, part.last) in {"", ".", "?", "!"}
            spoken = ends and part.value >= 10 and not self._digits_at(part.last + 1)
            return replace(found, last=part.last, value=found.value + part.value / 100) if spoken else found
        return replace(found, last=named.last, value=found.value + part.value / 100)

    # -- measures

    def _unit_after(self, number: Numeral) -> Measure | None:
        """A unit, a currency, `times` or `-fold` behind the number."""
        tokens = self.tokens
        j = number.last
        hyphen = low(tokens, j) in HYPHENS and glued(tokens, j + 1)
        if hyphen:
            j += 1
        if number.form == "fraction" and low(tokens, j) in {"a", "of"} and low(tokens, j - 1) not in {"of"}:
            k = j + 1 if low(tokens, j) == "of" else j
            if low(tokens, k) in {"a", "an"} and units.unit_at(tokens, k + 1):
                j = k + 1
        if j >= len(tokens):
            return None
        priced = self._money_after(number, j) if number.form != "vague" or True else None
        if priced is not None:
            return self._signed(priced)
        multiple = self._times(number, j)
        if multiple is not None:
            return multiple
        found = units.unit_at(tokens, j)
        if found is None or not self._fits(number, j, found):
            return self._in_brackets(number, j)
        last, unit = found
        if unit == "m" and tokens[j].lower == "m" and self._means_million(number, j):
            scaled = replace(number, last=j + 1, value=number.value * 10**6, scale=Decimal(10**6))
            return self._unit_after(scaled) or self._bare(scaled)
        if unit == "point" and number.form == "fraction" and tokens[number.first].kind == "word":
            unit = "percentage_point"
        return self._signed(self._rate(Measure(number.first, last, number, number.value, unit, "unit")))

    def _fits(self, number: Numeral, j: int, found: tuple[int, str]) -> bool:
        """Short symbols belong to digits; words for units to any number."""
        last, unit = found
        token = self.tokens[j]
        if number.form == "vague" and unit in {"point", "m"}:
            return unit == "point"
        if number.form in {"words", "article"} and len(token.text) <= 2 and token.text not in {"%", "°", "km", "kg", "pc", "bp"}:
            return token.lower in {"mu", "ft"}
        if last - j == 1 and len(token.text) == 1 and token.kind == "word":
            return token.lower in {"m", "g", "t", "l"} and (token.glued or token.text in {"m", "g", "t", "l"}) or token.glued
        return not (unit == "in" and token.lower == "in")

    def _in_brackets(self, number: Numeral, j: int) -> Measure | None:
        """"20 (kg)"."""
        tokens = self.tokens
        closing = {"(": ")", "[": "]", "{": "}", "<": ">"}.get(low(tokens, j))
        if closing is None or not glued(tokens, j + 1):
            return None
        found = units.unit_at(tokens, j + 1)
        if found is None or low(tokens, found[0]) != closing:
            return None
        return Measure(number.first, found[0] + 1, number, number.value, found[1], "unit")

    def _means_million(self, number: Numeral, j: int) -> bool:
        """`m` is a million before a plural noun ("5m people", "1.2m homes") and in capitals."""
        if number.scaled or number.form != "digits":
            return False
        if self.tokens[j].text == "M":
            return True
        following = low(self.tokens, j + 1)
        return is_word(self.tokens, j + 1) and (following in {"people", "men", "women", "children", "of"} or (following.endswith("s") and len(following) > 3 and following not in {"across", "less", "plus"}))

    def _signed(self, found: Measure) -> Measure:
        """With the minus that stands against the number."""
        first = found.first
        before = low(self.tokens, first - 1)
        if before == "minus" or (before in MINUS and glued(self.tokens, first) and self._opens(first - 1)):
            if found.number.form in {"digits", "words"} and found.value > 0:
                return replace(found, first=first - 1, value=-found.value)
        return found

    def _opens(self, i: int) -> bool:
        """Whether the sign at token `i` stands free on its left, so that it is a minus and no dash."""
        return i == 0 or not self.tokens[i].glued or low(self.tokens, i - 1) in {"(", "[", ":", "/"}

    def _rate(self, found: Measure) -> Measure:
        """"per hour", "a day", "/s" behind a physical unit."""
        if found.unit in units.NOT_PHYSICAL or found.unit is None or "/" in found.unit:
            return found
        per = self._per(found.last)
        return found if per is None else replace(found, last=per[0], unit=f"{found.unit}/{per[1]}", rule="rate")

    def _per(self, j: int) -> tuple[int, str] | None:
        """(end, unit) of "per hour", "a day", "/kg" at token `j`."""
        word = low(self.tokens, j)
        k = j + 1
        if word == "-" and low(self.tokens, j + 1) in {"a", "per"}:
            word, k = low(self.tokens, j + 1), j + 2
            if low(self.tokens, k) == "-":
                k += 1
        time = TIME_UNITS.get(low(self.tokens, k))
        if word in {"per", "a", "an", "each", "every", "/"} and time is not None:
            return k + 1, time
        if word in {"per", "/"}:
            if low(self.tokens, k) in {"capita", "person", "head"}:
                return k + 1, "person"
            found = units.unit_at(self.tokens, k)
            if found is not None and found[1] not in units.NOT_PHYSICAL:
                return found
        return None

    # -- multiples and counts

    def _times(self, number: Numeral, j: int) -> Measure | None:
        """"three times as many", "10-fold", "5x"."""
        tokens = self.tokens
        word = low(tokens, j)
        if word in {"fold", "folds"} or (word in {"x", "×"} and glued(tokens, j) and number.form == "digits" and not self._digits_at(j + 1)):
            return Measure(number.first, j + 1, number, number.value, "times", "multiple")
        if word != "times" or number.form == "vague":
            return None
        after, first = low(tokens, j + 1), number.first
        if low(tokens, first - 1) in {"to", "or", *HYPHENS, "–"} and self._digits_at(first - 2):
            first -= 2
        if after in COMPARATIVES or low(tokens, first - 1) == "by" or any(low(tokens, first - back) in change_words() for back in (1, 2, 3)):
            return Measure(number.first, j + 1, number, number.value, "times", "multiple")
        return None

    def _digits_at(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].kind == "digits"

    def _bare(self, number: Numeral) -> Measure:
        """A number without a unit, perhaps of things per time: "18 trees per second"."""
        bare = self._signed(Measure(number.first, number.last, number, number.value, "fraction" if number.form == "fraction" else None, "fraction" if number.form == "fraction" else "count"))
        j = number.last
        if number.form == "fraction" or not is_word(self.tokens, j):
            return bare
        among = self._among(j)
        if among is not None:
            return replace(bare, last=among[0], unit=among[1], rule="rate_of_things")
        if low(self.tokens, j) in {"a", "per"}:
            return bare
        per = self._per(j + 1) if low(self.tokens, j + 1) in {"per", "a", "an", "every", "each", "/"} else None
        if per is None or per[1] not in TIME_UNITS.values() or not (low(self.tokens, j).endswith("s") or low(self.tokens, j) in IRREGULAR):
            return bare
        return replace(bare, last=per[0], unit=f"{singular(low(self.tokens, j))}/{per[1]}", rule="rate_of_things")


    def _among(self, j: int) -> tuple[int, str] | None:
        """(end, unit) of "cases per 100,000 people" or "per 1,000" at token `j`, after a number."""
        tokens = self.tokens
        counted = "count"
        for k in (j, j + 1, j + 2):
            if low(tokens, k) == "per":
                break
            if not is_word(tokens, k):
                return None
            counted = singular(low(tokens, k))
        if low(tokens, k) != "per" or k + 1 >= len(tokens):
            return None
        base = numbers.numeral(tokens, k + 1, comma_decimals=self.comma_decimals)
        if base is None or base.value < 100 or base.form not in {"digits", "words", "article"} or base.value % 100:
            return None
        last, thing = base.last, ""
        if is_word(tokens, last) and (low(tokens, last).endswith("s") or low(tokens, last) in IRREGULAR):
            last, thing = last + 1, f" {singular(low(tokens, last))}"
        return last, f"{counted}/{base.value}{thing}"


TIME_UNITS = {
    "second": "s", "sec": "s", "s": "s", "minute": "min", "min": "min", "hour": "h", "hr": "h", "h": "h", "day": "day", "d": "day",
    "week": "week", "month": "month", "year": "year", "annum": "year", "yr": "year", "quarter": "quarter", "night": "night",
}  # fmt: skip
COMPARATIVES = frozenset(
    "as more higher larger bigger greater faster better lower less smaller the its their his her what likelier stronger "
    "heavier longer worse average wider over above that this those last earnings normal pre size".split()
)
IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "visitors": "person", "passengers": "person", "persons": "person", "tourists": "person"}


@cache
def change_words() -> frozenset[str]:
    """The verbs and nouns of change of the lexicon `change_cues`."""
    cues = load("change_cues")
    return frozenset(word for kind in ("verbs", "nouns") for way in ("up", "down") for line in cues[kind][way] for word in line.split())


def singular(noun: str) -> str:
    """The thing counted, one of it, as a rate's unit names it; people of any kind are `person`.

    >>> singular("trees"), singular("bodies"), singular("people"), singular("boxes")
    ('tree', 'body', 'person', 'box')
    """
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
