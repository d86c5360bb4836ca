"""From schema 1 to 2: indexes that answer searches without a narrow condition, and pages of appearances, without opening rows."""

from __future__ import annotations

from sqlalchemy import Connection

_SQL = (
    "DROP INDEX statements_by_day",
    "CREATE INDEX statements_by_day ON statements (day, id, quiet, known_until, act, quotation, identification, depth, hedged, confidence)",
    "DROP INDEX appearances_by_voice",
    "CREATE INDEX appearances_by_voice ON appearances (voice, day_from, version, record, status)",
)


def step(connection: Connection) -> None:
    """Takes the step."""
    for statement in _SQL:
        connection.exec_driver_sql(statement)
