"""Finding and resolving: the matches of the grammar, in order, each resolved against the document's date and those before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from sayso.document import digest
from sayso.reading.dating.days import day_of
from sayso.reading.dating.grammar import chosen
from sayso.reading.dating.intervals import NOTHING, interval_of
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.scanning import CLASSES, scan
from sayso.reading.dating.state import Coming, Found, State, followed
from sayso.reading.dating.years import short_year
from sayso.timex import Timex

NEWSY: Final = frozenset({
    "weekday", "today", "ago", "last, this, next", "this morning", "the quarter", "part of a day", "last or next month by name",
    "the weekday", "weekday last or next", "weekday week", "a week on a weekday", "so long ago today", "weekday before last",
    "period before last", "the weekend",
})
"""Rules of expressions that hang on the day of a report, and are rare in a narrative."""
_UNDATED: Final = frozenset({"month and day", "day and month", "day ending a range", "day in a range"})
"""Rules of days without a year: they hang on the report's day, too, where no year stands before them."""

_FULL: Final = frozenset({"iso", "numeric", "short year", "date with a short year"})
_EDGES: Final = CLASSES["break"] + CLASSES["stop"]
_SPLIT_YEAR: Final = r"\b20\d\d ?[-–/] ?\d\d (?:financial|fiscal) year|\b(?:financial|fiscal) year (?:\(?FY\)? ?)?20\d\d ?[-–/] ?\d\d\b"
_TWO_DIGITS: Final = 99
_LONG_STORY: Final = 5
_HANGING: Final = 2


def _heads(m: Match) -> bool:
    """True for a date that has a line to itself: what follows is a list."""
    line = m.tokens.text[m.start - 1 : m.start], m.tokens.text[m.end : m.end + 1]
    return line == ("\n", "\n")


def is_narrative(found: Sequence[Match], state: State) -> bool:
    """True if a text tells of the past by its own dates: many full years before the document's, few "Friday" or "last month"."""
    years = sum(1 for m in found if m.value("year") and (state.doc is None or m.value("year") < state.doc.year))
    first = next((i for i, m in enumerate(found) if m.value("year")), len(found))
    hanging = sum(m.rule.name in NEWSY for m in found) + sum(
        m.rule.name in _UNDATED and (i < first or _heads(m)) for i, m in enumerate(found)
    )
    return years >= _LONG_STORY and years > _HANGING * hanging


def counts_in_business_years(found: Sequence[Match], state: State) -> bool:
    """True if a text speaks of a fiscal year that bears the number of the calendar year to come: its quarters are not the calendar's."""
    if found and re.search(_SPLIT_YEAR, found[0].tokens.text):
        return True
    named = [v for m in found if m.rule.name == "fiscal year" for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, int)]
    return state.doc is not None and any(state.doc.year < (v if v > _TWO_DIGITS else short_year(v, state)) for v in named)


def opens(m: Match) -> bool:
    """True if the expression opens its sentence: "In 1944,", "By early June 1944"."""
    tokens = m.tokens
    for i in range(max(0, m.first - 2), m.first):
        if tokens.shape[i] in _EDGES or "\n" in tokens.text[tokens.ends[i] : tokens.starts[i + 1]]:
            return True
    return m.first < 2 or "that" in (m.before(), m.before(2), m.before(3))


def _explicit(m: Match) -> bool:
    """True if the expression says its year."""
    return bool(m.value("year")) or m.has("spelt_year") or m.rule.name in _FULL


def _coming(found: Sequence[Match], breaks: Sequence[int]) -> list[Coming | None]:
    """For each match the next one that says its year."""
    last: Coming | None = None
    after: list[Coming | None] = []
    for m in reversed(found):
        after.append(last)
        if m.value("year"):
            last = Coming(m.value("year"), m.value("month") or None, bisect_right(breaks, m.first))
    return after[::-1]


def _timex(m: Match, found: Found) -> Timex:
    """The annotation for what a resolver made of a match."""
    start, end = m.start, m.end
    known = found.value and found.type in ("DATE", "TIME") and found.note != "fiscal"
    begin, until = interval_of(found.value) if known and found.value else NOTHING
    begin, until = found.begin or begin, found.until or until
    if begin and until and begin > until:
        begin, until = NOTHING
    rule = m.rule.name + (f" ({found.note})" if found.note else "")
    identity = digest("t", start, end, found.type)
    return Timex(identity, start, end, found.type, found.value, found.mod, begin, until, found.anchor, rule)


def find_timexes(
    text: str, *, document_date: str | None, spans: Sequence[tuple[int, int]] | None = None, day_first: bool | None = None
) -> tuple[Timex, ...]:
    """The time expressions of a text, in order, none overlapping another; `value` is None where it cannot be told.

    `document_date` is an ISO day or time, or None: then what hangs on it stays unresolved, and `rule` says so. `spans` are the
    stretches to read (default: all). `day_first` says whether 03/04/2025 is the third of April; None leaves such dates
    unresolved. Types, values and mods are those of TimeML 1.2.1; `begin` and `until` are half-open ISO days, or UTC times.
    Linear in the length of the text.
    """
    tokens = scan(text, ((0, len(text)),) if spans is None else sorted(spans))
    found = chosen(tokens)
    state = State(day_of(document_date), day_first)
    state.narrative, state.fiscal = is_narrative(found, state), counts_in_business_years(found, state)
    breaks = [i for i, kind in enumerate(tokens.shape) if kind == CLASSES["break"]]
    timexes: list[Timex] = []
    for match, coming in zip(found, _coming(found, breaks), strict=True):
        state.paragraph, state.coming = bisect_right(breaks, match.first), coming
        resolved = match.rule.resolve(match, state)
        if resolved is not None:
            timexes.append(_timex(match, resolved))
            state.span = timexes[-1].id if match.rule.name == "end of a span of years" else state.span
            followed(state, resolved, timexes[-1].id, explicit=_explicit(match), opening=opens(match))
    return tuple(timexes)
