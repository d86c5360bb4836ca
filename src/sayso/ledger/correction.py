"""Corrections: what a person says against a reading, laid over it; pure.

The reading as the engine gave it is never altered. A correction finds its record by id, or, in the reading of a newer engine that
gives it another id, by the characters on which it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.attribution import ATTRIBUTIONS, Attribution, SaidOn, chain
from sayso.attribution import spans as spans_of
from sayso.document import Reading, Spans, covers
from sayso.entity import ENTITIES, Role
from sayso.event import APPEARANCES, EVENTS
from sayso.ledger.matching import KEYS, identities, merged, places, shared
from sayso.reading.voices import VoiceStep

FIELDS: Mapping[str, tuple[str, ...]] = {
    "attributions": ("speaker", "source", "cue", "content", "act", "quotation", "identification", "said_on", "inside", "reject"),
    "entities": ("name", "kind", "role"),
    "events": ("status", "happened", "when", "reject"),
    "appearances": ("status", "when", "reject"),
}
"""What can be corrected in each layer."""

SURE = 0.5
"""The share of characters from which on a record under another id counts as the one that was corrected."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of the corrections table; values as in the JSON contract.

    `anchor` is where the record stood as read. A speaker, or the statement that holds another, is an object with its id and
    `spans`. One with `undoes` takes another back and says nothing else.
    """

    id: int
    document: str
    layer: str
    record: str
    anchor: Spans
    field: str
    before: Any
    after: Any
    by: str
    at: str
    why: str | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A reading with corrections laid over it: which of its records each one changed, and those that found nothing to change."""

    reading: Reading
    records: Mapping[str, tuple[Correction, ...]]
    orphaned: tuple[Correction, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The records that a correction changed."""
        return frozenset(self.records)


def in_effect(rows: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections that nobody has taken back, oldest first; an undoing can itself be undone."""
    undone: set[int] = set()
    kept = []
    for row in sorted(rows, key=lambda one: -one.id):
        if row.id in undone:
            continue
        if row.undoes is not None:
            undone.add(row.undoes)
        else:
            kept.append(row)
    return tuple(reversed(kept))


def corrected(reading: Reading, corrections: Sequence[Correction]) -> Corrected:
    """The reading with the corrections in effect laid over it, the latest last; the records keep their ids."""
    found: dict[str, list[Correction]] = {}
    orphaned = []
    result = reading
    for one in sorted(in_effect(corrections), key=lambda row: (row.field == "reject", row.id)):
        record = found_again(reading, one.layer, one.record, one.anchor) if one.document == reading.document.id else None
        changed = None if record is None else _applied(result, one, record)
        if record is None or changed is None:
            orphaned.append(one)
        else:
            result = changed
            found.setdefault(record, []).append(one)
    if found:
        voices = VoiceStep().run(result)
        result = Reading(result.document, voices.layers, reading.steps)
    return Corrected(result, {record: tuple(rows) for record, rows in found.items()}, tuple(orphaned))


def found_again(reading: Reading, layer: str, record: str, anchor: Spans) -> str | None:
    """The id of a record: the same, or that of the one that stands on the same characters; None if there is none, or if two might be."""
    ids = identities(reading, layer)
    if record in ids:
        return record
    scored = sorted(((shared(merged(anchor), place), one) for one, place in zip(ids, places(reading, layer), strict=True)), reverse=True)
    if not scored or scored[0][0] < SURE or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return scored[0][1]


def _applied(reading: Reading, one: Correction, record: str) -> Reading | None:
    """The reading with one correction made; None if what it points at is not there, or its record no longer."""
    if record not in identities(reading, one.layer):
        return None
    if one.field == "reject":
        return _rejected(reading, one.layer, record)
    value = one.after
    if one.field in ("source", "cue", "content") and any(len(reading.document.text) < end for _, end in value):
        return None
    if one.field in ("speaker", "inside") and value is not None:
        value = found_again(reading, "entities" if one.field == "speaker" else "attributions", value["id"], spans_of(value["spans"]))
        if value is None:
            return None
    changed = _mapped(reading, one.layer, lambda item: _with(item, one.field, value) if item.id == record else item)
    if one.layer != ATTRIBUTIONS.name:
        return changed
    if one.field == "inside" and value is not None and not may_hold(changed, value, record):
        return None
    return _nested(changed, record) if one.field == "content" else changed


def may_hold(reading: Reading, outer: str, inner: str) -> bool:
    """True if one attribution's content holds that of the other, and neither is inside itself by that."""
    found = {a.id: a for a in reading.layer(ATTRIBUTIONS)}
    above = [link.id for link in chain(found[outer], found.values())]
    return outer != inner and inner not in above[:-1] and covers(found[outer].content, found[inner].content)


def _with(item: Any, field: str, value: Any) -> Any:
    if field in ("source", "cue", "content"):
        return replace(item, **{field: spans_of(value)})
    if field in ("said_on", "when"):
        return replace(item, **{field: None if value is None else SaidOn(**value)})
    if field == "role":
        return replace(item, roles=() if value is None else (Role(**value),))
    if field == "name":
        others = tuple(name for name in (item.name, *item.aliases) if name != value)
        return replace(item, name=value, aliases=tuple(dict.fromkeys(others)))
    return replace(item, **{field: value})


def _mapped(reading: Reading, layer: str, change: Callable[[Any], Any]) -> Reading:
    key = KEYS[layer]
    return reading.with_layer(key, (change(item) for item in reading.layer(key)))


def _rejected(reading: Reading, layer: str, record: str) -> Reading:
    """The reading without a record; what pointed at it points at what held it."""
    gone = next(item for item in reading.layer(KEYS[layer]) if item.id == record)
    reading = reading.with_layer(KEYS[layer], (item for item in reading.layer(KEYS[layer]) if item.id != record))
    if layer == EVENTS.name:
        return _mapped(reading, APPEARANCES.name, lambda a: replace(a, occasion=replace(a.occasion, event=None)) if a.occasion.event == record else a)
    if layer != ATTRIBUTIONS.name:
        return reading
    reading = _mapped(reading, layer, lambda a: replace(a, inside=gone.inside) if a.inside == record else a)
    for told in (EVENTS.name, APPEARANCES.name):
        reading = _mapped(reading, told, lambda item: replace(item, according_to=gone.inside) if item.according_to == record else item)
    return reading


def _nested(reading: Reading, record: str) -> Reading:
    """The reading with each attribution beside the changed one inside the nearest that still holds its content."""
    found = {a.id: a for a in reading.layer(ATTRIBUTIONS)}

    def holder(a: Attribution) -> str | None:
        above = reversed(chain(a, found.values())[:-1])
        return next((outer.id for outer in above if covers(outer.content, a.content)), None)

    return _mapped(reading, ATTRIBUTIONS.name, lambda a: replace(a, inside=holder(a)) if record in (a.id, a.inside) else a)


def entity_named(reading: Reading, record: str) -> str:
    """The name of an entity; empty if there is none of that id."""
    return next((entity.name for entity in reading.layer(ENTITIES) if entity.id == record), "")
