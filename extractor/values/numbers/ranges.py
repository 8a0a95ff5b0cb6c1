"""Ranges: two measures that are the ends of one ("20 to 25 per cent", "between 5 and 6 million", "$3-4 billion")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.values import money
from extractor.values.numbers.context import (
    DASHES,
    glued,
    is_date,
    is_time,
    is_word,
    low,
    part_of_name,
)
from extractor.values.numbers.measure import Measure, Source
from extractor.values.numbers.measures import read
from extractor.values.numbers.prices import with_short_scale
from extractor.values.numbers.rates import change_words
from extractor.values.numbers.refusals import no_count

JOINTS = frozenset({*DASHES, "to", "and", "or"})
RANGING = frozenset(
    {
        "ranging",
        "range",
        "ranges",
        "ranged",
        "anywhere",
        "anything",
        "vary",
        "varies",
        "varying",
        "varied",
        "going",
        "spanning",
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of two numbers that stand beside each other.

    measure: one measure over both, with `bottom` and `top`; or the first alone with the unit that it shares with the
    second (then bottom and top are None); None where both are none. last: the token after what was read.
    """

    measure: Measure | None
    last: int
    bottom: Decimal | None = None
    top: Decimal | None = None


def joined(source: Source, start: Measure) -> Outcome | None:
    """The range that begins with the measure; None where the measure stands for itself.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> source = Source(tokenize("20 to 25 per cent"), lambda sign: sign.noun)
    >>> found = joined(source, read(source, 0))
    >>> found.bottom, found.top, found.measure.unit
    (Decimal('20'), Decimal('25'), 'percent')
    """
    tokens = source.tokens
    joint = low(tokens, start.last)
    if joint not in JOINTS or start.number.form == "vague":
        return None
    end = _second(source, start.last + 1)
    if end is None or (start.rule != "money_sign" and part_of_name(tokens, start.number.first, start.last)):
        return None
    if joint in DASHES and end.value < 0:
        end = replace(end, value=-end.value, first=end.first + 1)
    if start.rule == "money_sign" and end.unit is None:
        number = with_short_scale(source, end.number)
        end = replace(end, last=number.last, number=number, value=number.value)
    refused = _refused(source, start, end, joint) if start.unit is None else None
    if refused is not None:
        return refused if refused.last else None
    if not _agree(start, end, joint):
        return None
    bottom, top = _scaled(start, end)
    if bottom < top and _is_range(source, start, end, joint):
        unit = end.unit or start.unit
        return Outcome(replace(start, last=end.last, unit=unit, rule="range"), end.last, bottom, top)
    return _shared(start, end, joint, bottom)


def _agree(start: Measure, end: Measure, joint: str) -> bool:
    """Whether the units may be one: the same, or printed with one end only, a currency sign with the first."""
    if end.rule == "money_sign" and start.rule != "money_sign":
        return False
    if start.unit is None or start.unit == end.unit:
        return True
    return end.unit is None and start.rule == "money_sign" and joint in {*DASHES, "to"}


def _second(source: Source, k: int) -> Measure | None:
    """The measure at token `k`, where a currency sign may stand first."""
    tokens = source.tokens
    for i in range(k, min(k + 5, len(tokens))):
        if tokens[i].kind == "break":
            return None
        if i == k or money.sign_before(tokens, i) is not None:
            found = read(source, i, floor=k)
            if found is not None:
                return found if found.first <= k or (found.first == k + 1 and found.value < 0) else None
    return None


def _scaled(start: Measure, end: Measure) -> tuple[Decimal, Decimal]:
    """Both values, the first with the scale word of the second where it has none and is not larger without it."""
    if not start.number.scaled and end.number.scaled and end.number.form in {"digits", "words"} and start.value < 1000:
        scale = end.number.scale
        if scale >= 1000 and start.value < scale:
            return start.value * scale, end.value
    return start.value, end.value


