"""Exports: each format checked by its own library or rules, back again where it can be, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from sqlalchemy import select

from sayso.cli import main
from sayso.cli.export import NAMES
from sayso.contract import from_json, to_json
from sayso.document import Metadata
from sayso.errors import ExportError
from sayso.intake.inputs import items_in
from sayso.ledger import Ledger
from sayso.ledger.adding import Adding
from sayso.ledger.export import FORMATS, Choice, losses, write
from sayso.ledger.export.tabular import TABULAR
from sayso.ledger.export.webannotation import anchored
from sayso.ledger.schema import METADATA, STATEMENTS, VERSIONS
from sayso.ledger.stored import document_of, live_versions, reading_of
from sayso.settings import Settings

GULL = (
    "Port to close, mayor denies\n\nOSTREL, March 3 - Mayor Ana Brod denied on Tuesday that the harbour would close. 🚢 It rained.\n\n"
    "“We will dredge it before winter,” Brod said. Harbour master Tomas Rill, 61, met Brod in Ostrel on Monday.\n"
)
POST = (
    "The harbour\n\nOSTREL, March 4 - The Ostrel Gull reported that a clerk had said that the money for the crane was “gone for good”.\n\n"
    "“Nobody asked us,” Rill said on Wednesday. Brod did not attend the meeting on Wednesday.\n"
)
HEADINGS = [*STATEMENTS.c.keys(), "corrected_fields", "corrected_by", "corrected_at"]
SECRET = "It rained."  # a sentence that nobody says


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    steps = (("gull.txt", GULL, "2026-03-03T10:00:00Z"), ("post.txt", POST, "2026-03-04T10:00:00Z"), ("gull.txt", GULL.replace("dredge", "sell"), "2026-03-06T10:00:00Z"))
    for name, text, captured in steps:
        (folder / name).write_text(text, "utf-8")
        given = Metadata().updated("option", publisher="Ostrel Gull" if "gull" in name else "Harbour Post", published="2026-03-03")
        with Ledger.open(folder / "story.db", create=True) as ledger:
            list(Adding(ledger, Settings(), given, captured, processes=1).run(items_in([str(folder / name)])))
    return folder / "story.db"


@pytest.fixture
def ledger(place: Path) -> Iterator[Ledger]:
    with Ledger.open(place, write=False) as opened:
        yield opened


def text_of(ledger: Ledger, name: str, choice: Choice | None = None) -> str:
    out = io.StringIO()
    write(ledger, name, None, out, choice=choice or Choice())
    return out.getvalue()


def told(ledger: Ledger) -> list[Any]:
    """The live statements that are not quiet."""
    live = select(VERSIONS.c.id).where(VERSIONS.c.known_until.is_(None))
    with ledger.reading() as connection:
        return list(connection.execute(select(STATEMENTS).where(STATEMENTS.c.version.in_(live), ~STATEMENTS.c.quiet)))


def readings(lines: str) -> list[Any]:
    """Those lines of an export to JSON Lines that are reports as they stand."""
    return [value for value in map(json.loads, lines.splitlines()) if value["schema"] == "sayso/reading/1"]


def test_the_commands_formats_are_the_librarys() -> None:
    assert tuple(FORMATS) == NAMES


def test_jsonl_comes_back_as_the_same_readings(ledger: Ledger) -> None:
    values = readings(text_of(ledger, "jsonl"))
    beside = [value.pop("ledger") for value in values]
    assert [one["known_until"] for one in beside] == [None, None]
    with ledger.reading() as connection:
        kept = [reading_of(connection, number) for number in live_versions(connection)]
    assert [to_json(from_json(value)) for value in values] == values == [to_json(reading) for reading in kept]
    assert [value["document"]["text"] for value in values] == [POST, GULL.replace("dredge", "sell")]


def test_jsonl_added_to_another_ledger_gives_the_same_texts(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "back.jsonl").write_text(text_of(ledger, "jsonl"), "utf-8")
    with Ledger.open(tmp_path / "other.db", create=True) as other:
        assert {one.outcome for one in Adding(other, Settings(), processes=1).run(items_in([str(tmp_path / "back.jsonl")]))} == {"added", "changed"}
        with other.reading() as connection:
            assert sorted(document_of(connection, number).text for number in live_versions(connection)) == sorted([POST, GULL.replace("dredge", "sell")])


def test_csv_has_every_row_and_column(ledger: Ledger, tmp_path: Path) -> None:
    write(ledger, "csv", tmp_path / "out", io.StringIO(), choice=Choice())
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == sorted(table.name for table in TABULAR)
    with (tmp_path / "out" / "statements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == HEADINGS
    by_id = {row.id: row for row in told(ledger)}
    for row in rows:
        if row["quiet"] == "false":
            kept = by_id.pop(int(row["id"]))
            assert (row["content"], row["who"], row["inside"], row["hedged"]) == (kept.content, kept.who, kept.inside or "", str(kept.hedged).lower())
    assert not by_id
    assert text_of(ledger, "csv").splitlines()[0] == ",".join(HEADINGS)


def test_parquet_is_typed_and_says_what_its_columns_mean(ledger: Ledger, tmp_path: Path) -> None:
    write(ledger, "parquet", tmp_path / "out", io.StringIO(), choice=Choice(with_text=True))
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == sorted(table.name for table in TABULAR)
    table = pq.read_table(tmp_path / "out" / "statements.parquet")
    assert [str(table.schema.field(name).type) for name in ("id", "content", "hedged", "confidence")] == ["int64", "string", "bool", "double"]
    assert table.schema.field("act").metadata[b"meaning"].decode() == STATEMENTS.c.act.comment
    assert {row["content"] for row in table.to_pylist()} >= {row.content for row in told(ledger)}
    assert sorted(pq.read_table(tmp_path / "out" / "texts.parquet")["text"].to_pylist()) == sorted([POST, GULL.replace("dredge", "sell")])


def test_followthemoney_loads_every_entity_and_gives_it_back(ledger: Ledger) -> None:
    from followthemoney import model

    entities = [json.loads(line) for line in text_of(ledger, "ftm").splitlines()]
    ids = {entity["id"] for entity in entities}
    for entity in entities:
        cleaned = model.get_proxy(entity, cleaned=False)
        back = cleaned.to_dict()
        assert (back["id"], back["schema"], set(back["properties"])) == (entity["id"], entity["schema"], set(entity["properties"]))
        assert {k: sorted(v) for k, v in model.get_proxy(back).to_dict()["properties"].items()} == {k: sorted(v) for k, v in back["properties"].items()}
        for name, values in entity["properties"].items():
            assert name in cleaned.schema.properties
            if cleaned.schema.get(name).type.name == "entity":
                assert set(values) <= ids
        assert all(cleaned.get(name) for name in cleaned.schema.required)
    kinds = {entity["schema"] for entity in entities}
    assert kinds >= {"Article", "Person", "Organization", "Mention", "Note"}
    notes = {value for entity in entities if entity["schema"] == "Note" for value in entity["properties"].get("description", [])}
    assert {" ".join(row.content.split()) for row in told(ledger) if row.content} <= {" ".join(note.split()) for note in notes}


def test_web_annotations_find_their_place_again(ledger: Ledger) -> None:
    page = json.loads(text_of(ledger, "webannotation"))
    assert (page["type"], page["@context"][0]) == ("AnnotationPage", "http://www.w3.org/ns/anno.jsonld")
    assert len(page["items"]) == len({item["id"] for item in page["items"]}) == len(told(ledger))
    with ledger.reading() as connection:
        texts = {document.id: document.text for document in (document_of(connection, n) for n in live_versions(connection))}
    for item in page["items"]:
        assert item["type"] == "Annotation"
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            position, quote = target["selector"]
            text = texts[target["sayso:text"]]
            span = (position["start"], position["end"])
            assert (position["type"], quote["type"], text[slice(*span)]) == ("TextPositionSelector", "TextQuoteSelector", quote["exact"])
            low, high = target["sayso:utf16"]
            assert text.encode("utf-16-le")[2 * low : 2 * high].decode("utf-16-le") == quote["exact"]
            changed = "A paragraph that was not there before.\n\n" + text
            assert anchored(text, quote) == span
            assert anchored(changed, quote) == tuple(place + len(changed) - len(text) for place in span)


def test_an_anchor_that_is_gone_or_doubtful_is_none() -> None:
    assert anchored("we go", {"exact": "we stay"}) is None
    assert anchored("we go, we go", {"exact": "we go"}) is None
    assert anchored("we go, we go", {"exact": "we go", "prefix": "we go, "}) == (7, 12)


SCHEMA_ORG = {  # https://schema.org/NewsArticle, /Quotation, /Claim, /Person, /Organization: the properties that are used, each of its type's own
    "NewsArticle": {"identifier", "headline", "url", "datePublished", "dateModified", "inLanguage", "publisher", "author", "articleBody"},
    "Quotation": {"text", "creator", "creditText", "dateCreated", "additionalType", "isPartOf", "correction"},
    "Claim": {"text", "creator", "creditText", "dateCreated", "additionalType", "isPartOf", "appearance", "correction"},
    "Person": {"name", "alternateName", "jobTitle", "gender"},
    "Organization": {"name", "alternateName"},
    "NewsMediaOrganization": {"name", "alternateName"},
}


def test_schema_org_uses_its_types_and_points_at_nodes_that_are_there(ledger: Ledger) -> None:
    graph = json.loads(text_of(ledger, "schemaorg"))
    assert graph["@context"] == "https://schema.org"
    ids = {node["@id"] for node in graph["@graph"]}
    for node in graph["@graph"]:
        assert set(node) - {"@type", "@id"} <= SCHEMA_ORG[node["@type"]]
        for value in node.values():
            if isinstance(value, dict) and "@id" in value:
                assert value["@id"] in ids
    said = sorted(node["text"] for node in graph["@graph"] if node["@type"] in ("Quotation", "Claim"))
    assert said == sorted(row.content for row in told(ledger) if row.content)


def test_prov_loads_and_tells_the_chain(ledger: Ledger) -> None:
    from prov.model import ProvDerivation, ProvDocument, ProvEntity

    content = text_of(ledger, "prov")
    document = ProvDocument.deserialize(content=content, format="json")
    assert ProvDocument.deserialize(content=document.serialize(format="json"), format="json") == document
    statements = [record for record in document.get_records(ProvEntity) if "statement" in str(record.get_asserted_types())]
    rows = told(ledger)
    assert len(statements) == len(rows)
    pairs = {tuple(str(value) for _, value in record.formal_attributes[:2]) for record in document.get_records(ProvDerivation)}
    inner = [row for row in rows if row.inside in {other.record for other in rows}]
    assert inner
    for row in inner:
        assert any(outer.endswith(row.inside) and used.endswith(row.record) for outer, used in pairs)


def test_datasettes_metadata_names_what_is_in_the_file(ledger: Ledger, place: Path) -> None:
    tables = json.loads(text_of(ledger, "datasette"))["databases"]["story"]["tables"]
    with sqlite3.connect(f"file:{place}?mode=ro", uri=True) as connection:
        for name, table in tables.items():
            columns = {row[1] for row in connection.execute(f"PRAGMA table_xinfo({name})")}
            assert columns == set(table["columns"])
            assert table.get("label_column", "id") in columns | {"id"}
            assert {*table.get("facets", ())} <= columns
    assert set(tables) == set(METADATA.tables)
    connection.close()


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.makes == "file" and name not in ("jsonl", "datasette")])
def test_texts_stay_in_the_ledger_unless_asked_for(ledger: Ledger, name: str) -> None:
    assert SECRET not in "".join(json.dumps(v) for v in _bodies(json_of(text_of(ledger, name))))
    if name in ("ftm", "schemaorg"):
        assert SECRET in text_of(ledger, name, Choice(with_text=True))


def json_of(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines()]


def _bodies(value: Any) -> Iterator[str]:
    """All strings but the few characters around a quotation that an anchor needs."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("prefix", "suffix"):
                yield from _bodies(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _bodies(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("parquet", "datasette")])
