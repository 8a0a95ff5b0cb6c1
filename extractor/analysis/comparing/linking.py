"""Links the words of change to the numbers that they compare: what is now, what was, by how much it changed."""

from __future__ import annotations

from collections.abc import Callable

from extractor.analysis.comparing import bases, beside, changed
from extractor.analysis.comparing.cues import Cue, Kind, find_cues
from extractor.analysis.comparing.frames import Frame, Sentence
from extractor.analysis.relating.reading import RELATIVE, Reading

BUILDERS: dict[Kind, Callable[[Sentence, int, Cue], Frame | None]] = {
    "change": changed.change, "adverb": changed.adverb, "multiple": changed.multiple, "over": beside.over,
    "carrier": beside.carrier, "compared": beside.compared, "comparative": beside.comparative, "record": beside.record,
    "flat": beside.flat, "times": bases.times,
}  # fmt: skip


def link(reading: Reading) -> list[Frame]:
    """The changes of a text, cue by cue, with the numbers that their own sentence gives (or the one before)."""
    frames: list[Frame] = []
    by_sentence: dict[int, list[Cue]] = {}
    for cue in find_cues(reading):
        by_sentence.setdefault(cue.sentence, []).append(cue)
    before: tuple[int, list[Frame]] = (-2, [])
    for number, cues in by_sentence.items():
        told = before[1] if before[0] == number - 1 else []
        before = number, _frames(Sentence(reading, number, cues, told))
        frames += before[1]
    return frames


def _frames(sentence: Sentence) -> list[Frame]:
    """The frames of a sentence that have a number, denied ones left out."""
    for at, cue in enumerate(sentence.cues):
        if cue.kind == "multiple" and sentence.reading.covered[cue.first].number in sentence.used:
            continue
        frame = BUILDERS[cue.kind](sentence, at, cue)
        if frame is not None and frame.linked and not _told(sentence, frame):
            sentence.out.append(frame)
    return [frame for frame in _merged(sentence) if not frame.cue.denied]


def _told(sentence: Sentence, frame: Frame) -> bool:
    """`sank to a record low of 1.2`: the record says no more than the verb."""
    same = (f for f in sentence.out if f.current is frame.current and f.way == frame.way)
    return frame.rule == "change.record" and any(same)


def _merged(sentence: Sentence) -> list[Frame]:
    """`rose 7 % to 331, up from 308` and `from 45 to 30, a drop of a third` are one change each."""
    out: list[Frame] = []
    for frame in sentence.out:
        last = out[-1] if out else None
        if last is None or last.way != frame.way or not _absorbed(sentence, last, frame):
            out.append(frame)
    return out


def _absorbed(sentence: Sentence, last: Frame, frame: Frame) -> bool:
    """Whether a frame only goes on with the one before, which then takes its number."""
    if frame.cue.kind == "adverb" and not frame.deltas and frame.baseline and last.baseline is None:
        if last.current is None or frame.current is not last.current:
            return False
        last.baseline, last.based = frame.baseline, True
        return True
    free = frame.deltas and frame.baseline is None and not frame.based and not frame.series
    if not free or last.deltas or last.current is None or last.baseline is None or _apart(sentence, last, frame):
        return False
    goes_on = (
        frame.cue.noun or frame.cue.kind in {"adverb", "multiple"} or sentence.words[frame.cue.first].endswith("ing")
    )
    delta = frame.deltas[0]
    near = delta.governor < frame.cue.last + 2 and delta.first - frame.cue.last <= 4
    if not goes_on or not near or delta.unit not in RELATIVE | {last.current.unit}:
        return False
    last.deltas = frame.deltas
    return True


def _apart(sentence: Sentence, last: Frame, frame: Frame) -> bool:
    """Whether something stands between two cues that the second may speak of: only a comma parts them."""
    end = max(m.last for m in (last.current, last.baseline) if m is not None)
    start = min(frame.cue.first, frame.deltas[0].governor + 1)
    between = sentence.words[end:start]
    if frame.current is not None and frame.current not in {last.current, last.baseline}:
        return True
    return "," not in between or bool({";", "and", "but", "while", "as"} & set(between)) or len(between) > 14
