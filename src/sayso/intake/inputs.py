"""Files, folders, standard input and JSON Lines as a stream of documents; what cannot be read is reported and passed over."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from sayso.errors import EmptyInputError, HostileInputError, InputError, MissingInputError, UnsupportedFormatError
from sayso.intake.decode import decode, refuse_binary
from sayso.intake.folders import Unreadable, reports_under
from sayso.intake.item import Failure, Intake, Item, Progress, text_bytes
from sayso.intake.records import items_of, record_of
from sayso.intake.sniffing import HEAD, Form, form_of
from sayso.intake.taking import taken

__all__ = ["Failure", "Found", "Intake", "Item", "Progress", "Result", "items_in", "read_inputs", "taken"]

MOST_BYTES = 64 * 1024 * 1024
"""The largest text, page or record that is read unless a caller says otherwise: 64 MiB."""

STDIN = "-"


Result = Intake | Failure
Found = Item | Failure


def read_inputs(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    progress: Callable[[Progress], None] | None = None,
    limit: int = MOST_BYTES,
) -> Iterator[Result]:
    """Each report of the inputs in order, or the failure in its place: `items_in` and `taken` together."""
    for item in items_in(paths, stdin=stdin, progress=progress, limit=limit):
        yield item if isinstance(item, Failure) else _taken(item)


def _taken(item: Item) -> Result:
    try:
        return taken(item)
    except InputError as error:
        return Failure(item.where, error)


def items_in(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    progress: Callable[[Progress], None] | None = None,
    limit: int = MOST_BYTES,
) -> Iterator[Found]:
    """Each report of the inputs in order as it came, or the failure in its place; one is held in memory at a time.

    The light half of intake: it opens, sniffs and splits; `taken` does the rest, in another process if need be.

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


def _read(where: str, source: BinaryIO | Path | InputError, limit: int) -> Iterator[Found]:
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


def _read_stream(where: str, stream: BinaryIO, limit: int) -> Iterator[Found]:
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


def _whole(where: str, raw: bytes, form: Form) -> Iterator[Found]:
    """The items of an input that is read in one piece."""
    records = items_of(decode(raw, where=where).text, where) if form is Form.JSON else None
    if records is None:
        yield Item(where, raw, Form.PAGE if form is Form.PAGE else Form.TEXT)
        return
    for number, record in enumerate(records, 1):
        yield _kept(f"{where}, record {number}" if len(records) > 1 else where, record)


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


def _lines(where: str, rest: _Rest, limit: int) -> Iterator[Found]:
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


def _record(place: str, line: bytes) -> Found:
    try:
        items = items_of(decode(line.strip(), where=place).text, place, strict=True)
    except InputError as error:
        return Failure(place, error)
    return _kept(place, items[0] if items else None)


def _kept(place: str, value: object) -> Found:
    """The item of a JSON value, or its failure."""
    try:
        record = record_of(value, place)
    except InputError as error:
        return Failure(place, error)
    # These bytes are UTF-8 whatever charset a page declares: JSON has decoded them already.
    form = Form.PAGE if record.html else Form.TEXT
    return Item(place, text_bytes(record.text), form, record.metadata, record.captured, "utf-8")


def _some(stream: BinaryIO, size: int) -> bytes:
    """Up to `size` bytes; fewer only at the end of the stream (pipes hand out pieces)."""
    parts, left = [], size
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _size(limit: int) -> str:
    return f"{limit // (1 << 20)} MiB" if limit >= 1 << 20 else f"{limit:,} bytes"
