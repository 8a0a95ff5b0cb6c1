"""How fast many pages are done, in how much memory, and whether every input is accounted for. Prints, asserts nothing.

    python benchmarks/batch.py stack --python PYTHON    CPU a page beside tools glued together (glued_stack.py)
    python benchmarks/batch.py jobs                     two worker processes against one
    python benchmarks/batch.py many --pages 100000      small synthetic pages, end to end, with peak memory
    python benchmarks/batch.py start                    what of a run is start-up
    python benchmarks/batch.py soak --kills 50          killed and started again

`stack` and `jobs` use the pages in ../shared/bench/html/pages where they are; they are other people's and not part of
the project. PYTHON is an interpreter that has the extra `bench`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ROOT.parent / "shared/bench/html/pages"
WARM = 3
COPIES = 4  # of each page, where two processes are timed
PAGE = """<!doctype html><html lang="en"><head><title>Town {number} counts its trees</title>
<meta property="article:published_time" content="2025-03-{day:02}"></head><body><article>
<h1>Town {number} counts its trees</h1><p>Workers planted {trees:,} trees in Town {number} last year, up by {more} from
{before:,} in 2023, Mayor Ada Brook said on Monday.</p></article></body></html>"""


@dataclass(frozen=True)
class Measured:
    """CPU seconds by stage, over so many pages."""

    pages: int
    cpu: dict[str, float]

    @property
    def each(self) -> float:
        """CPU seconds a page."""
        return sum(self.cpu.values()) / self.pages


def main() -> None:
    """Do what is asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", choices=["stack", "jobs", "many", "start", "soak", "ours"])
    arguments.add_argument("--python", default=sys.executable, help="interpreter that has the peers")
    arguments.add_argument("--pages", type=int, default=100_000)
    arguments.add_argument("--kills", type=int, default=50)
    arguments.add_argument("--jobs", type=int, default=2)
    options = arguments.parse_args()
    if options.what in {"stack", "jobs", "ours"} and not PAGES.is_dir():
        sys.exit(f"The pages are not here ({PAGES}).")
    if options.what == "stack":
        stack(options.python)
    elif options.what == "ours":
        print(json.dumps(ours()))
    elif options.what == "jobs":
        jobs()
    elif options.what == "many":
        many(options.pages, options.jobs)
    elif options.what == "start":
        start()
    else:
        soak(options.kills)


def stack(python: str) -> None:
    """CPU a page of both, one process each, in turn."""
    from extractor.model import find_model

    us = told([sys.executable, "-m", "benchmarks.batch", "ours"])
    them = told([python, str(ROOT / "benchmarks/glued_stack.py"), str(PAGES), find_model()])
    for name, found in (("this package", us), ("trafilatura + spaCy + dateparser + quantulum3", them)):
        print(f"{name}: {found.each * 1000:.0f} ms of CPU a page, {1 / found.each:.1f} pages a second on one core")
        for stage, seconds in sorted(found.cpu.items(), key=lambda item: -item[1]):
            print(f"    {stage:<24}{seconds / found.pages * 1000:7.1f} ms")
    print(f"ratio: {us.each / them.each:.3f}")


