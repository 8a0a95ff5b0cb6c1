"""Whether words speak of the same thing: by the first letters of the words, and by groups that count as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractor.lexicons import load

WORD = re.compile(r"[a-z][a-z-]+")


@cache
def _groups() -> dict[str, str]:
    return {word[:5]: line.split()[0] for line in load("likeness")["same"] for word in line.split()}


@cache
def _ignored() -> frozenset[str]:
    return frozenset(load("likeness")["ignored"])


def stems(words: Iterable[str]) -> frozenset[str]:
    """The words that say what is counted, cut so that forms of one word are equal.

    >>> sorted(stems(["deported", "deportation", "of", "2023"])), sorted(stems(["profit"])) == sorted(stems(["net"]))
    (['depor'], True)
    """
    out = set()
    for word in words:
        if word in _ignored() or not word[:1].isalpha() or (len(word) < 4 and word[:5] not in _groups()):
            continue
        out.add(_groups().get(word[:5], word[:5]))
    return frozenset(out)


def other_measure(subject: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the words name different measures: profit and sales."""
    measures = frozenset(_groups().values())
    return bool(subject & measures and other & measures) and not subject & other & measures
