"""Rules for days and months of the calendar, with a year or without: 7 November 2025, Nov. 7, from 3 to 5 May, late October."""

# ruff: noqa: ARG001 (every resolver has the same signature)
from __future__ import annotations

import re
from typing import Final

from sayso.reading.dating.anchoring import DIRECTIONS, base_day, direction_of
from sayso.reading.dating.days import day_of, made
from sayso.reading.dating.edges import EDGE, edge_of
from sayso.reading.dating.lexicon import DUE_YEAR, MONTHS
from sayso.reading.dating.numbers import ordinal_in
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.scanning import CLASSES
from sayso.reading.dating.state import (
    EVERY_YEAR,
    NO_SUCH_DAY,
    NO_YEAR,
    Found,
    State,
    dated,
    undecided,
    unresolved,
    year_for,
    year_of_weekday,
    yearly,
)
from sayso.reading.dating.years import short_year, year_in_words

RULES: Final = Register()
DAY_OR_MONTH: Final = "day and month cannot be told apart"

_TO: Final = "(hyphen | dash | to | and | or | until)"
_FIGURE: Final = "(day_number | ordinal_digits)"
_TWO_DIGITS: Final = "(day_number | two_digits)"
_CLOSING: Final = frozenset(CLASSES[kind] for kind in ("break", "stop", "comma", "close", "quote"))
_UNCOUNTED: Final = frozenset([
    "million", "billion", "percent", "per", "million-dollar", "points", "times", "people", "year", "years", "yards",
])
_COUNTED: Final = re.compile(r"[a-z]{3,}(?<!ss|us|is|as|os)s|people|men|women|children")


def _full(year: int, month: int, day: int) -> Found:
    """A full date; null with a note if the calendar has no such day."""
    there = made(year, month, day)
    return dated(there.isoformat()) if there else unresolved(note=NO_SUCH_DAY)


def _figure(m: Match) -> int:
    """The first number inside the expression."""
    return next((v for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, int)), 0)


@RULES.rule("iso", "iso")
def iso(m: Match, state: State) -> Found | None:
    """2025-11-07, 2025-11-07T16:00Z."""
    text = m.tokens.text[m.start : m.end].replace(" ", "T")
    if day_of(text) is None:
        return unresolved(note=NO_SUCH_DAY)
    if "T" not in text:
        return dated(text)
    right = int(text[11:13]) < 24 and int(text[14:16]) < 60
    return Found("TIME", text if right else None, note="" if right else "no such time")


@RULES.rule("numeric", "numeric")
def numeric(m: Match, state: State) -> Found | None:
    """20/10/2025, 7.11.2025; 03/04/2025 only where the order is known."""
    one, two, last = (int(part) for part in re.split(r"[/.]", m.text()))
    dots = "." in m.text()
    if dots and last < 100:
        return None
    year = short_year(last, state) if last < 100 else last
    days = [day for pair in ((two, one), (one, two)) if (day := made(year, *pair))]
    if not days:
        return unresolved(note=NO_SUCH_DAY)
    if len(days) == 1 or days[0] == days[1]:
        return dated(days[0].isoformat())
    if state.day_first is None and not dots:
        return unresolved(note=DAY_OR_MONTH)
    return dated(days[0 if dots or state.day_first else 1].isoformat())


@RULES.rule(
    "date",
    "(weekday comma?)? month the? day comma? year",
    "(weekday comma?)? the? day of? month comma? year",
    "(weekday comma?)? day hyphen month hyphen year",
)
def full_date(m: Match, state: State) -> Found | None:
    """Nov. 7, 2025; the 20th of October 2025."""
    return _full(m.value("year"), m.value("month"), ordinal_in(m, "day"))


def _ends_its_phrase(m: Match) -> bool:
    """True if two digits behind a day and a month are their year: they have no unit, and nothing that they could count follows."""
    tokens, after = m.tokens, m.last + 1
    closed = after >= len(tokens.starts) or tokens.shape[after] in _CLOSING
    return len(tokens.word(m.last).lstrip("'’")) == 2 and closed


