"""Settings of the whole suite."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# Nothing is timed, and every run tries the same examples: a failure tells of the change, not of the day or the machine.
settings.register_profile("suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """A baseline is made anew on purpose, by a person who reads the difference; never in CI."""
    regenerates = any(config.getoption(name, default=False) for name in ("force_regen", "regen_all"))
    if regenerates and os.environ.get("CI", "").lower() not in {"", "0", "false"}:
        raise pytest.UsageError("Baselines are not made anew in CI; do it at your desk and read the difference.")
