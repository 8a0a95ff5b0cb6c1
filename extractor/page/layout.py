"""The blocks of a story and its captions → the lines of the article's text, in page order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.page.outline import HEADINGS, Block, Box, Element, Outline
from extractor.page.pictures import Captioned
from extractor.report import BlockKind

LONG_CELL = 200  # characters: a longer cell is a column of the page, not of a table


@dataclass(frozen=True)
class Line:
    """A block to be: its text, kind, and the element of the page that it comes from."""

    text: str
    kind: BlockKind
    element: Element | None


def in_page_order(page: Outline, body: list[Block], shown: list[Captioned]) -> list[Line]:
    """Captions, paragraphs, headings, list items, quotes and table rows as the page goes."""
    place = {id(block): at for at, block in enumerate(page.blocks)}
    lines: list[tuple[int, Line]] = []
    for picture in shown:
        if picture.blocks:
            text = " ".join(block.text for block in picture.blocks)
            lines.append((place[id(picture.blocks[0])], Line(text, "caption", around(picture.blocks).element)))
    for kind, blocks in _grouped(body):
        first = blocks[0]
        row = row_of(first)
        if kind == "table" and row is not None:
            lines.append((place[id(first)], Line("\t".join(cell.text for cell in blocks), kind, row.element)))
        else:
            lines.append((place[id(first)], Line(first.text, kind, first.box.element)))
    return [line for _, line in sorted(lines, key=lambda item: item[0])]


def around(blocks: list[Block]) -> Box:
    """The smallest box that holds all of the blocks."""
    box = blocks[0].box
    while box.parent is not None and any(not box.order <= block.box.order < box.end for block in blocks):
        box = box.parent
    return box


def _grouped(body: Iterable[Block]) -> list[tuple[BlockKind, list[Block]]]:
    """Each block alone, but the cells of one table row together."""
    groups: list[tuple[BlockKind, list[Block]]] = []
    open_row: Box | None = None
    for block in body:
        kind = kind_of(block)
        row = row_of(block) if kind == "table" else None
        if row is not None and row is open_row:
            groups[-1][1].append(block)
        else:
            groups.append((kind, [block]))
        open_row = row
    return groups


def row_of(block: Block) -> Box | None:
    """The table row that a block stands in."""
    box: Box | None = block.box
    while box is not None and box.tag != "tr":
        box = box.parent
    return box


def kind_of(block: Block) -> BlockKind:
    """What a block of the story is, by the boxes around it."""
    box: Box | None = block.box
    while box is not None:
        if box.tag in HEADINGS:
            return "heading"
        if box.tag in {"li", "dd", "dt"}:
            return "list_item"
        if box.tag == "blockquote":
            return "quote"
        if box.tag in {"td", "th"}:
            return "table" if len(block.text) < LONG_CELL else "paragraph"
        if box.tag in {"article", "section", "main", "table"}:
            break
        box = box.parent
    return "paragraph"
