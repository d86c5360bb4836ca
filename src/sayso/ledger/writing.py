"""What a ledger takes in: a report whole, in the caller's transaction, or nothing of it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sayso.document import Document
from sayso.ledger.amending import amended
from sayso.ledger.restoring import Past
from sayso.ledger.rows import Extract, dumped, storable
from sayso.ledger.schema import (
    APPEARANCES,
    CAPTURES,
    ENTITIES,
    EVENTS,
    INPUTS,
    LABELS,
    MENTIONS,
    NAMES,
    PARTIES,
    READINGS,
    REPORTS,
    STATEMENTS,
    TEXTS,
    VERSIONS,
)
from sayso.ledger.versions import Capture, Version, versions_of

EXTRACTED = (NAMES, LABELS, STATEMENTS, MENTIONS, EVENTS, PARTIES, APPEARANCES)
Outcome = Literal["added", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report ready to be kept: its document, what was read in it, when and where it was captured, its input's digest, and what another ledger knew."""

    document: Document
    extract: Extract
    captured_at: str
    place: str | None = None
    digest: str | None = None
    past: Past | None = None

    @property
    def captures(self) -> tuple[Capture, ...]:
        """When its text was captured, first of all `captured_at`."""
        meta = self.document.metadata
        return self.past.captures if self.past else (Capture(self.document.id, self.captured_at, meta.published, meta.modified),)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an arrival: the number of its version, and whether its report is new, changed or as it was."""

    version: int
    outcome: Outcome


def keep(connection: Connection, arrival: Arrival, *, now: str, run: int | None = None) -> Kept:
    """Keeps a report in the caller's transaction; the same text of the same report again is only one more capture."""
    report, known = _report(connection, arrival)
    new, *more = arrival.captures
    place = _arranged(connection, report, {new, *more}, lambda version: _added(connection, arrival, version, report, run, now=now), now=now)
    if arrival.digest:
        noted(connection, arrival.digest, place.number)
    return Kept(place.number, "unchanged" if not place.new else "changed" if known else "added")


def keep_again(connection: Connection, number: int, captured_at: str, *, now: str) -> Kept:
    """Keeps that the text of a version was captured once more, as it was: a later end of that version, or a version anew if another text stood between."""
    chosen = select(VERSIONS.c.report, TEXTS.c.digest, VERSIONS.c.published, VERSIONS.c.modified).join(TEXTS, TEXTS.c.id == VERSIONS.c.text)
    row = connection.execute(chosen.where(VERSIONS.c.id == number)).one()
    new = Capture(row.digest, captured_at, row.published, row.modified)
    place = _arranged(connection, row.report, {new}, lambda version: _repeated(connection, row.report, version, now=now), now=now)
    return Kept(place.number, "changed" if place.new else "unchanged")


class _Place(NamedTuple):
    """The version that a capture came to, and whether it was made for it."""

    number: int
    new: bool


def _arranged(connection: Connection, report: int, captures: set[Capture], made: Callable[[Version], int], *, now: str) -> _Place:
    """Brings the versions of a report in line with captures of one text; `made` makes the version that they need, if they need one."""
    new = min(captures, key=lambda capture: capture.order)
    rows = _rows_of(connection, report)
    place = _Place(0, new=False)
    for version in versions_of({*_captures(connection, report), *captures}):
        row = next((number for number, text, captured_at in rows if version.holds(text, captured_at)), None)
        mine = version.holds(new.text, new.captured_at)
        if row is not None:
            _moved(connection, row, version)
        else:
            row = made(version) if mine else _repeated(connection, report, version, now=now)
        place = _Place(row, row not in {number for number, _, _ in rows}) if mine else place
    for capture in sorted(captures, key=lambda one: one.order):
        _captured(connection, report, capture)
    return place


def keep_reading(connection: Connection, version: int, found: Extract, place: Version, *, now: str) -> None:
    """Keeps a reading of a version and makes it the current one: its rows take the place of those before."""
    connection.execute(update(READINGS).where(READINGS.c.version == version).values(current=False))
    connection.execute(insert(READINGS), {
        "version": version, "engine": found.engine, "read_at": now, "current": True, "layers": found.layers,
    })
    found = amended(connection, version, found)  # what people have corrected in this text holds for every reading of it
    keep_rows(connection, version, found, known_from=place.known_from, known_until=place.known_until)


