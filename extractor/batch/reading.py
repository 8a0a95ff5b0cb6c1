"""An input → its bytes and what is known of it beside: from a file, a member of an archive, or a line."""

from __future__ import annotations

import hashlib
import os
import posixpath
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extractor.batch import containers, sidecars
from extractor.batch.outcomes import Input, called_like_page
from extractor.errors import InputError
from extractor.files import PathLike, read_file, readable
from extractor.report import Warning


@dataclass(frozen=True)
class Content:
    """The bytes of a page, or its characters where those are given; `url` and `published` come from beside it."""

    html: bytes | str
    url: str | None = None
    published: str | None = None
    warnings: tuple[Warning, ...] = ()

    @property
    def sha256(self) -> str:
        """Of the bytes (of characters: in UTF-8), in hexadecimal."""
        html = self.html
        return hashlib.sha256(html if isinstance(html, bytes) else html.encode("utf-8", "surrogatepass")).hexdigest()


def content_of(path: PathLike) -> Content:
    """One page that is named on its own, with what stands beside it. Raises `InputError`."""
    return Reader().read(Input(Path(path), readable(path)))


class Reader:
    """Reads inputs one after another; the archive or file of lines that was read last stays open for its next page."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._open: zipfile.ZipFile | IO[bytes] | None = None
        self._pages: Counter[str] | None = None

    def read(self, item: Input) -> Content:
        """Raises `InputError` with a code and a sentence where the input cannot be read."""
        if item.member is None:
            html = read_file(item.path)
            found = sidecars.find(item.path.name, _beside(item.path), alone=lambda: _alone(item.path.parent))
            return Content(html, found.url, found.published, found.warnings)
        try:
            container = self._container(item.path)
            if isinstance(container, zipfile.ZipFile):
                return self._member(container, item)
            return _line(container, item)
        except OSError as error:
            self.close()
            raise InputError("unreadable", f"{item.shown} cannot be read: {error.strerror or error}.") from error

    def close(self) -> None:
        """Close what was left open."""
        if self._open is not None:
            self._open.close()
        self._path = self._open = self._pages = None

    def _container(self, path: Path) -> zipfile.ZipFile | IO[bytes]:
        if self._open is None or self._path != path:
            self.close()
            is_zip = path.name.casefold().endswith(".zip")
            self._open = containers.open_zip(path) if is_zip else containers.open_lines(path)
            self._path = path
        return self._open

    def _member(self, archive: zipfile.ZipFile, item: Input) -> Content:
        html = containers.read_member(archive, item)
        folder, name = posixpath.split(archive.infolist()[item.at].filename)

        def read(beside: str) -> bytes | None:
            with suppress(KeyError, *containers.BROKEN_ZIP), archive.open(posixpath.join(folder, beside)) as file:
                return file.read(sidecars.MAX_SIDECAR + 1)
            return None

        def alone() -> bool:
            if self._pages is None:  # the names are gone through once, not once a member
                self._pages = Counter(posixpath.dirname(name) for name in archive.namelist() if called_like_page(name))
            return self._pages[folder] == 1

        found = sidecars.find(name, read, alone=alone)
        return Content(html, found.url, found.published, found.warnings)


def _beside(page: Path) -> Callable[[str], bytes | None]:
    def read(name: str) -> bytes | None:
        try:
            handle = os.open(page.with_name(name), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except (OSError, ValueError):
            return None
        with os.fdopen(handle, "rb") as file, suppress(OSError):
            return file.read(sidecars.MAX_SIDECAR + 1)
        return None

    return read


def _alone(folder: Path) -> bool:
    """Whether a folder holds one page only; of a large folder, no more is listed than is needed to know."""
    pages = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            pages += called_like_page(entry.name)
            if pages > 1:
                return False
    return True


def _line(file: IO[bytes], item: Input) -> Content:
    found = containers.read_line(file, item)
    said = sidecars.understand("The line", found)
    return Content(found["html"], said.url, said.published, said.warnings)
