"""What a ledger holds about one entity: its names and roles in time, what it says and what is said of it, where it was, its silences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import Connection, func, select

from sayso.ledger.queries.appearing import appearances
from sayso.ledger.queries.asked import Question, first_day
from sayso.ledger.queries.beings import Being, being
from sayso.ledger.queries.knowing import known, known_version
from sayso.ledger.queries.rows import Row
from sayso.ledger.queries.searching import search
from sayso.ledger.schema import APPEARANCES, LABELS, STATEMENTS

SILENCES = 5
"""How many of the longest silences are told."""

_S = STATEMENTS.c


@dataclass(frozen=True, slots=True)
class Used:
    """A name or a role, in how many versions it stands, published first and last when."""

    sort: str
    label: str
    versions: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without a statement or an appearance: the day of the one before, and of the one after (None: none since); its days."""

    after: str
    before: str | None
    days: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one entity; `days` is the number of days with a statement or an appearance."""

    being: Being
    labels: tuple[Used, ...]
    count: int
    first: str | None
    last: str | None
    days: int
    gaps: tuple[Gap, ...]
    by: tuple[Row, ...]
    more_by: bool
    about: tuple[Row, ...]
    more_about: bool
    appearances: tuple[Row, ...]
    more_appearances: bool


def dossier(connection: Connection, name: str, *, as_of: str | None = None, limit: int = 20, offset: int = 0) -> Dossier:
    """The dossier of whom a name or an entity's id means, as known at the end of `as_of`. Raises NotFoundError as `being` does."""
    page = {"as_of": as_of, "limit": limit, "offset": offset}
    meant = being(connection, name, as_of=as_of)
    by = search(connection, Question(**page), speaker=meant)  # type: ignore[arg-type]
    about = search(connection, Question(**page), about=meant)  # type: ignore[arg-type]
    spoke = _spoke(connection, meant.voices, as_of)
    seen, more_seen = appearances(connection, meant.voices, as_of=as_of, limit=limit, offset=offset)
    days = sorted({*spoke, *_appeared(connection, meant.voices, as_of)})
    return Dossier(
        meant, _used(connection, meant.voices, as_of), sum(spoke.values()), min(spoke, default=None), max(spoke, default=None), len(days),
        gaps(days, (as_of and first_day(as_of)) or _last_day(connection)),
        by.rows, by.more, about.rows, about.more, seen, more_seen,
    )


def gaps(days: Sequence[str], today: str | None) -> tuple[Gap, ...]:
    """The longest times between days in order, the longest first, that since the last one included; single days are none."""
    closed = [Gap(before, after, _between(before, after)) for before, after in pairwise(days)]
    open_ = [Gap(days[-1], None, _between(days[-1], today))] if days and today and days[-1] < today else []
    longest = sorted((gap for gap in [*closed, *open_] if gap.days > 1), key=lambda gap: (-gap.days, gap.after))
    return tuple(longest[:SILENCES])


def _between(before: str, after: str) -> int:
    return date.fromisoformat(after).toordinal() - date.fromisoformat(before).toordinal()


def _used(connection: Connection, voices: Sequence[str], as_of: str | None) -> tuple[Used, ...]:
    """Names first, then roles, each sort by how often."""
    rows = connection.execute(
        select(LABELS.c.sort, LABELS.c.label, func.count(), func.min(LABELS.c.day), func.max(LABELS.c.day))
        .where(LABELS.c.voice.in_(voices), *known_version(LABELS.c.version, as_of)).group_by(LABELS.c.sort, LABELS.c.label)
    ).all()
    order = {"name": 0, "alias": 1, "role": 2}
    return tuple(Used(*row) for row in sorted(rows, key=lambda row: (order[row[0]], -row[2], row[1])))


def _spoke(connection: Connection, voices: Sequence[str], as_of: str | None) -> dict[str, int]:
    """How many statements on each day."""
    rows = connection.execute(
        select(_S.day, func.count()).where(_S.voice.in_(voices), known(STATEMENTS, as_of), _S.quiet.is_(False)).group_by(_S.day)
    ).all()
    return {day: count for day, count in rows if _is_day(day)}


def _appeared(connection: Connection, voices: Sequence[str], as_of: str | None) -> list[str]:
    """The days on which somebody was seen."""
    rows = connection.execute(
        select(APPEARANCES.c.day_from).distinct()
        .where(APPEARANCES.c.voice.in_(voices), APPEARANCES.c.status == "attended", *known_version(APPEARANCES.c.version, as_of))
    ).scalars()
    return [day for day in rows if day and _is_day(day)]


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _last_day(connection: Connection) -> str | None:
    found = connection.execute(select(func.max(_S.day))).scalar()
    return str(found) if found and _is_day(found) else None
