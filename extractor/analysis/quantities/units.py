"""Units that only the rest of the text tells: points of an index or of per cent, shared units, pounds of weight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from extractor.lexicons import load
from extractor.values import money
from extractor.values.numbers.context import is_capital, is_word, listed, low
from extractor.values.numbers.measure import Measure
from extractor.values.numbers.tokens import Token

MEMORY = 150  # tokens over which an amount's currency is remembered


@dataclass(frozen=True, slots=True)
class Draft:
    """A measure before its bounds are set; a range has `bottom` and `top`."""

    measure: Measure
    bottom: Decimal | None = None
    top: Decimal | None = None


def settle_units(drafts: list[Draft], tokens: Sequence[Token], *, british: Callable[[], bool]) -> list[Draft]:
    """The drafts with the units that their neighbours and sentences settle; `british`: pounds are sterling here."""
    drafts = _elided(_listed(_with_inches(drafts, tokens), tokens), tokens)
    percentage_points = any(draft.measure.unit == "percentage_point" for draft in drafts)
    out: list[Draft] = []
    for draft in map(partial(_millions, tokens=tokens), drafts):
        unit = draft.measure.unit
        exchanged = _exchanged(draft, tokens) if unit is None else None
        if exchanged is not None:
            unit = exchanged
        elif unit is None and (_is_magnitude(draft, tokens) or _is_reading(draft, tokens)):
            unit = "point"
        elif unit == "point" and percentage_points and _beside_percent(draft, tokens):
            unit = "percentage_point"
        elif (
            unit == "GBP"
            and tokens[draft.measure.last - 1].lower.startswith("pound")
            and _weighs(draft, tokens, british)
        ):
            unit = "lb"
        elif unit == "percentage_point" and draft.measure.number.form == "fraction" and not _of_rates(draft, tokens):
            unit = "point"
        out.append(draft if unit is draft.measure.unit else replace(draft, measure=replace(draft.measure, unit=unit)))
    return out


def _millions(draft: Draft, *, tokens: Sequence[Token]) -> Draft:
    """`5m` as five million, where the sentence speaks of things that come by the million and of no length."""
    measure = draft.measure
    if measure.unit != "m" or tokens[measure.last - 1].text != "m" or measure.number.scaled or draft.top is not None:
        return draft
    cues, near = load("unit_cues")["m"], sentence_words(tokens, measure.first, back=25, ahead=15)
    if near.isdisjoint(cues["million"]) or not near.isdisjoint(cues["metres"]):
        return draft
    return replace(draft, measure=replace(measure, value=measure.value * 10**6, unit=None, rule="million"))


def _exchanged(draft: Draft, tokens: Sequence[Token]) -> str | None:
    """The currency of a bare rate of exchange: "the yen fell to 145 per dollar"."""
    measure = draft.measure
    after = [low(tokens, i) for i in range(measure.last, measure.last + 4)]
    if after[0] not in {"per", "to", "against", "a"} or not {"dollar", "euro", "greenback", "pound"} & set(after[1:]):
        return None
    nouns, found = money.table().nouns, None
    for i in range(max(0, measure.first - 25), measure.first):
        if _ends(tokens, i):
            found = None
        elif tokens[i].lower in nouns and tokens[i].lower not in after:
            choice = nouns[tokens[i].lower][1]
            found = choice[0] or None
    return found


def sentence_words(tokens: Sequence[Token], i: int, *, back: int = 40, ahead: int = 0) -> set[str]:
    """The words around token `i`, back to the last sentence end and on to the next, at most so many tokens off."""
    found: set[str] = set()
    for j in range(i - 1, max(-1, i - 1 - back), -1):
        if _ends(tokens, j):
            break
        found.add(tokens[j].lower)
    for j in range(i, min(len(tokens), i + ahead)):
        if _ends(tokens, j):
            break
        found.add(tokens[j].lower)
    return found


def _ends(tokens: Sequence[Token], j: int) -> bool:
    token = tokens[j]
    if token.kind == "break":
        return True
    return (
        token.text in {".", "!", "?"}
        and j + 1 < len(tokens)
        and not tokens[j + 1].glued
        and tokens[j + 1].text[:1].isupper()
    )


def _listed(drafts: list[Draft], tokens: Sequence[Token]) -> list[Draft]:
    """Numbers in a row take the unit that the last is printed with: "2, 3 and 5 per cent"."""
    out = list(drafts)
    for place in range(len(out) - 2, -1, -1):
        draft, following = out[place], out[place + 1]
        gap = [token.lower for token in tokens[draft.measure.last : following.measure.first]]
        printed = following.measure.rule in {"unit", "money_name", "shared_unit"} and following.measure.unit not in {
            "point",
            None,
        }
        # "17 or 16.3 per cent" is an amount and a rate, "16 or 17 per cent" are two rates.
        alike = gap != ["or"] or (draft.measure.value % 1 == 0) == (following.measure.value % 1 == 0)
        # "The mill sold 5,300, 10 per cent more": a comma alone makes no row, a large number is no rate.
        going_on = gap == [","] and following.measure.rule == "shared_unit"
        row = going_on or gap in (["and"], [",", "and"], ["or"], ["/"])
        rate = following.measure.unit == "percent" and (draft.measure.number.scaled or draft.measure.value >= 1000)
        if draft.measure.unit is None and printed and alike and row and not rate:
            out[place] = replace(draft, measure=replace(draft.measure, unit=following.measure.unit, rule="shared_unit"))
    return out


def _with_inches(drafts: list[Draft], tokens: Sequence[Token]) -> list[Draft]:
    """The inches beside feet, whose name is a preposition as well: "5 ft 2 in"."""
    out = list(drafts)
    for place in range(1, len(out)):
        feet, inches = out[place - 1].measure, out[place].measure
        beside = feet.unit == "ft" and inches.unit is None and inches.first == feet.last and inches.value < 12
        if beside and low(tokens, inches.last) in {"in", "ins"} and not is_capital(tokens, inches.last + 1):
            out[place] = replace(out[place], measure=replace(inches, last=inches.last + 1, unit="in", rule="unit"))
    return out


def _elided(drafts: list[Draft], tokens: Sequence[Token]) -> list[Draft]:
    """Amounts that leave out the unit printed before or after: "2 billion baht and another 3 billion"."""
    out = list(drafts)
    for place, draft in enumerate(out):
        if draft.measure.unit is not None or draft.measure.rule != "count":
            continue
        unit = _unit_before(out, place, tokens) or _compared_unit(out, place, tokens) or _moved_unit(out, place, tokens)
        if unit is not None:
            out[place] = replace(draft, measure=replace(draft.measure, unit=unit, rule="shared_unit"))
    return out


def _unit_before(drafts: list[Draft], place: int, tokens: Sequence[Token]) -> str | None:
    """The currency of the amount before, where only list words stand between or the words around speak of money."""
    measure = drafts[place].measure
    large = measure.number.scaled and measure.value >= 10**6
    if not place or is_counting(tokens, measure.last) or low(tokens, measure.last) == "of":
        return None
    if not (large or measure.value >= 1000) or measure.number.form == "fraction":
        return None
    for before in reversed(drafts[max(0, place - 4) : place]):
        other, unit = before.measure, before.measure.unit
        if unit is None or len(unit) != 3 or not unit.isupper() or measure.first - other.last > MEMORY:
            continue
        gap = {low(tokens, i) for i in range(other.last, measure.first)}
        if gap <= listed("between_amounts") or (large and low(tokens, measure.first - 1) == "another"):
            return unit
        if measure.number.form == "vague" and measure.value >= 10**9:
            return unit  # "billions" of nothing else are money
        near = sentence_words(tokens, measure.first, back=12, ahead=8)
        cues = load("unit_cues")
        speaks = not near.isdisjoint(cues["pounds"]["money"]) and near.isdisjoint(cues["m"]["million"])
        return unit if large and speaks else None
    return None


def _moved_unit(drafts: list[Draft], place: int, tokens: Sequence[Token]) -> str | None:
    """The unit of the level that a number moved from: "from 22.6 per cent in 2030 to 19.4 in 2031"."""
    if not place:
        return None
    before, measure = drafts[place - 1].measure, drafts[place].measure
    near = measure.first - before.last <= 6 and not is_counting(tokens, measure.last)
    if near and before.unit in {"basis_point", "percentage_point"} and measure.value % 1:
        return "percent" if low(tokens, measure.first - 1) in {"to", "at", "from"} else None
    if before.unit == "percent" and low(tokens, measure.last) == "of" and measure.value % 1:
        return "percent" if measure.first - before.last <= 6 else None  # "42.5 per cent, with 3.7 of those unsure"
    moved = low(tokens, before.first - 1) == "from" and low(tokens, measure.first - 1) == "to"
    if not moved or not near:
        return None
    alike = before.rule not in {"fraction", "share"} and before.number.scaled == measure.number.scaled
    return before.unit if alike else None


def _compared_unit(drafts: list[Draft], place: int, tokens: Sequence[Token]) -> str | None:
    """The per cent of the number that this one is compared with: "7.4 compared with the 9.4 per cent of 2030"."""
    if place + 1 >= len(drafts):
        return None
    measure, other = drafts[place].measure, drafts[place + 1].measure
    if other.unit != "percent" or other.first - measure.last > 6 or measure.value % 1 == 0:
        return None
    gap = [low(tokens, i) for i in range(measure.last, other.first)]
    return "percent" if gap and gap[0] in {"compared", "against", "versus", "from", "vs"} else None


def _is_magnitude(draft: Draft, tokens: Sequence[Token]) -> bool:
    """The strength of an earthquake: "magnitude 6.1", "a 6.1-magnitude quake", "6.1 on the Richter scale"."""
    first, last = draft.measure.first, draft.measure.last
    if draft.measure.number.form != "digits" or draft.measure.number.scaled or draft.measure.value > 12:
        return False
    if "magnitude" in {low(tokens, first - 1), low(tokens, last), low(tokens, last + 1)}:
        return True
    before = low(tokens, first - 2) == "magnitude" and low(tokens, first - 1) in {"of", "a", "preliminary"}
    return before or "richter" in {low(tokens, i) for i in range(last, last + 6)}


def _is_reading(draft: Draft, tokens: Sequence[Token]) -> bool:
    """A number without a noun in a sentence on an index is a reading in points."""
    measure = draft.measure
    if (
        measure.rule != "count"
        or measure.number.form != "digits"
        or measure.number.scaled
        or is_counting(tokens, measure.last)
    ):
        return False
    around = sentence_words(tokens, measure.first, ahead=3)
    if around & listed("index_names"):
        return True
    return bool(around & listed("index_words"))


def is_counting(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word at token `i` may be the noun that a number counts: no preposition, conjunction, adverb."""
    return is_word(tokens, i) and low(tokens, i) not in listed("after_reading")


