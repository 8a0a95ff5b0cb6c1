"""Words as reviewed data, one TOML file a lexicon; the header of each file says how it is matched.

TOML, not YAML: `no` and `on` stay words, and a file of a thousand rows is read in 5 ms instead of 100.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon `name` (the file's stem), read on first use.

    Raises FileNotFoundError where there is no such lexicon.
    """
    with resources.files(__name__).joinpath(f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def word_list(name: str, *keys: str) -> frozenset[str]:
    """One list of a lexicon as a set; the keys lead to it, table by table. Its words stand one by one or in one string.

    Raises KeyError where there is no such list.
    """
    found: Any = load(name)
    for key in keys:
        found = found[key]
    return frozenset(found.split() if isinstance(found, str) else found)
