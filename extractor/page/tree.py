"""Characters of a page → its tree, and the XPath of an element in it. The tree is only ever read.

lxml parses: it is the parser that Beautiful Soup would drive, fifteen times faster without the soup. Past its depth
limit lxml drops the rest of the page without a word; there Beautiful Soup reads it, and its soup is made a tree of
bounded depth.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

MAX_DEPTH = 256
SOUP_LIMIT = 2_000_000  # characters: a soup takes some hundred times the memory of its page
FLAT = frozenset(
    {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "td", "th", "blockquote", "figcaption", "section", "article"}
)
PLAIN_TAG = re.compile(r"[a-z][a-z0-9]*\Z")


@dataclass
class Tree:
    """The page as parsed. `cut`: the page was too deep and too long, and was read to the limit only."""

    root: etree._Element
    cut: bool = False
    deep: bool = False
    _steps: dict[etree._Element, dict[etree._Element, str]] = field(default_factory=dict)

    def xpath(self, element: etree._Element) -> str | None:
        """Where the element stands in the tree; None past a depth of 256.

        Each parent's children are numbered once, so that many paths take linear time.
        """
        steps: list[str] = []
        while True:
            parent = element.getparent()
            if parent is None:
                steps.append(element.tag if PLAIN_TAG.match(element.tag) else "*")
                break
            if parent not in self._steps:
                self._steps[parent] = _number(parent)
            steps.append(self._steps[parent][element])
            element = parent
        return "/" + "/".join(reversed(steps)) if len(steps) <= MAX_DEPTH else None


def _number(parent: etree._Element) -> dict[etree._Element, str]:
    counts: dict[str, int] = {}
    steps = {}
    for position, child in enumerate(parent, 1):
        counts[child.tag] = counts.get(child.tag, 0) + 1
        # A prefix (`o:p`) would need a namespace, and odd names are no XPath: those are counted among all children.
        steps[child] = f"{child.tag}[{counts[child.tag]}]" if PLAIN_TAG.match(child.tag) else f"*[{position}]"
    return steps


def parse(html: str) -> Tree | None:
    """The tree of a page; None where there is no element at all."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(html.encode("utf-8"), parser)
    except etree.ParserError:
        root = None
    except etree.XMLSyntaxError:
        return parse_deep(html)
    if root is None:
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log.filter_from_fatals()):
        return parse_deep(html)
    return Tree(root)


def parse_deep(html: str) -> Tree | None:
    """The same by Beautiful Soup, for pages nested past what lxml keeps; elements past the depth lie flat below it."""
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, PreformattedString, Tag

    cut = len(html) > SOUP_LIMIT
    soup = BeautifulSoup(html[:SOUP_LIMIT], "lxml")
    top = next((child for child in soup.children if isinstance(child, Tag)), None)
    if top is None:
        return None
    root = etree.Element("html")
    # Soup's own nesting, followed in its document order: recursion would overflow. `made` holds the element of each
    # open tag; past the depth, boxes lie flat under the deepest element, and other tags leave their text to them.
    open_tags: list[Tag] = [top]
    made: list[etree._Element] = [root]
    node = top.next_element
    while node is not None:
        while open_tags and node.parent is not open_tags[-1]:
            open_tags.pop()
            made.pop()
        if not open_tags:
            break
        if isinstance(node, Tag):
            deepest = made[MAX_DEPTH - 1] if len(made) >= MAX_DEPTH else None
            if deepest is None:
                made.append(_element(made[-1], node))
            else:
                made.append(_element(deepest, node) if node.name in FLAT else made[-1])
            open_tags.append(node)
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            _append_text(made, str(node))
        node = node.next_element
    return Tree(root, cut=cut, deep=True)


def _element(parent: etree._Element, tag: Any) -> etree._Element:
    try:
        child = etree.SubElement(parent, tag.name)
    except ValueError:  # a name that no tree takes
        child = etree.SubElement(parent, "span")
    for name, value in tag.attrs.items():
        with suppress(ValueError):
            child.set(name, " ".join(value) if isinstance(value, list) else str(value))
    return child


def _append_text(made: list[etree._Element], text: str) -> None:
    """Text at the innermost open element; past the depth, where text of other boxes came after its own, behind that."""
    element = made[-1]
    if len(made) > MAX_DEPTH:
        deepest = made[MAX_DEPTH - 1]
        if element is deepest or deepest[-1] is not element:
            element = deepest
    last = element[-1] if len(element) else None
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text
