"""Which number is counted inside which: "of which 40", "40 of the 90", "among them 40", "60 per cent of the 90"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractor.analysis.comparing.frames import Frame, is_currency
from extractor.analysis.relating.likeness import stems
from extractor.analysis.relating.lists import exact_lists
from extractor.analysis.relating.members import answers, in_time, the_rest
from extractor.analysis.relating.orderings import orders
from extractor.analysis.relating.reading import RELATIVE, Mention, Reading, by_first_word, phrases_in, printed
from extractor.lexicons import load
from extractor.values.intervals import best

SHARES = frozenset({"percent", "fraction"})
CLOSE = 6
PLACED = frozenset({"in", "from", "across", "on", "at", "of", "to", "with", "and"})
OPENERS = frozenset({"that", ",", ";", ":", "–", "—", "“", '"', "but"})
DEADLY = frozenset({"die", "kill", "murder", "drown"})
PHRASE = 24  # words of "Of the 40 … ," before its comma
FIRST = frozenset({"including", ""})  # "including guests and 24 cooks" may go on with the guests or with the whole
INCLUDED = frozenset({"including", "and", ",", "", "comprising"})  # what stands before a number that is included


@dataclass(frozen=True, slots=True)
class PartOf:
    """The number `part` is counted inside `whole`."""

    whole: Mention
    part: Mention
    rule: str


def find_parts(reading: Reading, frames: list[Frame]) -> list[PartOf]:
    """The parts of a text, each once; numbers that are differences or baselines of a change are none."""
    barred = {m.number for frame in frames for m in (*frame.deltas, *frame.series)}
    barred |= {frame.baseline.number for frame in frames if frame.baseline is not None and frame.rule != "change.over"}
    finder = _Finder(reading, barred)
    out: dict[tuple[int, int], PartOf] = {}
    for part in finder.all():
        if part.whole.number != part.part.number and _smaller(part):
            out.setdefault((part.whole.number, part.part.number), part)
    for whole, share in in_time(reading, barred):
        part = PartOf(whole, share, "part.in_time")
        if _smaller(part):
            out.setdefault((whole.number, share.number), part)
    for whole, found in exact_lists(reading):
        if whole.number not in barred and barred.isdisjoint(m.number for m in found):
            out.update({(whole.number, m.number): PartOf(whole, m, "part.sum") for m in found} | out)
    told = [(part.whole, part.part) for part in out.values()]
    for rule, pairs in (("part.answer", answers(reading, told, barred)), ("part.rest", the_rest(reading, told))):
        for whole, share in pairs:
            out.setdefault((whole.number, share.number), PartOf(whole, share, rule))
    for part in _ordered(reading, list(out.values())):
        out.setdefault((part.whole.number, part.part.number), part)
    return sorted(out.values(), key=lambda part: (part.whole.first, part.part.first))


def _smaller(part: PartOf) -> bool:
    """Whether the part can lie inside: a share, or no larger number of the same unit."""
    if part.part.unit in SHARES:
        return part.whole.unit not in {"times", "percentage_point", "basis_point"}
    if part.part.unit != part.whole.unit:
        return False
    small, large = best(printed(part.part.claim)), best(printed(part.whole.claim))
    if part.whole.claim.high is None and part.whole.claim.modifier == "about":
        return small is not None  # "thousands"
    return small is not None and large is not None and small <= large


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    return by_first_word(load("part_cues")["inside"]["phrases"])


@cache
def _backward() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in load("part_cues")["inside"]["backward"])


class _Finder:
    """Reads the parts sentence by sentence."""

    def __init__(self, reading: Reading, barred: set[int]) -> None:
        self.reading, self.words, self.barred = reading, reading.words, barred

    def all(self) -> Iterator[PartOf]:
        """Every part, maybe more than once."""
        for number in sorted({m.sentence for m in self.reading.mentions}):
            mentions = self.reading.in_sentence(number)
            for m in mentions:
                yield from self._of(m, mentions)
            yield from self._lists(number, mentions)
            yield from self._opening(number, mentions)
            yield from self._alone(mentions)
            yield from self._among_the(mentions)
            yield from self._paid(number, mentions)
            yield from self._so_far(number, mentions)

    def _of(self, m: Mention, mentions: list[Mention]) -> Iterator[PartOf]:
        """`40 of the 90`, `11 per cent of South Africa's 60 million`, `four of the top 5`, `half of the population`."""
        following = next((o for o in mentions if o.first >= m.last), None)
        gap = self.words[m.last : following.first] if following else []
        shares = m.unit in SHARES and m.number not in self.barred
        out_of = gap[:3] == ["out", "of", "the"]
        if (
            following is not None
            and len(gap) <= CLOSE
            and (gap[:1] == ["of"] or out_of or (gap[1:2] == ["of"] and gap[0].isalpha()))
        ):
            rest = gap[gap.index("of") + 1 :]
            known = bool({"the", "its", "their", "those", "these", "all", "'s", "’s"} & set(rest))
            plain = all(w.isalpha() or w in {"'s", "’s", "-"} for w in rest) and not {
                "of",
                "in",
                "to",
                "and",
                "is",
                "was",
                "from",
                "by",
                "with",
                "than",
            } & set(rest)
            if (
                plain
                and (
                    (shares and following.unit not in RELATIVE)
                    or (known and m.unit == following.unit and m.unit not in RELATIVE)
                )
                and following.number not in self.barred
            ):
                yield PartOf(following, m, "part.of")
                return
        if (shares or m.unit == "count") and self.words[m.last : m.last + 1] == ["of"]:
            yield from self._share_of_known(m)

    def _share_of_known(self, m: Mention) -> Iterator[PartOf]:
        """A share of a thing whose number the sentence before gives: "half of the population"."""
        after = self.words[m.last + 1 : m.last + 4]
        if (
            not after
            or after[0] not in {"the", "these", "those", "them", "this", "that", "its", "their"}
            or m.sentence == 0
        ):
            return
        noun = stems(after[1:2])
        before = [
            o
            for o in self.reading.in_sentence(m.sentence - 1)
            if o.unit not in RELATIVE and o.number not in self.barred and not o.depth
        ]
        if m.unit not in SHARES:  # "nine of the charges", not "one of the best"
            named = [o for o in before if noun & stems((o.claim.head or "").lower().split()) and o.unit == m.unit]
        elif after[0] in {"them", "these", "those"} and not noun:
            named = before if len(before) == 1 else []
        else:
            named = [o for o in before if noun & self._named(o)]
        if len(named) == 1:
            yield PartOf(named[0], m, "part.share")

    def _named(self, m: Mention) -> frozenset[str]:
        """What a number counts: its head and the words that follow it."""
        return stems([*(m.claim.head or "").lower().split(), *self.words[m.last : m.last + 3]])

    def _lists(self, number: int, mentions: list[Mention]) -> Iterator[PartOf]:
        """`478, of which grain in 347 (wheat in 331), potatoes in 17`; `12 people, three of them children`."""
        first, last = self.reading.sentences[number]
        for i, phrase in phrases_in(self.words, first, last, _phrases()):
            whole = next(
                (
                    m
                    for m in reversed(mentions)
                    if m.last <= i and m.unit not in RELATIVE and m.number not in self.barred and not m.depth
                ),
                None,
            )
            if whole is None or i - whole.last > 14:
                continue
            whole = self._counted(whole, mentions, i + len(phrase)) if phrase == ("including",) else whole
            before = next((m for m in mentions if m.last == i and m.number != whole.number), None)
            if phrase in _backward():
                lead = next((m for m in mentions if m.last == i), None)
                if lead is not None:
                    told = self._told(lead, mentions)
                    if told is not None:
                        yield PartOf(told, lead, "part.of_them")
                    continue
                if self.words[i - 1] not in {",", "(", "and", ";", "–", "—"} and phrase[1] not in {"which", "whom"}:
                    continue  # "the number of those entitled"
            if before is None:
                yield from self._list(whole, [m for m in mentions if m.first >= i + len(phrase)], phrase)

    def _told(self, part: Mention, mentions: list[Mention]) -> Mention | None:
        """What `12 of them`, `half of whom` are of: the last number of the unit; of a share, the one that it counts."""
        before = [m for m in mentions if m.last <= part.first and m.number not in self.barred]
        if part.unit not in SHARES:  # the 40 of "40 of them old and 12 of them lame" is no whole of the 12
            told = (m for m in reversed(before) if m.unit == part.unit)
            return next((m for m in told if not self._of_them(m) or part.role not in {"and", ","}), None)
        amounts = [m for m in before if m.unit not in RELATIVE and not m.depth]
        head = stems((part.claim.head or "").lower().split())
        named = [m for m in amounts if head & self._named(m)] or (amounts if len(amounts) == 1 else [])
        return named[-1] if named and part.first - named[-1].last <= PHRASE else None

    def _of_them(self, m: Mention) -> bool:
        return tuple(self.words[m.last : m.last + 2]) in _backward()

    def _counted(self, whole: Mention, mentions: list[Mention], start: int) -> Mention:
        """`900 guests from 40 countries, including 4 presidents`: people are counted among the guests."""
        before = next((m for m in reversed(mentions) if m.last <= whole.first), None)
        part = next((m for m in mentions if m.first >= start), None)
        if before is None or part is None or whole.role not in {"from", "in", "across"} or whole.number in self.barred:
            return whole
        if before.unit != whole.unit or whole.first - before.last > CLOSE or before.number in self.barred:
            return whole
        named = self.words[part.last : part.last + 1]
        place = not named or not named[0].isalpha() or named[0] in PLACED
        return whole if place or self._named(part) & self._named(whole) else before

    def _list(self, whole: Mention, after: list[Mention], phrase: tuple[str, ...]) -> Iterator[PartOf]:
        """The numbers of a list; what stands in brackets is counted inside the number before it."""
        outer, end = whole, None
        for m in after:
            if m.number in self.barred:
                break
            if m.unit not in {whole.unit, "percent", "fraction"} or (end is not None and m.first - end > 12):
                break
            if end is None and ")" in self.words[whole.last : m.first] and m.depth == whole.depth:
                break
            if phrase == ("including",) and (
                m.role not in (FIRST if end is None else INCLUDED)
                or (end is not None and not self._joined(m, whole, outer))
            ):
                break
            if m.depth > whole.depth and outer is not whole:
                yield PartOf(outer, m, "part.bracket")
                continue
            yield PartOf(whole, m, "part.list")
            outer, end = m, m.last

    def _joined(self, m: Mention, whole: Mention, last: Mention) -> bool:
        """Whether a list goes on: "79 ministers and 17 officials"; ", and three deaths" starts something else."""
        before = self.words[m.governor - 1 : m.governor + 1]
        return m.role in {"and", ","} and before != [",", "and"] and last is not whole

    def _opening(self, number: int, mentions: list[Mention]) -> Iterator[PartOf]:
        """`Among the guests, 40 were Danes`; `Of the 90, 40 were fined`; `Of these, 40 …`."""
        first = self.reading.sentences[number][0]
        if mentions and self.words[first] in {"among", "of"}:
            yield from self._opened(number, first, mentions)
        for m in mentions:  # "he said that of the 90 boats, 40 were lost"
            at = m.governor
            if m.role == "of" and at > first and self.words[at - 1] in OPENERS and self.words[at + 1] == "the":
                yield from self._opened(number, at, mentions)

    def _opened(self, number: int, first: int, mentions: list[Mention]) -> Iterator[PartOf]:
        """The parts after the comma of a phrase that starts with `of` or `among`."""
        last = self.reading.sentences[number][1]
        comma = next((i for i in range(first, min(first + PHRASE, last)) if self.words[i] == ","), None)
        if comma is None:
            return
        inside = [m for m in mentions if first < m.first and m.last <= comma and m.unit not in RELATIVE]
        whole = inside[0] if inside else self._antecedent(number, self.words[first + 1 : comma])
        if whole is None:
            return
        part = next((m for m in mentions if m.first > comma and m.number not in self.barred), None)
        end = comma
        for m in mentions:
            if m.first <= comma or part is None or m.number in self.barred:
                continue
            if m.first - end > 14 or m.unit not in {whole.unit, *SHARES} or m.unit != part.unit:
                break
            if m is not part and not {",", ";", "and", "or", "while"} & set(self.words[end : m.first]):
                break  # "four reached 5.0": what each of them measures
            yield PartOf(whole, m, "part.among")
            end = m.last

    def _antecedent(self, number: int, phrase: list[str]) -> Mention | None:
        """The number of the sentence before that `the deportees` or `them` stands for."""
        if number == 0 or not phrase or phrase[0] not in {"the", "them", "these", "those", "that"}:
            return None
        before = [
            m
            for m in self.reading.in_sentence(number - 1)
            if m.unit not in RELATIVE and m.number not in self.barred and not m.depth and m.role not in {"from", "than"}
        ]
        noun = stems(phrase[1:])
        if not noun:
            return before[0] if len(before) == 1 else None
        named = [
            m
            for m in before
            if noun
            & stems(
                [
                    *self.words[max(0, m.first - 4) : m.first],
                    *(m.claim.head or "").lower().split(),
                    *self.words[m.last : m.last + 2],
                ]
            )
        ]
        return named[-1] if named else None

    def _alone(self, mentions: list[Mention]) -> Iterator[PartOf]:
        """`77 billion in total subsidies, with concessions on fuels alone 37 billion`."""
        for whole, part in pairwise(mentions):
            yield from self._alone_pair(whole, part)
        for whole, part in zip(mentions, mentions[2:], strict=False):
            yield from self._alone_pair(whole, part)

    def _alone_pair(self, whole: Mention, part: Mention) -> Iterator[PartOf]:
        between = self.words[whole.last : part.first]
        if "," not in between or whole.unit != part.unit or whole.depth or part.unit in RELATIVE:
            return
        total = "alone" in between and "total" in between
        if total or ("alone" in self.words[part.last : part.last + 5] and self._alike(whole, part)):
            yield PartOf(whole, part, "part.alone")

    def _alike(self, whole: Mention, part: Mention) -> bool:
        """Whether both count the same: `thousands of deaths, killing 800 people in the north alone`."""
        events = {whole.claim.event, part.claim.event}
        same = None not in events and (len(events) == 1 or events <= DEADLY)
        return same or bool(self._named(whole) & self._named(part))

    def _among_the(self, mentions: list[Mention]) -> Iterator[PartOf]:
        """`Five from the north were among the top 10`; `three of them are among the 12 who fled`."""
        for part, whole in pairwise(mentions):
            lead = self.words[max(part.last, whole.first - 4) : whole.first]
            among = ("among", "the") in pairwise(lead) and "," not in self.words[part.last : whole.first]
            near = whole.first - part.last <= PHRASE and part.number not in self.barred
            if among and near and part.unit == whole.unit == "count":
                yield PartOf(whole, part, "part.among_the")

    def _paid(self, number: int, mentions: list[Mention]) -> Iterator[PartOf]:
        """`It will cost 3 million euros. The city pays 20 per cent, and the rest comes from gifts.`"""
        for m in mentions:
            after = self.words[m.last : m.last + CLOSE]
            rest = any(pair in {("the", "rest"), ("the", "remainder"), ("the", "balance")} for pair in pairwise(after))
            if m.unit not in SHARES or m.number in self.barred or not rest or after[0] == "of":
                continue
            own = [o for o in mentions if o.last <= m.first]
            near = own or (self.reading.in_sentence(number - 1) if number else [])
            sums = [o for o in near if is_currency(o.unit) and o.number not in self.barred and not o.depth]
            if len(sums) == 1 and len([o for o in near if o.unit in SHARES]) == 0:
                yield PartOf(sums[0], m, "part.paid")

    def _so_far(self, number: int, mentions: list[Mention]) -> Iterator[PartOf]:
        """`200,000 tons of coal are to be stored. So far, 50,000 tons of coal have been.`"""
        first = self.reading.sentences[number][0]
        opening = self.words[first : first + 3]
        if number == 0 or (
            " ".join(opening) not in {"as of today", "as of now"}
            and " ".join(opening[:2]) not in {"so far", "to date", "until now"}
        ):
            return
        for m in mentions[:1]:
            own = stems(self.words[m.last : m.last + 5])
            for o in self.reading.in_sentence(number - 1):
                if (
                    o.unit == m.unit
                    and m.unit not in RELATIVE
                    and len(own & stems(self.words[o.last : o.last + 5])) >= 1
                ):
                    yield PartOf(o, m, "part.so_far")
                    return


def _ordered(reading: Reading, known: list[PartOf]) -> Iterator[PartOf]:
    """A part that tops others which are `also` counted: those are parts of the same whole."""
    whole_of = {part.part.number: part.whole for part in known}
    for order in orders(reading):
        whole = whole_of.get(order.larger.number)
        first, last = reading.sentences[order.smaller.sentence]
        if whole is not None and "also" in reading.words[first:last] and order.smaller.unit == whole.unit:
            yield PartOf(whole, order.smaller, "part.also")
