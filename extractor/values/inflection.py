"""Forms of English verbs and nouns by the regular rules of spelling, and back: word in, words out."""

from __future__ import annotations

from functools import cache

from extractor.lexicons import load

VOWELS = frozenset("aeiou")
# Two-syllable verbs stressed on the last syllable, which double their last letter; one-syllable ones always do.
DOUBLING = frozenset([
    "admit", "allot", "commit", "compel", "confer", "control", "defer", "embed", "emit", "equip", "excel", "expel",
    "incur", "infer", "forbid", "occur", "omit", "outfit", "patrol", "permit", "prefer", "program", "propel",
    "quit", "rebut", "recur", "refer", "regret", "remit", "repel", "shovel", "submit", "transfer", "transmit",
    "travel", "cancel", "label", "model", "level", "signal", "fuel", "total", "rebel", "counsel", "shrivel",
    "acquit", "upset", "kidnap", "handicap", "format",
])  # fmt: skip
IRREGULAR_PLURALS = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "lives": "life", "wives": "wife", "knives": "knife", "thieves": "thief", "halves": "half",
    "leaves": "leaf", "loaves": "loaf", "shelves": "shelf", "crises": "crisis", "analyses": "analysis", "bases": "base",
    "policemen": "policeman", "fishermen": "fisherman", "businessmen": "businessman", "servicemen": "serviceman",
    "criteria": "criterion", "phenomena": "phenomenon", "deer": "deer", "sheep": "sheep", "fish": "fish",
    "series": "series", "species": "species", "aircraft": "aircraft", "buses": "bus", "viruses": "virus",
}  # fmt: skip


def third_person(verb: str) -> str:
    """The form in -s.

    >>> [third_person(v) for v in ("rise", "carry", "catch", "pay", "go")]
    ['rises', 'carries', 'catches', 'pays', 'goes']
    """
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _doubled(verb: str) -> str:
    short = (
        len(verb) > 2
        and verb[-1] not in "aeiouwxy"
        and verb[-2] in VOWELS
        and (verb[-3] not in VOWELS or verb[-4:-2] == "qu")
    )
    syllables = sum(a in VOWELS and b not in VOWELS for a, b in zip(verb, verb[1:] + "-", strict=True))
    return verb + verb[-1] if short and (syllables == 1 or verb in DOUBLING) else verb


def participle_ing(verb: str) -> str:
    """The form in -ing.

    >>> [participle_ing(v) for v in ("rise", "die", "cut", "free", "visit", "deport")]
    ['rising', 'dying', 'cutting', 'freeing', 'visiting', 'deporting']
    """
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def regular_past(verb: str) -> str:
    """The form in -ed, which is past and participle of a regular verb.

    >>> [regular_past(v) for v in ("arrest", "seize", "carry", "drop", "destroy", "acquit")]
    ['arrested', 'seized', 'carried', 'dropped', 'destroyed', 'acquitted']
    """
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Each form of each verb of the lexicon -> (base form, kind): base, s, past (past and participle), ing."""
    lexicon = load("verbs")
    forms: dict[str, tuple[str, str]] = {}
    american = {verb for verb in DOUBLING if verb.endswith("l")}  # totaled beside totalled
    for verb in f"{lexicon['only_verbs']} {lexicon['also_nouns']}".split():
        past = lexicon["irregular"].get(verb) or [regular_past(verb)]
        for form, kind in ((third_person(verb), "s"), (participle_ing(verb), "ing"), *((p, "past") for p in past)):
            forms.setdefault(form, (verb, kind))
        if verb in american:
            forms.setdefault(verb + "ed", (verb, "past"))
            forms.setdefault(verb + "ing", (verb, "ing"))
    for verb in f"{lexicon['only_verbs']} {lexicon['also_nouns']}".split():
        if verb not in forms or forms[verb][1] != "past" or forms[verb][0] == verb:
            forms[verb] = (verb, "past" if forms.get(verb, ("", ""))[1] == "past" else "base")
    return forms


def singular(noun: str) -> str:
    """The singular of a noun in lower case; what looks like none stays.

    >>> [singular(n) for n in ("cases", "countries", "people", "buses", "crisis", "losses", "gas", "boxes", "police")]
    ['case', 'country', 'person', 'bus', 'crisis', 'loss', 'gas', 'box', 'police']
    """
    if noun in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[noun]
    if len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    return noun[:-1]
