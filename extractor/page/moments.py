"""A date as pages print it → ISO 8601, to the minute or second where they are printed, with the offset as printed.

The day is never shifted to another time zone.
"""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)-?(?P<month>0[1-9]|1[0-2])-?(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:[T\s]+(?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d)(?::?(?P<second>[0-5]\d))?(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?(?!\d)",
    re.I,
)
MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
MONTH = "(?P<name>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
DAY = r"(?<!\d)(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
WORDED = (
    re.compile(rf"{DAY}[\s,/-]+(?:of\s+)?{MONTH}[\s,/-]+{YEAR}", re.I),
    re.compile(rf"{MONTH}\s*{DAY}\s*,?\s+{YEAR}", re.I),
)
YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)(?!\d)")
NUMERIC = re.compile(r"(?<!\d)(?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<year>(?:19|20)\d\d)(?!\d)")
IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d\d?|[a-z]{3})[/-](?P<day>\d\d?)(?:/|-|$)", re.I)


def iso(text: str) -> str | None:
    """A machine's date-time as ISO 8601; None where there is none.

    >>> iso("2025-03-28 08:10:00.123 +0700"), iso("2025-03-28"), iso("Fri, 28 Mar 2025 01:10:00 GMT")
    ('2025-03-28T08:10:00+07:00', '2025-03-28', '2025-03-28T01:10:00Z')
    """
    match = ISO.match(text.strip())
    if not match:
        return _mail_date(text)
    day = _day(match["year"], match["month"], match["day"])
    if day is None or match["hour"] is None:
        return day
    clock = f"{match['hour']}:{match['minute']}" + (f":{match['second']}" if match["second"] else "")
    return f"{day}T{clock}{_zone(match['zone'])}"


def printed(text: str) -> str | None:
    """The first date in a text for readers, as an ISO day; None where it could be read in two ways.

    >>> printed("By A. Lee | 28 March 2025 | 08:10 ICT"), printed("Updated Jan. 5th, 2024"), printed("03/04/2025")
    ('2025-03-28', '2024-01-05', None)
    """
    for pattern in WORDED:
        if match := pattern.search(text):
            return _day(match["year"], str(MONTHS[match["name"].lower()]), match["day"])
    if match := ISO.search(text) or YEAR_FIRST.search(text):
        return _day(match["year"], match["month"], match["day"])
    if match := NUMERIC.search(text):
        first, second = int(match["a"]), int(match["b"])
        if first > 12:
            return _day(match["year"], match["b"], match["a"])
        if second > 12 or first == second:
            return _day(match["year"], match["a"], match["b"])
    return None


def in_address(url: str) -> str | None:
    """The day in a page's address.

    >>> in_address("https://news.example/2024/aug/5/a-story/"), in_address("https://news.example/story-20240805")
    ('2024-08-05', None)
    """
    match = IN_ADDRESS.search(url)
    if not match:
        return None
    return _day(match["year"], str(MONTHS.get(match["month"].lower(), match["month"])), match["day"])


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}" if int(digits[:2]) <= 14 and int(digits[2:]) < 60 else ""


def _mail_date(text: str) -> str | None:
    if len(text) > 60 or not re.match(r"\s*(?:[A-Za-z]{3},\s*)?\d", text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.isoformat().replace("+00:00", "Z") if moment.year >= 1900 else None
