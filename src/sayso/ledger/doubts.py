"""The pairs that wait for a person, put in the order of their worth: one for any two entities, those about one name together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sayso.ledger.appellations import chunks
from sayso.ledger.queries.knowing import version_by_then
from sayso.ledger.schema import LINKS, MENTIONS, NAMES, STATEMENTS


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities that may be one: the two names that say so best, and with what score.

    `stake` is how many statements would change hands: those that the lesser of the two makes or is spoken of in; `pairs` how many
    pairs of names between the two are in doubt, which one decision settles.
    """

    left: str
    right: str
    score: float
    stake: int
    pairs: int

    @property
    def worth(self) -> float:
        """What a decision is worth: the score times what is at stake."""
        return self.score * self.stake


def doubts(connection: Connection, as_of: str | None = None) -> tuple[Doubt, ...]:
    """Every pair of entities in doubt: names with the most at stake first, and what concerns one name together.

    With `as_of`, a day or a UTC time, only names and statements of reports that were known by then count.
    """
    chosen = select(LINKS.c.left, LINKS.c.right, LINKS.c.score).where(LINKS.c.held.is_(False))
    if as_of is not None:
        given = select(NAMES.c.key).where(version_by_then(NAMES.c.version, as_of))
        chosen = chosen.where(LINKS.c.left.in_(given), LINKS.c.right.in_(given))
    rows = connection.execute(chosen.order_by(LINKS.c.score.desc(), LINKS.c.left, LINKS.c.right)).all()
    entities = _entities(connection, {key for left, right, _ in rows for key in (left, right)})
    stakes = _stakes(connection, set(entities.values()), as_of)
    found: dict[frozenset[str], Doubt] = {}
    pairs: Counter[frozenset[str]] = Counter()
    for left, right, score in rows:
        two = frozenset({entities.get(left, left), entities.get(right, right)})
        pairs[two] += 1
        found.setdefault(two, Doubt(left, right, score, min(stakes[whom] for whom in two), 0))
    return _ordered({two: Doubt(d.left, d.right, d.score, d.stake, pairs[two]) for two, d in found.items()})


def _ordered(found: dict[frozenset[str], Doubt]) -> tuple[Doubt, ...]:
    """Groups of what concerns one entity, each under the one that most of its pairs share, by the most that is at stake in them."""
    often = Counter(whom for two in found for whom in two)
    groups: defaultdict[str, list[Doubt]] = defaultdict(list)
    for two, doubt in found.items():
        groups[max(two, key=lambda whom: (often[whom], whom))].append(doubt)
    listed = [sorted(group, key=_worthiest) for group in groups.values()]
    return tuple(doubt for group in sorted(listed, key=lambda group: _worthiest(group[0])) for doubt in group)


def _worthiest(doubt: Doubt) -> tuple[float, float, str, str]:
    return -doubt.worth, -doubt.score, doubt.left, doubt.right


def _entities(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in chunks(sorted(keys)):
        found.update((key, whom) for key, whom in connection.execute(select(NAMES.c.key, NAMES.c.entity).where(NAMES.c.key.in_(some))) if whom)
    return found


def _stakes(connection: Connection, entities: Iterable[str], as_of: str | None) -> Counter[str]:
    """For each entity the number of statements that it makes or is spoken of in."""
    found: Counter[str] = Counter()
    for some in chunks(sorted(entities)):
        for table in (STATEMENTS, MENTIONS):
            counted = select(table.c.voice, func.count()).where(table.c.voice.in_(some)).group_by(table.c.voice)
            if as_of is not None:
                counted = counted.where(version_by_then(table.c.version, as_of))
            for whom, number in connection.execute(counted):
                found[whom] += number
    return found
