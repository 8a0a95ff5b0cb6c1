"""Levels that a number is set beside: "over the level of 2015 and the 30", "more than the mayor of Rome (12)"."""

from __future__ import annotations

from itertools import pairwise

from extractor.analysis.comparing.cues import Cue
from extractor.analysis.comparing.frames import Frame, Sentence, definite
from extractor.analysis.relating.reading import Mention, printed
from extractor.lexicons import load
from extractor.values.intervals import best

REACH = 9  # words between `than` and the number of what is named after it
SENTENCES = 2  # before the one that speaks of "the 2019 level"


def of_before(sentence: Sentence, unit: str) -> Mention | None:
    """What `It` or `They` stands for: the first number of the sentence before, where all there are of one unit."""
    if sentence.number == 0 or sentence.words[sentence.first] not in {"it", "they", "that", "this"}:
        return None
    before = sentence.reading.in_sentence(sentence.number - 1)
    pointed = sentence.words[sentence.first] in {"it", "they"} or len(before) == 1
    return before[0] if pointed and before and {m.unit for m in before} == {unit} and before[0].role != "from" else None


def pointed(sentence: Sentence, frame: Frame, first: int) -> None:
    """`40 came. That was 6 more than the 34 of May`: what the change is of where the sentence only points at it.

    first: where the words of the change start.
    """
    if frame.baseline is None or frame.current is not None or first != sentence.first + 2:
        return
    alone = sentence.number > 0 and len(sentence.reading.in_sentence(sentence.number - 1)) == 1
    if alone and sentence.words[first - 1] in {"is", "was", "are", "were"}:
        frame.current = of_before(sentence, frame.baseline.unit)


def mark(sentence: Sentence, cue: Cue, baseline: Mention) -> Frame | None:
    """`would put it just over the current rate of 8 per cent`: a known level, whatever stands above it."""
    words = sentence.words
    known = not _marks().isdisjoint(words[cue.last : baseline.first])
    if words[cue.first] not in {"over", "under", "above", "below"} or not known or baseline.unit != "percent":
        return None
    return Frame(cue, cue.way, "change.than", baseline=baseline, based=True)


def _marks() -> frozenset[str]:
    return frozenset(load("change_cues")["comparatives"]["marks"])


def is_level(sentence: Sentence, m: Mention, than: int) -> bool:
    """`above the legal limit of 9 per cent`."""
    words = sentence.words
    near = m.role == "of" and than + 2 <= m.governor - 1 <= than + 6 and words[m.governor - 1] in _marks()
    return near and words[than + 1] in {"the", "its", "their"}


def several(sentence: Sentence, at: int, cue: Cue) -> Frame | None:
    """`still over the level of 2015 and the 30 per cent advised`: two levels, the first told by its year."""
    year = _year_of_level(sentence, cue)
    if year is None:
        return None
    after = next((m for m in sentence.right(at)), None)
    second = after if after is not None and after.role == "and" and definite(sentence, after, named=True) else None
    current = sentence.left_value(cue.first, unit=second.unit if second else None)
    if current is None:
        return None
    level = _of_year(sentence, current, year)
    if level is None:
        return None
    frame = Frame(cue, cue.way, "change.than", current=current, baseline=level, based=True)
    if second is not None and second.governor - cue.last <= 5:
        frame.chained.append((current, second))
    return frame


def _year_of_level(sentence: Sentence, cue: Cue) -> str | None:
    """The year of `the 2019 level`, `its 2019 average`."""
    lead, year, noun = [*sentence.words[cue.last : cue.last + 3], "", "", ""][:3]
    dated = len(year) == 4 and year.isdigit() and year[:2] in {"19", "20"}
    known = lead in {"the", "its", "their"} and (noun in _marks() or noun.removesuffix("s") in _marks())
    return year if dated and known else None


def _of_year(sentence: Sentence, current: Mention, year: str) -> Mention | None:
    """The one number of a unit that is of a year, in this sentence or the ones before."""
    found = [
        m
        for m in sentence.reading.near(current, SENTENCES)
        if m.first < current.first and m.unit == current.unit and m.claim.period == year
    ]
    return found[0] if len(found) == 1 else None


def named(sentence: Sentence, at: int, cue: Cue, than: int | None) -> Frame | None:
    """`more than the mayors of Rome (12,000) and Paris (12,900)`: each number stands in brackets after its name."""
    if than is None or sentence.words[cue.first] in {"above", "below", "over", "under"}:
        return None
    found = [m for m in sentence.right(at) if _in_brackets(sentence, m)]
    if not found or found[0].governor - than > REACH or not _plain(sentence, than + 1, found[0].governor):
        return None
    current = sentence.left_value(cue.first, unit=found[0].unit) or of_before(sentence, found[0].unit)
    if current is None:
        return None
    frame = Frame(cue, cue.way, "change.named", current=current, baseline=found[0], based=True)
    for a, b in pairwise(found):
        between = sentence.words[a.last + 1 : b.governor]
        if b.unit != current.unit or between[:1] not in (["and"], [","]) or len(between) > 5:
            break
        frame.chained.append((current, b))
    return frame


def of_name(sentence: Sentence, frame: Frame, than: int) -> None:
    """`They pay Rome (9,000) …. He gets 7,000. That is 2,000 less than Rome`: where the three numbers come out."""
    delta, words, texts = frame.deltas[0], sentence.words, sentence.reading.texts
    current = of_before(sentence, delta.unit)
    number, stated = (best(printed(m.claim)) if m is not None else None for m in (current, delta))
    if current is None or number is None or stated is None:
        return
    end = next((i for i in range(than + 1, sentence.last) if not words[i].isalpha() or words[i] == "and"), than)
    name = texts[end - 1]
    if end - than > REACH or not name[:1].isupper():
        return
    for m in sentence.reading.near(current, SENTENCES):
        at_name = m.last < current.first and _in_brackets(sentence, m) and texts[m.governor - 1] == name
        wanted = number - stated if frame.way == "up" else number + stated
        if at_name and m.unit == delta.unit and best(printed(m.claim)) == wanted:
            frame.current, frame.baseline = current, m
            return


def _in_brackets(sentence: Sentence, m: Mention) -> bool:
    """Whether a number stands alone in brackets after a name."""
    alone = m.role == "(" and m.first - m.governor == 1 and sentence.words[m.last : m.last + 1] == [")"]
    return alone and sentence.reading.texts[m.governor - 1][:1].isupper()


def _plain(sentence: Sentence, first: int, end: int) -> bool:
    """Whether nothing but words, and no other number, stands between."""
    between = sentence.words[first:end]
    return all(word.isalpha() for word in between) and not {"when", "where"} & set(between)


def any_other(sentence: Sentence, cue: Cue, than: int | None) -> Frame | None:
    """`82 goals, more than any other player`: the number tops all there are."""
    words = sentence.words
    if than is None or words[than : than + 2] not in (["than", "any"], ["than", "ever"]) or than != cue.last:
        return None
    if cue.first == sentence.first or words[cue.first - 1] not in {",", "–", "—", "--", "-", "("}:
        return None
    current = sentence.left_value(cue.first)
    if current is None or cue.first - current.last > REACH or "," in words[current.last : cue.first - 1]:
        return None
    return Frame(cue, cue.way, "change.any_other", current=current, based=True)
