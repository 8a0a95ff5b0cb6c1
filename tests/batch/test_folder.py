"""The output folder, killed at every system call: nothing lost, nothing twice, no half line."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.batch import Lines, OutputFolder, Plan, check_output, json_line
from extractor.batch.tables_csv import Csv
from extractor.errors import InputError
from tests.batch import fake
from tests.batch.test_run import everything, lines, records, run_into

CALLS = ("fsync", "replace", "mkdir", "unlink")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    texts = {f"{number}.html": f"story {number}" for number in range(4)} | {"4.html": "REFUSE", "5.html": "story 3"}
    return fake.write(tmp_path / "pages", texts)


def killed_at(call: int, work: Callable[[], object]) -> bool:
    """Whether the work, in a process of its own, came to its `call`-th system call on files, and died there."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = [call]

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **more: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                os._exit(9)  # as after kill -9: no handler, no buffer
            return function(*arguments, **more)

        return wrapped

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))
    try:
        work()
    finally:
        os._exit(0)


def test_killed_at_any_call_the_next_run_ends_with_the_same_result(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # slow, and the power stays on
    run_into(pages, tmp_path / "whole")
    whole = everything(tmp_path / "whole")
    out = tmp_path / "out"
    kills = 0
    while killed_at(kills + 1, lambda: run_into(pages, out)):
        kills += 1
        for path in out.rglob("part-*.jsonl"):
            text = path.read_bytes()
            assert text.endswith(b"\n") or not text
            assert all(json.loads(line) for line in text.splitlines())
        run_into(pages, out)
        assert everything(out) == whole
        shutil.rmtree(out)
    assert kills > 20


def test_a_full_disk_leaves_whole_parts_and_the_next_run_goes_on(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) >= 7:
            raise OSError(28, "No space left on device")
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            run_into(pages, tmp_path / "out")
    assert not list((tmp_path / "out").rglob("*.tmp"))
    assert run_into(pages, tmp_path / "out")[0] == Counter(ok=4, failed=1, duplicate=1)
    assert len(lines(tmp_path / "out")) == 6
    assert len(records(tmp_path / "out")) == 4


def test_other_settings_are_refused(pages: Path, tmp_path: Path) -> None:
    run_into(pages, tmp_path / "out")
    before = everything(tmp_path / "out")
    with pytest.raises(InputError, match="version 1, not 2"):
        run_into(pages, tmp_path / "out", settings={"version": "2"})
    assert everything(tmp_path / "out") == before


def test_another_programs_folder_is_left_alone(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/manifest.jsonl").write_text("mine")
    with pytest.raises(InputError, match="holds a manifest"):
        run_into(pages, tmp_path / "out")
    assert (tmp_path / "out/manifest.jsonl").read_text() == "mine"


def test_files_that_are_not_from_here_are_left_alone(pages: Path, tmp_path: Path) -> None:
    run_into(pages, tmp_path / "out")
    left = ("records/.part-000009.jsonl.tmp", "records/part-000009.jsonl", ".manifest.jsonl.77.part")
    mine = (
        ".notes.tmp",
        ".film.part",
        "records/part-000001.jsonl.gz",
        "records/part-copy.jsonl",
        ".manifest.jsonl.x.part",
    )
    for name in (*left, *mine):
        (tmp_path / "out" / name).write_text("text")
    run_into(pages, tmp_path / "out")
    assert [name for name in (*left, *mine) if (tmp_path / "out" / name).exists()] == list(mine)


def test_a_table_that_is_not_from_here_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/claims.csv").write_text("mine")
    with (
        pytest.raises(InputError, match=r"holds a claims\.csv"),
        OutputFolder(tmp_path / "out", form=Csv(), settings={"version": "1"}),
    ):
        pass
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["claims.csv"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("records/part-000001.jsonl", None),
        (".extract/manifest/part-000001.jsonl", '{"key":'),
        (".extract/run.json", "[1]"),
        (".extract/run.json", ""),
    ],
)
def test_a_damaged_folder_is_said(pages: Path, tmp_path: Path, name: str, text: str | None) -> None:
    run_into(pages, tmp_path / "out")
    before = (tmp_path / "out" / name).read_bytes()
    (tmp_path / "out" / name).unlink()
    if text is not None:
        (tmp_path / "out" / name).write_text(text)
    with pytest.raises(InputError, match="put it back") as caught:
        run_into(pages, tmp_path / "out")
    assert name in str(caught.value)
    (tmp_path / "out" / name).write_bytes(before)
    assert run_into(pages, tmp_path / "out")[1] == []


def test_two_runs_into_one_folder_at_a_time_are_one_too_many(pages: Path, tmp_path: Path) -> None:
    with (
        OutputFolder(tmp_path / "out", form=Lines("jsonl", json_line), settings={"version": "1"}),
        pytest.raises(InputError, match="Another run"),
    ):
        run_into(pages, tmp_path / "out")
    assert run_into(pages, tmp_path / "out")[0]["ok"] == 4


def test_the_output_may_not_lie_in_the_input(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    for out in (tmp_path, tmp_path / "out", tmp_path / "link/out"):
        with pytest.raises(InputError, match="inside the input"):
            check_output(out, Plan([tmp_path]))
    (tmp_path / "list").write_text(f"{tmp_path / 'in'}\n")
    fake.write(tmp_path / "in", {"a/page.html": "text"})
    for name in ("in", "in/out", "in/a/b/c"):
        with pytest.raises(InputError, match="inside the input"):
            check_output(tmp_path / name, Plan([], from_file=tmp_path / "list"))
    for name in ("out", "into/out"):
        check_output(tmp_path / name, Plan([tmp_path / "in"]))
