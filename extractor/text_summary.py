"""A record as a person reads it at a glance: what happened, who, the numbers with their changes, the sums.

Text of the page is never read as markup, and no control character of it reaches the terminal.
"""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.report import Change, Check, Claim, Report

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

ARROWS = {"up": "↑", "down": "↓", "flat": "→"}
MARKS = {"consistent": "holds", "inconsistent": "CONTRADICTION", "not_checkable": "cannot be checked"}
PLURALS = {
    "headline": "headlines", "standfirst": "standfirsts", "caption": "captions", "paragraph": "paragraphs",
    "heading": "headings", "list_item": "list items", "quote": "quotes", "table": "table rows",
}  # fmt: skip


def visible(text: str) -> str:
    r"""The text on one line, without what would steer a terminal or turn the direction of writing.

    >>> visible("red\x1b[31m\n[bold]alert")
    'red[31m [bold]alert'
    """
    kept = (char if not char.isspace() else " " for char in text if char.isspace() or _printable(char))
    return " ".join("".join(kept).split())


def _printable(char: str) -> bool:
    # Format characters: only those that join letters (zero-width joiners of Khmer, Hindi, emoji) are let through.
    return unicodedata.category(char) not in {"Cc", "Cs", "Co", "Cn", "Cf"} or char in "\u200c\u200d"


def contradictions(record: Report) -> list[tuple[str, str]]:
    """Each check that fails: the sentence with its last term (where the sum is stated), and the sum."""
    return [(_sentence(record, check), check.working) for check in record.checks if check.verdict == "inconsistent"]


def _sentence(record: Report, check: Check) -> str:
    """The sentence that holds most terms of a check; of equal ones the last."""
    claims = {claim.id: claim for claim in record.claims}
    spans = Counter(claims[term.claim].sentence for term in check.terms if term.claim in claims)
    if not spans:
        return ""
    best = max(spans, key=lambda span: (spans[span], span.start))
    return record.article.text[best.start : best.end]


def summary(record: Report, *, width: int = 110, colour: bool = False) -> str:
    """The record as text of at most `width` columns; with terminal colours where asked."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, markup=False, highlight=False, emoji=False,
        legacy_windows=False,
    )  # fmt: skip
    _head(console, record)
    _failing(console, record)
    _numbers(console, record)
    _checks(console, record)
    _names(console, record)
    _structure(console, record)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _text(value: str | None, style: str = "") -> Text:
    from rich.text import Text

    return Text(visible(value or ""), style)


def _line(console: Console, value: str, style: str = "") -> None:
    """A line, or several where it is long, under a title."""
    from rich.padding import Padding

    console.print(Padding(_text(value, style), (0, 0, 0, 2)))


def _title(console: Console, title: str, style: str = "bold") -> None:
    console.print()
    console.print(_text(title, style))


def _head(console: Console, record: Report) -> None:
    article = record.article
    console.print(_text(article.headline or "(no headline)", "bold"))
    if article.standfirst:
        console.print(_text(article.standfirst, "italic"))
    credit = [
        "By " + ", ".join(article.bylines) if article.bylines else None,
        article.agency,
        article.publisher,
        article.published or "no date",
        article.dateline,
    ]
    console.print(_text(" · ".join(part for part in credit if part)))
    source = record.source.url or record.source.path
    if source:
        console.print(_text(source, "dim"))
    for warning in record.warnings:
        console.print(_text(f"Note: {warning.message}", "yellow"))


def _failing(console: Console, record: Report) -> None:
    found = contradictions(record)
    if found:
        _title(console, f"Contradictions ({len(found)})", "bold red")
    for sentence, working in found:
        _line(console, working, "red")
        _line(console, f"in: {sentence}")


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number == 0 else "left", overflow="fold")
    return table


def _numbers(console: Console, record: Report) -> None:
    if not record.claims:
        return
    _title(console, f"Numbers ({len(record.claims)})")
    table = _table("Number", "Of what", "When", "Where", "Who says so", "Change")
    for claim in record.claims:
        status = "" if claim.status == "reported" else f" ({claim.status})"
        printed = f"{claim.modifier_text} {claim.text}" if claim.modifier_text else claim.text
        table.add_row(
            _text(printed),
            _text((claim.measure or claim.head or "") + status),
            _text(claim.period),
            _text(claim.place),
            _text(claim.attributed_to),
            _text("; ".join(_changes(record, claim))),
        )
    console.print(table)


def _changes(record: Report, claim: Claim) -> Iterator[str]:
    """What changed to this claim, or by it where no current number is printed."""
    printed = {other.id: other.text for other in record.claims}
    for change in record.changes:
        if change.current == claim.id or (change.current is None and change.delta == claim.id):
            yield _change(change, printed, change.current is not None)


def _change(change: Change, printed: dict[str, str], with_delta: bool) -> str:
    parts = [ARROWS[change.direction]]
    if with_delta and change.delta:
        parts.append(f"by {printed.get(change.delta, '?')}")
    if change.baseline:
        parts.append(f"from {printed.get(change.baseline, '?')}")
    if change.baseline_period:
        parts.append(f"({change.baseline_period})")
    return " ".join(parts)


def _checks(console: Console, record: Report) -> None:
    checks = [check for check in record.checks if check.verdict != "inconsistent"]
    if not checks:
        return
    _title(console, f"Sums ({len(checks)})")
    table = _table("Result", "Relation", "Sum")
    for check in checks:
        table.add_row(_text(MARKS[check.verdict]), _text(check.kind.replace("_", " ")), _text(check.working))
    console.print(table)


def _names(console: Console, record: Report) -> None:
    if record.people:
        _title(console, f"People ({len(record.people)})")
    for person in record.people:
        about = [_role(role.title, role.organisation, role.status) for role in person.roles]
        about += [f"{person.age} years old"] if person.age is not None else []
        about += ["byline"] if person.byline else []
        _line(console, person.name + (f": {'; '.join(about)}" if about else ""))
    for title, names in (
        ("Organisations", [f"{body.name} ({body.kind})" for body in record.organisations]),
        ("Places", [f"{place.name} ({place.country})" if place.country else place.name for place in record.places]),
        ("Dates", [f"{date.text} ({date.edtf})" if date.edtf else date.text for date in record.dates]),
    ):
        if names:
            _title(console, f"{title} ({len(names)})")
            _line(console, "; ".join(dict.fromkeys(names)))


def _role(title: str, organisation: str | None, status: str) -> str:
    prefix = "" if status == "current" else f"{status} "
    return f"{prefix}{title}" + (f", {organisation}" if organisation else "")


def _structure(console: Console, record: Report) -> None:
    """Which blocks the story has, and how long it is."""
    counts = Counter(block.kind for block in record.article.blocks)
    if not counts:
        return
    _title(console, "Structure")
    named = [f"{number} {kind.replace('_', ' ') if number == 1 else PLURALS[kind]}" for kind, number in counts.items()]
    _line(console, f"{', '.join(named)}; {len(record.article.text.split()):,} words")
