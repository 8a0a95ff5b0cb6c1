"""How well and how fast a page is read, beside other tools, on the same pages in one run. Prints, asserts nothing.

    python benchmarks/pages.py                        our rows: with site profiles and without
    python benchmarks/pages.py --peers                and trafilatura, readability-lxml, newspaper4k, resiliparse
    python benchmarks/pages.py --doubling             CPU of hostile pages against that of twice their size

The pages in ../shared/bench/html are other people's and not part of the project: without them only `--doubling` runs.
The peers are the extra `bench`. Body: word 4-grams, precision and recall averaged over the pages, F1 of these averages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared/bench/html"
BODY = {"paragraph", "heading", "list_item", "quote", "table"}
Read = Callable[[str, str], dict[str, Any]]


@dataclass
class Score:
    """One tool's figures on one set of pages."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    headlines: list[bool] = field(default_factory=list)
    days: list[bool] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    spent: list[float] = field(default_factory=list)
    errors: int = 0

    def row(self) -> Iterator[str]:
        """The figures, in the order of the table's columns."""
        precision, recall = statistics.mean(self.precision), statistics.mean(self.recall)
        yield f"{200 * precision * recall / ((precision + recall) or 1):.1f}"
        yield f"{100 * precision:.1f}"
        yield f"{100 * recall:.1f}"
        yield f"{100 * statistics.mean(self.headlines):.1f}" if self.headlines else ""
        yield f"{f1(self.names):.1f}" if self.names else ""
        yield f"{100 * statistics.mean(self.days):.1f}" if self.days else ""
        yield f"{statistics.mean(self.spent):.1f}"
        yield f"{statistics.median(self.spent):.1f}"
        yield str(self.errors)


def f1(counts: Counter[str]) -> float:
    """F1 in per cent of right, given and wanted names."""
    return 200 * counts["right"] / ((counts["given"] + counts["wanted"]) or 1)


def ours(*, profiles: bool) -> Read:
    """Our page stage."""
    from extractor.page import read_page

    def read(html: str, url: str) -> dict[str, Any]:
        article = read_page(html.encode(), url=url, profiles=profiles).article
        body = [article.text[block.start : block.end] for block in article.blocks if block.kind in BODY]
        names = [*article.bylines, *([article.agency] if article.agency else [])]
        return {"headline": article.headline, "bylines": names, "day": article.published, "body": "\n".join(body)}

    return read


def trafilatura(*, precise: bool) -> Read:
    """Trafilatura with its metadata, as it is or favouring precision."""
    bare_extraction = import_module("trafilatura").bare_extraction

    def read(html: str, url: str) -> dict[str, Any]:
        found = bare_extraction(html, url=url, with_metadata=True, include_comments=False, favor_precision=precise)
        data = found.as_dict() if found is not None else {}
        names = (data.get("author") or "").split("; ")
        return {"headline": data.get("title"), "bylines": names, "day": data.get("date"), "body": data.get("text")}

    return read


def readability() -> Read:
    """readability-lxml, its summary as text."""
    lxml_html = import_module("lxml.html")
    document_of = import_module("readability").Document

    def read(html: str, url: str) -> dict[str, Any]:
        document = document_of(html, url=url)
        tree = lxml_html.fromstring(document.summary())
        return {"headline": document.short_title(), "body": "\n".join(map(str, tree.itertext()))}

    return read


def newspaper() -> Read:
    """newspaper4k on given HTML."""
    article_of = import_module("newspaper").Article

    def read(html: str, url: str) -> dict[str, Any]:
        article = article_of(url, fetch_images=False)
        article.download(input_html=html)
        article.parse()
        day = article.publish_date.date().isoformat() if article.publish_date else None
        return {"headline": article.title, "bylines": article.authors, "day": day, "body": article.text}

    return read


def resiliparse() -> Read:
    """Resiliparse's main content, text only."""
    text_of = import_module("resiliparse.extract.html2text").extract_plain_text
    tree_of = import_module("resiliparse.parse.html").HTMLTree

    def read(html: str, url: str) -> dict[str, Any]:
        return {"body": text_of(tree_of.parse(html), main_content=True, alt_texts=False, links=False)}

    return read


OURS: dict[str, Callable[[], Read]] = {
    "ours, profiles": lambda: ours(profiles=True),
    "ours, no profiles": lambda: ours(profiles=False),
}
PEERS: dict[str, Callable[[], Read]] = {
    "trafilatura": lambda: trafilatura(precise=False),
    "trafilatura, precision": lambda: trafilatura(precise=True),
    "readability-lxml": readability,
    "newspaper4k": newspaper,
    "resiliparse": resiliparse,
}


def grams(text: str | None, length: int = 4) -> Counter[tuple[str, ...]]:
    """The word 4-grams of a text; of a shorter one, itself."""
    words = re.findall(r"\w+", text or "")
    if len(words) < length:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[at:] for at in range(length)), strict=False))


