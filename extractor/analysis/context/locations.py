"""Where a number holds: the place that its own words or its sentence name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractor import report
from extractor.analysis.counting.spots import Spot
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import Phrases
from extractor.lexicons import load
from extractor.values.inflection import singular

# Bodies whose nationality says where they act: "Lao police".
AUTHORITIES = frozenset(
    [  # in the singular
        "authority",
        "police",
        "government",
        "official",
        "court",
        "prosecutor",
        "officer",
        "ministry",
        "minister",
        "customs",
        "cabinet",
        "parliament",
        "hospital",
        "airport",
        "market",
        "economy",
        "industry",
        "farmer",
        "consumer",
        "household",
        "province",
        "city",
        "region",
        "village",
        "territory",
        "coast",
        "border",
    ]
)
PREPOSITIONS = frozenset(
    {"in", "at", "across", "from", "to", "into", "throughout", "within", "inside", "near", "around", "outside", "of"}
)


@dataclass(frozen=True, slots=True)
class Location:
    """A place by the name of the record; `id` is None where the record has no such place."""

    name: str
    id: str | None


@dataclass(frozen=True, slots=True)
class _Mention:
    first: int
    last: int
    location: Location


class Locations:
    """Finds the place of each quantity of a Doc."""

    def __init__(self, phrases: Phrases, spots: Sequence[Spot], places: Sequence[report.Place]) -> None:
        self.phrases, self.words, self.spots = phrases, phrases.words, spots
        self.names = {
            place.country: Location(place.name, place.id) for place in reversed(places) if self._is_country(place)
        }
        self.by_sentence: dict[int, list[_Mention]] = {}
        for place in places:
            for mention in place.mentions:
                first, last = self.words.span(mention.start, mention.end)
                if first < last and not self._dateline(first, last):
                    self._add(_Mention(first, last, Location(place.name, place.id)))
        sentences = {spot.sentence for spot in spots}
        for number in sentences:
            self._add_authorities(number)
            self.by_sentence.get(number, []).sort(key=lambda m: m.first)

    def of(self, n: int) -> Location | None:
        """The place after the number, up to the next one; else the nearest before it in the sentence."""
        here = self.spots[n]
        mentions = self.by_sentence.get(here.sentence, [])
        first, last = self.words.around(here.first)
        start = bisect_left(mentions, first, key=lambda mention: mention.first)
        mentions = mentions[start : bisect_left(mentions, last, key=lambda mention: mention.first)]
        stop = self.words.sentences[here.sentence][1] + 1
        if n + 1 < len(self.spots) and self.spots[n + 1].sentence == here.sentence:
            stop = self.spots[n + 1].left
        for mention in mentions:
            if here.last <= mention.first and mention.last < stop - 1 and self._own(here.last, mention):
                return mention.location
        before = [m for m in mentions if m.last <= here.first and not self._taken(n, m)]
        return before[-1].location if before else None

    def _own(self, start: int, mention: _Mention) -> bool:
        before = self.words.lowers[mention.first - 1]
        if before == "the" and mention.first > 1:
            before = self.words.lowers[mention.first - 2]
        marks = {w.COMMA, w.COLON, w.DASH, w.QUOTE, w.STOP, w.SUBORDINATOR, w.RELATIVE}
        possessive = mention.last < len(self.words.tags) and self.words.tags[mention.last] == w.POSSESSIVE
        return (before in PREPOSITIONS or possessive) and not marks & set(self.words.tags[start : mention.first])

    def _taken(self, n: int, mention: _Mention) -> bool:
        """A place right after another number is that number's, where it says whence or whither."""
        for m in range(n - 1, -1, -1):
            if self.spots[m].sentence != self.spots[n].sentence:
                return False
            if self.spots[m].last <= mention.first:
                return self.words.lowers[mention.first - 1] in {"from", "to"}
        return False

    def _add(self, mention: _Mention) -> None:
        self.by_sentence.setdefault(self.words.sentence[mention.first], []).append(mention)

    def _add_authorities(self, number: int) -> None:
        demonyms: dict[str, str] = load("countries")["demonyms"]
        first, last = self.words.sentences[number]
        for i in range(first, last - 1):
            code = demonyms.get(self.words.texts[i])
            if code is None or singular(self.words.lowers[i + 1]) not in AUTHORITIES:
                continue
            location = self.names.get(code) or _country(code)
            if location is not None:
                self._add(_Mention(i, i + 1, location))

    @staticmethod
    def _is_country(place: report.Place) -> bool:
        return place.country is not None and load("countries")["names"].get(place.name) == place.country

    def _dateline(self, first: int, last: int) -> bool:
        opens = self.words.sentences[self.words.sentence[first]][0]
        return first == opens and last < len(self.words.tags) and self.words.tags[last] in {w.DASH, w.OPEN}


def _country(code: str) -> Location | None:
    name = next((name for name, c in load("countries")["names"].items() if c == code), None)
    return Location(name, None) if name else None
