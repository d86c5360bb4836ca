"""What the resolvers know while they go through a text: the document's date, and the date spoken of before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sayso.reading.dating.days import made, named
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.tense import AHEAD, BACK, clause, direction, surely_back

NO_DATE: Final = "no document date"
NO_SUCH_DAY: Final = "no such day"
NO_YEAR: Final = "the year cannot be told"
FISCAL: Final = "of a business year"
EVERY_YEAR: Final = "of every year"
NO_EVENT: Final = "no date before it"
DAY_AGAINST_TENSE: Final = 1.6
MONTH_AGAINST_TENSE: Final = 2.2
"""How much further off a date counts if it lies on the side that the tense does not point to."""
SURELY_AHEAD: Final = 2.0
SURELY_BACK: Final = 1.5
"""How many times as much again where the clause has a verb that points."""
NEVER: Final = 99.0
"""The same for a date behind "ended"."""
UNDECIDED: Final = 0.85
"""Two years of which the nearer is not nearer than this share of the other's distance are left undecided."""

WRAP: Final = 6
BACK_WRAP: Final = 9
"""In a story, a month so much earlier than the last is of the next year; one so much later, of the year before."""
FAR_BACK: Final = 3
"""A month so much earlier than the last, but not earlier by WRAP, is of the same year only if no other has a vote."""
REMEMBERED: Final = 5
FADING: Final = 0.6
"""How many dates before the last still have a voice on the year, and what each is worth of the one after it."""
_DAYS_APART: Final = 14
"""How many days from the report a date is surely its own, whatever other years its paragraph tells of."""
OPENING: Final = 2.0
YEAR_ONLY: Final = 0.5
"""How much more a date counts that opens its sentence, and how much less one that is a bare year."""
CLOSE: Final = 2.5
SOON: Final = 3
"""How much more the last date counts if it says its year in the same paragraph, at most so many months before."""
LAST_MONTH: Final = 12
_YEARLY_WITHIN: Final = 50
DISPUTED: Final = 0.7
"""A year whose rival has more than this share of its votes is left undecided."""


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

    `explicit` is True if a year was said with it, or handed down from one that was; `stated` if it was said with it; `opening`
    if that year opened its sentence.
    """

    year: int
    month: int | None
    day: int | None
    timex: str
    paragraph: int
    explicit: bool
    opening: bool = False
    stated: bool = False

    def first(self) -> date | None:
        """The first day that it may mean."""
        return made(self.year, self.month or 1, self.day or 1)

    def exact(self) -> date | None:
        """Its day, if it is one."""
        return made(self.year, self.month, self.day) if self.month and self.day else None


@dataclass(frozen=True, slots=True)
class Coming:
    """The next date of the text that says its year, and in which paragraph."""

    year: int
    month: int | None
    paragraph: int


@dataclass(slots=True)
class State:
    """What is known at a place in the text; only `find_timexes` changes it, between one expression and the next."""

    doc: date | None
    day_first: bool | None = None
    narrative: bool = False
    fiscal: bool = False
    """True where the text counts quarters in business years, whose bounds are not known."""
    focus: Focus | None = None
    event: Focus | None = None
    lost: bool = False
    """True where the date spoken of last is not known."""
    quarter: Focus | None = None
    history: list[Focus] = field(default_factory=list)
    paragraph: int = 0
    coming: Coming | None = None
    span: str | None = None
    """The timex that ended a span of years ("2024-25") said last."""
    clock: tuple[int, str, str] | None = None
    """The paragraph, day and time of the time of day said last."""

    @property
    def doc_value(self) -> str | None:
        """The document's date as it is written into `anchor`."""
        return self.doc.isoformat() if self.doc else None

    def background(self) -> Focus | None:
        """The date that a date without a year hangs on, if that is not the document's own."""
        focus = self.focus
        if focus is None or not focus.explicit:
            return None
        if self.narrative:
            return focus
        if self.doc is None:
            near = focus.paragraph == self.paragraph and (focus.opening or focus.month is not None)
            return focus if near else None
        past = focus.opening and focus.year < self.doc.year - 1
        return focus if past and focus.paragraph == self.paragraph else None

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


