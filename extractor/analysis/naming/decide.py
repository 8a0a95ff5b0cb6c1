"""Names that no rule has claimed: what the model and the words around say of all mentions of a name together."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.analysis.naming import phrases
from extractor.analysis.naming.acronyms import read_other_acronyms
from extractor.analysis.naming.body_edges import LEGAL
from extractor.analysis.naming.body_lexicon import head_kinds
from extractor.analysis.naming.evidence import HINT, KINDS, LIKELY, SAID, Scores, cues, plausible_person
from extractor.analysis.naming.gazetteer import demonyms, lands_and_peoples, places_known
from extractor.analysis.naming.model import Entity
from extractor.analysis.naming.resolver import Resolver
from extractor.analysis.naming.titles import name_end
from extractor.analysis.naming.words import Words, closed_class, sentence_openers
from extractor.lexicons import load, word_list

# What the model's word is worth, in the order of KINDS; RULE is a run of name words that the model passed over.
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
IS_PLACE = [0.0, 0.0, FIXED, 0.0]
IS_NONE = [0.0, 0.0, 0.0, FIXED]
GIVEN_NAMES = frozenset({"may", "april", "june", "august"})  # months that are names, too
OF_PLACES = frozenset({"office", "offices", "officials", "branch", "branches"})  # towns have them, too
ROMAN = frozenset("IVXLC")
ISM_OF_BODIES = frozenset({"tourism", "journalism", "ecotourism"})  # `Harwick Tourism`, but `National Socialism`

Spans = list[tuple[int, int, str]]  # first token, end, the model's label


def decide(resolver: Resolver, entities: list[Entity]) -> None:
    """Add each name as what most speaks for; what is no person, body or place is left out."""
    words = resolver.words
    firms = firm_stems(resolver)
    parts = full_name_parts(resolver, [e for e in entities if words.span_text(e.start, e.end) not in firms])
    groups: dict[str, Spans] = {}
    for entity in entities:
        if not any(resolver.taken[entity.start : entity.end]):
            text = words.span_text(entity.start, entity.end)
            groups.setdefault(text, []).append((entity.start, entity.end, entity.label))
    for start, end in _unlabelled(resolver, entities):
        groups.setdefault(words.span_text(start, end), []).append((start, end, "RULE"))
    other = read_other_acronyms(words)
    scores = {t: list(IS_NONE) if t in other else _scores(words, t, spans, parts, firms) for t, spans in groups.items()}
    by_rule = {text for text, spans in groups.items() if all(label == "RULE" for *_, label in spans)}
    doubtful = {text for text in by_rule if max(scores[text][:3]) < (HINT if " " in text else SAID)}
    _ask_neighbours(resolver, groups, scores)
    for text, spans in groups.items():
        best = max(range(len(KINDS)), key=lambda n: scores[text][n])
        acronym = KINDS[best] == "organisation" and is_acronym(words, *spans[0][:2])
        weak = text in by_rule and not acronym and (text in doubtful or scores[text][best] < SAID)
        if KINDS[best] != "other" and not weak:
            _add(resolver, spans, KINDS[best])


def _add(resolver: Resolver, spans: Spans, kind: str) -> None:
    words = resolver.words
    suffixes = word_list("name_parts", "place_suffixes")
    for start, end, label in spans:
        longer = kind == "place" and words.same_sentence(start, end) and words.lower[end] in suffixes
        rule = "rule.context" if label == "RULE" else f"model.{label.lower()}"
        resolver.add(_past_hyphens(words, start) if kind == "place" else start, end + longer, kind, rule)


def _past_hyphens(words: Words, start: int) -> int:
    """Where a place with small words between hyphens starts: `Stoke-on-Trent`."""
    before = start - 4
    joined = start > 3 and words.hyphen_at(start - 1) and words.hyphen_at(start - 3)
    return before if joined and words.cap[before] and words.text[start - 2].islower() else start


def _unlabelled(resolver: Resolver, entities: list[Entity]) -> Iterator[tuple[int, int]]:
    """Runs of name words that the model passed over."""
    words = resolver.words
    held: set[int] = set()
    for entity in entities:
        if not any(resolver.taken[entity.start : entity.end]):
            held.update(range(entity.start, entity.end))
    at = 0
    while at < words.size:
        end = name_end(words, at, after_title=False) if words.cap[at] and not words.shouted[at] else at
        if end == at:
            at += 1
            continue
        free = not any(i in held or resolver.taken[i] for i in range(at, end))
        opening = end - at == 1 and words.opens_sentence(at) and not is_acronym(words, at, end)
        first_is_common = words.lower[at] in sentence_openers() or opening
        if (
            free
            and not first_is_common
            and words.lower[at] not in word_list("not_names", "words")
            and (end - at > 1 or len(words.text[at]) > 2)
        ):
            yield at, end
        at = end


def _ask_neighbours(resolver: Resolver, groups: dict[str, Spans], scores: dict[str, Scores]) -> None:
    """Names in one list are of one kind: each takes a hint from the names beside it."""
    words = resolver.words
    starts = {start: text for text, spans in groups.items() for start, _, _ in spans}
    hints: dict[str, Scores] = {}
    for text, spans in groups.items():
        for _, end, _ in spans:
            after = end
            while (
                words.same_sentence(end - 1, after)
                and words.lower[after] in {",", "and", "or", "&"}
                and after < end + 2
            ):
                after += 1
            if after == end:
                continue
            if after in starts:
                for one, other in ((text, starts[after]), (starts[after], text)):
                    best = max(range(len(KINDS)), key=lambda n: scores[other][n])  # used at once
                    hints.setdefault(one, [0.0] * len(KINDS))[best] += HINT
            for m in resolver.over(after, min(after + 1, words.size)):
                hints.setdefault(text, [0.0] * len(KINDS))[KINDS.index(m.kind)] += HINT
    for text, hint in hints.items():
        if scores[text][3] < FIXED:
            scores[text] = [a + b for a, b in zip(scores[text], hint, strict=True)]


def full_name_parts(resolver: Resolver, entities: list[Entity]) -> frozenset[str]:
    """The parts of the full names that rules or the model hold for people."""
    words = resolver.words
    spans = [(m.start, m.end) for m in resolver.mentions() if m.kind == "person"]
    full = [e for e in entities if e.kind == "person" and plausible_person(words, e.start, e.end)]
    spans += [(e.start, e.end) for e in full if not is_branch(words, e.start, e.end)]
    titled = {words.text[m.start] for m in resolver.mentions() if m.kind == "person" and m.end - m.start == 1}
    parts = titled | {
        words.text[i]
        for start, end in spans
        if end - start > 1
        for i in range(start, end)
        if words.cap[i] and len(words.text[i]) > 1
    }
    return frozenset(parts) - lands_and_peoples()


def firm_stems(resolver: Resolver) -> frozenset[str]:
    """What firms are called without their legal form: `Tonga Lane` of `Tonga Lane Foods Co.`, and its first word."""
    words = resolver.words
    generic = word_list("name_parts", "generic_parts") | head_kinds().keys()
    found: set[str] = set()
    for m in resolver.mentions():
        if m.kind != "organisation" or words.plain[m.end - 1] not in LEGAL:
            continue
        end = m.end
        while end - 1 > m.start and (words.plain[end - 1] in generic or not words.cap[end - 1]):
            end -= 1
        if end < m.end:
            found |= {words.span_text(m.start, end), words.text[m.start]}
    return frozenset(found) - lands_and_peoples()


def _scores(words: Words, text: str, spans: Spans, parts: frozenset[str], firms: frozenset[str]) -> Scores:
    """What speaks for each kind, over all mentions of one name."""
    if text in places_known() or text in load("countries")["abbreviations"]:
        return list(IS_PLACE)
    start, end, _ = spans[0]
    known_part = end - start == 1 and text in parts
    firm = text in firms and not known_part
    acronym = is_acronym(words, start, end) and not known_part
    if not known_part and _is_none(words, text, spans):
        return list(IS_NONE)
    scores = [0.0, SAID * len(spans) * firm, 0.0, 0.0]
    for s, e, label in spans:
        said = cues(words, s, e)
        if label == "GPE" and words.same_sentence(s, e) and words.lower[e] in OF_PLACES:
            said[1] -= HINT
        for n, (prior, cue) in enumerate(zip(PRIORS.get(label, OTHER_PRIOR), said, strict=True)):
            scores[n] += prior + cue
        if acronym:
            scores[0] -= LIKELY
            scores[1] += HINT
        elif end - start == 1 and not known_part and label != "GPE" and words.opens_sentence(s):
            scores[3] += LIKELY if len(spans) == 1 else HINT  # the capital may be the sentence's
    if end - start == 1:
        scores[0] += SAID * len(spans) * known_part
    else:
        _add_shape(words, spans, parts, scores)
    return scores


def _add_shape(words: Words, spans: Spans, parts: frozenset[str], scores: Scores) -> None:
    """What the first and last words of a name of several words say."""
    start, end, _ = spans[0]
    first, last, weight = words.lower[start], words.lower[end - 1], len(spans)
    labelled = any(label == "PERSON" for *_, label in spans)
    scores[0] += SAID * (not labelled and words.text[end - 1] in parts and plausible_person(words, start, end))
    scores[1] += SAID * weight * is_branch(words, start, end)
    scores[2] += LIKELY * weight * (first in word_list("name_parts", "place_openers"))
    scores[2] += LIKELY * weight * (last in word_list("not_names", "place_words"))
    if last in head_kinds():
        scores[1] += LIKELY * weight
        return
    scores[3] += SAID * weight * (last in word_list("not_names", "last_words"))
    scores[3] += LIKELY * weight * (last in words.common and not labelled)  # its last word is a noun of this article


def is_acronym(words: Words, start: int, end: int) -> bool:
    """Three or more capitals in a sentence that is not all in capitals: hardly ever a person."""
    text = words.text[start]
    if end - start > 1 or len(text) < 3 or words.shouted[start] or set(text) <= ROMAN:
        return False
    return bool(text.isupper() and text.isalpha())


def is_branch(words: Words, start: int, end: int) -> bool:
    """An acronym with a place: `UNMAS Kabul`."""
    return is_acronym(words, start, start + 1) and end - start > 1 and words.span_text(start + 1, end) in places_known()


def _is_none(words: Words, text: str, spans: Spans) -> bool:
    """Whether a lexicon says that the name is none: a people, a field, a disease, a day, a common word."""
    start, end, _ = spans[0]
    lower = words.lower[start:end]
    ism = len(lower[-1]) > len("prism") and lower[-1].endswith("ism") and lower[-1] not in ISM_OF_BODIES
    if ism or text in demonyms() or "$" in text or lower[0] in word_list("not_names", "first_words"):
        return True
    money = text in load("currencies") and any(_beside_number(words, s, e) for s, e, _ in spans)
    if money or text in word_list("not_names", "acronyms") or text.lower() in word_list("not_names", "phrases"):
        return True
    if end - start == 1:
        labelled = any(label == "PERSON" for *_, label in spans)
        if lower[0] in head_kinds() or phrases.role_heads().match(words, start) == end:
            return True
        if lower[0] in words.common and not labelled:
            return True
    fields = word_list("roles", "portfolios")
    if all(word in fields or word in {"and", "&", ","} for word in lower):
        return True
    person = any(label == "PERSON" for *_, label in spans)
    return all(_is_common(word, person=person) for word in lower)


def _beside_number(words: Words, start: int, end: int) -> bool:
    """A code of a currency with its number: `MNT 6.5 billion`, `300 PGK`."""
    return any(words.same_sentence(i, start) and words.text[i][-1:].isdigit() for i in (start - 1, end))


def _is_common(word: str, *, person: bool) -> bool:
    if word in word_list("not_names", "words") or word in closed_class() or not word[0].isalpha():
        return True
    return word in word_list("name_parts", "days_and_months") and not (person and word in GIVEN_NAMES)
