"""Names in the furniture of an article: the credit of a picture and the dateline, both printed in capitals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extractor.analysis.naming.body_lexicon import Body, head_kinds
from extractor.analysis.naming.words import Words
from extractor.lexicons import load

CREDIT = frozenset(
    {
        "photo",
        "photos",
        "picture",
        "pictures",
        "pic",
        "image",
        "images",
        "credit",
        "source",
        "video",
        "graphic",
        "courtesy",
        "supplied",
    }
)
OPENS = frozenset({":", "by", "of", "courtesy", "from"})
PARTS = frozenset({"/", "|", ",", ";", "via", "and", "–", "—", "-", "&", "(", ")"})
DASHES = frozenset({"–", "—", "-", "--", "―", ":", "/", "_"})
MAX_CREDIT = 24
MAX_DATELINE = 8


def read_credits(words: Words) -> Iterator[Body]:
    """The bodies of a credit, `PHOTO: INTERIOR MINISTRY/THE DAILY MIRROR`: those with a head noun, and known ones."""
    for i, word in enumerate(words.lower):
        if word in CREDIT and words.cap[i] and words.same_sentence(i, i + 2) and words.lower[i + 1] in OPENS:
            at = i + 2
            while words.same_sentence(i, at) and words.lower[at] in OPENS:
                at += 1
            yield from _credited(words, at)


def _credited(words: Words, at: int) -> Iterator[Body]:
    start, limit = at, min(len(words), at + MAX_CREDIT)
    for i in range(at, limit + 1):
        ends = (
            i == limit
            or not words.same_sentence(at, i)
            or words.lower[i] in PARTS
            or not (words.cap[i] or words.lower[i] in {"of", "for"})
        )
        if ends:
            if start < i:
                yield from _body(words, start, i)
            start = i + 1
            if i < limit and (not words.same_sentence(at, i) or words.lower[i] not in PARTS):
                return


def _body(words: Words, start: int, end: int) -> Iterator[Body]:
    article = words.lower[start] == "the" and end > start + 1
    first = start + 1 if article else start
    kind = known_upper().get(words.span_text(first, end).upper())
    if kind is None:
        heads = [i for i in range(first, end) if words.lower[i] in head_kinds()]
        if not heads or end - first < 2:
            return
        kind = head_kinds()[words.lower[heads[-1]]]
    yield Body(start if article and kind == "media" else first, end, end - 1, kind, True, "org.credit")


@cache
def known_upper() -> dict[str, str]:
    """Known bodies in capitals -> kind."""
    return {name.upper(): kind for kind, names in load("known_bodies").items() for name in names}


@cache
def places_upper() -> frozenset[str]:
    """Known places in capitals."""
    countries = load("countries")
    return frozenset(name.upper() for key in ("names", "towns") for name in countries[key])


def read_datelines(words: Words, dateline: str | None) -> Iterator[tuple[int, int]]:
    """The place that opens a paragraph in capitals before a dash or a bracket: `PHNOM PENH –`, `KINSHASA, Jul 26`."""
    first = [i for i, (before, here) in enumerate(pairwise([-1, *words.sentence])) if before != here]
    for i in first:
        if not words.text[i].isupper() or len(words.text[i]) < 2:
            continue
        end = i
        while words.same_sentence(i, end) and words.text[end].isupper() and end < i + MAX_DATELINE:
            end += 1
        if not words.same_sentence(i, end):
            continue
        text = words.span_text(i, end)
        opened = (words.text[end] in DASHES and (not words.glued[end - 1] or words.text[end] == ":")) or words.text[
            end
        ] in {",", "("}
        if (text in places_upper() and opened) or (dateline and text == dateline.upper()):
            yield i, end
