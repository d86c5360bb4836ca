"""A ledger exported to JSON Lines and added to another: all comes back, once, and damage costs a line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import Connection, select

from sayso.cli import main
from sayso.document import Document, Metadata, Reading
from sayso.errors import InputError
from sayso.intake.inputs import items_in, read_inputs
from sayso.intake.item import Failure
from sayso.ledger import Ledger
from sayso.ledger.adding import Added, Adding
from sayso.ledger.correcting import correct, corrections, undo
from sayso.ledger.export import Choice, write
from sayso.ledger.failing import note_failure
from sayso.ledger.judging import Person, judge, members_of, merge
from sayso.ledger.judging import undo as unjudged
from sayso.ledger.kept import lines
from sayso.ledger.relinking import relink
from sayso.ledger.rows import extract
from sayso.ledger.schema import METADATA, NAMES, READINGS, REPORTS, TEXTS, VERSIONS
from sayso.ledger.stored import document_of, reading_of
from sayso.ledger.versions import Version
from sayso.ledger.writing import Arrival, keep, keep_reading
from sayso.settings import Settings

KIM = Person("Kim", "2026-04-01T12:00:00Z", "they are one")
NUMBERS = {"texts": {"id"}, "reports": {"id"}, "versions": {"id", "report", "text", "run"}, "statements": {"id"}, "readings": {"id"},
           "corrections": {"id", "undoes"}, "judgements": {"id", "act", "undoes"}, "failures": {"id"}, "captures": {"report"}}
"""Rows' numbers, which are each ledger's own."""


@pytest.fixture
def decided(own_story: Ledger) -> Ledger:
    """The story with all that people and the program have done to it since: corrected, undone, merged, read anew, failed."""
    with own_story.writing() as connection:
        relink(connection)
    correct(own_story, 1, "a3", "act", "deny", by="Kim", why="he would not")
    rejected = correct(own_story, 3, "c2", "reject", None, by="Kim", why="a caption")
    taken = correct(own_story, 2, "b1", "speaker", "Tomas Rill", by="Lee", why="a guess")
    undo(own_story, taken.id, by="Kim", why="no, her")
    correct(own_story, 3, "e1", "role", "none", by="Kim", why="no minister")
    assert rejected.id == 2
    with own_story.writing() as connection:
        keys = {row.name: row.key for row in connection.execute(select(NAMES.c.name, NAMES.c.key).order_by(NAMES.c.version))}
        judge(connection, [(keys["Ana Brod"], keys["Pavel Brod"], "different"), (keys["Rill"], keys["Tomas Rill"], "same")], KIM)
        unjudged(connection, 1, Person("Lee", "2026-04-02T12:00:00Z", "too soon"))
        note_failure(connection, Failure("gone.txt", InputError("gone.txt", "no such file")), source="gone.txt", digest=None, now=KIM.at)
        relink(connection, everything=True)
        _page_and_rereading(connection)
    return own_story


def _page_and_rereading(connection: Connection) -> None:
    """A page with its bytes, a text with characters that no database keeps, and a version read twice."""
    text = "Ana Brod said\0 no. \ud800 So it stands."
    reading = Reading(Document(text, Metadata(title="A\0title").updated("meta", publisher="Nordwire", wire="AP"), b"<p>Ana Brod</p>", "page.html"))
    keep(connection, Arrival(reading.document, extract(reading), "2026-03-23T08:00:00Z", "/news/page.html"), now=KIM.at)
    read = reading_of(connection, 4)
    again = Reading(read.document, read.layers, {**read.steps, "new": "2"})
    row = connection.execute(select(VERSIONS).where(VERSIONS.c.id == 4)).one()
    keep_reading(connection, 4, extract(again), Version(None, row.seen_at, row.known_from, row.known_until), now="2026-04-02T00:00:00Z")  # type: ignore[arg-type]
    relink(connection)


def exported(ledger: Ledger, choice: Choice | None = None) -> str:
    out = io.StringIO()
    write(ledger, "jsonl", None, out, choice=choice or Choice())
    return out.getvalue()


def added(ledger: Ledger, text: str, folder: Path, processes: int = 1) -> list[Added]:
    path = folder / "story.jsonl"
    path.write_text(text, "utf-8")
    return list(Adding(ledger, Settings(), processes=processes).run(items_in([str(path)])))


def everything(ledger: Ledger) -> dict[str, list[Any]]:
    """All rows of all tables but those of runs, inputs and the program's own notes, without the numbers of rows, in an order of their own."""
    with ledger.reading() as connection:
        named = _names_of_rows(connection)
        return {name: _rows(connection, name, named) for name, table in METADATA.tables.items() if table.info["sort"] != "working" and name != "runs"}


