"""Whether a difference may be told from another base than the baseline printed beside it.

"Gold rose 1.2 per cent to 2,412, up from 2,310 last week": the rate is the day's, the second comparison the week's.
"""

from __future__ import annotations

import re

from extractor.report import Claim

# A second comparison after the value, with a word of its own; or a `from` that a comma sets apart.
SECOND = re.compile(
    r"\b(?:as )?compared (?:with|to)\b|\bin comparison (?:with|to)\b|\b(?:against|versus|vs)\b"
    r"|[,;–—(-]\s*(?:and |but )?(?:still |well |far |even )*(?:down|up|off|lower|higher|below|above|from)\b",
    re.IGNORECASE,
)
# A base that is no step of the calendar before: the peak, the opening day, the start of the year.
FAR = re.compile(
    r"\b(?:peaks?|record|highs?|lows?|trough|height|start|beginning|end|outset|opening|pre-\w+|before the)\b",
    re.IGNORECASE,
)
# A year before; a plain year counts as one too.
YEAR_BEFORE = re.compile(
    r"\b(?:a|one|the) year (?:earlier|ago|before|previously)\b|\b(?:last|previous|prior|preceding) year\b"
    r"|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
# Shorter times: beside them a rate may be that of the month while the baseline is that of the year.
SHORTER = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|months?|quarter|weeks?|days?|"
    r"hours?|session|overnight|today|yesterday)\b",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
# What is quoted daily: its rate is the day's where nothing else is said.
QUOTED = re.compile(
    r"\b(?:shares?|stocks?|index|oil|crude|brent|gold|silver|copper|futures|bitcoin|currency|dollar|euro|yen|prices?|yields?)\b",
    re.IGNORECASE,
)
# "doubled in 30 years, to 4.1 million from 3.9 million in 2020": the rate spans more than the two numbers.
SPAN = re.compile(
    r"\b(?:in|over|within|during) (?:the )?(?:past |last )?(?:[\w-]+ ){0,2}(?:years|decades?|months|weeks)\b",
    re.IGNORECASE,
)
DATED = re.compile(r"\W*(?:in|at|on|of|as of|since) (?:the )?\w+", re.IGNORECASE)
AFTER = 40  # characters after a baseline in which the time of it is told


def other_base(text: str, current: Claim, baseline: Claim, delta: Claim) -> bool:
    """Whether the wording leaves open that the difference is counted from something else than the baseline."""
    if not current.sentence == baseline.sentence == delta.sentence or baseline.start < delta.start:
        return False
    between = text[min(max(current.end, delta.end), baseline.start) : baseline.start]
    after = text[baseline.end : min(baseline.sentence.end, baseline.end + AFTER)]
    if SPAN.search(text[delta.end : baseline.start]) and DATED.match(after):
        return True
    if FAR.search(between) or FAR.search(after):
        return True
    if not SECOND.search(between):
        return False
    before = text[baseline.sentence.start : current.end]
    daily = QUOTED.search(before[: max(0, current.start - baseline.sentence.start)]) or WEEKDAY.search(
        text[delta.end : current.start]
    )
    return bool(daily or SHORTER.search(before)) or not (YEAR_BEFORE.search(between) or YEAR_BEFORE.search(after))
