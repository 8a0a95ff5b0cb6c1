"""Where the name of a body starts and ends around its head noun."""

from __future__ import annotations

from extractor.analysis.naming import phrases
from extractor.analysis.naming.body_lexicon import head_kinds, known_at, wide_heads
from extractor.analysis.naming.gazetteer import lands_and_peoples, place_end
from extractor.analysis.naming.words import POSSESSIVES, Words, sentence_openers
from extractor.lexicons import word_list

MAX_LEFT = 8
MAX_RIGHT = 14
MAX_ITEM = 3  # words of one field in a list
CLAUSE_OPENERS = frozenset(
    {"the", "he", "she", "it", "they", "we", "this", "that", "these", "but", "however", "in", "on", "at"}
)
LEGAL = frozenset({"inc", "ltd", "llc", "co", "corp", "plc", "limited", "gmbh", "sa"})
ADJECTIVES = ("al", "ic", "ary", "ive", "ine", "tific")


def left_edge(words: Words, head: int) -> int:
    """Where the run of capitals that ends with token `head` starts."""
    at = head
    while at > 0 and head - at < MAX_LEFT and words.sentence[at - 1] == words.sentence[head]:
        before = at - 1
        if words.cap[before]:
            opening = words.lower[before] in sentence_openers() and words.opens_sentence(before)
            if opening or phrases.honorifics().match(words, before) == at:
                break
            at = before
        elif words.same_sentence(before - 1, head) and (_joins_left(words, before) or _owns(words, before, head)):
            at = before - 1
        else:
            break
    while at < head and words.lower[at] in {"the", "a", "an"}:
        at += 1
    return at


def _joins_left(words: Words, i: int) -> bool:
    """Whether token `i`, no capital, holds the name together with the word before it."""
    before = i - 1
    if words.hyphen_at(i):
        return bool(words.text[before][0].isalpha())
    if not words.cap[before]:
        return False
    if words.text[i] == "&":
        return True
    if words.text[i] in {"'", "’"}:
        return bool(words.lower[before].endswith("s"))
    if words.text[i] in POSSESSIVES:
        return words.lower[before] in word_list("name_parts", "possessive_names")
    return _joins_fields(words, i)


def _owns(words: Words, i: int, head: int) -> bool:
    """A possessive that belongs to a firm's name: `Weller's Inc.`"""
    return i == head - 1 and words.text[i] in POSSESSIVES and words.cap[i - 1] and words.plain[head] in LEGAL


def _joins_fields(words: Words, i: int) -> bool:
    """`and` between two fields of one ministry: `Health and Family Welfare Ministry`."""
    if words.lower[i] != "and":
        return False
    fields = word_list("roles", "portfolios")
    a, b = words.lower[i - 1], words.lower[i + 1]
    return (a in fields and b in fields) or (a.endswith(ADJECTIVES) and b.endswith(ADJECTIVES))


def without_office(words: Words, start: int, head: int) -> int:
    """Past an office before the body: `Executive Director African Technology Foundation`."""
    at = start
    while at < head:
        end = max(phrases.role_heads().match(words, at), phrases.role_modifiers().match(words, at))
        if end == at or end >= head or words.text[end] in POSSESSIVES or words.lower[end - 1].endswith("s"):
            break
        if phrases.role_heads().match(words, at) == end:
            start = end
        at = end
    return start


def with_suffix(words: Words, end: int) -> int:
    """Past the legal form and the like after a name: `Co Ltd`, `, Inc`, and a branch after a hyphen."""
    suffixes = word_list("name_parts", "suffixes")
    at = end
    while at < words.size and words.sentence[at] == words.sentence[end - 1]:
        comma = words.text[at] == ","
        word = at + comma
        if (
            words.same_sentence(end - 1, word)
            and words.cap[word]
            and words.plain[word] in suffixes
            and not (comma and words.plain[word] not in LEGAL)
        ):
            end = at = word + 1
        else:
            break
    if (
        words.hyphen_at(end)
        and words.cap[end + 1]
        and words.text[end - 1].isupper()
        and not words.text[end + 1].isupper()
    ):
        end += 2
    return end


