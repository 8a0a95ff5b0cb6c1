"""The class of a word that may have more than one, by its neighbours: "reports" as noun or verb, "that", "-ing"."""

from __future__ import annotations

from functools import cache

from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.words import Words
from extractor.lexicons import load
from extractor.values.inflection import verb_forms

SAYING = frozenset(
    [
        "say",
        "tell",
        "add",
        "show",
        "report",
        "announce",
        "find",
        "reveal",
        "state",
        "believe",
        "think",
        "suspect",
        "estimate",
        "mention",
        "indicate",
    ]
)
PLURALS = frozenset({"data", "police", "people", "men", "women", "children"})
# Prepositions that follow a verb as often as a noun ("rose by", "exports to").
AFTER_VERBS = frozenset({"by", "to", "from", "at", "up", "out", "down", "off"})
# A word after one of these is no past form, though it is spelled like one ("a cut", "living cost").
NOT_BEFORE_PAST = frozenset({w.DETERMINER, w.POSSESSIVE, w.ADJECTIVE, w.ING, w.PREPOSITION, w.HYPHEN})
NOT_BEFORE_VERB = frozenset({w.DETERMINER, w.POSSESSIVE, w.ADJECTIVE})
BEFORE_VERB = frozenset({w.MODAL, w.PRONOUN, w.NEGATION, w.DO, w.RELATIVE})
AFTER_SUBJECT = frozenset({w.NOUN, w.NAME, w.CLOSE, w.COMMA, w.QUOTE, w.TIME})
ENDS_PHRASE = frozenset(
    {w.STOP, w.COMMA, w.CONJUNCTION, w.CLOSE, w.COLON, w.BE, w.MODAL, w.HAVE, w.PREPOSITION, w.VERB}
)
PARTS = frozenset({w.COMMA, w.STOP, w.COLON, w.DASH, w.RELATIVE, w.SUBORDINATOR, w.QUOTE, w.CONJUNCTION})


@cache
def _same_past() -> frozenset[str]:
    """Base forms that are their own past and nouns as well: cost, cut, hit, run."""
    irregular = load("verbs")["irregular"]
    return frozenset(verb for verb in _noun_verbs() if verb in irregular.get(verb, []))


@cache
def _noun_verbs() -> frozenset[str]:
    return frozenset(load("verbs")["also_nouns"].split())


@cache
def _changes() -> frozenset[str]:
    """Nouns of change, one and many."""
    nouns = load("counted")["change_nouns"]
    return frozenset([*nouns, *(noun + "s" for noun in nouns)])


def settle(words: Words, i: int, first: int, last: int) -> str:
    """The class of word `i` in its sentence, where its form alone allows more than one."""
    tag, low = words.tags[i], words.lowers[i]
    if tag == w.VERB:
        return tag if _is_verb(words, i, first, last, verb_forms()[low][1]) else w.NOUN
    if tag == w.ING:
        return w.NOUN if _is_gerund(words, i, first, last) else tag
    if tag == w.PAST:
        return w.NOUN if low in _same_past() and _before(words, i, first) in NOT_BEFORE_PAST else tag
    return _that(words, i, first, last) if low == "that" else _small_word(words, i, first, last)


def _small_word(words: Words, i: int, first: int, last: int) -> str:
    """`her ship`, `per capita income`, `its net worth`."""
    tag, low = words.tags[i], words.lowers[i]
    if low == "her":
        return w.DETERMINER if _after(words, i, last) in {w.NOUN, w.ADJECTIVE, w.NAME, w.VERB} else w.PRONOUN
    if low == "worth":
        noun = i > first and (words.lowers[i - 1] == "net" or words.tags[i - 1] == w.POSSESSIVE)
        return w.NOUN if noun else tag
    if low == "mine":
        return w.NOUN if i > first and words.tags[i - 1] in {w.NAME, w.NOUN, w.ADJECTIVE, w.DETERMINER} else tag
    near = words.lowers[max(i - 1, first) : i + 2]
    return w.ADJECTIVE if "per" in near and "capita" in near else tag


def _after(words: Words, i: int, last: int) -> str:
    return words.tags[i + 1] if i + 1 < last else ""


def _before(words: Words, i: int, first: int) -> str:
    """The class of the word before, adverbs passed over; empty at the start of the sentence."""
    while i > first:
        i -= 1
        if words.tags[i] != w.ADVERB:
            return words.tags[i]
    return ""


def _is_verb(words: Words, i: int, first: int, last: int, kind: str) -> bool:
    """Whether a form such as "reports" or "rise" is a verb here."""
    before, following = _before(words, i, first), _after(words, i, last)
    says = following and words.lemmas[i] in SAYING and _tells(words, i, first, last, kind)
    if before in BEFORE_VERB or (before == w.TO and kind == "base") or says:
        return before not in NOT_BEFORE_VERB
    ends_count = following != w.NOUN and _counted_before(words, i, first)
    no_verb = before == w.BE or before in w.PREMODIFIER or ends_count
    if (kind == "s" and no_verb) or (before == w.PREPOSITION and words.lowers[i - 1] == "of"):
        return False
    if words.lemmas[i] not in _noun_verbs():
        modifies = before == w.QUANTITY and kind == "base" and following == w.NOUN  # "500 direct jobs"
        return before not in NOT_BEFORE_VERB and not (modifies and words.lowers[i + 1].endswith("s"))
    if before in AFTER_SUBJECT:
        return _follows_subject(words, i, first, last, kind)
    if i > first and words.lowers[i - 1] == ";":  # "to cut fares; raise wages by a tenth"
        opens = kind == "base" and following in {w.DETERMINER, w.NOUN}
        return opens and not _finite_ahead(words, i + 1, last)
    return before == w.CONJUNCTION and following in {w.DETERMINER, w.PRONOUN, w.TO}


