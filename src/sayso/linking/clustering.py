"""Clusters of appellations: judgements first, then certain links by weight, never across a conflict; weak names last.

Nothing depends on the order in which appellations or judgements come. A full name founds an entity; a bare surname, initials, or a
place without its country joins one only where a single candidate fits.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.linking.appellation import (
    DIFFERENT,
    LINKED_KINDS,
    SAME,
    UNSURE,
    Appellation,
    Cluster,
    Evidence,
    Judgement,
    Link,
    Linkage,
    entity_id,
    standing,
)
from sayso.linking.blocking import block_keys, surname_keys
from sayso.linking.joining import Joining
from sayso.linking.scoring import CERTAIN_WEAK, score, weak

MARGIN = 1.5
"""By how much the best candidate of a weak name must lead the next."""
CROWD = 300
"""Appellations in one block that are all compared with one another; in a larger block each meets its next `CROWD` in sorted order."""
Signature = tuple[object, ...]


def link(appellations: Iterable[Appellation], judgements: Iterable[Judgement] = ()) -> Linkage:
    """The clusters, the links that make them, and the queue of pairs that a person should see.

    Appellations of kinds that are not linked across reports stay alone. Judgements on keys that do not occur are left aside.
    """
    known = {a.key: a for a in sorted(appellations, key=lambda a: a.key)}
    decided = [j for j in standing(judgements) if j.left in known and j.right in known]
    groups = _alike(a for a in known.values() if a.kind in LINKED_KINDS)
    joining, overridden = _judged(known, decided)
    links = [link for link in _judgement_links(decided) if link.verdict == SAME]
    queue: list[Link] = []
    links += _repeats(groups, joining)
    first = [members[0] for members in groups.values()]
    strong, frail = [a for a in first if not weak(a)], [a for a in first if weak(a)]
    found = _compared(strong)
    for pair in sorted((p for p in found if p.verdict == SAME), key=lambda p: (-p.score, p.left, p.right)):
        (links if joining.join(pair.left, pair.right) else queue).append(pair)
    queue += [p for p in found if p.verdict == UNSURE and not joining.together(p.left, p.right)]
    more, doubts = _attach(frail, strong, joining)
    return Linkage(_clusters(known, joining), tuple(links + more), _queued(queue + doubts, decided, joining), tuple(overridden))


def _signature(a: Appellation) -> Signature:
    return (a.kind, a.name, a.aliases, a.roles, a.gender, a.country, a.company if weak(a) else ())


def _alike(appellations: Iterable[Appellation]) -> dict[Signature, list[Appellation]]:
    """Appellations that say exactly the same, so that the hundredth report costs no comparison."""
    groups: defaultdict[Signature, list[Appellation]] = defaultdict(list)
    for appellation in appellations:
        groups[_signature(appellation)].append(appellation)
    return groups


def _judged(known: Mapping[str, Appellation], decided: Sequence[Judgement]) -> tuple[Joining, list[Judgement]]:
    joining = Joining(known)
    overridden = [j for j in decided if not (joining.decree(*j.pair) if j.verdict == SAME else joining.forbid(*j.pair))]
    return joining, overridden


def _judgement_links(decided: Iterable[Judgement]) -> list[Link]:
    return [Link(*j.pair, j.verdict, 0.0, (Evidence("judgement", 0.0, j.why or "decided by a person"),), j.by) for j in decided]


def _repeats(groups: Mapping[Signature, Sequence[Appellation]], joining: Joining) -> list[Link]:
    """Links within each group, where what it says is enough to be certain of itself."""
    found: list[Link] = []
    for members in groups.values():
        if len(members) > 1 and score(members[0], members[1]).verdict == SAME:
            pairs = ((members[0], other) for other in members[1:])
            found += [pair for pair in itertools.starmap(score, pairs) if joining.join(pair.left, pair.right)]
    return found


def _compared(appellations: Sequence[Appellation]) -> list[Link]:
    """Every pair that shares a block, scored once; different ones are left out."""
    blocks: defaultdict[str, list[Appellation]] = defaultdict(list)
    for appellation in appellations:
        for key in block_keys(appellation):
            blocks[key].append(appellation)
    seen: set[tuple[str, str]] = set()
    found: list[Link] = []
    for key in sorted(blocks):
        for one, two in _pairs(blocks[key]):
            if (one.key, two.key) not in seen:
                seen.add((one.key, two.key))
                pair = score(one, two)
                if pair.verdict != DIFFERENT:
                    found.append(pair)
    return found


def _pairs(block: Sequence[Appellation]) -> Iterable[tuple[Appellation, Appellation]]:
    """All pairs of a block in order of keys; in a crowd only those near in order of name, roles and country."""
    if len(block) <= CROWD:
        return itertools.combinations(sorted(block, key=lambda a: a.key), 2)
    ordered = sorted(block, key=lambda a: (a.name, a.country or "", a.roles, a.key))
    near = ((one, two) for k, one in enumerate(ordered) for two in ordered[k + 1 : k + 1 + CROWD // 4])
    return ((one, two) if one.key < two.key else (two, one) for one, two in near)


def _attach(frail: Sequence[Appellation], strong: Sequence[Appellation], joining: Joining) -> tuple[list[Link], list[Link]]:
    """Weak names joined to the one entity that fits each, then to their like; and what stays in doubt."""
    index: defaultdict[str, list[Appellation]] = defaultdict(list)
    for appellation in strong:
        for key in surname_keys(appellation):
            index[key].append(appellation)
    chosen: list[tuple[Link, str]] = []
    doubts: list[Link] = []
    for appellation in frail:
        best = _candidates(appellation, index, joining)
        if not best or joining.decreed(appellation.key):
            continue
        clear = len(best) == 1 or best[1].score + MARGIN <= best[0].score
        if best[0].score >= CERTAIN_WEAK and clear:
            chosen.append((best[0], appellation.key))
        else:
            doubts += [_in_doubt(b, len(best)) for b in best[:3] if b.score >= 3.0 and _telling(b)]
    done = [pair for pair, _ in sorted(chosen, key=lambda c: (-c[0].score, c[1])) if joining.join(pair.left, pair.right)]
    taken = {key for _, key in chosen}
    among = _compared([a for a in frail if a.key not in taken])
    certain = sorted((p for p in among if p.verdict == SAME), key=lambda p: (-p.score, p.left, p.right))
    return done + [p for p in certain if joining.join(p.left, p.right)], doubts


def _candidates(appellation: Appellation, index: Mapping[str, Sequence[Appellation]], joining: Joining) -> list[Link]:
    """The best link to each entity that nothing speaks against, best first."""
    near = {a.key: a for key in surname_keys(appellation) for a in index.get(key, ())}
    by_entity: dict[str, Link] = {}
    barred: set[str] = set()
    for other in sorted(near.values(), key=lambda a: a.key):
        root, pair = joining.root(other.key), score(appellation, other)
        if pair.verdict == DIFFERENT or joining.forbidden(appellation.key, other.key):
            barred.add(root)
        elif root not in by_entity or by_entity[root].score < pair.score:
            by_entity[root] = pair
    return sorted((p for root, p in by_entity.items() if root not in barred), key=lambda p: (-p.score, p.left, p.right))


def _telling(pair: Link) -> bool:
    return any(e.feature in {"role", "company", "country", "given name"} and e.weight > 0 for e in pair.evidence)


def _in_doubt(pair: Link, candidates: int) -> Link:
    if candidates == 1:
        return pair
    words = f"{candidates} entities bear that name"
    return Link(pair.left, pair.right, UNSURE, pair.score, (*pair.evidence, Evidence("candidates", 0.0, words)))


def _queued(queue: Iterable[Link], decided: Sequence[Judgement], joining: Joining) -> tuple[Link, ...]:
    """Pairs for a person's eye, most promising first: one for each two entities, none that is decided."""
    closed = {j.pair for j in decided}
    best: dict[tuple[str, str], Link] = {}
    for pair in sorted(queue, key=lambda p: (-p.score, p.left, p.right)):
        roots = tuple(sorted((joining.root(pair.left), joining.root(pair.right))))
        if roots[0] != roots[1] and (pair.left, pair.right) not in closed and not joining.forbidden(pair.left, pair.right):
            best.setdefault((roots[0], roots[1]), Link(pair.left, pair.right, UNSURE, pair.score, pair.evidence))
    return tuple(best.values())


def _clusters(known: Mapping[str, Appellation], joining: Joining) -> tuple[Cluster, ...]:
    found = []
    for members in joining.clusters():
        kinds = [known[key].kind for key in members]
        kind = max(sorted(set(kinds)), key=kinds.count)
        name = max((known[key] for key in members), key=_fullness)
        found.append(Cluster(entity_id(kind, members[0]), kind, name.name, members))
    return tuple(sorted(found, key=lambda c: c.members))


def _fullness(appellation: Appellation) -> tuple[bool, int, str]:
    return (not weak(appellation), min(len(appellation.name), 40), appellation.name)
