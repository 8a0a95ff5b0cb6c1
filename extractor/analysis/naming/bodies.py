"""Organisations by their form: a head noun with its capitals, known bodies, acronyms defined in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.analysis.naming import phrases
from extractor.analysis.naming.gazetteer import lands_and_peoples, place_end
from extractor.analysis.naming.words import POSSESSIVES, Words, sentence_openers
from extractor.lexicons import load
from extractor.values.names import is_acronym_of

ACRONYM = re.compile(r"[A-Z][A-Za-z&./-]*[A-Z][A-Za-z0-9+]*\Z|[A-Z][A-Z0-9]{1,}\Z")
MAX_LEFT = 8
CLAUSE_OPENERS = frozenset({"the", "he", "she", "it", "they", "we", "this", "that", "these", "but", "however", "in", "on", "at"})
LEGAL = frozenset({"inc", "ltd", "llc", "co", "corp", "plc", "limited", "gmbh", "sa"})
ADJECTIVES = ("al", "ic", "ary", "ive", "ine", "tific")
MAX_RIGHT = 14
WIDE_HEADS = frozenset({"panel", "federation", "system", "organisation", "organization", "conference", "union", "fund", "programme", "program", "secretariat", "foundation", "society", "campaign", "forum", "court", "tribunal", "inquiry", "assembly", "administration", "service", "ministry", "department", "committee", "commission", "council", "agency", "office", "directorate", "bureau", "board", "authority", "institute", "centre", "center", "association", "division"})


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation's span by tokens, its kind, the token of its head and whether the form alone is proof."""

    start: int
    end: int
    head: int
    kind: str
    sure: bool
    rule: str


@cache
def head_kinds() -> dict[str, str]:
    """Head noun in small letters -> kind."""
    return {head: kind for kind, rows in load("organisation_heads")["heads"].items() for head in rows}


@cache
def weak_heads() -> frozenset[str]:
    return frozenset(load("organisation_heads")["weak"]["heads"])


@cache
def known_bodies() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First token -> the known names that start with it, as tokens, longest first, with their kinds."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, names in load("known_bodies").items():
        for name in names:
            tokens = tuple(re.findall(r"['’]s\b|-|&|[^\s\-&'’]+|['’]", name))
            out.setdefault(tokens[0], []).append((tokens, kind))
    for rows in out.values():
        rows.sort(key=lambda row: len(row[0]), reverse=True)
    return out


def known_at(words: Words, i: int) -> Body | None:
    """The longest known body that starts at token `i`."""
    for tokens, kind in known_bodies().get(words.text[i], ()):
        end = i + len(tokens)
        if tuple(words.text[i:end]) == tokens and words.same_sentence(i, end - 1):
            if kind == "company" and words.same_sentence(i, end) and words.text[end][-1].isdigit() and not words.text[end].isdigit() or _is_model(words, end, kind):
                return None
            return Body(i, end, end - 1, kind, True, "org.known")
    return None


def _is_model(words: Words, end: int, kind: str) -> bool:
    """A product of a company by its number: `Boeing 737`."""
    return kind == "company" and words.same_sentence(end - 1, end) and words.text[end].isdigit() and len(words.text[end]) == 3


def read_bodies(words: Words) -> Iterator[Body]:
    """Every span whose form says organisation; they may overlap."""
    heads = head_kinds()
    for i, word in enumerate(words.lower):
        if not words.cap[i]:
            continue
        if words.text[i] in known_bodies():
            known = known_at(words, i)
            if known:
                yield known
        kind = heads.get(word)
        if kind and not words.shouted[i]:
            body = _headed(words, i, kind)
            if body:
                yield body


def _headed(words: Words, head: int, kind: str) -> Body | None:
    """The run of capitals around a head noun, with its complement."""
    start = _without_office(words, left_edge(words, head), head)
    end = with_suffix(words, _right_edge(words, head))
    if words.lower[head] == "board" and words.lower[head + 1 : head + 3] == ["of", "directors"]:
        return None
    if end == head + 1 and start == head:
        return None
    fields = phrases.words_of("roles", "portfolios")
    if words.lower[head] in fields and all(words.lower[i] in fields for i in range(start, end)):
        return None
    complement = end > head + 1
    weak = words.lower[head] in weak_heads()
    left = sum(words.cap[start:head])
    sure = not weak or (complement and words.lower[head] in WIDE_HEADS) or left >= 2 and not words.shouted[head]
    if words.same_sentence(head, end) and words.cap[end] and words.lower[end] in phrases.words_of("not_names", "last_words"):
        return None  # `Mohonpur Police Station`, `Cheaper Energy Bill`
    if words.span_text(start, end).lower() in phrases.words_of("not_names", "phrases"):
        return None
    return Body(start, end, head, kind, sure, "org.complement" if complement else "org.head")


