"""An extractor that costs nothing: the record of a page is its words, and some words make it misbehave."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractor import report
from extractor.batch import Done, Render, Task, done
from extractor.errors import InputError


def starting(model: str | None, render: Render) -> Callable[[], Callable[[Task], Done]]:
    """In the place of `extractor.batch.starting`."""
    assert model is None
    return partial(load, render)


def load(render: Render) -> Callable[[Task], Done]:
    """What a worker calls once."""
    return lambda task: done(lambda: record(task), render)


def record(task: Task) -> report.Report:
    """A record with the words of a page as its text, and a claim for its first number."""
    data = task.html.encode() if isinstance(task.html, str) else task.html
    misbehave(data)
    text = data.decode("utf-8", "replace").removeprefix("<p>")
    number = next((word for word in text.split() if word.isdecimal()), None)
    span = report.Span(start=0, end=len(text))
    claims = () if number is None else (claim(text, number, span),)
    return report.Report(
        generator=report.Generator(version="0"),
        source=report.Source(path=task.name, url=task.url, sha256=sha256(data).hexdigest(), encoding="utf-8"),
        article=report.Article(
            headline=text[:20] or None,
            published=task.published,
            text=text,
            text_sha256=sha256(text.encode()).hexdigest(),
        ),
        claims=claims,
        warnings=task.warnings,
    )


def claim(text: str, number: str, sentence: report.Span) -> report.Claim:
    """The number as a count."""
    start = text.index(number)
    value = Decimal(number)
    return report.Claim(
        id="c1", rule="fake", start=start, end=start + len(number), text=number, sentence=sentence, low=value,
        high=value, best=value, unit="count", period="2024",
    )  # fmt: skip


def misbehave(data: bytes) -> None:
    """Some words do what bad pages do."""
    if b"SLOW" in data:
        time.sleep(0.05)
    if b"WAIT" in data:
        time.sleep(0.5)
    if b"REFUSE" in data:
        raise InputError("not_html", "This is no page.")
    if b"RAISE" in data:
        raise ValueError("a mistake of the program")
    if b"EXIT" in data:
        os._exit(3)
    if b"SEGFAULT" in data:
        ctypes.string_at(0)
    if b"HANG" in data:
        while True:
            pass
    if b"BLOAT" in data:
        bytearray(10**11)


def write(folder: Path, pages: dict[str, str]) -> Path:
    """A folder with these pages."""
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>{text}")
    return folder


def echo(task: Any) -> Any:
    """A task that is bytes misbehaves; any other is its own result."""
    if isinstance(task, bytes):
        misbehave(task)
    return task


def start_echo() -> Callable[[Any], Any]:
    """What a pool calls once."""
    return echo


def start_refused() -> Callable[[Any], Any]:
    """A worker that has no model."""
    raise InputError("no_model", "No model is installed.")


def start_broken() -> Callable[[Any], Any]:
    """A worker that cannot load."""
    raise RuntimeError("half installed")


def start_dying() -> Callable[[Any], Any]:
    """A worker that does not live to say why."""
    os._exit(7)
