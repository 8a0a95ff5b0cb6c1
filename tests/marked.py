"""Marked sentences: tables of examples that anyone can extend, read by one runner.

A table is a YAML file under tests/tables/:

    kinds: [date]                # what its rows are about
    published: 2025-03-28        # optional: the article's date
    finds:                       # each row: a sentence with its facts marked
      - "It rose <date timex=2023>the previous year</date>."
    ignores:                     # sentences in which nothing of these kinds stands (what is marked, does)
      - "May Tan bought 1,984 cases."
    known_gaps:                  # what is right but not yet found: kept, run, and must fail
      - "Sales fell <date timex=2024-02>the month before last</date>."

In every row the facts of the table's kinds must be exactly the marked ones: same characters, and each attribute given
(compared as text; `null` for None). Rows may be mappings {text, published} where a row needs a date of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import srsly

from extractor import Extractor

TABLES = Path(__file__).parent / "tables"
MARK = re.compile(r"<(?P<close>/)?(?P<kind>[a-z_]+)(?P<attributes>(?:\s+[\w.]+=(?:\"[^\"]*\"|[^\s\">]+))*)\s*>")
ATTRIBUTE = re.compile(r"([\w.]+)=(?:\"([^\"]*)\"|([^\s\">]+))")


@dataclass
class Mark:
    """A marked fact: its kind, characters and wanted attributes."""

    kind: str
    start: int
    end: int = -1
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One example of a table."""

    table: str
    section: str
    text: str
    published: str | None
    kinds: tuple[str, ...]


def parse(marked: str) -> tuple[str, list[Mark]]:
    """The plain sentence and its marks; marks may nest.

    >>> parse("a <date timex=2023>b c</date>.")
    ('a b c.', [Mark(kind='date', start=2, end=5, attributes={'timex': '2023'})])
    """
    plain, at = "", 0
    marks: list[Mark] = []
    open_marks: list[Mark] = []
    for match in MARK.finditer(marked):
        plain += marked[at : match.start()]
        at = match.end()
        if match["close"]:
            mark = open_marks.pop()
            if mark.kind != match["kind"]:
                raise ValueError(f"<{mark.kind}> is closed by </{match['kind']}>: {marked}")
            mark.end = len(plain)
        else:
            attributes = {name: quoted or bare for name, quoted, bare in ATTRIBUTE.findall(match["attributes"])}
            open_marks.append(Mark(match["kind"], len(plain), attributes=attributes))
            marks.append(open_marks[-1])
    if open_marks:
        raise ValueError(f"<{open_marks[-1].kind}> is not closed: {marked}")
    return plain + marked[at:], marks


Found = tuple[int, int, dict[str, Any]]
Reader = Callable[[dict[str, Any]], Iterator[Found]]


def _spans(name: str) -> Reader:
    """Facts that are spans of the text themselves."""
    return lambda record: ((fact["start"], fact["end"], fact) for fact in record[name])


def _mentions(name: str) -> Reader:
    """Entities: each mention, with the entity's fields."""
    return lambda record: ((m["start"], m["end"], entity) for entity in record[name] for m in entity["mentions"])


def _roles(record: dict[str, Any]) -> Iterator[Found]:
    """Titles: each role, with its person's name as `person`."""
    for person in record["people"]:
        for role in person["roles"]:
            yield role["start"], role["end"], {**role, "person": person["name"]}


def _cues(record: dict[str, Any]) -> Iterator[Found]:
    """Changes by their cue; the linked claims are given by their printed text."""
    printed = {claim["id"]: claim["text"] for claim in record["claims"]}
    for change in record["changes"]:
        linked = {slot: printed.get(change[slot]) for slot in ("current", "baseline", "delta")}
        yield change["cue"]["start"], change["cue"]["end"], {**change, **linked}


def _parts(record: dict[str, Any]) -> Iterator[Found]:
    """Parts by the number that is inside; the whole is given by its printed text."""
    claims = {claim["id"]: claim for claim in record["claims"]}
    for part in record["parts"]:
        inside = claims[part["part"]]
        yield inside["start"], inside["end"], {**part, "whole": claims[part["whole"]]["text"]}


def _checks(record: dict[str, Any]) -> Iterator[Found]:
    """Checks by the one of their numbers that stands last; `terms` are their printed numbers."""
    claims = {claim["id"]: claim for claim in record["claims"]}
    for check in record["checks"]:
        terms = [claims[term["claim"]] for term in check["terms"]]
        last = max(terms, key=lambda claim: claim["start"])
        yield last["start"], last["end"], {**check, "terms": [claim["text"] for claim in terms]}


READERS: dict[str, Reader] = {
    "date": _spans("dates"),
    "range": _spans("ranges"),
    "claim": _spans("claims"),
    "change": _cues,
    "part": _parts,
    "check": _checks,
    "person": _mentions("people"),
    "organisation": _mentions("organisations"),
    "place": _mentions("places"),
    "role": _roles,
}


@cache
def extractor() -> Extractor:
    """One loaded model for all rows."""
    return Extractor()


def shown(value: Any) -> str:
    """An attribute as a table writes it: 5 for 5.0, null for None, lists joined by a bar."""
    if value is None:
        return "null"
    if isinstance(value, list):
        return "|".join(map(shown, value))
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def differences(row: Row) -> list[str]:
    """What the program finds in a row that is not marked, and what is marked and not found."""
    text, marks = parse(row.text)
    record = extractor().text(text, published=row.published).model_dump(mode="json")
    out = []
    for kind in row.kinds:
        found = list(READERS[kind](record))
        for mark in (m for m in marks if m.kind == kind):
            here = [f for f in found if (f[0], f[1]) == (mark.start, mark.end)]
            best = min(here, key=lambda f: len(wrong(f, mark)), default=None)
            if best is None:
                out.append(f"not found: {kind} {text[mark.start : mark.end]!r}")
            else:
                found.remove(best)
                out += [f"{kind} {text[mark.start : mark.end]!r}: {problem}" for problem in wrong(best, mark)]
        out += [f"not marked: {kind} {text[start:end]!r} {fact.get('rule')}" for start, end, fact in found]
    return out


def wrong(found: Found, mark: Mark) -> list[str]:
    """The attributes that differ."""
    return [
        f"{name} is {shown(found[2].get(name))!r}, want {want!r}"
        for name, want in mark.attributes.items()
        if shown(found[2].get(name)) != want
    ]


def rows(table: str) -> list[Any]:
    """The rows of a table as pytest parameters; a known gap must fail, and one that passes is an error."""
    data = srsly.read_yaml(TABLES / f"{table}.yaml")
    unknown = set(data) - {"kinds", "published", "finds", "ignores", "known_gaps"}
    if unknown:
        raise ValueError(f"{table}.yaml has sections that no one reads: {', '.join(sorted(unknown))}")
    out = []
    for section in ("finds", "ignores", "known_gaps"):
        for number, item in enumerate(data.get(section) or []):
            fields = item if isinstance(item, dict) else {"text": item}
            published = fields.get("published", data.get("published"))
            row = Row(table, section, fields["text"], str(published) if published else None, tuple(data["kinds"]))
            gap = [pytest.mark.xfail(strict=True, reason="known gap")] if section == "known_gaps" else []
            out.append(pytest.param(row, id=f"{table}-{section}-{number}", marks=gap))
    return out
