"""What the command says to a person: sentences on standard error, and names as a terminal may show them."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def readable_name(name: str | os.PathLike[str]) -> str:
    """A path as a message shows it: no byte that is not UTF-8, no control character."""
    from extractor.files import readable

    return printable(readable(name))


def printable(text: str) -> str:
    r"""The text without control characters, which could steer a terminal.

    >>> printable("a\x1b[31m")
    'a�[31m'
    """
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def say(message: str) -> None:
    """A sentence on standard error; control characters that came with a path or a page are not passed on."""
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        line = f"extract: {printable(message)}\n"
        sys.stderr.write(line.encode(sys.stderr.encoding, "backslashreplace").decode(sys.stderr.encoding))
        sys.stderr.flush()