def told(command: list[str]) -> Measured:
    """What a process of its own printed as JSON."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def ours() -> dict[str, object]:
    """CPU seconds of each stage over all pages, and how many pages there are."""
    from extractor import Extractor, facts
    from extractor.page import read_page

    extractor = Extractor()
    cpu: Counter[str] = Counter()
    paths = sorted(PAGES.iterdir())
    for number, path in enumerate([*paths[:WARM], *paths]):
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix == ".gz" else data
        began = time.process_time()
        extractor.html(data).to_json(indent=False)
        whole = time.process_time() - began
        parts: Counter[str] = Counter()
        at = time.process_time()
        page = read_page(data)
        at = lap(parts, "page", at)
        doc = extractor.nlp.make_doc(page.article.text[:200_000])
        facts.put_article(doc, page.article)
        at = lap(parts, "tokens", at)
        for name, pipe in extractor.nlp.pipeline:
            doc = pipe(doc)
            at = lap(parts, name, at)
        if number >= WARM:
            cpu.update(parts)
            cpu["record and JSON"] += whole - parts.total()  # type: ignore[assignment]  # seconds
    return {"pages": len(paths), "cpu": dict(cpu)}


def lap(times: Counter[str], name: str, since: float) -> float:
    """Add the CPU time since then; returns now."""
    now = time.process_time()
    times[name] += now - since  # type: ignore[assignment]  # seconds
    return now


def jobs() -> None:
    """Wall time of one and of two worker processes on the same pages, each twice, the better one.

    Each page is there four times, with a comment that makes its bytes another's, so that the start weighs less.
    """
    best: dict[int, float] = {}
    with temporary() as folder:
        (folder / "pages").mkdir()
        for path in PAGES.iterdir():
            data = path.read_bytes()
            data = gzip.decompress(data) if path.suffix == ".gz" else data
            for copy in range(COPIES):
                (folder / "pages" / f"{path.name.partition('.')[0]}-{copy}.html").write_bytes(
                    data + b"<!-- %d -->" % copy
                )
        for number, count in enumerate((1, 2, 1, 2)):
            seconds, _ = extract(folder / "pages", "-o", folder / f"out{number}", "--jobs", count)
            best[count] = min(seconds, best.get(count, seconds))
        pages = len(list((folder / "pages").iterdir()))
    for count, seconds in best.items():
        print(f"{count} processes: {seconds:.1f} s, {pages / seconds:.1f} pages a second, start included")
    print(f"two are {best[1] / best[2]:.2f} times as fast as one, on {os.cpu_count()} cores")


def many(pages: int, jobs: int) -> None:
    """A hundredth of the pages, then all: time and peak memory."""
    for count in (max(1, pages // 100), pages):
        with temporary() as folder:
            for number in range(count):
                path = folder / "pages" / f"{number // 1000:03}" / f"{number:06}.html"
                path.parent.mkdir(parents=True, exist_ok=True)
                before = 1000 + number % 977
                path.write_text(
                    PAGE.format(number=number, day=number % 28 + 1, trees=before + 40, more=40, before=before)
                )
            seconds, peak = extract(folder / "pages", "-o", folder / "out", "--jobs", jobs)
            counts = Counter(
                json.loads(line)["status"] for line in (folder / "out/manifest.jsonl").read_bytes().splitlines()
            )
        print(
            f"{count:,} pages: {seconds:.0f} s, {count / seconds:.0f} a second; peak {peak['command'] / 1e6:.0f} MB in"
            f" the command, {peak['worker'] / 1e6:.0f} MB in the largest of {jobs} workers; {dict(counts)}"
        )


def start() -> None:
    """One page, against the pages of a run."""
    with temporary() as folder:
        (folder / "pages").mkdir()
        (folder / "pages/a.html").write_text(PAGE.format(number=1, day=1, trees=140, more=40, before=100))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        one, _ = extract(folder / "pages", "-o", folder / "out", "--jobs", 1)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"a run of one small page: {one:.2f} s, {cpu:.2f} s of CPU; of 1,000 pages at 100 ms that is {cpu / 100:.1%}")


def soak(kills: int) -> None:
    """Killed at random moments, with an extractor that costs nothing; then once to the end."""
    chance = random.Random(1)
    with temporary() as folder:
        (folder / "pages").mkdir()
        texts = [f"story {number % 990} SLOW" for number in range(1000)]
        for number, text in enumerate(texts):
            (folder / "pages" / f"{number:04}.html").write_text(text if number % 50 else f"REFUSE {number}")
        command = [sys.executable, "-m", "tests.batch.program", "--part-size", "7", str(folder / "pages")]
        command += ["-o", str(folder / "out"), "--jobs", "2", "--quiet"]
        progress, parts = [0], folder / "out/.extract/manifest"
        for kill in range(kills):
            running = subprocess.Popen(
                command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            if kill % 5:  # most while parts are being written, some while it starts
                wait_for_more(parts, progress[-1])
                time.sleep(chance.uniform(0, 0.4))
            else:
                time.sleep(chance.uniform(0, 1.5))
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            progress.append(len(list(parts.glob("part-*"))))
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        told = [json.loads(line) for line in (folder / "out/manifest.jsonl").read_bytes().splitlines()]
        records = [
            json.loads(line)["source"]["path"]
            for part in sorted((folder / "out/records").glob("part-*"))
            for line in part.read_bytes().splitlines()
        ]
    names = [line["name"] for line in told]
    done = [line["name"] for line in told if line["status"] == "ok"]
    print(f"{kills} kills, parts after each: {progress[1:]}")
    print(
        f"1,000 inputs: {len(names)} lines, {len(set(names))} different; {len(records)} records, {len(set(records))}"
        f" different, {'the same as' if records == done else 'OTHER THAN'} the manifest's;"
        f" {dict(Counter(line['status'] for line in told))}"
    )


def wait_for_more(parts: Path, known: int) -> None:
    """Until there is a part more than known, or half a minute has passed."""
    until = time.monotonic() + 30
    while len(list(parts.glob("part-*"))) <= known and time.monotonic() < until:
        time.sleep(0.02)


def extract(*arguments: object) -> tuple[float, dict[str, int]]:
    """Run the command; seconds, and the peak memory of the command and of its largest worker."""
    began = time.perf_counter()
    running = subprocess.Popen(
        [sys.executable, "-m", "extractor", *map(str, arguments), "--quiet"], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    peak = {"command": 0, "worker": 0}
    watching = threading.Thread(target=watch, args=(running, peak))
    watching.start()
    running.wait()
    seconds = time.perf_counter() - began
    watching.join()
    return seconds, peak


def watch(running: subprocess.Popen[bytes], peak: dict[str, int]) -> None:
    """Look at the memory of a process and its children four times a second."""
    while running.poll() is None:
        peak["command"] = max(peak["command"], resident(running.pid))
        try:
            children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        except OSError:
            children = []
        peak["worker"] = max([peak["worker"], *(resident(int(child)) for child in children)])
        time.sleep(0.25)


def resident(pid: int) -> int:
    """Bytes of memory that a process holds now."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


@contextmanager
def temporary() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
