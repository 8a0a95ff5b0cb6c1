"""An input and what came of it: the line that it has in the manifest."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from extractor.files import readable
from extractor.report import Warning

Status = Literal["ok", "failed", "duplicate", "skipped"]
# What a page is called in a folder or an archive; a file that is named on its own may be called anything.
PAGES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".xhtml.gz")
# What a Mac writes beside a file on a disk or in an archive of another system: data of its own, not the page.
APPLE_DOUBLE = "._"
STATUSES: tuple[Status, ...] = ("ok", "failed", "duplicate", "skipped")


def called_like_page(name: str) -> bool:
    """Whether a file in a folder or an archive is called like a page.

    >>> called_like_page("a/b.HTM"), called_like_page("b.html.gz"), called_like_page("a/._b.html")
    (True, True, False)
    """
    return name.casefold().endswith(PAGES) and not name.rpartition("/")[2].startswith(APPLE_DOUBLE)


@dataclass(frozen=True)
class Input:
    """A page to read: a file, a member of a ZIP archive or a line of JSON Lines.

    name: what its record says: relative to the argument that it was found by. member: its name in the archive, or the
    number of its line. at, size: the member's index; or the line's first byte and its length.
    """

    path: Path
    name: str
    member: str | None = None
    at: int = 0
    size: int = 0

    @property
    def place(self) -> bytes:
        """Where it is, byte for byte: the same for the same input in every run from anywhere."""
        path = os.path.abspath(os.fsencode(self.path))  # noqa: PTH100  # a link is another place than what it leads to
        return path + (b"\0" + self.member.encode() if self.member else b"")

    @property
    def key(self) -> str:
        """The input's name between runs: 32 hexadecimal digits, made from its place."""
        return hashlib.blake2b(self.place, digest_size=16).hexdigest()

    @property
    def shown(self) -> str:
        """The path as messages and the manifest show it."""
        path = readable(self.path)
        if self.member is None:
            return path
        return f"{path}{':' if self.member.isdecimal() else '/'}{self.member}"


@dataclass(frozen=True)
class Outcome:
    """What came of an input: what was made of its record, or why there is none.

    payload: what was asked for: the record itself, its JSON, its rows … duplicate_of: the path of the input that had
    the same bytes. same_story_as: `source.sha256` of the input that had the same text.
    """

    input: Input
    status: Status
    payload: Any = None
    code: str | None = None
    message: str | None = None
    sha256: str | None = None
    text_sha256: str | None = None
    duplicate_of: str | None = None
    same_story_as: str | None = None
    warnings: tuple[Warning, ...] = ()

    def line(self, *, part: int | None = None) -> dict[str, Any]:
        """The input's line in the manifest; `part` is the number of the shard that its record went to."""
        return {
            "key": self.input.key,
            "path": self.input.shown,
            "name": self.input.name,
            "status": self.status,
            "code": self.code,
            "message": self.message,
            "sha256": self.sha256,
            "text_sha256": self.text_sha256,
            "duplicate_of": self.duplicate_of,
            "same_story_as": self.same_story_as,
            "part": part if self.status == "ok" else None,
            "warnings": [warning.model_dump() for warning in self.warnings],
        }
