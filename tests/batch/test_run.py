"""Every input has one outcome; the same bytes are done once; the number of processes changes nothing."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from extractor.batch import Lines, Outcome, OutputFolder, Plan, Run, json_line
from tests.batch import fake


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_bytes().splitlines()]


def records(folder: Path) -> list[str]:
    """The paths of the records, in order."""
    parts = sorted((folder / "records").glob("*.jsonl"))
    return [json.loads(line)["source"]["path"] for part in parts for line in part.read_bytes().splitlines()]


def everything(folder: Path) -> dict[str, str]:
    """Each file of an output folder with the digest of its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def run_into(
    pages: Path,
    out: Path,
    *,
    jobs: int = 0,
    part_size: int = 3,
    retry_failed: bool = False,
    settings: dict[str, str] | None = None,
) -> tuple[Counter[str], list[Outcome]]:
    """A run into a folder; the counts and this run's outcomes."""
    form = Lines("jsonl", json_line)
    with OutputFolder(out, form=form, settings=settings or {"version": "1"}, part_size=part_size) as folder:
        run = Run(
            Plan([pages]),
            fake.starting(None, form.render),
            ledger=folder.ledger,
            jobs=jobs,
            timeout=1.0,
            retry_failed=retry_failed,
        )
        outcomes = list(folder.write(run))
        return folder.finish(), outcomes


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Good pages, bad ones, one twice, one story in two places."""
    texts = {
        f"{number:02}.html": f"story {number} of 7 SLOW" if number % 3 else f"story {number}" for number in range(10)
    }
    texts |= {"a/05.html": texts["05.html"], "b/05.html": f"{texts['05.html']}"}
    texts |= {
        "raise.html": "RAISE",
        "refuse.html": "REFUSE",
        "notes.txt": "notes",
        "z/empty.html": "",
        "z/empty2.html": " ",
    }
    fake.write(tmp_path / "pages", texts)
    (tmp_path / "pages/b/05.html").write_text(f"{texts['05.html']}")  # the same text without the tag: other bytes
    return tmp_path / "pages"


def test_every_input_has_one_line_and_the_counts_add_up(pages: Path, tmp_path: Path) -> None:
    counts, outcomes = run_into(pages, tmp_path / "out")
    told = lines(tmp_path / "out")
    assert len(told) == len(outcomes) == len(Plan([pages])) == 17
    assert counts == Counter(str(line["status"]) for line in told) == Counter(ok=13, failed=2, duplicate=1, skipped=1)
    assert [line["name"] for line in told if line["status"] == "ok"] == records(tmp_path / "out")
    by_name = {line["name"]: line for line in told}
    assert by_name["a/05.html"]["duplicate_of"] == str(pages / "05.html")
    assert by_name["b/05.html"]["same_story_as"] == by_name["05.html"]["sha256"]
    assert by_name["05.html"]["same_story_as"] is None
    assert (by_name["raise.html"]["code"], by_name["refuse.html"]["code"]) == ("crashed", "not_html")
    assert by_name["z/empty2.html"]["same_story_as"] is None
    assert by_name["00.html"]["sha256"] == hashlib.sha256((pages / "00.html").read_bytes()).hexdigest()


def test_the_result_does_not_depend_on_the_number_of_processes(pages: Path, tmp_path: Path) -> None:
    for jobs in (0, 2):
        run_into(pages, tmp_path / f"out{jobs}", jobs=jobs)
    assert everything(tmp_path / "out0") == everything(tmp_path / "out2")


def test_a_second_run_does_nothing_and_a_later_page_is_added(pages: Path, tmp_path: Path) -> None:
    run_into(pages, tmp_path / "out")
    before = everything(tmp_path / "out")
    assert run_into(pages, tmp_path / "out")[1] == []
    assert everything(tmp_path / "out") == before
    fake.write(pages, {"00a.html": "a new story", "00b.html": "story 3"})
    counts, outcomes = run_into(pages, tmp_path / "out")
    assert [(outcome.input.name, outcome.status) for outcome in outcomes] == [
        ("00a.html", "ok"),
        ("00b.html", "duplicate"),
    ]
    assert counts.total() == 19
    assert records(tmp_path / "out")[-1] == "00a.html"


def test_what_failed_is_done_again_on_request(pages: Path, tmp_path: Path) -> None:
    run_into(pages, tmp_path / "out")
    (pages / "refuse.html").write_text("<p>now a story")
    assert run_into(pages, tmp_path / "out")[1] == []
    counts, outcomes = run_into(pages, tmp_path / "out", retry_failed=True)
    assert [outcome.input.name for outcome in outcomes] == ["raise.html", "refuse.html"]
    told = lines(tmp_path / "out")
    assert counts == Counter(str(line["status"]) for line in told) == Counter(ok=14, failed=1, duplicate=1, skipped=1)
    assert len({line["key"] for line in told}) == len(told)
    assert records(tmp_path / "out").count("refuse.html") == 1


def test_an_archive_that_was_fetched_again_has_not_failed_any_more(tmp_path: Path) -> None:
    pages, out = fake.write(tmp_path / "pages", {"a.html": "story 1"}), tmp_path / "out"
    with zipfile.ZipFile(tmp_path / "whole.zip", "w") as archive:
        archive.writestr("b.html", "<p>story 2")
        archive.writestr("c.html", "<p>story 3")
    data = (tmp_path / "whole.zip").read_bytes()
    (pages / "b.zip").write_bytes(data[:50])
    assert run_into(pages, out)[0] == Counter(ok=1, failed=1)
    (pages / "b.zip").write_bytes(data)
    assert run_into(pages, out)[0] == Counter(ok=3, skipped=1)
    assert {line["name"]: line["code"] for line in lines(out) if line["status"] != "ok"} == {"b.zip": "read_inside"}
    before = everything(out)
    assert run_into(pages, out)[1] == []
    assert everything(out) == before


def test_lines_that_still_end_too_early_have_still_failed(tmp_path: Path) -> None:
    pages, out = fake.write(tmp_path / "pages", {"a.html": "story 1"}), tmp_path / "out"
    packed = [gzip.compress(json.dumps({"html": f"<p>story {number}"}).encode() + b"\n") for number in (2, 3)]
    for end in (-12, -4):
        (pages / "b.jsonl.gz").write_bytes(b"".join(packed)[:end])
        counts = run_into(pages, out)[0]
        assert counts["failed"] == 1
    (pages / "b.jsonl.gz").write_bytes(b"".join(packed))
    assert run_into(pages, out)[0] == Counter(ok=3, skipped=1)


def test_a_run_that_is_stopped_closes_its_part_and_goes_on(tmp_path: Path) -> None:
    pages = fake.write(tmp_path / "pages", {f"{number:03}.html": f"story {number}" for number in range(100)})
    form = Lines("jsonl", json_line)
    with OutputFolder(tmp_path / "out", form=form, settings={"version": "1"}) as folder:
        run = Run(Plan([pages]), fake.starting(None, form.render), ledger=folder.ledger, jobs=0)
        for number, _ in enumerate(folder.write(run)):
            if number == 41:
                run.stop()
        assert folder.finish() == Counter(ok=42)
    assert len(records(tmp_path / "out")) == 42
    assert run_into(pages, tmp_path / "out")[0] == Counter(ok=100)
    assert records(tmp_path / "out") == [f"{number:03}.html" for number in range(100)]
