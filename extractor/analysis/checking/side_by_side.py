"""Numbers that stand so close to their whole that what does not come out is a contradiction.

"28 of the 140 seats, or 30 per cent", "64 protesters, 71 of them students", "45 seats: 21 for the Greens and 30 for …".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise

from extractor.analysis.checking.relations import Relation
from extractor.analysis.relating.lists import closings, elided, listed
from extractor.analysis.relating.reading import RELATIVE, Mention, Reading, printed
from extractor.lexicons import load, word_list
from extractor.values import arithmetic
from extractor.values.inflection import singular
from extractor.values.intervals import best, stands_for

NOUN = 5  # words between `of the 140 seats in parliament` and `, or`
OPENING = 12  # words from `Of the 140` to its comma
SLIP = Decimal("1.5")  # a list that comes to more than so many times its whole is one of something else
IN_ALL = (["in", "all"], ["in", "total"], ["all", "told"])
THEM = (["of", "them"], ["of", "whom"], ["of", "which"])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("part_cues")["side_by_side"][name])


def side_by_side(reading: Reading) -> Iterator[Relation]:
    """The relations of each sentence, in its order."""
    for number in sorted({m.sentence for m in reading.mentions}):
        mentions = reading.in_sentence(number)
        for a, b in pairwise(mentions):
            yield from _of_them(reading, a, b)
        for a, b, c in zip(mentions, mentions[1:], mentions[2:], strict=False):
            yield from _share(reading, a, b, c)
            yield from _in_all(reading, a, b, c)
        yield from _too_many(reading, number, mentions)


def _share(reading: Reading, a: Mention, b: Mention, share: Mention) -> Iterator[Relation]:
    """`28 of the 140 seats, or 30 per cent`; `of the 140 who came, 28, or 30 per cent, left`."""
    if share.unit != "percent" or a.unit != b.unit or a.unit in RELATIVE or not _bare(reading, share):
        return
    between = reading.words[a.last : b.first]
    if between[:1] == ["of"] and len(between) <= NOUN and _words("definite") & set(between) and _plain(between[1:]):
        part, whole, sure = a, b, share.role == "or"
    elif _opens(reading, a) and between[-1:] == [","] and len(between) <= OPENING:
        part, whole, sure = b, a, True
    else:
        return
    gap = reading.words[b.last : share.governor]
    that_is = share.role == "is" and gap[-1:] == ["that"]
    if not (that_is or share.role in {"or", "("}) or len(gap) > NOUN or not _plain([w for w in gap if w != ","]):
        return
    outcome = arithmetic.percentage([printed(part.claim)], printed(whole.claim), printed(share.claim))
    if outcome is not None and (outcome.fits or sure):
        terms = [("part", part.claim), ("whole", whole.claim), ("stated", share.claim)]
        yield Relation("percent_of", terms, outcome, [], "check.percent_of")


def _bare(reading: Reading, share: Mention) -> bool:
    """Whether a share is one of what stands before it: nothing follows that it may be of, or more than."""
    following = [w for w in reading.words[share.last : share.last + 3] if w != ","]
    return not following or following[0] not in _words("not_after")


def _opens(reading: Reading, m: Mention) -> bool:
    """`Of the 140`, at the start of a sentence or a clause."""
    at = m.governor
    opening = reading.sentences[m.sentence][0]
    out = at > opening and reading.words[at - 1] == "out"
    before = at - 2 if out else at - 1
    starts = before < opening or reading.words[before] in {"that", ",", ";", ":", "–", "—", "“", '"'}
    return m.role == "of" and starts and (out or "the" in reading.words[at : m.first])


def _plain(words: list[str]) -> bool:
    return all(w.isalpha() or w in {"'s", "’s", "-"} for w in words) and not _words("breaks") & set(words)


def _of_them(reading: Reading, whole: Mention, part: Mention) -> Iterator[Relation]:
    """`64 protesters, 71 of them students`; `64 protesters, including 71 students`: a part larger than its whole."""
    between = reading.words[whole.last : part.first]
    if part.unit != whole.unit or whole.unit in RELATIVE or whole.role in _words("around"):
        return
    noun = [w for w in between if w.isalpha() and w != "including"]
    if "," not in between or not 1 <= len(noun) <= 2 or len(between) > 4 or not _plain(noun):
        return
    them = reading.words[part.last : part.last + 2] in THEM and between[-1] == ","
    if not them and not (between[-1] == "including" and _person(noun[-1]) and _person(part.claim.head or "")):
        return
    outcome = arithmetic.within([printed(part.claim)], printed(whole.claim))
    if outcome is not None and not outcome.fits:
        yield Relation(
            "parts_within_whole", [("whole", whole.claim), ("part", part.claim)], outcome, [], "check.within"
        )


def _person(noun: str) -> bool:
    return not word_list("people_nouns", "nouns").isdisjoint({noun.lower(), singular(noun.lower())})


def _in_all(reading: Reading, a: Mention, b: Mention, whole: Mention) -> Iterator[Relation]:
    """`12 sailors and nine cadets, 21 people in all`: more is not listed than there is."""
    words = reading.words
    after = words[whole.last : whole.last + 4]
    closed = [i for i in range(len(after)) if after[i : i + 2] in IN_ALL or after[i : i + 1] == ["altogether"]]
    joined = b.role == "and" and b.first - a.last <= 4 and words[whole.first - 1 : whole.first] == [","]
    if not closed or not joined or whole.first - b.last > 4 or not _plain(words[b.last : whole.first - 1]):
        return
    if len({a.unit, b.unit, whole.unit}) > 1 or a.unit in RELATIVE:
        return
    outcome = arithmetic.sum_of([printed(a.claim), printed(b.claim)], printed(whole.claim))
    excess = _excess([a, b], whole)
    if excess is not None:
        yield excess
    elif outcome is not None and outcome.off == 0:
        terms = [("part", a.claim), ("part", b.claim), ("whole", whole.claim)]
        yield Relation("sum", terms, outcome, [], "check.sum")


def _too_many(reading: Reading, number: int, mentions: list[Mention]) -> Iterator[Relation]:
    """`45 seats: 21 for the Greens, 14 for the Liberals and 12 for the Farmers`: more than the whole before them."""
    for i, start, brackets in closings(reading, number):
        before = [m for m in mentions if m.last <= i]
        found = listed(reading, [m for m in mentions if m.first >= start], brackets=brackets)
        if not before or len(found) < 2 or not all(elided(reading, m) for m in found):
            continue
        whole = before[-1]
        noun = reading.words[whole.last : i]
        last = found[-1].role == "and" or reading.words[found[-1].first - 1] in {",", ";"}
        if not 1 <= len(noun) <= 2 or not _plain(noun) or whole.role in _words("around") or not last:
            continue
        relation = _excess(found, whole)
        if relation is not None:
            yield relation


def _excess(found: list[Mention], whole: Mention) -> Relation | None:
    """The sum of numbers that are somewhat more than their whole, whatever they are rounded from."""
    if whole.unit != found[0].unit or whole.unit in RELATIVE:
        return None
    outcome = arithmetic.sum_of([printed(m.claim) for m in found], printed(whole.claim))
    numbers, size = [best(printed(m.claim)) for m in found], best(printed(whole.claim))
    if outcome is None or outcome.fits or size is None:
        return None
    total = sum(filter(None, numbers), Decimal(0))
    least = sum((stands_for(printed(m.claim)).low for m in found), Decimal(0))
    if not stands_for(printed(whole.claim)).high < least or total > size * SLIP:
        return None
    return Relation("sum", [*(("part", m.claim) for m in found), ("whole", whole.claim)], outcome, [], "check.sum")
