"""Units of measure: the tokens after a number in, the unit's symbol out, and conversions between physical units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from extractor.lexicons import load
from extractor.values.numbers.tokens import Token

# In the name of a unit, what follows the noun that takes the plural.
AFTER_NOUN = frozenset(
    ["per", "of", "an", "celsius", "celcius", "centigrade", "fahrenheit", "farenheit", "c", "f"],
)

Forms = dict[str, list[tuple[tuple[str, ...], str]]]  # first word -> (words, unit), longest first


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The lexicon `units`, ready for look-up."""

    words: Forms
    symbols: Forms
    glued: dict[str, str]
    pint: dict[str, str]


@cache
def table() -> UnitTable:
    """The lexicon `units`, read once."""
    words: Forms = {}
    symbols: Forms = {}
    glued: dict[str, str] = {}
    pint: dict[str, str] = {}
    for key, row in load("units").items():
        unit = row.get("unit", key)
        for phrase in row.get("words", ()):
            for form in dict.fromkeys((phrase, plural(phrase))):
                add(words, form.split(), unit)
        for symbol in row.get("symbols", ()):
            add(symbols, pieces(symbol), unit)
        glued.update(dict.fromkeys(row.get("glued", ()), unit))
        if "pint" in row:
            pint[unit] = row["pint"]
    for forms in (words, symbols):
        for entries in forms.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return UnitTable(words, symbols, glued, pint)


def plural(phrase: str) -> str:
    """The phrase with its measured word in the plural.

    >>> plural("square metre"), plural("kilometre per hour"), plural("degree celsius")
    ('square metres', 'kilometres per hour', 'degrees celsius')
    """
    words = phrase.split()
    at = next((i for i, word in enumerate(words[1:], 1) if word in AFTER_NOUN), len(words)) - 1
    if words[at].isalpha() and not words[at].endswith("s"):
        words[at] += "s"
    return " ".join(words)


def pieces(symbol: str) -> list[str]:
    """A symbol as the tokenizer cuts it."""
    from extractor.values.numbers.tokens import tokenize

    return [token.text for token in tokenize(symbol)]


def add(forms: Forms, words: Sequence[str], unit: str) -> None:
    """Put a form under its first word."""
    entry = (tuple(words), unit)
    if entry not in forms.setdefault(words[0], []):
        forms[words[0]].append(entry)


def unit_at(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """(end, unit) of the longest unit of measure that starts at token `i`.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> unit_at(tokenize("5 sq. km of land"), 1), unit_at(tokenize("12 basis points"), 1), unit_at(tokenize("5 men"), 1)
    ((4, 'km2'), (3, 'basis_point'), None)
    """
    if i >= len(tokens) or tokens[i].kind == "break":
        return None
    token = tokens[i]
    lexicon = table()
    best: tuple[int, str] | None = None
    for form, unit in lexicon.words.get(token.lower, ()):
        end = _match_words(tokens, i, form)
        if end is not None:
            best = end, unit
            break
    for form, unit in lexicon.symbols.get(token.text, ()):
        end = i + len(form)
        if (
            (best is None or end > best[0])
            and tuple(t.text for t in tokens[i:end]) == form
            and _ends_symbol(tokens, i, end)
        ):
            best = end, unit
            break
    if best is None and token.glued and token.text in lexicon.glued and _ends_symbol(tokens, i, i + 1):
        best = i + 1, lexicon.glued[token.text]
    return best


def _match_words(tokens: Sequence[Token], i: int, form: tuple[str, ...]) -> int | None:
    """The end of the form's words at token `i`; a stop after a short form ("sq. km") is passed over."""
    j = i
    for n, word in enumerate(form):
        if n and j < len(tokens) and tokens[j].lower == "." and tokens[j].glued and len(form[n - 1]) <= 3:
            j += 1
        if n and word != "-" and j < len(tokens) and tokens[j].lower == "-" and tokens[j].glued:
            j += 1
        if j >= len(tokens) or tokens[j].lower != word:
            return None
        j += 1
    return j


def _ends_symbol(tokens: Sequence[Token], i: int, end: int) -> bool:
    """A symbol is not the start of a longer string ("5m2x", "5512L40", "173 m-class")."""
    if end < len(tokens) and tokens[end].glued and (tokens[end].kind == "digits" or tokens[end].kind == "word"):
        return False
    return all(token.glued for token in tokens[i + 1 : end]) or tokens[i].text in {"°", "º", "˚", "mm"}


def convert(value: Decimal, from_unit: str, to_unit: str) -> Decimal | None:
    """`value` of one physical unit in another, both as the record writes them (`km2`, `ha`, `mile/h`, `°C`).

    None where a unit is not physical (`count`, `percent`, a currency), or the two do not measure the same thing. The
    result has twelve right digits. Loads pint on first use.

    >>> convert(Decimal("820"), "km2", "ha"), convert(Decimal(10), "km", "kg"), convert(Decimal(5), "USD", "EUR")
    (Decimal('82000'), None, None)
    """
    if from_unit == to_unit:
        return value
    source, target = _pint_name(from_unit), _pint_name(to_unit)
    if source is None or target is None:
        return None
    factor = _factor(source, target)
    if factor is None:
        return None
    try:
        scaled = value * Decimal(repr(factor[0])) + Decimal(repr(factor[1]))
        return Decimal(format(float(scaled), ".12g"))
    except (InvalidOperation, OverflowError):
        return None


NOT_PHYSICAL = frozenset({"count", "percent", "percentage_point", "basis_point", "times", "fraction", "point"})


def _pint_name(unit: str) -> str | None:
    """The unit as pint writes it; None where it is none of the lexicon's physical units, or a rate over none."""
    if unit in NOT_PHYSICAL:
        return None
    lexicon = table()
    if unit in lexicon.pint:
        return lexicon.pint[unit]
    if unit in load("units") or unit in {"h", "min", "s", "day", "week", "year", "month"}:
        return unit
    top, _, bottom = unit.partition("/")
    above, below = (_pint_name(top), _pint_name(bottom)) if bottom else (None, None)
    return f"({above}) / ({below})" if above and below else None


@cache
def _factor(source: str, target: str) -> tuple[float, float] | None:
    """(a, b) of target = a × source + b; None where the two do not measure the same thing."""
    registry = _registry()
    try:
        old, new = registry.parse_expression(source), registry.parse_expression(target)
        if "deg" in source or "deg" in target:
            zero = float(registry.Quantity(0.0, old.units).to(new.units).magnitude)
            return float(registry.Quantity(1.0, old.units).to(new.units).magnitude) - zero, zero
        return float(old.to(new.units).magnitude / new.magnitude), 0.0
    except Exception:  # pint raises errors of many kinds for units that it does not know or that do not fit
        return None


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=False)