def normal(text: str | None) -> str:
    """A line for comparison: plain quotes and dashes, single spaces."""
    table = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-"}
    return " ".join((text or "").translate(table).split())


def score(read: Read, rows: Iterable[dict[str, Any]]) -> Score:
    """One tool on one set."""
    out = Score()
    for row in rows:
        with gzip.open(BENCH / "pages" / row["page"], "rt", encoding="utf-8") as file:
            html = file.read()
        began = time.process_time()
        try:
            got = read(html, row["url"])
        except Exception:  # a peer may raise anything: such a page counts as empty
            got = {}
            out.errors += 1
        out.spent.append(1000 * (time.process_time() - began))
        wanted, given = grams(row["body"]), grams(got.get("body"))
        shared = sum((wanted & given).values())
        if given:
            out.precision.append(shared / given.total())
        out.recall.append(shared / wanted.total())
        if row["set"] == "fundus":
            fields(out, row, got)
    return out


def fields(out: Score, row: dict[str, Any], got: dict[str, Any]) -> None:
    """Count headline, day and names of one page."""
    out.headlines.append(normal(got.get("headline")) == normal(row["headline"]))
    if row["published"]:
        out.days.append((got.get("day") or "")[:10] == row["published"])
    given = {normal(name).casefold() for name in got.get("bylines") or [] if normal(name)}
    wanted = {normal(name).casefold() for name in row["bylines"]}
    out.names.update(right=len(given & wanted), given=len(given), wanted=len(wanted))


def compare(tools: dict[str, Callable[[], Read]]) -> None:
    """Print a table a set."""
    if not BENCH.is_dir():
        print(f"{BENCH} is not on this machine: nothing to compare.")
        return
    rows = [json.loads(line) for line in (BENCH / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    for name in ("zyte", "fundus"):
        subset = [row for row in rows if row["set"] == name]
        print(f"\n{name}, {len(subset)} pages\n")
        print("| tool | body F1 | P | R | headline % | byline F1 | day % | CPU ms mean | median | errors |")
        print("| --- | " + "--: | " * 9)
        for tool, make in tools.items():
            try:
                read = make()
            except ImportError as error:
                print(f"| {tool} | not installed: {error.name} |")
                continue
            score(read, subset[:3])  # what is loaded on first use
            print(f"| {tool} | " + " | ".join(score(read, subset).row()) + " |", flush=True)


SENTENCE = "The council of the town said on Monday that the old bridge will be closed for the winter. "
HOSTILE: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: f"<p>{SENTENCE * 2}</p>" * (400 * n),
    "one line": lambda n: f"<p>{SENTENCE * (2000 * n)}</p>",
    "never closed": lambda n: f"<b><i><p>{SENTENCE * 2}" * (400 * n),
    "nested": lambda n: "<div>" * (4000 * n) + f"<p>{SENTENCE * 2}</p>",
    "entities": lambda n: "<p>" + "&amp;" * (100_000 * n),
    "brackets": lambda n: "<p>" + "(" * (300_000 * n),
    "digits": lambda n: "<p>" + "1," * (150_000 * n),
    "pictures": lambda n: f"<figure><img src=a.jpg></figure><p>{SENTENCE * 2}</p>" * (400 * n),
    "link lists": lambda n: "<ul>" + "<li class=x><a href=y>A linked title of a story</a></li>" * (3000 * n) + "</ul>",
    "related": lambda n: f"<p>Related</p><p>{SENTENCE}</p>" * (1000 * n),
    "table": lambda n: "<table>" + "<tr><td>a</td><td>1,234</td></tr>" * (1500 * n) + "</table>",
}


def doubling() -> None:
    """Print the CPU of each page, of one twice as long, and their ratio: the least of five runs each, taken in turn."""
    from extractor.page import read_page

    print("| page | CPU ms | twice as long | ratio |\n| --- | --: | --: | --: |")
    for name, make in HOSTILE.items():
        pages = [f"<h1>Old bridge closes</h1>{make(size)}" for size in (4, 8)]
        once, twice = map(min, zip(*([cpu(read_page, page) for page in pages] for _ in range(5)), strict=True))
        print(f"| {name} | {once:.0f} | {twice:.0f} | {twice / once:.2f} |", flush=True)


def cpu(read: Callable[[str], object], html: str) -> float:
    """Milliseconds of CPU."""
    began = time.process_time()
    read(html)
    return 1000 * (time.process_time() - began)


def main() -> None:
    """Do what is asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--peers", action="store_true", help="other tools, too")
    arguments.add_argument("--doubling", action="store_true", help="CPU against size")
    asked = arguments.parse_args()
    if asked.doubling:
        doubling()
    else:
        compare({**OURS, **PEERS} if asked.peers else OURS)


if __name__ == "__main__":
    main()
