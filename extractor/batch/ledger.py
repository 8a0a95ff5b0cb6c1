"""What is done: which inputs, which bytes, which stories. Kept in a temporary database, filled from the manifest."""

from __future__ import annotations

from typing import Any

from extractor.batch.database import temporary_database
from extractor.batch.outcomes import Input

SCHEMA = """
CREATE TABLE inputs (key BLOB PRIMARY KEY, status TEXT, part INTEGER) WITHOUT ROWID;
CREATE TABLE bytes (sha256 BLOB PRIMARY KEY, key BLOB, path TEXT) WITHOUT ROWID;
CREATE TABLE stories (text_sha256 BLOB PRIMARY KEY, sha256 BLOB) WITHOUT ROWID;
"""


class Ledger:
    """Remembers what came of inputs, in this run and in those before it."""

    def __init__(self) -> None:
        self._database = temporary_database(SCHEMA)

    def add(self, line: dict[str, Any], *, part: int) -> None:
        """A line of the manifest that an earlier run wrote."""
        self.keep(line["key"], line["status"], part)
        if line["sha256"] and line["status"] in {"ok", "failed"}:
            self.first_with_bytes(line["sha256"], key=line["key"], path=line["path"])
        if line["text_sha256"] and line["status"] == "ok":
            self.first_with_story(line["text_sha256"], line["sha256"])

    def keep(self, key: str, status: str, part: int) -> None:
        """What came of an input, in the place of what came of it before."""
        self._database.execute("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?)", (bytes.fromhex(key), status, part))

    def status(self, item: Input) -> str | None:
        """What came of an input; None where it is still to be done."""
        row = self._database.execute("SELECT status FROM inputs WHERE key = ?", (bytes.fromhex(item.key),)).fetchone()
        return row[0] if row else None

    def part(self, key: str) -> int | None:
        """The part of the manifest that has the input's last line."""
        row = self._database.execute("SELECT part FROM inputs WHERE key = ?", (bytes.fromhex(key),)).fetchone()
        return row[0] if row else None

    def __len__(self) -> int:
        count: int = self._database.execute("SELECT count(*) FROM inputs").fetchone()[0]
        return count

    def first_with_bytes(self, sha256: str, *, key: str, path: str) -> str | None:
        """The path of another input that had these bytes before; None where this one is the first."""
        sha = bytes.fromhex(sha256)
        self._database.execute("INSERT OR IGNORE INTO bytes VALUES (?, ?, ?)", (sha, bytes.fromhex(key), path))
        first, known = self._database.execute("SELECT key, path FROM bytes WHERE sha256 = ?", (sha,)).fetchone()
        return None if first == bytes.fromhex(key) else known

    def first_with_story(self, text_sha256: str, sha256: str) -> str | None:
        """`source.sha256` of another page that had this text before; None where this one is the first."""
        text, sha = bytes.fromhex(text_sha256), bytes.fromhex(sha256)
        self._database.execute("INSERT OR IGNORE INTO stories VALUES (?, ?)", (text, sha))
        (first,) = self._database.execute("SELECT sha256 FROM stories WHERE text_sha256 = ?", (text,)).fetchone()
        return None if first == sha else bytes(first).hex()
