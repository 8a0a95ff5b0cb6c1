"""Bytes of a page → its characters, decoded as browsers do; what is no page at all is refused.

The order is the one of the Encoding and HTML standards: byte order mark, then the page's own `<meta>`, then UTF-8 where
the bytes are valid in it, then windows-1252.
"""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass

from extractor.errors import InputError

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
PRESCAN = 4096  # browsers look at the first 1024 bytes; saved pages often have a long comment before them
EXPANDED_LIMIT = 256 * 1024 * 1024
RATIO_LIMIT = 200  # HTML seldom shrinks more than 20 times
RATIO_FROM = 16 * 1024 * 1024

# First bytes of what is saved by mistake as a page. RIFF covers WebP and AVI, `ftyp` (at 4) videos and AVIF.
SIGNATURES = (
    (b"%PDF", "a PDF file"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"), (b"PK\x03\x04", "a ZIP archive or office document"), (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"), (b"BZh", "an archive"), (b"\xfd7zXZ", "an archive"), (b"\x28\xb5\x2f\xfd", "an archive"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"SQLite format 3", "a database"), (b"OggS", "a media file"), (b"ID3", "a media file"), (b"{\\rtf", "an RTF file"),
    (b"wOFF", "a font"), (b"wOF2", "a font"),
)  # fmt: skip

# Labels that the Encoding Standard reads as another encoding than Python does, and its own names.
LABELS = {
    "latin1": "windows-1252", "latin-1": "windows-1252", "l1": "windows-1252", "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252", "iso88591": "windows-1252", "iso_8859-1": "windows-1252", "ascii": "windows-1252",
    "us-ascii": "windows-1252", "ansi_x3.4-1968": "windows-1252", "cp1252": "windows-1252", "x-cp1252": "windows-1252",
    "cp819": "windows-1252", "x-user-defined": "windows-1252", "iso-8859-9": "windows-1254", "latin5": "windows-1254",
    "iso-8859-11": "windows-874", "tis-620": "windows-874", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
    "x-sjis": "shift_jis", "sjis": "shift_jis", "windows-31j": "shift_jis", "ms_kanji": "shift_jis",
    "gb2312": "gbk", "gb_2312-80": "gbk", "x-gbk": "gbk", "chinese": "gbk", "euckr": "euc-kr", "korean": "euc-kr",
    "ks_c_5601-1987": "euc-kr", "ksc5601": "euc-kr", "windows-949": "euc-kr", "big5-hkscs": "big5", "x-x-big5": "big5",
    "x-euc-jp": "euc-jp", "logical": "iso-8859-8-i",
}  # fmt: skip
CODECS = {
    "windows-1252": "cp1252", "windows-1254": "cp1254", "windows-874": "cp874", "shift_jis": "cp932", "gbk": "gb18030",
    "euc-kr": "cp949", "big5": "big5hkscs", "iso-8859-8-i": "iso-8859-8",
}  # fmt: skip
ANCIENT = {"utf-16", "utf-16le", "utf-16be", "utf-7", "utf-32"}  # in a <meta> these mean UTF-8, or nothing

