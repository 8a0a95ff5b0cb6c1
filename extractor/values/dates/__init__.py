"""Temporal expressions: what day, exactly, or as exactly as the text says. `find_dates` is the way in."""

from extractor.values.dates.find import Dates, find_dates

__all__ = ["Dates", "find_dates"]
