"""Bytes become characters as in browsers, whatever the page says of itself."""

from __future__ import annotations

import codecs
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import InputError
from extractor.page.decode import clean, decode, standard_name

TEXT = "<p>Café – “naïve”</p>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16be"),
        (TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_undeclared(data: bytes, encoding: str) -> None:
    assert decode(data).text == TEXT
    assert decode(data).encoding == encoding


@pytest.mark.parametrize("label", ["latin1", "ISO-8859-1", "ascii", "windows-1252", '"us-ascii"'])
def test_latin_labels_mean_windows_1252(label: str) -> None:
    page = decode(f"<meta charset={label}>".encode() + b"\x93quoted\x94 \x96 dash")
    assert page.encoding == "windows-1252"
    assert page.text.endswith("“quoted” – dash")


def test_http_equiv_and_other_alphabets() -> None:
    head = b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'
    assert decode(head + "мост".encode("koi8-r")).text.endswith("мост")
    assert decode(b"<meta charset=shift_jis>" + "橋".encode("cp932")).text.endswith("橋")
    assert decode(b"<meta charset=gb2312>" + "桥".encode("gb18030")).text.endswith("桥")


def test_byte_order_mark_beats_the_declaration() -> None:
    assert decode(codecs.BOM_UTF8 + b"<meta charset=latin1>" + "é".encode()).text.endswith("é")


def test_a_wrong_declaration_is_obeyed_as_browsers_do() -> None:
    assert decode(b"<meta charset=utf-8>caf\xe9 \x93").text.endswith("caf\ufffd \ufffd")


def test_a_declaration_in_a_comment_does_not_count() -> None:
    assert decode(b"<!-- <meta charset=koi8-r> --><p>" + "é".encode()).encoding == "utf-8"


def test_utf_16_in_a_meta_means_utf_8() -> None:
    assert standard_name("utf-16") == "utf-8"
    assert standard_name("no such label") is None


def test_what_is_no_character_is_replaced_one_for_one() -> None:
    page = decode(b"<p>a\x00b\x07c\xc2\x85d\tz")
    assert page.text == "<p>a\ufffdb\ufffdc\ufffdd\tz"


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_characters_or_refused(data: bytes) -> None:
    try:
        page = decode(data)
    except InputError as error:
        assert error.code in {"empty", "not_html", "truncated", "too_large"}
    else:
        assert clean(page.text) == page.text
        page.text.encode()


@given(st.text(max_size=200))
def test_cleaning_keeps_the_length(text: str) -> None:
    assert len(clean(text)) == len(text)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x00" * 40, "empty"),
        (b"%PDF-1.7\n...", "not_html"),
        (b"\x89PNG\r\n\x1a\n....", "not_html"),
        (b"\xff\xd8\xff\xe0....", "not_html"),
        (b"PK\x03\x04....", "not_html"),
        (bytes(range(1, 9)) * 100, "not_html"),
        (gzip.compress(TEXT.encode(), mtime=0)[:-12], "truncated"),
        (b"\x1f\x8b\x08garbage", "truncated"),
        (gzip.compress(b"a" * 40_000_000, mtime=0), "too_large"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert caught.value.code == code
    assert str(caught.value).endswith(".")


def test_compressed_pages_are_read() -> None:
    assert decode(gzip.compress(TEXT.encode())).text == TEXT
