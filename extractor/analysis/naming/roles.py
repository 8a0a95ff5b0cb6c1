"""Roles of people: the office before or after a name, the body it belongs to, and whether it is held now; ages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.analysis.naming import phrases
from extractor.analysis.naming.ages import read_age
from extractor.analysis.naming.body_lexicon import head_kinds
from extractor.analysis.naming.gazetteer import demonyms, places_known
from extractor.analysis.naming.resolver import Mention
from extractor.analysis.naming.titles import past_field, past_retired
from extractor.analysis.naming.words import POSSESSIVES, Words
from extractor.lexicons import load
from extractor.report import RoleStatus

JOINS = frozenset({"of", "for", "at", "in", "with", "from", "on", "to"})
BE = frozenset(
    {"is", "was", "became", "becomes", "remains", "remained", "as", "be", "been", "named", "appointed", "elected"}
)
MAX_BACK = 14


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """An office by tokens: the title, and the body's span where one is named."""

    person: Mention
    start: int
    end: int
    body: tuple[int, int] | None
    status: RoleStatus
    rule: str


@dataclass(frozen=True, slots=True)
class Office:
    """A title with its body: tokens `start` to `end` are the title, `edge` is where the whole phrase ends."""

    start: int
    end: int
    edge: int
    body: tuple[int, int] | None
    status: RoleStatus


class RoleReader:
    """Reads the roles of a Doc's people; `named` are all mentions, repeats of bodies (`the ministry`) among them."""

    def __init__(self, words: Words, named: list[Mention]) -> None:
        self.words = words
        self.offices: dict[int, Office | None] = {}
        self.by_start = {m.start: m for m in named}
        self.by_end = {m.end: m for m in named}
        self.inside = {i for m in named if m.kind != "place" for i in range(m.start, m.end)}

    def read(self, people: list[Mention]) -> Iterator[RoleSpan]:
        """The roles in the order of the text; a span is one title of one person, or of several named together."""
        for m in people:
            for rule, office in self._offices(m):
                yield RoleSpan(m, office.start, office.end, office.body, office.status, rule)

    def age(self, m: Mention) -> int | None:
        """The age printed beside a name or its title."""
        office = self._before(m.start)
        return read_age(self.words, m, office.start if office else m.start)

    def _offices(self, m: Mention) -> Iterator[tuple[str, Office]]:
        before = self._before(m.start)
        if before:
            yield "role.before", before
        yield from self._after(m)

    # Before a name

    def _before(self, name: int) -> Office | None:
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
            if start == at or start in self.inside:
                break
            at = start
        return at + 1 if words.hyphen_at(at) else at

    def _grown(self, head: int, end: int, edge: int, body: tuple[int, int] | None) -> Office:
        """The title with its modifiers, its status, and the body before it."""
        words = self.words
        start = self._left(head)
        status, at = self._status(start)
        if body is None:
            before = at - 1 if at > 0 and words.text[at - 1] in POSSESSIVES else at
            m = self.by_end.get(before)
            if m and m.kind == "organisation" and words.same_sentence(m.start, head):
                body = (m.start, m.end)
                if status == "current":
                    status = self._status(m.start)[0]
        return Office(start, end, edge, body, status)

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
        body: tuple[int, int] | None = None
        edge = end = after
        if words.same_sentence(head, end + 1) and words.lower[end] in JOINS:
            m = self._named_at(end + 1)
            if m and m.kind == "organisation":
                body, edge = (m.start, m.end), m.end
            elif m and m.kind == "place":
                edge = m.end
            elif unnamed := self._unnamed_body(end + 1):
                body, edge = unnamed, unnamed[1]
        return self._grown(head, end, edge, body)

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
                goes_on = words.same_sentence(i, i + 1) and (
                    words.hyphen_at(i + 1) or words.lower[i + 1] in head_kinds()
                )
                return None if goes_on else (at, i + 1)
        return None

    def _body_at(self, join: int) -> bool:
        """Whether a body is named after `of`, `for` …"""
        words = self.words
        if not words.same_sentence(join, join + 1) or words.lower[join] not in JOINS:
            return False
        m = self._named_at(join + 1)
        return m is not None and m.kind == "organisation"

    # After a name

    def _after(self, m: Mention) -> Iterator[tuple[str, Office]]:
        words = self.words
        at = m.end
        if not words.same_sentence(m.start, at + 1):
            return
        if words.text[at] == "(":
            office = self._first(at + 1, at + 8)
            if office:
                yield "role.brackets", office
            return
        if words.text[at] == ",":
            at = self._past_age(at)
            if words.same_sentence(m.start, at + 1) and words.text[at] == ",":
                at += 1
            yield from self._apposition(m, at)
        else:
            yield from self._clause(m, at)

    def _is_next_title(self, office: Office) -> bool:
        """Whether the office belongs to the name that follows: `A, chairman B and C`."""
        at = office.edge
        while (past := phrases.honorifics().match(self.words, at) if at < self.words.size else at) > at:
            at = past
        m = self.by_start.get(at)
        return m is not None and m.kind == "person" and self.words.same_sentence(office.start, at)

    def _past_age(self, comma: int) -> int:
        words, at = self.words, comma + 1
        if words.same_sentence(comma, at + 1) and words.lower[at] in {"aged", "age"}:
            at += 1
        return at + 1 if words.same_sentence(comma, at + 1) and words.text[at].isdigit() else comma

    def _apposition(self, m: Mention, at: int) -> Iterator[tuple[str, Office]]:
        """`, permanent vice-chair of the …,` and `, who serves as chair of …`, one after another."""
        words = self.words
        if not words.same_sentence(m.start, at + 1):
            return
        if words.lower[at] in {"who", "whose"}:
            yield from self._clause(m, at + 1)
            return
        rule = "role.apposition"
        while True:
            office = self._first(at, at + 9)
            if office is None or self._is_next_title(office):
                return
            yield rule, office
            at = office.edge
            if not words.same_sentence(m.start, at + 2) or words.lower[at] not in {"and", ","}:
                return
            if words.lower[at] == ",":
                at += 1
                if words.lower[at] == "who":
                    yield from self._clause(m, at + 1)
                    return
            if words.lower[at] == "and":
                at += 1
            rule = "role.another"

    def _clause(self, m: Mention, at: int) -> Iterator[tuple[str, Office]]:
        """`who serves as chair of …`, `is the director of …`, `was appointed governor of …`."""
        words = self.words
        verbs = phrases.words_of("roles", "holding_verbs")
        end = at
        seen = False
        former = False
        while (
            end < at + 6
            and words.same_sentence(m.start, end + 1)
            and (words.lower[end] in verbs or words.lower[end] in phrases.words_of("roles", "clause_words"))
        ):
            seen = seen or words.lower[end] in verbs
            former = former or words.lower[end] in {"formerly", "previously", "once"}
            end += 1
        if not seen:
            return
        first = words.lower[at]
        office = self._first(end, end + 9)
        if office is None:
            return
        if office.status == "current" and former:
            office = Office(office.start, office.end, office.edge, office.body, "former")
        if first in {"is", "was"} and office.body is None and not names_field(words, office):
            return
        yield "role.clause", office

    def _first(self, at: int, limit: int) -> Office | None:
        """The office that a phrase opens with: articles, status, bodies and modifiers may come before its head noun."""
        words = self.words
        i = at
        skipped = phrases.words_of("roles", "skipped")
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


def names_field(words: Words, office: Office) -> bool:
    """Whether the title names its field or belongs to a place: more than a bare occupation."""
    return office.edge > office.end or words.cap[office.start]
