"""Builds the spaCy pipeline and runs it: a page or a text in, a `Report` out."""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import __version__, report
from extractor.errors import InputError
from extractor.files import PathLike, read_file, readable
from extractor.workers import TIMEOUT, Failure, Pool

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Published = date | str | None

# The model's ner takes memory with the length of a text, and time with it (some 90 s for this many characters):
# what stands past the end is given in `article.text`, without facts and with a warning.
MAX_ANALYSED = 5_000_000
# The ner runs on pieces of at most this many characters (or the model's max_length, where that is less).
PIECE = 200_000
# So many signs in a row, of those that the tokenizer takes off a word one by one, stand in no sentence.
AFFIXES = re.compile(r"(?:[^\w\s]|_|['’]s|(?:US|[AC])(?=\$)){64}")
NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
FACTS: dict[str, type[report.Model]] = {
    "people": report.Person,
    "organisations": report.Organisation,
    "places": report.Place,
    "dates": report.DateExpression,
    "ranges": report.DateRange,
    "claims": report.Claim,
    "changes": report.Change,
    "parts": report.Part,
    "checks": report.Check,
}


def extract_page(html: bytes | str, *, url: str | None = None) -> report.Article:
    """The page stage alone: the story and what the page says of it, without spaCy.

    Raises `InputError` for what is no page: nothing, a PDF, a picture, an archive.
    """
    from extractor.page import read_page

    return read_page(html, url=url).article


def extract_html(html: bytes | str, *, url: str | None = None, published: Published = None) -> report.Report:
    """The record of a page given as bytes or text. Raises `InputError` for what is no page."""
    return default_extractor().html(html, url=url, published=published)


def extract_file(path: PathLike, *, url: str | None = None, published: Published = None) -> report.Report:
    """The record of a saved page. Raises `InputError` where it cannot be read or is no page."""
    return default_extractor().file(path, url=url, published=published)


def extract_text(text: str, *, published: Published = None) -> report.Report:
    """The record of plain text; offsets count into this very string. `published` may be reduced: `2022`, `2022-07`."""
    return default_extractor().text(text, published=published)


@cache
def default_extractor() -> Extractor:
    """The extractor that the module's functions share, made on first use."""
    return Extractor()


class Extractor:
    """Holds the loaded model; safe to reuse.

    model: name or folder of a spaCy pipeline with an `ner`; by default the official small English one where it is
    installed, else the same weights from the pinned dependency. Raises `InputError` where it cannot be used. What the
    process holds by then is no longer looked through for garbage (`gc.freeze`).
    """

    def __init__(self, *, model: str | None = None) -> None:
        from extractor.model import build_pipeline

        self._model = model
        self.nlp: Language = build_pipeline(model)
        gc.collect()
        gc.freeze()  # the model's hundred thousand objects stay: looking through them takes a twentieth of the time

    def text(self, text: str, *, published: Published = None) -> report.Report:
        """The record of plain text. What is no character (a lone surrogate, NUL) becomes U+FFFD, one for one."""
        from extractor.facts import plain_article

        article = plain_article(NOT_TEXT.sub("\ufffd", text), published=publication_date(published))
        sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return self._report(article, report.Source(sha256=sha256, encoding="utf-8"))

    def html(
        self, html: bytes | str, *, url: str | None = None, published: Published = None, path: str | None = None
    ) -> report.Report:
        """The record of a page given as bytes or text; `path` is what the record says of its source."""
        from extractor.page import read_page

        page = read_page(html, url=url, published=publication_date(published))
        source = report.Source(path=path, url=page.url, sha256=page.sha256, encoding=page.encoding)
        return self._report(page.article, source, profile=page.profile, warnings=page.warnings)

    def file(
        self, path: PathLike, *, url: str | None = None, published: Published = None, name: str | None = None
    ) -> report.Report:
        """The record of a saved page. `name` is what the record says of the path; by default the file's name."""
        return self.html(read_file(path), url=url, published=published, path=name or readable(Path(path).name))

    def stream(
        self, paths: Iterable[PathLike], *, jobs: int = 1, ordered: bool = True, timeout: float = TIMEOUT
    ) -> Iterator[tuple[Path, report.Report | InputError]]:
        """Each path with its record, or with the reason why there is none. Paths are taken as they are needed.

        jobs: 1 works in this process. More are so many worker processes, each with the same model: a page that ends its
        process or takes more than `timeout` seconds fails alone. As with all of Python's worker processes, a script has
        to guard its own work by `if __name__ == "__main__":`. ordered: as given, else each as soon as it is done.
        """
        start = partial(_attempting, self._model) if jobs > 1 else lambda: self._attempt
        pool = Pool(start, jobs=jobs if jobs > 1 else 0, timeout=timeout)
        for path, result in pool.run(((Path(path), Path(path)) for path in paths), ordered=ordered):
            if isinstance(result, Failure):
                yield path, InputError(result.code, f"{readable(path)}: {result.message}")
            else:
                yield path, result

    def _attempt(self, path: PathLike) -> report.Report | InputError:
        """The record of a saved page, or the reason why there is none; one is the program's own failure on it."""
        try:
            return self.file(path)
        except InputError as error:
            return error
        except MemoryError:
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}".rstrip(": ")
            return InputError("crashed", f"The program itself failed on {readable(path)} ({reason}); please report it.")

    def _report(
        self,
        article: report.Article,
        source: report.Source,
        *,
        profile: str | None = None,
        warnings: tuple[report.Warning, ...] = (),
    ) -> report.Report:
        from extractor import facts
        from extractor.values.language import is_english

        found: dict[str, tuple[report.Model, ...]] = {}
        if is_english(article.text, declared=article.language):
            doc = self.annotate(article)
            found = {field: tuple(facts.get(doc, model)) for field, model in FACTS.items()}
            warnings = (*warnings, *facts.get(doc, report.Warning))
        else:
            warnings = (*warnings, _not_english(article))
        meta = self.nlp.meta
        return report.Report(
            generator=report.Generator(
                version=__version__,
                model=f"{meta['lang']}_{meta['name']}",
                model_version=meta["version"],
                profile=profile,
            ),
            source=source,
            article=article,
            warnings=warnings,
            **found,  # type: ignore[arg-type]  # each field is filled with its own model
        )

    def annotate(self, article: report.Article) -> Doc:
        """The Doc of an article with all its facts.

        A long text is tokenised and read by the model in pieces that end where blocks end; the facts are found on the
        whole, so that offsets count into `article.text`.
        """
        from spacy.tokens import Doc

        from extractor import facts

        analysed = article.text[: _cut(article, 0, MAX_ANALYSED)]
        docs: list[Doc] = []
        at = 0
        limit = min(PIECE, self.nlp.max_length)
        while at < len(analysed) or not docs:
            end = _cut(article, at, limit) if len(analysed) - at > limit else len(analysed)
            docs.append(_tokenised(self.nlp, analysed[at:end]))
            facts.put_article(docs[-1], _piece(article, at, end))
            at = end
        if len(docs) == 1:
            doc = self.nlp(docs[0])
        else:
            last_of_model = self.nlp.pipe_names.index("ner") + 1
            for _, pipe in self.nlp.pipeline[:last_of_model]:
                docs = [pipe(doc) for doc in docs]
            for piece in docs:
                piece.user_data.clear()  # facts of a piece, put anew on the whole
            doc = Doc.from_docs(docs, ensure_whitespace=False)
            facts.put_article(doc, _piece(article, 0, len(analysed)))
            for _, pipe in self.nlp.pipeline[last_of_model:]:
                doc = pipe(doc)
        if len(analysed) < len(article.text):
            facts.warn(
                doc,
                "text_too_long",
                f"Only the first {len(analysed):,} of {len(article.text):,} characters were read for facts.",
            )
        return doc


