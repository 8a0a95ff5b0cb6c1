"""Who wrote the article: the byline as the page shows it, weighed against what its metadata say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.page.bylines import Credit, is_title, is_wire, read_byline
from extractor.page.metadata import Metadata
from extractor.page.outline import HEADINGS, Block, Box, Element, Mark, Named, Outline

MAX_BYLINE = 200
ABOUT = re.compile(
    r"(?:\s\([^)]*\))?,? (?:is (?:an?|the|in|currently|based|editor)|was (?:an?|the) (?:reporter|writer|editor)|"
    r"has (?:been|worked|written|covered)|covers|writes|reports|joined|can be|lives in|teaches)\b"
)
OPENS = re.compile(r"\W*(?:by|written by|story by|text by|words by|reported by)\b", re.I)


def who_wrote(
    page: Outline, meta: Metadata, headline: Block | None, body: list[Block], lines: Sequence[str] = ()
) -> Credit:
    """The people and the wire or desk that the page credits with the text; `lines` are its bylines, where known.

    JSON-LD is believed where the page shows no other names: in republished stories and old templates it names who put
    the page up.
    """
    publisher = meta.publisher or meta.site
    if lines:
        known = merge([read_byline(line, publisher=publisher) for line in lines])
        if known.people or known.agency:
            return known
    said = merge([read_byline(name, publisher=publisher) for name in [*meta.ld_authors, *meta.ld_organisations]])
    lines = shown_lines(page, headline, body)
    shown = merge([read_byline(line, publisher=publisher) for line in lines[:8]])
    if not (said.people or shown.people):
        opening = opening_credit(page, headline, body, publisher)
        if shown.agency is None or not is_wire(shown.agency):
            shown = Credit(opening.people, opening.agency or shown.agency)
    printed = fold(" ".join(lines))
    if said.people and (not shown.people or any(fold(name) in printed for name in said.people)):
        people = said.people
    elif shown.people or (shown.agency and not said.people):
        people = shown.people
    else:
        people = merge([read_byline(name, publisher=publisher) for name in meta.meta_authors]).people
    return Credit(people, agency_of(said, shown, meta, people, publisher))


def agency_of(
    said: Credit, shown: Credit, meta: Metadata, people: tuple[str, ...], publisher: str | None
) -> str | None:
    """The wire or desk: what JSON-LD says, but for the publisher or a desk where the page prints another."""
    by_meta = None if people else merge([read_byline(name, publisher=publisher) for name in meta.meta_authors]).agency
    wired = shown.agency is not None and is_wire(shown.agency) and not (said.agency and is_wire(said.agency))
    own = said.agency is not None and publisher is not None and fold(said.agency) in fold(publisher)
    order = (shown.agency, said.agency, by_meta) if own or wired else (said.agency, shown.agency, by_meta)
    for agency in order:
        if agency and not any(fold(agency).startswith(fold(name)) for name in people):
            if people and (is_title(agency) or (publisher and fold(agency) == fold(publisher))):
                continue  # an office, or the publisher, beside its own writers is no credit
            return agency
    return None


def shown_lines(page: Outline, headline: Block | None, body: list[Block]) -> list[str]:
    """The texts of the byline's elements, between the headline and the story's first paragraphs."""
    places = {id(block): at for at, block in enumerate(page.blocks)}
    start = places[id(headline)] if headline is not None else 0
    end = places[id(body[0])] + 2 if body else len(page.blocks)
    found: list[str] = []
    for named in innermost(page.named):
        if named.box.furniture or not start - 6 <= named.at <= end or in_picture(named):
            continue
        content = named.element.get("content")
        text = content if content and named.element.tag == "meta" else printed_text(named.element)
        if 2 < len(text) <= MAX_BYLINE:
            found.append(text)
    return found


def innermost(named: list[Named]) -> list[Named]:
    """The byline's elements that hold no further ones: the names, not the boxes around them."""
    bylines = [item for item in named if item.marks & Mark.BYLINE]
    outer: set[int] = set()
    elements = {item.element for item in bylines}
    for item in bylines:
        parent = item.element.getparent()
        for _ in range(8):
            if parent is None:
                break
            if parent in elements:
                outer.add(id(parent))
            parent = parent.getparent()
    return [item for item in bylines if id(item.element) not in outer]


