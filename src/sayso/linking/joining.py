"""Joining: sets of faces that are one entity, which never join across a conflict or against a person's word.

Two layers: sets are entities; blocs within them are names that nothing speaks against. Only blocs are held against one another: that a
person has put two unlike names together is no reason to turn others away from either.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, product

from sayso.linking.faces import Face
from sayso.linking.scoring import contrary, score

MOST_CHECKED = 400
"""Pairs of faces that a join is checked on; of larger sets those first in order of keys."""


class Joining:
    """A union of sets with a veto: faces are joined transitively, and a conflict between any two of them bars the union."""

    def __init__(self, faces: Iterable[Face]) -> None:
        """Every face begins alone."""
        self.faces = {face.key: face for face in faces}
        self._home = {key: face.key for face in self.faces.values() for key in face.keys}
        self._parent = {key: key for key in self.faces}
        self._members: dict[str, list[str]] = {key: [key] for key in self.faces}
        self._bloc = {key: [key] for key in self.faces}
        self._barred: dict[str, set[str]] = {}
        self._decreed: set[str] = set()

    def root(self, key: str) -> str:
        """The key that stands for the set that an appellation is in."""
        key = self._home[key]
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def together(self, one: str, two: str) -> bool:
        """True if the two are one entity."""
        return self.root(one) == self.root(two)

    def decreed(self, key: str) -> bool:
        """True if a person has put the appellation somewhere."""
        return key in self._decreed

    def forbidden(self, one: str, two: str) -> bool:
        """True if a person has said that the two sets are different."""
        return self.root(two) in {self.root(key) for key in self._barred.get(self.root(one), ())}

    def decree(self, one: str, two: str) -> bool:
        """Join on a person's word; False if a later word forbids it."""
        if self.forbidden(one, two):
            return False
        self._decreed |= {one, two}
        self._unite(one, two)
        if not self._conflict(self.bloc(one), self.bloc(two)):
            self._unite_blocs(one, two)
        return True

    def forbid(self, one: str, two: str) -> bool:
        """Keep apart on a person's word; False if a later word has joined them."""
        if self.together(one, two):
            return False
        first, second = self.root(one), self.root(two)
        self._barred.setdefault(first, set()).add(second)
        self._barred.setdefault(second, set()).add(first)
        return True

    def join(self, one: str, two: str) -> bool:
        """Join by machine; False where a person's word or the members' own speak against it."""
        if self.bloc(one) is self.bloc(two):
            return True
        if self.forbidden(one, two) or self._conflict(self.bloc(one), self.bloc(two)):
            return self.together(one, two)
        self._unite(one, two)
        self._unite_blocs(one, two)
        return True

    def bloc(self, key: str) -> list[str]:
        """The faces that are one with an appellation, and like it, by their first keys, in order; the same list for each of them."""
        return self._bloc[self._home[key]]

    def clusters(self) -> list[tuple[Face, ...]]:
        """The sets, each in order of keys."""
        return [tuple(self.faces[key] for key in sorted(self._members[root])) for root in sorted(self._members)]

    def _conflict(self, one: list[str], two: list[str]) -> bool:
        pairs = islice(product(one, two), MOST_CHECKED)
        return any(contrary(score(self.faces[a].appellation, self.faces[b].appellation)) for a, b in pairs)

    def _unite_blocs(self, one: str, two: str) -> None:
        larger = sorted({*self.bloc(one), *self.bloc(two)})
        self._bloc.update(dict.fromkeys(larger, larger))

    def _unite(self, one: str, two: str) -> None:
        first, second = sorted((self.root(one), self.root(two)))
        if first == second:
            return
        self._parent[second] = first
        self._members[first] += self._members.pop(second)
        apart = self._barred.pop(second, set())
        if apart:
            self._barred.setdefault(first, set()).update(apart)
            for other in apart:
                self._barred.setdefault(self.root(other), set()).add(first)
