"""Quantities of a text: the spans that hold a number with its unit, and what the words allow it to be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc

from extractor.report import Modifier


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as it stands in the text: characters `start` to `end`, bounds in `unit`, scaled.

    `modifier_start` and `modifier_end` are the characters of the words that bound it (`more than`), None where none do.
    """

    start: int
    end: int
    text: str
    low: Decimal | None
    high: Decimal | None
    best: Decimal | None
    unit: str
    modifier: Modifier
    modifier_start: int | None
    modifier_end: int | None
    rule: str


def find_quantities(doc: Doc) -> list[Quantity]:
    """The quantities of the Doc in the order of the text; dates, ages and numbers in names are none."""
    return []
