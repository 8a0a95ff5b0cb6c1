"""Every command and snippet of README.md and docs/ is run, every link leads somewhere, every field is explained.

A fenced block is run by its language: `sh` line by line, `pycon` as a doctest, `yaml` as what it is (a table of marked
sentences, a site profile, the facts of a page). `<!-- record of PAGE -->` before a `json` block: it is part of that
record. `<!-- output -->` before a `text` block: each of its lines is printed by the command before.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import srsly

from extractor import many, pipeline
from extractor.cli import main
from extractor.page import site_profiles
from extractor.report import json_schema
from tests.corpus import CORPUS, SECTIONS, extractor
from tests.marked import Row, differences

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "benchmarks" / "README.md"]
FENCE = re.compile(
    r"(?:<!-- (?P<note>[^>]*) -->\n)?^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)
# What the documented runs of pytest run on.
TABLE, PAGE = "tests/tables/dates/weekdays.yaml", "corpus/portal.example/front-page"
# Executed by tests/batch/test_tables.py on tables made from the corpus.
ELSEWHERE = {("docs/tables.md", "python"), ("docs/tables.md", "sh"), ("docs/tables.md", "sql")}


@dataclass(frozen=True)
class Block:
    """A fenced block; `before` is the `sh` block before it."""

    path: Path
    number: int
    language: str
    code: str
    note: str | None = None
    before: str = ""

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}-{self.number}-{self.language}"


def blocks() -> Iterator[Block]:
    for path in DOCS:
        shell = ""
        for number, match in enumerate(FENCE.finditer(path.read_text(encoding="utf-8"))):
            block = Block(path, number, match["language"], match["code"], match["note"], shell)
            shell = block.code if block.language == "sh" else shell
            if (str(path.relative_to(ROOT)), block.language) not in ELSEWHERE:
                yield block


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the examples read: page.html, plain.html, clippings/ and the corpus."""
    shutil.copy(CORPUS / "www.phnompenhpost.com/online-fraud-2023/page.html", tmp_path / "page.html")
    shutil.copy(CORPUS / "pages.valley.example/flood/page.html", tmp_path / "plain.html")
    (tmp_path / "clippings").mkdir()
    shutil.copy(CORPUS / "ledger.example/clinic-year/page.html", tmp_path / "clippings/clinic.html")
    (tmp_path / "corpus").symlink_to(CORPUS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "Extractor", lambda model=None: extractor())
    monkeypatch.setattr(many, "default_jobs", lambda: 0)
    monkeypatch.setattr(pipeline, "default_extractor", extractor)
    return tmp_path


def test_there_are_snippets() -> None:
    assert {"sh", "pycon", "json", "yaml", "text"} <= {block.language for block in blocks()}


