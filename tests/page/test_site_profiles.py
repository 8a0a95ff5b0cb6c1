"""Site profiles: every file is valid, a broken one says what to mend, one that no longer fits is not used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractor.page import site_profiles
from extractor.page.site_profiles import ProfileError
from tests.page.pages import HEADLINE, PARAGRAPHS, codes, read, story, texts

SITES = Path(site_profiles.__file__).parents[1] / "sites"
GOOD = "host: courier.example\nchecked_against: a page of the tests\nheadline: .page h1\nbody: div.text\n"


@pytest.mark.parametrize("file", sorted(SITES.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_profile_is_valid(file: Path) -> None:
    profile = site_profiles.read(file.read_text(encoding="utf-8"), name=file.name)
    assert file.stem in {profile.host, "_template"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + "titel: h1\n", "`titel` is no field of a profile. The fields are body, byline"),
        (GOOD.replace("body: div.text\n", ""), "`body` is missing"),
        (GOOD.replace("courier.example", "https://courier.example/"), "must be a bare host name"),
        (GOOD.replace("div.text", "div > p:first-child"), "is no selector. Write tag.class#id[attribute=value]"),
        (GOOD + "drop: .ads\n", "`drop` must be a list"),
        (GOOD + "caption: [a, b]\n", "a selector is a text"),
        ("just words", "must hold lines such as"),
        ("host: [", "is no YAML"),
    ],
)
def test_a_broken_profile_says_what_to_mend(text: str, message: str) -> None:
    with pytest.raises(ProfileError, match=r"courier\.yaml") as caught:
        site_profiles.read(text, name="courier.yaml")
    assert message in str(caught.value)


@pytest.fixture
def courier(monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile for courier.example, whose pages say more in their head than they should."""
    text = GOOD + "byline: .who\nstandfirst: .sum\npublisher: .source\ndrop: [.promo]\n"
    profile = site_profiles.read(text, name="courier.example.yaml")
    monkeypatch.setattr(site_profiles, "_load", {"courier.example": profile}.get)


@pytest.mark.usefixtures("courier")
def test_a_profile_says_where_the_parts_are() -> None:
    before = '<b class="who">Ida Lund</b><p class="sum">Short.</p><i class="source">The Lenne Post</i>'
    html = story(*PARAGRAPHS, before=before).replace(
        '<div class="text">',
        '<div class="text"><p class="promo">Ferries run until ten in the evening, as every year.</p>',
    )
    page = read(html, url="https://www.courier.example/bridge")
    assert page.profile == "courier.example"
    assert page.article.bylines == ("Ida Lund",)
    assert page.article.standfirst == "Short."
    assert page.article.publisher == "The Lenne Post"
    assert texts(page, "paragraph") == list(PARAGRAPHS)


@pytest.mark.usefixtures("courier")
def test_a_profile_that_no_longer_fits_is_not_used() -> None:
    page = read(story().replace('class="text"', 'class="new"'), url="https://m.courier.example/bridge")
    assert page.profile is None
    assert codes(page) == ["profile_mismatch"]
    assert page.article.headline == HEADLINE
    assert texts(page, "paragraph") == list(PARAGRAPHS)


@pytest.mark.usefixtures("courier")
def test_the_canonical_address_names_the_host_of_a_saved_page() -> None:
    head = '<link rel="canonical" href="https://courier.example/bridge">'
    assert read(story(head=head)).profile == "courier.example"
    assert read(story(head=head), profiles=False).profile is None


@pytest.mark.parametrize(
    "url", ["https://../x", "file:///etc/passwd", "https://[", "x", "https://a b.example/", "https://_template/"]
)
def test_odd_addresses_have_no_profile(url: str) -> None:
    assert site_profiles.for_address(url) is None


def test_the_documentation_shows_a_valid_profile() -> None:
    text = (SITES.parents[1] / "docs" / "adding-a-site.md").read_text(encoding="utf-8")
    profiles = [code for code in re.findall(r"^```yaml\n(.*?)^```$", text, re.M | re.S) if code.startswith("host:")]
    assert [site_profiles.read(code, name="adding-a-site.md").host for code in profiles] == ["courier.example"]
    assert all(f"`{name}`" in text for name in site_profiles.FIELDS)
