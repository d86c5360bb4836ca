"""Rules for quarters, halves and business years."""

from __future__ import annotations

from typing import Final

from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.rules_relative import direction_of
from sayso.reading.dating.state import Found, State, dated, unresolved
from sayso.reading.dating.tense import points_ahead

RULES: Final = Register()
_NEAR: Final = 2
"""How many paragraphs back a quarter is still the one spoken of."""


def _quarter_of(m: Match) -> int:
    """1 to 4, or 0 if the quarter has no number."""
    return m.value("ordinal_number") if m.has("ordinal_number") else 0


def _year(m: Match, state: State, quarter: int) -> tuple[int | None, str | None]:
    """The year of a quarter: the one said, or last, this, next year's, or that of the latest such quarter."""
    if m.has("year"):
        return m.value("year"), None
    focus = state.background()
    if focus is not None:
        return focus.year, focus.timex
    if state.doc is None:
        return None, None
    text = m.text()
    if "ago" in text.split("-") or "ago" in text or "earlier" in text:
        return state.doc.year - 1, state.doc_value
    if m.has("which") and "year" in text:
        return state.doc.year + direction_of(m), state.doc_value
    later = quarter > (state.doc.month + 2) // 3 and not points_ahead(m.tokens.text, m.start, m.end)
    return state.doc.year - later, state.doc_value


_WHOSE: Final = "(the | its | (which unit_one possessive))?"


@RULES.rule(
    "quarter",
    f"{_WHOSE} year? fiscal? hyphen? (which (?<!past))? (unit_one hyphen? (ago|earlier))? ordinal_number hyphen? fiscal? quarter (comma? (of)? (fiscal)? (year | which unit_one | a unit_one (ago|earlier) | the unit_one))?",
    "(the)? ordinal_number fiscal? quarter (comma? of)? year",
    guard=lambda m: 1 <= m.value("ordinal_number") <= 4,
)
def quarter(m: Match, state: State) -> Found | None:
    """the third quarter; third-quarter; the first quarter of 2014; last year's second quarter."""
    number = _quarter_of(m)
    year, anchor = _year(m, state, number)
    return dated(f"{year:04d}-Q{number}", anchor=anchor) if year is not None else unresolved()


@RULES.rule(
    "the quarter",
    "(the | (which unit_one possessive)) (year)? (which)? (full)? (unit_one hyphen? (ago|earlier))? (quarter | period)",
    "(the)? (quarter|period) a unit_one (ago|earlier)",
    guard=lambda m: m.text("which") in ("", "latest", "current", "last", "same", "this", "next"),
)
def the_quarter(m: Match, state: State) -> Found | None:
    """the latest quarter; the year-earlier period; the 1989 quarter: the one spoken of, or the one before the report."""
    text, known = m.text(), state.quarter
    near = known is not None and state.paragraph - known.paragraph <= _NEAR
    ago = "ago" in text or "earlier" in text
    if "period" in text and not near or not (m.has("year") or m.has("which") or ago or near):
        return None
    if state.doc is None and not near:
        return unresolved()
    if m.text("which") in ("current", "this") and state.doc:
        return dated(f"{state.doc.year:04d}-Q{(state.doc.month + 2) // 3}", anchor=state.doc_value)
    year, number = _latest(state) if known is None or not near else (known.year, ((known.month or 1) + 2) // 3)
    back = ago or (m.has("which") and "last year" in text)
    year = m.value("year") or (year - 1 if back and (state.doc is None or year >= state.doc.year - (number == 4)) else year)
    if m.text("which") == "next" and not m.has("year"):
        year, number = (year + number // 4, number % 4 + 1) if "year" not in text else (year + 1, number)
    return dated(f"{year:04d}-Q{number}", anchor=known.timex if near and known else state.doc_value)


def _latest(state: State) -> tuple[int, int]:
    """The last quarter that ended before the document's date."""
    assert state.doc is not None
    quarter = (state.doc.month + 2) // 3 - 1
    return (state.doc.year, quarter) if quarter else (state.doc.year - 1, 4)


@RULES.rule("half", "the? (ordinal_number | latter | last) half of? (the | which)? (fiscal)? (year | unit_one)", guard=lambda m: m.value("ordinal_number") < 3)
def half(m: Match, state: State) -> Found | None:
    """the first half of 2014; the second half of the year."""
    number = 1 if m.value("ordinal_number") == 1 else 2
    if m.has("year"):
        return dated(f"{m.value('year'):04d}-H{number}")
    if m.tokens.values[m.last] != "Y":
        return None
    focus = state.background()
    if focus is not None:
        return dated(f"{focus.year + direction_of(m):04d}-H{number}", anchor=focus.timex)
    return dated(f"{state.doc.year + direction_of(m):04d}-H{number}", anchor=state.doc_value) if state.doc else unresolved()


@RULES.rule("business year", "(the)? (which)? (fiscal) (unit_one) (?! year)", guard=lambda m: m.tokens.values[m.last] == "Y" and m.behind() not in ("-",))
def business_year(m: Match, state: State) -> Found | None:
    """the current fiscal year: named by the document's year, its bounds unknown."""
    if not m.has("which"):
        return Found("DURATION", "P1Y", note="fiscal")
    if state.doc is None or state.narrative:
        return unresolved()
    return Found("DATE", f"{state.doc.year + direction_of(m):04d}", anchor=state.doc_value, note="fiscal")


@RULES.rule("the year ended", "[the unit_one] ended", guard=lambda m: m.code_at(m.last) == "Y")
def year_ended(m: Match, state: State) -> Found | None:
    """the year, in "the year ended June 30"."""
    return Found("DURATION", "P1Y")


_WITHIN_YEAR: Final = frozenset({"high", "low", "months", "days", "weeks", "quarter", "quarters"})


@RULES.rule("the year", "(for | during | of) [the full? unit_one] (?! hyphen | ended | of | before | after | ago | earlier)",
            guard=lambda m: m.code_at(m.last) == "Y" and (m.before() != "of" or m.before(2) in _WITHIN_YEAR))
def the_year(m: Match, state: State) -> Found | None:
    """the year, in "sales for the year", "the first months of the year"."""
    focus = state.background()
    base, anchor = (focus.first(), focus.timex) if focus else state.now()
    return dated(f"{base.year:04d}", anchor=anchor) if base else unresolved()
