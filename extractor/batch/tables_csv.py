"""Tables as CSV: one file a table, which spreadsheets open without running what a page put into a cell."""

from __future__ import annotations

import codecs
import csv
import io
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.batch.formats import Files, Writer
from extractor.batch.outcomes import Outcome
from extractor.batch.tables import TABLES, Row, Table, render
from extractor.files import whole_file
from extractor.report import Report

# A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection), full-width signs included.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class Csv:
    """`out/claims.csv` and so on. The parts lie in the private folder; `finish` joins them under one head each.

    bom: begin with a byte order mark, without which Excel reads UTF-8 as something else.
    """

    name = "csv"
    extension = "csv"
    tables = tuple(f".extract/{table.name}" for table in TABLES)
    joined = tuple(f"{table.name}.csv" for table in TABLES)

    def __init__(self, *, bom: bool = False) -> None:
        self._bom = bom

    def render(self, record: Report) -> dict[str, list[Row]]:
        """The record's rows."""
        return render(record)

    def writer(self, files: Files) -> Writer:
        return _CsvWriter(files)

    def finish(self, folder: Path, parts: Mapping[str, list[Path]]) -> None:
        """Join the parts of each table in one file."""
        for table in TABLES:
            with whole_file(folder / f"{table.name}.csv") as out:
                out.write((codecs.BOM_UTF8 if self._bom else b"") + line(column.name for column in table.columns))
                for part in parts[f".extract/{table.name}"]:
                    with part.open("rb") as file:
                        shutil.copyfileobj(file, out)


class _CsvWriter:
    def __init__(self, files: Files) -> None:
        self._files = files

    def add(self, outcome: Outcome) -> None:
        for table in TABLES:
            file = self._files[f".extract/{table.name}"]
            for row in outcome.payload[table.name]:
                file.write(cells(table, table.marked(row, outcome.same_story_as)))

    def close(self) -> None:
        """Nothing is held back."""


def cells(table: Table, row: Row) -> bytes:
    """A row as a line of CSV."""
    return line(cell(value, column.type) for value, column in zip(row, table.columns, strict=True))


def line(values: Any) -> bytes:
    """Cells as a line: RFC 4180, in UTF-8."""
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue().encode("utf-8")


def cell(value: Any, type_: str) -> str:
    """A value as a cell: lists as JSON, numbers without exponent, nothing for what is unknown.

    A text that a spreadsheet would take for a formula has an apostrophe before it.

    >>> cell("=HYPERLINK(1)", "text"), cell(Decimal("-1E+3"), "decimal"), cell(["a", None], "texts"), cell(None, "text")
    ("'=HYPERLINK(1)", '-1000', '["a",null]', '')
    """
    import orjson

    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case list():
            return orjson.dumps(value).decode()
        case str() if value.startswith(FORMULA) or value.lstrip().startswith(FORMULA):
            return f"'{value}"
    return str(value)
