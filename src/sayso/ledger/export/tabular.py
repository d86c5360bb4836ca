"""The tables that CSV and Parquet hold: those about reports, and what people decided, with who corrected a record beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, LargeBinary, Row, Select, String, Table, select
from sqlalchemy.types import TypeEngine

from sayso.ledger.correction import Correction
from sayso.ledger.export.losses import REPORTED
from sayso.ledger.export.source import Chosen, streamed
from sayso.ledger.schema import (
    APPEARANCES,
    CAPTURES,
    CORRECTIONS,
    ENTITIES,
    EVENTS,
    JUDGEMENTS,
    METADATA,
    NAMES,
    REPORTS,
    STATEMENTS,
    TEXTS,
    VERSIONS,
)

TABULAR = tuple(METADATA.tables[name] for name in REPORTED if name != "failures")
"""The tables, in the order in which they refer to one another."""

_CORRECTABLE = (NAMES, STATEMENTS, EVENTS, APPEARANCES)
_BYTES = frozenset(f"{table.name}.{column.name}" for table in TABULAR for column in table.columns if isinstance(column.type, LargeBinary))
HOLDS = frozenset(f"{table.name}.{column.name}" for table in TABULAR for column in table.columns) - _BYTES
WHY = dict.fromkeys(_BYTES, "bytes have no place in a table; they stay in the ledger") | {"failures": "only reports are told there"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of an exported table."""

    name: str
    type: TypeEngine[Any]
    meaning: str
    nullable: bool


_BY = (
    Heading("corrected_fields", String(), "What people corrected in it, parted by spaces; null: nothing.", nullable=True),
    Heading("corrected_by", String(), "Who did, parted by “; ”.", nullable=True),
    Heading("corrected_at", String(), "When they did last: UTC time.", nullable=True),
)


def headings(chosen: Chosen, table: Table) -> list[Heading]:
    """The columns of an exported table: no bytes, no whole texts unless asked for; then who corrected the record, in tables of such."""
    own = [Heading(column.name, column.type, str(column.comment), bool(column.nullable)) for column in _columns(chosen, table)]
    return [*own, *(_BY if table in _CORRECTABLE else ())]


def rows(chosen: Chosen, table: Table) -> Iterator[list[Any]]:
    """The rows of an exported table that belong to the chosen versions, in a fixed order, streamed."""
    corrected = _corrected(chosen) if table in _CORRECTABLE else None
    for row in streamed(chosen.connection, _chosen(chosen, table)):
        yield [*row, *(() if corrected is None else _by(row, corrected))]


def _columns(chosen: Chosen, table: Table) -> list[Column[Any]]:
    hidden = _BYTES | (frozenset() if chosen.choice.with_text else {"texts.text"})
    return [column for column in table.columns if f"{table.name}.{column.name}" not in hidden]


def _chosen(chosen: Chosen, table: Table) -> Select[Any]:
    query = select(*_columns(chosen, table)).order_by(*table.primary_key.columns)
    live = chosen.choice.live
    if table is VERSIONS:
        return query.where(live)
    if "version" in table.c:
        return query.where(table.c.version.in_(select(VERSIONS.c.id).where(live)))
    if table in (REPORTS, TEXTS):
        return query.where(table.c.id.in_(select(VERSIONS.c.report if table is REPORTS else VERSIONS.c.text).where(live)))
    if table is ENTITIES:
        return query.where(table.c.id.in_(select(NAMES.c.entity).join(VERSIONS, VERSIONS.c.id == NAMES.c.version).where(live)))
    if table is CAPTURES:
        then = chosen.choice.as_of
        mine = CAPTURES.c.report.in_(select(VERSIONS.c.report).where(live))
        return query.where(mine if then is None else mine & (CAPTURES.c.captured_at <= then))
    document = {CORRECTIONS: CORRECTIONS.c.document, JUDGEMENTS: JUDGEMENTS.c.left_document}[table]
    return query.where(document.in_(select(TEXTS.c.digest).join(VERSIONS, VERSIONS.c.text == TEXTS.c.id).where(chosen.choice.known)))


def _corrected(chosen: Chosen) -> dict[tuple[int, str], tuple[Correction, ...]]:
    """The corrections of every record that has some, by its version and id; as many as people made."""
    texts = select(VERSIONS.c.id, TEXTS.c.digest).join(TEXTS, TEXTS.c.id == VERSIONS.c.text).where(chosen.choice.live)
    mine = chosen.connection.execute(texts.where(TEXTS.c.digest.in_(select(CORRECTIONS.c.document)))).all()
    return {(version, record): changes for version, digest in mine for record, changes in chosen.changes(version, digest).items()}


def _by(row: Row[Any], corrected: dict[tuple[int, str], tuple[Correction, ...]]) -> list[str | None]:
    changes = corrected.get((row.version, row.record), ())
    if not changes:
        return [None, None, None]
    return [" ".join(dict.fromkeys(one.field for one in changes)), "; ".join(dict.fromkeys(one.by for one in changes)), max(one.at for one in changes)]