@RULES.rule(
    "date with a short year",
    f"(weekday comma?)? the? day of? month ({_TWO_DIGITS} | short_year)",
    "(weekday comma?)? month the? day comma? short_year",
    guard=_ends_its_phrase,
)
def date_short_year(m: Match, state: State) -> Found | None:
    """12 May 07; May 12, '07."""
    return _full(short_year(int(m.tokens.values[m.last] or 0), state), m.value("month"), ordinal_in(m, "day"))


@RULES.rule(
    "date in a range",
    f"[(weekday comma?)? the? day] ({_TO} | comma) (weekday comma?)? the? day2 of? month comma? year",
    f"[month the? day] ({_TO} | comma) day2 comma? year",
)
def range_with_year(m: Match, state: State) -> Found | None:
    """3 in "3 to 5 May 2025"; May 3 in "May 3-5, 2025"."""
    return _full(m.value("year"), m.value("month"), ordinal_in(m, "day"))


@RULES.rule(
    "date ending a range",
    f"month day ({_TO} | comma) [day2 comma? year]",
    f"from? day {_TO} [day2 of? month comma? year]",
)
def range_end_with_year(m: Match, state: State) -> Found | None:
    """5, 2025 in "May 3-5, 2025"."""
    return _full(m.value("year"), m.value("month"), ordinal_in(m, "day2"))


@RULES.rule(
    "first of two dates with one year",
    f"[(weekday comma?)? month the? day] {_TO} month the? day2 comma? year",
    f"[(weekday comma?)? the? day of? month] {_TO} the? day2 of? month comma? year",
)
def first_of_two(m: Match, state: State) -> Found | None:
    """12 June in "12 June to 9 August 1963"."""
    return _full(m.value("year"), m.value("month"), ordinal_in(m, "day"))


def _without_year(state: State, m: Match, day: int) -> Found | None:
    """A day of a month said without its year."""
    month = m.value("month")
    if made(2000, month, day) is None:
        return unresolved(note=NO_SUCH_DAY)
    if yearly(m):
        return dated(f"XXXX-{month:02d}-{day:02d}", note=EVERY_YEAR)
    year, anchor = year_of_weekday(state, m, month, day)
    if year is None:
        return undecided(state)
    there = made(year, month, day)
    return dated(there.isoformat(), anchor=anchor) if there else unresolved(note=NO_SUCH_DAY)


def _no_count(m: Match) -> bool:
    """False if the number counts something: "in May 30 million"."""
    return m.behind() not in _UNCOUNTED


@RULES.rule(
    "month and day",
    "(weekday comma?)? edge? month the? (day_number | ordinal_digits | ordinal) (?! hyphen day_number hyphen)",
    guard=_no_count,
)
def month_day(m: Match, state: State) -> Found | None:
    """Nov. 7; Friday, November 7th."""
    return _without_year(state, m, int(m.tokens.values[m.last] or 0))


@RULES.rule(
    "day and month",
    "(weekday comma?)? the? day (of | (?<=day_number) | (?<=ordinal_digits)) month",
    guard=_no_count,
)
def day_month(m: Match, state: State) -> Found | None:
    """7 November; the 20th of October."""
    return _without_year(state, m, ordinal_in(m, "day"))


@RULES.rule(
    "day in a range",
    f"[the? {_FIGURE}] ({_TO} | comma) the? day2 (comma | {_TO}) the? day3 of? month",
    f"[(weekday comma?)? the? {_FIGURE}] {_TO} (weekday comma?)? the? {_FIGURE} of? month (?! year)",
    guard=lambda m: m.before() not in ("$", "."),
)
def day_of_range(m: Match, state: State) -> Found | None:
    """3 in "3 to 5 May"; Saturday 3."""
    return _without_year(state, m, int(m.tokens.values[m.last] or 0))


@RULES.rule(
    "day ending a range",
    f"month day {_TO} [the? {_FIGURE}] (?! comma? year | hyphen | month)",
    f"month day comma day2 (comma? and) [{_FIGURE}] (?! comma? year | hyphen)",
    guard=lambda m: _no_count(m) and not _COUNTED.fullmatch(m.behind()),
)
def day_after_range(m: Match, state: State) -> Found | None:
    """5 in "May 3-5": of the year of what began it."""
    begun, day = state.event, _figure(m)
    if yearly(m) or state.narrative or begun is None or begun.month != m.value("month") or begun.day is None:
        return _without_year(state, m, day) if yearly(m) or state.narrative else undecided(state)
    there = made(begun.year, m.value("month"), day)
    return dated(there.isoformat(), anchor=begun.timex) if there else unresolved(note=NO_SUCH_DAY)


