"""Records as tables: which there are, their columns, and the rows of one record. docs/tables.md is made from this.

Every table has `sha256` (that of the page's bytes), which with `id` names a fact for good and joins the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from extractor.batch import rows
from extractor.report import Report

ColumnType = Literal["text", "integer", "decimal", "day", "flag", "texts"]
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Column:
    """A column: its name, what its cells are, and what they mean."""

    name: str
    type: ColumnType
    meaning: str


@dataclass(frozen=True)
class Table:
    """A table: its name, what a row is, its columns, and what gives its rows as mappings."""

    name: str
    row: str
    columns: tuple[Column, ...]
    find: Callable[[Report], Iterator[dict[str, Any]]]

    def rows(self, record: Report) -> list[Row]:
        """The record's rows; `same_story_as` is for whoever knows the other records to fill in."""
        sha256 = record.source.sha256
        return [
            tuple(sha256 if column.name == "sha256" else row.get(column.name) for column in self.columns)
            for row in self.find(record)
        ]

    def marked(self, row: Row, same_story_as: str | None) -> Row:
        """The row, saying of which record its story is a repetition."""
        if same_story_as is None:
            return row
        return tuple(
            same_story_as if column.name == SAME_STORY.name else cell
            for column, cell in zip(self.columns, row, strict=True)
        )


SHA256 = Column("sha256", "text", "SHA-256 of the page's bytes: names the article")
SAME_STORY = Column(
    "same_story_as",
    "text",
    "`sha256` of the first article with the same text; empty for the first: sum where it is empty",
)
ID = Column("id", "text", "the fact's id within its article")
RULE = Column("rule", "text", "the rule that found it")
START = Column("start", "integer", "first character in the article's text")
END = Column("end", "integer", "the character after the last")
TEXT = Column("text", "text", "the characters as printed")
NAME = Column("name", "text", "the fullest form of the name")
ALIASES = Column("aliases", "texts", "its other forms")
MENTIONS = Column("mentions", "integer", "how often it is mentioned")
URL = Column("url", "text", "address of the article")
DAY = Column("day", "day", "the day on which the article was published, where it is known to the day")
PUBLISHER = Column("publisher", "text", "publisher of the article")

