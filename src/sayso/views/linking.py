"""Who is who in a ledger, as surfaces show it: the queue of pairs in doubt, an entity's names, the judgements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sayso.errors import NotFoundError
from sayso.ledger.appellations import chunks
from sayso.ledger.rows import day_of
from sayso.ledger.schema import ENTITIES, LINKS, NAMES, VERSIONS
from sayso.linking.folding import plain

_LISTED = 6


@dataclass(frozen=True, slots=True)
class NameView:
    """A name in one report: its key, kind, name, roles as printed, who published the report and on which day."""

    key: str
    kind: str
    name: str
    roles: tuple[str, ...]
    publisher: str | None
    published: str | None
    entity: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: what it is about, its weight (negative: against), the words that it rests on."""

    feature: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """Two names compared: held together, or in doubt; by the machine or by whom."""

    left: NameView
    right: NameView
    held: bool
    score: float
    evidence: tuple[Reason, ...]
    by: str


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role with the first and last day on which a report gives it, and in how many reports."""

    title: str
    first: str | None
    last: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity: its names in reports, its roles with dates, and the links that hold it together."""

    id: str
    kind: str
    name: str
    names: tuple[NameView, ...]
    roles: tuple[RoleView, ...]
    links: tuple[LinkView, ...]


def queue(connection: Connection, *, limit: int | None = None) -> tuple[LinkView, ...]:
    """The pairs that wait for a person, most promising first."""
    chosen = select(LINKS).where(LINKS.c.held.is_(False)).order_by(LINKS.c.score.desc(), LINKS.c.left, LINKS.c.right).limit(limit)
    return _links(connection, chosen)


def waiting(connection: Connection) -> int:
    """How many pairs wait for a person."""
    return int(connection.execute(select(func.count()).select_from(LINKS).where(LINKS.c.held.is_(False))).scalar_one())


def entity(connection: Connection, identifier: str) -> EntityView:
    """The entity of an id or a name; raises NotFoundError if there is none, or with the candidates if there are several."""
    row = connection.execute(select(ENTITIES).where(ENTITIES.c.id == resolved(connection, identifier))).one()
    chosen = select(NAMES.c.key).where(NAMES.c.entity == row.id).distinct()
    names = tuple(sorted(_names(connection, connection.execute(chosen).scalars()).values(), key=lambda n: (n.published or "", n.key)))
    keys = [n.key for n in names]
    links = [link for some in chunks(keys) for link in _links(connection, select(LINKS).where(LINKS.c.left.in_(some), LINKS.c.held))]
    return EntityView(row.id, row.kind, row.name, names, _roles(names), tuple(links))


def resolved(connection: Connection, identifier: str) -> str:
    """The id of the entity that an id or a name means; case and diacritics do not matter. Raises NotFoundError."""
    if connection.execute(select(ENTITIES.c.id).where(ENTITIES.c.id == identifier)).scalar() is not None:
        return str(identifier)
    wanted = plain(identifier.strip())
    linked = select(NAMES.c.entity, NAMES.c.name).where(NAMES.c.entity.is_not(None)).distinct()
    found = sorted({entity for entity, name in connection.execute(linked) if plain(name) == wanted})
    if not found:
        raise NotFoundError(f"nobody in this ledger is called {identifier!r}; give a name as some report prints it, or an id")
    if len(found) > 1:
        told = ", ".join(found[:_LISTED]) + (f" and {len(found) - _LISTED} more" if len(found) > _LISTED else "")
        raise NotFoundError(f"{len(found)} entities are called {identifier!r}: give an id instead ({told})")
    return str(found[0])


def _links(connection: Connection, chosen: object) -> tuple[LinkView, ...]:
    rows = connection.execute(chosen).mappings().all()  # type: ignore[call-overload]
    names = _names(connection, {key for row in rows for key in (row["left"], row["right"])})
    return tuple(
        LinkView(names[row["left"]], names[row["right"]], row["held"], row["score"], tuple(Reason(**e) for e in json.loads(row["evidence"])), row["by"])
        for row in rows if row["left"] in names and row["right"] in names
    )  # fmt: skip


def _names(connection: Connection, keys: Iterable[str]) -> dict[str, NameView]:
    found: dict[str, NameView] = {}
    columns = (NAMES.c.key, NAMES.c.kind, NAMES.c.name, NAMES.c.roles, VERSIONS.c.publisher, VERSIONS.c.published, NAMES.c.entity)
    for some in chunks(sorted(keys)):
        chosen = select(*columns).join(VERSIONS, VERSIONS.c.id == NAMES.c.version).where(NAMES.c.key.in_(some)).order_by(VERSIONS.c.id)
        for key, kind, name, roles, publisher, published, whom in connection.execute(chosen):
            titles = tuple(dict.fromkeys(role["title"] for role in json.loads(roles)))
            found.setdefault(key, NameView(key, kind, name, titles, publisher, day_of(published), whom))
    return found


def _roles(names: Sequence[NameView]) -> tuple[RoleView, ...]:
    days: dict[str, list[str | None]] = {}
    for name in names:
        for title in name.roles:
            days.setdefault(title, []).append(name.published)
    found = []
    for title, seen in days.items():
        known = sorted(day for day in seen if day)
        found.append(RoleView(title, known[0] if known else None, known[-1] if known else None, len(seen)))
    return tuple(sorted(found, key=lambda r: (r.first or "", r.title)))
