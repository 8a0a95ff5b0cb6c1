"""The article's fields: headline, byline, dates, pictures, as the page shows them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from extractor.page.bylines import read_byline
from extractor.page.captions import split_caption
from extractor.page.dateline import find_dateline
from extractor.page.headline import without_site
from extractor.page.moments import iso, printed
from tests.page.pages import HEADLINE, PARAGRAPHS, read, story, texts


def linked(**fields: Any) -> str:
    """JSON-LD of an article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_the_headline_is_the_one_shown() -> None:
    head = (
        linked(headline="Bridge shut: all you need to know")
        + '<meta property="og:title" content="Sandport bridge SHUT">'
    )
    page = read(story(head=head))
    assert page.article.headline == HEADLINE
    assert page.article.blocks[0].kind == "headline"
    assert page.article.blocks[0].xpath == "/html/body[1]/div[1]/h1[1]"


def test_a_logo_in_an_h1_is_no_headline() -> None:
    html = (
        story()
        .replace("<nav>", '<h1 class="logo">The Sandport Courier</h1><nav>')
        .replace(f"<h1>{HEADLINE}</h1>", f"<h2>{HEADLINE}</h2>")
    )
    assert read(html).article.headline == HEADLINE


@pytest.mark.parametrize(
    ("title", "site", "headline"),
    [
        ("Cracks in the bridge | The Courier", "The Courier", "Cracks in the bridge"),
        ("Talks, then silence - again - Courier Online", "Courier Online", "Talks, then silence - again"),
        ("Talks - and then silence", "The Courier", "Talks - and then silence"),
        ("The Courier: cracks in the bridge", "The Courier", "The Courier: cracks in the bridge"),
        ("Harbour: what comes next?", None, "Harbour: what comes next?"),
    ],
)
def test_only_the_sites_name_is_cut_from_a_title(title: str, site: str | None, headline: str) -> None:
    assert without_site(title, site) == headline


def test_a_standfirst_is_a_block_of_its_own() -> None:
    line = "Buses go round by the lock until spring, and the province pays half."
    page = read(story(before=f'<p class="standfirst">{line}</p>'))
    assert page.article.standfirst == line
    assert texts(page, "standfirst", "paragraph") == [line, *PARAGRAPHS]


def test_a_description_that_is_not_shown_is_no_standfirst() -> None:
    page = read(story(head='<meta name="description" content="Buses go round by the lock until the spring.">'))
    assert page.article.standfirst is None


@pytest.mark.parametrize(
    ("line", "people", "agency"),
    [
        ("By Ida Lund", ("Ida Lund",), None),
        ("By IDA LUND and OLE BRO", ("IDA LUND", "OLE BRO"), None),
        ("Ida Lund, Senior Reporter", ("Ida Lund",), None),
        ("Ida Lund and Ole Bro in Sandport", ("Ida Lund", "Ole Bro"), None),
        ("By Ida Lund | 28 March 2025 | 08:10", ("Ida Lund",), None),
        ("Written by: Ida Lund ida@courier.example", ("Ida Lund",), None),
        ("Pieter van der Lee & Ana de Souza", ("Pieter van der Lee", "Ana de Souza"), None),
        ("Reuters", (), "Reuters"),
        ("AFP, SANDPORT", (), "AFP, SANDPORT"),
        ("Courier staff writers", (), "Courier staff writers"),
        ("Ida Lund The Associated Press", ("Ida Lund",), "The Associated Press"),
        ("Photos by Ole Bro", (), None),
        ("Updated 3 hours ago", (), None),
    ],
)
def test_bylines(line: str, people: tuple[str, ...], agency: str | None) -> None:
    credit = read_byline(line)
    assert (credit.people, credit.agency) == (people, agency)


def test_the_byline_shown_beats_who_put_the_page_up() -> None:
    html = story(
        head='<meta name="author" content="Web Admin">', before='<p class="byline">By <a rel="author">Ida Lund</a></p>'
    )
    page = read(html)
    assert page.article.bylines == ("Ida Lund",)
    assert "Ida Lund" not in page.article.text


def test_authors_of_json_ld_by_reference() -> None:
    graph = [
        {
            "@type": "NewsArticle",
            "headline": HEADLINE,
            "author": [{"@id": "#1"}, {"@type": "Person", "name": "Ole Bro"}],
        },
        {"@type": "Person", "@id": "#1", "name": "Ida Lund", "url": "https://courier.example/ida"},
    ]
    page = read(story(head=f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'))
    assert page.article.bylines == ("Ida Lund", "Ole Bro")


def test_article_body_of_json_ld_is_not_the_body() -> None:
    page = read(
        story(head=linked(headline=HEADLINE, articleBody="A cut text that differs from the page in every word of it."))
    )
    assert texts(page, "paragraph") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-03-28T23:30:00+07:00", "2025-03-28T23:30:00+07:00"),
        ("2025-03-28T08:10+0700", "2025-03-28T08:10+07:00"),
        ("2025-03-28T01:10:00.000Z", "2025-03-28T01:10:00Z"),
        ("2025-03-28", "2025-03-28"),
        ("20250328", "2025-03-28"),
        ("2025-02-30", None),
        ("1e999999", None),
    ],
)
def test_dates_of_machines(text: str, moment: str | None) -> None:
    assert iso(text) == moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Publication date 28 March 2025 | 08:10 ICT", "2025-03-28"),
        ("Friday, March 28th, 2025", "2025-03-28"),
        ("28.3.2025", "2025-03-28"),
        ("03/04/2025", None),
        ("31 February 2025", None),
        ("28 March", None),
    ],
)
def test_dates_for_readers(text: str, day: str | None) -> None:
    assert printed(text) == day


