"""What kind of source a statement has, by the words that name it: a name, a role, an institution, an outlet, nobody."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.document import Spans


@dataclass(frozen=True, slots=True)
class Identified:
    """A kind (one of IDENTIFICATIONS) and the reason in words."""

    kind: str
    reason: str


def identification_of(source: Spans) -> Identified:
    """The kind of the source that stands in these spans."""
    if not source:
        return Identified("unnamed", "no source in the text")
    return Identified("named", "to be resolved")
