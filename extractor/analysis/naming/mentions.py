"""Who and what is named: the model's entities and the rules' spans weighed against each other, each name decided once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extractor.analysis.naming import phrases
from extractor.analysis.naming.bodies import Body, head_kinds, read_acronyms, read_bodies, read_other_acronyms
from extractor.analysis.naming.credits import read_credits, read_datelines
from extractor.analysis.naming.evidence import HINT, KINDS, LIKELY, SAID, cues, plausible_person
from extractor.analysis.naming.gazetteer import demonyms, lands_and_peoples, places_known, read_places
from extractor.analysis.naming.model import Entity, read_entities
from extractor.analysis.naming.titles import Title, name_end, never_in_names, read_titles
from extractor.analysis.naming.words import Words, closed_class, sentence_openers


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing by tokens; `kind` is person, organisation or place."""

    start: int
    end: int
    kind: str
    rule: str


class Resolver:
    """Collects spans by strength; a weaker one gives way to a stronger one that it overlaps."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.taken: list[int] = [0] * len(words)  # 1 + index into `found`
        self.found: list[Mention | None] = []

    def add(self, start: int, end: int, kind: str, rule: str) -> bool:
        """Take the span where nothing stands on it yet."""
        if start >= end or any(self.taken[start:end]):
            return False
        self.found.append(Mention(start, end, kind, rule))
        self.taken[start:end] = [len(self.found)] * (end - start)
        return True

    def over(self, start: int, end: int) -> list[Mention]:
        """What stands on the span."""
        return [m for n in dict.fromkeys(self.taken[start:end]) if n and (m := self.found[n - 1])]

    def drop(self, mention: Mention) -> None:
        """Take a span away."""
        n = self.taken[mention.start]
        self.found[n - 1] = None
        self.taken[mention.start : mention.end] = [0] * (mention.end - mention.start)

    def mentions(self) -> list[Mention]:
        """What was found, in the order of the text."""
        return sorted((m for m in self.found if m), key=lambda m: m.start)


def read_mentions(doc: Doc, words: Words, *, dateline: str | None = None) -> list[Mention]:
    """The people, organisations and places named in the Doc, without overlap, in the order of the text."""
    entities = read_entities(doc, words)
    titles = read_titles(words)
    bodies = list(read_bodies(words))
    resolver = Resolver(words)
    model = {i: entity for entity in entities for i in range(entity.start, entity.end)}
    for start, end in read_datelines(words, dateline):
        resolver.add(start, end, "place", "place.dateline")
    for body in read_credits(words):
        resolver.add(body.start, body.end, "organisation", body.rule)
    _add_bodies(resolver, bodies, model)
    _add_titled(resolver, titles, model)
    _add_after_bodies(resolver)
    _decide(resolver, entities, bodies)
    _spread_people(resolver)
    _spread_acronyms(resolver)
    _spread_bodies(resolver)
    return resolver.mentions()


def _add_bodies(resolver: Resolver, bodies: list[Body], model: dict[int, Entity]) -> None:
    spans: list[Body | tuple[int, int]] = [*bodies, *read_places(resolver.words)]
    for body in sorted(spans, key=lambda b: (b.start - b.end, b.start) if isinstance(b, Body) else (b[0] - b[1], b[0])):
        if not isinstance(body, Body):
            resolver.add(*body, "place", "place.known")
            continue
        start, end = body.start, body.end
        on = {model[i] for i in range(start, end) if i in model}
        if body.rule == "org.known" and any(_is_longer(resolver.words, body, e) for e in on):
            continue
        if not body.sure and not any(e.kind == "organisation" for e in on):
            continue
        for e in on:
            if e.kind == "organisation" and e.start < start and e.end == end:
                start = e.start
            if e.kind == "person" and e.end == end and e.start > body.head + 1 and e.end - e.start > 1:
                end = e.start
        if not resolver.over(start, end):
            resolver.add(start, end, "organisation", body.rule)


def _is_longer(words: Words, body: Body, entity: Entity) -> bool:
    """Whether the model's organisation is a longer name than the known one in it: `BRICS Cooperation Mechanism`."""
    outside = [*range(entity.start, body.start), *range(body.end, entity.end)]
    return entity.kind == "organisation" and bool(outside) and all(words.cap[i] or words.lower[i] in {"of", "for"} for i in outside)


