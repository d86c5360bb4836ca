"""Gzip unpacked as it is read, with limits, and every kind of damage told as an input error."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from sayso.errors import HostileInputError, InputError
from sayso.intake.streams import Rest

MAGIC = b"\x1f\x8b"

FREE_BYTES = 64 * 1024 * 1024
"""What may be unpacked whatever it was packed into: 64 MiB."""

MOST_TIMES = 250
"""How many times larger than packed a stream may grow beyond that; prose shrinks to a third, gzip's utmost is a thousandth."""


class Unpacking(io.RawIOBase):
    """The unpacked bytes of a gzip stream.

    Reading raises InputError where the stream is damaged or cut short, HostileInputError where it grows like a bomb; what was
    unpacked before is read first.
    """

    def __init__(self, stream: BinaryIO, where: str, head: bytes = b"") -> None:
        """`head` are bytes of the stream that were read already."""
        self._packed = Rest(head, stream)
        self._file = gzip.GzipFile(fileobj=io.BufferedReader(self._packed, 1 << 16))
        self._where = where
        self._out = 0

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills the buffer as far as one step of unpacking does."""
        try:
            found = self._file.read1(len(buffer))
        except EOFError as error:
            raise InputError(self._where, f"is cut short: its gzip stream ends after {self._out:,} unpacked bytes") from error
        except (zlib.error, gzip.BadGzipFile) as error:
            raise InputError(self._where, f"is damaged: its gzip stream breaks after {self._out:,} unpacked bytes") from error
        self._out += len(found)
        if FREE_BYTES + MOST_TIMES * self._packed.count < self._out:
            raise HostileInputError(self._where, f"unpacks to more than {MOST_TIMES} times its size; it is refused")
        buffer[: len(found)] = found
        return len(found)


def unpacking(stream: BinaryIO, where: str, head: bytes = b"") -> BinaryIO:
    """A buffered stream of the unpacked bytes."""
    return io.BufferedReader(Unpacking(stream, where, head), 1 << 16)


def unpacked(raw: bytes, where: str, limit: int) -> bytes:
    """All of a gzip file's bytes; raises InputError if it is damaged, cut short or unpacks to more than `limit` bytes."""
    found = unpacking(io.BytesIO(raw), where).read(limit + 1)
    if limit < len(found):
        raise HostileInputError(where, f"unpacks to more than {limit >> 20} MiB; it is refused")
    return found
