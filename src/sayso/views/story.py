"""A story or one entity in time: events, appearances and statements, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.document import Spans
from sayso.ledger import Ledger
from sayso.ledger.queries.timeline import Entry, timeline
from sayso.views.lines import Source, source, spans_of
from sayso.views.statements import OUTLET, UNNAMED


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on a day. `sort` is event, appearance, statement (by the entity) or about (speaks of it).

    `what` is the kind of event and its status, the status of an appearance, the act of a statement; `who` are the parties, the person, the
    speaker; `voice` is on whose word. `happened` is None where that is not known, or not asked of this sort.
    """

    day: str
    sort: str
    id: str
    what: str
    who: tuple[str, ...]
    words: str
    voice: str
    happened: bool | None
    spans: Spans
    stands_in: Source


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what happened on it, and in a story's timeline how many statements of anybody it has (None: not counted)."""

    day: str
    statements: int | None
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Days in order; `undated` events have no place in time."""

    who: str | None
    days: tuple[Day, ...]
    more: bool
    undated: int
    as_of: str | None = None


def timeline_view(
    ledger: Ledger, name: str | None = None, *, since: str | None = None, until: str | None = None, as_of: str | None = None, limit: int = 50,
    offset: int = 0,
) -> TimelineView:
    """The timeline of the story, or of whom a name or an id means. Raises NotFoundError, QueryError, LedgerError."""
    with ledger.reading(as_of=as_of) as connection:
        found = timeline(connection, name, since=since, until=until, as_of=as_of, limit=limit, offset=offset)
    grouped: dict[str, list[Moment]] = {}
    for entry in found.entries:
        grouped.setdefault(entry.day, []).append(_moment(entry))
    days = tuple(Day(day, None if found.being else found.statements.get(day, 0), tuple(moments)) for day, moments in grouped.items())
    return TimelineView(found.being.who if found.being else None, days, found.more, found.undated, as_of)


def _moment(entry: Entry) -> Moment:
    return _MAKERS[entry.sort](entry, entry.row)


def _event(entry: Entry, row: Mapping[Any, Any]) -> Moment:
    voice = row["voice_of"] or row["publisher"] or OUTLET
    return Moment(entry.day, entry.sort, row["record"], f"{row['kind']}, {row['status']}", row["parties"], row["words"], voice,
                  row["happened"], spans_of(row["spans"]), source(row))


def _appearance(entry: Entry, row: Mapping[Any, Any]) -> Moment:
    voice = row["voice_of"] or row["publisher"] or OUTLET
    return Moment(entry.day, entry.sort, row["record"], f"{row['status']}: {row['occasion']}", (row["who"] or "somebody",), row["words"], voice,
                  None, spans_of(row["spans"]), source(row))


def _statement(entry: Entry, row: Mapping[Any, Any]) -> Moment:
    voice = row["through"] or row["publisher"] or OUTLET
    return Moment(entry.day, entry.sort, row["record"], row["act"], (row["who"] or UNNAMED,), row["content"], voice, None,
                  spans_of(row["content_spans"]), source(row))


_MAKERS = {"event": _event, "appearance": _appearance, "statement": _statement, "about": _statement}
