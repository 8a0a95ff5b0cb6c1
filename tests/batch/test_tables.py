"""Tables: typed, keyed, documented; the examples of docs/tables.md are run."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shlex
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor import many, pipeline
from extractor.batch import Format, OutputFolder, Plan, Run, working
from extractor.batch.tables import ARTICLES, CLAIMS, TABLES, as_markdown
from extractor.batch.tables_csv import Csv, cell
from extractor.batch.tables_parquet import Parquet, schema
from extractor.cli import main
from tests.batch import fake
from tests.corpus import CORPUS, extractor

DEPORTED = """<html lang=en><head><title>Ministry counts deportations</title>
<meta property="article:published_time" content="2025-01-20"></head><body><article><h1>Ministry counts deportations</h1>
<p>The country deported 412 Chinese nationals in 2023, Interior Minister Dara Keo said on Monday.</p>
<p>In 2024, immigration police also deported 38 Vietnamese nationals, the ministry said in its yearly report.</p>
</article></body></html>"""
DOCS = Path(__file__).parent.parent.parent / "docs/tables.md"


def tables_of(form: Format, pages: Path, out: Path, *, real: bool = False) -> Counter[str]:
    """Pages as tables, by the fake extractor or by ours."""
    with OutputFolder(out, form=form, settings={}, part_size=8) as folder:
        start = (lambda: working(extractor(), form.render)) if real else fake.starting(None, form.render)
        list(folder.write(Run(Plan([pages]), start, ledger=folder.ledger, jobs=0)))
        return folder.finish()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the corpus, and one on deportations."""
    folder = tmp_path_factory.mktemp("pages")
    for path in CORPUS.glob("*/*/page.html"):
        shutil.copytree(path.parent, folder / path.parent.relative_to(CORPUS))
    (folder / "deported.html").write_text(DEPORTED)
    return folder


@pytest.fixture(scope="module")
def corpus_parquet(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tables") / "out"
    tables_of(Parquet(), pages, out, real=True)
    return out


@pytest.fixture(scope="module")
def corpus_csv(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tables") / "out"
    tables_of(Csv(), pages, out, real=True)
    return out


def test_the_documented_columns_are_the_tables() -> None:
    assert as_markdown().strip() in DOCS.read_text(encoding="utf-8")


def test_every_column_is_filled_by_its_table(pages: Path) -> None:
    record = extractor().file(pages / "deported.html")
    for table in TABLES:
        keys = {key for row in table.find(record) for key in row}
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names))
        assert not keys or set(names) - {"sha256", "same_story_as"} <= keys, table.name


