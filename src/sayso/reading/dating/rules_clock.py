"""Rules for times of the day, alone or with their day: 5 p.m. EST Nov. 9, noon on Thursday, Friday night, that morning."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from sayso.reading.dating.days import made
from sayso.reading.dating.lexicon import ZONES
from sayso.reading.dating.numbers import ordinal_in
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.edges import edge_of
from sayso.reading.dating.rules_relative import on_day, weekday_day
from sayso.reading.dating.state import NO_EVENT, Found, State, unresolved, year_for

RULES: Final = Register()
_CLOCK: Final = r"(\d{1,2}|\d{4})(?:[:.](\d\d))?(?::(\d\d))?\s?(am|pm|a\.? ?m\.?|p\.? ?m\.?|hrs|hours)?"
NEAR: Final = 3
"""How many paragraphs back a day is still the one that a bare time of the day belongs to."""
_DAY: Final = "((on)? (edge)? (which)? weekday (comma? month the? day (comma? year)?)? | (on)? month the? day (comma? year)? | (on)? day of? month (comma? year)? | (today|yesterday|tomorrow))"
_PAREN: Final = "(zone_name | open zone_name close)?"


def time_in(text: str) -> str | None:
    """The time of "5 p.m.", "17:30", "1700": T17:00; None for an impossible one (25:61)."""
    m = re.fullmatch(_CLOCK, text)
    if m is None:
        return None
    whole, half = m[1], (m[4] or "")[:1]
    hour, minute = (int(whole[:2]), int(whole[2:])) if len(whole) == 4 else (int(whole), int(m[2] or 0))
    if half in ("a", "p"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02d}:{minute:02d}" if (hour < 24 and minute < 60) or (hour == 24 and minute == 0) else None


def day_in(m: Match, state: State) -> tuple[date | None, str | None]:
    """The day that is said with a time of the day: a weekday, a date, today."""
    if m.has("month") and m.has("day"):
        month, day = m.value("month"), ordinal_in(m, "day")
        year, anchor = (m.value("year"), None) if m.has("year") else year_for(state, m, month, day)
        return (made(year, month, day) if year else None), anchor
    if m.has("weekday"):
        return weekday_day(state, m, m.text("which"))
    word = next((w for w in ("yesterday", "tomorrow", "today") if w in m.text().split()), "")
    if word:
        return on_day(state, word)
    event = state.event
    if event is not None and event.exact() and state.paragraph - event.paragraph <= NEAR:
        return event.exact(), event.timex
    return (state.doc, state.doc_value) if event is None and not state.narrative else (None, None)


def _at(day: date | None, time: str | None, m: Match, anchor: str | None) -> Found:
    """The TIME of a day and a time of the day, with the UTC minute if its zone is known."""
    if time is None:
        return Found("TIME", None, note="no such time")
    if day is None:
        return Found("TIME", f"XXXX-XX-XX{time}", note=NO_EVENT)
    offset = ZONES.get(m.text("zone_name").split(" ")[0]) if m.has("zone_name") else None
    value = f"{day.isoformat()}{time}"
    if m.tokens.text[m.end : m.end + 2].strip()[:1] in ("+", "-") and m.has("zone_name"):
        return Found("TIME", value, anchor=anchor)
    if offset == 0 and m.text("zone_name") in ("gmt", "utc"):
        return Found("TIME", value + "Z", anchor=anchor)
    if offset is not None and time < "T24":
        utc = datetime.fromisoformat(value) - timedelta(minutes=offset)
        return Found("TIME", value, begin=f"{utc:%Y-%m-%dT%H:%M:00Z}", until=f"{utc + timedelta(minutes=1):%Y-%m-%dT%H:%M:00Z}", anchor=anchor)
    return Found("TIME", value, anchor=anchor)


@RULES.rule(
    "time",
    f"approx? clocktime {_PAREN} (comma? {_DAY})?",
    f"approx? (day_number oclock) {_PAREN} (comma? {_DAY})?",
    f"{_DAY} (comma? at)? clocktime {_PAREN}",
    "approx? (year_number|day_number|figure|two_digits) zone_name",
    "approx? clocktime (in) the part",
    "approx? (day_number | small) (oclock)? in the part",
)
def clock_time(m: Match, state: State) -> Found | None:
    """5 p.m. EST Nov. 9; 17:30 on Friday; 9 o'clock."""
    text = m.text("clocktime") or next((str(v) for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, int)), "")
    if not m.has("clocktime") and m.has("zone_name") and (len(m.tokens.word(m.first)) != 4 or m.text("zone_name") not in ("gmt", "utc", "local time", "hours")):
        return None
    if m.has("clocktime") and re.fullmatch(r"\d{1,2}:\d\d", text) and _score(m):
        return None
    time = time_in(text if m.has("clocktime") or m.has("part") or not m.has("zone_name") else m.tokens.word(m.first))
    if time and m.has("part") and m.code("part") in ("AF", "EV") and time < "T12":
        time = f"T{int(time[1:3]) + 12}{time[3:]}"
    if time is None and not m.has("clocktime"):
        return None
    day, anchor = day_in(m, state)
    return _at(day, time, m, anchor)


