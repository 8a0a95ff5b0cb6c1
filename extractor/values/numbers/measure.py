"""The measure: a number with its unit, as tokens of a text; and what a text tells that reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.values import numbers
from extractor.values.money import Money
from extractor.values.numbers.context import glued, low
from extractor.values.numbers.tokens import Token
from extractor.values.numbers.words import Numeral

Resolve = Callable[[Money], "str | None"]
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
class Source:
    """The tokens of one text; `resolve` turns a currency sign into its unit, `spoken_of` says whether the text or its
    publisher is of a country that uses a currency.

    comma_decimals, spaces: the text shows that it writes `1,5` for one and a half, `12 500` for a number.
    """

    tokens: Sequence[Token]
    resolve: Resolve
    comma_decimals: bool = False
    spaces: bool = False
    spoken_of: Callable[[str], bool] = lambda currency: True

    def numeral(self, i: int) -> Numeral | None:
        """The number at token `i`."""
        if i >= len(self.tokens):
            return None
        return numbers.numeral(self.tokens, i, comma_decimals=self.comma_decimals)

    def minus_before(self, i: int) -> bool:
        """Whether a minus stands against token `i` and free on its left, so that it is no dash; or the word `minus`."""
        tokens = self.tokens
        if low(tokens, i - 1) == "minus":
            return True
        if i < 1 or low(tokens, i - 1) not in MINUS or not glued(tokens, i):
            return False
        return i == 1 or not tokens[i - 1].glued or low(tokens, i - 2) in {"(", "[", ":", "/"}

    def signed(self, found: Measure) -> Measure:
        """With the minus that stands before the number."""
        if found.number.form not in {"digits", "words"} or found.value <= 0:
            return found
        if not (self.minus_before(found.first) or self._apart(found)):
            return found
        return replace(found, first=found.first - 1, value=-found.value)

    def _apart(self, found: Measure) -> bool:
        """A minus that spaces part from a temperature, after a word that no dash follows: "fell to - 20 degrees"."""
        if found.unit not in {"°C", "°F", "°"} or low(self.tokens, found.first - 1) not in MINUS:
            return False
        return low(self.tokens, found.first - 2) in {"to", "of", "at", "is", "was", "from", "below", "convert"}
