"""`Extractor.stream` with worker processes: the same records as without."""

from __future__ import annotations

from pathlib import Path

from extractor import Report
from extractor.errors import InputError
from tests.corpus import CORPUS, extractor


def test_worker_processes_give_the_same_records_in_the_same_order(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("")
    pages = sorted(CORPUS.glob("*/*/page.html"))[:2]
    paths = [pages[0], tmp_path / "none.html", *pages[1:], tmp_path / "empty.html"]
    alone = list(extractor().stream(paths))
    assert [path for path, _ in alone] == paths
    assert [type(result) for _, result in alone] == [Report, InputError, Report, InputError]
    together = list(extractor().stream(iter(paths), jobs=2))
    assert [path for path, _ in together] == paths
    for (_, one), (_, other) in zip(alone, together, strict=True):
        assert (str(one), getattr(one, "code", None)) == (str(other), getattr(other, "code", None))
