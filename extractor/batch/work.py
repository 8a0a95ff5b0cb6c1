"""What a worker does with one page: its record, and of that what was asked for. The model is loaded once a process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.errors import InputError
from extractor.report import Report, Warning

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

Render = Callable[[Report], Any]


@dataclass(frozen=True)
class Task:
    """A page to read; `name` is what its record says of the path."""

    html: bytes | str
    name: str
    url: str | None = None
    published: str | None = None
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True)
class Done:
    """What came of it: `payload` is what was made of the record; without one, `code` and `message` say why.

    text_sha256: None where there is no text, so that pages without a story are not taken for the same one.
    """

    payload: Any = None
    code: str | None = None
    message: str | None = None
    text_sha256: str | None = None
    warnings: tuple[Warning, ...] = ()


def load(model: str | None, render: Render) -> Callable[[Task], Done]:
    """Load the model; the function returned does one task. Raises `InputError` where the model cannot be used."""
    from extractor.pipeline import Extractor

    return working(Extractor(model=model), render)


def working(extractor: Extractor, render: Render) -> Callable[[Task], Done]:
    """What does one task with a loaded model."""
    return lambda task: done(lambda: record(extractor, task), render)


def record(extractor: Extractor, task: Task) -> Report:
    """The record of a page, with the warnings that reading it gave."""
    found = extractor.html(task.html, url=task.url, published=task.published, path=task.name)
    return found.model_copy(update={"warnings": (*task.warnings, *found.warnings)}) if task.warnings else found


def whole(found: Report) -> Report:
    """Of a record, the record itself."""
    return found


def done(extract: Callable[[], Report], render: Render) -> Done:
    """What comes of one page. Where the program itself fails, that is one page that failed, no more."""
    try:
        found = extract()
        text_sha256 = found.article.text_sha256 if found.article.text else None
        return Done(render(found), text_sha256=text_sha256, warnings=found.warnings)
    except InputError as error:
        return Done(code=error.code, message=str(error))
    except MemoryError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        return Done(code="crashed", message=f"The program itself failed on this page ({reason}); please report it.")
