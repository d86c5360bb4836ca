"""Clusters of appellations: judgements first, then certain links by weight, never across a conflict; weak names last.

Nothing depends on the order in which appellations or judgements come. A full name founds an entity; a bare surname, initials, or a
place without its country joins one only where a single candidate fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.linking.appellation import LINKED_KINDS, SAME, UNSURE, Appellation, Evidence, Judgement, Link, Linkage, standing
from sayso.linking.faces import Face, faces
from sayso.linking.joining import Joining
from sayso.linking.meeting import WORTH_A_LOOK, attach, compared, torn
from sayso.linking.naming import named


def link(appellations: Iterable[Appellation], judgements: Iterable[Judgement] = ()) -> Linkage:
    """The clusters, the links that make them, and the queue of pairs that a person should see.

    Appellations of kinds that are not linked across reports stay alone. Judgements on keys that do not occur are left aside.
    """
    known = {a.key: a for a in appellations}
    decided = [j for j in standing(judgements) if j.left in known and j.right in known]
    apart = {key for j in decided for key in j.pair}
    linked = [a for a in known.values() if a.kind in LINKED_KINDS or a.key in apart]
    joining = Joining(faces(linked, apart))
    overridden = [j for j in decided if not (joining.decree(*j.pair) if j.verdict == SAME else joining.forbid(*j.pair))]
    links = [_by_judgement(j) for j in decided if j.verdict == SAME and j not in overridden]
    more, queue = _by_machine(joining)
    alone = [_alone(a) for a in known.values() if a.kind not in LINKED_KINDS and a.key not in apart]
    clusters = named([*joining.clusters(), *alone])
    return Linkage(clusters, tuple(links + more), _queued(queue, decided, joining), tuple(overridden))


def _alone(appellation: Appellation) -> tuple[Face, ...]:
    return (Face(appellation, (appellation.key,), appellation.key, weak=True),)


def _by_judgement(judgement: Judgement) -> Link:
    evidence = (Evidence("judgement", 0.0, judgement.why or "decided by a person"),)
    return Link(*judgement.pair, judgement.verdict, 0.0, evidence, judgement.by)


def _by_machine(joining: Joining) -> tuple[list[Link], list[Link]]:
    """Links that hold, and those in doubt: full names first, then weak names to them, then weak names among themselves."""
    full = [f for f in joining.faces.values() if not f.weak]
    found = compared(full)
    between = torn(full, found, joining)
    links, queue = _joined([p for p in found if not {p.left, p.right} & between], joining)
    strong = [f for f in full if f.key not in between]
    frail = [f for f in joining.faces.values() if f.weak or f.key in between]
    chosen, doubts = attach(frail, strong, joining)
    more, _ = _joined(chosen, joining)
    taken = {key for pair in chosen for key in (pair.left, pair.right)}
    last, late = _joined(compared([f for f in frail if f.key not in taken]), joining)
    return links + more + last, queue + doubts + late


def _joined(found: Sequence[Link], joining: Joining) -> tuple[list[Link], list[Link]]:
    certain = sorted((p for p in found if p.verdict == SAME), key=_order)
    held = [pair for pair in certain if joining.join(pair.left, pair.right)]
    done = set(held)
    return held, [pair for pair in found if pair not in done]


def _order(pair: Link) -> tuple[float, str, str]:
    return (-pair.score, pair.left, pair.right)


def _queued(queue: Iterable[Link], decided: Sequence[Judgement], joining: Joining) -> tuple[Link, ...]:
    """Pairs for a person's eye, most promising first: one for each two entities, none that is decided."""
    closed = {j.pair for j in decided}
    best: dict[tuple[str, str], Link] = {}
    for pair in sorted((p for p in queue if p.score >= WORTH_A_LOOK), key=_order):
        one, two = sorted((joining.root(pair.left), joining.root(pair.right)))
        if one != two and (pair.left, pair.right) not in closed and not joining.forbidden(pair.left, pair.right):
            best.setdefault((one, two), Link(pair.left, pair.right, UNSURE, pair.score, pair.evidence))
    return tuple(best.values())
