"""How long a start takes: this package beside Python alone and the model alone, all in one run. Prints a table.

    python benchmarks/speed.py [--runs N] [PAGE]

Each row is the best of N runs in a new process (other work on the machine only ever adds time). `the page` is measured
inside one process that has everything loaded.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

PAGE = Path(__file__).parent.parent / "corpus" / "www.phnompenhpost.com" / "online-fraud-2023" / "page.html"


def best(command: list[str], runs: int) -> float:
    """The shortest wall time of a command in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def own_work(page: Path, runs: int) -> tuple[float, float]:
    """Seconds for a page where the model is loaded: the first (patterns are compiled), and the best later one."""
    from extractor import Extractor

    extractor = Extractor()
    extractor.nlp("")
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        extractor.file(page)
        times.append(time.perf_counter() - start)
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
    seconds = {name: best(command, options.runs) for name, command in commands.items()}
    first, later = own_work(options.page, options.runs)
    base, load = seconds["python -c pass"], seconds[f"python -c 'import spacy; spacy.load({model!r})'"]

    width = max(map(len, seconds))
    print(f"{'':{width}}  {'ms':>7}  {'above python':>12}  {'× model load':>12}")
    for name, value in seconds.items():
        print(f"{name:{width}}  {value * 1000:7.0f}  {(value - base) * 1000:12.0f}  {value / load:12.2f}")
    print(f"{'the page: first in a process':{width}}  {first * 1000:7.0f}")
    print(f"{'the page: later':{width}}  {later * 1000:7.0f}")
    ratio = (seconds["extract page.html"] - later) / load
    print(f"\ncold `extract page.html` without the page's own work: {ratio:.2f} × loading the model with spaCy")


if __name__ == "__main__":
    main()