def left_edge(words: Words, head: int) -> int:
    """Where the run of capitals that ends with token `head` starts."""
    at = head
    while at > 0 and head - at < MAX_LEFT and words.sentence[at - 1] == words.sentence[head]:
        before = at - 1
        if words.cap[before]:
            if phrases.honorifics().match(words, before) == at or words.lower[before] in sentence_openers() and words.opens_sentence(before):
                break
            at = before
        elif words.hyphen_at(before) and words.text[before - 1][:1].isalpha():
            at = before - 1
        elif words.text[before] == "&" and before > 0 and words.cap[before - 1] and words.sentence[before - 1] == words.sentence[head]:
            at = before - 1
        elif words.text[before] in {"'", "’"} and before > 0 and words.cap[before - 1] and words.lower[before - 1].endswith("s"):
            at = before - 1
        elif words.text[before] in POSSESSIVES and before > 0 and words.lower[before - 1] in phrases.words_of("name_parts", "possessive_names"):
            at = before - 1
        elif _joins_fields(words, before):
            at = before - 1
        else:
            break
    while at < head and words.lower[at] in {"the", "a", "an"}:
        at += 1
    return at


def _without_office(words: Words, start: int, head: int) -> int:
    """Past an office before the body: `Executive Director African Technology Foundation`."""
    at = start
    while at < head:
        end = max(phrases.role_heads().match(words, at), phrases.role_modifiers().match(words, at))
        if end == at or end >= head or words.text[end] in POSSESSIVES or words.lower[end - 1].endswith("s"):
            break
        if phrases.role_heads().match(words, at) == end:
            start = end
        at = end
    return start


def with_suffix(words: Words, end: int) -> int:
    """Past the legal form and the like after a name: `Co Ltd`, `, Inc`, `International`, and a branch after a hyphen."""
    suffixes = phrases.words_of("name_parts", "suffixes")
    at = end
    while at < len(words) and words.sentence[at] == words.sentence[end - 1]:
        comma = words.text[at] == ","
        word = at + comma
        if words.same_sentence(end - 1, word) and words.cap[word] and words.plain[word] in suffixes and not (comma and words.plain[word] not in LEGAL):
            end = at = word + 1
        else:
            break
    if words.hyphen_at(end) and words.cap[end + 1] and words.text[end - 1].isupper() and not words.text[end + 1].isupper():
        end += 2
    return end


def _joins_fields(words: Words, i: int) -> bool:
    """`and` between two fields of one ministry: `Health and Family Welfare Ministry`."""
    fields = phrases.words_of("roles", "portfolios")
    if words.lower[i] not in {"and", "&"} or i == 0 or not words.cap[i - 1] or words.sentence[i - 1] != words.sentence[i]:
        return False
    a, b = words.lower[i - 1], words.lower[i + 1]
    return a in fields and b in fields or a.endswith(ADJECTIVES) and b.endswith(ADJECTIVES)


def _right_edge(words: Words, head: int) -> int:
    """Past the complement of a head: `of Foreign Affairs and Trade`, `for Countering Human Trafficking`."""
    fields = phrases.words_of("roles", "portfolios")
    complements = phrases.words_of_nested("organisation_heads", "complements", "words")
    end = at = head + 1
    limit = min(len(words), head + MAX_RIGHT)
    wide = words.lower[head] in WIDE_HEADS
    opened = False
    while at < limit and words.sentence[at] == words.sentence[head]:
        word = words.lower[at]
        if words.cap[at] and word in {"against", "on", "for"} and not opened and not wide:
            break
        if opened and words.cap[at] and (place := place_end(words, at)) > at:
            end = at = place
        elif words.cap[at] and (opened or word in head_kinds()) and word not in CLAUSE_OPENERS:
            end = at = at + 1
        elif word in complements and (not words.cap[at] or word in {"against", "on", "for"}) and (wide or word not in {"on", "against"}):
            opened, at = True, at + 1
            if at < limit and words.lower[at] in {"the", "a"}:
                at += 1
            if at < limit and (phrases.role_heads().match(words, at) > at + 1 or phrases.honorifics().match(words, at) > at):
                break
            if not (at < limit and words.lower[at] not in days_and_months() and (words.cap[at] or (wide and at == head + 2 and word in fields))):
                break
        elif opened and words.hyphen_at(at):
            end = at = at + 2
        elif opened and word == "with" and at + 1 < limit and words.cap[at + 1]:
            at += 1
        elif opened and wide and words.text[at] == "," and (listed := _list_end(words, at, limit)):
            end = at = listed
        elif opened and word in {"and", "&", ","} and at + 1 < limit and words.cap[at + 1] and _goes_on(words, at, fields):
            at += 1
        elif opened and wide and word == "and" and words.text[at - 1] == ",":
            at += 1
        else:
            break
    return end


