"""Who is meant as the source of a statement: a name, a body, a document, or the one a pronoun stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractor import report
from extractor.analysis.context.happenings import happenings
from extractor.analysis.context.subjects import Subjects, persons, speakers
from extractor.analysis.counting.spots import change_noun
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrase, Phrases
from extractor.analysis.wording.words import WINDOW
from extractor.lexicons import load, word_list
from extractor.values.inflection import singular


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it: `text` as printed (for a pronoun the name it stands for, None where that is unknown)."""

    text: str | None
    pronoun: str | None = None
    id: str | None = None
    person: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a person or an organisation with its words."""

    start: int
    end: int
    text: str
    name: str
    id: str
    person: bool


@cache
def _documents() -> frozenset[str]:
    return frozenset(load("reporting_verbs")["documents"].split())


@cache
def _anonymous() -> frozenset[str]:
    return word_list("people_nouns", "nouns") | word_list("reporting_verbs", "anonymous")


def is_document(text: str) -> bool:
    """Whether a phrase names something written or measured that can say something ("the report")."""
    return any(singular(word) in _documents() for word in text.lower().replace("-", " ").split())


class Sources:
    """Finds the source that a verb of saying has as its subject, and remembers who spoke last."""

    def __init__(
        self,
        phrases: Phrases,
        *,
        people: Sequence[report.Person] = (),
        organisations: Sequence[report.Organisation] = (),
    ) -> None:
        self.phrases, self.words = phrases, phrases.words
        self.named = self._mentions(people, organisations)
        self.starting = {named.start: named for named in reversed(self.named)}
        self.people_ending = {named.end: named for named in self.named if named.person}
        self.subjects = Subjects(phrases, self.people_ending)
        self.last_person: Source | None = None
        self.last_body: Source | None = None
        self.people: list[Source] = []  # who may be meant by "he" or "she", the last one last
        self.called: dict[str, str] = {}  # the pronoun by which each of them was meant
        self.names = {person.id: person.name for person in people}
        self.offices = [
            (frozenset(role.title.lower().split()), person) for person in people for role in person.roles
            if role.status != "former"
        ]  # fmt: skip

    def _source_at(self, i: int) -> Source | None:
        if i < len(self.words.tags) and self.words.tags[i] == w.PRONOUN:
            return self._pronoun(self.words.lowers[i])
        phrase = self.phrases.at(i)
        return self._source_of_phrase(phrase) if phrase is not None and phrase.start == i else None

    def _source_of_phrase(self, phrase: Phrase) -> Source | None:
        """The person or body named in a phrase, else the phrase as printed with its `of` and `by`."""
        words = self.words
        named = [n for n in self._named_in(phrase.start - 8, phrase.end) if n.end > phrase.start]
        person = next((n for n in named if n.person), None)
        if person is not None:
            return Source(person.text, None, person.id, person=True)
        start = phrase.start + (words.lowers[phrase.start] in {"a", "an"})
        body = next((n for n in named if n.start <= phrase.head < n.end and n.end >= phrase.end), None)
        apposed = self._named_behind(phrase, body)
        if apposed is not None:
            return apposed
        if body is not None and (" " in body.text or body.start == start or words.tags[body.start - 1] != w.NAME):
            return Source(body.text, None, body.id)  # but "the Harwick Port Index" where the text calls it "Index"
        end = self._with_of(phrase)
        text = self.phrases.text(start, end)
        if words.lowers[phrase.head] in persons():
            return Source(text, None, self._in_office(phrase), person=True)
        inside = next((n for n in self._named_in(start, end) if n.end <= end), None)
        return (
            None
            if words.tags[phrase.head] in {w.TIME, w.QUANTITY}
            else Source(text, None, None if inside is None or not is_document(text) else inside.id)
        )

    def _named_behind(self, phrase: Phrase, body: Named | None) -> Source | None:
        """The name behind a phrase, or behind an office and its `of` ("the minister of trade and ports, Ana Ruiz")."""
        apposed = self._apposed_name(phrase.end)
        if apposed is None and singular(self.words.lowers[phrase.head]) in persons():
            end = self._with_of(phrase)
            apposed = self._apposed_name(end if body is None else max(end, body.end))
            return apposed if apposed is not None and apposed.person else None
        return apposed

    def _named_in(self, start: int, end: int) -> list[Named]:
        """The mentions that begin between two words."""
        first = bisect_left(self.named, start, key=lambda named: named.start)
        return self.named[first : bisect_left(self.named, end, key=lambda named: named.start)]

    def _in_office(self, phrase: Phrase) -> str | None:
        """The id of the one person of the text who holds the office that a phrase names ("the minister")."""
        if self.words.lowers[phrase.start] != "the":
            return None
        said = set(self.words.lowers[phrase.start + 1 : phrase.end])
        held = {person.id for title, person in self.offices if said <= title}
        return held.pop() if len(held) == 1 else None

    def _apposed_name(self, end: int) -> Source | None:
        """`the UN trade body, UNCTAD`; `an analyst, Tan Mei`: the name behind the phrase that ends at a word."""
        if end < len(self.words.tags) and self.words.tags[end] == w.OPEN:  # "the chamber of ports (COP), Ana Ruiz"
            end = next(
                (i + 1 for i in range(end, min(end + 5, len(self.words.tags))) if self.words.tags[i] == w.CLOSE), end
            )
        joined = (
            self.phrases.at(end + 1) if end < len(self.words.tags) and self.words.tags[end] == w.CONJUNCTION else None
        )
        if joined is not None and joined.start == end + 1:
            end = joined.end
        if end + 1 >= len(self.words.tags) or self.words.tags[end] != w.COMMA:
            return None
        named = self.starting.get(end + 1)
        if named is None or (named.end < len(self.words.tags) and self.words.tags[named.end] not in {w.COMMA, w.STOP}):
            return None
        return Source(named.text, None, named.id, person=named.person)

    def _with_of(self, phrase: Phrase) -> int:
        end = phrase.end
        for _ in range(3):
            if end + 2 < len(self.words.tags) and self.words.lowers[end] == "in" and self.words.tags[end + 1] == w.TIME:
                after = end + 1
                while after < len(self.words.tags) and self.words.tags[after] == w.TIME:
                    after += 1
                end = after if after < len(self.words.tags) and self.words.lowers[after] == "by" else end
            made = (
                end + 1 < len(self.words.tags)
                and self.words.tags[end] == w.PAST
                and self.words.lowers[end + 1] in {"by", "from"}
            )
            end += made
            if end + 1 >= len(self.words.tags) or self.words.lowers[end] not in {"of", "by", "from", "for", "on", "at"}:
                break
            following = self.phrases.at(end + 1)
            if following is None or following.start != end + 1 or self.words.tags[following.start] == w.TIME:
                break
            end = following.end
        return end

    def _pronoun(self, pronoun: str) -> Source | None:
        if pronoun in {"he", "she"}:
            last = self._person_called(pronoun)
        elif pronoun in {"it", "they"}:
            last = self.last_body
        else:
            return None
        return Source(last.text, pronoun, last.id, person=last.person) if last is not None else Source(None, pronoun)

    def _person_before(self, i: int, pronoun: str) -> Source | None:
        """`Ana Ruiz counted 40 boats, which she said were late`: whom the sentence named before."""
        first = self.words.sentences[self.words.sentence[i]][0]
        named = {n.id: n for n in self._named_in(first, i) if n.person}
        if len(named) != 1:
            return None
        person = next(iter(named.values()))
        if self.called.setdefault(person.id, pronoun) != pronoun:
            return None
        return Source(person.text, pronoun, person.id, person=True)

    def _person_called(self, pronoun: str) -> Source | None:
        """The last person who was not meant by the other pronoun before."""
        for person in reversed(self.people[-4:]):
            key = person.id or person.text or ""
            if self.called.setdefault(key, pronoun) == pronoun:
                return person
        return None

    def _remember(self, source: Source) -> None:
        if source.pronoun is not None:
            return
        if source.person:
            self.last_person = source
            if source.id is not None or not (self.people and self._is_office(source)):
                self.people.append(self._by_name(source))
            return
        self.last_body = source
        if source.id is None and self._is_name(source) and " " in (source.text or ""):
            self.people.append(source)  # a name unknown to the lists: he or she, if somebody is

    def _is_office(self, source: Source) -> bool:
        """`The minister`: of whom "he" goes on to mean the name, where one was named."""
        words = (source.text or "").lower().split()
        return words[:1] == ["the"] and words[-1] not in _anonymous()

    def _by_name(self, source: Source) -> Source:
        """Someone known by an office goes by the name from now on."""
        name = self.names.get(source.id or "")
        known = name is None or name.split()[-1] in (source.text or "")
        return source if known else Source(name, None, source.id, person=True)

    def _remember_subject(self, first: int, last: int) -> None:
        """The person who opens a sentence is whom a later "he" means, the body what a later "it" does."""
        at = bisect_left(self.named, first, key=lambda named: named.start)
        for named in reversed(self.named[at : at + 3]):  # the first one is the subject: it is remembered last
            if named.start < min(last, first + (13 if named.person else 5)):
                self._remember(Source(named.text, None, named.id, person=named.person))

    def _remember_opening(self, number: int) -> None:
        """The name with which a sentence opens is whom a pronoun further on in it means."""
        first, last = self.words.sentences[number]
        for named in self._named_in(first, min(first + 2, last))[:1]:
            if not named.person:  # "Lin wrote 90, he said": a person who opens the sentence need not be who speaks
                self._remember(Source(named.text, None, named.id))

    def _main_subject(self, before: int, first: int) -> Source | None:
        """The subject of the sentence, for a second verb ("The bank raised rates and said …")."""
        for i in range(max(first, before - WINDOW), before):
            if self.words.tags[i] in {w.PAST, w.VERB, w.BE, w.HAVE, w.MODAL}:
                return self._subject(i, i - 1, first) if i > first and self.words.tags[i - 1] != w.COMMA else None
        return None

    def _subject(self, verb: int, before: int, first: int) -> Source | None:
        """The subject of a verb of saying; `before` is the word before the verb and its auxiliaries."""
        tags = self.words.tags
        if before < first:
            return self.last_person if tags[verb] == w.ING else None
        if tags[before] == w.PRONOUN:
            aside = before > first and tags[before - 1] == w.RELATIVE and self.words.lowers[before] in {"he", "she"}
            named = self._person_before(before, self.words.lowers[before]) if aside else None
            return named or self._pronoun(self.words.lowers[before])
        if tags[before] == w.CLOSE:  # "the institute (INPE) said"
            start = max(first, before - 8)
            before = next((i - 1 for i in range(before, start, -1) if tags[i] == w.OPEN), before)
        person = self.people_ending.get(before + 1)
        if person is not None:
            return Source(person.text, None, person.id, person=True)
        shared = (tags[verb] == w.ING and tags[before] == w.COMMA and before == verb - 1) or tags[before] in {
            w.CONJUNCTION,
            w.PAST,
            w.VERB,
        }
        if shared:
            return self._main_subject(before, first)
        phrase = self.subjects.of_verb(before, first)
        return self._source_of_phrase(phrase) if phrase is not None else None

    def _is_speaker(self, source: Source) -> bool:
        """No happening, number or change ("the rise reported …")."""
        if source.id is not None or source.pronoun is not None or source.text is None:
            return True
        nouns = [singular(word) for word in source.text.lower().split()]
        return is_document(source.text) or not any(change_noun(noun) or noun in happenings("nouns") for noun in nouns)

    def _can_say(self, source: Source) -> bool:
        """A person, a body, or a noun for such, for verbs that are not always of saying ("found", "added")."""
        if source.id is not None or source.pronoun is not None:
            return True
        return source.text is not None and any(singular(word) in speakers() for word in source.text.lower().split())

    def _is_name(self, source: Source) -> bool:
        """A name of which nothing more is known: it speaks where `that` follows ("Rossing Metals reveals that")."""
        return source.text is not None and source.text.split()[-1][:1].isupper() and not source.text[0].isdigit()

    def _mentions(self, people: Sequence[report.Person], organisations: Sequence[report.Organisation]) -> list[Named]:
        found = []
        entities: list[report.Person | report.Organisation] = [*people, *organisations]
        for entity in entities:
            for mention in entity.mentions:
                start, end = self.words.span(mention.start, mention.end)
                found.append(Named(start, end, mention.text, entity.name, entity.id, isinstance(entity, report.Person)))
        return sorted(found, key=lambda n: (n.start, -n.end))
