"""Bytes of a page → `Page`: the article and what was met on the way. No spaCy here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from extractor.errors import InputError
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


def read_page(
    html: bytes | str, *, url: str | None = None, published: str | None = None, profiles: bool = True
) -> Page:
    """Decode, parse, find the story. `published` is the caller's word for the date; `profiles` uses site profiles.

    Raises `InputError` for what is not a page: empty, PDF, image, archive, broken or oversized compressed file.
    """
    from extractor.page.article import read_article
    from extractor.page.decode import Decoded, clean, decode
    from extractor.page.tree import parse

    if isinstance(html, str):
        decoded = Decoded(clean(html), "utf-8")
        data = decoded.text.encode()
        if not html.strip():
            raise InputError("empty", "The page is empty: save it again.")
    else:
        data = html
        decoded = decode(data)
    tree = parse(decoded.text)
    if tree is None:
        raise InputError("empty", "The page holds nothing but comments: save it again.")
    reading = read_article(decoded.text, tree, url=url, published=published, profiles=profiles)
    return Page(
        article=reading.article,
        encoding=decoded.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        url=url or reading.url,
        profile=reading.profile,
        warnings=tuple(reading.warnings),
    )
