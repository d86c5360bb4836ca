"""What was known when: the rows of the latest versions, or of those that stood at the end of a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.sql.selectable import FromClause

from sayso.ledger.queries.asked import end_of
from sayso.ledger.schema import VERSIONS


def known(table: FromClause, as_of: str | None) -> ColumnElement[bool]:
    """The condition on `statements` or `versions` that a row stands now, or stood at the end of `as_of`: a day, month or year, or a UTC time."""
    if as_of is None:
        return table.c.known_until.is_(None)
    return and_(by_then(table.c.known_from, as_of), or_(table.c.known_until.is_(None), ~by_then(table.c.known_until, as_of)))


def known_version(version: ColumnElement[int], as_of: str | None) -> Iterator[ColumnElement[bool]]:
    """The condition that the version of a row stands now or stood then; that few do not stand now makes it quicker to name these."""
    if as_of is None:
        yield version.not_in(select(VERSIONS.c.id).where(~known(VERSIONS, None)))
    else:
        yield exists().where(VERSIONS.c.id == version, known(VERSIONS, as_of)).correlate_except(VERSIONS)


def by_then(moment: ColumnElement[Any], as_of: str) -> ColumnElement[bool]:
    """The condition that a UTC time is not after a day, month or year, or after another UTC time."""
    return moment <= as_of if "T" in as_of else moment < end_of(as_of)


def version_by_then(version: ColumnElement[Any], as_of: str) -> ColumnElement[bool]:
    """The condition that a row's version was known by then."""
    return version.in_(select(VERSIONS.c.id).where(by_then(VERSIONS.c.known_from, as_of)))
