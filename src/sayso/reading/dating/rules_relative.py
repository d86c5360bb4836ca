"""Rules for dates that hang on the document's day: today, Friday, last month, this summer, the end of the year."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from sayso.reading.dating.anchoring import DIRECTIONS, HUNG, base_day, direction_of, fits, on_day, span_of, weekday_day
from sayso.reading.dating.days import CLOCK_UNITS, day_of, moved, named
from sayso.reading.dating.edges import edge_of
from sayso.reading.dating.numbers import ordinal_in
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import (
    NO_DATE,
    NO_EVENT,
    NO_SUCH_DAY,
    NO_YEAR,
    Found,
    State,
    dated,
    undecided,
    unit_value,
    unresolved,
    year_for,
)
from sayso.reading.dating.tense import points_ahead

RULES: Final = Register()
_SPEAKERS: Final = frozenset({"this", "next", "last", "current", "coming"})
"""Words that count from the day of whoever speaks: in a story, from a day that is not known."""
_VAGUE: Final = frozenset({"recent", "latest"})


def _office_hours(m: Match) -> bool:
    """True for both days of "call 555-0142, Monday through Friday, 8 a.m.-4 p.m.": of any week."""
    text = m.tokens.text[max(0, m.start - 40) : m.end + 40]
    return re.search(r"(?:[,(:–—-]|\d|\bopen) ?Mon(?:day|\.)?(?: through | to | ?[-–] ?)Fri", text) is not None


@RULES.rule("weekday", "edge? (the? which)? weekday", guard=lambda m: m.text("which") not in (*_VAGUE, "that"))
def weekday(m: Match, state: State) -> Found | None:
    """On Friday; last Tuesday; next Monday."""
    if m.value("weekday") in (1, 5) and _office_hours(m):
        return unresolved(note="of any week")
    day, anchor = weekday_day(state, m, m.text("which"))
    if day is None:
        return unresolved(note=NO_DATE if state.doc is None else NO_EVENT, mod=edge_of(m))
    return unit_value(day, "D", anchor, edge_of(m))


@RULES.rule("today", "edge? (today | yesterday | tomorrow)")
def today(m: Match, state: State) -> Found | None:
    """today; late yesterday; tomorrow."""
    word = m.tokens.word(m.last)
    if word == "today" and state.narrative:
        return dated("PRESENT_REF")
    day, anchor = on_day(state, word)
    return unit_value(day, "D", anchor, edge_of(m))


@RULES.rule(
    "day from today", "the? unit_one (before yesterday | after tomorrow)", guard=lambda m: m.code_at(m.span("unit_one")[0]) != "W"
)
def day_from_today(m: Match, state: State) -> Found | None:
    """The day before yesterday; the day after tomorrow."""
    if "day" not in m.text().split():
        return None
    step = 2 if m.tokens.word(m.last) == "tomorrow" else -2
    return unit_value(moved(state.doc, step, "D") if state.doc else None, "D", state.doc_value)


def _countable(m: Match) -> bool:
    """False for "recent" and "latest", but "the latest week"; those are no step from one period to another."""
    which = m.text("which")
    return which != "recent" and (which != "latest" or m.code("unit") in ("W", "MO", "Y"))


@RULES.rule(
    "last, this, next",
    "(edge | ends)? the? which (filler | full)? unit",
    "(edge | ends)? the? which full? weekend",
    "(edge | ends)? (that | this) same unit",
    guard=_countable,
)
def which_unit(m: Match, state: State) -> Found | None:
    """Last month; this week; the following year; later this month."""
    unit = "WE" if not m.has("unit") else "Q" if m.text("unit") == "quarter" else m.code("unit")
    if unit in CLOCK_UNITS or not unit or unit == "FN" or m.text("unit") == "second":
        return None
    first = m.span("which")[0]
    article = m.first < first and m.tokens.word(first - 1) == "the"
    return _counted(m, state, unit, article)


def _counted(m: Match, state: State, unit: str, article: bool) -> Found | None:
    """The value of "last", "this", "next" with a unit."""
    which = m.text("which") if m.has("which") else "same"
    if which == "past" or (article and which == "last" and unit in ("DE", "CE")):
        return span_of(state, 1, unit, -1)
    if unit == "D" and (which in ("this", "current", "last", "coming") or (which == "latest" and article)):
        return None
    base, anchor = base_day(state, which, unit, article)
    if which == "same" and m.behind() in ("of", "in", "last", "a") and unit != "Y":
        return _same_of_another(m, base, unit, anchor)
    if state.narrative and which in _SPEAKERS and not (article and (which == "next" or unit == "Y")):
        return unresolved(note=NO_YEAR, mod=edge_of(m))
    if unit == "Y" and anchor is not None and anchor == state.span:
        return unresolved(note=NO_YEAR, mod=edge_of(m))  # "4 million in 2024-25, 3 million in the previous year"
    if base is None:
        return unresolved(note=NO_EVENT if which in HUNG or (article and state.doc) else NO_DATE, mod=edge_of(m))
    step = direction_of(m)
    if unit == "WE" and which == "next" and base.isoweekday() <= 5:
        step = 0
    there = moved(base, step, "W" if unit == "WE" else unit)
    return _narrowed(m, unit_value(there, unit, anchor, edge_of(m)), state)


def _same_of_another(m: Match, base: date | None, unit: str, anchor: str | None) -> Found:
    """The same quarter or month, in "the same quarter of 2024"; unresolved where the year is said in another way."""
    year = m.tokens.values[m.last + 2] if m.last + 2 < len(m.tokens.values) else None
    if base is None or unit not in ("MO", "Q") or not isinstance(year, int) or len(m.behind(2)) != 4:
        return unresolved(note=NO_YEAR)
    return unit_value(base.replace(year=year, day=1), unit, anchor)


def _narrowed(m: Match, found: Found, state: State) -> Found:
    """The bounds of what is narrowed: "later this month" begins with the document's day, "earlier this month" ends with it."""
    edge = m.text("edge")
    if state.doc is None or found.value is None or m.text("which") not in ("this", "current") or edge not in ("later", "earlier"):
        return found
    if edge == "later":
        return Found("DATE", found.value, "END", begin=state.doc_value, anchor=found.anchor)
    return Found("DATE", found.value, "START", until=(state.doc + timedelta(days=1)).isoformat(), anchor=found.anchor)


