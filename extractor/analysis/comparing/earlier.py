"""Values of an earlier time that stand apart from the word of change: before it, after `when`, a sentence earlier."""

from __future__ import annotations

from extractor.analysis.comparing.cues import limits
from extractor.analysis.comparing.frames import (
    DETERMINERS,
    PREPOSITIONS,
    Frame,
    Sentence,
    direction,
    same_unit,
    value_before,
)
from extractor.analysis.relating.likeness import stems
from extractor.analysis.relating.reading import RELATIVE, Mention
from extractor.lexicons import word_list


def apposition(sentence: Sentence, frame: Frame) -> None:
    """`40, an increase of 3`: the noun names the number before it; `This marked a rise` that of the sentence before."""
    based = _on_time(sentence.words[frame.cue.last : frame.cue.last + 5])
    if frame.current is not None or not (frame.deltas or frame.baseline or based):
        return
    words, i = sentence.words, frame.cue.first - 1
    if frame.deltas and frame.deltas[0].last <= frame.cue.first:
        i = frame.deltas[0].first - 1
    steps = 0
    while (
        i >= sentence.first
        and steps < 6
        and (words[i] in DETERMINERS or words[i].isalpha())
        and words[i] not in limits("apposition")
        and words[i] not in PREPOSITIONS
    ):
        i, steps = i - 1, steps + 1
    if i < sentence.first or (words[i] not in limits("apposition") and words[i] != "and"):
        return
    if not any(words[j] in {"a", "an", "another", "the"} for j in range(i + 1, frame.cue.first)):
        return
    anaphor = words[sentence.first] in limits("anaphors") and words[i] not in {",", "–", "—", "("}
    if anaphor and words[i] != ",":
        _from_sentence_before(sentence, frame)
    elif words[i] != "and":
        frame.current = value_before(sentence, frame, i + 1)
        previous = next((f for f in reversed(sentence.out) if f.cue.kind == "adverb" and f.current is not None), None)
        if frame.current is None and previous is not None:
            frame.current = previous.current
        if frame.current is not None and _of_another(sentence, frame, frame.current):
            frame.current = None


def _on_time(following: list[str]) -> bool:
    """`22 cases, an increase from the day before`: counted from another time, with or without its number."""
    times = word_list("likeness", "times")
    return not limits("bases").isdisjoint(following[:1]) and not times.isdisjoint(following[1:])


def _of_another(sentence: Sentence, frame: Frame, current: Mention) -> bool:
    """`900 thefts and 40 fires, a drop of 2 per cent in thefts`: whether the difference is one of something else."""
    if not frame.deltas or frame.deltas[0].first < frame.cue.last:
        return False
    words, last = sentence.words, frame.deltas[0].last
    if words[last : last + 1] != ["in"] or words[last + 2 : last + 3] not in (["and"], [","], ["."], ["compared"]):
        return False
    noun = stems(words[last + 1 : last + 2])
    counted = [*(current.claim.head or "").lower().split(), *words[current.last : current.last + 3]]
    return current.unit == "count" and bool(noun) and not noun & stems(counted)


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
    heads = {(m.claim.head or "").lower() for m in (*frame.deltas, *([frame.baseline] if frame.baseline else []))} - {
        ""
    }
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


def going_on(sentence: Sentence, frame: Frame) -> None:
    """`it is 40 today, increasing by 5 per cent`: a form in -ing after a comma goes on from the number before."""
    words, i = sentence.words, frame.cue.first
    if i - 1 >= sentence.first and words[i - 1] == "," and words[i].endswith("ing"):
        frame.current = value_before(sentence, frame, i - 1)
    elif i - 2 >= sentence.first and words[i - 1] == "which" and words[i - 2] == ",":
        frame.current = None


def from_opening(sentence: Sentence, frame: Frame) -> None:
    """`From 849 in May, it fell to 649`: what was opens the sentence."""
    first = sentence.mentions[0]
    opens = first.role == "from" and first.governor == sentence.first and first.last <= frame.cue.first
    if not opens or frame.based or frame.current is None or not same_unit(first, frame.current):
        return
    if direction(frame.current, first) == frame.way:
        frame.baseline, frame.based = first, True


