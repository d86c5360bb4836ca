"""What a database says went wrong, as one sentence that says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from sayso.errors import LedgerError, LockedError

_FULL = "the disk is full; make room and run the same command again: nothing acknowledged is lost"
_SENTENCES = (
    ("database is locked", "is locked by another program that writes to it; wait for it to end and try again"),
    ("readonly database", "may not be written by you; change its permissions or copy it"),
    ("read-only transaction", "may only be read over this connection; connect as somebody who may write"),
    ("file is not a database", "is no ledger; name another file"),
    ("malformed", "is damaged; restore a copy, or recover what is left with `sqlite3 FILE .recover`"),
    ("disk is full", _FULL),
    ("no space left", _FULL),
    ("unable to open database file", "cannot be opened; check that the file and its folder may be read and written"),
    ("disk i/o error", "the disk failed to read or write it; check the disk, then run the same command again"),
    ("could not translate host", "its server’s name is not known; check the address"),
    ("failed to resolve host", "its server’s name is not known; check the address"),
    ("connection refused", "its server does not answer; check that it runs and that the address is right"),
    ("password authentication failed", "the server refuses the password; correct the address"),
    ("permission denied", "the server does not let you do this; ask for the right to create and write tables"),
    ("does not exist", "there is no such database, role or table; check the address"),
    ("connection", "the connection to the server broke; run the same command again: nothing acknowledged is lost"),
)
_LOCKED = "database is locked"
_NO_NOTES = "SQLITE_IOERR_SHMSIZE"
"""No room beside the ledger for the notes of who reads it, which even a reader needs: the disk is full, SQLite calls it a failure."""


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turns the database's errors into a LedgerError about the place."""
    try:
        yield
    except DBAPIError as error:
        words = str(error.orig).lower()
        sentence = next((sentence for sign, sentence in _SENTENCES if sign in words), None)
        if getattr(error.orig, "sqlite_errorname", None) == _NO_NOTES:
            sentence = _FULL
        kind = LockedError if _LOCKED in words else LedgerError
        raise kind(place, sentence or f"the database failed: {_first_line(str(error.orig))}") from error


def _first_line(words: str) -> str:
    return re.sub(r"\s+", " ", words.strip().partition("\n")[0])
