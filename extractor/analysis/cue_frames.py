"""One builder a kind of cue: reads the numbers of a sentence into the frame of a change."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from extractor.analysis.comparison import Cue, Kind, limits
from extractor.analysis.linking import Frame, baseline_after, same_unit
from extractor.analysis.reading import RELATIVE, Mention
from extractor.lexicons import load

if TYPE_CHECKING:
    from extractor.analysis.linking import _Sentence as Sentence

@cache
def times() -> frozenset[str]:
    """Words of time, by which an earlier value is told from a value of something else."""
    return frozenset(load("likeness")["times"])


DETERMINERS = frozenset({"a", "an", "the", "another", "its", "their", "this"})
PREPOSITIONS = frozenset({"of", "in", "to", "from", "by", "with", "at", "on", "for", "than", "and", "or", ",", "(", ")", "was", "is", "were", "are", "have", "has", "had"})


def change(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """Verbs and nouns of change: "rose by 5 to 20 from 15", "a 5 per cent drop", "an increase of 5 from 15"."""
    frame = Frame(cue, cue.way, f"change.{'noun' if cue.noun else 'verb'}")
    if cue.noun:
        left = left_delta(sentence, cue)
        if left is not None:
            _take_delta(sentence, frame, left)
    _right(sentence, at, frame)
    if cue.noun:
        _apposition(sentence, frame)
    elif frame.current is None and (frame.deltas or frame.baseline):
        _going_on(sentence, frame)
    elif frame.current is not None and frame.baseline is None and not frame.deltas:
        _from_before(sentence, frame)
    _between(sentence, at, frame)
    _when(sentence, at, frame)
    _earlier_value(sentence, frame)
    _balance(sentence, frame)
    return frame


def adverb(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`up` and `down` beside a number: "40, up 5 per cent from 38"."""
    frame = Frame(cue, cue.way, "change.adverb")
    _right(sentence, at, frame)
    if frame.current is None:
        frame.current = _before(sentence, frame, cue.first)
    _pairwise(sentence, at, frame)
    _when(sentence, at, frame)
    _earlier_value(sentence, frame)
    _balance(sentence, frame)
    return frame


