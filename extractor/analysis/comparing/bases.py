"""Bases without `from` or `than`: "up 5 per cent on the 40", "four times the 30", "twice as many as the 20"."""

from __future__ import annotations

from extractor.analysis.comparing.cues import Cue, limits
from extractor.analysis.comparing.frames import PREPOSITIONS, Frame, Sentence, definite, value_before
from extractor.analysis.comparing.levels import pointed
from extractor.analysis.relating.likeness import stems
from extractor.analysis.relating.reading import RELATIVE, Mention, printed
from extractor.lexicons import word_list
from extractor.values.intervals import best

NEAR = 4  # words between a difference and the `on` that names its base
EQUATIVE = 5  # words between "twice" and the second `as` of "twice as many ships as"
WHEN = 9  # words between that `as` and `when`, and from there to the number
# What stands between a number and the multiple that is said of it.
SAID_OF = frozenset({",", "(", "–", "—", "--", "or", "is", "was", "are", "were", "be", "been"})
APART = 10  # words between a number and the comparison after it
ASIDES = (["of", "them"], ["of", "whom"], ["of", "which"], ["of", "these"], ["of", "those"])
ENDS = frozenset({",", ".", ";", ")", "–", "—", ":", "and", "”", '"'})


def on_base(sentence: Sentence, frame: Frame, m: Mention) -> bool:
    """`up 5 per cent on the 40 of 2022`, `a rise of 3 over last year's 40`: a definite number of an earlier time."""
    if m.role not in {"on", "upon", "over"} or frame.baseline is not None or not definite(sentence, m, named=True):
        return False
    bare = frame.cue.kind == "adverb" and m.governor == frame.cue.last
    if not frame.deltas and not bare:
        return False
    start = max([frame.cue.last, *(delta.last for delta in frame.deltas)])
    points = not frame.deltas or frame.deltas[0].unit in {"percentage_point", "basis_point", "point"}
    if m.governor - start > NEAR or (m.unit in RELATIVE and not (points and m.unit == "percent")):
        return False
    return _unnamed(sentence, m, sentence.words[sentence.first : m.governor])


def left_rate(sentence: Sentence, frame: Frame) -> None:
    """`sales were 5 per cent up on last year`: the rate stands before the adverb."""
    cue = frame.cue
    m = sentence.reading.covered.get(cue.first - 1)
    if m is not None and m.unit in RELATIVE and sentence.words[cue.last : cue.last + 1] in (["on"], ["upon"]):
        sentence.take_delta(frame, m)


def times(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`86 ships, twice the 43 of May`; `86 ships, twice as many as in May, when there were 43`."""
    own = sentence.reading.covered[cue.first]
    number = best(printed(own.claim))
    if own.number in sentence.used or number is None or number <= 1:
        return None
    after = [m for m in sentence.mentions if cue.last <= m.first]
    baseline = _base_of(sentence, cue, after[0]) if after else None
    if baseline is None or baseline.unit in RELATIVE - {"percent"}:
        return None
    frame = Frame(cue, "up", "change.times", baseline=baseline, based=True)
    sentence.take_delta(frame, own)
    frame.current = _said_of(sentence, frame, own)
    pointed(sentence, frame, own.governor + 1)
    return frame if frame.current is not None else None


def _base_of(sentence: Sentence, cue: Cue, m: Mention) -> Mention | None:
    """The number right after a multiple, or after `as many as`."""
    words = sentence.words
    between = words[cue.last : m.first]
    if between[:1] in (["the"], ["its"], ["their"], ["last"]) and len(between) <= 3 and not PREPOSITIONS & set(between):
        return m
    if words[cue.last : cue.last + 1] != ["as"]:
        return None
    second = next((i for i in range(cue.last + 2, min(cue.last + EQUATIVE, m.first)) if words[i] == "as"), None)
    if second is None:
        return None
    if m.governor == second:
        return m if definite(sentence, m, named=True) else None
    when = next((i for i in range(second, min(second + WHEN + 1, m.first)) if words[i] == "when"), None)
    told = when is not None and words[when - 1] == "," and m.first - when <= WHEN and m.role != "by"
    return m if told and "," not in words[second : (when or 0) - 1] else None


def _said_of(sentence: Sentence, frame: Frame, own: Mention) -> Mention | None:
    """The number that is so many times as much: right before the multiple, or that of the comparison before."""
    last = sentence.out[-1] if sentence.out else None
    if own.role == "and":
        goes_on = last is not None and last.cue.kind in {"comparative", "times"} and last.current is not None
        unit = frame.baseline.unit if frame.baseline is not None else ""
        return last.current if goes_on and last is not None and last.current and last.current.unit == unit else None
    m = value_before(sentence, frame, frame.cue.first) if own.role in SAID_OF else None
    aside = m is not None and (m.role == "including" or sentence.words[m.last : m.last + 2] in ASIDES)
    return None if m is None or aside or _rated(sentence, m) != _rated(sentence, frame.baseline or m) else m


def settled(sentence: Sentence, frame: Frame) -> bool:
    """`sold 40, more than the 30 it sold in 2020`, `40 tonnes, topping the 30 tonnes of corn`: no other is meant."""
    words, cue, current, baseline = sentence.words, frame.cue, frame.current, frame.baseline
    if current is None or baseline is None or words[cue.first - 1] != "," or cue.first - current.last > APART:
        return False
    if frame.rule == "change.over" and (words[cue.first] not in limits("exceeding") or baseline.first - cue.last > 2):
        return False
    if any(m.unit == current.unit and m is not current for m in sentence.mentions if m.last <= cue.first):
        return False
    told = current.unit != "count" or _unnamed(sentence, baseline, words[current.last : current.last + 2])
    if _rated(sentence, current) != _rated(sentence, baseline):
        return False
    return told and not limits("extremes") & set(words[sentence.first : cue.first])


def _rated(sentence: Sentence, m: Mention) -> list[str]:
    """What a number is one for: "40 euros an hour", "90 a day"; "40 a year before" is for nothing."""
    following = sentence.words[m.last : m.last + 3]
    lead = following[:1] in (["a"], ["an"], ["per"], ["each"])
    return following[1:2] if lead and following[2:] not in (["before"], ["earlier"], ["ago"]) else []


def _unnamed(sentence: Sentence, m: Mention, things: list[str]) -> bool:
    """Whether a number counts the things named, or has no noun of its own: `the 40 of May`, `the 40 it sold`."""
    following = sentence.words[m.last : m.last + 1]
    if not following or following[0] in ENDS | limits("clause_openers"):
        return True
    return following[0].endswith("ed") or bool(stems(following) & stems(things))


def timed(sentence: Sentence, m: Mention) -> bool:
    """Whether words beside a number tell of a time: "compared with 40 in 2020", "with last year's 40"."""
    near = [
        *sentence.words[max(sentence.first, m.first - 8) : m.first],
        *sentence.words[m.last : min(sentence.last, m.last + 10)],
    ]
    return bool(word_list("likeness", "times") & set(near)) or any(
        len(word) == 4 and word[:2] in {"19", "20"} and word.isdigit() for word in near
    )
