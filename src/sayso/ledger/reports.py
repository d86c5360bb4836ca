"""Reports as a person names them, and their versions in order."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, or_, select

from sayso.errors import NotFoundError
from sayso.ledger.queries.knowing import by_then
from sayso.ledger.schema import REPORTS, VERSIONS


def report_named(connection: Connection, name: str) -> int:
    """The number of the report with that number, address, file or input; raises NotFoundError if there is none, or more than one."""
    if name.isdigit():
        numbered = connection.execute(select(REPORTS.c.id).where(REPORTS.c.id == int(name))).scalar()
        if numbered is not None:
            return int(numbered)
    known = or_(REPORTS.c.url == name, REPORTS.c.key == name, REPORTS.c.place == str(Path(name).absolute()), VERSIONS.c.origin == name)
    found = connection.execute(select(REPORTS.c.id).join(VERSIONS, VERSIONS.c.report == REPORTS.c.id).where(known).distinct()).scalars().all()
    if len(found) != 1:
        many = f"names {len(found)} reports" if found else "names no report"
        raise NotFoundError(f"{name!r} {many} of this ledger; give a report’s number, its address or its file")
    return int(found[0])


def versions_of_report(connection: Connection, report: int, *, as_of: str | None = None) -> tuple[int, ...]:
    """The numbers of its versions, or of those known at the end of `as_of`, oldest first."""
    chosen = select(VERSIONS.c.id).where(VERSIONS.c.report == report).order_by(VERSIONS.c.captured_at, VERSIONS.c.id)
    if as_of is not None:
        chosen = chosen.where(by_then(VERSIONS.c.known_from, as_of))
    return tuple(connection.execute(chosen).scalars())
