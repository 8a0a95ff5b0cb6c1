"""Whether a difference may be told from another base than the baseline printed beside it.

"Gold rose 1.2 per cent to 2,412, up from 2,310 last week": the rate is the day's, the second comparison the week's.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.lexicons import load
from extractor.report import Claim

# A second comparison after the value, with a word of its own; or a `from` that a comma sets apart.
SECOND = re.compile(
    r"\b(?:as )?compared (?:with|to)\b|\bin comparison (?:with|to)\b|\b(?:against|versus|vs)\b"
    r"|[,;–—(-]\s*(?:and |but )?(?:still |well |far |even )*(?:down|up|off|lower|higher|below|above|from)\b",
    re.IGNORECASE,
)
# A year before; a plain year counts as one too.
YEAR_BEFORE = re.compile(
    r"\b(?:a|one|the) year (?:earlier|ago|before|previously)\b|\b(?:last|previous|prior|preceding) year\b"
    r"|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
ERA = re.compile(r"\bpre-\w+\b", re.IGNORECASE)  # "its pre-war level"
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
# "doubled in 30 years, to 4.1 million from 3.9 million in 2020": the rate spans more than the two numbers.
SPAN = re.compile(
    r"\b(?:in|over|within|during) (?:the )?(?:past |last )?(?:[\w-]+ ){0,2}(?:years|decades?|months|weeks)\b",
    re.IGNORECASE,
)
DATED = re.compile(r"\W*(?:in|at|on|of|as of|since) (?:the )?\w+", re.IGNORECASE)
AFTER = 40  # characters after a baseline in which the time of it is told


@cache
def _words(name: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("check_guards")["second_comparison"][name]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def other_base(text: str, current: Claim, baseline: Claim, delta: Claim) -> bool:
    """Whether the wording leaves open that the difference is counted from something else than the baseline."""
    if not current.sentence == baseline.sentence == delta.sentence or baseline.start < delta.start:
        return False
    between = text[min(max(current.end, delta.end), baseline.start) : baseline.start]
    after = text[baseline.end : min(baseline.sentence.end, baseline.end + AFTER)]
    if SPAN.search(text[delta.end : baseline.start]) and DATED.match(after):
        return True
    if any(_words("far").search(told) or ERA.search(told) for told in (between, after)):
        return True
    if not SECOND.search(between):
        return False
    before = text[baseline.sentence.start : current.end]
    subject = text[baseline.sentence.start : max(baseline.sentence.start, current.start)]
    daily = _words("quoted").search(subject) or WEEKDAY.search(text[delta.end : current.start])
    shorter = daily or _words("shorter").search(before)
    return bool(shorter) or not (YEAR_BEFORE.search(between) or YEAR_BEFORE.search(after))
