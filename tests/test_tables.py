"""Every row of every table under tests/tables/."""

from __future__ import annotations

import pytest

from tests.marked import TABLES, Row, differences, rows

NAMES = sorted(path.relative_to(TABLES).with_suffix("").as_posix() for path in TABLES.rglob("*.yaml"))


@pytest.mark.parametrize("row", [row for name in NAMES for row in rows(name)])
def test_row(row: Row) -> None:
    assert not differences(row), row.text