def _names_of_rows(connection: Connection) -> dict[tuple[str, int], Any]:
    found: dict[tuple[str, int], Any] = {("report", row.id): row.key for row in connection.execute(select(REPORTS.c.id, REPORTS.c.key))}
    found |= {("text", row.id): row.digest for row in connection.execute(select(TEXTS.c.id, TEXTS.c.digest))}
    joined = select(VERSIONS.c.id, VERSIONS.c.captured_at, REPORTS.c.key).join(REPORTS)
    return found | {("version", row.id): f"{row.key} {row.captured_at}" for row in connection.execute(joined)}


def _rows(connection: Connection, name: str, named: dict[tuple[str, int], Any]) -> list[Any]:
    rows = []
    for row in connection.execute(select(METADATA.tables[name])).mappings():
        values = {column: named.get((column, value), value) if column in ("report", "text", "version") else value for column, value in row.items()}
        rows.append({column: value for column, value in values.items() if column not in NUMBERS.get(name, set()) or named.get((column, row[column]))})
    return sorted(rows, key=lambda row: json.dumps(row, default=repr))


def test_everything_comes_back(decided: Ledger, place_of: Callable[[], str], tmp_path: Path) -> None:
    text = exported(decided)
    with Ledger.open(place_of(), create=True, clock=decided.clock) as other:
        told = added(other, text, tmp_path)
        assert {one.outcome for one in told} == {"added", "changed"}
        before, after = everything(decided), everything(other)
        for name, rows in before.items():
            assert rows == after[name], name
        assert exported(other) == text
        with decided.reading() as here, other.reading() as there:
            assert [(one.correction.field, one.state) for one in corrections(here)] == [(one.correction.field, one.state) for one in corrections(there)]
            number = there.execute(select(VERSIONS.c.id).where(VERSIONS.c.origin == "page.html")).scalar_one()
            document = document_of(there, number)
            assert (document.raw, document.text) == (b"<p>Ana Brod</p>", "Ana Brod said\0 no. \ud800 So it stands.")
            assert there.execute(select(READINGS.c.current).where(READINGS.c.version == 4).order_by(READINGS.c.id)).scalars().all() == [False, True]


def test_added_again_nothing_changes(decided: Ledger, place_of: Callable[[], str], tmp_path: Path) -> None:
    text = exported(decided)
    with Ledger.open(place_of(), create=True, clock=decided.clock) as other:
        added(other, text, tmp_path)
        before = everything(other)
        assert {one.outcome for one in added(other, text, tmp_path)} == {"unchanged"}
        assert everything(other) == before
    before = everything(decided)
    assert {one.outcome for one in added(decided, text, tmp_path)} == {"unchanged"}
    assert everything(decided) == before


def test_stopped_halfway_it_goes_on(decided: Ledger, place_of: Callable[[], str], tmp_path: Path) -> None:
    text = exported(decided)
    cut = text.splitlines(keepends=True)
    for middle in range(1, len(cut), 3):
        with Ledger.open(place_of(), create=True, clock=decided.clock) as other:
            added(other, "".join(cut[:middle]), tmp_path)
            added(other, text, tmp_path, processes=2 if middle == 7 else 1)
            assert everything(other) == everything(decided)


