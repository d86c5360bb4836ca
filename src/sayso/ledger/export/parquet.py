"""Parquet: a file for each table, typed as in the schema, each column with its meaning; needs pyarrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import BigInteger, Boolean, Float, Integer, Table
from sqlalchemy.types import TypeEngine

from sayso.errors import ExportError
from sayso.ledger.export.source import Choice, Chosen
from sayso.ledger.export.tabular import HOLDS, TABULAR, WHY, Heading, headings, rows
from sayso.ledger.export.writing import told, whole_folder
from sayso.ledger.opening import Ledger
from sayso.ledger.schema import VERSIONS

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
    with ledger.reading(as_of=choice.as_of) as connection, whole_folder(out) as folder:
        chosen = Chosen(connection, choice, progress)
        for table in TABULAR:
            schema = _schema(pa, table, headings(chosen, table))
            with told(out), parquet.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as file:
                found, count = rows(chosen, table), 0
                while group := list(islice(found, _GROUP)):
                    file.write_table(pa.Table.from_arrays([pa.array(column, field.type) for column, field in zip(zip(*group, strict=True), schema, strict=True)], schema=schema))
                    count += len(group)
                    if table is VERSIONS:
                        chosen.seen(count)


def _schema(pa: Any, table: Table, fields: Iterable[Heading]) -> Any:
    listed = [pa.field(one.name, _type(pa, one.type), nullable=one.nullable, metadata={"meaning": one.meaning}) for one in fields]
    return pa.schema(listed, metadata={"meaning": str(table.comment)})


def _type(pa: Any, kind: TypeEngine[Any]) -> Any:
    if isinstance(kind, Boolean):
        return pa.bool_()
    if isinstance(kind, Float):
        return pa.float64()
    if isinstance(kind, BigInteger | Integer):
        return pa.int64()
    return pa.string()
