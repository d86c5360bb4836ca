"""Files, folders, standard input and JSON Lines as a stream of documents and failures."""

from __future__ import annotations

import io
import json
import os
import time
from pathlib import Path

import pytest

from sayso.document import Document
from sayso.errors import EmptyInputError, HostileInputError, InputError, MissingInputError, UnsupportedFormatError
from sayso.intake.inputs import MOST_BYTES, Failure, Intake, Progress, Result, read_inputs
from sayso.intake.records import day_or_time

STORY = (
    "Harbour closed for a third day\n\nThe harbour master, Ida Brandt, said on Tuesday that the port of Velm would stay shut.\n"
)
PAGE = f"<!doctype html><html><head><title>Harbour closed</title></head><body><article><h1>Harbour closed</h1><p>{STORY}</p></article></body></html>"


def taken(raw: bytes, limit: int = MOST_BYTES) -> list[Result]:
    return list(read_inputs(["-"], stdin=io.BytesIO(raw), limit=limit))


def texts(results: list[Result]) -> list[str]:
    return [result.document.text for result in results if isinstance(result, Intake)]


def error(result: Result) -> InputError:
    assert isinstance(result, Failure)
    assert str(result.error).startswith(result.where)
    assert "\n" not in str(result.error)
    return result.error


def test_a_text_file_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.replace("\n", "\r\n").encode())
    (found,) = read_inputs([str(path)])
    assert isinstance(found, Intake)
    assert found.document.text == STORY.replace("\n", "\r\n")
    assert (found.blocks, found.where, found.document.origin) == (None, str(path), str(path))


def test_standard_input() -> None:
    assert texts(taken(STORY.encode())) == [STORY]


def test_no_standard_input() -> None:
    assert isinstance(error(next(read_inputs(["-"]))), MissingInputError)


