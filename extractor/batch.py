"""Pages one after another: which there are, and what came of each. Every input has exactly one outcome."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from extractor.errors import InputError
from extractor.files import PathLike, readable, whole_file

if TYPE_CHECKING:
    from extractor.pipeline import Extractor
    from extractor.report import Report

# What a page is called in a folder; a file that is named on its own may be called anything.
PAGES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".xhtml.gz")

Status = Literal["ok", "failed", "skipped"]


@dataclass(frozen=True)
class Input:
    """A file to read. `name` is what its record says: relative to the argument that it was found by."""

    path: Path
    name: str


@dataclass(frozen=True)
class Outcome:
    """What came of an input: its record, or why there is none."""

    input: Input
    status: Status
    record: Report | None = None
    code: str | None = None
    message: str | None = None

    def line(self) -> dict[str, Any]:
        """The input's line in the manifest."""
        return {
            "path": readable(self.input.path),
            "name": self.input.name,
            "status": self.status,
            "code": self.code,
            "message": self.message,
            "sha256": self.record.source.sha256 if self.record else None,
            "warnings": [warning.code for warning in self.record.warnings] if self.record else [],
        }


def plan(arguments: Sequence[PathLike]) -> list[Input | Outcome]:
    """The files that the arguments name, folders in the order of their names, each folder once; what cannot be a page
    or cannot be listed is an outcome already. Raises `InputError` for an argument that is not there, or no page at all.
    """
    files = [Path(argument) for argument in arguments if not Path(argument).is_dir()]
    for file in files:
        if not os.path.lexists(file):
            raise InputError("no_path", f"There is no file or folder {readable(file)}; check the path.")
    common = Path(os.path.commonpath([file.absolute().parent for file in files])) if files else Path()
    out: list[Input | Outcome] = []
    seen: set[tuple[int, int]] = set()
    for argument in map(Path, arguments):
        if argument.is_dir():
            out += _walk(argument, argument, seen)
        else:
            out.append(Input(argument, readable(argument.absolute().relative_to(common))))
    if not any(isinstance(item, Input) or item.status == "failed" for item in out):
        where = ", ".join(map(readable, arguments))
        raise InputError(
            "nothing", f"There is no page ({', '.join(PAGES[:3])}) in {where}; name a file, or another folder."
        )
    return out


def _walk(folder: Path, top: Path, seen: set[tuple[int, int]]) -> Iterator[Input | Outcome]:
    """The files under a folder. Links to folders are followed; a folder that was seen before is not entered."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            message = f"{readable(here)} cannot be listed: {error.strerror}; change its permissions."
            yield Outcome(_named(here, top), "failed", code="unreadable", message=message)
            continue
        for entry in entries:
            if not _is_folder(entry):
                item = _named(Path(entry.path), top)
                yield item if entry.name.casefold().endswith(PAGES) else Outcome(item, "skipped", code="not_a_page")
        waiting += [Path(entry.path) for entry in reversed(entries) if _is_folder(entry)]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _named(path: Path, top: Path) -> Input:
    return Input(path, readable(path.relative_to(top)))


def run(items: Iterable[Input | Outcome], extractor: Extractor) -> Iterator[Outcome]:
    """The outcome of each item, in order."""
    for item in items:
        yield item if isinstance(item, Outcome) else _read(item, extractor)


def _read(item: Input, extractor: Extractor) -> Outcome:
    return attempt(item, lambda: extractor.file(item.path, name=item.name))


def attempt(item: Input, extract: Callable[[], Report]) -> Outcome:
    """What comes of one input. A page on which the program itself fails is one failed input, no more."""
    try:
        return Outcome(item, "ok", extract())
    except InputError as error:
        return Outcome(item, "failed", code=error.code, message=str(error))
    except Exception as error:
        message = f"{readable(item.path)} made the program fail ({type(error).__name__}: {error}); please report it."
        return Outcome(item, "failed", code="crashed", message=message)


def check_output(folder: PathLike, arguments: Iterable[PathLike]) -> None:
    """Raises `InputError` for an output folder inside an input folder: the next run would read its own results."""
    target = Path(os.path.realpath(folder))
    for argument in arguments:
        source = Path(os.path.realpath(argument))
        if source.is_dir() and target.is_relative_to(source):
            raise InputError(
                "output_inside_input",
                f"The output folder {readable(folder)} is inside the input {readable(argument)}; choose another.",
            )


def write_folder(
    outcomes: Iterable[Outcome], folder: PathLike, *, records: str, write: Callable[[IO[bytes], Report], None]
) -> Counter[str]:
    """Write all records to `folder/records`, one by one by `write`, and a line for every input to `manifest.jsonl`.

    Returns how many inputs had each status. Neither file appears before it is complete.
    """
    import orjson

    counts: Counter[str] = Counter()
    Path(folder).mkdir(parents=True, exist_ok=True)
    with whole_file(Path(folder) / "manifest.jsonl") as manifest, whole_file(Path(folder) / records) as file:
        for outcome in outcomes:
            if outcome.record is not None:
                write(file, outcome.record)
            manifest.write(orjson.dumps(outcome.line(), option=orjson.OPT_APPEND_NEWLINE))
            counts[outcome.status] += 1
    return counts
