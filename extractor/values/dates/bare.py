"""Values of words that are dates only in some places: years without a month, "a year", units in the plural."""

from __future__ import annotations

from decimal import Decimal

from extractor.values.dates.amounts import duration
from extractor.values.dates.context import Context, Value
from extractor.values.dates.explicit import Found
from extractor.values.dates.patterns import Match
from extractor.values.dates.relative import unit_of

# Words before a number of four figures that make it a year even where it is old or round.
YEAR_CUES = {
    "in", "since", "of", "until", "till", "from", "between", "by", "circa", "c", "before", "after", "year", "during",
    "through", "early", "late", "mid", "back", "around", "fiscal",
}  # fmt: skip
# Words after which "a year" is a length of time and no rate.
LENGTH_CUES = {
    "for", "within", "in", "over", "after", "about", "than", "as", "nearly", "almost", "barely", "under", "around",
    "just", "only", "took", "take", "takes", "lasted", "last", "spent", "spend", "of", "served", "once", "roughly",
    "him", "them", "us", "during", "until", "wait", "waited", "through", "at",
}  # fmt: skip


RECENT = range(1990, 2036)  # years that stand before a plural as themselves: "2024 elections"


def _counts(noun: str) -> bool:
    """Whether a noun is a plural, which a number before it counts."""
    return (
        noun.endswith("s") and not noun.endswith("ss") and len(noun) > 3 and noun not in {"was", "has", "this", "its"}
    )


def bare_year(match: Match, context: Context) -> Found:
    """Four figures that are a year: 1900 to 2079, or with a word before them that says so."""
    token = context.tokens[match.end - 1]
    number = int(token.low)
    before = context.words(max(context.sentence(match.start)[0], match.start - 1), match.start)
    cue = bool(before) and before[0] in YEAR_CUES
    follows = context.tokens[match.end] if match.end < context.sentence(match.start)[1] else None
    glued = follows if follows is not None and follows.start == token.end else None
    if glued and (glued.text in {"%", "°", "@"} or _in_file_name(context, match.end)):
        return None
    if before and before[0] in {"$", "€", "£", "#", "/", ".", "+", "=", "×"}:
        return None
    if number < 1900 and not cue:
        return None
    noun = follows.text if follows is not None and follows.text.isalpha() and follows.text.islower() else ""
    if not cue and noun and (number in {1900, 2000} or (_counts(noun) and number not in RECENT and before != ["the"])):
        return None
    return Value("DATE", token.low, explicit=True)


def _in_file_name(context: Context, index: int) -> bool:
    """Whether a full stop has a small letter right behind it: "2024.jpg"."""
    stop, after = context.tokens[index], context.tokens[index + 1 : index + 2]
    return stop.text == "." and bool(after) and after[0].start == stop.end and after[0].text[0].islower()


def thai_year(match: Match, context: Context) -> Found:
    """A Buddhist year as Thailand and its neighbours count: 543 ahead."""
    place = match.parts["y"][0]
    printed = int(context.tokens[place].low)
    said = match.start < place or context.words(place - 1, place) == ["year"]
    follows = context.tokens[place + 1].text if place + 1 < context.sentence(place)[1] else ""
    if context.tokens[match.start].text == "be" or (not said and (printed % 100 == 0 or _counts(follows))):
        return None
    return Value("DATE", f"{printed - 543:04d}", explicit=True)


def a_unit(match: Match, context: Context) -> Found:
    """One unit alone ("a year"): a set after "twice", a length after a preposition, else (a rate) no expression."""
    first = context.sentence(match.start)[0]
    before = context.words(max(first, match.start - 6), match.start)
    unit = unit_of(match, context)
    if unit in {"F", "E", "S"}:
        return None
    value = duration(Decimal(1), unit)
    if before and before[-1] in LENGTH_CUES:
        return Value("DURATION", value)
    if any(word in {"times", "once", "twice"} for word in before[-2:]):
        return Value("SET", value)
    return None


def plural_unit(match: Match, context: Context) -> Found:
    """Units without a number: "for years", "weeks of talks"."""
    return Value("DURATION", duration(None, unit_of(match, context)))
