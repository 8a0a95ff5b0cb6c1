"""The outline of a page → the box that holds the story.

By the mass of running text in it, and by what names and tags say. What is not of the story inside it is found in
`furniture`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate

from extractor.page import furniture
from extractor.page.furniture import SENTENCE_END
from extractor.page.outline import HEADINGS, Block, Box, Element, Mark, Outline

# A box named as furniture, and yet with this share of the page's running text, is misnamed.
MISNAMED_SHARE = 0.4
RIVAL_SHARE = 0.85  # the same for comments, related stories and sidebars, which may be longer than the story
# The box is left for one inside it that keeps at least this share of its running text; a box named as the story is
# only left for one that keeps nearly all.
KEPT_SHARE = 0.85
KEPT_OF_STORY = 0.97
STORY_SHARE = 0.5  # a box further in that is named as the story needs this share only


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
    if block.box.tag in HEADINGS or own < 20 or block.linked > own or block.box.in_link:
        return 0
    if len(text) >= 80 or (len(text) >= 35 and SENTENCE_END.search(text)):
        return own
    return 0


def find_story(outline: Outline, *, within: AbstractSet[Element] = frozenset()) -> Story | None:
    """The story of a page; None where no box holds running text. `within`: the elements that are known to hold it."""
    blocks, boxes = outline.blocks, outline.boxes
    weights = [mass(block) for block in blocks]
    raw = list(accumulate(weights, initial=0))
    if not raw[-1]:
        return None
    settle_furniture(boxes, raw)
    furniture.mark_sections(blocks, weights)
    kept = list(accumulate((0 if b.box.furniture else w for b, w in zip(blocks, weights, strict=True)), initial=0))
    if not kept[-1]:
        return None
    for box in boxes:
        box.mass = kept[box.last] - kept[box.first]
    known = [box for box in boxes if box.element in within] if within else []
    box = max(known, key=lambda box: box.mass, default=None) or story_box(boxes)
    return Story(box, furniture.clean(outline, box, weights))


def settle_furniture(boxes: list[Box], raw: list[int]) -> None:
    """Settle for every box whether it is furniture: by its own name or tag, or by a box around it.

    A name that stands on much of the page's running text tells nothing.
    """
    total = raw[-1]
    shares: dict[str, int] = defaultdict(int)
    for box in boxes:
        if box.marks & (Mark.FURNITURE | Mark.HIDDEN) or box.tag in furniture.TAGS:
            shares[_names(box)] += raw[box.last] - raw[box.first]
    for box in boxes:
        around = box.parent if box.parent is not None and box.parent.furniture else None
        here = bool(box.marks & (Mark.FURNITURE | Mark.HIDDEN)) or box.tag in furniture.TAGS
        rival = bool(box.marks & (Mark.RIVAL | Mark.CONSENT)) or box.tag in furniture.RIVALS
        if here and shares[_names(box)] > (RIVAL_SHARE if rival else MISNAMED_SHARE) * total:
            here = False
        box.rival = (here and rival) or (around is not None and around.rival)
        # A post quoted in the story stands in a box named "social" or "video".
        box.furniture = box.rival if box.tag == "blockquote" else here or around is not None


def _names(box: Box) -> str:
    return f"{box.tag}.{box.element.get('class') or box.element.get('id')}"


def story_box(boxes: list[Box]) -> Box:
    """From the whole page inward, as long as an inner box keeps nearly all of the text."""
    at = boxes[0]
    while True:
        inner = max(_children(boxes, at), key=lambda box: box.mass, default=None)
        if inner is None or inner.tag in {"p", "ul", "ol", "blockquote", "table"} or not inner.mass:
            return at
        kept = KEPT_OF_STORY if at.marks & Mark.STORY else KEPT_SHARE
        if inner.mass < kept * at.mass:
            named = None if at.marks & Mark.STORY else _named_inside(boxes, at)
            if named is None:
                return at
            inner = named
        at = inner


def _children(boxes: list[Box], at: Box) -> Iterator[Box]:
    order = at.order + 1
    while order < at.end:
        yield boxes[order]
        order = boxes[order].end


def _named_inside(boxes: list[Box], at: Box) -> Box | None:
    """The first box inside that is named as the story and has much of its text, or the one around several such."""
    wanted = STORY_SHARE * at.mass
    parts: dict[str, list[Box]] = defaultdict(list)
    for box in boxes[at.order + 1 : at.end]:
        if is_story(box) and not box.furniture and box.mass:
            parts[_names(box)].append(box)
    for same in parts.values():
        if sum(box.mass for box in same) < wanted:
            continue
        if same[0].mass >= 0.9 * sum(box.mass for box in same):
            return same[0]
        if same[0].tag == "article" and not same[0].marks & Mark.STORY:
            continue  # several articles: a list of teasers, or a page of stories
        around = _around(same)
        return around if around is not at else None
    return None


def _around(same: list[Box]) -> Box:
    first, last = same[0], same[-1]
    box: Box = first
    while box.parent is not None and box.end < last.end:
        box = box.parent
    return box


def is_story(box: Box) -> bool:
    """Whether the name or tag of a box says that it is the story."""
    return bool(box.marks & Mark.STORY) or box.tag in {"article", "main"}
