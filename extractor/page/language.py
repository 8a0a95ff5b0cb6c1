"""The language of an article: what the page says of it, unless its words say otherwise."""

from __future__ import annotations

import re
from collections import Counter

WORD = re.compile(r"[^\W\d_]+")
TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*$", re.I)
# Words that are frequent in one of these languages and in none of the others, by common frequency lists.
FREQUENT = {
    "en": "the of and to that was for with his this have from they which been their there would about said has were are",
    "fr": "les des est une dans qui pour par sur avec pas cette sont aux mais être ont leur fait nous",
    "de": "der die das und ist nicht ein eine dem den von mit sich auf für auch als wird nach bei wurde",
    "es": "los las una por con para como más pero sus este fue ha según sobre también entre desde hasta",
    "pt": "os uma não em foi mais ao aos das dos com são pela pelo seu sua também até você está",
    "it": "il gli che di è per una con del della sono nel alla più dei delle anche come questo stato",
    "nl": "het een van dat niet voor zijn aan met ook bij naar werd deze heeft door maar wordt",
    "id": "yang dan di dari untuk dengan ini itu pada tidak dalam akan oleh juga adalah telah",
    "vi": "của và là các những được trong cho người với không này một đã có",
    "pl": "się nie na jest że do przez dla jak oraz jego tym po od które",
    "tr": "bir ve bu için ile olarak daha çok olan gibi kadar sonra ise",
    "sv": "och att det som är för inte med har av till den på om ett",
}
SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")), ("ko", re.compile(r"[\uac00-\ud7af]")), ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")), ("ar", re.compile(r"[\u0600-\u06ff]")), ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")), ("th", re.compile(r"[\u0e00-\u0e7f]")), ("km", re.compile(r"[\u1780-\u17ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")), ("my", re.compile(r"[\u1000-\u109f]")), ("lo", re.compile(r"[\u0e80-\u0eff]")),
)  # fmt: skip
SAMPLE = 4000
OF_WORD = {word: code for code, words in FREQUENT.items() for word in words.split()}


def language_of_words(text: str) -> str | None:
    """The language that a text is written in, by its script and most frequent words; None where that is not sure.

    >>> language_of_words("The men said that they were from the town and that there was no water.")
    'en'
    >>> language_of_words("Os homens disseram que não são da cidade e que também não havia água para uma família.")
    'pt'
    """
    sample = text[:SAMPLE]
    letters = sum(map(len, WORD.findall(sample)))
    for code, script in SCRIPTS:
        if letters and len(script.findall(sample)) > 0.3 * letters:
            return code
    counts = Counter(OF_WORD[word] for word in WORD.findall(sample.casefold()) if word in OF_WORD)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 4 or (len(ranked) > 1 and ranked[1][1] > 0.6 * ranked[0][1]):
        return None
    return ranked[0][0]


def language(declared: str | None, text: str) -> str | None:
    """The ISO 639 code of the article: the words decide where they are sure, else the page's own tag.

    >>> language("en-US", "short"), language("pt_BR", ""), language("?", "")
    ('en', 'pt', None)
    """
    match = TAG.match((declared or "").strip())
    said = match[1].lower() if match else None
    by_words = language_of_words(text)
    return by_words or said
