"""Reports with their versions, and what a ledger holds in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select, true

from sayso.errors import NotFoundError
from sayso.ledger.queries.asked import checked_range, day_after, first_day
from sayso.ledger.queries.knowing import by_then, known
from sayso.ledger.queries.publishers import publishers_called
from sayso.ledger.queries.rows import Row
from sayso.ledger.schema import CORRECTIONS, EVENTS, FAILURES, JUDGEMENTS, META, READINGS, REPORTS, STATEMENTS, TEXTS, VERSIONS

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
        many = many.where(by_then(_V.known_from, as_of))
    if publisher:
        many = many.where(_V.publisher.in_(publishers_called(connection, publisher)))
    if since:
        many = many.where(_V.published >= first_day(since))
    if until:
        many = many.where(_V.published < day_after(until))
    many = many.group_by(_V.report).having(func.count() > 1) if changed else many.group_by(_V.report)
    counted = many.subquery()
    chosen = (
        select(counted, REPORTS.c.url, REPORTS.c.place, _LATEST.c.title, _LATEST.c.publisher, _LATEST.c.published, _LATEST.c.captured_at, _LATEST.c.origin)
        .join(REPORTS, REPORTS.c.id == counted.c.report).join(_LATEST, _LATEST.c.id == counted.c.latest)
        .order_by(_LATEST.c.captured_at.desc(), counted.c.report.desc()).limit(limit + 1).offset(offset)
    )
    rows = connection.execute(chosen).mappings().all()
    return Reports(tuple(rows[:limit]), limit < len(rows))


def versions(connection: Connection, report: str, *, as_of: str | None = None) -> tuple[Row, ...]:
    """The versions of a report, oldest first, by its number, address or file; raises NotFoundError if there is no such report.

    With `as_of` those that were known then; none was replaced by a later one.
    """
    named = (REPORTS.c.url == report) | (REPORTS.c.place == report) | _V.report.in_(select(VERSIONS.c.report).where(VERSIONS.c.origin == report))
    condition = named | (REPORTS.c.id == int(report)) if report.isdecimal() and len(report) < 19 else named
    told = select(func.count()).where(STATEMENTS.c.version == _V.id, STATEMENTS.c.quiet.is_(False)).correlate(VERSIONS).scalar_subquery()
    rows = connection.execute(
        select(*VERSIONS.columns, REPORTS.c.url, REPORTS.c.place, TEXTS.c.digest.label("document"), TEXTS.c.length, READINGS.c.engine,
               told.label("statements"))
        .join(REPORTS, REPORTS.c.id == _V.report).join(TEXTS, TEXTS.c.id == _V.text)
        .outerjoin(READINGS, (READINGS.c.version == _V.id) & READINGS.c.current.is_(True))
        .where(condition, *([by_then(_V.known_from, as_of)] if as_of else [])).order_by(_V.captured_at, _V.id)
    ).mappings().all()
    if not rows:
        raise NotFoundError(f"no report {report!r} in this ledger{f' as known on {as_of}' if as_of else ''}; `sayso versions` lists their numbers")
    return tuple({**row, "known_until": None} if as_of and number == len(rows) else row for number, row in enumerate(rows, 1))


def figures(connection: Connection, *, as_of: str | None = None) -> Mapping[str, str | int | None]:
    """What the ledger holds, or held as known at the end of `as_of`, by name."""

    def count(counted: ColumnElement[Any], *conditions: ColumnElement[bool]) -> int:
        return int(connection.execute(select(func.count(counted)).where(*conditions)).scalar_one())

    def told(moment: ColumnElement[Any]) -> ColumnElement[bool]:
        return by_then(moment, as_of) if as_of else true()

    by_now = told(_V.known_from)
    first, last = connection.execute(select(func.min(_V.published), func.max(_V.published)).where(by_now)).one()
    facts = dict(connection.execute(select(META.c.key, META.c.value)).all())
    solved = FAILURES.c.solved_at.is_(None) if as_of is None else or_(FAILURES.c.solved_at.is_(None), ~by_then(FAILURES.c.solved_at, as_of))
    return {
        "schema": facts.get("schema"), "created": facts.get("created"), "reports": count(_V.report.distinct(), by_now), "versions": count(_V.id, by_now),
        "publishers": count(_V.publisher.distinct(), by_now), "published first": first, "published last": last,
        "published unknown": count(_V.id, known(VERSIONS, as_of), _V.published.is_(None)),
        "statements": count(STATEMENTS.c.id, known(STATEMENTS, as_of)),
        "events": count(EVENTS.c.record, EVENTS.c.version == _V.id, known(VERSIONS, as_of)),
        "corrections": count(CORRECTIONS.c.id, told(CORRECTIONS.c.at)), "judgements": count(JUDGEMENTS.c.id, told(JUDGEMENTS.c.at)),
        "failures open": count(FAILURES.c.id, told(FAILURES.c.first_at), solved),
    }
