"""The command on many pages: killed, interrupted, counted; what it says and with which code it ends."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from extractor.batch.database import temporary_database
from extractor.cli import main
from tests.batch import fake
from tests.batch.test_run import lines, records

ROOT = Path(__file__).parent.parent.parent


def started(*arguments: object) -> subprocess.Popen[bytes]:
    """The command with the extractor that costs nothing, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.batch.program", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def ran(*arguments: object) -> tuple[int, bytes, str]:
    """Exit code, standard output, messages."""
    running = started(*arguments)
    out, messages = running.communicate(timeout=120)
    return running.returncode, out, messages.decode()


def wait_for(path: Path) -> None:
    """Until a file is there."""
    until = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < until, path
        time.sleep(0.01)


def whole_lines(out: Path) -> None:
    """No half line is visible."""
    for path in out.rglob("*.jsonl"):
        if not path.name.startswith("."):
            text = path.read_bytes()
            assert text.endswith(b"\n") or not text
            assert all(json.loads(line) for line in text.splitlines())


@pytest.fixture
def many(tmp_path: Path) -> Path:
    texts = {f"{number % 7}/{number:03}.html": f"story {number} SLOW" for number in range(40)}
    return fake.write(
        tmp_path / "pages", texts | {"refuse.html": "REFUSE", "notes.txt": "x", "9/again.html": "story 5 SLOW"}
    )


def test_killed_again_and_again_nothing_is_lost_and_nothing_twice(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    chance = random.Random(8)
    for _ in range(3):
        running = started("--part-size", 5, many, "-o", out, "--jobs", 2)
        time.sleep(chance.uniform(0.6, 1.6))
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        whole_lines(out)
    code, _, messages = ran("--part-size", 5, many, "-o", out, "--jobs", 2)
    told = lines(out)
    assert code == 1
    assert "43 inputs: 40 done, 1 failed, 1 duplicate, 1 skipped." in messages
    assert Counter(str(line["status"]) for line in told) == Counter(ok=40, failed=1, duplicate=1, skipped=1)
    assert len({line["key"] for line in told}) == len(told) == 43
    names = [line["name"] for line in told if line["status"] == "ok"]
    assert records(out) == names
    assert len(set(names)) == 40


def test_ctrl_c_closes_the_part_and_says_how_to_go_on(tmp_path: Path) -> None:
    texts = {f"{number:02}.html": f"story {number}" for number in range(20)}
    pages = fake.write(tmp_path / "pages", texts | {"05.html": "HANG one", "06.html": "HANG two"})
    out = tmp_path / "out"
    running = started("--part-size", 5, pages, "-o", out, "--jobs", 2, "--timeout", 3)
    wait_for(out / ".extract/manifest/part-000001.jsonl")  # now both workers hang
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, messages = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Finishing the pages in hand" in messages
    assert b"Traceback" not in messages
    whole_lines(out)
    codes = Counter(line["code"] for line in lines(out))
    assert (codes[None], codes["timeout"] in {1, 2}) == (5, True)  # one, where the second worker was late
    assert f"Interrupted with {20 - codes.total()} inputs to go; the same command goes on".encode() in messages
    code, _, said = ran(pages, "-o", out, "--jobs", 1, "--timeout", 1)
    assert code == 1
    assert f"{codes.total()} of them in an earlier run" in said
    assert "20 inputs: 18 done, 2 failed, 0 duplicates, 0 skipped." in said
    assert len(records(out)) == 18


def test_records_on_standard_output_failures_on_the_other(many: Path) -> None:
    code, out, messages = ran(many / "0", many / "refuse.html", "--jobs", 0)
    assert code == 1
    assert len(out.splitlines()) == 6
    assert f"{many / 'refuse.html'}: This is no page." in messages


def test_quiet_says_failures_only(many: Path) -> None:
    code, _, messages = ran(many / "0", many / "refuse.html", "--jobs", 0, "--quiet")
    assert (code, messages) == (1, f"extract: {many / 'refuse.html'}: This is no page.\n")


def test_a_list_of_paths_and_a_time_limit(tmp_path: Path) -> None:
    pages = fake.write(tmp_path / "pages", {"a.html": "HANG", "b.html": "good", "c.html": "EXIT"})
    (tmp_path / "list").write_text("".join(f"{pages / name}.html\n" for name in ("a", "b", "c", "gone")))
    code, out, messages = ran("--from-file", tmp_path / "list", "--jobs", 2, "--timeout", "0.5")
    assert code == 1
    assert [json.loads(line)["article"]["text"] for line in out.splitlines()] == ["good"]
    assert "a.html: It took more than 0.5 seconds" in messages
    assert "c.html: It made its worker process end (exit code 3)" in messages
    assert "gone.html is not there" in messages


def test_no_room_for_temporary_files_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def small(schema: str) -> sqlite3.Connection:
        return temporary_database(schema + "PRAGMA max_page_count = 8;")

    monkeypatch.setattr("extractor.batch.plan.temporary_database", small)
    fake.write(tmp_path, {f"{number}{'n' * 200}.html": "text" for number in range(100)})
    assert main([str(tmp_path)]) == 1
    assert "no room for temporary files" in capsys.readouterr().err


def test_other_options_than_before_are_refused(many: Path, tmp_path: Path) -> None:
    assert ran(many / "0", "-o", tmp_path / "out", "--jobs", 0)[0] == 0
    code, _, messages = ran(many / "0", "-o", tmp_path / "out", "--format", "csv")
    assert code == 2
    assert "was made with format jsonl, not csv" in messages


def test_a_reader_that_closes_the_pipe_ends_the_run(many: Path) -> None:
    running = started(many, "--jobs", 0)
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    messages = running.stderr.read()
    assert running.wait(timeout=60) == 1
    assert b"Standard output was closed" in messages
    assert b"Traceback" not in messages
