"""The command with the extractor that costs nothing: `python -m tests.batch.program PATH…`."""

from __future__ import annotations

import sys

from extractor import batch, cli
from extractor.batch import folder, versions
from tests.batch import fake

if __name__ == "__main__":
    batch.starting = fake.starting
    versions.rules_digest = lambda: "none"  # type: ignore[assignment]  # the rules are not used here
    if sys.argv[1] == "--part-size":
        folder.PART_SIZE = int(sys.argv[2])
        del sys.argv[1:3]
    sys.exit(cli.main())
