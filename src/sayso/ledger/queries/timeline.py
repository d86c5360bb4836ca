"""What happened, day by day: events and appearances, and for one entity what it said and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import Connection, func, select

from sayso.ledger.queries.appearing import Span, appearances, events, undated_events
from sayso.ledger.queries.asked import Question, checked_range, day_after, first_day
from sayso.ledger.queries.beings import Being, being
from sayso.ledger.queries.knowing import known
from sayso.ledger.queries.rows import Row
from sayso.ledger.queries.searching import search
from sayso.ledger.schema import STATEMENTS


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day: sort is event, appearance, statement (by the entity) or about (a statement that speaks of it)."""

    day: str
    sort: str
    row: Row


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries in time, and how many statements of any voice each of their days has; `undated` events have no place in time."""

    being: Being | None
    entries: tuple[Entry, ...]
    more: bool
    statements: Mapping[str, int]
    undated: int


def timeline(
    connection: Connection, name: str | None = None, *, since: str | None = None, until: str | None = None, as_of: str | None = None,
    limit: int = 50, offset: int = 0,
) -> Timeline:
    """The story's timeline, or that of whom a name means. `since` and `until` are days, months or years on the clock of events.

    Raises NotFoundError as `being` does, QueryError for a day that is none.
    """
    checked_range(since, until)
    meant = being(connection, name, as_of=as_of) if name else None
    span = since and first_day(since), until and day_after(until)
    most = offset + limit + 1
    entries = _happened(connection, meant, as_of, span, most)
    if meant:
        asked = Question(since=since, until=until, clock="day", as_of=as_of, sort="oldest", limit=most)
        for sort, found in (("statement", search(connection, asked, speaker=meant)), ("about", search(connection, asked, about=meant))):
            entries += [Entry(row["day"], sort, row) for row in found.rows]
    entries.sort(key=lambda entry: (entry.day, _ORDER[entry.sort]))
    page = tuple(entries[offset : offset + limit])
    counts = {} if meant else _statements(connection, [entry.day for entry in page], as_of)
    return Timeline(meant, page, offset + limit < len(entries), counts, 0 if meant else undated_events(connection, as_of=as_of))


_ORDER = {"event": 0, "appearance": 1, "statement": 2, "about": 3}


def _happened(connection: Connection, meant: Being | None, as_of: str | None, span: Span, most: int) -> list[Entry]:
    voices = meant.voices if meant else None
    seen, _ = appearances(connection, voices, as_of=as_of, span=span, limit=most, oldest=True)
    held, _ = events(connection, voices, as_of=as_of, span=span, limit=most)
    return [Entry(row["day_from"], sort, row) for sort, rows in (("event", held), ("appearance", seen)) for row in rows]


def _statements(connection: Connection, days: Sequence[str], as_of: str | None) -> dict[str, int]:
    s = STATEMENTS.c
    counted = select(s.day, func.count()).where(s.day.in_(sorted(set(days))), known(STATEMENTS, as_of), s.quiet.is_(False)).group_by(s.day)
    return dict(sorted(map(itemgetter(0, 1), connection.execute(counted))))
