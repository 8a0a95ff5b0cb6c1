"""The forms in which records are kept in a folder: what a worker makes of a record, and how that is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, Protocol

from extractor.batch.outcomes import Outcome
from extractor.report import Report

EXTENSIONS = {"jsonl": "jsonl", "text": "txt", "csv": "csv", "parquet": "parquet"}
Files = Mapping[str, IO[bytes]]


class Writer(Protocol):
    """Writes the records of one part to its files."""

    def add(self, outcome: Outcome) -> None: ...

    def close(self) -> None: ...


class Format(Protocol):
    """name: as `--format` has it. tables: the folders that parts are written to. extension: of a part's file. joined:
    the files that `finish` makes of them.
    """

    name: str
    tables: tuple[str, ...]
    extension: str
    joined: tuple[str, ...]

    def render(self, record: Report) -> Any:
        """What a worker hands back of a record. Runs in the worker, which gets the format itself."""

    def writer(self, files: Files) -> Writer:
        """Writes a part; `files` are open, one a table."""

    def finish(self, folder: Path, parts: Mapping[str, list[Path]]) -> None:
        """Called when all parts are there."""


class Lines:
    """Records one after another in one file a part: JSON Lines, or text."""

    tables: tuple[str, ...] = ("records",)
    joined: tuple[str, ...] = ()

    def __init__(self, name: str, render: Callable[[Report], bytes]) -> None:
        self.name = name
        self.extension = EXTENSIONS[name]
        self._render = render

    def render(self, record: Report) -> bytes:
        """The record's bytes."""
        return self._render(record)

    def writer(self, files: Files) -> Writer:
        return _LinesWriter(files["records"])

    def finish(self, folder: Path, parts: Mapping[str, list[Path]]) -> None:
        """Parts are all there is."""


class _LinesWriter:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def add(self, outcome: Outcome) -> None:
        self._file.write(outcome.payload)

    def close(self) -> None:
        """Nothing is held back."""


def json_line(record: Report) -> bytes:
    """The record on one line."""
    return record.to_json(indent=False)
