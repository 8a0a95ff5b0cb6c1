"""Names as text: acronyms, names printed in capitals, short forms, spelling variants. No lists, no Doc."""

from __future__ import annotations

import re
from functools import lru_cache

SMALL = frozenset(
    {
        "of",
        "for",
        "and",
        "the",
        "in",
        "on",
        "to",
        "at",
        "de",
        "des",
        "du",
        "da",
        "do",
        "del",
        "di",
        "la",
        "le",
        "&",
        "against",
        "with",
        "by",
    }
)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """The name without article and possessive, white space as one space.

    >>> bare("the World  Bank's"), bare("The Star"), bare("Thebes")
    ('World Bank', 'Star', 'Thebes')
    """
    name = " ".join(name.split())
    name = re.sub(r"(?:['’‘`]s|['’])$", "", name)
    return re.sub(r"^the\s+(?=\S)", "", name, flags=re.IGNORECASE)


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """The name as it is compared: bare, small letters, no stops, hyphens as spaces.

    >>> folded("The Human-Trafficking Committee"), folded("J. K. Tan"), folded("U.N.")
    ('human trafficking committee', 'j k tan', 'un')
    """
    plain = bare(name).casefold().replace("’", "'")
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)
    return " ".join(re.sub(r"[-‑–.,]", " ", plain).split())


def initials(name: str, *, small: bool = False) -> str:
    """The first letters of the words, small words left out or not.

    >>> initials("United Nations Conference on Trade and Development")
    'UNCTD'
    >>> initials("Bank of Thailand", small=True)
    'BOT'
    """
    words = WORD.findall(bare(name).replace("-", " "))
    return "".join(word[0] for word in words if small or word.casefold() not in SMALL).upper()


def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether the acronym can stand for the name: its capitals run through the name's letters from word to word.

    >>> is_acronym_of("NCCT", "National Committee for Countering Human Trafficking")
    True
    >>> is_acronym_of("UNCTAD", "United Nations Conference on Trade and Development")
    True
    >>> is_acronym_of("MoEF", "Ministry of Economy and Finance"), is_acronym_of("BoT", "Bank of Thailand")
    (True, True)
    >>> is_acronym_of("WHO", "Ministry of Health"), is_acronym_of("KH", "Kandal Hospital")
    (False, True)
    """
    letters = [letter for letter in acronym.casefold() if letter.isalnum()]
    words = [word.casefold() for word in WORD.findall(bare(name).replace("-", " "))]
    if len(letters) < 2 or not words or letters[0] != words[0][0]:
        return False
    return _runs_through(letters, words)


def _runs_through(letters: list[str], words: list[str]) -> bool:
    """Each letter is a word's first, or goes on inside the word of the letter before it; at least half are firsts."""
    states = {(0, 1): 1}  # (word, place in it after the letter) -> most first letters so far
    for letter in letters[1:]:
        following: dict[tuple[int, int], int] = {}
        for (word, place), firsts in states.items():
            inside = words[word].find(letter, place)
            if inside >= 0:
                key = (word, inside + 1)
                following[key] = max(following.get(key, 0), firsts)
            for later in range(word + 1, min(word + 4, len(words))):
                if words[later][0] == letter:
                    following[(later, 1)] = max(following.get((later, 1), 0), firsts + 1)
        states = following
    return any(2 * firsts >= len(letters) for firsts in states.values())


def name_cased(name: str, *, keep: frozenset[str] = frozenset()) -> str:
    """A name printed in capitals as it is written elsewhere; words in `keep` stay in capitals.

    >>> name_cased("DEPARTMENT OF FISHERIES"), name_cased("BBC NEWS", keep=frozenset({"BBC"})), name_cased("The Star")
    ('Department of Fisheries', 'BBC News', 'The Star')
    """
    if name != name.upper():
        return name
    words = [word if word in keep or any(c.isdigit() for c in word) else _cased(word) for word in name.split()]
    return " ".join(word if n == 0 or word.casefold() not in SMALL else word.casefold() for n, word in enumerate(words))


def _cased(word: str) -> str:
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda m: m[0].capitalize(), word)


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a person's name as they are compared, hyphened given names as one.

    >>> name_parts("Chou Bun Eng"), name_parts("Lo Chung-mau"), name_parts("L. Oyun-Erdene")
    (('chou', 'bun', 'eng'), ('lo', 'chung-mau'), ('l', 'oyun-erdene'))
    """
    return tuple(
        part.rstrip(".").casefold().replace("’", "'") for part in re.sub(r"\s*[-‑–]\s*", "-", bare(name)).split()
    )


def is_part_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the parts of a shorter form stand in the full name in order, initials standing for their words.

    >>> is_part_of(("eng",), ("chou", "bun", "eng")), is_part_of(("bun", "eng"), ("chou", "bun", "eng"))
    (True, True)
    >>> is_part_of(("m", "tan"), ("may", "tan")), is_part_of(("mary", "tan"), ("may", "tan"))
    (True, False)
    """
    if not short or len(short) > len(full):
        return False
    at = 0
    for part in short:
        while at < len(full) and not _same_part(part, full[at]):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def _same_part(a: str, b: str) -> bool:
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def may_be_misspelt(a: str, b: str) -> bool:
    """Whether two words are one name spelt in two ways: long, equal at both ends, one letter apart.

    >>> may_be_misspelt("mohammed", "mohamed"), may_be_misspelt("maria", "mario"), may_be_misspelt("jong-un", "jong-il")
    (True, False, False)
    """
    if a == b or min(len(a), len(b)) < 6 or a[0] != b[0] or a[-1] != b[-1]:
        return False
    from rapidfuzz.distance import OSA

    return bool(OSA.distance(a, b, score_cutoff=1) <= 1)
