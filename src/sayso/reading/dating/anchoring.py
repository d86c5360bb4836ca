"""What an expression that hangs on another date hangs on: the document's day, or the date spoken of before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sayso.reading.dating.days import moved
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.state import Focus, Found, State
from sayso.reading.dating.tense import points_ahead

DIRECTIONS: Final = {
    "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "next": 1, "coming": 1, "upcoming": 1, "following": 1,
    "ensuing": 1, "subsequent": 1,
}
HUNG: Final = frozenset({"following", "ensuing", "subsequent", "that", "same", "previous", "preceding", "prior"})
"""Words that point at the date spoken of before, not at the document's."""
_OFFSETS: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}
_FAR: Final = 9
"""How many paragraphs back the day is looked for that "the next day" follows."""


def direction_of(m: Match, slot: str = "which") -> int:
    """-1 for last, 0 for this, 1 for next."""
    return DIRECTIONS.get(m.text(slot), 0)


def on_day(state: State, word: str) -> tuple[date | None, str | None]:
    """The day that today, yesterday, tomorrow mean, and what it hangs on."""
    return (moved(state.doc, _OFFSETS[word], "D") if state.doc else None), state.doc_value


def fits(focus: Focus, unit: str) -> bool:
    """True if the date is exact enough to count that unit from it."""
    if unit in ("D", "W", "WE", "FN"):
        return bool(focus.day)
    return bool(focus.month) if unit in ("MO", "Q") else True


def base_day(state: State, which: str, unit: str, article: bool) -> tuple[date | None, str | None]:
    """The day that "last", "that", "the next" count from, and its name."""
    hung = which in HUNG or (which == "next" and article) or unit == "D"
    event = state.event
    if hung and event is not None and fits(event, unit):
        near = state.narrative or event.explicit or unit == "D" or which in ("following", "that", "same", "next")
        reach = _FAR if state.narrative or unit == "D" else 1
        if near and event.paragraph >= state.paragraph - reach:
            return event.first(), event.timex
    if hung and (unit == "D" or which in ("that", "same")):
        return None, None
    return state.now()


def after_day(day: date, weekday: int) -> date:
    """The first such weekday after a day."""
    return day + timedelta(days=(weekday - day.isoweekday() - 1) % 7 + 1)


def before_day(day: date, weekday: int) -> date:
    """The last such weekday before a day."""
    return day - timedelta(days=(day.isoweekday() - weekday - 1) % 7 + 1)


def _ends_range(m: Match) -> bool:
    """True for Friday in "Monday to Friday"."""
    return m.before() in ("to", "through", "until", "till", "-", "–") and m.before(2).endswith("day")


def weekday_day(state: State, m: Match, which: str = "") -> tuple[date | None, str | None]:
    """The day that a weekday means, and what it hangs on.

    The document's own day if it is that weekday; else the one before, or after if the clause speaks of what is to come. In a
    narrative, the one after the date spoken of before, within the week.
    """
    weekday, event = m.value("weekday"), state.event
    spoken = event.exact() if event else None
    if event and spoken and (which == "following" or _ends_range(m)):
        return after_day(spoken, weekday), event.timex
    if event and spoken and which in ("previous", "preceding"):
        return before_day(spoken, weekday), event.timex
    if which in ("following", "previous", "preceding"):
        return None, None
    if state.narrative:
        if event is None or spoken is None:
            return None, None
        return (before_day(spoken, weekday) if direction_of(m) < 0 else after_day(spoken - timedelta(days=1), weekday)), event.timex
    if state.doc is None:
        return None, None
    if DIRECTIONS.get(which, 0):
        return (after_day if DIRECTIONS[which] > 0 else before_day)(state.doc, weekday), state.doc_value
    if points_ahead(m.tokens.text, m.start, m.end):
        return after_day(state.doc - timedelta(days=1), weekday), state.doc_value
    return before_day(state.doc + timedelta(days=1), weekday), state.doc_value


_SPANS: Final = {"DE": ("P{}Y", 10), "CE": ("P{}Y", 100), "MO": ("P{}M", 1), "WE": ("P{}WE", 1)}


def span_of(state: State, count: int, unit: str, direction: int) -> Found:
    """A length of time that ends or begins with the document's day: the past week, the next two years."""
    form, factor = _SPANS.get(unit, (f"P{{}}{unit}", 1))
    value = form.format(count * factor)
    other = moved(state.doc, direction * count, unit if unit != "WE" else "W") if state.doc and not state.narrative else None
    if other is None or state.doc is None:
        return Found("DURATION", value)
    first, until = sorted((state.doc, other))
    return Found("DURATION", value, begin=first.isoformat(), until=until.isoformat(), anchor=state.doc_value)
