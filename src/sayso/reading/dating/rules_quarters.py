"""Rules for quarters, halves and business years."""

# ruff: noqa: ARG001 (every resolver has the same signature)
from __future__ import annotations

from typing import Final

from sayso.reading.dating.anchoring import direction_of
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import FISCAL, NO_YEAR, Found, State, dated, unresolved
from sayso.reading.dating.tense import points_ahead
from sayso.reading.dating.years import short_year

RULES: Final = Register()
_NEAR: Final = 2
"""How many paragraphs back a quarter is still the one spoken of."""

_WHOSE: Final = "(the | its | (which unit_one possessive))?"
_AGO: Final = "unit_one hyphen? (ago | earlier)"
_OF_YEAR: Final = "(comma? of? fiscal? (year | which unit_one | a unit_one (ago | earlier) | the unit_one))?"


def _of_business(m: Match, state: State) -> bool:
    """True for a quarter or half of a business year that is known not to be the calendar's."""
    return state.fiscal and (not m.has("year") or "fiscal" in m.text() or "financial" in m.text())


def _note(m: Match) -> str:
    """Bounds unknown for a quarter or half that is called fiscal."""
    return "fiscal" if "fiscal" in m.text() or "financial" in m.text() else ""


def _says_ago(m: Match) -> bool:
    """True for a quarter of the year before."""
    return bool({"ago", "earlier"} & set(m.text().replace("-", " ").split()))


def _year(m: Match, state: State, quarter: int) -> tuple[int | None, str | None]:
    """The year of a quarter: the one said, or last, this, next year's, or that of the latest such quarter."""
    if m.has("year"):
        return m.value("year"), None
    focus = state.background()
    if focus is not None:
        return focus.year, focus.timex
    if state.doc is None:
        return None, None
    if _says_ago(m):
        return state.doc.year - 1, state.doc_value
    if m.has("which") and "year" in m.text():
        return state.doc.year + direction_of(m), state.doc_value
    later = quarter > (state.doc.month + 2) // 3 and not points_ahead(m.tokens.text, m.start, m.end)
    return state.doc.year - later, state.doc_value


@RULES.rule(
    "quarter",
    f"{_WHOSE} year? fiscal? hyphen? which? ({_AGO})? ordinal_number hyphen? fiscal? quarter {_OF_YEAR}",
    guard=lambda m: 1 <= m.value("ordinal_number") <= 4 and m.text("which") != "past",
)
def quarter(m: Match, state: State) -> Found | None:
    """The third quarter; third-quarter; the first quarter of 2014; last year's second quarter."""
    if _of_business(m, state):
        return unresolved(note=FISCAL)
    number = m.value("ordinal_number")
    year, anchor = _year(m, state, number)
    return dated(f"{year:04d}-Q{number}", anchor=anchor, note=_note(m)) if year is not None else unresolved()


_ENDS: Final = frozenset({3, 6, 9, 12})


@RULES.rule("quarter by its last month", "the? month hyphen? quarter (of? year)?", guard=lambda m: m.value("month") in _ENDS)
def month_quarter(m: Match, state: State) -> Found | None:
    """The June quarter; the December quarter."""
    number = m.value("month") // 3
    year, anchor = _year(m, state, number)
    return dated(f"{year:04d}-Q{number}", anchor=anchor) if year is not None else unresolved()


@RULES.rule("Q3", "quarter_code (comma? of? (year | short_year))?")
def coded_quarter(m: Match, state: State) -> Found | None:
    """Q3 2025; H1."""
    code = m.text()[:2].upper()
    last = m.tokens.values[m.last]
    if m.has("year") or isinstance(last, int):
        return dated(f"{m.value('year') or short_year(int(last or 0), state):04d}-{code}")
    if state.fiscal:
        return unresolved(note=FISCAL)
    year, anchor = _year(m, state, int(code[1]) * (1 if code[0] == "Q" else 2))
    return dated(f"{year:04d}-{code}", anchor=anchor) if year is not None else unresolved()