def _attempting(model: str | None) -> Callable[[PathLike], report.Report | InputError]:
    """What a worker process does with each path, once it has loaded the model."""
    return Extractor(model=model)._attempt


def _not_english(article: report.Article) -> report.Warning:
    from extractor.values.language import language, language_name

    code = language(article.language, article.text)
    written = f"in {language_name(code)}" if code and code != "en" else "not in English"
    return report.Warning(code="language", message=f"The article is {written}: it is given, its facts are not.")


def _tokenised(nlp: Language, text: str) -> Doc:
    """The text as tokens. A run of brackets costs the tokenizer the square of its length: long ones are cut before."""
    from spacy.tokens import Doc

    cuts = [0, *(match.end() for match in AFFIXES.finditer(text)), len(text)]
    if len(cuts) == 2:
        return nlp.make_doc(text)
    docs = [nlp.make_doc(text[start:end]) for start, end in pairwise(cuts) if start < end]
    tokens = [token for doc in docs for token in doc]
    return Doc(nlp.vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens])


def _cut(article: report.Article, start: int, limit: int) -> int:
    """Where a piece that starts at `start` ends: at the last block end within `limit` characters, else at a space."""
    text, furthest = article.text, start + limit
    if len(text) <= furthest:
        return len(text)
    # The next block's start: the white space between two blocks stays with the block before it.
    starts = [block.start for block in article.blocks if start < block.start <= furthest]
    if starts:
        return max(starts)
    space = max(text.rfind(" ", start + 1, furthest), text.rfind("\n", start + 1, furthest))
    return space + 1 if space > start else furthest


def _piece(article: report.Article, start: int, end: int) -> report.Article:
    """The article with the blocks that stand in characters `start` up to `end`, counted from `start`."""
    if (start, end) == (0, len(article.text)):
        return article
    blocks = [
        block.model_copy(update={"start": max(block.start, start) - start, "end": min(block.end, end) - start})
        for block in article.blocks
        if block.start < end and block.end > start
    ]
    return article.model_copy(update={"blocks": tuple(blocks)})


def publication_date(value: Published) -> str | None:
    """A publication date as the record has it. Raises `InputError` for what is no date.

    >>> publication_date(date(2025, 3, 28)), publication_date("2022-07"), publication_date(None)
    ('2025-03-28', '2022-07', None)
    >>> publication_date("28 March")
    Traceback (most recent call last):
    extractor.errors.InputError: 28 March is no publication date; write 2025-03-28, 2025-03 or 2025-03-28T08:10+07:00.
    """
    if value is None:
        return None
    text = value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)
    parts = (*map(int, re.findall(r"\d+", text[:10])), 1, 1)
    try:
        if not re.fullmatch(report.REDUCED_DATE, text, re.ASCII):
            raise ValueError
        date(*parts[:3])
        if "T" in text:
            datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            "published",
            f"{readable(text)} is no publication date; write 2025-03-28, 2025-03 or 2025-03-28T08:10+07:00.",
        ) from None
    return text