def from_before(sentence: Sentence, frame: Frame) -> None:
    """`a capacity of 56 before plunging to 14`, `24 … climbed to 43`: what was stands before the verb."""
    if frame.current is None or frame.baseline is not None:
        return
    words, i = sentence.words, frame.cue.first
    lead = words[max(sentence.first, i - 3) : i]
    if "before" in lead or "then" in lead or lead[-1:] == ["that"]:
        frame.baseline = sentence.left_value(i, unit=frame.current.unit)


def told_before(sentence: Sentence, frame: Frame) -> None:
    """`The debt rose to 68 per cent in 2020. In 2021 it was cut to 63`: what the sentence before came to."""
    current = frame.current
    if current is None or frame.baseline is not None or frame.based or frame.deltas:
        return
    known = [f.current for f in sentence.told if f.current is not None and f.current.unit == current.unit]
    if len(known) != 1 or any(m.unit == current.unit for m in sentence.mentions if m.number < current.number):
        return
    now, then = current.claim.period, known[0].claim.period
    words, first = sentence.words, sentence.reading.sentences[sentence.number - 1][0]
    same = stems(words[sentence.first : frame.cue.first]) & stems(words[first : known[0].first])
    pronoun = words[frame.cue.first - 1] in {"it", "they"} or words[sentence.first] in {"it", "they"}
    if now and then and then[:4] < now[:4] and (same or pronoun) and direction(current, known[0]) == frame.way:
        frame.baseline = known[0]


def pairwise(sentence: Sentence, at: int, frame: Frame) -> None:
    """`922 cases and 5,852 people, up from 512 cases and 2,159`: two values, two baselines, in one order."""
    if frame.baseline is None or frame.deltas or frame.baseline.role != "from":
        return
    right = [m for m in sentence.right(at) if m.first >= frame.baseline.last]
    left = [m for m in sentence.mentions if m.last <= frame.cue.first and m.number not in sentence.used and not m.depth]
    if (
        len(right) != 1
        or right[0].role != "and"
        or len(left) != 2
        or len({m.unit for m in (*left, *right, frame.baseline)}) != 1
    ):
        return
    frame.current = left[0]
    frame.chained.append((left[1], right[0]))


def between(sentence: Sentence, at: int, frame: Frame) -> None:
    """`a variation of 40 between 2016 (90) and 2017 (130)`."""
    if (
        not frame.deltas
        or frame.current
        or frame.baseline
        or "between" not in sentence.words[frame.cue.last : sentence.limit(at)]
    ):
        return
    pair = [m for m in sentence.right(at) if m.role == "(" and m.unit not in RELATIVE]
    if len(pair) == 2 and same_unit(*pair):
        frame.baseline, frame.current = pair
        frame.way = direction(pair[1], pair[0])


def when(sentence: Sentence, at: int, frame: Frame) -> None:
    """`up 20 per cent from 2023, when there were 1,009`; `down from last year, when it was 80 per cent`."""
    words, cue = sentence.words, frame.cue
    bare = not frame.deltas and cue.kind == "adverb"
    if frame.baseline is not None or not (bare or (frame.deltas and frame.current)):
        return
    start = cue.last if bare else max(cue.last, frame.deltas[-1].last)
    when = next((i for i in range(start, min(start + 10, sentence.last)) if words[i] == "when"), None)
    if when is None or not {"from", "than", "with", "to"} & set(words[start:when]) or "since" in words[start:when]:
        return
    after = [m for m in sentence.mentions if m.first > when]
    if not after or after[0].first - when > 10 or after[0].unit == "times":
        return
    if frame.current is None or same_unit(after[0], frame.current):
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


def earlier_value(sentence: Sentence, frame: Frame) -> None:
    """What was, where the value before it is told of an earlier time: in this sentence, or the one before."""
    current = frame.current
    if current is None or frame.baseline is not None or frame.based or not frame.deltas or current.unit in RELATIVE:
        return
    if current.last > frame.cue.first:
        return
    words = sentence.words
    before = [m for m in sentence.mentions if m.last <= current.first and m.unit == current.unit and not m.depth]
    now = words[current.last : frame.cue.first]
    if (
        len(before) == 1
        and _is_now(now)
        and _is_earlier(words[before[0].last : min(before[0].last + 5, current.first)])
    ):
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
