"""The pages of corpus/ with the facts that a careful reader finds in them, and how a record is compared with these.

corpus/<host>/<slug>/ has page.html, meta.yaml (what the page is, why it is here, its url, against what it was checked)
and expected.yaml, written by hand, in sections: `article`, `source`, `generator`, `blocks`, `people`, `organisations`,
`places`, `dates`, `ranges`, `claims`, `changes`, `parts`, `checks`, `contradictions` (how many), `warnings` (their
codes), `not_in_text`.

- Every field written is compared, what is not written is not.
- A section of facts is {complete, facts}; `complete: true` says that nothing else may be found.
- Facts that are spans are given by their `text` in the order of the text; `in` gives the words around one where the
  text has it more than once. `id` names a claim for `same_as`, `changes`, `parts` and `checks`.
- `gap: reason` on a fact, or `extra: reason` on a section, marks what is right and not yet so: it must fail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import srsly

from extractor import Extractor

CORPUS = Path(__file__).parent.parent / "corpus"
PAGES = sorted(path.parent.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*/page.html"))
SPANS = ("dates", "ranges", "claims")
ENTITIES = ("people", "organisations", "places")
LINKS = ("changes", "parts", "checks")
WHOLE = ("article", "source", "generator")
SECTIONS = {*SPANS, *ENTITIES, *LINKS, *WHOLE, "blocks", "contradictions", "warnings", "not_in_text"}

Record = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One thing to compare: a field, a fact, or that a section has nothing more."""

    page: str
    section: str
    index: int | str
    gap: str | None = None

    def __str__(self) -> str:
        return f"{self.page}-{self.section}-{self.index}"


@cache
def extractor() -> Extractor:
    """One loaded model for all tests."""
    return Extractor()


@cache
def record(page: str) -> Record:
    """What the program makes of a page."""
    return extractor().file(CORPUS / page / "page.html").model_dump(mode="json")


@cache
def expected(page: str) -> dict[str, Any]:
    """What a reader finds in it."""
    data: dict[str, Any] = srsly.read_yaml(CORPUS / page / "expected.yaml")
    unknown = set(data) - SECTIONS
    if unknown:
        raise ValueError(f"{page}/expected.yaml has sections that no one reads: {', '.join(sorted(unknown))}")
    return data


def cases(page: str) -> list[Case]:
    """Everything that expected.yaml says of a page."""
    out: list[Case] = []
    for section, content in expected(page).items():
        if section in WHOLE:
            gaps = content.get("gap", {})
            out += [Case(page, section, field, gaps.get(field)) for field in content if field != "gap"]
        elif section in {"blocks", "contradictions", "warnings", "not_in_text"}:
            out.append(Case(page, section, "all"))
        else:
            out += [Case(page, section, n, fact.get("gap")) for n, fact in enumerate(content["facts"])]
            if content.get("complete"):
                out.append(Case(page, section, "nothing more", content.get("extra")))
    return out


def differences(case: Case) -> list[str]:
    """What the record has otherwise than expected; nothing where all is right."""
    found, want = record(case.page), expected(case.page)[case.section]
    if case.section in WHOLE:
        field = str(case.index)
        return compare(field, found[case.section][field], want[field])
    if case.section == "blocks":
        text = found["article"]["text"]
        blocks = [{block["kind"]: text[block["start"] : block["end"]]} for block in found["article"]["blocks"]]
        return compare("blocks", blocks, want)
    if case.section == "not_in_text":
        return [f"in the text: {piece}" for piece in want if piece in found["article"]["text"]]
    if case.section == "warnings":
        return compare("warnings", [warning["code"] for warning in found["warnings"]], want)
    if case.section == "contradictions":
        bad = [check["working"] for check in found["checks"] if check["verdict"] == "inconsistent"]
        return [] if len(bad) == want else [f"{len(bad)} contradictions, {want} expected: {bad}"]
    pairs = paired(case.page, case.section)
    if case.index == "nothing more":
        known = {id(fact) for fact in pairs if fact is not None}
        return [f"too many: {shown(fact)}" for fact in found[case.section] if id(fact) not in known]
    fact = pairs[int(case.index)]
    wanted = want["facts"][int(case.index)]
    if fact is None:
        return [f"not found: {wanted}"]
    return [problem for field, value in wanted.items() for problem in field_differences(case, fact, field, value)]


