"""Bytes to text: which encoding, who said so, and how many bytes were beyond reading.

The text is not changed in any way: newlines stay as they are in the file, control characters stay, and a byte-order mark is
dropped only where it marks the encoding.
"""

from __future__ import annotations

import codecs
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.errors import EncodingError, UnsupportedFormatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABELS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""What a declared charset is read as on the web (after the table of the WHATWG Encoding Standard), by Python's name for it."""

_NOT_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
_META = re.compile(rb"<meta\b[^>]{0,1000}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 65_536
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"%!PS-", "a PostScript file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"PAR1", "a Parquet file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\x00\x01\x00\x00\x00", "a font"),
    (b"\x93NUMPY", "a NumPy array"),
)
_INNER_MAGIC = (
    (8, b"WEBP", "a WebP image"),
    (8, b"AVI ", "a video"),
    (8, b"WAVE", "a recording"),
    (4, b"ftyp", "a video or image"),
)
_NO_TEXT = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_DAMAGE = threading.local()


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with its encoding (Python's name), who said so, and the number of bytes that could not be decoded.

    `said_by` is "mark", "http", "meta", "bytes" (the bytes allow no other), "guess" (by statistics) or "lines" (two encodings
    in one file). Each undecodable byte stands in the text as one U+FFFD.
    """

    text: str
    encoding: str
    said_by: str
    damaged: int = 0


def decode(raw: bytes, *, http: str | None = None, html: bool = False, where: str = "input") -> Decoded:
    """The text of `raw`: by its byte-order mark, else the first declared charset that fits, else UTF-8, else a guess.

    Args:
        raw: the bytes of a file.
        http: the charset, or the whole Content-Type, that a server declared.
        html: look for a charset declared in the page itself.
        where: the name of the input, for messages.

    Raises:
        UnsupportedFormatError: the bytes are binary data.
        EncodingError: they are no text in any encoding tried.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text, damaged = _kept(raw[len(mark) :], encoding)
            return Decoded(text, encoding, "mark", damaged)
    wide = _wide(raw)
    if wide:
        return wide
    refuse_binary(raw, where=where)
    for label, said_by in _declared(raw, http, html=html):
        found = _as_declared(raw, label, said_by)
        if found:
            return found
    return _by_bytes(raw) or _guessed(raw, where)


def refuse_binary(raw: bytes, *, where: str = "input") -> None:
    """Nothing; raises UnsupportedFormatError if the bytes are a known binary format or hold too many control characters."""
    kind = next((name for magic, name in _MAGIC if raw.startswith(magic)), None)
    kind = kind or next((name for at, magic, name in _INNER_MAGIC if raw[at : at + len(magic)] == magic), None)
    controls = len(raw) - len(raw.translate(None, _NO_TEXT))
    if kind is None and controls >= 16 and controls * 20 > len(raw):  # one character in twenty; text with a stray NUL is text
        kind = "binary data"
    if kind:
        raise UnsupportedFormatError(where, f"is {kind}, not text; save the report as text or HTML and read that")


def is_wide(head: bytes) -> bool:
    """True if a file that begins so is text of two or four bytes a character, whose zeros do not make it binary."""
    return head.startswith(tuple(mark for mark, name in _MARKS if name != "utf-8")) or _wide(head[: len(head) // 4 * 4]) is not None


def codec(label: str) -> str | None:
    """Python's name of the encoding that a declared charset is read as, or None if it names none."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
        "a".encode(name)  # Python also calls compressions and ciphers encodings, and says so only here
    except (LookupError, ValueError):
        return None
    return None if name in _NOT_CHARSETS else _LABELS.get(name, name)


def _declared(raw: bytes, http: str | None, *, html: bool) -> Iterator[tuple[str, str]]:
    """The charsets declared, as Python names, strongest first, each with who declared it."""
    if http:
        _, _, charset = http.rpartition("charset=")
        name = codec(charset.split(";")[0])
        if name:
            yield name, "http"
    match = (_XML.match(raw, 0, _HEAD) or _META.search(raw, 0, _HEAD)) if html else None
    name = codec(match[1].decode("ascii", "replace")) if match else None
    if name:
        # A declaration that can be read as ASCII does not stand in a UTF-16 page.
        yield ("utf-8" if name.startswith(("utf-16", "utf-32")) else name), "meta"


def _as_declared(raw: bytes, label: str, said_by: str) -> Decoded | None:
    """The text by a declared charset if the bytes fit it.

    Every string of bytes is a text in the Western charsets, which many pages declare without using them: there the bytes have
    the last word, since accented text is hardly ever valid UTF-8 by chance.
    """
    if label == "cp1252" and not raw.isascii() and _strict(raw, "utf-8") is not None:
        return None
    text = _strict(raw, label)
    return None if text is None else Decoded(text, label, said_by)


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _by_bytes(raw: bytes) -> Decoded | None:
    """The text where the bytes themselves settle the encoding: escapes of ISO-2022-JP, or UTF-8 with at most slight damage."""
    if b"\x1b$B" in raw or b"\x1b$@" in raw:
        text = _strict(raw, "iso2022_jp")
        if text is not None:
            return Decoded(text, "iso2022_jp", "bytes")
    text = _strict(raw, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8", "bytes")
    text, damaged = _kept(raw, "utf-8")
    good = _non_ascii(text) - damaged
    # Accented Western text is hardly ever valid UTF-8 by chance, two-byte Asian text in about one character of ten.
    if good >= 3 * damaged or good >= damaged <= 3:
        return Decoded(text, "utf-8", "bytes", damaged)
    if good >= 3 and 2 * good >= damaged:
        return _by_lines(raw) or Decoded(text, "utf-8", "bytes", damaged)
    return None


def _by_lines(raw: bytes) -> Decoded | None:
    """The text of a file put together from UTF-8 and one older encoding: each line by the one that it fits."""
    lines = raw.splitlines(keepends=True)
    older = b"".join(line for line in lines if not line.isascii() and _strict(line, "utf-8") is None)
    encoding = _detected(older)
    if encoding is None or not encoding.startswith(("cp125", "iso8859", "koi8", "mac")):
        return None
    parts, damaged = [], 0
    for line in lines:
        text = _strict(line, "utf-8")
        if text is None:
            text, bad = _kept(line, encoding)
            damaged += bad
        parts.append(text)
    return Decoded("".join(parts), f"utf-8, {encoding}", "lines", damaged)


def _guessed(raw: bytes, where: str) -> Decoded:
    """The text by a statistical guess (faust-cchardet, the best of those measured on news pages)."""
    encoding = _detected(raw)
    if encoding is None:
        text, damaged = _kept(raw, "utf-8")
        if damaged * 10 > len(raw):
            raise EncodingError(where, "is no text in any encoding tried; save it as UTF-8 and read it again")
        return Decoded(text, "utf-8", "guess", damaged)
    text, damaged = _kept(raw, encoding)
    return Decoded(text, encoding, "guess", damaged)


def _detected(raw: bytes) -> str | None:
    """Python's name of the likeliest encoding other than UTF-8, or None."""
    import cchardet

    label = cchardet.detect(raw)["encoding"]
    name = codec(label) if label else None
    if name in {None, "utf-8", "utf-8-sig"}:
        # Too few bytes for statistics: the Western charset is by far the commonest one, if it can be that.
        name = "cp1252" if len(raw) < 4096 and _strict(raw, "cp1252") is not None else None
    # Bytes that begin no UTF-8 and spell no letter of a Western word are damage.
    few = len(raw) - len(raw.translate(None, bytes(range(128, 256)))) < 4
    return None if (few or name == "cp1252") and (b"\xff" in raw or b"\xfe" in raw) else name


def _wide(raw: bytes) -> Decoded | None:
    """The text of UTF-16 without a mark: nearly every second byte is zero, always the same one of the two."""
    head = raw[:_HEAD]
    if len(head) < 8 or len(raw) % 2 or head.count(0) * 5 < len(head) * 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    encoding = "utf-16-le" if odd > 10 * even else "utf-16-be" if even > 10 * odd else None
    text = _strict(raw, encoding) if encoding else None
    if encoding is None or text is None or not any(mark in text for mark in " \n"):
        return None
    return Decoded(text, encoding, "bytes")


def _kept(raw: bytes, encoding: str) -> tuple[str, int]:
    """The text with a U+FFFD for each undecodable byte, and their number."""
    _DAMAGE.count = 0
    text = raw.decode(encoding, "sayso.keep")
    return text, int(_DAMAGE.count)


def _keep(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.end - error.start
    _DAMAGE.count += bad
    return "\ufffd" * bad, error.end


def _non_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


codecs.register_error("sayso.keep", _keep)
