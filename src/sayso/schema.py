"""The JSON Schema (draft 2020-12) of a reading; closed lists come from the nouns, so schema and code cannot drift."""

from __future__ import annotations

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
_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": ["integer", "null"], "minimum": 0}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_SPANS: Schema = {
    "type": "array",
    "description": "half-open spans of Unicode code points of document.text",
    "items": {"type": "array", "prefixItems": [_OFFSET, _OFFSET], "items": False, "minItems": 2},
}


def schema() -> Schema:
    """The schema of one line of `sayso read --json`."""
    layers = {
        "blocks": _object(**_PLACE, kind=_one_of(KINDS), detail=_TEXT, votes=_list(_VOTE)),
        "entities": _ENTITY,
        "mentions": _object(**_PLACE, entity=_TEXT, form=_one_of(FORMS), reason=_TEXT),
        "timexes": _object(id=_TEXT, **_PLACE, type=_one_of(TIMEX_TYPES), value=_MAYBE, mod=_MAYBE, begin=_MAYBE,
                           until=_MAYBE, anchor=_MAYBE, rule=_TEXT),
        "attributions": _ATTRIBUTION,
        "events": _object(id=_TEXT, kind=_TEXT, evidence=_SPANS, who=_TEXTS, where=_MAYBE, when=_WHEN,
                          happened={"type": ["boolean", "null"]}, status=_one_of(STATUSES), according_to=_MAYBE, by=_TEXT),
        "appearances": _APPEARANCE,
        "voices": _object(**_PLACE, voice=_one_of(VOICES), attribution=_MAYBE),
    }
    top = _object(schema={"const": SCHEMA_ID}, engine=_ENGINE, document=_DOCUMENT, **{k: _list(v) for k, v in layers.items()})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A report, read by sayso", **top}


def _object(**fields: Schema) -> Schema:
    return {"type": "object", "properties": fields, "required": list(fields)}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _one_of(values: Iterable[str]) -> Schema:
    return {"enum": list(values)}


_PLACE: Schema = {"start": _OFFSET, "end": _OFFSET}
_VOTE = _object(voter=_TEXT, kind=_TEXT, weight={"type": "number"}, reason=_TEXT)
_WHEN: Schema = {"anyOf": [{"type": "null"}, _object(value=_TEXT, timex=_MAYBE)]}
_ENGINE = _object(sayso=_TEXT, steps={"type": "object", "additionalProperties": _TEXT})
_DOCUMENT = _object(
    id={"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}, text=_TEXT, url=_MAYBE, publisher=_MAYBE, title=_MAYBE,
    authors=_TEXTS, published=_MAYBE, published_from=_MAYBE, modified=_MAYBE, language=_MAYBE, wire=_MAYBE,
    sources={"type": "object", "additionalProperties": _TEXT}, origin=_MAYBE,
)
_ENTITY = _object(
    id=_TEXT, kind=_one_of(ENTITY_KINDS), name=_TEXT, aliases=_TEXTS, roles=_list(_object(title=_TEXT, **_PLACE)),
    age=_COUNT, gender=_MAYBE, count=_COUNT, capacity=_MAYBE,
)
_ATTRIBUTION = _object(
    id=_TEXT, source=_SPANS, cue=_SPANS, content=_SPANS, inside=_MAYBE, speaker=_MAYBE,
    identification=_one_of(IDENTIFICATIONS), quotation=_one_of(QUOTATIONS), act=_one_of(ACTS), hedges=_SPANS,
    addressee=_SPANS, said_on=_WHEN, confidence={"type": "number", "minimum": 0, "maximum": 1}, by=_TEXT,
    block=_one_of(KINDS), reasons=_TEXTS,
)
_APPEARANCE = _object(
    id=_TEXT, person=_MAYBE, occasion=_object(name=_TEXT, event=_MAYBE), status=_one_of(APPEARANCE_STATUSES), by=_MAYBE,
    expected_because=_SPANS, when=_WHEN, mode=_one_of(MODES), evidence=_SPANS, according_to=_MAYBE, rule=_TEXT,
)
