"""A rate that was divided by the later number: "the change was 27.4 per cent", beside 184.33 then and 253.79 now.

That the rate comes out to its last digit with the wrong number is the evidence that these two are meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.analysis.checking.doubts import Page
from extractor.analysis.checking.relations import Relation
from extractor.analysis.relating.likeness import stems
from extractor.analysis.relating.reading import RELATIVE, Mention, Reading, printed
from extractor.values import arithmetic
from extractor.values.intervals import best, stands_for

DIGITS = 3  # of a rate and of both numbers: fewer agree by chance
NOW = frozenset({"now", "today", "currently", "last", "this"})
HUNDRED = Decimal(100)


def wrong_bases(reading: Reading, page: Page) -> Iterator[Relation]:
    """Rates of no other numbers, beside two numbers of one thing at two times that give them from the later one."""
    linked = {c.delta for c in page.changes if c.current is not None and c.baseline is not None}
    for rate in reading.mentions:
        if rate.unit != "percent" or rate.claim.id in linked or not _exact(rate) or rate.claim.modifier != "exactly":
            continue
        for number in (rate.sentence, rate.sentence + 1):
            pair = _pair(reading, rate, number)
            relation = _relation(rate, *pair) if pair is not None else None
            if relation is not None:
                yield relation
                break


def _exact(m: Mention) -> bool:
    return sum(ch.isdigit() for ch in m.claim.text) >= DIGITS and best(printed(m.claim)) not in (None, 0)


def _pair(reading: Reading, rate: Mention, number: int) -> tuple[Mention, Mention] | None:
    """The only two numbers of a sentence, of one unit and of two times, that speak of what the rate speaks of."""
    found = [m for m in reading.in_sentence(number) if m is not rate]
    if len(found) != 2 or found[0].unit != found[1].unit or found[0].unit in RELATIVE or not all(map(_exact, found)):
        return None
    first, last = reading.sentences[rate.sentence]
    if number != rate.sentence and not stems(reading.words[first:last]) & stems(
        reading.words[slice(*reading.sentences[number])]
    ):
        return None
    return _in_time(reading, *found)


def _in_time(reading: Reading, a: Mention, b: Mention) -> tuple[Mention, Mention] | None:
    """The earlier and the later of two numbers; one without a date is the later beside "now" or "last month"."""
    times = [m.claim.period or "" for m in (a, b)]
    if any("/" in time for time in times) or times[0][:7] == times[1][:7]:
        return None
    for old, new, time in ((a, b, times[1]), (b, a, times[0])):
        near = reading.words[max(reading.sentences[new.sentence][0], new.first - 4) : new.first]
        if not time and NOW & set(near):
            return old, new
    if not all(times):
        return None
    return (a, b) if times[0] < times[1] else (b, a)


def _relation(rate: Mention, old: Mention, new: Mention) -> Relation | None:
    a, b, stated = best(printed(old.claim)), best(printed(new.claim)), stands_for(printed(rate.claim))
    if not a or not b or a == b:
        return None
    down = b < a
    wrong = abs(b - a) / b * HUNDRED
    outcome = arithmetic.change_in_percent(printed(new.claim), printed(old.claim), printed(rate.claim), down=down)
    if outcome is None or outcome.fits or not stated.low < wrong < stated.high:
        return None
    told = f"{outcome.working[:-1]}, which it is of the later number."
    terms = [("current", new.claim), ("baseline", old.claim), ("delta", rate.claim)]
    kept = arithmetic.Outcome(outcome.fits, told, outcome.off)
    return Relation("percent_change", terms, kept, [], "check.wrong_base")
