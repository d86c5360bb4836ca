"""What was known when: the rows of the latest versions, or of those that stood at the end of a day."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.sql.selectable import FromClause

from sayso.ledger.queries.asked import end_of


def known(table: FromClause, as_of: str | None) -> ColumnElement[bool]:
    """The condition on `statements` or `versions` that a row stands now, or stood at the end of `as_of`."""
    if as_of is None:
        return table.c.known_until.is_(None)
    end = end_of(as_of)
    return and_(table.c.known_from < end, or_(table.c.known_until.is_(None), table.c.known_until >= end))
