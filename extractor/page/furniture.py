"""What stands inside the story's box and is not of the story: related links, newsletter boxes, bylines, ad labels."""

from __future__ import annotations

import re
from functools import cache

from extractor.lexicons import load
from extractor.page.outline import HEADINGS, Block, Box, Mark, Outline

RIVALS = frozenset({"aside", "footer"})
TAGS = RIVALS | {"label", "form"}
SENTENCE_END = re.compile(r"[.!?…。！？।”’»][\"'”’»)\]]*$|[.!?][\"')\]]+$")
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")
STAMP = re.compile(
    r"^\W*\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\b|\b\d+\s*(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\s+ago\W*$",
    re.I,
)
DATED = re.compile(r"\b(?:19|20)\d\d\b")
OPENS_BYLINE = re.compile(
    r"^(?:by|written by|posted by|published|updated|last updated|posted on|first published)\b", re.I
)
LONGEST_SECTION = 100  # blocks; what would be longer is the story
MAX_SECTION = 0.5  # what a "Related" heading opens is never more than this share of the story's text


def clean(outline: Outline, box: Box, weights: list[int]) -> list[Block]:
    """The blocks of the story's box without what is not of the story."""
    mark_teasers(outline, box)
    blocks = outline.blocks[box.first : box.last]
    weight = {id(block): weights[box.first + i] for i, block in enumerate(blocks)}
    kept = [block for block in blocks if not block.box.furniture and not (block.box.in_link and len(block.text) < 300)]
    kept = without_sections(kept, weight)
    kept = [block for block in kept if not is_furniture_line(block) and not is_credit_line(block)]
    kept = cut_head(kept, weight)
    return cut_tail(kept, weight)


def mark_teasers(outline: Outline, story: Box) -> None:
    """Mark as furniture the lists of teasers in the story's box: three and more boxes alike, most opened by a link."""
    children: dict[int, list[Box]] = {}
    for box in outline.boxes[story.order + 1 : story.end]:
        if not box.furniture and box.parent is not None:
            children.setdefault(box.parent.order, []).append(box)
    for siblings in children.values():
        if len(siblings) < 3:
            continue
        alike: dict[str, list[Box]] = {}
        for box in siblings:
            if box.tag in {"div", "li", "article", "section"} and box.last > box.first:
                alike.setdefault(f"{box.tag}.{box.element.get('class') or ''}", []).append(box)
        for boxes in alike.values():
            if len(boxes) >= 3 and sum(is_teaser(outline, box) for box in boxes) >= 0.7 * len(boxes):
                mass = sum(box.mass for box in boxes)
                if mass < 0.7 * story.mass:
                    _mark(outline, boxes)


def is_teaser(outline: Outline, box: Box) -> bool:
    """Whether a box opens with a linked title and goes on with little else."""
    if box.last - box.first > 12:
        return False
    blocks = outline.blocks[box.first : box.last]
    first = next((b for b in blocks if len(b.text) > 12), None)
    if first is None or (first.linked < 0.9 * len(first.text) and not first.box.in_link):
        return False
    return sum(len(block.text) for block in blocks) < 500 + len(first.text)


def _mark(outline: Outline, boxes: list[Box]) -> None:
    for box in boxes:
        for inner in outline.boxes[box.order : box.end]:
            inner.furniture = True


def mark_sections(blocks: list[Block], weights: list[int]) -> None:
    """Mark as furniture the sections that a heading such as "Related" opens, where running text stands before it."""
    before = 0
    at = 0
    while at < len(blocks):
        block = blocks[at]
        around = block.box.parent is not None and block.box.parent.furniture
        if before > 150 and not around and block.box.tag in HEADINGS and opens_furniture(block):
            end = _section_end(blocks, at)
            for inner in blocks[at:end]:
                inner.box.furniture = True
            at = end
            continue
        if not block.box.furniture:
            before += weights[at]
        at += 1


def without_sections(blocks: list[Block], weight: dict[int, int]) -> list[Block]:
    """Without the sections that a heading such as "Related" opens, up to the next heading of its rank or higher.

    Only what follows the heading inside the same box goes, and never much of the story.
    """
    total = sum(weight.get(id(block), 0) for block in blocks)
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if not opens_furniture(block):
            out.append(block)
            at += 1
            continue
        end = _section_end(blocks, at)
        lost = sum(weight.get(id(b), 0) for b in blocks[at:end])
        at = end if lost <= MAX_SECTION * total and end - at < LONGEST_SECTION else at + 1
    return out if sum(weight.get(id(block), 0) for block in out) >= MAX_SECTION * total else blocks


def opens_furniture(block: Block) -> bool:
    """Whether a block is the heading of something else than the story."""
    if len(block.text) > 80:
        return False
    titled = block.box.tag in HEADINGS or block.strong >= 0.9 * len(block.text) or len(block.text) < 40
    return titled and (matches(block.text, "opens_furniture") or bool(block.box.marks & Mark.FURNITURE))


