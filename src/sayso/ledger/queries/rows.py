"""Statements as whole rows: with the report that they stand in, and the voice through which they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, select

from sayso.ledger.schema import REPORTS, STATEMENTS, TEXTS, VERSIONS

Row = Mapping[Any, Any]
"""A row by the names of its columns."""

_OUTER = STATEMENTS.alias("outer_statements")
_ROWS = (
    select(
        *(column for column in STATEMENTS.columns if column.name not in ("voice", "published")),
        VERSIONS.c.report, VERSIONS.c.published, VERSIONS.c.publisher, VERSIONS.c.title, VERSIONS.c.captured_at, VERSIONS.c.origin,
        REPORTS.c.url, REPORTS.c.place, TEXTS.c.digest.label("document"), _OUTER.c.who.label("through"),
    )
    .join(VERSIONS, VERSIONS.c.id == STATEMENTS.c.version).join(REPORTS, REPORTS.c.id == VERSIONS.c.report)
    .join(TEXTS, TEXTS.c.id == VERSIONS.c.text)
    .outerjoin(_OUTER, and_(_OUTER.c.version == STATEMENTS.c.version, _OUTER.c.record == STATEMENTS.c.inside))
)


def whole(connection: Connection, numbers: Sequence[int]) -> list[Row]:
    """The statements of these numbers in this order."""
    found = {row["id"]: row for row in connection.execute(_ROWS.where(STATEMENTS.c.id.in_(numbers))).mappings()}
    return [found[number] for number in numbers]


def of_version(connection: Connection, version: int) -> list[Row]:
    """All statements of a version in the order of the text."""
    return list(connection.execute(_ROWS.where(STATEMENTS.c.version == version).order_by(STATEMENTS.c.start, STATEMENTS.c.id)).mappings())