def _refused(source: Source, start: Measure, end: Measure, joint: str) -> Outcome | None:
    """Bare numbers that are dates, times, ages, scores or names: both at once, or (last = 0) the first by itself."""
    tokens, a, b = source.tokens, start.number, end.number
    both, alone = Outcome(None, end.last), Outcome(None, 0)
    if end.unit is None and is_time(tokens, end.last):
        return both
    if joint in DASHES and a.form == b.form == "digits" and (score := _no_dash_range(source, start, end)) is not None:
        return both if score else alone
    if is_time(tokens, start.last):
        return alone
    rising = end.unit is None and a.value < b.value
    if end.unit is None and is_date(tokens, b):
        return both if b.value <= 31 and rising else alone
    reason = no_count(tokens, a)
    if reason == "age" and rising:
        return both
    return None if reason in {None, "bare_scale"} else alone


def _no_dash_range(source: Source, start: Measure, end: Measure) -> bool | None:
    """True: a score, season or telephone number; False: no range, each for itself; None: perhaps a range."""
    tokens, a, b = source.tokens, start.number, end.number
    year = (
        a.last - a.first == 1
        and len(tokens[a.first].text) == 4
        and tokens[a.first].text.isdecimal()
        and 1500 <= a.value <= 2100
    )
    if year and end.unit is None and (len(tokens[b.first].text) in {2, 4}):
        return True
    if end.unit is not None:
        return None
    tight = glued(tokens, start.last) and glued(tokens, start.last + 1)
    if not tight and tokens[start.last].text in {"–", "—"}:
        return False
    follower = low(tokens, b.last)
    plural = is_word(tokens, b.last) and (follower.endswith("s") or follower in {"people", "men", "women", "children"})
    if a.value < b.value and (
        plural or low(tokens, a.first - 1) in {"of", "about", "around", "approximately", "some", "by"}
    ):
        return None
    return True


def _is_range(source: Source, start: Measure, end: Measure, joint: str) -> bool:
    """Whether the joint makes a range of two rising values."""
    tokens = source.tokens
    before, second = low(tokens, start.first - 1), low(tokens, start.first - 2)
    if joint in DASHES:
        own = start.unit is not None and start.rule in {"unit", "money_name"}
        return not own or glued(tokens, start.last) or glued(tokens, start.last + 1)
    if joint == "and":
        return "between" in {before, second} or (before == "of" and second == "range")
    if joint == "or":
        alike = (start.value % 1 == 0) == (end.value % 1 == 0)  # "17 or 19.5 per cent" is an amount and a rate
        close = end.value <= 2 * start.value + 1 and start.unit is None and alike
        return close and (end.unit is not None or is_word(tokens, end.last))
    return _runs_to(source, start, end)


def _runs_to(source: Source, start: Measure, end: Measure) -> bool:
    """Whether "A to B" is a range, and no change from one to the other."""
    tokens, first = source.tokens, start.first
    origin = next((first - back for back in (1, 2, 3) if low(tokens, first - back) == "from"), None)
    if origin is not None:
        return bool({low(tokens, origin - 1), low(tokens, origin - 2)} & RANGING)
    if start.unit is None and end.unit is not None:
        return True
    if low(tokens, first - 1) == "by" and start.unit == end.unit not in {None, "percent", "percentage_point"}:
        return False  # "rose by 20 rupees to 140 rupees"
    changed = any(low(tokens, first - back) in change_words() for back in (1, 2))
    whole = start.unit is not None or (low(tokens, first - 1) != "(" and start.value % 1 == end.value % 1 == 0)
    return whole and not changed and end.value <= 10 * start.value


def _shared(start: Measure, end: Measure, joint: str, bottom: Decimal) -> Outcome | None:
    """The first number alone, with the unit and scale that only the second is printed with ("from 5 to 7 per cent")."""
    if joint != "to":
        return None
    if start.unit is None and end.unit is not None and end.rule in {"unit", "money_name", "rate", "rate_of_things"}:
        return Outcome(replace(start, value=bottom, unit=end.unit, rule="shared_unit"), start.last)
    if start.rule == end.rule == "money_sign" and bottom != start.value:
        return Outcome(replace(start, value=bottom), start.last)
    return None
