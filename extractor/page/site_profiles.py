"""Site profiles: for one host, where its pages keep headline, byline, body and caption. Data in `extractor/sites/`.

One file is read a page, by the host of its address. A selector is `tag.class#id[attribute=value]`, any part of it,
several parted by spaces for one inside the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

SELECTORS = ("headline", "standfirst", "byline", "published", "publisher", "body", "caption")
FIELDS = {*SELECTORS, "host", "checked_against", "drop"}
REQUIRED = ("host", "checked_against", "headline", "body")
COMPOUND = re.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+(?:=(?:\"[^\"]*\"|[\w/-]+))?\])*)\Z")
PART = re.compile(r"\.(?P<cls>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<attribute>[\w-]+)(?:=(?P<value>\"[^\"]*\"|[\w/-]+))?\]")
HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+\Z")


class ProfileError(ValueError):
    """A profile that cannot be used; the message says which line and what it should be."""


@dataclass(frozen=True)
class Profile:
    """Where one site keeps the parts of its stories, as XPaths."""

    host: str
    paths: dict[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()

    def find(self, root: etree._Element) -> dict[str, list[etree._Element]]:
        """The elements of each part that the page has; `drop` are those to leave out."""
        found = {name: _elements(root, path) for name, path in self.paths.items()}
        found["drop"] = [element for path in self.drop for element in _elements(root, path)]
        return found


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path)
    return [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []


def for_address(url: str | None) -> Profile | None:
    """The profile of a page's host, or of the domain that the host belongs to; None where there is none."""
    try:
        host = (urlsplit(url or "").hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    while HOST.match(host):
        if (profile := _load(host)) is not None:
            return profile
        host = host.partition(".")[2]
    return None


@lru_cache(maxsize=256)
def _load(host: str) -> Profile | None:
    file = resources.files("extractor.sites").joinpath(f"{host}.yaml")
    if not file.is_file():
        return None
    return read(file.read_text(encoding="utf-8"), name=f"{host}.yaml")


def read(text: str, *, name: str) -> Profile:
    r"""A profile from its YAML. Raises `ProfileError` with the file, the line's name and what is wrong with it.

    >>> profile = read("host: news.example\nchecked_against: one page\nheadline: h1\nbody: div.story\n", name="x")
    >>> profile.paths["body"]
    "descendant::div[contains(concat(' ', normalize-space(@class), ' '), ' story ')]"
    """
    import srsly

    try:
        data: Any = srsly.yaml_loads(text)
    except ValueError as error:
        raise ProfileError(f"{name} is no YAML: {error}") from error
    if not isinstance(data, dict):
        raise ProfileError(f"{name} must hold lines such as `headline: h1.title`, see _template.yaml.")
    for key in data:
        if key not in FIELDS:
            raise ProfileError(f"{name}: `{key}` is no field of a profile. The fields are {', '.join(sorted(FIELDS))}.")
    for key in REQUIRED:
        if not data.get(key):
            raise ProfileError(f"{name}: `{key}` is missing.")
    host = str(data["host"])
    if not HOST.match(host):
        raise ProfileError(f"{name}: `host: {host}` must be a bare host name such as news.example, without www.")
    paths = {key: to_xpath(data[key], where=f"{name}: {key}") for key in SELECTORS if data.get(key)}
    drop = data.get("drop") or []
    if not isinstance(drop, list):
        raise ProfileError(f"{name}: `drop` must be a list of selectors.")
    return Profile(host, paths, tuple(to_xpath(item, where=f"{name}: drop") for item in drop))


def to_xpath(selector: Any, *, where: str) -> str:
    """A selector as an XPath. Raises `ProfileError` where it is none.

    >>> to_xpath("#main p.lead", where="x")
    "descendant::*[@id='main']/descendant::p[contains(concat(' ', normalize-space(@class), ' '), ' lead ')]"
    """
    if not isinstance(selector, str) or not selector.strip():
        raise ProfileError(f"{where}: a selector is a text such as `h1.title`.")
    return "/".join(_step(compound, selector, where) for compound in selector.split())


def _step(compound: str, selector: str, where: str) -> str:
    match = COMPOUND.match(compound)
    if match is None or not compound:
        raise ProfileError(
            f"{where}: `{selector}` is no selector. Write tag.class#id[attribute=value], any part of it."
        )
    step = f"descendant::{(match['tag'] or '*').lower()}"
    for part in PART.finditer(match["rest"]):
        if part["cls"]:
            step += f"[contains(concat(' ', normalize-space(@class), ' '), ' {part['cls']} ')]"
        elif part["id"]:
            step += f"[@id='{part['id']}']"
        elif part["value"] is None:
            step += f"[@{part['attribute']}]"
        else:
            value = part["value"].strip('"').replace("'", "")
            step += f"[@{part['attribute']}='{value}']"
    return step
