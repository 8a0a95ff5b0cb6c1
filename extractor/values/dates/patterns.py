"""Patterns over classes of tokens: the rules of lexicons/dates_rules.toml compiled, and matched over a text's tokens.

Every set of classes that a token can have gets one character; a text becomes a string of those, a rule a regular
expression over it. Runs of a few tokens recur ("Friday", "the third quarter"), so what matches a run is kept.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extractor import lexicons
from extractor.values.dates.words import BLANK, BREAK, CAPITAL, NUMBER_CLASSES, Tokens, classes_of, tokens, vocabulary

PIECE = re.compile(r"(?:(?P<name>[a-z0-9]+)=)?(?P<open>\()|(?P<close>\))(?P<optional>[?*])?|(?P<bar>\|)|(?P<item>\S+)")
MAX_RUN = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rules: the resolver that gives its value, and its pattern with what a run must hold for it.

    `needs`: of each of these sets of characters one must stand in the run.
    """

    id: str
    value: str
    expression: str
    needs: tuple[frozenset[str], ...]
    args: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `start` to `end` that a rule covers, and those of its named parts."""

    rule: Rule
    start: int
    end: int
    parts: dict[str, tuple[int, int]]


def _literals(patterns: Iterable[str]) -> set[str]:
    words: set[str] = set()
    for pattern in patterns:
        for match in PIECE.finditer(pattern):
            item = (match["item"] or "").removesuffix("?").rpartition("=")[2]
            if item and not re.fullmatch(r"[A-Z][A-Z0-9]*", item):
                words.add(item)
    return words


@cache
def alphabet() -> tuple[dict[frozenset[str], str], frozenset[str]]:
    """The character of each set of classes, and the words that stand for themselves."""
    rules = lexicons.load("dates_rules")
    patterns = [rule["pattern"] for rule in rules["rule"]] + list(macros().values())
    contexts = [rule[key] for rule in rules["rule"] for key in CONTEXT if key in rule]
    literals = _literals(patterns) | {word for context in contexts for word in context.split("|") if not word.isupper()}
    sets = {_names(form, literals) for word in {*vocabulary(), *literals} for form in (word, word.capitalize())}
    shapes = [*(name.upper() for name, _ in NUMBER_CLASSES), "FY", "Q", "H", "YEARPAIR", "ISOMONTH"]
    sets |= {frozenset([name]) for name in shapes}
    sets -= {frozenset(), frozenset(["CAP"])}
    ordered = sorted(sets, key=sorted)
    return {names: chr(0xE000 + i) for i, names in enumerate(ordered)}, frozenset(literals)


CONTEXT = {"before": "(?<={})", "not_before": "(?<!{})", "after": "(?={})", "not_after": "(?!{})"}


@cache
def macros() -> dict[str, str]:
    """Named pieces of patterns; HOLIDAY is every name of the lexicon of holidays."""
    names = sorted((name for row in lexicons.load("dates_holidays")["holiday"] for name in row["names"]), key=len)
    holidays = " | ".join(" ".join(token.low for token in tokens(name)) for name in reversed(names))
    return {**lexicons.load("dates_rules")["macro"], "HOLIDAY": f"( {holidays} )"}


def _names(text: str, literals: Iterable[str]) -> frozenset[str]:
    low = text.lower().replace("’", "'")
    names = classes_of(text)
    return (names - {"CAP"}) | {low} if low in literals else names


@lru_cache(maxsize=16384)
def symbol(text: str) -> str:
    """The character of a token as printed."""
    characters, literals = alphabet()
    names = _names(text, literals)
    return characters.get(names, CAPITAL if "CAP" in names else BLANK)


@cache
def _characters() -> dict[str, str]:
    """For each class or word, the characters of the sets that have it."""
    found: dict[str, list[str]] = {"CAP": [re.escape(CAPITAL)]}
    for names, character in alphabet()[0].items():
        for name in names:
            found.setdefault(name, []).append(character)
    return {name: "".join(characters) for name, characters in found.items()}


def _charset(name: str) -> str:
    try:
        return _characters()[name]
    except KeyError:
        raise ValueError(f"no word of the lexicon of dates is {name!r}") from None


@cache
def _expression(pattern: str) -> str:
    """A pattern as a regular expression over the alphabet."""
    out = []
    for match in PIECE.finditer(pattern):
        if match["open"]:
            out.append(f"(?P<{match['name']}>" if match["name"] else "(?:")
        elif match["close"]:
            out.append(")" + (match["optional"] or ""))
        elif match["bar"]:
            out.append("|")
        else:
            out.append(_item(match["item"]))
    return "".join(out)


def _item(item: str) -> str:
    repeat = item[-1] if item[-1] in "?*" and len(item) > 1 else ""
    name, _, word = item.removesuffix(repeat).rpartition("=")
    body = _macro(word) if word in macros() else f"[{_charset(word)}]"
    if name:
        return f"(?P<{name}>{body}){repeat}"
    return body + repeat


@cache
def _macro(word: str) -> str:
    return f"(?:{_expression(macros()[word])})"


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the lexicon."""
    return tuple(_read(row) for row in lexicons.load("dates_rules")["rule"])


