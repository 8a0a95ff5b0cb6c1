"""Relations between printed numbers, worked out over the values that they may stand for, and told in a sentence.

Printed numbers in, an `Outcome` out: whether some values fit, and the sum with the figures as printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extractor.lexicons import load
from extractor.values.intervals import (
    DIGITS,
    Interval,
    Printed,
    best,
    exactly,
    percent_change,
    stands_for,
    total,
)

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether values within the intervals satisfy a relation, and the sum in words.

    off: how far the result of the printed figures lies from the stated number; None where that is no one number.
    """

    fits: bool
    working: str
    off: Decimal | None = None


def figure(value: Decimal, places: int = 2) -> str:
    """A result with thousands grouped, at most so many decimals.

    >>> figure(Decimal("1684")), figure(Decimal("166.567754")), figure(Decimal("0.50")), figure(Decimal("-0.001"))
    ('1,684', '166.57', '0.5', '0')
    """
    rounded = round(value, places) if abs(value) < Decimal(10) ** 20 else value
    text = f"{rounded:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def like(printed: Printed, result: Decimal) -> str:
    """A result as the article prints such numbers: in millions beside millions.

    >>> like(Printed("$100 million", Decimal(100000000), Decimal(100000000), "USD"), Decimal(99500000))
    '$99.5 million'
    """
    digits, value = DIGITS.search(printed.text), best(printed)
    if digits is None or not value or len(digits[0]) > 20:
        return figure(result, 6)
    number = Decimal("".join(ch for ch in digits[0] if ch.isdigit() or ch == "."))
    factor = abs(value) / number if number else Decimal(1)
    if factor < 1000:
        return figure(result, 6)
    return f"{printed.text[: digits.start()]}{figure(result / factor, 6)}{printed.text[digits.end() :]}"


def said(printed: Printed) -> str:
    """The number with the word that bounds it, as the article has it.

    >>> said(Printed("100 per cent", Decimal(100), None, "percent", "more_than", "more than"))
    'more than 100 per cent'
    """
    if printed.modifier_text:
        after = printed.modifier_text in load("rounding")["after"]["words"]
        return f"{printed.text} {printed.modifier_text}" if after else f"{printed.modifier_text} {printed.text}"
    if printed.high is None and printed.modifier == "about":  # "thousands"
        return printed.text
    words = {"about": "about", "more_than": "more than", "less_than": "less than"}.get(printed.modifier, "")
    return f"{words} {printed.text}".strip()


def _verdict(result: str, fits: bool, stated: str, *, near: bool = False) -> str:
    if not fits:
        return f"{result}, not {stated}."
    return (
        f"{result}, which the rounded numbers allow for {stated}." if near else f"{result}, which agrees with {stated}."
    )


def _is_near(result: Decimal, stated: Interval) -> bool:
    """Whether only the rounding of the other numbers makes a result agree."""
    return not stated.low <= result <= stated.high


def difference(current: Printed, baseline: Printed, delta: Printed, *, down: bool, factor: int = 1) -> Outcome | None:
    """Current − baseline = delta (baseline − current where it went down); `factor` delta units make one of the others.

    >>> p = lambda n: Printed(str(n), Decimal(n), Decimal(n), "count")
    >>> difference(p(197), p(164), p(33), down=False).working
    '197 - 164 = 33, which agrees with 33.'
    >>> difference(p(93), p(68), p(61), down=False).working
    '93 - 68 = 25, not 61.'
    """
    larger, smaller = (baseline, current) if down else (current, baseline)
    a, b, d = best(larger), best(smaller), best(delta)
    values = (stands_for(larger) - stands_for(smaller)).scaled(factor)
    if a is None or b is None:
        return None
    fits = values.meets(stands_for(delta))
    result = (a - b) * factor
    near = _is_near(result, stands_for(delta))
    sum_ = f"{larger.text} - {smaller.text}" if factor == 1 else f"({larger.text} - {smaller.text}) x {factor}"
    working = _verdict(f"{sum_} = {like(delta, result)}", fits, said(delta), near=near)
    return Outcome(fits, working, None if d is None else abs(result - d))


