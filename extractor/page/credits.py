"""Who wrote the article: the byline as the page shows it, weighed against what its metadata say."""

from __future__ import annotations

from extractor.page.bylines import Credit, read_byline
from extractor.page.metadata import Metadata
from extractor.page.outline import Block, Mark, Outline, normal

MAX_BYLINE = 200


def who_wrote(page: Outline, meta: Metadata, headline: Block | None, body: list[Block]) -> Credit:
    """The people and the wire or desk that the page credits with the text."""
    publisher = meta.publisher or meta.site
    said = merge([read_byline(name, publisher=publisher) for name in [*meta.ld_authors, *meta.ld_organisations]])
    if not said.people:
        said = merge([said, *(read_byline(name, publisher=publisher) for name in meta.meta_authors)])
    shown = shown_byline(page, headline, body, publisher)
    if shown.people and not set(map(fold, shown.people)) & set(map(fold, said.people)):
        return Credit(shown.people, shown.agency)
    if said.people:
        return Credit(said.people, said.agency or shown.agency)
    return Credit(shown.people, shown.agency or said.agency)


def shown_byline(page: Outline, headline: Block | None, body: list[Block], publisher: str | None) -> Credit:
    """The byline between the headline and the story's end, by the names of its elements."""
    places = {id(block): at for at, block in enumerate(page.blocks)}
    start = places[id(headline)] if headline is not None else 0
    end = places[id(body[0])] + 3 if body else len(page.blocks)
    found: list[Credit] = []
    for named in page.named:
        if not named.marks & Mark.BYLINE or named.box.furniture or not start - 6 <= named.at <= end:
            continue
        text = normal(named.element.get("content") or "".join(named.element.itertext()))
        if 2 < len(text) <= MAX_BYLINE:
            credit = read_byline(text, publisher=publisher)
            if credit.people or credit.agency:
                found.append(credit)
    return merge(found[:6])


def merge(credits: list[Credit]) -> Credit:
    """Several credits as one, each name once."""
    people: dict[str, str] = {}
    for credit in credits:
        for name in credit.people:
            people.setdefault(fold(name), name)
    return Credit(tuple(people.values()), next((c.agency for c in credits if c.agency), None))


def fold(name: str) -> str:
    """A name for comparison."""
    return "".join(name.casefold().replace("’", "'").split())



