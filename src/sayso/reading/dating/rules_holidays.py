"""Rules for holidays: of a year, of last year, or the nearest one."""

from __future__ import annotations

from datetime import date
from typing import Final

from sayso.reading.dating.holidays import HOLIDAYS
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.rules_relative import DIRECTIONS
from sayso.reading.dating.state import DAY_AGAINST_TENSE, Found, State, dated, unresolved
from sayso.reading.dating.tense import points_ahead

RULES: Final = Register()


def _nearest(doc: date, name: str, ahead: bool) -> date | None:
    """The holiday nearest to a day, the side that the tense does not point to counting as further off."""
    days = [day for year in (doc.year - 1, doc.year, doc.year + 1) if (day := HOLIDAYS[name](year))]
    return min(days, key=lambda day: abs((day - doc).days) * (DAY_AGAINST_TENSE if (day > doc) != ahead else 1.0), default=None)


def _stepped(doc: date, name: str, step: int) -> date | None:
    """The last holiday before a day, or the next after it."""
    days = [day for year in (doc.year - 1, doc.year, doc.year + 1) if (day := HOLIDAYS[name](year))]
    return max((d for d in days if d < doc), default=None) if step < 0 else min((d for d in days if d > doc), default=None)


@RULES.rule("holiday", "(which)? holiday (comma? of? year)?", guard=lambda m: m.behind() not in ("party", "tree", "card", "cards", "carol", "island", "shopping", "sales", "gifts", "gift", "parade"))
def holiday(m: Match, state: State) -> Found | None:
    """Christmas 1998; last Thanksgiving; Easter Monday."""
    name = next(str(v) for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, str) and v in HOLIDAYS)
    background = state.background()
    if m.has("year") or background is not None:
        day = HOLIDAYS[name](m.value("year") or (background.year if background else 0))
        return dated(day.isoformat() if day else None, anchor=None if m.has("year") or background is None else background.timex)
    if state.doc is None or state.narrative:
        return unresolved()
    step = DIRECTIONS.get(m.text("which"), 0)
    ahead = points_ahead(m.tokens.text, m.start, m.end)
    day = _stepped(state.doc, name, step) if step else _nearest(state.doc, name, ahead)
    return dated(day.isoformat() if day else None, anchor=state.doc_value)
