"""The class of a word by its form alone: closed-class words, marks, capitals, endings and the lexicon of verbs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.words import Words
from extractor.lexicons import load
from extractor.values.inflection import verb_forms

AMBIGUOUS = frozenset({w.VERB, w.ING, w.PAST})
AMBIGUOUS_WORDS = frozenset({"that", "her", "per", "capita", "worth", "mine"})
KINDS = {"ing": w.ING, "past": w.PAST, "s": w.VERB, "base": w.VERB}


@cache
def closed_classes() -> dict[str, str]:
    """Each closed-class word in lower case -> its class; the first class that lists it wins."""
    classes: dict[str, str] = {"to": w.TO}
    for tag, members in load("word_classes").items():
        for word in members:
            classes.setdefault(word, tag)
    return classes


@cache
def _forms(key: str) -> frozenset[str]:
    return frozenset(load("word_forms")[key].split())


@cache
def _adjective_endings() -> tuple[str, ...]:
    return tuple(load("word_forms")["adjective_endings"])


class Form(NamedTuple):
    """What the text of a word alone tells; texts recur, so it is worked out once for each.

    tag: its class in small letters. lemma: the base form where that class may be a verb's, else the lower case.
    long: a word of more than three letters. in_place: where it stands decides its class, too (names, apostrophes).
    unsure: its neighbours decide between classes. printed: no white space.
    """

    text: str
    lower: str
    size: int
    tag: str
    lemma: str
    capital: bool
    long: bool
    in_place: bool
    unsure: bool
    printed: bool


def form_of(text: str) -> Form:
    """The form of a word by its text."""
    low, printed = text.lower(), bool(text.strip())
    tag = _small_letters(low) if printed else ""
    lemma = verb_forms()[low][0] if tag in AMBIGUOUS and low in verb_forms() else low
    capital, closed = text[:1].isupper(), closed_classes().get(low)
    may_name = capital and (text == "US" or closed in {None, w.ADVERB, w.ADJECTIVE})
    return Form(
        text, low, len(text), tag, lemma, capital, long=text[:1].isalpha() and len(text) > 3,
        in_place=may_name or text[:1] in {"'", "’"}, unsure=tag in AMBIGUOUS or low in AMBIGUOUS_WORDS, printed=printed,
    )  # fmt: skip


def in_capitals(forms: Sequence[Form]) -> bool:
    """A sentence whose words are mostly capitalised: a headline or heading, where a capital says nothing."""
    long = [form.capital for form in forms if form.long]
    return len(long) > 3 and sum(long) >= 0.75 * len(long)


def class_in_place(words: Words, i: int, first: int, form: Form, *, capitals: bool, named: bool) -> str:
    """The class of a word with a capital or apostrophe; `named` where the model sees a name that opens the sentence."""
    if not form.capital:
        return _apostrophe(words, i, first) or form.tag
    if capitals:
        return form.tag
    tag = closed_classes().get(form.lower)
    inside = i > first and words.tags[i - 1] not in {w.QUOTE, w.COLON}
    if (
        form.text == "US"
        or (inside and tag in {w.ADVERB, w.ADJECTIVE})
        or (tag is None and (named or _is_name(words, i, first)))
    ):
        return w.NAME
    return form.tag


def _small_letters(low: str) -> str:
    """The class of a word without regard to capitals."""
    tag = w.MARKS.get(low) or closed_classes().get(low)
    if tag is None and not low[0].isalpha():
        number = low[0].isdigit() or low[0] in "#$€£"
        return w.NUMBER if number else w.NOUN if low[0].isalnum() else w.COLON
    return tag or _open_class(low)


def _apostrophe(words: Words, i: int, first: int) -> str | None:
    low, before = words.lowers[i], words.tags[i - 1] if i > first else ""
    if low in {"'s", "’s"}:
        return w.BE if before in {w.PRONOUN, w.RELATIVE} else w.POSSESSIVE
    if low in {"'", "’"}:
        after_s = i > first and words.lowers[i - 1].endswith("s") and words.ends[i - 1] == words.starts[i]
        return w.POSSESSIVE if after_s else w.QUOTE
    return None


def _is_name(words: Words, i: int, first: int) -> bool:
    """A capitalised word inside a sentence; at its start only before another one or a possessive."""
    bullet = i == first + 1 and words.tags[first] in {w.DASH, w.HYPHEN}
    if i > first and not bullet and words.tags[i - 1] not in {w.QUOTE, w.COLON}:
        return True
    following = words.texts[i + 1] if i + 1 < len(words.texts) else ""
    if words.lowers[i] in verb_forms() and not following[:1].isupper():
        return False
    acronym = words.texts[i].isupper() and len(words.texts[i]) > 1
    return following[:1].isupper() or following in {"'s", "’s"} or acronym


def _open_class(low: str) -> str:
    if low in verb_forms():
        return KINDS[verb_forms()[low][1]]
    if low.endswith("ly"):
        return (
            w.ADJECTIVE if low in _forms("adjectives_in_ly") else w.NOUN if low in _forms("not_adverbs") else w.ADVERB
        )
    if low.endswith("ing") and len(low) > 5 and low not in _forms("not_ing"):
        return w.ING
    if low.endswith("ed") and len(low) > 4 and low not in _forms("not_past"):
        return w.PAST
    return w.ADJECTIVE if low.endswith(_adjective_endings()) and low not in _forms("nouns") else w.NOUN
