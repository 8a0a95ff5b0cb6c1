"""What records depend on: the program, its data, its model and the library that runs it. Nothing of it is loaded."""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import orjson

import extractor
from extractor import __version__
from extractor.errors import InputError
from extractor.report import SCHEMA_VERSION

# What changes no record and no row of a table.
OTHER = (
    "cli.py", "progress.py", "files.py", "workers.py", "batch/__init__.py", "batch/database.py", "batch/folder.py",
    "batch/ledger.py", "batch/outcomes.py", "batch/plan.py", "batch/run.py", "batch/versions.py",
)  # fmt: skip
RULES = (".py", ".toml", ".yaml")


def settings(form: str, *, model: str | None = None, bom: bool = False) -> dict[str, Any]:
    """What the records of a folder depend on: a run with other settings must not add to them."""
    return {
        "version": __version__,
        "rules": rules_digest(),
        "schema_version": SCHEMA_VERSION,
        "model": model_version(model),
        "spacy": _version("spacy"),
        "format": form,
        "bom": bom,
    }


@cache
def rules_digest() -> str:
    """Changes with every rule, lexicon and site profile, a lexicon that a user edited included."""
    top = Path(extractor.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(top.rglob("*")):
        name = path.relative_to(top).as_posix()
        if path.suffix in RULES and not name.startswith(OTHER):
            digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def model_version(model: str | None) -> str:
    """Name and version of a spaCy model, from its description. Raises `InputError` where there is none."""
    from extractor.model import find_model

    name = model or find_model()
    folder = Path(name)
    if not folder.exists():
        try:
            spec = importlib.util.find_spec(name)
        except (ImportError, ValueError):
            spec = None
        folder = Path(spec.origin).parent if spec and spec.origin else folder
    try:
        meta = orjson.loads((folder / "meta.json").read_bytes())
        return f"{meta['lang']}_{meta['name']} {meta['version']}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"There is no spaCy model {name}; install it, or give the folder of one."
        raise InputError("no_model", message) from error


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