@RULES.rule(
    "the quarter",
    f"(the | (which unit_one possessive)) year? which? full? ({_AGO})? (quarter | period)",
    "the? (quarter | period) a unit_one (ago | earlier)",
    guard=lambda m: m.text("which") in ("", "latest", "current", "last", "same", "this", "next"),
)
def the_quarter(m: Match, state: State) -> Found | None:
    """The latest quarter; the year-earlier period; the 1989 quarter: the one spoken of, or the one before the report."""
    known = state.quarter
    near = known is not None and state.paragraph - known.paragraph <= _NEAR
    if not near and ("period" in m.text() or not (m.has("year") or m.has("which") or _says_ago(m))):
        return None
    if state.doc is None and not near:
        return unresolved()
    if _of_business(m, state):
        return unresolved(note=FISCAL)
    if m.text("which") in ("current", "this") and state.doc:
        return dated(f"{state.doc.year:04d}-Q{(state.doc.month + 2) // 3}", anchor=state.doc_value)
    year, number = (known.year, ((known.month or 1) + 2) // 3) if near and known else _latest(state)
    year, number = _moved(m, state, year, number)
    return dated(f"{year:04d}-Q{number}", anchor=known.timex if near and known else state.doc_value)


def _moved(m: Match, state: State, year: int, number: int) -> tuple[int, int]:
    """The quarter after "year-ago", "last year's", "next", or the year said."""
    if m.has("year"):
        return m.value("year"), number
    if m.text("which") == "next":
        return (year + 1, number) if "year" in m.text() else (year + number // 4, number % 4 + 1)
    back = _says_ago(m) or "last year" in m.text()
    recent = state.doc is None or year >= state.doc.year - 1
    return year - (back and recent), number


def _latest(state: State) -> tuple[int, int]:
    """The last quarter that ended before the document's date."""
    if state.doc is None:
        return 0, 0
    before = (state.doc.month + 2) // 3 - 1
    return (state.doc.year, before) if before else (state.doc.year - 1, 4)


@RULES.rule(
    "half",
    "the? (ordinal_number | latter | last) half of? (the | which)? fiscal? (year | unit_one)",
    guard=lambda m: m.value("ordinal_number") < 3 and (m.has("year") or m.code_at(m.last) == "Y"),
)
def half(m: Match, state: State) -> Found | None:
    """The first half of 2014; the second half of the year."""
    if _of_business(m, state):
        return unresolved(note=FISCAL)
    number = 1 if m.value("ordinal_number") == 1 else 2
    if m.has("year"):
        return dated(f"{m.value('year'):04d}-H{number}", note=_note(m))
    focus = state.background()
    base, anchor = (focus.first(), focus.timex) if focus else state.now()
    return dated(f"{base.year + direction_of(m):04d}-H{number}", anchor=anchor, note=_note(m)) if base else unresolved()


@RULES.rule("business year", "the? which? fiscal unit_one (?! year | hyphen)", guard=lambda m: m.code_at(m.last) == "Y")
def business_year(m: Match, state: State) -> Found | None:
    """The current fiscal year: named by the document's year, its bounds unknown."""
    if not m.has("which"):
        return Found("DURATION", "P1Y", note="fiscal")
    if state.doc is None or state.narrative:
        return unresolved()
    if m.text("which") == "latest":  # the one that ended, or the one that runs
        return unresolved(note=NO_YEAR)
    return Found("DATE", f"{state.doc.year + direction_of(m):04d}", anchor=state.doc_value, note="fiscal")


@RULES.rule("the year ended", "[the unit_one] ended", guard=lambda m: m.code_at(m.last) == "Y")
def year_ended(m: Match, state: State) -> Found | None:
    """The year, in "the year ended June 30"."""
    return Found("DURATION", "P1Y")


_WITHIN_YEAR: Final = frozenset({"high", "low", "months", "days", "weeks", "quarter", "quarters"})


@RULES.rule(
    "the year",
    "(for | during | of) [the full? unit_one] (?! hyphen | ended | of | before | after | ago | earlier)",
    guard=lambda m: m.code_at(m.last) == "Y" and (m.before() != "of" or m.before(2) in _WITHIN_YEAR),
)
def the_year(m: Match, state: State) -> Found | None:
    """The year, in "sales for the year", "the first months of the year"."""
    if state.fiscal:
        return unresolved(note=FISCAL)
    focus = state.background()
    base, anchor = (focus.first(), focus.timex) if focus else state.now()
    return dated(f"{base.year:04d}", anchor=anchor) if base else unresolved()
