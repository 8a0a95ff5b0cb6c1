"""The command line: `extract PATH…`. Records go to standard output, messages to standard error.

Nothing heavy is imported before it is needed: `extract --help` loads neither spaCy nor pydantic nor rich.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from extractor import __version__
from extractor.errors import InputError
from extractor.messages import readable_name, say

if TYPE_CHECKING:
    from extractor.pipeline import Extractor
    from extractor.report import Report

OK, FAILED, USAGE, CONTRADICTIONS, INTERRUPTED = 0, 1, 2, 3, 130
FORMATS = {"json": ".json", "jsonl": ".jsonl", "text": ".txt", "csv": ".csv", "parquet": ".parquet"}
TABLES = {"csv", "parquet"}
# Files that hold many pages.
CONTAINERS = (".zip", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
TIMEOUT = 60.0  # seconds a page
MEMORY = 4000  # megabytes a worker, for its page

DESCRIPTION = """\
Turn saved news pages into records: the article, the people and organisations in it with their roles, the dates as
calendar dates, and the numbers as claims that are compared and checked."""
EPILOG = """\
examples:
  extract page.html                         one record as JSON
  extract page.html --format text           what stands in it, at a glance
  curl -s URL | extract - --url URL         from standard input
  extract clippings/ > records.jsonl        a folder: one record a line
  extract clippings/ -o out/                out/records/, and out/manifest.jsonl with a line for every input
  extract pages.zip --format csv -o out/    tables for a spreadsheet; parquet for pandas and DuckDB
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
    add(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a saved page, a folder, a .zip or .jsonl of pages, or - for standard input",
    )
    add("-o", "--output", metavar="PATH", help="write to this file (one record) or into this folder (several)")
    add(
        "--format",
        metavar="FORMAT",
        help="json (one record), jsonl (one a line), text (a summary); csv, parquet (tables)",
    )
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
    _for_many_pages(out.add_argument_group("for many pages"))
    return out