def _tells(words: Words, i: int, first: int, last: int, kind: str) -> bool:
    """`the unit suspects that`, `the firm estimates there are`, `figures from the port show 60 ships`."""
    if words.lowers[i + 1] in {"that", "there"}:
        return True
    if words.tags[i + 1] not in {w.QUANTITY, w.DETERMINER, w.PRONOUN}:
        return False
    for j in range(i - 1, max(first, i - 6), -1):
        if words.tags[j] == w.PREPOSITION:
            low = words.lowers[j - 1]
            plural = (low.endswith("s") and not low.endswith("ss")) or low in PLURALS
            return plural == (kind == "base")
        if words.tags[j] not in {w.NOUN, w.NAME, w.ADJECTIVE, w.DETERMINER, w.POSSESSIVE}:
            return False
    return False


def _follows_subject(words: Words, i: int, first: int, last: int, kind: str) -> bool:
    """After a noun: a verb if it agrees with it and the clause has no other one."""
    following, low = _after(words, i, last), words.lowers[i - 1]
    if following in {w.MODAL, w.BE, w.HAVE, w.PREPOSITION} and words.lowers[i + 1] not in AFTER_VERBS:
        return False
    plural = (low.endswith("s") and not low.endswith("ss")) or low in PLURALS
    if (kind == "s") == plural or _finite_behind(words, i, first) or _finite_ahead(words, i + 1, last):
        return False
    return kind == "s" if following == w.NOUN else following not in {"", w.STOP, w.COMMA, w.CONJUNCTION}


def _counted_before(words: Words, i: int, first: int) -> bool:
    """`10 member states`: a form in -s at the end of what a number counts."""
    for j in range(i - 1, max(first, i - 4) - 1, -1):
        if words.tags[j] in {w.QUANTITY, w.NUMBER}:
            if words.tags[j + 1] == w.HYPHEN:
                return False  # "the two-storey inn marks its birthday"
            return words.lowers[j] not in {"one", "1", "%", "cent", "percent"} and words.lowers[j - 1] != "per"
        if words.tags[j] not in {w.NOUN, w.NAME, w.ADJECTIVE, w.HYPHEN} or words.lowers[j].endswith("s"):
            return False
    return False


def _finite_behind(words: Words, i: int, first: int) -> bool:
    """Whether the clause has its verb already, so that the word is part of the verb's object."""
    for j in range(i - 1, max(first, i - 10) - 1, -1):
        tag = words.tags[j]
        if tag in PARTS or tag in {w.OPEN, w.PREPOSITION, w.TO} or words.lowers[j] == "that":
            return False
        if tag == w.PAST and j > first and words.tags[j - 1] in {w.NOUN, w.NAME, w.PRONOUN}:
            return words.lemmas[j] not in SAYING
        governor = words.tags[j - 1] if j > first else ""
        if (tag == w.VERB and governor in {w.TO, w.MODAL}) or (tag == w.ING and governor == w.PREPOSITION):
            return words.lemmas[j] not in SAYING  # "to raise minimum wages to"
    return False


def _finite_ahead(words: Words, i: int, last: int) -> bool:
    """Whether a finite verb follows in the same clause, so that the word before it belongs to the subject."""
    for j in range(i, min(i + 8, last)):
        tag = words.tags[j]
        if tag in PARTS or words.lowers[j] == "that":
            return False
        if tag in w.AUXILIARY or (tag == w.PAST and (j == i or words.tags[j - 1] in {w.NOUN, w.NAME, w.ADVERB})):
            return True
    return False


def _is_gerund(words: Words, i: int, first: int, last: int) -> bool:
    """A form in -ing that names an activity: "the sowing", "human trafficking", "stockpiling of"."""
    following = _after(words, i, last) or w.STOP
    before = words.tags[i - 1] if i > first else ""
    low_before = words.lowers[i - 1] if i > first else ""
    if (following == w.PREPOSITION and words.lowers[i + 1] == "of") or low_before == "against":
        return True
    if low_before in {"in", "of"} and i - 2 >= first and words.lowers[i - 2] in _changes():
        return following not in {w.NOUN, w.ADJECTIVE, w.NAME, w.DETERMINER}  # "a fall in lending for cars"
    if following in {w.BE, w.HAVE, w.MODAL} and before not in {w.PRONOUN, w.BE, w.DETERMINER, w.QUANTITY}:
        return True
    if before in {w.DETERMINER, w.POSSESSIVE, w.ADJECTIVE, w.QUANTITY}:
        return following not in {w.NOUN, w.ADJECTIVE, w.NAME, w.QUANTITY, w.DETERMINER}
    if before not in {w.NOUN, w.HYPHEN} or following not in ENDS_PHRASE:
        return False
    ends = following not in {w.PREPOSITION, w.CONJUNCTION} or words.lowers[i].endswith("icking")
    return ends and words.lemmas[i] not in {"include", "accord", "follow"}


def _that(words: Words, i: int, first: int, last: int) -> str:
    """`that` as determiner ("that year"), relative ("reserves that fell") or conjunction ("said that")."""
    following = _after(words, i, last) or w.STOP
    before = words.tags[i - 1] if i > first else ""
    if before in {w.NOUN, w.NAME, w.QUANTITY} and following in {w.VERB, w.PAST, w.BE, w.HAVE, w.MODAL, w.DO, w.ADVERB}:
        return w.RELATIVE
    if before in {"", w.PREPOSITION, w.CONJUNCTION, w.COMMA} and following in {
        w.NOUN,
        w.ADJECTIVE,
        w.BE,
        w.VERB,
        w.TIME,
    }:
        return w.PRONOUN if following in {w.BE, w.VERB} else w.DETERMINER
    return w.SUBORDINATOR
