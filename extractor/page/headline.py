"""The headline and the standfirst as the reader sees them, found by what the metadata say of them."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from extractor.page.furniture import OPENS_BYLINE
from extractor.page.metadata import Metadata
from extractor.page.outline import HEADINGS, Block, Mark, Outline

WORD = re.compile(r"\w+")
SEPARATOR = re.compile(r"\s+(?:[|•·»:]|[-–—]|::)\s+|\s*[|»]\s*")
CUT = re.compile(r"\s*(?:…|\.\.\.)$")


def likeness(a: str, b: str) -> float:
    """How far two lines share their words, from 0 to 1; a line cut by "…" is like the whole.

    >>> likeness("Floods hit the south", "Floods hit the south | The Courier") > 0.7
    True
    """
    x, y = set(WORD.findall(a.casefold())), set(WORD.findall(CUT.sub("", b).casefold()))
    if not x or not y:
        return 0.0
    if CUT.search(b) and len(y) > 3 and len(x & y) >= len(y) - 1:
        return 1.0
    return 2 * len(x & y) / (len(x) + len(y))


def find_headline(outline: Outline, meta: Metadata, first: int) -> tuple[str | None, Block | None]:
    """The headline, and its block where the page shows it; `first` is the first block of the story."""
    titles = [
        *([meta.ld_headline] if meta.ld_headline else []),
        *(without_site(t, meta.site) for t in meta.titles),
    ]
    best: tuple[float, Block] | None = None
    for at, block in enumerate(outline.blocks[: first + 3]):
        score = _headline_score(block, titles, meta.site)
        if score is None:
            continue
        score += at / (first + 4) * 0.1  # of two alike, the one nearer to the story
        if best is None or score > best[0]:
            best = (score, block)
    if best is not None:
        return best[1].text, best[1]
    return (titles[0] if titles else None), None


def _headline_score(block: Block, titles: list[str], site: str | None) -> float | None:
    """How good a headline a block would be; None for one that is none."""
    if not 2 <= len(block.text) <= 300 or (site and likeness(block.text, site) > 0.8):
        return None
    heading = _heading(block)
    if heading is None and block.linked:
        return None
    # The more trusted a title is, the earlier it stands in the list.
    alike = max((likeness(block.text, title) - 0.03 * rank for rank, title in enumerate(titles)), default=0.0)
    if heading is None:
        # A line that no tag makes a heading: only where it is the title word for word.
        return alike - 0.2 if alike >= 0.85 and len(block.text) > 15 else None
    if heading == "h1":
        # The name of a section in an <h1> shares no word with the page's titles.
        short = len(block.text.split()) < 3 and alike < 0.15 and bool(titles)
        return None if short else alike + 0.5 - (0.3 if block.box.furniture else 0)
    return alike - (0.3 if block.box.furniture else 0) if alike >= 0.5 else None


def _heading(block: Block) -> str | None:
    box = block.box
    for _ in range(3):
        if box.tag in HEADINGS:
            return box.tag
        if box.parent is None:
            return None
        box = box.parent
    return None


def without_site(title: str, site: str | None) -> str:
    """A page's title without the site's name at its end or start; a title's own dashes stay.

    >>> without_site("Talks - and then war - The Courier", "The Courier"), without_site("Talks - and then war", None)
    ('Talks - and then war', 'Talks - and then war')
    """
    parts = list(SEPARATOR.finditer(title))
    if not parts or not site:
        return title
    name = "".join(WORD.findall(site.casefold()))
    if not name:
        return title
    for part in reversed(parts):
        tail = "".join(WORD.findall(title[part.end() :].casefold()))
        if tail and (tail == name or tail in name or (name in tail and len(tail) < len(name) + 12)):
            return title[: part.start()].strip()
    head = "".join(WORD.findall(title[: parts[0].start()].casefold()))
    return title[parts[0].end() :].strip() if head and head == name else title


def find_standfirst(outline: Outline, meta: Metadata, headline: Block | None, story: list[Block]) -> Block | None:
    """The block that sums the story up under the headline; None where the page shows none."""
    start = outline.blocks.index(headline) + 1 if headline is not None else 0
    body = {id(block) for block in story}
    seen = 0
    for block in outline.blocks[start : start + 40]:
        if OPENS_BYLINE.search(block.text) or block.text.count("|") > 1:
            continue
        if block.box.furniture or not 20 <= len(block.text) <= 700 or block.linked > len(block.text) / 2:
            continue
        named = is_named(block, Mark.STANDFIRST) and not is_named(block, Mark.CAPTION)
        described = any(block.text == text for text in meta.descriptions)
        inside = id(block) in body
        if (named and not (inside and is_lead(block, headline))) or (described and not inside):
            return block
        if id(block) in body:
            seen += 1
            if seen > 1:
                return None
    return None


def joined(base: str | None, address: str) -> str:
    """An address that may be relative to another."""
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def is_lead(block: Block, headline: Block | None) -> bool:
    """Whether a block that is named as a summary is the story's first paragraph: it stands among the paragraphs, and
    the headline does not.
    """
    around = block.box.parent
    if block.box.tag != "p" or around is None or around.last - around.first <= 3:
        return False
    return headline is None or not around.order <= headline.box.order < around.end


def is_named(block: Block, mark: int) -> bool:
    """Whether a block's box, or one of the few around it, bears the mark."""
    box = block.box
    for _ in range(3):
        if box.marks & mark and box.last - box.first <= 3:
            return True
        if box.parent is None:
            return False
        box = box.parent
    return False
