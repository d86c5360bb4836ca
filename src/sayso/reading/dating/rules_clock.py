"""Rules for times of the day, alone or with their day: 6 p.m. EST Oct. 4, noon on Thursday, Friday night, that morning."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from sayso.reading.dating.anchoring import on_day, weekday_day
from sayso.reading.dating.days import made
from sayso.reading.dating.edges import edge_of
from sayso.reading.dating.lexicon import ZONES
from sayso.reading.dating.numbers import ordinal_in
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import NO_EVENT, Focus, Found, State, unresolved, year_for

RULES: Final = Register()
NEAR: Final = 3
"""How many paragraphs back a day is still the one that a bare time of the day belongs to."""
RECENT: Final = 7
"""How many days from the report's own such a day may lie if it was not said in the same paragraph."""

_CLOCK: Final = r"(\d{1,2}|\d{4})(?:[:.](\d\d))?(?::\d\d)?\s?(am|pm|a\.? ?m\.?|p\.? ?m\.?|hrs|hours)?"
_DAY: Final = (
    "(on? edge? which? weekday (comma? month the? day (comma? year)?)? | on? month the? day (comma? year)?"
    " | on? (weekday comma?)? the? day of? month (comma? year)? | (today | yesterday | tomorrow))"
)
_ZONE: Final = "(zone_name | open zone_name close)?"


def time_in(text: str) -> str | None:
    """The time of "5 p.m.", "17:30", "1700": T17:00; None for an impossible one (25:61)."""
    m = re.fullmatch(_CLOCK, text)
    if m is None:
        return None
    whole, half = m[1], (m[3] or "")[:1]
    hour, minute = (int(whole[:2]), int(whole[2:])) if len(whole) == 4 else (int(whole), int(m[2] or 0))
    if half in ("a", "p"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02d}:{minute:02d}" if (hour < 24 and minute < 60) or (hour == 24 and minute == 0) else None


def _still_on(state: State, event: Focus) -> bool:
    """True if a bare time belongs to a day: one of the same paragraph, or, in a report, a recent one of shortly before."""
    day = event.exact()
    if day is None or state.paragraph == event.paragraph:
        return day is not None
    recent = state.doc is not None and not state.narrative and abs((state.doc - day).days) <= RECENT
    return recent and state.paragraph - event.paragraph <= NEAR


def day_in(m: Match, state: State) -> tuple[date | None, str | None]:
    """The day that is said with a time of the day, or else the one spoken of shortly before, or the document's."""
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
    if event is not None and _still_on(state, event):
        return event.exact(), event.timex
    return (state.doc, state.doc_value) if event is None and not state.narrative else (None, None)


def _at(day: date | None, time: str | None, m: Match, anchor: str | None) -> Found:
    """The TIME of a day and a time of the day, with the UTC minute if its zone is known."""
    if time is None:
        return Found("TIME", None, note="no such time")
    if day is None:
        return Found("TIME", f"XXXX-XX-XX{time}", note=NO_EVENT)
    value, zone = f"{day.isoformat()}{time}", m.text("zone_name").split(" ")[0]
    offset = ZONES.get(zone)
    shifted = m.tokens.text[m.end : m.end + 2].strip()[:1] in ("+", "-")
    if offset is None or shifted or time >= "T24":
        return Found("TIME", value, anchor=anchor)
    if zone in ("gmt", "utc"):
        return Found("TIME", value + "Z", anchor=anchor)
    utc = datetime.fromisoformat(value) - timedelta(minutes=offset)
    after = utc + timedelta(minutes=1)
    return Found("TIME", value, begin=f"{utc:%Y-%m-%dT%H:%M:00Z}", until=f"{after:%Y-%m-%dT%H:%M:00Z}", anchor=anchor)


_BEFORE_ANOTHER_ZONE: Final = f"[clocktime {_ZONE}] open (clocktime | year_number | figure) zone_name close on? {_DAY}"
_VERSES: Final = frozenset(["beat", "won", "chapter", "john", "matthew", "luke", "ratio", "in", "score", "of"])


