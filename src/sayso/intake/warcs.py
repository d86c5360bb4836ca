"""Web archives (WARC, ISO 28500): their pages and texts, past any damage.

fastwarc reads; it ends silently where a file is cut short and gives up where one is damaged. So every record waits until the
reader has come to the next one, and where it does not, the bytes settle what is whole, what is lost and where to go on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, BinaryIO, NamedTuple

from fastwarc.warc import ArchiveIterator, WarcHeader

from sayso.document import Metadata
from sayso.errors import EmptyInputError, HostileInputError, InputError
from sayso.intake.item import Failure, Item
from sayso.intake.records import day_or_time
from sayso.intake.sniffing import Form
from sayso.intake.streams import size_in_words, some
from sayso.intake.warcheads import Head, head_of, unpacked_body
from sayso.intake.warcscan import is_packed, next_record, record_end
from sayso.intake.warcseals import Seal, fits

_PAGES = ("text/html", "application/xhtml+xml")
_ADDRESS = re.compile(r"[^\x00-\x20\x7f]+")
_READ = frozenset({"response", "resource", "conversion"})
_QUIET = frozenset({"request", "warcinfo", "metadata"})
"""Records that may hold a report, and those that never do, which goes without saying."""
_ANSWER = "msgtype=response"
_MEDIUM = re.compile(r"(?:[-+.\w]+/[-+.\w]+)?\s*", re.ASCII)
_UNFIT = "its bytes do not fit the digest in its header"
_PASSED = {"revisit": "unchanged since an earlier capture (revisit)", "continuation": "continuations of a record in another file"}


def warc_items(where: str, file: BinaryIO, limit: int, note: Callable[[str], None] | None = None) -> Iterator[Item | Failure]:
    """The pages of an archive with status 200, and its plain texts (.wet), named by the place where each record begins.

    Args:
        where: the archive's name.
        file: the archive, open and seekable; gzipped record by record, or not.
        limit: bytes beyond which a page is refused.
        note: told once, in one sentence, what was passed over: copies that have not changed, other media, other statuses.

    A failure says how many bytes were lost where the file is damaged or cut short; the records behind are read.
    """
    archive = _Archive(where, file, limit)
    yield from archive.items()
    if not archive.taken:
        yield Failure(where, EmptyInputError(where, "is a web archive that holds no page with status 200"))
    if note and archive.passed:
        note(f"{where}: {archive.taken:,} taken; passed over: {_counted(archive.passed)}")


def _counted(passed: Counter[str]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in sorted(passed.items()))


class _Archive:
    """One pass through an archive: what was taken, what was passed over."""

    def __init__(self, where: str, file: BinaryIO, limit: int) -> None:
        self._where, self._file, self._limit = where, file, limit
        self._size = file.seek(0, 2)
        self._packed = is_packed(file, 0)
        self._last: int | None = None
        self._held: Item | Failure | None = None
        self._within = False  # an item is being made: if reading stops there, that record is at fault
        self.taken = 0
        self.passed: Counter[str] = Counter()

    def items(self) -> Iterator[Item | Failure]:
        """Runs of sound records, with the damage between them."""
        at: int | None = 0
        while at is not None and at < self._size:
            self._last, self._held, self._within = None, None, False
            yield from self._run(at)
            at, failure = self._behind(at)
            if self._held is not None:
                yield self._given(self._held)
            if failure is not None:
                yield failure

    def _run(self, at: int) -> Iterator[Item | Failure]:
        """The items from `at` as far as fastwarc gets; the last one stays held."""
        self._file.seek(at)
        try:
            for record in ArchiveIterator(self._file, parse_http=False):
                if self._held is not None:
                    yield self._given(self._held)
                    self._held = None
                self._last, self._within = record.stream_pos, True
                self._held = self._item(record)
                self._within = False
        except (OSError, ValueError):
            return  # `_behind` finds out what it was

    def _behind(self, start: int) -> tuple[int | None, Failure | None]:
        """Where to go on after a run, and what was lost before that; a held item that is not whole is dropped."""
        last = start if self._last is None else self._last
        if self._packed and not is_packed(self._file, last):
            last = start  # all records in one gzip member: it is whole, or nothing behind can be had
            end = record_end(self._file, last)
            return (None, None) if end is not None else (None, self._lost(last, self._size))
        end = record_end(self._file, last)
        if end is None or self._last is None:
            self._held = None
            following = next_record(self._file, last + 1, self._packed)
            return following, self._lost(last, following)
        if self._within:
            self._held = self._undecodable(last)
        following = next_record(self._file, end, self._packed)
        if following == end or self._is_padding(end):
            return following, None
        return following, self._lost(end, following)

    def _undecodable(self, at: int) -> Failure:
        """What is wrong with a record if it is whole and still cannot be read."""
        place = f"{self._where}, byte {at}"
        problem = "holds an answer whose HTTP headers or compression cannot be read; the records behind are read"
        return Failure(place, InputError(place, problem))

    def _is_padding(self, at: int) -> bool:
        self._file.seek(at)
        return self._size - at < 4096 and not self._file.read().strip(b"\0\r\n")

    def _lost(self, at: int, following: int | None) -> Failure:
        place = f"{self._where}, byte {at}"
        if following is None:
            problem = f"the archive is cut short or damaged here, and no record follows; the last {self._size - at:,} bytes are lost"
        else:
            problem = f"the archive is damaged here; {following - at:,} bytes are lost, and it is read on from byte {following}"
        return Failure(place, InputError(place, problem))

    def _given(self, item: Item | Failure) -> Item | Failure:
        self.taken += 1
        return item

    def _item(self, record: Any) -> Item | Failure | None:
        """The item of a record, or None if it holds no report."""
        headers = record.headers
        kind = (headers.get(WarcHeader.WARC_TYPE) or "").lower()
        if kind in _QUIET and _ANSWER not in (headers.get(WarcHeader.CONTENT_TYPE) or ""):
            return None
        address, captured = headers.get(WarcHeader.WARC_TARGET_URI) or "", day_or_time(headers.get(WarcHeader.WARC_DATE))
        capture = _Capture(f"{self._where}, byte {record.stream_pos}", address.strip("<> "), captured, headers.get(WarcHeader.WARC_BLOCK_DIGEST))
        if kind in _PASSED:
            sound = kind != "revisit" or self._is_whole(record, capture)
            return self._pass(_PASSED[kind]) if sound else capture.damaged(_UNFIT)
        if kind not in _READ or not _ADDRESS.fullmatch(address) or captured is None:
            return capture.damaged("its header lacks a type, an address or a date")
        if kind != "response":
            return self._resource(record, capture)
        if capture.address.startswith("http") and not record.is_http:
            return capture.damaged("its header does not say that it holds an answer of HTTP")
        return self._response(record, capture) if record.is_http else self._pass("not from the web")

    def _pass(self, what: str) -> Item | Failure | None:
        """No item; counts what was passed over."""
        self.passed[what] += 1
        return None

    def _response(self, record: Any, capture: _Capture) -> Item | Failure | None:
        head = head_of(record.reader)
        if head is None:
            return capture.damaged("its HTTP headers cannot be read")
        if head.status == 200 and head.medium in _PAGES:
            return self._page(record, capture, head)
        if not self._is_sound(record, capture, head):
            return capture.damaged("no page is stated in it, and its bytes do not fit that")
        return self._pass("not HTML" if head.status == 200 else "with another status than 200")

    def _is_sound(self, record: Any, capture: _Capture, head: Head) -> bool:
        """False if it may be damage that makes an answer look like none of a page; a packed one's checksum is `record_end`'s business."""
        if self._packed or head.is_plainly_other:
            return True
        return head.is_likely if capture.digest is None else self._is_whole(record, capture, head.raw)

    def _is_whole(self, record: Any, capture: _Capture, begun: bytes = b"") -> bool:
        """False if an unpacked record's bytes, of which `begun` are read already, contradict its digest."""
        pieces = iter(lambda: record.reader.read(1 << 20), b"")
        return self._packed or capture.digest is None or fits(capture.digest, chain([begun], pieces))

    def _page(self, record: Any, capture: _Capture, head: Head) -> Item | Failure:
        raw = some(record.reader, min(self._limit + 1, record.content_length - len(head.raw)))
        seal = Seal(capture.digest, head.raw) if capture.digest else None
        if head.packed and len(raw) <= self._limit:
            if seal and not seal.fits(raw):
                return capture.damaged(_UNFIT)
            raw, seal = unpacked_body(head, raw, self._limit), None
        return self._body(raw, capture, Form.PAGE, head.charset, seal)

    def _resource(self, record: Any, capture: _Capture) -> Item | Failure | None:
        stated = (record.headers.get(WarcHeader.CONTENT_TYPE) or "").lower()
        kind, _, rest = stated.partition(";")
        form = Form.PAGE if kind.strip() in _PAGES else Form.TEXT if kind.strip() == "text/plain" else None
        if form is None:
            return self._pass("not HTML") if _MEDIUM.fullmatch(kind) else capture.damaged("its header states no medium")
        # Conversions are UTF-8 by the convention of those who make them (.wet), whatever the page was.
        charset = rest.partition("charset=")[2].split(";")[0].strip() or ("utf-8" if form is Form.TEXT else None)
        seal = Seal(capture.digest, b"") if capture.digest else None
        return self._body(some(record.reader, self._limit + 1), capture, form, charset, seal)

    def _body(self, raw: bytes, capture: _Capture, form: Form, charset: str | None, seal: Seal | None) -> Item | Failure:
        if self._limit < len(raw):
            return Failure(capture.place, HostileInputError(capture.place, f"is a page larger than the {size_in_words(self._limit)} that sayso reads"))
        if not raw or raw.isspace():
            return Failure(capture.place, EmptyInputError(capture.place, "is a page without any text"))
        url = capture.address if capture.address.startswith(("http://", "https://")) else None
        known = Metadata(url=url, sources={"url": "warc"}) if url else Metadata()
        return Item(capture.place, raw, form, known, capture.captured, charset, seal)


class _Capture(NamedTuple):
    """What the header of a record says of it."""

    place: str
    address: str
    captured: str | None
    digest: str | None

    def damaged(self, problem: str) -> Failure:
        """A failure that says what shows the damage of a record of a sound length."""
        return Failure(self.place, InputError(self.place, f"is damaged: {problem}; the records behind are read"))
