"""What the resolvers know while they go through a text: the document's date, and the date spoken of before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sayso.reading.dating.days import made, named
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.tense import points_ahead

NO_DATE: Final = "no document date"
NO_EVENT: Final = "no date before it"
DAY_AGAINST_TENSE: Final = 1.6
MONTH_AGAINST_TENSE: Final = 2.2
"""How much further off a date counts if it lies on the side that the tense does not point to."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a resolver made of a match; `value` is None where it could not tell, and `note` says why."""

    type: str
    value: str | None
    mod: str | None = None
    begin: str | None = None
    until: str | None = None
    anchor: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Focus:
    """The date spoken of last: as much of it as was said, the timex that said it, and in which paragraph.

    `explicit` is True if a year was said with it, or handed down from one that was.
    """

    year: int
    month: int | None
    day: int | None
    timex: str
    paragraph: int
    explicit: bool

    def first(self) -> date | None:
        """The first day that it may mean."""
        return made(self.year, self.month or 1, self.day or 1)

    def exact(self) -> date | None:
        """Its day, if it is one."""
        return made(self.year, self.month, self.day) if self.month and self.day else None


@dataclass(slots=True)
class State:
    """What is known at a place in the text; only `find_timexes` changes it, between one expression and the next."""

    doc: date | None
    day_first: bool | None = None
    narrative: bool = False
    focus: Focus | None = None
    event: Focus | None = None
    quarter: Focus | None = None
    paragraph: int = 0

    @property
    def doc_value(self) -> str | None:
        """The document's date as it is written into `anchor`."""
        return self.doc.isoformat() if self.doc else None

    def background(self) -> Focus | None:
        """The date that a date without a year hangs on, if that is not the document's own."""
        focus = self.focus
        if focus is None or not focus.explicit:
            return None
        if self.narrative or self.doc is None:
            return focus
        return focus if focus.paragraph == self.paragraph and focus.year != self.doc.year else None

    def now(self) -> tuple[date | None, str | None]:
        """The day that "this year" and "last month" are counted from, and its name: in a narrative, the story's own."""
        if self.narrative:
            focus = self.focus
            return (focus.first(), focus.timex) if focus else (None, None)
        return self.doc, self.doc_value


def dated(value: str | None, mod: str | None = None, anchor: str | None = None, note: str = "") -> Found:
    """A DATE."""
    return Found("DATE", value, mod, anchor=anchor, note=note)


def unresolved(kind: str = "DATE", note: str = NO_DATE, mod: str | None = None) -> Found:
    """An expression whose value cannot be told, and why."""
    return Found(kind, None, mod, note=note)


def _nearest(target: tuple[int, int], focus: Focus) -> int:
    """The year in which a month and day lie nearest to a date spoken of before; a story tends to go on rather than back."""
    month = target[0]
    if focus.month is None:
        return focus.year
    if focus.month - month > 8:
        return focus.year + 1
    return focus.year - 1 if month - focus.month > 9 else focus.year


def year_for(state: State, m: Match, month: int, day: int | None) -> tuple[int | None, str | None]:
    """The year of a month (and day) said without one, and what it hangs on.

    In a narrative, or after another year in the same paragraph, the year of the date before; else the year that brings it
    nearest to the document's date, the side that the tense points to counting as nearer.
    """
    background = state.background()
    if background is not None:
        return _nearest((month, day or 1), background), background.timex
    if state.doc is None or state.narrative:
        return None, None
    ahead = points_ahead(m.tokens.text, m.start, m.end)
    against = DAY_AGAINST_TENSE if day else MONTH_AGAINST_TENSE
    best: tuple[float, int] | None = None
    for year in (state.doc.year, state.doc.year - 1, state.doc.year + 1):
        distance = _distance(state.doc, year, month, day)
        if distance is not None:
            weight = abs(distance) * (against if distance and (distance > 0) != ahead else 1.0)
            best = min(best or (weight, year), (weight, year), key=lambda pair: pair[0])
    return (best[1] if best else state.doc.year), state.doc_value


def _distance(doc: date, year: int, month: int, day: int | None) -> int | None:
    """Days from the document's date to a day, or months to a month; None if the year has no such day."""
    if day is None:
        return (year - doc.year) * 12 + month - doc.month
    there = made(year, month, day)
    return (there - doc).days if there else None


def unit_value(day: date | None, unit: str, anchor: str | None, mod: str | None = None) -> Found:
    """The DATE of the unit that holds a day; unresolved if there is no day."""
    if day is None:
        return unresolved(mod=mod)
    return dated(named(day, unit), mod, anchor)


def followed(state: State, found: Found, timex: str, explicit: bool) -> None:
    """Take note of a resolved date, so that later ones may hang on it."""
    value = found.value
    if value is None or found.type not in ("DATE", "TIME") or not value[:4].isdigit() or len(value) < 4:
        return
    year, rest = int(value[:4]), value[4:].split("T")[0]
    month = int(rest[1:3]) if rest[1:3].isdigit() and rest.startswith("-") else None
    day = int(rest[4:6]) if month and rest[4:6].isdigit() else None
    if rest and month is None:
        month = _season_month(rest)
    inherited = found.anchor is not None and state.focus is not None and found.anchor == state.focus.timex and state.focus.explicit
    focus = Focus(year, month, day, timex, state.paragraph, explicit or inherited)
    if "-Q" in value:
        state.quarter = focus
    if focus.explicit or not state.narrative:
        state.focus = focus
    if day is not None or state.event is None or focus.explicit:
        state.event = focus


def _season_month(rest: str) -> int | None:
    """The month in the middle of a season, quarter or half, for what hangs on it."""
    return {"-SP": 4, "-SU": 7, "-FA": 10, "-WI": None, "-Q1": 2, "-Q2": 5, "-Q3": 8, "-Q4": 11, "-H1": 3, "-H2": 9}.get(rest[:3])


def at_paragraph(focus: Focus, paragraph: int) -> Focus:
    """The same date, spoken of in another paragraph."""
    return replace(focus, paragraph=paragraph)
