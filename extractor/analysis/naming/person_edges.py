"""Where the name of a person starts and ends, put right: titles off, first names, initials and hyphenated parts on."""

from __future__ import annotations

from extractor.analysis.naming import phrases
from extractor.analysis.naming.body_lexicon import head_kinds, known_bodies
from extractor.analysis.naming.gazetteer import lands_and_peoples
from extractor.analysis.naming.titles import INITIAL, NAME_WORD, name_end, never_first, never_in_names, particles
from extractor.analysis.naming.words import Words, closed_class, sentence_openers
from extractor.lexicons import word_list

MAX_LEFT = 3
SIBLINGS = frozenset({"brothers", "sisters", "siblings", "twins"})


def person_edges(words: Words, start: int, end: int) -> tuple[int, int]:
    """A person's span without titles, with its hyphens and with the name words that follow."""
    at = start
    while at < end:
        past = max(
            phrases.honorifics().match(words, at),
            phrases.ranks().match(words, at),
            phrases.role_heads().match(words, at),
        )
        if words.lower[at] in SIBLINGS:
            past = at + 1
        if past == at or past >= end or not words.cap[past]:
            break
        at = past
    noun = _noun_opens(words, at, end)
    start = at + noun
    while end < len(words) and words.hyphen_at(end) and NAME_WORD.match(words.text[end + 1]):
        end += 2
    if words.text[end - 1] == "-" and end < len(words):
        end += 1
    if words.hyphen_at(start - 1) and words.cap[start - 2]:
        start -= 2
    if not noun:
        start = _with_initials(words, _further_left(words, start))
    while end - 1 > start and not words.cap[end - 1] and not words.hyphen_at(end - 2):
        end -= 1
    return start, max(end, _longer(words, start, end))


def _noun_opens(words: Words, start: int, end: int) -> bool:
    """`Tower Moss built to open`: a noun of this text that opens the sentence, before a name that stands without it."""
    first = words.lower[start]
    if end - start < 2 or not words.opens_sentence(start) or first not in words.nouns:
        return False
    others = [i for i in words.places.get(words.text[start + 1], []) if i not in {0, start + 1}]
    return bool(others) and all(words.lower[i - 1] != first for i in others)


def _further_left(words: Words, start: int) -> int:
    """Where the name words before the model's span start: `Ana Elizabeth` before `García`."""
    at = start
    if (
        words.same_sentence(at - 2, start)
        and words.lower[at - 1] in particles()
        and words.cap[at - 2]
        and NAME_WORD.match(words.text[at - 2])
    ):
        at -= 2
    while (
        at > start - MAX_LEFT - 2
        and words.same_sentence(at - 1, start)
        and words.cap[at - 1]
        and NAME_WORD.match(words.text[at - 1])
    ):
        if not _is_first_name(words, at - 1):
            break
        at -= 1
    return at


def _is_first_name(words: Words, i: int) -> bool:
    """Whether a word with a capital before a name can be part of it: no title, place, body, day or sentence opener."""
    word, text = words.lower[i], words.text[i]
    if words.opens_sentence(i) and (word in sentence_openers() or word.endswith(("ed", "ing", "ly"))):
        return False
    if (text.isupper() and len(text) > 1) or text in lands_and_peoples() or word in SIBLINGS:
        return False
    barred = (never_in_names(), never_first(), head_kinds(), closed_class())
    lists = (("not_names", "words"), ("name_parts", "days_and_months"))
    if any(word in words_ for words_ in barred) or any(word in word_list(*key) for key in lists):
        return False
    titles = (phrases.honorifics(), phrases.ranks(), phrases.role_heads())
    return all(title.match_back(words, i + 1) == i + 1 for title in titles)


def _with_initials(words: Words, start: int) -> int:
    """Where the initials before a name start: `M. K. Gandhi`, `HV Seshadri`."""
    at = start
    while at > 0 and words.same_sentence(at - 1, start):
        text = words.text[at - 1]
        short = (
            len(text) == 2
            and text.isalpha()
            and text.isupper()
            and text not in word_list("not_names", "acronyms")
            and text not in known_bodies()
        )
        if (
            (not INITIAL.match(text) and not short)
            or text in lands_and_peoples()
            or (text in {"I", "A"} and words.opens_sentence(at - 1))
        ):
            break
        at -= 1
    return at


def _longer(words: Words, start: int, end: int) -> int:
    """Where the run of name words goes on past the model's end: `Yoon Suk` … `-yeol`, `Chuang Shuk` `-kwan`."""
    stop = name_end(words, start, after_title=False)
    run = stop
    for i in range(end, stop):
        if (
            phrases.role_heads().match(words, i) > i
            or words.lower[i] in never_in_names()
            or words.lower[i] in closed_class()
        ):
            run = i
            break
    return run
