"""The wording of a measure: a noun phrase that stands alone, made of the article's own words."""

from __future__ import annotations

from functools import cache

from extractor.analysis.context.happenings import participle_of_noun
from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.phrases import PARTICLES, Phrase, Phrases, with_complements
from extractor.analysis.wording.words import Words
from extractor.lexicons import load
from extractor.values.inflection import regular_past, singular, verb_forms

LONGEST = 12  # words of a measure's tail


@cache
def _noting() -> frozenset[str]:
    return frozenset(load("counted")["measured"]["noting"])


@cache
def _acting() -> frozenset[str]:
    return frozenset(load("counted")["measured"]["acting"])


def notes_only(lemma: str) -> bool:
    """A verb that says only that a number was noted, not what happened ("recorded", "reported")."""
    return lemma in _noting()


def participle_of(words: Words, verb: int) -> str:
    """The past participle of the verb at a word: "arrested" for "arresting", "sold" for "sells"."""
    lemma = words.lemmas[verb]
    if lemma not in verb_forms():
        return words.lowers[verb] if words.lowers[verb].endswith("ed") else ""
    irregular = load("verbs")["irregular"].get(lemma)
    return irregular[1] if irregular else regular_past(lemma)


def bare_text(phrases: Phrases, phrase: Phrase) -> str:
    """The phrase without its determiners and numbers; what has a capital only as first of its sentence loses it."""
    words, start = phrases.words, phrase.start
    while start < phrase.head and words.tags[start] in {w.DETERMINER, w.QUANTITY, w.NUMBER, w.OPEN, w.CLOSE, w.HYPHEN}:
        start += 1
    text = phrases.text(start, phrase.end)
    opens = start == words.sentences[words.sentence[start]][0] and words.tags[start] != w.NAME
    common = start < phrase.head or singular(words.lowers[start]) != words.lowers[start]
    return text[0].lower() + text[1:] if opens and common and not text[:2].isupper() else text


def thing_text(phrases: Phrases, phrase: Phrase, until: int | None = None) -> str:
    """The phrase with its complements; as a subject, all that stands before the verb at `until`, if that is short."""
    words = phrases.words
    end = with_complements(phrases, phrase)
    if until is not None and end < until <= phrase.end + LONGEST:
        between = words.tags[end:until]
        if not {w.COMMA, w.OPEN, w.CLOSE, w.RELATIVE, w.QUOTE, w.DASH, w.COLON, w.QUANTITY} & set(between):
            end = until
            while end > phrase.end and words.tags[end - 1] in {
                w.TIME,
                w.PREPOSITION,
                w.ADVERB,
                w.CONJUNCTION,
                w.SUBORDINATOR,
            }:
                end -= 1
    head = bare_text(phrases, phrase)
    tail = phrases.text(phrase.end, end)
    return f"{head} {tail}" if tail else head


def happened(phrases: Phrases, phrase: Phrase, left: int) -> tuple[str, str, int]:
    """The thing, what happened to it (or empty), and the word that says so (-1: none).

    The verb may govern the number ("arresting 273 suspects"), follow the noun ("273 suspects charged with fraud",
    "273 suspects were charged", "who were charged"), or be a noun before `of` ("the deportation of 273 people").
    """
    words = phrases.words
    start = phrase.start
    while start < phrase.head and words.tags[start] in {w.DETERMINER, w.QUANTITY, w.NUMBER, w.OPEN, w.CLOSE, w.HYPHEN}:
        start += 1
    end = with_complements(phrases, phrase)
    text = phrases.text(start, end)
    before = left - 1
    nouns = _nouns_before_of(phrases, before)
    if nouns:
        return text, nouns, -1
    after = _after(phrases, end)
    if after is not None:
        bare = w.BE not in words.tags[phrase.end : after]
        done = bare and (words.lemmas[after] in _acting() or _is_main_verb(words, left, after))
        return text, "" if done else participle_text(phrases, after), after
    clause = relative_text(phrases, end)
    if clause:
        text = f"{text} {clause}"
    if before > 0 and words.lowers[before] in PARTICLES and words.tags[before - 1] in {w.VERB, w.PAST, w.ING}:
        return text, f"{participle_of(words, before - 1)} {words.lowers[before]}", before - 1
    if before >= 0 and words.tags[before] in {w.VERB, w.PAST, w.ING} and words.sentence[before] == words.sentence[left]:
        noted = clause or notes_only(words.lemmas[before])
        return text, "" if noted else participle_of(words, before), before
    return text, "", -1


def _is_main_verb(words: Words, left: int, verb: int) -> bool:
    """`36 traders added to their wealth`: the noun opens the clause and no other verb follows."""
    first, last = words.around(verb)
    if left > first and words.tags[left - 1] not in {w.COMMA, w.CONJUNCTION, w.SUBORDINATOR, w.QUOTE, w.DASH}:
        return False
    for i in range(verb + 1, last):
        if words.tags[i] in {w.COMMA, w.SUBORDINATOR, w.RELATIVE, w.DASH, w.QUOTE, w.CONJUNCTION}:
            return True
        if words.tags[i] in w.FINITE or words.tags[i] == w.PAST:
            return False
    return True


