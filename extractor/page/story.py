"""The outline of a page → which of its blocks are the story's.

First the box that holds the story, by the mass of running text in it and by what names and tags say; then, inside it,
what is not of the story goes: boxes named as furniture, lists of links, sections under "Related" and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from extractor.lexicons import load
from extractor.page.outline import HEADINGS, Block, Box, Mark, Outline

FURNITURE_TAGS = frozenset({"aside", "footer", "label"})
SENTENCE_END = re.compile(r"[.!?…。！？।\"”’»)\]][\"'”’»)\]]*$")
DIGIT = re.compile(r"\d")
# A box named as furniture, and yet with this share of the page's running text, is misnamed.
MISNAMED_SHARE = 0.4
# The story's box is left for one inside it that keeps at least this share of its text.
KEPT_SHARE = 0.82
STORY_SHARE = 0.5  # the same, for a box whose name or tag says that it is the story


@dataclass
class Story:
    """The box that holds the story, and its blocks in page order."""

    box: Box
    blocks: list[Block]


def mass(block: Block) -> int:
    """Characters of running text in a block; none for headings, labels and lists of links.

    A paragraph is known by its length, or by a sentence's end.
    """
    text = block.text
    own = len(text) - block.linked
    if block.box.tag in HEADINGS or own < 20 or block.linked > own:
        return 0
    if len(text) >= 80 or (len(text) >= 35 and SENTENCE_END.search(text)):
        return own
    return 0


def find_story(outline: Outline, headline_at: int | None = None) -> Story | None:
    """The story of a page; None where no box holds running text."""
    blocks, boxes = outline.blocks, outline.boxes
    raw = list(accumulate((mass(block) for block in blocks), initial=0))
    total = raw[-1]
    if not total:
        return None
    clear_furniture(boxes, raw)
    own = [0 if block.box.furniture else raw[i + 1] - raw[i] for i, block in enumerate(blocks)]
    kept = list(accumulate(own, initial=0))
    if not kept[-1]:
        return None
    for box in boxes:
        box.mass = kept[box.last] - kept[box.first]
    box = story_box(boxes)
    inside = blocks[box.first : box.last]
    return Story(box, clean(inside, box))


def clear_furniture(boxes: list[Box], raw: list[int]) -> None:
    """Settle for every box whether it is furniture: by its own name or tag, or by a box around it."""
    total = raw[-1]
    for box in boxes:
        here = bool(box.marks & (Mark.FURNITURE | Mark.HIDDEN)) or box.tag in FURNITURE_TAGS
        if here and raw[box.last] - raw[box.first] > MISNAMED_SHARE * total:
            here = False
        box.furniture = here or (box.parent is not None and box.parent.furniture)


def story_box(boxes: list[Box]) -> Box:
    """From the whole page inward, as long as an inner box keeps nearly all of the text."""
    at = boxes[0]
    while True:
        inner = max(_children(boxes, at), key=lambda box: box.mass, default=None)
        if inner is None or inner.tag == "p":
            return at
        if inner.mass < KEPT_SHARE * at.mass:
            wanted = STORY_SHARE * at.mass
            named = (box for box in boxes[at.order + 1 : at.end] if is_story(box) and box.mass >= wanted)
            inner = next(named, None)
            if inner is None:
                return at
        at = inner


def _children(boxes: list[Box], at: Box) -> Iterator[Box]:
    order = at.order + 1
    while order < at.end:
        yield boxes[order]
        order = boxes[order].end


def is_story(box: Box) -> bool:
    """Whether the name or tag of a box says that it is the story."""
    return bool(box.marks & Mark.STORY) or box.tag in {"article", "main"}


def clean(blocks: list[Block], box: Box) -> list[Block]:
    """The blocks of the story's box without what is not of the story."""
    out: list[Block] = []
    for block in blocks:
        if block.box.furniture or is_furniture_line(block) or is_credit_line(block):
            continue
        out.append(block)
    return cut_tail(out)


def cut_tail(blocks: list[Block]) -> list[Block]:
    """Without what follows the story's last running text."""
    last = max((i for i, block in enumerate(blocks) if mass(block)), default=-1)
    end = last + 1
    while end < len(blocks) and blocks[end].box.tag in {"li", "td", "th", "dd"} and not blocks[end].linked:
        end += 1
    return blocks[:end]


def is_furniture_line(block: Block) -> bool:
    """Whether a block is a line of the page's own: "Advertisement", "Read more: …", a lone link."""
    text = block.text
    if len(text) < 160 and matches(text, "furniture"):
        return True
    own = sum(map(str.isalnum, text)) - block.linked
    return own <= 0.1 * len(text) and block.box.tag not in HEADINGS and not SENTENCE_END.search(text)


def is_credit_line(block: Block) -> bool:
    """Whether a block of the story's box is its byline or date: short, and in a box named so."""
    if len(block.text) > 200:
        return False
    if block.box.tag == "time":
        return True
    box: Box | None = block.box
    for _ in range(4):
        if box is None or box.last - box.first > 6 or box.marks & Mark.STORY:
            return False
        if box.marks & Mark.BYLINE or box.marks & Mark.DATE and DIGIT.search(block.text):
            return True
        box = box.parent
    return False


def matches(text: str, section: str) -> bool:
    """Whether a short line is one of the lexicon's.

    >>> matches("Read more: Floods in the south", "furniture"), matches("Readers like it.", "furniture")
    (True, False)
    """
    return bool(_lines(section).match(text.lower().replace("’", "'").strip(" :.…>»→|•-–—")))


@cache
def _lines(section: str) -> re.Pattern[str]:
    entries = load("page")["heading"][section]
    return re.compile("(?:" + "|".join(re.escape(entry).replace(r"\*", ".*") for entry in entries) + r")\Z", re.S)