def test_parquet_is_typed_and_says_what_its_columns_mean(corpus_parquet: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for table in TABLES:
        found = pq.read_table(corpus_parquet / table.name)
        assert found.schema.equals(schema(table))
        assert found.schema.field("sha256").metadata == {b"meaning": table.columns[0].meaning.encode()}
    claims = pq.read_table(corpus_parquet / "claims").to_pylist()
    assert {type(row["low"]) for row in claims} <= {Decimal, type(None)}
    assert any(isinstance(row["day"], dt.date) for row in claims)
    assert pq.read_schema(corpus_parquet / "people/part-000001.parquet").field("aliases").type == pa.list_(pa.string())


def test_facts_are_named_once_and_join(corpus_parquet: Path) -> None:
    import pyarrow.parquet as pq

    rows = {table.name: pq.read_table(corpus_parquet / table.name).to_pylist() for table in TABLES}
    articles = {row["sha256"] for row in rows["articles"]}
    assert len(articles) == len(rows["articles"]) > 5
    for name, table in rows.items():
        assert {row["sha256"] for row in table} <= articles
        if name not in {"articles", "mentions"}:
            assert len({(row["sha256"], row["id"]) for row in table}) == len(table)
    claims = {(row["sha256"], row["id"]) for row in rows["claims"]}
    assert all((row["sha256"], row[end]) in claims for row in rows["parts"] for end in ("whole", "part"))


def test_csv_and_parquet_say_the_same(corpus_parquet: Path, corpus_csv: Path) -> None:
    import pyarrow.parquet as pq

    for table in TABLES:
        with (corpus_csv / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        found = pq.read_table(corpus_parquet / table.name).to_pylist()
        assert head == [column.name for column in table.columns]
        types = [column.type for column in table.columns]
        expected = [[cell(_plain(row[name]), kind) for name, kind in zip(head, types, strict=True)] for row in found]
        assert rows == expected, table.name


def _plain(value: Any) -> Any:
    """A decimal without the zeros that its column fills it up with."""
    return Decimal(f"{value:f}".rstrip("0").rstrip(".")) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\uff1d1", "\r=1", "\n+1"])
def test_no_text_is_a_formula(text: str) -> None:
    assert cell(text, "text").startswith("'")
    assert cell([text], "texts").startswith("[")


def test_texts_that_are_no_formula_stay_as_they_are() -> None:
    assert cell('a = 1, "b"', "text") == 'a = 1, "b"'
    assert cell(Decimal("-12.50"), "decimal") == "-12.50"


def test_a_hostile_headline_does_not_become_a_formula(tmp_path: Path) -> None:
    pages = fake.write(tmp_path / "pages", {"a.html": '=HYPERLINK(1) and 12\n"quoted", comma'})
    tables_of(Csv(bom=True), pages, tmp_path / "out")
    data = (tmp_path / "out/articles.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfsha256,")
    with (tmp_path / "out/articles.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["text"] == '\'=HYPERLINK(1) and 12\n"quoted", comma'
    assert row["headline"].startswith("'=")


def test_the_same_story_is_marked_in_the_tables(tmp_path: Path) -> None:
    pages = fake.write(tmp_path / "pages", {"a.html": "story of 12", "c.html": "story of 13"})
    (pages / "b.html").write_text("story of 12")
    tables_of(Csv(), pages, tmp_path / "out")
    with (tmp_path / "out/claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["best"], bool(row["same_story_as"])) for row in rows] == [("12", False), ("12", True), ("13", False)]


def test_numbers_that_no_table_holds_are_left_out(tmp_path: Path) -> None:
    pages = fake.write(tmp_path / "pages", {"a.html": f"story of {10**40}"})
    assert tables_of(Parquet(), pages, tmp_path / "out") == Counter(ok=1)


def test_rows_take_the_mark_in_their_column() -> None:
    row = tuple(column.name for column in ARTICLES.columns)
    assert ARTICLES.marked(row, None) is row
    assert ARTICLES.marked(row, "other")[-1] == "other"
    assert CLAIMS.columns[-1].name == "same_story_as"


@pytest.mark.parametrize("number", range(len(re.findall(r"^```python$", DOCS.read_text(encoding="utf-8"), re.M))))
def test_the_examples_of_the_documentation_run(
    number: int,
    corpus_parquet: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(corpus_parquet, tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    code = re.findall(r"^```python\n(.*?)^```$", DOCS.read_text(encoding="utf-8"), re.M | re.S)[number]
    exec(compile(code, f"{DOCS.name}, example {number + 1}", "exec"), {})
    out = capsys.readouterr().out
    assert len(out.splitlines()) > 1
    assert not re.search(r"\b0 rows", out)


def test_the_commands_of_the_documentation_run(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "clippings").mkdir()
    shutil.copy(pages / "deported.html", tmp_path / "clippings/a.html")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "Extractor", lambda model=None: extractor())
    monkeypatch.setattr(many, "default_jobs", lambda: 0)
    (block,) = re.findall(r"^```sh\n(.*?)^```$", DOCS.read_text(encoding="utf-8"), re.M | re.S)
    for line in block.splitlines():
        command, *arguments = shlex.split(line, comments=True)
        assert (command, main(arguments)) == ("extract", 0)
        named = re.search(r": (\S+) \u2026", line)
        assert named is not None
        assert (tmp_path / named[1]).is_file()
    assert "1 input: 1 done" in capsys.readouterr().err
