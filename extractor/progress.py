"""How a long run goes, on standard error: a bar on a terminal, a line a minute in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from extractor.messages import printable, say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

EVERY = 60.0  # seconds between lines in a log


class Progress:
    """Tells how many of `total` inputs are done, how many failed, how fast it goes and how long it will take.

    A context manager. earlier: how many were done before this run. quiet: only `say` is heard.
    """

    def __init__(
        self, total: int, *, earlier: int = 0, quiet: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._total = total
        self._earlier = earlier
        self._quiet = quiet
        self._clock = clock
        self._began = self._told = clock()
        self._done = self._failed = 0
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        if not self._quiet and self._total > 1 and sys.stderr is not None and sys.stderr.isatty():
            self._bar = _bar()
            self._bar.add_task("", total=self._total, completed=self._earlier, note="")
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    @property
    def left(self) -> int:
        """How many inputs are still to be done."""
        return max(self._total - self._earlier - self._done, 0)

    def step(self, *, failed: bool = False) -> None:
        """One more is done."""
        self._done += 1
        self._failed += failed
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._earlier + self._done, note=self._note())
        elif not self._quiet and self._clock() - self._told >= EVERY:
            self._told = self._clock()
            say(f"{self._earlier + self._done:,} of {self._total:,} inputs, {self._note()}.")

    def say(self, message: str) -> None:
        """A sentence, above the bar where there is one."""
        if self._bar is None:
            say(message)
        else:
            from rich.text import Text

            self._bar.console.print(Text(f"extract: {printable(message)}"), soft_wrap=True)

    def _note(self) -> str:
        """Rate, failures, time left."""
        passed = self._clock() - self._began
        rate = self._done / passed if passed > 0 else 0.0
        parts = [f"{self._failed:,} failed", f"{rate:.1f} a second"]
        if rate > 0 and self.left > 0:
            parts.append(f"{duration(self.left / rate)} left")
        return ", ".join(parts)


def duration(seconds: float) -> str:
    """Time as a person reads it.

    >>> duration(8), duration(100), duration(7500)
    ('8 s', '2 min', '2 h 5 min')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    return Bar(
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}", markup=False),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
