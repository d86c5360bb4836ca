"""Two versions of a report compared: its words, what it states of itself, its statements; silent edits and corrections named."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from sayso.errors import NotFoundError
from sayso.ledger.amending import corrected_reading
from sayso.ledger.comparing import FieldChange
from sayso.ledger.queries.knowing import by_then
from sayso.ledger.reports import versions_of_report
from sayso.ledger.saying_diff import SayingChange, sayings_diff
from sayso.ledger.schema import REPORTS, VERSIONS
from sayso.ledger.textdiff import TextDiff, text_diff

STATED = ("title", "published", "modified", "publisher", "authors", "wire", "language")
"""What a report states of itself."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One side of a comparison: a version, when it was captured and since when it counts as known."""

    version: int
    captured_at: str
    known_from: str
    published: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class ReportDiff:
    """What became of a report from one version to another; `where` is its address, file or key."""

    report: int
    where: str
    old: Stand
    new: Stand
    stated: tuple[FieldChange, ...]
    text: TextDiff
    statements: tuple[SayingChange, ...]

    @property
    def same(self) -> bool:
        """True if nothing differs that a reader would see, furniture counted."""
        return not (self.stated or self.text.passages or self.text.furniture or self.statements)

    @property
    def correction(self) -> bool:
        """True if the new version has a notice of a correction that the old one had not."""
        return self.text.notice is not None

    @property
    def silent(self) -> bool:
        """True for a silent edit: the report's own words differ, the stated date of change does not, and no notice tells of it."""
        return self.text.own_words and not self.correction and self.old.modified == self.new.modified


def report_diff(
    connection: Connection, report: int, *, old: int | None = None, new: int | None = None, as_of: str | None = None,
) -> ReportDiff | None:
    """A report's version `new` compared with `old`; its last two where they are not given. None if there is nothing to compare with.

    With `as_of` among the versions known then. Raises NotFoundError if a version is not one of these.
    """
    versions = versions_of_report(connection, report, as_of=as_of)
    for number in (old, new):
        if number is not None and number not in versions:
            raise NotFoundError(f"version {number} is none of report {report}; its versions are {', '.join(map(str, versions))}")
    if not versions:
        return None
    last = new if new is not None else versions[-1]
    earlier = versions[: versions.index(last)]
    first = old if old is not None else earlier[-1] if earlier else None
    return None if first is None else _compared(connection, report, first, last)


def changed_since(connection: Connection, day: str, *, as_of: str | None = None) -> tuple[ReportDiff, ...]:
    """For each report with a later version captured on `day` or since (and known by `as_of`): that version compared with the one before.

    In the order of capture.
    """
    chosen = select(VERSIONS.c.id, VERSIONS.c.report, VERSIONS.c.captured_at).order_by(VERSIONS.c.captured_at, VERSIONS.c.id)
    if as_of is not None:
        chosen = chosen.where(by_then(VERSIONS.c.known_from, as_of))
    found = []
    for row in connection.execute(chosen.where(VERSIONS.c.captured_at >= day)).all():
        one = report_diff(connection, row.report, new=row.id, as_of=as_of)
        found += [one] if one is not None else []
    return tuple(found)


def _compared(connection: Connection, report: int, old: int, new: int) -> ReportDiff:
    before, after = corrected_reading(connection, old).reading, corrected_reading(connection, new).reading
    rows = {row["id"]: row for row in connection.execute(select(VERSIONS).where(VERSIONS.c.id.in_((old, new)))).mappings()}
    one, other = _stated(rows[old]), _stated(rows[new])
    stated = tuple(FieldChange(name, one[name], other[name]) for name in STATED if one[name] != other[name])
    named = connection.execute(select(REPORTS.c.url, REPORTS.c.place, REPORTS.c.key).where(REPORTS.c.id == report)).one()
    where = named.url or named.place or named.key
    return ReportDiff(report, where, _stand(rows[old]), _stand(rows[new]), stated, text_diff(before, after), sayings_diff(before, after))


def _stand(row: Any) -> Stand:
    return Stand(row["id"], row["captured_at"], row["known_from"], row["published"], row["modified"])


def _stated(row: Any) -> dict[str, Any]:
    return {name: json.loads(row[name]) if name == "authors" else row[name] for name in STATED}
