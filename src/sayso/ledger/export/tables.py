"""CSV: a file for each table about reports, UTF-8, a header line, empty for null, true and false in words; and the statements alone as a stream."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, Table

from sayso.ledger.export.losses import REPORTED
from sayso.ledger.export.source import Choice, columns_of, rows_of
from sayso.ledger.export.writing import told, whole_folder
from sayso.ledger.opening import Ledger
from sayso.ledger.schema import METADATA, STATEMENTS, VERSIONS

_BYTES = frozenset({"texts.raw", "texts.exact"})
HOLDS = frozenset(f"{table}.{name}" for table in REPORTED for name in METADATA.tables[table].columns.keys()) - _BYTES  # noqa: SIM118
WHY = dict.fromkeys(_BYTES, "bytes have no place in a table; they stay in the ledger")


def write(ledger: Ledger, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:
    """Writes the tables to a folder, or the statements to the stream."""
    with ledger.reading() as connection:
        if out is None:
            _table(connection, STATEMENTS, stdout, choice, lambda _: None)
            return
        with whole_folder(out) as folder:
            for name in REPORTED:
                table = METADATA.tables[name]
                with told(out), (folder / f"{name}.csv").open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
                    _table(connection, table, file, choice, progress if table is VERSIONS else lambda _: None)


def _table(connection: Connection, table: Table, file: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(columns_of(table, choice))
    for number, row in enumerate(rows_of(connection, table, choice), 1):
        rows.writerow(_cells(row))
        progress(number)


def _cells(row: Iterable[Any]) -> list[Any]:
    return [str(value).lower() if isinstance(value, bool) else value for value in row]
