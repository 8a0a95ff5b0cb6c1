"""The dateline that opens a story's first paragraph: the place, as printed."""

from __future__ import annotations

import re

from extractor.lexicons import load

# "PHNOM PENH – …", "BEIJING, July 18 (Xinhua) -- …", "LONDON (Reuters) - …", "KUALA LUMPUR: …", "Hanoi (VNA) – …"
PLACE = r"(?P<place>[^\W\d_a-z][^\d\n()–—:]{1,48}?)"
DAY = r"(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?|,?\s+\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?)"
SOURCE = r"(?:\s*\((?P<source>[^()\n]{2,40})\)|\s*/\s*[A-Z]{2,10}\s*/)"
DASH = r"\s*(?:[–—―]|--|\s-(?=\s))\s*"
DATELINE = re.compile(rf"^\s*{PLACE}(?P<day>{DAY})?(?P<wire>{SOURCE})?(?:{DASH}|(?P<colon>:\s))")
CAPITALS = re.compile(r"^(?:[^\W\d_a-z]|[\s.,'’/-]|(?<=Mc)[A-Z])+$")


def find_dateline(text: str) -> str | None:
    """The place of the dateline that opens a paragraph; None where none does.

    In capitals it is known by a dash or colon after it; in small letters only with its day or wire service.

    >>> find_dateline("PHNOM PENH – The port reopened."), find_dateline("BEIJING, July 18 (Xinhua) -- Rain fell.")
    ('PHNOM PENH', 'BEIJING')
    >>> find_dateline("Hanoi (VNA) – Exports rose."), find_dateline("Prices – again – rose.")
    ('Hanoi', None)
    >>> find_dateline("BREAKING: Rain fell."), find_dateline("COLUMBIA, S.C. — A bill passed.")
    (None, 'COLUMBIA, S.C.')
    """
    match = DATELINE.match(text[:160])
    if not match:
        return None
    place = match["place"].strip(" ,-")
    capitals = bool(CAPITALS.match(place.replace("Mc", "MC")))
    sourced = bool(match["day"] or match["source"])
    words = place.split()
    if len(words) > 6 or (len(place) < 3 and not sourced):
        return None
    words_of = load("page")["dateline"]
    if place.casefold().rstrip(".") in words_of["not_places"] or words[0].casefold() in words_of["opens_letter"]:
        return None
    if match["colon"]:
        return place if capitals and len(words) <= 3 else None
    named = sourced and all(word[0].isupper() or word in {"and", "de", "la", "of", "al"} for word in words)
    return place if capitals or named else None
