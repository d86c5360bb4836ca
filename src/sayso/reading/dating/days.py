"""Arithmetic on days and on the values of TIMEX3: what lies a number of units away, and what a unit of a day is called."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

STEPS = {"D": 1, "W": 7, "WE": 7, "FN": 14}
MONTHS_IN = {"MO": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
CLOCK_UNITS = frozenset({"S", "M", "H"})


def day_of(value: str | None) -> date | None:
    """The day that an ISO day or time names; None if there is no such day."""
    if value is None or len(value) < 10:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def made(year: int, month: int, day: int) -> date | None:
    """That day, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, count: int, unit: str) -> date | None:
    """The day that lies `count` units away (clipped to the month's end); None beyond the calendar."""
    try:
        if unit in STEPS:
            return day + timedelta(days=count * STEPS[unit])
        months = day.year * 12 + day.month - 1 + count * MONTHS_IN[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, KeyError, calendar.IllegalMonthError):
        return None


def named(day: date, unit: str) -> str | None:
    """The value of the unit that holds a day: 2025-11-07, 2025-W45, 2025-11, 2025-Q4, 2025, 202, 20."""
    week = day.isocalendar()
    match unit:
        case "D":
            return day.isoformat()
        case "W" | "FN":
            return f"{week.year:04d}-W{week.week:02d}"
        case "WE":
            return f"{week.year:04d}-W{week.week:02d}-WE"
        case "MO":
            return f"{day.year:04d}-{day.month:02d}"
        case "Q":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "Y":
            return f"{day.year:04d}"
        case "DE":
            return f"{day.year // 10:03d}"
        case "CE":
            return f"{day.year // 100:02d}"
    return None


def last_of_month(year: int, month: int) -> date | None:
    """The last day of a month."""
    first = made(year, month, 1)
    return first and first.replace(day=calendar.monthrange(year, month)[1])


def easter(year: int) -> date | None:
    """Western Easter Sunday of a year since 1583 (the Gregorian computus of Meeus, Jones and Butcher)."""
    if not 1583 <= year <= 9999:
        return None
    golden, (century, rest) = year % 19, divmod(year, 100)
    skipped, fourth = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - skipped - moon + 15) % 30
    leap, odd = divmod(rest, 4)
    sunday = (32 + 2 * fourth + 2 * leap - epact - odd) % 7
    month, day = divmod(epact + sunday - 7 * ((golden + 11 * epact + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth (1 = Monday) weekday of a month; counted from its end if `nth` is negative."""
    first = made(year, month, 1)
    last = last_of_month(year, month)
    if first is None or last is None:
        return None
    if nth < 0:
        return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
