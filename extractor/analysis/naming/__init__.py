"""Who is named in a Doc: people, organisations and places, each once, with every mention and role.

`naming(doc)` reads the Doc once; what it found stays on the Doc as plain data for the components that ask next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from extractor import facts
from extractor.analysis.naming.body_entities import BodyEntity, group_bodies, read_repeats
from extractor.analysis.naming.mentions import read_mentions
from extractor.analysis.naming.person_entities import group_people
from extractor.analysis.naming.place_entities import group_places
from extractor.analysis.naming.resolver import Mention
from extractor.analysis.naming.roles import RoleReader
from extractor.analysis.naming.words import Words

KEY = "article_naming"
Record = dict[str, Any]
Naming = dict[str, list[Any]]  # plain data, so that it survives `to_bytes`


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens `start` to `end` name a person, organisation or place (`kind`)."""

    start: int
    end: int
    kind: str


def naming(doc: Doc) -> Naming:
    """Entities as plain records under `people`, `organisations`, `places`; `spans` are (token, token, kind).

    Offsets are characters. A role's `body` is the character at which its organisation's mention starts, or None.
    """
    known: Naming | None = doc.user_data.get(KEY)
    if known is None:
        known = _read(doc)
        doc.user_data[KEY] = known
    return known


def name_spans(doc: Doc) -> list[NameSpan]:
    """Which tokens are names, in the order of the text, without overlap; descriptive repeats are none."""
    return [NameSpan(start, end, kind) for start, end, kind in naming(doc)["spans"]]


def _read(doc: Doc) -> Naming:
    article = facts.get_article(doc)
    words = Words(doc, article.blocks)
    mentions = read_mentions(doc, words, dateline=article.dateline)
    bodies = group_bodies(words, mentions)
    repeats = list(read_repeats(words, bodies))
    for m, body, distinct in repeats:
        body.repeats.append(m)
        if distinct:
            body.aliases[words.span_text(m.start, m.end)] = None
    roles = RoleReader(words, [*mentions, *(m for m, _, _ in repeats)])
    return {
        "people": _people(words, mentions, article.bylines, roles),
        "organisations": [_body(words, body) for body in bodies],
        "places": [
            {
                "name": place.name,
                "country": place.country,
                "rule": place.mentions[0].rule,
                "mentions": [_span(words, m) for m in place.mentions],
            }
            for place in group_places(words, mentions)
        ],
        "spans": [(m.start, m.end, m.kind) for m in mentions],
    }


def _span(words: Words, m: Mention) -> Record:
    return {"start": words.start[m.start], "end": words.end_char(m.end), "text": words.span_text(m.start, m.end)}


def _people(words: Words, mentions: list[Mention], bylines: tuple[str, ...], reader: RoleReader) -> list[Record]:
    out = []
    for person in group_people(words, mentions, bylines):
        roles: dict[tuple[str, str | None], Record] = {}
        for role in reader.read(person.mentions):
            title = words.span_text(role.start, role.end)
            body = words.span_text(*role.body) if role.body else None
            roles.setdefault(
                (title.casefold(), body),
                {
                    "title": title,
                    "organisation": body,
                    "body": words.start[role.body[0]] if role.body else None,
                    "status": role.status,
                    "start": words.start[role.start],
                    "end": words.end_char(role.end),
                    "rule": role.rule,
                },
            )
        ages = [age for m in person.mentions if (age := reader.age(m)) is not None]
        out.append(
            {
                "name": person.name,
                "aliases": [form for form in person.forms if form != person.name],
                "roles": list(roles.values()),
                "age": ages[0] if ages else None,
                "byline": person.byline,
                "mentions": [_span(words, m) for m in person.mentions],
                "rule": person.mentions[0].rule if person.mentions else "person.byline",
            }
        )
    return out


def _body(words: Words, body: BodyEntity) -> Record:
    name = body.name
    forms = [form for form in [*body.forms, *body.aliases] if form not in {name, body.acronym}]
    return {
        "name": name,
        "acronym": body.acronym,
        "aliases": list(dict.fromkeys(forms)),
        "kind": body.kind,
        "rule": body.mentions[0].rule,
        "mentions": [_span(words, m) for m in sorted([*body.mentions, *body.repeats], key=lambda m: m.start)],
    }
