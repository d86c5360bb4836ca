"""Time expressions: TIMEX3 type and value (TimeML 1.2.1), with the interval that the value covers."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.document import LayerKey, Span

TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression; `value` is None where it could not be resolved.

    `begin` and `until` are ISO days (or UTC times), half-open, or None; `anchor` is the value it was resolved against
    (the document's date, or another timex's id), `rule` the name of the rule that made it.
    """

    id: str
    start: int
    end: int
    type: str
    value: str | None
    mod: str | None = None
    begin: str | None = None
    until: str | None = None
    anchor: str | None = None
    rule: str = ""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


TIMEXES: LayerKey[Timex] = LayerKey("timexes")
