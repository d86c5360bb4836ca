"""Two readings of one text compared: which records came, went or changed, field by field, and which step may have done it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sayso.contract import to_json
from sayso.document import Reading, Span
from sayso.ledger.matching import KEYS, Pair, identities, paired, places

DECIDED_BY = frozenset({"confidence", "by", "reasons", "votes", "rule", "reason", "id"})
"""Fields that say how a record was decided, not what was read."""

_STEPS = {
    "blocks": ("blocks",), "timexes": ("blocks", "timexes"), "attributions": ("blocks", "attributions", "entities", "timexes", "said_on"),
    "entities": ("blocks", "attributions", "entities"), "mentions": ("blocks", "attributions", "entities"),
    "events": ("blocks", "timexes", "attributions", "entities", "events"),
    "appearances": ("blocks", "timexes", "attributions", "entities", "events"), "voices": ("blocks", "attributions", "voices"),
}
"""The steps that bear on each layer, in the order in which they run."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is read otherwise now; values as in the JSON contract, ids those of the new reading."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """A record that came, went or is read otherwise.

    `record` is its id (where it has none, its span as "start-end") in the new reading, of one that is gone in the old one; `was` its id in the old
    one if that is another; `words` are the text where it stands, `start` its first code point; `why` names the steps that changed.
    """

    layer: str
    what: Literal["added", "removed", "changed"]
    record: str
    was: str | None
    words: str
    start: int
    fields: tuple[FieldChange, ...] = ()
    why: str = ""

    @property
    def minor(self) -> bool:
        """True if only the way in which it was decided changed."""
        return self.what == "changed" and all(change.field in DECIDED_BY for change in self.fields)


def compare(old: Reading, new: Reading) -> tuple[Change, ...]:
    """What changed from one reading of a text to another, layer by layer in the order of the text; nothing if they say the same.

    Records are matched by id, then by the characters that they share.
    """
    pairs = {layer: paired(old, new, layer) for layer in KEYS}
    renamed = _renamed(old, new, pairs)
    whys = {layer: reason(old.steps, new.steps, layer) for layer in KEYS}
    before, after = to_json(old), to_json(new)
    found: list[Change] = []
    for layer in KEYS:
        changes = _Layer(layer, old, new, whys[layer]).changes(pairs[layer], _translated(before[layer], renamed), after[layer])
        found += sorted(changes, key=lambda change: (change.start, change.record))
    return tuple(found)


def reason(before: Mapping[str, str], after: Mapping[str, str], layer: str) -> str:
    """The steps bearing on a layer whose versions changed, in words."""
    changed = [step for step in _STEPS[layer] if before.get(step) != after.get(step)]
    if not changed:
        return "no step that bears on it has changed its version"
    return "changed steps: " + ", ".join(f"{step} {before.get(step, 'none')} → {after.get(step, 'none')}" for step in changed)


def _renamed(old: Reading, new: Reading, pairs: Mapping[str, tuple[Pair, ...]]) -> dict[str, str]:
    """Old ids to new ones, where the same record has another id now."""
    found: dict[str, str] = {}
    for layer in KEYS:
        before, after = identities(old, layer), identities(new, layer)
        both = ((before[i], after[j]) for i, j in pairs[layer] if i is not None and j is not None)
        found |= {one: other for one, other in both if one != other and "-" not in one}
    return found


def _translated(value: Any, renamed: Mapping[str, str]) -> Any:
    """The value with old ids made new, so that a record is not changed by what it points at having another name."""
    if not renamed:
        return value
    if isinstance(value, dict):
        return {name: _translated(part, renamed) for name, part in value.items()}
    if isinstance(value, list):
        return [_translated(part, renamed) for part in value]
    return renamed.get(value, value) if isinstance(value, str) else value


class _Layer:
    """One layer of both readings."""

    def __init__(self, layer: str, old: Reading, new: Reading, why: str) -> None:
        self._layer, self._why, self._text = layer, why, new.document
        self._ids = identities(old, layer), identities(new, layer)
        self._places = places(old, layer), places(new, layer)

    def changes(self, pairs: tuple[Pair, ...], before: list[Any], after: list[Any]) -> Iterator[Change]:
        for i, j in pairs:
            if j is None:
                assert i is not None
                yield self._change("removed", 0, i)
            elif i is None:
                yield self._change("added", 1, j)
            elif before[i] != after[j] or self._ids[0][i] != self._ids[1][j]:
                was = self._ids[0][i]
                yield self._change("changed", 1, j, was if was != self._ids[1][j] else None, _fields(before[i], after[j]))

    def _change(
        self, what: Literal["added", "removed", "changed"], side: int, number: int, was: str | None = None, fields: tuple[FieldChange, ...] = ()
    ) -> Change:
        spans = self._places[side][number]
        words = " … ".join(self._text[span] for span in spans)
        start = min(spans, default=Span(0, 0)).start
        return Change(self._layer, what, self._ids[side][number], was, words, start, fields, self._why)


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    names = dict.fromkeys((*before, *after))
    return tuple(FieldChange(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name))
