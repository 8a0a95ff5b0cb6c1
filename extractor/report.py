"""The contract: one record an article, as pydantic models. The only module that knows JSON.

Components fill these models, `Report.to_json` writes them, `schemas/report.schema.json` is generated from them.
All offsets count Unicode code points into `article.text`; `end` is exclusive.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

SCHEMA_VERSION = "1.0.0"
SCHEMA_ID = "https://news-extractor.example/schemas/report/1.0.0.json"
PLACES = Decimal("0.000001")


def to_decimal(value: Any) -> Any:
    """A number as a Decimal, by its printed digits: 0.1 is 0.1, not its binary neighbour. Text is no number.

    >>> to_decimal(0.1), to_decimal(1011), to_decimal(True)
    (Decimal('0.1'), Decimal('1011'), True)
    """
    if isinstance(value, str):
        raise ValueError("a number is wanted, not text")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    return value


def rounded(value: Decimal) -> Decimal:
    """The number as the record prints it: fractions to six places, no exponent, no `.0`.

    >>> rounded(Decimal("2E+7")), rounded(Decimal("0.66666666")), rounded(Decimal("5.0"))
    (Decimal('20000000'), Decimal('0.666667'), Decimal('5'))
    """
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        value = value.quantize(PLACES)
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def json_number(value: Decimal) -> int | float:
    """A plain JSON number: an integer where it is one, else a float of at most six places."""
    number = rounded(value)
    return int(number) if number == number.to_integral_value() else float(number)


def to_moment(value: Any) -> Any:
    """A day, or a date-time where hours are printed, from ISO 8601; other types pass through.

    >>> to_moment("2025-03-28"), to_moment("2025-03-28T08:10:00+07:00").utcoffset().seconds
    (datetime.date(2025, 3, 28), 25200)
    """
    if isinstance(value, str):
        return datetime.date.fromisoformat(value) if len(value) == 10 else datetime.datetime.fromisoformat(value)
    return value


Number = Annotated[
    Decimal,
    BeforeValidator(to_decimal),
    PlainSerializer(json_number, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
Moment = Annotated[
    datetime.datetime | datetime.date,
    BeforeValidator(to_moment),
    PlainSerializer(lambda moment: moment.isoformat(), when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2})?)?$"}),
]
Text = Annotated[str, Field(min_length=1)]
Offset = Annotated[int, Field(ge=0)]
REDUCED_DATE = r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?"
PublicationDate = Annotated[str, Field(pattern=rf"^{REDUCED_DATE}$")]


class Model(BaseModel):
    """Base of every part of the record: frozen, strict, no unknown field."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", serialize_by_alias=True, validate_by_name=True)


class Span(Model):
    """Characters `start` up to `end` (exclusive) of the article's text."""

    start: Offset
    end: Offset


class TextSpan(Span):
    """A span with the characters it covers."""

    text: Text


class Generator(Model):
    """What made the record."""

    name: Text = "news-extractor"
    version: Text
    model: Text | None = None
    model_version: Text | None = None
    profile: Text | None = None


class Source(Model):
    """The bytes that were read."""

    path: Text | None = None
    url: Text | None = None
    sha256: Text
    encoding: Text


class Image(Model):
    """A picture of the story; caption and credit told apart."""

    src: Text | None = None
    alt: Text | None = None
    caption: Text | None = None
    credit: Text | None = None


BlockKind = Literal["headline", "standfirst", "caption", "paragraph", "heading", "list_item", "quote", "table"]


class Block(Span):
    """A block of the text; `table` is one row. `xpath` counts in the tree as first parsed, null for metadata."""

    kind: BlockKind
    xpath: Text | None = None


class Article(Model):
    """The story as the reader sees it, and what the page says of it."""

    headline: Text | None = None
    standfirst: Text | None = None
    bylines: tuple[Text, ...] = ()
    agency: Text | None = None
    publisher: Text | None = None
    published: PublicationDate | None = None
    modified: PublicationDate | None = None
    dateline: Text | None = None
    language: Text | None = None
    section: Text | None = None
    tags: tuple[Text, ...] = ()
    images: tuple[Image, ...] = ()
    text: str = ""
    text_sha256: Text
    blocks: tuple[Block, ...] = ()


class Fact(Model):
    """Something the article says; `rule` names the rule that found it."""

    rule: Text


class Identified(Fact):
    """A fact with an id that is stable within one record."""

    id: Text


RoleStatus = Literal["current", "former", "acting"]


class Role(Fact):
    """An office of a person as printed; `start` and `end` anchor the title."""

    title: Text
    organisation: Text | None = None
    organisation_id: Text | None = None
    status: RoleStatus = "current"
    start: Offset
    end: Offset


