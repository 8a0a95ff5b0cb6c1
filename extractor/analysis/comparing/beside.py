"""Numbers set beside each other: more than, above, compared with, from one to the other; records; nothing changed."""

from __future__ import annotations

from extractor.analysis.comparing import levels
from extractor.analysis.comparing.after_than import baseline_after
from extractor.analysis.comparing.bases import settled
from extractor.analysis.comparing.cues import Cue
from extractor.analysis.comparing.frames import (
    Frame,
    Sentence,
    balance,
    definite,
    direction,
    is_currency,
    noun_gap,
    same_unit,
    value_before,
)
from extractor.analysis.relating.reading import RELATIVE, Mention

NOMINAL = frozenset({"above", "below", "ahead", "behind", "over", "under"})
AMOUNTS = frozenset({"more", "less", "fewer"})


def over(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`topped 40`, `an advantage of 5 points over 40`."""
    frame = Frame(cue, cue.way, "change.over")
    right = sentence.right(at)
    if cue.noun:
        for m in right:
            if (
                m.role in {"of", "with", "by"}
                and m.unit in RELATIVE | {"percent"}
                and not frame.deltas
                and m.unit in {"percentage_point", "point"}
            ):
                sentence.take_delta(frame, m)
            elif m.role in {"than", "over", "with", ","} or "over" in sentence.words[cue.last : m.first]:
                frame.baseline = frame.baseline or m
        if not frame.deltas:
            return None
        frame.current = value_before(sentence, frame, cue.first)
        return frame
    known = [m for m in right if m.governor < cue.last and definite(sentence, m)]
    if not known and right and right[0].role == "by" and right[0].governor - cue.last <= 6:
        frame.rule = "change.over_by"  # kept where the two numbers are found
        sentence.take_delta(frame, right[0])
        return frame
    if not known:
        return None
    frame.baseline = known[0]
    frame.current = sentence.left_value(cue.first, unit=frame.baseline.unit)
    frame.settled = settled(sentence, frame)
    return frame if frame.current is not None else None


def carrier(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`take the rate to 3 per cent from 2`: the numbers say which way."""
    right = [m for m in sentence.right(at) if m.unit not in {"times", "fraction"}]
    current = next((m for m in right if m.role in {"to", "into"}), None)
    baseline = next((m for m in right if m.role == "from"), None)
    if (
        current is None
        or baseline is None
        or not same_unit(current, baseline)
        or abs(current.number - baseline.number) != 1
    ):
        return None
    way = direction(current, baseline)
    if way == "either":
        return None
    rule = "change.named_pair" if _which(sentence, cue, way) else "change.pair"
    return Frame(cue, way, rule, current=current, baseline=baseline, based=True)


def _which(sentence: Sentence, cue: Cue, way: str) -> bool:
    """`an increase in debt, which went from 46 to 68 per cent`: whether a noun before the verb says which way."""
    nouns = (c for c in sentence.cues if c.noun and c.kind == "change" and c.last <= cue.first and c.way == way)
    relative = sentence.words[cue.first - 1 : cue.first] in (["which"], ["that"])
    return relative and any(cue.first - c.last <= 20 for c in nouns)


def compared(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`40, compared with 38 a year before`: the numbers say which way, where no other word does."""
    after = [m for m in sentence.mentions if cue.last <= m.first < sentence.limit(at)]
    if any(frame.baseline is not None and frame.baseline in after for frame in sentence.out):
        return None
    for candidate in after[:2]:
        current = sentence.left_value(cue.first, unit=candidate.unit)
        if current is None or candidate.role == "or" or _one_of_two(sentence, current):
            continue
        loose = sentence.words[cue.first] in {"against", "versus", "vs", "vs."}
        apart = 6 if sentence.words[cue.first - 1] != "," else 16
        if loose and (cue.first - current.last > apart or candidate.governor >= cue.last):
            continue  # "voted against two ministers"
        owner = next((f for f in sentence.out if f.current is current and f.baseline is None and not f.based), None)
        if owner is not None:
            owner.baseline, owner.based = candidate, True
            return None
        way = direction(current, candidate)
        if way == "either":
            return None
        rule = "change.more_compared" if _more(sentence, current, way) else "change.compared"
        return Frame(cue, way, rule, current=current, baseline=candidate, based=True)
    return None


def _one_of_two(sentence: Sentence, current: Mention) -> bool:
    """`919 clerks and 24 guards, compared with 955`: whether the number may be compared only with the one before it."""
    before = sentence.mentions[sentence.mentions.index(current) - 1] if current is not sentence.mentions[0] else None
    near = before is not None and before.unit == current.unit and current.first - before.last <= 6
    return near and current.role == "and" and current.unit == "count"


def _more(sentence: Sentence, current: Mention, way: str) -> bool:
    """`has higher rates, at 40 per cent compared with 29`: whether a word of comparison before it says which way."""
    before = (c for c in sentence.cues if c.kind == "comparative" and c.last <= current.first)
    near = (c for c in before if current.first - c.last <= 6 and c.way == way)
    return any("than" not in sentence.words[c.last : current.first] for c in near)


def comparative(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`12 more than the 128`, `41 per cent below the average`, `prices 500 baht higher`."""
    words = sentence.words
    before = [m for m in sentence.mentions if m.last <= cue.first]
    delta = before[-1] if before and noun_gap(sentence, before[-1].last, cue.first) else None
    # "plans 40 more, of which 30" compares nothing
    joints = {"than"} if words[cue.first] in AMOUNTS else {"than", "of"}
    than = next((i for i in range(cue.last, min(cue.last + 5, sentence.last)) if words[i] in joints), None)
    if _bounds(sentence, cue) and (delta is None or delta.last < cue.first):
        return None  # "4,000 ships carrying more than 140,000 men"
    if delta is not None and (than is not None or _is_comparison(words, cue)):
        return _with_delta(sentence, at, cue, delta, than)
    if than is not None and words[than] == "of" and words[cue.first] in {"higher", "lower"}:
        m = next((m for m in sentence.right(at) if m.role == "of" and m.governor == than), None)
        if m is not None:
            frame = Frame(cue, cue.way, "change.comparative")
            sentence.take_delta(frame, m)
            return frame
    level = levels.several(sentence, at, cue) if words[cue.first] in NOMINAL else None
    return level or _than(sentence, at, cue, than)


def _follows(sentence: Sentence, m: Mention, than: int, *, named: bool) -> bool:
    """Whether a number is what `than` or `above` compares with: a definite one, or `the limit of 9 per cent`."""
    return (m.governor == than and definite(sentence, m, named=named)) or levels.is_level(sentence, m, than)


def _bounds(sentence: Sentence, cue: Cue) -> bool:
    """Whether `more than` only bounds the number after it."""
    m = sentence.reading.covered.get(cue.last + 1)
    than = sentence.words[cue.last : cue.last + 1] == ["than"]
    return than and m is not None and m.first == cue.last + 1 and m.claim.modifier in {"more_than", "less_than"}


def _is_comparison(words: list[str], cue: Cue) -> bool:
    """Whether a comparative after a number needs no `than`: "500 baht higher", "5 per cent below"."""
    return words[cue.first] not in AMOUNTS or words[cue.last : cue.last + 1] == ["expensive"]


def _with_delta(sentence: Sentence, at: int, cue: Cue, delta: Mention, than: int | None) -> Frame | None:
    """`12 more than the 128`, `41 per cent below the average`."""
    frame = Frame(cue, cue.way, "change.comparative")
    sentence.take_delta(frame, delta)
    nominal = sentence.words[cue.first] in NOMINAL
    if than is not None or nominal:
        start = cue.last if nominal else (than or cue.last)
        end = next((c.first for c in sentence.cues[at + 1 :] if c.kind == "comparative"), sentence.last)
        frame.baseline = baseline_after(sentence, start, min(end, sentence.limit(at)), delta)
    if nominal and frame.baseline is None and delta.unit not in RELATIVE and not is_currency(delta.unit):
        return None  # "300 metres above the sea"
    frame.current = value_before(sentence, frame, cue.first)
    levels.pointed(sentence, frame, delta.governor + 1)
    if frame.current is None and frame.baseline is None and than is not None:
        levels.of_name(sentence, frame, than)
    balance(sentence, frame)
    return frame


def _than(sentence: Sentence, at: int, cue: Cue, than: int | None) -> Frame | None:
    """`753, more than the 516 of the year before`."""
    nominal = sentence.words[cue.first] in NOMINAL
    if nominal:
        than = than if than == cue.last and sentence.words[than] == "of" else cue.first
    elif than is None or sentence.words[than] != "than":
        return None
    right = sentence.right(at)
    baseline = next((m for m in right if _follows(sentence, m, than, named=nominal)), None)
    if baseline is None and right and _of_name(sentence, right[0], than):
        baseline = right[0]
    if baseline is None and _of_rank(sentence, cue):
        baseline = next((m for m in sentence.right(at) if m.role == "with" and m.first - cue.last <= 9), None)
    if baseline is None:
        return levels.named(sentence, at, cue, than) or levels.any_other(sentence, cue, than)
    current = sentence.left_value(cue.first, unit=baseline.unit) or levels.of_before(sentence, baseline.unit)
    if current is None:
        return levels.mark(sentence, cue, baseline)
    ranked = _of_rank(sentence, cue) and baseline.role == current.role == "with"
    named = (ranked or _of_name(sentence, baseline, than)) and _alone(sentence, current)
    rule = "change.than_name" if named else "change.than"
    frame = Frame(cue, cue.way, rule, current=current, baseline=baseline, based=True)
    frame.settled = rule == "change.than" and baseline.governor == than and settled(sentence, frame)
    return frame


def _of_name(sentence: Sentence, m: Mention, than: int) -> bool:
    """`more than Peru's 3.4 million tonnes`: whose number it is stands between."""
    texts = sentence.reading.texts[than + 1 : m.first]
    texts = texts[1:] if texts[:1] == ["the"] else texts
    return 2 <= len(texts) <= 4 and texts[-1] in {"'s", "’s"} and all(text[0].isupper() for text in texts[:-1])


def _alone(sentence: Sentence, m: Mention) -> bool:
    """Whether a number is the only one of its unit up to the comparison."""
    return not any(o.unit == m.unit and o.first < m.first for o in sentence.mentions)


def _of_rank(sentence: Sentence, cue: Cue) -> bool:
    """`ahead of Samsung, with an 18 per cent share`: the rival has a name, its number follows."""
    return sentence.words[cue.first] in {"ahead", "behind"}


def record(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`a record 77 billion`, `a 24-year high of 6 per cent`."""
    words = sentence.words
    after = next((m for m in sentence.mentions if m.first >= cue.last), None)
    if after is not None and all(
        w in {"high", "low", "of", "about", "nearly", "some", "over", "more", "than", "almost"} or w.endswith("ly")
        for w in words[cue.last : after.first]
    ):
        of = "of" in words[cue.last : after.first]
        before = words[cue.first - 1] if cue.first > sentence.first else ""
        if after.role in {"from", "than"} or (of and words[cue.first] == "record" and before not in {"a", "new", "an"}):
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