def test_as_known_on_a_day(ledger: Ledger, name: str) -> None:
    before, then, now = (text_of(ledger, name, Choice(day and f"{day}T23:59:59Z")) for day in ("2026-03-01", "2026-03-05", None))
    if name == "jsonl":  # which holds the versions before, too, on lines of their own
        before, then, now = ("\n".join(map(json.dumps, readings(lines))) for lines in (before, then, now))
    assert ("dredge" in then, "sell" in then, "dredge" in now, "sell" in now) == (True, False, False, True)
    assert "dredge" not in before
    assert "Nobody" not in before
    if name != "csv":
        json_of(before or "[]")


def page_of_exports() -> str:
    """The page `docs/reference/exports.md`: every format with what it is and what it cannot hold."""
    lines = [
        "# Exports: what each format holds, and what not", "",
        "`sayso export LEDGER --to FORMAT` writes the reports of a ledger in another program’s form ([how to](../how-to/export-a-ledger.md)). No other",
        "form can say all that the ledger says. Below stands, for each, what is left behind; `--loss` prints the same, `--loss --json` for programs.",
        "`*` stands for all columns of a table, or fields of a layer of the reading. `jsonl` loses nothing that another ledger does not make anew.", "",
        "Every format gives what the ledger now holds as true: corrections are applied, rejected records left out (`webannotation` and `prov` tell of them),",
        "and whoever linking takes for one is one.", "",
        "This page is written by `python tests/ledger/test_export.py`; a test holds it to the program.",
    ]
    for name, form in FORMATS.items():
        lines += ["", f"## {name}", "", f"{form.description}. Makes a {form.makes}, usually called `{form.usual}`.", ""]
        lost = losses(name)
        lines += ["Nothing is lost." if not lost else "| what is lost | meaning | why |\n|---|---|---|"]
        lines += [f"| `{loss.table}.{loss.column}` | {loss.meaning} | {loss.why} |" for loss in lost]
    return "\n".join(lines) + "\n"