def _after(phrases: Phrases, end: int) -> int | None:
    """The participle that says what happened to the noun before it; conjoined nouns share the last one's."""
    words = phrases.words
    last = words.sentences[words.sentence[end - 1]][1]
    i = end
    while i + 1 < last and words.lowers[i] in {"and", "or", ","} and words.tags[i + 1] in {w.QUANTITY, w.DETERMINER}:
        following = phrases.at(i + 1)
        if following is None:
            break
        i = with_complements(phrases, following)
    skip = {w.BE, w.ADVERB, w.HAVE, w.NEGATION, w.MODAL, w.RELATIVE}
    if i < last and words.tags[i] == w.RELATIVE and words.lowers[i] not in {"who", "which", "that"}:
        return None
    j = i
    while j < last and words.tags[j] in skip and j < i + 5:
        j += 1
    passive = w.BE in words.tags[i:j] or i == j
    if j < last and words.tags[j] == w.PAST and passive and not notes_only(words.lemmas[j]):
        transitive = j + 1 < last and phrases.at(j + 1) is not None and i == j
        return None if transitive else j
    return None


def participle_text(phrases: Phrases, i: int) -> str:
    """A participle with the short phrase that completes it ("returned to China", "indicted on suspicion of fraud")."""
    words = phrases.words
    last = words.sentences[words.sentence[i]][1]
    end = i + 1
    if end < last and words.tags[end] == w.CONJUNCTION and end + 1 < last and words.tags[end + 1] == w.PAST:
        end += 2
    if (
        end < last
        and words.tags[end] == w.ADVERB
        and words.lowers[end] in {"home", "abroad", "overseas", "back", "alive", "dead"}
    ):
        end += 1
    if end + 1 < last and words.tags[end] in {w.PREPOSITION, w.TO}:
        following = phrases.at(end + 1)
        if (
            following is not None
            and following.start == end + 1
            and not {w.QUANTITY, w.TIME} & set(words.tags[following.start : following.end])
        ):
            end = with_complements(phrases, following, limit=2)
    return phrases.text(i, end)


def relative_text(phrases: Phrases, end: int) -> str:
    """A short relative clause that says which things are meant, up to the next number or mark; empty where none is."""
    words = phrases.words
    last = words.sentences[words.sentence[end - 1]][1]
    if end + 1 >= last or words.tags[end] != w.RELATIVE or words.lowers[end] not in {"who", "which", "that"}:
        return ""
    i, has_verb = end + 1, False
    ends = {w.COMMA, w.STOP, w.QUANTITY, w.TIME, w.COLON, w.DASH, w.OPEN, w.QUOTE}
    while i < last and i < end + LONGEST and words.tags[i] not in ends:
        verbal = words.tags[i] in {w.PAST, w.VERB} or words.tags[i] in w.AUXILIARY
        if has_verb and verbal and words.tags[i - 1] in {w.NOUN, w.NAME}:
            break  # the verb of the main clause
        has_verb = has_verb or verbal
        i += 1
    while i > end + 2 and words.tags[i - 1] in {w.PREPOSITION, w.DETERMINER, w.TO, w.CONJUNCTION, w.ADVERB}:
        i -= 1
    return phrases.text(end, i) if i > end + 1 else ""


def _nouns_before_of(phrases: Phrases, before: int) -> str:
    """`the arrest and removal of 36 people`: what happened, as participles."""
    words = phrases.words
    if before < 1 or words.lowers[before] != "of":
        return ""
    happenings: list[str] = []
    i = before
    while len(happenings) < 3:
        phrase = phrases.before(i)
        if phrase is None or phrase.end != i or phrase.head != i - 1:
            break
        participle = participle_of_noun(words.lowers[phrase.head])
        if participle is None:
            break
        happenings.insert(0, participle)
        if phrase.start < 2 or words.tags[phrase.start - 1] not in {w.CONJUNCTION, w.COMMA}:
            break
        i = phrase.start - 1
    return " and ".join(happenings)


def money_text(phrases: Phrases, first: int, last: int, verb: int, *, passive: bool) -> str:
    """`lost 20 million won in the crash`: money lost in the crash; where a verb alone governs an amount."""
    words = phrases.words
    end = last
    closes = words.sentences[words.sentence[first]][1]
    if (
        end + 1 < closes
        and words.tags[end] in {w.PREPOSITION, w.TO}
        and not {w.TIME, w.QUANTITY} & {words.tags[end + 1]}
    ):
        following = phrases.at(end + 1)
        if following is not None and following.start == end + 1:
            end = with_complements(phrases, following, limit=2)
    return " ".join(f"money {participle_of(words, verb)} {phrases.text(last, end)}".split())


def matter_before(phrases: Phrases, phrase: Phrase) -> str | None:
    """The matter of bare "cases": what stands after `against`, `of` or `involving` earlier in the sentence."""
    words = phrases.words
    first, _ = words.around(phrase.start)
    for i in range(first, phrase.start - 1):
        if words.lowers[i] in {"against", "involving"} and words.tags[i + 1] != w.NAME:
            matter = phrases.at(i + 1)
            if matter is not None and matter.start == i + 1 and matter.end < phrase.start:
                end = with_complements(phrases, matter, limit=0)
                following = phrases.at(end + 1) if words.lowers[end] == "and" else None
                if following is not None and following.start == end + 1 and following.end < phrase.start:
                    end = following.end
                return phrases.text(matter.start, end)
    return None
