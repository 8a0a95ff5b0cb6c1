"""A record as a baseline keeps it: names, values, units, dates, links, verdicts; none of the article's sentences."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]
DATE = ("text", "type", "timex", "mod", "begins", "ends", "grain", "edtf")
CLAIM = (
    "text", "low", "high", "best", "unit", "modifier", "status", "head", "event", "group", "period", "place",
    "attributed_to", "rule",
)  # fmt: skip
HEAD = ("bylines", "agency", "publisher", "published", "modified", "dateline", "language", "section", "tags")


def facts_only(record: Record) -> Record:
    """The facts of a record in short, links by what they link instead of by id."""
    claims = {claim["id"]: f"{claim['text']} at {claim['start']}" for claim in record["claims"]}
    return {
        "article": {name: record["article"][name] for name in HEAD},
        "blocks": [block["kind"] for block in record["article"]["blocks"]],
        "people": [_person(person) for person in record["people"]],
        "organisations": [_entity(entity, "kind", "acronym") for entity in record["organisations"]],
        "places": [_entity(entity, "country") for entity in record["places"]],
        "dates": [_given(date, DATE) for date in record["dates"]],
        "ranges": [_given(span, ("text", "edtf")) for span in record["ranges"]],
        "claims": [
            {**_given(claim, CLAIM), "same_as": claims.get(claim["same_as"])}
            if claim["same_as"]
            else _given(claim, CLAIM)
            for claim in record["claims"]
        ],
        "changes": [
            {
                "cue": change["cue"]["text"],
                "direction": change["direction"],
                **{slot: claims[change[slot]] for slot in ("current", "baseline", "delta") if change[slot]},
            }
            for change in record["changes"]
        ],
        "parts": [f"{claims[part['part']]} of {claims[part['whole']]}" for part in record["parts"]],
        "checks": [
            {
                "kind": check["kind"],
                "verdict": check["verdict"],
                "terms": [f"{term['role']}: {claims[term['claim']]}" for term in check["terms"]],
            }
            for check in record["checks"]
        ],
        "warnings": [warning["code"] for warning in record["warnings"]],
    }


def _given(fact: Record, names: tuple[str, ...]) -> Record:
    return {name: fact[name] for name in names if fact[name] is not None}


def _entity(entity: Record, *more: str) -> Record:
    return {**_given(entity, ("name", *more)), "mentions": [mention["text"] for mention in entity["mentions"]]}


def _person(person: Record) -> Record:
    roles = [_given(role, ("title", "organisation", "status")) for role in person["roles"]]
    return {**_entity(person, "age", "byline"), "roles": roles}