def keep_rows(connection: Connection, version: int, found: Extract, *, known_from: str, known_until: str | None) -> None:
    """Puts a reading's rows in the place of those that the version had."""
    linked = links_of(connection, version)
    if linked:
        connection.execute(update(ENTITIES).where(ENTITIES.c.id.in_(sorted(set(linked.values())))).values(stale=True))
    placed = placed_rows(version, found, linked, known_from=known_from, known_until=known_until)
    for table in EXTRACTED:
        connection.execute(delete(table).where(table.c.version == version))
        if placed[table.name]:
            connection.execute(insert(table), placed[table.name])


def placed_rows(
    version: int, found: Extract, linked: Mapping[str, str], *, known_from: str, known_until: str | None,
) -> dict[str, list[dict[str, Any]]]:
    """A reading's rows as they stand in a version, by table; `linked` tells whom names (by their keys) were linked to, the others are linked later."""
    clocks = {"known_from": known_from, "known_until": known_until}
    entities = {row["record"]: linked[row["key"]] for row in found.rows.get(NAMES.name, ()) if row["key"] in linked}
    placed: dict[str, list[dict[str, Any]]] = {}
    for table in EXTRACTED:
        more: Mapping[str, Any] = clocks if table is STATEMENTS else {}
        rows = [{**_linked(table, row, entities), **more, "version": version} for row in found.rows.get(table.name, ())]
        if table in (LABELS, MENTIONS):
            rows = [{**row, "day": min(row["day"] or known_from[:10], known_from[:10])} for row in rows]
        placed[table.name] = rows
    return placed


_NAMED_BY = {"names": "record", "labels": "name", "statements": "speaker", "mentions": "name", "parties": "name", "appearances": "name"}
"""The column of each table that says which name its entity goes with."""


def links_of(connection: Connection, version: int) -> dict[str, str]:
    """Whom the names of a version are linked to, by their keys."""
    chosen = select(NAMES.c.key, NAMES.c.entity).where(NAMES.c.version == version, NAMES.c.entity.is_not(None))
    return {row.key: row.entity for row in connection.execute(chosen)}


def _linked(table: Table, row: Mapping[str, Any], linked: Mapping[str, str]) -> Mapping[str, Any]:
    """A row with the entity that its name was linked to before, if it was."""
    if not linked or table.name not in _NAMED_BY:
        return row
    return {**row, "entity": linked.get(row[_NAMED_BY[table.name]] or "")}


def taken_in(connection: Connection, digest: str) -> int | None:
    """The version that an input with this digest gave before; None if there was none."""
    found = connection.execute(select(INPUTS.c.version).where(INPUTS.c.digest == digest)).scalar()
    return int(found) if found is not None else None


def noted(connection: Connection, digest: str, version: int) -> None:
    """Notes that an input has been taken in."""
    connection.execute(either_insert(connection, INPUTS).on_conflict_do_nothing(), {"digest": digest, "version": version})


def _report(connection: Connection, arrival: Arrival) -> tuple[int, bool]:
    """The number of the arrival's report, and whether it was there before.

    A report is told by its address; without one by its text, or by its file if that has changed.
    """
    url = arrival.document.metadata.url
    key = storable(url) if url else arrival.past.key if arrival.past else arrival.document.id
    found = connection.execute(select(REPORTS.c.id).where(REPORTS.c.key == key)).scalar()
    if found is None and not url and arrival.place and not arrival.past:
        found = connection.execute(select(REPORTS.c.id).where(REPORTS.c.place == arrival.place)).scalar()
    if found is not None:
        return int(found), True
    values = {"key": key, "url": storable(url) if url else None, "place": None if url else arrival.place}
    return int(connection.execute(insert(REPORTS).returning(REPORTS.c.id), values).scalar_one()), False


def _captures(connection: Connection, report: int) -> Iterator[Capture]:
    chosen = select(CAPTURES.c.text, CAPTURES.c.captured_at, CAPTURES.c.published, CAPTURES.c.modified)
    yield from (Capture(*row) for row in connection.execute(chosen.where(CAPTURES.c.report == report)))


def _captured(connection: Connection, report: int, new: Capture) -> None:
    values = {"report": report, **asdict(new)}
    connection.execute(either_insert(connection, CAPTURES).on_conflict_do_nothing(), values)


def _rows_of(connection: Connection, report: int) -> list[tuple[int, str, str]]:
    """The versions there are: number, text, capture."""
    chosen = select(VERSIONS.c.id, TEXTS.c.digest, VERSIONS.c.captured_at).join(TEXTS, TEXTS.c.id == VERSIONS.c.text)
    return [(row.id, row.digest, row.captured_at) for row in connection.execute(chosen.where(VERSIONS.c.report == report))]


