"""What a small file beside a page says of it: `url` and `published`.

`page.meta.yaml` or `page.meta.json` belongs to `page.html`; `meta.yaml` or `meta.json` to the only page of its folder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from extractor.errors import InputError
from extractor.report import Warning

NAMES = ("meta.yaml", "meta.yml", "meta.json")
MAX_SIDECAR = 20_000  # bytes
MAX_BRACKETS = 100  # a YAML parser takes seconds for some thousands, one in another


@dataclass(frozen=True)
class Sidecar:
    """What it says, and the warnings that reading it gave."""

    url: str | None = None
    published: str | None = None
    warnings: tuple[Warning, ...] = ()


def is_sidecar(name: str) -> bool:
    """Whether a file is called like one.

    >>> is_sidecar("meta.yaml"), is_sidecar("page.meta.json"), is_sidecar("metadata.json")
    (True, True, False)
    """
    lower = name.casefold()
    return lower in NAMES or lower.endswith(tuple(f".{known}" for known in NAMES))


def candidates(page: str) -> tuple[list[str], list[str]]:
    """The names of a page's own sidecars, and of those that it has only where no other page is in its folder.

    >>> candidates("story.html.gz")[0]
    ['story.meta.yaml', 'story.meta.yml', 'story.meta.json']
    """
    stem = page
    for suffix in (".gz", ".html", ".htm", ".xhtml"):
        if stem.casefold().endswith(suffix):
            stem = stem[: -len(suffix)]
    return [f"{stem}.{name}" for name in NAMES], list(NAMES)


def find(page: str, read: Callable[[str], bytes | None], *, alone: Callable[[], bool]) -> Sidecar:
    """The sidecar of a page. `read` gives the bytes of a file beside it, None where there is none."""
    own, shared = candidates(page)
    for names, applies in ((own, None), (shared, alone)):
        for name in names:
            data = read(name)
            if data is not None and (applies is None or applies()):
                return parse(name, data)
    return Sidecar()


def parse(name: str, data: bytes) -> Sidecar:
    """What a sidecar says. What cannot be understood is left out, with a warning.

    >>> parse("meta.json", b'{"url": "https://paper.example/a", "published": "2025-03-28"}').published
    '2025-03-28'
    >>> parse("meta.yaml", b"published: last week").warnings[0].code
    'sidecar_ignored'
    """
    try:
        found = _load(name, data)
    except (ValueError, RecursionError) as error:
        return Sidecar(warnings=(_ignored(f"{name} beside the page", error),))
    return understand(f"{name} beside the page", found)


def understand(name: str, found: dict[str, Any]) -> Sidecar:
    """`url` and `published` of a mapping; `name` is what a warning calls it."""
    from extractor.pipeline import publication_date

    url, day, warnings = None, None, []
    try:
        url = _text(found.get("url"), "url")
    except ValueError as error:
        warnings.append(_ignored(name, error))
    try:
        published = found.get("published")
        day = publication_date(published if isinstance(published, date) else _text(published, "published"))
    except (ValueError, InputError) as error:
        warnings.append(_ignored(name, error))
    return Sidecar(url, day, tuple(warnings))


def _ignored(name: str, error: Exception) -> Warning:
    reason = str(error).split("\n")[0].rstrip(".") or type(error).__name__
    return Warning(code="sidecar_ignored", message=f"{name} was not used: {reason}.")


def _load(name: str, data: bytes) -> dict[str, Any]:
    import orjson
    import srsly

    if len(data) > MAX_SIDECAR or data.count(b"[") + data.count(b"{") > MAX_BRACKETS:
        raise ValueError("it is too long for what it should say")
    found = (
        orjson.loads(data) if PurePath(name).suffix.casefold() == ".json" else srsly.yaml_loads(data.decode("utf-8"))
    )
    if not isinstance(found, dict):
        raise ValueError("it is no mapping of names to values")
    return found


def _text(value: Any, name: str) -> str | None:
    if value is None or (isinstance(value, str) and value and not any("\ud800" <= char <= "\udfff" for char in value)):
        return value
    raise ValueError(f"its `{name}` is not a text")
