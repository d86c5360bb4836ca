"""A statement's whole chain: the voices that it comes through, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import Row as SqlRow

from sayso.errors import NotFoundError
from sayso.ledger.queries.rows import Row, of_version
from sayso.ledger.schema import STATEMENTS

_S = STATEMENTS.c
_SHOWN = 5
_LAST = "~"


@dataclass(frozen=True, slots=True)
class Chain:
    """A statement in its chain: `above` outermost first, `below` in the order of the text; `versions` are all that hold it."""

    above: tuple[Row, ...]
    statement: Row
    below: tuple[Row, ...]
    versions: tuple[int, ...]


def chain(connection: Connection, wanted: str) -> Chain:
    """The chain of a statement: by its id or a beginning of it that no other has, after `VERSION:` for that version of its report.

    Without a version it is the latest. Raises NotFoundError, with what could be meant.
    """
    number, _, record = wanted.strip().rpartition(":")
    places = _places(connection, record, number)
    records = sorted({place.record for place in places})
    if not places:
        raise NotFoundError(f"no statement {wanted!r} in this ledger; `sayso search` prints their ids")
    if len(records) > 1:
        raise NotFoundError(f"{wanted!r} could be {', '.join(records[:_SHOWN])}: give more of the id")
    chosen = max(places, key=lambda place: (place.known_until is None, place.version))
    rows = {row["record"]: row for row in of_version(connection, chosen.version)}
    statement = rows[chosen.record]
    below = tuple(row for row in rows.values() if row is not statement and statement in _through(rows, row))
    return Chain(_through(rows, statement), statement, below, tuple(sorted(place.version for place in places)))


def _through(rows: dict[str, Row], row: Row) -> tuple[Row, ...]:
    """The statements that a row stands in, outermost first."""
    above: list[Row] = []
    while (outer := rows.get(row["inside"])) is not None and outer not in above:
        above.insert(0, outer)
        row = outer
    return tuple(above)


def _places(connection: Connection, record: str, version: str) -> Sequence[SqlRow[Any, Any, Any]]:
    """Where a statement stands: by its whole id, or else by the beginning of one."""
    if not record or (version and not version.isdecimal()):
        return []
    chosen = select(_S.version, _S.record, _S.known_until).limit(1000)
    if version:
        chosen = chosen.where(_S.version == int(version))
    exact = connection.execute(chosen.where(_S.record == record)).all()
    return exact or connection.execute(chosen.where(_S.record > record, _S.record < record + _LAST)).all()
