"""The JSON Schema (draft 2020-12) of a reading; closed lists come from the nouns, so schema and code cannot drift."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from sayso.attribution import ACTS, IDENTIFICATIONS, QUOTATIONS
from sayso.block import KINDS
from sayso.contract import SCHEMA_ID
from sayso.entity import ENTITY_KINDS, FORMS
from sayso.event import APPEARANCE_STATUSES, MODES, STATUSES
from sayso.timex import TIMEX_TYPES
from sayso.voice import VOICES

Schema: TypeAlias = dict[str, Any]

_OFFSET: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": ["integer", "null"], "minimum": 0}
TEXTS: Schema = {"type": "array", "items": TEXT}
SPANS: Schema = {
    "type": "array",
    "description": "half-open spans of Unicode code points of document.text",
    "items": {"type": "array", "prefixItems": [_OFFSET, _OFFSET], "items": False, "minItems": 2},
}


def schema() -> Schema:
    """The schema of one line of `sayso read --json`."""
    layers = {
        "blocks": record(**_PLACE, kind=one_of(KINDS), detail=TEXT, votes=listed(_VOTE)),
        "entities": _ENTITY,
        "mentions": record(**_PLACE, entity=TEXT, form=one_of(FORMS), reason=TEXT),
        "timexes": record(id=TEXT, **_PLACE, type=one_of(TIMEX_TYPES), value=MAYBE, mod=MAYBE, begin=MAYBE,
                           until=MAYBE, anchor=MAYBE, rule=TEXT),
        "attributions": _ATTRIBUTION,
        "events": record(id=TEXT, kind=TEXT, evidence=SPANS, who=TEXTS, where=MAYBE, when=WHEN,
                          happened={"type": ["boolean", "null"]}, status=one_of(STATUSES), according_to=MAYBE, by=TEXT),
        "appearances": _APPEARANCE,
        "voices": record(**_PLACE, voice=one_of(VOICES), attribution=MAYBE),
    }
    top = record(schema={"const": SCHEMA_ID}, engine=ENGINE, document=_DOCUMENT, **{k: listed(v) for k, v in layers.items()})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A report, read by sayso", **top}


def record(**fields: Schema) -> Schema:
    """The schema of an object that has these fields, each of them always."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def listed(item: Schema) -> Schema:
    """The schema of a list of such items."""
    return {"type": "array", "items": item}


def one_of(values: Iterable[str]) -> Schema:
    """The schema of a closed list."""
    return {"enum": list(values)}


def misfit(value: Any, fits: Schema, where: str = "it") -> str | None:
    """What is wrong with a value by a schema, in words that name the place; None if it fits.

    Knows those words of JSON Schema (2020-12, validation) that the schemas here use, so that a file from elsewhere is checked before it is kept.
    """
    if "anyOf" in fits:
        found = [misfit(value, one, where) for one in fits["anyOf"]]
        return None if None in found else found[-1]
    if "const" in fits or "enum" in fits:
        allowed = fits.get("enum", [fits.get("const")])
        if any(value == one and type(value) is type(one) for one in allowed):
            return None
        return f"{where} is {str(value)[:40]!r}, and none of {', '.join(map(str, allowed))[:80]}"
    kinds = [fits["type"]] if isinstance(fits.get("type"), str) else fits.get("type", ())
    if kinds and not any(_is(value, kind) for kind in kinds):
        return f"{where} is no {' or '.join(kinds)}"
    if isinstance(value, dict):
        return _in_object(value, fits, where)
    if isinstance(value, list):
        return _in_list(value, fits, where)
    if isinstance(value, str) and not re.search(fits.get("pattern", ""), value):
        return f"{where} is {value[:40]!r}, which has not the form that it should have"
    if isinstance(value, int | float) and not fits.get("minimum", value) <= value <= fits.get("maximum", value):
        return f"{where} is {value}, which is out of bounds"
    return None


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool) or value is None:
        return kind == ("null" if value is None else "boolean")
    return isinstance(value, _KINDS[kind])


_KINDS: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "object": dict, "array": list, "null": (), "boolean": ()}


def _in_object(value: dict[str, Any], fits: Schema, where: str) -> str | None:
    named: dict[str, Schema] = fits.get("properties", {})
    missing = next((name for name in fits.get("required", ()) if name not in value), None)
    if missing is not None:
        return f"{where} has no {missing}"
    other: Schema = fits.get("additionalProperties", {})
    found = (misfit(inner, named.get(name, other), name if where == "it" else f"{where}.{name}") for name, inner in value.items())
    return next((wrong for wrong in found if wrong), None)


def _in_list(value: list[Any], fits: Schema, where: str) -> str | None:
    first: list[Schema] = fits.get("prefixItems", [])
    rest = fits.get("items", {})
    if len(value) < fits.get("minItems", 0) or (rest is False and len(first) < len(value)):
        return f"{where} has {len(value)} items"
    found = (misfit(inner, first[i] if i < len(first) else rest, f"{where}[{i}]") for i, inner in enumerate(value))
    return next((wrong for wrong in found if wrong), None)


_PLACE: Schema = {"start": _OFFSET, "end": _OFFSET}
_VOTE = record(voter=TEXT, kind=TEXT, weight={"type": "number"}, reason=TEXT)
WHEN: Schema = {"anyOf": [{"type": "null"}, record(value=TEXT, timex=MAYBE)]}
ENGINE = record(sayso=TEXT, steps={"type": "object", "additionalProperties": TEXT})
_DOCUMENT = record(
    id={"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}, text=TEXT, url=MAYBE, publisher=MAYBE, title=MAYBE,
    authors=TEXTS, published=MAYBE, published_from=MAYBE, modified=MAYBE, language=MAYBE, wire=MAYBE,
    sources={"type": "object", "additionalProperties": TEXT}, origin=MAYBE,
)
_ENTITY = record(
    id=TEXT, kind=one_of(ENTITY_KINDS), name=TEXT, aliases=TEXTS, roles=listed(record(title=TEXT, **_PLACE)),
    age=_COUNT, gender=MAYBE, count=_COUNT, capacity=MAYBE,
)
_ATTRIBUTION = record(
    id=TEXT, source=SPANS, cue=SPANS, content=SPANS, inside=MAYBE, speaker=MAYBE,
    identification=one_of(IDENTIFICATIONS), quotation=one_of(QUOTATIONS), act=one_of(ACTS), hedges=SPANS,
    addressee=SPANS, said_on=WHEN, confidence={"type": "number", "minimum": 0, "maximum": 1}, by=TEXT,
    block=one_of(KINDS), reasons=TEXTS,
)
_APPEARANCE = record(
    id=TEXT, person=MAYBE, occasion=record(name=TEXT, event=MAYBE), status=one_of(APPEARANCE_STATUSES), by=MAYBE,
    expected_because=SPANS, when=WHEN, mode=one_of(MODES), evidence=SPANS, according_to=MAYBE, rule=TEXT,
)