@RULES.rule(
    "month of last year",
    "(edge hyphen? | ends)? month (comma? of)? the? which unit_one",
    "(weekday comma?)? the? day of? month comma? of? the? which unit_one (?! possessive)",
    "(weekday comma?)? month the? day comma? of? the? which unit_one (?! possessive)",
    guard=lambda m: m.code_at(m.last) == "Y" and m.text("which") not in _VAGUE,
)
def month_of_year(m: Match, state: State) -> Found | None:
    """June last year; October of that year."""
    base, anchor = base_day(state, m.text("which"), "Y", " the " in m.text())
    if base is None or (state.narrative and m.text("which") in _SPEAKERS and " the " not in m.text()):
        return unresolved(mod=edge_of(m))
    value = f"{base.year + direction_of(m):04d}-{m.value('month'):02d}"
    if not m.has("day"):
        return dated(value, edge_of(m), anchor)
    value = f"{value}-{ordinal_in(m, 'day'):02d}"
    return dated(value, anchor=anchor) if day_of(value) else unresolved(note=NO_SUCH_DAY)


def _stepped(base: date, month: int, step: int) -> int:
    """The year of the last or next month of that name before or after a day's own month."""
    if step < 0:
        return base.year - (month >= base.month)
    return base.year + (step > 0 and month <= base.month)


def _unclear(m: Match, base: date) -> bool:
    """True for "last February" said in March, "the previous April" said in October: of this year, or of the one before."""
    step, gap = direction_of(m), m.value("month") - base.month
    if m.last >= m.span("month")[1]:
        return False
    return (step < 0 and gap < 0) if m.text("which") in HUNG else step != 0 and (step * gap) % 12 == 1


@RULES.rule(
    "last or next month by name",
    "(edge hyphen? | ends)? which month day_number?",
    guard=lambda m: m.text("which") in (*DIRECTIONS, "this"),
)
def which_month(m: Match, state: State) -> Found | None:
    """Last April; next September; this March."""
    base, anchor = base_day(state, m.text("which"), "Y", False)
    if base is None or (state.narrative and m.text("which") in _SPEAKERS):
        return unresolved(mod=edge_of(m))
    if _unclear(m, base):
        return unresolved(note=NO_YEAR, mod=edge_of(m))
    value = f"{_stepped(base, m.value('month'), direction_of(m)):04d}-{m.value('month'):02d}"
    if m.last >= m.span("month")[1]:
        value = f"{value}-{m.tokens.values[m.last]:02d}"
        return dated(value if day_of(value) else None, edge_of(m), anchor)
    return dated(value, edge_of(m), anchor)


