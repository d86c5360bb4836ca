"""The lines in which a ledger is exported to JSON Lines, as JSON Schema: what `export.jsonl` writes and `restoring` takes back."""

from __future__ import annotations

from functools import cache
from typing import Any

from sayso.attribution import ACTS, IDENTIFICATIONS, QUOTATIONS
from sayso.entity import ENTITY_KINDS
from sayso.event import APPEARANCE_STATUSES, STATUSES
from sayso.ledger.correction import FIELDS
from sayso.linking.appellation import VERDICTS
from sayso.schema import ENGINE, MAYBE, SPANS, TEXT, WHEN, Schema, listed, one_of, record, schema

LEDGER_ID = "sayso/ledger/1"
"""The schema of the lines that are no readings."""

TIME: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
_DAY_OR_TIME: Schema = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$"}
_MAYBE_TIME: Schema = {**TIME, "type": ["string", "null"]}
_NUMBER: Schema = {"type": "integer", "minimum": 1}
_MAYBE_NUMBER: Schema = {"type": ["integer", "null"], "minimum": 1}
_ANY: Schema = {}


@cache
def kept() -> Schema:
    """The schema of a version of a report: a reading (`sayso/reading/1`) with `ledger`, what the ledger keeps beside it."""
    reading = schema()
    layers = {name: fits for name, fits in reading["properties"].items() if name not in ("schema", "engine", "document")}
    beside = record(
        key=TEXT, place=MAYBE, captured_at=TIME, seen_at=TIME, known_from=TIME, known_until=_MAYBE_TIME,
        captures={**listed(record(captured_at=TIME, published=_DAY_OR_TIME, modified=_DAY_OR_TIME)), "minItems": 1},
        entities={"type": "object", "additionalProperties": record(id=TEXT, name=MAYBE)},
        corrected={"type": "object", "additionalProperties": listed(record(id=_NUMBER, field=TEXT, before=_ANY, after=_ANY, by=TEXT, at=TIME, why=MAYBE))},
        readings={**listed(record(engine=ENGINE, read_at=TIME, current={"type": "boolean"}, layers={"anyOf": [{"type": "null"}, record(**layers)]})), "minItems": 1},
        page={**MAYBE, "description": "the bytes of the page, compressed by zlib, in Base64"},
    )
    return {**reading, "properties": {**reading["properties"], "ledger": beside}, "required": [*reading["required"], "ledger"]}


@cache
def notes() -> dict[str, Schema]:
    """The schemas of the lines of `sayso/ledger/1`, by the one field that each has beside `schema`."""
    sorts = {"ledger": record(sayso=TEXT, tables=_NUMBER, as_of=_MAYBE_TIME), "earlier": kept(), "correction": _CORRECTION, "judgement": _JUDGEMENT, "failure": _FAILURE}
    return {name: record(schema={"const": LEDGER_ID}, **{name: fits}) for name, fits in sorts.items()}


def lines() -> Schema:
    """The schema of any line of the export."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A line of a ledger exported by sayso", "anyOf": [kept(), *notes().values()]}


def value_of(layer: str, field: str) -> Schema:
    """The schema of the value that a correction gives a field."""
    return _VALUES.get((layer, field)) or _VALUES["", field]


_PLACED = record(id=TEXT, spans=SPANS)
_VALUES: dict[tuple[str, str], Schema] = {
    ("", "speaker"): {"anyOf": [{"type": "null"}, _PLACED]}, ("", "inside"): {"anyOf": [{"type": "null"}, _PLACED]},
    ("", "source"): SPANS, ("", "cue"): SPANS, ("", "content"): SPANS, ("", "said_on"): WHEN, ("", "when"): WHEN,
    ("", "act"): one_of(ACTS), ("", "quotation"): one_of(QUOTATIONS), ("", "identification"): one_of(IDENTIFICATIONS),
    ("", "name"): TEXT, ("", "kind"): one_of(ENTITY_KINDS), ("", "happened"): {"type": ["boolean", "null"]}, ("", "reject"): {"type": "boolean"},
    ("", "role"): {"anyOf": [{"type": "null"}, record(title=TEXT, start={"type": "integer", "minimum": 0}, end={"type": "integer", "minimum": 0})]},
    ("events", "status"): one_of(STATUSES), ("appearances", "status"): one_of(APPEARANCE_STATUSES),
}
_CORRECTION = record(
    id=_NUMBER, document=TEXT, layer=one_of(FIELDS), record=TEXT, anchor=SPANS, field=TEXT, before=_ANY, after=_ANY, by=TEXT, at=TIME, why=MAYBE,
    undoes=_MAYBE_NUMBER,
)
_JUDGEMENT = record(
    id=_NUMBER, **dict.fromkeys(("left", "right", "left_document", "right_document", "left_name", "right_name", "kind"), TEXT),
    verdict=one_of(VERDICTS), by=TEXT, at=TIME, why=TEXT, act=_NUMBER, undoes=_MAYBE_NUMBER,
)
_FAILURE = record(
    id=_NUMBER, **dict.fromkeys(("place", "source", "kind", "problem"), TEXT), digest=MAYBE, first_at=TIME, last_at=TIME, tries=_NUMBER, solved_at=_MAYBE_TIME,
)


def keepable(value: Any) -> bool:
    """True if both databases can keep all words in a value: no NUL and no lone surrogate in any."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)
    if isinstance(value, dict):
        return all(keepable(part) for pair in value.items() for part in pair)
    return all(map(keepable, value)) if isinstance(value, list | tuple) else True
