"""spaCy components, one a file; none imports another. Each is usable alone in somebody else's pipeline.

`register()` makes all factories known to spaCy; installed packages announce them by entry points as well.
"""

from __future__ import annotations

from importlib import import_module

# In the order in which they run: each reads what those before it wrote, and does without where it is missing.
BEFORE_NER = ("sentences",)
IN_PLACE_OF_NER = "entities"
AFTER_NER = ("organisations", "people", "places", "dates", "claims", "changes", "checks")


def register() -> None:
    """Import every component, which registers its factory `article_…` (`article_ner` for `entities`)."""
    for name in (*BEFORE_NER, IN_PLACE_OF_NER, *AFTER_NER):
        import_module(f"{__name__}.{name}")
