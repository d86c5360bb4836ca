"""As known on a day: without the corrections and judgements made later, on both databases; the same as if nobody had made them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from sayso.cli import main
from sayso.document import Reading
from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.ledger.checking import verify
from sayso.ledger.correcting import correct, corrections, undo
from sayso.ledger.differing import changed_since, report_diff
from sayso.ledger.export import Choice, write
from sayso.ledger.judging import Person, judge, judgements, merge
from sayso.ledger.relinking import relink
from sayso.ledger.schema import CORRECTIONS, JUDGEMENTS, METADATA, NAMES, STATEMENTS
from sayso.ledger.writing import Arrival, keep
from sayso.views.dossier import DossierView
from sayso.views.found import SearchView
from sayso.views.linking import entity, queue, waiting
from sayso.views.story import TimelineView

EARLY, LATE, DAY = "2026-04-01T12:00:00Z", "2026-05-01T12:00:00Z", "2026-04-10"
DRAFT = "“We may dredge the harbour,” Tomas Rill said. Rill told Ana Brod that the quay sinks. Ana Brod denied that the Harbour stays open.\n"


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = EARLY

    def __call__(self) -> str:
        return self.now


def decided(place: str, arrivals: list[Arrival], *, late: bool) -> Ledger:
    """The story with two early decisions, and with `late` many that change names, statements, dates and who is who."""
    clock = Clock()
    ledger = Ledger.open(place, create=True, clock=clock)
    for arrival in arrivals:
        with ledger.writing() as connection:
            keep(connection, arrival, now=EARLY)
    with ledger.writing() as connection:
        relink(connection)
    first = correct(ledger, 3, "c1", "act", "deny", by="Kim", why="the verb")
    with ledger.writing() as connection:
        judge(connection, [(key(ledger, "Ana Brod"), key(ledger, "Pavel Brod"), "different")], Person("Kim", EARLY, "her brother"))
        relink(connection, also=[key(ledger, "Ana Brod")])
    if not late:
        return ledger
    clock.now = LATE
    undo(ledger, first.id, by="Lou", why="no, it stands")
    correct(ledger, 1, "a3", "content", "dredge the harbour", by="Lou", why="shorter")
    correct(ledger, 2, "b3", "reject", None, by="Lou", why="a caption")
    correct(ledger, 3, "e2", "name", "Rill", by="Lou", why="his own spelling")
    correct(ledger, 3, "c2", "said_on", "2026-02-01", by="Lou", why="told in winter")
    correct(ledger, 3, "p1", "status", "absent", by="Lou", why="she sent a deputy")
    correct(ledger, 5, "f1", "act", "question", by="Lou", why="irony")
    with ledger.writing() as connection:
        whom = [entity_of(ledger, name) for name in ("Ana Brod", "Pavel Brod")]
        merge(connection, whom, Person("Lou", LATE, "one and the same"))
        relink(connection, also=[key(ledger, name) for name in ("Ana Brod", "Pavel Brod")])
    return ledger


def key(ledger: Ledger, name: str) -> str:
    with ledger.reading() as connection:
        return str(connection.execute(select(NAMES.c.key).where(NAMES.c.name == name).order_by(NAMES.c.version)).scalars().first())


def entity_of(ledger: Ledger, name: str) -> str:
    with ledger.reading() as connection:
        return str(connection.execute(select(NAMES.c.entity).where(NAMES.c.name == name).order_by(NAMES.c.version)).scalars().first())


@pytest.fixture
def both(place_of: Callable[[], str], arrivals: list[Arrival]) -> Iterator[tuple[Ledger, Ledger]]:
    """A ledger with decisions made later, and its twin without."""
    with decided(place_of(), arrivals, late=True) as changed, decided(place_of(), arrivals, late=False) as twin:
        yield changed, twin


def answers(ledger: Ledger, read: Callable[[str], Reading], as_of: str | None) -> dict[str, Any]:
    """What a ledger answers to every question."""
    reports = [report.report for report in ledger.reports(as_of=as_of).reports]
    found: dict[str, Any] = {
        "search": ledger.search(as_of=as_of, quiet=True, limit=100), "stats": ledger.stats(as_of=as_of),
        "timeline": ledger.timeline(as_of=as_of), "reports": ledger.reports(as_of=as_of),
    }
    for words in ("harbour", "dredge", "folly", '"stays open"', "rill", "quay sinks"):
        found[f"search {words}"] = ledger.search(words, as_of=as_of)
        found[f"oldest {words}"] = ledger.search(words, as_of=as_of, sort="oldest")
    for name in ("Ana Brod", "Tomas Rill", "Pavel Brod", "Brod", "Rill"):
        for what, ask in (("who", ledger.who), ("timeline", ledger.timeline), ("search", lambda one, **more: ledger.search(speaker=one, **more)),
                          ("about", lambda one, **more: ledger.search(about=one, **more))):
            found[f"{what} {name}"] = told(lambda ask=ask, name=name: ask(name, as_of=as_of))  # type: ignore[misc]
    for record in ("a1", "a2", "a3", "a4", "b1", "b3", "c1", "c2", "d1", "f1"):
        found[f"chain {record}"] = told(lambda record=record: ledger.chain(record, as_of=as_of))  # type: ignore[misc]
    for report in reports:
        found[f"versions {report}"] = ledger.versions(report, as_of=as_of)
    found["verify"] = list(verify(ledger, read(DRAFT), as_of=as_of and f"{as_of}T23:59:59Z"))
    with ledger.reading(as_of=as_of) as connection:
        found |= {"corrections": corrections(connection), "judgements": judgements(connection)}
        found |= {"queue": queue(connection, as_of=as_of), "waiting": waiting(connection, as_of=as_of)}
        found |= {f"diff {report}": report_diff(connection, report, as_of=as_of) for report in reports}
        found["changed"] = changed_since(connection, "2026-01-01", as_of=as_of)
        found |= {f"entity {name}": told(lambda name=name: entity(connection, name, as_of=as_of)) for name in ("Ana Brod", "Tomas Rill", "Pavel Brod")}  # type: ignore[misc]
    return found


def ordered(answer: Any) -> Any:
    """An answer with the statements of one day in a fixed order: theirs is that of the rows, and these are made anew by a correction."""
    if isinstance(answer, SearchView):
        return replace(answer, lines=tuple(sorted(answer.lines, key=lambda line: (line.day, line.id))))
    if isinstance(answer, DossierView):
        by, about = (tuple(sorted(lines, key=lambda line: (line.day, line.id))) for lines in (answer.by, answer.about))
        return replace(answer, by=by, about=about)
    if isinstance(answer, TimelineView):
        return replace(answer, days=tuple(replace(day, moments=tuple(sorted(day.moments, key=lambda one: (one.sort, one.id)))) for day in answer.days))
    return answer


def told(ask: Callable[[], Any]) -> Any:
    """An answer, or why there is none."""
    try:
        return ask()
    except NotFoundError as error:
        return str(error)


def exported(ledger: Ledger, as_of: str | None) -> dict[str, Any]:
    """What is exported, but for the numbers of rows."""
    found = {}
    for name in ("jsonl", "csv", "ftm", "webannotation", "schemaorg", "prov"):
        out = io.StringIO()
        write(ledger, name, None, out, choice=Choice(as_of and f"{as_of}T23:59:59Z"))
        found[name] = out.getvalue()
    rows = list(csv.DictReader(io.StringIO(found.pop("csv"))))
    return {**found, "csv": sorted([value for column, value in row.items() if column != "id"] for row in rows)}


@pytest.mark.parametrize("day", [DAY, "2026-03-06"])
def test_what_was_decided_later_is_not_known(both: tuple[Ledger, Ledger], read: Callable[[str], Reading], day: str) -> None:
    changed, twin = both
    got, wanted = answers(changed, read, day), answers(twin, read, day)
    for name, answer in wanted.items():
        assert ordered(got[name]) == ordered(answer), name
    assert exported(changed, day) == exported(twin, day)


def test_what_was_decided_since_is_known_now_and_on_later_days(both: tuple[Ledger, Ledger], read: Callable[[str], Reading]) -> None:
    changed, twin = both
    now, then = answers(changed, read, None), answers(twin, read, None)
    assert {name for name, answer in now.items() if answer != then[name]} >= {
        "search", "stats", "timeline", "search dredge", "who Tomas Rill", "who Pavel Brod", "chain a3", "chain b3", "chain c1", "chain f1",
        "corrections", "judgements", "diff 1", "entity Pavel Brod"}
    later = answers(changed, read, "2026-05-01")
    assert later["chain f1"] == replace(now["chain f1"], as_of="2026-05-01")
    assert later["corrections"] == now["corrections"]


def test_nothing_is_written_by_looking_back(both: tuple[Ledger, Ledger]) -> None:
    ledger, _ = both

    def state() -> Any:
        with ledger.reading() as connection:
            return {name: sorted(map(repr, connection.execute(select(table)))) for name, table in METADATA.tables.items()}

    before, now = state(), ledger.search(quiet=True)
    assert ledger.search(quiet=True, as_of=DAY).lines != now.lines
    assert state() == before
    assert ledger.search(quiet=True) == now


def test_a_time_of_day_divides_decisions(both: tuple[Ledger, Ledger]) -> None:
    ledger, _ = both
    for moment, corrected, judged in (("2026-04-01T11:59:59Z", 0, 0), (EARLY, 1, 1), ("2026-05-01T11:59:59Z", 1, 1), (LATE, 8, 2), ("2026", 8, 2), ("2026-04", 1, 1)):
        with ledger.reading(as_of=moment) as connection:
            assert (len(connection.execute(select(CORRECTIONS)).all()), len(connection.execute(select(JUDGEMENTS)).all())) == (corrected, judged), moment


def test_a_ledger_that_may_only_be_read_looks_back(tmp_path: Path, arrivals: list[Arrival]) -> None:
    place = tmp_path / "story.db"
    decided(str(place), arrivals, late=True).close()
    with Ledger.open(place, write=False) as ledger:
        assert [line.act for line in ledger.search('"stays open"', as_of=DAY).lines] == ["deny"]
        assert [line.act for line in ledger.search('"stays open"').lines] == ["assert"]


def test_row_numbers_of_the_past_meet_none_of_the_ledger(both: tuple[Ledger, Ledger]) -> None:
    with both[0].reading(as_of=DAY) as connection:
        numbers = connection.execute(select(STATEMENTS.c.id)).scalars().all()
    assert len(set(numbers)) == len(numbers)
    assert any(number < 0 for number in numbers)


def test_chain_tells_who_corrected_a_link(both: tuple[Ledger, Ledger], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, _ = both
    place = ledger.engine.url.render_as_string(hide_password=False).replace("+psycopg", "") if ledger.dialect == "postgresql" else ledger.place

    def chain(*options: str) -> str:
        assert main(["chain", place, *options]) == 0
        return capsys.readouterr().out

    whole = json.loads(chain("f1", "--json"))
    assert [(one["id"], one["field"], one["before"], one["after"], one["by"], one["at"], one["why"]) for one in whole["corrections"]] == [
        ("f1", "act", "assert", "question", "Lou", LATE, "irony")]
    assert json.loads(chain("f1", "--json", "--as-of", DAY))["corrections"] == []
    by_kim = json.loads(chain("c1", "--json", "--as-of", DAY))["corrections"]
    assert [(one["by"], one["at"]) for one in by_kim] == [("Kim", EARLY)]
    (row,) = [row for row in csv.DictReader(io.StringIO(chain("c2", "--csv"))) if row["part"] == "statement"]
    assert row["corrected"] == (f"corrected by Lou, {LATE}: said_on none → 2026-02-01 (told in winter); "
                                f"corrected by Lou, {LATE}: name Tomas Rill → Rill (his own spelling)")
    monkeypatch.setenv("SAYSO_COLOUR", "always")
    screen = " ".join(chain("f1").split())
    assert "corrected by Lou" in screen
    assert "act assert → question (irony)" in screen


def test_every_view_of_a_correction_is_plain_data(both: tuple[Ledger, Ledger]) -> None:
    view = both[0].chain("c2")
    assert [one.field for one in view.corrections] == ["said_on", "name"]  # of the statement first, then of its speaker
    assert all(json.dumps(asdict(one)) for one in view.corrections)
    assert all(one.id == other.id for one, other in pairwise(view.corrections))
