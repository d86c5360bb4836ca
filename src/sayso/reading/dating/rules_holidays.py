"""Rules for holidays: of a year, of last year, or the nearest one."""

from __future__ import annotations

from datetime import date
from typing import Final

from sayso.reading.dating.anchoring import DIRECTIONS
from sayso.reading.dating.holidays import HOLIDAYS
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import DAY_AGAINST_TENSE, Found, State, dated, unresolved
from sayso.reading.dating.tense import points_ahead

RULES: Final = Register()
_NAMES_OF_THINGS: Final = frozenset(
    ["party", "tree", "card", "cards", "carol", "island", "shopping", "sales", "gifts", "gift", "parade", "address", "message", "honours", "honors", "list"]
)

_JUST_BEGUN: Final = 2
_OTHER_CALENDARS: Final = frozenset({"lunar", "chinese", "jewish", "islamic", "persian", "iranian", "tibetan", "vietnamese", "orthodox", "thai", "hindu"})
"""What stands before a New Year or an Easter of a calendar that these rules do not know."""


def _around(doc: date, name: str) -> list[date]:
    """That holiday in the years around a day."""
    return [day for year in (doc.year - 1, doc.year, doc.year + 1) if (day := HOLIDAYS[name](year))]


def _nearest(doc: date, name: str, ahead: bool) -> date | None:
    """The holiday nearest to a day, the side that the tense does not point to counting as further off."""

    def distance(day: date) -> float:
        """Days, those against the tense weighted."""
        return abs((day - doc).days) * (DAY_AGAINST_TENSE if (day > doc) != ahead else 1.0)

    return min(_around(doc, name), key=distance, default=None)


def _stepped(doc: date, name: str, step: int) -> date | None:
    """The last such holiday before a day, or the next after it."""
    days = _around(doc, name)
    return max((d for d in days if d < doc), default=None) if step < 0 else min((d for d in days if d > doc), default=None)


def _early(m: Match, state: State) -> Found:
    """The beginning of the year that comes or has just come, in "on sale in the New Year"."""
    if state.doc is None or state.narrative:
        return unresolved(mod="START")
    ahead = points_ahead(m.tokens.text, m.start, m.end)
    if not ahead and state.doc.month > _JUST_BEGUN:
        return unresolved(mod="START")
    return dated(f"{state.doc.year + (state.doc.month > _JUST_BEGUN):04d}", "START", state.doc_value)


@RULES.rule("holiday", "which? holiday (comma? of? year)?", guard=lambda m: m.behind() not in _NAMES_OF_THINGS and m.before() not in _OTHER_CALENDARS)
def holiday(m: Match, state: State) -> Found | None:
    """Christmas 1998; last Thanksgiving; Easter Monday."""
    if m.text() == "new year" and m.before(2) in ("in", "into", "until", "till", "early", "from") and m.before() == "the":
        return _early(m, state)
    name = next(str(v) for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, str) and v in HOLIDAYS)
    background = state.background()
    if m.has("year"):
        day = HOLIDAYS[name](m.value("year"))
        return dated(day.isoformat() if day else None)
    if background is not None:
        day = HOLIDAYS[name](background.year)
        return dated(day.isoformat() if day else None, anchor=background.timex)
    if state.doc is None or state.narrative:
        return unresolved()
    step = DIRECTIONS.get(m.text("which"), 0)
    ahead = points_ahead(m.tokens.text, m.start, m.end)
    day = _stepped(state.doc, name, step) if step else _nearest(state.doc, name, ahead)
    return dated(day.isoformat() if day else None, anchor=state.doc_value)
