"""Titles before names: `Mr`, `Lt Col`, `Minister of Interior`, and where the name after them starts and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.analysis.naming import phrases
from extractor.analysis.naming.words import QUOTES, Words
from extractor.lexicons import load, word_list

NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.])*-?\Z")
INITIAL = re.compile(r"(?:[A-Z]\.)+[A-Z]?\Z|[A-Z]\Z")
MAX_NAME_WORDS = 7
MAX_FIELD = 14
MAX_TITLES = 6  # before one name
FIELD_JOINS = frozenset({"the", "&", "for", "of"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title from token `start` to `end`, the name after it from `name` to `name_end`.

    `kind` is honorific, rank or office; `lower` says that an office is printed in small letters.
    """

    start: int
    end: int
    name: int
    name_end: int
    kind: str
    lower: bool


@cache
def particles() -> frozenset[str]:
    """Small words inside names."""
    return frozenset(load("name_parts")["particles"])


@cache
def never_in_names() -> frozenset[str]:
    """Words at which a person's name stops."""
    parts = load("name_parts")
    heads = load("organisation_heads")
    strong = {head for rows in heads["heads"].values() for head in rows} - set(heads["weak"]["heads"])
    return frozenset(parts["stops"]) | (strong - set(parts["also_surnames"]))


@cache
def never_first() -> frozenset[str]:
    """Words with which a name after a title does not start: other titles and parts of titles."""
    roles = load("roles")
    single = {row for key in ("heads", "modifiers") for row in roles[key] if " " not in row}
    ranks = {word for row in load("titles")["ranks"] for word in row.split() if " " in row or len(word) < 5}
    return frozenset(
        (single | ranks | set(roles["former"]) | set(roles["acting"])) - set(load("name_parts")["also_surnames"])
    )


def name_end(words: Words, i: int, *, after_title: bool = True) -> int:
    """Where the run of name words that starts at token `i` ends; `i` where none does."""
    if i >= len(words) or not words.cap[i] or (not NAME_WORD.match(words.text[i]) and not INITIAL.match(words.text[i])):
        return i
    if words.lower[i] in never_in_names() or (after_title and words.lower[i] in never_first()):
        return i
    at, count = i + 1, 1
    while at < len(words) and words.sentence[at] == words.sentence[i] and count < MAX_NAME_WORDS:
        step = _next_part(words, at)
        if step == at:
            break
        at, count = step, count + 1
    return at


def _past_particle(words: Words, at: int) -> int:
    """Past `bin`, `de la`, `al-` and the name after it; `at` where none follows."""
    after = at + 1
    while after < words.size and after < at + 3 and (words.hyphen_at(after) or words.lower[after] in particles()):
        after += 1
    named = words.same_sentence(at, after) and words.cap[after] and NAME_WORD.match(words.text[after])
    return after + 1 if named else at


def _next_part(words: Words, at: int) -> int:
    """Past the next part of a name: a hyphen with its word, a particle with its name, a nickname or a name word."""
    text = words.text[at]
    if words.hyphen_at(at):
        named = NAME_WORD.match(words.text[at + 1]) and words.sentence[at] == words.sentence[at + 1]
        return at + 2 if named else at
    if words.lower[at] in particles() and not words.cap[at]:
        return _past_particle(words, at)
    if text in QUOTES or text == "'":
        nickname = (
            words.same_sentence(at, at + 3)
            and words.cap[at + 1]
            and words.cap[at + 3]
            and NAME_WORD.match(words.text[at + 3])
        )
        return at + 4 if nickname and (words.text[at + 2] in QUOTES or words.text[at + 2] in {"'", "’"}) else at
    if not words.cap[at] or words.lower[at] in never_in_names():
        return at
    if INITIAL.match(text):
        return at + 1 if words.same_sentence(at, at + 1) and words.cap[at + 1] else at
    return at + 1 if NAME_WORD.match(text) else at