def yearly(m: Match) -> bool:
    """True for "1 May" in "between 1 May and 31 August each year": of every year."""
    behind = m.tokens.text[m.end : m.end + _YEARLY_WITHIN]
    return re.match(r"(?:\s+(?:and|to|or|until)\s+(?:\d\d?\s+)?[A-Z]\w+(?:\s+\d\d?)?)?,?\s+(?:of |in )?(?:each|every|any given) year\b", behind) is not None


def undecided(state: State, mod: str | None = None) -> Found:
    """A date whose year cannot be told, and why."""
    return unresolved(note=NO_DATE if state.doc is None else NO_YEAR, mod=mod)


def _nearest(month: int, focus: Focus) -> int:
    """The year in which a month lies nearest to a date spoken of before; a story tends to go on rather than back."""
    if focus.month is None:
        return focus.year
    if focus.month - month > WRAP:
        return focus.year + 1
    return focus.year - 1 if month - focus.month > BACK_WRAP else focus.year


def _close(state: State, past: Focus, month: int, day: int | None) -> bool:
    """True for "June 1863 … in July", not for a month after itself: that one is likely of another year."""
    if not past.stated or past.paragraph != state.paragraph or past.month is None:
        return False
    return (0 if day else 1) <= (month - past.month) % LAST_MONTH <= SOON


def _votes(state: State, month: int, day: int | None) -> dict[int, float]:
    """What the dates before, and the one that comes, say for each year."""
    votes: dict[int, float] = {}
    weight = 1.0
    for past in reversed(state.history):
        year = _nearest(month, past)
        heard = weight * (OPENING if past.opening else 1.0) * (1.0 if past.month else YEAR_ONLY)
        close = past is state.history[-1] and _close(state, past, month, day)
        votes[year] = votes.get(year, 0.0) + heard * (CLOSE if close else 1.0)
        weight *= FADING
    coming = state.coming
    if coming and coming.paragraph == state.paragraph and 0 <= (coming.month or LAST_MONTH) - month <= WRAP:
        votes[coming.year] = votes.get(coming.year, 0.0) + (1.0 if coming.month else YEAR_ONLY)
    return votes


def _voted(state: State, month: int, day: int | None) -> int | None:
    """The year that most of the dates around speak for: the nearer and the fuller, and those that open a sentence, count more.

    So a date in passing ("the leader of the rising of August 1856") does not carry the story off with it.
    """
    ranked = sorted(_votes(state, month, day).items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[1][1] > DISPUTED * ranked[0][1]):
        return None
    odd = _runs_past(state, month, ranked[0][0]) or _falls_back(state, month, ranked[0][0])
    return None if len(ranked) > 1 and odd else ranked[0][0]


def _runs_past(state: State, month: int, year: int) -> bool:
    """True if a date would lie beyond the next one that says its year, and a year earlier would lead up to it."""
    coming = state.coming
    if coming is None or coming.month is None or coming.paragraph > state.paragraph + 1:
        return False
    return coming.year == year - 1 and month <= coming.month


def _falls_back(state: State, month: int, year: int) -> bool:
    """True for a month well before the last of the same year: the story looks back, or has gone on to another year."""
    last = state.focus
    return last is not None and last.month is not None and last.year == year and FAR_BACK <= last.month - month <= WRAP


def year_for(state: State, m: Match, month: int, day: int | None) -> tuple[int | None, str | None]:
    """The year of a month (and day) said without one, and what it hangs on.

    In a narrative, or after another year in the same paragraph, the year of the date before; else the year that brings it
    nearest to the document's date, the side that the tense points to counting as nearer.
    """
    background = state.background()
    if state.narrative and re.search(r"\b(?:will|is to|are to)\b", clause(m.tokens.text, m.start)):
        return None, None  # the day of the report speaks, not the story
    if background is not None:
        return _voted(state, month, day) if state.narrative else _nearest(month, background), background.timex
    if state.doc is None or state.narrative:
        return None, None
    pointing = direction(m.tokens.text, m.start, m.end)
    against = (DAY_AGAINST_TENSE if day else MONTH_AGAINST_TENSE) * {AHEAD: SURELY_AHEAD, BACK: SURELY_BACK}.get(pointing, 1.0)
    if m.before() == "ended" or (day is None and surely_back(m.tokens.text, m.start)):
        against = NEVER
    weights: list[tuple[float, int]] = []
    for year in (state.doc.year, state.doc.year - 1, state.doc.year + 1):
        distance = _distance(state.doc, year, month, day)
        if distance is not None:
            weights.append((abs(distance) * (against if distance and (distance > 0) != (pointing == AHEAD) else 1.0), year))
    weights.sort()
    if not weights or (len(weights) > 1 and weights[0][0] > UNDECIDED * weights[1][0]):
        return None, None
    if _rivalled(state, m, weights[0][1], month, far=day is not None and weights[0][0] >= _DAYS_APART):
        return None, None
    return weights[0][1], state.doc_value