def test_a_missing_file_among_good_ones(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text(STORY)
    results = list(read_inputs([str(good), str(tmp_path / "none.txt"), str(good)]))
    assert texts(results) == [STORY, STORY]
    assert isinstance(error(results[1]), MissingInputError)


def test_an_address_is_not_fetched() -> None:
    assert "does not fetch" in str(error(next(read_inputs(["https://gazette.example/story"]))))


@pytest.mark.parametrize("raw", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_nothing_to_read(raw: bytes) -> None:
    assert isinstance(error(taken(raw)[0]), EmptyInputError)


def test_binary_and_feeds_are_refused() -> None:
    assert isinstance(error(taken(b"%PDF-1.4")[0]), UnsupportedFormatError)
    assert "feed" in str(error(taken(b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>')[0]))


def test_the_limit_refuses_in_one_sentence() -> None:
    assert texts(taken(b"x" * 100, limit=100)) == ["x" * 100]
    assert isinstance(error(taken(b"x" * 101, limit=100)[0]), HostileInputError)


def test_endless_input_is_cut_off() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"words " * (max(size, 6) // 6)

    begin = time.process_time()
    (found,) = read_inputs(["-"], stdin=Endless(), limit=1_000_000)  # type: ignore[arg-type]
    assert isinstance(error(found), HostileInputError)
    assert time.process_time() - begin < 5


# ------------------------------------------------------------------------------------------------------------- JSON
def test_json_lines_with_all_their_fields() -> None:
    record = {
        "text": STORY, "url": "https://gazette.example/1", "title": "Harbour closed", "date": "2031-05-06T10:00:00+02:00",
        "outlet": "The Velm Gazette", "authors": "By Jonas Reed and Ada Moss", "language": "en",
    }  # fmt: skip
    (found,) = taken(json.dumps(record).encode() + b"\n")
    assert isinstance(found, Intake)
    about = found.document.metadata
    assert (about.url, about.title, about.publisher) == ("https://gazette.example/1", "Harbour closed", "The Velm Gazette")
    assert (about.published, about.authors, about.language) == ("2031-05-06T08:00:00Z", ("Jonas Reed", "Ada Moss"), "en")
    assert set(about.sources.values()) == {"record"}


def test_a_bad_line_fails_alone_with_its_number() -> None:
    lines = [
        json.dumps({"text": "One."}),
        "{broken",
        "",
        "[1, 2]",
        '"text"',
        '{"text": "  "}',
        '{"title": "x"}',
        json.dumps({"text": "Two."}),
    ]
    results = taken("\n".join(lines).encode())
    assert texts(results) == ["One.", "Two."]
    assert [result.where for result in results] == ["-:1", "-:2", "-:4", "-:5", "-:6", "-:7", "-:8"]
    assert isinstance(error(results[4]), EmptyInputError)


def test_a_bad_first_line_does_not_hide_the_form() -> None:
    results = taken(b'{oops\n{"text": "One."}\n')
    assert isinstance(results[0], Failure)
    assert texts(results) == ["One."]


def test_one_object_or_a_list_of_them() -> None:
    assert texts(taken(json.dumps({"text": "One."}, indent=1).encode())) == ["One."]
    results = taken(json.dumps([{"text": "One."}, 5, {"text": "Two."}]).encode())
    assert texts(results) == ["One.", "Two."]
    assert [result.where for result in results] == ["-, record 1", "-, record 2", "-, record 3"]


def test_text_that_only_looks_like_json() -> None:
    for text in ("[Video: the harbour] Boats wait.", "{sic} he said.", "[1] A note.", '["quoted"]'):
        assert texts(taken(text.encode())) == [text]


def test_deep_json_is_a_failure_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "deep.jsonl"
    path.write_text("[" * 100_000 + "\n" + json.dumps({"text": "One."}))
    results = list(read_inputs([str(path)]))
    assert isinstance(results[0], Failure)
    assert texts(results) == ["One."]


def test_a_record_that_is_too_long_fails_alone() -> None:
    lines = json.dumps({"text": "x" * 500}) + "\n" + json.dumps({"text": "One."}) + "\n"
    results = taken(lines.encode(), limit=200)
    assert isinstance(error(results[0]), HostileInputError)
    assert texts(results) == ["One."]


def test_a_long_json_lines_file_is_streamed() -> None:
    class Counted(io.BytesIO):
        taken = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            self.taken += len(line)
            return line

    line = json.dumps({"text": "Boats wait. " * 100}).encode() + b"\n"
    stream = Counted(line * 1_000)
    first = next(read_inputs(["-"], stdin=stream))
    assert isinstance(first, Intake)
    assert stream.taken < 10 * len(line)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2031-05-06", "2031-05-06"),
        ("20310506", "2031-05-06"),
        ("2031-05-06T10:00:00", "2031-05-06"),
        ("2031-05-06T10:00:00Z", "2031-05-06T10:00:00Z"),
        ("2031-05-06T01:00:00+02:00", "2031-05-05T23:00:00Z"),
        ("Tue, 06 May 2031 10:00:00 GMT", "2031-05-06T10:00:00Z"),
        ("6 May 2031", "2031-05-06"),
        ("May 6, 2031", "2031-05-06"),
        (1935828000, "2031-05-06T10:00:00Z"),
        (1935828000000, "2031-05-06T10:00:00Z"),
        ("06/05/2031", None),
        ("soon", None),
        ("", None),
        (None, None),
        (True, None),
        (10**30, None),
        ("9999-12-31T23:59:59-23:00", "9999-12-31"),
    ],
)
def test_dates_of_records(given: object, expected: str | None) -> None:
    assert day_or_time(given) == expected


# ---------------------------------------------------------------------------------------------------------- folders
def test_a_folder_is_read_sorted_with_what_lies_below(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/2.txt", "b/1.txt", "a.TXT", ".hidden.txt", "notes.md", "table.tsv"):
        (tmp_path / name).write_text(name)
    (tmp_path / "index.json").write_text('{"pages": 3}')
    (tmp_path / "d.json").write_text('{"text": "d"}')
    assert texts(list(read_inputs([str(tmp_path)]))) == ["a.TXT", "b/1.txt", "b/2.txt", "c.txt", "d"]


def test_a_folder_without_reports(tmp_path: Path) -> None:
    assert isinstance(error(next(read_inputs([str(tmp_path)]))), EmptyInputError)


def test_loops_and_broken_links(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("One.")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "z.txt").symlink_to(tmp_path / "gone.txt")
    results = list(read_inputs([str(tmp_path)]))
    assert texts(results) == ["One."]
    assert "does not exist" in str(error(results[1]))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_files_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    path.chmod(0)
    assert "may not be read" in str(error(next(read_inputs([str(path)]))))


def test_a_thousand_files_stream(tmp_path: Path) -> None:
    for number in range(1_000):
        (tmp_path / f"{number:04}.txt").write_text(f"Story {number}.")
    seen: list[Progress] = []
    results = read_inputs([str(tmp_path)], progress=seen.append)
    next(results)
    assert len(seen) == 1
    assert sum(isinstance(result, Intake) for result in results) == 999
    assert (seen[-1].done, seen[-1].where) == (999, str(tmp_path / "0999.txt"))


# ------------------------------------------------------------------------------------------------------------ pages
@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_a_page_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(PAGE)
    (found,) = read_inputs([str(path)])
    assert isinstance(found, Intake)
    assert found.blocks
    assert "Ida Brandt" in found.document.text


def test_markup_in_a_text_does_not_make_it_a_page() -> None:
    text = "The tag <b> is old, she said.\n\n<p>So is this.</p>\n"
    assert texts(taken(text.encode())) == [text]


def test_a_record_may_hold_a_page() -> None:
    page = PAGE.replace("<head>", "<head><meta charset=koi8-r>").replace("Velm", "Vélm")
    (found,) = taken(json.dumps({"html": page, "url": "https://gazette.example/2", "outlet": "Gazette"}).encode())
    assert isinstance(found, Intake)
    assert "Vélm" in found.document.text
    assert found.document.metadata.publisher == "Gazette"
    assert isinstance(found.document, Document)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_texts_and_pages_are_no_binary_data(encoding: str) -> None:
    assert texts(taken(STORY.encode(encoding))) == [STORY]
    if encoding != "utf-32":
        (found,) = taken(PAGE.encode(encoding))
        assert isinstance(found, Intake)
        assert found.blocks
