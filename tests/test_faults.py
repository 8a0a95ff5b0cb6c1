"""What bad input gets: a record with a warning, or a failure with its code and a sentence; never a crash, never a hang.

Nothing here is timed. What must be linear is given in a size at which anything else would not come to an end.
"""

from __future__ import annotations

import gzip
import json
import os
import socket
import threading
from pathlib import Path

import pytest

from extractor import Report, facts
from extractor.batch import Outcome, Plan, Run, whole, working
from extractor.cli import main
from extractor.errors import InputError
from extractor.report import Claim
from extractor.text_summary import summary
from tests.corpus import extractor

STORY = (
    "<p>Mayor Lena Ortiz of Brightwater said on Monday that 412 people had been moved out of the old town, up by 62"
    " from 350 in the year before, and that the council would pay for their rooms.</p>"
    "<p>The council counted 19 more people on March 3, and it will count again when the water has gone.</p>"
)


def outcomes_of(plan: Plan) -> list[Outcome]:
    return list(Run(plan, lambda: working(extractor(), whole), jobs=0))


def page(body: str = STORY, head: str = "") -> bytes:
    return f"<html><head><title>Town moves</title>{head}</head><body><h1>Town moves</h1>{body}</body></html>".encode()


def record(html: bytes | str) -> Report:
    found = extractor().html(html)
    json.loads(found.to_json())
    return found


def codes(found: Report) -> list[str]:
    return [warning.code for warning in found.warnings]


def failure(html: bytes) -> str:
    with pytest.raises(InputError) as caught:
        extractor().html(html)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return caught.value.code


@pytest.mark.parametrize(
    "data",
    [
        b"", b" \n\t ", b"%PDF-1.7\n%\xe2\xe3", b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"GIF89a\x01", b"PK\x03\x04\x14\x00", gzip.compress(page(), mtime=0)[:-40], b"\x1f\x8b\x08",
        bytes(range(256)) * 40,
    ],
    ids=["empty", "blank", "pdf", "png", "jpeg", "gif", "zip", "truncated gzip", "gzip head", "binary"],
)  # fmt: skip
def test_what_is_no_page_fails_with_a_code(data: bytes) -> None:
    assert failure(data)


def test_a_bomb_is_not_unpacked() -> None:
    assert failure(gzip.compress(b"\0" * 60_000_000))


def test_a_gzipped_page_is_a_page() -> None:
    assert record(gzip.compress(page())).article == record(page()).article


def test_a_fifo_and_a_socket_and_a_device_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.html")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.html"))
        for path in (tmp_path / "fifo.html", tmp_path / "socket.html", Path(os.devnull)):
            with pytest.raises(InputError) as caught:
                extractor().file(path)
            assert caught.value.code == "not_a_file"


@pytest.mark.parametrize(("name", "code"), [("", "folder"), ("a\0b.html", "vanished"), ("x" * 5000, "unreadable")])
def test_what_no_page_can_be_is_one_failed_input(tmp_path: Path, name: str, code: str) -> None:
    ((_, outcome),) = extractor().stream([tmp_path / name])
    assert isinstance(outcome, InputError)
    assert outcome.code == code


def test_a_file_that_vanished_is_one_failed_input(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(page())
    items = Plan([tmp_path])
    (tmp_path / "a.html").unlink()
    assert [(outcome.status, outcome.code) for outcome in outcomes_of(items)] == [
        ("failed", "vanished"),
        ("ok", None),
    ]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "a.html").chmod(0)
    with pytest.raises(InputError, match="may not be read"):
        extractor().file(tmp_path / "a.html")


@pytest.mark.parametrize(
    "body",
    [
        "<ul>"
        + "".join(f'<li><a href="/{n}">Story {n} of the day in a few words</a></li>' for n in range(40))
        + "</ul>",
        "<p>Please accept cookies to go on.</p><button>Accept all</button>",
        "<h2>Page not found</h2><p>Sorry, the page you were looking for is not here.</p>",
    ],
    ids=["links", "consent", "not found"],
)
def test_a_page_without_a_story_gives_a_record_with_a_warning(body: str) -> None:
    found = record(page(body))
    assert codes(found)
    assert not found.claims