def _beside_percent(draft: Draft, tokens: Sequence[Token]) -> bool:
    """`points` where the sentence speaks in per cent, and of no stock index."""
    near = sentence_words(tokens, draft.measure.first, back=60, ahead=30)
    return bool(near & {"percent", "%", "percentage", "cent"}) and not near & listed("index_names")


def _weighs(draft: Draft, tokens: Sequence[Token], british: Callable[[], bool]) -> bool:
    """`pounds` as a weight: by the words around, or where no word of money is near and no British text."""
    measure = draft.measure
    cues = load("unit_cues")["pounds"]
    near = sentence_words(tokens, measure.first, back=12, ahead=12)
    if near & set(cues["weight"]):
        return not near & set(cues["money"]) or low(tokens, measure.last) == "of"
    if measure.number.scaled and low(tokens, measure.last) != "of":
        return False
    return not near & set(cues["money"]) and not british()


def _of_rates(draft: Draft, tokens: Sequence[Token]) -> bool:
    """Half a point of a rate is half a percentage point; of a share or bond it is half a point."""
    measure = draft.measure
    if low(tokens, measure.last - 2) in {"percentage", "percent", "cent"}:
        return True
    near = sentence_words(tokens, measure.first, ahead=12)
    return bool(near & {"rate", "rates", "inflation", "interest", "unemployment", "hike", "hikes", "growth", "bank"})
