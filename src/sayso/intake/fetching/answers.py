"""What fetching gives back, and what it remembers from one run to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sayso.errors import StatusError


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again by: `etag` and `last_modified`, as it wrote them (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        """True if there is one to ask by."""
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page or feed as it came: `body` unpacked but not decoded; `url` is where redirects ended, `asked` where they began.

    `encoding` is the charset that the server declared, if any; `content_type` the bare media type in lower case, "" if none came.
    """

    asked: str
    url: str
    status: int
    content_type: str
    encoding: str | None
    body: bytes
    fetched_at: datetime
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address whose server says that nothing has changed since the validators were given (304)."""

    where: str
    url: str
    fetched_at: datetime


class Memory(Protocol):
    """Validators kept between runs, by the address that gave them (that is where redirects ended, not where they began)."""

    def recall(self, url: str) -> Validators | None:
        """What was remembered of an address, or None."""

    def remember(self, url: str, validators: Validators, fetched_at: datetime, status: int) -> None:
        """Keeps the validators of an answer.

        Called in the order of the stream, after the reader has come back for more: whatever the answer gave was handed out
        before. A ledger that stores reports later than it takes them holds the call back until they are stored; otherwise a
        crash in between would lose them to the next run's 304.
        """


_SENTENCES = {
    401: "asks for a login; save the page from your browser and read the file",
    402: "asks for payment; save the page from your browser and read the file",
    403: "is closed to sayso; save the page from your browser and read the file",
    404: "is not there; check the address",
    410: "is gone for good, its server says",
    429: "was asked too often, its server says; try again later",
    451: "is withheld for legal reasons, its server says",
}
AGAIN = frozenset({429, 502, 503, 504})
"""Statuses after which the same question may be answered."""

GONE = frozenset({401, 402, 403, 404, 410, 451})
"""Statuses that say the page is not to be had, now or later."""


def status_error(where: str, status: int) -> StatusError:
    """The error for an answer that is neither a page nor "unchanged"."""
    general = "has a fault on its server's side; try again later" if status >= 500 else "was not answered with a page"
    return StatusError(where, f"{_SENTENCES.get(status, general)} (status {status})", status, passing=status in AGAIN or status >= 500)
