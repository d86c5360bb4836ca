"""CSV and TSV with a report in each row."""

from __future__ import annotations

import csv
import io
import tracemalloc
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from sayso.errors import EmptyInputError, HostileInputError, UnsupportedFormatError
from sayso.intake.columns import columns, table_delimiter
from sayso.intake.inputs import Failure, Item, items_in, taken
from sayso.intake.sniffing import Form

HEADER = ["Headline", "Pub Date", "Outlet", "Link", "Article Text"]
ROWS = [
    ["Harbour closed", "2031-05-06", "The Velm Gazette", "https://velm.example/1", 'The master said, "No ship sails."\nHe left, at noon.'],
    ["Café opens", "6 May 2031", "The Velm Gazette", "https://velm.example/2", "“We open”, the owner of the café said."],
]


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([HEADER, *rows])
    return out.getvalue()


def read(raw: bytes, limit: int = 1 << 26) -> list[Item | Failure]:
    return list(items_in(["-"], stdin=io.BytesIO(raw), limit=limit))


def texts(found: list[Item | Failure]) -> list[str]:
    return [taken(item).document.text for item in found if isinstance(item, Item)]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_a_row_is_a_report_with_what_its_columns_say(delimiter: str) -> None:
    found = read(table(ROWS, delimiter).encode())
    assert texts(found) == [row[-1] for row in ROWS]
    assert [item.where for item in found] == ["-:2", "-:4"]
    first = found[0]
    assert isinstance(first, Item)
    assert (first.known.title, first.known.published, first.known.publisher) == ("Harbour closed", "2031-05-06", "The Velm Gazette")
    assert (first.known.url, set(first.known.sources.values())) == ("https://velm.example/1", {"record"})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_bytes(table(ROWS).encode(encoding))
    assert texts(list(items_in([str(path)]))) == [row[-1] for row in ROWS]
    assert texts(list(items_in([str(tmp_path)]))) == [row[-1] for row in ROWS]


def test_one_row_in_another_encoding_harms_no_other() -> None:
    raw = table(ROWS).encode() + "Fähre,2031-05-07,The Velm Gazette,,Die Fähre hält.\r\n".encode("cp1252")
    assert texts(read(raw))[1:] == [ROWS[1][-1], "Die Fähre hält."]


def test_a_row_without_text_fails_alone_and_short_rows_count() -> None:
    found = read(b"title,text,url\r\nA,,x\r\n\r\nB,One.\r\nC\r\nD,Two.,y,z\r\n")
    assert texts(found) == ["One.", "Two."]
    assert [item.where for item in found if isinstance(item, Failure)] == ["-:2", "-:5"]
    assert all(isinstance(item.error, EmptyInputError) for item in found if isinstance(item, Failure))


def test_pages_in_a_table() -> None:
    (found,) = read(b'html,url\n"<html><body><p>The mayor said so.</p></body></html>",https://velm.example/1\n')
    assert isinstance(found, Item)
    assert found.form is Form.PAGE
    assert "The mayor said so." in taken(found).document.text


def test_a_huge_field_and_a_nul_are_kept() -> None:
    text = "word " * 60_000 + "\x00 end"
    assert texts(read(f"title,text\nA,{text}\n".encode())) == [text]
    assert csv.field_size_limit() == 131_072


def test_a_quotation_mark_left_open_ends_at_the_limit() -> None:
    found = read(b'title,text\nA,One.\nB,"' + b"two three\n" * 50_000, limit=100_000)
    assert texts(found) == ["One."]
    (failure,) = (item for item in found if isinstance(item, Failure))
    assert isinstance(failure.error, HostileInputError)
    assert failure.error.where == "-:3"


def test_a_table_without_a_text_is_told_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("day,price\n2031-05-06,4\n")
    (found,) = items_in([str(path)])
    assert isinstance(found, Failure)
    assert isinstance(found.error, UnsupportedFormatError)
    assert "no column is called" in str(found.error)
    (folder,) = items_in([str(tmp_path)])
    assert isinstance(folder, Failure)
    assert "no reports in this folder" in str(folder.error)


def test_prose_is_no_table() -> None:
    for text in ("Text, title and body were lost, he said.\nNobody asked.\n", "text\n\nThe mayor said so.\n", "content; body\n"):
        assert texts(read(text.encode())) == [text]


def test_the_most_usual_name_of_several_wins() -> None:
    assert columns(["content", "Body", "TEXT", "date_download", "date"]) == {"text": 2, "published": 4, "captured": 3}
    assert table_delimiter("text\n", "a.csv") == ","
    assert table_delimiter("text\n", "a.txt") is None


def test_rows_are_read_in_constant_memory() -> None:
    row = b"Headline,2031-05-06,Gazette,https://velm.example/1,The mayor said so. " + b"He left. " * 20 + b"\r\n"

    class Rows(io.RawIOBase):
        left = 10_000

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            count = min(len(buffer) // len(row), self.left)
            self.left -= count
            buffer[: count * len(row)] = row * count
            return count * len(row)

    stream = io.BufferedReader(cast("io.RawIOBase", io.BufferedReader(_Headed(Rows()), 1 << 16)))
    tracemalloc.start()
    try:
        assert sum(isinstance(item, Item) for item in items_in(["-"], stdin=cast("BinaryIO", stream))) == 10_000
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


class _Headed(io.RawIOBase):
    def __init__(self, rows: io.RawIOBase) -> None:
        self._head = b"title,date,publisher,url,text\r\n"
        self._rows = rows

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._head:
            size = len(self._head)
            buffer[:size], self._head = self._head, b""
            return size
        return self._rows.readinto(buffer)  # type: ignore[no-any-return, attr-defined]


def test_lines_of_an_old_machine_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"title,text\rA,One.\rB,Two.\r")
    (found,) = items_in([str(path)])
    assert isinstance(found, Failure)
    assert isinstance(found.error, UnsupportedFormatError)
