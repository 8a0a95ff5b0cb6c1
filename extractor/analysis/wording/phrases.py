"""Noun phrases and clauses around a word, read from the classes of the words: no parser runs.

A phrase here is the base of a noun phrase: its determiner, modifiers and nouns, without what follows the head.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.analysis.wording import word_classes as w
from extractor.analysis.wording.words import Words

NOMINAL = frozenset({w.NOUN, w.NAME})
CLAUSE_MARKS = frozenset({w.STOP, w.COLON, w.DASH, w.OPEN, w.CLOSE, w.QUOTE})
STARTING = NOMINAL | {w.DETERMINER, w.ADJECTIVE, w.QUANTITY, w.NUMBER, w.TIME, w.PAST, w.ING}
JOINING = frozenset(
    {w.DETERMINER, w.QUANTITY, w.NUMBER, w.ADJECTIVE, w.POSSESSIVE, w.HYPHEN}
    | {w.PAST, w.ING, w.TIME, w.ADVERB, w.CONJUNCTION, w.OPEN}
)  # what may go on a phrase, besides its nouns
SUBJECT_STEPS = 12  # phrases passed over to the left of a verb
LONGEST = 30  # words of a base phrase; more is a run of names or numbers
PARTICLES = frozenset({"up", "down", "off", "out"})
BEHIND_NUMBERS = frozenset({"other", "more", "such", "fewer", "less"})  # "four other towns"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `start` up to `end` (exclusive) with the noun `head`."""

    start: int
    end: int
    head: int