@pytest.mark.parametrize("block", list(blocks()), ids=str)
def test_snippet(
    block: Block, place: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    if block.language == "sh":
        for line in filter(None, map(str.strip, block.code.splitlines())):
            run_line(line, monkeypatch)
    elif block.language == "pycon":
        run_doctest(block)
    elif block.language == "json":
        assert block.note is not None
        record = extractor().file(CORPUS.parent / block.note.removeprefix("record of ")).model_dump(mode="json")
        assert not missing(json.loads(block.code), record)
    elif block.language == "text":
        assert block.note == "output"
        for line in block.before.splitlines():
            run_line(line, monkeypatch)
        printed = capfdbinary.readouterr().out.decode()
        assert [line for line in block.code.splitlines() if line not in printed] == []
    elif block.language == "yaml":
        run_yaml(srsly.yaml_loads(block.code))
    else:
        pytest.fail(f"nothing runs {block.language}")


def run_line(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a shell command of the documentation, in its smallest form where it would take minutes."""
    words = shlex.split(line, comments=True)
    if not words:
        return
    if words[0] == "extract":
        assert run_extract(words[1:], monkeypatch) in {0, 3}, line
    elif words[0] == "make":
        for command in recipe(words[1]):
            run_tool(command, monkeypatch)
    elif words[0] == "pytest":
        run_pytest(words[1:])
    elif words[0] == "python":
        subprocess.run([sys.executable, *words[1:], "--help"], cwd=ROOT, check=True, capture_output=True)
    else:
        pytest.fail(f"nothing runs {line}")


def recipe(target: str) -> list[list[str]]:
    """The commands of a make target, but for those that fill the environment: the continuous integration runs these."""
    command = ["make", "--dry-run", "--no-print-directory", "VENV=elsewhere", target]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    lines = [line.removeprefix("elsewhere/bin/") for line in printed.splitlines() if line.startswith("elsewhere/bin/")]
    commands = [shlex.split(line) for line in lines if not line.startswith("python -m pip ")]
    assert commands, f"make {target} runs nothing"
    return commands


def run_tool(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A command of the environment's own tools. The tests do not run themselves, and mypy reads one file."""
    tool, *arguments = command
    if tool == "extract":
        assert run_extract(arguments, monkeypatch) == 0
        return
    if tool == "pytest":
        run_pytest(["extractor/errors.py", "extractor/values/language.py", *arguments])
        return
    if tool == "mypy":
        arguments = ["extractor/errors.py", "--cache-dir", os.devnull]
    subprocess.run([Path(sys.executable).parent / tool, *arguments], cwd=ROOT, check=True, capture_output=True)


def run_pytest(arguments: list[str]) -> None:
    """pytest on a copy of the tests with one table and one page, where `--force-regen` may write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("tables", "__pycache__"))
        for kept in (TABLE, PAGE, "pyproject.toml"):
            (folder / kept).parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (ROOT / kept).is_dir() else shutil.copy)(ROOT / kept, folder / kept)
        for linked in ("extractor", "docs", "schemas", "README.md"):
            (folder / linked).symlink_to(ROOT / linked)
        few = [] if "-k" in arguments or "-n" in arguments else ["-k", "weekdays or portal or valid_profile"]
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *arguments, *few]
        environment = {**os.environ, "CI": ""}
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stdout + done.stderr


def run_extract(words: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """The command in this process; `<` and `>` as the shell does them."""
    if "<" in words:
        with Path(words[words.index("<") + 1]).open(encoding="utf-8") as file, monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", file)
            return main(words[: words.index("<")])
    if ">" not in words:
        return main(words)
    out = words[words.index(">") + 1]
    with Path(out).open("w", encoding="utf-8") as file, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", file)
        code = main(words[: words.index(">")])
    assert Path(out).stat().st_size
    return code


def run_doctest(block: Block) -> None:
    name = str(block.path.relative_to(ROOT))
    earlier = [b.code for b in blocks() if b.path == block.path and b.language == "pycon" and b.number < block.number]
    examples = doctest.DocTestParser().get_doctest("".join([*earlier, block.code]), {}, name, name, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    output: list[str] = []
    runner.run(examples, out=output.append)
    assert not output, "".join(output)


def run_yaml(table: dict[str, Any]) -> None:
    """A table of marked sentences, whose rows hold; else a site profile, or what is expected of a page."""
    if "kinds" not in table:
        known = set(site_profiles.FIELDS) if "host" in table else SECTIONS
        assert set(table) <= known
        return
    for section in ("finds", "ignores"):
        for text in table[section]:
            assert not differences(Row("docs", section, text, str(table["published"]), tuple(table["kinds"])))


def missing(want: Any, found: Any) -> list[str]:
    """What of `want` does not stand in `found`; a list holds what is wanted in any of its members."""
    if isinstance(want, dict):
        return [problem for key, value in want.items() for problem in missing(value, found.get(key, "nothing"))]
    if isinstance(want, list):
        return [f"no such {item}" for item in want if all(missing(item, other) for other in found)]
    return [] if want == found else [f"{found!r} is not {want!r}"]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w-]", "", title.lower().replace(" ", "-")) for title in re.findall(r"^#+ (.+)$", text, re.M)
    }
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif "://" not in target:
            assert (path.parent / target).exists(), target


def test_every_field_is_explained() -> None:
    sections = re.split(r"^## ", (ROOT / "docs/fields.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    explained = {
        section.splitlines()[0]: {
            name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
        }
        for section in sections
    }
    schema = json_schema()
    models = {**schema["$defs"], "Report": schema}
    assert explained == {name: set(model["properties"]) for name, model in models.items() if "properties" in model}


def test_the_readme_is_about_this_version_of_the_record() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", re.search(r"## The record\n(.*?)\n\n", text, re.DOTALL)[1]))  # type: ignore[index]  # the heading is there
    assert named >= set(json_schema()["properties"]) - {"schema_version"}
