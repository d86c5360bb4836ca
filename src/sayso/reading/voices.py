"""Voices: every character of the report in exactly one, by the innermost attribution that covers it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.block import BLOCKS, STATED, Block
from sayso.document import LayerKey, Reading
from sayso.voice import VOICE_RUNS, Voice

_OF_ACT = {"deny": "denied", "speculate": "speculated"}


@dataclass(frozen=True)
class VoiceStep:
    """Cuts each block at the edges of contents; what no content covers is the outlet's own, a caption's or furniture's."""

    name: str = "voices"
    version: str = "1"
    provides: tuple[LayerKey[Any], ...] = (VOICE_RUNS,)
    requires: tuple[LayerKey[Any], ...] = (BLOCKS, ATTRIBUTIONS)

    def run(self, reading: Reading) -> Reading:
        """The reading with its voices, in the order of the text, covering every block without overlap."""
        contents = _contents(reading.layer(ATTRIBUTIONS))
        starts = [piece[0] for piece in contents]
        longest = max((piece[1] - piece[0] for piece in contents), default=0)
        runs = []
        for block in reading.layer(BLOCKS):
            first, last = bisect_left(starts, block.start - longest), bisect_left(starts, block.end)
            runs += _runs(block, contents[first:last])
        return reading.with_layer(VOICE_RUNS, runs, self.name, self.version)


def _contents(attributions: tuple[Attribution, ...]) -> list[tuple[int, int, int, Attribution]]:
    """(start, end, depth, attribution) of each piece of content; quiet stances speak in the outlet's voice."""
    by_id = {a.id: a for a in attributions}

    def depth(a: Attribution) -> int:
        return 0 if a.inside is None or a.inside not in by_id else 1 + depth(by_id[a.inside])

    pieces = [(s.start, s.end, depth(a), a) for a in attributions if not a.quiet for s in a.content]
    return sorted(pieces, key=lambda piece: piece[:3])


def _runs(block: Block, contents: list[tuple[int, int, int, Attribution]]) -> list[Voice]:
    if block.kind not in STATED:
        return [Voice(block.start, block.end, "furniture" if block.kind == "furniture" else "outlet")]
    own = "caption" if block.kind == "caption" else "outlet"
    here = [piece for piece in contents if piece[0] < block.end and block.start < piece[1]]
    edges = sorted({block.start, block.end, *(min(max(e, block.start), block.end) for s, f, _, _ in here for e in (s, f))})
    runs: list[Voice] = []
    waiting, active = 0, list[tuple[int, int, int, Attribution]]()
    for start, end in pairwise(edges):
        while waiting < len(here) and here[waiting][0] <= start:
            active.append(here[waiting])
            waiting += 1
        active = [piece for piece in active if piece[1] > start]
        over = [piece for piece in active if end <= piece[1]]
        inner = max(over, key=lambda piece: (piece[2], piece[0]))[3] if over else None
        voice = own if inner is None else _OF_ACT.get(inner.act, "attributed")
        named = inner.id if inner else None
        if runs and (runs[-1].voice, runs[-1].attribution, runs[-1].end) == (voice, named, start):
            runs[-1] = Voice(runs[-1].start, end, voice, named)
        else:
            runs.append(Voice(start, end, voice, named))
    return runs
