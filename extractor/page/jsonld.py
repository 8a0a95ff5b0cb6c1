"""The JSON-LD of a page → the object that describes the article. A block that cannot be read is passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

ARTICLE_TYPES = re.compile(r"(?:article|blogposting|liveblogposting|report|review|socialmediaposting)$", re.I)
NOT_ARTICLE = re.compile(r"aggregate|critic|employer|userreview", re.I)
WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|\]\]>|/\*\]\]>\*/)\s*;?\s*$")
MAX_OBJECTS = 5000
Object = dict[str, Any]


@dataclass
class Linked:
    """Every object of the page's JSON-LD; `ignored` counts the blocks that could not be read."""

    objects: list[Object] = field(default_factory=list)
    by_id: dict[str, Object] = field(default_factory=dict)
    ignored: int = 0

    def follow(self, value: Any) -> Any:
        """An object for a mere reference to it (`{"@id": …}`); anything else as it is."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value

    def each(self, value: Any) -> list[Any]:
        """A value or list of values as a list, with references followed."""
        return [self.follow(item) for item in (value if isinstance(value, list) else [value]) if item is not None]


def read(root: etree._Element) -> Linked:
    """All JSON-LD of a page."""
    linked = Linked()
    for script in root.iter("script"):
        kind, text = script.get("type") or "", script.text or ""
        if "ld+json" not in kind.lower() or not text.strip():
            continue
        try:
            data = json.loads(WRAPPING.sub("", text).strip().rstrip(";"), strict=False, parse_constant=_refuse)
        except (ValueError, RecursionError):
            linked.ignored += 1
            continue
        if not isinstance(data, dict | list):
            linked.ignored += 1
        for item in _objects(data):
            if len(linked.objects) >= MAX_OBJECTS:
                break
            linked.objects.append(item)
            if isinstance(item.get("@id"), str) and len(item) > 2:
                linked.by_id.setdefault(item["@id"], item)
    return linked


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _objects(data: Any) -> Iterator[Object]:
    """Every typed object in a block, outermost first; a stack, as blocks may be deep."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            if "@type" in item:
                yield item
            waiting.extend(value for value in reversed(item.values()) if isinstance(value, dict | list))


def types(item: Object) -> list[str]:
    """The types of an object, without a vocabulary's address."""
    value = item.get("@type")
    return [str(name).rsplit("/", 1)[-1] for name in (value if isinstance(value, list) else [value]) if name]


def article_of(linked: Linked, headlines: list[str]) -> Object | None:
    """The object that describes this page's article: of several, the one whose headline the page shows."""
    found = [
        item
        for item in linked.objects
        if any(ARTICLE_TYPES.search(name) and not NOT_ARTICLE.search(name) for name in types(item))
        and (item.get("headline") or item.get("name") or item.get("datePublished") or item.get("author"))
    ]
    shown = {"".join(headline.casefold().split()) for headline in headlines}
    for item in found:
        if "".join(text_of(item.get("headline")).casefold().split()) in shown:
            return item
    return found[0] if found else None


def text_of(value: Any) -> str:
    """The text of a string, or of an object's name; empty where there is none.

    >>> text_of({"@type": "Person", "name": "May Tan"}), text_of(["a", "b"]), text_of(3)
    ('May Tan', 'a', '')
    """
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
        if isinstance(value, list):
            value = value[0] if value else None
    return value if isinstance(value, str) else ""
