"""Names of the ledger as appellations for linking, with what their reports say of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, Row, Select, select, tuple_

from sayso.ledger.rows import day_of
from sayso.ledger.schema import NAMES, VERSIONS
from sayso.linking.appellation import LINKED_KINDS, Appellation
from sayso.linking.folding import plain
from sayso.linking.tables import country_names

T = TypeVar("T")
CHUNK = 400
"""How many values stand in one query."""
MOST_BESIDE = 40


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists that fit a query."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def appellations(connection: Connection, names: Iterable[tuple[str, str]] | None = None) -> list[Appellation]:
    """The appellations that are called so (kind and name), or all; one for each key, in order of keys."""
    rows = list(_rows(connection, names))
    beside = _beside(connection, rows)
    found: dict[str, Appellation] = {}
    for row in rows:
        aliases = tuple(json.loads(row.aliases))
        own = {plain(name) for name in (row.name, *aliases)}
        company = tuple(name for name in beside.get(row.version, ()) if plain(name) not in own)
        roles = tuple(dict.fromkeys(role["title"] for role in json.loads(row.roles)))
        one = Appellation(row.key, row.kind, row.name, aliases, roles, row.gender, None, row.publisher, day_of(row.published), company)
        found[row.key] = min(found.get(row.key, one), one, key=_told)
    return [found[key] for key in sorted(found)]


def _told(a: Appellation) -> tuple[str, str]:
    """One text in two reports: the first publication stands for it."""
    return (a.date or "9999", a.publisher or "")


def _query() -> Select[tuple[object, ...]]:
    wanted = (NAMES.c.version, NAMES.c.key, NAMES.c.kind, NAMES.c.name, NAMES.c.aliases, NAMES.c.roles, NAMES.c.gender,
              VERSIONS.c.publisher, VERSIONS.c.published)  # fmt: skip
    return select(*wanted).join(VERSIONS, VERSIONS.c.id == NAMES.c.version).where(NAMES.c.kind.in_(LINKED_KINDS))


def _rows(connection: Connection, names: Iterable[tuple[str, str]] | None) -> Iterator[Row[tuple[object, ...]]]:
    if names is None:
        yield from connection.execute(_query())
        return
    for chunk in chunks(sorted(names)):
        yield from connection.execute(_query().where(tuple_(NAMES.c.kind, NAMES.c.name).in_(chunk)))


def _beside(connection: Connection, rows: Sequence[Row[tuple[object, ...]]]) -> dict[int, tuple[str, ...]]:
    """For each version the people in full and the institutions that it names; countries stand beside everybody and are left out."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    columns = select(NAMES.c.version, NAMES.c.name).where(NAMES.c.kind.in_(("person", "institution")), NAMES.c.name.like("% %"))
    for chunk in chunks(sorted({row.version for row in rows})):
        for version, name in connection.execute(columns.where(NAMES.c.version.in_(chunk))):
            if plain(name) not in country_names():
                found[version].append(name)
    return {version: tuple(sorted(names)[:MOST_BESIDE]) for version, names in found.items()}
