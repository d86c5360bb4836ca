"""How far the words of an occasion reach, who and where they name, and when it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from sayso.attribution import SaidOn
from sayso.document import Span
from sayso.reading.happening import words as w
from sayso.reading.happening.clauses import BODY, GROUP, NUMBER, OCCASION, PERSON, PLACE, TIME, Clause, Item
from sayso.reading.happening.frames import VERB, frames
from sayso.timex import Timex

_TRAILING: Final = frozenset({"in", "at", "on", "with", "between", "for", "from", "of", "about", "over", "to", "by", "into"})
_UPCOMING: Final = frozenset({"upcoming", "forthcoming", "planned", "coming", "scheduled", "next", "imminent"})
_FLOATED: Final = frozenset({"proposed", "possible", "potential", "hypothetical", "mooted", "would-be"})
_DAY: Final = re.compile(r"^(\d{4}-\d\d-\d\d)T.*")
_CALENDAR: Final = frozenset({"DATE", "TIME"})
_YEAR: Final = 4
_OPEN_ENDED: Final = frozenset({"since", "until", "till", "through"})


@dataclass(slots=True)
class Extent:
    """The words of an occasion with what follows them: its dates, places and parties."""

    first: int
    last: int
    start: int
    end: int
    dates: list[Timex] = field(default_factory=list)
    moved: list[Timex] = field(default_factory=list)
    places: list[Item] = field(default_factory=list)
    parties: list[Item] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From its determiner to the end of what belongs to it."""
        return Span(self.start, self.end)


def extent_of(clause: Clause, at: int) -> Extent:
    """The extent of the occasion (or any noun phrase) that is one item."""
    item = clause.items[at]
    found = Extent(at, at + 1, item.start, item.end)
    _note(found, item.inner, owner=True)
    trail(clause, found)
    return found


def trail(clause: Clause, found: Extent) -> None:
    """Extends an extent over the prepositional phrases and dates that follow it."""
    items, k = clause.items, found.last
    while k < len(items):
        code = items[k].code
        if code == TIME and _names(clause, k):
            break
        if code == TIME:
            _note(found, items[k : k + 1])
            k += 1
        elif code in {"later", "earlier", "early", "late"} and k + 1 < len(items) and items[k + 1].code in {"on", "in", TIME}:
            k += 1
            continue
        elif code == "in" and k + 1 < len(items) and items[k + 1].code in {"place", "stead", "lieu"}:
            break
        elif code in _TRAILING and (code != "to" or _nominal(items, k + 1)) and (code != "with" or _peopled(items, k + 1)) and (end := _phrase(items, k + 1)) > k + 1:
            _note(found, items[k + 1 : end], placed=code in {"in", "at", "to", "into", "of", "on"})
            if code == "to":
                found.moved += [i.timex for i in items[k + 1 : end] if i.timex is not None]
            k = end
        else:
            break
        found.last, found.end = k, items[k - 1].end


def _peopled(items: Sequence[Item], k: int) -> bool:
    """True if what follows "with" are people: "talks with P", not "the premiere with a sore throat"."""
    return any(i.code in {PERSON, GROUP, BODY, PLACE, "Q"} for i in items[k : _phrase(items, k)])


def _nominal(items: Sequence[Item], k: int) -> bool:
    """True if what follows "to" is no infinitive."""
    return k < len(items) and (items[k].code in w.DETERMINERS or items[k].code in {PERSON, GROUP, BODY, PLACE, TIME, OCCASION})


def _note(found: Extent, items: Sequence[Item], owner: bool = False, placed: bool = True) -> None:
    for item in items:
        if item.code == TIME and item.timex is not None:
            found.dates.append(item.timex)
        elif item.code == PLACE and placed:
            found.places.append(item)
        elif item.code in {PERSON, GROUP} or (item.code == BODY and not owner):
            found.parties.append(item)
        elif item.code == OCCASION:
            _note(found, item.inner)


@lru_cache(maxsize=1)
def _going_on() -> frozenset[str]:
    """Forms of verbs that tell what becomes of an occasion."""
    return frozenset(word for frame in frames() if frame.fate and frame.before and frame.shape == VERB for word in frame.forms) - {"end", "start", "run", "open", "close"}


