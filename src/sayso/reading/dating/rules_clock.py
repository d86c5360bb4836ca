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
from sayso.reading.dating.state import NO_DATE, NO_EVENT, Focus, Found, State, unresolved, year_of_weekday
from sayso.reading.dating.tense import AHEAD, BACK, direction

RULES: Final = Register()
NEAR: Final = 3
"""How many paragraphs back a day is still the one that a bare time of the day belongs to."""
RECENT: Final = 7
"""How many days from the report's own such a day may lie if it was not said in the same paragraph."""

_LINE: Final = 40
_TO: Final = frozenset(["to", "until", "till", "-", "–"])
_CLOCK: Final = r"(\d{1,2}|\d{4})(?:[:.](\d\d))?(?::\d\d)?\s?(am|pm|a\.? ?m\.?|p\.? ?m\.?|hrs|hours)?"
_DAY: Final = (
    "(on? (weekday comma?)? the? day of? month (comma? year)? | on? edge? which? weekday (comma? month the? day (comma? year)?)?"
    " | on? month the? day (comma? year)? | (today | yesterday | tomorrow))"
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


def _stamp(m: Match) -> bool:
    """True for a time that has a line to itself: the entry of a live blog, of the report's own day."""
    text = m.tokens.text
    before, behind = text[max(0, m.start - _LINE) : m.start], text[m.end : m.end + _LINE]
    if "\n" not in before or "\n" not in behind:
        return False
    line = before.rsplit("\n", 1)[1] + behind.split("\n", 1)[0]
    return not line.strip(" .:|-–—()")


def _hours(m: Match) -> bool:
    """True for both times of "from 11 p.m. to 5 a.m.": of any day, unless one is near."""
    return m.before() in _TO or m.behind() in _TO


def _against_tense(m: Match, state: State, day: date | None) -> bool:
    """True if the day lies ahead of a report where the clause tells of what was, or the other way round."""
    if day is None or state.doc is None or state.narrative or day == state.doc:
        return False
    return direction(m.tokens.text, m.start, m.end) == (BACK if state.doc < day else AHEAD)


def _overnight(m: Match, clock: tuple[int, str, str], day: date | None) -> date | None:
    """The day after for 4 a.m. in "from 10 p.m. on Friday until 4 a.m."."""
    time = time_in(m.text("clocktime"))
    past = time is not None and day is not None and clock[1] == day.isoformat() and time < clock[2]
    return day + timedelta(days=1) if day and past else day


def day_in(m: Match, state: State) -> tuple[date | None, str | None]:
    """The day that is said with a time of the day, or else the one spoken of shortly before, or the document's."""
    if m.has("month") and m.has("day"):
        month, day = m.value("month"), ordinal_in(m, "day")
        year, anchor = (m.value("year"), None) if m.has("year") else year_of_weekday(state, m, month, day)
        return (made(year, month, day) if year else None), anchor
    if m.has("weekday"):
        return weekday_day(state, m, m.text("which"))
    word = next((w for w in ("yesterday", "tomorrow", "today") if w in m.text().split()), "")
    if word:
        return on_day(state, word)
    event = state.event
    if state.doc and not state.narrative and (_stamp(m) or (event is None and not state.lost)):
        return state.doc, state.doc_value
    if event is None or not _still_on(state, event) or (_hours(m) and event.paragraph != state.paragraph):
        return None, None
    if m.before() in _TO and state.clock and state.clock[0] == state.paragraph:
        return _overnight(m, state.clock, event.exact()), event.timex
    return (None, None) if _against_tense(m, state, event.exact()) else (event.exact(), event.timex)


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


@RULES.rule("time before another", f"[clocktime {_ZONE}] (to | until | and | hyphen | dash) clocktime2 {_ZONE} comma? {_DAY}")
def time_before_another(m: Match, state: State) -> Found | None:
    """7 p.m. in "from 7 p.m. to 9 p.m. on Thursday"; of no day where the end is the earlier hour."""
    begin, until = time_in(m.text("clocktime")), time_in(m.text("clocktime2"))
    day, anchor = day_in(m, state) if begin and until and begin < until else (None, None)
    return _at(day, begin, m, anchor)


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


_STEPS: Final = {"next": 1, "following": 1, "previous": -1, "same": 0, "that": 0}


@RULES.rule(
    "time of the day after",
    f"approx? clocktime {_ZONE} comma? the (next | following | previous | same) (part | unit_one)",
    f"approx? clocktime {_ZONE} comma? (that | this) part",
    guard=lambda m: m.text().endswith(" day") or m.has("part"),
)
def time_of_another_day(m: Match, state: State) -> Found | None:
    """7 a.m. the next morning; 8.30 p.m. that evening; 6 p.m. this evening."""
    word = next((w for w in m.text().split() if w in _STEPS), "")
    event = state.event
    if not word:
        return _at(state.doc if not state.narrative else None, time_in(m.text("clocktime")), m, state.doc_value)
    day = event.exact() if event else None
    there = day + timedelta(days=_STEPS[word]) if day else None
    return _at(there, time_in(m.text("clocktime")), m, event.timex if event and there else None)


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
    "the? early units of (today | yesterday | tomorrow | weekday | (weekday comma?)? the? day of? month (comma? year)?)",
    "the? early units of month the? day (comma? year)?",
    guard=lambda m: m.text("which") not in ("that", "same", "recent", "latest") and (m.has("part") or m.text("units") == "hours"),
)
def part_of_day(m: Match, state: State) -> Found | None:
    """Friday night; yesterday morning; the night of 8 June 1857."""
    day, anchor = day_in(m, state)
    if day is None:
        return unresolved("TIME", NO_DATE if state.doc is None else NO_EVENT, mod=edge_of(m))
    if not m.has("part"):  # the early hours
        return Found("TIME", f"{day.isoformat()}TMO", "START", anchor=anchor)
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
