"""Whether a text is English, by its words and by what its page declares."""

from __future__ import annotations

import re

from extractor.lexicons import load

WORD = re.compile(r"[^\W\d_]+")
# Judged by its beginning: enough to know, and the cost is the same for every text.
SAMPLE = 20_000


def is_english(text: str, *, declared: str | None = None) -> bool:
    """Whether the text is English. The words decide where there are enough of them, else the declared language.

    declared: language tag of the page (`en-GB`), None where it says nothing, which counts as English.

    >>> is_english("Prices rose.", declared="en-GB"), is_english("Prices rose."), is_english("Preise", declared="de")
    (True, True, False)
    >>> is_english("Die Zahl der Fälle stieg im vergangenen Jahr auf 412, und die Polizei nahm 97 Menschen fest, wie"
    ...            " das Ministerium am Montag in der Hauptstadt mitteilte und nun prüfen will.", declared="en")
    False
    """
    lexicon = load("english")
    words = WORD.findall(text[:SAMPLE].lower())
    if len(words) < lexicon["enough_words"]:
        return declared is None or declared.lower().split("-")[0].split("_")[0] == "en"
    known = frozenset(lexicon["words"])
    return sum(word in known for word in words) >= float(lexicon["share"]) * len(words)