def _rivalled(state: State, m: Match, year: int, month: int, *, far: bool) -> bool:
    """True for a date that may be of an earlier year that its paragraph has told of.

    So is "2 October", some time from the report, after "17 October 2023"; and "the autumn" in the same sentence as "3 March 2015".
    """
    told = [f for f in state.history if f.stated and f.paragraph == state.paragraph and f.month and f.year < year]
    if far and any(abs((f.month or 0) - month) <= 1 for f in told):
        return True
    sentence = clause(m.tokens.text, m.start) if told else ""
    return any(str(f.year) in sentence for f in told)


def year_of_weekday(state: State, m: Match, month: int, day: int) -> tuple[int | None, str | None]:
    """The same for a day that may be said with its weekday: where the two do not agree, that of another year spoken of, or none."""
    year, anchor = year_for(state, m, month, day)
    weekday = m.value("weekday")
    if not weekday:
        return year, anchor

    def agrees(there: int) -> bool:
        """True if the day falls on that weekday."""
        found = made(there, month, day)
        return found is not None and found.isoweekday() == weekday

    if year is not None and agrees(year):
        return year, anchor
    spoken = [focus for focus in state.history if focus.stated and focus.paragraph == state.paragraph and agrees(focus.year)]
    return (spoken[-1].year, spoken[-1].timex) if spoken else (None, None)


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


def _parts(value: str) -> tuple[int, int | None, int | None] | None:
    """The year, month and day that a value names, as far as it does; None for a value without a year."""
    if len(value) < 4 or not value[:4].isdecimal():
        return None
    rest = value[4:].split("T", maxsplit=1)[0]
    month = int(rest[1:3]) if rest[1:3].isdecimal() else _MIDDLES.get(rest[:3])
    day = int(rest[4:6]) if rest[1:3].isdecimal() and rest[4:6].isdecimal() else None
    return int(value[:4]), month, day


_MIDDLES: Final = {"-SP": 4, "-SU": 7, "-FA": 10, "-Q1": 2, "-Q2": 5, "-Q3": 8, "-Q4": 11, "-H1": 3, "-H2": 9}
"""The month in the middle of a season, quarter or half, for what hangs on it."""


def followed(state: State, found: Found, timex: str, *, explicit: bool, opening: bool) -> None:
    """Take note of a resolved date, so that later ones may hang on it."""
    parts = _parts(found.value or "") if found.type in ("DATE", "TIME") else None
    if found.type in ("DATE", "TIME") and found.value is None:
        state.event, state.lost = None, True  # what comes next may hang on a day that is not known
    if parts is None:
        return
    year, month, day = parts
    if found.type == "TIME" and found.value and found.value[13:14] == ":":
        state.clock = state.paragraph, found.value[:10], found.value[10:16]
    old = state.focus
    inherited = old is not None and old.explicit and found.anchor == old.timex
    if old and year == old.year and month is None and state.narrative:
        month = old.month
    opened = opening or (inherited and old is not None and old.opening)
    focus = Focus(year, month, day, timex, state.paragraph, explicit or inherited, opened, explicit)
    if "-Q" in str(found.value) and (found.anchor is None or state.quarter is None or found.anchor != state.quarter.timex):
        state.quarter = focus
    if focus.explicit or not state.narrative:
        state.focus = focus
        state.history = [*state.history[-REMEMBERED:], replace(focus, opening=opening)]
    if day is not None or state.event is None or focus.explicit or (month is not None and not state.narrative):
        state.event, state.lost = focus, False
