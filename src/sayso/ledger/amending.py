"""Corrections where they meet what an engine read: the rows of a version are made from the reading with corrections laid over it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from sayso.attribution import spans as spans_of
from sayso.ledger.correction import Corrected, Correction, corrected
from sayso.ledger.rows import Extract, extract
from sayso.ledger.schema import CORRECTIONS, TEXTS, VERSIONS
from sayso.ledger.stored import document_of, reading_of, whole


def corrected_reading(connection: Connection, version: int) -> Corrected:
    """The current reading of a version with the corrections of its text laid over it; raises NotFoundError."""
    reading = reading_of(connection, version)
    return corrected(reading, corrections_of(connection, reading.document.id))


def amended(connection: Connection, version: int, found: Extract) -> Extract:
    """What was read in a version with its rows corrected, where a person has corrected anything; the reading itself is kept as it is."""
    chosen = select(CORRECTIONS.c.id).join(TEXTS, TEXTS.c.digest == CORRECTIONS.c.document).join(VERSIONS, VERSIONS.c.text == TEXTS.c.id)
    if connection.execute(chosen.where(VERSIONS.c.id == version).limit(1)).first() is None:
        return found
    document = document_of(connection, version)
    result = corrected(whole(document, found.engine, found.layers), corrections_of(connection, document.id))
    return replace(found, rows=extract(result.reading, corrected=result.ids).rows)


def corrections_of(connection: Connection, document: str) -> tuple[Correction, ...]:
    """All rows about a text, oldest first, those taken back too."""
    rows = connection.execute(select(CORRECTIONS).where(CORRECTIONS.c.document == document).order_by(CORRECTIONS.c.id))
    return tuple(correction_of(row) for row in rows)


def correction_of(row: Row[Any]) -> Correction:
    """A row of the corrections table."""
    values = {**row._mapping, "anchor": spans_of(json.loads(row.anchor)), "before": json.loads(row.before), "after": json.loads(row.after)}  # noqa: SLF001
    return Correction(**values)