PAGE = Path(__file__).parents[2] / "docs" / "reference" / "exports.md"


def test_the_page_of_exports_tells_the_losses() -> None:
    """Where this fails: `python tests/ledger/test_export.py`."""
    assert PAGE.read_text("utf-8") == page_of_exports()


def run(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    assert err.count("\n") <= 1 or code == 2
    return code, out, err


def test_the_command_writes_whole_files(place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "story.ftm.json"
    assert run(capfd, "export", place, "--to", "ftm", "--out", out) == (0, "", f"sayso: wrote {out} (2 reports)\n")
    assert run(capfd, "export", place, "--to", "ftm", "--out", "-")[:2] == (0, out.read_text("utf-8"))
    assert run(capfd, "export", place, "--to", "csv", "--out", tmp_path / "csv", "-q") == (0, "", "")
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
    code, printed, _ = run(capfd, "export", place, "--to", "prov", "--loss", "--json")
    assert (code, {json.loads(line)["format"] for line in printed.splitlines()}) == (0, {"prov"})


@pytest.mark.parametrize(("arguments", "code", "sentence"), [
    (["--to", "ftm", "--out", "none/out.json"], 2, "its folder does not exist"),
    (["--to", "ftm", "--out", "."], 2, "is a folder"),
    (["--to", "csv", "--out", "file"], 2, "is a file"),
    (["--to", "parquet"], 2, "cannot go to standard output"),
    (["--to", "datasette", "--as-of", "2026-03-05"], 2, "leave out --as-of"),
    (["--to", "word"], 2, "word"),
    (["--to", "ftm", "--json"], 2, "--json goes with --loss"),
    (["--to", "ftm", "--as-of", "yesterday"], 2, "is no day"),
])
def test_bad_input_costs_one_sentence(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], arguments: list[str], code: int, sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("kept", "utf-8")
    found, out, err = run(capfd, "export", place, *arguments)
    assert (found, out) == (code, "")
    assert sentence in err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_missing_ledger_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "export", tmp_path / "none.db", "--to", "ftm")[0] == 3


def test_an_export_that_fails_halfway_leaves_what_was_there(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.json"
    out.write_text("before", "utf-8")

    def broken(*_: object) -> Iterator[str]:
        yield "half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sayso.ledger.export.ftm.pieces", broken)
    with pytest.raises(ExportError, match="no space left on device"):
        write(ledger, "ftm", out, io.StringIO(), choice=Choice())
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("out.json", "before")]