@pytest.mark.parametrize(
    ("paragraph", "message"),
    [
        (
            "Im vergangenen Jahr kamen 1.204 Schiffe in den Hafen, und das waren 96 weniger als in dem Jahr davor.",
            "The article is in German (de): it is given, its facts are not.",
        ),
        (
            "Viime vuonna satamaan saapui 1204 laivaa, ja se oli 96 vähemmän kuin vuonna 2022, kertoi kaupunki.",
            "The article is not in English: it is given, its facts are not.",
        ),
    ],
)
def test_another_language_gives_the_article_and_one_warning(paragraph: str, message: str) -> None:
    for found in (record(page(f"<p>{paragraph}</p>" * 4, "<meta charset=utf-8>")), extractor().text(paragraph * 4)):
        assert [(warning.code, warning.message) for warning in found.warnings] == [("language", message)]
        assert paragraph in found.article.text
        assert not found.claims


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (page().replace(b"</head>", b"<meta charset=iso-8859-1></head>").replace(b"Lena", b"L\x93na"), "windows-1252"),
        (b"\xef\xbb\xbf" + page(head="<meta charset=windows-1252>"), "utf-8"),
        (("\ufeff" + page().decode()).encode("utf-16-le"), "utf-16le"),
        (page(head="<meta charset=no-such-charset>"), "utf-8"),
        (page(head="<meta charset=utf-8>").replace(b"Lena", b"L\xe9na"), None),
    ],
    ids=["latin-1 means windows-1252", "the mark wins", "utf-16", "unknown charset", "wrong charset"],
)
def test_encodings_are_read_as_browsers_do(data: bytes, encoding: str | None) -> None:
    found = record(data)
    assert "people had been moved" in found.article.text
    assert encoding is None or found.source.encoding == encoding


def test_what_is_no_character_is_replaced() -> None:
    escapes = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Town \\ud800 moves"}</script>'
    found = record(page(STORY.replace("Lena", "Le\x00na &#0; &#xD800;"), escapes))
    assert not [char for char in found.article.text if char == "\x00" or "\ud800" <= char <= "\udfff"]


