"""Roles of people: the offices before and after a name and in the clauses that say who holds what; ages."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.analysis.naming import phrases
from extractor.analysis.naming.ages import read_age
from extractor.analysis.naming.evidence import cue_words
from extractor.analysis.naming.offices import Office, OfficeReader
from extractor.analysis.naming.resolver import Mention
from extractor.analysis.naming.words import POSSESSIVES, Words
from extractor.lexicons import word_list
from extractor.report import RoleStatus

# What may stand after a body that somebody heads, so that no more of its name or of another noun follows.
BODY_ENDS = frozenset(
    {",", ".", ";", ")", "and", "but", "since", "in", "for", "which", "as", "at", "said", "says", "told", "has"}
)
PRESENT = frozenset({"is", "has", "serves", "works", "also", "currently", "now", *("heads", "leads", "chairs")})


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """An office by tokens: the title, and the body's span where one is named."""

    person: Mention
    start: int
    end: int
    body: tuple[int, int] | None
    status: RoleStatus
    rule: str


class RoleReader(OfficeReader):
    """Reads the roles of a Doc's people."""

    def __init__(self, words: Words, named: list[Mention]) -> None:
        super().__init__(words, named)
        self.people_in = Counter(words.sentence[m.start] for m in named if m.kind == "person")

    def read(self, people: list[Mention]) -> Iterator[RoleSpan]:
        """The roles in the order of the text; a span is one title of one person, or of several named together."""
        for m in people:
            for rule, office in self._offices(m):
                yield RoleSpan(m, office.start, office.end, office.body, office.status, rule)

    def age(self, m: Mention) -> int | None:
        """The age printed beside a name or its title."""
        office = self.before(m.start)
        return read_age(self.words, m, office.start if office else m.start)

    def _offices(self, m: Mention) -> Iterator[tuple[str, Office]]:
        before = self.before(m.start)
        if before:
            yield "role.before", before
        yield from self._after(m)
        yield from self._in_next_sentence(m, before.start if before else m.start)

    def _after(self, m: Mention) -> Iterator[tuple[str, Office]]:
        words = self.words
        at = m.end
        if not words.same_sentence(m.start, at + 1):
            return
        if words.text[at] == "(":
            office = self.first(at + 1, at + 8)
            if office:
                yield "role.brackets", office
            return
        if words.text[at] == ",":
            at = self._past_age(at)
            if words.same_sentence(m.start, at + 1) and words.text[at] == ",":
                at += 1
            yield from self._apposition(m, at)
        else:
            yield from self._clause(at)

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
            yield from self._clause(at + 1)
            return
        offices = []
        while (office := self.first(at, at + 9)) and not self._is_another_s(m, at, office):
            offices.append(office)
            at = office.edge
            if not words.same_sentence(m.start, at + 2) or words.lower[at] not in {"and", ","}:
                break
            if words.lower[at] == ",":
                at += 1
                if words.lower[at] == "who":
                    break
            if words.lower[at] == "and":
                at += 1
        for n, office in enumerate(sharing(words, offices)):
            yield "role.another" if n else "role.apposition", office
        if offices and words.lower[at] == "who":
            yield from self._clause(at + 1)

    def _is_another_s(self, m: Mention, at: int, office: Office) -> bool:
        """Whether an office after a comma is not this person's: `for Ann Lee, an official said`, `A, chairman B`."""
        words = self.words
        if self._is_next_title(office):
            return True
        speaks = words.same_sentence(at, office.edge) and words.lower[office.edge] in cue_words("speech")
        if speaks and words.lower[at] in {"a", "an", "the", "another", "one", "its"}:
            return True
        plural = phrases.role_heads().is_plural(words, office.end)
        return plural and (speaks or words.lower[m.start - 1] != "and")

    def _clause(self, at: int) -> Iterator[tuple[str, Office]]:
        """`who serves as chair of …`, `is the director of …`, `was appointed governor of …`."""
        words = self.words
        verbs = word_list("roles", "holding_verbs")
        end = at
        seen = False
        former = False
        while (
            end < at + 6
            and words.same_sentence(at, end + 1)
            and (words.lower[end] in verbs or words.lower[end] in word_list("roles", "clause_words"))
        ):
            seen = seen or words.lower[end] in verbs
            former = former or words.lower[end] in {"formerly", "previously", "once", "had"}
            end += 1
        if not seen:
            yield from self._leading(end)
            return
        first = words.lower[at]
        office = self.first(end, end + 9)
        if office is None:
            return
        offices = [office]
        if words.same_sentence(at, office.edge + 1) and words.lower[office.edge] == "and":
            another = self.first(office.edge + 1, office.edge + 9)
            if another and another.body and not self._is_next_title(another):
                offices.append(another)
        for each in sharing(words, offices):
            if each.body or first not in {"is", "was"} or names_field(words, each):
                formerly = former and each.status == "current"
                yield "role.clause", replace(each, status="former") if formerly else each

    def _leading(self, at: int) -> Iterator[tuple[str, Office]]:
        """A verb in the place of the title: `heads the National Mint`, `who represents the food bank`."""
        words = self.words
        if not words.same_sentence(at, at + 1) or words.lower[at] not in word_list("roles", "leading_verbs"):
            return
        m = self._named_at(at + 1)
        body = (m.start, m.end) if m and m.kind == "organisation" else None if m else self._unnamed_body(at + 1)
        closed = body and (not words.same_sentence(at, body[1]) or words.lower[body[1]] in BODY_ENDS)
        if body and closed:
            yield "role.verb", Office(at, at + 1, body[1], body, "current")

    def _in_next_sentence(self, m: Mention, start: int) -> Iterator[tuple[str, Office]]:
        """`Ana Cruz agreed. She is director of the Mint.`: the only person there, opening the sentence or speaking."""
        words = self.words
        at = bisect_right(words.sentence, words.sentence[m.start])
        if (
            not words.same_sentence(at, at + 2)
            or words.lower[at] not in {"he", "she"}
            or self.people_in[words.sentence[m.start]] != 1
        ):
            return
        before = phrases.honorifics().match_back(words, start)
        leads_on = words.opens_sentence(before) or words.lower[before - 1] in cue_words("speech")
        owns = words.text[m.end] in POSSESSIVES or words.hyphen_at(m.end)
        parted = "\n" in words.all[words.start[m.end - 1] : words.start[at]]
        if leads_on and not owns and not parted and words.lower[at + 1] in PRESENT:
            for _, office in self._clause(at + 1):
                yield "role.next", office


def sharing(words: Words, offices: list[Office]) -> list[Office]:
    """Offices joined by `and`, the body printed once: `chairman and chief executive of Hana Bank`."""
    out = list(offices)
    for n in range(len(out) - 2, -1, -1):
        one, after = out[n], out[n + 1]
        joined = words.lower[one.edge] == "and" and after.body is not None and after.body[0] >= after.end
        if joined and one.body is None and one.edge == one.end and leads(words, one) and leads(words, after):
            out[n] = replace(one, body=after.body)
    return out


def leads(words: Words, office: Office) -> bool:
    """Whether an office is one that leads a body: such titles are held together."""
    return words.lower[office.end - 1] in word_list("roles", "leading")


def names_field(words: Words, office: Office) -> bool:
    """Whether the title names its field or belongs to a place: more than a bare occupation."""
    return office.edge > office.end or words.cap[office.start]