def _score(m: Match) -> bool:
    """True if a bare 3:16 is likely no time: a verse, a score, a result in minutes."""
    return m.before() in ("beat", "won", "chapter", "john", "matthew", "luke", "ratio", "in", "score", "of") and not m.has("zone_name")


@RULES.rule("noon", f"(clock_word) (on)? ({_DAY})?", f"{_DAY} at? clock_word", "the? clock_word")
def noon(m: Match, state: State) -> Found | None:
    """noon Thursday; midnight."""
    time = next(str(v) for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, str) and v.startswith("T"))
    day, anchor = day_in(m, state)
    return _at(day, time, m, anchor)


@RULES.rule("part of a day", "(edge)? (which)? weekday (edge2)? part".replace("edge2", "early|late"),
            "(edge)? (today|yesterday|tomorrow) part", "(edge)? the? (part|part hours) of month the? day (comma? year)?".replace("part|part hours", "part"),
            "(edge in)? the (early)? part of the? day of? month (comma? year)?", "(edge hyphen?)? part (on)? (yesterday|weekday)", "(edge)? month day part",
            "the (early)? part units of the? day of? month (comma? year)?", "(edge)? (the)? part of the? day of? month (comma? year)?",
            guard=lambda m: m.text("which") not in ("that", "same", "recent", "latest"))
def part_of_day(m: Match, state: State) -> Found | None:
    """Friday night; yesterday morning; the night of 20 June 1791."""
    day, anchor = day_in(m, state)
    part = m.code("part")
    return Found("TIME", f"{day.isoformat()}T{part}", edge_of(m), anchor=anchor) if day else unresolved("TIME", mod=edge_of(m))


@RULES.rule("this morning", "(edge)? (this | last | that | the? same | the next | the following | the previous) part", "(edge)? tonight", "overnight",
            guard=lambda m: not (m.text() == "overnight" and m.behind() in ("success", "bag", "stay")))
def this_morning(m: Match, state: State) -> Found | None:
    """this morning; last night; that evening; the next morning."""
    words = set(m.text().split())
    part = m.code("part") or "NI"
    if words & {"that", "same", "next", "following", "previous"}:
        day = state.event.exact() if state.event else None
        step = timedelta(days=1 if words & {"next", "following"} else -1 if "previous" in words else 0)
        return Found("TIME", f"{(day + step).isoformat()}T{part}", edge_of(m), anchor=state.event.timex) if day and state.event else unresolved("TIME", NO_EVENT)
    if state.doc is None or state.narrative:
        return unresolved("TIME")
    day = state.doc - timedelta(days="last" in words)
    return Found("TIME", f"{day.isoformat()}T{part}", edge_of(m), anchor=state.doc_value)
