"""What servers said of addresses, kept in the ledger so that the next run asks only for what has changed."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, or_, select

from sayso.intake.fetching.answers import Validators
from sayso.ledger.opening import Ledger
from sayso.ledger.schema import CAPTURES, FAILURES, FETCHES, REPORTS, TEXTS, VERSIONS


class FetchMemory:
    """The validators in a ledger; new ones are held back until `keep`, when all that they vouch for is stored.

    A run that is killed forgets them, and the next one fetches again what it may have stored already: that costs time, and loses nothing.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._new: dict[str, dict[str, object]] = {}

    def recall(self, url: str) -> Validators | None:
        """What the address gave last time; None if nothing, or if the report could not be read then and is to be fetched whole."""
        failed = select(FAILURES.c.id).where(FAILURES.c.place == url, FAILURES.c.solved_at.is_(None)).exists()
        asked = select(FETCHES.c.etag, FETCHES.c.last_modified).where(FETCHES.c.url == url, ~failed)
        with self._ledger.reading() as connection:
            row = connection.execute(asked).first()
        return Validators(*row) if row else None

    def remember(self, url: str, validators: Validators, fetched_at: datetime, status: int) -> None:
        """Holds the validators of an answer."""
        self._new[url] = {
            "url": url, "fetched_at": moment_of(fetched_at), "status": status, "etag": validators.etag, "last_modified": validators.last_modified,
        }  # fmt: skip

    def keep(self) -> None:
        """Stores what was held; call it when the reports are stored."""
        if not self._new:
            return
        with self._ledger.writing() as connection:
            for row in self._new.values():
                connection.execute(delete(FETCHES).where(FETCHES.c.url == row["url"]))
                connection.execute(insert(FETCHES).values(row))
        self._new = {}


def moment_of(time: datetime) -> str:
    """The time as a ledger keeps it: UTC, ISO 8601, whole seconds."""
    return time.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def version_at(connection: Connection, asked: str, url: str) -> int | None:
    """The version that an address gave when it was last fetched; None if it gave none, as lists of pages do.

    `asked` is the address as it was named, `url` where redirects ended. Of the report's captures that one counts which was made when the server
    gave the validators that it now finds unchanged; where that is not known, the latest that came from the address.
    """
    fetched = select(FETCHES.c.fetched_at).where(FETCHES.c.url == url).scalar_subquery()
    same = (CAPTURES.c.report == VERSIONS.c.report) & (CAPTURES.c.text == TEXTS.c.digest) & CAPTURES.c.captured_at.between(VERSIONS.c.captured_at, VERSIONS.c.seen_at)
    chosen = (
        select(VERSIONS.c.id).join(TEXTS, TEXTS.c.id == VERSIONS.c.text).join(CAPTURES, same)
        .order_by((CAPTURES.c.captured_at == fetched).desc().nulls_last(), (VERSIONS.c.origin == asked).desc().nulls_last(), CAPTURES.c.captured_at.desc())
        .limit(1)
    )
    by_address = chosen.join(REPORTS, REPORTS.c.id == VERSIONS.c.report).where(or_(REPORTS.c.key == asked, REPORTS.c.key == url))
    found = connection.execute(by_address).scalar()
    if found is None:  # the page states another address of its own
        found = connection.execute(chosen.where(VERSIONS.c.origin == asked)).scalar()
    return int(found) if found is not None else None
