"""`python -m extractor` is `extract`."""

import sys

from extractor.cli import main

sys.exit(main())
