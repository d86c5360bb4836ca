"""What people decided, in every format: corrections applied and shown as such, rejections left out or marked, and one person one entity."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from sqlalchemy import select

from sayso.ledger import Ledger
from sayso.ledger.correcting import correct, undo
from sayso.ledger.export import Choice, write
from sayso.ledger.relinking import relink
from sayso.ledger.schema import NAMES

NOW = "2026-04-01T12:00:00Z"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, filled: Callable[[Ledger], None]) -> Iterator[Ledger]:
    """The story with its people linked, one statement corrected twice, one rejected, one undone, and a role corrected."""
    opened = Ledger.open(tmp_path_factory.mktemp("decided") / "story.db", create=True, clock=lambda: NOW)
    filled(opened)
    with opened.writing() as connection:
        relink(connection)
    correct(opened, 3, "c1", "act", "deny", by="Kim", why="she would not")
    correct(opened, 3, "c1", "quotation", "direct", by="Lee", why="in quotation marks")
    correct(opened, 3, "c2", "reject", None, by="Kim", why="a caption")
    correct(opened, 3, "e1", "role", "none", by="Kim", why="no minister")
    taken = correct(opened, 4, "d1", "act", "confirm", by="Lee", why="a guess")
    undo(opened, taken.id, by="Kim", why="no")
    yield opened
    opened.close()


def text_of(ledger: Ledger, name: str) -> str:
    out = io.StringIO()
    write(ledger, name, None, out, choice=Choice())
    return out.getvalue()


def graph(ledger: Ledger) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text_of(ledger, "schemaorg"))["@graph"]
    return found


def test_tables_say_who_corrected_what_and_who_is_who(ledger: Ledger, tmp_path: Path) -> None:
    write(ledger, "csv", tmp_path / "csv", io.StringIO(), choice=Choice())
    write(ledger, "parquet", tmp_path / "parquet", io.StringIO(), choice=Choice())
    with (tmp_path / "csv" / "statements.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["record"]: row for row in csv.DictReader(file)}
    assert "c2" not in rows
    assert [rows["c1"][name] for name in ("act", "quotation", "corrected", "corrected_fields", "corrected_by", "corrected_at")] == [
        "deny", "direct", "true", "act quotation", "Kim; Lee", NOW]
    assert (rows["d1"]["act"], rows["d1"]["corrected_by"]) == ("assert", "")
    typed = {row["record"]: row for row in pq.read_table(tmp_path / "parquet" / "statements.parquet").to_pylist()}
    assert {record: {name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for name, value in row.items()}
            for record, row in typed.items()} == rows
    names = pq.read_table(tmp_path / "parquet" / "names.parquet").to_pylist()
    assert len({row["entity"] for row in names if row["name"] == "Tomas Rill"}) == 1
    assert [row["corrected_fields"] for row in names if row["name"] == "Ana Brod"] == [None, "role"]
    entities = {row["id"]: row["name"] for row in pq.read_table(tmp_path / "parquet" / "entities.parquet").to_pylist()}
    assert {entities[row["entity"]] for row in names if row["name"] == "Ana Brod"} == {"Ana Brod"}
    assert [row["by"] for row in pq.read_table(tmp_path / "parquet" / "corrections.parquet").to_pylist()] == ["Kim", "Lee", "Kim", "Kim", "Lee", "Kim"]


def test_followthemoney_has_one_entity_a_person_and_notes_of_corrections(ledger: Ledger) -> None:
    from followthemoney import model

    found = [json.loads(line) for line in text_of(ledger, "ftm").splitlines()]
    assert len({entity["id"] for entity in found}) == len(found)
    for entity in found:
        assert {*model.get_proxy(entity, cleaned=False).to_dict()["properties"]} == {*entity["properties"]}
    people = {entity["properties"]["name"][0]: entity for entity in found if entity["schema"] == "Person"}
    assert {*people} >= {"Ana Brod", "Tomas Rill", "Pavel Brod"}
    assert people["Ana Brod"]["properties"]["position"] == ["the mayor"]  # what the other report calls her has been corrected away
    mentions = [entity for entity in found if entity["schema"] == "Mention" and entity["properties"]["resolved"] == [people["Tomas Rill"]["id"]]]
    assert len(mentions) >= 2
    notes = {entity["properties"]["summary"][0]: entity["properties"] for entity in found if entity["schema"] == "Note"}
    (corrected,) = [note for note in notes.values() if "act: assert → deny; corrected by Kim on 2026-04-01: she would not" in note.get("notes", ())]
    assert (corrected["name"], corrected["modifiedAt"]) == (["Ana Brod: deny"], [NOW])
    assert not any("the quay sinks" in note.get("description", ()) for note in notes.values())


def test_web_annotations_of_people_edit_and_moderate(ledger: Ledger) -> None:
    items = json.loads(text_of(ledger, "webannotation"))["items"]
    assert len({item["id"] for item in items}) == len(items)
    statements = {item["id"]: item for item in items if item["motivation"] == "identifying"}
    by_record = {number.rpartition(":")[2]: item for number, item in statements.items()}
    assert (by_record["c1"]["body"][0]["value"], by_record["c1"]["modified"]) == ("deny", NOW)
    assert "modified" not in by_record["d1"]
    assert "c2" not in by_record
    edits = [item for item in items if item["motivation"] == "editing"]
    assert [(item["creator"]["name"], item["body"][0]["value"]) for item in edits] == [
        ("Kim", "act: assert → deny"), ("Lee", "quotation: indirect → direct"), ("Kim", "role: minister → nothing")]
    assert {item["target"] for item in edits[:2]} == {by_record["c1"]["id"]}
    (moderated,) = [item for item in items if item["motivation"] == "moderating"]
    assert [target["selector"][1]["exact"] for target in moderated["target"]] == ["Rill", "told", "the quay sinks"]
    assert moderated["body"][1]["value"] == "a caption"
    rill = {item["sayso:entity"] for item in statements.values() if item["body"][1]["value"] == "Tomas Rill"}
    assert len(rill) == 1


def test_schema_org_has_one_node_a_person_and_comments_on_corrections(ledger: Ledger) -> None:
    nodes = graph(ledger)
    assert len({node["@id"] for node in nodes}) == len(nodes)
    brod = [node for node in nodes if node["@type"] == "Person" and node["name"] == "Ana Brod"]
    assert len(brod) == 1
    said = [node for node in nodes if node.get("creator") == {"@id": brod[0]["@id"]}]
    assert len(said) == 2
    (corrected,) = [node for node in said if "correction" in node]
    assert corrected["@type"] == "Quotation"  # as Lee says
    assert [(comment["@type"], comment["author"]["name"], comment["dateCreated"]) for comment in corrected["correction"]] == [
        ("CorrectionComment", "Kim", NOW), ("CorrectionComment", "Lee", NOW)]
    assert not any(node.get("text") == "the quay sinks" for node in nodes)


def test_prov_tells_corrections_as_activities_of_people(ledger: Ledger) -> None:
    from prov.model import (
        ProvActivity,
        ProvAgent,
        ProvAssociation,
        ProvDerivation,
        ProvDocument,
        ProvGeneration,
        ProvInvalidation,
    )

    document = ProvDocument.deserialize(content=text_of(ledger, "prov"), format="json")
    activities = {str(one.identifier): one for one in document.get_records(ProvActivity)}
    assert sorted(str(next(iter(one.get_attribute("sayso:change")))) for one in activities.values()) == ["act: assert → deny", "quotation: indirect → direct", "rejected"]
    agents = {str(one.identifier): one.label for one in document.get_records(ProvAgent)}
    assert len(agents) == len(list(document.get_records(ProvAgent)))

    def pairs(kind: type) -> list[tuple[str, ...]]:
        return [tuple(str(value) for _, value in one.formal_attributes) for one in document.get_records(kind)]

    assert sorted(agents[agent] for _, agent, *_ in pairs(ProvAssociation)) == ["Kim", "Kim", "Lee"]
    revised = [(made, used) for made, used, activity, *_ in pairs(ProvDerivation) if activity in activities]
    (last,) = [made for made, _ in revised if made.endswith("-c1")]
    (between,) = [used for made, used in revised if made == last]
    (first,) = [used for made, used in revised if made == between]
    assert first.endswith("-c1-read")
    assert {entity for entity, *_ in pairs(ProvGeneration)} == {last, between}
    assert [entity.rpartition("-c2")[2] for entity, *_ in pairs(ProvInvalidation)] == ["-read"]
    assert list(agents.values()).count("Ana Brod") == 1


def test_one_text_in_two_reports_is_told_of_each(ledger: Ledger, tmp_path: Path, filled: Callable[[Ledger], None]) -> None:
    """A wire story in two papers: the words are the same, the reports are not."""
    from dataclasses import replace

    from sayso.ledger.rows import extract
    from sayso.ledger.stored import reading_of
    from sayso.ledger.writing import Arrival, keep

    with Ledger.open(tmp_path / "story.db", create=True, clock=lambda: NOW) as other:
        filled(other)
        with other.writing() as connection:
            read = reading_of(connection, 4)
            twin = replace(read.document, metadata=replace(read.document.metadata, url="https://example.org/elsewhere", publisher="The Quay"))
            keep(connection, Arrival(twin, extract(replace(read, document=twin)), "2026-03-22T08:00:00Z"), now=NOW)
            relink(connection)
            assert len(connection.execute(select(NAMES.c.entity).where(NAMES.c.name == "Pavel Brod")).all()) == 2
        for name, ids in (("ftm", "id"), ("webannotation", "id"), ("schemaorg", "@id")):
            text = text_of(other, name)
            found = [json.loads(line) for line in text.splitlines()] if name == "ftm" else json.loads(text)["items" if name == "webannotation" else "@graph"]
            assert len({one[ids] for one in found}) == len(found), name
        assert text_of(other, "prov").count('"prov:value":"dredging is folly"') == 2
