"""The story and nothing else: what stays, what goes, and where every block came from."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from lxml import etree

from extractor.page import read_page
from tests.page.pages import HEADLINE, PARAGRAPHS, cut, read, story, texts

BENCH = Path(__file__).parents[3] / "shared" / "bench" / "html"


def in_text(box: str, at: int = 2) -> str:
    """The story with a box among its paragraphs."""
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[:at]) + box + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[at:])
    return story("").replace("<p></p>", paragraphs)


FURNITURE = {
    "read more": '<p><a href="/x">Read more: Ferry timetable changes in March</a></p>',
    "read also, not linked": "<p>READ ALSO: Ferry timetable changes in March</p>",
    "related list": '<div class="related"><h4>Related</h4><p><a href="/x">Ferry timetable changes</a></p></div>',
    "related without a name": '<h4>Related stories</h4><ul><li><a href="/x">Ferries leave later</a></li></ul>',
    "newsletter": '<div class="newsletter-signup"><h3>The Courier</h3><p>Join 9,000 readers. It is free.</p></div>',
    "advertisement": '<div class="ad-slot"><span>Advertisement</span></div>',
    "ad label alone": "<p>ADVERTISEMENT</p>",
    "share bar": '<ul class="share-tools"><li><a href="#">Facebook</a></li><li><a href="#">Copy link</a></li></ul>',
    "hidden": '<div style="display:none"><p>Printed on 2 April, licence 4471 required for reprints.</p></div>',
    "form": '<form><label>Your address</label><p>We send you one message a day and no more.</p></form>',
    "linked card": '<a href="/x"><div><h3>Ferry timetable changes in March</h3><p>Boats leave later.</p></div></a>',
    "gallery counter": "<div>3</div>",
    "script": "<script>var story = 'Ferry timetable changes in March';</script>",
    "aside": "<aside><p>The lock was built in 1911 and is run by the province's water board.</p></aside>",
}  # fmt: skip


@pytest.mark.parametrize("name", FURNITURE)
def test_furniture_inside_the_story_goes(name: str) -> None:
    page = read(in_text(FURNITURE[name]))
    assert page.article.text == "\n\n".join([HEADLINE, *PARAGRAPHS])


KEPT = {
    "heading": ("<h2>Buses go round</h2>", "heading", "Buses go round"),
    "list": ("<ul><li>Line 4 stops at the lock.</li></ul>", "list_item", "Line 4 stops at the lock."),
    "quote": ("<blockquote><p>We waited too long.</p></blockquote>", "quote", "We waited too long."),
    "post": (
        '<div class="social-embed"><blockquote class="twitter-tweet"><p>The bridge is shut.</p></blockquote></div>',
        "quote",
        "The bridge is shut.",
    ),
    "table": (
        "<table><tr><th>Year</th><th>Cracks</th></tr><tr><td>2024</td><td>5</td></tr></table>", "table", "Year\tCracks",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_what_is_of_the_story_stays(name: str) -> None:
    html, kind, text = KEPT[name]
    page = read(in_text(html))
    assert text in texts(page, kind)
    assert [p for p in texts(page, "paragraph") if p in PARAGRAPHS] == list(PARAGRAPHS)


def test_table_rows_keep_their_cells() -> None:
    page = read(in_text("<table><tr><td>2023</td><td>9</td></tr><tr><td>2024</td><td>14</td></tr></table>"))
    assert texts(page, "table") == ["2023\t9", "2024\t14"]


def test_paragraphs_by_line_breaks_and_in_divisions() -> None:
    breaks = f"<h1>{HEADLINE}</h1><div>{'<br><br>'.join(PARAGRAPHS)}</div>"
    assert texts(read(breaks), "paragraph") == list(PARAGRAPHS)
    divisions = f"<h1>{HEADLINE}</h1><div>{''.join(f'<div>{p}</div>' for p in PARAGRAPHS)}</div>"
    assert texts(read(divisions), "paragraph") == list(PARAGRAPHS)


def test_text_goes_on_after_a_film() -> None:
    page = read(in_text('<div class="video-embed"><iframe src="https://films.example/1"></iframe></div>'))
    assert texts(page, "paragraph") == list(PARAGRAPHS)


def test_comments_longer_than_the_story_do_not_hide_it() -> None:
    comments = "".join(
        f"<li><p>{'I take the bus at the lock and it is late every day of the week. ' * 3}</p></li>" for _ in range(20)
    )
    page = read(story(after=f'<div id="comments"><h3>20 comments</h3><ol>{comments}</ol></div>'))
    assert page.article.text == "\n\n".join([HEADLINE, *PARAGRAPHS])


def test_a_name_of_furniture_on_the_whole_story_tells_nothing() -> None:
    page = read(
        story()
        .replace('class="page"', 'class="page has-sidebar print widget-area"')
        .replace('"text"', '"subscribe-text"')
    )
    assert texts(page, "paragraph") == list(PARAGRAPHS)


def test_the_note_on_the_author_goes() -> None:
    head = '<meta name="author" content="Ida Lund">'
    page = read(story(*PARAGRAPHS, "Ida Lund is a reporter for The Courier.", head=head))
    assert texts(page, "paragraph") == list(PARAGRAPHS)


def test_white_space_is_normalised_once() -> None:
    page = read(story(PARAGRAPHS[0].replace(" ", "&nbsp;\n  "), PARAGRAPHS[1].replace("cracks", "cra&shy;cks")))
    assert texts(page, "paragraph") == list(PARAGRAPHS[:2])


def resolves(html: bytes) -> int:
    """Blocks whose XPath was resolved in the tree as first parsed."""
    page = read_page(html, profiles=False)
    root = etree.fromstring(html, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    count = 0
    for block in page.article.blocks:
        if block.xpath is None:
            continue
        found = root.xpath(block.xpath)
        assert isinstance(found, list)
        assert len(found) == 1
        element = found[0]
        assert isinstance(element, etree._Element)
        shown = "".join("".join(map(str, element.itertext())).split())
        assert "".join(cut(page, block).split())[:12] in shown
        count += 1
    return count


def test_every_xpath_resolves() -> None:
    odd = "<o:p>odd</o:p><x-part><p>Buses leave the lock at 7, 8 and 9 in the morning, said the mayor.</p></x-part>"
    assert resolves(in_text(odd + FURNITURE["related list"] + KEPT["table"][0]).encode()) >= 7


@pytest.mark.skipif(not BENCH.is_dir(), reason="the benchmark's pages are not on this machine")
def test_every_xpath_resolves_on_publishers_pages() -> None:
    names = [json.loads(line)["page"] for line in (BENCH / "gold.jsonl").read_text().splitlines()]
    assert sum(resolves(gzip.decompress((BENCH / "pages" / name).read_bytes())) for name in names[::9]) > 300