def compare(what: str, found: Any, want: Any) -> list[str]:
    """A value against the expected one: of mappings only what is written, of lists every member."""
    if isinstance(want, dict) and isinstance(found, dict):
        return [problem for key in want for problem in compare(f"{what}.{key}", found.get(key), want[key])]
    if isinstance(want, list) and isinstance(found, list | tuple) and len(want) == len(found):
        return [p for n, (f, w) in enumerate(zip(found, want, strict=True)) for p in compare(f"{what}.{n}", f, w)]
    want = want.isoformat() if isinstance(want, date) else want  # YAML reads a bare day as one
    return [] if found == want else [f"{what} is {found!r}, want {want!r}"]


def field_differences(case: Case, fact: Record, field: str, want: Any) -> list[str]:
    """One field of a fact."""
    if field in {"gap", "in", "id", "text", "claims", "whole", "part"} or (
        field == "cue" and case.section == "changes"
    ):
        return []
    if field == "mentions":
        return compare("mentions", [mention["text"] for mention in fact["mentions"]], want)
    if field == "attributed_to" and want and fact[field]:
        return compare(field, _without_article(fact[field]), _without_article(want))
    if field == "working":
        return [f"working {fact['working']!r} lacks {piece!r}" for piece in want if piece not in fact["working"]]
    if field in {"current", "baseline", "delta", "same_as"}:
        return compare(field, fact[field] and first_mention(case.page, fact[field]), want and named(case.page, want))
    return compare(field, fact[field], want)


def _without_article(name: str) -> str:
    return re.sub(r"^(the|an?) ", "", name, flags=re.IGNORECASE)


@cache
def located(page: str, section: str) -> list[tuple[int, int]]:
    """Where each span of a section stands in the text, found in order."""
    text, at, out = record(page)["article"]["text"], 0, []
    for fact in expected(page).get(section, {}).get("facts", []):
        start = text.index(fact["in"]) if "in" in fact else at
        match = re.compile(rf"(?<!\w){re.escape(str(fact['text']))}(?!\w)").search(text, start)
        if match is None:
            raise ValueError(f"{page}: {fact['text']!r} of {section} does not stand in the text (past {start})")
        out.append(match.span())
        at = match.end()
    return out


@cache
def paired(page: str, section: str) -> list[Record | None]:
    """For each expected fact, the fact of the record that it is about."""
    found, facts = record(page)[section], expected(page)[section]["facts"]
    if section in SPANS:
        at = {(fact["start"], fact["end"]): fact for fact in found}
        return [at.get(span) for span in located(page, section)]
    if section in ENTITIES:
        names = {fact["name"]: fact for fact in found}
        return [names.get(fact["name"]) for fact in facts]
    return [next((f for f in found if _same_link(page, section, f, fact)), None) for fact in facts]


def _same_link(page: str, section: str, fact: Record, want: Record) -> bool:
    if section == "parts":
        return all(first_mention(page, fact[slot]) == named(page, want[slot]) for slot in ("whole", "part"))
    if section == "checks":
        claims = {first_mention(page, term["claim"]) for term in fact["terms"]}
        return bool(fact["kind"] == want["kind"]) and claims == {named(page, claim) for claim in want["claims"]}
    linked = [slot for slot in ("current", "baseline", "delta") if want.get(slot)]
    same = all(fact[slot] and first_mention(page, fact[slot]) == named(page, want[slot]) for slot in linked)
    return same and str(want["cue"]) in fact["cue"]["text"]


def named(page: str, name: str) -> str:
    """The record's id of the claim that expected.yaml calls `name`; of a repeat, of its first mention."""
    facts = expected(page)["claims"]["facts"]
    number = next(n for n, fact in enumerate(facts) if fact.get("id") == name)
    claim = paired(page, "claims")[number]
    return f"({name} is not found)" if claim is None else first_mention(page, claim["id"])


def first_mention(page: str, claim: str) -> str:
    """The claim that this one repeats, else itself."""
    same = {fact["id"]: fact["same_as"] for fact in record(page)["claims"]}
    for _ in same:
        if same.get(claim) is None:
            break
        claim = same[claim]
    return claim


def shown(fact: Record) -> str:
    """A fact in short."""
    name = fact.get("text") or fact.get("name") or fact.get("working") or fact.get("cue") or fact
    return f"{name} ({fact['rule']})"
