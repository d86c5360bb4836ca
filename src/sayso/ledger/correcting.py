"""Corrections kept: added, taken back and listed, the rows of every version with that text made anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from sayso.attribution import ATTRIBUTIONS
from sayso.contract import to_json
from sayso.document import Reading, Spans
from sayso.errors import CorrectionError, NotFoundError
from sayso.ledger.amending import amended, correction_of, corrections_of
from sayso.ledger.correction import FIELDS, Correction, corrected, in_effect
from sayso.ledger.matching import identities, places
from sayso.ledger.opening import Ledger
from sayso.ledger.relinking import relink
from sayso.ledger.rows import Extract, dumped, storable
from sayso.ledger.schema import CORRECTIONS, READINGS, TEXTS, VERSIONS
from sayso.ledger.stored import reading_of
from sayso.ledger.values import checked, holder_value, speaker_value
from sayso.ledger.writing import keep_rows

State = Literal["in effect", "undone", "undoing", "orphaned"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A correction as it stands now: in effect, undone, itself an undoing, or orphaned (no version's reading has such a record).

    `versions` are those with its text, latest last.
    """

    correction: Correction
    state: State
    versions: tuple[int, ...]


def correct(ledger: Ledger, version: int, record: str, field: str, value: str | None, *, by: str, why: str) -> Correction:
    """The correction, kept; rows of the version, and of any other with the same text, show it at once.

    `record` is an id of the version's reading, or its beginning. Raises NotFoundError for an unknown version or record,
    CorrectionError for a field or value that the record cannot take.
    """
    if not why.strip():
        raise CorrectionError("a correction needs its reason; give it with --why")
    with ledger.writing() as connection:
        read = reading_of(connection, version)
        layer, known, anchor = _record(read, record, version)
        now = corrected(read, corrections_of(connection, read.document.id)).reading
        if known not in identities(now, layer):
            raise CorrectionError(f"{known} has been rejected; undo that first (`sayso corrections` lists it)")
        after = checked(now, layer, known, field, value)
        values = {
            "document": read.document.id, "layer": layer, "record": known, "anchor": dumped([[a, b] for a, b in anchor]), "field": field,
            "before": dumped(_before(read, layer, known, field)), "after": dumped(after), "by": storable(by), "at": ledger.clock(), "why": storable(why),
        }
        return _added(connection, values)


def undo(ledger: Ledger, number: int, *, by: str, why: str) -> Correction:
    """The row that takes a correction (or an undoing) back; raises NotFoundError for an unknown one, CorrectionError for one undone already."""
    with ledger.writing() as connection:
        row = connection.execute(select(CORRECTIONS).where(CORRECTIONS.c.id == number)).one_or_none()
        if row is None:
            raise NotFoundError(f"there is no correction {number}; `sayso corrections {ledger.place}` lists them")
        if number in _taken_back(corrections_of(connection, row.document)):
            raise CorrectionError(f"correction {number} has been undone already")
        kept = {name: value for name, value in row._mapping.items() if name not in ("id", "before", "after")}  # noqa: SLF001
        values = {**kept, "before": row.after, "after": row.before, "by": storable(by), "at": ledger.clock(), "why": storable(why), "undoes": number}
        return _added(connection, values)


def corrections(connection: Connection) -> tuple[Listed, ...]:
    """All corrections, oldest first, each as it stands now."""
    rows = [correction_of(row) for row in connection.execute(select(CORRECTIONS).order_by(CORRECTIONS.c.id))]
    found: list[Listed] = []
    for document in dict.fromkeys(row.document for row in rows):
        versions = _versions(connection, document)
        found += _stood([row for row in rows if row.document == document], versions, reading_of(connection, versions[-1]) if versions else None)
    return tuple(sorted(found, key=lambda one: one.correction.id))


def _stood(rows: list[Correction], versions: tuple[int, ...], reading: Reading | None) -> Iterable[Listed]:
    undone = _taken_back(rows)
    orphaned = {one.id for one in (corrected(reading, rows).orphaned if reading is not None else in_effect(rows))}
    for row in rows:
        state: State = "undone" if row.id in undone else "undoing" if row.undoes is not None else "orphaned" if row.id in orphaned else "in effect"
        yield Listed(row, state, versions)


def _taken_back(rows: Iterable[Correction]) -> frozenset[int]:
    """The numbers of those that an undoing in effect takes back."""
    undone: set[int] = set()
    for row in sorted(rows, key=lambda one: -one.id):
        if row.undoes is not None and row.id not in undone:
            undone.add(row.undoes)
    return frozenset(undone)


def _record(reading: Reading, record: str, version: int) -> tuple[str, str, Spans]:
    """The layer, id and place of the record that an id, or its beginning, names."""
    known = [(layer, one, place) for layer in FIELDS for one, place in zip(identities(reading, layer), places(reading, layer), strict=True)]
    found = [one for one in known if one[1] == record] or [one for one in known if len(record) >= 4 and one[1].startswith(record)]
    if len(found) != 1:
        many = f"has {len(found)} records whose ids begin with" if found else "has no record"
        raise NotFoundError(f"version {version} {many} {record!r}; give the id of a statement, entity, event or appearance")
    return found[0]


def _before(reading: Reading, layer: str, record: str, field: str) -> Any:
    """A field's value as read, in the form in which corrections keep it."""
    if field == "reject":
        return False
    item = to_json(reading)[layer][identities(reading, layer).index(record)]
    if field == "role":
        return item["roles"][0] if item["roles"] else None
    value = item[field]
    if layer == ATTRIBUTIONS.name and value is not None and field in ("speaker", "inside"):
        return speaker_value(reading, value) if field == "speaker" else holder_value(reading, value)
    return value


def _added(connection: Connection, values: dict[str, Any]) -> Correction:
    row = connection.execute(insert(CORRECTIONS).returning(CORRECTIONS), values).one()
    shown_again(connection, values["document"])
    relink(connection)  # a corrected name or role may be somebody else's
    return correction_of(row)


def shown_again(connection: Connection, document: str) -> None:
    """Makes the rows of every version with a text anew from its current reading, corrections laid over it."""
    for version in _versions(connection, document):
        _shown(connection, version)


def _shown(connection: Connection, version: int) -> None:
    """Makes the rows of a version anew from its current reading."""
    chosen = select(READINGS.c.engine, READINGS.c.layers, VERSIONS.c.known_from, VERSIONS.c.known_until).join(VERSIONS)
    row = connection.execute(chosen.where(READINGS.c.version == version, READINGS.c.current)).one()
    found = amended(connection, version, Extract(row.engine, row.layers))
    keep_rows(connection, version, found, known_from=row.known_from, known_until=row.known_until)


def _versions(connection: Connection, document: str) -> tuple[int, ...]:
    chosen = select(VERSIONS.c.id).join(TEXTS, TEXTS.c.id == VERSIONS.c.text).where(TEXTS.c.digest == document).order_by(VERSIONS.c.id)
    return tuple(connection.execute(chosen).scalars())
