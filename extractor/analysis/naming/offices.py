"""Offices as printed: a title with its modifiers, the body it belongs to, and whether it is held now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractor.analysis.naming import phrases
from extractor.analysis.naming.body_lexicon import head_kinds
from extractor.analysis.naming.evidence import cue_words
from extractor.analysis.naming.gazetteer import demonyms, places_known
from extractor.analysis.naming.resolver import Mention
from extractor.analysis.naming.titles import past_field, past_retired
from extractor.analysis.naming.words import POSSESSIVES, Words, closed_class
from extractor.lexicons import load, word_list
from extractor.report import RoleStatus

JOINS = frozenset({"of", "for", "at", "in", "with", "from", "on", "to"})
MAX_BACK = 14


@dataclass(frozen=True, slots=True)
class Office:
    """A title with its body: tokens `start` to `end` are the title, `edge` is where the whole phrase ends."""

    start: int
    end: int
    edge: int
    body: tuple[int, int] | None
    status: RoleStatus


class OfficeReader:
    """Reads the offices of a Doc; `named` are all mentions, repeats of bodies (`the ministry`) among them."""

    def __init__(self, words: Words, named: list[Mention]) -> None:
        self.words = words
        self.offices: dict[int, Office | None] = {}
        self.by_start = {m.start: m for m in named}
        self.by_end = {m.end: m for m in named}
        self.inside = {i for m in named if m.kind != "place" for i in range(m.start, m.end)}

    # Before a name

    def before(self, name: int) -> Office | None:
        """The office that ends right before a name: `Minister of Interior`, `UNCTAD Secretary-General`."""
        if name not in self.offices:
            self.offices[name] = self._read_before(name)
        return self.offices[name]

    def _read_before(self, name: int) -> Office | None:
        words = self.words
        at, styles, furthest = name, phrases.honorifics(), max(0, name - MAX_BACK)
        while at > furthest and words.same_sentence(at - 1, name) and styles.match_back(words, at) < at:
            at = styles.match_back(words, at)
        if at > 3 and words.text[at - 1] == ")" and past_retired(words, at - 3) == at:
            at -= 3
        at, gap = (at - 1, True) if at > 0 and words.text[at - 1] == "," else (at, False)
        rank = phrases.ranks().match_back(words, at) if not gap else at
        head = phrases.role_heads().match_back(words, at)
        if rank < at and rank <= head and words.cap[rank]:
            return Office(self._first_rank(rank), at, at, None, "former" if words.text[at] == "(" else "current")
        if head < at and words.same_sentence(head, name):
            joined = words.same_sentence(head - 1, name) and words.lower[head - 1] in {"of", "for"}
            if joined and (office := self._with_complement(at, name, gap=gap)):
                return office  # `Minister of Justice`
            if gap and not self._is_apposition(head, name):
                return None
            return self._grown(head, at, at, None)
        return self._with_complement(at, name, gap=gap)

    def _first_rank(self, start: int) -> int:
        """Where a chain of ranks starts: `Pol Lt Gen`."""
        at = start
        while at > max(0, start - MAX_BACK) and self.words.same_sentence(at - 1, start):
            before = at - 1 if self.words.hyphen_at(at - 1) else at
            rank = phrases.ranks().match_back(self.words, before)
            if rank == before or not self.words.cap[rank]:
                break
            at = rank
        return at

    def _is_apposition(self, head: int, name: int) -> bool:
        """`the ministry's spokesman, NAME,`: a body or article stands before the office."""
        start = self._left(head)
        return start > 0 and (
            start in self.by_end or self.words.lower[start - 1] in {"the", "its", "their", "his", "her", *POSSESSIVES}
        )

    def _with_complement(self, at: int, name: int, *, gap: bool) -> Office | None:
        """`chair of the Consumer Council NAME`, `Minister of Interior NAME`."""
        words = self.words
        for i in range(at - 1, max(-1, at - MAX_BACK), -1):
            if words.sentence[i] != words.sentence[name] or words.text[i] in {".", ";", ":"}:
                return None
            if words.lower[i] not in JOINS:
                continue
            head = phrases.role_heads().match_back(words, i)
            if head == i:
                continue
            office = self.office(head)
            if office and office.edge == at and (not gap or office.body):
                return office
        return None

    def _left(self, head: int) -> int:
        """Where the title starts: before its modifiers."""
        words, at = self.words, head
        while at > 0 and words.sentence[at - 1] == words.sentence[head] and (at - 1) not in self.inside:
            start = phrases.role_modifiers().match_back(words, at, reach=3)
            if start == at:
                start = phrases.role_heads().match_back(words, at, reach=3)
            if start == at and words.hyphen_at(at - 1):
                at -= 1
                continue
            if start == at:
                start = self._field_before(at, head)
            if start == at or start in self.inside:
                break
            at = start
        return at + 1 if words.hyphen_at(at) else at

    def _field_before(self, at: int, head: int) -> int:
        """Where a field before `Minister` starts that is joined to the next: `Culture, Arts and Tourism Minister`."""
        words, fields = self.words, word_list("roles", "portfolios")
        if words.lower[head] not in {"minister", "secretary"} or not words.cap[head]:
            return at
        join = at - 1 if words.lower[at - 1] in {"and", "&", ","} and words.lower[at] in fields else at
        named = join > 0 and words.same_sentence(join - 1, at) and words.cap[join - 1]
        return join - 1 if named and words.lower[join - 1] in fields and words.lower[join - 1] != "and" else at

    def _grown(self, head: int, end: int, edge: int, body: tuple[int, int] | None) -> Office:
        """The title with its modifiers, its status, and the body before it."""
        words = self.words
        start = self._left(head)
        status, at = self._status(start)
        if body is None:
            m = self._body_before(at)
            if m and m.kind == "organisation" and words.same_sentence(m.start, head):
                body = (m.start, m.end)
                if status == "current":
                    status = self._status(m.start)[0]
        return Office(start, end, edge, body, status)

    def _body_before(self, at: int) -> Mention | None:
        """What is named right before a token, its possessive and its acronym in brackets passed over."""
        words = self.words
        before = at - 1 if at > 0 and words.text[at - 1] in POSSESSIVES else at
        if before > 3 and words.text[before - 1] == ")" and words.text[before - 3] == "(":
            before -= 3
        return self.by_end.get(before)

    def _status(self, start: int) -> tuple[RoleStatus, int]:
        """The status that the words before a title give it, and where they start."""
        words, at = self.words, start
        roles = load("roles")
        status: RoleStatus = "current"
        while at > 0 and words.sentence[at - 1] == words.sentence[start]:
            before = at - 2 if words.hyphen_at(at - 1) else at - 1
            word = words.plain[before]
            if word in roles["former"]:
                status = "former"
            elif word in roles["acting"]:
                status = "acting"
            elif words.text[before] not in demonyms() and words.text[before] not in places_known():
                break
            at = before
        return status, at

    # From the head noun on

    def office(self, head: int) -> Office | None:
        """The office whose head noun starts at token `head`, with its field and body."""
        words = self.words
        end = phrases.role_heads().match(words, head)
        if end == head:
            return None
        after = end if self._body_at(end) else past_field(words, end)
        if after > end and words.same_sentence(head, after) and words.text[after] in POSSESSIVES:
            return self._grown(head, end, end, self._possessed_at(after))  # `president of the government's Law Council`
        body: tuple[int, int] | None = None
        edge = end = after
        if words.same_sentence(head, end + 1) and words.lower[end] in JOINS:
            m = self._named_at(end + 1)
            if m and m.kind == "organisation":
                if not self._is_officer(m):
                    body, edge = self._owned_by(m)
            elif m and m.kind == "place":
                body = self._possessed_at(m.end)
                edge = body[1] if body else m.end
            elif unnamed := self._unnamed_body(end + 1):
                body, edge = unnamed, unnamed[1]
        return self._grown(head, end, edge, body)

    def _possessed_at(self, at: int) -> tuple[int, int] | None:
        """The body named right after a possessive at token `at`: `Kenya's Law Society`."""
        m = self.by_start.get(at + 1) if at < self.words.size and self.words.text[at] in POSSESSIVES else None
        return (m.start, m.end) if m and m.kind == "organisation" and self.words.same_sentence(at, m.start) else None

    def _owned_by(self, m: Mention) -> tuple[tuple[int, int] | None, int]:
        """The body, or what it owns, which is another (`Hana Bank's Asian operations`), and where the phrase ends."""
        words = self.words
        owns = words.same_sentence(m.start, m.end + 1) and words.text[m.end] in POSSESSIVES
        if not owns or words.lower[m.end + 1] in {"board", "management"}:
            return (m.start, m.end), m.end
        owned = self._possessed_at(m.end)
        return owned, owned[1] if owned else m.end

    def _is_officer(self, m: Mention) -> bool:
        """Whether a body's officer is meant, not the body: `a lawyer for the Finance Ministry secretary`."""
        return self.words.same_sentence(m.start, m.end) and phrases.role_heads().match(self.words, m.end) > m.end

    def _named_at(self, at: int) -> Mention | None:
        """What is named at a token or right after its article."""
        articles = {"the", "a", "an", "its", "their", "his", "her"}
        return self.by_start.get(at) or (self.by_start.get(at + 1) if self.words.lower[at] in articles else None)

    def _unnamed_body(self, at: int) -> tuple[int, int] | None:
        """A body that is not named, `the league`, `a local company`."""
        words = self.words
        if words.lower[at] not in {"the", "a", "an", "its", "their", "this"}:
            return None
        for i in range(at + 1, min(at + 5, words.size)):
            if words.sentence[i] != words.sentence[at] or words.cap[i] or not words.text[i].isalpha():
                return None
            if words.lower[i] in head_kinds():
                after = words.lower[i + 1] if words.same_sentence(i, i + 1) else "."
                noun = after.isalpha() and not words.cap[i + 1] and after not in closed_class() | cue_words("speech")
                goes_on = words.hyphen_at(i + 1) or (noun and not after.endswith("ed"))
                return None if goes_on else (at, i + 1)
        return None

    def _body_at(self, join: int) -> bool:
        """Whether a body is named after `of`, `for` …"""
        words = self.words
        if not words.same_sentence(join, join + 1) or words.lower[join] not in JOINS:
            return False
        m = self._named_at(join + 1)
        return m is not None and m.kind == "organisation"

    def first(self, at: int, limit: int) -> Office | None:
        """The office that a phrase opens with: articles, status, bodies and modifiers may come before its head noun."""
        words = self.words
        i = at
        skipped = word_list("roles", "skipped")
        while i < limit and words.same_sentence(at, i):
            if phrases.role_heads().match(words, i) > i and i not in self.inside and not self._is_modifier(i):
                office = self.office(i)
                return office if office and office.start >= at else None
            m = self.by_start.get(i)
            if m and m.kind == "person":
                return None
            if m:
                i = m.end
            elif (
                words.text[i] in POSSESSIVES
                or words.plain[i] in skipped
                or self._is_status(i)
                or words.text[i] in demonyms()
            ) or words.hyphen_at(i):
                i += 1
            else:
                end = phrases.role_modifiers().match(words, i)
                if end == i:
                    end = phrases.role_heads().match(words, i)
                if end == i:
                    return None
                i = end
        return None

    def _is_modifier(self, i: int) -> bool:
        """A head noun that modifies the one after it: `deputy` in `deputy director`."""
        end = phrases.role_heads().match(self.words, i)
        if not self.words.same_sentence(i, end):
            return False
        if self.words.hyphen_at(end):
            end += 1
        return phrases.role_heads().match(self.words, end) > end or (
            phrases.role_modifiers().match(self.words, end) > end and self.words.lower[end] not in JOINS
        )

    def _is_status(self, i: int) -> bool:
        return self.words.plain[i] in status_words()


@cache
def status_words() -> frozenset[str]:
    """Words that say that an office is held no more, or for a time."""
    roles = load("roles")
    return frozenset(roles["former"]) | frozenset(roles["acting"])
