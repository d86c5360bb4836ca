"""CSV and TSV: tables with a report in each row, under a header that names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress

from sayso.errors import HostileInputError, InputError, UnsupportedFormatError
from sayso.intake.columns import columns, table_delimiter
from sayso.intake.decode import decode
from sayso.intake.item import Failure, Item, text_bytes
from sayso.intake.records import record_of
from sayso.intake.sniffing import Form
from sayso.intake.streams import Rest, size_in_words


def table_items(where: str, rest: Rest, head: bytes, limit: int) -> Iterator[Item | Failure]:
    """An item of each row, named by the line that it begins on; a row without text fails alone.

    Args:
        where: the table's name.
        rest: the table from its beginning.
        head: its first bytes, by which the encoding is told.
        limit: the longest row that is read, in bytes.

    Raises InputError if no column is a text, or at a row that is longer.
    """
    lines = _Lines(rest, head, limit, where)
    header = next(lines, "")
    parted = table_delimiter(header, where)
    if parted is None:
        wanted = "“text” (or body, content, article) or “html”"
        raise UnsupportedFormatError(where, f"is a table in whose first line no column is called {wanted}; name the one with the reports")
    fields = columns(next(csv.reader([header], delimiter=parted)))
    rows = csv.reader(lines, delimiter=parted)
    while (row := _next_row(rows, lines, limit)) is not None:
        if any(cell.strip() for cell in row):
            yield _item(f"{where}:{lines.row_line}", row, fields)


def _next_row(rows: Iterator[list[str]], lines: _Lines, limit: int) -> list[str] | None:
    """The next row, or None; the csv module's limit on fields, which is the whole program's, is lifted only meanwhile."""
    lines.begin_row()
    before = csv.field_size_limit(max(limit, 1 << 17))
    try:
        return next(rows, None)
    except csv.Error as error:
        place = f"{lines.where}:{lines.row_line}"
        raise InputError(place, f"is no row of a table ({error}); the rows from here on were not read") from error
    finally:
        csv.field_size_limit(before)


def _item(place: str, row: list[str], fields: dict[str, int]) -> Item | Failure:
    value = {field: row[at] for field, at in fields.items() if at < len(row)}
    try:
        record = record_of({"text": "", **value}, place)
    except InputError as error:
        return Failure(place, error)
    form = Form.PAGE if record.html else Form.TEXT
    return Item(place, text_bytes(record.text), form, record.metadata, record.captured, "utf-8")


class _Lines:
    """The decoded lines of a table, counted, one in memory at a time; a row longer than the limit is refused."""

    def __init__(self, rest: Rest, head: bytes, limit: int, where: str) -> None:
        sample = head[: head.rfind(b"\n") + 1] or head
        self._encoding = decode(sample, where=where).encoding
        wide = self._encoding.startswith(("utf-16", "utf-32"))
        self._wide = io.TextIOWrapper(io.BufferedReader(rest), self._encoding, "replace", newline="\n") if wide else None
        self._rest, self._limit, self.where = rest, limit, where
        self._number = self._size = 0
        self.row_line = 1

    def begin_row(self) -> None:
        """The next line begins a row."""
        self._size, self.row_line = 0, self._number + 1

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._wide.readline(self._limit + 1) if self._wide else self._decoded(self._rest.line(self._limit + 1))
        self._number += 1
        self._size += len(line)
        if self._limit < self._size:
            problem = f"begins a row longer than the {size_in_words(self._limit)} that sayso reads; is a quotation mark left open?"
            raise HostileInputError(f"{self.where}:{self.row_line}", problem)
        if not line:
            raise StopIteration
        return line.removeprefix("\ufeff") if self._number == 1 else line

    def _decoded(self, line: bytes) -> str:
        """A line by UTF-8 if it can be, else by what the beginning of the table is in, else by its own bytes."""
        for encoding in ("utf-8", self._encoding):
            with suppress(UnicodeDecodeError, LookupError):
                return line.decode(encoding)
        return decode(line, where=self.where).text