def _section_end(blocks: list[Block], at: int) -> int:
    opener = blocks[at]
    around = opener.box.parent or opener.box
    rank = opener.box.tag if opener.box.tag in HEADINGS else "h6"
    end = at + 1
    while end < min(len(blocks), at + LONGEST_SECTION):
        block = blocks[end]
        if not _is_inside(block.box, around):
            break
        if block.box.tag in HEADINGS and block.box.tag <= rank and not block.linked and not block.box.in_link:
            break
        running = len(block.text) > 100 or (len(block.text) >= 45 and bool(SENTENCE_END.search(block.text)))
        story_goes_on = running and block.box.tag == "p" and block.linked < 0.3 * len(block.text)
        if story_goes_on and (rank == "h6" or block.box.parent is around):
            break
        end += 1
    return end


def _is_inside(box: Box, outer: Box) -> bool:
    return outer.order <= box.order < outer.end


def cut_head(blocks: list[Block], weight: dict[int, int]) -> list[Block]:
    """Without the dates, labels and counts that stand before the first running text."""
    first = next((i for i, block in enumerate(blocks) if weight.get(id(block))), 0)
    head = [
        b for b in blocks[:first] if not (len(b.text) < 120 and (DATED.search(b.text) or OPENS_BYLINE.search(b.text)))
    ]
    return head + blocks[first:]


def cut_tail(blocks: list[Block], weight: dict[int, int]) -> list[Block]:
    """Without what follows the story's last running text, but for its lists and tables."""
    last = max((i for i, block in enumerate(blocks) if weight.get(id(block))), default=-1)
    end = last + 1
    reach = end
    while reach < len(blocks):
        block = blocks[reach]
        if block.box.tag in {"li", "td", "th", "dd", "blockquote"} or _in_quote(block):
            if block.linked > 0.5 * len(block.text):
                break
            end = reach + 1
        elif block.box.tag in HEADINGS and not block.linked:
            pass
        elif SENTENCE_END.search(block.text) and not block.linked:
            end = reach + 1
        else:
            break
        reach += 1
    blocks = blocks[:end]
    while blocks and is_promotion(blocks[-1]):
        blocks = blocks[:-1]
    return blocks


def _in_quote(block: Block) -> bool:
    box: Box | None = block.box
    while box is not None and box.tag != "blockquote":
        box = box.parent
    return box is not None


def is_promotion(block: Block) -> bool:
    """Whether a paragraph at the story's end asks the reader for something: to subscribe, follow, write."""
    return len(block.text) < 500 and bool(_lines("promotion", "search").search(_plain(block.text)))


def is_furniture_line(block: Block) -> bool:
    """Whether a block is a line of the page's own: "Advertisement", "Read more: …", a lone link."""
    text = block.text
    if len(text) < 200 and matches(text, "furniture"):
        return True
    if not LETTER.search(text) and block.box.tag not in {"td", "th", "li", "dd"} and len(text) < 12:
        return True
    if len(text) < 70 and STAMP.search(text) and not SENTENCE_END.search(text.removesuffix("ago")):
        return True
    own = sum(map(str.isalnum, text)) - block.linked
    if block.box.tag in HEADINGS:
        return own <= 0.1 * len(text) and _in_list(block)
    if SENTENCE_END.search(text) or _is_address(text):
        return False
    return own <= (0.1 if block.box.tag in {"li", "td", "th"} else 0.35) * len(text)


def _in_list(block: Block) -> bool:
    box: Box | None = block.box
    for _ in range(4):
        if box is None:
            return False
        if box.tag == "li":
            return True
        box = box.parent
    return False


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "www."))


def is_credit_line(block: Block) -> bool:
    """Whether a block of the story's box is its byline or date: short, and in a box named so."""
    if block.box.tag == "time" or (block.box.marks & Mark.BYLINE and not block.box.marks & Mark.STORY):
        return len(block.text) <= 600
    if len(block.text) > 200:
        return False
    box: Box | None = block.box
    for _ in range(4):
        if box is None or box.last - box.first > 6 or box.marks & Mark.STORY:
            return False
        if box.marks & Mark.BYLINE or (box.marks & Mark.DATE and DIGIT.search(block.text)):
            return True
        box = box.parent
    return False


def matches(text: str, section: str) -> bool:
    """Whether a short line is one of the lexicon's.

    >>> matches("Read more: Floods in the south", "furniture"), matches("Readers like it.", "furniture")
    (True, False)
    """
    return bool(_lines(section).match(_plain(text).strip(" :.…>»→|•·-–—[]()")))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


@cache
def _lines(section: str, how: str = "match") -> re.Pattern[str]:
    entries = load("page")["heading"][section]
    words = "|".join(re.escape(entry).replace(r"\*", ".*") for entry in entries)
    return re.compile(rf"(?:{words})\Z" if how == "match" else rf"(?<!\w)(?:{words})(?!\w)", re.S)