def change_in_percent(current: Printed, baseline: Printed, delta: Printed, *, down: bool) -> Outcome | None:
    """(current − baseline) / baseline, in per cent; None where that has no meaning (a baseline of zero, losses).

    >>> p = lambda n: Printed(str(n), Decimal(n), Decimal(n), "count")
    >>> rate = Printed("19.6 percent", Decimal("19.6"), Decimal("19.6"), "percent")
    >>> change_in_percent(p(4030), p(3380), rate, down=False).working
    '(4030 - 3380) / 3380 = 19.23 per cent, not 19.6 percent.'
    """
    values = percent_change(stands_for(current), stands_for(baseline))
    c, b, d = best(current), best(baseline), best(delta)
    if values is None or c is None or b is None or b == 0:
        return None
    values = -values if down else values
    result = (c - b) / b * HUNDRED * (-1 if down else 1)
    fits = values.meets(stands_for(delta))
    larger, smaller = (baseline, current) if down else (current, baseline)
    sum_ = f"({larger.text} - {smaller.text}) / {baseline.text} = {_percent(result, fits)}"
    near = _is_near(result, stands_for(delta))
    return Outcome(fits, _verdict(sum_, fits, said(delta), near=near), None if d is None else abs(result - d))


def change_with_difference(current: Printed, change: Printed, delta: Printed, *, down: bool) -> Outcome | None:
    """A rise given as an amount and in per cent, to a value: the amount over the value less the amount.

    >>> p = lambda n: Printed(str(n), Decimal(n), Decimal(n), "count")
    >>> rate = Printed("16.34%", Decimal("16.34"), Decimal("16.34"), "percent")
    >>> change_with_difference(p(104), p(17), rate, down=False).working
    '17 more than 87 is 104, which is 19.54 per cent more, not 16.34%.'
    """
    c, d, p = best(current), best(change), best(delta)
    if c is None or d is None:
        return None
    value, amount = stands_for(current), stands_for(change)
    baseline = value + amount if down else value - amount
    exact = c + d if down else c - d
    if exact <= 0 or baseline.low <= 0:
        return None
    # Both ends of the amount with both ends of the value: the share grows with the amount and falls with the value.
    start = (
        (value.low + amount.high, value.high + amount.low)
        if down
        else (value.low - amount.high, value.high - amount.low)
    )
    if start[0] <= 0:
        return None
    shares = [amount.high / start[0] * HUNDRED, amount.low / start[1] * HUNDRED]
    if not all(share.is_finite() for share in shares):
        return None
    values = Interval(min(shares), max(shares))
    result = d / exact * HUNDRED
    fits = values.meets(stands_for(delta))
    way = "less" if down else "more"
    sum_ = f"{change.text} {way} than {figure(exact, 6)} is {current.text}, which is {_percent(result, fits)} {way}"
    working = f"{sum_} and agrees with {said(delta)}." if fits else f"{sum_}, not {said(delta)}."
    return Outcome(fits, working, None if p is None else abs(result - p))


def times(current: Printed, baseline: Printed, delta: Printed, *, down: bool) -> Outcome | None:
    """Current / baseline beside a multiple (`doubled`) or a fraction (`halved`, `fell by a third`).

    >>> p = lambda n: Printed(str(n), Decimal(n), Decimal(n), "count")
    >>> doubled = Printed("doubled", Decimal(2), Decimal(2), "times")
    >>> times(p(5852), p(2159), doubled, down=False).working
    '5852 / 2159 = 2.71, which agrees with doubled.'
    """
    ratio = stands_for(current).over(stands_for(baseline))
    c, b = best(current), best(baseline)
    if ratio is None or c is None or b is None or b == 0:
        return None
    stated, one = stands_for(delta), exactly(1)
    d = best(delta)
    if delta.unit == "fraction" or (d is not None and d < 1):
        readings = [ratio, one - ratio] if down else [ratio - one]
    elif down:
        inverse = stands_for(baseline).over(stands_for(current))
        readings = [inverse] if inverse is not None else []
    else:
        readings = [ratio, ratio - one]
    fits = any(reading.meets(stated) for reading in readings)
    sum_ = f"{current.text} / {baseline.text} = {figure(c / b)}"
    return Outcome(fits, _verdict(sum_, fits, said(delta)), None if d is None else abs(c / b - d))


