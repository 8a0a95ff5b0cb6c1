"""The pictures of the story: address (past lazy loading), alt, caption and credit told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from extractor.page.captions import bare_credit, is_bare_credit, split_caption
from extractor.page.furniture import is_furniture_line
from extractor.page.outline import Block, Box, Mark, Outline, Picture, normal, text_in
from extractor.report import Image

LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-srcset",
    "data-lazy-srcset",
    "data-img-url",
    "data-hi-res-src",
    "data-image",
    "data-url",
    "data-full-src",
    "data-src-large",
)
PLACEHOLDER = re.compile(
    r"^data:|placeholder|blank\.(?:gif|png)|spacer|1x1|transparent|loading\.(?:gif|svg)|^about:|grey\.|lazy[_-]?load",
    re.I,
)
NOT_OF_STORY = re.compile(
    r"avatar|gravatar|logo|icon|sprite|pixel|emoji|badge|author|profile|banner|advert|\bads?\b|spinner", re.I
)
CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)[wx])?\s*(?:,|$)")
IMAGE_NAMES = re.compile(r"image|img|photo|pict|media|fig|visual|gallery|slide|attachment|caption|hero", re.I)
COUNT = re.compile(r"(?:\d+|\d+ ?(?:of|/) ?\d+|image \d+ of \d+)$", re.I)
LABEL_LEFT = re.compile(r"[\s(\[|–—-]*(?:copyright|image|photo|picture|credit|©)s?\s*:?\s*$", re.I)
LONGEST_CAPTION = 12  # blocks: a figure that holds more is a part of the page
SMALL = 90  # pixels: what is narrower or lower is an icon or a face


@dataclass
class Captioned:
    """A picture with its caption's blocks."""

    image: Image
    blocks: list[Block]


def pictures(outline: Outline, story: Box, first: int, last: int, base: str | None) -> list[Captioned]:
    """The pictures between two blocks of the outline, each address once; films with a caption, too."""
    out: list[Captioned] = []
    seen: set[str] = set()
    used: set[int] = set()
    for picture in outline.pictures:
        if not first <= picture.at <= last or is_elsewhere(outline, picture) or not is_of_story(picture):
            continue
        src = address(picture.element, base)
        if src is None and picture.fallback is not None:
            src = address(picture.fallback, base)
        blocks = [b for b in caption_blocks(outline, picture, story) if id(b) not in used]
        key = re.sub(r"\?.*$", "", src or "")
        if (key and key in seen) or (src is None and not blocks):
            continue
        seen.add(key)
        used.update(map(id, blocks))
        out.append(Captioned(_image(picture.element, src, blocks), blocks))
    for box in outline.boxes[story.order : story.end]:
        if box.tag == "figcaption" and not box.furniture:
            blocks = [b for b in outline.blocks[box.first : box.last] if id(b) not in used]
            if blocks:
                used.update(map(id, blocks))
                out.append(Captioned(_image(None, None, blocks), blocks))
    return out


def is_elsewhere(outline: Outline, picture: Picture) -> bool:
    """Whether a picture stands in furniture; a box named "video" or "overlay" with a caption of its own is none."""
    box: Box | None = picture.box
    if box is None or not box.furniture:
        return False
    while box.parent is not None and box.parent.furniture:
        box = box.parent
    blocks = outline.blocks[box.first : box.last]
    return box.rival or len(blocks) > 4 or not any(map(is_caption, blocks))


def is_of_story(picture: Picture) -> bool:
    """Whether a picture is one of the news, not an icon, a face beside a byline or a counter."""
    element = picture.element
    for side in ("width", "height"):
        size = element.get(side) or ""
        if size.isdigit() and int(size) < SMALL:
            return False
    names = f"{element.get('class') or ''} {element.get('id') or ''} {(element.get('alt') or '')[-5:]}"
    box = picture.box
    while box is not None and box.parent is not None and box.last - box.first <= 3:
        if box.marks & Mark.BYLINE and not box.marks & (Mark.CREDIT | Mark.CAPTION):
            return False
        box = box.parent
    return not NOT_OF_STORY.search(names)


def address(element: etree._Element, base: str | None) -> str | None:
    """The picture's address as a reader's browser would show it."""
    for name in ("src", *LAZY, "srcset"):
        value = (element.get(name) or "").strip()
        if not value or PLACEHOLDER.search(value[:200]):
            continue
        found = widest(value) if "srcset" in name else value
        if found and " " not in found:
            try:
                return urljoin(base, found) if base else found
            except ValueError:
                return found
    return None


def widest(srcset: str) -> str | None:
    """The address of the widest picture in a `srcset`.

    >>> widest("/a.jpg 300w, /b.jpg 1200w"), widest("/only.jpg")
    ('/b.jpg', '/only.jpg')
    """
    found = [(float(size or 1), name) for name, size in CANDIDATE.findall(srcset)]
    return max(found, key=lambda item: item[0])[1] if found else None


