"""Temporary databases: what is too much for memory when there are 100,000 inputs lies in a file that nobody sees."""

from __future__ import annotations

import sqlite3


def temporary_database(schema: str) -> sqlite3.Connection:
    """An empty database with these tables; its file has no name and is gone with the process, however that ends."""
    database = sqlite3.connect("", isolation_level=None)
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500;" + schema)
    return database
