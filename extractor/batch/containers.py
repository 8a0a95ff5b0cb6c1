"""Files that hold many pages: ZIP archives, and JSON Lines with `html` and, where known, `url` and `published`."""

from __future__ import annotations

import codecs
import gzip
import json
import posixpath
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import IO, Any

import orjson

from extractor.batch.outcomes import Input, called_like_page
from extractor.batch.sidecars import is_sidecar
from extractor.errors import InputError
from extractor.files import MAX_BYTES, readable

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
SUFFIXES = (".zip", *LINES)
# HTML seldom shrinks more than 20 times; what grows more than this is made to fill a disk.
RATIO_LIMIT = 200
RATIO_FROM = 16 * 1024 * 1024
# A line counts for at least so many bytes: it is an input, however short, and millions of them pack into a few.
LINE_COST = 1_000
LEADING = 1_000  # blank lines that are passed over to find the first that holds something
ENCRYPTED = 0x1
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
BROKEN_LINES = (EOFError, zlib.error, gzip.BadGzipFile)


def members(item: Input) -> Iterator[tuple[Input, str | None]]:
    """The pages in a file, in its order, each with the reason why it is skipped, if it is."""
    yield from _zip_members(item) if item.path.name.casefold().endswith(".zip") else _lines(item)


def _zip_members(item: Input) -> Iterator[tuple[Input, str | None]]:
    with open_zip(item.path) as archive:
        names: set[str] = set()
        for index, info in enumerate(archive.infolist()):
            if info.is_dir():
                continue
            member = info.filename if info.filename not in names else f"{info.filename} ({index})"
            names.add(member)
            inner = Input(item.path, f"{item.name}/{member}", member, index)
            yield inner, _why_not(info)


def _why_not(info: zipfile.ZipInfo) -> str | None:
    """Why a member is skipped, by its name and kind."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return "link_member"
    if is_sidecar(posixpath.basename(info.filename)):
        return "sidecar"
    return None if called_like_page(info.filename) else "not_a_page"


def open_zip(path: Path) -> zipfile.ZipFile:
    """Raises `InputError` for what is no ZIP archive; `OSError` where it cannot be opened."""
    try:
        return zipfile.ZipFile(path)
    except BROKEN_ZIP as error:
        raise InputError("broken_zip", f"{readable(path)} is no ZIP archive, or is cut; fetch it again.") from error


def read_member(archive: zipfile.ZipFile, item: Input) -> bytes:
    """The bytes of one member. It is read only, never unpacked to disk, so its name can lead nowhere."""
    info = archive.infolist()[item.at]
    if info.flag_bits & ENCRYPTED:
        raise InputError("encrypted", f"{item.shown} is encrypted; unpack the archive with its password.")
    if info.file_size > MAX_BYTES or info.file_size > max(RATIO_FROM, RATIO_LIMIT * info.compress_size):
        raise InputError("too_large", f"{item.shown} unpacks to {info.file_size:,} bytes; no page holds so much.")
    try:
        with archive.open(info) as file:
            return file.read(info.file_size + 1)
    except BROKEN_ZIP as error:
        raise InputError("broken_zip", f"{item.shown} is broken in its archive ({error}); fetch it again.") from error


def _lines(item: Input) -> Iterator[tuple[Input, str | None]]:
    """The lines that hold something. One that is too long is an input all the same; reading it says so."""
    try:
        with closing(open_lines(item.path)) as file:
            at, number, cost, compressed = 0, 0, 0, item.path.stat().st_size
            unpacked = isinstance(file, gzip.GzipFile)
            most = max(RATIO_FROM, RATIO_LIMIT * compressed) if unpacked else sys.maxsize
            while line := file.readline(MAX_BYTES + 1):
                number, size = number + 1, len(line)
                blank = not line.strip()
                while not line.endswith(b"\n") and cost + size <= most and (line := file.readline(MAX_BYTES)):
                    size += len(line)
                cost += max(size, LINE_COST)
                if cost > most:
                    raise InputError("too_large", f"{item.shown} unpacks to more than pages would; it was not read on.")
                if not blank:
                    yield Input(item.path, f"{item.name}:{number}", str(number), at, size), None
                at += size
    except BROKEN_LINES as error:
        raise InputError("truncated", f"{item.shown} is broken or ends too early; fetch it again.") from error


def open_lines(path: Path) -> IO[bytes]:
    """JSON Lines as bytes, unpacked where they are compressed."""
    return gzip.open(path) if path.name.casefold().endswith(".gz") else path.open("rb")  # type: ignore[return-value]  # reads as IO


def holds_pages(path: Path) -> bool:
    """Whether JSON Lines found in a folder are pages: the first line that is not blank is an object with `html`. One
    that is no object but names `html` is a page that will fail, not a reason to pass over all the others.
    """
    line = b""
    try:
        with closing(open_lines(path)) as file:
            leading = islice(iter(lambda: file.readline(MAX_BYTES), b""), LEADING)
            line = next((line for line in leading if line.strip()), b"")
        return "html" in _object(line)
    except BROKEN_LINES:
        return False
    except ValueError:
        return b'"html"' in line


def read_line(file: IO[bytes], item: Input) -> dict[str, Any]:
    """One line's object. Raises `InputError` where it is none, or has no `html`."""
    if item.size > MAX_BYTES:
        raise InputError("too_large", f"{item.shown} has {item.size:,} bytes; no page is that large.")
    try:
        file.seek(item.at)
        line = file.read(item.size)
    except BROKEN_LINES as error:
        raise InputError("truncated", f"{item.shown} is broken or ends too early; fetch it again.") from error
    try:
        found = _object(line)
    except ValueError as error:
        raise InputError("not_json", f"{item.shown} is not a JSON object in UTF-8; write one page a line.") from error
    if not isinstance(found.get("html"), str):
        raise InputError("no_html", f"{item.shown} has no text under `html`; put the page's HTML there.")
    return found


def _object(line: bytes) -> dict[str, Any]:
    """Raises `ValueError`. What is no JSON but often written as such is taken: a byte order mark, `NaN`, half a pair of
    surrogates.
    """
    line = line.removeprefix(codecs.BOM_UTF8)
    try:
        found = orjson.loads(line)
    except ValueError:
        try:
            found = json.loads(line.decode("utf-8"))
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found
