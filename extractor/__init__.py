"""Facts of news articles: people, organisations, dates and checked numbers, each anchored in the text.

Importing this package does not import spaCy: names are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.pipeline import Extractor, extract_file, extract_html, extract_page, extract_text
    from extractor.report import Article, Report

__version__ = "0.1.0"
__all__ = [
    "Article", "Extractor", "Report", "extract_file", "extract_html", "extract_page", "extract_text",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = "extractor.report" if name in {"Article", "Report"} else "extractor.pipeline"
    return getattr(import_module(module), name)
