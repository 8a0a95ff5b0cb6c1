"""Files in and out: regular files read whole, results written whole or not at all, names shown as they can be."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from extractor.errors import InputError

# A saved page is some 200 kB, a very long one 5 MB; past this it is a download of something else.
MAX_BYTES = 200_000_000

PathLike = str | os.PathLike[str]


def readable(path: PathLike) -> str:
    r"""A path as text that any encoding can hold: bytes of a name that are not UTF-8 are shown as `\xe9`.

    >>> readable("caf\udce9.html")
    'caf\\xe9.html'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_file(path: PathLike) -> bytes:
    """The bytes of a regular file. Raises `InputError` for anything else: a pipe would block, a device never end."""
    name = readable(path)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise _unreadable(name, error) from error
    except ValueError as error:  # a NUL, which no name has
        raise _not_there(name) from error
    try:
        _check_file(os.fstat(handle), name)
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(MAX_BYTES)
    except OSError as error:
        raise _unreadable(name, error) from error
    finally:
        os.close(handle)


def _check_file(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InputError("folder", f"{name} is a folder, not a page; `extract` reads folders as a whole.")
    if not stat.S_ISREG(status.st_mode):
        raise InputError("not_a_file", f"{name} is a pipe or a device, not a file; pass its content through -.")
    if status.st_size > MAX_BYTES:
        raise InputError("too_large", f"{name} has more than {MAX_BYTES // 10**6} MB; no news page is that large.")


def is_folder(path: PathLike) -> bool:
    """Whether it is a folder, as far as can be known: of a name too long, or in a closed folder, it is no error."""
    return os.path.isdir(path)  # noqa: PTH112  # Path.is_dir raises there


def is_missing(path: PathLike) -> bool:
    """Whether there is certainly nothing of this name. Where that cannot be known, reading it says why."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    except OSError:
        pass
    return False


def _unreadable(name: str, error: OSError) -> InputError:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return _not_there(name)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return InputError("no_permission", f"{name} may not be read; change its permissions.")
    if error.errno == errno.ENXIO:
        return InputError("not_a_file", f"{name} is a socket or a device, not a file; pass its content through -.")
    return InputError("unreadable", f"{name} cannot be read: {error.strerror}; check the path.")


def unfinished(target: Path) -> Iterator[Path]:
    """What `whole_file` left beside a file, in processes that were killed."""
    for path in target.parent.glob(f".{target.name}.*.part"):
        if path.name.split(".")[-2].isdecimal():
            yield path


def _not_there(name: str) -> InputError:
    return InputError("vanished", f"{name} is not there (any more); check the path.")


@contextmanager
def whole_file(path: PathLike) -> Iterator[IO[bytes]]:
    """A file to write that appears under its name only once it is complete, flushed and closed.

    It is written beside its target under a temporary name and renamed; on any error, Ctrl-C too, nothing is left.
    Devices and pipes (`-o /dev/null`) cannot be renamed over and are written as they stand.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