def right_edge(words: Words, head: int) -> int:
    """Past the complement of a head: `of Foreign Affairs and Trade`, `for Countering Human Trafficking`."""
    end = at = head + 1
    limit = min(words.size, head + MAX_RIGHT)
    wide = words.lower[head] in wide_heads()
    opened = False
    while at < limit and words.sentence[at] == words.sentence[head]:
        if _is_preposition(words, at, wide=wide):
            after = _past_preposition(words, at, first=wide and at == head + 1)
            if not after:
                break
            opened, at = True, after
        elif (step := _name_words(words, at, opened=opened)) > at or (
            step := _listed(words, at, limit, wide=opened and wide)
        ):
            end = at = step
        elif opened and _joins_right(words, at, wide=wide):
            at += 1
        else:
            break
    return end


def _is_preposition(words: Words, at: int, *, wide: bool) -> bool:
    word = words.lower[at]
    if word not in word_list("organisation_heads", "complements", "words"):
        return False
    return wide or not (words.cap[at] or word in {"on", "against"})


def _past_preposition(words: Words, at: int, *, first: bool) -> int:
    """The first word of the complement, 0 where there is none; a field may be in small letters (`first`)."""
    at += 1
    if at < words.size and words.lower[at] in {"the", "a"}:
        at += 1
    if not words.same_sentence(at - 1, at) or words.lower[at] in word_list("name_parts", "days_and_months"):
        return 0
    if phrases.role_heads().match(words, at) > at + 1 or phrases.honorifics().match(words, at) > at:
        return 0
    is_field = first and words.lower[at] in word_list("roles", "portfolios")
    if is_field and not words.cap[at]:
        return at if at + 1 < words.size else 0
    return at if words.cap[at] else 0


def _name_words(words: Words, at: int, *, opened: bool) -> int:
    """Past a known place, a word with a capital or a hyphen with its word; `at` where none stands there."""
    if opened and words.hyphen_at(at):
        return at + 2
    if not words.cap[at]:
        return at
    if opened and (place := place_end(words, at)) > at:
        return place
    return at + 1 if (opened or words.lower[at] in head_kinds()) and words.lower[at] not in CLAUSE_OPENERS else at


def _joins_right(words: Words, at: int, *, wide: bool) -> bool:
    """Whether token `at`, no capital, holds the complement together with what follows."""
    word = words.lower[at]
    if not words.same_sentence(at, at + 1):
        return False
    if word == "with":
        return words.cap[at + 1]
    if word in {"and", "&", ","} and words.cap[at + 1] and _goes_on(words, at):
        return True
    return bool(wide and word == "and" and words.text[at - 1] == ",")


def _listed(words: Words, at: int, limit: int, *, wide: bool) -> int:
    """Where a list of fields ends that opens with a comma and closes with `and`: `, Mitigation and Relief`; else 0."""
    if not wide or words.text[at] != ",":
        return 0
    i, last = at, False
    while i + 1 < limit and words.sentence[i] == words.sentence[at] and words.lower[i] in {",", "and", "&"}:
        while i < limit and words.lower[i] in {",", "and", "&"}:
            last = last or words.lower[i] != ","
            i += 1
        item = i
        while i < limit and words.cap[i] and words.sentence[i] == words.sentence[at]:
            if _is_other_name(words, i):
                return 0
            i += 1
        if not 1 <= i - item <= MAX_ITEM:
            return 0
        if last:
            return i
    return 0


def _is_other_name(words: Words, i: int) -> bool:
    """A word that starts or names another body."""
    fields = word_list("roles", "portfolios")
    return (words.lower[i] in head_kinds() and words.lower[i] not in fields) or known_at(words, i) is not None


def _goes_on(words: Words, at: int) -> bool:
    """The complement goes on past `and` or a comma: what stands on both sides is a field, or at least no name."""
    fields = word_list("roles", "portfolios")
    after = at + 2 if words.lower[at + 1] == "and" else at + 1
    if not words.same_sentence(at, after):
        return False
    if words.lower[at - 1] in fields and words.lower[after] in fields:
        return True
    if words.text[at] == "," or words.text[at - 1] in lands_and_peoples():
        return False
    end = after
    while words.same_sentence(at, end) and words.cap[end] and end - after <= MAX_ITEM:
        if words.text[end] in lands_and_peoples() or _is_other_name(words, end):
            return False
        end += 1
    titled = phrases.honorifics().match(words, after) > after or phrases.role_heads().match(words, after) > after
    return not titled and end - after <= MAX_ITEM
