"""The command on many inputs: run, tell how it goes, write, and end with the right code."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from extractor.errors import InputError
from extractor.messages import readable_name, say
from extractor.progress import Progress

if TYPE_CHECKING:
    from extractor.batch import Format, Ledger, Outcome, Plan, Run
    from extractor.report import Report

OK, FAILED, CONTRADICTIONS, INTERRUPTED = 0, 1, 3, 130
# So few inputs a process are not worth loading the model once more.
INPUTS_A_JOB = 10


def default_jobs() -> int:
    """As many processes as this one may use processors."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def extract_many(options: argparse.Namespace, form: str) -> int:
    """Do all inputs that the options name. Returns the exit code; raises `InputError` before any work."""
    import sqlite3

    try:
        return _extract_many(options, form)
    except sqlite3.Error as error:
        say(
            f"There is no room for temporary files ({error}); make room, or name another folder for them with"
            " SQLITE_TMPDIR. The same command goes on."
        )
        return FAILED


def _extract_many(options: argparse.Namespace, form: str) -> int:
    from extractor.batch import Plan, check_output

    listed = options.from_file
    if listed == "-":
        listed = sys.stdin.buffer if sys.stdin is not None else os.devnull
    plan = Plan(options.paths, from_file=listed)
    if not plan.readable_inputs():
        where = ", ".join(map(readable_name, options.paths or [options.from_file]))
        raise InputError(
            "nothing", f"There is no page (.html, .htm, .xhtml) in {where}; name a file, or another folder."
        )
    if options.output:
        check_output(options.output, plan)
        return _into_folder(plan, options, form)
    return _onto_standard_output(plan, options, form)


def _into_folder(plan: Plan, options: argparse.Namespace, form: str) -> int:
    from extractor.batch import OutputFolder
    from extractor.batch.versions import settings

    chosen = _form(form, bom=options.bom)
    made_with = settings(form, model=options.model, bom=options.bom)
    with OutputFolder(options.output, form=chosen, settings=made_with) as folder:
        earlier = plan.count(folder.ledger, failed=not options.retry_failed)
        run = _run(plan, options, chosen.render, ledger=folder.ledger)
        with (
            Progress(len(plan), earlier=earlier, quiet=options.quiet) as progress,
            _interruptible(run, progress) as end,
        ):
            for outcome in folder.write(run):
                _tell(progress, outcome, warn=False)
        counts = folder.finish()
    return _end(counts, options, end, earlier=earlier, left=progress.left)


def _onto_standard_output(plan: Plan, options: argparse.Namespace, form: str) -> int:
    from extractor.batch import json_line
    from extractor.text_summary import contradictions

    counts: Counter[str] = Counter()
    found = False
    render: Callable[[Report], Any] = contradictions if options.check else text_bytes() if form == "text" else json_line
    run = _run(plan, options, render)
    with (
        Progress(len(plan), quiet=options.quiet) as progress,
        _interruptible(run, progress) as end,
        closing(iter(run)) as outcomes,
    ):
        for outcome in outcomes:
            counts[outcome.status] += 1
            _tell(progress, outcome, warn=not options.quiet)
            if outcome.status == "ok" and options.check:
                found |= bool(outcome.payload)
                print_contradictions(outcome.input.shown, outcome.payload)
            elif outcome.status == "ok":
                standard_output().write(outcome.payload)
    code = _end(counts, options, end, left=progress.left)
    return CONTRADICTIONS if found and code != INTERRUPTED else code


