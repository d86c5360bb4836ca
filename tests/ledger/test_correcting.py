"""What people correct: laid over the reading, kept, undone, found again when the text is read anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

import sayso
from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.contract import from_json, to_json
from sayso.document import Metadata, Reading, covers
from sayso.entity import ENTITIES
from sayso.errors import CorrectionError, NotFoundError
from sayso.intake.inputs import items_in
from sayso.ledger import Ledger
from sayso.ledger.adding import Adding
from sayso.ledger.amending import corrected_reading
from sayso.ledger.comparing import compare
from sayso.ledger.correcting import correct, corrections, undo
from sayso.ledger.correction import Correction, corrected, in_effect
from sayso.ledger.matching import places
from sayso.ledger.rereading import Rereading, versions_to_read
from sayso.ledger.rows import Extract, extract
from sayso.ledger.schema import NAMES, READINGS, STATEMENTS
from sayso.ledger.stored import reading_of
from sayso.ledger.values import checked
from sayso.settings import Settings

TEXT = (
    "Port to close, mayor denies\n\nOSTREL, March 3 - Mayor Ana Brod denied on Tuesday that the harbour would close.\n\n"
    "“We will dredge it,” Brod said. Pilot Jon Teller said that Brod had told him the quay was safe.\n\nBrod met Teller on Monday.\n"
)


def clock() -> str:
    return "2026-03-10T12:00:00Z"


@pytest.fixture
def ledger(place_of: Callable[[], str], tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(place_of(), create=True, clock=clock) as opened:
        add(opened, tmp_path / "port.txt", TEXT)
        yield opened


def add(ledger: Ledger, path: Path, text: str, **given: str) -> list[str]:
    path.write_text(text, "utf-8")
    run = Adding(ledger, Settings(), Metadata().updated("option", **given), processes=1)
    return [one.outcome for one in run.run(items_in([str(path)]))]


def statement(ledger: Ledger, words: str, version: int = 1) -> Any:
    with ledger.reading() as connection:
        rows = connection.execute(select(STATEMENTS).where(STATEMENTS.c.version == version)).all()
    return min((row for row in rows if words in row.content), key=lambda row: len(row.content))


def reread(ledger: Ledger) -> list[str]:
    """Reads all anew as if another engine had read it before; returns the outcomes."""
    with ledger.writing() as connection:
        connection.execute(update(READINGS).values(engine='{"sayso":"0.0.1","steps":{"attributions":"0"}}'))
    with ledger.reading() as connection:
        versions = versions_to_read(connection, every=True)
    return [one.outcome for one in Rereading(ledger, Settings(), processes=1).run(versions)]


def fix(ledger: Ledger, record: str, field: str, value: str | None = None) -> Correction:
    return correct(ledger, 1, record, field, value, by="Kim", why="so it reads")


def test_a_correction_shows_in_the_rows_and_leaves_the_reading_alone(ledger: Ledger) -> None:
    record = statement(ledger, "dredge").record
    with ledger.reading() as connection:
        before = to_json(reading_of(connection, 1))
    one = fix(ledger, record, "act", "promise")
    assert (one.by, one.at, one.why, one.before, one.after) == ("Kim", clock(), "so it reads", "assert", "promise")
    assert (statement(ledger, "dredge").act, statement(ledger, "dredge").corrected) == ("promise", True)
    assert not statement(ledger, "would close").corrected
    with ledger.reading() as connection:
        assert to_json(reading_of(connection, 1)) == before
        assert corrected_reading(connection, 1).records == {record: (one,)}


def test_undoing_brings_back_what_was_and_can_be_undone(ledger: Ledger) -> None:
    row = statement(ledger, "dredge")
    first = fix(ledger, row.record, "act", "promise")
    second = fix(ledger, row.record, "act", "threaten")
    undo(ledger, second.id, by="Kim", why="too strong")
    assert statement(ledger, "dredge").act == "promise"
    back = undo(ledger, first.id, by="Kim", why="no")
    assert statement(ledger, "dredge")[1:] == row[1:]
    undo(ledger, back.id, by="Kim", why="after all")
    assert statement(ledger, "dredge").act == "promise"
    with pytest.raises(CorrectionError, match="undone already"):
        undo(ledger, second.id, by="Kim", why="again")
    with pytest.raises(NotFoundError, match="no correction 99"):
        undo(ledger, 99, by="Kim", why="x")
    with ledger.reading() as connection:
        assert [one.state for one in corrections(connection)] == ["in effect", "undone", "undoing", "undone", "undoing"]


def test_a_correction_survives_reading_anew_and_adding_again(ledger: Ledger, tmp_path: Path) -> None:
    record = statement(ledger, "dredge").record
    fix(ledger, record, "speaker", "Jon Teller")
    assert reread(ledger) == ["same"]
    assert (statement(ledger, "dredge").who, statement(ledger, "dredge").corrected) == ("Jon Teller", True)
    add(ledger, tmp_path / "copy.jsonl", json.dumps({"text": TEXT, "url": "https://gazette.example/port"}) + "\n")
    assert statement(ledger, "dredge", version=2).who == "Jon Teller"


def test_what_linking_found_stays_when_rows_are_made_anew(ledger: Ledger) -> None:
    row = statement(ledger, "dredge")
    assert row.entity
    fix(ledger, row.record, "act", "promise")
    assert statement(ledger, "dredge").entity == row.entity
    fix(ledger, row.record, "speaker", "Jon Teller")
    assert statement(ledger, "dredge").entity not in (row.entity, None)


def test_a_correction_finds_its_record_under_another_id(ledger: Ledger) -> None:
    row = statement(ledger, "dredge")
    fix(ledger, row.record, "speaker", "Jon Teller")
    with ledger.writing() as connection:
        old = reading_of(connection, 1)
        newer = renamed(old)
        found = extract(newer)
        connection.execute(update(READINGS).values(layers=found.layers))
        result = corrected_reading(connection, 1)
    (record,) = result.records
    assert record == "x" + row.record
    assert result.orphaned == ()


def renamed(reading: Reading) -> Reading:
    """The reading as an engine would give it that names every statement and entity otherwise."""
    def new(a: Attribution) -> Attribution:
        return replace(a, id="x" + a.id, inside=a.inside and "x" + a.inside, speaker=a.speaker and "x" + a.speaker)

    value = to_json(reading)
    ids = {a.id for a in reading.layer(ATTRIBUTIONS)} | {e.id for e in reading.layer(ENTITIES)}

    def over(part: Any) -> Any:
        if isinstance(part, dict):
            return {name: over(one) for name, one in part.items()}
        if isinstance(part, list):
            return [over(one) for one in part]
        return "x" + part if isinstance(part, str) and part in ids else part

    return Reading(reading.document, from_json(over(value)).layers, reading.steps)


def test_a_correction_that_finds_nothing_is_orphaned_and_comes_back(ledger: Ledger) -> None:
    fix(ledger, statement(ledger, "dredge").record, "act", "promise")
    with ledger.writing() as connection:
        read = reading_of(connection, 1)
        rest = read.with_layer(ATTRIBUTIONS, (a for a in read.layer(ATTRIBUTIONS) if "dredge" not in read.document[a.content[0]]))
        connection.execute(update(READINGS).values(layers=extract(rest).layers))
        assert [one.state for one in corrections(connection)] == ["orphaned"]
    assert reread(ledger) == ["changed"]
    with ledger.reading() as connection:
        assert [one.state for one in corrections(connection)] == ["in effect"]
    assert statement(ledger, "dredge").act == "promise"


def test_rejecting_a_statement_lifts_what_it_held(ledger: Ledger) -> None:
    inner = statement(ledger, "the quay was safe")
    with ledger.reading() as connection:
        rows = connection.execute(select(STATEMENTS).where(STATEMENTS.c.record == inner.inside)).all()
    (outer,) = rows
    fix(ledger, outer.record, "reject")
    now = statement(ledger, "the quay was safe")
    assert (now.record, now.inside, now.depth) == (inner.record, None, 1)
    with pytest.raises(CorrectionError, match="has been rejected"):
        fix(ledger, outer.record, "act", "deny")
    with ledger.reading() as connection:
        assert connection.execute(select(STATEMENTS).where(STATEMENTS.c.record == outer.record)).first() is None


def test_spans_are_words_of_the_text_or_where_they_stand(ledger: Ledger) -> None:
    row = statement(ledger, "the quay was safe")
    fix(ledger, row.record, "content", "the quay")
    now = statement(ledger, "the quay")
    start = TEXT.index("the quay")
    assert (now.content, json.loads(now.content_spans)) == ("the quay", [[start, start + 8]])
    fix(ledger, row.record, "content", f"{start}-{start + 8},{start + 9}-{start + 17}")
    assert statement(ledger, "the quay").content == "the quay … was safe"


@pytest.mark.parametrize(("field", "value", "problem"), [
    ("act", "shout", "act cannot be 'shout'; it is one of assert, deny"),
    ("mood", "glad", "have no field 'mood'"),
    ("content", "words that are not there", "does not stand in the text"),
    ("content", "5-99999", "does not lie in a text of"),
    ("content", "27-29", "only space"),
    ("content", "0-9,4-12", "a part twice"),
    ("speaker", "Nobody Atall", "nobody in this report is called"),
    ("said_on", "the other day", "write a day"),
    ("inside", "a", "names"),
    ("act", None, "needs a value"),
])
def test_a_value_that_cannot_be_is_refused_in_one_sentence(ledger: Ledger, field: str, value: str | None, problem: str) -> None:
    record = statement(ledger, "dredge").record
    with pytest.raises(CorrectionError, match=problem) as told:
        fix(ledger, record, field, value)
    assert "\n" not in str(told.value)
    with ledger.reading() as connection:
        assert corrections(connection) == ()


def test_unknown_records_versions_and_reasons_are_refused(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="no version 9"):
        correct(ledger, 9, "a123", "act", "deny", by="Kim", why="x")
    with pytest.raises(NotFoundError, match="has no record"):
        fix(ledger, "zzzz", "act", "deny")
    with pytest.raises(CorrectionError, match="needs its reason"):
        correct(ledger, 1, statement(ledger, "dredge").record, "act", "deny", by="Kim", why=" ")


def test_entities_and_events_can_be_corrected(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        read = reading_of(connection, 1)
    entity = next(e for e in read.layer(ENTITIES) if "Teller" in e.name)
    fix(ledger, entity.id, "kind", "other")
    fix(ledger, entity.id, "role", "Pilot")
    with ledger.reading() as connection:
        row = connection.execute(select(NAMES).where(NAMES.c.record == entity.id)).one()
    start = TEXT.index("Pilot")
    assert (row.kind, json.loads(row.roles)) == ("other", [{"title": "Pilot", "start": start, "end": start + 5}])
    event = read.layer(sayso.EVENTS)[0]
    fix(ledger, event.id, "happened", "no")
    fix(ledger, event.id, "when", "2026-03-02")
    with ledger.reading() as connection:
        changed = corrected_reading(connection, 1).reading.layer(sayso.EVENTS)[0]
    assert (changed.happened, changed.when and changed.when.value) == (False, "2026-03-02")


def test_a_version_that_cannot_be_read_anew_is_told_and_the_others_go_on(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(ledger, tmp_path / "other.txt", TEXT.replace("dredge", "sell"))
    from sayso import engine

    def failing(intake: Any, *rest: Any) -> Reading:
        if "sell" in intake.document.text:
            raise ZeroDivisionError("a fault")
        return real(intake, *rest)

    real = engine.read_intake
    monkeypatch.setattr(engine, "read_intake", failing)
    assert reread(ledger) == ["same", "failed"]
    from sayso.ledger.failing import failures

    with ledger.reading() as connection:
        (row,) = failures(connection)
    assert (row.place, row.source) == ("version 2", "reread")
    monkeypatch.setattr(engine, "read_intake", real)
    assert reread(ledger) == ["same", "same"]
    with ledger.reading() as connection:
        assert failures(connection) == ()
        assert len(connection.execute(select(READINGS).where(READINGS.c.current)).all()) == 2
        assert len(connection.execute(select(READINGS)).all()) == 5


def test_reading_anew_passes_over_what_this_engine_read(ledger: Ledger) -> None:
    run = Rereading(ledger, Settings(), processes=1)
    assert list(run.run((1,))) == []
    assert run.tally.present == 1


def test_a_dry_run_keeps_nothing(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.execute(update(READINGS).values(engine='{"sayso":"0.0.1","steps":{}}'))
    run = Rereading(ledger, Settings(), processes=1, dry=True)
    assert [one.outcome for one in run.run((1,))] == ["same"]
    with ledger.reading() as connection:
        assert len(connection.execute(select(READINGS)).all()) == 1


def test_pages_are_read_anew_as_they_were(place_of: Callable[[], str]) -> None:
    examples = sorted((Path(sayso.__file__).parent / "examples").glob("0[16]*"))
    with Ledger.open(place_of(), create=True, clock=clock) as opened:
        list(Adding(opened, Settings(), processes=1).run(items_in([str(path) for path in examples])))
        assert reread(opened) == ["same"] * len(examples)


# What holds of every reading.

def any_correction(reading: Reading, chance: int, field: str, number: int = 1) -> Correction | None:
    """A correction of some record that its checks let through."""
    found = reading.layer(ATTRIBUTIONS)
    a = found[chance % len(found)]
    other = found[(chance * 7 + 3) % len(found)]
    value = {
        "act": "deny", "speaker": reading.layer(ENTITIES)[chance % len(reading.layer(ENTITIES))].id, "reject": None, "inside": other.id,
        "content": f"{other.content[0].start}-{other.content[0].end}", "said_on": "2026-03-01", "quotation": "mixed",
    }[field]
    try:
        after = checked(reading, "attributions", a.id, field, value)
    except CorrectionError:
        return None
    anchor = places(reading, "attributions")[found.index(a)]
    return Correction(number, reading.document.id, "attributions", a.id, anchor, field, None, after, "Kim", clock(), "x")


FIELDS = st.sampled_from(["act", "speaker", "reject", "inside", "content", "said_on", "quotation"])


@given(data=st.lists(st.tuples(st.integers(0, 500), FIELDS), min_size=1, max_size=4), which=st.integers(0, 14))
@settings(max_examples=60)
def test_corrections_keep_a_reading_sound_and_are_kept_by_a_newer_one(examples: dict[str, Reading], data: list[tuple[int, str]], which: int) -> None:
    reading = list(examples.values())[which % len(examples)]
    given_ = [one for number, (chance, field) in enumerate(data, 1) if (one := any_correction(reading, chance, field, number))]
    result = corrected(reading, given_)
    attributions = {a.id: a for a in result.reading.layer(ATTRIBUTIONS)}
    for a in attributions.values():
        assert a.content
        assert a.inside is None or a.inside in attributions
    for one in given_:
        if one.field == "content" and one.record in attributions and (holder := attributions[one.record].inside):
            assert covers(attributions[holder].content, attributions[one.record].content)
    kept = {row.id for rows in result.records.values() for row in rows}
    assert kept | {row.id for row in result.orphaned} == {row.id for row in given_}
    newer = corrected(renamed(reading), given_)
    assert {row.id for rows in newer.records.values() for row in rows} == kept
    assert set(newer.records) == {"x" + record for record in result.records}


@given(chance=st.integers(0, 500), field=FIELDS, which=st.integers(0, 14))
@settings(max_examples=40)
def test_undoing_restores(examples: dict[str, Reading], chance: int, field: str, which: int) -> None:
    reading = list(examples.values())[which % len(examples)]
    one = any_correction(reading, chance, field)
    if one is None:
        return
    back = replace(one, id=2, undoes=1)
    assert in_effect([one, back]) == ()
    assert corrected(reading, [one, back]).reading is reading
    assert in_effect([one, back, replace(back, id=3, undoes=2)]) == (one,)


def test_a_reading_compared_with_itself_has_no_changes(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        assert compare(reading, reading) == ()
        assert compare(reading, renamed(reading)) != ()


def test_records_under_other_names_are_the_same_records(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        changes = compare(reading, renamed(reading))
        assert {change.what for change in changes} <= {"changed"}
        assert all(change.minor for change in changes)


def test_changes_are_named_field_by_field_with_the_steps_that_changed(examples: dict[str, Reading]) -> None:
    reading = next(iter(examples.values()))
    first, second, *rest = reading.layer(ATTRIBUTIONS)
    newer = reading.with_layer(ATTRIBUTIONS, (replace(first, act="threaten"), *rest), "attributions", "next")
    changes = [change for change in compare(reading, newer) if change.layer == "attributions"]
    assert [(change.what, change.record) for change in changes if change.what == "removed"] == [("removed", second.id)]
    changed = next(change for change in changes if change.record == first.id)
    assert [(one.field, one.before, one.after) for one in changed.fields] == [("act", first.act, "threaten")]
    assert changed.why == f"changed steps: attributions {reading.steps['attributions']} → next"


def test_an_extract_without_corrections_is_as_it_was(ledger: Ledger) -> None:
    from sayso.ledger.amending import amended

    found = Extract("{}", b"", {})
    with ledger.reading() as connection:
        assert amended(connection, 1, found) is found