def _add_titled(resolver: Resolver, titles: list[Title], model: dict[int, Entity]) -> None:
    words = resolver.words
    for title in titles:
        end = title.name_end
        entity = model.get(title.name)
        if entity and entity.kind == "person" and entity.start == title.name and entity.end < end:
            after = model.get(entity.end)
            if after:
                end = entity.end
        while end > title.name and any(resolver.taken[title.name : end]):
            end -= 1
        if end == title.name:
            continue
        text = words.span_text(title.name, end)
        if text in places_known() or text in demonyms() or words.text[title.name] in demonyms():
            continue
        if title.kind == "office" and title.lower and not (entity and entity.kind == "person") and end - title.name < 2:
            continue
        resolver.add(title.name, end, "person", f"person.{title.kind}")


def _add_after_bodies(resolver: Resolver) -> None:
    """A name after an office with its body: `director of the Kenya Wildlife Service Peter Mwangi`."""
    words = resolver.words
    for m in resolver.mentions():
        if m.kind != "organisation" or not words.same_sentence(m.start, m.end):
            continue
        of = m.start - 2 if words.lower[m.start - 1] == "the" else m.start - 1
        if of > 0 and words.lower[of] in {"of", "for"} and phrases.role_heads().match_back(words, of) < of:
            end = name_end(words, m.end)
            if end > m.end and plausible_person(words, m.end, end):
                resolver.add(m.end, end, "person", "person.office")


# What the model's word is worth.
PRIORS: dict[str, list[float]] = {
    "PERSON": [1.5, 0.5, 0.0, 0.0],
    "ORG": [0.5, 1.5, 0.0, 0.0],
    "GPE": [0.0, 0.0, 1.5, 0.0],
    "LOC": [0.0, 0.0, 1.5, 0.5],
    "FAC": [0.0, 0.5, 0.0, 1.0],
    "RULE": [0.5, 0.0, 0.0, 0.0],
    "NORP": [0.0, 0.0, 0.0, 2.0],
}
OTHER_PRIOR = [0.0, 0.0, 0.0, 1.5]
FIXED = 100.0  # a lexicon has decided


def _decide(resolver: Resolver, entities: list[Entity], bodies: list[Body]) -> None:
    """Each name that no rule has claimed is what the model and the words around say of all its mentions together."""
    words = resolver.words
    parts = _full_name_parts(resolver, entities)
    groups: dict[str, list[tuple[int, int, str]]] = {}
    for entity in entities:
        if not any(resolver.taken[entity.start : entity.end]):
            groups.setdefault(words.span_text(entity.start, entity.end), []).append((entity.start, entity.end, entity.label))
    for start, end in _unlabelled(resolver, entities):
        groups.setdefault(words.span_text(start, end), []).append((start, end, "RULE"))
    other = read_other_acronyms(words)
    scores = {text: _scores(words, text, spans, parts) if text not in other else [0.0, 0.0, 0.0, FIXED] for text, spans in groups.items()}
    doubtful = {text for text, spans in groups.items() if all(label == "RULE" for *_, label in spans) and max(scores[text][:3]) < (SAID if " " not in text else HINT)}
    _ask_neighbours(resolver, groups, scores)
    for text, spans in groups.items():
        best = max(range(len(KINDS)), key=lambda n: scores[text][n])
        if KINDS[best] == "other" or text in doubtful or all(label == "RULE" for *_, label in spans) and scores[text][best] < SAID:
            continue
        for start, end, label in spans:
            if KINDS[best] == "place" and words.same_sentence(start, end) and words.lower[end] in phrases.words_of("name_parts", "place_suffixes"):
                end += 1
            resolver.add(start, end, KINDS[best], f"model.{label.lower()}" if label != "RULE" else "rule.context")


def _unlabelled(resolver: Resolver, entities: list[Entity]) -> Iterator[tuple[int, int]]:
    """Runs of name words that the model passed over."""
    words = resolver.words
    held = set()
    for entity in entities:
        if not any(resolver.taken[entity.start : entity.end]):
            held.update(range(entity.start, entity.end))
    at = 0
    while at < len(words):
        end = name_end(words, at, after_title=False) if words.cap[at] and not words.shouted[at] else at
        if end == at:
            at += 1
            continue
        free = not any(i in held or resolver.taken[i] for i in range(at, end))
        first_is_common = words.lower[at] in sentence_openers() or end - at == 1 and words.opens_sentence(at)
        if free and not first_is_common and words.lower[at] not in phrases.words_of("not_names", "words") and (end - at > 1 or len(words.text[at]) > 2):
            yield at, end
        at = end