def read_titles(words: Words) -> list[Title]:
    """Every title with a name after it, in the order of the text."""
    found, at, openers = [], 0, title_openers()
    while at < words.size:
        word = words.plain[at]
        title = _title_at(words, at) if word in openers or word[:-1] in openers else None
        if title:
            found.append(title)
        at = title.name if title else at + 1
    return found


@cache
def title_openers() -> frozenset[str]:
    """First words of titles."""
    return frozenset().union(*(p.by_first for p in (phrases.honorifics(), phrases.ranks(), phrases.role_heads())))


def _title_at(words: Words, i: int) -> Title | None:
    kind, end = _title_end(words, i)
    if end == i:
        return None
    start, lower = i, not words.cap[i]
    name = end
    for _ in range(MAX_TITLES):  # `Prof Dr`, `Tan Sri Dr`, `General Tun`
        if name >= len(words) or words.sentence[name] != words.sentence[i]:
            break
        if kind == "rank" and words.hyphen_at(name):
            name += 1
        more, after = _title_end(words, name)
        if after == name or not words.cap[name] or (kind == "office" and more == "office"):
            break
        name = after
    if kind == "office":
        name = past_field(words, name)
        while (past := phrases.honorifics().match(words, name) if words.same_sentence(i, name) else name) > name:
            name = past
    elif _inside_name(words, i):
        return None
    name = past_retired(words, name)
    if not words.same_sentence(i, name):
        return None
    stop = name_end(words, name)
    if stop == name:
        return None
    return Title(start, end, name, stop, kind, lower)


def past_retired(words: Words, at: int) -> int:
    """Past `(retd)` after a rank."""
    retired = words.same_sentence(at, at + 2) and words.text[at] == "(" and words.text[at + 2] == ")"
    return at + 3 if retired and words.plain[at + 1] in {"retd", "rtd", "ret", "retired"} else at


def _inside_name(words: Words, i: int) -> bool:
    """A title by birth that is part of a name: `Sohel Sultan`."""
    if words.lower[i] not in load("name_parts")["titles_in_names"] or not words.same_sentence(i - 1, i):
        return False
    before = words.lower[i - 1]
    plain = words.cap[i - 1] and not words.text[i - 1].isupper() and NAME_WORD.match(words.text[i - 1]) is not None
    return (
        plain
        and not words.opens_sentence(i - 1)
        and before not in never_first()
        and before not in never_in_names()
        and words.text[i - 1] not in load("countries")["demonyms"]
        and words.text[i - 1] not in load("countries")["names"]
        and phrases.honorifics().match_back(words, i) == i
    )


def _title_end(words: Words, i: int) -> tuple[str, int]:
    """The kind of the title that starts at token `i`, and where it ends."""
    if words.cap[i]:
        end = phrases.honorifics().match(words, i)
        rank = phrases.ranks().match(words, i)
        if end > i and end >= rank:
            return "honorific", end
        if rank > i:
            return "rank", rank
    end = phrases.role_heads().match(words, i)
    return ("office" if end > i else "", end)


def past_field(words: Words, at: int) -> int:
    """Past `of Interior`, `for Home Affairs and Law`: the field of an office, which is no body by itself."""
    if at + 1 >= len(words) or words.lower[at] not in {"of", "for"}:
        return at
    fields = word_list("roles", "portfolios")
    i = at + 1
    while words.same_sentence(at, i) and i < at + MAX_FIELD:
        joined = words.lower[i] in FIELD_JOINS or (words.text[i] == "," and words.lower[i - 1] in fields)
        if not joined and words.lower[i] not in fields:
            break
        i += 1
    if words.same_sentence(at, i) and (
        words.hyphen_at(i) or (not words.cap[i] and words.lower[i] in organisation_nouns())
    ):
        return at
    while i > at and (words.lower[i - 1] not in fields or words.lower[i - 1] == "and"):
        i -= 1
    return i


@cache
def organisation_nouns() -> frozenset[str]:
    """Head nouns of organisations."""
    return frozenset(head for rows in load("organisation_heads")["heads"].values() for head in rows)
