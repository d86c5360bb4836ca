"""Who is who in a ledger, as surfaces show it: the queue of pairs in doubt, an entity's names, the judgements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select, true, tuple_

from sayso.errors import NotFoundError
from sayso.ledger.appellations import chunks
from sayso.ledger.doubts import Doubt, doubts
from sayso.ledger.queries.knowing import version_by_then
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
    """Two names compared: held together, or in doubt; by the machine or by whom.

    For a pair in doubt `stake` is how many statements a decision moves, and `pairs` how many pairs of names it settles.
    """

    left: NameView
    right: NameView
    held: bool
    score: float
    evidence: tuple[Reason, ...]
    by: str
    stake: int = 0
    pairs: int = 1


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


def queue(connection: Connection, *, limit: int | None = None, as_of: str | None = None) -> tuple[LinkView, ...]:
    """The pairs that wait for a person, one for any two entities: those with most at stake first, those about one name together.

    With `as_of` those of names that reports gave by then.
    """
    waiting = doubts(connection, as_of)[:limit]
    views = {(view.left.key, view.right.key): view for some in chunks(waiting) for view in _links(connection, _chosen(some), as_of)}
    return tuple(replace(views[d.left, d.right], stake=d.stake, pairs=d.pairs) for d in waiting if (d.left, d.right) in views)


def _chosen(some: Iterable[Doubt]) -> Select[Any]:
    return select(LINKS).where(tuple_(LINKS.c.left, LINKS.c.right).in_([(d.left, d.right) for d in some]))


def waiting(connection: Connection, *, as_of: str | None = None) -> int:
    """How many pairs of entities wait for a person, or waited then."""
    return len(doubts(connection, as_of))


def _given(as_of: str | None) -> ColumnElement[bool]:
    """The condition that a report gave a name by then."""
    return true() if as_of is None else version_by_then(NAMES.c.version, as_of)


def entity(connection: Connection, identifier: str, *, as_of: str | None = None) -> EntityView:
    """The entity of an id or a name; with `as_of` as reports named it by then.

    Raises NotFoundError if there is none, or with the candidates if there are several.
    """
    row = connection.execute(select(ENTITIES).where(ENTITIES.c.id == resolved(connection, identifier, as_of=as_of))).one()
    chosen = select(NAMES.c.key).where(NAMES.c.entity == row.id, _given(as_of)).distinct()
    names = tuple(sorted(_names(connection, connection.execute(chosen).scalars(), as_of).values(), key=lambda n: (n.published or "", n.key)))
    keys = [n.key for n in names]
    links = [link for some in chunks(keys) for link in _links(connection, select(LINKS).where(LINKS.c.left.in_(some), LINKS.c.held).order_by(LINKS.c.left, LINKS.c.right), as_of)]
    return EntityView(row.id, row.kind, row.name, names, _roles(names), tuple(links))


def resolved(connection: Connection, identifier: str, *, as_of: str | None = None) -> str:
    """The id of the entity that an id or a name means; case and diacritics do not matter. Raises NotFoundError."""
    linked = select(NAMES.c.entity, NAMES.c.name).where(NAMES.c.entity.is_not(None), _given(as_of)).distinct()
    if connection.execute(linked.where(NAMES.c.entity == identifier).limit(1)).first() is not None:
        return str(identifier)
    wanted = plain(identifier.strip())
    found = sorted({entity for entity, name in connection.execute(linked) if plain(name) == wanted})
    if not found:
        raise NotFoundError(f"nobody in this ledger is called {identifier!r}; give a name as some report prints it, or an id")
    if len(found) > 1:
        told = ", ".join(found[:_LISTED]) + (f" and {len(found) - _LISTED} more" if len(found) > _LISTED else "")
        raise NotFoundError(f"{len(found)} entities are called {identifier!r}: give an id instead ({told})")
    return str(found[0])


def _links(connection: Connection, chosen: Select[Any], as_of: str | None) -> tuple[LinkView, ...]:
    rows = connection.execute(chosen).mappings().all()
    names = _names(connection, {key for row in rows for key in (row["left"], row["right"])}, as_of)
    return tuple(
        LinkView(names[row["left"]], names[row["right"]], row["held"], row["score"], tuple(Reason(**e) for e in json.loads(row["evidence"])), row["by"])
        for row in rows if row["left"] in names and row["right"] in names
    )  # fmt: skip


def _names(connection: Connection, keys: Iterable[str], as_of: str | None) -> dict[str, NameView]:
    found: dict[str, NameView] = {}
    columns = (NAMES.c.key, NAMES.c.kind, NAMES.c.name, NAMES.c.roles, VERSIONS.c.publisher, VERSIONS.c.published, NAMES.c.entity)
    for some in chunks(sorted(keys)):
        chosen = select(*columns).join(VERSIONS, VERSIONS.c.id == NAMES.c.version).where(NAMES.c.key.in_(some), _given(as_of)).order_by(VERSIONS.c.id)
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
