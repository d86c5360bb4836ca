"""The head of an HTTP answer as an archive's record holds it: the status, the medium, how its body is packed."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from sayso.intake.streams import some

_LONGEST = 1 << 16
_STATUS = re.compile(rb"http/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)")
_MEDIUM = re.compile(rb"\ncontent-type[ \t]*:[ \t]*([^\r\n;, \t]*)(?:[^\r\n]*?;[ \t]*charset[ \t]*=[ \t]*[\"']?([^\r\n\"';, \t]+))?")
_PACKED = re.compile(rb"\n(?:content|transfer)-encoding[ \t]*:[ \t]*(?!identity[ \t]*[\r\n])[^ \t\r\n]")
_LIKELY = re.compile(rb"[^\r\n]+\r?\n(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+[ \t]*:[^\x00-\x08\x0a-\x1f\x7f]*\r?\n|[ \t][^\x00-\x08\x0a-\x1f\x7f]*\r?\n)*\r?\n")
_OTHER_MEDIA = (b"image/", b"video/", b"audio/", b"font/")
_OTHERS = frozenset({b"text/css", b"text/javascript", b"application/javascript", b"application/json", b"application/pdf", b"application/octet-stream"})


class Head(NamedTuple):
    """The head of an answer: its bytes up to the empty line and with it, and what they say of the body.

    `medium` is in small letters and without parameters, `packed` true if the body has to be unpacked or unchunked.
    """

    raw: bytes
    status: int
    medium: str
    charset: str | None
    packed: bool

    @property
    def is_likely(self) -> bool:
        """True if the head looks as servers write it: each line a field of characters that can be seen."""
        return _LIKELY.fullmatch(self.raw) is not None

    @property
    def is_plainly_other(self) -> bool:
        """True if the body is of a medium that holds no report, in words that damage does not make by chance."""
        medium = self.medium.encode()
        return self.status == 200 and (medium.startswith(_OTHER_MEDIA) or medium in _OTHERS)


def head_of(reader: Any) -> Head | None:
    """What the head of an answer says, and the reader stands at its body; None if there is no such head."""
    head = b""
    while len(head) < _LONGEST and (line := reader.readline()):
        head += line
        if line == b"\r\n" or line == b"\n":  # noqa: PLR1714 - twice as fast as a set, for each line of an archive
            return _read(head)
    return None


def _read(head: bytes) -> Head | None:
    low = head.lower()
    status = _STATUS.match(low)
    if status is None:
        return None
    found = _MEDIUM.search(low)
    medium, charset = found.groups() if found else (b"", None)
    packed = b"-encoding" in low and _PACKED.search(low) is not None
    return Head(head, int(status[1]), medium.decode("latin-1"), charset.decode("latin-1") if charset else None, packed)


def unpacked_body(head: Head, body: bytes, limit: int) -> bytes:
    """The body of an answer unpacked, `limit` bytes and one at most; raises OSError or ValueError if it cannot be."""
    from fastwarc.warc import WarcRecord

    record = WarcRecord()
    record.set_bytes_content(head.raw + body)
    record.is_http = True
    record.parse_http(auto_decode="all")
    return some(record.reader, limit + 1)
