"""Bytes of a page → `Page`: the article and what was met on the way. No spaCy here."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.report import Article, Warning


@dataclass(frozen=True)
class Page:
    """The page stage's result; `profile` names the site profile that was used."""

    article: Article
    encoding: str
    sha256: str
    url: str | None = None
    profile: str | None = None
    warnings: tuple[Warning, ...] = ()


def read_page(html: bytes | str, *, url: str | None = None, published: str | None = None) -> Page:
    """Decode, parse, find the story.

    Raises `PageError` (with a `code`) for what is not a page: empty, PDF, image, archive.
    """
    raise NotImplementedError