@pytest.mark.parametrize(
    "script",
    [
        "{broken", "[" * 200_000, '{"@type":"NewsArticle","headline":NaN,"datePublished":Infinity}', "null", "[]",
        '"text"',
        '{"@type":["NewsArticle"],"headline":["a",{"b":[]}],"author":7,"datePublished":{"x":1},"image":[[[]]]}',
        '{"@graph":[{"@type":"NewsArticle","@id":"a","author":{"@id":"b"}},{"@id":"b","author":{"@id":"a"}}]}',
        '{"@type":"NewsArticle","datePublished":"2025-99-99T99:99","dateModified":"' + "9" * 5000 + '"}',
    ],
    ids=["broken", "brackets", "NaN", "null", "list", "text", "wrong types", "cycle", "impossible dates"],
)  # fmt: skip
def test_bad_json_ld_does_not_cost_the_story(script: str) -> None:
    found = record(page(head=f'<script type="application/ld+json">{script}</script>'))
    assert "412 people" in found.article.text
    assert found.article.published is None


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + STORY,
        STORY + "<b><i>" * 20_000,
        "<p>" + "&amp;&eacute;&#8211;" * 300_000 + "</p>" + STORY,
        "<p>" + "word " * 600_000 + "</p>" + STORY,
        "<table>" + "<tr><td>1<td>2" * 5_000 + "</table>" + STORY,
        "<!--" * 50_000 + STORY,
        "<p " + 'a="b" ' * 100_000 + ">x</p>" + STORY,
    ],
    ids=["nested", "unclosed", "entities", "one long line", "table", "comments", "attributes"],
)
def test_monstrous_pages_give_a_record(body: str) -> None:
    assert record(page(body)).article.text_sha256


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "1.",
        "1 ",
        "(",
        '"',
        "A ",
        "A. ",
        "a-",
        "$",
        "1-",
        "of the ",
        "up from ",
        "2024 ",
        "Mr ",
        "January ",
        "’s ",
        "%",
    ],
)
def test_pages_of_the_same_are_linear(piece: str) -> None:
    text = "Police held 57 people in Kenya.\n\n" + piece * (20_000 // len(piece))
    doc = extractor().annotate(facts.plain_article(text, published=None))  # whatever language it may be
    assert "57" in [claim.text for claim in facts.get(doc, Claim)]


@pytest.mark.parametrize(
    "number",
    ["9" * 5000, "1e999999", "1" + ",000" * 3000, "0." + "0" * 5000 + "1", "-" * 2000 + "1", "1/" * 2000 + "1"],
)
def test_numbers_without_end_are_no_claims_and_no_crash(number: str) -> None:
    found = extractor().text(f"The town counted {number} people, and 57 dogs, on 31 February 2024 and on 99/99/9999.")
    json.loads(found.to_json())
    assert not [claim for claim in found.claims if len(claim.text) > 100]
    assert not [date for date in found.dates if date.begins and str(date.begins).startswith("2024-02-3")]


MARKUP = "[bold red]Lena[/] [link=https://evil.example]here[/link] \x1b[31m \x1b]8;;https://evil.example\x07 \u202e"


def test_markup_and_escapes_are_shown_as_plain_text() -> None:
    found = extractor().text(f"{MARKUP} said Lena Ortiz, and 57 people in Kenya laughed.")
    shown = summary(found, colour=False)
    assert not set(shown) & {"\x1b", "\x07", "\u202e", "\x9b"}
    head = extractor().html(page().replace(b"Town moves", MARKUP.encode() + b"Town moves"))
    shown = summary(head, colour=True)
    assert "[bold red]Lena[/]" in shown
    assert "\x1b]8" not in shown
    assert "\u202e" not in shown


def test_a_name_that_steers_the_terminal_is_neutralised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "\x1b[31mred\n.html")]) == 2
    message = capsys.readouterr().err
    assert "\x1b" not in message
    assert message.count("\n") == 1


def test_names_that_are_not_utf_8_are_read(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.html"
    try:
        Path(os.fsdecode(raw)).write_bytes(page())
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (outcome,) = outcomes_of(Plan([tmp_path]))
    assert outcome.status == "ok"
    assert outcome.payload.source.path == "caf\\xe9.html"
    assert json.loads(outcome.payload.to_json())


def test_a_loop_of_links_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/a.html").write_bytes(page())
    (tmp_path / "deep/up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling.html").symlink_to(tmp_path / "none.html")
    outcomes = outcomes_of(Plan([tmp_path]))
    assert sorted((outcome.input.name, outcome.status) for outcome in outcomes) == [
        ("dangling.html", "failed"),
        ("deep/a.html", "ok"),
        ("deep/up", "skipped"),
    ]


def test_a_page_that_breaks_the_program_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "b.html").write_bytes(page(STORY + STORY))
    whole = extractor().html

    def breaks(html: bytes, **more: str) -> Report:
        if more["path"] == "a.html":
            raise RecursionError("too deep")
        return whole(html, **more)

    monkeypatch.setattr(extractor(), "html", breaks)
    outcomes = outcomes_of(Plan([tmp_path]))
    assert [(outcome.status, outcome.code) for outcome in outcomes] == [("failed", "crashed"), ("ok", None)]


def test_no_connection_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<link rel=stylesheet href="http://a.example/x.css"><base href="http://a.example/"><script src="http://a.example/x.js">'
    found = record(
        page(STORY + '<img src="http://a.example/x.png"><iframe src="http://a.example"></iframe>', head + "</script>")
    )
    assert "412 people" in found.article.text


def test_two_threads_may_share_an_extractor() -> None:
    wanted = record(page()).to_json()
    results: list[bytes] = []
    threads = [threading.Thread(target=lambda: results.append(record(page()).to_json())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [wanted, wanted]
