"""The failures table: inputs that could not be read, why, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, insert, select, update

from sayso.intake.item import Failure
from sayso.ledger.queries.knowing import by_then
from sayso.ledger.rows import storable
from sayso.ledger.schema import FAILURES

REREAD = "reread"
"""The source of what failed when a version was read anew: no file to open again."""


@dataclass(frozen=True, slots=True)
class FailureRow:
    """One input that could not be read, as the ledger keeps it."""

    id: int
    place: str
    source: str
    kind: str
    problem: str
    first_at: str
    last_at: str
    tries: int
    solved_at: str | None


def note_failure(connection: Connection, failure: Failure, *, source: str, digest: str | None, now: str) -> None:
    """Notes a failure; the same place failing again counts as one more try."""
    place = storable(failure.where)
    values = {
        "kind": type(failure.error).__name__, "problem": storable(failure.error.problem), "digest": digest, "last_at": now,
        "source": storable(source), "solved_at": None,
    }
    open_row = FAILURES.c.place == place
    done = connection.execute(update(FAILURES).where(open_row).values(**values, tries=FAILURES.c.tries + 1))
    if not done.rowcount:
        connection.execute(insert(FAILURES), {**values, "place": place, "first_at": now, "tries": 1})


def note_solved(connection: Connection, place: str, *, now: str) -> None:
    """Marks what failed at a place as read after all, if anything did."""
    unsolved = (FAILURES.c.place == storable(place)) & FAILURES.c.solved_at.is_(None)
    connection.execute(update(FAILURES).where(unsolved).values(solved_at=now))


def failures(connection: Connection, *, solved: bool = False, as_of: str | None = None) -> tuple[FailureRow, ...]:
    """The failures, oldest first; those solved since only if asked for. With `as_of` (a day, month or year, or a UTC time) those of then.

    The reason and the number of tries are the last ones, also of a look back: earlier ones are not kept.
    """
    chosen = select(*(FAILURES.c[name] for name in FailureRow.__dataclass_fields__)).order_by(FAILURES.c.id)
    open_still: ColumnElement[bool] = FAILURES.c.solved_at.is_(None)
    if as_of is not None:
        chosen = chosen.where(by_then(FAILURES.c.first_at, as_of))
        open_still |= ~by_then(FAILURES.c.solved_at, as_of)
    rows = connection.execute(chosen if solved else chosen.where(open_still))
    return tuple(FailureRow(*row) for row in rows)
