"""PolNeAR articles with their attributions, out of brat stand-off files (`text/ID.txt`, `attributions/ID_ANNOTATOR.ann`)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

Spans = tuple[tuple[int, int], ...]
ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class Relation:
    """One attribution: code-point spans of its source, cue and content, each ordered and possibly empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True)
class Article:
    """One text and the readings of each of its annotators, ordered by the annotator's code."""

    id: str
    text: str
    readings: tuple[tuple[Relation, ...], ...]


def load(folder: Path, split: str) -> list[Article]:
    """The articles of one split, ordered by name."""
    annotations = defaultdict(list)
    for path in sorted((folder / split / "attributions").glob("*.ann")):
        annotations[path.stem.rpartition("_")[0]].append(path)
    articles = []
    for name, paths in sorted(annotations.items()):
        text = (folder / split / "text" / f"{name}.txt").read_bytes().decode()
        articles.append(Article(name, text, tuple(_relations(path) for path in paths)))
    return articles


def _relations(path: Path) -> tuple[Relation, ...]:
    spans: dict[str, Spans] = {}
    events = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if match := re.match(r"(T\d+)\t\S+ ([\d ;]+)\t", line):
            spans[match[1]] = tuple((int(s), int(e)) for s, e in (piece.split() for piece in match[2].split(";")))
        elif match := re.match(r"E\d+\t(.*)", line):
            events.append(match[1].split())
    relations = []
    for event in events:
        fillers: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
        for argument in event:
            role, _, reference = argument.partition(":")
            role = re.sub(r"\d+$", "", role).lower()  # Content2 continues Content
            if role in fillers:
                fillers[role] += spans.get(reference, ())
        if any(fillers.values()):
            relations.append(Relation(*(tuple(sorted(fillers[role])) for role in ROLES)))
    return tuple(relations)
