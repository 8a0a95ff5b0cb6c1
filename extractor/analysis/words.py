"""The words of a Doc as plain lists, each with its class: read by closed-class words, endings and the lexicon of verbs.

White space is left out. No tagger runs: a class is what the word's form and its neighbours allow, and is meant for
finding phrases and clauses around a number, not for grammar at large.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.attrs import ENT_TYPE, IDX, IS_SPACE, LENGTH, SENT_START
from spacy.tokens import Doc

from extractor.lexicons import load
from extractor.report import Block
from extractor.values.inflection import verb_forms

NOUN, NAME, ADJECTIVE, ADVERB, NUMBER = "noun", "name", "adjective", "adverb", "number"
QUANTITY, TIME = "quantity", "time"
DETERMINER, PRONOUN, RELATIVE, POSSESSIVE = "determiner", "pronoun", "relative", "possessive"
VERB, PAST, ING = "verb", "past", "ing"
BE, HAVE, DO, MODAL, TO, NEGATION = "be", "have", "do", "modal", "to", "negation"
PREPOSITION, SUBORDINATOR, CONJUNCTION = "preposition", "subordinator", "conjunction"
COMMA, STOP, COLON, DASH, HYPHEN, QUOTE, OPEN, CLOSE = (
    "comma",
    "stop",
    "colon",
    "dash",
    "hyphen",
    "quote",
    "open",
    "close",
)

AUXILIARY = frozenset({BE, HAVE, DO, MODAL})
FINITE = frozenset({VERB, BE, HAVE, DO, MODAL})
PREMODIFIER = frozenset({DETERMINER, POSSESSIVE, ADJECTIVE, NUMBER, QUANTITY})
MARKS = {
    ",": COMMA, ".": STOP, "?": STOP, "!": STOP, ":": COLON, ";": COLON, "…": COLON, "–": DASH, "—": DASH, "--": DASH,
    "―": DASH, "-": HYPHEN, "/": HYPHEN, "(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE, '"': QUOTE, "“": QUOTE,
    "”": QUOTE, "``": QUOTE, "''": QUOTE, "„": QUOTE, "«": QUOTE, "»": QUOTE, "‘": QUOTE, "|": COLON,
}  # fmt: skip
ADJECTIVE_ENDINGS = (
    "ous", "ful", "less", "able", "ible", "ical", "onal", "ish", "ary", "ive", "cial", "tial", "ural", "ental", "wide",
    "ic", "thern", "stern", "obal", "ibal", "ral",
)  # fmt: skip
NOUNS_BY_FORM = frozenset(
    "motive executive detective representative initiative objective native archive perspective incentive relative olive "
    "salary library secretary diary boundary summary anniversary documentary commentary subsidiary january february "
    "cable table vegetable vehicle bible official festival hospital capital material proposal arrival rival trial "
    "approval removal professional terminal rental survival criminal journal animal signal total meal deal goal "
    "constable variable collective locomotive missionary beneficiary judiciary military referral renewal "
    "traffic topic public clinic music republic fabric pandemic epidemic mechanic critic plastic antibiotic logic "
    "statistic characteristic tactic medic metric mosaic cleric lyric relic picnic academic comic arctic atlantic ethic "
    "general funeral mineral admiral coral mural collateral "
    "rubbish fish dish british english spanish polish turkish swedish finish parish".split()
)
NOT_ADVERBS = frozenset(
    "family families supply reply assembly ally anomaly monopoly daily weekly monthly yearly quarterly elderly early "
    "likely unlikely friendly deadly costly only july italy rally tally fly belly bully hourly orderly lonely "
    "lively ugly melancholy jelly homely timely".split()
)
NOT_PAST = frozenset(
    "bed seed breed speed feed weed need deed creed greed steed hundred indeed shed sled red embed united".split()
)
NOT_ING = frozenset(
    "king ring thing spring string wing evening morning ceiling sibling something nothing anything everything "
    "building housing clothing shipping banking spending wedding meeting earning earnings savings warning training "
    "beijing sterling pudding darling viking ming during".split()
)


NAME_KINDS = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")  # the model's labels
SAYING = frozenset({"say", "tell", "add", "show", "report", "announce", "find", "reveal", "state", "believe", "think"})


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over the tokens that are no white space.

    texts, lowers (lower case), starts and ends (characters), tags (word classes), lemmas (base form of a verb form,
    else the lower case), sentence (number of the sentence of each word) and sentences (first and last+1 word of each).
    """

    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    lemmas: list[str]
    sentence: list[int]
    sentences: list[tuple[int, int]]

    def at(self, character: int) -> int:
        """The word that covers the character, or the next one; the number of words past the last."""
        return bisect_right(self.ends, character)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """First and last+1 word of a span of characters."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def sentence_at(self, character: int) -> int:
        """The number of the sentence at a character; the last one past the end, 0 in an empty text."""
        return self.sentence[min(self.at(character), len(self.texts) - 1)] if self.texts else 0

    def blocks(self, blocks: Sequence[Block]) -> list[int]:
        """The number of the block in which each sentence stands (-1: in none)."""
        numbers, n = [], -1
        for first, _ in self.sentences:
            while n + 1 < len(blocks) and blocks[n + 1].start <= self.starts[first]:
                n += 1
            numbers.append(n)
        return numbers

    def sentence_span(self, number: int) -> tuple[int, int]:
        """The characters of a sentence, without white space around it."""
        first, last = self.sentences[number]
        return self.starts[first], self.ends[last - 1]


@cache
def closed_classes() -> dict[str, str]:
    """Each closed-class word in lower case -> its class; the first class that lists it wins."""
    classes: dict[str, str] = {"to": TO}
    for tag, members in load("word_classes").items():
        for word in members:
            classes.setdefault(word, tag)
    return classes


# A word after one of these is no past form, though it is spelled like one ("a cut", "living cost").
NOT_BEFORE_PAST = frozenset({DETERMINER, POSSESSIVE, ADJECTIVE, ING, PREPOSITION, HYPHEN})


@cache
def _same_past() -> frozenset[str]:
    """Base forms that are their own past and nouns as well: cost, cut, hit, run."""
    irregular = load("verbs")["irregular"]
    return frozenset(verb for verb in _noun_verbs() if verb in irregular.get(verb, []))


@cache
def _noun_verbs() -> frozenset[str]:
    return frozenset(load("verbs")["also_nouns"].split())


def read_words(doc: Doc, *, quantities: Iterable[tuple[int, int]] = (), times: Iterable[tuple[int, int]] = ()) -> Words:
    """The words of the Doc; those inside the given spans of characters are classed as quantity or time."""
    text = doc.text
    texts: list[str] = []
    starts: list[int] = []
    sentences: list[tuple[int, int]] = []
    sentence: list[int] = []
    opens, new_sentence = 0, False
    parted = doc.has_annotation("SENT_START")
    kinds = {doc.vocab.strings[kind] for kind in NAME_KINDS if kind in doc.vocab.strings}
    names: set[int] = set()
    attributes = doc.to_array([IDX, LENGTH, IS_SPACE, SENT_START, ENT_TYPE]).tolist()
    for start, length, is_space, sent_start, entity in attributes:
        new_sentence = new_sentence or sent_start == 1
        if is_space:
            continue
        if parted and new_sentence and len(texts) > opens:
            sentences.append((opens, len(texts)))
            opens = len(texts)
        new_sentence = False
        if entity in kinds:
            names.add(len(texts))
        texts.append(text[start : start + length])
        starts.append(start)
        sentence.append(len(sentences))
    if len(texts) > opens:
        sentences.append((opens, len(texts)))
    ends = [start + len(word) for start, word in zip(starts, texts, strict=True)]
    lowers = [word.lower() for word in texts]
    words = Words(texts, lowers, starts, ends, [""] * len(texts), list(lowers), sentence, sentences)
    for spans, tag in ((times, TIME), (quantities, QUANTITY)):
        for start, end in spans:
            first, last = words.span(start, end)
            words.tags[first:last] = [tag] * (last - first)
    for first, last in sentences:
        _classify(words, first, last, opens_with_name=first in names)
    return words


def _classify(words: Words, first: int, last: int, *, opens_with_name: bool) -> None:
    classes, forms = closed_classes(), verb_forms()
    tags, lowers = words.tags, words.lowers
    capitals = _in_capitals(words, first, last)
    for i in range(first, last):
        if tags[i]:
            continue
        low = lowers[i]
        tag = MARKS.get(low) or _apostrophe(words, i, first) or classes.get(low)
        inside = i > first and words.texts[i][0].isupper() and not capitals and tags[i - 1] not in {QUOTE, COLON}
        if (low == "us" and words.texts[i] == "US") or (inside and tag in {ADVERB, ADJECTIVE}):
            tag = NAME
        if tag is None and not words.texts[i][0].isalpha():
            tag = NUMBER if low[0].isdigit() or low[0] in "#$€£" else COLON if not low[0].isalnum() else NOUN
        named = i == first and opens_with_name
        if tag is None and words.texts[i][0].isupper() and not capitals and (named or _is_name(words, i, first)):
            tag = NAME
        tags[i] = tag or _open_class(low, forms)
        if low in forms and tags[i] in {VERB, PAST, ING}:
            words.lemmas[i] = forms[low][0]
    for i in range(first, last):
        if tags[i] == VERB:
            tags[i] = _verb_or_noun(words, i, first, last, forms[lowers[i]][1])
        elif (tags[i] == ING and _is_gerund(words, i, first, last)) or (
            tags[i] == PAST and lowers[i] in _same_past() and _before(words, i, first) in NOT_BEFORE_PAST
        ):
            tags[i] = NOUN
        elif tags[i] == PRONOUN and lowers[i] == "her" and i + 1 < last and tags[i + 1] in {NOUN, ADJECTIVE, NAME}:
            tags[i] = DETERMINER
        elif lowers[i] == "per" and i + 1 < last and lowers[i + 1] == "capita":
            tags[i] = tags[i + 1] = ADJECTIVE
        elif lowers[i] == "worth" and i > first and (lowers[i - 1] == "net" or tags[i - 1] == POSSESSIVE):
            tags[i] = NOUN
        elif lowers[i] == "that":
            tags[i] = _that(words, i, first, last)


def _in_capitals(words: Words, first: int, last: int) -> bool:
    """A sentence whose words are mostly capitalised: a headline or heading, where a capital says nothing."""
    long = [text for text in words.texts[first:last] if text[0].isalpha() and len(text) > 3]
    return len(long) > 3 and sum(text[0].isupper() for text in long) >= 0.75 * len(long)


def _apostrophe(words: Words, i: int, first: int) -> str | None:
    low = words.lowers[i]
    if low in {"'s", "’s"}:
        return BE if i > first and words.tags[i - 1] in {PRONOUN, RELATIVE} else POSSESSIVE
    if low in {"'", "’"}:
        return (
            POSSESSIVE
            if i > first and words.lowers[i - 1].endswith("s") and words.ends[i - 1] == words.starts[i]
            else QUOTE
        )
    return None


def _is_name(words: Words, i: int, first: int) -> bool:
    """A capitalised word inside a sentence; at its start only before another one or a possessive."""
    if i > first and words.tags[i - 1] not in {QUOTE, COLON}:
        return True
    following = words.texts[i + 1] if i + 1 < len(words.texts) else ""
    if words.lowers[i] in verb_forms() and not following[:1].isupper():
        return False
    return (
        following[:1].isupper() or following in {"'s", "’s"} or (words.texts[i].isupper() and len(words.texts[i]) > 1)
    )


def _open_class(low: str, forms: dict[str, tuple[str, str]]) -> str:
    if low in forms:
        kind = forms[low][1]
        return ING if kind == "ing" else PAST if kind == "past" else VERB
    if low.endswith("ly") and low not in NOT_ADVERBS:
        return ADVERB
    if low.endswith("ing") and len(low) > 5 and low not in NOT_ING:
        return ING
    if low.endswith("ed") and len(low) > 4 and low not in NOT_PAST:
        return PAST
    if (
        low in NOT_ADVERBS
        and low.endswith("ly")
        and low not in {"family", "supply", "reply", "assembly", "ally", "rally"}
    ):
        return ADJECTIVE if low not in {"july", "italy", "anomaly", "monopoly", "tally", "belly"} else NOUN
    if low.endswith(ADJECTIVE_ENDINGS) and low not in NOUNS_BY_FORM:
        return ADJECTIVE
    return NOUN


def _before(words: Words, i: int, first: int) -> str:
    """The class of the word before, adverbs passed over; empty at the start of the sentence."""
    while i > first:
        i -= 1
        if words.tags[i] != ADVERB:
            return words.tags[i]
    return ""


def _verb_or_noun(words: Words, i: int, first: int, last: int, kind: str) -> str:
    """What a form such as "reports" or "rise" is here."""
    before, low = _before(words, i, first), words.lowers[i]
    following = words.tags[i + 1] if i + 1 < last else ""
    may_be_noun = words.lemmas[i] in _noun_verbs()
    if before in {MODAL, PRONOUN, NEGATION, DO, RELATIVE} or (before == TO and kind == "base"):
        return VERB
    if (
        following
        and words.lowers[i + 1] == "that"
        and words.lemmas[i] in SAYING
        and before not in {DETERMINER, POSSESSIVE, ADJECTIVE}
    ):
        return VERB
    if kind == "s" and (
        before == BE or before in PREMODIFIER or (following != NOUN and _counted_before(words, i, first))
    ):
        return NOUN
    if not may_be_noun:
        return VERB if before not in {DETERMINER, POSSESSIVE, ADJECTIVE} else NOUN
    if before in PREMODIFIER or before in {PREPOSITION, HYPHEN, TO, PAST, ING}:
        return NOUN
    if before in {NOUN, NAME, CLOSE, COMMA, QUOTE, TIME}:
        if _finite_behind(words, i, first):
            return NOUN
        if following in {MODAL, BE, HAVE, PREPOSITION} and words.lowers[i + 1] not in {
            "by",
            "to",
            "from",
            "at",
            "up",
            "out",
            "down",
            "off",
        }:
            return NOUN
        last_word = words.lowers[i - 1]
        plural = (last_word.endswith("s") and not last_word.endswith("ss")) or last_word in {
            "police",
            "people",
            "men",
            "women",
        }
        agrees = (kind == "s") != plural
        if not agrees or low == "s" or _finite_ahead(words, i + 1, last):
            return NOUN
        return (
            VERB
            if following not in {"", STOP, COMMA, CONJUNCTION, NOUN} or (kind == "s" and following == NOUN)
            else NOUN
        )
    return VERB if following in {DETERMINER, PRONOUN, TO} and before == CONJUNCTION else NOUN


def _counted_before(words: Words, i: int, first: int) -> bool:
    """`10 member states`: a form in -s at the end of what a number counts."""
    for j in range(i - 1, max(first, i - 4) - 1, -1):
        if words.tags[j] in {QUANTITY, NUMBER}:
            return words.lowers[j] not in {"one", "1", "%", "cent", "percent"} and words.lowers[j - 1] != "per"
        if words.tags[j] not in {NOUN, NAME, ADJECTIVE, HYPHEN} or words.lowers[j].endswith("s"):
            return False
    return False


def _finite_behind(words: Words, i: int, first: int) -> bool:
    """Whether the clause has its verb already, so that the word is part of the verb's object."""
    for j in range(i - 1, max(first, i - 10) - 1, -1):
        tag = words.tags[j]
        if (
            tag in {COMMA, STOP, COLON, DASH, RELATIVE, SUBORDINATOR, QUOTE, CONJUNCTION, OPEN, PREPOSITION, TO}
            or words.lowers[j] == "that"
        ):
            return False
        if tag == PAST and j > first and words.tags[j - 1] in {NOUN, NAME, PRONOUN} and words.lemmas[j] not in SAYING:
            return True
    return False


