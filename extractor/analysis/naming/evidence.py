"""What the words around a name say it is: a person, an organisation, a place or something else."""

from __future__ import annotations

from functools import cache

from extractor.analysis.naming import phrases
from extractor.analysis.naming.body_lexicon import head_kinds
from extractor.analysis.naming.gazetteer import land_end
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
    _before(words, start, scores)
    _after(words, start, end, scores)
    if words.same_sentence(start - 2, end) and words.text[start - 1] == words.text[end] == ",":
        scores[2] += LIKELY * (words.lower[start - 2] in cue_words("place_nouns"))  # `the largest port, Tema, is`
    if start and end < len(words) and words.text[start - 1] in QUOTES and words.text[end] in {*QUOTES, ","}:
        scores[3] += HINT
    return scores


@cache
def _before_weights() -> dict[str, Scores]:
    """Word right before a name -> what it says; a word in two lists is in the first."""
    lists = {
        "articles": [-SAID, 0.0, 0.0, HINT],
        "in_places": [-HINT, 0.0, LIKELY, 0.0],
        "from_places": [0.0, 0.0, HINT, 0.0],
        "body_nouns": [0.0, SAID, 0.0, 0.0],
        "person_nouns": [SAID, 0.0, 0.0, 0.0],
        "work_nouns": [0.0, 0.0, 0.0, SAID],
        "speech": [HINT, 0.0, 0.0, 0.0],
        "body_verbs": [0.0, HINT, 0.0, 0.0],
    }
    return {word: weights for name in reversed(lists) for weights in [lists[name]] for word in cue_words(name)}


@cache
def _after_weights() -> dict[str, Scores]:
    """Word right after a name -> what it says; a word in two lists is in the first."""
    lists = {
        "speech": [LIKELY, HINT / 2, 0.0, 0.0],
        "person_heads": [2 * SAID, 0.0, 0.0, 0.0],
        "thing_nouns": [0.0, 0.0, 0.0, LIKELY],
        "relatives": [SAID, 0.0, 0.0, 0.0],
        "place_nouns": [0.0, 0.0, LIKELY, 0.0],
        "body_people": [-HINT, LIKELY, 0.0, 0.0],
    }
    return {word: weights for name in reversed(lists) for weights in [lists[name]] for word in cue_words(name)}


def _add(scores: Scores, weights: Scores) -> None:
    for n, weight in enumerate(weights):
        scores[n] += weight


def _before(words: Words, start: int, scores: Scores) -> None:
    if start and words.text[start - 1] in QUOTES:
        start -= 1
    if not words.same_sentence(start - 1, start):
        return
    before = words.lower[start - 1]
    a_name = words.cap[start - 1] and not words.opens_sentence(start - 1)  # `Forests Foundation` is no plain noun
    weights = None if a_name else _before_weights().get(before)
    if before == "of" and start > 1 and words.lower[start - 2] in cue_words("inhabitants"):
        scores[2] += LIKELY
    elif weights:
        _add(scores, weights)
    elif before in {"of", "for", "at", "with"} and phrases.role_heads().match_back(words, start - 1) < start - 1:
        _add(scores, [-HINT, LIKELY, HINT, 0.0])
    elif before == "of" and start > 1 and words.lower[start - 2] in cue_words("place_nouns"):
        scores[2] += SAID


def _after(words: Words, start: int, end: int, scores: Scores) -> None:
    if not words.same_sentence(start, end):
        return
    after = words.lower[end]
    weights = _after_weights().get(after)
    if words.hyphen_at(end):
        _after_hyphen(words, end, scores)
    elif len(after) > 1 and after[-1].isdigit() and (after[0].isalpha() or len(after) == 3):
        scores[3] += LIKELY  # a model: `Boeing 737`, `Galaxy S24`
    elif weights and not (words.cap[end] and after in cue_words("place_nouns")):
        _add(scores, weights)
    elif after in {"'s", "’s"} and words.same_sentence(start, end + 1):
        officer = phrases.role_heads().match(words, end + 1) > end + 1 and words.lower[end + 1] in cue_words("officers")
        scores[1] += LIKELY * officer
    elif after == "(" and words.same_sentence(start, end + 2):
        age = words.text[end + 1].isdigit() and words.text[end + 2] == ")"
        officer = phrases.role_heads().match(words, end + 1) > end + 1
        scores[0] += SAID * (age or officer)
    elif after == ",":
        _apposition(words, start, end + 1, scores)


def _after_hyphen(words: Words, end: int, scores: Scores) -> None:
    """`Kampala-based` is a place; `K-pop` is no name; `Toyota-owned` says nothing."""
    word = words.lower[end + 1]
    if word == "based":
        scores[2] += SAID
    elif not words.cap[end + 1] and word not in {"led", "backed", "owned", "run"}:
        scores[3] += LIKELY


def _apposition(words: Words, start: int, at: int, scores: Scores) -> None:
    """`, 43,`, `, who …`, `, a human rights group`, `, director of …`."""
    if not words.same_sentence(start, at + 1):
        return
    first = words.lower[at]
    age = words.text[at].isdigit() and len(first) <= 2 and words.text[at + 1] in {",", ".", "and", "who"}
    if age or first in {"aged", "who", "whose"}:
        scores[0] += SAID
    elif first == "which":
        scores[1] += HINT
        scores[2] += HINT
        scores[0] -= LIKELY
    elif (end := land_end(words, at)) > at:
        closed = not words.same_sentence(start, end) or words.text[end] in {",", ".", ";", "(", ")", "and"}
        scores[2] += SAID * (closed and at - start == 2)  # `Hamilton, Ontario`
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