def _ask_neighbours(resolver: Resolver, groups: dict[str, list[tuple[int, int, str]]], scores: dict[str, list[float]]) -> None:
    """Names in one list are of one kind: each takes a hint from the names beside it."""
    words = resolver.words
    at: dict[int, str] = {}
    ends: dict[int, str] = {}
    for text, spans in groups.items():
        for start, end, _ in spans:
            at[start], ends[end] = text, text
    hints: dict[str, list[float]] = {}
    for end, text in ends.items():
        after = end
        while words.same_sentence(end - 1, after) and words.lower[after] in {",", "and", "or", "&"} and after < end + 2:
            after += 1
        if after == end:
            continue
        if after in at:
            for one, other in ((text, at[after]), (at[after], text)):
                best = max(range(len(KINDS)), key=lambda n: scores[other][n])
                hints.setdefault(one, [0.0] * len(KINDS))[best] += HINT
        else:
            for m in resolver.over(after, min(after + 1, len(words))):
                hints.setdefault(text, [0.0] * len(KINDS))[KINDS.index(m.kind)] += HINT
    for text, hint in hints.items():
        if scores[text][3] < FIXED:
            scores[text] = [a + b for a, b in zip(scores[text], hint, strict=True)]


def _full_name_parts(resolver: Resolver, entities: list[Entity]) -> frozenset[str]:
    """The parts of the full names that rules or the model hold for people."""
    words = resolver.words
    spans = [(m.start, m.end) for m in resolver.mentions() if m.kind == "person"]
    spans += [(e.start, e.end) for e in entities if e.kind == "person" and plausible_person(words, e.start, e.end)]
    titled = {words.text[m.start] for m in resolver.mentions() if m.kind == "person" and m.end - m.start == 1}
    parts = titled | {words.text[i] for start, end in spans if end - start > 1 for i in range(start, end) if words.cap[i] and len(words.text[i]) > 1}
    return frozenset(parts) - lands_and_peoples()


def _scores(words: Words, text: str, spans: list[tuple[int, int, str]], parts: frozenset[str]) -> list[float]:
    """What speaks for each kind, over all mentions of one name."""
    start, end, _ = spans[0]
    if text in places_known():
        return [0.0, 0.0, FIXED, 0.0]
    last, first = words.lower[end - 1], words.lower[start]
    single = end - start == 1
    if text in demonyms() or _is_no_name(words, start, end) or first in phrases.words_of("not_names", "first_words"):
        return [0.0, 0.0, 0.0, FIXED]
    if single and text not in parts and last in words.common and all(label != "PERSON" for *_, label in spans):
        return [0.0, 0.0, 0.0, FIXED]
    if single and text not in parts and (last in head_kinds() or phrases.role_heads().match(words, start) == end):
        return [0.0, 0.0, 0.0, FIXED]
    scores = [0.0] * len(KINDS)
    for s, e, label in spans:
        for n, value in enumerate(PRIORS.get(label, OTHER_PRIOR)):
            scores[n] += value
        for n, value in enumerate(cues(words, s, e)):
            scores[n] += value
        if single and text not in parts and words.opens_sentence(s) and label != "GPE":
            scores[3] += HINT  # the capital may be the sentence's
    weight = len(spans)
    if single:
        scores[0] += SAID * weight * (text in parts)
    else:
        by_rule = all(label != "PERSON" for *_, label in spans)
        scores[0] += SAID * (by_rule and words.text[end - 1] in parts and plausible_person(words, start, end))
        scores[2] += LIKELY * weight * (first in phrases.words_of("name_parts", "place_openers"))
        scores[2] += LIKELY * weight * (last in phrases.words_of("not_names", "place_words"))
        scores[3] += SAID * weight * (last in phrases.words_of("not_names", "last_words") and last not in head_kinds())
        if last not in head_kinds() and last in words.common and all(label != "PERSON" for *_, label in spans):
            scores[3] += LIKELY * weight  # its last word is a common noun of this article
        scores[1] += LIKELY * weight * (last in head_kinds())
    return scores


