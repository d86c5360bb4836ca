"""What a ledger takes in: a report whole, in the caller's transaction, or nothing of it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sayso.document import Document, Metadata
from sayso.ledger.rows import Extract, dumped, storable
from sayso.ledger.schema import (
    APPEARANCES,
    EVENTS,
    INPUTS,
    MENTIONS,
    NAMES,
    PARTIES,
    READINGS,
    REPORTS,
    STATEMENTS,
    TEXTS,
    VERSIONS,
)
from sayso.ledger.versions import Capture, Placed, placed

EXTRACTED = (NAMES, STATEMENTS, MENTIONS, EVENTS, PARTIES, APPEARANCES)
Outcome = Literal["added", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report ready to be kept: its document, what was read in it, when and where it was captured, its input's digest."""

    document: Document
    extract: Extract
    captured_at: str
    place: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an arrival: the number of its version, and whether its report is new, changed or as it was."""

    version: int
    outcome: Outcome


def keep(connection: Connection, arrival: Arrival, *, now: str, run: int | None = None) -> Kept:
    """Keeps a report in the caller's transaction; the same text of the same report again changes nothing but `seen_at`."""
    report, known = _report(connection, arrival)
    meta = arrival.document.metadata
    new = Capture(arrival.document.id, arrival.captured_at, arrival.captured_at, _stated(meta, first=not known))
    versions = placed(known, new)
    outcome: Outcome = "changed" if known else "added"
    number = None
    text = _text(connection, arrival.document)
    for place in versions:
        if place.capture.version is not None:
            _moved(connection, place)
        elif place.capture == new:
            number = _version(connection, arrival, place, report, text, run)
            keep_reading(connection, number, arrival.extract, place, now=now)
        else:
            _repeated(connection, place, now=now)
    if number is None:
        outcome = "unchanged"
        number = next(p.capture.version for p in versions if p.capture.text == new.text and p.capture.version is not None)
    if arrival.digest:
        noted(connection, arrival.digest, number)
    return Kept(number, outcome)


def keep_reading(connection: Connection, version: int, found: Extract, place: Placed, *, now: str) -> None:
    """Keeps a reading of a version and makes it the current one: its rows take the place of those before."""
    connection.execute(update(READINGS).where(READINGS.c.version == version).values(current=False))
    connection.execute(insert(READINGS), {
        "version": version, "engine": found.engine, "read_at": now, "current": True, "layers": found.layers,
    })
    keep_rows(connection, version, found, known_from=place.known_from, known_until=place.known_until)


def keep_rows(connection: Connection, version: int, found: Extract, *, known_from: str, known_until: str | None) -> None:
    """Puts a reading's rows in the place of those that the version had."""
    clocks = {"known_from": known_from, "known_until": known_until}
    for table in EXTRACTED:
        connection.execute(delete(table).where(table.c.version == version))
        more: Mapping[str, Any] = clocks if table is STATEMENTS else {}
        rows = [{**row, **more, "version": version} for row in found.rows.get(table.name, ())]
        if rows:
            connection.execute(insert(table), rows)


def taken_in(connection: Connection, digest: str) -> int | None:
    """The version that an input with this digest gave before; None if there was none."""
    found = connection.execute(select(INPUTS.c.version).where(INPUTS.c.digest == digest)).scalar()
    return int(found) if found is not None else None


def noted(connection: Connection, digest: str, version: int) -> None:
    """Notes that an input has been taken in."""
    either = sqlite.insert(INPUTS) if connection.dialect.name == "sqlite" else postgresql.insert(INPUTS)
    connection.execute(either.on_conflict_do_nothing(), {"digest": digest, "version": version})


