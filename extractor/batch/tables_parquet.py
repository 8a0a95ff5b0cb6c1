"""Tables as typed Parquet, one folder a table: decimals, days and lists are what they are. Needs `pyarrow`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from extractor.batch.formats import Files, Writer
from extractor.batch.outcomes import Outcome
from extractor.batch.tables import TABLES, Row, Table, render
from extractor.errors import InputError
from extractor.report import Report

# Rows that are gathered before they are written: many enough to be packed well, few enough for memory.
ROW_GROUP = 5_000
TEXT_GROUP = 100  # of articles, which hold their whole text


class Parquet:
    """`out/claims/part-000001.parquet` and so on. Raises `InputError` where `pyarrow` is not installed."""

    name = "parquet"
    extension = "parquet"
    tables = tuple(table.name for table in TABLES)
    joined: tuple[str, ...] = ()

    def __init__(self) -> None:
        try:
            import pyarrow.parquet  # noqa: F401  # whether it is there
        except ImportError as error:
            message = "--format parquet needs pyarrow: pip install 'news-extractor[tables]', or use --format csv."
            raise InputError("no_pyarrow", message) from error

    def render(self, record: Report) -> dict[str, list[Row]]:
        """The record's rows."""
        return render(record)

    def writer(self, files: Files) -> Writer:
        return _ParquetWriter(files)

    def finish(self, folder: Path, parts: Mapping[str, list[Path]]) -> None:
        """A folder of parts is what pandas and DuckDB read."""


class _ParquetWriter:
    def __init__(self, files: Files) -> None:
        import pyarrow.parquet as pq

        self._rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
        self._writers = {
            table.name: pq.ParquetWriter(files[table.name], schema(table), compression="zstd") for table in TABLES
        }

    def add(self, outcome: Outcome) -> None:
        for table in TABLES:
            rows = self._rows[table.name]
            rows += [table.marked(row, outcome.same_story_as) for row in outcome.payload[table.name]]
            if len(rows) >= (TEXT_GROUP if table.name == "articles" else ROW_GROUP):
                self._write(table)

    def close(self) -> None:
        for table in TABLES:
            self._write(table)
            self._writers[table.name].close()

    def _write(self, table: Table) -> None:
        import pyarrow as pa

        rows = self._rows[table.name]
        if rows:
            columns = zip(*rows, strict=True)
            arrays = [pa.array(list(cells), field.type) for cells, field in zip(columns, schema(table), strict=True)]
            self._writers[table.name].write_table(pa.Table.from_arrays(arrays, schema=schema(table)))
            rows.clear()


@cache
def schema(table: Table) -> Any:
    """The Arrow schema of a table; each column says what it means."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "decimal": pa.decimal128(38, 6),
        "day": pa.date32(),
        "flag": pa.bool_(),
        "texts": pa.list_(pa.string()),
    }
    return pa.schema(
        [pa.field(column.name, types[column.type], metadata={"meaning": column.meaning}) for column in table.columns]
    )
