"""Faces: all reports that name somebody in the same words with the same roles count as one, so that the thousandth costs nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sayso.linking.appellation import SAME, Appellation
from sayso.linking.blocking import group_of
from sayso.linking.lifetimes import ages
from sayso.linking.roles import nations, office
from sayso.linking.scoring import names, score, weak

MOST_COMPANY = 60
"""Names beside a face that are kept: those that stand beside it in most reports."""


@dataclass(frozen=True, slots=True)
class Face:
    """One way of naming: what stands for it, the keys of all reports that name so, and the group of faces with the same name."""

    appellation: Appellation
    keys: tuple[str, ...]
    group: str
    weak: bool

    @property
    def key(self) -> str:
        """The first of its keys."""
        return self.keys[0]


def faces(appellations: Iterable[Appellation], apart: Collection[str]) -> list[Face]:
    """The faces in order of their first keys; a key in `apart`, and a name that is not certain of itself, has one of its own."""
    alike: defaultdict[tuple[object, ...], list[Appellation]] = defaultdict(list)
    for appellation in appellations:
        alike[(appellation.key,) if appellation.key in apart else _look(appellation)].append(appellation)
    found: list[Face] = []
    for members in alike.values():
        if len(members) == 1 or score(members[0], replace(members[0], key=members[1].key)).verdict == SAME:
            found.append(_face(members))
        else:
            found += [_face([member]) for member in members]
    return sorted(found, key=lambda f: f.key)


def _look(a: Appellation) -> tuple[object, ...]:
    if a.kind != "person":
        return (a.kind, a.name, a.aliases, a.country)
    called = frozenset((n.joined, n.suffix) for n in names(a) if not n.lone) or frozenset((n.joined, n.suffix) for n in names(a))
    posts = frozenset((o.words, o.head, o.seats, o.countries) for o in map(office, a.roles))
    return (a.kind, called, a.gender, nations(a.country, a.roles), posts, a.company if weak(a) else (), (a.date or "")[:3], ages(a.roles))


def _face(members: list[Appellation]) -> Face:
    members.sort(key=lambda a: a.key)
    first = members[0]
    beside = Counter(name for member in members for name in set(member.company))
    company = tuple(sorted(beside, key=lambda name: (-beside[name], name))[:MOST_COMPANY])
    return Face(replace(first, company=company), tuple(m.key for m in members), group_of(first), weak(first))