def _report(connection: Connection, arrival: Arrival) -> tuple[int, tuple[Capture, ...]]:
    """The number of the arrival's report and its versions so far; a new report has none.

    A report is told by its address; without one by its text, or by its file if that has changed.
    """
    url = arrival.document.metadata.url
    key = storable(url) if url else arrival.document.id
    found = connection.execute(select(REPORTS.c.id).where(REPORTS.c.key == key)).scalar()
    if found is None and not url and arrival.place:
        found = connection.execute(select(REPORTS.c.id).where(REPORTS.c.place == arrival.place)).scalar()
    if found is None:
        values = {"key": key, "url": storable(url) if url else None, "place": None if url else arrival.place}
        return int(connection.execute(insert(REPORTS).returning(REPORTS.c.id), values).scalar_one()), ()
    rows = connection.execute(
        select(VERSIONS.c.id, VERSIONS.c.captured_at, VERSIONS.c.seen_at, VERSIONS.c.published, VERSIONS.c.modified, TEXTS.c.digest)
        .join(TEXTS, TEXTS.c.id == VERSIONS.c.text).where(VERSIONS.c.report == found).order_by(VERSIONS.c.captured_at, VERSIONS.c.id)
    ).all()
    return int(found), tuple(
        Capture(row.digest, row.captured_at, row.seen_at, row.published if first else row.modified, row.id)
        for row, first in zip(rows, [True] + [False] * len(rows), strict=False)
    )


def _stated(meta: Metadata, *, first: bool) -> str | None:
    """What the text says of its own time: a first version its publication, a later one its last change."""
    return meta.published if first else meta.modified


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


def _version(connection: Connection, arrival: Arrival, place: Placed, report: int, text: int, run: int | None) -> int:
    meta = arrival.document.metadata
    told = {name: storable(value) if (value := getattr(meta, name, None)) else None for name in _TOLD}
    values = {
        "report": report, "text": text, "captured_at": place.capture.captured_at, "seen_at": place.capture.seen_at,
        "known_from": place.known_from, "known_until": place.known_until, **told, "authors": storable(dumped(list(meta.authors))),
        "sources": dumped(dict(meta.sources)), "origin": storable(arrival.document.origin) if arrival.document.origin else None, "run": run,
    }
    return int(connection.execute(insert(VERSIONS).returning(VERSIONS.c.id), values).scalar_one())


_TOLD = ("published", "modified", "publisher", "wire", "title", "language")


def _moved(connection: Connection, place: Placed) -> None:
    """Brings a version's clocks up to date, and those of its statements where they changed."""
    number = place.capture.version
    values = {
        "captured_at": place.capture.captured_at, "seen_at": place.capture.seen_at,
        "known_from": place.known_from, "known_until": place.known_until,
    }
    before = connection.execute(select(VERSIONS.c.known_from, VERSIONS.c.known_until).where(VERSIONS.c.id == number)).one()
    connection.execute(update(VERSIONS).where(VERSIONS.c.id == number).values(values))
    if tuple(before) != (place.known_from, place.known_until):
        clocks = {"known_from": place.known_from, "known_until": place.known_until}
        connection.execute(update(STATEMENTS).where(STATEMENTS.c.version == number).values(clocks))


def _repeated(connection: Connection, place: Placed, *, now: str) -> None:
    """A text that came back after another one stood in its place: a version of its own, with a copy of the reading."""
    old = connection.execute(
        select(VERSIONS).join(TEXTS, TEXTS.c.id == VERSIONS.c.text).where(TEXTS.c.digest == place.capture.text).order_by(VERSIONS.c.id)
    ).mappings().first()
    if old is None:
        return
    values = {**old, "captured_at": place.capture.captured_at, "seen_at": place.capture.seen_at, "known_from": place.known_from,
              "known_until": place.known_until}
    del values["id"]
    number = int(connection.execute(insert(VERSIONS).returning(VERSIONS.c.id), values).scalar_one())
    reading = connection.execute(select(READINGS).where(READINGS.c.version == old["id"], READINGS.c.current)).mappings().one()
    rows = {
        table.name: tuple({k: v for k, v in row.items() if k not in ("id", "version")} for row in
                          connection.execute(select(table).where(table.c.version == old["id"])).mappings())
        for table in EXTRACTED
    }
    keep_reading(connection, number, Extract(reading["engine"], reading["layers"], rows), place, now=now)
