"""The tools that a user would glue together today, on a folder of pages: trafilatura, spaCy, dateparser, quantulum3.

Run by `batch.py` with an interpreter that has them; prints one line of JSON: CPU seconds a stage and pages done. Every
tool is used as its documentation shows, but for quantulum3, which is fed by paragraph: on whole texts its time grows
with the square of their length.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
import warnings
from pathlib import Path
from typing import Any


def read(path: Path) -> str:
    """A page's characters."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")


def main() -> None:
    """All pages in one process; the first three are for warming up and are not counted."""
    import dateparser
    import spacy
    import trafilatura
    from quantulum3 import parser as quantities

    warnings.simplefilter("ignore")
    folder, model = Path(sys.argv[1]), sys.argv[2]
    nlp = spacy.load(model)
    cpu: dict[str, float] = dict.fromkeys(("page", "model", "dates", "quantities"), 0.0)
    paths = sorted(folder.iterdir())
    done = 0
    for number, path in enumerate([*paths[:3], *paths]):
        html = read(path)
        times = [time.process_time()]
        found: Any = trafilatura.bare_extraction(html, with_metadata=True)
        text = (found.text if found is not None else "") or ""
        times.append(time.process_time())
        doc = nlp(text)
        times.append(time.process_time())
        settings = {"RELATIVE_BASE": dateparser.parse(found.date or "", languages=["en"])} if found else {}
        settings = {name: value for name, value in settings.items() if value}
        for entity in doc.ents:
            if entity.label_ in {"DATE", "TIME"}:
                dateparser.parse(entity.text, languages=["en"], settings=settings)
        times.append(time.process_time())
        for paragraph in text.split("\n"):
            try:
                quantities.parse(paragraph)
            except Exception:
                continue  # it fails on some texts; what it took is counted
        times.append(time.process_time())
        if number >= 3:
            done += 1
            for stage, start, end in zip(cpu, times, times[1:], strict=False):
                cpu[stage] += end - start
    print(json.dumps({"pages": done, "cpu": cpu}))


if __name__ == "__main__":
    main()
