"""Bad input: every page gives a record or is refused with a code; nothing is fetched, run or lost without a word."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.errors import InputError
from extractor.page import article as article_stage
from extractor.page import read_page, tree
from tests.page.pages import HEADLINE, PARAGRAPHS, codes, read, story, texts


def body_is_whole(html: str | bytes) -> None:
    page = read(html)
    assert texts(page, "paragraph") == list(PARAGRAPHS)
    assert page.article.headline == HEADLINE


def test_100_000_nested_tags() -> None:
    deep = "<div>" * 100_000 + "<p>" + PARAGRAPHS[0] + "</p>" + "</div>" * 100_000
    page = read(story(*PARAGRAPHS[1:], before=deep))
    assert texts(page, "paragraph") == list(PARAGRAPHS)
    nested, *plain = [block for block in page.article.blocks if block.kind == "paragraph"]
    assert nested.xpath is None
    assert all(block.xpath for block in plain)


def test_tags_that_are_never_closed() -> None:
    html = f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1>" + "".join(f"<b><i><p>{p}" for p in PARAGRAPHS)
    assert texts(read(html), "paragraph") == list(PARAGRAPHS)


def test_skipped_parts_nested_past_the_parser_do_not_hide_the_story() -> None:
    body_is_whole(story().replace("<nav>", "<nav>" + "<div>" * 4000).replace("</nav>", "</div>" * 4000 + "</nav>"))


def test_a_page_too_deep_and_too_long_is_read_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "SOUP_LIMIT", 20_000)
    page = read(story().replace("</body>", "<div>" * 10_000))
    assert texts(page, "paragraph") == list(PARAGRAPHS)
    assert "page_cut" in codes(page)


def test_nuls_and_controls_become_replacement_characters() -> None:
    page = read(story(PARAGRAPHS[0].replace("old", "o\x00ld"), *PARAGRAPHS[1:]).encode())
    assert "The o\ufffdld bridge" in page.article.text


def test_lone_surrogates_in_text_and_json() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Ida \\ud800 Lund"}}</script>'
    )
    page = read(story(PARAGRAPHS[0].replace("old", "o\ud800ld"), *PARAGRAPHS[1:], head=head))
    page.article.model_dump_json().encode()
    assert "o\ufffdld" in page.article.text


def test_the_text_is_cut_at_a_block_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_stage, "MAX_TEXT", 200)
    page = read(story())
    assert "text_cut" in codes(page)
    assert page.article.text == f"{HEADLINE}\n\n{PARAGRAPHS[0]}"


def test_one_paragraph_past_the_limit_is_cut_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_stage, "MAX_TEXT", 200)
    page = read(story("word " * 100))
    assert page.article.text.endswith("word word")
    assert len(page.article.text) <= 200
    assert "text_cut" in codes(page)


@pytest.mark.parametrize("noise", ["1," * 200_000, "(" * 200_000, "A " * 200_000, "&amp;" * 200_000, "." * 200_000])
def test_megabytes_of_punctuation(noise: str) -> None:
    page = read(story(after=f"<p>{noise}</p>"))
    assert texts(page, "paragraph")[:4] == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "block",
    [
        "{broken",
        "[" * 200_000,
        '{"@type": "NewsArticle", "headline": NaN}',
        '{"@type": "NewsArticle", "wordCount": ' + "9" * 10_000 + "}",
        '"only a text"',
    ],
)
def test_json_ld_that_cannot_be_read_is_passed_over(block: str) -> None:
    page = read(story(head=f'<script type="application/ld+json">{block}</script>'))
    assert codes(page) == ["jsonld_ignored"]
    assert texts(page, "paragraph") == list(PARAGRAPHS)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(("name", "@id", "@type", "url")), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries(dict.fromkeys(("headline", "author", "datePublished", "keywords", "publisher"), JSON)))
def test_json_ld_of_wrong_types(values: dict[str, object]) -> None:
    data = json.dumps({"@type": "NewsArticle", **values}).replace("</", "<\\/")
    page = read(story(head=f'<script type="application/ld+json">{data}</script>'))
    assert texts(page, "paragraph") == list(PARAGRAPHS)


def test_json_ld_with_cycles() -> None:
    graph = [
        {"@type": "NewsArticle", "@id": "a", "author": {"@id": "b"}, "publisher": {"@id": "a"}},
        {"@type": "Person", "@id": "b", "name": {"@id": "b"}},
    ]
    page = read(story(head=f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'))
    assert page.article.bylines == ()


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="<>/abp \"'=&;!-#x0\u00e9\ud800", max_size=120))
def test_any_markup_gives_a_record(markup: str) -> None:
    try:
        page = read_page(f"<h1>{HEADLINE}</h1>{markup}")
    except InputError as error:
        assert error.code == "empty"
    else:
        for block in page.article.blocks:
            assert page.article.text[block.start : block.end].strip()


def test_base_and_frames() -> None:
    picture = '<figure><img src="a.jpg"><figcaption>The bridge in spring.</figcaption></figure>'
    page = read(story(head='<base href="https://media.example/x/">', before=picture), url="https://courier.example/1")
    assert page.article.images[0].src == "https://media.example/x/a.jpg"
    assert codes(read("<frameset><frame src=a.html><noframes>none</noframes></frameset>")) == ["no_story"]
    read(story(head="<base href='//['>", before=picture))


def test_nothing_but_a_comment() -> None:
    with pytest.raises(InputError) as caught:
        read_page(b"<!-- nothing -->")
    assert caught.value.code == "empty"


def test_no_story() -> None:
    links = "".join(f'<li><a href="/{n}">Story number {n} of the day</a></li>' for n in range(30))
    page = read(f"<title>The Sandport Courier</title><ul>{links}</ul>")
    assert codes(page) == ["no_story"]
    assert texts(page, "paragraph", "list_item") == []


def test_soft_404() -> None:
    page = read(
        story(
            "The page you were looking for may have been moved, or the address may be wrong.", headline="Page not found"
        )
    )
    assert codes(page) == ["soft_404"]
    assert texts(page, "paragraph") == []


def test_consent_wall() -> None:
    words = "We and our 143 partners store cookies. Give your consent, accept all, or see our privacy policy."
    page = read(story(words, headline="Before you continue"))
    assert codes(page) == ["consent_wall"]
    assert texts(page, "paragraph") == []


def test_a_story_about_cookies_is_a_story() -> None:
    words = "The regulator fined two firms for cookies set without consent, the largest sum since the law was passed."
    assert codes(read(story(words, *PARAGRAPHS))) == []


def test_paywall_stub() -> None:
    page = read(
        story(
            PARAGRAPHS[0], PARAGRAPHS[1][:90] + "…", after="<div class=wall><p>Subscribe to continue reading.</p></div>"
        )
    )
    assert codes(page) == ["paywall"]
    assert texts(page, "paragraph")[0] == PARAGRAPHS[0]


def test_a_subscription_box_under_a_whole_story_is_no_wall() -> None:
    page = read(story(*PARAGRAPHS * 6, after="<div class=offer><p>Already a subscriber? Sign in.</p></div>"))
    assert codes(page) == []


@pytest.mark.parametrize(
    ("lang", "paragraph", "code"),
    [
        ("en", "A ponte não vai abrir até maio, e os ônibus vão pela eclusa, com mais demora para as pessoas.", "pt"),
        ("de", "Die Brücke ist bis zum Frühjahr zu, und der Bus fährt nicht mehr durch das Dorf und nach Lenne.", "de"),
        ("", "Мост закрыт до весны, сообщила мэр города, и автобусы пойдут в объезд через шлюз.", "ru"),
    ],
)  # fmt: skip
def test_other_languages(lang: str, paragraph: str, code: str) -> None:
    page = read(story(paragraph, paragraph, headline="Lenne", lang=lang))
    assert page.article.language == code
    assert codes(page) == []  # said once, by what would read facts
    assert texts(page, "paragraph")