def _is_no_name(words: Words, start: int, end: int) -> bool:
    text = words.span_text(start, end)
    if text in phrases.words_of("not_names", "acronyms") or text.lower() in phrases.words_of("not_names", "phrases"):
        return True
    if "$" in text or all(words.lower[i] in phrases.words_of("roles", "portfolios") or words.lower[i] in {"and", "&", ","} for i in range(start, end)):
        return True
    return all(words.lower[i] in phrases.words_of("not_names", "words") or words.lower[i] in phrases.words_of("name_parts", "days_and_months") and words.lower[i] not in {"may", "april", "june", "august"} or words.lower[i] in closed_class() or not words.text[i][0].isalpha() for i in range(start, end))


def _spread_people(resolver: Resolver) -> None:
    """A part of a full name is that person wherever it stands alone."""
    words = resolver.words
    full: dict[str, set[tuple[str, ...]]] = {}
    for m in resolver.mentions():
        if m.kind == "person" and m.end - m.start > 1:
            name = tuple(words.text[m.start : m.end])
            for part in name:
                full.setdefault(part, set()).add(name)
    barred = lands_and_peoples() | never_in_names()
    at = 0
    while at < words.size:
        text = words.text[at]
        if text not in full or not words.cap[at] or len(text) < 2 or text in barred or words.lower[at] in barred:
            at += 1
            continue
        end = _longest_part(words, at, full[text])
        if _may_be_part(resolver, at, end):
            for m in resolver.over(at, end):
                resolver.drop(m)
            resolver.add(at, end, "person", "person.part")
        at = end


def _longest_part(words: Words, at: int, names: set[tuple[str, ...]]) -> int:
    """Where the longest run that starts at a token and stands in one of the full names ends."""
    best = 1
    for name in names:
        for place in range(len(name)):
            length = 0
            while place + length < len(name) and words.same_sentence(at, at + length) and words.text[at + length] == name[place + length]:
                length += 1
            best = max(best, length)
    while best > 1 and not words.cap[at + best - 1]:
        best -= 1
    return at + best


def _may_be_part(resolver: Resolver, start: int, end: int) -> bool:
    """Nothing stronger stands on the span, and no name goes on beyond it."""
    words = resolver.words
    over = resolver.over(start, end)
    if any(m.kind == "person" and (m.start, m.end) != (start, end) and (m.start < start or m.end > end or m.end - m.start > 1) for m in over):
        return False
    if any(m.kind == "person" and (m.start, m.end) == (start, end) or m.rule.startswith(("org.", "place.")) or m.start < start or m.end > end for m in over):
        return False
    if over:
        return True
    if words.same_sentence(start - 1, start) and words.cap[start - 1] and not words.opens_sentence(start - 1):
        return False
    if words.same_sentence(start, end) and words.cap[end]:
        return False
    return not (words.opens_sentence(start) and words.lower[start] in sentence_openers())


def _spread_acronyms(resolver: Resolver) -> None:
    words = resolver.words
    spans = [(m.start, m.end) for m in resolver.mentions() if m.kind == "organisation"]
    defined = {words.text[at] for _, at in read_acronyms(words, spans)}
    for i, text in enumerate(words.text):
        if text in defined:
            for m in resolver.over(i, i + 1):
                if m.end - m.start == 1:
                    resolver.drop(m)
            resolver.add(i, i + 1, "organisation", "org.acronym")


def _spread_bodies(resolver: Resolver) -> None:
    """A body named once is that body wherever the same words stand free."""
    words = resolver.words
    names: dict[str, set[tuple[str, ...]]] = {}
    for m in resolver.mentions():
        if m.kind == "organisation" and (m.rule.startswith("org.") or m.end - m.start > 1) and (m.end - m.start > 1 or len(words.text[m.start]) > 2 and words.lower[m.start] not in words.common):
            names.setdefault(words.text[m.start], set()).add(tuple(words.text[m.start : m.end]))
    for i, text in enumerate(words.text):
        if text not in names or words.shouted[i]:
            continue
        for name in sorted(names[text], key=len, reverse=True):
            end = i + len(name)
            if words.same_sentence(i, end - 1) and tuple(words.text[i:end]) == name and not any(resolver.taken[i:end]):
                alone = not (words.same_sentence(i - 1, i) and words.cap[i - 1] and not words.opens_sentence(i - 1)) and not (words.same_sentence(i, end) and words.cap[end])
                if alone:
                    resolver.add(i, end, "organisation", "org.again")
                break
