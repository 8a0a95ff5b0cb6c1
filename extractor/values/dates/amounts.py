"""Amounts of time: "two and a half years" as a TIMEX3 duration, and the words that bound it as its mod."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor import lexicons
from extractor.report import TimexMod

FRACTIONS = {"1/2": Decimal("0.5"), "1/4": Decimal("0.25"), "3/4": Decimal("0.75")}
SMALLER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24)}
BOUNDS: dict[str, TimexMod] = {
    "at least": "EQUAL_OR_MORE",
    "no fewer than": "EQUAL_OR_MORE",
    "no less than": "EQUAL_OR_MORE",
    "not less than": "EQUAL_OR_MORE",
    "upwards of": "EQUAL_OR_MORE",
    "up to": "EQUAL_OR_LESS",
    "at most": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS",
    "not more than": "EQUAL_OR_LESS",
    "more than": "MORE_THAN",
    "little more than": "MORE_THAN",
    "just over": "MORE_THAN",
    "well over": "MORE_THAN",
    "less than": "LESS_THAN",
    "fewer than": "LESS_THAN",
    "just under": "LESS_THAN",
    "within less than": "LESS_THAN",
}
VAGUE = {"few", "several", "many", "some", "numerous", "countless", "umpteen", "dozens", "hundreds", "thousands"}


def amount(words: Sequence[str]) -> Decimal | None:
    """The number that words stand for; None where it is vague ("several") or no number.

    >>> amount(["two", "and", "a", "half"]), amount(["twenty", "-", "five"]), amount(["a", "few"]), amount(["1,984"])
    (Decimal('2.5'), Decimal('25'), None, Decimal('1984'))
    >>> amount(["a", "couple", "of"]), amount(["half", "a"]), amount(["two", "thousand"])
    (Decimal('2'), Decimal('0.5'), Decimal('2000'))
    """
    if VAGUE.intersection(words):
        return None
    values = lexicons.load("dates")["value"]
    total, found = Decimal(0), False
    if "couple" in words or "dozen" in words:
        return (Decimal(2) if "couple" in words else Decimal(12)) / (2 if "half" in words else 1)
    for place, word in enumerate(words):
        number: Decimal | None = None
        if word[0].isdigit():
            number = FRACTIONS[word] if word in FRACTIONS else _digits(word)
            if number is None:
                return None
        elif word == "half":
            number = Decimal("0.5")
        elif word in {"quarter", "quarters"}:
            return Decimal("0.75" if words[0] == "three" else "0.25")
        elif word in values["NUMBER"]:
            number = Decimal(values["NUMBER"][word])
        elif word in values["SCALE"]:
            total, found = (total or Decimal(1)) * values["SCALE"][word], True
            continue
        elif word in {"a", "an"} and place == 0 and "half" not in words[1:2]:
            number = Decimal(1) if len(words) == 1 else Decimal(0)
        if number is not None:
            total, found = total + number, True
    return total if found and total else None


def _digits(word: str) -> Decimal | None:
    plain = word.replace(",", "")
    return Decimal(plain) if plain.replace(".", "", 1).isdigit() and len(plain) < 12 else None


def duration(number: Decimal | None, unit: str) -> str:
    """The TIMEX3 value of so many units (the letter of the lexicon; hours and less have a T before it).

    >>> [duration(Decimal(n), u) for n, u in (("2", "Y"), ("2.5", "Y"), ("5.5", "TH"), ("20", "DE"), ("1", "F"))]
    ['P2Y', 'P2Y6M', 'PT5H30M', 'P200Y', 'P2W']
    >>> duration(None, "M"), duration(None, "TH"), duration(None, "DE")
    ('PXM', 'PTXH', 'PXDE')
    """
    if number is None:
        return f"PTX{unit[1:]}" if unit[0] == "T" else "PX" + {"F": "W", "E": "D", "S": "M"}.get(unit, unit)
    factor, unit = {
        "DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "F": (2, "W"), "E": (2, "D"), "S": (6, "M"),
    }.get(unit, (1, unit))  # fmt: skip
    number *= factor
    rest = number % 1
    tail = ""
    if rest and unit in SMALLER:
        smaller, each = SMALLER[unit]
        part = rest * each
        if part == part.to_integral_value():
            number -= rest
            tail = ("T" if smaller[0] == "T" and unit[0] != "T" else "") + f"{int(part)}{smaller[-1]}"
            if not number:
                return f"P{'T' if unit[0] == 'T' else ''}{tail}"
    shown = format(number.normalize(), "f")
    return f"P{'T' if unit[0] == 'T' else ''}{shown}{unit[-1]}{tail}"


def bound(words: Sequence[str]) -> TimexMod | None:
    """The TIMEX3 mod of the words before an amount.

    >>> bound(["no", "more", "than"]), bound(["at", "least"]), bound(["nearly"]), bound(["about"])
    ('EQUAL_OR_LESS', 'EQUAL_OR_MORE', 'LESS_THAN', 'APPROX')
    """
    text = " ".join(words)
    if text in BOUNDS:
        return BOUNDS[text]
    values = lexicons.load("dates")["value"]
    for table in ("MORE", "LESS", "NEAR"):
        if text in values[table]:
            mod: TimexMod = values[table][text]
            return mod
    return None
