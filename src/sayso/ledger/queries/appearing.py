"""Appearances and events as whole rows, in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, func, select

from sayso.ledger.queries.knowing import known
from sayso.ledger.queries.rows import Row
from sayso.ledger.schema import APPEARANCES, EVENTS, NAMES, PARTIES, REPORTS, STATEMENTS, TEXTS, VERSIONS

Span = tuple[str | None, str | None]
"""The first day of a time, and the day after its last; None: open."""

_REPORT = (VERSIONS.c.report, VERSIONS.c.publisher, VERSIONS.c.title, VERSIONS.c.published, REPORTS.c.url, TEXTS.c.digest.label("document"),
           STATEMENTS.c.who.label("voice_of"))
_COUNTERPART = NAMES.alias("counterparts")


def appearances(
    connection: Connection, voices: Sequence[str] | None, *, as_of: str | None = None, span: Span = (None, None), limit: int = 20,
    offset: int = 0, oldest: bool = False,
) -> tuple[tuple[Row, ...], bool]:
    """Appearances of these voices (None: of all) in time, newest first unless `oldest`; and whether there are more.

    With `oldest` those without a day are left out: they have no place in time.
    """
    a = APPEARANCES.c
    chosen = _in_report(select(*(c for c in APPEARANCES.columns if c.name != "voice"), _COUNTERPART.c.name.label("counterpart_name"), *_REPORT), APPEARANCES)
    chosen = chosen.outerjoin(_COUNTERPART, and_(_COUNTERPART.c.version == a.version, _COUNTERPART.c.record == a.counterpart))
    chosen = chosen.where(known(VERSIONS, as_of), *_within(APPEARANCES, span))
    if voices is not None:
        chosen = chosen.where(a.voice.in_(voices))
    return _page(connection, chosen, APPEARANCES, limit=limit, offset=offset, oldest=oldest)


def events(
    connection: Connection, voices: Sequence[str] | None, *, as_of: str | None = None, span: Span = (None, None), limit: int = 20, offset: int = 0,
) -> tuple[tuple[Row, ...], bool]:
    """Events with a day, earliest first, in which these voices (None: any) took part; and whether there are more."""
    chosen = _in_report(select(*EVENTS.columns, *_REPORT), EVENTS).where(known(VERSIONS, as_of), *_within(EVENTS, span))
    if voices is not None:
        party = (PARTIES.c.version == EVENTS.c.version, PARTIES.c.event == EVENTS.c.record, PARTIES.c.voice.in_(voices))
        chosen = chosen.where(exists().where(*party).correlate(EVENTS))
    rows, more = _page(connection, chosen, EVENTS, limit=limit, offset=offset, oldest=True)
    parties = _parties(connection, rows)
    return tuple({**row, "parties": parties.get((row["version"], row["record"]), ())} for row in rows), more


def undated_events(connection: Connection, *, as_of: str | None = None) -> int:
    """How many events have no day."""
    counted = select(func.count()).select_from(EVENTS).join(VERSIONS, VERSIONS.c.id == EVENTS.c.version)
    return int(connection.execute(counted.where(EVENTS.c.day_from.is_(None), known(VERSIONS, as_of))).scalar_one())


def _in_report(chosen: Select[Any], table: Table) -> Select[Any]:
    told = and_(STATEMENTS.c.version == table.c.version, STATEMENTS.c.record == table.c.according_to)
    return (
        chosen.select_from(table).join(VERSIONS, VERSIONS.c.id == table.c.version).join(REPORTS, REPORTS.c.id == VERSIONS.c.report)
        .join(TEXTS, TEXTS.c.id == VERSIONS.c.text).outerjoin(STATEMENTS, told)
    )


def _within(table: Table, span: Span) -> Iterator[ColumnElement[bool]]:
    since, until = span
    if since:
        yield table.c.day_until > since
    if until:
        yield table.c.day_from < until


def _page(
    connection: Connection, chosen: Select[Any], table: Table, *, limit: int, offset: int, oldest: bool,
) -> tuple[tuple[Row, ...], bool]:
    day = table.c.day_from
    if oldest:
        chosen = chosen.where(day.is_not(None)).order_by(day, table.c.version, table.c.record)
    else:
        chosen = chosen.order_by(day.is_(None), day.desc(), table.c.version.desc(), table.c.record)
    rows = connection.execute(chosen.limit(limit + 1).offset(offset)).mappings().all()
    return tuple(rows[:limit]), limit < len(rows)


def _parties(connection: Connection, rows: Sequence[Row]) -> dict[tuple[int, str], tuple[str, ...]]:
    """Who took part in each of the events."""
    wanted = {(row["version"], row["record"]) for row in rows}
    versions = sorted({version for version, _ in wanted})
    found: dict[tuple[int, str], list[str]] = {}
    chosen = select(PARTIES.c.version, PARTIES.c.event, PARTIES.c.who).where(PARTIES.c.version.in_(versions))
    for version, event, who in connection.execute(chosen.order_by(PARTIES.c.version, PARTIES.c.event, PARTIES.c.name)):
        found.setdefault((version, event), []).append(who)
    return {key: tuple(names) for key, names in found.items() if key in wanted}
