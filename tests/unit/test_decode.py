"""Bytes to text: who says which encoding, and what is done about damage."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import EncodingError, UnsupportedFormatError
from sayso.intake.decode import codec, decode

RUSSIAN = "Жители посёлка сообщили, что паром не ходит уже третий день, а мэр обещает новый."
FRENCH = "Le préfet a déclaré que l’île resterait fermée jusqu’à l’été."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_the_mark_decides_and_is_dropped(encoding: str) -> None:
    found = decode(RUSSIAN.encode(encoding), http="latin-1")
    assert (found.text, found.said_by, found.damaged) == (RUSSIAN, "mark", 0)


def test_only_the_first_mark_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbfone \xef\xbb\xbftwo").text == "one \ufefftwo"


def test_http_goes_before_meta() -> None:
    raw = b'<meta charset="koi8-r">' + RUSSIAN.encode("cp1251")
    found = decode(raw, http="text/html; charset=windows-1251", html=True)
    assert (found.encoding, found.said_by) == ("cp1251", "http")
    assert found.text.endswith(RUSSIAN)


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="koi8-r">',
        "<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>",
        '<?xml version="1.0" encoding="KOI8-R"?><html>',
    ],
)
def test_a_page_declares_its_own_charset(head: str) -> None:
    found = decode(head.encode() + RUSSIAN.encode("koi8-r"), html=True)
    assert (found.encoding, found.said_by) == ("koi8-r", "meta")


def test_meta_is_for_pages_only() -> None:
    assert decode(b"<meta charset=koi8-r> plain").said_by == "bytes"


def test_a_western_label_on_utf8_is_not_believed() -> None:
    assert decode(FRENCH.encode(), http="iso-8859-1").text == FRENCH


def test_a_declared_charset_that_does_not_fit_is_passed_over() -> None:
    assert decode(FRENCH.encode("cp1252"), http="utf-8").text == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "cp1251"), (FRENCH, "cp1252"), ("“It is closed,” she said – twice.", "cp1252")]
)
def test_older_charsets_are_guessed(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.said_by) == (text, "guess")


def test_bad_bytes_among_good_ones_stay_visible_and_are_counted() -> None:
    found = decode(FRENCH.encode() + b" \xff\xfe " + FRENCH.encode())
    assert found.text == f"{FRENCH} \ufffd\ufffd {FRENCH}"
    assert (found.encoding, found.damaged) == ("utf-8", 2)


def test_bad_bytes_in_plain_ascii_stay_visible() -> None:
    found = decode(b"The ferry is late\xff again.")
    assert (found.text, found.damaged) == ("The ferry is late\ufffd again.", 1)


def test_a_file_put_together_from_two_encodings() -> None:
    old = "L’élève a été blessé à Orléans, où l’enquête a commencé.\n"
    found = decode((FRENCH + "\n").encode() * 3 + old.encode("cp1252") * 2)
    assert found.text == (FRENCH + "\n") * 3 + old * 2
    assert found.said_by == "lines"


def test_wide_characters_without_a_mark() -> None:
    text = "The harbour master said nothing.\nNobody asked."
    assert decode(text.encode("utf-16-le")).text == text
    assert decode(text.encode("utf-16-be")).text == text


def test_escapes_of_iso_2022_jp() -> None:
    assert decode("港は閉鎖された".encode("iso2022_jp")).text == "港は閉鎖された"


def test_newlines_and_controls_are_kept() -> None:
    assert decode(b"one\r\ntwo\rthree\x00\x0b\x1b[0m\n").text == "one\r\ntwo\rthree\x00\x0b\x1b[0m\n"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"RIFF\x00\x00\x00\x00WEBP", "WebP"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"{\\rtf1 hello}", "Rich Text"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00" * 100, "binary"),
    ],
)
def test_binary_files_are_refused_by_name(raw: bytes, name: str) -> None:
    with pytest.raises(UnsupportedFormatError, match=name) as caught:
        decode(raw, where="a.bin")
    assert str(caught.value).startswith("a.bin: is ")
    assert "\n" not in str(caught.value)


def test_what_is_no_text_in_any_encoding() -> None:
    with pytest.raises(EncodingError, match="save it as UTF-8"):
        decode(b"\xff\xfa\xfb\x81" * 3, where="x")


@pytest.mark.parametrize("label", ["zlib", "hex", "idna", "utf-7", "unicode_escape", "no-such", "", "\0"])
def test_labels_that_name_no_charset(label: str) -> None:
    assert codec(label) is None
    assert decode(b"plain text", http=label).text == "plain text"


def test_large_inputs_take_linear_time() -> None:
    begin = time.process_time()
    decode(("é" * 100 + " x ").encode() * 50_000 + b"\xff")
    decode(b"a\xe9 \xfa\n" * 1_000_000)
    assert time.process_time() - begin < 10


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    raw = text.encode()
    controls = sum((c < " " and c not in "\t\n\r\x0b\x0c\x1b") or c == "\x7f" for c in text)
    if (
        controls < 8
        and not text.startswith("\ufeff")
        and b"\x1b$" not in raw
        and not text.startswith(("MZ", "ID3", "BZh", "PAR1", "wOF", "OggS"))
    ):
        assert decode(raw).text == text


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "shift_jis", "gbk", "utf-16"]), st.booleans())
def test_any_bytes_are_text_or_a_clear_error(raw: bytes, http: str | None, html: bool) -> None:
    try:
        found = decode(raw, http=http, html=html, where="f")
    except (UnsupportedFormatError, EncodingError) as error:
        assert str(error).startswith("f: is ")  # noqa: PT017
    else:
        assert 0 <= found.damaged <= len(raw)
