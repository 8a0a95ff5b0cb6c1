"""The bytes of an input, what stands beside it, and what is refused."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from extractor.batch import Input, Plan
from extractor.batch.reading import Content, Reader, content_of
from extractor.errors import InputError
from tests.batch.fake import write


def contents(*arguments: Path) -> dict[str, Content | str]:
    """Each input's content or the code of its failure."""
    reader = Reader()
    out: dict[str, Content | str] = {}
    for item in Plan(arguments):
        if isinstance(item, Input):
            try:
                out[item.name] = reader.read(item)
            except InputError as error:
                out[item.name] = error.code
    reader.close()
    return out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("meta.yaml", "url: https://paper.example/a\npublished: 2025-03-28\n"),
        ("page.meta.yaml", 'url: "https://paper.example/a"\npublished: "2025-03-28"\n'),
        ("meta.json", '{"url": "https://paper.example/a", "published": "2025-03-28"}'),
    ],
)
def test_a_sidecar_gives_url_and_day(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, {"page.html": "text"})
    (tmp_path / name).write_text(text)
    found = content_of(tmp_path / "page.html")
    assert (found.url, found.published, found.warnings) == ("https://paper.example/a", "2025-03-28", ())


def test_a_common_sidecar_is_for_the_only_page_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "text", "b.html": "text"})
    (tmp_path / "meta.json").write_text('{"url": "https://paper.example/a"}')
    (tmp_path / "b.meta.json").write_text('{"url": "https://paper.example/b"}')
    urls = {name: found.url for name, found in contents(tmp_path).items() if isinstance(found, Content)}
    assert urls == {"a.html": None, "b.html": "https://paper.example/b"}


@pytest.mark.parametrize(
    "text",
    ["{", "- a\n- b", "published: soon", "url: [1, 2]", "url: ''", "published: 2025-02-30x", "a: " + "[" * 3000, "\x00",
     "x" * 200_000],
    ids=range(9),
)  # fmt: skip
def test_a_sidecar_that_makes_no_sense_is_a_warning(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"page.html": "text"})
    (tmp_path / "meta.yaml").write_text(text)
    found = content_of(tmp_path / "page.html")
    assert (found.url, found.published) == (None, None)
    assert [warning.code for warning in found.warnings] == ["sidecar_ignored"]
    assert "\n" not in found.warnings[0].message


def test_members_of_an_archive_with_their_sidecars(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/page.html", "<p>one")
        archive.writestr("a/meta.yaml", "url: https://paper.example/a")
        archive.writestr("../b.html", "<p>two")
        archive.writestr("bomb.html", b"a" * 50_000_000)
    found = contents(tmp_path)
    one, two = found["pages.zip/a/page.html"], found["pages.zip/../b.html"]
    assert isinstance(one, Content)
    assert isinstance(two, Content)
    assert (one.html, one.url, two.html) == (b"<p>one", "https://paper.example/a", b"<p>two")
    assert found["pages.zip/bomb.html"] == "too_large"
    assert [path.name for path in tmp_path.iterdir()] == ["pages.zip"]


def test_the_names_of_an_archive_are_gone_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}/page.html", "<p>one")
            archive.writestr(f"{number}/meta.json", f'{{"url": "https://paper.example/{number}"}}')
    names, calls = zipfile.ZipFile.namelist, []

    def counted(archive: zipfile.ZipFile) -> list[str]:
        calls.append(archive)
        return names(archive)

    monkeypatch.setattr(zipfile.ZipFile, "namelist", counted)
    urls = [found.url for found in contents(tmp_path).values() if isinstance(found, Content)]
    assert urls == [f"https://paper.example/{number}" for number in range(3)]
    assert len(calls) == 1


@pytest.mark.parametrize("flag", ["encrypted", "broken_zip"])
def test_members_that_cannot_be_read(tmp_path: Path, flag: str) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.html", "<p>hello")
    data = bytearray(path.read_bytes())
    if flag == "encrypted":
        data[data.index(b"PK\x01\x02") + 8] |= 1
        data[6] |= 1
    else:
        data[data.index(b"hello")] ^= 1
    path.write_bytes(data)
    assert contents(tmp_path) == {"pages.zip/a.html": flag}


@pytest.mark.parametrize("pack", [False, True])
def test_lines_give_html_url_and_day(tmp_path: Path, pack: bool) -> None:
    lines = [
        json.dumps({"html": "<p>one caf\u00e9", "url": "https://paper.example/a", "published": "2025-03"}),
        json.dumps({"html": None}), "[]", "{broken", "[" * 100_000,
        json.dumps({"html": "<p>two", "published": "soon", "url": "half \ud83d"}),
    ]  # fmt: skip
    data = "\n".join(lines).encode()
    path = tmp_path / ("pages.jsonl.gz" if pack else "pages.jsonl")
    path.write_bytes(gzip.compress(data) if pack else data)
    one, *others, last = contents(tmp_path).values()
    assert isinstance(one, Content)
    assert isinstance(last, Content)
    assert (one.html, one.url, one.published) == ("<p>one caf\u00e9", "https://paper.example/a", "2025-03")
    assert others == ["no_html", "not_json", "not_json", "not_json"]
    assert (last.html, last.url, last.published) == ("<p>two", None, None)
    assert [warning.code for warning in last.warnings] == ["sidecar_ignored"] * 2


def test_lines_that_are_not_quite_json_are_read(tmp_path: Path) -> None:
    lines = [b'\xef\xbb\xbf{"html": "<p>one"}', b'{"html": "<p>two", "score": NaN}', b'{"html": "three \\ud83d"}']
    (tmp_path / "pages.jsonl").write_bytes(b"\r\n".join(lines))
    found = [one.html for one in contents(tmp_path).values() if isinstance(one, Content)]
    assert found == ["<p>one", "<p>two", "three \ud83d"]


def test_what_vanishes_after_it_was_found_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "text"})
    (tmp_path / "pages.jsonl").write_text('{"html": "<p>one"}')
    items = [item for item in Plan([tmp_path]) if isinstance(item, Input)]
    for path in tmp_path.iterdir():
        path.unlink()
    codes = []
    for item in items:
        with pytest.raises(InputError) as caught:
            Reader().read(item)
        codes.append(caught.value.code)
    assert codes == ["vanished", "unreadable"]