META = re.compile(rb"<meta\b[^>]{0,1000}?\bcharset\s*=\s*[\"']?\s*([^\s\"'/>;]{1,40})", re.I)
XML_DECLARATION = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([^\"']{1,40})[\"']", re.I)
COMMENT = re.compile(rb"<!--.*?-->", re.S)
# Surrogates, C0 controls but for white space, DEL and C1: none is a character of text.
NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
ODD = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1b\x00")
CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\f\r")
# C1 controls and noncharacters in UTF-8: one pattern for all, with no first byte to look for, takes ten times as long.
RARE = (re.compile(rb"\xc2[\x80-\x9f]"), re.compile(rb"\xef\xb7[\x90-\xaf]"), re.compile(rb"\xef\xbf[\xbe\xbf]"))


@dataclass(frozen=True)
class Decoded:
    """The characters of a page and the name of their encoding, as the Encoding Standard writes it."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    r"""The page's characters; bytes that are none become U+FFFD, one for one.

    Raises `InputError` for what is empty, no page, or a compressed file that is broken or too large.

    >>> decode(b"<meta charset=latin1><p>\x93caf\xe9\x94")
    Decoded(text='<meta charset=latin1><p>“café”', encoding='windows-1252')
    """
    if data[:2] == b"\x1f\x8b":
        data = gunzip(data)
    if not data[:4096].strip(b" \t\r\n\f\x00") and not data.strip(b" \t\r\n\f\x00"):
        raise InputError("empty", "The page is empty: save it again.")
    refuse_other_formats(data)
    encoding, skip = sniff(data)
    text = _decode(data[skip:] if skip else data, encoding)
    if (
        encoding == "utf-8"
        and len(data.translate(None, CONTROLS)) == len(data)
        and not any(p.search(data) for p in RARE)
    ):
        return Decoded(text, encoding)
    return Decoded(clean(text), encoding)


def clean(text: str) -> str:
    r"""Text whose every code point is a character: lone surrogates, controls and NULs become U+FFFD, one for one.

    >>> clean("a\x00b\ud800c\td")
    'a�b�c\td'
    """
    return NO_CHARACTER.sub("\ufffd", text)


def sniff(data: bytes) -> tuple[str, int]:
    """The encoding's standard name, and how many bytes of byte order mark to skip."""
    for bom, marked in BOMS:
        if data.startswith(bom):
            return marked, len(bom)
    head = COMMENT.sub(b"", data[:PRESCAN])
    declared = META.search(head) or XML_DECLARATION.search(head)
    if declared and (name := standard_name(declared[1].decode("ascii", "replace"))):
        return name, 0
    return ("utf-8" if _is_utf8(data) else "windows-1252"), 0


def standard_name(label: str) -> str | None:
    """The encoding that browsers mean by a label of a page; None where they know none.

    >>> standard_name("ISO-8859-1"), standard_name("utf-16"), standard_name("klingon")
    ('windows-1252', 'utf-8', None)
    """
    name = label.strip().lower()
    name = LABELS.get(name, name)
    if name in ANCIENT:
        return "utf-8"
    try:
        info = codecs.lookup(CODECS.get(name, name))
        info.decode(b"a")
    except (LookupError, ValueError, TypeError, UnicodeError):
        return None
    return name if info.name not in {"idna", "punycode", "unicode_escape", "raw_unicode_escape"} else None


def gunzip(data: bytes) -> bytes:
    """The bytes of a compressed page. Raises `InputError` where they are cut, or unpack past a size or ratio limit."""
    out, size = [], 0
    decompressor = zlib.decompressobj(wbits=31)
    try:
        left = data
        while left and not decompressor.eof:
            out.append(decompressor.decompress(left, 1 << 20))
            size += len(out[-1])
            left = decompressor.unconsumed_tail
            if size > EXPANDED_LIMIT or (size > RATIO_FROM and size > RATIO_LIMIT * len(data)):
                raise InputError(
                    "too_large", "The compressed page unpacks to more than any page holds: it was not read."
                )
    except zlib.error as error:
        raise InputError("truncated", "The compressed page is broken: fetch it again.") from error
    if not decompressor.eof:
        raise InputError("truncated", "The compressed page ends too early: fetch it again.")
    return b"".join(out)


def refuse_other_formats(data: bytes) -> None:
    """Raises `InputError` for images, archives, PDF and other bytes that are no text."""
    start = data[:64].lstrip(b" \t\r\n")
    for signature, name in SIGNATURES:
        if start.startswith(signature):
            raise InputError("not_html", f"This is {name}, not an HTML page: save the article's page as HTML.")
    head = data[:8192]
    if head.startswith(tuple(bom for bom, _ in BOMS)):
        return
    odd = len(head) - len(head.translate(None, ODD))
    markup = head.count(b"<")
    if odd > max(8, len(head) / 50) or (not markup and head.count(0) > len(head) / 10) or head[4:8] == b"ftyp":
        raise InputError("not_html", "These bytes are no text, so not an HTML page: save the article's page as HTML.")


def _decode(data: bytes, encoding: str) -> str:
    codec = CODECS.get(encoding, encoding)
    if codec == "cp1252":
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:  # browsers read its five unused bytes as C1 controls, which are no characters
            return data.decode("cp1252", "replace")
    return data.decode(codec, "replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
