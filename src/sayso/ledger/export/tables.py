"""CSV: a file for each table, UTF-8, a header line, empty for null, true and false in words; and the statements alone as a stream."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Table

from sayso.ledger.export.source import Choice, Chosen
from sayso.ledger.export.tabular import HOLDS, TABULAR, WHY, headings, rows
from sayso.ledger.export.writing import told, whole_folder
from sayso.ledger.opening import Ledger
from sayso.ledger.schema import STATEMENTS, VERSIONS

__all__ = ["HOLDS", "WHY", "write"]


def write(ledger: Ledger, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:
    """Writes the tables to a folder, or the statements to the stream."""
    with ledger.reading(as_of=choice.as_of) as connection:
        chosen = Chosen(connection, choice, progress)
        if out is None:
            _table(chosen, STATEMENTS, stdout)
            return
        with whole_folder(out) as folder:
            for table in TABULAR:
                with told(out), (folder / f"{table.name}.csv").open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
                    _table(chosen, table, file)


def _table(chosen: Chosen, table: Table, file: TextIO) -> None:
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow([heading.name for heading in headings(chosen, table)])
    for number, row in enumerate(rows(chosen, table), 1):
        lines.writerow(_cells(row))
        if table is VERSIONS:
            chosen.seen(number)


def _cells(row: Iterable[Any]) -> list[Any]:
    return [str(value).lower() if isinstance(value, bool) else value for value in row]
