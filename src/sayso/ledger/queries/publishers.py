"""Which publishers a name means: their names vary in case and articles only."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from sayso.errors import NotFoundError
from sayso.ledger.fulltext import folded
from sayso.ledger.schema import VERSIONS


def publishers_called(connection: Connection, name: str) -> tuple[str, ...]:
    """The publishers' names that are this name, whatever their case and whether or not "The" stands before it.

    Raises NotFoundError, with names written much alike, if there is none.
    """
    names = connection.execute(select(VERSIONS.c.publisher).distinct().where(VERSIONS.c.publisher.is_not(None))).scalars().all()
    found = tuple(sorted(known for known in names if _plain(known) == _plain(name)))
    if found:
        return found
    raise NotFoundError(f"no publisher in this ledger is called {name!r}{_hint(name, names)}")


def _plain(name: str) -> str:
    return folded(name).removeprefix("the ")


def _hint(name: str, names: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process

    near = [known for known, _, _ in process.extract(_plain(name), names, processor=_plain, scorer=fuzz.WRatio, limit=3, score_cutoff=60)]
    return f"; there are {', '.join(near)}" if near else "; `sayso versions` lists the reports with their publishers"
