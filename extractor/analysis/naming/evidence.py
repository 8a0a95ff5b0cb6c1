"""What the words around a name say it is: a person, an organisation, a place or something else."""

from __future__ import annotations

from functools import cache

from extractor.analysis.naming import phrases
from extractor.analysis.naming.body_lexicon import head_kinds
from extractor.analysis.naming.words import QUOTES, Words
from extractor.lexicons import load

KINDS = ("person", "organisation", "place", "other")
APPOSITION = 9
Scores = list[float]  # in the order of KINDS

# A cue's weight: 1 a hint, 2 likely, 3 as good as said.
HINT, LIKELY, SAID = 1.0, 2.0, 3.0


@cache
def cue_words(key: str) -> frozenset[str]:
    """One list of the lexicon of cues."""
    return frozenset(load("name_cues")[key])


def cues(words: Words, start: int, end: int) -> Scores:
    """The weight of the words around tokens `start` to `end` for each kind."""
    scores: Scores = [0.0, 0.0, 0.0, 0.0]
    _before(words, start, end, scores)
    _after(words, start, end, scores)
    if start and end < len(words) and words.text[start - 1] in QUOTES and words.text[end] in {*QUOTES, ","}:
        scores[3] += HINT
    return scores


def _before(words: Words, start: int, end: int, scores: Scores) -> None:
    if start and words.text[start - 1] in QUOTES:
        start -= 1
    if not words.same_sentence(start - 1, start):
        return
    before = words.lower[start - 1]
    if before in {"the", "a", "an"}:
        scores[0] -= SAID
        scores[3] += HINT
    elif before in cue_words("in_places"):
        scores[2] += LIKELY
        scores[0] -= HINT
    elif before == "from":
        scores[2] += HINT
    elif before == "of" and start > 1 and words.lower[start - 2] in cue_words("inhabitants"):
        scores[2] += LIKELY
    elif before in cue_words("body_nouns"):
        scores[1] += SAID
    elif before in cue_words("person_nouns"):
        scores[0] += SAID
    elif before in cue_words("work_nouns"):
        scores[3] += SAID
    elif before in cue_words("speech"):
        scores[0] += HINT
    elif before in cue_words("body_verbs"):
        scores[1] += HINT
    elif before in {"of", "for", "at", "with"} and phrases.role_heads().match_back(words, start - 1) < start - 1:
        scores[1] += LIKELY
        scores[0] -= HINT
        scores[2] += HINT
    elif before == "of" and start > 1 and words.lower[start - 2] in cue_words("place_nouns"):
        scores[2] += SAID


def _after(words: Words, start: int, end: int, scores: Scores) -> None:
    if not words.same_sentence(start, end):
        return
    after = words.lower[end]
    if after in cue_words("speech"):
        scores[0] += LIKELY
        scores[1] += HINT / 2
    elif after in cue_words("person_heads"):
        scores[0] += 2 * SAID
    elif (
        words.hyphen_at(end)
        and not words.cap[end + 1]
        and words.lower[end + 1] not in {"based", "led", "backed", "owned"}
    ):
        scores[3] += LIKELY
    elif len(after) > 1 and after[-1].isdigit() and (after[0].isalpha() or len(after) == 3):
        scores[3] += LIKELY  # a model: `Boeing 737`, `Galaxy S24`
    elif after in cue_words("thing_nouns"):
        scores[3] += LIKELY
    elif after in {"who", "whom"}:
        scores[0] += SAID
    elif after in cue_words("place_nouns") and not words.cap[end]:
        scores[2] += LIKELY
    elif after in cue_words("body_people"):
        scores[1] += LIKELY
        scores[0] -= HINT
    elif after in {"'s", "’s"} and words.same_sentence(start, end + 1):
        if phrases.role_heads().match(words, end + 1) > end + 1 and words.lower[end + 1] in cue_words("officers"):
            scores[1] += LIKELY
    elif after in {"-"} and words.hyphen_at(end) and words.lower[end + 1] == "based":
        scores[2] += SAID
    elif (
        after == "("
        and words.same_sentence(start, end + 2)
        and words.text[end + 1].isdigit()
        and words.text[end + 2] == ")"
    ):
        scores[0] += SAID
    elif after == ",":
        _apposition(words, start, end + 1, scores)


def _apposition(words: Words, start: int, at: int, scores: Scores) -> None:
    """`, 43,`, `, who …`, `, a human rights group`, `, director of …`."""
    if not words.same_sentence(start, at + 1):
        return
    first = words.lower[at]
    if (
        (words.text[at].isdigit() and len(first) <= 2 and words.text[at + 1] in {",", ".", "and", "who"})
        or first == "aged"
    ) or first in {"who", "whose"}:
        scores[0] += SAID
    elif first == "which":
        scores[1] += HINT
        scores[2] += HINT
        scores[0] -= LIKELY
    else:
        opened = first in {"a", "an", "the", "one"}
        for i in range(at, min(at + APPOSITION, len(words))):
            word = words.lower[i]
            if words.sentence[i] != words.sentence[start] or word in cue_words("apposition_ends"):
                break
            if word in cue_words("body_nouns") and opened and not words.cap[i]:
                scores[1] += SAID
                break
            if word in cue_words("place_nouns") and opened and not words.cap[i]:
                scores[2] += SAID
                break
            if phrases.role_heads().match(words, i) > i and word not in cue_words("no_officer"):
                scores[0] += SAID
                break


def plausible_person(words: Words, start: int, end: int) -> bool:
    """Whether a run of capitals is shaped as a full name: two to five words of letters, none a noun of a body."""
    parts = [words.lower[i] for i in range(start, end) if words.text[i][:1].isalpha()]
    return 2 <= len(parts) <= 5 and not any(part in head_kinds() for part in parts)
