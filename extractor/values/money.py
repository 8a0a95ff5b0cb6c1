"""Money: currency signs, codes and names around a number in, an ISO 4217 code out, or the name where it is not sure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.lexicons import load
from extractor.values.numbers.tokens import Token
from extractor.values.units import Forms, add, pieces

Choice = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """The lexicons `currencies` and `money`, ready for look-up."""

    codes: frozenset[str]
    doubtful: frozenset[str]
    signs: dict[str, list[tuple[tuple[str, ...], Choice]]]
    names: Forms
    nouns: dict[str, tuple[str, Choice]]
    cents: Forms
    subunits: dict[str, str]
    countries: dict[str, frozenset[str]]


@cache
def table() -> MoneyTable:
    """The lexicons, read once."""
    money, currencies = load("money"), load("currencies")
    signs: dict[str, list[tuple[tuple[str, ...], Choice]]] = {}
    for sign, choice in [
        *((s, (c,)) for s, c in money["symbols"].items()),
        *((s, tuple(c)) for s, c in money["shared_symbols"].items()),
    ]:
        form = tuple(pieces(sign))
        signs.setdefault(form[0].lower().replace(".", "") or form[0], []).append((form, choice))
    for entries in signs.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    names: Forms = {}
    for code, row in currencies.items():
        for name in {row["one"], row["many"], row["one"] + "s"}:
            add(names, [piece.lower() for piece in pieces(name)], code)
    for name, code in money["names"].items():
        words = [piece.lower().replace(".", "") if len(piece) > 1 else piece.lower() for piece in pieces(name)]
        add(names, words, code)
        add(names, [*words[:-1], words[-1] + "s"], code)
    for found in names.values():
        found.sort(key=lambda entry: -len(entry[0]))
    cents: Forms = {}
    for form, _ in [entry for entries in names.values() for entry in entries]:
        if len(form) > 1 and form[-1] in {"dollar", "dollars"}:
            add(cents, [*form[:-1], "cents" if form[-1] == "dollars" else "cent"], "cent")
    nouns: dict[str, tuple[str, Choice]] = {}
    for noun, choice in money["nouns"].items():
        for form in (noun, noun + "s", money["plurals"].get(noun, noun)):
            nouns.setdefault(form, (noun, tuple(choice)))
    subunits = {form: unit for noun, unit in money["subunits"].items() for form in (noun, noun + "s")}
    return MoneyTable(
        codes=(frozenset(currencies) | {"BTC"}) - frozenset(money["words_not_codes"]),
        doubtful=frozenset(money["words_not_codes"]) & frozenset(currencies),
        signs=signs,
        names=names,
        nouns=nouns,
        cents=cents,
        subunits=subunits,
        countries={code: frozenset(row["used_in"]) for code, row in currencies.items()},
    )


@dataclass(frozen=True, slots=True)
class Money:
    """What names a currency at tokens `first` up to `last`: the currencies it may mean, most usual first.

    noun: the bare name, which is the unit where the currency is not sure.
    """

    first: int
    last: int
    choice: Choice
    noun: str | None = None


def sign_before(tokens: Sequence[Token], end: int) -> Money | None:
    """The currency sign or code that ends right before token `end`.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> sign_before(tokenize("up US$5"), 3), sign_before(tokenize("THB 5"), 1)
    (Money(first=1, last=3, choice=('USD',), noun=None), Money(first=0, last=1, choice=('THB',), noun=None))
    """
    lexicon = table()
    for length in (4, 3, 2, 1):
        first = end - length
        if first < 0:
            continue
        for entry, choice in lexicon.signs.get(tokens[first].lower, ()):
            if len(entry) == length and _is_sign(tokens, first, end, entry):
                return Money(first, end, choice)
    if (
        end
        and tokens[end - 1].kind == "word"
        and not (tokens[end - 1].glued and end > 1 and tokens[end - 2].kind == "word")
    ):
        code = _code(tokens[end - 1]) or _doubtful_code(tokens, end)
        if code is not None:
            return Money(end - 1, end, (code,))
    return None


def _doubtful_code(tokens: Sequence[Token], end: int) -> str | None:
    """A code that is a word as well ("TRY", "SAR"), where digits grouped by commas or decimals follow: "SAR 40,000"."""
    token = tokens[end - 1]
    if token.text not in table().doubtful or end >= len(tokens) or tokens[end].kind != "digits":
        return None
    return token.text if not tokens[end].text.isdecimal() else None


def noun_before(tokens: Sequence[Token], end: int) -> Money | None:
    """The currency name that ends right before token `end`, where it leads its number: "Rupees 300".

    >>> from extractor.values.numbers.tokens import tokenize
    >>> noun_before(tokenize("Rupees 300"), 1).choice[0], noun_before(tokenize("the dollar 300"), 2)
    ('INR', None)
    """
    word = tokens[end - 1].lower if end else ""
    if word not in load("money")["leading_nouns"] or (end > 1 and tokens[end - 2].kind == "digits"):
        return None
    noun, choice = table().nouns[word]
    if end > 1 and tokens[end - 2].lower in {"the", "a"}:
        return None
    if end > 1:
        for form, named in table().names.get(tokens[end - 2].lower, ()):
            if form == (tokens[end - 2].lower, word):
                return Money(end - 2, end, (named,))
    return Money(end - 1, end, choice, noun)


def _is_sign(tokens: Sequence[Token], first: int, end: int, entry: tuple[str, ...]) -> bool:
    """Whether the tokens are the sign: with its case, or small before a dollar ("hk $ 10", but not "a $ 10")."""
    form = tuple(token.text for token in tokens[first:end])
    if form == entry:
        loose = all(token.glued for token in tokens[first + 1 : end]) or len(entry[0]) > 1 or entry[0] == "C"
        return loose and _whole(tokens, first, end, form)
    lower = entry[0].lower()
    return (
        len(entry) == 2
        and entry[1] == "$" == form[1]
        and form[0] == lower
        and lower not in {"a", "s", "r", "l", "b", "j", "n", "g", "z"}
    )


def _code(token: Token) -> str | None:
    """The currency of an ISO code in capitals, or of a usual one in small letters."""
    if token.text.isupper():
        code = token.text
    elif token.text in {"usd", "rmb", "eur", "gbp", "inr"}:
        code = token.lower.upper()
    else:
        return None
    code = "CNY" if code == "RMB" else code
    return code if code in table().codes else None


def million_of(token: Token) -> str | None:
    """The currency of `MUSD`, `MEUR` …, which name a million of it.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> million_of(tokenize("MEUR")[0]), million_of(tokenize("EUR")[0])
    ('EUR', None)
    """
    text = token.text
    return text[1:] if len(text) == 4 and text[0] == "M" and text[1:] in table().codes else None


def _whole(tokens: Sequence[Token], first: int, end: int, form: tuple[str, ...]) -> bool:
    """Letters as a sign stand alone and, if only one ("R500"), glued to the digits."""
    if len(form) == 1 and len(form[0]) == 1 and form[0].isascii() and form[0].isalpha():
        free = not tokens[first].glued or first == 0 or tokens[first - 1].lower in {"(", '"', "“", "-", "–", "—", "/"}
        return end < len(tokens) and tokens[end].glued and free
    return True


def name_after(tokens: Sequence[Token], i: int) -> Money | None:
    """The currency name, code or sign that starts at token `i`.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> name_after(tokenize("5 U.S. dollars"), 1).choice, name_after(tokenize("5 baht"), 1).choice
    (('USD',), ('THB',))
    """
    if i >= len(tokens) or tokens[i].kind in {"break", "digits"}:
        return None
    lexicon, token = table(), tokens[i]
    for form, named in lexicon.names.get(token.lower, ()):
        if tuple(t.lower for t in tokens[i : i + len(form)]) == form:
            return Money(i, i + len(form), (named,))
    for form, unit in lexicon.cents.get(token.lower, ()):
        if tuple(t.lower for t in tokens[i : i + len(form)]) == form:
            return Money(i, i + len(form), (), unit)
    if token.lower in lexicon.nouns:
        noun, choice = lexicon.nouns[token.lower]
        return Money(i, i + 1, choice, noun)
    if token.lower in lexicon.subunits:
        return Money(i, i + 1, (), lexicon.subunits[token.lower])
    return _sign_after(tokens, i)


def _sign_after(tokens: Sequence[Token], i: int) -> Money | None:
    """The code or sign at token `i`, which is not that of a number behind it ("3 USD50 cards")."""
    code = _code(tokens[i])
    if code is not None:
        return None if _digits_at(tokens, i + 1) else Money(i, i + 1, (code,))
    for entry, choice in table().signs.get(tokens[i].lower, ()):
        end = i + len(entry)
        letter = len(entry) == 1 and len(entry[0]) == 1 and "A" <= entry[0] <= "Z"
        if not letter and tuple(t.text for t in tokens[i:end]) == entry:
            return None if _digits_at(tokens, end) else Money(i, end, choice)
    return None


def _digits_at(tokens: Sequence[Token], i: int) -> bool:
    """Digits glued to what stands before them, whose sign that is ("3 USD50 cards")."""
    return i < len(tokens) and tokens[i].kind == "digits" and tokens[i].glued


def currency(money: Money, home: Collection[str], mentioned: Sequence[str]) -> str | None:
    """The unit that a currency sign or name stands for.

    home: the article's own countries (of its address, dateline or publisher). mentioned: countries that the text speaks
    of, most mentioned first; these decide for names that no single country has by default ("shillings", "pesos").
    None where nothing decides and there is no name to give.

    >>> currency(Money(0, 1, ("USD", "AUD")), {"AU"}, []), currency(Money(0, 1, ("USD", "AUD")), {"DE"}, ["AU"])
    ('AUD', 'USD')
    >>> shillings = Money(0, 1, ("", "KES", "UGX"), "shilling")
    >>> currency(shillings, (), ["UG"]), currency(shillings, (), [])
    ('UGX', 'shilling')
    """
    choice = [code for code in money.choice if code]
    if not choice:
        return money.noun
    if len(choice) == 1:
        return choice[0]
    countries = table().countries
    for code in choice:
        if any(country in countries.get(code, ()) for country in home):
            return code
    if money.noun == "dollar" or (money.noun is None and money.choice[0] in {"USD", "GBP"}):
        return money.choice[0]
    for country in mentioned:
        for code in choice:
            if country in countries.get(code, ()):
                return code
    return money.choice[0] or money.noun


@cache
def _country_names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Names of countries, nationalities and towns by their first word, longest first."""
    words: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    lexicon = load("countries")
    for section in ("names", "demonyms", "towns"):
        for name, country in lexicon[section].items():
            form = tuple(pieces(name))
            words.setdefault(form[0], []).append((form, country))
    for entries in words.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return words


