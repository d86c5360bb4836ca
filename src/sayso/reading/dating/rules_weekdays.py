"""Rules for weekdays counted in other ways than "last" and "next" before them: Monday week, Friday last, the first Monday of August."""

# ruff: noqa: ARG001 (every resolver has the same signature)
from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sayso.reading.dating.anchoring import after_day, before_day
from sayso.reading.dating.days import moved, nth_weekday
from sayso.reading.dating.numbers import number_in
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import NO_EVENT, Found, State, dated, undecided, unit_value, unresolved, year_for
from sayso.reading.dating.tense import BACK, direction

RULES: Final = Register()
_WEEK: Final = timedelta(days=7)
_LASTING: Final = frozenset(["for", "by", "after", "in", "within", "of", "lasts", "last", "every", "per"])
_UNITS: Final = frozenset(["week", "month", "year", "season", "time", "summer", "winter", "spring", "autumn", "fall", "quarter"])


def _back(m: Match) -> bool:
    """True if the clause tells of what was."""
    return direction(m.tokens.text, m.start, m.end) == BACK


def _of_weeks(m: Match) -> bool:
    """True for a week or two ahead ("a week on Friday", "Monday week"), not for a length of time ("shut for a week on Friday")."""
    words = m.text().split()
    week = {"week", "weeks", "fortnight"} & set(words)
    return bool(week) and ((m.has("weekday") and words[-1] in (*week, "last")) or m.before() not in _LASTING) and m.behind() != "'s"


@RULES.rule("weekday last or next", "weekday (last | next)", guard=lambda m: m.behind() not in _UNITS and m.behind() not in ("to", "'s"))
def weekday_next(m: Match, state: State) -> Found | None:
    """Monday next; on Friday last."""
    if state.doc is None or state.narrative:
        return unresolved()
    step = after_day if m.tokens.word(m.last) == "next" else before_day
    return unit_value(step(state.doc, m.value("weekday")), "D", state.doc_value)


def _base(m: Match, state: State) -> date | None:
    """The weekday that weeks are counted from: the coming one."""
    return after_day(state.doc, m.value("weekday")) if state.doc and not state.narrative else None


@RULES.rule("weekday week", "weekday unit_one last?", guard=lambda m: _of_weeks(m) and (m.text().endswith("last") or not _back(m)))
def weekday_week(m: Match, state: State) -> Found | None:
    """Returns on Monday week; died on Sunday week last."""
    day = _base(m, state)
    if day is None or state.doc is None:
        return unresolved()
    last = m.tokens.word(m.last) == "last"
    weeks = 2 if m.tokens.word(m.span("unit_one")[0] if m.has("unit_one") else m.last) == "fortnight" else 1
    there = before_day(state.doc, m.value("weekday")) - _WEEK if last else day + weeks * _WEEK
    return unit_value(there, "D", state.doc_value)


@RULES.rule(
    "a week on a weekday",
    "(a | number) (unit | units) (on | from) weekday",
    "(a | number) (unit | units) ago (on | last)? weekday",
    guard=lambda m: _of_weeks(m) and ("ago" in m.text().split() or not _back(m)),
)
def week_on(m: Match, state: State) -> Found | None:
    """A week on Friday; two weeks from Monday; a week ago on Friday."""
    count = number_in(m) if m.has("number") else 1
    day = _base(m, state)
    if day is None or state.doc is None or count is None:
        return unresolved()
    weeks = int(count) * (2 if "fortnight" in m.text() else 1)
    there = before_day(state.doc, m.value("weekday")) - (weeks - 1) * _WEEK if "ago" in m.text().split() else day + weeks * _WEEK
    return unit_value(there, "D", state.doc_value)


@RULES.rule("weekdays ago", "number weekdays ago")
def weekdays_ago(m: Match, state: State) -> Found | None:
    """Two Mondays ago."""
    count, weekday = number_in(m), m.tokens.values[m.last - 1]
    if state.doc is None or state.narrative or count is None or not isinstance(weekday, int):
        return unresolved()
    return unit_value(before_day(state.doc, weekday) - (int(count) - 1) * _WEEK, "D", state.doc_value)


