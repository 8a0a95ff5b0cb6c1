"""Who and what is named: spans of rules and of the model weighed against each other, each name decided once."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.analysis.naming import phrases
from extractor.analysis.naming.bodies import read_bodies
from extractor.analysis.naming.body_lexicon import Body
from extractor.analysis.naming.credits import read_credits, read_datelines
from extractor.analysis.naming.decide import decide
from extractor.analysis.naming.evidence import plausible_person
from extractor.analysis.naming.gazetteer import demonyms, places_known, read_places
from extractor.analysis.naming.model import Entity, read_entities
from extractor.analysis.naming.resolver import Mention, Resolver
from extractor.analysis.naming.spread import join_people, spread_acronyms, spread_bodies, spread_people
from extractor.analysis.naming.titles import Title, name_end, read_titles
from extractor.analysis.naming.words import Words
from extractor.lexicons import word_list


def read_mentions(doc: Doc, words: Words, *, dateline: str | None = None) -> list[Mention]:
    """The people, organisations and places named in the Doc, without overlap, in the order of the text."""
    entities = read_entities(doc, words)
    titles = read_titles(words)
    resolver = Resolver(words)
    model = {i: entity for entity in entities for i in range(entity.start, entity.end)}
    for start, end in read_datelines(words, dateline):
        resolver.add(start, end, "place", "place.dateline")
    for body in read_credits(words):
        resolver.add(body.start, body.end, "organisation", body.rule)
    _add_bodies(resolver, model)
    _add_titled(resolver, titles, model)
    _add_after_bodies(resolver)
    _add_after_offices(resolver)
    decide(resolver, entities)
    spread_people(resolver)
    join_people(resolver)
    spread_acronyms(resolver)
    spread_bodies(resolver)
    return resolver.mentions()


def _add_bodies(resolver: Resolver, model: dict[int, Entity]) -> None:
    """Bodies by their form and known places, the longest first."""
    words = resolver.words
    for body in sorted(
        [*map(_as_body, read_places(words)), *read_bodies(words)], key=lambda b: (b.start - b.end, b.start)
    ):
        if body.rule == "place.known":
            resolver.add(body.start, body.end, "place", body.rule)
            continue
        on = {model[i] for i in range(body.start, body.end) if i in model}
        if body.rule == "org.known" and any(_is_longer(words, body, e) for e in on):
            continue
        if not body.sure and not any(e.kind == "organisation" for e in on):
            continue
        start, end = _edges(words, body, on)
        resolver.add(start, end, "organisation", body.rule)


def _as_body(place: tuple[int, int]) -> Body:
    return Body(*place, place[1] - 1, "place", True, "place.known")


def _edges(words: Words, body: Body, on: set[Entity]) -> tuple[int, int]:
    """The body's span, further left where the model's is, and without a person's name at its end."""
    start, end = body.start, body.end
    for e in on:
        office = phrases.role_heads().match(words, e.start) > e.start
        if e.kind == "organisation" and e.start < start and e.end == end and not office:
            start = e.start
        if e.kind == "person" and e.end == end and e.start > body.head + 1 and e.end - e.start > 1:
            end = e.start
    return start, end


def _is_longer(words: Words, body: Body, entity: Entity) -> bool:
    """Whether the model's organisation is a longer name than the known one in it: `BRICS Cooperation Mechanism`."""
    outside = [*range(entity.start, body.start), *range(body.end, entity.end)]
    return (
        entity.kind == "organisation"
        and bool(outside)
        and all(words.cap[i] or words.lower[i] in {"of", "for"} for i in outside)
    )


def _add_titled(resolver: Resolver, titles: list[Title], model: dict[int, Entity]) -> None:
    """Names after titles."""
    words = resolver.words
    for title in titles:
        end = title.name_end
        entity = model.get(title.name)
        if entity and entity.kind == "person" and entity.start == title.name and entity.end < end:
            after = model.get(entity.end)
            if after:
                end = entity.end
        while end > title.name and any(resolver.taken[title.name : end]):
            end -= 1
        if end == title.name:
            continue
        text = words.span_text(title.name, end)
        if text in places_known() or text in demonyms() or words.text[title.name] in demonyms():
            continue
        if text == "I" or (_is_weak(words, title) and not (entity and entity.kind == "person")):
            continue
        if title.kind == "office" and title.lower and not (entity and entity.kind == "person") and end - title.name < 2:
            continue
        resolver.add(title.name, end, "person", f"person.{title.kind}")


def _is_weak(words: Words, title: Title) -> bool:
    """An occupation in small letters that stands before other things as often: `the first official Lotto Chart`."""
    return title.kind == "office" and title.lower and words.lower[title.end - 1] in word_list("roles", "weak")


def _add_after_bodies(resolver: Resolver) -> None:
    """A name after an office with its body: `director of the Kenya Wildlife Service Peter Mwangi`."""
    words = resolver.words
    for m in resolver.mentions():
        if m.kind != "organisation" or not words.same_sentence(m.start, m.end):
            continue
        of = m.start - 2 if words.lower[m.start - 1] == "the" else m.start - 1
        if of > 0 and words.lower[of] in {"of", "for"} and phrases.role_heads().match_back(words, of) < of:
            _add_named(resolver, m.end)


def _add_after_offices(resolver: Resolver) -> None:
    """A name between commas after an office: `the Turkish president, Recep Demir, said`."""
    words = resolver.words
    for i, text in enumerate(words.text):
        if text == "," and phrases.role_heads().match_back(words, i) < i and not words.lower[i - 1].endswith("s"):
            _add_named(resolver, i)


def _add_named(resolver: Resolver, at: int) -> None:
    """The full name that starts at a token, or between two commas."""
    words = resolver.words
    comma = words.text[at] == ","
    start = at + comma
    end = name_end(words, start)
    if end > start and plausible_person(words, start, end) and not (comma and words.text[end : end + 1] != [","]):
        resolver.add(start, end, "person", "person.office")