class Person(Identified):
    """One person with every mention; one known from the byline alone has none."""

    name: Text
    aliases: tuple[Text, ...] = ()
    roles: tuple[Role, ...] = ()
    age: int | None = None
    byline: bool = False
    mentions: tuple[TextSpan, ...] = ()


OrganisationKind = Literal[
    "government", "committee", "company", "party", "court", "police", "military", "media", "school", "hospital",
    "ngo", "international", "sport", "other",
]  # fmt: skip


class Organisation(Identified):
    """One body with every mention."""

    name: Text
    acronym: Text | None = None
    aliases: tuple[Text, ...] = ()
    kind: OrganisationKind = "other"
    mentions: tuple[TextSpan, ...] = ()


class Place(Identified):
    """One place; `country` is ISO 3166-1 alpha-2, null where it is not sure."""

    name: Text
    country: Text | None = None
    mentions: tuple[TextSpan, ...] = ()


TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexMod = Literal[
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
    "START", "MID", "END", "APPROX",
]  # fmt: skip
Grain = Literal[
    "century", "decade", "year", "half", "quarter", "season", "month", "week", "weekend", "day", "daypart", "hour",
    "minute", "second",
]  # fmt: skip


class Anchor(Model):
    """What a relative date was counted from: the publication date, or another date of the record."""

    kind: Literal["published", "date"]
    date_id: Text | None = None


class DateExpression(Identified, TextSpan):
    """A temporal expression; `begins` and `ends` are inclusive."""

    type: TimexType
    timex: Text | None = None
    mod: TimexMod | None = None
    begins: Moment | None = None
    ends: Moment | None = None
    grain: Grain | None = None
    edtf: Text | None = None
    anchor: Anchor | None = None


class DateRange(Identified, TextSpan):
    """Two date expressions joined: `from` one `to` the other (ids of dates)."""

    from_: Text = Field(alias="from")
    to: Text
    edtf: Text | None = None


Modifier = Literal["exactly", "about", "more_than", "less_than"]
Status = Literal["reported", "estimate", "forecast", "target", "hypothetical", "denied"]


class Claim(Identified, TextSpan):
    """A number by which the article says how much or how many of something there is, was or will be."""

    sentence: Span
    low: Number | None = None
    high: Number | None = None
    best: Number | None = None
    unit: Text
    modifier: Modifier = "exactly"
    modifier_text: Text | None = None
    status: Status = "reported"
    measure: Text | None = None
    head: Text | None = None
    event: Text | None = None
    group: Text | None = None
    period: Text | None = None
    period_date_id: Text | None = None
    place: Text | None = None
    place_id: Text | None = None
    attributed_to: Text | None = None
    attributed_as: Text | None = None
    attributed_to_id: Text | None = None
    same_as: Text | None = None


Direction = Literal["up", "down", "flat"]


class Change(Identified):
    """A comparison over time; `current`, `baseline` and `delta` are claim ids, null where no number is printed."""

    cue: TextSpan
    direction: Direction
    current: Text | None = None
    baseline: Text | None = None
    delta: Text | None = None
    baseline_period: Text | None = None


class Part(Identified):
    """The claim `part` is counted inside the claim `whole`, or is a percentage of it."""

    whole: Text
    part: Text


CheckKind = Literal[
    "difference", "percent_change", "multiple", "percent_of", "sum", "parts_within_whole", "conversion", "agreement",
    "ordering",
]  # fmt: skip
Verdict = Literal["consistent", "inconsistent", "not_checkable"]


class Term(Model):
    """A claim and the part it plays in a check."""

    role: Text
    claim: Text


class Check(Identified):
    """A relation between claims, worked out over the values that the printed words allow."""

    kind: CheckKind
    terms: tuple[Term, ...]
    verdict: Verdict
    working: Text


class Warning(Model):
    """What could not be read, in words a person understands."""

    code: Text
    message: Text


class Report(Model):
    """The whole record of one article."""

    schema_version: Text = SCHEMA_VERSION
    generator: Generator
    source: Source
    article: Article
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    ranges: tuple[DateRange, ...] = ()
    claims: tuple[Claim, ...] = ()
    changes: tuple[Change, ...] = ()
    parts: tuple[Part, ...] = ()
    checks: tuple[Check, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def to_json(self, *, indent: bool = True) -> bytes:
        """UTF-8 JSON with a line end; numbers are plain (no exponent, no `.0`, fractions to six places)."""
        import orjson

        option = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
        return orjson.dumps(self.model_dump(mode="python"), default=_plain, option=option)


def _plain(value: Any) -> Any:
    import orjson

    if isinstance(value, Decimal):
        return orjson.Fragment(format(rounded(value), "f"))
    raise TypeError(f"no JSON for {type(value).__name__}")


def json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of the record, as `extract --schema` prints it."""
    schema = Report.model_json_schema(mode="serialization", by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
