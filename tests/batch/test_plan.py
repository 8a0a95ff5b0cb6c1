"""Which inputs the arguments name: each once, in one order, whatever lies in the folder."""

from __future__ import annotations

import gzip
import json
import os
import stat
import zipfile
from pathlib import Path

import pytest

from extractor.batch import Input, Outcome, Plan
from extractor.errors import InputError
from extractor.files import read_file
from tests.batch.fake import write


def told(plan: Plan) -> list[tuple[str, str | None]]:
    """Name and code of each."""
    return [(item.input.name, item.code) if isinstance(item, Outcome) else (item.name, None) for item in plan]


def test_a_folder_is_read_whole_files_before_folders_by_name(tmp_path: Path) -> None:
    names = ("b.html", "B.HTM", "a/z.xhtml", "a/a.html.gz", "a-b/c.html", "notes.txt", "a/meta.yaml", "a/._z.xhtml")
    write(tmp_path, dict.fromkeys(names, "text"))
    assert told(Plan([tmp_path])) == [
        ("B.HTM", None), ("b.html", None), ("notes.txt", "not_a_page"), ("a/._z.xhtml", "not_a_page"),
        ("a/a.html.gz", None), ("a/meta.yaml", "sidecar"), ("a/z.xhtml", None), ("a-b/c.html", None),
    ]  # fmt: skip


def test_links_are_not_followed_out_of_the_folder_nor_in_circles(tmp_path: Path) -> None:
    inside = write(tmp_path / "in", {"a/page.html": "text"})
    outside = write(tmp_path / "out", {"secret.html": "text"})
    (inside / "a/up").symlink_to(inside)
    (inside / "other").symlink_to(outside)
    (inside / "secret.html").symlink_to(outside / "secret.html")
    (inside / "same.html").symlink_to(inside / "a/page.html")
    assert told(Plan([inside])) == [
        ("other", "link_outside"), ("same.html", None), ("secret.html", "link_outside"), ("a/page.html", None),
        ("a/up", "link"),
    ]  # fmt: skip


def test_an_argument_that_is_a_link_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "in", {"page.html": "text"})
    (tmp_path / "link").symlink_to(tmp_path / "in")
    assert told(Plan([tmp_path / "link"])) == [("page.html", None)]


def test_what_is_named_twice_is_one_input(tmp_path: Path) -> None:
    write(tmp_path, {"a/page.html": "text", "b.html": "text"})
    assert told(Plan([tmp_path / "a", tmp_path, tmp_path / "b.html", tmp_path])) == [
        ("page.html", None),
        ("b.html", None),
    ]


def test_names_that_are_not_utf_8_stay_apart(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path)
    try:
        for name in (b"\xe9.html", b"\xe8.html"):
            with open(raw + b"/" + name, "wb"):  # noqa: PTH123  # a name in bytes
                pass
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    plan = Plan([tmp_path])
    assert told(plan) == [("\\xe8.html", None), ("\\xe9.html", None)]
    paths = [item.path for item in plan if isinstance(item, Input)]
    assert all(path.exists() for path in paths)
    assert len({item.key for item in plan if isinstance(item, Input)}) == 2


def test_pipes_and_devices_are_not_opened(tmp_path: Path) -> None:
    for name in ("a.html", "b.zip", "c.jsonl", "d.txt"):
        os.mkfifo(tmp_path / name)
    assert told(Plan([tmp_path])) == [("a.html", None), ("b.zip", None), ("c.jsonl", None), ("d.txt", "not_a_page")]


def test_members_of_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        for name in ("b/page.html", "../../up.html", "a.html", "picture.png", "inner.zip", "b/._page.html"):
            archive.writestr(name, "<p>text")
        archive.mkdir("empty")
        link = zipfile.ZipInfo("link.html")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    assert told(Plan([tmp_path])) == [
        ("broken.zip", "broken_zip"), ("pages.zip/b/page.html", None), ("pages.zip/../../up.html", None),
        ("pages.zip/a.html", None), ("pages.zip/picture.png", "not_a_page"), ("pages.zip/inner.zip", "not_a_page"),
        ("pages.zip/b/._page.html", "not_a_page"), ("pages.zip/link.html", "link_member"),
    ]  # fmt: skip


