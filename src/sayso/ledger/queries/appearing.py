"""Appearances and events as whole rows, in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, func, select

from sayso.ledger.appellations import chunks
from sayso.ledger.queries.knowing import known, known_version
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
    met = [*_within(APPEARANCES, span), *known_version(a.version, as_of), *([] if voices is None else [a.voice.in_(voices)])]
    parts = (a.day_from.is_not(None),) if oldest else (a.day_from.is_not(None), a.day_from.is_(None))
    keys: list[tuple[int, str]] = []
    for part in parts:  # first where they stand, out of the index; those without a day come last
        some = _page_of_keys(met, part, oldest=oldest).limit(limit + 1 - len(keys))
        found = [(row.version, row.record) for row in connection.execute(some.offset(offset))]
        keys += found
        if limit < len(keys):
            break
        if not found and offset:
            offset -= int(connection.execute(select(func.count()).where(*met, part)).scalar_one())
        else:
            offset = 0
    return tuple(_appearances(connection, keys[:limit])), limit < len(keys)


def _page_of_keys(met: Sequence[ColumnElement[bool]], part: ColumnElement[bool], *, oldest: bool) -> Select[Any]:
    a = APPEARANCES.c
    order = (a.day_from, a.version, a.record) if oldest else (a.day_from.desc(), a.version.desc(), a.record.desc())
    return select(a.version, a.record).where(*met, part).order_by(*order)


def _appearances(connection: Connection, keys: Sequence[tuple[int, str]]) -> Iterator[Row]:
    """The appearances that stand there, in this order."""
    a = APPEARANCES.c
    chosen = _in_report(select(*(c for c in APPEARANCES.columns if c.name != "voice"), _COUNTERPART.c.name.label("counterpart_name"), *_REPORT), APPEARANCES)
    chosen = chosen.outerjoin(_COUNTERPART, and_(_COUNTERPART.c.version == a.version, _COUNTERPART.c.record == a.counterpart))
    found: dict[tuple[int, str], Row] = {}
    for some in chunks(sorted({version for version, _ in keys})):  # by their versions: SQLite looks up no pairs
        rows = connection.execute(chosen.where(a.version.in_(some))).mappings()
        found |= {(row["version"], row["record"]): row for row in rows}
    yield from (found[key] for key in keys)


def events(
    connection: Connection, voices: Sequence[str] | None, *, as_of: str | None = None, span: Span = (None, None), limit: int = 20, offset: int = 0,
) -> tuple[tuple[Row, ...], bool]:
    """Events with a day, earliest first, in which these voices (None: any) took part; and whether there are more."""
    chosen = _in_report(select(*EVENTS.columns, *_REPORT), EVENTS).where(known(VERSIONS, as_of), *_within(EVENTS, span))
    if voices is not None:
        party = (PARTIES.c.version == EVENTS.c.version, PARTIES.c.event == EVENTS.c.record, PARTIES.c.voice.in_(voices))
        chosen = chosen.where(exists().where(*party).correlate(EVENTS))
    chosen = chosen.where(EVENTS.c.day_from.is_not(None)).order_by(EVENTS.c.day_from, EVENTS.c.version, EVENTS.c.record)
    found = connection.execute(chosen.limit(limit + 1).offset(offset)).mappings().all()
    rows, more = found[:limit], limit < len(found)
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


def _parties(connection: Connection, rows: Sequence[Row]) -> dict[tuple[int, str], tuple[str, ...]]:
    """Who took part in each of the events."""
    wanted = {(row["version"], row["record"]) for row in rows}
    versions = sorted({version for version, _ in wanted})
    found: dict[tuple[int, str], list[str]] = {}
    chosen = select(PARTIES.c.version, PARTIES.c.event, PARTIES.c.who).where(PARTIES.c.version.in_(versions))
    for version, event, who in connection.execute(chosen.order_by(PARTIES.c.version, PARTIES.c.event, PARTIES.c.name)):
        found.setdefault((version, event), []).append(who)
    return {key: tuple(names) for key, names in found.items() if key in wanted}
