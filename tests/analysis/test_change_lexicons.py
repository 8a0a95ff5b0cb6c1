"""Every word of the lexicons of change, comparison and doubt does what its section says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from extractor import facts, report
from extractor.components.changes import Changes
from extractor.components.checks import Checks
from extractor.lexicons import load
from extractor.values.intervals import Printed, stands_for
from tests.components.number_docs import Mark, doc_of

CUES = load("change_cues")
RATE: Mark = ("12 per cent", {"value": 12, "unit": "percent"})


def changes(text: str, marks: list[Mark]) -> list[report.Change]:
    return facts.get(Changes()(doc_of(text, [(piece, dict(fields)) for piece, fields in marks])), report.Change)


def forms(section: str, way: str) -> list[str]:
    return [form for line in CUES[section][way] for form in line.split()]


@pytest.mark.parametrize("way", ["up", "down"])
def test_every_verb_points_its_way(way: str) -> None:
    for form in forms("verbs", way):
        found = changes(f"The total {form} by 12 per cent.", [RATE])
        assert [(c.direction, c.delta, c.cue.text) for c in found] == [(way, "c1", form)], form


@pytest.mark.parametrize("way", ["up", "down"])
def test_every_noun_points_its_way(way: str) -> None:
    for noun in forms("nouns", way):
        found = changes(f"There was a {noun} of 12 per cent in May.", [RATE])
        assert [(c.direction, c.delta) for c in found] == [(way, "c1")], noun


@pytest.mark.parametrize("way", ["up", "down"])
def test_every_comparative_points_its_way(way: str) -> None:
    for word in forms("comparatives", way):
        found = changes(f"It was 12 per cent {word} than before.", [RATE])
        assert [(c.direction, c.delta) for c in found] == [(way, "c1")], word


@pytest.mark.parametrize(("section", "way"), [("over", "up"), ("under", "down")])
def test_every_verb_of_order_has_its_subject_on_its_side(section: str, way: str) -> None:
    for form in forms("verbs", section):
        found = changes(f"The 40 Danes {form} the 31 Swedes.", [("40", {"value": 40}), ("31", {"value": 31})])
        assert [(c.direction, c.current, c.baseline) for c in found] == [(way, "c1", "c2")], form


@pytest.mark.parametrize("phrase", CUES["compared"]["phrases"])
def test_every_phrase_of_comparison_links_two_numbers(phrase: str) -> None:
    found = changes(f"It was 40, {phrase} 38 a year before.", [("40", {"value": 40}), ("38", {"value": 38})])
    assert [(c.direction, c.current, c.baseline) for c in found] == [("up", "c1", "c2")]


@pytest.mark.parametrize("word", CUES["carriers"]["words"])
def test_every_carrier_leaves_the_way_to_the_numbers(word: str) -> None:
    found = changes(f"They {word} the rate from 40 to 38.", [("40", {"value": 40}), ("38", {"value": 38})])
    assert [(c.direction, c.current, c.baseline) for c in found] == [("down", "c2", "c1")]


@pytest.mark.parametrize("word", [*CUES["negations"]["words"], *CUES["negations"]["deny"]])
def test_every_negation_denies(word: str) -> None:
    glued = word.startswith("n") and len(word) == 3 and not word[1].isalpha()
    text = f"The total did{word} rise by 12 per cent." if glued else f"The total {word} rise by 12 per cent."
    assert changes(text, [RATE]) == []


@pytest.mark.parametrize("word", CUES["limits"]["not_adverb"])
def test_verbs_with_another_meaning_of_up(word: str) -> None:
    assert changes(f"They {word} up 12 per cent of it.", [RATE]) == []


def verdicts(text: str, marks: list[Mark]) -> set[str]:
    doc = doc_of(text, [(piece, dict(fields)) for piece, fields in marks])
    return {check.verdict for check in facts.get(Checks()(Changes()(doc)), report.Check)}


@pytest.mark.parametrize(
    ("guard", "word"),
    [(row["id"], word) for row in load("check_guards")["guard"] for word in row["words"] if not row.get("ordering")],
)
def test_every_doubt_keeps_a_sum_from_being_a_contradiction(guard: str, word: str) -> None:
    marks: list[Mark] = [
        ("25 per cent", {"value": 25, "unit": "percent"}),
        ("449", {"value": 449}),
        ("401", {"value": 401}),
    ]
    plain = "Output rose 25 per cent to 449 from 401."
    assert verdicts(plain, marks) == {"inconsistent"}
    if guard == "fiscal":
        return  # needs two sentences: the tables have it
    assert "inconsistent" not in verdicts(f"Output rose 25 per cent {word} to 449 from 401.", marks)


SECOND = load("check_guards")["second_comparison"]
SENTENCES = {
    "far": "Output rose 25 per cent to 449, up from {word} 401 of last year.",
    "shorter": "Output of {word} rose 25 per cent to 449, compared with 401 a year earlier.",
    "quoted": "The {word} rose 25 per cent to 449, compared with 401 a year earlier.",
}


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind in SENTENCES for word in SECOND[kind]])
def test_a_second_comparison_may_be_of_another_time(kind: str, word: str) -> None:
    marks: list[Mark] = [
        ("25 per cent", {"value": 25, "unit": "percent"}),
        ("449", {"value": 449}),
        ("401", {"value": 401}),
    ]
    plain = "the" if kind == "far" else "output"
    assert verdicts(SENTENCES[kind].format(word=plain), marks) == {"inconsistent"}
    told = f"the {word}" if kind == "far" else word
    assert "inconsistent" not in verdicts(SENTENCES[kind].format(word=told), marks)


@pytest.mark.parametrize("name", ["about", "nearly"])
def test_every_bounding_word_widens_a_number(name: str) -> None:
    row: dict[str, Any] = load("rounding")["modifiers"][name]
    for word in row["words"]:
        interval = stands_for(Printed("1,234", Decimal(1234), Decimal(1234), "count", "about", word))
        assert interval.low < 1234 <= interval.high, word
        assert (interval.high > 1234) == (name == "about"), word


def test_the_table_of_conversions_is_that_of_the_library_of_units() -> None:
    from extractor.values.units import convert

    for section in load("conversions").values():
        base = next(iter(section))
        for unit, size in section.items():
            known = convert(Decimal(1), unit, base)  # its acre is that of the old survey
            assert known is not None and abs(known - Decimal(size)) <= abs(known) * Decimal("1e-5"), unit


def _shares_of_64(text: str) -> list[tuple[str, str]]:
    """The parts, as (whole, part), of a text with 22 per cent, 64 and 38 per cent: c1, c2 and c3."""
    marks: list[Mark] = [
        ("22 per cent", {"value": 22, "unit": "percent"}),
        ("64", {"value": 64}),
        ("38 per cent", {"value": 38, "unit": "percent"}),
    ]
    doc = Changes()(doc_of(text, marks))
    return [(part.whole, part.part) for part in facts.get(doc, report.Part)]


@pytest.mark.parametrize("word", load("part_cues")["asked"]["people"])
def test_every_word_for_those_who_were_asked_goes_on_to_their_other_shares(word: str) -> None:
    text = f"Some 22 per cent of the 64 {word} were late. Another 38 per cent walked."
    assert _shares_of_64(text) == [("c2", "c1"), ("c2", "c3")]


@pytest.mark.parametrize("verb", load("part_cues")["asked"]["verbs"])
def test_every_verb_of_those_who_were_asked_follows_their_share(verb: str) -> None:
    text = f"Some 22 per cent of the 64 people polled were late and 38 per cent {verb} it."
    assert _shares_of_64(text) == [("c2", "c1"), ("c2", "c3")]


@pytest.mark.parametrize("degree", CUES["comparatives"]["degree"])
@pytest.mark.parametrize("word", CUES["comparatives"]["over"])
def test_every_word_of_degree_makes_over_and_under_comparisons(degree: str, word: str) -> None:
    rate: Mark = ("8 per cent", {"value": 8, "unit": "percent"})
    found = changes(f"That is {degree} {word} the rate of 8 per cent.", [rate])
    assert [(c.direction, c.baseline) for c in found] == [(CUES["comparatives"]["over"][word], "c1")]
    assert changes(f"That is {word} the rate of 8 per cent.", [rate]) == []


@pytest.mark.parametrize("mark", CUES["comparatives"]["marks"])
def test_every_kind_of_level_is_one_that_numbers_stand_above(mark: str) -> None:
    rate: Mark = ("8 per cent", {"value": 8, "unit": "percent"})
    assert [c.baseline for c in changes(f"It is well above the {mark} of 8 per cent.", [rate])] == ["c1"]


@pytest.mark.parametrize("verb", CUES["limits"]["arrivals"])
def test_every_verb_of_arrival_gives_the_new_value(verb: str) -> None:
    marks: list[Mark] = [("12 per cent", {"value": 12, "unit": "percent"}), ("448", {"value": 448})]
    found = changes(f"It rose by 12 per cent and {verb} 448.", marks)
    assert [(c.delta, c.current) for c in found] == [("c1", "c2")]


@pytest.mark.parametrize("opens", CUES["ranked"]["opens"])
@pytest.mark.parametrize("goes_on", CUES["ranked"]["goes_on"])
def test_every_ranked_list_is_in_order(opens: str, goes_on: str) -> None:
    text = f"It is {opens} Mia with 41, {goes_on} Ana with 30."
    doc = doc_of(text, [("41", {"value": 41}), ("30", {"value": 30})])
    (check,) = facts.get(Checks()(doc), report.Check)
    assert (check.kind, check.rule, check.verdict) == ("ordering", "check.ranking", "consistent")
