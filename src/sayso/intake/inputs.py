"""Files, folders, standard input and JSON Lines as a stream of documents; what cannot be read is reported and passed over."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sayso.block import Block
from sayso.document import Document, Metadata
from sayso.errors import EmptyInputError, HostileInputError, InputError, MissingInputError, UnsupportedFormatError
from sayso.intake.decode import decode, refuse_binary
from sayso.intake.folders import Unreadable, reports_under
from sayso.intake.records import Record, items_of, record_of
from sayso.intake.sniffing import HEAD, Form, form_of

MOST_BYTES = 64 * 1024 * 1024
"""The largest text, page or record that is read unless a caller says otherwise: 64 MiB."""

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Intake:
    """A document ready to be read; `blocks` is None for flat text, which has no markup to tell its parts by."""

    document: Document
    blocks: tuple[Block, ...] | None
    where: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An input, or a record in one, that could not be read, and why."""

    where: str
    error: InputError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of inputs has come: `done` documents and failures so far, and the input now being opened."""

    where: str
    done: int


Result = Intake | Failure


def read_inputs(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    progress: Callable[[Progress], None] | None = None,
    limit: int = MOST_BYTES,
) -> Iterator[Result]:
    """Each report of the inputs in order, or the failure in its place; one input is held in memory at a time.

    Args:
        paths: files, folders (with all the reports in and below them, sorted by name) and `-` for standard input.
        stdin: what `-` reads.
        progress: called before each input is opened.
        limit: bytes beyond which a text, a page or one record of a JSON Lines file is refused.
    """
    done = 0
    for where, source in _sources(paths, stdin):
        if progress:
            progress(Progress(where, done))
        for result in _read(where, source, limit):
            done += 1
            yield result


def _sources(paths: Iterable[str], stdin: BinaryIO | None) -> Iterator[tuple[str, BinaryIO | Path | InputError]]:
    """Each input by name with what opens it."""
    for path in paths:
        if path == STDIN:
            yield STDIN, stdin if stdin is not None else MissingInputError(STDIN, "there is no standard input to read here")
        elif Path(path).is_dir():
            for found in reports_under(Path(path)):
                yield (found.where, found.error) if isinstance(found, Unreadable) else (str(found), found)
        else:
            yield path, Path(path)


def _read(where: str, source: BinaryIO | Path | InputError, limit: int) -> Iterator[Result]:
    """The results of one input; an error ends it and no other."""
    if isinstance(source, InputError):
        yield Failure(where, source)
        return
    try:
        if isinstance(source, Path):
            with _opened(source, where) as stream:
                yield from _read_stream(where, stream, limit)
        else:
            yield from _read_stream(where, source, limit)
    except InputError as error:
        yield Failure(where, error)
    except OSError as error:
        yield Failure(where, InputError(where, f"cannot be read: {_reason(error)}"))


def _opened(path: Path, where: str) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise MissingInputError(where, _missing(path, where)) from error
    except PermissionError as error:
        raise InputError(where, "may not be read by you; change its permissions or read a copy of it") from error
    except (OSError, ValueError) as error:
        raise MissingInputError(where, f"cannot be opened: {_reason(error)}") from error


def _missing(path: Path, where: str) -> str:
    if path.is_symlink():
        return "is a link to a file that does not exist"
    if where.startswith(("http://", "https://")):
        return "is an address, and sayso read does not fetch; save the page and read the file"
    return "no such file or folder; check the name"


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).lower()


def _read_stream(where: str, stream: BinaryIO, limit: int) -> Iterator[Result]:
    """The documents of one open input, by the form that its beginning has."""
    head = _some(stream, HEAD)
    if not head.strip():
        head += _some(stream, limit)
        if not head.strip():
            raise EmptyInputError(where, "is empty; there is nothing to read in it" if not head else "holds only white space")
    refuse_binary(head, where=where)
    form = form_of(head, where)
    if form is Form.FEED:
        raise UnsupportedFormatError(where, "is a feed or other XML, not a report; read the pages that it lists")
    if form is Form.RECORDS:
        yield from _lines(where, _Rest(head, stream), limit)
        return
    raw = head + _some(stream, limit + 1 - len(head))
    if len(raw) > limit:
        problem = f"is larger than the {_size(limit)} that sayso reads as one text; split it into its reports"
        raise HostileInputError(where, problem)
    yield from _whole(where, raw, form)


def _whole(where: str, raw: bytes, form: Form) -> Iterator[Result]:
    """The documents of an input that is read in one piece."""
    if form is Form.PAGE:
        yield _page(where, raw, Metadata())
        return
    text = decode(raw, where=where).text
    if form is Form.JSON:
        items = items_of(text, where)
        if items is not None:
            for number, item in enumerate(items, 1):
                yield _kept(f"{where}, record {number}" if len(items) > 1 else where, item)
            return
    yield _flat(where, text, Metadata())


class _Rest:
    """A stream with the bytes already taken from it put back in front, read by lines."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._stream = stream

    def line(self, limit: int) -> bytes:
        """The next line with its end, cut at `limit` bytes; empty at the end of the stream."""
        found = self._head.readline(limit)
        if found.endswith(b"\n") or len(found) >= limit:
            return found
        return found + self._stream.readline(limit - len(found))


def _lines(where: str, rest: _Rest, limit: int) -> Iterator[Result]:
    """The records of a JSON Lines file one at a time; a bad one fails alone, named by its line."""
    number = 0
    while line := rest.line(limit + 1):
        number += 1
        place = f"{where}:{number}"
        if len(line) > limit:
            yield Failure(place, HostileInputError(place, f"is longer than the {_size(limit)} that sayso reads as one record"))
            while line and not line.endswith(b"\n"):
                line = rest.line(HEAD)
            continue
        if line.strip():
            yield _record(place, line)


def _record(place: str, line: bytes) -> Result:
    try:
        items = items_of(decode(line.strip(), where=place).text, place, strict=True)
    except InputError as error:
        return Failure(place, error)
    return _kept(place, items[0] if items else None)


def _kept(place: str, item: object) -> Result:
    """The document of a JSON value, or its failure."""
    try:
        record = record_of(item, place)
        return _page_record(place, record) if record.html else _flat(place, record.text, record.metadata)
    except InputError as error:
        return Failure(place, error)


def _page_record(place: str, record: Record) -> Intake:
    # These bytes are UTF-8 whatever charset the page declares: JSON has decoded them already.
    return _page(place, record.text.encode("utf-8", "surrogatepass"), record.metadata, "utf-8")


def _page(where: str, raw: bytes, known: Metadata, encoding: str | None = None) -> Intake:
    """A page's document and blocks; what a record says of it goes before what the page says."""
    from sayso.intake.page import read_page

    document, blocks = read_page(raw, where=where, text_encoding=encoding, url=known.url)
    given = {name: getattr(known, name) for name in known.sources}
    metadata = document.metadata.updated("record", **given) if given else document.metadata
    return Intake(Document(document.text, metadata, document.raw, where), tuple(blocks), where)


def _flat(where: str, text: str, metadata: Metadata) -> Intake:
    if not text.strip():
        raise EmptyInputError(where, "holds only white space; there is nothing to read in it")
    return Intake(Document(text, metadata, None, where), None, where)


def _some(stream: BinaryIO, size: int) -> bytes:
    """Up to `size` bytes; fewer only at the end of the stream (pipes hand out pieces)."""
    parts, left = [], size
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _size(limit: int) -> str:
    return f"{limit // (1 << 20)} MiB" if limit >= 1 << 20 else f"{limit:,} bytes"
