"""Mentions of places put together, one entity a place, with its country where that is sure."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from extractor.analysis.naming.gazetteer import land_end
from extractor.analysis.naming.resolver import Mention
from extractor.analysis.naming.words import Words
from extractor.lexicons import load, word_list
from extractor.values.names import bare, folded, name_cased


@dataclass(slots=True)
class PlaceEntity:
    """One place: its printed forms, its country and mentions."""

    country: str | None
    forms: dict[str, None] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest form."""
        return max(self.forms, key=len)


def group_places(words: Words, mentions: list[Mention]) -> list[PlaceEntity]:
    """The places in the order of their first mention."""
    out: dict[str, PlaceEntity] = {}
    for m in mentions:
        if m.kind != "place":
            continue
        form = printed(words, m)
        code = country_of(form)
        key = f"={code}" if _is_country(form) else folded(form)
        place = out.setdefault(key, PlaceEntity(code))
        place.country = place.country or _country_after(words, m)
        place.forms[form] = None
        place.mentions.append(m)
    return list(out.values())


def printed(words: Words, m: Mention) -> str:
    """The form of a mention as a name: PHNOM PENH is Phnom Penh, the US stays."""
    text = bare(words.span_text(m.start, m.end))
    if text in load("countries")["names"] or text in load("countries")["abbreviations"]:
        return text
    return _spelt().get(text) or name_cased(text)


@cache
def _spelt() -> dict[str, str]:
    """Known places printed in capitals -> as they are written elsewhere."""
    return {name.upper(): name for name in known_places() if " " in name or "-" in name}


def country_of(name: str) -> str | None:
    """The country of a place by its name alone, None where it is not sure.

    >>> country_of("Cambodia"), country_of("Phnom Penh"), country_of("Kandal province"), country_of("Springfield")
    ('KH', 'KH', 'KH', None)
    """
    found = known_places().get(name) or load("countries")["abbreviations"].get(f"{name.rstrip('.')}.")
    if found is None and " " in name:
        stem, _, last = name.rpartition(" ")
        if last.lower() in word_list("not_names", "place_words"):
            found = known_places().get(stem)
    return found


@cache
def known_places() -> dict[str, str]:
    """Names of countries and well-known towns with the code of their country."""
    countries = load("countries")
    return {**countries["towns"], **countries["names"]}


def _is_country(form: str) -> bool:
    countries = load("countries")
    return form in countries["names"] and form not in countries["parts"]["of_countries"]


def _country_after(words: Words, m: Mention) -> str | None:
    """The country of a town by the country or region that follows: `Ilopango, El Salvador`, `Mobile, Ala.`"""
    if not words.same_sentence(m.start, m.end) or words.text[m.end] != ",":
        return None
    end = land_end(words, m.end + 1)
    if end == m.end + 1:
        return None
    name = words.span_text(m.end + 1, end)
    return load("countries")["names"].get(name) or country_of(name)
