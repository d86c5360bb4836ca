"""Reports with their versions, and what a ledger holds in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, func, select

from sayso.errors import NotFoundError
from sayso.ledger.queries.asked import checked_range, day_after, first_day
from sayso.ledger.queries.publishers import publishers_called
from sayso.ledger.queries.rows import Row
from sayso.ledger.schema import EVENTS, FAILURES, META, READINGS, REPORTS, STATEMENTS, TEXTS, VERSIONS

_V = VERSIONS.c
_LATEST = VERSIONS.alias("latest")


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of reports, the latest captured first."""

    rows: tuple[Row, ...]
    more: bool


def reports(
    connection: Connection, *, publisher: str | None = None, since: str | None = None, until: str | None = None, as_of: str | None = None,
    changed: bool = False, limit: int = 50, offset: int = 0,
) -> Reports:
    """Reports, each with its latest version's facts and how many versions it has; `since` and `until` on the clock of publication.

    With `changed` only those of more than one version. Raises NotFoundError for a publisher that there is not, QueryError for
    a day that is none.
    """
    checked_range(since, until)
    many = select(_V.report, func.count().label("versions"), func.max(_V.id).label("latest"), func.min(_V.captured_at).label("first_captured"))
    if as_of:
        many = many.where(_V.known_from < f"{day_after(as_of)}T00:00:00Z")
    if publisher:
        many = many.where(_V.publisher.in_(publishers_called(connection, publisher)))
    if since:
        many = many.where(_V.published >= first_day(since))
    if until:
        many = many.where(_V.published < day_after(until))
    many = many.group_by(_V.report).having(func.count() > 1) if changed else many.group_by(_V.report)
    counted = many.subquery()
    chosen = (
        select(counted, REPORTS.c.url, REPORTS.c.place, _LATEST.c.title, _LATEST.c.publisher, _LATEST.c.published, _LATEST.c.captured_at)
        .join(REPORTS, REPORTS.c.id == counted.c.report).join(_LATEST, _LATEST.c.id == counted.c.latest)
        .order_by(_LATEST.c.captured_at.desc(), counted.c.report.desc()).limit(limit + 1).offset(offset)
    )
    rows = connection.execute(chosen).mappings().all()
    return Reports(tuple(rows[:limit]), limit < len(rows))


def versions(connection: Connection, report: str) -> tuple[Row, ...]:
    """The versions of a report, oldest first, by its number, address or file; raises NotFoundError if there is no such report."""
    named = (REPORTS.c.url == report) | (REPORTS.c.place == report)
    condition = named | (REPORTS.c.id == int(report)) if report.isdecimal() and len(report) < 19 else named
    told = select(func.count()).where(STATEMENTS.c.version == _V.id, STATEMENTS.c.quiet.is_(False)).correlate(VERSIONS).scalar_subquery()
    rows = connection.execute(
        select(*VERSIONS.columns, REPORTS.c.url, REPORTS.c.place, TEXTS.c.digest.label("document"), TEXTS.c.length, READINGS.c.engine,
               told.label("statements"))
        .join(REPORTS, REPORTS.c.id == _V.report).join(TEXTS, TEXTS.c.id == _V.text)
        .outerjoin(READINGS, (READINGS.c.version == _V.id) & READINGS.c.current.is_(True))
        .where(condition).order_by(_V.captured_at, _V.id)
    ).mappings().all()
    if not rows:
        raise NotFoundError(f"no report {report!r} in this ledger; `sayso versions` lists their numbers")
    return tuple(rows)


def figures(connection: Connection) -> Mapping[str, str | int | None]:
    """What the ledger holds, by name."""

    def count(table: Table, *conditions: ColumnElement[bool]) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())

    first, last = connection.execute(select(func.min(_V.published), func.max(_V.published))).one()
    facts = dict(connection.execute(select(META.c.key, META.c.value)).all())
    return {
        "schema": facts.get("schema"), "created": facts.get("created"), "reports": count(REPORTS), "versions": count(VERSIONS),
        "publishers": connection.execute(select(func.count(_V.publisher.distinct()))).scalar_one(),
        "published first": first, "published last": last,
        "statements": count(STATEMENTS, STATEMENTS.c.known_until.is_(None)), "events": count(EVENTS),
        "failures open": count(FAILURES, FAILURES.c.solved_at.is_(None)),
    }
