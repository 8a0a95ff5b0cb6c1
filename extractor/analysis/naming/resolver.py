"""Spans that name someone or something, taken by strength: a weaker one gives way where a stronger one stands."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.analysis.naming.words import Words


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing by tokens; `kind` is person, organisation or place."""

    start: int
    end: int
    kind: str
    rule: str


class Resolver:
    """Collects spans by strength; a weaker one gives way to a stronger one that it overlaps."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.taken: list[int] = [0] * len(words)  # 1 + index into `found`
        self.found: list[Mention | None] = []

    def add(self, start: int, end: int, kind: str, rule: str) -> bool:
        """Take the span where nothing stands on it yet."""
        if start >= end or any(self.taken[start:end]):
            return False
        self.found.append(Mention(start, end, kind, rule))
        self.taken[start:end] = [len(self.found)] * (end - start)
        return True

    def over(self, start: int, end: int) -> list[Mention]:
        """What stands on the span."""
        return [m for n in dict.fromkeys(self.taken[start:end]) if n and (m := self.found[n - 1])]

    def drop(self, mention: Mention) -> None:
        """Take a span away."""
        n = self.taken[mention.start]
        self.found[n - 1] = None
        self.taken[mention.start : mention.end] = [0] * (mention.end - mention.start)

    def mentions(self) -> list[Mention]:
        """What was found, in the order of the text."""
        return sorted((m for m in self.found if m), key=lambda m: m.start)
