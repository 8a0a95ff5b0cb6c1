"""The command line: `extract PATH…`. Records go to standard output, messages to standard error.

Nothing heavy is imported before it is needed: `extract --help` loads neither spaCy nor pydantic nor rich.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

from extractor import __version__
from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.batch import Outcome
    from extractor.pipeline import Extractor
    from extractor.report import Report

OK, FAILED, USAGE, CONTRADICTIONS, INTERRUPTED = 0, 1, 2, 3, 130
LATER = {"csv", "parquet"}
SUFFIXES = {"json": ".json", "jsonl": ".jsonl", "text": ".txt"}
# One record, as bytes for a file or a terminal.
Writer = Callable[[IO[bytes], "Report"], None]

DESCRIPTION = """\
Turn saved news pages into records: the article, the people and organisations in it with their roles, the dates as
calendar dates, and the numbers as claims that are compared and checked."""
EPILOG = """\
examples:
  extract page.html                         one record as JSON
  extract page.html --format text           what stands in it, at a glance
  curl -s URL | extract - --url URL         from standard input
  extract clippings/ > records.jsonl        a folder: one record a line
  extract clippings/ -o out/                records.jsonl, and manifest.jsonl with a line for every file
  extract --check drafts/                   only the numbers that contradict each other
  extract plain.html --published 2025-03-28 a page that does not say of which day it is

exit codes:
  0 all well   1 some input failed, the others are done   2 wrong usage, or nothing to read
  3 --check found contradictions   130 interrupted"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in a sentence, without a screen of usage before it."""

    def error(self, message: str) -> NoReturn:
        """Exit 2 with the sentence."""
        say(f"{message[:1].upper()}{message[1:]}; `extract --help` shows how.")
        sys.exit(USAGE)


