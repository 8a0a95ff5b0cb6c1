"""One record → the rows of each table, as mappings from column to cell. What is unknown is None."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extractor.report import Claim, Moment, Organisation, Person, Place, Report, rounded
from extractor.values import edtf

Rows = Iterator[dict[str, Any]]
# Tables hold 38 digits, six of them behind the point; what is larger is no number of news.
TOO_LARGE = Decimal(10) ** 32


def articles(record: Report) -> Rows:
    """The article's only row."""
    article = record.article
    columns = article.model_dump(include=ARTICLE_COLUMNS)
    yield {
        **columns,
        **_article(record),
        "path": record.source.path,
        "text": article.text or None,
        "bylines": list(article.bylines),
        "tags": list(article.tags),
        "warnings": [warning.code for warning in record.warnings],
    }


ARTICLE_COLUMNS = {
    "published", "modified", "headline", "standfirst", "agency", "dateline", "language", "section", "text_sha256",
}  # fmt: skip


def people(record: Report) -> Rows:
    """A row a person; roles as three lists of the same length."""
    for person in record.people:
        yield {
            **_name(person),
            "roles": [role.title for role in person.roles],
            "role_organisations": [role.organisation for role in person.roles],
            "role_statuses": [role.status for role in person.roles],
            "age": person.age,
            "byline": person.byline,
        }


def organisations(record: Report) -> Rows:
    """A row a body."""
    for body in record.organisations:
        yield {**_name(body), "acronym": body.acronym, "kind": body.kind}


def places(record: Report) -> Rows:
    """A row a place."""
    for place in record.places:
        yield {**_name(place), "country": place.country}


def mentions(record: Report) -> Rows:
    """A row a mention, those of people first."""
    kinds: tuple[tuple[str, tuple[Person | Organisation | Place, ...]], ...] = (
        ("person", record.people),
        ("organisation", record.organisations),
        ("place", record.places),
    )
    for kind, named in kinds:
        for one in named:
            for mention in one.mentions:
                yield {
                    "kind": kind, "of": one.id, "name": one.name, "start": mention.start, "end": mention.end,
                    "text": mention.text,
                }  # fmt: skip


def dates(record: Report) -> Rows:
    """A row a date expression."""
    for date in record.dates:
        anchor = date.anchor
        yield {
            **{name: getattr(date, name) for name in ("id", "type", "text", "start", "end", "timex", "mod", "grain")},
            "edtf": date.edtf,
            "rule": date.rule,
            "begins": _day(date.begins),
            "ends": _day(date.ends),
            "begins_at": _time(date.begins),
            "ends_at": _time(date.ends),
            "counted_from": anchor and (anchor.date_id or anchor.kind),
        }


def claims(record: Report) -> Rows:
    """A row a claim, with what is asked for most of its article, sentence, place and speaker."""
    names = {person.id: person.name for person in record.people} | {body.id: body.name for body in record.organisations}
    countries = {place.id: place.country for place in record.places}
    article = {**_article(record), "headline": record.article.headline}
    for claim in record.claims:
        begins, ends = edtf.days(claim.period or "")
        yield {
            **{name: getattr(claim, name) for name in CLAIM_COLUMNS},
            **article,
            "sentence": _sentence(record, claim),
            "low": _number(claim.low),
            "high": _number(claim.high),
            "best": _number(claim.best),
            "period_begins": begins,
            "period_ends": ends,
            "place_country": countries.get(claim.place_id or ""),
            "speaker": names.get(claim.attributed_to_id or "", claim.attributed_to),
        }


CLAIM_COLUMNS = (
    "id", "text", "start", "end", "unit", "modifier", "modifier_text", "status", "measure", "head", "event", "group",
    "period", "place", "attributed_to", "attributed_to_id", "same_as", "rule",
)  # fmt: skip


def changes(record: Report) -> Rows:
    """A row a comparison, with the numbers that it compares."""
    known = {claim.id: claim for claim in record.claims}
    for change in record.changes:
        delta = known.get(change.delta or "")
        yield {
            **_article(record),
            **{name: getattr(change, name) for name in CHANGE_COLUMNS},
            "cue": change.cue.text,
            "start": change.cue.start,
            "end": change.cue.end,
            "current_best": _best(known.get(change.current or "")),
            "baseline_best": _best(known.get(change.baseline or "")),
            "delta_best": _best(delta),
            "delta_unit": delta and delta.unit,
        }


CHANGE_COLUMNS = ("id", "direction", "current", "baseline", "delta", "baseline_period", "rule")


def parts(record: Report) -> Rows:
    """A row a pair of whole and part."""
    known = {claim.id: claim for claim in record.claims}
    for part in record.parts:
        yield {
            "id": part.id,
            "whole": part.whole,
            "part": part.part,
            "whole_best": _best(known.get(part.whole)),
            "part_best": _best(known.get(part.part)),
            "rule": part.rule,
        }


def checks(record: Report) -> Rows:
    """A row a relation that was worked out."""
    known = {claim.id: claim for claim in record.claims}
    for check in record.checks:
        last = max((known[term.claim] for term in check.terms if term.claim in known), key=_start, default=None)
        yield {
            **_article(record),
            **{name: getattr(check, name) for name in ("id", "kind", "verdict", "working", "rule")},
            "roles": [term.role for term in check.terms],
            "claims": [term.claim for term in check.terms],
            "sentence": last and _sentence(record, last),
        }


def _article(record: Report) -> dict[str, Any]:
    published = record.article.published or ""
    return {
        "url": record.source.url,
        "publisher": record.article.publisher,
        "day": dt.date.fromisoformat(published[:10]) if re.match(r"\d{4}-\d\d-\d\d", published) else None,
    }


def _name(one: Person | Organisation | Place) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "aliases": list(getattr(one, "aliases", ())),
        "mentions": len(one.mentions),
        "rule": one.rule,
    }


def _sentence(record: Report, claim: Claim) -> str:
    return record.article.text[claim.sentence.start : claim.sentence.end]


def _start(claim: Claim) -> int:
    return claim.start


def _best(claim: Claim | None) -> Decimal | None:
    return _number(claim.best) if claim else None


def _number(value: Decimal | None) -> Decimal | None:
    return None if value is None or abs(value) >= TOO_LARGE else rounded(value)


def _day(moment: Moment | None) -> dt.date | None:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _time(moment: Moment | None) -> str | None:
    return moment.isoformat() if isinstance(moment, dt.datetime) else None
