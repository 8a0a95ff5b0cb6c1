"""Mentions of organisations put together, one entity a body: acronyms, shorter forms and descriptive repeats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extractor.analysis.naming.acronyms import read_acronyms
from extractor.analysis.naming.body_edges import LEGAL
from extractor.analysis.naming.body_lexicon import ACRONYM, head_kinds, known_bodies
from extractor.analysis.naming.gazetteer import small_lands
from extractor.analysis.naming.resolver import Mention
from extractor.analysis.naming.words import Words
from extractor.lexicons import load, word_list
from extractor.values.names import bare, folded, initials, name_cased

MOST_BODIES = 40  # with one head; where there are more, a repeat could mean any


@dataclass(slots=True)
class BodyEntity:
    """One organisation: its printed forms, acronym, descriptive repeats and mentions."""

    key: str
    kind: str = "other"
    forms: dict[str, None] = field(default_factory=dict)
    acronym: str | None = None
    keys: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    repeats: list[Mention] = field(default_factory=list)
    aliases: dict[str, None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The fullest form that is no acronym."""
        return max(self.forms, key=lambda form: (form != self.acronym, len(form)))


def group_bodies(words: Words, mentions: list[Mention]) -> list[BodyEntity]:
    """The organisations in the order of their first mention."""
    bodies = [m for m in mentions if m.kind == "organisation"]
    entities: dict[str, BodyEntity] = {}
    for m in bodies:
        form = printed(words, m)
        key = folded(form)
        entity = entities.setdefault(key, BodyEntity(key, keys=[key]))
        entity.forms[form] = None
        entity.mentions.append(m)
    for entity in entities.values():
        entity.kind = kind_of(entity.name)
    home = dict(entities)
    _join_acronyms(words, bodies, home)
    _join_shorter(home)
    _join_lands(home)
    unique = list({id(e): e for e in home.values()}.values())
    for entity in unique:
        entity.mentions.sort(key=lambda m: m.start)
    unique.sort(key=lambda e: e.mentions[0].start)
    return unique


def printed(words: Words, m: Mention) -> str:
    """The form of a mention as a name."""
    text = " ".join(words.span_text(m.start, m.end).split())
    short = bare(text)
    article = text[: len(text) - len(short)] if text.lower().startswith("the ") else ""
    if len(short.split()) > 1 and short == short.upper():
        keep = frozenset(w for w in short.split() if w in known_bodies() or not any(c in "AEIOUY" for c in w))
        return article.capitalize() + name_cased(short, keep=keep)
    return article.capitalize() + short


def kind_of(name: str) -> str:
    """The kind of a body by its name: a known one, else by its head noun.

    >>> kind_of("National Committee for Forests"), kind_of("Kandal Provincial Court"), kind_of("Reuters")
    ('committee', 'court', 'media')
    """
    known = known_kinds().get(bare(name))
    if known:
        return known
    tokens = folded(name).replace("'s", "").split()
    complement = word_list("organisation_heads", "complements", "words")
    edge = next((i for i, token in enumerate(tokens) if token in complement and i), len(tokens))
    for part in (tokens[:edge], tokens[edge:]):
        kinds = [head_kinds()[token] for token in reversed(part) if token in head_kinds()]
        if kinds:
            return next((kind for kind in kinds if kind != "other"), "other")
    return "other"


@cache
def known_kinds() -> dict[str, str]:
    """Known name -> kind."""
    return {bare(name): kind for kind, names in load("known_bodies").items() for name in names}


def _join(home: dict[str, BodyEntity], key: str, into: BodyEntity) -> None:
    """Make one entity of two; `into` keeps its kind where it has one."""
    other = home[key]
    if other is into:
        return
    into.forms.update(other.forms)
    into.mentions += other.mentions
    into.acronym = into.acronym or other.acronym
    if into.kind == "other":
        into.kind = other.kind
    into.keys += other.keys
    for k in other.keys:
        home[k] = into


