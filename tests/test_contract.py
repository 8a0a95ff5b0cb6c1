"""The record is what its schema says, the schema is what the models say, and every fact points at what it came from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from extractor import Report
from extractor.report import SCHEMA_ID, SCHEMA_VERSION, json_schema
from tests.corpus import CORPUS, PAGES, extractor

SCHEMAS = Path(__file__).parent.parent / "schemas"
VALID = sorted((SCHEMAS / "valid").glob("*.json"))
INVALID = sorted((SCHEMAS / "invalid").glob("*.json"))
LINKS = {
    "period_date_id": "dates", "place_id": "places", "same_as": "claims", "current": "claims", "baseline": "claims",
    "delta": "claims", "whole": "claims", "part": "claims", "claim": "claims", "organisation_id": "organisations",
    "from": "dates", "to": "dates", "date_id": "dates",
}  # fmt: skip


def validator() -> jsonschema.protocols.Validator:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(json_schema(), format_checker=checker)


def report_of(page: str) -> Report:
    return extractor().file(CORPUS / page / "page.html")


def test_the_schema_file_is_current() -> None:
    on_disk = json.loads((SCHEMAS / "report.schema.json").read_text(encoding="utf-8"))
    assert on_disk == json_schema(), "make it anew: extract --schema > schemas/report.schema.json"


def test_the_schema_says_what_it_is() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == SCHEMA_ID
    assert SCHEMA_VERSION in SCHEMA_ID


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert not list(validator().iter_errors(data))
    assert json.loads(Report.model_validate_json(path.read_bytes()).to_json()) == data


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid(path: Path) -> None:
    assert list(validator().iter_errors(json.loads(path.read_text(encoding="utf-8"))))
    with pytest.raises(ValidationError):
        Report.model_validate_json(path.read_bytes())


@pytest.mark.parametrize("page", PAGES)
def test_a_record_fits_the_schema_and_is_read_back(page: str) -> None:
    report = report_of(page)
    data = json.loads(report.to_json())
    assert not [error.message for error in validator().iter_errors(data)]
    assert json.loads(Report.model_validate_json(report.to_json()).to_json()) == data


@pytest.mark.parametrize("page", PAGES)
def test_every_span_stands_where_it_says(page: str) -> None:
    data = report_of(page).model_dump(mode="json")
    text = data["article"]["text"]
    blocks = [(block["start"], block["end"]) for block in data["article"]["blocks"]]
    for span in spans({key: value for key, value in data.items() if key != "article"}):
        assert span["start"] < span["end"] <= len(text)
        assert any(start <= span["start"] and span["end"] <= end for start, end in blocks), span
        if "text" in span:
            assert text[span["start"] : span["end"]] == span["text"]


def spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        here = [value] if "start" in value else []
        return here + [span for part in value.values() for span in spans(part)]
    return [span for part in value for span in spans(part)] if isinstance(value, list) else []


@pytest.mark.parametrize("page", PAGES)
def test_blocks_follow_each_other_with_blank_lines_between(page: str) -> None:
    article = report_of(page).article
    at = 0
    for number, block in enumerate(article.blocks):
        assert article.text[at : block.start] == ("\n\n" if number else "")
        piece = article.text[block.start : block.end]
        assert piece == piece.strip()
        assert piece
        at = block.end
    assert at == len(article.text)


@pytest.mark.parametrize("page", PAGES)
def test_ids_are_unique_and_links_lead_somewhere(page: str) -> None:
    data = report_of(page).model_dump(mode="json")
    known = {
        part: {fact["id"] for fact in data[part]} for part in ("people", "organisations", "places", "dates", "claims")
    }
    everything = [fact["id"] for part in data.values() if isinstance(part, list) for fact in part if "id" in fact]
    assert len(everything) == len(set(everything))
    for name, value in fields({key: value for key, value in data.items() if key != "article"}):
        if name in LINKS and value is not None:
            assert value in known[LINKS[name]], (name, value)
        if name == "attributed_to_id" and value is not None:
            assert value in known["people"] | known["organisations"] | known["places"]


def fields(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [*value.items(), *(pair for part in value.values() for pair in fields(part))]
    return [pair for part in value for pair in fields(part)] if isinstance(value, list) else []


@pytest.mark.parametrize("page", PAGES)
def test_unknown_is_null_and_bounds_are_in_order(page: str) -> None:
    report = report_of(page)
    assert "" not in [value for name, value in fields(report.model_dump(mode="json")) if name != "text"]
    for claim in report.claims:
        assert claim.low is not None or claim.high is not None
        assert claim.low is None or claim.high is None or claim.low <= claim.high
        assert claim.sentence.start <= claim.start
        assert claim.end <= claim.sentence.end
    for date in report.dates:
        assert date.begins is None or date.ends is None or str(date.begins) <= str(date.ends)


def test_numbers_are_plain() -> None:
    report = extractor().text("They sold 0.1 to 2,500,000,000,000 litres, 33.3333333 per cent of US$1.5bn, or 7.0 km.")
    printed = re.findall(rb'"(?:low|high|best)": ([^,\n]+)', report.to_json())
    assert printed
    assert not [number for number in printed if not re.fullmatch(rb"null|-?\d+(\.\d{0,5}[1-9])?", number)]


def test_the_same_page_gives_the_same_bytes() -> None:
    page = PAGES[0]
    assert report_of(page).to_json() == report_of(page).to_json()