def _list_end(words: Words, at: int, limit: int) -> int:
    """Where a list of fields ends that opens with a comma and closes with `and`: `, Mitigation and Relief`; 0 for none."""
    i, seen_and = at, False
    while i + 1 < limit and words.sentence[i] == words.sentence[at] and words.lower[i] in {",", "and", "&"}:
        seen_and = seen_and or words.lower[i] != ","
        i += 2 if words.lower[i] == "," and words.lower[i + 1] in {"and", "&"} else 1
        seen_and = seen_and or words.lower[i - 1] != ","
        item = i
        while i < limit and words.cap[i] and words.sentence[i] == words.sentence[at]:
            if words.lower[i] in head_kinds() and words.lower[i] not in phrases.words_of("roles", "portfolios") or known_at(words, i):
                return 0
            i += 1
        if not 1 <= i - item <= 3:
            return 0
        if seen_and:
            return i
    return 0


@cache
def days_and_months() -> frozenset[str]:
    return phrases.words_of("name_parts", "days_and_months")


def _goes_on(words: Words, at: int, fields: frozenset[str]) -> bool:
    """A list of fields goes on past `and` or a comma: what stands on both sides is a field, or at least no name."""
    after = at + 2 if words.lower[at + 1] == "and" else at + 1
    if after < len(words) and words.lower[at - 1] in fields and words.lower[after] in fields:
        return True
    if words.text[at] == "," or words.sentence[after] != words.sentence[at]:
        return False
    end = after
    while end < len(words) and words.cap[end] and words.sentence[end] == words.sentence[at]:
        if known_at(words, end) or words.text[end] in lands_and_peoples() or words.lower[end] in head_kinds() and words.lower[end] not in fields:
            return False
        end += 1
    titled = phrases.honorifics().match(words, after) > after or phrases.role_heads().match(words, after) > after
    return not titled and words.text[at - 1] not in lands_and_peoples() and end - after <= 3


def read_acronyms(words: Words, bodies: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], int]]:
    """Acronyms defined beside a body: `Full Name (FN)` and `FN (Full Name)`; yields the body's span and the token."""
    by_end = {end: (start, end) for start, end in bodies}
    by_start = {start: (start, end) for start, end in bodies}
    for i, text in enumerate(words.text):
        if text != "(" or not words.same_sentence(i - 1, i + 2):
            continue
        inside = i + 1
        full = by_end.get(i)
        if full and words.text[inside + 1] in {")", ",", ";"} and ACRONYM.match(words.text[inside]):
            if is_acronym_of(words.text[inside], words.span_text(*full)):
                yield full, inside
            continue
        full = by_start.get(inside)
        if full and full[1] < len(words) and words.text[full[1]] == ")" and ACRONYM.match(words.text[i - 1]):
            if is_acronym_of(words.text[i - 1], words.span_text(*full)):
                yield full, i - 1


def read_other_acronyms(words: Words) -> set[str]:
    """Acronyms defined beside what is no body: `rapid antigen test (RAT)`, `Renaissance Dam (GERD)`, `Miami (MIA)`."""
    found: set[str] = set()
    for i, text in enumerate(words.text):
        if text != "(" or not words.same_sentence(i - 1, i + 2) or words.text[i + 2] not in {")", ",", ";"}:
            continue
        acronym = words.text[i + 1]
        if not ACRONYM.match(acronym) or acronym in known_bodies():
            continue
        last = words.lower[i - 1]
        if words.text[i - 1] in lands_and_peoples():
            found.add(acronym)
        if last in head_kinds() or last in {"'", '"', "”"}:
            continue
        start = i - 1
        while start > max(0, i - MAX_LEFT) and words.same_sentence(start - 1, i) and not is_acronym_of(acronym, words.span_text(start, i)):
            start -= 1
        if i - start > 1 and is_acronym_of(acronym, words.span_text(start, i)):
            inside = {words.lower[n] for n in range(start, i) if words.cap[n]}
            if not inside & set(head_kinds()):
                found.add(acronym)
    return found
