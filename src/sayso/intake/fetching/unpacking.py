"""Compressed answers unpacked piece by piece, so that a small answer cannot grow without bound."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sayso.errors import AnswerError

_CHUNK = 1 << 16
_GZIP = 31
_ZLIB = 15
_RAW = -15
_MOST_MEMBERS = 10_000
"""Members of a gzip stream that are unpacked; tools that write several write one for each 64 kB or more."""

GZIP_MAGIC = b"\x1f\x8b"


def offered() -> str:
    """The compressions that a request may offer, as the value of Accept-Encoding."""
    return "gzip, deflate, br" if _brotli() else "gzip, deflate"


def unpacked(pieces: Iterable[bytes], coding: str, most: int, where: str) -> bytes:
    """The pieces put together and unpacked by the value of a Content-Encoding header.

    Raises AnswerError for a result of more than `most` bytes, for one compression on top of another, one that was not offered,
    and for damaged or cut data.
    """
    stream = _unpacker(coding, where)(pieces)
    whole = bytearray()
    broken: tuple[type[Exception], ...] = (zlib.error, EOFError, *_brotli_errors())
    try:
        for piece in stream:
            whole += piece
            if len(whole) > most:
                raise AnswerError(where, f"unpacks to more than the {most // 1_000_000} MB that sayso takes as one page")
    except broken as error:
        raise AnswerError(where, "came damaged: its compressed data is broken or cut short; try again later", passing=True) from error
    return bytes(whole)


def _unpacker(coding: str, where: str) -> Callable[[Iterable[bytes]], Iterable[bytes]]:
    names = [name for part in coding.lower().split(",") if (name := part.strip()) and name != "identity"]
    if not names:
        return iter
    if len(names) > 1:
        raise AnswerError(where, "came in one compression on top of another, as no server needs to; refused")
    known: dict[str, Callable[[Iterable[bytes]], Iterable[bytes]]] = {"gzip": _gunzipped, "x-gzip": _gunzipped, "deflate": _inflated}
    if _brotli():
        known["br"] = _unbrotlied
    if names[0] not in known:
        raise AnswerError(where, f"came in a compression that sayso did not ask for ({names[0][:20]})")
    return known[names[0]]


def _gunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The members of a gzip stream one after the other; what follows them and is no member is passed over, as gzip does."""
    engine = zlib.decompressobj(_GZIP)
    members = 1
    for piece in _in_chunks(pieces):
        rest = piece
        while rest:
            if engine.eof:
                if not rest.startswith(GZIP_MAGIC):
                    break
                if members == _MOST_MEMBERS:
                    raise EOFError("more members than any tool writes")
                engine = zlib.decompressobj(_GZIP)
                members += 1
            yield from _drained(engine, rest)
            rest = engine.unused_data
    _whole(engine)


def _in_chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces cut small: each member of a gzip stream costs a copy of what is behind it in its piece."""
    for piece in pieces:
        for start in range(0, len(piece), _CHUNK):
            yield piece[start : start + _CHUNK]


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A "deflate" body, with the zlib header that RFC 9110 asks for or, as some servers send it, without."""
    engine: Any = None
    for piece in pieces:
        if engine is None and piece:
            headed = piece[0] & 0x0F == 8 and (len(piece) < 2 or (piece[0] << 8 | piece[1]) % 31 == 0)
            engine = zlib.decompressobj(_ZLIB if headed else _RAW)
        if engine is not None and not engine.eof:
            yield from _drained(engine, piece)
    if engine is not None:
        _whole(engine)


def _drained(engine: Any, piece: bytes) -> Iterator[bytes]:
    """What one piece of compressed data gives, in chunks."""
    out = engine.decompress(piece, _CHUNK)
    while out:
        yield out
        if engine.eof:
            return
        out = engine.decompress(engine.unconsumed_tail, _CHUNK)


def _whole(engine: Any) -> None:
    if not engine.eof:
        raise EOFError("the compressed data ends before its end")


def _unbrotlied(pieces: Iterable[bytes]) -> Iterator[bytes]:
    engine = _brotli().Decompressor()
    for piece in pieces:
        out = engine.process(piece, output_buffer_limit=_CHUNK)
        while out or not engine.can_accept_more_data():
            yield out
            out = engine.process(b"", output_buffer_limit=_CHUNK)
    if not engine.is_finished():
        raise EOFError("the compressed data ends before its end")


def _brotli() -> Any:
    """The module that unpacks Brotli, if one is installed that can do so in bounded steps."""
    try:
        import brotli
    except ImportError:
        return None
    return brotli if hasattr(brotli.Decompressor, "can_accept_more_data") else None


def _brotli_errors() -> tuple[type[Exception], ...]:
    module = _brotli()
    return (module.error,) if module else ()
