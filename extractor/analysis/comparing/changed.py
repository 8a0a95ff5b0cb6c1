"""Verbs, nouns and adverbs of change, and multiples: the numbers after a cue by what stands before each."""

from __future__ import annotations

from extractor.analysis.comparing import earlier
from extractor.analysis.comparing.bases import left_rate, on_base, timed
from extractor.analysis.comparing.cues import Cue, limits
from extractor.analysis.comparing.frames import (
    PREPOSITIONS,
    Frame,
    Sentence,
    balance,
    direction,
    left_delta,
    same_unit,
    value_before,
)
from extractor.analysis.comparing.levels import is_level, pointed
from extractor.analysis.relating.reading import RELATIVE, Mention


def change(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """Verbs and nouns of change: "rose by 5 to 20 from 15", "a 5 per cent drop", "an increase of 5 from 15"."""
    frame = Frame(cue, cue.way, f"change.{'noun' if cue.noun else 'verb'}")
    if cue.noun:
        left = left_delta(sentence, cue)
        if left is not None:
            sentence.take_delta(frame, left)
    _right(sentence, at, frame)
    if cue.noun:
        earlier.apposition(sentence, frame)
    elif frame.current is None and (frame.deltas or frame.baseline):
        earlier.going_on(sentence, frame)
    elif frame.current is not None and frame.baseline is None and not frame.deltas:
        earlier.from_opening(sentence, frame)
        earlier.from_before(sentence, frame)
        earlier.told_before(sentence, frame)
    earlier.between(sentence, at, frame)
    earlier.when(sentence, at, frame)
    earlier.earlier_value(sentence, frame)
    balance(sentence, frame)
    return frame


def adverb(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`up` and `down` beside a number: "40, up 5 per cent from 38"."""
    frame = Frame(cue, cue.way, "change.adverb")
    left_rate(sentence, frame)
    _right(sentence, at, frame)
    if frame.current is None and (frame.deltas or frame.baseline):
        frame.current = value_before(sentence, frame, cue.first)
    earlier.when(sentence, at, frame)
    if frame.current is None:
        frame.current = value_before(sentence, frame, cue.first)
    pointed(sentence, frame, cue.first)
    earlier.from_opening(sentence, frame)
    earlier.pairwise(sentence, at, frame)
    earlier.earlier_value(sentence, frame)
    balance(sentence, frame)
    return frame


def multiple(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`doubled from 5 to 10`: the cue is its own delta."""
    frame = Frame(cue, cue.way, "change.multiple")
    own = sentence.reading.covered[cue.first]
    sentence.take_delta(frame, own)
    _right(sentence, at, frame)
    frame.deltas = [own]
    following = next((m for m in sentence.right(at)), None)
    known = following is not None and following.governor < cue.last and following.unit not in RELATIVE
    definite = sentence.words[cue.last : cue.last + 1] in (["the"], ["last"], ["its"])
    if frame.baseline is None and known and definite:
        frame.baseline = following
    balance(sentence, frame)
    return frame


def _right(sentence: Sentence, at: int, frame: Frame) -> None:
    """The numbers after a cue, by what stands before each."""
    cue, last = frame.cue, None
    end = sentence.limit(at)
    compared_at = next((c for c in sentence.cues[at + 1 :] if c.kind == "compared" and c.first < end), None)
    for m in sentence.right(at):
        if sentence.owner.get(m.number, cue) is not cue:
            continue
        if frame.current is None and frame.deltas and _arrives(sentence, m):
            frame.current = m
            continue
        if compared_at is not None and m.first >= compared_at.last:
            _compare(sentence, frame, m)
            continue
        if _second_pair(sentence, frame, m) or _far(sentence, frame, m):
            continue
        if _next_subject(sentence, frame, m):
            end = m.governor
            break
        last = _place(sentence, frame, m, last) or last
    cut = sentence.words[cue.last : end]
    frame.based = frame.based or frame.baseline is not None or bool({"from", "than", "since", "compared"} & set(cut))
    _rates(sentence, frame)


def _far(sentence: Sentence, frame: Frame, m: Mention) -> bool:
    """`with the virus in retreat, visits came to 40`: past a comma a noun alone governs no first number."""
    bare = frame.cue.noun and frame.current is None and frame.baseline is None and not frame.deltas
    return bare and m.role in {"from", "to", "into"} and "," in sentence.words[frame.cue.last : m.governor - 1]


def _second_pair(sentence: Sentence, frame: Frame, m: Mention) -> bool:
    """`to 150 in the capital and from 110 to 125 elsewhere`: a pair of its own, whose numbers are given here."""
    if any(m in pair for pair in frame.chained):
        return True
    if frame.current is None or m.role != "from" or sentence.words[m.governor - 1] != "and":
        return False
    following = next((o for o in sentence.mentions if o.first >= m.last), None)
    if following is None or following.role != "to" or not same_unit(m, following) or following.first - m.last > 3:
        return False
    frame.chained.append((following, m))
    return True


def _next_subject(sentence: Sentence, frame: Frame, m: Mention) -> bool:
    """`thefts rose from 120 to 150, up 25 per cent, and fires from 60 to 90`: the verb, left out, has another subject.

    That pair is the verb's, not the difference's.
    """
    before = sentence.out[-1] if sentence.out else None
    if before is None or before.baseline is None or before.current is None or before.deltas:
        return False
    if m.role != "from" or not frame.deltas or frame.deltas[-1].last > m.governor:
        return False
    if "and" not in sentence.words[frame.deltas[-1].last : m.governor]:
        return False
    following = next((o for o in sentence.mentions if o.first >= m.last), None)
    near = following is not None and following.role == "to" and following.first - m.last <= 3
    if following is not None and near and same_unit(m, following) and direction(following, m) == before.way:
        before.chained.append((following, m))
    return True


def _arrives(sentence: Sentence, m: Mention) -> bool:
    """`grew by 5 per cent and reached 40`: the same subject comes to a new value, in the unit of no difference."""
    words, at = sentence.words, m.governor
    verb = m.role in limits("arrivals") and m.unit not in RELATIVE - {"percent"}
    return verb and at > sentence.first and words[at - 1] in {"and", "to", ","}


def _rates(sentence: Sentence, frame: Frame) -> None:
    """`rose 64 per cent from a year earlier, from 61 per cent in May`: two rates, the second of which rose too."""
    baseline = frame.baseline
    if frame.current is not None or baseline is None or len(frame.deltas) != 1 or baseline.role != "from":
        return
    delta = frame.deltas[0]
    if delta.unit != "percent" or baseline.unit != "percent" or delta.last > baseline.governor:
        return
    between = sentence.words[delta.last : baseline.governor]
    if not {"from", "than", "on"} & set(between) or between[-1:] != [","]:
        return
    frame.baseline = None
    if direction(delta, baseline) == frame.way:
        frame.chained.append((delta, baseline))


def _place(sentence: Sentence, frame: Frame, m: Mention, last: str | None) -> str | None:
    """Gives one number after a cue its part; the part, or None where it has none."""
    cue = frame.cue
    passed = _is_passed(sentence, cue, m)
    part = "current" if passed else _part(sentence, frame, m) or _second_part(frame, m, last)
    if part is None and last == "delta" and m.role in {"and", ","} and _dated(sentence, frame.deltas[-1], m):
        frame.series.append(m)
        sentence.used.add(m.number)
        return part
    if part == "delta":
        if frame.deltas and frame.deltas[-1].unit == m.unit and cue.kind != "multiple":
            _elided(sentence, frame, m, frame.deltas[-1])
            return None
        told = [o for o in (frame.current, frame.baseline) if o is not None]
        if len(told) == 2 and m.first > cue.last and _elided(sentence, frame, m, max(told, key=lambda o: o.first)):
            return None
        sentence.take_delta(frame, m)
    elif part == "current" and frame.current is None:
        frame.current = m
    elif part == "baseline" and frame.baseline is None:
        frame.baseline = m
    elif (
        frame.current is not None
        and m.role == "and"
        and same_unit(m, frame.current)
        and _dated(sentence, frame.current, m)
    ):
        frame.chained.append((m, frame.chained[-1][0] if frame.chained else frame.current))
    else:
        return None
    return part


def _elided(sentence: Sentence, frame: Frame, m: Mention, last: Mention) -> bool:
    """`fell by 2 per cent in Oslo and those in Bergen by 4`: the verb, left out, holds for the second subject too."""
    between = sentence.words[last.last : m.governor]
    subject = between[between.index("and") + 1 :] if "and" in between else between[1:] if last in frame.deltas else []
    if m.role != "by" or m.unit not in RELATIVE or not {"and", ","} & set(between) or not subject or len(between) > 10:
        return False
    frame.series.append(m)
    sentence.used.add(m.number)
    return True


def _second_part(frame: Frame, m: Mention, last: str | None) -> str | None:
    """A difference told twice ("by 33, or 20 per cent"), or in brackets after the values ("to 5,827 (+123 %)")."""
    if last == "delta" and m.role == "or" and m.unit != frame.deltas[-1].unit and m.first - frame.deltas[-1].last <= 4:
        return "delta"
    rate = m.unit in RELATIVE - {"times", "fraction"}
    return "delta" if rate and m.role == "(" and not frame.deltas and (frame.current or frame.baseline) else None


def _part(sentence: Sentence, frame: Frame, m: Mention) -> str | None:
    """What a number is by the word before it."""
    if m.depth > 0 and m.role != "(":
        return None
    transitive = sentence.words[frame.cue.first] in limits("transitive")
    if sentence.adjacent(frame.cue, m) and sentence.words[frame.cue.last : frame.cue.last + 2] == ["up", "to"]:
        return "current" if m.unit not in RELATIVE - {"percent"} else None  # "climbed up to 217"
    if on_base(sentence, frame, m) or (m.role == "from" and not sentence.adjacent(frame.cue, m)):
        return "baseline"
    since = frame.cue.kind == "adverb" and sentence.words[frame.cue.last : frame.cue.last + 1] == ["from"]
    if since and is_level(sentence, m, frame.cue.last):
        return "baseline"
    if m.role in {"to", "into"} and not sentence.adjacent(frame.cue, m):
        value = m.unit not in {"times", "fraction"}
        return "current" if value and not (transitive and _goes_where(sentence, frame.cue, m)) else None
    return "delta" if _is_delta(sentence, frame, m, transitive=transitive) else None


def _is_passed(sentence: Sentence, cue: Cue, m: Mention) -> bool:
    """`fell below 80 euros`, `climbed past 7 per cent`: what it came to; but an economy grows above 7 per cent."""
    words = sentence.words
    if cue.kind != "change" or cue.noun or not limits("levels") & set(words[cue.last : cue.last + 1]):
        return False
    near = m.first - cue.last <= 3 and m.governor <= cue.last
    rate = m.unit == "percent" and words[cue.first] in limits("rates")
    return near and not rate and m.unit not in RELATIVE - {"percent", "point"}


def _is_delta(sentence: Sentence, frame: Frame, m: Mention, *, transitive: bool) -> bool:
    """Whether a number says by how much: next to the cue, after "by", "increase of", "fell … threefold"."""
    cue, relative = frame.cue, m.unit in RELATIVE
    if sentence.adjacent(cue, m) and cue.kind != "multiple":
        return relative or not transitive or cue.kind == "adverb" or _goes_to(sentence, m)
    if m.role == "by":
        return m.unit != "count" or m.governor - cue.last <= 8 or not transitive
    if m.role == "" and m.unit == "times":
        return not frame.deltas and m.first - cue.last <= 6
    if m.unit == "percentage_point" and frame.current and frame.baseline:
        return "adding" in sentence.words[cue.last : m.first]
    if m.role == "of" and cue.noun and m.governor == cue.last:
        return relative or not transitive or frame.cue.way == "either"
    copular = cue.noun and relative and not frame.deltas and m.role in {"of", "was", "is", "at", "were"}
    return copular and m.governor - cue.last <= 20


def _goes_where(sentence: Sentence, cue: Cue, m: Mention) -> bool:
    """`cut power to 500 homes`: the number counts those who are concerned, not what changed."""
    following = sentence.words[m.last : m.last + 1]
    counted = m.unit == "count" and bool(following) and following[0].isalpha() and following[0] not in PREPOSITIONS
    based = any(o.role == "from" and cue.last <= o.first <= m.last + 6 for o in sentence.mentions)
    return counted and not based and following[0] not in sentence.words[cue.last : m.governor]


def _goes_to(sentence: Sentence, m: Mention) -> bool:
    """`fell 34 points … to 2,900`: an amount after a verb is a difference where the new value follows."""
    following = next((o for o in sentence.mentions if o.first >= m.last), None)
    return (
        following is not None
        and following.role in {"to", "or"}
        and following.first - m.last <= 8
        and (same_unit(m, following) or following.unit in RELATIVE)
    )


def _dated(sentence: Sentence, first: Mention, second: Mention) -> bool:
    """`to 14 in 2020 and 5 in 2021`: each number with its own year."""
    words = sentence.words
    return (
        words[first.last : first.last + 1] == ["in"]
        and words[second.last : second.last + 1] == ["in"]
        and first.unit == second.unit
    )


def _compare(sentence: Sentence, frame: Frame, m: Mention) -> None:
    """A number after `compared with` inside a change: what was, where it is of the fitting unit."""
    if frame.baseline is not None or m.role == "or":
        return
    if frame.current is not None and (not same_unit(frame.current, m) or direction(frame.current, m) != frame.way):
        return
    if frame.current is None and m.unit in RELATIVE and frame.deltas:
        left = sentence.left_value(frame.cue.first, unit=m.unit)
        if left is None:
            return
    frame.baseline, frame.compared = m, True
    frame.beside = not timed(sentence, m)
