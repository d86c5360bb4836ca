"""Events and appearances while they are being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.attribution import SaidOn
from sayso.document import Span
from sayso.reading.happening.clauses import Item


@dataclass(eq=False, slots=True)
class EventDraft:
    """An event in the making; `key` is the last word of its noun, by which a later "the meeting" is known again."""

    kind: str
    spans: list[Span]
    sentence: int
    key: str = ""
    who: list[Item] = field(default_factory=list)
    where: str | None = None
    when: SaidOn | None = None
    happened: bool | None = None
    status: str = "held"
    voice: str | None = None
    rule: str = ""
    item: Item | None = None
    name: Span | None = None


@dataclass(eq=False, slots=True)
class RowDraft:
    """An appearance in the making."""

    person: Item
    status: str
    spans: list[Span]
    sentence: int
    rule: str
    name: Span
    event: EventDraft | None = None
    by: Item | None = None
    expected: list[Span] = field(default_factory=list)
    when: SaidOn | None = None
    mode: str = "unknown"
    voice: str | None = None