@RULES.rule(
    "day of the month",
    "the ordinal_digits (?! word | unit | century | hyphen | quarter | possessive)",
    guard=lambda m: m.before() in ("on", "by", "until", "of", "from"),
)
def day_alone(m: Match, state: State) -> Found | None:
    """The 20th, after a date of the same month."""
    event = state.event
    day = made(event.year, event.month, _figure(m)) if event and event.month and event.day else None
    return dated(day.isoformat(), anchor=event.timex) if day and event else None


@RULES.rule(
    "first of two months with one year",
    f"[(edge hyphen? | ends)? month] {_TO} the? (edge hyphen?)? month (comma | of)? year",
)
def first_month(m: Match, state: State) -> Found | None:
    """April in "April and May 1921"."""
    return dated(f"{m.value('year'):04d}-{m.value('month'):02d}", edge_of(m))


@RULES.rule(
    "first of two months of last year",
    f"[(edge hyphen? | ends)? month] {_TO} the? (edge hyphen?)? month (comma | of)? the? which unit_one",
    guard=lambda m: m.tokens.values[m.found.end() - 1] == "Y" and m.text("which") in DIRECTIONS,
)
def first_month_of_last_year(m: Match, state: State) -> Found | None:
    """June in "from June to August last year"."""
    base, anchor = base_day(state, m.text("which"), "Y", False)
    if base is None:
        return unresolved(mod=edge_of(m))
    return dated(f"{base.year + direction_of(m):04d}-{m.value('month'):02d}", edge_of(m), anchor)


@RULES.rule("month and year", EDGE + "month (comma | of)? year", EDGE + "month hyphen year (?! hyphen)")
def month_year(m: Match, state: State) -> Found | None:
    """November 2025; late November, 2025."""
    return dated(f"{m.value('year'):04d}-{m.value('month'):02d}", edge_of(m))


@RULES.rule("month of a spelt year", EDGE + "month (comma | of)? spelt_year")
def month_spelt_year(m: Match, state: State) -> Found | None:
    """March nineteen eighty-four."""
    year = year_in_words(m)
    return dated(f"{year:04d}-{m.value('month'):02d}", edge_of(m)) if year else None


_BEFORE_A_MONTH: Final = (DUE_YEAR - {"and", "or", "for", "to", "mid", "year"}) | {"last", "this", "next", "every", "by", "that"}
_FIRST_NAMES: Final = frozenset({"april", "june", "august", "jan"})
_JOINING: Final = frozenset({"and", "to", "or", "-", "–"})


def _is_month(m: Match) -> bool:
    """False for "May" and "March" that are no months, for "April Brod", and for short forms without their full stop."""
    first, after = m.span("month")
    word = m.tokens.word(first)
    if m.has("edge") or m.has("ends"):
        return True
    meant = m.before() in _BEFORE_A_MONTH or (m.before() in _JOINING and m.before(2) in MONTHS)
    if word in ("may", "march") or (word in _FIRST_NAMES and m.before_name):
        return meant
    return after - first > 1 or len(word) > 4 or word in ("june", "july", "sept")


def _over_new_year(m: Match, month: int) -> bool:
    """True for October in "October to March": of the year that the story is in, or of the one before."""
    return m.behind() in _JOINING and m.behind(2) in MONTHS[: month - 1]


@RULES.rule("month", EDGE + "month (?! possessive word)", guard=_is_month)
def month_alone(m: Match, state: State) -> Found | None:
    """In November; by late October."""
    month = m.value("month")
    if yearly(m):
        return dated(f"XXXX-{month:02d}", edge_of(m), note=EVERY_YEAR)
    if state.narrative and _over_new_year(m, month):
        return unresolved(note=NO_YEAR, mod=edge_of(m))
    year, anchor = year_for(state, m, month, None)
    return dated(f"{year:04d}-{month:02d}", edge_of(m), anchor) if year is not None else undecided(state, edge_of(m))