def multiple(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`doubled from 5 to 10`: the cue is its own delta."""
    frame = Frame(cue, cue.way, "change.multiple")
    own = sentence.reading.covered[cue.first]
    _take_delta(sentence, frame, own)
    _right(sentence, at, frame)
    frame.deltas = [own]
    following = next((m for m in sentence.right(at)), None)
    if frame.baseline is None and following is not None and sentence.words[cue.last : following.first][:1] in (["the"], ["last"], ["its"]):
        if following.governor < cue.last and following.unit not in RELATIVE:
            frame.baseline = following
    _balance(sentence, frame)
    return frame


def over(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`topped 40`, `an advantage of 5 points over 40`."""
    frame = Frame(cue, cue.way, "change.over")
    right = sentence.right(at)
    if cue.noun:
        for m in right:
            if m.role in {"of", "with", "by"} and m.unit in RELATIVE | {"percent"} and not frame.deltas and m.unit in {"percentage_point", "point"}:
                _take_delta(sentence, frame, m)
            elif m.role in {"than", "over", "with", ","} or "over" in sentence.words[cue.last : m.first]:
                frame.baseline = frame.baseline or m
        if not frame.deltas:
            return None
        frame.current = _before(sentence, frame, cue.first)
        return frame
    definite = [m for m in right if m.governor < cue.last and _definite(sentence, m)]
    if not definite:
        return None
    frame.baseline = definite[0]
    frame.current = sentence.left_value(cue.first, unit=frame.baseline.unit)
    return frame if frame.current is not None else None


def carrier(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`take the rate to 3 per cent from 2`: the numbers say which way."""
    right = [m for m in sentence.right(at) if m.unit not in {"times", "fraction"}]
    current = next((m for m in right if m.role in {"to", "into"}), None)
    baseline = next((m for m in right if m.role == "from"), None)
    if current is None or baseline is None or not same_unit(current, baseline) or abs(current.number - baseline.number) != 1:
        return None
    way = direction(current, baseline)
    return Frame(cue, way, "change.pair", current=current, baseline=baseline, based=True) if way != "either" else None


def compared(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`40, compared with 38 a year before`: the numbers say which way, where no other word does."""
    after = [m for m in sentence.mentions if cue.last <= m.first < sentence.limit(at)]
    if any(frame.baseline is not None and frame.baseline in after for frame in sentence.out):
        return None
    for candidate in after[:2]:
        current = sentence.left_value(cue.first, unit=candidate.unit)
        if current is None or candidate.role == "or":
            continue
        loose = sentence.words[cue.first] in {"against", "versus", "vs", "vs."}
        if loose and (cue.first - current.last > 6 or candidate.governor >= cue.last):
            continue  # "voted against two ministers"
        owner = next((f for f in sentence.out if f.current is current and f.baseline is None and not f.based), None)
        if owner is not None:
            owner.baseline, owner.based = candidate, True
            return None
        way = direction(current, candidate)
        if way == "either":
            return None
        return Frame(cue, way, "change.compared", current=current, baseline=candidate, based=True)
    return None


def comparative(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`12 more than the 128`, `41 per cent below the average`, `prices 500 baht higher`."""
    words, reading = sentence.words, sentence.reading
    before = [m for m in sentence.mentions if m.last <= cue.first]
    delta = before[-1] if before and _noun_gap(sentence, before[-1].last, cue.first) else None
    nominal = words[cue.first] in {"above", "below", "ahead", "behind"}
    than = next((i for i in range(cue.last, min(cue.last + 5, sentence.last)) if words[i] in {"than", "of"}), None)
    if delta is not None and (nominal or than is not None or words[cue.first] not in {"more", "less", "fewer"} or words[cue.last : cue.last + 1] == ["expensive"]):
        frame = Frame(cue, cue.way, "change.comparative")
        _take_delta(sentence, frame, delta)
        if than is not None or nominal:
            end = sentence.limit(at)
            start = cue.last if nominal else (than or cue.last)
            unit = None if delta.unit in RELATIVE else delta.unit
            frame.baseline = baseline_after(sentence, [m for m in sentence.mentions if m.first < end], start, unit)
        if nominal and frame.baseline is None and delta.unit not in RELATIVE and not _is_currency(delta.unit):
            return None  # "300 metres above the sea"
        frame.current = _before(sentence, frame, cue.first)
        _balance(sentence, frame)
        return frame
    if than is not None and cue.last < sentence.last and reading.covered.get(cue.last) is None:
        m = next((m for m in sentence.right(at) if m.role == "of" and m.governor == than), None)
        if m is not None and words[than] == "of" and words[cue.first] in {"higher", "lower"}:
            frame = Frame(cue, cue.way, "change.comparative")
            _take_delta(sentence, frame, m)
            return frame
    return _than(sentence, at, cue, than)


def _than(sentence: Sentence, at: int, cue: Cue, than: int | None) -> Frame | None:
    """`753, more than the 516 of the year before`."""
    nominal = sentence.words[cue.first] in {"ahead", "above", "below", "behind"}
    if nominal:
        than = than if than == cue.last and sentence.words[than] == "of" else cue.first
    elif than is None or sentence.words[than] != "than":
        return None
    baseline = next((m for m in sentence.right(at) if m.governor == than and _definite(sentence, m, named=nominal)), None)
    if baseline is None:
        return None
    current = sentence.left_value(cue.first, unit=baseline.unit)
    if current is None:
        return None
    return Frame(cue, cue.way, "change.than", current=current, baseline=baseline, based=True)


def record(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`a record 77 billion`, `a 24-year high of 6 per cent`."""
    words = sentence.words
    after = next((m for m in sentence.mentions if m.first >= cue.last), None)
    if after is not None and all(w in {"high", "low", "of", "about", "nearly", "some", "over", "more", "than", "almost"} or w.endswith("ly") for w in words[cue.last : after.first]):
        of = "of" in words[cue.last : after.first]
        before = words[cue.first - 1] if cue.first > sentence.first else ""
        if after.role in {"from", "than"} or of and words[cue.first] == "record" and before not in {"a", "new", "an"}:
            return None
        if words[cue.first] == "record" or of:
            way = "down" if "low" in words[cue.first : after.first] else cue.way
            return Frame(cue, way, "change.record", current=after)
    ahead = words[max(sentence.first, cue.first - 3) : cue.first]
    ends = cue.last >= sentence.last or words[cue.last] in {",", ".", ";", ")", "and"}
    if words[cue.first] == "record" and ends and "," in ahead and ("a" in ahead or "new" in ahead):
        current = sentence.left_value(cue.first - 2)
        return Frame(cue, "up", "change.record", current=current) if current is not None else None
    return None


def flat(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`unchanged at 5 per cent`."""
    m = next((m for m in sentence.right(at) if m.role == "at" and m.governor == cue.last), None)
    return Frame(cue, "flat", "change.flat", current=m) if m is not None else None


BUILDERS: dict[Kind, Callable[[Sentence, int, Cue], Frame | None]] = {
    "change": change, "adverb": adverb, "multiple": multiple, "over": over, "carrier": carrier, "compared": compared,
    "comparative": comparative, "record": record, "flat": flat,
}  # fmt: skip


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def direction(current: Mention, baseline: Mention) -> str:
    """Which way two printed numbers point; `either` where one has no number."""
    a, b = current.claim, baseline.claim
    new = a.low if a.low is not None else a.high
    old = b.low if b.low is not None else b.high
    if new is None or old is None:
        return "either"
    return "up" if new > old else "down" if new < old else "flat"


def _take_delta(sentence: Sentence, frame: Frame, mention: Mention) -> None:
    frame.deltas.append(mention)
    sentence.used.add(mention.number)


def _definite(sentence: Sentence, m: Mention, *, named: bool = False) -> bool:
    """Whether the number stands for known things: "the 1,198"."""
    between = sentence.words[m.governor + 1 : m.first]
    return any(w in {"the", "last", "its", "their", "'s", "’s", "previous"} for w in between) or m.unit in RELATIVE and not named


def _noun_gap(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only a short noun or adverb stands between: "12 people more", "5 per cent higher"."""
    between = sentence.words[start:end]
    return len(between) <= 2 and all(w.isalpha() and w not in PREPOSITIONS for w in between)


def left_delta(sentence: Sentence, cue: Cue) -> Mention | None:
    """`a 5 per cent rise`, `a 33-case increase`, `10 per cent annual growth`."""
    before = [m for m in sentence.mentions if m.last <= cue.first]
    if not before:
        return None
    m = before[-1]
    between = sentence.words[m.last : cue.first]
    if len(between) > 4 or any(w in PREPOSITIONS for w in between):
        return None
    if m.unit != "percent" and len(between) > 2:
        return None
    if m.unit in RELATIVE:
        return m if len(between) <= 2 or m.unit != "point" else None
    determined = sentence.words[m.governor + 1 : m.first][:1] in (["a"], ["an"], ["the"], ["another"])
    return m if determined and sentence.words[cue.first] not in limits("transitive") else None


def _right(sentence: Sentence, at: int, frame: Frame) -> None:
    """The numbers after a cue, by what stands before each."""
    cue, last = frame.cue, None
    compared_at = next((c for c in sentence.cues[at + 1 :] if c.kind == "compared" and c.first < sentence.limit(at)), None)
    for m in sentence.right(at):
        if sentence.owner.get(m.number, cue) is not cue:
            continue
        if compared_at is not None and m.first >= compared_at.last:
            _compare(sentence, frame, m)
            continue
        last = _place(sentence, frame, m, last) or last
    cut = sentence.words[cue.last : sentence.limit(at)]
    frame.based = frame.based or frame.baseline is not None or bool({"from", "than", "since", "compared"} & set(cut))


def _place(sentence: Sentence, frame: Frame, m: Mention, last: str | None) -> str | None:
    """Gives one number after a cue its part; the part, or None where it has none."""
    cue = frame.cue
    part = _part(sentence, frame, m)
    if part is None and last == "delta" and m.first - frame.deltas[-1].last <= 4:
        if m.role == "or" and m.unit != frame.deltas[-1].unit:
            part = "delta"
    if part is None and m.role == "(" and not frame.deltas and m.unit in RELATIVE and m.unit not in {"times", "fraction"} and (frame.current or frame.baseline):
        part = "delta"
    if part is None and last == "delta" and m.role in {"and", ","} and _dated(sentence, frame.deltas[-1], m):
        frame.series.append(m)
        sentence.used.add(m.number)
        return part
    if part == "delta":
        if frame.deltas and frame.deltas[-1].unit == m.unit and cue.kind != "multiple":
            return None
        _take_delta(sentence, frame, m)
    elif part == "current" and frame.current is None:
        frame.current = m
    elif part == "baseline" and frame.baseline is None:
        frame.baseline = m
    elif frame.current is not None and m.role == "and" and same_unit(m, frame.current) and _dated(sentence, frame.current, m):
        frame.chained.append((m, frame.chained[-1][0] if frame.chained else frame.current))
    else:
        return None
    return part


def _part(sentence: Sentence, frame: Frame, m: Mention) -> str | None:
    """What a number is by the word before it."""
    cue, words = frame.cue, sentence.words
    relative = m.unit in RELATIVE
    transitive = words[cue.first] in limits("transitive")
    if m.depth > 0 and m.role != "(":
        return None
    if sentence.adjacent(cue, m) and cue.kind != "multiple":
        return "delta" if relative or not transitive or cue.kind == "adverb" or _goes_to(sentence, m) else None
    if m.role == "by":
        return "delta" if m.unit != "count" or m.governor - cue.last <= 8 or not transitive else None
    if m.role in {"to", "into"}:
        return "current" if m.unit not in {"times", "fraction"} and not (transitive and _goes_where(sentence, cue, m)) else None
    if m.role == "from":
        return "baseline"
    if m.unit == "times" and not frame.deltas and m.first - cue.last <= 6 and m.role == "":
        return "delta"
    if m.unit == "percentage_point" and frame.current and frame.baseline and "adding" in words[cue.last : m.first]:
        return "delta"
    if m.role == "of" and cue.noun and m.governor == cue.last:
        return "delta" if relative or not transitive or frame.cue.way == "either" else None
    if cue.noun and relative and not frame.deltas and m.role in {"of", "was", "is", "at", "were"}:
        return "delta" if m.governor - cue.last <= 14 else None
    return None


def _goes_where(sentence: Sentence, cue: Cue, m: Mention) -> bool:
    """`cut power to 500 homes`: the number counts those who are concerned, not what changed."""
    following = sentence.words[m.last : m.last + 1]
    counted = m.unit == "count" and bool(following) and following[0].isalpha() and following[0] not in PREPOSITIONS
    based = any(o.role == "from" and cue.last <= o.first <= m.last + 6 for o in sentence.mentions)
    return counted and not based and following[0] not in sentence.words[cue.last : m.governor]


def _goes_to(sentence: Sentence, m: Mention) -> bool:
    """`fell 34 points … to 2,900`: an amount after a verb is a difference where the new value follows."""
    following = next((o for o in sentence.mentions if o.first >= m.last), None)
    return following is not None and following.role in {"to", "or"} and following.first - m.last <= 8 and (
        same_unit(m, following) or following.unit in RELATIVE
    )


def _dated(sentence: Sentence, first: Mention, second: Mention) -> bool:
    """`to 14 in 2020 and 5 in 2021`: each number with its own year."""
    words = sentence.words
    return words[first.last : first.last + 1] == ["in"] and words[second.last : second.last + 1] == ["in"] and first.unit == second.unit


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
    frame.beside = not _timed(sentence, m)


def _timed(sentence: Sentence, m: Mention) -> bool:
    """Whether words beside a number tell of a time: "compared with 40 in 2020", "with last year's 40"."""
    near = [*sentence.words[max(sentence.first, m.first - 8) : m.first], *sentence.words[m.last : min(sentence.last, m.last + 10)]]
    return bool(times() & set(near)) or any(len(word) == 4 and word[:2] in {"19", "20"} and word.isdigit() for word in near)


def _before(sentence: Sentence, frame: Frame, before: int) -> Mention | None:
    """The value before a cue that the change is of."""
    unit = frame.baseline.unit if frame.baseline is not None else None
    if unit is None and frame.deltas:
        absolute = [m for m in frame.deltas if m.unit not in RELATIVE]
        unit = absolute[0].unit if absolute else None
        if unit is None and frame.deltas[0].unit in {"percentage_point", "basis_point"}:
            unit = "percent"
    return sentence.left_value(before, unit=unit)


def _apposition(sentence: Sentence, frame: Frame) -> None:
    """`40, an increase of 3`: the noun names the number before it; `This marked a rise` that of the sentence before."""
    if frame.current is not None or not (frame.deltas or frame.baseline):
        return
    words, i = sentence.words, frame.cue.first - 1
    if frame.deltas and frame.deltas[0].last <= frame.cue.first:
        i = frame.deltas[0].first - 1
    steps = 0
    while i >= sentence.first and steps < 6 and (words[i] in DETERMINERS or words[i].isalpha()) and words[i] not in limits("apposition") and words[i] not in PREPOSITIONS:
        i, steps = i - 1, steps + 1
    if i < sentence.first or words[i] not in limits("apposition") and words[i] != "and":
        return
    if not any(words[j] in {"a", "an", "another", "the"} for j in range(i + 1, frame.cue.first)):
        return
    anaphor = words[sentence.first] in limits("anaphors") and words[i] not in {",", "–", "—", "("}
    if anaphor and words[i] != ",":
        _from_sentence_before(sentence, frame)
    elif words[i] != "and":
        frame.current = _before(sentence, frame, i + 1)
        previous = next((f for f in reversed(sentence.out) if f.cue.kind == "adverb" and f.current is not None), None)
        if frame.current is None and previous is not None:
            frame.current = previous.current


def _from_sentence_before(sentence: Sentence, frame: Frame) -> None:
    """The number of the sentence before that has the head of this change, or the only one of its unit."""
    if sentence.number == 0:
        return
    known = frame.baseline or next((m for m in frame.deltas if m.unit not in RELATIVE), None)
    if known is None:
        _pair_before(sentence, frame)
        return
    before = [m for m in sentence.reading.in_sentence(sentence.number - 1) if m.unit not in RELATIVE]
    before = [m for m in before if same_unit(m, known)]
    heads = {(m.claim.head or "").lower() for m in (*frame.deltas, *([frame.baseline] if frame.baseline else []))} - {""}
    named = [m for m in before if (m.claim.head or "").lower() in heads]
    chosen = named or before
    if len(chosen) == 1:
        frame.current = chosen[0]


def _pair_before(sentence: Sentence, frame: Frame) -> None:
    """`It hit 200 from a low of 120. That is a 67 per cent increase.`"""
    before = [m for m in sentence.reading.in_sentence(sentence.number - 1) if m.unit not in RELATIVE and not m.depth]
    baseline = next((m for m in before if m.role == "from"), None)
    values = [m for m in before if baseline is not None and m.last <= baseline.first and same_unit(m, baseline)]
    if baseline is not None and len(values) == 1 and direction(values[0], baseline) == frame.way:
        frame.current, frame.baseline = values[0], baseline


def _going_on(sentence: Sentence, frame: Frame) -> None:
    """`it is 40 today, increasing by 5 per cent`: a form in -ing after a comma goes on from the number before."""
    words, i = sentence.words, frame.cue.first
    if i - 1 >= sentence.first and words[i - 1] == "," and words[i].endswith("ing"):
        frame.current = _before(sentence, frame, i - 1)
    elif i - 2 >= sentence.first and words[i - 1] == "which" and words[i - 2] == ",":
        frame.current = None


def _from_before(sentence: Sentence, frame: Frame) -> None:
    """`a capacity of 56 before plunging to 14`, `24 … climbed to 43`: what was stands before the verb."""
    if frame.current is None:
        return
    words, i = sentence.words, frame.cue.first
    lead = words[max(sentence.first, i - 3) : i]
    if "before" in lead or "then" in lead or lead[-1:] == ["that"]:
        frame.baseline = sentence.left_value(i, unit=frame.current.unit)


def _pairwise(sentence: Sentence, at: int, frame: Frame) -> None:
    """`922 cases and 5,852 people, up from 512 cases and 2,159`: two values, two baselines, in one order."""
    if frame.baseline is None or frame.deltas or frame.baseline.role != "from":
        return
    right = [m for m in sentence.right(at) if m.first >= frame.baseline.last]
    left = [m for m in sentence.mentions if m.last <= frame.cue.first and m.number not in sentence.used and not m.depth]
    if len(right) != 1 or right[0].role != "and" or len(left) != 2 or len({m.unit for m in (*left, *right, frame.baseline)}) != 1:
        return
    frame.current = left[0]
    frame.chained.append((left[1], right[0]))


def _between(sentence: Sentence, at: int, frame: Frame) -> None:
    """`a variation of 40 between 2016 (90) and 2017 (130)`."""
    if not frame.deltas or frame.current or frame.baseline or "between" not in sentence.words[frame.cue.last : sentence.limit(at)]:
        return
    pair = [m for m in sentence.right(at) if m.role == "(" and m.unit not in RELATIVE]
    if len(pair) == 2 and same_unit(*pair):
        frame.baseline, frame.current = pair
        frame.way = direction(pair[1], pair[0])


def _when(sentence: Sentence, at: int, frame: Frame) -> None:
    """`up 20 per cent from 2023, when there were 1,009`."""
    if frame.current is None or frame.baseline is not None or not frame.deltas:
        return
    words, cue = sentence.words, frame.cue
    start = max(cue.last, frame.deltas[-1].last)
    when = next((i for i in range(start, min(start + 10, sentence.last)) if words[i] == "when"), None)
    if when is None or not {"from", "than", "with", "to"} & set(words[start:when]) or "since" in words[start:when]:
        return
    after = [m for m in sentence.mentions if m.first > when]
    if after and same_unit(after[0], frame.current) and after[0].first - when <= 10:
        frame.baseline = after[0]


def _year_after(sentence: Sentence, m: Mention) -> int | None:
    """The year right after a number: "380 people in 2020"."""
    for i in range(m.last, min(m.last + 4, sentence.last)):
        word = sentence.words[i]
        if i in sentence.reading.covered or word in {",", ";", "and"}:
            return None
        if len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"}:
            return int(word)
    return None


def _earlier_value(sentence: Sentence, frame: Frame) -> None:
    """What was, where the value before it is told of an earlier time: in this sentence, or in the one before ("It is …")."""
    current = frame.current
    if current is None or frame.baseline is not None or frame.based or not frame.deltas or current.unit in RELATIVE:
        return
    if current.last > frame.cue.first:
        return
    words = sentence.words
    before = [m for m in sentence.mentions if m.last <= current.first and m.unit == current.unit and not m.depth]
    now = words[current.last : frame.cue.first]
    if len(before) == 1 and _is_now(now) and _is_earlier(words[before[0].last : min(before[0].last + 5, current.first)]):
        frame.baseline = before[0]
        return
    years = (_year_after(sentence, before[0]), _year_after(sentence, current)) if len(before) == 1 else (None, None)
    if years[0] is not None and years[1] is not None and years[0] < years[1]:
        frame.baseline = before[0]
        return
    if before or sentence.number == 0 or "it" not in words[sentence.first : sentence.first + 4]:
        return
    last = sentence.reading.in_sentence(sentence.number - 1)
    first, end = sentence.reading.sentences[sentence.number - 1]
    if [m.unit for m in last].count(current.unit) == 1 and _is_now(now) and _is_earlier(words[first:end]):
        frame.baseline = next(m for m in last if m.unit == current.unit)


def _is_now(words: list[str]) -> bool:
    return bool({"today", "now", "currently", "this", "present"} & set(words))


def _is_earlier(words: list[str]) -> bool:
    return bool({"last", "previous", "earlier", "ago", "before", "previously", "yesterday"} & set(words))


def _balance(sentence: Sentence, frame: Frame) -> None:
    """Drops a baseline of another unit than the value it stands beside."""
    if frame.current is not None and frame.baseline is not None and not same_unit(frame.current, frame.baseline):
        frame.baseline = None
    against = frame.compared and frame.current is not None and frame.baseline is not None
    if frame.current is frame.baseline or against and direction(frame.current, frame.baseline) != frame.way:  # type: ignore[arg-type]
        frame.baseline = None
