"""Finding and resolving: the matches of the grammar, in order, each resolved against the document's date and those before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from sayso.document import digest
from sayso.reading.dating.days import day_of
from sayso.reading.dating.grammar import chosen
from sayso.reading.dating.intervals import NOTHING, interval_of
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.scanning import CLASSES, Tokens, scan
from sayso.reading.dating.state import Found, State, followed
from sayso.timex import Timex

NEWSY: Final = frozenset({"weekday", "today", "ago", "last, this, next", "this morning", "the quarter", "part of a day", "last or next month by name"})
"""Rules of expressions that hang on the day of a report, and are rare in a narrative."""

_FULL: Final = frozenset({"iso", "numeric", "short year"})
_EDGES: Final = CLASSES["break"] + CLASSES["stop"]
_LONG_STORY: Final = 5
_HANGING: Final = 2


def is_narrative(found: Sequence[Match], state: State) -> bool:
    """True if a text tells of the past by its own dates: many full years other than the document's, few "Friday" or "last month"."""
    years = sum(1 for m in found if m.value("year") and (state.doc is None or m.value("year") < state.doc.year))
    hanging = sum(m.rule.name in NEWSY for m in found)
    return years >= _LONG_STORY and years > _HANGING * hanging


def opens(m: Match) -> bool:
    """True if the expression opens its sentence: "In 1944,", "By early June 1944"."""
    return any(m.tokens.shape[i] in _EDGES or "\n" in m.tokens.text[m.tokens.ends[i] : m.tokens.starts[i + 1]] for i in range(max(0, m.first - 2), m.first)) or m.first < 2


def _paragraphs(tokens: Tokens) -> list[int]:
    """The indices of the tokens that end a paragraph."""
    mark = CLASSES["break"]
    return [i for i, kind in enumerate(tokens.shape) if kind == mark]


def _timex(m: Match, found: Found) -> Timex:
    """The annotation for what a resolver made of a match."""
    start, end = m.start, m.end
    begin, until = interval_of(found.value) if found.value and found.type in ("DATE", "TIME") else NOTHING
    if found.note == "fiscal":
        begin, until = NOTHING
    begin, until = found.begin or begin, found.until or until
    if begin and until and begin > until:
        begin, until = NOTHING
    rule = m.rule.name + (f" ({found.note})" if found.note else "")
    return Timex(digest("t", start, end, found.type), start, end, found.type, found.value, found.mod, begin, until, found.anchor, rule)


def find_timexes(
    text: str, *, document_date: str | None, spans: Sequence[tuple[int, int]] | None = None, day_first: bool | None = None
) -> tuple[Timex, ...]:
    """The time expressions of a text, in order, none overlapping another; `value` is None where it cannot be told.

    `document_date` is an ISO day or time, or None: then what hangs on it stays unresolved, and `rule` says so. `spans` are the
    stretches to read (default: all). `day_first` says whether 03/04/2025 is the third of April; None leaves such dates
    unresolved. Types, values and mods are those of TimeML 1.2.1; `begin` and `until` are half-open ISO days, or UTC times.
    Linear in the length of the text.
    """
    tokens = scan(text, ((0, len(text)),) if spans is None else spans)
    found = chosen(tokens)
    state = State(day_of(document_date), day_first)
    state.narrative = is_narrative(found, state)
    breaks = _paragraphs(tokens)
    timexes: list[Timex] = []
    for match in found:
        state.paragraph = bisect_right(breaks, match.first)
        resolved = match.rule.resolve(match, state)
        if resolved is not None:
            timex = _timex(match, resolved)
            explicit = bool(match.value("year") or match.has("spelt_year") or match.rule.name in _FULL)
            followed(state, resolved, timex.id, explicit, opens(match))
            timexes.append(timex)
    return tuple(timexes)