@RULES.rule(
    "period before last",
    "the? (unit_one | quarter | weekend | season) before last",
    guard=lambda m: m.has("season") or m.tokens.word(m.last - 2) in ("week", "weekend", "month", "year", "quarter"),
)
def before_last(m: Match, state: State) -> Found | None:
    """The week before last; the summer before last."""
    if state.doc is None or state.narrative:
        return unresolved()
    if m.has("season"):
        last = _season(state.doc, m.code("season"), "last")
        return dated(f"{last - 1:04d}-{m.code('season')}", anchor=state.doc_value)
    word = m.tokens.word(m.last - 2)
    unit = {"quarter": "Q", "weekend": "WE"}.get(word, m.code_at(m.last - 2))
    return unit_value(moved(state.doc, -2, unit if unit != "WE" else "W"), unit, state.doc_value)


_FIRST_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@RULES.rule(
    "last or next season", "edge? the? which past? season", guard=lambda m: m.text("which") in (*DIRECTIONS, "this", "that")
)
def which_season(m: Match, state: State) -> Found | None:
    """Last fall; this summer; next winter."""
    base, anchor = base_day(state, m.text("which"), "MO", False)
    if base is None:
        return unresolved(mod=edge_of(m))
    code = m.code("season")
    return dated(f"{_season(base, code, m.text('which')):04d}-{code}", edge_of(m), anchor)


def _season(base: date, code: str, which: str) -> int:
    """The year of the last, this or the next such season."""
    step, first = DIRECTIONS.get(which, 0), _FIRST_MONTH[code]
    year = base.year - (code == "WI" and base.month < 3)
    if step < 0 and year == base.year and base.month <= first + 2:
        return year - 1
    return year + (step > 0 and code != "WI" and base.month >= first - (which == "next"))


@RULES.rule(
    "season of last year",
    "the? (edge hyphen?)? season (comma? of)? the? which unit_one",
    guard=lambda m: m.code_at(m.last) == "Y" and m.text("which") not in _VAGUE,
)
def season_of_year(m: Match, state: State) -> Found | None:
    """The spring of next year."""
    base, anchor = base_day(state, m.text("which"), "Y", False)
    return dated(f"{base.year + direction_of(m):04d}-{m.code('season')}", edge_of(m), anchor) if base else unresolved()


@RULES.rule(
    "week of a day", "the? unit_one of month the? day (comma? year)?", guard=lambda m: "week" in (m.text().split()[:2])
)
def week_of(m: Match, state: State) -> Found | None:
    """The week of March 5."""
    first, after = m.span("day")
    number = next((v for v in m.tokens.values[first:after] if isinstance(v, int)), 0)
    year, anchor = (m.value("year"), None) if m.has("year") else year_for(state, m, m.value("month"), number)
    day = day_of(f"{year:04d}-{m.value('month'):02d}-{number:02d}") if year else None
    return unit_value(day, "W", anchor) if day else undecided(state)


@RULES.rule(
    "end of a period",
    "ends the? full? unit",
    "edge in the unit",
    guard=lambda m: m.code("unit") in ("W", "MO", "Y", "DE", "CE") or m.text("unit") == "quarter",
)
def end_of(m: Match, state: State) -> Found | None:
    """The end of the month; later in the year."""
    unit = m.code("unit") if m.text("unit") != "quarter" else "Q"
    focus = state.background()
    base, anchor = (focus.first(), focus.timex) if focus and fits(focus, unit) else state.now()
    return unit_value(base, unit, anchor, edge_of(m))


@RULES.rule(
    "end of the year",
    "the? unit_one (hyphen | possessive)? end",
    guard=lambda m: m.before() not in ("the", "last", "this", "next", "s") or m.tokens.word(m.last - 1) == "-",
)
def year_end(m: Match, state: State) -> Found | None:
    """year-end; the year's end."""
    unit = next((str(v) for v in m.tokens.values[m.first : m.last] if v in ("Y", "MO", "W")), "")
    base, anchor = state.now()
    if base is not None and unit and m.before() == "since":
        base = moved(base, -1, unit)
    return unit_value(base, unit, anchor, "END") if unit else None


@RULES.rule("the weekend", "ends? the weekend")
def weekend(m: Match, state: State) -> Found | None:
    """The weekend: the last one, or the next if the clause speaks of what is to come."""
    if state.doc is None or state.narrative:
        return unresolved()
    on_it = state.doc.isoweekday() > 5
    weeks = (m.before() in ("by", "until", "till")) if on_it else points_ahead(m.tokens.text, m.start, m.end) - 1
    return dated(named(state.doc + timedelta(days=7 * weeks), "WE"), edge_of(m), state.doc_value)
