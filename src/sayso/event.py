"""Events, and the appearances of people at them."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.attribution import SaidOn
from sayso.document import LayerKey, Spans

STATUSES = ("held", "planned", "floated", "announced", "postponed", "cancelled", "failed")
APPEARANCE_STATUSES = ("attended", "absent", "replaced", "expected", "scheduled", "excused", "undisclosed")
MODES = ("in person", "video", "phone", "letter", "unknown")


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting, call, visit, statement…; `happened` is None where it is not known or not yet so.

    `who` are entity ids, `according_to` the id of the attribution whose content holds it (None: the outlet itself says so).
    """

    id: str
    kind: str
    evidence: Spans
    who: tuple[str, ...] = ()
    where: str | None = None
    when: SaidOn | None = None
    happened: bool | None = None
    status: str = "held"
    according_to: str | None = None
    by: str = "rule"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What an appearance is at: its words, and the id of the event if there is one."""

    name: str
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person's relation to an occasion; `by` is the entity id of the substitute or of the one replaced."""

    id: str
    person: str | None
    occasion: Occasion
    status: str
    evidence: Spans
    by: str | None = None
    expected_because: Spans = ()
    when: SaidOn | None = None
    mode: str = "unknown"
    according_to: str | None = None
    rule: str = ""


EVENTS: LayerKey[Event] = LayerKey("events")
APPEARANCES: LayerKey[Appearance] = LayerKey("appearances")
