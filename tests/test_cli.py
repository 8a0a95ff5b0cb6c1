"""The command line: what it prints where, what it writes, and with which code it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor import many, pipeline
from extractor.cli import main
from tests.corpus import CORPUS, extractor

STORY = CORPUS / "www.phnompenhpost.com/online-fraud-2023/page.html"
CONTRADICTIONS = CORPUS / "ledger.example/clinic-year/page.html"
PLAIN = CORPUS / "pages.valley.example/flood/page.html"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command in this process, with the model that the tests share: (exit code, standard output, messages)."""
    monkeypatch.setattr(pipeline, "Extractor", lambda model=None: extractor())
    monkeypatch.setattr(many, "default_jobs", lambda: 0)  # no worker processes: those load a model each

    def run(*arguments: str | Path, stdin: bytes | None = None) -> tuple[int, str, str]:
        if stdin is not None:
            reading, writing = os.pipe()
            os.write(writing, stdin)
            os.close(writing)
            monkeypatch.setattr(sys, "stdin", os.fdopen(reading, encoding="utf-8"))
        code = main([str(argument) for argument in arguments])
        out, messages = capsysbinary.readouterr()
        return code, out.decode(), messages.decode()

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pages, one of them deeper, a file that is no page by its name, and one that is none by its bytes."""
    pages = tmp_path / "pages"
    (pages / "deep").mkdir(parents=True)
    (pages / "a.html").write_bytes(PLAIN.read_bytes())
    (pages / "deep/b.htm").write_bytes(CONTRADICTIONS.read_bytes())
    (pages / "notes.txt").write_text("nothing")
    (pages / "c.html").write_bytes(b"%PDF-1.7 nothing")
    return pages


def test_one_page_gives_indented_json(run: Run) -> None:
    code, out, _ = run(STORY)
    assert code == 0
    assert json.loads(out)["source"]["path"] == "page.html"
    assert out.startswith('{\n  "schema_version"')


def test_standard_input(run: Run) -> None:
    code, out, _ = run("-", "--url", "https://a.example/x", "--published", "2024-05", stdin=PLAIN.read_bytes())
    record = json.loads(out)
    assert code == 0
    assert (record["source"]["path"], record["source"]["url"]) == (None, "https://a.example/x")
    assert record["article"]["published"] == "2024-05"


def test_a_folder_gives_a_line_a_page_and_accounts_for_every_file(run: Run, folder: Path) -> None:
    code, out, messages = run(folder)
    assert code == 1
    assert [json.loads(line)["source"]["path"] for line in out.splitlines()] == ["a.html", "deep/b.htm"]
    assert "4 inputs: 2 done, 1 failed, 0 duplicates, 1 skipped." in messages
    assert "c.html" in messages


def test_a_folder_into_a_folder(run: Run, folder: Path, tmp_path: Path) -> None:
    code, out, _ = run(folder, "-o", tmp_path / "out")
    lines = [json.loads(line) for line in (tmp_path / "out/manifest.jsonl").read_text().splitlines()]
    records = (tmp_path / "out/records/part-000001.jsonl").read_text().splitlines()
    assert (code, out) == (1, "")
    assert {line["name"]: (line["status"], line["code"]) for line in lines} == {
        "a.html": ("ok", None),
        "c.html": ("failed", "not_html"),
        "notes.txt": ("skipped", "not_a_page"),
        "deep/b.htm": ("ok", None),
    }
    assert [json.loads(record)["source"]["sha256"] for record in records] == [
        line["sha256"] for line in lines if line["status"] == "ok"
    ]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {".extract", "manifest.jsonl", "records"}


def test_several_pages_of_one_name_keep_apart(run: Run) -> None:
    _, out, _ = run(PLAIN, CONTRADICTIONS)
    paths = [json.loads(line)["source"]["path"] for line in out.splitlines()]
    assert paths == ["pages.valley.example/flood/page.html", "ledger.example/clinic-year/page.html"]


def test_one_record_into_a_file(run: Run, tmp_path: Path) -> None:
    code, out, _ = run(PLAIN, "-o", tmp_path / "record.json", "--quiet")
    assert (code, out) == (0, "")
    assert json.loads((tmp_path / "record.json").read_bytes())["article"]["dateline"] == "ARDEN VALLEY"
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]


def test_text_is_a_summary(run: Run) -> None:
    code, out, _ = run(STORY, "--format", "text")
    assert code == 0
    for piece in ("Online fraud cases in Cambodia climb", "By Chhay Sreyleak", "Meas Chanda: deputy director",
                  "at least 40", "↑", "Sums", "Structure", "7 paragraphs"):  # fmt: skip
        assert piece in out
    assert "\x1b" not in out


def test_text_shows_contradictions_before_the_numbers(run: Run) -> None:
    _, out, _ = run(CONTRADICTIONS, "--format", "text")
    assert out.index("Contradictions (") < out.index("Numbers (")


def test_check_prints_only_contradictions(run: Run, folder: Path) -> None:
    code, out, messages = run("--check", CONTRADICTIONS)
    assert code == 3
    assert all(line.startswith(f"{CONTRADICTIONS}: ") for line in out.splitlines())
    assert "16.34 per cent" in out
    assert not messages
    assert run("--check", folder)[0] == 3


def test_check_of_a_page_that_adds_up(run: Run) -> None:
    assert run("--check", STORY) == (0, "", "")


def test_schema(run: Run) -> None:
    code, out, _ = run("--schema")
    assert code == 0
    assert json.loads(out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_warnings_are_said_and_quiet_is_quiet(run: Run) -> None:
    page = CORPUS / "portal.example/front-page/page.html"
    assert "page.html: " in run(page)[2]
    assert run(page, "--quiet")[2] == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "nothing to read"),
        (["no-such-file.html"], "no file or folder no-such-file.html"),
        (["EMPTY"], "no page"),
        (["--frobnicate", STORY], "--frobnicate"),
        (["--format", "csv", STORY], "a folder for them"),
        (["--format", "parquet", STORY], "a folder for them"),
        (["--bom", STORY], "--bom is for --format csv"),
        (["--retry-failed", CORPUS], "name it with -o"),
        (["--jobs", "-1", CORPUS], "--jobs: -1 is no whole number"),
        (["--jobs", "1e3", CORPUS], "--jobs: 1e3 is no whole number"),
        (["--timeout", "0", CORPUS], "--timeout: 0 is no number of seconds"),
        (["--timeout", "nan", CORPUS], "--timeout: nan is no number of seconds"),
        (["--from-file", "no-such-list"], "list no-such-list cannot be read"),
        (["--format", "yaml", STORY], "no format yaml"),
        (["--format", "json", STORY, PLAIN], "jsonl"),
        (["--url", "https://a.example", STORY, PLAIN], "--url is for one page"),
        (["--published", "2024", CORPUS], "--published is for one page"),
        (["--published", "28 March", STORY], "no publication date"),
        (["--published", "2025-02-30", STORY], "no publication date"),
        (["-", STORY], "read it alone"),
        (["--check", "--format", "json", STORY], "--check prints lines"),
        (["-o", "x.jsonl", STORY, PLAIN], "into a folder"),
        (["-o", CORPUS, STORY], "is a folder"),
        (["-o", STORY, STORY], "overwrite"),
        (["-o", CORPUS / "out", CORPUS], "inside the input"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, list) else "",
)
def test_wrong_usage_is_said_in_a_sentence(
    run: Run, tmp_path: Path, arguments: list[str | Path], sentence: str
) -> None:
    code, out, messages = run(*(tmp_path if argument == "EMPTY" else argument for argument in arguments))
    assert (code, out) == (2, "")
    assert sentence in messages
    assert messages.startswith("extract: ")
    assert messages.count("\n") == 1
    assert not (CORPUS / "out").exists()


@pytest.mark.parametrize("model", ["no_such_model", "FOLDER"])
def test_a_model_that_cannot_be_used(capsys: pytest.CaptureFixture[str], tmp_path: Path, model: str) -> None:
    assert main([str(STORY), "--model", str(tmp_path) if model == "FOLDER" else model]) == 2
    assert "install" in capsys.readouterr().err


def test_help_and_import_load_nothing_heavy() -> None:
    check = (
        "import sys\n"
        "import extractor\n"
        "from extractor.cli import main\n"
        "code = main(['--help'])\n"
        "heavy = {'spacy', 'pydantic', 'rich', 'lxml', 'bs4', 'numpy', 'dateparser', 'orjson'} & set(sys.modules)\n"
        "print(code, sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "0 []"


def test_help_names_every_option_and_exit_code(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for word in ("--format", "--check", "--schema", "--published", "examples:", "130 interrupted"):
        assert word in out


def test_ctrl_c_ends_with_130_and_leaves_no_half_file(tmp_path: Path) -> None:
    program = (
        "import sys, extractor.cli as cli, extractor.pipeline as pipeline\n"
        "class Waiting:\n"
        "    def __init__(self, model): print('ready', flush=True)\n"
        "    def html(self, page, **more): raise AssertionError('the page never ends')\n"
        "pipeline.Extractor = Waiting\n"
        "sys.exit(cli.main(sys.argv[1:]))"
    )
    out = tmp_path / "record.json"
    running = subprocess.Popen(
        [sys.executable, "-c", program, "-", "-o", str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"ready\n"
    running.send_signal(signal.SIGINT)
    running.wait(timeout=60)  # standard input stays open: the program waits for a page that does not come
    _, messages = running.communicate()
    assert running.returncode == 130
    assert messages.startswith(b"extract: Interrupted")
    assert not list(tmp_path.iterdir())


def test_a_closed_pipe_is_a_sentence() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "--schema"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == b"extract: Standard output was closed before everything was written.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", [["--schema"], ["--help"]])
def test_a_full_disk_is_a_sentence(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "extractor", *arguments], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"extract: The result cannot be written: No space left on device")
    assert done.stderr.count(b"\n") == 1


def test_no_permission_to_write(run: Run, tmp_path: Path) -> None:
    code, _, messages = run(PLAIN, "-o", tmp_path / "no-such-folder" / "record.json", "--quiet")
    assert code == 1
    assert "cannot be written" in messages


def test_output_to_a_device_is_not_replaced_by_a_file(run: Run) -> None:
    assert run(PLAIN, "-o", os.devnull, "--quiet") == (0, "", "")
    assert not Path(os.devnull).is_file()


def test_a_failed_write_keeps_what_was_there(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "record.json"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _, messages = run(PLAIN, "-o", target, "--quiet")
    assert (code, target.read_text()) == (1, "old")
    assert "No space left" in messages
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]
