"""Every fact written down for every page of the corpus, and the baselines of what the program makes of it now."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
import srsly
from pytest_regressions.data_regression import DataRegressionFixture

from tests.baseline import facts_only
from tests.corpus import CORPUS, PAGES, Case, cases, differences, expected, record


def _parameters() -> list[Any]:
    return [
        pytest.param(case, id=str(case), marks=[pytest.mark.xfail(strict=True, reason=case.gap)] if case.gap else [])
        for page in PAGES
        for case in cases(page)
    ]


@pytest.mark.parametrize("case", _parameters())
def test_fact(case: Case) -> None:
    assert not differences(case)


@pytest.mark.parametrize("page", PAGES)
def test_facts_now(page: str, data_regression: DataRegressionFixture) -> None:
    data_regression.check(facts_only(record(page)), basename=page.replace("/", "-"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_it_is_for(page: str) -> None:
    meta = srsly.read_yaml(CORPUS / page / "meta.yaml")
    assert set(meta) == {"what", "why", "url", "checked"}
    assert meta["what"] and meta["why"] and meta["checked"]
    assert expected(page)


def test_the_corpus_has_the_pages_it_needs() -> None:
    assert len(PAGES) >= 8
    assert {page for page in PAGES if expected(page).get("contradictions")}, "no page contradicts itself"
    assert {page for page in PAGES if expected(page).get("warnings") == ["no_story"]}, "every page has a story"


@pytest.mark.parametrize("option", ["--force-regen", "--regen-all"])
def test_baselines_are_not_made_anew_in_ci(option: str) -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "--collect-only",
        option,
        "tests/test_corpus.py",
    ]
    done = subprocess.run(
        command, cwd=CORPUS.parent, env={**os.environ, "CI": "true"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "not made anew in CI" in done.stdout + done.stderr
