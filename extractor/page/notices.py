"""What could not be read of a page, in words a person understands: walls, cut stories, missing pages."""

from __future__ import annotations

import re

from extractor.page.metadata import Metadata
from extractor.page.outline import Block, Outline
from extractor.report import Warning

WORD = re.compile(r"\w+")
MISSING = re.compile(
    r"\b(?:error\s+)?404\b|\bpage (?:was |could |can ?)?not (?:be )?found\b|\bpage (?:does|doesn't|does not) exist\b|"
    r"\bpage you (?:are|were|'re) (?:looking for|trying)|\bno longer (?:available|exists)\b|\bnot found\b|\bcouldn't find (?:the|that|this) page\b|"
    r"\barticle (?:was |has been )?(?:removed|deleted|not found)\b",
    re.I,
)
CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\bprivacy (?:policy|settings|choices|notice)\b|\bpersonal data\b|\bour (?:\d+ )?partners\b|\baccept all\b|"
    r"\breject all\b|\bmanage (?:options|preferences|settings)\b|\bbefore you continue\b|\bGDPR\b|\bvendors\b",
    re.I,
)
PAYWALL = re.compile(
    r"\bsubscribe (?:now )?(?:to|for) (?:continue|keep|read|unlock|full access|unlimited)|\bto (?:continue|keep) reading\b|\bcontinue reading (?:with|for|by|this)\b|"
    r"\balready a (?:subscriber|member)\b|\b(?:subscribers?|members?|premium)[- ]only\b|\breserved for (?:our )?(?:subscribers|members)\b|"
    r"\bunlock (?:this|the full|full) (?:article|story)\b|\byou have reached your (?:free )?(?:article )?limit\b|\bthis (?:article|story|content) is (?:for|only available to) (?:subscribers|members|premium)|"
    r"\bsubscribe to (?:read|unlock)\b|\bread the full (?:story|article) (?:with|by)\b|\bregister (?:for free )?to (?:continue|read)\b|\bsign in to (?:continue|read)\b",
    re.I,
)
SHORT = 1500  # characters: a wall or an error page says no more
STUB = 2500  # characters: what a paywall leaves of a story
ENDS = re.compile(r"[.!?”\"’'»)\]。！？]\s*$")

LANGUAGES = {
    "fr": "French", "de": "German", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "nl": "Dutch", "id": "Indonesian", "vi": "Vietnamese",
    "pl": "Polish", "tr": "Turkish", "sv": "Swedish", "ja": "Japanese", "ko": "Korean", "zh": "Chinese", "ru": "Russian", "ar": "Arabic", "he": "Hebrew",
    "el": "Greek", "th": "Thai", "km": "Khmer", "hi": "Hindi", "my": "Burmese", "lo": "Lao", "ms": "Malay", "fa": "Persian", "uk": "Ukrainian", "bn": "Bengali",
}  # fmt: skip


def is_missing_page(headline: str | None, meta: Metadata, body: list[Block]) -> bool:
    """Whether the page only says that there is no such page."""
    if size(body) > SHORT / 2:
        return False
    return any(MISSING.search(text) for text in [headline or "", *meta.titles[-1:]])


def is_consent_wall(headline: str | None, meta: Metadata, body: list[Block]) -> bool:
    """Whether the page only asks for consent: a short text that speaks of little else."""
    text = " ".join(block.text for block in body)
    if not 0 < len(text) <= SHORT:
        return False
    found = {match[0].casefold() for match in CONSENT.finditer(f"{headline or ''} {text}")}
    hits = sum(1 for _ in CONSENT.finditer(text))
    return len(found) >= 3 and hits * 40 >= len(text.split())


def is_cut(page: Outline, meta: Metadata, body: list[Block]) -> bool:
    """Whether a paywall has cut the story: the page says so, and what it shows is short or ends within a sentence."""
    if not body:
        return False
    said = meta.paywalled or any(len(b.text) < 400 and PAYWALL.search(b.text) for b in page.blocks)
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


def warning(code: str, **words: str | int) -> Warning:
    """A warning of this stage, by its code."""
    return Warning(code=code, message=MESSAGES[code].format(**words))


MESSAGES = {
    "no_story": "No story was found on the page: the record holds what its metadata say.",
    "consent_wall": "The page asks for consent instead of showing a story: save it again after answering.",
    "soft_404": "The page says that there is no such article.",
    "paywall": "The story seems to be cut by a paywall: facts further down are missing.",
    "language": "The article is in {name}: facts are read from English only.",
    "jsonld_ignored": "{count} of the page's JSON-LD blocks cannot be read and were passed over.",
    "profile_mismatch": "The site profile {host} no longer fits this page ({missing} not found): the general rules were used.",
    "profile_broken": "The site profile cannot be used: {reason}",
    "text_cut": "The text is longer than {limit} characters and was cut at the end of a block.",
    "page_cut": "The page is nested too deep to be read whole: what stands past {limit} characters of it is missing.",
}


def language_name(code: str) -> str:
    """A language in words, with its code."""
    return f"{LANGUAGES[code]} ({code})" if code in LANGUAGES else f"another language ({code})"
