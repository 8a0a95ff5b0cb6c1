"""The classes that a word of a text may have, as short names; and the marks that have one."""

from __future__ import annotations

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
    "”": QUOTE, "’’": QUOTE, "``": QUOTE, "''": QUOTE, "„": QUOTE, "«": QUOTE, "»": QUOTE, "‘": QUOTE, "|": COLON,
}  # fmt: skip
