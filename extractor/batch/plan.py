"""Arguments → the inputs that they name, in an order that is the same on every machine. Nothing is read but names."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from extractor.batch import containers
from extractor.batch.database import temporary_database
from extractor.batch.ledger import Ledger
from extractor.batch.outcomes import Input, Outcome, Status, called_like_page
from extractor.batch.sidecars import is_sidecar
from extractor.errors import InputError
from extractor.files import PathLike, is_folder, is_missing, readable

SCHEMA = """
CREATE TABLE items (
    argument INTEGER, position BLOB, place BLOB UNIQUE, path BLOB, name TEXT, member TEXT, at INTEGER, size INTEGER,
    status TEXT, code TEXT, message TEXT, PRIMARY KEY (argument, position)
) WITHOUT ROWID;
CREATE TABLE folders (id INTEGER PRIMARY KEY, path BLOB, device INTEGER, inode INTEGER, UNIQUE (device, inode));
"""
WHY_SKIPPED = {
    "not_a_page": "{} is not called like a page.",
    "no_pages": "{} does not begin with a page, an object with `html`; name the file itself to read it all the same.",
    "sidecar": "{} says something of a page, and is read with it.",
    "link_member": "{} is a link in an archive, and holds no page.",
    "link": "{} leads to a folder that is read under its own name.",
    "read_inside": "{} could not be read before; what is in it has lines of its own now.",
    "link_outside": "{} leads out of the folder that was named, and was not followed; name what it leads to.",
}


class Plan:
    """The inputs, each once: `len(plan)` of them, iterated in order. What cannot be read is an `Outcome` already.

    Folders are read whole, in the order of their names; links that lead out of them are not followed. Raises
    `InputError` for an argument that is not there. `from_file` is a list of further paths, one a line; of those, one
    that is not there is an input that failed.
    """

    def __init__(self, arguments: Sequence[PathLike], *, from_file: PathLike | IO[bytes] | None = None) -> None:
        self._database = temporary_database(SCHEMA)
        self._argument = 0
        files = [Path(argument) for argument in arguments if not is_folder(argument)]
        for file in files:
            if is_missing(file):
                raise InputError("no_path", f"There is no file or folder {readable(file)}; check the path.")
        common = Path(os.path.commonpath([file.absolute().parent for file in files])) if files else Path()
        self._database.execute("BEGIN")
        for argument in map(Path, arguments):
            self._add(argument, name=None if is_folder(argument) else readable(argument.absolute().relative_to(common)))
        if from_file is not None:
            for path in _listed(from_file):
                self._add(path, name=readable(path))
        self._database.execute("COMMIT")

    def __len__(self) -> int:
        count: int = self._database.execute("SELECT count(*) FROM items").fetchone()[0]
        return count

    def __iter__(self) -> Iterator[Input | Outcome]:
        rows = self._database.execute(
            "SELECT path, name, member, at, size, status, code, message FROM items ORDER BY argument, position"
        )
        for path, name, member, at, size, status, code, message in rows:
            item = Input(Path(os.fsdecode(path)), name, member, at, size)
            yield Outcome(item, status, code=code, message=message) if status else item

    def holds(self, folder: PathLike) -> Path | None:
        """The folder of the inputs that another lies in, or would lie in."""
        here = Path(os.path.realpath(folder))
        for path in (*reversed(here.parents), here):
            try:
                status = path.stat()
            except OSError:
                return None
            found = "SELECT path FROM folders WHERE device = ? AND inode = ?"
            row = self._database.execute(found, (status.st_dev, status.st_ino)).fetchone()
            if row:
                return Path(os.fsdecode(row[0]))
        return None

    def readable_inputs(self) -> int:
        """How many inputs there are but for those that are skipped."""
        count: int = self._database.execute("SELECT count(*) FROM items WHERE status IS NOT 'skipped'").fetchone()[0]
        return count

    def opened(self) -> Iterator[Outcome]:
        """The archives and files of lines that are no inputs themselves, for what is in them are."""
        groups = "SELECT path, name, member FROM items WHERE member IS NOT NULL GROUP BY argument, path"
        for path, name, member in self._database.execute(groups):
            item = Input(Path(os.fsdecode(path)), name[: -len(member) - 1])
            if not self._database.execute("SELECT 1 FROM items WHERE place = ?", (item.place,)).fetchone():
                message = WHY_SKIPPED["read_inside"].format(item.shown)
                yield Outcome(item, "skipped", code="read_inside", message=message)

    def count(self, ledger: Ledger, *, failed: bool) -> int:
        """How many of the inputs a ledger has already; `failed`: those that failed, too."""
        if not len(ledger):
            return 0
        statuses = (ledger.status(item.input if isinstance(item, Outcome) else item) for item in self)
        return sum(status is not None and (failed or status != "failed") for status in statuses)

    def _add(self, path: Path, *, name: str | None) -> None:
        """One argument: a folder, an archive, a file of JSON Lines, or a page."""
        self._argument += 1
        if is_folder(path):
            self._walk(path)
        else:
            self._put_file(path, name or path.name, b"", named=True)

    def _walk(self, top: Path) -> None:
        """Everything under a folder, each folder once, each under its own name rather than a link's."""
        add_folder = "INSERT OR IGNORE INTO folders (path, device, inode) VALUES (?, ?, ?)"
        status = top.stat()
        added = self._database.execute(add_folder, (os.fsencode(top), status.st_dev, status.st_ino))
        number = added.lastrowid if added.rowcount else None
        inside = Path(os.path.realpath(top))
        while number is not None:
            (path,) = self._database.execute("SELECT path FROM folders WHERE id = ?", (number,)).fetchone()
            here = Path(os.fsdecode(path))
            try:
                with os.scandir(here) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=False):
                            status = entry.stat(follow_symlinks=False)
                            row = (os.fsencode(entry.path), status.st_dev, status.st_ino)
                            self._database.execute(add_folder, row)
                        else:
                            self._put_entry(entry, top, inside)
            except OSError as error:
                reason = f"{readable(here)} cannot be listed: {error.strerror}; change its permissions."
                item = Input(here, readable(here.relative_to(top)))
                self._put(item, _position(here, top), status="failed", code="unreadable", message=reason)
            following = self._database.execute("SELECT min(id) FROM folders WHERE id > ?", (number,)).fetchone()
            number = following[0]

    def _put_entry(self, entry: os.DirEntry[str], top: Path, inside: Path) -> None:
        path = Path(entry.path)
        name, position = readable(path.relative_to(top)), _position(path, top)
        code = None
        if is_sidecar(entry.name):
            code = "sidecar"
        if entry.is_symlink():
            if not Path(os.path.realpath(path)).is_relative_to(inside):
                code = "link_outside"
            elif path.is_dir():
                code = "link"
        if code:
            self._skip(Input(path, name), position, code)
        else:
            self._put_file(path, name, position, named=False)

    def _put_file(self, path: Path, name: str, position: bytes, *, named: bool) -> None:
        """A file; an archive or JSON Lines as the pages in it. `named` on its own, it need not look like one."""
        lower = path.name.casefold()
        item = Input(path, name)
        try:
            if lower.endswith(containers.SUFFIXES):
                if not stat.S_ISREG(path.stat().st_mode):
                    raise OSError
                if not named and not lower.endswith(".zip") and not containers.holds_pages(path):
                    self._skip(item, position, "no_pages")
                    return
                for number, (member, code) in enumerate(containers.members(item)):
                    inner = position + b"\2" + number.to_bytes(8, "big")
                    if code:
                        self._skip(member, inner, code)
                    else:
                        self._put(member, inner)
                return
        except InputError as error:
            self._put(item, position, status="failed", code=error.code, message=str(error))
            return
        except OSError:
            named = True  # reading it will say what is wrong
        if named or called_like_page(path.name):
            self._put(item, position)
        else:
            self._skip(item, position, "not_a_page")

    def _skip(self, item: Input, position: bytes, code: str) -> None:
        message = WHY_SKIPPED.get(code, code).format(item.shown)
        self._put(item, position, status="skipped", code=code, message=message)

    def _put(
        self,
        item: Input,
        position: bytes,
        *,
        status: Status | None = None,
        code: str | None = None,
        message: str | None = None,
    ) -> None:
        self._database.execute(
            "INSERT OR IGNORE INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._argument, position, item.place, os.fsencode(item.path), item.name, item.member, item.at,
                item.size, status, code, message,
            ),
        )  # fmt: skip


def _position(path: Path, top: Path) -> bytes:
    """Sorts files by name before folders, and folders by name, as bytes."""
    *folders, name = path.relative_to(top).parts or ("",)
    return b"".join(b"\1" + os.fsencode(folder) + b"\0" for folder in folders) + b"\0" + os.fsencode(name)


def _listed(from_file: PathLike | IO[bytes]) -> Iterator[Path]:
    """The paths in a list, one a line, byte for byte."""
    name = readable(from_file) if isinstance(from_file, str | os.PathLike) else "on standard input"
    try:
        with Path(from_file).open("rb") if isinstance(from_file, str | os.PathLike) else from_file as file:
            for number, line in enumerate(file):
                path = (line if number else line.removeprefix(codecs.BOM_UTF8)).rstrip(b"\r\n")
                if b"\0" in path:
                    raise InputError(
                        "no_list", f"The list {name} has NUL bytes; write one path a line, with no -print0."
                    )
                if path:
                    yield Path(os.fsdecode(path))
    except OSError as error:
        message = f"The list {name} cannot be read: {error.strerror}; check the path."
        raise InputError("no_list", message) from error
