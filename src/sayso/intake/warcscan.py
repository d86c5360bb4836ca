"""Where the records of a web archive begin and end, told by the bytes alone: what to trust when an archive is damaged."""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

GZIP = b"\x1f\x8b\x08"
_PIECE = 1 << 18
_OVERLAP = 64
_PLAIN_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n(?:WARC-|Content-)")
_LENGTH = re.compile(rb"\nContent-Length:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)
_HEADER = 1 << 16


def is_packed(file: BinaryIO, at: int) -> bool:
    """True if a gzip member seems to begin there."""
    file.seek(at)
    return file.read(3) == GZIP


def record_end(file: BinaryIO, at: int) -> int | None:
    """The place behind the record that begins at `at`; None if it is damaged or cut short.

    A gzip member is whole if it unpacks and its checksum fits; an unpacked record if its header states a length and the two
    empty lines, or at least one and then a record or the end of the file, stand where that says.
    """
    return _member_end(file, at) if is_packed(file, at) else _plain_end(file, at)


def _member_end(file: BinaryIO, at: int) -> int | None:
    file.seek(at)
    member = zlib.decompressobj(31)
    while not member.eof:
        piece = member.unconsumed_tail or file.read(_PIECE)
        if not piece:
            return None
        try:
            member.decompress(piece, _PIECE)
        except zlib.error:
            return None
    return file.tell() - len(member.unused_data)


def _plain_end(file: BinaryIO, at: int) -> int | None:
    file.seek(at)
    head = file.read(_HEADER)
    header, gap = next(((head[:end], len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (end := head.find(mark)) >= 0), (b"", 0))
    length = _LENGTH.search(header + b"\r\n") if header.startswith(b"WARC/") else None
    if length is None:
        return None
    file.seek(at + len(header) + gap + int(length[1]))
    behind = file.read(16)
    lead = len(behind) - len(behind.lstrip(b"\r\n"))
    whole = behind.startswith(b"\r\n\r\n") or (lead > 0 and (behind[lead:].startswith(b"WARC/") or lead == len(behind) < 16))
    return at + len(header) + gap + int(length[1]) + lead if whole else None


def next_record(file: BinaryIO, since: int, packed: bool) -> int | None:
    """The place at or behind `since` where a whole header begins: a gzip member of a WARC record, or the record itself."""
    return _next_member(file, since) if packed else _next_plain(file, since)


def _next_member(file: BinaryIO, since: int) -> int | None:
    at = since
    while True:
        file.seek(at)
        piece = file.read(_PIECE)
        found = piece.find(GZIP)
        while found >= 0:
            if _opens_record(file, at + found):
                return at + found
            found = piece.find(GZIP, found + 1)
        if len(piece) < _PIECE:
            return None
        at += len(piece) - _OVERLAP


def _opens_record(file: BinaryIO, at: int) -> bool:
    file.seek(at)
    try:
        return zlib.decompressobj(31).decompress(file.read(512), 16).startswith((b"WARC/1.", b"WARC/0."))
    except zlib.error:
        return False


def _next_plain(file: BinaryIO, since: int) -> int | None:
    at = since
    while True:
        file.seek(at)
        piece = file.read(_PIECE)
        match = _PLAIN_START.search(piece)
        if match:
            return at + match.start()
        if len(piece) < _PIECE:
            return None
        at += len(piece) - _OVERLAP
