"""How long a start takes: this package beside Python alone and the model alone, all in one run. Prints a table.

    python benchmarks/speed.py [--runs N] [PAGE]

Each row is the best of N runs in a new process; CPU time depends less on what else the machine does than wall time, and
ratios are of CPU time. `the page` is measured inside one process that has the model.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

PAGE = Path(__file__).parent.parent / "corpus" / "www.phnompenhpost.com" / "online-fraud-2023" / "page.html"


def best(command: list[str], runs: int) -> tuple[float, float]:
    """The shortest wall time and the least CPU time of a command, in seconds."""
    walls, cpus = [], []
    for _ in range(runs):
        start = time.perf_counter()
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(running.pid, 0)
        if status:
            sys.exit(f"{' '.join(command)} failed")
        walls.append(time.perf_counter() - start)
        cpus.append(used.ru_utime + used.ru_stime)
    return min(walls), min(cpus)


def own_work(page: Path, runs: int) -> tuple[float, float]:
    """CPU seconds for a page where the model is loaded: the first (patterns are compiled), and the best later one."""
    from extractor import Extractor

    extractor = Extractor()
    extractor.nlp("")
    times = []
    for _ in range(runs + 1):
        start = time.process_time()
        extractor.file(page)
        times.append(time.process_time() - start)
    return times[0], min(times[1:])


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("page", nargs="?", type=Path, default=PAGE)
    arguments.add_argument("--runs", type=int, default=7)
    options = arguments.parse_args()

    from extractor.model import find_model

    model, python, extract = find_model(), [sys.executable], [sys.executable, "-m", "extractor"]
    commands = {
        "python -c pass": [*python, "-c", "pass"],
        "python -c 'import extractor'": [*python, "-c", "import extractor"],
        "extract --help": [*extract, "--help"],
        "python -c 'import spacy'": [*python, "-c", "import spacy"],
        f"python -c 'import spacy; spacy.load({model!r})'": [*python, "-c", f"import spacy; spacy.load({model!r})"],
        "extract page.html": [*extract, str(options.page)],
        "extract page.html --format text": [*extract, str(options.page), "--format", "text"],
    }
    measured = {name: best(command, options.runs) for name, command in commands.items()}
    first, later = own_work(options.page, options.runs)
    (_, base), (_, load) = measured["python -c pass"], measured[f"python -c 'import spacy; spacy.load({model!r})'"]

    width = max(map(len, measured))
    print(f"{'':{width}}  {'wall ms':>8}  {'CPU ms':>8}  {'above python':>12}  {'x model load':>12}")
    for name, (wall, cpu) in measured.items():
        above, ratio = (cpu - base) * 1000, cpu / load
        print(f"{name:{width}}  {wall * 1000:8.0f}  {cpu * 1000:8.0f}  {above:12.0f}  {ratio:12.2f}")
    print(f"{'the page, first in a process':{width}}  {'':8}  {first * 1000:8.0f}")
    print(f"{'the page, later':{width}}  {'':8}  {later * 1000:8.0f}")
    ratio = (measured["extract page.html"][1] - later) / load
    print(f"\ncold `extract page.html` without the page's own work: {ratio:.2f} x loading the model with spaCy")


if __name__ == "__main__":
    main()