def countries_in(tokens: Sequence[Token]) -> list[str]:
    """The countries that the text names, most often named first, then first named.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> countries_in(tokenize("Uganda and Kenya: Ugandans said"))
    ['UG', 'KE']
    """
    counts = country_counts(tokens)
    return sorted(counts, key=lambda country: -counts[country])


def dollar_country(tokens: Sequence[Token], counts: Mapping[str, int]) -> str | None:
    """The country whose own dollars a bare `$` means, by the text alone: it speaks of that country above all.

    counts: how often the text names each country. None where it tells dollars apart by a letter or a name, as those do
    who write for readers abroad ("A$5", "Australian dollars"), or speaks of the United States as well.

    >>> from extractor.values.numbers.tokens import tokenize
    >>> dollar_country(tokenize("It cost $5"), {"NZ": 3}), dollar_country(tokenize("It cost NZ$5 ($3)"), {"NZ": 3})
    ('NZ', None)
    >>> dollar_country(tokenize("It cost $5"), {"NZ": 3, "US": 1}), dollar_country(tokenize("It cost $5"), {"KE": 9})
    (None, None)
    """
    if not counts:
        return None
    country = max(counts, key=lambda name: counts[name])
    others = max((n for name, n in counts.items() if name != country), default=0)
    if country not in load("money")["own_dollars"] or counts[country] < 2 * others + 2 or counts.get("US", 0):
        return None
    for i, token in enumerate(tokens):
        if token.text == "$" and token.glued and i and tokens[i - 1].kind == "word":
            return None
        if token.lower in {"dollar", "dollars", "usd"} and i and tokens[i - 1].text[:1].isupper():
            return None
    return country


def country_counts(tokens: Sequence[Token]) -> dict[str, int]:
    """How often the text names each country."""
    words = _country_names()
    counts: dict[str, int] = {}
    i = 0
    while i < len(tokens):
        step = 1
        for form, country in words.get(tokens[i].text, ()):
            if tuple(token.text for token in tokens[i : i + len(form)]) == form:
                counts[country] = counts.get(country, 0) + 1
                step = len(form)
                break
        i += step
    return counts


def country_of_host(host: str | None) -> str | None:
    """The country of a host name by its last part; None for `.com` and the like, and for what is no host name.

    >>> country_of_host("news.example.com.au"), country_of_host("example.com"), country_of_host("The Daily News")
    ('AU', None, None)
    """
    found = re.fullmatch(r"(?:[a-z0-9-]+\.)+([a-z]{2})", (host or "").strip().lower())
    if found is None or found[1] in {"tv", "co", "io", "me", "ai", "eu"}:
        return None
    return "GB" if found[1] == "uk" else found[1].upper()
