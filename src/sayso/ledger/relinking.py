"""Linking in a ledger: new names with all that they could touch, or everything; the outcome is the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Column, Connection, Table, bindparam, delete, exists, func, insert, or_, select, tuple_, update

from sayso.ledger.appellations import appellations, chunks
from sayso.ledger.judging import judgements_on
from sayso.ledger.rows import dumped
from sayso.ledger.schema import BLOCKS, ENTITIES, LINKS, NAMES
from sayso.ledger.writing import EXTRACTED, either_insert
from sayso.linking import Link, Linkage, link
from sayso.linking.appellation import LINKED_KINDS
from sayso.linking.blocking import block_keys, surname_keys

SMALL = 3000
"""Distinct names up to which everything is linked anew: that is quicker than asking what is touched."""
SHARE = 5
"""If one name in so many is new, everything is linked anew, too."""
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Relinked:
    """What a run of linking did: names looked at, entities they make, names whose entity changed, pairs that wait for a person."""

    names: int
    entities: int
    changed: int
    queued: int


def relink(connection: Connection, *, everything: bool = False, also: Collection[str] = (), small: int = SMALL) -> Relinked:
    """Links what is new, and the names with the keys in `also`, in the caller's transaction."""
    new = unlinked(connection) | _stale(connection) | names_of(connection, NAMES.c.key, also)
    if not new and not everything:
        return Relinked(0, 0, 0, 0)
    blocks = blocks_of(connection, None if everything else new)
    if blocks:
        connection.execute(either_insert(connection, BLOCKS).on_conflict_do_nothing(), blocks)
    linkage, keys, whole = linked_anew(connection, new, everything=everything, small=small)
    _keep_links(connection, linkage, None if whole else keys)
    changed = _keep_entities(connection, linkage, keys)
    return Relinked(len(keys), len(linkage.clusters), changed, len(linkage.queue))


def linked_anew(connection: Connection, new: set[Name], *, everything: bool = False, small: int = SMALL) -> tuple[Linkage, set[str], bool]:
    """Who is who among new names and all that they could touch; the keys of the names looked at, and whether these are all that there are."""
    whole = everything or _distinct(connection) <= max(small, SHARE * len(new) if small else 0)
    found = appellations(connection, None if whole else _touched(connection, new))
    keys = {a.key for a in found}
    return link(found, judgements_on(connection, keys)), keys, whole


def _distinct(connection: Connection) -> int:
    chosen = select(NAMES.c.kind, NAMES.c.name).where(NAMES.c.kind.in_(LINKED_KINDS)).distinct().subquery()
    return int(connection.execute(select(func.count()).select_from(chosen)).scalar_one())


def unlinked(connection: Connection) -> set[Name]:
    """Names that nobody has linked yet."""
    chosen = select(NAMES.c.kind, NAMES.c.name).where(NAMES.c.entity.is_(None), NAMES.c.kind.in_(LINKED_KINDS)).distinct()
    return {(kind, name) for kind, name in connection.execute(chosen)}


def _stale(connection: Connection) -> set[Name]:
    """Names of entities that have lost or changed a name; entities that have none left are forgotten."""
    gone = ENTITIES.c.stale & ~exists().where(NAMES.c.entity == ENTITIES.c.id)
    connection.execute(delete(ENTITIES).where(gone))
    chosen = select(NAMES.c.kind, NAMES.c.name).join(ENTITIES, ENTITIES.c.id == NAMES.c.entity).where(ENTITIES.c.stale).distinct()
    return {(kind, name) for kind, name in connection.execute(chosen)}


def names_of(connection: Connection, column: Column[str], values: Iterable[str]) -> set[Name]:
    """The names, by kind, of rows that have one of the values in a column."""
    found: set[Name] = set()
    for chunk in chunks(sorted(values)):
        chosen = select(NAMES.c.kind, NAMES.c.name).where(column.in_(chunk), NAMES.c.kind.in_(LINKED_KINDS)).distinct()
        found |= {(kind, name) for kind, name in connection.execute(chosen)}
    return found


def blocks_of(connection: Connection, names: Collection[Name] | None) -> list[dict[str, str]]:
    """Rows of `blocks` for the names, or for all: under what they are looked up."""
    keys = {(block, a.kind, a.name) for a in appellations(connection, names) for block in block_keys(a) | surname_keys(a)}
    return [{"block": block, "kind": kind, "name": name} for block, kind, name in sorted(keys)]


def _touched(connection: Connection, new: set[Name]) -> set[Name]:
    """Every name whose entity the new ones could change, with all that its own depends on.

    Names in the new ones' blocks; then the whole of each entity and chain of links among them; then the bare surnames that these
    could claim, and the others that could claim those; each time closed under entities and links.
    """
    found = _bound(connection, new | _sharing(connection, new))
    for _ in range(2):
        found = _bound(connection, found | _sharing(connection, found, "surname "))
    return _bound(connection, found | _sharing(connection, found, "whole "))


