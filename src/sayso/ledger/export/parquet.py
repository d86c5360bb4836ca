"""Parquet: a file for each table about reports, typed as in the schema, each column with its meaning; needs pyarrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import BigInteger, Boolean, Connection, Float, Integer, Table
from sqlalchemy.types import TypeEngine

from sayso.errors import ExportError
from sayso.ledger.export.losses import REPORTED
from sayso.ledger.export.source import Choice, columns_of, rows_of
from sayso.ledger.export.tables import HOLDS, WHY
from sayso.ledger.export.writing import told, whole_folder
from sayso.ledger.opening import Ledger
from sayso.ledger.schema import METADATA, VERSIONS

__all__ = ["HOLDS", "WHY", "write"]

_GROUP = 10_000


def write(ledger: Ledger, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:  # noqa: ARG001 - as every format
    """Writes the tables to a folder; raises ExportError without pyarrow, or for standard output."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise ExportError("parquet", "needs pyarrow: pip install 'sayso[parquet]'") from error
    if out is None:
        raise ExportError("-", "Parquet is a folder of files and cannot go to standard output; name a folder with --out")
    with ledger.reading() as connection, whole_folder(out) as folder:
        for name in REPORTED:
            table = METADATA.tables[name]
            schema = _schema(pa, table, choice)
            with told(out), parquet.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as file:
                for count, group in _groups(connection, table, choice):
                    file.write_table(pa.Table.from_pylist(group, schema=schema))
                    if table is VERSIONS:
                        progress(count)


def _groups(connection: Connection, table: Table, choice: Choice) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Row groups, each with the count of rows so far."""
    rows = rows_of(connection, table, choice)
    count = 0
    while group := [dict(row._mapping) for row in islice(rows, _GROUP)]:  # noqa: SLF001 - SQLAlchemy's documented accessor
        count += len(group)
        yield count, group


def _schema(pa: Any, table: Table, choice: Choice) -> Any:
    fields = [table.c[name] for name in columns_of(table, choice)]
    listed = [pa.field(c.name, _type(pa, c.type), nullable=bool(c.nullable), metadata={"meaning": str(c.comment)}) for c in fields]
    return pa.schema(listed, metadata={"meaning": str(table.comment)})


def _type(pa: Any, kind: TypeEngine[Any]) -> Any:
    if isinstance(kind, Boolean):
        return pa.bool_()
    if isinstance(kind, Float):
        return pa.float64()
    if isinstance(kind, BigInteger | Integer):
        return pa.int64()
    return pa.string()
