"""One open input split into its reports, by what its beginning looks like."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from sayso.errors import EmptyInputError, HostileInputError, InputError, UnsupportedFormatError
from sayso.intake.decode import decode, is_wide, refuse_binary
from sayso.intake.gzipped import unpacking
from sayso.intake.item import Failure, Item, text_bytes
from sayso.intake.records import dumped, items_of, record_of
from sayso.intake.sniffing import HEAD, Form, container_of, form_of, is_kept, is_note
from sayso.intake.streams import Rest, size_in_words, some

Found = Item | Failure

DEEPEST = 3
"""How many wrappings (gzip, zip, tar) are opened one inside another."""

_NOTHING_OFFLINE = {
    Form.OPML: "is a list of feeds (OPML) and holds no report itself; add it to a ledger with the network allowed, and its feeds are fetched",
    Form.SITEMAP: "is a sitemap and holds no report itself; add it to a ledger with the network allowed, and its pages are fetched",
    Form.XML: "is XML, but neither a page nor a feed; save the report as text or HTML and read that",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read: bytes beyond which one report is refused, whom to tell what is passed over, wrappings opened so far."""

    limit: int
    note: Callable[[str], None] | None = None
    depth: int = 0

    def deeper(self, where: str) -> Reading:
        """The same one wrapping further in; raises HostileInputError at the deepest."""
        if self.depth == DEEPEST:
            raise HostileInputError(where, f"is packed more than {DEEPEST} times over; unpack it and read what is in it")
        return replace(self, depth=self.depth + 1)


def items_of_stream(where: str, stream: BinaryIO, how: Reading, name: str = "") -> Iterator[Found]:
    """The reports of one open input; raises InputError where it cannot be read (on).

    Args:
        where: the input's name in messages.
        stream: its bytes, read once from front to back.
        how: limits, and whom to tell.
        name: the file's name, if it is another (without the ending of what packed it).
    """
    name = name or where
    head = some(stream, HEAD)
    container = container_of(head)
    if container is not None:
        yield from _contained(container, where, head, stream, how, name)
        return
    if not head.strip():
        head += some(stream, how.limit)
        if not head.strip():
            raise EmptyInputError(where, "is empty; there is nothing to read in it" if not head else "holds only white space")
    if not is_wide(head):
        refuse_binary(head, where=where)
    yield from _split(form_of(head, name), where, head, stream, how)


def _split(form: Form, where: str, head: bytes, stream: BinaryIO, how: Reading) -> Iterator[Found]:
    """The reports of an input in text, by its form."""
    if form in _NOTHING_OFFLINE:
        raise UnsupportedFormatError(where, _NOTHING_OFFLINE[form])
    if form is Form.RECORDS:
        yield from _lines(where, Rest(head, stream), how.limit)
    elif form is Form.TABLE:
        from sayso.intake.tables import table_items

        yield from table_items(where, Rest(head, stream), head, how.limit)
    elif form is Form.FEED:
        from sayso.intake.feeds import feed_items

        yield from feed_items(_all(where, head, stream, how.limit), where)
    else:
        yield from _whole(where, _all(where, head, stream, how.limit), form)


def _contained(form: Form, where: str, head: bytes, stream: BinaryIO, how: Reading, name: str) -> Iterator[Found]:
    """The reports in an archive, or in what gzip packed."""
    from sayso.intake.packed import seekable, tar_members, zip_members

    inner = how.deeper(where)
    if form is Form.WARC or (form is Form.GZIP and _packs_warc(head)):
        from sayso.intake.warcs import warc_items

        with seekable(head, stream) as file:
            yield from warc_items(where, file, how.limit, how.note)
    elif form is Form.GZIP:
        plain = name[: -len(".gz")] if name.lower().endswith(".gz") else name
        yield from items_of_stream(where, unpacking(stream, where, head), inner, plain)
    elif form is Form.ZIP:
        with seekable(head, stream) as file:
            yield from _members(where, zip_members(where, file), inner)
    else:
        yield from _members(where, tar_members(where, Rest(head, stream)), inner)


def _packs_warc(head: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(head, 8).startswith(b"WARC/")
    except zlib.error:
        return False


def _members(where: str, members: Iterator[tuple[str, BinaryIO | InputError]], how: Reading) -> Iterator[Found]:
    """The reports of an archive's members; one that cannot be read fails alone."""
    found = False
    for name, member in members:
        found = True
        if isinstance(member, InputError):
            yield Failure(name, member)
            continue
        try:
            yield from items_of_stream(name, member, how)
        except InputError as error:
            yield Failure(name, error)
    if not found:
        raise EmptyInputError(where, "is an archive without reports (sayso looks for pages, texts, JSON, tables and feeds in it)")


def _all(where: str, head: bytes, stream: BinaryIO, limit: int) -> bytes:
    raw = head + some(stream, limit + 1 - len(head))
    if limit < len(raw):
        raise HostileInputError(where, f"is larger than the {size_in_words(limit)} that sayso reads as one text; split it into its reports")
    return raw


def _whole(where: str, raw: bytes, form: Form) -> Iterator[Found]:
    """The items of an input that is read in one piece."""
    records = items_of(decode(raw, where=where).text, where) if form is Form.JSON else None
    if records is None:
        yield Item(where, raw, Form.PAGE if form is Form.PAGE else Form.TEXT)
        return
    for number, record in enumerate(records, 1):
        yield _kept(f"{where}, record {number}" if len(records) > 1 else where, record)


def _lines(where: str, rest: Rest, limit: int) -> Iterator[Found]:
    """The records of a JSON Lines file one at a time; a bad one fails alone, named by its line."""
    number = 0
    while line := rest.line(limit + 1):
        number += 1
        place = f"{where}:{number}"
        if len(line) > limit:
            yield Failure(place, HostileInputError(place, f"is longer than the {size_in_words(limit)} that sayso reads as one record"))
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
    if is_note(value):
        return Item(place, text_bytes(dumped(value)), Form.NOTE)
    try:
        record = record_of(value, place)
    except InputError as error:
        return Failure(place, error)
    if is_kept(value):
        return Item(place, text_bytes(dumped(value)), Form.KEPT)
    # These bytes are UTF-8 whatever charset a page declares: JSON has decoded them already.
    form = Form.PAGE if record.html else Form.TEXT
    return Item(place, text_bytes(record.text), form, record.metadata, record.captured, "utf-8")