def _for_many_pages(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--from-file", metavar="LIST", help="read the pages named in this file (- for standard input), one path a line")
    add("--jobs", type=_whole, metavar="N", help="worker processes (default: one a processor); 0 works without any")
    add(
        "--timeout",
        type=_seconds,
        default=TIMEOUT,
        metavar="SECONDS",
        help="give a page up after so long (default: 60)",
    )
    add(
        "--memory",
        type=_whole,
        default=MEMORY,
        metavar="MB",
        help="memory that a page may take (default: 4000)",
    )
    add("--retry-failed", action="store_true", help="do what failed in an earlier run into this folder once more")
    add("--bom", action="store_true", help="begin CSV files with a byte order mark, as Excel wants it")


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{readable_name(text)} is no whole number")
    return int(text)


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < 1e6:
        raise argparse.ArgumentTypeError(f"{readable_name(text)} is no number of seconds")
    return number


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
        from extractor.many import standard_output

        standard_output().write((arguments.format_help() if options.help else f"extract {__version__}\n").encode())
        return OK
    try:
        return _run(options)
    except InputError as error:
        say(str(error))
        return USAGE


def _run(options: argparse.Namespace) -> int:
    if options.schema:
        import orjson

        from extractor.many import standard_output
        from extractor.report import json_schema

        standard_output().write(orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        return OK
    several = _several(options)
    form = _format(options, several=several)
    if several:
        from extractor.many import extract_many

        return extract_many(options, form)
    return _extract_one(options, form)


def _several(options: argparse.Namespace) -> bool:
    """Whether the arguments may name more than one page; wrong combinations are said before any work."""
    paths = options.paths
    if not paths and options.from_file is None:
        raise InputError("usage", "There is nothing to read; name a page, a folder, or - for standard input.")
    if "-" in paths and (len(paths) > 1 or options.from_file is not None):
        raise InputError("usage", "Standard input (-) is one page; read it alone.")
    several = len(paths) != 1 or options.from_file is not None or options.format in TABLES or _holds_many(paths[0])
    for option in ("url", "published"):
        if several and getattr(options, option):
            raise InputError("usage", f"--{option} is for one page; here there are several.")
    if options.check and (options.output or options.format):
        raise InputError("usage", "--check prints lines; leave out -o and --format, and redirect with > FILE.")
    if options.output:
        _check_output_name(options, several=several)
    if options.retry_failed and not (several and options.output):
        raise InputError("usage", "--retry-failed is for a folder of an earlier run; name it with -o.")
    if options.bom and options.format != "csv":
        raise InputError("usage", "--bom is for --format csv.")
    return several


def _holds_many(path: str) -> bool:
    from extractor.files import is_folder

    return is_folder(path) or path.casefold().endswith(CONTAINERS)


def _check_output_name(options: argparse.Namespace, *, several: bool) -> None:
    output = Path(options.output)
    named_file = output.suffix in FORMATS.values() or output.exists()
    if several and named_file and not output.is_dir():
        raise InputError("usage", f"Several records go into a folder; {readable_name(output)} is a file.")
    if not several and (output.is_dir() or options.output.endswith(os.sep)):
        raise InputError("usage", f"One record goes to a file; {readable_name(output)} is a folder.")
    if not several and output.exists() and Path(options.paths[0]).exists() and output.samefile(options.paths[0]):
        raise InputError("usage", f"-o would overwrite the page {readable_name(output)}; choose another name.")


def _format(options: argparse.Namespace, *, several: bool) -> str:
    form: str = options.format or ("jsonl" if several else "json")
    if form not in FORMATS:
        raise InputError("usage", f"There is no format {readable_name(form)}; use {', '.join(FORMATS)}.")
    if form == "json" and several:
        raise InputError("usage", "--format json is one record; several come one a line, with --format jsonl.")
    if form in TABLES and not options.output:
        raise InputError("usage", f"--format {form} makes several tables; name a folder for them with -o.")
    return form


def _extract_one(options: argparse.Namespace, form: str) -> int:
    """The only page, which may be standard input."""
    from extractor.batch import done, whole
    from extractor.files import is_missing
    from extractor.pipeline import Extractor, publication_date

    (path,) = options.paths
    if path != "-" and is_missing(path):
        raise InputError("no_path", f"There is no file or folder {readable_name(path)}; check the path.")
    publication_date(options.published)
    extractor = Extractor(model=options.model)
    name = "standard input" if path == "-" else readable_name(path)
    result = done(lambda: _read(extractor, path, options), whole)
    if result.payload is None:
        message = result.message or ""
        say(message if name in message else f"{name}: {message}")
        return FAILED
    if not options.quiet:
        for warning in result.warnings:
            say(f"{name}: {warning.message}")
    if options.check:
        from extractor.many import print_contradictions
        from extractor.text_summary import contradictions

        found = contradictions(result.payload)
        print_contradictions(path, found)
        return CONTRADICTIONS if found else OK
    _write(result.payload, options, form)
    return OK


def _read(extractor: Extractor, path: str, options: argparse.Namespace) -> Report:
    from extractor.batch import Task, content_of, record
    from extractor.files import readable

    if path == "-":
        return extractor.html(_standard_input(), url=options.url, published=options.published)
    content = content_of(path)
    task = Task(
        content.html,
        readable(Path(path).name),
        options.url or content.url,
        options.published or content.published,
        content.warnings,
    )
    return record(extractor, task)


def _standard_input() -> bytes:
    from extractor.files import MAX_BYTES

    if sys.stdin is None:
        raise InputError("closed", "Standard input is closed; name a page instead of -.")
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError("too_large", f"Standard input has more than {MAX_BYTES // 10**6} MB; no page is that large.")
    return data


def _write(record: Report, options: argparse.Namespace, form: str) -> None:
    from extractor.files import whole_file
    from extractor.many import standard_output, text_bytes

    terminal = not options.output
    data = text_bytes(terminal=terminal)(record) if form == "text" else record.to_json(indent=form == "json")
    if terminal:
        standard_output().write(data)
        return
    with whole_file(options.output) as file:
        file.write(data)
