"""The command line: `extract PATH…`."""

from __future__ import annotations


def main() -> int:
    """Run the command line; returns the exit code."""
    raise NotImplementedError