def _phrase(items: Sequence[Item], k: int) -> int:
    """Where the noun phrase after a preposition ends; k if none begins there."""
    begin = k
    joined = False
    while k < min(begin + 9, len(items)):
        code = items[k].code
        if code == "and" and k > begin and k + 1 < len(items) and (items[k + 1].code in {PERSON, GROUP, BODY, PLACE, "the", "its"}):
            joined = True
        elif code in {PERSON, GROUP, BODY, PLACE, TIME, NUMBER, OCCASION, "'s"}:
            if k > begin and code == TIME and items[k - 1].code != "'s":
                break
        elif not (code in w.DETERMINERS or (code.isalpha() and code not in w.PREPOSITIONS and code not in w.BREAKS)) or (k > begin and code.endswith(("ed", "ing")) and items[k - 1].code not in w.DETERMINERS):
            break
        k += 1
        if k < len(items) and k > begin + 1 and items[k].code in _going_on() and items[k - 1].code not in w.DETERMINERS:
            break
        if k < len(items) and items[k - 1].code in {PERSON, PLACE, TIME} and items[k].code not in {"'s", "and", "'"}:
            break
    return k - 1 if joined and items[k - 1].code == "and" else k


def shade(item: Item) -> str:
    """"upcoming", "floated", "none" ("no meeting"), "any", or "" as an occasion's own words say."""
    low = set(item.words)
    if low & _FLOATED:
        return "floated"
    if low & _UPCOMING and not any(i.code == TIME for i in item.inner if "next" in i.words):
        return "upcoming"
    first = item.words[0] if item.words else ""
    return {"no": "none", "any": "any", "every": "any", "each": "any", "another": "", "such": "any"}.get(first, "")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Dates against the day of the report."""

    published: str | None

    def when(self, timexes: Sequence[Timex], ahead: bool | None) -> SaidOn | None:
        """The first of the dates, if it is known; a bare weekday is turned to the past or future that the verb shows.

        A time of a day that is not known dates nothing, and leaves the word to the next; a day that is not known does not.
        """
        for timex in timexes:
            if timex.type not in _CALENDAR or (timex.value or "").startswith("XXXX"):
                continue
            if timex.value is None:
                return None
            if timex.value[:1].isdigit() or timex.value.startswith("BC"):
                return SaidOn(_DAY.sub(r"\1", self._turned(timex, ahead)), timex.id)
        return None

    def _turned(self, timex: Timex, ahead: bool | None) -> str:
        value = timex.value or ""
        if ahead is None or not self.published or "weekday" not in timex.rule or len(value) != 10:
            return value
        day, today = date.fromisoformat(value), date.fromisoformat(self.published[:10])
        if ahead and today > day >= today - timedelta(days=7):
            day += timedelta(days=7)
        elif not ahead and today < day <= today + timedelta(days=7):
            day -= timedelta(days=7)
        return day.isoformat()

    def ahead(self, timexes: Sequence[Timex]) -> bool | None:
        """True if the first resolved date lies after the report's day, False if before, None if on it or unknown."""
        for timex in timexes:
            if timex.begin and self.published and timex.type in _CALENDAR:
                day = self.published[:10]
                return True if timex.begin[:10] > day else False if (timex.until or timex.begin)[:10] <= day else None
        return None


def dates_near(clause: Clause, found: Extent | None, at: int) -> list[Timex]:
    """The dates that may date what happens at an item: the occasion's own first, then those to the right, then to the left."""
    own = list(found.dates) if found else []
    right: list[tuple[int, Timex]] = []
    left: list[tuple[int, Timex]] = []
    for k, item in enumerate(clause.items):
        if item.timex is None or item.timex in own or (k and clause.items[k - 1].code in _OPEN_ENDED) or _since(clause, at, k) or _names(clause, k):
            continue
        (right if k > at else left).append((k, item.timex))
    nearest = [t for k, t in right if not _cut(clause, at, k)] + [t for _, t in reversed(left)] + [t for k, t in right if _cut(clause, at, k)]
    return own + nearest


def _since(clause: Clause, at: int, k: int) -> bool:
    """True for 2023 in "met P on Friday, the first meeting since the embassy was closed in 2023"."""
    return "since" in clause.codes(at, k)


def _names(clause: Clause, k: int) -> bool:
    """True for the year of "a trial over the 2021 data breach": it says which breach, not when the trial is."""
    timex, items = clause.items[k].timex, clause.items
    year = timex is not None and len(timex.value or "") == _YEAR and k + 1 < len(items)
    return year and k > 0 and items[k - 1].code in w.DETERMINERS and items[k + 1].code.isalpha() and items[k + 1].code not in w.PREPOSITIONS


def _cut(clause: Clause, at: int, k: int) -> bool:
    return any(code in {";", "but", ":", "although", "while"} for code in clause.codes(at, k))


def as_timex(timex: Timex, value: str) -> Timex:
    """The timex with another value."""
    return replace(timex, value=value)
