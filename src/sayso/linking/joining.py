"""Joining: sets of keys that are one entity, which never join across a conflict or against a person's word."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.linking.appellation import DIFFERENT, Appellation
from sayso.linking.scoring import score

MOST_CHECKED = 400
"""Pairs that a join is checked on; of larger sets those first in order of keys, one for each way of naming."""


class Joining:
    """A union of sets with a veto. Joins are certain to be transitive; a conflict between any two members bars them."""

    def __init__(self, known: Mapping[str, Appellation]) -> None:
        """Every key begins alone."""
        self.known = known
        self.parent = {key: key for key in known}
        self.members: dict[str, list[str]] = {key: [key] for key in known}
        self.barred: dict[str, set[str]] = {}
        self._decreed: set[str] = set()
        self._faces: dict[str, list[Appellation]] = {}

    def root(self, key: str) -> str:
        """The key that stands for its set."""
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def together(self, one: str, two: str) -> bool:
        """True if the two are one entity."""
        return self.root(one) == self.root(two)

    def decreed(self, key: str) -> bool:
        """True if a person has put the key somewhere."""
        return key in self._decreed

    def forbidden(self, one: str, two: str) -> bool:
        """True if a person has said that the two sets are different."""
        return self.root(two) in {self.root(key) for key in self.barred.get(self.root(one), ())}

    def decree(self, one: str, two: str) -> bool:
        """Join on a person's word; False if a later word forbids it."""
        if self.together(one, two):
            return True
        if self.forbidden(one, two):
            return False
        self._decreed |= {one, two}
        self._unite(one, two)
        return True

    def forbid(self, one: str, two: str) -> bool:
        """Keep apart on a person's word; False if a later word has joined them."""
        if self.together(one, two):
            return False
        first, second = self.root(one), self.root(two)
        self.barred.setdefault(first, set()).add(second)
        self.barred.setdefault(second, set()).add(first)
        return True

    def join(self, one: str, two: str) -> bool:
        """Join by machine; False where a person or the members' own words speak against it."""
        if self.together(one, two):
            return True
        if self.forbidden(one, two) or self._conflict(self.root(one), self.root(two)):
            return False
        self._unite(one, two)
        return True

    def _conflict(self, one: str, two: str) -> bool:
        mine, yours = self._distinct(one), self._distinct(two)
        pairs = ((a, b) for a in mine for b in yours)
        return any(score(a, b).verdict == DIFFERENT for _, (a, b) in zip(range(MOST_CHECKED), pairs, strict=False))

    def _distinct(self, root: str) -> list[Appellation]:
        """One appellation of the set for each way of naming and describing, in order of keys."""
        if root not in self._faces:
            seen: dict[tuple[object, ...], Appellation] = {}
            for key in sorted(self.members[root]):
                a = self.known[key]
                seen.setdefault((a.kind, a.name, a.aliases, a.roles, a.gender, a.country), a)
            self._faces[root] = list(seen.values())
        return self._faces[root]

    def _unite(self, one: str, two: str) -> None:
        first, second = sorted((self.root(one), self.root(two)))
        self.parent[second] = first
        self.members[first] += self.members.pop(second)
        self._faces.pop(first, None)
        self._faces.pop(second, None)
        apart = self.barred.pop(second, set())
        if apart:
            self.barred.setdefault(first, set()).update(apart)
            for other in apart:
                self.barred.setdefault(self.root(other), set()).add(first)

    def clusters(self) -> list[tuple[str, ...]]:
        """The sets, each sorted."""
        return [tuple(sorted(keys)) for keys in self.members.values()]
