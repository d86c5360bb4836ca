"""Blocks: the parts of a page or text, each with its kind and the votes that decided it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.document import LayerKey, Span

KINDS = (
    "date", "headline", "standfirst", "byline", "dateline", "heading", "body", "quotation", "list",
    "caption", "credit", "furniture", "correction",
)
STATED = frozenset({"headline", "standfirst", "heading", "body", "quotation", "list", "caption", "correction"})
"""Kinds whose words are the report's own and may hold attributions."""

BODY = frozenset({"body", "quotation", "list"})
"""Kinds that make up the report's running text."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One voice on a block's kind: who spoke (a rule or a library), for what kind, how strongly (0 to 1), and why."""

    voter: str
    kind: str
    weight: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one kind; `detail` says of what sort (furniture: appeal, newsletter, related, share…)."""

    start: int
    end: int
    kind: str
    detail: str = ""
    votes: tuple[Vote, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


BLOCKS: LayerKey[Block] = LayerKey("blocks")
