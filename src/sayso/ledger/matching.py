"""Records of one reading found again in another of the same text: by id, or else by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sayso.attribution import ATTRIBUTIONS
from sayso.block import BLOCKS
from sayso.document import LayerKey, Reading, Span, Spans
from sayso.entity import ENTITIES, MENTIONS
from sayso.event import APPEARANCES, EVENTS
from sayso.timex import TIMEXES
from sayso.voice import VOICE_RUNS

KEYS: Mapping[str, LayerKey[Any]] = {
    key.name: key for key in (BLOCKS, ENTITIES, MENTIONS, TIMEXES, ATTRIBUTIONS, EVENTS, APPEARANCES, VOICE_RUNS)
}
"""Every layer by its name."""

LEAST_SHARED = 0.3
"""The least share of characters (those in both over those in either) by which two records may count as one read differently."""

Pair = tuple[int | None, int | None]


def identities(reading: Reading, layer: str) -> tuple[str, ...]:
    """What each record of a layer is called: its id, or where it stands for those that have none."""
    return tuple(getattr(one, "id", None) or f"{one.start}-{one.end}" for one in reading.layer(KEYS[layer]))


def places(reading: Reading, layer: str) -> tuple[Spans, ...]:
    """Where each record of a layer stands, as spans that do not overlap; an entity stands where it is mentioned."""
    if layer == ENTITIES.name:
        mentioned: dict[str, list[Span]] = {}
        for mention in reading.layer(MENTIONS):
            mentioned.setdefault(mention.entity, []).append(mention.span)
        return tuple(merged(mentioned.get(entity.id, ())) for entity in reading.layer(ENTITIES))
    return tuple(merged(_spans(one)) for one in reading.layer(KEYS[layer]))


def merged(spans: Iterable[Span]) -> Spans:
    """The spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def shared(one: Spans, other: Spans) -> float:
    """Characters in both over characters in either (Jaccard's index); both without overlaps inside."""
    both, i, j = 0, 0, 0
    while i < len(one) and j < len(other):
        both += max(0, min(one[i].end, other[j].end) - max(one[i].start, other[j].start))
        i, j = (i + 1, j) if one[i].end < other[j].end else (i, j + 1)
    either = sum(span.end - span.start for span in (*one, *other)) - both
    return both / either if either else 0.0


def paired(old: Reading, new: Reading, layer: str) -> tuple[Pair, ...]:
    """The records of a layer in both readings as pairs of their places in it; None stands for a record that is not there.

    Those with one id are one; of the others those that share most characters, at least LEAST_SHARED, the best pairs first.
    """
    before, after = identities(old, layer), identities(new, layer)
    there = {identity: number for number, identity in reversed(tuple(enumerate(after)))}
    same = {i: there[identity] for i, identity in enumerate(before) if identity in there}
    same = {i: j for j, i in {j: i for i, j in reversed(same.items())}.items()}  # a doubled id is paired once
    left = [i for i in range(len(before)) if i not in same]
    right = sorted(set(range(len(after))) - set(same.values()))
    same |= _by_place(left, places(old, layer), right, places(new, layer))
    gone = ((i, None) for i in left if i not in same)
    come = ((None, j) for j in right if j not in set(same.values()))
    return (*sorted(same.items()), *gone, *come)


def _by_place(left: Sequence[int], old: Sequence[Spans], right: Sequence[int], new: Sequence[Spans]) -> dict[int, int]:
    standing = sorted((new[j][0].start, j) for j in right if new[j])
    candidates = []
    for i in left:
        if not old[i]:
            continue
        until = bisect_left(standing, (old[i][-1].end, -1))
        scores = ((shared(old[i], new[j]), i, j) for _, j in standing[:until] if old[i][0].start < new[j][-1].end)
        candidates += [found for found in scores if found[0] >= LEAST_SHARED]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates, key=lambda one: (-one[0], one[1], one[2])):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _spans(one: Any) -> Spans:
    if hasattr(one, "cue"):
        return (*one.source, *one.cue, *one.content)
    return one.evidence if hasattr(one, "evidence") else (Span(one.start, one.end),)