def caption_blocks(outline: Outline, picture: Picture, story: Box) -> list[Block]:
    """The blocks that are a picture's caption.

    Those of its figure; else of the smallest box around it that has text, where that is short and no paragraph; else a
    box after it that is named so.
    """
    box: Box | None = picture.box
    while box is not None and box.tag != "figure":
        box = box.parent
    if box is not None and box.last - box.first <= LONGEST_CAPTION:
        return [b for b in outline.blocks[box.first : box.last] if not is_count(b)]
    around = picture.box
    while around.last == around.first and around.parent is not None:
        around = around.parent
    inside = outline.blocks[around.first : min(around.last, around.first + LONGEST_CAPTION)]
    if around is not story and around.tag != "body" and is_picture_box(around, inside):
        return [b for b in inside if not is_count(b)]
    out = []
    for block in outline.blocks[picture.at : picture.at + 3]:
        if not is_caption(block):
            break
        out.append(block)
    return out


def is_picture_box(box: Box, blocks: list[Block]) -> bool:
    """Whether a box around a picture holds nothing but it and its caption."""
    if not 1 <= len(blocks) <= 3 or sum(len(block.text) for block in blocks) > 500:
        return False
    named = bool(IMAGE_NAMES.search(f"{box.element.get('class') or ''} {box.element.get('id') or ''}"))
    for block in blocks:
        if (block.box.tag in {"h1", "h2", "h3", "h4", "li"} and not named) or block.linked > 0.5 * len(block.text):
            return False
        if block.box.tag == "p" and not named and not is_caption(block):
            short = len(block.text) < 200 and (block.strong >= 0.9 * len(block.text) or split_caption(block.text)[1])
            if not short:
                return False
    return True


def is_count(block: Block) -> bool:
    """Whether a line in a picture's box is a control of the gallery: "3", "1 of 5", "View gallery"."""
    return (is_furniture_line(block) and not is_caption(block)) or bool(COUNT.match(block.text))


def is_caption(block: Block) -> bool:
    """Whether a block stands in a caption or credit."""
    box: Box | None = block.box
    for _ in range(4):
        if box is None:
            return False
        if box.tag == "figcaption" or box.marks & (Mark.CAPTION | Mark.CREDIT):
            return True
        if (
            box is block.box
            and box.tag != "p"
            and len(block.text) < 300
            and IMAGE_NAMES.search(box.element.get("class") or "")
        ):
            return split_caption(block.text)[1] is not None
        box = box.parent
    return False


def _image(element: etree._Element | None, src: str | None, blocks: list[Block]) -> Image:
    texts, credits = [], []
    if any(LABEL_LEFT.fullmatch(block.text) or block.text.endswith("(") for block in blocks):
        texts, blocks = [" ".join(block.text for block in blocks)], []
    for block in blocks:
        named = block.box.marks & Mark.CREDIT and not block.box.marks & Mark.CAPTION
        if named or (texts and is_bare_credit(block.text)):
            credits.append(bare_credit(block.text))
        else:
            texts.append(block.text)
    caption: str | None = " ".join(texts) or None
    if len(blocks) == 1 and not credits and (two := two_lines(blocks[0])):
        caption, credits = two[0], [two[1]]
    if caption and not credits:
        inline = _inline_credit(blocks)
        at = caption.rfind(inline) if inline else -1
        if inline and at >= 0 and len(caption) - at - len(inline) < 3:
            credits.append(bare_credit(inline))
            caption = LABEL_LEFT.sub("", caption[:at]).strip(" |([–—-") or None
    if caption and not credits:
        caption, credit = split_caption(caption)
        credits += [credit] if credit else []
    credits = [credit for credit in credits if credit]
    alt = normal((element.get("alt") if element is not None else "") or "") or None
    return Image(src=src, alt=alt, caption=caption, credit=", ".join(credits) or None)


def two_lines(block: Block) -> tuple[str, str] | None:
    """The caption and the credit where a line break parts them, either one first."""
    lines = [""]
    for element in block.box.element.iter():
        if element.tag == "br":
            lines.append("")
        lines[-1] += element.text or ""
        if element is not block.box.element:
            lines[-1] += element.tail or ""
    lines = [line for line in map(normal, lines) if line]
    if len(lines) != 2 or " ".join(lines) != block.text:
        return None
    credit, caption = sorted(lines, key=len)
    fits = len(caption) >= 40 and len(credit.split()) <= 6 and is_bare_credit(credit)
    return (caption, bare_credit(credit)) if fits else None


def _inline_credit(blocks: list[Block]) -> str | None:
    from extractor.page.outline import names_say

    for block in blocks:
        for element in block.box.element.iter("span", "em", "cite", "small", "b", "i", "strong", "a"):
            names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
            if element.tag == "cite" or names_say(names) & Mark.CREDIT:
                return text_in(element) or None
    return None
