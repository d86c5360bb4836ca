"""The JSON contract: its keys, the way there and back, and the schema that describes it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from sayso._version import VERSION
from sayso.contract import SCHEMA_ID, from_json, to_json
from sayso.document import Document, Metadata, Reading
from sayso.schema import schema

# What a reader of the contract may count on; more keys may stand beside them.
TOP = {"schema", "engine", "document", "blocks", "entities", "mentions", "timexes", "attributions", "events", "appearances", "voices"}
DOCUMENT = {"id", "text", "url", "publisher", "title", "authors", "published", "published_from", "language"}
LAYERS = {
    "blocks": {"start", "end", "kind"},
    "entities": {"id", "kind", "name", "aliases", "roles"},
    "mentions": {"start", "end", "entity", "form"},
    "timexes": {"start", "end", "type", "value", "mod", "begin", "until", "anchor", "rule"},
    "attributions": {
        "id", "source", "cue", "content", "inside", "speaker", "identification", "quotation", "act", "hedges", "addressee",
        "said_on", "confidence", "by",
    },
    "events": {"id", "kind", "evidence", "who", "where", "when", "happened", "status", "according_to"},
    "appearances": {"person", "occasion", "status", "by", "expected_because", "when", "mode", "evidence", "according_to"},
    "voices": {"start", "end", "voice"},
}  # fmt: skip


@pytest.fixture(scope="session")
def written(examples: dict[str, Reading]) -> dict[str, dict[str, Any]]:
    """The bundled reports as JSON values."""
    return {name: json.loads(json.dumps(to_json(reading))) for name, reading in examples.items()}


@pytest.fixture(scope="session")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def test_every_promised_key_is_there(written: dict[str, dict[str, Any]]) -> None:
    seen = set()
    for value in written.values():
        assert set(value) == TOP
        assert value["schema"] == SCHEMA_ID
        assert value["engine"]["sayso"] == VERSION
        assert set(value["document"]) >= DOCUMENT
        for layer, keys in LAYERS.items():
            for item in value[layer]:
                assert keys <= set(item), layer
                seen.add(layer)
    assert seen >= {"blocks", "entities", "mentions", "timexes", "attributions", "voices"}


def test_the_schema_promises_the_same_keys() -> None:
    fields = schema()["properties"]
    assert set(fields) == TOP
    assert not DOCUMENT - set(fields["document"]["required"])
    for layer, keys in LAYERS.items():
        assert set(fields[layer]["items"]["required"]) >= keys


def test_a_reading_has_the_schemas_keys_and_no_others(written: dict[str, dict[str, Any]], harbour: Reading) -> None:
    fields = schema()["properties"]
    for value in (*written.values(), to_json(harbour)):
        assert set(value["document"]) == set(fields["document"]["properties"])
        for layer in LAYERS:
            for item in value[layer]:
                assert set(item) == set(fields[layer]["items"]["properties"]), layer


def test_real_readings_are_valid(written: dict[str, dict[str, Any]], validator: Draft202012Validator) -> None:
    for value in written.values():
        validator.validate(value)


def test_a_reading_made_by_hand_is_valid(harbour: Reading, validator: Draft202012Validator) -> None:
    validator.validate(json.loads(json.dumps(to_json(harbour))))


def test_a_document_that_nothing_was_read_of_is_valid(validator: Draft202012Validator) -> None:
    value = to_json(Reading(Document("")))
    validator.validate(value)
    assert all(value[layer] == [] for layer in LAYERS)


def test_there_and_back_is_the_same_reading(harbour: Reading) -> None:
    assert from_json(json.loads(json.dumps(to_json(harbour)))) == harbour


def test_there_and_back_is_the_same_for_real_readings(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        value = json.dumps(to_json(reading))
        again = from_json(json.loads(value))
        assert all(tuple(again.layers[name]) == tuple(layer) for name, layer in reading.layers.items())
        assert again.steps == reading.steps
        assert again.document.metadata == reading.document.metadata
        assert json.dumps(to_json(again)) == value


@pytest.mark.parametrize("text", ["", "\ud800", "\x00\u202e🚢", "é e\u0301 “”"])
def test_any_text_comes_back(text: str) -> None:
    reading = Reading(Document(text, Metadata(authors=("A", "B"), sources={"authors": "meta"}), origin="x"))
    again = from_json(json.loads(json.dumps(to_json(reading))))
    assert (again.document.text, again.document.id, again.document.metadata) == (text, reading.document.id, reading.document.metadata)


def test_where_the_date_comes_from_is_told() -> None:
    metadata = Metadata().updated("url", published="2026-03-05")
    assert to_json(Reading(Document("", metadata)))["document"]["published_from"] == "url"
    assert to_json(Reading(Document("")))["document"]["published_from"] is None


@pytest.mark.parametrize(("path", "bad"), [
    (("schema",), "sayso/reading/2"), (("document", "id"), "sha256:0"), (("attributions", 0, "act"), "shout"), (("attributions", 0, "source"), [[1]]),
    (("attributions", 0, "source"), [[-1, 2]]), (("attributions", 0, "confidence"), 1.2), (("blocks", 0, "kind"), "advert"), (("voices", 0, "voice"), ""),
    (("events", 0, "happened"), "yes"), (("timexes", 0, "type"), "DAY"), (("mentions", 0, "form"), "noun"), (("entities", 0, "age"), -1),
])  # fmt: skip
def test_the_schema_refuses(harbour: Reading, validator: Draft202012Validator, path: tuple[str | int, ...], bad: Any) -> None:
    value = json.loads(json.dumps(to_json(harbour)))
    place = value
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = bad
    with pytest.raises(ValidationError):
        validator.validate(value)


def test_a_missing_field_is_refused(harbour: Reading, validator: Draft202012Validator) -> None:
    value = to_json(harbour)
    del value["attributions"]
    with pytest.raises(ValidationError):
        validator.validate(value)
    with pytest.raises(KeyError):
        from_json(value)