def test_two_ledgers_become_one(decided: Ledger, place_of: Callable[[], str], tmp_path: Path, arrivals: list[Arrival]) -> None:
    """What is in both is there once; a correction reaches the versions that were there, a judgement the names."""
    with Ledger.open(place_of(), create=True, clock=decided.clock) as other:
        with other.writing() as connection:
            for arrival in reversed(arrivals):
                keep(connection, arrival, now=KIM.at)
            relink(connection)
        added(other, exported(decided), tmp_path)
        before, after = everything(decided), everything(other)
        for name in ("reports", "versions", "captures", "names", "statements", "corrections", "judgements"):
            assert before[name] == after[name], name


def test_a_merge_by_hand_holds_in_the_other_ledger(own_story: Ledger, place_of: Callable[[], str], tmp_path: Path) -> None:
    with own_story.writing() as connection:
        relink(connection)
        entities = connection.execute(select(NAMES.c.entity).where(NAMES.c.name.in_(["Ana Brod", "Pavel Brod"])).distinct()).scalars().all()
        assert len(entities) == 2
        merge(connection, entities, KIM)
        relink(connection, also={m.key for entity in entities for m in members_of(connection, entity)})
    with Ledger.open(place_of(), create=True, clock=own_story.clock) as other:
        added(other, exported(own_story), tmp_path)
        with other.reading() as connection:
            assert len(set(connection.execute(select(NAMES.c.entity).where(NAMES.c.name.in_(["Ana Brod", "Pavel Brod"]))).scalars())) == 1


def test_lines_are_as_their_schema_says(decided: Ledger) -> None:
    check = Draft202012Validator(lines())
    found = [json.loads(line) for line in exported(decided).splitlines()]
    for value in found:
        check.validate(value)
    assert [value["schema"] for value in found if "ledger" in value and "engine" in value] == ["sayso/reading/1"] * 5
    assert {sort for value in found for sort in value if value["schema"] == "sayso/ledger/1"} == {"schema", "ledger", "earlier", "correction", "judgement", "failure"}


def test_a_report_is_as_people_corrected_it(decided: Ledger) -> None:
    found = {value["document"]["url"]: value for value in map(json.loads, exported(decided).splitlines()) if value["schema"] == "sayso/reading/1"}
    met = found["https://example.org/meeting"]
    assert [a["id"] for a in met["attributions"]] == ["c1", "c3"]
    assert met["entities"][0]["roles"] == []
    assert [(row["field"], row["by"], row["why"]) for row in met["ledger"]["corrected"]["c2"]] == [("reject", "Kim", "a caption")]
    assert [a["id"] for a in met["ledger"]["readings"][-1]["layers"]["attributions"]] == ["c1", "c2", "c3"]
    assert found["https://example.org/port"]["attributions"][0]["speaker"] == "e1"  # the undone one
    assert met["ledger"]["entities"]["e2"] == found["https://example.org/port"]["ledger"]["entities"]["e2"]
    assert met["ledger"]["entities"]["e2"]["name"] == "Tomas Rill"


def test_as_known_on_a_day_nothing_later_is_told(decided: Ledger, place_of: Callable[[], str], tmp_path: Path) -> None:
    then = Choice("2026-03-06T23:59:59Z")
    with Ledger.open(place_of(), create=True, clock=decided.clock) as other:
        added(other, exported(decided, then), tmp_path)
        with other.reading() as connection:
            assert [tuple(row) for row in connection.execute(select(VERSIONS.c.captured_at, VERSIONS.c.known_until))] == [("2026-03-05T18:00:00Z", None)]


def test_read_gives_the_reports_as_they_now_stand(decided: Ledger, tmp_path: Path) -> None:
    (tmp_path / "story.jsonl").write_text(exported(decided), "utf-8")
    found = list(read_inputs([str(tmp_path / "story.jsonl")]))
    assert len(found) == 5
    assert not any(isinstance(one, Failure) for one in found)


def _broken(line: str, change: Callable[[dict[str, Any]], object]) -> str:
    value = json.loads(line)
    change(value.get("earlier", value))
    return json.dumps(value)