class Phrases:
    """The base noun phrases of a text, each sentence read when it is first asked for: most are never."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._covering: list[Phrase | None] = [None] * len(words.texts)
        self._is_read = [False] * len(words.sentences)

    def at(self, i: int) -> Phrase | None:
        """The phrase that covers a word."""
        if not 0 <= i < len(self._covering):
            return None
        number = self.words.sentence[i]
        if not self._is_read[number]:
            self._read(number)
        return self._covering[i]

    def text(self, start: int, end: int) -> str:
        """The characters between words as they are printed, single-spaced."""
        parts = []
        for i in range(start, end):
            glued = i == start or self.words.ends[i - 1] == self.words.starts[i]
            parts.append(self.words.texts[i] if glued else " " + self.words.texts[i])
        return "".join(parts)

    def before(self, i: int) -> Phrase | None:
        """The last phrase that ends at or before the word, of the sentence in which the word before that stands."""
        j = min(i, len(self._covering)) - 1
        first = self.words.sentences[self.words.sentence[j]][0] if j >= 0 else 0
        while j >= first:
            phrase = self.at(j)
            if phrase is not None and phrase.end <= i:
                return phrase
            j = j - 1 if phrase is None else phrase.start - 1
        return None

    def _read(self, number: int) -> None:
        """Read one sentence, in linear time."""
        self._is_read[number] = True
        i, last = self.words.sentences[number]
        while i < last:
            if self.words.tags[i] not in STARTING:
                i += 1
                continue
            phrase, i = _read_phrase(self.words, i, last)
            if phrase is not None:
                self._covering[phrase.start : phrase.end] = [phrase] * (phrase.end - phrase.start)


def _read_phrase(words: Words, start: int, last: int) -> tuple[Phrase | None, int]:
    """The phrase that starts at a word, if any, and the word at which to go on."""
    last = min(last, start + LONGEST)
    i, head, fallback = start, -1, -1
    fresh = True  # no head since the start or the last possessive
    while i < last:
        tag = words.tags[i]
        if tag in NOMINAL:
            head, fresh = i, False
            i += 1
            continue
        if tag not in JOINING or not _belongs(words, start, i, last, has_head=head >= 0, fresh=fresh):
            break
        if tag == w.HYPHEN:
            i += 1
            tag = words.tags[i]
            fresh = fresh or tag in {w.VERB, w.PAST, w.ING}
        if tag in NOMINAL:
            head, fresh = i, False
        elif tag == w.POSSESSIVE:
            fresh = True
        elif tag in {w.ADJECTIVE, w.PAST, w.ING}:
            fallback = i
        elif tag == w.OPEN:
            i = _past_bracket(words, i, last) - 1
        i += 1
    if i == start:
        return None, i + 1
    if head < 0 and fallback >= 0 and words.tags[start] == w.DETERMINER:
        head = fallback
    end = i
    while end > start and words.tags[end - 1] in {w.POSSESSIVE, w.HYPHEN}:
        end -= 1
    return (Phrase(start, end, head) if head >= 0 else None), i


def _belongs(words: Words, start: int, i: int, last: int, *, has_head: bool, fresh: bool) -> bool:
    """Whether word `i`, which is no noun, goes on the phrase that began at `start`."""
    tag = words.tags[i]
    if tag == w.DETERMINER:
        after_number = i + 1 < last and words.tags[i - 1] == w.QUANTITY and words.lowers[i] in BEHIND_NUMBERS
        return i == start or words.tags[i - 1] == w.DETERMINER or (after_number and words.lowers[i + 1] != "than")
    if tag in {w.QUANTITY, w.NUMBER}:
        return fresh or not has_head
    if tag == w.ADJECTIVE:
        return fresh or (i + 1 < last and words.tags[i + 1] in NOMINAL)
    if tag == w.POSSESSIVE:
        return has_head
    if tag == w.HYPHEN:
        return i > start and _glued(words, i, last)
    return _goes_on(words, start, i, last, fresh=fresh)


def _glued(words: Words, i: int, last: int) -> bool:
    """A hyphen with nothing but letters around it."""
    return i + 1 < last and words.ends[i] == words.starts[i + 1] and words.ends[i - 1] == words.starts[i]


def _past_bracket(words: Words, i: int, last: int) -> int:
    """The word after a bracket that holds a quantity alone, else the bracket itself."""
    j = i + 1
    while j < last and j < i + 8 and words.tags[j] in {w.QUANTITY, w.PREPOSITION, w.ADVERB}:
        j += 1
    return j + 1 if j < last and words.tags[j] == w.CLOSE and words.tags[j - 1] == w.QUANTITY else i


def _goes_on(words: Words, start: int, i: int, last: int, *, fresh: bool) -> bool:
    """Whether a word that is no noun, adjective or number goes on the phrase."""
    tag = words.tags[i]
    following = words.tags[i + 1] if i + 1 < last else w.STOP
    nominal = following in NOMINAL or following == w.ADJECTIVE or (following == w.HYPHEN and _glued(words, i + 1, last))
    if tag in {w.PAST, w.ING}:
        opened = i > start and fresh and words.tags[i - 1] != w.NOUN
        attributive = i == start and following == w.NOUN and _follows_preposition(words, i, tag)
        return nominal and (opened or attributive)
    if tag == w.TIME:
        # "of one-year default risk", "the 2024 annual report"; a date that closes its phrase is none of it
        opened = i > start or (i > 0 and words.lowers[i - 1] in {"of", "the"} and words.lowers[i].isalpha())
        return (opened and fresh and (nominal or following == w.TIME)) or following == w.POSSESSIVE
    if tag == w.ADVERB:
        modifies = i > start and fresh and following in {w.ADJECTIVE, w.PAST}
        noun = i + 2 < last and words.tags[i + 2] in {
            w.NOUN,
            w.ADJECTIVE,
        }  # "11 newly built homes", not "11 newly hired"
        return modifies and (noun or words.tags[i - 1] != w.QUANTITY)
    if tag == w.CONJUNCTION:
        active = following == w.ING and i + 2 < last and words.tags[i + 2] == w.NOUN  # "pregnant and nursing women"
        return i > start and fresh and words.tags[i - 1] == w.ADJECTIVE and (nominal or active)
    if tag == w.OPEN:
        after = _past_bracket(words, i, last)
        goes_on = after < last and words.tags[after] in {w.NOUN, w.ADJECTIVE, w.NAME, w.ING}
        return i > start and words.tags[i - 1] == w.QUANTITY and after > i and goes_on
    return False


def _follows_preposition(words: Words, i: int, tag: str) -> bool:
    before = words.tags[i - 1] if i else ""
    if tag == w.PAST:
        return before in {w.PREPOSITION, w.VERB, w.PAST, w.ING}
    return before in {w.PREPOSITION, w.CONJUNCTION} and words.lowers[i - 1] not in {"by", "of"}


def with_complements(phrases: Phrases, phrase: Phrase, *, limit: int = 4, skip_times: bool = True) -> int:
    """The word after the phrase with the prepositional phrases that belong to it ("cases of fraud in banks").

    `of` always belongs; other prepositions do where no quantity or date follows. At most `limit` of them are read.
    """
    words, end = phrases.words, phrase.end
    last = words.sentences[words.sentence[phrase.start]][1]
    for _ in range(limit):
        if end + 1 >= last or not _joins(words, end):
            break
        step = 2 if words.lowers[end] == "such" else 1
        following = phrases.at(end + step)
        if following is None or following.start != end + step:
            break
        if w.QUANTITY in words.tags[following.start : following.end] or (
            skip_times and words.tags[following.start] == w.TIME
        ):
            break
        end = following.end
        end = _coordinated(phrases, end, last)
    return end


def _joins(words: Words, i: int) -> bool:
    low = words.lowers[i]
    return low in {"of", "in", "for", "on", "against", "among", "between", "without", "about"} or (
        low == "such" and i + 1 < len(words.lowers) and words.lowers[i + 1] == "as"
    )


def _coordinated(phrases: Phrases, end: int, last: int) -> int:
    """Past "and B" after "of A", where what follows is a bare noun phrase and no verb has it as its subject."""
    words = phrases.words
    if end + 1 >= last or words.lowers[end] not in {"and", "or"}:
        return end
    following = phrases.at(end + 1)
    if (
        following is None
        or following.start != end + 1
        or words.tags[following.start] in {w.DETERMINER, w.QUANTITY, w.NAME}
    ):
        return end
    if w.QUANTITY in words.tags[following.start : following.end]:
        return end
    after = words.tags[following.end] if following.end < last else w.STOP
    return end if after in w.FINITE or after in {w.PAST, w.TIME} else following.end


def subject_before(phrases: Phrases, verb: int) -> Phrase | None:
    """The phrase that is the subject of the verb at a word: the nearest one to the left that no preposition governs.

    Participles after a noun are passed over; nothing beyond the window of the sentence is read.
    """
    words = phrases.words
    first, _ = words.around(verb)
    i, candidate, listing, joined = verb, None, False, False
    for _ in range(SUBJECT_STEPS):
        phrase = phrases.before(i)
        if phrase is None or phrase.start < first:
            break
        if candidate is not None and {w.COLON, w.STOP} & set(words.tags[phrase.end : i]):
            break
        candidate = phrase
        start = phrase.start
        if start == first or _absolute(words, phrase):
            break
        comma = words.tags[start - 1] == w.COMMA
        listing = _in_list(phrases, start - 2, first) or (
            comma and (listing or (joined and _of_list(phrases, start - 1, first)))
        )
        joined = words.tags[start - 1] == w.CONJUNCTION
        if not (listing or _depends(phrases, start, first) or _is_aim(words, phrase, first, verb)):
            break
        i = start - (2 if words.lowers[start - 1] == "as" else 1)
        if words.lowers[i - 1] in {"those", "ones"} and phrases.at(i - 1) is None:
            return None
    return candidate


def _absolute(words: Words, phrase: Phrase) -> bool:
    """`for the economy to grow`, `…, with prices rising`: a subject in spite of its preposition."""
    before = words.lowers[phrase.start - 1]
    to_verb = before == "for" and words.tags[phrase.end : phrase.end + 1] == [w.TO]
    after = words.tags[phrase.end : phrase.end + 1]  # "the town, with 9,000 people, reported": no subject
    return to_verb or (before == "with" and words.tags[phrase.start - 2] == w.COMMA and after != [w.COMMA])


def _depends(phrases: Phrases, start: int, first: int) -> bool:
    """Whether the phrase that begins at a word hangs on what stands before: a preposition, `and`, or a form in -ing."""
    words = phrases.words
    if words.tags[start - 3 : start] == [w.PREPOSITION, w.ADVERB, w.PAST] and start - 3 > first:
        start -= 2  # "the cost per fully equipped boat"
    lead = words.tags[start - 1]
    if lead in {w.PREPOSITION, w.TO} or words.lowers[max(start - 2, first) : start] == ["such", "as"]:
        return True
    return lead in {w.CONJUNCTION, w.ING} and start - 2 >= first and phrases.at(start - 2) is not None


def _is_aim(words: Words, phrase: Phrase, first: int, verb: int) -> bool:
    """Whether an infinitive behind the subject has the phrase as its object: "the sum needed to make the list was"."""
    to = phrase.start - 2
    aim = to > first and words.tags[to : to + 2] == [w.TO, w.VERB] and words.tags[to - 1] in {w.NOUN, w.PAST}
    return aim and w.COMMA not in words.tags[phrase.end : verb]


def _of_list(phrases: Phrases, comma: int, first: int) -> bool:
    """`of tea, coffee and sugar`: the comma inside a list that `of` governs."""
    before = phrases.at(comma - 1) if comma > first else None
    return (
        before is not None and before.start > first and phrases.words.lowers[before.start - 1] in {"of", "for", "like"}
    )


def _in_list(phrases: Phrases, comma: int, first: int) -> bool:
    """`of tea, coffee, and sugar`: the comma before `and` parts a list, not two clauses."""
    words = phrases.words
    if comma <= first or words.tags[comma : comma + 2] != [w.COMMA, w.CONJUNCTION]:
        return False
    before = phrases.before(comma)
    if before is None or before.start <= first:
        return False
    adjectives = words.tags[comma - 1] in {w.ADJECTIVE, w.PAST}
    listed = words.tags[before.start - 1] in {w.PREPOSITION, w.COMMA} and before.end == comma
    return listed or (adjectives and words.tags[before.start - 1] == w.PREPOSITION)


# No clause of prose is longer to either side; a "sentence" of thousands of numbers (a broken table) stays cheap.
MAX_CLAUSE = 40


def clause_bounds(words: Words, i: int) -> tuple[int, int]:
    """First and last+1 word of the clause around a word: between marks, subordinators and joined verbs."""
    first, last = words.around(i)
    start = i
    while start > max(first, i - MAX_CLAUSE) and not _parts_clauses(words, start - 1, first, last):
        start -= 1
    end = i + 1
    while end < min(last, i + MAX_CLAUSE) and not _parts_clauses(words, end, first, last):
        end += 1
    return start, end


def _parts_clauses(words: Words, i: int, first: int, last: int) -> bool:
    tag = words.tags[i]
    if tag in CLAUSE_MARKS or tag == w.RELATIVE:
        return True
    if tag == w.SUBORDINATOR:
        return not (
            words.lowers[i] == "as" and i + 1 < last and words.lowers[i + 1] in {"many", "much", "high", "low", "of"}
        )
    following = words.tags[i + 1] if i + 1 < last else w.STOP
    if tag == w.COMMA:
        if i + 1 < last and words.lowers[i + 1] in {"with", "up", "down", "compared", "including", "versus"}:
            return True
        return following in {w.ING, w.PAST, w.CONJUNCTION, w.RELATIVE, w.SUBORDINATOR, w.PRONOUN}
    return tag == w.CONJUNCTION and following in {w.PAST, w.VERB, w.PRONOUN, w.MODAL}
