"""Streams with their beginning put back, and the reading of them in measured pieces."""

from __future__ import annotations

import io
from typing import BinaryIO, Protocol


class Readable(Protocol):
    """What hands out bytes: a file, a pipe, the body of a record."""

    def read(self, size: int = ..., /) -> bytes:
        """Up to `size` bytes; none at the end."""


class Rest(io.RawIOBase):
    """A stream with the bytes already taken from it put back in front; `count` is how many have been read from here."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        """`head` goes before the stream's own bytes."""
        self._head = io.BytesIO(head)
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        """Always true."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; none at the end of the stream."""
        found = self._head.read(size) if size < 0 else self._head.read(size) or self._stream.read(size)
        found += self._stream.read() if size < 0 else b""
        self.count += len(found)
        return found

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills the buffer as far as one read does."""
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def line(self, limit: int) -> bytes:
        """The next line with its end, cut at `limit` bytes; empty at the end of the stream."""
        found = self._head.readline(limit)
        if not found.endswith(b"\n") and len(found) < limit:
            found += self._stream.readline(limit - len(found))
        self.count += len(found)
        return found


def some(stream: Readable, size: int) -> bytes:
    """Up to `size` bytes; fewer only at the end of the stream (pipes hand out pieces)."""
    parts, left = [], size
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def size_in_words(limit: int) -> str:
    """A number of bytes for a sentence: "64 MiB"."""
    return f"{limit // (1 << 20)} MiB" if limit >= 1 << 20 else f"{limit:,} bytes"
