"""Days named in words, compared: “Feb. 18”, “18 February 2026”, “March 3rd”, 2026-03-03; the year only where both have one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.document import Span, Spans
from sayso.verifying.sentences import sentence

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?\b"
_PATTERNS = (
    re.compile(rf"\b{_MONTH}\s+{_DAY}\b(?!\s*(?:percent|%)){_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_DAY}(?:\s+of)?\s+{_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)
_WHOLE = re.compile(r"\d{4}-\d\d-\d\d")
_DATELINE = re.compile(r"\s*[A-ZÀ-Þ][^a-z\n]{2,40}[^\n]{0,40}?\s(?:[-–—]|--)\s")
_RELATIVE = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tonight)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day of the calendar; `year` is None where it is not said."""

    month: int
    day: int
    year: int | None = None


def days(text: str) -> tuple[Day, ...]:
    """The days that a text names by month and day, in no order, each once."""
    return tuple(dict.fromkeys(_days(text)))


def _days(text: str) -> Iterator[Day]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            named = match["month"].lower()
            month = int(named) if named.isdigit() else next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(named[:3]))
            if 1 <= month <= len(_MONTHS) and 1 <= int(match["day"]) <= 31:
                yield Day(month, int(match["day"]), int(match["year"]) if match["year"] else None)


def day_of(value: str) -> Day:
    """The day of an ISO 8601 date."""
    year, month, day = value[:10].split("-")
    return Day(int(month), int(day), int(year))


def told_on(text: str, cue: Spans, content: Spans, value: str | None) -> tuple[Day, ...]:
    """The days on which a text's own sentence has a statement made; `value` is what the reader resolved it to, ISO 8601.

    Days inside the content are what is spoken of, and a dateline's is when it was written. A resolved day counts only where the sentence says when, if by a weekday.
    """
    if not cue:
        return ()
    whole = sentence(text, Span(cue[0].start, cue[-1].end))
    begun = _DATELINE.match(text, whole.start, whole.end)
    whole = Span(begun.end(), whole.end) if begun else whole
    own = "".join(sign for at, sign in enumerate(text[whole.start : whole.end], whole.start) if not any(s <= at < e for s, e in content))
    settled = value is not None and _WHOLE.fullmatch(value) and _RELATIVE.search(own)
    return (*days(own), day_of(value)) if value and settled else days(own)


def apart(some: Iterable[Day], others: Iterable[Day]) -> bool:
    """True if both name days and none of them can be the same."""
    some, others = tuple(some), tuple(others)
    return bool(some) and bool(others) and not any(_one(a, b) for a in some for b in others)


def _one(a: Day, b: Day) -> bool:
    return (a.month, a.day) == (b.month, b.day) and (a.year == b.year or None in (a.year, b.year))


def in_words(day: Day) -> str:
    """The day as a reader writes it."""
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()}" + (f" {day.year}" if day.year else "")