def percentage(parts: list[Printed], whole: Printed, stated: Printed) -> Outcome | None:
    """The parts over the whole, in per cent (a stated fraction is one of hundred parts as well).

    >>> p = lambda n: Printed(str(n), Decimal(n), Decimal(n), "count")
    >>> percentage([p(30)], p(120), Printed("25%", Decimal(25), Decimal(25), "percent")).working
    '30 / 120 = 25 per cent, which agrees with 25%.'
    """
    numbers = [best(part) for part in parts]
    w, s = best(whole), best(stated)
    ratio = total([stands_for(part) for part in parts]).over(stands_for(whole))
    if ratio is None or w is None or w == 0 or any(number is None for number in numbers):
        return None
    result = sum((number for number in numbers if number is not None), Decimal(0)) / w * HUNDRED
    scale = HUNDRED if stated.unit == "fraction" else Decimal(1)
    fits = ratio.scaled(100).meets(stands_for(stated).scaled(scale))
    joined = " + ".join(part.text for part in parts)
    sum_ = f"{f'({joined})' if len(parts) > 1 else joined} / {whole.text} = {_percent(result, fits)}"
    near = _is_near(result, stands_for(stated).scaled(scale))
    return Outcome(fits, _verdict(sum_, fits, said(stated), near=near), None if s is None else abs(result - s * scale))


def sum_of(parts: list[Printed], whole: Printed) -> Outcome | None:
    """Whether the parts add up to the whole.

    >>> p = lambda n: Printed(str(n), Decimal(n), Decimal(n), "count")
    >>> sum_of([p(10), p(5)], p(16)).working
    '10 + 5 = 15, not 16.'
    """
    numbers = [best(part) for part in parts]
    w = best(whole)
    if w is None or any(number is None for number in numbers):
        return None
    result = sum((number for number in numbers if number is not None), Decimal(0))
    fits = total([stands_for(part) for part in parts]).meets(stands_for(whole))
    sum_ = f"{' + '.join(part.text for part in parts)} = {like(whole, result)}"
    near = _is_near(result, stands_for(whole))
    return Outcome(fits, _verdict(sum_, fits, said(whole), near=near), abs(result - w))


def within(parts: list[Printed], whole: Printed) -> Outcome | None:
    """Whether the parts that are known are not more than the whole.

    >>> p = lambda n: Printed(str(n), Decimal(n), Decimal(n), "count")
    >>> within([p(3), p(4)], p(10)).working
    '3 + 4 = 7, which is not more than 10.'
    """
    numbers = [best(part) for part in parts]
    if any(number is None for number in numbers):
        return None
    result = sum((number for number in numbers if number is not None), Decimal(0))
    fits = total([stands_for(part) for part in parts]).low <= stands_for(whole).high
    is_more = f"is {'not ' if fits else ''}more than"
    if len(parts) == 1:
        return Outcome(fits, f"The part, {said(parts[0])}, {is_more} the whole, {said(whole)}.")
    joined = " + ".join(part.text for part in parts)
    return Outcome(fits, f"{joined} = {figure(result, 6)}, which {is_more} {said(whole)}.")


def ordered(larger: Printed, smaller: Printed, words: str) -> Outcome:
    """Whether a stated order may hold.

    >>> p = lambda n: Printed(str(n), Decimal(n), Decimal(n), "count")
    >>> ordered(p(5), p(3), "topped").working
    '5 is more than 3, as "topped" says.'
    """
    fits = stands_for(larger).high >= stands_for(smaller).low
    if fits:
        return Outcome(fits, f'{larger.text} is more than {smaller.text}, as "{words}" says.')
    return Outcome(fits, f'{larger.text} is less than {smaller.text}, while "{words}" says that it is more.')


def ordered_list(numbers: list[Printed], words: str) -> Outcome:
    """Whether numbers that are told in order, the largest first, may be so.

    >>> p = lambda n: Printed(str(n), Decimal(n), Decimal(n), "count")
    >>> ordered_list([p(5), p(4), p(3)], "headed by").working
    '5, 4, 3: each is no less than the next, as "headed by" says.'
    """
    fits = all(stands_for(a).high >= stands_for(b).low for a, b in pairwise(numbers))
    shown = ", ".join(p.text for p in numbers)
    says = "each is no less than the next, as" if fits else "not each is no less than the next, while"
    return Outcome(fits, f'{shown}: {says} "{words}" says.')