def _is_time(m: Match) -> bool:
    """False for a bare 3:16 that is likely a verse, a score, a result in minutes."""
    bare = re.fullmatch(r"\d{1,2}:\d\d", m.text("clocktime")) is not None
    return not (bare and m.before() in _VERSES and not m.has("zone_name"))


@RULES.rule(
    "time", _BEFORE_ANOTHER_ZONE, f"approx? clocktime {_ZONE} (comma? {_DAY})?", f"{_DAY} (comma? at)? clocktime {_ZONE}", guard=_is_time
)
def clock_time(m: Match, state: State) -> Found | None:
    """6 p.m. EST Oct. 4; 17:30 on Friday; 9 a.m. EST in "9 a.m. EST (1400 GMT) on Tuesday"."""
    day, anchor = day_in(m, state)
    return _at(day, time_in(m.text("clocktime")), m, anchor)


def _hour(m: Match) -> int | None:
    """The number of the expression's hour."""
    return next((v for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, int)), None)


@RULES.rule(
    "hour",
    f"approx? (day_number | small) oclock (in the part)? (comma? {_DAY})?",
    "approx? (day_number | small | clocktime) in the part",
)
def hour_alone(m: Match, state: State) -> Found | None:
    """9 o'clock; four in the morning."""
    hour = _hour(m)
    time = time_in(m.text("clocktime") or str(hour))
    if time is not None and m.code("part") in ("AF", "EV") and time < "T12":
        time = f"T{int(time[1:3]) + 12}{time[3:]}"
    day, anchor = day_in(m, state)
    return _at(day, time, m, anchor) if time else None


@RULES.rule("four digits", "(year_number | figure) zone_name", guard=lambda m: len(m.tokens.word(m.first)) == 4)
def four_digits(m: Match, state: State) -> Found | None:
    """1700 GMT."""
    day, anchor = day_in(m, state)
    return _at(day, time_in(m.tokens.word(m.first)), m, anchor)


@RULES.rule("noon", f"clock_word on? ({_DAY})?", f"{_DAY} at? clock_word")
def noon(m: Match, state: State) -> Found | None:
    """Noon Thursday; midnight."""
    time = next(str(v) for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, str) and v.startswith("T"))
    day, anchor = day_in(m, state)
    return _at(day, time, m, anchor)


@RULES.rule(
    "part of a day",
    "edge? which? weekday (early | late)? part",
    "edge? (today | yesterday | tomorrow) part",
    "(edge hyphen?)? part on? (yesterday | weekday)",
    "edge? the? part of month the? day (comma? year)?",
    "edge? the? early? part units? of the? day of? month (comma? year)?",
    "edge in the early? part of the? day of? month (comma? year)?",
    "edge? month day part",
    guard=lambda m: m.text("which") not in ("that", "same", "recent", "latest"),
)
def part_of_day(m: Match, state: State) -> Found | None:
    """Friday night; yesterday morning; the night of 8 June 1857."""
    day, anchor = day_in(m, state)
    if day is None:
        return unresolved("TIME", mod=edge_of(m))
    return Found("TIME", f"{day.isoformat()}T{m.code('part')}", edge_of(m), anchor=anchor)


@RULES.rule(
    "this morning",
    "edge? (this | last | that | the? same | the next | the following | the previous) part",
    "edge? tonight",
    "overnight",
    guard=lambda m: not (m.text() == "overnight" and m.behind() in ("success", "bag", "stay")),
)
def this_morning(m: Match, state: State) -> Found | None:
    """Last night; this morning; that evening; the next morning."""
    words = set(m.text().split())
    part = m.code("part") or "NI"
    if words & {"that", "same", "next", "following", "previous"}:
        day = state.event.exact() if state.event else None
        step = 1 if words & {"next", "following"} else -1 if "previous" in words else 0
        if day is None or state.event is None:
            return unresolved("TIME", NO_EVENT)
        return Found("TIME", f"{(day + timedelta(days=step)).isoformat()}T{part}", edge_of(m), anchor=state.event.timex)
    if state.doc is None or state.narrative:
        return unresolved("TIME")
    day = state.doc - timedelta(days="last" in words)
    return Found("TIME", f"{day.isoformat()}T{part}", edge_of(m), anchor=state.doc_value)