def test_what_is_no_file_is_written_to_and_stays(place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A device or a pipe in the place of the file: `--out /dev/null` must not make a file of it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True) as reader:
        assert run(capfd, "export", place, "--to", "ftm", "--out", pipe, "-q") == (0, "", "")
        read, _ = reader.communicate()
    assert pipe.is_fifo()
    assert read == run(capfd, "export", place, "--to", "ftm")[1]
    (tmp_path / "there.json").write_text("before", "utf-8")
    (tmp_path / "link.json").symlink_to("there.json")
    assert run(capfd, "export", place, "--to", "ftm", "--out", tmp_path / "link.json", "-q")[0] == 0
    assert ((tmp_path / "link.json").is_symlink(), (tmp_path / "there.json").read_text("utf-8")) == (True, read)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("name", ["jsonl", "datasette"])
def test_standard_output_that_is_full_costs_one_sentence(place: Path, name: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "sayso", "export", place, "--to", name, "-q"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "sayso: standard output cannot be written (no space left on device); send it elsewhere\n")


def test_parquet_without_pyarrow_names_what_to_install(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'sayso\[parquet\]'"):
        write(ledger, "parquet", tmp_path / "out", io.StringIO(), choice=Choice())


if __name__ == "__main__":
    PAGE.write_text(page_of_exports(), "utf-8")