@cache
def _regex(number: int) -> re.Pattern[str]:
    """The regular expression of a rule, compiled on its first use: an article needs few of them."""
    return re.compile(rules()[number].expression)


def _read(row: dict[str, Any]) -> Rule:
    looks = {
        key: shape.format("[" + "".join(_charset(name) for name in row[key].split("|")) + "]")
        for key, shape in CONTEXT.items()
        if key in row
    }
    behind = looks.get("before", "") + looks.get("not_before", "")
    ahead = looks.get("after", "") + looks.get("not_after", "")
    args = {key: value for key, value in row.items() if key not in {"id", "pattern", "value", *CONTEXT}}
    numbers = itertools.count()
    # A name may stand in several branches; re wants each once.
    body = re.sub(r"\(\?P<(\w+)>", lambda named: f"(?P<{named[1]}__{next(numbers)}>", _expression(row["pattern"]))
    return Rule(row["id"], row["value"], behind + body + ahead, tuple(_needs(row["pattern"])), args)


def _needs(pattern: str) -> Iterator[frozenset[str]]:
    """The characters of each piece of a pattern that is not optional; with branches, of the whole."""
    depth, piece, needs = 0, "", []
    for match in PIECE.finditer(pattern):
        if match["bar"] and not depth:
            yield frozenset(_expression(pattern)) - ASCII
            return
        depth += bool(match["open"]) - bool(match["close"])
        piece += " " + match[0]
        if not depth:
            if piece[-1] not in "?*" or piece.strip() in "?*":
                needs.append(piece)
            piece = ""
    yield from (frozenset(_expression(piece)) - ASCII for piece in needs)


ASCII = frozenset(map(chr, range(128))) - {CAPITAL}


RUN = re.compile(f"[^{BLANK}{BREAK}\\{CAPITAL}]+")


@cache
def _strong() -> frozenset[str]:
    """The characters of which a run must hold one to be looked at: more than function words and numbers."""
    names = (name for row in lexicons.load("dates_holidays")["holiday"] for name in row["names"])
    holidays = {token.low for name in names for token in tokens(name) if len(token.low) > 3 or name == token.low}
    strong = {*lexicons.load("dates_rules")["strong"], *holidays}
    return frozenset(character for names, character in alphabet()[0].items() if names & strong)


Found = tuple[int, int, int, tuple[tuple[str, int, int], ...]]


@cache
def _by_character() -> dict[str, list[int]]:
    """For each character the rules that may match a run that holds it, by the rarest piece that each needs."""
    found: dict[str, list[int]] = {}
    for number, rule in enumerate(rules()):
        for character in min(rule.needs, key=len):
            found.setdefault(character, []).append(number)
    return found


@lru_cache(maxsize=16384)
def _matches(run: str) -> tuple[Found, ...]:
    """What matches a run, without overlaps: the longest first, of two as long the earlier rule."""
    found: list[Found] = []
    here = frozenset(run)
    for number in sorted({number for character in here for number in _by_character().get(character, ())}):
        if any(here.isdisjoint(need) for need in rules()[number].needs):
            continue
        for match in _regex(number).finditer(run):
            spans = ((name, *match.span(name)) for name in match.groupdict())
            parts = tuple((name.partition("__")[0], start, end) for name, start, end in spans if start >= 0)
            found.append((match.start(), match.end(), number, parts))
    found.sort(key=lambda item: (item[0] - item[1], item[2], item[0]))
    taken: set[int] = set()
    chosen = []
    for item in found:
        if taken.isdisjoint(range(item[0], item[1])):
            taken.update(range(item[0], item[1]))
            chosen.append(item)
    return tuple(sorted(chosen))


def match(text: Tokens, breaks: Iterable[int]) -> Iterator[Match]:
    """The matches over a text's tokens, in their order; none crosses a token index of `breaks`."""
    symbols = "".join(map(symbol, text.texts))
    strong = _strong()
    places = sorted(place for place in set(breaks) if 0 < place < len(symbols))
    edges = [0, *places, len(symbols)]
    for first, last in itertools.pairwise(edges):
        sentence = symbols[first:last]
        if strong.isdisjoint(sentence):
            continue
        for run in RUN.finditer(sentence):
            if strong.isdisjoint(run[0]):
                continue
            start, end = max(0, run.start() - 1), min(len(sentence), run.end() + 1)
            while end - start > MAX_RUN:  # no sentence: a table of numbers, or noise
                yield from _in_run(sentence[start : start + MAX_RUN], first + start)
                start += MAX_RUN
            yield from _in_run(sentence[start:end], first + start)


def _in_run(run: str, offset: int) -> Iterator[Match]:
    for start, end, number, parts in _matches(run):
        rule = rules()[number]
        if rule.value != "nothing":
            named = {name: (offset + a, offset + b) for name, a, b in parts}
            yield Match(rule, offset + start, offset + end, named)


__all__ = ["BREAK", "Match", "Rule", "match"]
