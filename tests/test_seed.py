"""The real article, where its text is present beside the project: every fact that a careful reader finds in it.

The text is other people's and not part of the project; the baseline holds facts, none of its sentences.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_regressions.data_regression import DataRegressionFixture

from tests.baseline import facts_only
from tests.corpus import extractor

SEED = Path(__file__).parents[2] / "shared" / "seed"
PAGES = ["asianews", "phnompenhpost", "plain"]

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the article's text is not here (../shared/seed)")


@pytest.mark.parametrize("page", PAGES)
def test_every_fact_is_right(page: str) -> None:
    checked = subprocess.run(
        [sys.executable, str(SEED / "check_seed.py"), page], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("page", PAGES)
def test_facts_now(page: str, data_regression: DataRegressionFixture) -> None:
    record = extractor().file(SEED / "pages" / f"{page}.html").model_dump(mode="json")
    data_regression.check(facts_only(record), basename=f"seed-{page}")


def test_with_its_date_given_the_plain_page_says_when() -> None:
    dated = extractor().file(SEED / "pages" / "plain.html", published="2025-03-28").model_dump(mode="json")
    post = extractor().file(SEED / "pages" / "phnompenhpost.html").model_dump(mode="json")
    shared = [block for block in post["article"]["blocks"] if block["kind"] in {"headline", "paragraph"}]
    wanted = [
        (date["text"], date["timex"])
        for date in post["dates"]
        if any(block["start"] <= date["start"] < block["end"] for block in shared)
    ]
    assert [(date["text"], date["timex"]) for date in dated["dates"]] == wanted
    periods = [(claim["text"], claim["period"]) for claim in post["claims"]]
    assert [(claim["text"], claim["period"]) for claim in dated["claims"]] == periods
