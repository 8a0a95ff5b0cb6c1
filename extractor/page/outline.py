"""The tree of a page → its outline: blocks of text in page order, the boxes they stand in, and the pictures.

One walk, which skips what never holds a story (scripts, styles, navigation); everything after works on the outline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from lxml import etree

from extractor.lexicons import load
from extractor.page.tree import MAX_DEPTH

Element = etree._Element


class Mark:
    """What the names of an element say about it: bits of an int (an enum's own operators take a third of the walk)."""

    NONE = 0
    FURNITURE = 1
    STORY = 2
    CAPTION = 4
    CREDIT = 8
    BYLINE = 16
    STANDFIRST = 32
    DATE = 64
    HIDDEN = 128
    CONSENT = 256
    RIVAL = 512  # furniture that may well hold more text than the story


NAMED = Mark.CAPTION | Mark.CREDIT | Mark.BYLINE | Mark.STANDFIRST | Mark.DATE


class TooDeep(Exception):
    """The tree is nested past the depth that is walked."""


SKIP = frozenset({
    "script", "style", "template", "svg", "iframe", "nav", "button", "select", "textarea", "object", "video",
    "audio", "canvas", "map", "menu", "dialog", "head", "math", "input", "option", "datalist", "applet", "link", "meta",
    "noscript", "frameset", "noframes", "area", "param", "col", "colgroup", "progress", "meter", "title",
})  # fmt: skip
BOXES = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "th", "figcaption", "dt", "dd", "pre", "div",
    "section", "article", "main", "header", "footer", "aside", "ul", "ol", "dl", "table", "tr", "tbody", "thead",
    "tfoot", "figure", "form", "fieldset", "address", "center", "details", "summary", "hgroup", "body", "html",
    "caption", "legend", "picture", "amp-img", "label",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LONGEST_NAMES = 400  # characters of one attribute: names are kept, and a page may hold megabytes of them
NAMES = ("class", "id", "itemprop", "data-testid", "role", "data-component")


@dataclass(slots=True, eq=False)
class Box:
    """A block-level element: `first` and `last` bound its blocks in page order (`last` exclusive)."""

    element: Element
    tag: str
    parent: Box | None
    marks: int
    first: int
    last: int = 0
    order: int = 0  # its place among the boxes; those inside it follow, up to `end` (exclusive)
    end: int = 0
    in_link: bool = False
    rival: bool = False
    furniture: bool = False
    mass: int = 0


@dataclass(slots=True, eq=False)
class Block:
    """A run of text that a reader sees as one paragraph, heading, item or cell."""

    text: str
    box: Box
    linked: int  # characters that stand in links
    strong: int  # characters that are bold or italic
    link_target: str | None = None


@dataclass(slots=True, eq=False)
class Picture:
    """An `<img>`, and how many blocks stand before it."""

    element: Element
    box: Box
    at: int
    fallback: Element | None = None  # the same picture for browsers without scripts


@dataclass(slots=True, eq=False)
class Named:
    """An element whose names say that it is a byline, date, caption or credit, and how many blocks stand before it."""

    element: Element
    marks: int
    box: Box
    at: int


@dataclass
class Outline:
    """The page's blocks, boxes, pictures and named elements, each in page order."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)


PART = re.compile(r"[A-Za-z0-9]+")
HASH = re.compile(
    r"[0-9].*[A-Za-z].*[0-9A-Z]|[a-z][0-9]+[A-Za-z]|[0-9][a-z]*[A-Z]"
)  # "1FZLe", "dHwsjl7": made by style tools
HIDDEN_NAMES = frozenset({"hidden", "hide", "is-hidden", "d-none", "u-hidden", "invisible", "ng-hide"})
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@cache
def _vocabulary() -> tuple[dict[str, list[tuple[tuple[str, ...], int]]], frozenset[str]]:
    """First word -> the entries that start with it, and their mark."""
    words = load("page")["class"]
    table: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for name, mark in (
        ("furniture", Mark.FURNITURE), ("story", Mark.STORY), ("caption", Mark.CAPTION), ("credit", Mark.CREDIT),
        ("byline", Mark.BYLINE), ("standfirst", Mark.STANDFIRST), ("date", Mark.DATE),
        ("hidden", Mark.HIDDEN), ("consent", Mark.CONSENT | Mark.FURNITURE),
        ("rival", Mark.RIVAL | Mark.FURNITURE),
    ):  # fmt: skip
        for entry in words[name]:
            parts = tuple(entry.split())
            table.setdefault(parts[0], []).append((parts, mark))
    return table, frozenset(words["modifiers"])


@lru_cache(maxsize=16384)
def names_say(names: str) -> int:
    """The marks of an element by its class, id and the like.

    >>> names_say("article-body related-links"), names_say("layout has-sidebar")
    (515, 0)
    """
    table, modifiers = _vocabulary()
    found = Mark.NONE
    for name in names.split():
        if name in HIDDEN_NAMES:
            found |= Mark.HIDDEN
        words = [word.lower() for part in PART.findall(name) if not HASH.search(part) for word in WORD.findall(part)]
        if len(words) > 12:
            continue
        for i, word in enumerate(words):
            for parts, mark in table.get(word, ()):
                if tuple(words[i : i + len(parts)]) == parts and not (modifiers & set(words)):
                    found |= mark
    return found


def outline(root: Element) -> Outline:
    """The outline of a page. Raises `TooDeep` past `MAX_DEPTH`."""
    walker = _Walker()
    body = root.find("body")
    walker.walk(body if body is not None else root)
    return walker.outline


class _Walker:
    def __init__(self) -> None:
        self.outline = Outline()
        self.run: list[str] = []
        self.linked = 0
        self.strong = 0
        self.target: str | None = None
        self.broken = False  # a <br> was the last thing seen

    def walk(self, top: Element) -> None:
        box = Box(top, top.tag, None, Mark.NONE, 0)
        self.outline.boxes.append(box)
        self._inside(top, box, False, False, 1)
        self._flush(box)
        box.last = len(self.outline.blocks)
        box.end = len(self.outline.boxes)

    def _inside(self, element: Element, box: Box, linked: bool, strong: bool, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooDeep
        if element.text:
            self._text(element.text, linked, strong)
        for child in element:
            tag = child.tag
            if tag in SKIP and not (tag == "button" and child.find(".//img") is not None):
                if tag == "noscript":
                    self._without_scripts(child, box)
            elif tag == "br":
                if self.broken:
                    self._flush(box)
                elif self.run:
                    self.run.append("\n")
                    self.broken = True
            elif tag == "hr":
                self._flush(box)
            elif tag == "img":
                self.outline.pictures.append(Picture(child, box, len(self.outline.blocks)))
            else:
                self._child(child, tag, box, linked, strong, depth)
            if child.tail:
                self._text(child.tail, linked, strong)

    def _without_scripts(self, noscript: Element, box: Box) -> None:
        """A picture in `<noscript>` is the one before it, or stands for one that a script would load."""
        image = noscript.find(".//img")
        if image is None:
            return
        last = self.outline.pictures[-1] if self.outline.pictures else None
        if last is not None and last.at == len(self.outline.blocks) and (last.box is box or last.box.parent is box):
            last.fallback = image
        else:
            self.outline.pictures.append(Picture(image, box, len(self.outline.blocks)))

    def _child(self, child: Element, tag: str, box: Box, linked: bool, strong: bool, depth: int) -> None:
        marks = self._marks(child)
        if tag == "blockquote":
            marks &= ~Mark.FURNITURE  # "twitter-tweet", "social-embed": a post quoted in the story
        if tag in BOXES:
            self._flush(box)
            inner = Box(child, tag, box, marks, len(self.outline.blocks))
            inner.order = len(self.outline.boxes)
            inner.in_link = linked
            self.outline.boxes.append(inner)
            if marks & NAMED:
                self.outline.named.append(Named(child, marks, inner, len(self.outline.blocks)))
            self._inside(child, inner, linked, strong, depth + 1)
            self._flush(inner)
            inner.last = len(self.outline.blocks)
            inner.end = len(self.outline.boxes)
            return
        if marks & Mark.HIDDEN:
            return
        named = bool(marks & NAMED) or tag in {"time", "cite"}
        if named:
            self.outline.named.append(Named(child, marks, box, len(self.outline.blocks)))
            self._joint()
        if tag == "a":
            self.target = child.get("href") or self.target
            linked = True
        self._inside(child, box, linked, strong or tag in STRONG, depth + 1)
        if named:
            self._joint()

    def _joint(self) -> None:
        """Pages set a name, a date or a credit apart by style alone: such a place may need a space."""
        if self.run:
            self.run.append(JOINT)

    def _marks(self, element: Element) -> int:
        marks = Mark.NONE
        for name, value in element.items():
            if name in NAMES:
                marks |= names_say(str(value[:LONGEST_NAMES]))
            elif name == "hidden" or (name == "style" and HIDING.search(str(value))):
                marks |= Mark.HIDDEN
            elif name == "aria-hidden" and value == "true":
                marks |= Mark.FURNITURE  # hidden from screen readers: mostly icons and copies, but seen
            elif name == "rel" and "author" in value:
                marks |= Mark.BYLINE
        return marks

    def _text(self, text: str, linked: bool, strong: bool) -> None:
        if text.isspace():
            if self.run:
                self.run.append(" ")
            return
        self.broken = False
        self.run.append(text)
        if linked:
            self.linked += len(text)
        if strong:
            self.strong += len(text)

    def _flush(self, box: Box) -> None:
        if self.run:
            text = "".join(self.run)
            text = normal(NEEDS_SPACE.sub(" ", text).replace(JOINT, "") if JOINT in text else text)
            if text:
                self.outline.blocks.append(
                    Block(text, box, self.linked, self.strong, self.target if self.linked else None)
                )
            self.run = []
        self.linked = self.strong = 0
        self.target = None
        self.broken = False


JOINT = "\ue0ff"  # a private character, which no page uses
NEEDS_SPACE = re.compile(rf"(?<=[\w.!?”\"]){JOINT}+(?=\w)")
STRONG = frozenset({"b", "strong", "em", "i"})
HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def text_in(element: Element) -> str:
    """The text of an element and all inside it, normalised."""
    return normal("".join(map(str, element.itertext())))


def normal(text: str) -> str:
    r"""Text with single spaces, without characters that a reader cannot see.

    >>> normal("  a\n b\u00a0c\u200b ")
    'a b c'
    """
    return " ".join(INVISIBLE.sub("", text).split())