def test_published_by_the_caller_overrides() -> None:
    html = story(head=linked(headline=HEADLINE, datePublished="2025-03-28T23:30:00+07:00"))
    assert read(html).article.published == "2025-03-28T23:30:00+07:00"
    assert read(html, published="2025-03").article.published == "2025-03"


def test_a_date_in_words_on_the_page() -> None:
    assert read(story(before='<span class="date">28 March 2025</span>')).article.published == "2025-03-28"
    assert read(story()).article.published is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SANDPORT – The bridge closes.", "SANDPORT"),
        ("NEW MARSH, Feb. 3 (Reuters) - The bridge closes.", "NEW MARSH"),
        ("Sandport (AP) — The bridge closes.", "Sandport"),
        ("PORT LENNE: The bridge closes.", "PORT LENNE"),
        ("Prices rose – again – on Monday.", None),
        ("WATCH: The bridge closes.", None),
        ("DEAR ANNA: My bridge closes.", None),
        ("The mayor – Ida Brand – said so.", None),
    ],
)
def test_datelines(text: str, place: str | None) -> None:
    assert find_dateline(text) == place


@pytest.mark.parametrize(
    ("printed_line", "caption", "credit"),
    [
        ("The bridge in spring. PHOTO: OLE BRO/THE COURIER", "The bridge in spring.", "OLE BRO/THE COURIER"),
        ("The bridge in spring. (Image: Ole Bro)", "The bridge in spring.", "Ole Bro"),
        ("The bridge in spring. Photograph by Ole Bro", "The bridge in spring.", "Ole Bro"),
        ("The bridge in spring (AP Photo/Ole Bro)", "The bridge in spring", "AP Photo/Ole Bro"),
        ("The bridge in spring | AFP", "The bridge in spring", "AFP"),
        ("The bridge. © Ole Bro", "The bridge.", "Ole Bro"),
        ("The bridge in spring. Courtesy of the Lenne Museum", "The bridge in spring.", "Courtesy of the Lenne Museum"),
        ("Ida Brand (left) at the lock.", "Ida Brand (left) at the lock.", None),
        ("Mayor Ida Brand: no more cracks", "Mayor Ida Brand: no more cracks", None),
    ],
)
def test_captions_and_credits(printed_line: str, caption: str, credit: str | None) -> None:
    assert split_caption(printed_line) == (caption, credit)


LAZY = {
    "data-src": '<img src="data:image/gif;base64,R0=" data-src="/b.jpg">',
    "srcset": '<img srcset="/s.jpg 300w, /b.jpg 1200w">',
    "noscript": '<img src="data:image/gif;base64,R0="><noscript><img src="/b.jpg"></noscript>',
    "picture": '<picture><source srcset="/b.webp"><img src="/b.jpg"></picture>',
}


@pytest.mark.parametrize("name", LAZY)
def test_pictures_past_lazy_loading(name: str) -> None:
    figure = f'<figure>{LAZY[name]}<figcaption>The bridge. <span class="credit">Ole Bro</span></figcaption></figure>'
    page = read(story(before=figure), url="https://courier.example/a/1")
    [image] = page.article.images
    assert (image.src, image.caption, image.credit) == ("https://courier.example/b.jpg", "The bridge.", "Ole Bro")
    assert texts(page, "caption") == ["The bridge. Ole Bro"]


def test_icons_and_faces_are_no_pictures_of_the_story() -> None:
    html = story(
        before='<img src="/i.png" width="24" height="24">'
        '<span class="author"><img class="avatar" src="/f.jpg">Ida Lund</span>'
    )
    assert read(html).article.images == ()


def test_the_publisher_of_a_republished_story_is_its_source() -> None:
    source = {"@type": "NewsMediaOrganization", "name": "The Lenne Post"}
    head = linked(
        headline=HEADLINE,
        publisher={"@type": "Organization", "name": "The Sandport Courier"},
        sourceOrganization=source,
    )
    assert read(story(head=head)).article.publisher == "The Lenne Post"
    assert read(story()).article.publisher == "The Sandport Courier"


def test_section_and_tags() -> None:
    head = '<meta property="article:section" content="Town"><meta name="keywords" content="bridge, lock, bridge">'
    page = read(story(head=head))
    assert page.article.section == "Town"
    assert page.article.tags == ("bridge", "lock")


def test_a_credit_on_its_own_line() -> None:
    figure = (
        '<figure><img src="/b.jpg"><figcaption>The Lenne Post<br>The bridge over the Lenne, seen from the lock.'
        "</figcaption></figure>"
    )
    [image] = read(story(before=figure)).article.images
    assert image.credit == "The Lenne Post"
    assert image.caption == "The bridge over the Lenne, seen from the lock."


def test_a_place_or_an_office_is_no_writer() -> None:
    assert read_byline("Reuters, Sandport").people == ()
    assert read_byline("Monday").people == ()
    assert read_byline("The Water").people == ()
    assert read_byline("admin").agency is None
