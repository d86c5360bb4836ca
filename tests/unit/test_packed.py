"""Gzip, zip and tar, patterns, and what a folder holds besides reports."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from sayso.errors import EmptyInputError, HostileInputError, InputError, MissingInputError
from sayso.intake.inputs import Failure, Item, items_in
from sayso.intake.sniffing import Form

STORY = "The harbour master, Ida Brandt, said on Tuesday that the port of Velm would stay shut.\n"
PAGE = f"<!doctype html><html><body><h1>Harbour closed</h1><p>{STORY}</p></body></html>"


def read(raw: bytes) -> list[Item | Failure]:
    return list(items_in(["-"], stdin=io.BytesIO(raw)))


def raws(found: list[Item | Failure]) -> list[bytes]:
    return [item.raw for item in found if isinstance(item, Item)]


def error(found: list[Item | Failure]) -> InputError:
    (failure,) = (item for item in found if isinstance(item, Failure))
    assert str(failure.error).startswith(failure.where)
    assert "\n" not in str(failure.error)
    return failure.error


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, raw in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            archive.addfile(entry, io.BytesIO(raw))
    return out.getvalue()


# ------------------------------------------------------------------------------------------------------------- gzip
@pytest.mark.parametrize(("name", "raw", "form"), [("a.txt.gz", STORY, Form.TEXT), ("a.html.gz", PAGE, Form.PAGE), ("a", PAGE, Form.PAGE), ("b.html.gz", "<p>Hello", Form.PAGE)])
def test_a_packed_text_or_page(tmp_path: Path, name: str, raw: str, form: Form) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(raw.encode()))
    (found,) = items_in([str(path)])
    assert isinstance(found, Item)
    assert (found.raw, found.form, found.where) == (raw.encode(), form, str(path))


def test_packed_json_lines_are_named_by_line() -> None:
    found = read(gzip.compress(b'{"text": "One."}\n{oops\n{"text": "Two."}\n'))
    assert raws(found) == [b"One.", b"Two."]
    assert [item.where for item in found] == ["-:1", "-:2", "-:3"]


def test_packed_feeds_and_tables() -> None:
    assert raws(read(gzip.compress(b"title,text\nA,One.\n"))) == [b"One."]
    assert len(read(gzip.compress(b"<rss version='2.0'><channel><title>V</title><item><title>One</title></item></channel></rss>"))) == 1


def test_gzip_cut_short_or_damaged_keeps_what_came_before() -> None:
    lines = b"".join(json.dumps({"text": os.urandom(60).hex()}).encode() + b"\n" for _ in range(3_000))
    packed = gzip.compress(lines)
    found = read(packed[: len(packed) // 2])
    assert len(raws(found)) > 500
    assert "cut short" in str(error(found))
    broken = bytearray(packed)
    broken[len(broken) // 2 : len(broken) // 2 + 60] = bytes(60)
    found = read(bytes(broken))
    assert "damaged" in str(error([item for item in found if isinstance(item, Failure)][-1:]))


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.intake.gzipped.FREE_BYTES", 1 << 20)
    assert isinstance(error(read(gzip.compress(b"a" * (8 << 20)))), HostileInputError)
    lines = gzip.compress((b'{"text": "' + b"a" * 2_000 + b'"}\n') * 4_000)
    found = read(lines)
    assert len(found) < 4_000
    assert isinstance(error(found), HostileInputError)


def test_wrapped_too_often() -> None:
    raw = STORY.encode()
    for _ in range(3):
        raw = gzip.compress(raw)
    assert raws(read(raw)) == [STORY.encode()]
    assert isinstance(error(read(gzip.compress(raw))), HostileInputError)


# ------------------------------------------------------------------------------------------------------ zip and tar
MEMBERS = {
    "pages/a.html": PAGE.encode(), "b.jsonl": b'{"text": "One."}\n{"text": "Two."}\n', "c.jpg": b"\xff\xd8\xff\xe0" + bytes(900), "__MACOSX/a.html": b"x",
    ".hidden.txt": b"no", "package.json": b'{"name": "velm"}', "d.txt": b"", "../../etc/e.txt": STORY.encode(),
}  # fmt: skip


@pytest.mark.parametrize("raw", [zipped(MEMBERS), tarred(MEMBERS), tarred(MEMBERS, "w:gz")], ids=["zip", "tar", "tar.gz"])
def test_the_reports_in_an_archive(raw: bytes) -> None:
    found = read(raw)
    assert raws(found) == [PAGE.encode(), b"One.", b"Two.", STORY.encode()]
    assert [item.where for item in found] == ["-, pages/a.html", "-, b.jsonl:1", "-, b.jsonl:2", "-, d.txt", "-, ../../etc/e.txt"]
    assert isinstance(error(found), EmptyInputError)


def test_archives_in_a_folder_and_in_one_another(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"inner.zip": zipped({"a.txt": STORY.encode()})}))
    (tmp_path / "b.tgz").write_bytes(tarred({"b.txt.gz": gzip.compress(STORY.encode())}, "w:gz"))
    found = list(items_in([str(tmp_path)]))
    assert raws(found) == [STORY.encode()] * 2
    assert found[0].where == f"{tmp_path}/a.zip, inner.zip, a.txt"


def test_an_archive_without_reports() -> None:
    assert isinstance(error(read(zipped({"a.jpg": b"x"}))), EmptyInputError)
    assert isinstance(error(read(tarred({"a.jpg": b"x"}))), EmptyInputError)


def test_damaged_archives_are_a_sentence() -> None:
    raw = zipped(MEMBERS)
    assert "damaged or cut short" in str(error(read(raw[:-30])))
    broken = bytearray(zipped({"a.txt": os.urandom(9_000).hex().encode(), "b.txt": STORY.encode()}))
    broken[2_000:2_050] = bytes(50)
    found = read(bytes(broken))
    assert raws(found) == [STORY.encode()]
    assert error(found).where == "-, a.txt"
    whole = tarred({"a.txt": STORY.encode(), "b.txt": os.urandom(40_000).hex().encode()})
    found = read(whole[:9_000])
    assert raws(found)[0] == STORY.encode()
    assert isinstance([item for item in found if isinstance(item, Failure)][-1].error, InputError)


def test_a_zip_bomb_is_refused_and_its_neighbours_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.intake.packed.FREE_BYTES", 1 << 20)
    out = io.BytesIO(zipped({"b.txt": STORY.encode()}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        for _ in range(8):
            member.write(bytes(1 << 20))
    found = read(out.getvalue())
    assert raws(found) == [STORY.encode()]
    assert isinstance(error(found), HostileInputError)


def test_office_documents_are_no_archives() -> None:
    assert "office document" in str(error(read(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))))


# ---------------------------------------------------------------------------------------------- patterns and folders
def test_a_pattern_that_the_shell_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "c.html", "sub/d.txt"):
        (tmp_path / name).write_text(name)
    assert raws(list(items_in([f"{tmp_path}/*.txt"]))) == [b"a.txt", b"b.txt"]
    assert raws(list(items_in([f"{tmp_path}/**/*.txt"]))) == [b"a.txt", b"b.txt", b"sub/d.txt"]
    assert isinstance(error(list(items_in([f"{tmp_path}/*.none"]))), MissingInputError)


def test_a_name_with_brackets_is_a_name_first(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("One.")
    (tmp_path / "a1.txt").write_text("Two.")
    assert raws(list(items_in([f"{tmp_path}/a[1].txt"]))) == [b"One."]


def test_what_else_a_folder_holds_is_passed_over(tmp_path: Path) -> None:
    for name, raw in {
        ".DS_Store": b"\0\0\0\1Bud1", "photo.jpg": b"\xff\xd8\xff", "paper.pdf": b"%PDF-1.7", "pom.xml": b"<?xml version='1.0'?><project/>",
        "sitemap.xml": b"<urlset><url><loc>https://velm.example/1</loc></url></urlset>", "prices.csv": b"day,price\n1,2\n", "settings.json": b"{}",
        "feed.xml": b"<rss version='2.0'><channel><item><title>From the feed</title></item></channel></rss>", "story.txt": b"A story.",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(raw)
    assert raws(list(items_in([str(tmp_path)]))) == [b"From the feed", b"A story."]


def test_a_zip_whose_directory_points_nowhere_is_a_sentence() -> None:
    raw = zipped({"a.txt": STORY.encode(), "b.txt": STORY.encode()})
    found = read(raw[:30] + raw[75:])
    assert all(isinstance(item, Item) or str(item.error) for item in found)
    assert any(isinstance(item, Failure) for item in found)
