"""The pictures of the story: address (past lazy loading), alt, caption and credit told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from extractor.page.captions import bare_credit, split_caption
from extractor.page.outline import Block, Box, Mark, Outline, Picture, normal
from extractor.report import Image

LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-srcset", "data-lazy-srcset", "data-img-url", "data-hi-res-src", "data-image", "data-url", "data-full-src", "data-src-large")
PLACEHOLDER = re.compile(r"^data:|placeholder|blank\.(?:gif|png)|spacer|1x1|transparent|loading\.(?:gif|svg)|^about:|grey\.|lazy[_-]?load", re.I)
NOT_OF_STORY = re.compile(r"avatar|gravatar|logo|icon|sprite|pixel|emoji|badge|author|profile|banner|advert|\bads?\b|spinner|social|share", re.I)
CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)[wx])?\s*(?:,|$)")
SMALL = 90  # pixels: what is narrower or lower is an icon or a face


@dataclass
class Captioned:
    """A picture with its caption's blocks."""

    image: Image
    blocks: list[Block]


def pictures(outline: Outline, first: int, last: int, base: str | None) -> list[Captioned]:
    """The pictures between two blocks of the outline, each address once."""
    out: list[Captioned] = []
    seen: set[str] = set()
    used: set[int] = set()
    for picture in outline.pictures:
        if not first <= picture.at <= last or picture.box.furniture or not is_of_story(picture):
            continue
        src = address(picture.element, base)
        blocks = [b for b in caption_blocks(outline, picture) if id(b) not in used]
        key = re.sub(r"\?.*$", "", src or "")
        if (key and key in seen) or (src is None and not blocks):
            continue
        seen.add(key)
        used.update(map(id, blocks))
        out.append(Captioned(_image(picture, src, blocks), blocks))
    return out


def is_of_story(picture: Picture) -> bool:
    """Whether a picture is one of the news, not an icon, a face beside a byline or a counter."""
    element = picture.element
    for side in ("width", "height"):
        size = element.get(side) or ""
        if size.isdigit() and int(size) < SMALL:
            return False
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('alt') or ''}"
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


def caption_blocks(outline: Outline, picture: Picture) -> list[Block]:
    """The blocks that are a picture's caption: the `<figcaption>` of its figure, else a box named so right after it."""
    figure: Box | None = picture.box
    while figure is not None and figure.tag != "figure":
        figure = figure.parent
    if figure is not None:
        return [block for block in outline.blocks[figure.first : figure.last] if is_caption(block)]
    out = []
    for block in outline.blocks[picture.at : picture.at + 3]:
        if not is_caption(block):
            break
        out.append(block)
    return out


def is_caption(block: Block) -> bool:
    """Whether a block stands in a caption or credit."""
    box: Box | None = block.box
    for _ in range(4):
        if box is None:
            return False
        if box.tag == "figcaption" or box.marks & (Mark.CAPTION | Mark.CREDIT):
            return True
        box = box.parent
    return False


def _image(picture: Picture, src: str | None, blocks: list[Block]) -> Image:
    texts, credits = [], []
    for block in blocks:
        if block.box.marks & Mark.CREDIT and not block.box.marks & Mark.CAPTION:
            credits.append(bare_credit(block.text))
        else:
            texts.append(block.text)
    caption: str | None = " ".join(texts) or None
    if caption and not credits:
        inline = _inline_credit(blocks)
        if inline and caption.endswith(inline):
            credits.append(bare_credit(inline))
            caption = caption[: -len(inline)].strip(" |(–—-") or None
    if caption and not credits:
        caption, credit = split_caption(caption)
        credits += [credit] if credit else []
    alt = normal(picture.element.get("alt") or "") or None
    return Image(src=src, alt=alt, caption=caption, credit=", ".join(credits) or None)


def _inline_credit(blocks: list[Block]) -> str | None:
    from extractor.page.outline import names_say

    for block in blocks:
        for element in block.box.element.iter("span", "em", "cite", "small", "b", "i", "strong", "a"):
            if names_say(f"{element.get('class') or ''} {element.get('itemprop') or ''}") & Mark.CREDIT:
                return normal("".join(element.itertext())) or None
    return None
