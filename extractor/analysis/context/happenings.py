"""The reviewed list of events: which verb or noun names which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractor.lexicons import load
from extractor.values.inflection import regular_past, singular


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the list; `active` where those counted do it ("12 died"), else it is done to them."""

    lemma: str
    active: bool


@cache
def happenings(kind: str) -> dict[str, Happening]:
    """Words of one kind (`verbs`, `nouns`, `people`, `phrasal`) -> the event each names."""
    found: dict[str, Happening] = {}
    for lemma, entry in load("events")["events"].items():
        for word in entry.get(kind, []):
            found.setdefault(word, Happening(lemma.replace("_", " "), entry.get("active", False)))
    return found


def participle_of_noun(noun: str) -> str | None:
    """What happened, as a participle: "deportation" is "deported"; None for a noun that names no such event."""
    happening = happenings("nouns").get(singular(noun))
    if happening is None or happening.active:
        return None
    verbs = load("events")["events"][happening.lemma.replace(" ", "_")]["verbs"]
    if not verbs:
        return None
    irregular = load("verbs")["irregular"].get(verbs[0])
    return irregular[1] if irregular else regular_past(verbs[0])


@cache
def of_people(kind: str) -> frozenset[str]:
    """Verbs that name their event only of people (`verbs`), or mean people by themselves (`understood`)."""
    return frozenset(load("events")["of_people"][kind])
