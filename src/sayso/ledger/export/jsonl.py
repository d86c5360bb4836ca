"""JSON Lines: the whole ledger. Each report as it now stands is a line of the contract, corrections applied; added to another ledger, all comes back.

A line of `sayso/reading/1` is a report as it now stands; under `ledger` it carries what the ledger keeps beside the reading. The lines of
`sayso/ledger/1` hold the rest: the ledger itself first, what people decided, what failed, and the earlier versions of reports.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, Table, select

from sayso._version import VERSION
from sayso.contract import SCHEMA_ID, to_json
from sayso.document import Document, Reading
from sayso.ledger.correction import Corrected, Correction, corrected
from sayso.ledger.export.losses import REPORTED
from sayso.ledger.export.source import Choice, Chosen, Report
from sayso.ledger.export.writing import write_pieces
from sayso.ledger.kept import LEDGER_ID
from sayso.ledger.opening import Ledger
from sayso.ledger.rows import dumped
from sayso.ledger.schema import CAPTURES, CORRECTIONS, ENTITIES, FAILURES, JUDGEMENTS, METADATA, NAMES, READINGS, SCHEMA_VERSION
from sayso.ledger.stored import document_of, unpacked, whole

_IN_JSON = {"authors", "sources", "aliases", "roles", "anchor", "before", "after", "engine", "layers"}
Json = dict[str, Any]
HOLDS = frozenset(f"{table}.{name}" for table in REPORTED for name in METADATA.tables[table].columns.keys()) - {  # noqa: SIM118
    "texts.id", "reports.id", "versions.id", "versions.report", "versions.text", "versions.run", "readings.id", "statements.id", "captures.report"}
WHY = {"versions.run": "another ledger has runs of its own"} | dict.fromkeys(
    ("texts.id", "reports.id", "versions.id", "versions.report", "versions.text", "readings.id", "statements.id", "captures.report"),
    "a row’s number means nothing outside this ledger",
)


def pieces(chosen: Chosen) -> Iterator[str]:
    """The lines."""
    yield from (dumped({"schema": LEDGER_ID, **note}) + "\n" for note in notes(chosen))
    for report, live in chosen.versions():
        line = kept(report, chosen.corrections.get(report.version.digest, ()))
        yield dumped(line if live else {"schema": LEDGER_ID, "earlier": line}) + "\n"


def notes(chosen: Chosen) -> Iterator[Json]:
    """What the ledger holds beside its reports."""
    yield {"ledger": {"sayso": VERSION, "tables": SCHEMA_VERSION, "as_of": chosen.choice.as_of}}
    for name, table in (("correction", CORRECTIONS), ("judgement", JUDGEMENTS), ("failure", FAILURES)):
        yield from ({name: row} for row in _rows(chosen.connection, table))


def _rows(connection: Connection, table: Table) -> Iterator[Json]:
    for row in connection.execute(select(table).order_by(table.c.id)).mappings():
        yield {name: json.loads(value) if name in _IN_JSON else value for name, value in row.items()}


def kept(report: Report, corrections: Iterable[Correction]) -> Json:
    """One version of a report: its current reading with corrections laid over it, and what the ledger keeps beside."""
    connection, version = report.connection, report.version
    document = document_of(connection, version.id)
    readings = tuple(connection.execute(select(READINGS).where(READINGS.c.version == version.id).order_by(READINGS.c.id)))
    current = next(row for row in readings if row.current)
    engine, layers = json.loads(current.engine), unpacked(current.layers)
    found = corrected(whole(document, current.engine, current.layers), tuple(corrections)) if corrections else None
    now = layers if found is None or not found.records else {name: value for name, value in to_json(found.reading).items() if name in layers}
    beside = {
        "key": version.key, "place": version.place, **{name: getattr(version, name) for name in _CLOCKS}, "captures": _captures(report),
        "entities": _entities(report), "corrected": {} if found is None else _corrected(found),
        "readings": [{"engine": json.loads(row.engine), "read_at": row.read_at, "current": row.current,
                      "layers": None if row.current and now is layers else unpacked(row.layers)} for row in readings],
        "page": None if document.raw is None else base64.b64encode(zlib.compress(document.raw, 3)).decode("ascii"),
    }
    return {"schema": SCHEMA_ID, "engine": engine, "document": _document(document), **now, "ledger": beside}


_CLOCKS = ("captured_at", "seen_at", "known_from", "known_until")


def _document(document: Document) -> Json:
    found: Json = to_json(Reading(document))["document"]
    return found


def _captures(report: Report) -> list[Mapping[str, Any]]:
    """Those of this version."""
    v, c = report.version, CAPTURES.c
    mine = (c.report == v.report) & (c.text == v.digest) & c.captured_at.between(v.captured_at, v.seen_at)
    return [dict(row) for row in report.connection.execute(select(c.captured_at, c.published, c.modified).where(mine).order_by(c.captured_at)).mappings()]


def _entities(report: Report) -> dict[str, Json]:
    """Whom linking takes the entities of the report for, by their ids in it."""
    chosen = select(NAMES.c.record, NAMES.c.entity, ENTITIES.c.name).outerjoin(ENTITIES, ENTITIES.c.id == NAMES.c.entity)
    rows = report.connection.execute(chosen.where(NAMES.c.version == report.version.id, NAMES.c.entity.is_not(None)).order_by(NAMES.c.record))
    return {row.record: {"id": row.entity, "name": row.name} for row in rows}


def _corrected(found: Corrected) -> dict[str, list[Json]]:
    """The records that corrections changed, those rejected too, and how."""
    return {record: [{name: getattr(one, name) for name in ("id", "field", "before", "after", "by", "at", "why")} for one in rows]
            for record, rows in sorted(found.records.items())}


def write(ledger: Ledger, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:
    """Writes the lines."""
    write_pieces(ledger, pieces, out, stdout, choice, progress)