def _sharing(connection: Connection, names: Collection[Name], prefix: str = "") -> set[Name]:
    blocks: set[str] = set()
    for chunk in chunks(sorted(names)):
        condition = tuple_(BLOCKS.c.kind, BLOCKS.c.name).in_(chunk)
        blocks.update(connection.execute(select(BLOCKS.c.block).where(condition, BLOCKS.c.block.startswith(prefix))).scalars())
    found: set[Name] = set()
    for some in chunks(sorted(blocks)):
        rows = connection.execute(select(BLOCKS.c.kind, BLOCKS.c.name).where(BLOCKS.c.block.in_(some)).distinct())
        found |= {(kind, name) for kind, name in rows}
    return found


def _bound(connection: Connection, names: set[Name]) -> set[Name]:
    """The names with all that share an entity or a link with them."""
    found, fresh = set(names), set(names)
    while fresh:
        keys, entities = set[str](), set[str]()
        for chunk in chunks(sorted(fresh)):
            rows = connection.execute(select(NAMES.c.key, NAMES.c.entity).where(tuple_(NAMES.c.kind, NAMES.c.name).in_(chunk)))
            for key, entity in rows:
                keys.add(key)
                entities |= {entity} if entity else set()
        more = names_of(connection, NAMES.c.entity, entities) | names_of(connection, NAMES.c.key, _linked(connection, keys))
        fresh = more - found
        found |= fresh
    return found


def _linked(connection: Connection, keys: Collection[str]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(sorted(keys)):
        chosen = select(LINKS.c.left, LINKS.c.right).where(or_(LINKS.c.left.in_(chunk), LINKS.c.right.in_(chunk)))
        found |= {key for pair in connection.execute(chosen) for key in pair}
    return found - set(keys)


def _keep_links(connection: Connection, linkage: Linkage, keys: Collection[str] | None) -> None:
    if keys is None:
        connection.execute(delete(LINKS))
    for chunk in chunks(sorted(keys or ())):
        connection.execute(delete(LINKS).where(or_(LINKS.c.left.in_(chunk), LINKS.c.right.in_(chunk))))
    if rows := link_rows(linkage):
        connection.execute(insert(LINKS), rows)


def link_rows(linkage: Linkage) -> list[dict[str, object]]:
    """Rows of `links`; a person's link comes before the machine's on the same pair."""
    rows: dict[Name, dict[str, object]] = {}
    for pairs, held in ((linkage.links, True), (linkage.queue, False)):
        for pair in pairs:
            rows.setdefault((pair.left, pair.right), _row(pair, held=held))
    return list(rows.values())


def _row(pair: Link, *, held: bool) -> dict[str, object]:
    evidence = dumped([asdict(e) for e in pair.evidence])
    return {"left": pair.left, "right": pair.right, "held": held, "score": pair.score, "evidence": evidence, "by": pair.by}


def _keep_entities(connection: Connection, linkage: Linkage, keys: Collection[str]) -> int:
    """Writes whom each name means to every row that knows it; returns how many names changed hands."""
    before: dict[str, str | None] = {}
    for chunk in chunks(sorted(keys)):
        for key, entity in connection.execute(select(NAMES.c.key, NAMES.c.entity).where(NAMES.c.key.in_(chunk))):
            before[key] = entity if before.get(key, entity) == entity else None
    now = {key: cluster.id for cluster in linkage.clusters for key in cluster.members}
    changed = {key: entity for key, entity in now.items() if before.get(key) != entity}
    rows = [{"at": key, "whom": entity} for key, entity in sorted(changed.items())]
    if rows:
        connection.execute(update(NAMES).where(NAMES.c.key == bindparam("at")).values(entity=bindparam("whom")), rows)
    _spread(connection, changed)
    for some in chunks(sorted({*now.values(), *(e for e in before.values() if e)})):
        connection.execute(delete(ENTITIES).where(ENTITIES.c.id.in_(some)))
    if linkage.clusters:
        connection.execute(insert(ENTITIES), entity_rows(linkage))
    return len(changed)


def entity_rows(linkage: Linkage) -> list[dict[str, object]]:
    """Rows of `entities`."""
    return [{"id": c.id, "kind": c.kind, "name": c.name, "stale": False} for c in linkage.clusters]


def _spread(connection: Connection, changed: Collection[str]) -> None:
    """Carries the entities of names to the rows that refer to them, in the versions where any changed."""
    versions = versions_naming(connection, changed)
    for table in EXTRACTED:
        if table is NAMES or "entity" not in table.c:
            continue
        meant = select(NAMES.c.entity).where(NAMES.c.version == table.c.version, NAMES.c.record == reference(table)).scalar_subquery()
        for some in chunks(sorted(versions)):
            connection.execute(update(table).where(table.c.version.in_(some)).values(entity=meant))


def versions_naming(connection: Connection, keys: Collection[str]) -> set[int]:
    """The versions in which a name with one of the keys stands."""
    versions: set[int] = set()
    for chunk in chunks(sorted(keys)):
        versions.update(connection.execute(select(NAMES.c.version).where(NAMES.c.key.in_(chunk))).scalars())
    return versions


def reference(table: Table) -> Column[str]:
    """The column that holds a record of names."""
    return table.c.speaker if "speaker" in table.c else table.c.name

