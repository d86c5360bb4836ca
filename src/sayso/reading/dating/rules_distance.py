"""Rules for dates so far from another: two weeks ago, a year earlier, two days later, a month from now."""

from __future__ import annotations

from typing import Final

from sayso.reading.dating.anchoring import fits
from sayso.reading.dating.days import CLOCK_UNITS, moved
from sayso.reading.dating.numbers import number_in, unit_of
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import NO_EVENT, Found, State, dated, unit_value, unresolved

RULES: Final = Register()
_QUARTER_NEAR: Final = 2
"""How many paragraphs on a report still speaks of the quarter it named."""


def _approx(m: Match) -> str | None:
    """The MOD that "about" stands for before "ago"."""
    return "APPROX" if m.text("approx") in ("about", "around", "some", "roughly", "approximately") else None


def _unit(m: Match) -> str:
    """The unit's code; a year in "year-ago"."""
    return unit_of(m) if m.has("unit") or m.has("units") else "Y"


def _count(m: Match) -> int | None:
    """How many units, "a" and "the" counting as one; None if not a whole number."""
    count = number_in(m) if m.has("number") else 1.0
    return int(count) if count is not None and count == int(count) else None


def _quarter_year_before(state: State, unit: str, count: int) -> Found | None:
    """In a report on a quarter, "a year earlier" is that quarter of the year before."""
    quarter = state.quarter
    if unit != "Y" or count != 1 or quarter is None or state.narrative or state.paragraph - quarter.paragraph > _QUARTER_NEAR:
        return None
    year = quarter.year - (state.doc is None or quarter.year >= state.doc.year - 1)
    return dated(f"{year:04d}-Q{((quarter.month or 1) + 2) // 3}", anchor=quarter.timex)


@RULES.rule(
    "ago",
    "approx? (number | a | vague) filler? (unit | units) (or so)? ago",
    "unit_one hyphen ago",
    guard=lambda m: m.has("unit") or m.has("units") or m.code_at(m.first) == "Y",
)
def ago(m: Match, state: State) -> Found | None:
    """Two weeks ago; about a year ago."""
    unit, count = _unit(m), _count(m)
    if unit in CLOCK_UNITS:
        return Found("TIME", None, note="the document's time of day is not known")
    if m.has("vague"):
        return dated("PAST_REF")
    if count is None:
        return unresolved(note="not a whole number")
    quarter = _quarter_year_before(state, unit, count)
    if quarter:
        return quarter
    base = state.doc if not state.narrative else None
    return unit_value(moved(base, -count, unit) if base else None, unit, state.doc_value, _approx(m))


def _ends_there(m: Match) -> bool:
    """False for "three days before the vote", which is a length of time and an event."""
    if m.tokens.word(m.last) in ("earlier", "later"):
        return m.behind() != "than"
    return m.behind() in (".", ",", ";", ")", "")


@RULES.rule(
    "earlier or later",
    "approx? (number | a | the) filler? (unit | units) (earlier | later | before | after)",
    "unit_one hyphen earlier",
    "vague? units (earlier | later | before)",
    guard=_ends_there,
)
def earlier_later(m: Match, state: State) -> Found | None:
    """Two days later; a year earlier."""
    unit, count = _unit(m), _count(m)
    word = m.tokens.word(m.last)
    later = word in ("later", "after", "afterward", "afterwards", "thereafter")
    if unit in CLOCK_UNITS:
        return None
    if m.has("vague") or m.span("units")[0] == m.first:
        return dated("FUTURE_REF" if later else "PAST_REF") if word in ("later", "earlier") else None
    if count is None:
        return unresolved(note="not a whole number")
    quarter = None if later else _quarter_year_before(state, unit, count)
    return quarter or _from_event(state, unit, count if later else -count)


def _from_event(state: State, unit: str, count: int) -> Found:
    """So many units from the date spoken of before; back from the document's day if there is none."""
    event = state.event
    back = count < 0
    if event is not None and fits(event, unit) and (not back or event.explicit or unit == "D" or state.narrative):
        base = event.first()
        if back and base and state.doc and state.doc < base and not state.narrative:
            return unresolved(note=NO_EVENT)  # of what was said or done, not of what is still to come
        return unit_value(moved(base, count, unit) if base else None, unit, event.timex)
    if not back or state.narrative or state.doc is None:
        return unresolved(note=NO_EVENT)
    return unit_value(moved(state.doc, count, unit), unit, state.doc_value)


@RULES.rule("from now", "approx? (number | a) filler? (unit | units) (from (now | today) | hence)")
def from_now(m: Match, state: State) -> Found | None:
    """Two years from now."""
    unit, count = _unit(m), _count(m)
    if unit in CLOCK_UNITS or count is None:
        return None
    return unit_value(moved(state.doc, count, unit) if state.doc else None, unit, state.doc_value, _approx(m))
