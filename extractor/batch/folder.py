"""The output folder: parts written whole, one after another, and what a later run needs to go on.

    out/manifest.jsonl               a line for every input
    out/records/part-000001.jsonl    the records, or a folder a table
    out/.extract/                    what made it, and the manifest in parts

A part's data files are written beside their names, synced and renamed, and then, as the last step, its part of the
manifest. What has no part of the manifest does not count: the next run removes it and does those inputs again.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Any

import orjson

from extractor.batch.formats import Format
from extractor.batch.ledger import Ledger
from extractor.batch.outcomes import Outcome
from extractor.batch.plan import Plan
from extractor.errors import InputError
from extractor.files import PathLike, readable, unfinished, whole_file

PRIVATE = ".extract"
PART_SIZE = 500  # inputs: what a kill can cost is the work on so many
TEMPORARY = ".tmp"
NUMBERED = re.compile(r"part-(\d{6,})\.[a-z]+")


def check_output(folder: PathLike, plan: Plan) -> None:
    """Raises `InputError` for an output folder inside an input folder: the next run would read its own results."""
    source = plan.holds(folder)
    if source is not None:
        raise InputError(
            "output_inside_input",
            f"The output folder {readable(folder)} is inside the input {readable(source)}; choose another.",
        )


class OutputFolder:
    """Where the records of many inputs go. A context manager: while it is open, no other run may write there.

    settings: what the records depend on. Raises `InputError` where the folder holds something else, was made with other
    settings, or is being written to.
    """

    def __init__(
        self, folder: PathLike, *, form: Format, settings: dict[str, Any], part_size: int | None = None
    ) -> None:
        self.folder = Path(folder)
        self.ledger = Ledger()
        self._form = form
        self._settings = settings
        self._part_size = part_size or PART_SIZE
        self._private = self.folder / PRIVATE
        self._parts = self._private / "manifest"
        self._last = 0
        self._replaced = False
        self._stack = ExitStack()

    def __enter__(self) -> OutputFolder:
        self._check_strange()
        with self._stack as stack:
            self._parts.mkdir(parents=True, exist_ok=True)
            stack.callback(_lock(self._private / "lock", self.folder).close)
            self._check_settings()
            self._remember()
            self._clear()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def write(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Write the outcomes in parts and pass each on. Where the outcomes end early, the last part is closed as it is;
        where writing fails, what is not a whole part is removed.
        """
        part: _Part | None = None
        try:
            for outcome in outcomes:
                if part is None:
                    self._last += 1
                    part = _Part(self, self._last)
                part.add(outcome)
                self._replaced |= self.ledger.part(outcome.input.key) is not None
                self.ledger.keep(outcome.input.key, outcome.status, self._last)
                full = part.size >= self._part_size
                if full:
                    part.commit()
                    part = None
                yield outcome
            if part is not None:
                part.commit()
                part = None
        finally:
            if part is not None:
                part.discard()

    def finish(self) -> Counter[str]:
        """Join the parts of the manifest, and those of the form where it wants it. Returns how many inputs have each
        status, in this run and those before it.
        """
        counts: Counter[str] = Counter()
        with whole_file(self.folder / "manifest.jsonl") as manifest:
            for number, line, raw in self._lines():
                if not self._replaced or self.ledger.part(line["key"]) == number:
                    counts[line["status"]] += 1
                    manifest.write(raw)
        self._form.finish(
            self.folder,
            {table: [self.data(table, number) for number in range(1, self._last + 1)] for table in self._form.tables},
        )
        return counts

    def data(self, table: str, number: int) -> Path:
        """The file of a table's part."""
        return self.folder / table / f"part-{number:06d}.{self._form.extension}"

    def manifest_part(self, number: int) -> Path:
        """The file of a part of the manifest."""
        return self._parts / f"part-{number:06d}.jsonl"

    def writer_of(self, files: dict[str, IO[bytes]]) -> Any:
        """What writes records in this folder's form."""
        return self._form.writer(files)

    @property
    def tables(self) -> tuple[str, ...]:
        """The folders that a part has files in."""
        return self._form.tables

    def _check_strange(self) -> None:
        """A folder with files of the same names that are not from here is left alone."""
        if (self._private / "run.json").exists():
            return
        for name in ("manifest.jsonl", *self._form.tables, *self._form.joined):
            if os.path.lexists(self.folder / name):
                raise InputError(
                    "strange_output",
                    f"{readable(self.folder)} holds a {name} that is not from such a run; choose another folder.",
                )

    def _check_settings(self) -> None:
        file = self._private / "run.json"
        try:
            before = orjson.loads(file.read_bytes())
            if not isinstance(before, dict):
                raise ValueError("not an object")
        except FileNotFoundError:
            with whole_file(file) as out:
                out.write(orjson.dumps(self._settings, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
            _sync_folder(self._private)
            return
        except ValueError as error:
            raise self._damaged(file) from error
        changed = [name for name in {**before, **self._settings} if before.get(name) != self._settings.get(name)]
        if changed:
            was = ", ".join(
                "other rules or lexicons"
                if name == "rules"
                else f"{name} {before.get(name)}, not {self._settings.get(name)}"
                for name in changed
            )
            raise InputError(
                "other_settings",
                f"{readable(self.folder)} was made with {was}: records of both are not mixed; choose another folder.",
            )

    def _remember(self) -> None:
        """What earlier runs did."""
        self._last = max((number for number, _ in _numbered(self._parts)), default=0)
        for number, line, _ in self._lines():
            self._replaced |= self.ledger.part(line["key"]) is not None
            self.ledger.add(line, part=number)

    def _lines(self) -> Iterator[tuple[int, dict[str, Any], bytes]]:
        for number in range(1, self._last + 1):
            with suppress(FileNotFoundError), self.manifest_part(number).open("rb") as file:
                for table in self._form.tables:
                    if not self.data(table, number).exists():
                        raise self._damaged(self.data(table, number), "is not there any more")
                for raw in file:
                    try:
                        yield number, orjson.loads(raw), raw
                    except ValueError as error:
                        raise self._damaged(self.manifest_part(number)) from error

    def _clear(self) -> None:
        """Remove what a run left that was killed: temporary files, and data without its part of the manifest."""
        for folder in (self._parts, *(self.folder / table for table in self._form.tables)):
            for number, path in _numbered(folder):
                if number > self._last:
                    path.unlink()
            for path in folder.glob(f".part-*{TEMPORARY}"):
                path.unlink()
        for whole in (
            self._private / "run.json",
            *(self.folder / name for name in ("manifest.jsonl", *self._form.joined)),
        ):
            for path in unfinished(whole):
                path.unlink()

    def _damaged(self, file: Path, how: str = "is damaged") -> InputError:
        name = readable(file.relative_to(self.folder))
        return InputError(
            "damaged_output",
            f"{name} of {readable(self.folder)} {how}; put it back as it was, or choose another folder.",
        )


class _Part:
    """A part that is being written."""

    def __init__(self, folder: OutputFolder, number: int) -> None:
        self.size = 0
        self._folder = folder
        self._number = number
        self._targets = {table: folder.data(table, number) for table in folder.tables}
        self._files: dict[str, IO[bytes]] = {}
        try:
            for table, target in self._targets.items():
                target.parent.mkdir(exist_ok=True)
                self._files[table] = _temporary(target).open("wb")
            self._manifest = _temporary(folder.manifest_part(number)).open("wb")
        except OSError:
            self.discard()
            raise
        self._writer = folder.writer_of(self._files)

    def add(self, outcome: Outcome) -> None:
        if outcome.status == "ok":
            self._writer.add(outcome)
        self._manifest.write(orjson.dumps(outcome.line(part=self._number), option=orjson.OPT_APPEND_NEWLINE))
        self.size += 1

    def commit(self) -> None:
        """Give the files their names; the manifest's last, for then the part counts."""
        try:
            self._writer.close()
            for table, target in self._targets.items():
                _publish(self._files[table], target)
            for target in self._targets.values():
                _sync_folder(target.parent)
            _publish(self._manifest, self._folder.manifest_part(self._number))
            _sync_folder(self._folder.manifest_part(self._number).parent)
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """Remove what is not finished."""
        with suppress(Exception):  # what it still holds has nowhere to go
            self._writer.close()
        targets = [*self._targets.values(), self._folder.manifest_part(self._number)]
        for file in (*self._files.values(), *([self._manifest] if hasattr(self, "_manifest") else [])):
            with suppress(OSError):
                file.close()
        for target in targets:
            with suppress(OSError):
                _temporary(target).unlink()


def _numbered(folder: Path) -> Iterator[tuple[int, Path]]:
    """The parts in a folder; what is called otherwise is not from here."""
    for path in folder.glob("part-*"):
        if found := NUMBERED.fullmatch(path.name):
            yield int(found[1]), path


def _temporary(target: Path) -> Path:
    return target.with_name(f".{target.name}{TEMPORARY}")


def _publish(file: IO[bytes], target: Path) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()
    os.replace(_temporary(target), target)  # noqa: PTH105  # beside the other system calls


def _sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lock(path: Path, folder: Path) -> IO[bytes]:
    """Held until it is closed or the process ends, however it ends."""
    file = path.open("ab")
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass  # a system without these locks
    except BlockingIOError as error:
        file.close()
        raise InputError("busy", f"Another run is writing to {readable(folder)}; wait for it.") from error
    except OSError:
        pass  # a file system without locks
    return file
