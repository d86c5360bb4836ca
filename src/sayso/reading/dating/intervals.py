"""The interval that a TIMEX3 value covers, as ISO days (or UTC minutes), half-open."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Final, TypeAlias

from sayso.reading.dating.days import day_of, made, moved

Interval: TypeAlias = tuple[str | None, str | None]
NOTHING: Final[Interval] = (None, None)

SEASON_STARTS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month a season begins with: the meteorological seasons of the northern half; a winter has the year it begins in."""

_UTC: Final = r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::\d\d)?Z"
_FORMS: Final = r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)(-WE)?|Q([1-4])|H([12])|(SP|SU|FA|WI)))?(?:T.*)?"


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """A compiled pattern; compiled at its first use."""
    return re.compile(text)


def _whole(first: date | None, until: date | None) -> Interval:
    """Both ends as text; nothing if either is not in the calendar."""
    return (first.isoformat(), until.isoformat()) if first and until and first <= until else NOTHING


def _months(year: int, month: int, count: int) -> Interval:
    """So many months from the first of one."""
    first = made(year, month, 1)
    return _whole(first, moved(first, count, "MO") if first else None)


def _week(year: int, week: int, weekend: bool) -> Interval:
    """An ISO week from its Monday, or its Saturday and Sunday."""
    try:
        monday = date.fromisocalendar(year, week, 1)
        return _whole(monday + timedelta(days=5 * weekend), monday + timedelta(days=7))
    except (ValueError, OverflowError):
        return NOTHING


def _minute(day: str, hour: int, minute: int) -> Interval:
    """One minute of a day, in UTC."""
    first = day_of(day)
    if first is None or hour > 23 or minute > 59:
        return NOTHING
    after = hour * 60 + minute + 1
    next_day = first + timedelta(days=after // 1440)
    return f"{day}T{hour:02d}:{minute:02d}:00Z", f"{next_day}T{after % 1440 // 60:02d}:{after % 60:02d}:00Z"


def interval_of(value: str) -> Interval:
    """Begin and until of a value: a day, week, weekend, month, quarter, half, season, year, decade, century, or UTC minute.

    A time of day without a zone covers its day. Both are None for durations, sets, references (PRESENT_REF), values with
    unknown parts (XXXX), years before 1, and what is in no calendar (2025-02-30).
    """
    utc = _pattern(_UTC).fullmatch(value)
    if utc:
        return _minute(utc[1], int(utc[2]), int(utc[3]))
    if re.fullmatch(r"\d{2,3}", value):
        years = 100 if len(value) == 2 else 10
        first = made(int(value) * years, 1, 1)
        return _whole(first, moved(first, years, "Y") if first else None)
    m = _pattern(_FORMS).fullmatch(value)
    if m is None:
        return NOTHING
    year, month, day, week, weekend, quarter, half, season = m.groups()
    if day:
        first = made(int(year), int(month), int(day))
        return _whole(first, moved(first, 1, "D") if first else None)
    if month:
        return _months(int(year), int(month), 1)
    if week:
        return _week(int(year), int(week), bool(weekend))
    if quarter:
        return _months(int(year), 3 * int(quarter) - 2, 3)
    if half:
        return _months(int(year), 6 * int(half) - 5, 6)
    return _months(int(year), SEASON_STARTS[season], 3) if season else _months(int(year), 1, 12)
