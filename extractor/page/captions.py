"""A caption as printed → what it shows, and whose picture it is."""

from __future__ import annotations

import re

SOURCE = (
    r"(?:AP|AFP|EPA|EFE|PA|AAP|ANI|PTI|Reuters|Getty|Bloomberg|Xinhua|Bernama|Shutterstock|iStock|Unsplash|Alamy|SWNS|"
    r"Associated Press|Handout|Supplied|File)"
)
LABEL = (
    r"(?:photos?|pictures?|pics?|images?|photo(?:graph)? credits?|image credits?|picture credits?|photo courtesy|"
    r"credits?|source|photograph|photography|illustration|graphic|foto)"
)
START = r"(?:^|(?<=[\s.?!”\"’)|]))[(\[]?\s*"
# Each with the credit as `credit`; the first that matches is taken.
PATTERNS = tuple(
    re.compile(pattern, re.I | re.S)
    for pattern in (
        # "… PHOTO: NAME", "(Image: NAME)", "Photo by NAME", "Photograph by NAME"
        rf"{START}{LABEL}\s*(?:credits?|courtesy)?\s*(?::|\|)\s*(?:by\s+)?(?P<credit>[^:]{{2,120}}?)\s*[)\]]?\s*$",
        rf"{START}{LABEL}\s*(?:/\s*\w+\s*)?(?:courtesy of|courtesy|by)\s+(?P<credit>[^:]{{2,120}}?)\s*[)\]]?\s*$",
        rf"{START}(?P<credit>courtesy of [^:]{{2,100}}?)\s*[)\]]?\s*$",
        r"(?:^|(?<=[\s.?!”\"’)|]))(?:©|\(c\)|copyright)\s*(?P<credit>[^:]{2,100}?)\s*$",
    )
)
BRACKETED = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,100})[)\]]\s*\.?\s*$")
AFTER_BAR = re.compile(r"\s[|]\s*(?P<credit>[^|]{2,80})$")
BARE_LABEL = re.compile(rf"^\W*{LABEL}\s*:", re.I)
AFTER_SENTENCE = re.compile(r"[.!?”\"’]\s*$")
IS_SOURCE = re.compile(rf"\b{SOURCE}\b|/|\bphotos?\b|\bimages?\b|\bvia\b|\bcourtesy\b|©", re.I)


def split_caption(text: str) -> tuple[str | None, str | None]:
    """The caption and the credit of a printed line; None where there is none.

    >>> split_caption("Boats leave the port. PHOTO: MAY TAN/THE COURIER")
    ('Boats leave the port.', 'MAY TAN/THE COURIER')
    >>> split_caption("The minister on Friday (AP Photo/Li Wei)"), split_caption("Two men (left) talk.")
    (('The minister on Friday', 'AP Photo/Li Wei'), ('Two men (left) talk.', None))
    """
    for pattern in PATTERNS:
        if match := pattern.search(text):
            return _parts(text, match)
    match = BRACKETED.search(text)
    if match and (IS_SOURCE.search(match["credit"]) or _after_sentence(text, match)):
        return _parts(text, match)
    match = AFTER_BAR.search(text)
    if match:
        return _parts(text, match)
    return text or None, None


def is_bare_credit(text: str) -> bool:
    """Whether a whole line under a caption is its credit: short, without a sentence's end, of names with capitals.

    >>> is_bare_credit("May Tan/Courier"), is_bare_credit("The boats left at noon.")
    (True, False)
    """
    if len(text) > 80 or (text.endswith((".", "!", "?")) and not IS_SOURCE.search(text)):
        return False
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _parts(text: str, match: re.Match[str]) -> tuple[str | None, str | None]:
    return text[: match.start()].strip(" |–—-") or None, match["credit"].strip(" .|") or None


def _after_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether the bracket at the end stands after a whole sentence, and holds names."""
    words = match["credit"].split()
    return bool(AFTER_SENTENCE.search(text[: match.start()])) and len(words) <= 5 and all(w[0].isupper() for w in words)


def bare_credit(text: str) -> str:
    """A credit without its label: "Photo: Li Wei" is Li Wei.

    >>> bare_credit("Image credit: Li Wei"), bare_credit("© Li Wei/Courier"), bare_credit("(AP)")
    ('Li Wei', 'Li Wei/Courier', 'AP')
    """
    for pattern in PATTERNS:
        match = pattern.search(text)
        if match and not text[: match.start()].strip(" (["):
            return match["credit"].strip(" .|")
    return BARE_LABEL.sub("", text).strip(" .|()[]:")
