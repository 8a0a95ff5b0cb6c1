"""Small pages for the tests, written for them: one story of a town's bridge, in many dresses."""

from __future__ import annotations

from extractor.page import Page, read_page
from extractor.report import Block

PARAGRAPHS = (
    "SANDPORT – The old bridge over the Lenne will close for the winter, the council said, after cracks were found.",
    "Engineers counted 14 cracks in the two northern piers, nine more than in the spring, a report says.",
    "Mayor Ida Brand said that buses would go round by the lock, 12 minutes more for 3,100 people a day.",
    "The repair is to cost 2.4 million crowns. Half of it comes from the province, which had promised a third.",
)  # fmt: skip
HEADLINE = "Old bridge over the Lenne closes for the winter"


def story(
    *paragraphs: str, headline: str = HEADLINE, head: str = "", before: str = "", after: str = "", lang: str = "en"
) -> str:
    """A page with a headline and paragraphs; `before` and `after` stand around the paragraphs, `head` in its head."""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs or PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{headline} - The Sandport Courier</title>'
        f'<meta property="og:site_name" content="The Sandport Courier">{head}</head>'
        f'<body><nav><a href="/">Home</a></nav>'
        f'<div class="page"><h1>{headline}</h1>{before}<div class="text">{body}</div>{after}</div></body></html>'
    )


def read(html: str | bytes, *, url: str | None = None, published: str | None = None, profiles: bool = True) -> Page:
    """The page as the package reads it."""
    return read_page(html, url=url, published=published, profiles=profiles)


def texts(page: Page, *kinds: str) -> list[str]:
    """The texts of the article's blocks of some kinds, in order."""
    return [cut(page, block) for block in page.article.blocks if block.kind in kinds]


def cut(page: Page, block: Block) -> str:
    """The characters of a block."""
    return page.article.text[block.start : block.end]


def codes(page: Page) -> list[str]:
    """The codes of the page's warnings."""
    return [warning.code for warning in page.warnings]
