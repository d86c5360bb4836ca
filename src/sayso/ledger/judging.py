"""What people decide about who is who: rows that are only added; merging, splitting, undoing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, insert, select, update

from sayso.errors import InputError, NotFoundError
from sayso.ledger.appellations import chunks
from sayso.ledger.rows import storable
from sayso.ledger.schema import JUDGEMENTS, NAMES, TEXTS, VERSIONS
from sayso.linking.appellation import DIFFERENT, SAME, UNSURE, VERDICTS, Judgement
from sayso.linking.folding import plain

MOST_PINNED = 50
"""Ways of naming that a split pins to either side."""
_ABOUT = ("left", "right", "left_document", "right_document", "left_name", "right_name", "kind")


@dataclass(frozen=True, slots=True)
class Said:
    """One judgement as the ledger keeps it; `act` is the number of the first that one command made."""

    id: int
    act: int
    left: str
    right: str
    left_document: str
    right_document: str
    left_name: str
    right_name: str
    kind: str
    verdict: str
    by: str
    at: str
    why: str
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """Who decides, when and why."""

    by: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Member:
    """A name of an entity: its key, kind, name and roles as titles, and the document that it stands in."""

    key: str
    kind: str
    name: str
    roles: tuple[str, ...]
    document: str
    version: int


def judgements(connection: Connection) -> tuple[Said, ...]:
    """Every judgement, in the order in which they were made."""
    rows = connection.execute(select(*(JUDGEMENTS.c[name] for name in Said.__dataclass_fields__)).order_by(JUDGEMENTS.c.id))
    return tuple(Said(*row) for row in rows)


def judgements_on(connection: Connection, keys: Collection[str]) -> list[Judgement]:
    """The judgements on names with these keys, for linking; one on a name that is read otherwise now follows it by its document."""
    found = []
    for row in connection.execute(select(JUDGEMENTS).order_by(JUDGEMENTS.c.id)).mappings():
        left = _followed(connection, row["left"], row["left_document"], row["left_name"], keys)
        right = _followed(connection, row["right"], row["right_document"], row["right_name"], keys)
        if left and right and left != right:
            found.append(Judgement(left, right, row["verdict"], row["by"], row["at"], row["why"], f"{row['id']:012}"))
    return found


def _followed(connection: Connection, key: str, document: str, name: str, keys: Collection[str]) -> str | None:
    """The key, or the key of the one name of the document that bears the name now; None if there is none."""
    if key in keys:
        return key
    if connection.execute(select(NAMES.c.key).where(NAMES.c.key == key).limit(1)).scalar() is not None:
        return None  # it is there, and not among those asked about
    bearers = {m.key for m in _in_document(connection, document) if plain(name) in _forms(m)}
    return bearers.pop() if len(bearers) == 1 and bearers <= set(keys) else None


@dataclass(frozen=True, slots=True)
class _Named:
    key: str
    forms: tuple[str, ...]


def _forms(named: _Named) -> set[str]:
    return {plain(form) for form in named.forms}


def _in_document(connection: Connection, document: str) -> list[_Named]:
    chosen = select(NAMES.c.key, NAMES.c.name, NAMES.c.aliases).join(VERSIONS, VERSIONS.c.id == NAMES.c.version).join(TEXTS, TEXTS.c.id == VERSIONS.c.text)
    return [_Named(key, (name, *json.loads(aliases))) for key, name, aliases in connection.execute(chosen.where(TEXTS.c.digest == document))]


def judge(connection: Connection, pairs: Iterable[tuple[str, str, str]], person: Person) -> int:
    """Keeps judgements (left key, right key, verdict) made together; returns the number of the first.

    Raises NotFoundError for a key that is nobody's, InputError for what is no verdict or no pair.
    """
    rows = []
    for left, right, verdict in pairs:
        if verdict not in VERDICTS:
            raise InputError(f"{left} {right}", f"{verdict!r} is no verdict; say {', '.join(VERDICTS)}")
        if left == right:
            raise InputError(left, "is one name; a judgement needs two")
        one, two = members(connection, [left, right])
        rows.append(_row(one, two, verdict, person))
    return _keep(connection, rows)


def _row(left: Member, right: Member, verdict: str, person: Person) -> dict[str, object]:
    return {
        "left": left.key, "right": right.key, "left_document": left.document, "right_document": right.document, "left_name": left.name,
        "right_name": right.name, "kind": left.kind, "verdict": verdict, "by": storable(person.by), "at": person.at, "why": storable(person.why),
    }


def _keep(connection: Connection, rows: Iterable[Mapping[str, object]]) -> int:
    """Adds rows as one act; returns the number of the first."""
    first = 0
    for row in rows:
        number = int(connection.execute(insert(JUDGEMENTS).returning(JUDGEMENTS.c.id), {**row, "act": first}).scalar_one())
        first = first or number
        if first == number:
            connection.execute(update(JUDGEMENTS).where(JUDGEMENTS.c.id == number).values(act=number))
    return first


def members(connection: Connection, keys: Sequence[str]) -> list[Member]:
    """The names with these keys, in that order; raises NotFoundError for one that is nobody's."""
    found = {m.key: m for chunk in chunks(keys) for m in _members(connection, NAMES.c.key.in_(chunk))}
    for key in keys:
        if key not in found:
            raise NotFoundError(f"no name in this ledger has the key {key!r}; `sayso link --json` prints keys")
    return [found[key] for key in keys]


