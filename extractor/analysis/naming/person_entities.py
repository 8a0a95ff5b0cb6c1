"""Mentions of people put together, one entity a person: short forms with the one full name that they can mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from extractor.analysis.naming import phrases
from extractor.analysis.naming.resolver import Mention
from extractor.analysis.naming.words import Words
from extractor.lexicons import load
from extractor.values.names import bare, is_part_of, may_be_misspelt, name_cased, name_parts


@dataclass(slots=True)
class PersonEntity:
    """One person: every printed form with its parts, and the mentions."""

    parts: tuple[str, ...]
    forms: dict[str, None] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    byline: bool = False
    genders: set[str] = field(default_factory=set)
    spouse: bool = False  # known as somebody's spouse

    @property
    def name(self) -> str:
        """The fullest form: the one with most parts, the longest of them, the first of these."""
        return max(
            self.forms, key=lambda form: (len(name_parts(form)), sum(len(p) > 1 for p in name_parts(form)), len(form))
        )


Home = dict[tuple[str, ...], PersonEntity]  # a full name's parts -> its person
LONG_NAME = 8  # letters of a name that is known though misspelt
MOST_PARTS = 400  # parts of names in an article that misspelt ones are compared with
MOST_NAMES = 40  # full names that share a part; more are not compared, so that cost stays linear


def group_people(words: Words, mentions: list[Mention], bylines: tuple[str, ...] = ()) -> list[PersonEntity]:
    """The people in the order of their first mention; those of the byline alone come last."""
    people = [m for m in mentions if m.kind == "person"]
    full: Home = {}
    for m in people:
        parts = _parts(words, m)
        if len(parts) > 1:
            entity = full.setdefault(parts, PersonEntity(parts))
            entity.genders |= _genders(words, m)
            entity.spouse = entity.spouse or _spouses().match_back(words, _before_comma(words, m.start)) < m.start - 1
    for byline in bylines:
        full.setdefault(name_parts(byline), PersonEntity(name_parts(byline)))
    home = _merged(full)
    sharing: dict[str, set[tuple[str, ...]]] = {}
    for parts in home:
        for part in parts:
            sharing.setdefault(part, set()).add(parts)
    alone: Home = {}
    for m in people:
        parts = _parts(words, m)
        entity = (
            home.get(parts) or _only(words, m, parts, sharing, home) or alone.setdefault(parts, PersonEntity(parts))
        )
        entity.mentions.append(m)
        entity.forms[printed(words, m)] = None
    for byline in bylines:
        entity = home[name_parts(byline)]
        entity.byline = True
        entity.forms[name_cased(" ".join(byline.split()))] = None
    entities = {id(e): e for e in [*home.values(), *alone.values()] if e.forms}
    return sorted(entities.values(), key=lambda e: (not e.mentions, e.mentions[0].start if e.mentions else 0))


def printed(words: Words, m: Mention) -> str:
    """The form of a mention as a name: one white space, no capitals throughout."""
    return name_cased(bare(words.span_text(m.start, m.end)))


def _parts(words: Words, m: Mention) -> tuple[str, ...]:
    return name_parts(words.span_text(m.start, m.end))


def _merged(full: Home) -> Home:
    """Each full form with its entity: shorter ones join the only longer one, misspelt ones their twin."""
    home: Home = {}
    by_part: dict[str, set[tuple[str, ...]]] = {}
    for parts in sorted(full, key=lambda p: (-len(p), -sum(map(len, p)))):
        near = {other for part in parts for other in by_part.get(part, ())}
        longer = {id(home[other]): home[other] for other in near if is_part_of(parts, other) or _twins(parts, other)}
        home[parts] = next(iter(longer.values())) if len(longer) == 1 else full[parts]
        for part in parts:
            if len(sharing := by_part.setdefault(part, set())) < MOST_NAMES:
                sharing.add(parts)
    return home


def _twins(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Two spellings of one name: all parts equal but one, which differs by a letter inside; or written together."""
    if "".join(a).replace("-", "") == "".join(b).replace("-", ""):
        return True
    if len(a) != len(b):
        return False
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(differing) == 1 and may_be_misspelt(*differing[0])


def _only(
    words: Words, m: Mention, parts: tuple[str, ...], sharing: dict[str, set[tuple[str, ...]]], home: Home
) -> PersonEntity | None:
    """The only person whose full name holds the short form and whom its title can mean; None where it could be two."""
    near = {full for part in parts for full in sharing.get(part, ())}
    found = {id(home[full]): home[full] for full in near if is_part_of(parts, full)}
    if not found and len(parts) == 1 and len(parts[0]) >= LONG_NAME and len(sharing) <= MOST_PARTS:
        near = {full for part in sharing if may_be_misspelt(part, parts[0]) for full in sharing[part]}
        found = {id(home[full]): home[full] for full in near}
    if not found:
        return None
    genders = _genders(words, m)
    fits = [e for e in found.values() if not (genders and e.genders and not genders & e.genders)]
    if len(fits) > 1 and genders:
        fits = [e for e in fits if e.genders]
    if len(fits) != 1 or (fits[0].spouse and _has_office(words, m)):
        return None
    return fits[0]


def _genders(words: Words, m: Mention) -> set[str]:
    """What the titles before a name say of its bearer: male, female or nothing."""
    at = _before_comma(words, m.start)
    return {gender for gender in ("male", "female") if _titles(gender).match_back(words, at) < at}


def _has_office(words: Words, m: Mention) -> bool:
    return phrases.role_heads().match_back(words, m.start) < m.start


def _before_comma(words: Words, at: int) -> int:
    return at - 1 if words.same_sentence(at - 1, at) and words.text[at - 1] == "," else at


@cache
def _titles(gender: str) -> phrases.Phrases:
    return phrases.Phrases(load("titles")[gender])


def _spouses() -> phrases.Phrases:
    return _titles("spouses")
