"""A byline as pages print it → the names of people, and the wire or desk that is credited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.lexicons import load
from extractor.page.outline import normal

EMAIL = re.compile(r"\S+@\S+\.\w+|(?<!\w)@\w+|\bhttps?://\S+")
AFTER = re.compile(
    r"\s*(?:[|•·]|\s[-–—]\s|\(|\bupdated\b|\bpublished\b|\bposted\b|\b\d{1,2}:\d\d\b|\b\d{1,2}\s+\w+\s+20\d\d|\b\w+\s+\d{1,2},?\s+20\d\d).*$",
    re.I | re.S,
)
WITH_AGENCIES = re.compile(r"\s+(?:with|and)\s+(?:news\s+)?agencies$", re.I)
PLACE = re.compile(r"\s+in\s+[A-Z][\w.’'-]+(?:[ ,]+[A-Z][\w.’'-]+)*$")
FOR = re.compile(r"\s+(?:for|special to)\s+(?:the\s+)?[\w.]+.*$", re.I)
JOINTS = re.compile(r"\s*(?:;|\band\b|&|\bwith\b|,\s*and\b|\n|/|\+)\s*", re.I)
NAME_WORD = re.compile(r"[^\W\d_][^\d_]*\Z")


@dataclass(frozen=True)
class Credit:
    """Who wrote: people's names, and the wire or desk as printed."""

    people: tuple[str, ...] = ()
    agency: str | None = None


def read_byline(text: str, *, publisher: str | None = None) -> Credit:
    """The people and the wire or desk of one printed byline.

    >>> read_byline("By Jane Doe and Li Wei in Tokyo, Staff Writers")
    Credit(people=('Jane Doe', 'Li Wei'), agency=None)
    >>> read_byline("AFP, MANILA"), read_byline("Courier staff reporter").agency
    (Credit(people=(), agency='AFP, MANILA'), 'Courier staff reporter')
    """
    lines = [normal(line) for line in EMAIL.sub(" ", text).split("\n")]
    text = AFTER.sub("", without_opening("\n".join(line for line in lines if line))).strip(" ,;:|-–—•·\n")
    if not text or len(text) > 300 or is_other_task(text):
        return Credit()
    text = WITH_AGENCIES.sub("", text)
    whole = "," not in text and without_wire(text)[1] is None
    if is_wire(text) or (whole and is_agency(text, publisher)):
        return Credit(agency=text)
    people: list[str] = []
    agency = None
    for part in JOINTS.split(text):
        for piece in _pieces(part):
            name = PLACE.sub("", FOR.sub("", without_opening(piece))).strip(" ,;:.|-–—•·")
            name, wire = without_wire(name)
            agency = agency or wire
            if is_agency(name, publisher):
                agency = agency or name
            elif is_name(name) and not is_title(name) and name not in people:
                people.append(name)
    if agency and is_wire(agency):
        people = [name for name in people if " " in name]  # "Reuters, Sandport": a place, not a name
    if people and agency and is_title(agency) and not is_wire(agency):
        agency = None
    return Credit(tuple(people), agency)


def _pieces(part: str) -> list[str]:
    """What commas part: names, but not the titles and places after them."""
    first, *rest = [piece.strip() for piece in part.split(",")]
    return [first] + [piece for piece in rest if (is_name(piece) and len(piece.split()) >= 2 and not is_title(piece))
                      or is_wire(piece)]  # fmt: skip


def without_opening(text: str) -> str:
    """A byline without the "By" before it."""
    return _openings().sub("", text).strip()


def without_wire(text: str) -> tuple[str, str | None]:
    """A name and the wire service printed right after it.

    >>> without_wire("May Tan The Associated Press"), without_wire("May Tan")
    (('May Tan', 'The Associated Press'), ('May Tan', None))
    """
    match = _wires().search(text)
    return (text[: match.start()].strip(), match[1]) if match and match.start() else (text, None)


@cache
def _wires() -> re.Pattern[str]:
    wires = [wire for wire in load("page")["byline"]["agencies"] if len(wire) > 3]
    return re.compile(
        r"\s((?:the )?(?:" + "|".join(map(re.escape, sorted(wires, key=len, reverse=True))) + r"))$", re.I
    )


def is_other_task(text: str) -> bool:
    """Whether a line credits a picture, a film or an edit, not the text."""
    words = re.findall(r"[a-z]+", text.casefold())
    return any(" ".join(words).startswith(task) for task in load("page")["byline"]["other_tasks"])


def is_wire(text: str) -> bool:
    """Whether a credit is a wire service's, with or without the place it reports from."""
    low = text.casefold().strip(" .()")
    return low.split(",")[0].strip() in load("page")["byline"]["agencies"]


def is_agency(text: str, publisher: str | None) -> bool:
    """Whether a credit is a wire service's, a desk's or the publisher's own."""
    words = load("page")["byline"]
    low = text.casefold().strip(" .")
    if low in words["agencies"] or is_wire(text):
        return True
    if text.isupper() and text.isalpha() and 2 <= len(text) <= 5:
        return True
    if publisher and low.removeprefix("the ") == publisher.casefold().removeprefix("the "):
        return True
    return len(low.split()) <= 6 and not set(words["desk"]).isdisjoint(re.findall(r"[\w-]+", low))


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: one to five words with capitals, no digits.

    >>> is_name("Fouzia van der Fort"), is_name("5 days ago"), is_name("read more here")
    (True, False, False)
    """
    words = text.split()
    if not 1 <= len(words) <= 6 or not 2 <= len(text) <= 60:
        return False
    particles = load("page")["byline"]["particles"]
    if text.casefold() in load("page")["byline"]["not_names"] or words[0].casefold() in {"the", "a", "an"}:
        return False
    return all(NAME_WORD.match(word) and (not word[0].islower() or word in particles) for word in words)


def is_title(text: str) -> bool:
    """Whether what follows a comma is an office, not a name."""
    low = text.casefold()
    return any(re.search(rf"\b{re.escape(title)}s?\b", low) for title in load("page")["byline"]["titles"])


@cache
def _openings() -> re.Pattern[str]:
    openings = sorted(load("page")["byline"]["openings"], key=len, reverse=True)
    return re.compile(r"^\W*(?:" + "|".join(map(re.escape, openings)) + r")(?:\s*:\s*|\s+)", re.I)
