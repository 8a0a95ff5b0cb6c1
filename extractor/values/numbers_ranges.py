"""Ranges: two measures that are the ends of one ("20 to 25 per cent", "between 5 and 6 million", "$3-4 billion")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.values import money
from extractor.values.numbers_context import (
    DASHES,
    glued,
    is_date,
    is_time,
    is_word,
    low,
    no_count,
    part_of_name,
)
from extractor.values.numbers_measures import Measure, Reader, change_words

JOINTS = frozenset({*DASHES, "to", "and", "or"})
RANGING = frozenset({"ranging", "range", "ranges", "ranged", "anywhere", "anything", "vary", "varies", "varying", "varied", "going", "spanning"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of two numbers that stand beside each other.

    measure: one measure over both, with `bottom` and `top`; or the first one alone with the unit that it shares with the
    second (then bottom and top are None); or None where both are no quantities. last: the token after what was read.
    """

    measure: Measure | None
    last: int
    bottom: Decimal | None = None
    top: Decimal | None = None


def joined(reader: Reader, start: Measure) -> Outcome | None:
    """The range that begins with the measure; None where the measure stands for itself.

    >>> from extractor.values.numbers_tokens import tokenize
    >>> reader = Reader(tokenize("20 to 25 per cent"), lambda sign: sign.noun)
    >>> found = joined(reader, reader.at(0))
    >>> found.bottom, found.top, found.measure.unit
    (Decimal('20'), Decimal('25'), 'percent')
    """
    tokens = reader.tokens
    joint = low(tokens, start.last)
    if joint not in JOINTS or start.number.form == "vague":
        return None
    if start.rule != "money_sign" and part_of_name(tokens, start.number.first, start.last):
        return None
    end = _second(reader, start.last + 1)
    if end is None:
        return None
    if joint in DASHES and end.value < 0:
        end = replace(end, value=-end.value, first=end.first + 1)
    bottom, top = _scaled(start, end)
    if start.unit is None:
        refused = _refused(reader, start, end, joint)
        if refused is not None:
            return refused if refused.last else None
    elif start.unit != end.unit and not (end.unit is None and start.rule == "money_sign" and joint in {*DASHES, "to"}):
        return None
    if end.rule == "money_sign" and start.rule != "money_sign":
        return None
    unit = end.unit or start.unit
    if bottom < top and _is_range(reader, start, end, joint):
        return Outcome(replace(start, last=end.last, unit=unit, rule="range"), end.last, bottom, top)
    return _shared(start, end, joint, bottom)


def _second(reader: Reader, k: int) -> Measure | None:
    """The measure at token `k`, where a currency sign may stand first."""
    tokens = reader.tokens
    for i in range(k, min(k + 5, len(tokens))):
        if tokens[i].kind == "break":
            return None
        if i == k or money.sign_before(tokens, i) is not None:
            found = reader.at(i, floor=k)
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


def _refused(reader: Reader, start: Measure, end: Measure, joint: str) -> Outcome | None:
    """Bare numbers that are dates, times, ages, scores or names: both at once, or (last = 0) the first by itself."""
    tokens, a, b = reader.tokens, start.number, end.number
    alone = Outcome(None, 0)
    if end.unit is None and is_time(tokens, end.last):
        return Outcome(None, end.last)
    if joint in DASHES and a.form == b.form == "digits" and (score := _no_dash_range(reader, start, end)) is not None:
        return Outcome(None, end.last) if score else alone
    if is_time(tokens, start.last):
        return alone
    if end.unit is None and is_date(tokens, b):
        return Outcome(None, end.last) if b.value <= 31 and a.value < b.value else alone
    reason = no_count(tokens, a)
    if reason in {"age", "designation", "date"} and end.unit is None and a.value < b.value:
        return Outcome(None, end.last) if reason == "age" else alone
    return None if reason in {None, "bare_scale"} else alone


def _no_dash_range(reader: Reader, start: Measure, end: Measure) -> bool | None:
    """True: a score, season or telephone number; False: no range, each for itself; None: perhaps a range."""
    tokens, a, b = reader.tokens, start.number, end.number
    year = a.last - a.first == 1 and len(tokens[a.first].text) == 4 and tokens[a.first].text.isdecimal() and 1500 <= a.value <= 2100
    if year and end.unit is None and (len(tokens[b.first].text) in {2, 4}):
        return True
    if end.unit is not None:
        return None
    tight = glued(tokens, start.last) and glued(tokens, start.last + 1)
    if not tight and tokens[start.last].text in {"–", "—"}:
        return False
    follower = low(tokens, b.last)
    plural = is_word(tokens, b.last) and (follower.endswith("s") or follower in {"people", "men", "women", "children"})
    if a.value < b.value and (plural or low(tokens, a.first - 1) in {"of", "about", "around", "approximately", "some", "by"}):
        return None
    return True


def _is_range(reader: Reader, start: Measure, end: Measure, joint: str) -> bool:
    """Whether the joint makes a range of two rising values."""
    tokens = reader.tokens
    before, second = low(tokens, start.first - 1), low(tokens, start.first - 2)
    if joint in DASHES:
        own = start.unit is not None and start.rule in {"unit", "money_name"}
        return not own or glued(tokens, start.last) or glued(tokens, start.last + 1)
    if joint == "and":
        return "between" in {before, second} or (before == "of" and second == "range")
    if joint == "or":
        close = end.value <= 2 * start.value + 1
        return close and start.unit is None and (end.unit is not None or is_word(tokens, end.last))
    origin = _from(tokens=reader.tokens, first=start.first)
    if origin is not None:
        return low(tokens, origin - 1) in RANGING or low(tokens, origin - 2) in RANGING
    if end.unit is None and start.unit is None:
        changed = any(low(tokens, start.first - back) in change_words() for back in (1, 2))
        return not changed and before != "(" and end.value <= 10 * start.value and start.value % 1 == end.value % 1 == 0
    if start.unit is not None:
        return end.value <= 10 * start.value and not any(low(tokens, start.first - back) in change_words() for back in (1, 2))
    return True


def _from(tokens: object, first: int) -> int | None:
    """The token of a `from` close before token `first`."""
    assert isinstance(tokens, list | tuple)
    return next((first - back for back in (1, 2, 3) if low(tokens, first - back) == "from"), None)


def _shared(start: Measure, end: Measure, joint: str, bottom: Decimal) -> Outcome | None:
    """The first number alone, with the unit and scale that only the second is printed with ("from 5 to 7 per cent")."""
    if joint != "to":
        return None
    if start.unit is None and end.unit is not None and end.rule in {"unit", "money_name", "rate", "rate_of_things"}:
        return Outcome(replace(start, value=bottom, unit=end.unit, rule="shared_unit"), start.last)
    if start.rule == end.rule == "money_sign" and bottom != start.value:
        return Outcome(replace(start, value=bottom), start.last)
    return None
