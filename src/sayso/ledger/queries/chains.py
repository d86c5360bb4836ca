"""A statement's whole chain: the voices that it comes through, and what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import Row as SqlRow

from sayso.errors import NotFoundError
from sayso.ledger.amending import corrected_reading, corrections_of
from sayso.ledger.correction import Correction
from sayso.ledger.queries.knowing import by_then, known
from sayso.ledger.queries.rows import Row, of_version
from sayso.ledger.schema import STATEMENTS

_S = STATEMENTS.c
_SHOWN = 5
_LAST = "~"


@dataclass(frozen=True, slots=True)
class Chain:
    """A statement in its chain: `above` outermost first, `below` in the order of the text; `versions` are all that hold it.

    `corrections` are those in effect, by the record (a statement, or a speaker) that each changed.
    """

    above: tuple[Row, ...]
    statement: Row
    below: tuple[Row, ...]
    versions: tuple[int, ...]
    corrections: Mapping[str, tuple[Correction, ...]]


def chain(connection: Connection, wanted: str, *, as_of: str | None = None) -> Chain:
    """The chain of a statement: by its id or a beginning of it that no other has, after `VERSION:` for that version of its report.

    Without a version it is the latest, or with `as_of` the one that stood then; versions that came later are none. Raises NotFoundError, with what
    could be meant.
    """
    number, _, record = wanted.strip().rpartition(":")
    places = _places(connection, record, number, as_of)
    records = sorted({place.record for place in places})
    if not places:
        raise NotFoundError(f"no statement {wanted!r} in this ledger{f' as known on {as_of}' if as_of else ''}; `sayso search` prints their ids")
    if len(records) > 1:
        raise NotFoundError(f"{wanted!r} could be {', '.join(records[:_SHOWN])}: give more of the id")
    chosen = max(places, key=lambda place: (place.stood, place.version))
    rows = {row["record"]: row for row in of_version(connection, chosen.version)}
    statement = rows[chosen.record]
    below = tuple(row for row in rows.values() if row is not statement and statement in _through(rows, row))
    versions = tuple(sorted(place.version for place in places))
    return Chain(_through(rows, statement), statement, below, versions, _corrections(connection, statement))


def _corrections(connection: Connection, statement: Row) -> Mapping[str, tuple[Correction, ...]]:
    """What people have corrected in the version of a statement."""
    if not corrections_of(connection, statement["document"]):
        return {}
    return corrected_reading(connection, statement["version"]).records


def _through(rows: dict[str, Row], row: Row) -> tuple[Row, ...]:
    """The statements that a row stands in, outermost first."""
    above: list[Row] = []
    while (outer := rows.get(row["inside"])) is not None and outer not in above:
        above.insert(0, outer)
        row = outer
    return tuple(above)


def _places(connection: Connection, record: str, version: str, as_of: str | None) -> Sequence[SqlRow[Any, Any, Any]]:
    """Where a statement stands: by its whole id, or else by the beginning of one."""
    if not record or (version and not version.isdecimal()):
        return []
    chosen = select(_S.version, _S.record, known(STATEMENTS, as_of).label("stood")).limit(1000)
    if as_of is not None:
        chosen = chosen.where(by_then(_S.known_from, as_of))
    if version:
        chosen = chosen.where(_S.version == int(version))
    exact = connection.execute(chosen.where(_S.record == record)).all()
    return exact or connection.execute(chosen.where(_S.record > record, _S.record < record + _LAST)).all()
