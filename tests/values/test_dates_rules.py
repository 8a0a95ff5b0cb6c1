"""The rules of dates as data: each has its resolver, an example that it finds, and words that the lexicon has."""

from __future__ import annotations

import srsly
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import lexicons
from extractor.values.dates import find_dates, patterns
from extractor.values.dates.find import resolver
from extractor.values.dates.holidays import holiday
from extractor.values.dates.words import tokens, vocabulary
from tests.marked import TABLES, parse

PUBLISHED = st.sampled_from(["2025-03-28", "2024-02-29", "2024-12-31", "2025-01-01", "2022", "2022-07", None])
WORDS = sorted({*vocabulary(), *patterns.alphabet()[1]})
NUMBERS = [
    "1",
    "12",
    "29",
    "31",
    "99",
    "1984",
    "2024",
    "2567",
    "2021-22",
    "1,984",
    "27th",
    "1990s",
    "10:35",
    "9.30pm",
    "3/4/2024",
]
MARKS = [*".,;:()-–/'\"$%", "Zeal", "x", "\x00", "\n\n"]
TEXTS = st.lists(st.sampled_from([*WORDS, *(word.capitalize() for word in WORDS), *NUMBERS, *MARKS]), max_size=40).map(
    " ".join
)


def examples(section: str) -> list[str]:
    """The plain sentences of one section of all tables of dates."""
    found = []
    for path in sorted((TABLES / "dates").glob("*.yaml")):
        items = srsly.read_yaml(path).get(section) or []
        found += [parse(item["text"] if isinstance(item, dict) else item)[0] for item in items]
    return found


def test_every_rule_has_its_resolver_and_a_name_of_its_own() -> None:
    rules = patterns.rules()
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.value == "nothing" or callable(resolver(rule.value))


def test_every_rule_is_found_in_two_examples() -> None:
    seen: dict[str, int] = {}
    for text in examples("finds"):
        for date in find_dates(text, published="2025-03-28").expressions:
            seen[date.rule] = seen.get(date.rule, 0) + 1
    rare = [rule.id for rule in patterns.rules() if rule.value != "nothing" and seen.get(rule.id, 0) < 2]
    assert not rare


def test_every_rule_of_what_is_no_date_meets_an_example() -> None:
    met = set()
    for text in examples("ignores") + examples("finds"):
        run = "".join(patterns.symbol(token.text) for token in tokens(text))
        met |= {patterns.rules()[number].id for _, _, number, _ in patterns._matches(run)}
    assert {rule.id for rule in patterns.rules() if rule.value == "nothing"} <= met


def test_every_month_weekday_and_unit_is_read() -> None:
    values = lexicons.load("dates")["value"]
    for word, number in values["MONTHNAME"].items():
        (date,) = find_dates(f"It was on {word.capitalize()} 5, 2024").expressions
        assert date.timex == f"2024-{number:02d}-05"
    for word in values["UNITS"]:
        (date,) = find_dates(f"It took two {word} to do").expressions
        assert date.type == "DURATION" and (date.timex or "").startswith("P")
    for word, number in values["WEEKDAYNAME"].items():
        (date,) = (
            find_dates(f"It was on {word.capitalize()}., May 5, 2024").expressions
            if len(word) < 6
            else find_dates(f"It was on {word.capitalize()}, May 5, 2024").expressions
        )
        assert date.timex == "2024-05-05" and 1 <= number <= 7


def test_every_holiday_is_known_in_recent_years() -> None:
    for row in lexicons.load("dates_holidays")["holiday"]:
        for name in row["names"]:
            days = holiday(name, 2024)
            assert days and days[0].year == 2024 and days[0] <= days[1], name
            (date,) = find_dates(f"They closed for {name.title()} 2024 at dusk.").expressions
            assert date.timex == days[0].isoformat(), name


@given(TEXTS, PUBLISHED)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_records_that_hold(text: str, published: str | None) -> None:
    found = find_dates(text, published=published)
    ends = 0
    known = {date.id for date in found.expressions}
    for date in found.expressions:
        assert text[date.start : date.end] == date.text and date.start >= ends
        ends = date.end
        if date.begins and date.ends:
            assert date.begins <= date.ends
        if date.anchor and date.anchor.kind == "date":
            assert date.anchor.date_id in known and date.anchor.date_id != date.id
        if published is None:
            assert not (date.anchor and date.anchor.kind == "published")
    for joined in found.ranges:
        assert {joined.from_, joined.to} <= known and joined.edtf


@given(st.text(max_size=200), PUBLISHED)
@settings(deadline=None)
def test_no_text_breaks_it(text: str, published: str | None) -> None:
    for date in find_dates(text, published=published).expressions:
        assert text[date.start : date.end] == date.text


def test_noise_by_the_page_is_no_date() -> None:
    for noise in ("1,1,1,", "((((", "A A A ", "-/-/", "2024.jpg ", "the of a "):
        assert find_dates(noise * 5000, published="2025-03-28").expressions == []


def test_no_expression_crosses_a_sentence_or_block() -> None:
    text = "It was in March\n\n2024 was cold. He left in May. 12 stayed."
    plain = [date.text for date in find_dates(text, published="2025-03-28").expressions]
    parted = find_dates(text, published="2025-03-28", sentences=[0, text.index("12")], blocks=[text.index("2024")])
    assert "March\n\n2024" in plain
    assert [date.text for date in parted.expressions] == ["March", "2024", "May"]
