"""Facts on a spaCy Doc: plain lists and dicts under `doc._.article_…`, read and written as models of the record.

Plain data, so that they survive `Doc.to_bytes`, `DocBin(store_user_data=True)` and `nlp.pipe(n_process=2)`. Who changes
them gives the Doc a new list (`doc._.article_people = […]`): a change inside the list that is there may go unseen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from pydantic import TypeAdapter
from spacy.attrs import ORTH, SPACY
from spacy.tokens import Doc, Span

from extractor import report

M = TypeVar("M", bound=report.Model)

# Model of the record -> the Doc extension that holds its facts.
EXTENSIONS: dict[type[report.Model], str] = {
    report.Person: "article_people",
    report.Organisation: "article_organisations",
    report.Place: "article_places",
    report.DateExpression: "article_dates",
    report.DateRange: "article_ranges",
    report.Claim: "article_claims",
    report.Change: "article_changes",
    report.Part: "article_parts",
    report.Check: "article_checks",
    report.Warning: "article_warnings",
}
ARTICLE = "article_page"

for _name in [*EXTENSIONS.values(), ARTICLE]:
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


# What was last put or read of each Doc, by kind: the plain data, and the models that it stands for. While that very
# object is on the Doc, the models need not be made anew for each component that asks for them.
_known: WeakKeyDictionary[Doc, dict[type[report.Model], tuple[Any, tuple[report.Model, ...]]]] = WeakKeyDictionary()
_texts: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()
# Their numbers are rounded on the Doc, so what is read is not quite what was put.
ROUNDED = {report.Claim}


def text_of(doc: Doc) -> str:
    """The text of the Doc, put together once: spaCy does so anew, token by token, each time it is asked."""
    text = _texts.get(doc)
    if text is None:
        columns = doc.to_array([ORTH, SPACY]).tolist() if len(doc) else []
        strings = doc.vocab.strings
        text = "".join([strings[orth] + " " if space else strings[orth] for orth, space in columns])
        if text:  # an empty Doc may be filled later
            _texts[doc] = text
    return text


def _remembered(doc: Doc, model: type[M], data: Any) -> tuple[M, ...] | None:
    known = _known.get(doc, {}).get(model)
    return cast(tuple[M, ...], known[1]) if known and known[0] is data else None


def _remember(doc: Doc, model: type[M], data: Any, found: Iterable[M]) -> None:
    _known.setdefault(doc, {})[model] = (data, tuple(found))


@cache
def _adapter(model: type[M]) -> TypeAdapter[list[M]]:
    return TypeAdapter(list[model])  # type: ignore[valid-type]  # a type made at run time


def put(doc: Doc, model: type[M], facts: Iterable[M]) -> None:
    """Keep the facts of one kind on the Doc, in the place of those that were there."""
    found = list(facts)
    data = _adapter(model).dump_python(found, mode="json")
    doc._.set(EXTENSIONS[model], data)
    if model not in ROUNDED:
        _remember(doc, model, data, found)
    spans = [span for fact in found for span in _spans(doc, fact)]
    if spans or EXTENSIONS[model] in doc.spans:
        doc.spans[EXTENSIONS[model]] = spans


def _spans(doc: Doc, fact: report.Model) -> Iterator[Span]:
    """Where a fact stands, for `doc.spans`: labelled by its kind, with its id; no values live there."""
    places: Iterable[report.Span] = getattr(fact, "mentions", ())
    if isinstance(fact, report.TextSpan | report.Change):
        places = [fact.cue if isinstance(fact, report.Change) else fact]
    for place in places:
        span = doc.char_span(
            place.start,
            place.end,
            label=type(fact).__name__,
            span_id=getattr(fact, "id", ""),
            alignment_mode="expand",
        )
        if span is not None:
            yield span


def get(doc: Doc, model: type[M]) -> list[M]:
    """The facts of one kind; an empty list where nothing made them."""
    data = doc._.get(EXTENSIONS[model])
    if not data:
        return []
    found = _remembered(doc, model, data)
    if found is None or len(found) != len(data):
        found = tuple(_adapter(model).validate_python(data, strict=False))
        _remember(doc, model, data, found)
    return list(found)


def warn(doc: Doc, code: str, message: str) -> None:
    """Add a warning to the record, once."""
    warning = report.Warning(code=code, message=message)
    known = get(doc, report.Warning)
    if warning not in known:
        put(doc, report.Warning, [*known, warning])


def put_article(doc: Doc, article: report.Article) -> None:
    """Tell the components what the page says of the text: blocks, date, bylines …"""
    data = article.model_dump(mode="json", exclude={"text"})
    doc._.set(ARTICLE, data)
    if article.text == text_of(doc):
        _remember(doc, report.Article, data, [article])


def get_article(doc: Doc) -> report.Article:
    """The article of this Doc; where nothing put one, its text alone with its paragraphs as blocks."""
    data: dict[str, Any] | None = doc._.get(ARTICLE)
    text = text_of(doc)
    known = _remembered(doc, report.Article, data)
    if known is None or known[0].text != text:
        made = (
            plain_article(text) if data is None else report.Article.model_validate({**data, "text": text}, strict=False)
        )
        known = (made,)
        _remember(doc, report.Article, data, known)
    return known[0]


def plain_article(text: str, *, published: str | None = None) -> report.Article:
    """A bare text as an article: its paragraphs (parted by blank lines) are its blocks, without XPath."""
    blocks = [
        report.Block(kind="paragraph", start=m.start(), end=m.start() + len(m[0].rstrip()))
        for m in re.finditer(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*", text)
    ]
    return report.Article(
        published=published,
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        blocks=tuple(blocks),
    )
