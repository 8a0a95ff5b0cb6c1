"""The lexicons that claims are read with fit together: every verb they name has its forms, no event is idle."""

from __future__ import annotations

import pytest

from extractor.analysis.context.happenings import happenings, participle_of_noun
from extractor.analysis.wording.classing import closed_classes
from extractor.lexicons import load
from extractor.values.inflection import verb_forms

AUXILIARIES = {"be", "have", "do", "modal"}


def verbs_named() -> list[str]:
    events, counted, reporting = load("events")["events"], load("counted"), load("reporting_verbs")
    named = {verb for entry in events.values() for verb in entry["verbs"]}
    named |= set(counted["change_verbs"]) | {
        verb for key in ("verbs", "noting", "acting") for verb in counted["measured"][key]
    }
    named |= set(f"{reporting['saying']} {reporting['of_documents']}".split()) | set(load("periods")["stating"])
    return sorted(named - {"be", "have", "do", "up", "down", "point_out"})


@pytest.mark.parametrize("verb", verbs_named())
def test_every_verb_has_its_forms(verb: str) -> None:
    assert verb in f"{load('verbs')['only_verbs']} {load('verbs')['also_nouns']}".split()


def test_every_irregular_verb_is_in_the_lexicon() -> None:
    listed = set(f"{load('verbs')['only_verbs']} {load('verbs')['also_nouns']}".split())
    assert set(load("verbs")["irregular"]) <= listed


def test_at_least_sixty_events_each_with_a_word() -> None:
    events = load("events")["events"]
    assert len(events) >= 60
    assert all(any(entry.get(kind) for kind in ("verbs", "nouns", "people", "phrasal")) for entry in events.values())


def test_of_people_names_known_verbs() -> None:
    assert set(load("events")["of_people"]["verbs"]) <= set(happenings("verbs")) | {"lose", "screen", "employ"}


@pytest.mark.parametrize(
    ("noun", "participle"),
    [("arrests", "arrested"), ("deportation", "deported"), ("deaths", None), ("table", None), ("theft", "stolen")],
)
def test_participle_of_noun(noun: str, participle: str | None) -> None:
    assert participle_of_noun(noun) == participle


def test_words_of_two_classes_are_known() -> None:
    """A closed class hides the verb of the same spelling: only these do, seldom verbs in front of a number."""
    hidden = {word for word, tag in closed_classes().items() if word in verb_forms() and tag not in AUXILIARIES}
    assert " ".join(sorted(hidden)) == (
        "average back clear close compared complete concerning empty excluding following free including last lower "
        "mine near net open own present regarding secure separate slow top total"
    )
