"""A page's tree → the article of the record: its text and blocks, its fields, and what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.page import credits, headline as titles, language, moments
from extractor.page.dateline import find_dateline
from extractor.page.metadata import Metadata, metadata
from extractor.page.outline import HEADINGS, Block, Mark, Outline, TooDeep, outline
from extractor.page.pictures import Captioned, is_caption, pictures
from extractor.page.story import Story, find_story, mass
from extractor.page.tree import Tree, parse_deep
from extractor.report import Article, BlockKind, Warning
from extractor import report

MAX_TEXT = 2_000_000  # characters of one article; what is longer is no article, and is cut at a block's end


@dataclass
class Reading:
    """An article and what was met on the way to it."""

    article: Article
    warnings: list[Warning] = field(default_factory=list)
    profile: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Line:
    """A block to be: its text, kind, and the block of the outline that it comes from."""

    text: str
    kind: BlockKind
    source: Block | None


def read_article(html: str, tree: Tree, *, url: str | None, published: str | None, profiles: bool = True) -> Reading:
    """The article of a parsed page."""
    try:
        page = outline(tree.root)
    except TooDeep:
        deep = parse_deep(html)
        if deep is None:
            return Reading(assemble([], {}, tree))
        tree = deep
        page = outline(tree.root)
    headings = [block.text for block in page.blocks if block.box.tag in HEADINGS]
    meta = metadata(tree.root, headings)
    base = meta.base or url or meta.canonical
    story = find_story(page)
    first = page.blocks.index(story.blocks[0]) if story and story.blocks else 0
    head, head_block = titles.find_headline(page, meta, first)
    body = [block for block in (story.blocks if story else []) if block is not head_block]
    body = after(body, page, head_block)
    standfirst = titles.find_standfirst(page, meta, head_block, body)
    body = [b for b in body if b is not standfirst and (head is None or b.text != head)]
    shown = pictures_of_story(page, story, body, head_block, base)
    in_captions = {id(block) for picture in shown for block in picture.blocks}
    body = [b for b in body if id(b) not in in_captions and not is_caption(b)]
    credit = credits.who_wrote(page, meta, head_block, body)
    body = credits.without_credits(body, credit)
    lines = [Line(head, "headline", head_block)] if head else []
    lines += [Line(standfirst.text, "standfirst", standfirst)] if standfirst else []
    lines += in_page_order(page, body, shown)
    first_paragraph = next((line.text for line in lines if line.kind == "paragraph"), "")
    text = "\n\n".join(line.text for line in lines)
    fields = {
        "headline": head,
        "standfirst": standfirst.text if standfirst else None,
        "bylines": credit.people,
        "agency": credit.agency,
        "publisher": meta.publisher or meta.site,
        "published": published or meta.published or date_on_page(page, first) or moments.in_address(url or meta.canonical or ""),
        "modified": meta.modified,
        "dateline": find_dateline(first_paragraph) or meta.dateline,
        "language": language.language(meta.language, text),
        "section": meta.section,
        "tags": tuple(meta.tags),
        "images": tuple(picture.image for picture in shown),
    }
    return Reading(assemble(lines, fields, tree), url=meta.canonical)


def after(body: list[Block], page: Outline, headline: Block | None) -> list[Block]:
    """The blocks of the story that stand after its headline; all, where that would leave little."""
    if headline is None or headline not in page.blocks:
        return body
    start = page.blocks.index(headline)
    place = {id(block): at for at, block in enumerate(page.blocks)}
    below = [block for block in body if place[id(block)] > start]
    return below if sum(map(mass, below)) > 0.5 * sum(map(mass, body)) else body


def pictures_of_story(
    page: Outline, story: Story | None, body: list[Block], headline: Block | None, base: str | None
) -> list[Captioned]:
    """The pictures from the headline to the story's end."""
    if story is None or not body:
        return []
    place = {id(block): at for at, block in enumerate(page.blocks)}
    start = min(story.box.first, place[id(body[0])])
    if headline is not None and place[id(headline)] < start:
        start = max(place[id(headline)] - 3, start - 60, 0)
    return pictures(page, story.box, start, min(place[id(body[-1])] + 4, story.box.last), base)


def in_page_order(page: Outline, body: list[Block], shown: list[Captioned]) -> list[Line]:
    """Captions, paragraphs, headings, list items, quotes and table rows as the page goes."""
    place = {id(block): at for at, block in enumerate(page.blocks)}
    lines: list[tuple[int, Line]] = []
    for picture in shown:
        if picture.blocks:
            text = " ".join(block.text for block in picture.blocks)
            lines.append((place[id(picture.blocks[0])], Line(text, "caption", picture.blocks[0])))
    row: list[Block] = []
    for block in [*body, None]:
        if row and (block is None or row_of(block) is not row_of(row[0])):
            lines.append((place[id(row[0])], Line("\t".join(cell.text for cell in row), "table", row[0])))
            row = []
        if block is None:
            break
        if row_of(block) is not None and kind_of(block) == "table":
            row.append(block)
        else:
            lines.append((place[id(block)], Line(block.text, kind_of(block), block)))
    return [line for _, line in sorted(lines, key=lambda item: item[0])]


def row_of(block: Block) -> object:
    """The table row that a block stands in."""
    box = block.box
    while box is not None and box.tag != "tr":
        box = box.parent
    return box


def kind_of(block: Block) -> BlockKind:
    """What a block of the story is, by the boxes around it."""
    box = block.box
    while box is not None:
        if box.tag in HEADINGS:
            return "heading"
        if box.tag in {"li", "dd", "dt"}:
            return "list_item"
        if box.tag == "blockquote":
            return "quote"
        if box.tag in {"td", "th"}:
            return "table" if len(block.text) < 200 else "paragraph"
        if box.tag in {"article", "section", "main", "table"}:
            break
        box = box.parent
    return "paragraph"


def date_on_page(page: Outline, first: int) -> str | None:
    """The day of publication as the page prints it near the headline."""
    for named in page.named:
        if named.box.furniture or named.at > first + 3:
            continue
        if named.element.tag == "time" or named.marks & Mark.DATE:
            stamp = named.element.get("datetime") or named.element.get("content")
            if found := (moments.iso(stamp) if stamp else None) or moments.printed("".join(named.element.itertext())[:200]):
                return found
    for block in page.blocks[max(0, first - 12) : first + 2]:
        if len(block.text) < 200 and not block.box.furniture and (found := moments.printed(block.text)):
            return found
    return None


def assemble(lines: Iterable[Line], fields: dict[str, object], tree: Tree) -> Article:
    """The article with its text and blocks; offsets count code points."""
    text, blocks, at = [], [], 0
    for line in lines:
        xpath = tree.xpath(line.source.box.element) if line.source is not None else None
        blocks.append(report.Block(start=at, end=at + len(line.text), kind=line.kind, xpath=xpath))
        text.append(line.text)
        at += len(line.text) + 2
    whole = "\n\n".join(text)
    return Article.model_validate({
        **fields, "text": whole, "text_sha256": hashlib.sha256(whole.encode()).hexdigest(), "blocks": tuple(blocks),
    })  # fmt: skip
