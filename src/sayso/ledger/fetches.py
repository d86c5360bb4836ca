"""What servers said of addresses, kept in the ledger so that the next run asks only for what has changed."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from sayso.intake.fetching.answers import Validators
from sayso.ledger.opening import Ledger
from sayso.ledger.schema import FAILURES, FETCHES


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
        moment = fetched_at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
        self._new[url] = {
            "url": url, "fetched_at": moment, "status": status, "etag": validators.etag, "last_modified": validators.last_modified,
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