def members_of(connection: Connection, entity: str) -> list[Member]:
    """The names of an entity, in order of keys."""
    return sorted({m.key: m for m in _members(connection, NAMES.c.entity == entity)}.values(), key=lambda m: m.key)


def _members(connection: Connection, condition: ColumnElement[bool]) -> list[Member]:
    chosen = select(NAMES.c.key, NAMES.c.kind, NAMES.c.name, NAMES.c.roles, TEXTS.c.digest, NAMES.c.version)
    rows = connection.execute(chosen.join(VERSIONS, VERSIONS.c.id == NAMES.c.version).join(TEXTS, TEXTS.c.id == VERSIONS.c.text).where(condition))
    return [Member(key, kind, name, tuple(dict.fromkeys(r["title"] for r in json.loads(roles))), document, version) for key, kind, name, roles, document, version in rows]


def merge(connection: Connection, entities: Sequence[str], person: Person) -> int:
    """Judges that the entities are one; returns the number of the judgement."""
    first, *others = [members_of(connection, entity)[0].key for entity in entities]
    return judge(connection, [(first, other, SAME) for other in others], person)


def split(connection: Connection, entity: str, forms: Sequence[str], person: Person) -> int:
    """Judges that the names given (as printed, or by the beginning of their keys) are somebody else, together; returns the number of the first judgement.

    Raises NotFoundError if the entity has no such name, InputError if nothing would be left.
    """
    everyone = members_of(connection, entity)
    for form in forms:
        if not any(_called(m, form) for m in everyone):
            told = ", ".join(sorted({m.name for m in everyone})[:8])
            raise NotFoundError(f"{form!r} is no name of {entity}; it is called {told}")
    parted = _looks([m for m in everyone if any(_called(m, form) for form in forms)])
    kept = _looks([m for m in everyone if not any(_called(m, form) for form in forms)])
    if not kept:
        raise InputError(entity, "would have no name left; name only those that are somebody else")
    pinned = [(side[0].key, other.key, SAME) for side in (kept, parted) for other in side[1:]]
    return judge(connection, [*pinned, (kept[0].key, parted[0].key, DIFFERENT)], person)


def _called(member: Member, form: str) -> bool:
    return plain(member.name) == plain(form) or (len(form) >= 6 and member.key.startswith(form))


def _looks(side: Sequence[Member]) -> list[Member]:
    """One of each way of naming."""
    seen: dict[tuple[str, tuple[str, ...]], Member] = {}
    for member in side:
        seen.setdefault((member.name, member.roles), member)
    return list(seen.values())[:MOST_PINNED]


def undo(connection: Connection, number: int, person: Person) -> tuple[int, frozenset[str]]:
    """Takes back a judgement with all that the same command decided: each pair stands as it stood before.

    Returns the number of the new judgement and the keys that it is about. Raises NotFoundError if there is no such judgement.
    """
    everything = judgements(connection)
    meant = next((s for s in everything if s.id == number), None)
    if meant is None:
        raise NotFoundError(f"there is no judgement {number}; `sayso judgements` lists them")
    act = [s for s in everything if s.act == meant.act]
    told = {"by": storable(person.by), "at": person.at, "why": storable(person.why)}
    rows = [{**_about(s), **told, "verdict": _before(everything, s), "undoes": s.id} for s in act]
    return _keep(connection, rows), frozenset(key for s in act for key in (s.left, s.right))


def _about(said: Said) -> dict[str, object]:
    return {name: getattr(said, name) for name in _ABOUT}


def _before(everything: Sequence[Said], taken: Said) -> str:
    """How the pair stood before the act."""
    pair = {taken.left, taken.right}
    earlier = [s for s in everything if {s.left, s.right} == pair and s.id < taken.act]
    return earlier[-1].verdict if earlier else UNSURE
