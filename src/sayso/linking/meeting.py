"""Who meets whom: faces that share a block are compared, a weak one with the entities that bear its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import TypeVar

from sayso.linking.appellation import DIFFERENT, SAME, UNSURE, Evidence, Link
from sayso.linking.blocking import block_keys, surname_keys
from sayso.linking.faces import Face
from sayso.linking.joining import Joining
from sayso.linking.scoring import CERTAIN_WEAK, contrary, score

CROWD, NEIGHBOURS, DEPUTIES, GROUPS = 40, 20, 12, 150
"""Faces of one name that all meet; of more, each meets its next NEIGHBOURS. Of two names, DEPUTIES faces of each meet; of more
names in a block than GROUPS, each meets as many next to it."""
MARGIN = 1.5
"""By how much the best candidate of a weak name must lead the next."""
T = TypeVar("T")
WORTH_A_LOOK = 3.0
"""The least score with which a pair waits for a person."""
MOST_DOUBTS = 3


def compared(found: Sequence[Face]) -> list[Link]:
    """Every pair of faces that meet, scored once, in order; different ones are left out."""
    blocks: defaultdict[str, list[Face]] = defaultdict(list)
    for face in found:
        for key in block_keys(face.appellation):
            blocks[key].append(face)
    pairs = {(one.key, two.key): (one, two) for block in blocks.values() for one, two in _pairs(block)}
    scored = (score(one.appellation, two.appellation) for _, (one, two) in sorted(pairs.items(), key=lambda p: p[0]))
    return [pair for pair in scored if pair.verdict != DIFFERENT]


def _pairs(block: Sequence[Face]) -> Iterator[tuple[Face, Face]]:
    if len(block) < 2:
        return
    groups: defaultdict[str, list[Face]] = defaultdict(list)
    for face in block:
        groups[face.group].append(face)
    ordered = [_ordered(groups[name]) for name in sorted(groups)]
    for group in ordered:
        yield from map(_in_order, _near(group, CROWD, NEIGHBOURS))
    for one, two in _near(ordered, GROUPS, GROUPS):
        yield from map(_in_order, product(one[:DEPUTIES], two[:DEPUTIES]))


def _ordered(group: Iterable[Face]) -> list[Face]:
    return sorted(group, key=lambda f: (f.appellation.roles, f.appellation.country or "", f.key))


def _near(items: Sequence[T], most: int, next_to: int) -> Iterator[tuple[T, T]]:
    """All pairs of a few; of many, each with the next ones."""
    if len(items) <= most:
        yield from combinations(items, 2)
        return
    for k, one in enumerate(items):
        for two in items[k + 1 : k + 1 + next_to]:
            yield one, two


def _in_order(pair: tuple[Face, Face]) -> tuple[Face, Face]:
    one, two = pair
    return (one, two) if one.key < two.key else (two, one)


def torn(full: Sequence[Face], found: Iterable[Link], joining: Joining) -> frozenset[str]:
    """Full names that fit two entities equally well which are not one: a name without a role beside two namesakes with theirs."""
    fits: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for pair in found:
        if pair.verdict == SAME:
            fits[pair.left].append((-pair.score, pair.right))
            fits[pair.right].append((-pair.score, pair.left))
    between = set()
    for face in full:
        best = sorted(fits.get(face.key, ()))[:DEPUTIES]
        near = [key for weight, key in best if weight < best[0][0] + MARGIN]
        if not joining.decreed(face.key) and any(_apart(one, two, joining) for one, two in combinations(near, 2)):
            between.add(face.key)
    return frozenset(between)


def _apart(one: str, two: str, joining: Joining) -> bool:
    if joining.together(one, two):
        return False
    return joining.forbidden(one, two) or contrary(score(joining.faces[one].appellation, joining.faces[two].appellation))


def attach(frail: Sequence[Face], strong: Sequence[Face], joining: Joining) -> tuple[list[Link], list[Link]]:
    """For each weak name the link to the one entity that fits, if there is one; and what stays in doubt."""
    index: defaultdict[str, list[Face]] = defaultdict(list)
    for face in strong:
        for key in surname_keys(face.appellation):
            index[key].append(face)
    chosen: list[Link] = []
    doubts: list[Link] = []
    for face in frail:
        best = [] if joining.decreed(face.key) or (face.weak and not _telling(face)) else _candidates(face, index, joining)
        if best and best[0].score >= CERTAIN_WEAK and (len(best) == 1 or best[1].score + MARGIN <= best[0].score):
            chosen.append(best[0])
        else:
            doubts += [_in_doubt(pair, len(best)) for pair in best[:MOST_DOUBTS] if pair.score >= WORTH_A_LOOK and _supported(pair)]
    return chosen, doubts


def _telling(face: Face) -> bool:
    """True if there is anything beside the name that could tell whose it is."""
    a = face.appellation
    return a.kind != "person" or bool(a.roles or a.company or a.country)


def _candidates(face: Face, index: Mapping[str, Sequence[Face]], joining: Joining) -> list[Link]:
    """The best link to each entity that nothing speaks against, best first."""
    near = {f.key: f for key in surname_keys(face.appellation) for f in index.get(key, ())}
    blocs: dict[str, list[Face]] = {}
    for key in sorted(near):
        blocs.setdefault(joining.bloc(key)[0], []).append(near[key])
    found: dict[str, Link] = {}
    for first in sorted(blocs):
        pairs = [score(face.appellation, other.appellation) for other in blocs[first][: 2 * DEPUTIES]]
        if joining.forbidden(face.key, first) or any(pair.verdict == DIFFERENT for pair in pairs):
            continue
        root = joining.root(first)
        found[root] = min([*pairs, *([found[root]] if root in found else [])], key=_best_first)
    return sorted(found.values(), key=_best_first)


def _best_first(pair: Link) -> tuple[float, str, str]:
    return (-pair.score, pair.left, pair.right)


def _supported(pair: Link) -> bool:
    return any(e.feature in {"role", "company", "country", "given name"} and e.weight > 0 for e in pair.evidence)


def _in_doubt(pair: Link, candidates: int) -> Link:
    if candidates == 1:
        return pair
    return Link(pair.left, pair.right, UNSURE, pair.score, (*pair.evidence, Evidence("candidates", 0.0, f"{candidates} entities bear that name")))
