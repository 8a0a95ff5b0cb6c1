"""What can go wrong with one input, as sentences that say what to do."""

from __future__ import annotations


class InputError(Exception):
    """One input cannot be read. `code` is for programs, the message is a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