def agree(first: Printed, others: list[Printed]) -> Outcome:
    """Whether the same thing, stated again, has the same value.

    >>> p = lambda n: Printed(str(n), Decimal(n), Decimal(n), "count")
    >>> agree(p(27), [p(27)]).working
    '27 = 27.'
    """
    fits = all(stands_for(first).meets(stands_for(other)) for other in others)
    if fits:
        return Outcome(fits, " = ".join(said(p) for p in (first, *others)) + ".")
    return Outcome(fits, f"The same thing is given as {' and as '.join(said(p) for p in (first, *others))}.")


def rates_agree(pairs: list[tuple[Printed, Printed]], tolerance: Decimal) -> Outcome | None:
    """Whether amounts in two currencies imply one rate, within a tolerance: pairs of (amount, converted amount).

    >>> p = lambda n: Printed(str(n), Decimal(n), Decimal(n), "count")
    >>> rates_agree([(p(200), p(100)), (p(404), p(200))], Decimal("0.03")).working
    '200 / 100 = 2 and 404 / 200 = 2.02, which are one rate.'
    """
    ratios: list[Interval] = []
    shown = []
    for a, b in pairs:
        ratio, x, y = stands_for(a).over(stands_for(b)), best(a), best(b)
        if ratio is None or x is None or y is None or y == 0:
            return None
        ratios.append(Interval(ratio.low * (1 - tolerance / 2), ratio.high * (1 + tolerance / 2)))
        shown.append(f"{a.text} / {b.text} = {_ratio(x / y)}")
    fits = max(r.low for r in ratios) <= min(r.high for r in ratios)
    end = "which are one rate" if fits else f"which are more than {figure(tolerance * 100)} per cent apart"
    return Outcome(fits, f"{' and '.join(shown)}, {end}.")


def converted(amount: Printed, other: Printed, factor: Decimal, tolerance: Decimal) -> tuple[Outcome, bool] | None:
    """Whether a measure in another unit is the same, and whether it is further off than a light hand explains.

    >>> km, miles = (Printed(f"{n} {u}", Decimal(n), Decimal(n), u) for n, u in ((100, "km"), (62, "mile")))
    >>> converted(km, miles, Decimal("0.621371"), Decimal("0.1"))[0].working
    '100 km is 62.14 mile, which agrees with 62 mile.'
    """
    x, y = best(amount), best(other)
    if x is None or y is None or y == 0 or x == 0:
        return None
    # A measure in whole units is a rounded one.
    values = _at_least_one(stands_for(amount), x).scaled(factor)
    fits = values.meets(_at_least_one(stands_for(other), y))
    far = abs(x * factor - y) > tolerance * abs(y)
    working = _verdict(f"{amount.text} is {_ratio(x * factor)} {other.unit}", fits, said(other))
    return Outcome(fits, working), far and not fits


def _at_least_one(interval: Interval, value: Decimal) -> Interval:
    return interval.hull(Interval(value - 1, value + 1)) if value == value.to_integral_value() else interval


def _ratio(value: Decimal) -> str:
    """A rate with four digits that count."""
    return figure(value, max(2, 3 - value.adjusted())) if value.is_finite() and value else figure(value)


def _percent(value: Decimal, fits: bool) -> str:
    """A result in per cent: one decimal where it agrees, two where the difference has to be seen."""
    return f"{figure(value, 1 if fits else 2)} per cent"


def degrees(celsius: Printed, fahrenheit: Printed) -> Outcome | None:
    """Whether a temperature, or a difference of two, is the same in the other scale.

    >>> p = lambda n, unit: Printed(f"{n} {unit}", Decimal(n), Decimal(n), unit)
    >>> degrees(p(14, "°C"), p(57, "°F")).working
    '14 °C is 57.2 °F, which agrees with 57 °F.'
    """
    c, f = best(celsius), best(fahrenheit)
    if c is None or f is None:
        return None
    near = stands_for(fahrenheit)
    shown = Interval(near.low - 1, near.high + 1)  # whole degrees are rounded ones
    for offset in (Decimal(32), Decimal(0)):
        values = stands_for(celsius).scaled(Decimal(9) / 5) + exactly(offset)
        if values.meets(shown):
            result = c * 9 / 5 + offset
            working = f"{celsius.text} is {figure(result)} °F, which agrees with {fahrenheit.text}."
            return Outcome(True, working, abs(result - f))
    result = c * 9 / 5 + 32
    return Outcome(False, f"{celsius.text} is {figure(result)} °F, not {fahrenheit.text}.", abs(result - f))