def test_members_of_one_name_are_two_inputs(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("a.html", "<p>one")
        archive.writestr("a.html", "<p>two")
    keys = {item.key for item in Plan([tmp_path]) if isinstance(item, Input)}
    assert len(keys) == 2


def test_lines_are_inputs_where_the_first_is_a_page(tmp_path: Path) -> None:
    pages = b'{"html": "<p>one"}\n\n  \n{"html": "<p>two"}\nnot json'
    (tmp_path / "pages.jsonl").write_bytes(pages)
    (tmp_path / "pages2.jsonl.gz").write_bytes(gzip.compress(pages))
    (tmp_path / "facts.jsonl").write_text(json.dumps({"claims": []}))
    (tmp_path / "empty.jsonl").write_text("")
    assert told(Plan([tmp_path])) == [
        ("empty.jsonl", "no_pages"), ("facts.jsonl", "no_pages"), ("pages.jsonl:1", None), ("pages.jsonl:4", None),
        ("pages.jsonl:5", None), ("pages2.jsonl.gz:1", None), ("pages2.jsonl.gz:4", None), ("pages2.jsonl.gz:5", None),
    ]  # fmt: skip
    assert told(Plan([tmp_path / "facts.jsonl"])) == [("facts.jsonl:1", None)]


@pytest.mark.parametrize(
    "first",
    [b'\xef\xbb\xbf{"html": "<p>one"}', b'\n\n{"html": "<p>one"}', b'{"html": "<p>one',
     b'{"html": "<p>one", "score": NaN}', b'{"html": "half a pair \\ud83d"}'],
    ids=["mark", "blank", "broken", "NaN", "surrogate"],
)  # fmt: skip
def test_a_first_line_that_is_odd_does_not_hide_the_pages(tmp_path: Path, first: bytes) -> None:
    (tmp_path / "pages.jsonl").write_bytes(first + b'\n{"html": "<p>two"}\n')
    number = first.count(b"\n") + 1
    assert told(Plan([tmp_path])) == [(f"pages.jsonl:{number}", None), (f"pages.jsonl:{number + 1}", None)]


@pytest.mark.parametrize("unpacked", [b'{"html": "' + b"a" * 20_000_000 + b'"}', b"\n" * 20_000], ids=["long", "blank"])
def test_lines_that_unpack_without_end_are_refused(tmp_path: Path, unpacked: bytes) -> None:
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(unpacked))
    assert told(Plan([tmp_path / "bomb.jsonl.gz"])) == [("bomb.jsonl.gz", "too_large")]


def test_a_list_of_paths(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "text", "caf\u00e9/b.html": "text", "odd.name": "text"})
    lines = [tmp_path / "odd.name", tmp_path / "none.html", tmp_path / "caf\u00e9", tmp_path / "a.html"]
    (tmp_path / "list").write_bytes(b"\r\n".join(map(os.fsencode, lines)) + b"\n\n")
    expected = [
        (str(tmp_path / "odd.name"), None), (str(tmp_path / "none.html"), None), ("b.html", None),
        (str(tmp_path / "a.html"), None),
    ]  # fmt: skip
    assert told(Plan([], from_file=tmp_path / "list")) == expected
    with (tmp_path / "list").open("rb") as file:
        assert told(Plan([], from_file=file)) == expected


def test_a_list_that_is_hard_to_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "text"})
    page = os.fsencode(tmp_path / "a.html")
    (tmp_path / "list").write_bytes(b"\xef\xbb\xbf" + page + b"\n" + b"x" * 5000 + b"\n" + page + b"/b.html\n")
    items = [item for item in Plan([], from_file=tmp_path / "list") if isinstance(item, Input)]
    codes = []
    for item in items[1:]:
        with pytest.raises(InputError) as caught:
            read_file(item.path)
        codes.append(caught.value.code)
    assert (items[0].path, codes) == (tmp_path / "a.html", ["unreadable", "vanished"])
    (tmp_path / "list").write_bytes(page + b"\0" + page + b"\0")
    with pytest.raises(InputError, match="one path a line"):
        Plan([], from_file=tmp_path / "list")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list everything")
def test_a_folder_that_may_not_be_listed_is_one_failure(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "text", "closed/b.html": "text"})
    (tmp_path / "closed").chmod(0)
    assert told(Plan([tmp_path])) == [("a.html", None), ("closed", "unreadable")]


def test_an_argument_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file or folder"):
        Plan([tmp_path / "none"])


def test_a_plan_is_as_long_as_its_inputs(tmp_path: Path) -> None:
    plan = Plan([write(tmp_path, {"a.html": "text", "b.txt": "text"})])
    assert (len(plan), plan.readable_inputs(), len(list(plan))) == (2, 1, 2)
