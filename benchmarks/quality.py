"""Run every scorer that stands beside the texts (../shared), where they are present, and print what each says.

    python benchmarks/quality.py [--only NAME] [--misses]

The texts are other people's and not part of the project; where they are not here, this says so and ends.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
BENCH = SHARED / "bench"
SCORERS: dict[str, list[Path]] = {
    "claims": [BENCH / "score_claims.py", SHARED / "gold/claims", SHARED / "gold/claims_texts.jsonl"],
    "arithmetic": [
        BENCH / "score_arithmetic.py",
        SHARED / "gold/arithmetic.jsonl",
        SHARED / "gold/arithmetic_texts.jsonl",
    ],
    "html": [BENCH / "score_html.py", BENCH / "html"],
    "dates": [BENCH / "score_dates.py", BENCH / "dates/tbaq.jsonl"],
    "names": [BENCH / "score_names.py", BENCH / "names/dev.jsonl"],
    "quantities": [BENCH / "score_quantities.py", BENCH / "quantities/rtext.jsonl"],
    "seed": [SHARED / "seed/check_seed.py"],
}


def main() -> int:
    """Run and print; 1 where a scorer itself fails."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only", choices=sorted(SCORERS))
    arguments.add_argument("--misses", action="store_true", help="also print what was missed, where a scorer can")
    options = arguments.parse_args()
    if not SHARED.is_dir():
        print("The texts to score on are not here (../shared); nothing was measured.")
        return 0
    failed = False
    for name, command in SCORERS.items():
        if options.only not in {None, name}:
            continue
        more = ["--misses"] if options.misses and name != "seed" else []
        start = time.perf_counter()
        done = subprocess.run([sys.executable, *map(str, command), *more], check=False)
        print(f"-- {name}: {time.perf_counter() - start:.0f} s\n", flush=True)
        failed |= done.returncode != 0 and name != "seed"
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
