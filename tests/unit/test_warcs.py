"""Web archives, sound and damaged."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.errors import EmptyInputError, HostileInputError, InputError
from sayso.intake.inputs import Failure, Item, items_in, read_inputs, taken
from sayso.intake.item import Intake
from sayso.intake.sniffing import Form
from sayso.intake.warcs import warc_items
from sayso.intake.warcseals import Seal


class Writer(WARCWriter):  # type: ignore[misc]
    """warcio's writer, whose temporary files nobody closes, with memory in their place."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


class Archive:
    """An archive being written, and where its records begin."""

    def __init__(self, *, packed: bool = True) -> None:
        self.out = io.BytesIO()
        self.starts: list[int] = []
        self._writer = Writer(self.out, gzip=packed)

    def record(self, url: str, kind: str, body: bytes, status: str = "200 OK", **headers: str) -> None:
        http = None
        if kind in {"response", "revisit", "request"}:
            named = [(name.replace("_", "-"), value) for name, value in headers.items()]
            http = StatusAndHeaders("GET / HTTP/1.1" if kind == "request" else status, named, protocol="HTTP/1.1", is_http_request=kind == "request")
        about = {"WARC-Date": "2031-05-06T10:00:00Z"}
        more: dict[str, Any] = {} if http else {"warc_content_type": headers["Content_Type"]}
        self.starts.append(self.out.tell())
        self._writer.write_record(self._writer.create_warc_record(url, kind, io.BytesIO(body), http_headers=http, warc_headers_dict=about, **more))

    def page(self, number: int, words: int = 300) -> None:
        noise = random.Random(number)
        body = f"<html><body><p>Story {number}: the mayor said so. {' '.join(str(noise.random()) for _ in range(words))}</p></body></html>"
        self.record(f"https://velm.example/{number}", "response", body.encode(), Content_Type="text/html; charset=utf-8")

    @property
    def raw(self) -> bytes:
        return self.out.getvalue()


def pages(count: int, *, packed: bool = True) -> Archive:
    archive = Archive(packed=packed)
    for number in range(count):
        archive.page(number)
    return archive


def read(raw: bytes, note: Callable[[str], None] | None = None, limit: int = 1 << 26) -> list[Item | Failure]:
    return list(items_in(["-"], stdin=io.BytesIO(raw), note=note, limit=limit))


def sound(found: list[Item | Failure]) -> list[Item | Failure]:
    """What is left when each item has been decoded, which is when its seal is looked at."""
    return [_decoded(item) if isinstance(item, Item) else item for item in found]


def _decoded(item: Item) -> Item | Failure:
    try:
        taken(item)
    except InputError as error:
        return Failure(item.where, error)
    return item


def addresses(found: list[Item | Failure]) -> list[str | None]:
    return [item.known.url for item in found if isinstance(item, Item)]