def either_insert(connection: Connection, table: Table) -> Any:
    """An insert that may be told what to do on a conflict, in the database's own words."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def _text(connection: Connection, document: Document) -> int:
    found = connection.execute(select(TEXTS.c.id).where(TEXTS.c.digest == document.id)).scalar()
    if found is not None:
        return int(found)
    text = storable(document.text)
    values = {
        "digest": document.id, "length": len(document.text), "text": text,
        "exact": None if text == document.text else zlib.compress(document.text.encode("utf-8", "surrogatepass")),
        "raw": None if document.raw is None else zlib.compress(document.raw, 3),
    }
    return int(connection.execute(insert(TEXTS).returning(TEXTS.c.id), values).scalar_one())


def _added(connection: Connection, arrival: Arrival, version: Version, report: int, run: int | None, *, now: str) -> int:
    """Adds a version with its text and its reading; returns its number."""
    meta = arrival.document.metadata
    told = {name: storable(value) if (value := getattr(meta, name, None)) else None for name in _TOLD}
    origin = arrival.document.origin
    values = {
        "report": report, "text": _text(connection, arrival.document), **_clocks(version), **told,
        "authors": storable(dumped(list(meta.authors))), "sources": dumped(dict(meta.sources)),
        "origin": storable(origin) if origin else None, "run": run,
    }
    number = int(connection.execute(insert(VERSIONS).returning(VERSIONS.c.id), values).scalar_one())
    *before, current = arrival.past.readings if arrival.past else (None,)
    for one in before:
        connection.execute(insert(READINGS), {"version": number, "current": False, **asdict(one)})
    keep_reading(connection, number, arrival.extract, version, now=current.read_at if current else now)
    return number


_TOLD = ("published", "modified", "publisher", "wire", "title", "language")


def _clocks(version: Version) -> dict[str, str | None]:
    return {
        "captured_at": version.first.captured_at, "seen_at": version.seen_at,
        "known_from": version.known_from, "known_until": version.known_until,
    }


def _moved(connection: Connection, number: int, version: Version) -> None:
    """Brings a version's clocks up to date, and those of its statements where they changed."""
    now = {"known_from": version.known_from, "known_until": version.known_until}
    before = connection.execute(select(VERSIONS.c.known_from, VERSIONS.c.known_until).where(VERSIONS.c.id == number)).one()
    connection.execute(update(VERSIONS).where(VERSIONS.c.id == number).values(_clocks(version)))
    if tuple(before) != tuple(now.values()):
        connection.execute(update(STATEMENTS).where(STATEMENTS.c.version == number).values(now))
        _redated(connection, number, version.known_from[:10])


def _redated(connection: Connection, number: int, known: str) -> None:
    """The days that depend on when a version was known, once that has changed."""
    said = select(STATEMENTS.c.day).where(STATEMENTS.c.version == number, STATEMENTS.c.record == MENTIONS.c.statement).scalar_subquery()
    connection.execute(update(MENTIONS).where(MENTIONS.c.version == number).values(day=said))
    published = connection.execute(select(VERSIONS.c.published).where(VERSIONS.c.id == number)).scalar_one()
    connection.execute(update(LABELS).where(LABELS.c.version == number).values(day=min(known, (published or known)[:10])))


def _repeated(connection: Connection, report: int, version: Version, *, now: str) -> int:
    """A text that another one now parts in two: a version of its own for the later part, with a copy of the reading; returns its number."""
    digest = version.first.text
    old = connection.execute(
        select(VERSIONS).join(TEXTS, TEXTS.c.id == VERSIONS.c.text).where(VERSIONS.c.report == report, TEXTS.c.digest == digest)
    ).mappings().first()
    assert old is not None  # a report's captures all have a version
    values = {**{name: value for name, value in old.items() if name != "id"}, **_clocks(version)}
    number = int(connection.execute(insert(VERSIONS).returning(VERSIONS.c.id), values).scalar_one())
    reading = connection.execute(select(READINGS).where(READINGS.c.version == old["id"], READINGS.c.current)).mappings().one()
    rows = {table.name: tuple(_copied(connection, table, old["id"])) for table in EXTRACTED}
    keep_reading(connection, number, Extract(reading["engine"], reading["layers"], rows), version, now=now)
    return number


def _copied(connection: Connection, table: Table, version: int) -> Iterator[dict[str, Any]]:
    written = [column for column in table.columns if column.computed is None and column.name not in ("id", "version")]
    yield from map(dict, connection.execute(select(*written).where(table.c.version == version)).mappings())