@RULES.rule("so long ago today", "(a | number) (unit | units) ago (today | yesterday)")
def ago_today(m: Match, state: State) -> Found | None:
    """A week ago today; 50 years ago yesterday."""
    count = number_in(m) if m.has("number") else 1
    unit = m.code("units") or m.code("unit")
    if state.doc is None or state.narrative or count is None or count != int(count) or unit in ("S", "M", "H", ""):
        return unresolved()
    there = moved(state.doc - timedelta(days="yesterday" in m.text().split()), -int(count), unit)
    return unit_value(there, "D", state.doc_value)


@RULES.rule("weekday before last", "the? weekday before last", guard=lambda m: m.before() != "every")
def before_last(m: Match, state: State) -> Found | None:
    """The Sunday before last."""
    if state.doc is None or state.narrative:
        return unresolved()
    return unit_value(before_day(state.doc, m.value("weekday")) - _WEEK, "D", state.doc_value)


_CLOSED: Final = frozenset(
    ["", ",", ".", ";", ":", ")", "\"", "”", "and", "or", "until", "till", "to", "at", "in", "when", "as", "but", "before", "after", "morning",
     "afternoon", "evening", "night"]
)


@RULES.rule("the weekday", "the [weekday] part?", guard=lambda m: m.behind() in _CLOSED)
def the_weekday(m: Match, state: State) -> Found | None:
    """The Friday of a week spoken of, in "the crews came on the Friday and left": of which, only the story tells."""
    return unresolved(note=NO_EVENT)


_MONTH: Final = "(of | in) (month (comma? of)? (the? which unit_one) | month (comma? year)?)"


def _month_in(m: Match, state: State) -> tuple[int | None, str | None]:
    """The year of the month that is said, and what it hangs on."""
    if m.has("year"):
        return m.value("year"), None
    if m.has("which"):
        step = {"last": -1, "next": 1, "this": 0}.get(m.text("which"))
        known = step is not None and state.doc and not state.narrative and m.code_at(m.last) == "Y"
        return (state.doc.year + step, state.doc_value) if known and state.doc and step is not None else (None, None)
    return year_for(state, m, m.value("month"), None)


@RULES.rule("weekday of a month", f"the? (ordinal_number | last) weekday {_MONTH}", guard=lambda m: m.value("ordinal_number") < 6)
def weekday_of_month(m: Match, state: State) -> Found | None:
    """The first Monday of August; the last Friday in May 2019."""
    year, anchor = _month_in(m, state)
    nth = m.value("ordinal_number") or -1
    day = nth_weekday(year, m.value("month"), m.value("weekday"), nth) if year else None
    if day is None:
        return undecided(state)
    return dated(day.isoformat(), anchor=anchor) if day.month == m.value("month") else unresolved(note="no such day")


@RULES.rule("weekday of every month", "the? (ordinal_number | last) weekday (of | in) (every | the | a) unit_one")
def weekday_of_months(m: Match, state: State) -> Found | None:
    """The first Monday of every month; of the month: no value of TIMEX3 says it."""
    return Found("SET" if "every" in m.text() or "each" in m.text() else "DATE", None, note="a weekday of a month")


_PARTS: Final = {"first": "START", "last": "END", "latter": "END", "second": None, "third": None, "fourth": "END"}


@RULES.rule(
    "part of a month",
    f"the? (ordinal_number | last | latter) (unit_one | units | weekend | half) {_MONTH}",
    "the? (ordinal_number | last | latter) (units | weekend) of year",
    guard=lambda m: m.code_at(m.last) in ("Y", "") and m.text().removeprefix("the ").split()[0] in _PARTS and "year of" not in m.text(),
)
def part_of_month(m: Match, state: State) -> Found | None:
    """The last week of January; the second half of May: the month, and which end of it."""
    words = m.text().removeprefix("the ").split()
    mod = "END" if words[1] == "half" and words[0] != "first" else _PARTS[words[0]]
    if not m.has("month"):
        return dated(f"{m.value('year'):04d}", mod)
    year, anchor = _month_in(m, state)
    return dated(f"{year:04d}-{m.value('month'):02d}", mod, anchor) if year else undecided(state, mod)