def parser() -> argparse.ArgumentParser:
    """The arguments of the command."""
    out = Parser(
        prog="extract",
        usage="extract [options] PATH...",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, max_help_position=20, width=118),
        allow_abbrev=False,
        add_help=False,
    )
    add = out.add_argument
    add("paths", nargs="*", metavar="PATH", help="a saved page, a folder of pages, or - for standard input")
    add("-o", "--output", metavar="PATH", help="write to this file (one record) or into this folder (several)")
    add("--format", metavar="FORMAT", help="json (one record), jsonl (one a line, for several) or text (a summary)")
    add("--url", help="where the page is from, if it does not say (one page only)")
    add(
        "--published", metavar="DATE", help="the article's day, month or year, if the page does not say (one page only)"
    )
    add("--model", metavar="NAME", help="another spaCy model, by name or folder; loading a model trusts its code")
    add("--check", action="store_true", help="print only contradictions, one a line: file, sentence, sum")
    add("--schema", action="store_true", help="print the JSON Schema of the record")
    add("--quiet", action="store_true", help="no progress, no warnings, no counts; failures are still said")
    add("--version", action="store_true", help="print the version")
    add("-h", "--help", action="store_true", help="print this text")
    return out


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code, and raises nothing."""
    try:
        code = _guarded(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        say("Interrupted; what was being written is not kept. The same command starts again.")
        return INTERRUPTED
    except BrokenPipeError:
        say("Standard output was closed before everything was written.")
    except OSError as error:
        where = f" to {readable_name(error.filename)}" if error.filename else ""
        say(f"The result cannot be written{where}: {error.strerror}; choose another place with -o, or make room.")
    # What is left in the buffer has nowhere to go, and Python would complain of that on its way out.
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _guarded(argv: Sequence[str] | None) -> int:
    arguments = parser()
    try:
        options = arguments.parse_args(argv)
    except SystemExit:  # wrong usage, which was said
        return USAGE
    # argparse's own actions would pass over a closed pipe or a full disk in silence.
    if options.help or options.version:
        _standard_output().write((arguments.format_help() if options.help else f"extract {__version__}\n").encode())
        return OK
    try:
        return _run(options)
    except InputError as error:
        say(str(error))
        return USAGE


def _run(options: argparse.Namespace) -> int:
    if options.schema:
        import orjson

        from extractor.report import json_schema

        _standard_output().write(orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        return OK
    several = _several(options)
    form = _format(options, several=several)
    from extractor.batch import check_output, plan, run

    items = [] if options.paths == ["-"] else plan(options.paths)
    if options.output:
        check_output(options.output, options.paths)
    from extractor.pipeline import Extractor, publication_date

    publication_date(options.published)
    extractor = Extractor(model=options.model)
    outcomes = run(items, extractor) if several else iter([_one(extractor, options)])
    counts: Counter[str] = Counter()
    told = _tell(outcomes, counts, total=len(items) if several else 0, quiet=options.quiet)
    if options.check:
        found = _print_contradictions(told)
    else:
        found = False
        _write(told, options, form, several=several)
    if several and not options.quiet:
        say(f"{counts.total()} inputs: {counts['ok']} done, {counts['failed']} failed, {counts['skipped']} skipped.")
    return CONTRADICTIONS if found else FAILED if counts["failed"] else OK


def _several(options: argparse.Namespace) -> bool:
    """Whether the arguments may name more than one page; wrong combinations are said before any work."""
    paths = options.paths
    if not paths:
        raise InputError("usage", "There is nothing to read; name a page, a folder, or - for standard input.")
    if "-" in paths and len(paths) > 1:
        raise InputError("usage", "Standard input (-) is one page; read it alone.")
    several = len(paths) > 1 or Path(paths[0]).is_dir()
    for option in ("url", "published"):
        if several and getattr(options, option):
            raise InputError("usage", f"--{option} is for one page; here there are several.")
    if options.check and (options.output or options.format):
        raise InputError("usage", "--check prints lines; leave out -o and --format, and redirect with > FILE.")
    if options.output:
        output = Path(options.output)
        named_file = output.suffix in SUFFIXES.values() or output.exists()
        if several and named_file and not output.is_dir():
            raise InputError("usage", f"Several records go into a folder; {readable_name(output)} is a file.")
        if not several and (output.is_dir() or options.output.endswith(os.sep)):
            raise InputError("usage", f"One record goes to a file; {readable_name(output)} is a folder.")
        if not several and output.exists() and Path(paths[0]).exists() and output.samefile(paths[0]):
            raise InputError("usage", f"-o would overwrite the page {readable_name(output)}; choose another name.")
    return several


def _format(options: argparse.Namespace, *, several: bool) -> str:
    form: str = options.format or ("jsonl" if several else "json")
    if form in LATER:
        raise InputError("usage", f"--format {form} is not there yet; use jsonl, which pandas and DuckDB read.")
    if form not in SUFFIXES:
        raise InputError("usage", f"There is no format {readable_name(form)}; use {', '.join(SUFFIXES)}.")
    if form == "json" and several:
        raise InputError("usage", "--format json is one record; several come one a line, with --format jsonl.")
    return form


def _one(extractor: Extractor, options: argparse.Namespace) -> Outcome:
    """The outcome of the only page, which may be standard input."""
    from extractor.batch import Input, attempt

    (path,) = options.paths
    more = {"url": options.url, "published": options.published}
    if path == "-":
        return attempt(Input(Path(path), "standard input"), lambda: extractor.html(_standard_input(), **more))
    return attempt(Input(Path(path), readable_name(path)), lambda: extractor.file(path, **more))


def _standard_input() -> bytes:
    from extractor.files import MAX_BYTES

    if sys.stdin is None:
        raise InputError("closed", "Standard input is closed; name a page instead of -.")
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError("too_large", f"Standard input has more than {MAX_BYTES // 10**6} MB; no page is that large.")
    return data


def _tell(outcomes: Iterable[Outcome], counts: Counter[str], *, total: int, quiet: bool) -> Iterator[Outcome]:
    """Pass the outcomes on, count them, and say on standard error how it goes."""
    progress = total > 1 and not quiet and sys.stderr is not None and sys.stderr.isatty()
    for number, outcome in enumerate(outcomes, 1):
        counts[outcome.status] += 1
        if progress:
            sys.stderr.write("\r\x1b[K")
        name = readable_name(outcome.input.path) if total else outcome.input.name
        if outcome.status == "failed":
            message = outcome.message or ""
            say(message if name in message else f"{name}: {message}")
        if outcome.record is not None and not quiet:
            for warning in outcome.record.warnings:
                say(f"{name}: {warning.message}")
        yield outcome
        if progress and number < total:
            sys.stderr.write(f"\r\x1b[K{number} of {total}, {counts['failed']} failed")
            sys.stderr.flush()


def _write(outcomes: Iterable[Outcome], options: argparse.Namespace, form: str, *, several: bool) -> None:
    from extractor.batch import write_folder
    from extractor.files import whole_file

    if options.output and several:
        write_folder(outcomes, options.output, records=f"records{SUFFIXES[form]}", write=_writer(form))
        return
    records = (outcome.record for outcome in outcomes if outcome.record is not None)
    if not options.output:
        write = _writer(form, terminal=True)
        for record in records:
            write(_standard_output(), record)
        return
    for record in records:
        with whole_file(options.output) as file:
            _writer(form)(file, record)


def _writer(form: str, *, terminal: bool = False) -> Writer:
    """How a record is written: JSON, or the summary as wide and as colourful as what it is shown on."""

    def write_json(file: IO[bytes], record: Report) -> None:
        file.write(record.to_json(indent=form == "json"))

    def write_text(file: IO[bytes], record: Report) -> None:
        from extractor.text_summary import summary

        tty = terminal and sys.stdout.isatty()
        width = os.get_terminal_size(sys.stdout.fileno()).columns if tty else 110
        text = summary(record, width=width or 80, colour=tty and "NO_COLOR" not in os.environ)
        file.write(text.encode(sys.stdout.encoding if terminal else "utf-8", "backslashreplace"))

    return write_text if form == "text" else write_json


def _print_contradictions(outcomes: Iterable[Outcome]) -> bool:
    """Print them, one a line: file, sentence, sum. Returns whether there were any."""
    from extractor.text_summary import contradictions, visible

    found = False
    for outcome in outcomes:
        for sentence, working in contradictions(outcome.record) if outcome.record else ():
            found = True
            name = "-" if str(outcome.input.path) == "-" else readable_name(outcome.input.path)
            line = f"{name}: {visible(sentence)}: {visible(working)}\n"
            _standard_output().write(line.encode(sys.stdout.encoding, "backslashreplace"))
    return found


def _standard_output() -> IO[bytes]:
    if sys.stdout is None:
        raise BrokenPipeError
    return sys.stdout.buffer


def readable_name(name: str | os.PathLike[str]) -> str:
    """A path as a message shows it: no byte that is not UTF-8, no control character."""
    from extractor.files import readable

    return "".join(char if char.isprintable() else "\ufffd" for char in readable(name))


def say(message: str) -> None:
    """A sentence on standard error; control characters that came with a path or a page are not passed on."""
    if sys.stderr is None:
        return
    clean = "".join(char if char.isprintable() else "\ufffd" for char in message)
    with suppress(OSError, ValueError):
        sys.stderr.write(
            f"extract: {clean}\n".encode(sys.stderr.encoding, "backslashreplace").decode(sys.stderr.encoding)
        )
        sys.stderr.flush()