BREAKS: dict[str, Callable[[dict[str, Any]], object]] = {
    "another text": lambda v: v["document"].update(text="Nothing."),
    "a span beyond the text": lambda v: v["attributions"][0].update(content=[[0, 10_000]]),
    "an act that is none": lambda v: v["attributions"][0].update(act="sing"),
    "an id with a NUL": lambda v: v["attributions"][0].update(id="a\0"),
    "a title that is a number": lambda v: v["document"].update(title=5),
    "no captures": lambda v: v["ledger"].update(captures=[]),
    "a time that is none": lambda v: v["ledger"]["captures"][0].update(captured_at="yesterday"),
    "two current readings": lambda v: v["ledger"].update(readings=v["ledger"]["readings"] * 2),
    "a page that is none": lambda v: v["ledger"].update(page="AAAA"),
    "no layers": lambda v: v.pop("attributions"),
    "a layer that is a word": lambda v: v.update(entities="everybody"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_damaged_line_fails_alone(story: Ledger, place_of: Callable[[], str], tmp_path: Path, name: str) -> None:
    head, *rest = exported(story).splitlines()
    with Ledger.open(place_of(), create=True, clock=story.clock) as other:
        told = added(other, "\n".join([head, _broken(rest[0], BREAKS[name]), *rest[1:]]), tmp_path)
        assert [one.outcome for one in told].count("failed") == 1
        assert len(told) == len(rest)
        (failed,) = [one.problem for one in told if one.outcome == "failed"]
        assert failed
        assert "sayso failed" not in failed


@pytest.mark.parametrize("change", [
    {"layer": "words"}, {"field": "sing"}, {"after": 5}, {"after": "sing"}, {"at": "now"}, {"undoes": 99}, {"document": "a\0b"}, {"anchor": "x"},
])
def test_a_damaged_decision_fails_alone(decided: Ledger, place_of: Callable[[], str], tmp_path: Path, change: dict[str, Any]) -> None:
    lines_ = exported(decided).splitlines()
    where = next(i for i, line in enumerate(lines_) if '"correction"' in line)
    value = json.loads(lines_[where])
    value["correction"] |= change
    with Ledger.open(place_of(), create=True, clock=decided.clock) as other:
        told = added(other, "\n".join([*lines_[:where], json.dumps(value), *lines_[where + 1 :]]), tmp_path)
        assert [one.where.rpartition(":")[2] for one in told if one.outcome == "failed"] == [str(where + 1)]
        assert len({one.version for one in told if one.version}) == 6


def test_a_correction_of_words_beyond_the_text_finds_nothing_to_change(story: Ledger, place_of: Callable[[], str], tmp_path: Path) -> None:
    head, *rest = exported(story).splitlines()
    document = json.loads(rest[0])["earlier"]["document"]["id"]
    row = {"id": 1, "document": document, "layer": "attributions", "record": "a1", "anchor": [[0, 5]], "field": "content", "before": [], "after": [[0, 10_000]],
           "by": "Kim", "at": KIM.at, "why": "no", "undoes": None}
    with Ledger.open(place_of(), create=True, clock=story.clock) as other:
        added(other, "\n".join([head, json.dumps({"schema": "sayso/ledger/1", "correction": row}), *rest]), tmp_path)
        with other.reading() as connection:
            assert [one.state for one in corrections(connection)] == ["orphaned"]


def test_the_commands_carry_a_ledger_from_one_place_to_another(
    decided: Ledger, place_of: Callable[[], str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    place = decided.place if decided.dialect == "sqlite" else decided.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    file, other = tmp_path / "story.jsonl", place_of()
    assert main(["export", place, "--to", "jsonl", "--out", str(file), "-q"]) == 0
    assert main(["add", other, str(file)]) == 0
    assert "5 added, 1 changed, 10 decisions and failures of another ledger" in capfd.readouterr().err
    assert main(["export", other, "--to", "jsonl", "-q"]) == 0
    assert sorted(capfd.readouterr().out.splitlines()) == sorted(file.read_text("utf-8").splitlines())  # several processes keep no order