def _join_acronyms(words: Words, bodies: list[Mention], home: dict[str, BodyEntity]) -> None:
    """Acronyms with the bodies that brackets define them for, or that have just these initials."""
    for (start, end), at in read_acronyms(words, [(m.start, m.end) for m in bodies]):
        full = home.get(folded(printed(words, Mention(start, end, "organisation", ""))))
        acronym = words.text[at]
        if full and folded(acronym) in home:
            full.acronym = full.acronym or acronym
            _join(home, folded(acronym), full)
    by_initials: dict[str, dict[int, BodyEntity]] = {}
    for entity in home.values():
        if " " in entity.key:
            for letters in {initials(entity.name), initials(entity.name, small=True)}:
                by_initials.setdefault(letters, {})[id(entity)] = entity
    for key, entity in list(home.items()):
        form = entity.name
        if entity.acronym or not _is_acronym(form):
            continue
        fulls = [full for full in by_initials.get(form, {}).values() if full.acronym in {None, form}]
        if len(form) > 2 and len(fulls) == 1:
            fulls[0].acronym = form
            _join(home, key, fulls[0])
        else:
            entity.acronym = form


def _is_acronym(form: str) -> bool:
    return len(form) > 1 and " " not in form and form == form.upper() and ACRONYM.match(form) is not None


def _join_shorter(home: dict[str, BodyEntity]) -> None:
    """A form that is a longer one less its generic parts is that body: `Huaxia` and `Huaxia Group Ltd`."""
    generic = word_list("name_parts", "generic_parts") | head_kinds().keys()
    longer: dict[str, dict[int, BodyEntity]] = {}
    for key, entity in home.items():
        words = key.split()
        if len(words) > 1 and words[-1] in LEGAL and words[0] not in generic:
            longer.setdefault(words[0], {})[id(entity)] = entity
        while len(words) > 1 and words[-1] in generic:
            words.pop()
            longer.setdefault(" ".join(words), {})[id(entity)] = entity
    for key in sorted(home, key=len):
        found = longer.get(key, {})
        if len(found) != 1 or key in small_lands() or all(w in small_lands() or w in head_kinds() for w in key.split()):
            continue
        into = next(iter(found.values()))
        if home[key].kind in {into.kind, "other"} or into.kind == "other":
            _join(home, key, home[into.key])


def _join_lands(home: dict[str, BodyEntity]) -> None:
    """`U.S. State Department` and `State Department`: the land left off, where one body of one land bears the name."""
    longer: dict[str, dict[int, BodyEntity]] = {}
    for key, entity in home.items():
        words = key.split()
        land = next((n for n in (2, 1) if " ".join(words[:n]) in small_lands()), 0)
        if land and len(words) - land > 1:
            longer.setdefault(" ".join(words[land:]), {})[id(entity)] = entity
    for key, found in longer.items():
        short = home.get(key)
        into = next(iter(found.values()))
        if (
            short
            and len(found) == 1
            and short.kind == into.kind
            and short.kind not in {"international", "ngo", "sport"}
        ):
            _join(home, key, home[into.key])


def read_repeats(words: Words, bodies: list[BodyEntity]) -> Iterator[tuple[Mention, BodyEntity, bool]]:
    """Descriptive repeats in small letters, `the human-trafficking committee`, `the ministry`, with their only body.

    The last value says whether the repeat says more than the bare head.
    """
    heads = word_list("name_parts", "repeating_heads")
    known = [
        (set(folded(form).replace("'s", "").split()), b.mentions[0].start, b)
        for b in bodies
        for form in b.forms
        if " " in form
    ]
    by_head: dict[str, list[tuple[set[str], int, BodyEntity]]] = {}
    for row in known:
        for head in row[0] & heads:
            by_head.setdefault(head, []).append(row)
    for i, word in enumerate(words.lower):
        if word not in by_head or words.cap[i] or len(by_head[word]) > MOST_BODIES:
            continue
        start = _article_before(words, i)
        if start is None:
            continue
        said = {w for w in words.lower[start + 1 : i] if w.isalpha()}
        central = word == "bank" and said == {"central"}  # the only body with that head that a state has
        found = {
            id(body): body
            for tokens, at, body in by_head[word]
            if at < i and (said <= tokens or (central and body.kind == "government"))
        }
        if len(found) == 1:
            yield Mention(start, i + 1, "organisation", "org.repeat"), next(iter(found.values())), bool(said)


def _article_before(words: Words, head: int) -> int | None:
    """The token of the `the` that opens the noun phrase of a head in small letters."""
    for at in range(head - 1, max(-1, head - 6), -1):
        if words.sentence[at] != words.sentence[head]:
            return None
        if words.lower[at] == "the":
            return at
        if not ((words.text[at].isalpha() and not words.cap[at]) or words.hyphen_at(at)):
            return None
    return None