def failures(found: list[Item | Failure]) -> list[str]:
    return [str(item.error) for item in found if isinstance(item, Failure)]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_come_with_address_and_time_of_capture(packed: bool, tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    archive = pages(3, packed=packed)
    path.write_bytes(archive.raw)
    found = list(items_in([str(path)]))
    assert addresses(found) == [f"https://velm.example/{number}" for number in range(3)]
    first = found[0]
    assert isinstance(first, Item)
    assert (first.captured, first.encoding, first.form, first.where) == ("2031-05-06T10:00:00Z", "utf-8", Form.PAGE, f"{path}, byte 0")
    assert found[1].where == f"{path}, byte {archive.starts[1]}"
    assert (first.known.sources["url"], taken(first).captured) == ("warc", "2031-05-06T10:00:00Z")
    assert "Story 0: the mayor said so." in taken(first).document.text
    assert list(items_in([str(tmp_path)])) == found


def test_only_pages_that_were_served_are_taken_and_the_rest_is_noted() -> None:
    archive = Archive()
    archive.record("https://velm.example/r", "request", b"", Host="velm.example")
    archive.page(1)
    archive.record("https://velm.example/2", "response", b"<html>gone", "404 Not Found", Content_Type="text/html")
    archive.record("https://velm.example/3", "response", b"\xff\xd8\xff", Content_Type="image/jpeg")
    archive.record("https://velm.example/4", "revisit", b"", Content_Type="text/html")
    archive.record("dns:velm.example", "resource", b"1.2.3.4", Content_Type="text/dns")
    notes: list[str] = []
    found = read(archive.raw, notes.append)
    assert (addresses(found), failures(found)) == (["https://velm.example/1"], [])
    assert notes == ["-: 1 taken; passed over: 2 not HTML, 1 unchanged since an earlier capture (revisit), 1 with another status than 200"]


def test_texts_of_a_wet_file() -> None:
    archive = Archive()
    archive.record("https://velm.example/1", "conversion", "Café Velm opens, the owner said.".encode(), Content_Type="text/plain")
    archive.record("https://velm.example/2", "resource", b"<html><body><p>The mayor said so.</p></body></html>", Content_Type="text/html")
    found = read(archive.raw)
    assert [(item.form, item.encoding) for item in found if isinstance(item, Item)] == [(Form.TEXT, "utf-8"), (Form.PAGE, None)]
    assert next(taken(item).document.text for item in found if isinstance(item, Item)) == "Café Velm opens, the owner said."


def test_bodies_are_unpacked_and_decoded_by_the_charset_of_http() -> None:
    body = "<html><body><p>Fähre hält, sagte sie.</p></body></html>".encode("iso-8859-1")
    archive = Archive()
    archive.record("https://velm.example/1", "response", gzip.compress(body), Content_Type="text/html; charset=ISO-8859-1", Content_Encoding="gzip")
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    archive.record("https://velm.example/2", "response", chunked, Content_Type="text/html;charset=iso-8859-1", Transfer_Encoding="chunked")
    archive.record("https://velm.example/3", "response", body, Content_Type="text/html; charset=iso-8859-1", Content_Encoding="identity")
    found = read(archive.raw)
    assert [taken(item).document.text for item in found if isinstance(item, Item)] == ["Fähre hält, sagte sie."] * 3


def test_a_body_that_cannot_be_unpacked_fails_alone() -> None:
    archive = Archive()
    archive.page(0)
    archive.record("https://velm.example/1", "response", gzip.compress(b"<html>" + random.Random(1).randbytes(4_000))[:2_000] + b"x" * 900, Content_Type="text/html", Content_Encoding="gzip")
    archive.page(2)
    found = read(archive.raw)
    assert addresses(found)[0] == "https://velm.example/0"
    assert addresses(found)[-1] == "https://velm.example/2"


def test_a_page_beyond_the_limit_fails_alone() -> None:
    archive = pages(1)
    archive.page(1, words=9_000)
    archive.page(2)
    found = read(archive.raw, limit=50_000)
    assert addresses(found) == ["https://velm.example/0", "https://velm.example/2"]
    assert isinstance(found[1], Failure)
    assert isinstance(found[1].error, HostileInputError)


def test_an_archive_without_pages() -> None:
    archive = Archive()
    archive.record("https://velm.example/3", "response", b"\xff\xd8\xff", Content_Type="image/jpeg")
    (found,) = read(archive.raw)
    assert isinstance(found, Failure)
    assert isinstance(found.error, EmptyInputError)


# ----------------------------------------------------------------------------------------------------------- damage
@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_middle_costs_one_record_and_is_told(packed: bool) -> None:
    archive = pages(9, packed=packed)
    raw = bytearray(archive.raw)
    middle = (archive.starts[4] + archive.starts[5]) // 2
    raw[middle : middle + 200] = bytes(200)
    found = sound(read(bytes(raw)))
    assert addresses(found) == [f"https://velm.example/{number}" for number in range(9) if number != 4]
    (told,) = failures(found)
    assert f"byte {archive.starts[4]}" in told
    if packed:
        assert f"{archive.starts[5] - archive.starts[4]:,} bytes are lost" in told


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_cut_short_says_so(packed: bool) -> None:
    archive = pages(3, packed=packed)
    cut = archive.starts[2] + 900
    found = read(archive.raw[:cut])
    assert addresses(found) == ["https://velm.example/0", "https://velm.example/1"]
    assert failures(found) == [f"-, byte {archive.starts[2]}: the archive is cut short or damaged here, and no record follows; the last 900 bytes are lost"]


@pytest.mark.parametrize("packed", [True, False])
def test_garbage_between_records_costs_none(packed: bool) -> None:
    archive = pages(4, packed=packed)
    at = archive.starts[2]
    found = read(archive.raw[:at] + b"\r\nnoise \x00\xff" * 40 + archive.raw[at:])
    assert addresses(found)[-2:] == ["https://velm.example/2", "https://velm.example/3"]
    assert len(addresses(found)) == 4 if packed else len(addresses(found)) >= 3
    assert failures(found)


def test_one_gzip_stream_for_the_whole_archive() -> None:
    raw = gzip.compress(pages(5, packed=False).raw)
    assert len(addresses(read(raw))) == 5
    assert failures(read(raw)) == []
    found = read(raw[: len(raw) // 2])
    assert failures(found)


def test_no_wrong_bytes_come_out_of_one_damaged_gzip_stream() -> None:
    raw = gzip.compress(pages(5, packed=False).raw)
    bodies = {item.raw for item in read(raw) if isinstance(item, Item)}
    dice = random.Random(5)
    for _ in range(25):
        at = dice.randrange(len(raw))
        found = sound(read(raw[:at] + bytes([raw[at] ^ 1 << dice.randrange(8)]) + raw[at + 1 :]))
        assert {item.raw for item in found if isinstance(item, Item)} <= bodies, at


def test_padding_behind_the_end_is_no_damage() -> None:
    assert failures(read(pages(2).raw + bytes(512))) == []


@pytest.mark.parametrize("packed", [True, False])
def test_whatever_the_damage_no_other_record_is_lost_and_none_is_wrong(packed: bool) -> None:
    archive = pages(12, packed=packed)
    bodies = {item.known.url: item.raw for item in read(archive.raw) if isinstance(item, Item)}
    ends = [*archive.starts[1:], len(archive.raw)]
    dice = random.Random(7)
    for _ in range(60):
        at, size, kind = dice.randrange(len(archive.raw)), dice.randint(1, 300), dice.choice(["zero", "noise", "insert", "delete", "cut"])
        noise = {"zero": bytes(size), "noise": dice.randbytes(size), "insert": dice.randbytes(size), "delete": b"", "cut": b""}[kind]
        behind = len(archive.raw) if kind == "cut" else at if kind == "insert" else at + size
        raw = archive.raw[:at] + noise + archive.raw[behind:]
        hit = {f"https://velm.example/{n}" for n in range(12) if archive.starts[n] < behind + (kind == "insert") and at < ends[n]}
        found = list(warc_items("a", io.BytesIO(raw), 1 << 26))
        got = {item.known.url: item.raw for item in found if isinstance(item, Item) and item.seal and item.seal.fits(item.raw)}
        assert set(bodies) - set(got) <= hit, (kind, at, size)
        assert all(bodies.get(url) == body for url, body in got.items()), (kind, at, size)
        assert len(got) == 12 or len(got) < len(found) or at in archive.starts, (kind, at, size)


@pytest.mark.parametrize("packed", [True, False])
def test_a_ledger_gets_what_is_sound_of_a_damaged_archive_and_a_failure_for_the_rest(packed: bool, tmp_path: Path) -> None:
    archive = pages(5, packed=packed)
    raw = bytearray(archive.raw)
    middle = (archive.starts[2] + archive.starts[3]) // 2
    raw[middle] ^= 1
    path = tmp_path / "news.warc"
    path.write_bytes(raw)
    found = list(read_inputs([str(path)]))
    assert [one.document.metadata.url for one in found if isinstance(one, Intake)] == [f"https://velm.example/{number}" for number in (0, 1, 3, 4)]
    (told,) = failures([one for one in found if isinstance(one, Failure)])
    assert f"{path}, byte {archive.starts[2]}" in told
    assert "damaged" in told


def test_damage_that_makes_a_page_look_like_another_thing_is_told() -> None:
    for old, new in ((b"text/html", b"text/hxml"), (b"200 OK", b"204 OK"), (b"HTTP/1.1 200", b"HTTP/1.1 2\x000")):
        archive = pages(3, packed=False)
        at = archive.raw.index(old, archive.starts[1])
        found = sound(read(archive.raw[:at] + new + archive.raw[at + len(old) :]))
        assert addresses(found) == ["https://velm.example/0", "https://velm.example/2"], new
        assert [f"byte {archive.starts[1]}" in told for told in failures(found)] == [True], new


def test_without_a_digest_a_head_that_no_server_writes_is_damage() -> None:
    archive = pages(3, packed=False)
    at = archive.raw.index(b"text/html", archive.starts[1])
    for noise, told in ((b"text/h\0\0l", 1), (b"text/css ", 0)):
        raw = re.sub(rb"WARC-Block-Digest: [^\r]*\r\n", b"", archive.raw[:at] + noise + archive.raw[at + 9 :])
        found = sound(read(raw))
        assert addresses(found) == ["https://velm.example/0", "https://velm.example/2"]
        assert len(failures(found)) == told


def test_a_request_whose_header_runs_into_the_answer_is_damage() -> None:
    archive = Archive(packed=False)
    archive.page(0)
    archive.record("https://velm.example/1", "request", b"", Host="velm.example")
    archive.page(1)
    archive.page(2)
    first, second = (archive.raw.index(b"\r\nWARC-Record-ID", start) for start in archive.starts[1:3])
    found = sound(read(archive.raw[:first] + archive.raw[second:]))
    assert addresses(found) == ["https://velm.example/0", "https://velm.example/2"]
    assert len(failures(found)) == 1


def test_media_that_hold_no_report_are_passed_over_unread() -> None:
    archive = Archive(packed=False)
    archive.page(0)
    archive.record("https://velm.example/1", "response", b"\xff\xd8" * 900, Content_Type="image/jpeg")
    raw = bytearray(archive.raw)
    raw[-40] ^= 1
    assert failures(read(bytes(raw))) == []


def test_an_encoded_body_is_checked_before_it_is_unpacked() -> None:
    archive = Archive(packed=False)
    archive.page(0)
    body = gzip.compress(b"<html><body><p>The mayor said so.</p></body></html>")
    archive.record("https://velm.example/1", "response", body, Content_Type="text/html", Content_Encoding="gzip")
    whole = read(archive.raw)
    assert [item.raw[:6] for item in whole if isinstance(item, Item)] == [b"<html>", b"<html>"]
    raw = bytearray(archive.raw)
    raw[raw.rindex(body) + 4] ^= 1  # the time in the gzip header: it unpacks all the same
    found = read(bytes(raw))
    assert addresses(found) == ["https://velm.example/0"]
    assert "do not fit the digest" in failures(found)[0]


def test_a_seal_is_read_in_every_form_that_writers_use() -> None:
    digest = hashlib.sha1(b"The mayor said so.", usedforsecurity=False).digest()
    base32, base64_ = base64.b32encode(digest).decode(), base64.b64encode(digest).decode()
    forms = [f"sha1:{base32}", f"SHA-1:{base32.lower()}", f"sha1:{digest.hex()}", f"sha1:{base64_}"]
    assert all(Seal(form, b"The mayor ").fits(b"said so.") for form in forms)
    assert not any(Seal(form, b"The mayor ").fits(b"said no.") for form in forms)
    assert Seal("crc9:AAAA", b"").fits(b"whatever")
    assert not Seal("sha1:\0\0", b"").fits(b"whatever")


def test_errors_are_sentences() -> None:
    for raw in (b"WARC/1.0\r\n", b"WARC/1.0\r\n\r\n\r\n", b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 99999999\r\n\r\nHTTP/1.1 200 OK"):
        found = read(raw)
        assert found
        assert all(isinstance(item, Failure) and isinstance(item.error, InputError) for item in found)
        assert all("\n" not in told for told in failures(found))
