"""What could not be read of a page, in words a person understands: walls, cut stories, missing pages."""

from __future__ import annotations

import re
from functools import cache

from extractor.lexicons import load
from extractor.page.metadata import Metadata
from extractor.page.outline import HEADINGS, Block, Outline
from extractor.report import Warning

WORD = re.compile(r"\w+")
SHORT = 1500  # characters: a wall or an error page says no more
STUB = 2500  # characters: what a paywall leaves of a story
ENDS = re.compile(r"[.!?”\"’'»)\]。！？]\s*$")


def is_missing_page(headline: str | None, meta: Metadata, body: list[Block]) -> bool:
    """Whether the page only says that there is no such page."""
    if size(body) > SHORT / 2:
        return False
    heads = [block.text for block in body if block.box.tag in HEADINGS]
    return any(_says("missing").search(text) for text in [headline or "", *meta.titles[-1:], *heads])


def is_consent_wall(headline: str | None, meta: Metadata, body: list[Block]) -> bool:
    """Whether the page only asks for consent: a short text that speaks of little else."""
    text = " ".join(block.text for block in body)
    if not 0 < len(text) <= SHORT:
        return False
    found = {match[0].casefold() for match in _says("consent").finditer(f"{headline or ''} {text}")}
    hits = sum(1 for _ in _says("consent").finditer(text))
    return len(found) >= 3 and hits * 40 >= len(text.split())


def is_cut(page: Outline, meta: Metadata, body: list[Block]) -> bool:
    """Whether a paywall has cut the story: the page says so, and what it shows is short or ends within a sentence."""
    if not body:
        return False
    said = meta.paywalled or any(len(b.text) < 400 and _says("paywall").search(b.text) for b in page.blocks)
    if not said:
        return False
    words = sum(len(WORD.findall(block.text)) for block in body)
    if meta.words and meta.words > 100:
        return words < 0.6 * meta.words
    broken = not ENDS.search(body[-1].text) or body[-1].text.endswith(("...", "…"))
    return size(body) < STUB and (broken or len(body) <= 6)


def size(body: list[Block]) -> int:
    """Characters of the story."""
    return sum(len(block.text) for block in body)


@cache
def _says(wall: str) -> re.Pattern[str]:
    return re.compile("|".join(load("page")["wall"][wall]), re.I)


def warning(code: str, **words: str | int) -> Warning:
    """A warning of this stage, by its code."""
    return Warning(code=code, message=MESSAGES[code].format(**words))


MESSAGES = {
    "no_story": "No story was found on the page: the record holds what its metadata say.",
    "consent_wall": "The page asks for consent instead of showing a story: save it again after answering.",
    "soft_404": "The page says that there is no such article.",
    "paywall": "The story seems to be cut by a paywall: facts further down are missing.",
    "jsonld_ignored": "{count} of the page's JSON-LD blocks cannot be read and were passed over.",
    "profile_mismatch": "The site profile {host} does not fit this page (no {missing}): general rules were used.",
    "profile_broken": "The site profile cannot be used: {reason}",
    "text_cut": "The text is longer than {limit} characters and was cut at the end of a block.",
    "page_cut": "The page is nested too deep to be read whole: what stands past {limit} characters of it is missing.",
}
