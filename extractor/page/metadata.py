"""What a page says of its article outside the story: JSON-LD, Open Graph, `<meta>`, microdata, `<html lang>`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extractor.lexicons import load
from extractor.page import jsonld, moments
from extractor.page.decode import clean
from extractor.page.outline import normal

MAX_TAGS = 50


@dataclass
class Metadata:
    """What the page's machine-readable parts say; every text normalised, lists in page order."""

    titles: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    ld_headline: str | None = None
    ld_authors: list[str] = field(default_factory=list)
    ld_organisations: list[str] = field(default_factory=list)
    meta_authors: list[str] = field(default_factory=list)
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    site: str | None = None
    dateline: str | None = None
    language: str | None = None
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    canonical: str | None = None
    base: str | None = None
    paywalled: bool = False
    words: int | None = None
    ignored: int = 0


def metadata(root: etree._Element, headings: Iterable[str]) -> Metadata:
    """The metadata of a page; `headings` are its visible headings, which tell apart several articles in its JSON-LD."""
    found = Metadata()
    metas = _metas(root)
    title = root.find(".//title")
    found.titles = _texts([*_values(metas, "titles"), (title.text if title is not None else "") or ""])
    found.descriptions = _texts(_values(metas, "descriptions"))
    found.site = next(iter(_texts(_values(metas, "site"))), None)
    found.meta_authors = [author for author in _texts(_values(metas, "authors")) if "://" not in author]
    found.published = next((moment for value in _values(metas, "published") if (moment := _date(value))), None)
    found.modified = next((moment for value in _values(metas, "modified") if (moment := _date(value))), None)
    found.dateline = next(iter(_texts(metas.get("dateline", ()))), None)
    found.section = next(iter(_texts(_values(metas, "section"))), None)
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    found.language = declared or next(_values(metas, "language"), None)
    _links(root, found)
    _linked_data(root, found, [*headings, *found.titles])
    if not found.tags:
        found.tags = next((_tags(metas[key]) for key in load("page")["meta"]["tags"] if metas.get(key)), [])
    return found


def _metas(root: etree._Element) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        if not content:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(key)
            if name:
                metas.setdefault(name.lower(), []).append(content)
    return metas


def _values(metas: dict[str, list[str]], kind: str) -> Iterator[str]:
    """What the page's `<meta>` say of a kind, the most trusted first."""
    for key in load("page")["meta"][kind]:
        yield from metas.get(key, ())


def _links(root: etree._Element, found: Metadata) -> None:
    for link in root.iter("link", "base"):
        if link.tag == "base":
            found.base = found.base or link.get("href")
        elif (link.get("rel") or "").lower() == "canonical":
            found.canonical = found.canonical or link.get("href")


def _linked_data(root: etree._Element, found: Metadata, headlines: list[str]) -> None:
    linked = jsonld.read(root)
    found.ignored = linked.ignored
    item = jsonld.article_of(linked, headlines)
    if item is None:
        page = next((item for item in linked.objects if "WebPage" in jsonld.types(item)), {})
        found.published = found.published or _date(page.get("datePublished"))
        found.modified = found.modified or _date(page.get("dateModified"))
        return
    found.ld_headline = _text(jsonld.text_of(item.get("headline")))
    _authors(linked, item, found)
    found.published = _date(item.get("datePublished")) or found.published or _date(item.get("dateCreated"))
    found.modified = _date(item.get("dateModified")) or found.modified
    source = next((_text(jsonld.text_of(o)) for o in linked.each(item.get("sourceOrganization"))), None)
    publisher = next((_text(jsonld.text_of(o)) for o in linked.each(item.get("publisher"))), None)
    found.publisher = source or publisher
    found.site = found.site or publisher
    found.dateline = found.dateline or _text(jsonld.text_of(item.get("dateline")))
    found.section = found.section or next(iter(_texts(s for s in _strings(item.get("articleSection")))), None)
    found.tags = _tags(_strings(item.get("keywords")))
    found.language = found.language or jsonld.text_of(item.get("inLanguage")) or None
    found.paywalled = str(item.get("isAccessibleForFree")).lower() == "false"
    count = item.get("wordCount")
    found.words = (
        int(count) if isinstance(count, int | str) and str(count).isascii() and str(count)[:7].isdigit() else None
    )
    found.descriptions += [d for d in _texts([jsonld.text_of(item.get("description"))]) if d not in found.descriptions]


def _authors(linked: jsonld.Linked, item: jsonld.Object, found: Metadata) -> None:
    for author in [*linked.each(item.get("author")), *linked.each(item.get("creator"))]:
        names = author.get("name") if isinstance(author, dict) else author
        for name in names if isinstance(names, list) else [names]:
            text = _text(name if isinstance(name, str) else None)
            kind = jsonld.types(author) if isinstance(author, dict) else []
            into = found.ld_organisations if any("Organization" in k for k in kind) else found.ld_authors
            if text and text not in into and "://" not in text:
                into.append(text)


def _strings(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _date(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return moments.iso(value) or moments.printed(value[:100]) if isinstance(value, str) else None


def _text(value: str | None) -> str | None:
    """A text out of metadata, where entities may be written twice and characters be none."""
    if not value:
        return None
    if "&" in value:
        from html import unescape

        value = unescape(value)
    return normal(clean(TAG.sub("", value))) or None


TAG = re.compile(r"</?[a-z][^<>]{0,300}>", re.I)


def _texts(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for value in values if (text := _text(value))))


def _tags(values: Iterable[str]) -> list[str]:
    texts = _texts(values)
    if len(texts) == 1:
        texts = [part.strip() for part in re.split("[,;]", texts[0]) if part.strip()]
    return list(dict.fromkeys(texts))[:MAX_TAGS]
