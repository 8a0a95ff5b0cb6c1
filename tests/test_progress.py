"""A bar on a terminal, a line a minute in a log, nothing where quiet is asked for."""

from __future__ import annotations

import io
import sys

import pytest

from extractor.progress import Progress


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_a_log_has_a_line_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    with Progress(1000, earlier=100, clock=lambda: now[0]) as progress:
        for number in range(300):
            now[0] += 0.5
            progress.step(failed=number % 100 == 0)
    assert capsys.readouterr().err.splitlines() == [
        "extract: 220 of 1,000 inputs, 2 failed, 2.0 a second, 6 min left.",
        "extract: 340 of 1,000 inputs, 3 failed, 2.0 a second, 6 min left.",
    ]


def test_quiet_is_quiet_but_for_what_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    with Progress(10, quiet=True, clock=lambda: now[0]) as progress:
        now[0] = 1000.0
        progress.step()
        progress.say("a.html failed.")
    assert capsys.readouterr().err == "extract: a.html failed.\n"


def test_a_terminal_has_a_bar_and_messages_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(4) as progress:
        progress.step(failed=True)
        progress.say("[red]a\x1b[31m.html failed.")
    shown = terminal.getvalue()
    assert "extract: [red]a\ufffd[31m.html failed." in shown
    assert "1/4" in shown
    assert "1 failed" in shown
