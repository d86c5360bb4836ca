"""What linking takes and gives: appellations, judgements, links with their evidence, clusters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
VERDICTS = (SAME, DIFFERENT, UNSURE)
LINKED_KINDS = ("person", "institution", "outlet", "place")
"""Kinds that are linked across reports; a group, a document or an unnamed source is its own report's."""


@dataclass(frozen=True, slots=True)
class Appellation:
    """How one report names somebody or something; `key` names it for ever (report and name, not a row's number).

    `company` is the other names in the report; `date` is the report's, ISO 8601; None and () mean that it does not say.
    """

    key: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    gender: str | None = None
    country: str | None = None
    publisher: str | None = None
    date: str | None = None
    company: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against: its feature, its weight (negative: against) and the words that it rests on."""

    feature: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about two appellations: `verdict` is same, different or unsure (which leaves it to the machine).

    A later judgement on the same two overrides an earlier one, so undoing is one more judgement.
    """

    left: str
    right: str
    verdict: str
    by: str
    at: str
    why: str = ""
    id: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two keys in order: a judgement has no direction."""
        return (self.left, self.right) if self.left <= self.right else (self.right, self.left)


@dataclass(frozen=True, slots=True)
class Link:
    """Two appellations compared: verdict, score and evidence; `by` is `machine` or who judged."""

    left: str
    right: str
    verdict: str
    score: float
    evidence: tuple[Evidence, ...]
    by: str = "machine"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One entity across reports: its id, kind, name, and the keys of its appellations, sorted."""

    id: str
    kind: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linkage:
    """Everything that linking found: clusters, the links that hold them together, and the queue for a person's eye.

    `overridden` are judgements that a later one contradicts through others (A is B, B is C, yet A is not C).
    """

    clusters: tuple[Cluster, ...]
    links: tuple[Link, ...]
    queue: tuple[Link, ...]
    overridden: tuple[Judgement, ...] = ()


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements in force, latest first: of those on one pair only the last, and none that says unsure."""
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id, j.verdict)):
        last[judgement.pair] = judgement
    return sorted((j for j in last.values() if j.verdict != UNSURE), key=lambda j: (j.at, j.id, j.pair), reverse=True)


def entity_id(kind: str, what: str) -> str:
    """The stable id of an entity that `what` tells apart among those of its kind."""
    return "n" + hashlib.sha256(f"{kind}\0{what}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