def _run(plan: Plan, options: argparse.Namespace, render: Callable[[Report], Any], ledger: Ledger | None = None) -> Run:
    from extractor.batch import Run, starting

    jobs = options.jobs
    if jobs is None:
        jobs = min(default_jobs(), -(-plan.readable_inputs() // INPUTS_A_JOB))
    return Run(
        plan,
        starting(options.model, render),
        ledger=ledger,
        jobs=jobs,
        timeout=options.timeout,
        memory=options.memory * 10**6 or None,
        retry_failed=options.retry_failed,
    )


def _form(form: str, *, bom: bool) -> Format:
    from extractor.batch import Lines, json_line

    if form == "csv":
        from extractor.batch.tables_csv import Csv

        return Csv(bom=bom)
    if form == "parquet":
        from extractor.batch.tables_parquet import Parquet

        return Parquet()
    return Lines(form, text_bytes(terminal=False) if form == "text" else json_line)


@contextmanager
def _interruptible(run: Run, progress: Progress) -> Iterator[threading.Event]:
    """The first Ctrl-C lets the pages in hand be finished, and sets the event; the second ends at once."""
    interrupted = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield interrupted
        return
    before = signal.getsignal(signal.SIGINT)

    def interrupt(*_: object) -> None:
        signal.signal(signal.SIGINT, before)
        interrupted.set()
        run.stop()
        progress.say("Finishing the pages in hand; Ctrl-C once more ends at once.")

    signal.signal(signal.SIGINT, interrupt)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def _tell(progress: Progress, outcome: Outcome, *, warn: bool) -> None:
    """Say on standard error what failed and, where there is no manifest to hold them, the warnings."""
    progress.step(failed=outcome.status == "failed")
    shown = outcome.input.shown
    if outcome.status == "failed":
        message = outcome.message or ""
        progress.say(message if shown in message else f"{shown}: {message}")
    if warn:
        for warning in outcome.warnings:
            progress.say(f"{shown}: {warning.message}")


def _end(
    counts: Counter[str], options: argparse.Namespace, interrupted: threading.Event, *, left: int, earlier: int = 0
) -> int:
    """The counts, and the exit code that follows from them."""
    if not options.quiet:
        before = f" {earlier:,} of them in an earlier run." if earlier else ""
        say(f"{counts.total():,} input{'' if counts.total() == 1 else 's'}: {summed(counts)}.{before}")
    if interrupted.is_set():
        again = "the same command goes on from here" if options.output else "the same command starts again"
        say(f"Interrupted with {left:,} input{'' if left == 1 else 's'} to go; {again}.")
        return INTERRUPTED
    return FAILED if counts["failed"] else OK


def summed(counts: Counter[str]) -> str:
    """The counts by status.

    >>> summed(Counter(ok=2, failed=1))
    '2 done, 1 failed, 0 duplicates, 0 skipped'
    """
    return (
        f"{counts['ok']:,} done, {counts['failed']:,} failed, "
        f"{counts['duplicate']:,} duplicate{'' if counts['duplicate'] == 1 else 's'}, {counts['skipped']:,} skipped"
    )


def text_bytes(*, terminal: bool = True) -> Callable[[Report], bytes]:
    """What makes a summary: as wide and as colourful as what it is shown on, a terminal or else a file."""
    tty = terminal and sys.stdout is not None and sys.stdout.isatty()
    width = os.get_terminal_size(sys.stdout.fileno()).columns if tty else 110
    encoding = sys.stdout.encoding if terminal and sys.stdout is not None else "utf-8"
    return partial(_text, width=width or 80, colour=tty and "NO_COLOR" not in os.environ, encoding=encoding)


def _text(record: Report, *, width: int, colour: bool, encoding: str) -> bytes:
    from extractor.text_summary import summary

    return summary(record, width=width, colour=colour).encode(encoding, "backslashreplace")


def print_contradictions(name: str, found: list[tuple[str, str]]) -> None:
    """One a line: file, sentence, sum."""
    from extractor.text_summary import visible

    for sentence, working in found:
        line = f"{readable_name(name)}: {visible(sentence)}: {visible(working)}\n"
        standard_output().write(line.encode(sys.stdout.encoding, "backslashreplace"))


def standard_output() -> IO[bytes]:
    """Where records go."""
    if sys.stdout is None:
        raise BrokenPipeError
    return sys.stdout.buffer