def in_picture(named: Named) -> bool:
    """Whether an element credits a picture."""
    if named.marks & (Mark.CAPTION | Mark.CREDIT):
        return True
    box: Box | None = named.box
    for _ in range(4):
        if box is None:
            return False
        if box.tag in {"figure", "figcaption"} or box.marks & (Mark.CAPTION | Mark.CREDIT):
            return True
        box = box.parent
    return False


def printed_text(element: Element) -> str:
    """The text of an element; where two pieces touch without a space, a line end parts them."""
    out = ""
    for piece in map(str, element.itertext()):
        if out and piece[:1].isalnum() and out[-1:].isalnum():
            out += "\n"
        out += piece
    return out.strip()


def opening_credit(page: Outline, headline: Block | None, body: list[Block], publisher: str | None) -> Credit:
    """A credit that no name marks: "By …", a wire service, or a person's name alone before the first paragraph."""
    places = {id(block): at for at, block in enumerate(page.blocks)}
    start = places[id(headline)] + 1 if headline is not None else 0
    long = [places[id(block)] for block in body if len(block.text) >= 80]
    end = (long[1] if len(long) > 1 else long[0] + 1) if long else len(page.blocks)
    found = []
    for block in page.blocks[max(start, end - 20) : end]:
        line = opening_line(block, publisher)
        if line is not None:
            found.append(line)
    return merge(found)


def without_credits(body: list[Block], credit: Credit) -> list[Block]:
    """The story without the lines that only name its writers, and without what is told about them at its end."""
    names = [fold(name) for name in credit.people]
    agency = fold(credit.agency) if credit.agency else None

    def is_line(block: Block) -> bool:
        if len(block.text) > 150 or block.text.endswith((".", "?", "!")):
            return False
        line = read_byline(block.text)
        own = bool(line.people) and all(fold(name) in names for name in line.people)
        return own or (agency is not None and fold(block.text) == agency)

    def is_about(block: Block) -> bool:
        text = block.text.replace("’", "'")
        return (
            any(ABOUT.match(text[len(name) :]) for name in credit.people if text.startswith(name)) and len(text) < 700
        )

    ends = len(body) - 3
    return [
        b
        for i, b in enumerate(body)
        if not (i < 5 and is_line(b)) and not (i >= max(ends, 3) and (is_about(b) or is_line(b)))
    ]


def opening_line(block: Block, publisher: str | None) -> Credit | None:
    """What a line before the story says of who wrote it; None where it says nothing of it."""
    if len(block.text) > 100 or block.box.furniture or block.box.tag in HEADINGS:
        return None
    credit = read_byline(block.text, publisher=publisher)
    if OPENS.match(block.text) and (credit.people or credit.agency):
        return credit
    if credit.agency and is_wire(block.text):
        return credit
    alone = block.strong >= 0.9 * len(block.text) and 2 <= len(block.text.split()) <= 8
    if alone and credit.people and all(2 <= len(name.split()) <= 4 for name in credit.people):
        return credit
    return None


def merge(credits: list[Credit]) -> Credit:
    """Several credits as one, each name once; "A B The Wire" is A B's."""
    people: dict[str, str] = {}
    for credit in credits:
        for name in credit.people:
            people.setdefault(fold(name), name)
    names = [name for key, name in people.items() if not any(key != o and key.startswith(o) for o in people)]
    return Credit(tuple(names), next((c.agency for c in credits if c.agency), None))


def fold(name: str) -> str:
    """A name for comparison."""
    return "".join(name.casefold().replace("’", "'").split())
