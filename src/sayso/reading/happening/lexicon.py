"""The packaged lexicon of occasions, looked up by the last word of a noun phrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for an occasion: its words, the kind of event, its strength (strong, weak, phase), and what rules it out."""

    words: tuple[str, ...]
    kind: str
    strength: str
    plural: bool
    vetoes: tuple[tuple[str, ...], ...]


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a packaged table, without comments and header; empty cells at the end of a line are kept."""
    table = resources.files("sayso.data").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    width = lines[0].count("\t") + 1
    for line in lines[1:]:
        yield [*line.split("\t"), *[""] * width][:width]


@lru_cache(maxsize=1)
def nouns() -> Mapping[str, tuple[Noun, ...]]:
    """Every noun by its last word, those of more words first."""
    found: defaultdict[str, list[Noun]] = defaultdict(list)
    for singular, plural, kind, strength, vetoes in rows("occasions.tsv"):
        veto = tuple(tuple(v.split()) for v in vetoes.split(";") if v)
        for surface, many in ((singular, False), (plural, True)):
            if surface:
                words = tuple(surface.split())
                found[words[-1]].append(Noun(words, kind, strength, many, veto))
    return {last: tuple(sorted(same, key=lambda n: -len(n.words))) for last, same in found.items()}
