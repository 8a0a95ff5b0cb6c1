"""What can go wrong with one input, as sentences that say what to do."""

from __future__ import annotations


class InputError(Exception):
    """One input cannot be read. `code` is for programs, the message is a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        return type(self), (self.code, str(self))