ARTICLES = Table(
    "articles",
    "An article",
    (
        SHA256,
        Column("path", "text", "where the page was found"),
        URL,
        PUBLISHER,
        DAY,
        Column(
            "published", "text", "publication date as the page has it: a year, a month, a day or a time with offset"
        ),
        Column("modified", "text", "date of the last change, in the same form"),
        Column("headline", "text", "headline"),
        Column("standfirst", "text", "the lines between headline and story"),
        Column("bylines", "texts", "authors"),
        Column("agency", "text", "wire or desk that is credited"),
        Column("dateline", "text", "place and source before the first sentence"),
        Column("language", "text", "language of the text"),
        Column("section", "text", "section of the site"),
        Column("tags", "texts", "tags"),
        Column("text", "text", "the whole text that offsets count into"),
        Column("text_sha256", "text", "SHA-256 of the text"),
        Column("warnings", "texts", "codes of what could not be read"),
        SAME_STORY,
    ),
    rows.articles,
)
PEOPLE = Table(
    "people",
    "A person of an article",
    (
        SHA256, ID, NAME, ALIASES,
        Column("roles", "texts", "titles as printed"),
        Column("role_organisations", "texts", "for each role, the body as printed, or empty"),
        Column("role_statuses", "texts", "for each role: current, former or acting"),
        Column("age", "integer", "age as printed"),
        Column("byline", "flag", "whether the person is an author of the article"),
        MENTIONS, RULE,
    ),
    rows.people,
)  # fmt: skip
ORGANISATIONS = Table(
    "organisations",
    "A body of an article",
    (
        SHA256, ID, NAME,
        Column("acronym", "text", "its acronym"),
        ALIASES,
        Column("kind", "text", "government, committee, company, party, court, police …"),
        MENTIONS, RULE,
    ),
    rows.organisations,
)  # fmt: skip
PLACES = Table(
    "places",
    "A place of an article",
    (SHA256, ID, NAME, Column("country", "text", "ISO 3166-1 alpha-2, where it is sure"), MENTIONS, RULE),
    rows.places,
)
MENTION_TABLE = Table(
    "mentions",
    "A mention of a person, an organisation or a place",
    (
        SHA256,
        Column("kind", "text", "person, organisation or place"),
        Column("of", "text", "id of what is mentioned"),
        NAME, START, END, TEXT,
    ),
    rows.mentions,
)  # fmt: skip
DATES = Table(
    "dates",
    "A date, time, duration or set of times",
    (
        SHA256, ID,
        Column("type", "text", "DATE, TIME, DURATION or SET"),
        TEXT, START, END,
        Column("timex", "text", "TIMEX3 value"),
        Column("mod", "text", "TIMEX3 modifier"),
        Column("begins", "day", "first day"),
        Column("ends", "day", "last day, inclusive"),
        Column("begins_at", "text", "first moment with its offset, where a time is printed"),
        Column("ends_at", "text", "last moment with its offset, where a time is printed"),
        Column("grain", "text", "year, month, day …"),
        Column("edtf", "text", "EDTF date or interval"),
        Column("counted_from", "text", "what a relative date was counted from: `published`, or the id of a date"),
        RULE,
    ),
    rows.dates,
)  # fmt: skip
CLAIMS = Table(
    "claims",
    "A number with what it says",
    (
        SHA256, ID, URL, DAY, PUBLISHER,
        Column("headline", "text", "headline of the article"),
        Column("sentence", "text", "the sentence that the number stands in"),
        TEXT, START, END,
        Column("low", "decimal", "at least this; empty where there is no lower bound"),
        Column("high", "decimal", "at most this; empty where there is no upper bound"),
        Column("best", "decimal", "the number as printed; empty where only a bound or a vague word is"),
        Column("unit", "text", "count, percent, a currency (ISO 4217), a unit or a rate"),
        Column("modifier", "text", "exactly, about, more_than or less_than"),
        Column("modifier_text", "text", "the words of the modifier"),
        Column("status", "text", "reported, estimate, forecast, target, hypothetical or denied"),
        Column("measure", "text", "what is measured, in the article's words"),
        Column("head", "text", "the noun that is counted"),
        Column("event", "text", "what happened to those counted: arrest, deport, kill, injure …"),
        Column("group", "text", "nationality of those counted (ISO 3166-1 alpha-2)"),
        Column("period", "text", "EDTF date or interval for which it holds"),
        Column("period_begins", "day", "first day of the period"),
        Column("period_ends", "day", "last day of the period"),
        Column("place", "text", "where it holds, as printed"),
        Column("place_country", "text", "country of the place (ISO 3166-1 alpha-2)"),
        Column("speaker", "text", "who says so: the full name, where the article has it"),
        Column("attributed_to", "text", "who says so, as printed"),
        Column("attributed_to_id", "text", "id of the person or organisation who says so"),
        Column("same_as", "text", "id of the earlier claim that this one repeats or converts"),
        RULE, SAME_STORY,
    ),
    rows.claims,
)  # fmt: skip
CHANGES = Table(
    "changes",
    "A comparison over time",
    (
        SHA256, ID, URL, DAY,
        Column("cue", "text", "the word that says so"),
        START, END,
        Column("direction", "text", "up, down or flat"),
        Column("current", "text", "id of the claim that is compared"),
        Column("baseline", "text", "id of the claim that it is compared with"),
        Column("delta", "text", "id of the claim that is the difference"),
        Column("baseline_period", "text", "EDTF date or interval of the baseline"),
        Column("current_best", "decimal", "number of the claim that is compared"),
        Column("baseline_best", "decimal", "number that it is compared with"),
        Column("delta_best", "decimal", "the difference"),
        Column("delta_unit", "text", "unit of the difference: that of the claims, percent or times"),
        RULE, SAME_STORY,
    ),
    rows.changes,
)  # fmt: skip
PARTS = Table(
    "parts",
    "Two claims of which one is counted inside the other",
    (
        SHA256, ID,
        Column("whole", "text", "id of the claim that is the whole"),
        Column("part", "text", "id of the claim that is a part of it"),
        Column("whole_best", "decimal", "number of the whole"),
        Column("part_best", "decimal", "number of the part"),
        RULE, SAME_STORY,
    ),
    rows.parts,
)  # fmt: skip
CHECKS = Table(
    "checks",
    "A relation between claims, worked out",
    (
        SHA256, ID, URL, DAY,
        Column("kind", "text", "difference, percent_change, sum, percent_of …"),
        Column("verdict", "text", "consistent, inconsistent or not_checkable"),
        Column("working", "text", "the sum in words and figures"),
        Column("roles", "texts", "the part that each claim plays"),
        Column("claims", "texts", "ids of the claims, in the order of the roles"),
        Column("sentence", "text", "the sentence of the last claim"),
        RULE, SAME_STORY,
    ),
    rows.checks,
)  # fmt: skip
TABLES = (ARTICLES, PEOPLE, ORGANISATIONS, PLACES, MENTION_TABLE, DATES, CLAIMS, CHANGES, PARTS, CHECKS)


def render(record: Report) -> dict[str, list[Row]]:
    """The rows of a record, by table."""
    return {table.name: table.rows(record) for table in TABLES}


def as_markdown() -> str:
    """The columns of all tables, as docs/tables.md shows them."""
    out = []
    for table in TABLES:
        out += [
            f"### {table.name}",
            f"{table.row}, one a row.",
            "",
            "| column | type | meaning |",
            "| --- | --- | --- |",
        ]
        out += [f"| `{column.name}` | {column.type} | {column.meaning} |" for column in table.columns]
        out.append("")
    return "\n".join(out)