def _finite_ahead(words: Words, i: int, last: int) -> bool:
    """Whether a finite verb follows in the same clause, so that the word before it belongs to the subject."""
    for j in range(i, min(i + 8, last)):
        tag = words.tags[j]
        if tag in {COMMA, STOP, COLON, DASH, RELATIVE, SUBORDINATOR, QUOTE, CONJUNCTION} or words.lowers[j] == "that":
            return False
        if tag in AUXILIARY:
            return True
        if tag == PAST and (j == i or words.tags[j - 1] in {NOUN, NAME, ADVERB}):
            return True
    return False


def _is_gerund(words: Words, i: int, first: int, last: int) -> bool:
    """A form in -ing that names an activity: "the sowing", "human trafficking", "stockpiling of"."""
    following = words.tags[i + 1] if i + 1 < last else STOP
    before = words.tags[i - 1] if i > first else ""
    if following == PREPOSITION and words.lowers[i + 1] == "of":
        return True
    if following in {BE, HAVE, MODAL} and before in {
        "",
        COMMA,
        CONJUNCTION,
        PREPOSITION,
        TIME,
        NOUN,
        ADJECTIVE,
        SUBORDINATOR,
    }:
        return True
    if i > first and words.lowers[i - 1] == "against":
        return True
    if before in {DETERMINER, POSSESSIVE, ADJECTIVE, QUANTITY}:
        return following not in {NOUN, ADJECTIVE, NAME, QUANTITY, DETERMINER}
    ends_phrase = following in {STOP, COMMA, CONJUNCTION, CLOSE, COLON, BE, MODAL, HAVE, PREPOSITION, VERB}
    return (
        before in {NOUN, HYPHEN}
        and ends_phrase
        and words.lemmas[i] not in {"include", "accord", "follow"}
        and (following not in {PREPOSITION, CONJUNCTION} or words.lowers[i].endswith("icking"))
    )


def _that(words: Words, i: int, first: int, last: int) -> str:
    """`that` as determiner ("that year"), relative ("reserves that fell") or conjunction ("said that")."""
    following = words.tags[i + 1] if i + 1 < last else STOP
    before = words.tags[i - 1] if i > first else ""
    if before in {NOUN, NAME} and following in {VERB, PAST, BE, HAVE, MODAL, DO, ADVERB}:
        return RELATIVE
    if before in {"", PREPOSITION, CONJUNCTION, COMMA} and following in {NOUN, ADJECTIVE, BE, VERB, TIME}:
        return DETERMINER if following not in {BE, VERB} else PRONOUN
    return SUBORDINATOR
