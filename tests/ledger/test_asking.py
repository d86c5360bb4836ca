"""Dossiers, timelines, chains and versions out of a ledger, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, delete, func, insert, select
from sqlalchemy.sql.visitors import iterate

from sayso.errors import NotFoundError, QueryError
from sayso.ledger import Ledger
from sayso.ledger.fulltext import Words
from sayso.ledger.queries.asked import Question
from sayso.ledger.queries.dossier import Gap, gaps
from sayso.ledger.queries.searching import Plan
from sayso.ledger.schema import APPEARANCES, LABELS, MENTIONS, STATEMENTS, VERSIONS
from sayso.ledger.writing import Arrival, keep

NOW = "2026-04-01T12:00:00Z"


def test_a_dossier(story: Ledger) -> None:
    view = story.who("ana brod")
    assert (view.who, view.kind, view.entity, view.statements, view.first, view.last) == ("Ana Brod", "person", None, 2, "2026-03-05", "2026-03-09")
    assert [(used.label, used.sort, used.versions) for used in view.names] == [("Ana Brod", "name", 2), ("Brod", "alias", 1)]
    assert [(used.label, used.first, used.last) for used in view.roles] == [("the mayor", "2026-03-05", "2026-03-05"), ("minister", "2026-03-20", "2026-03-20")]
    assert [line.id for line in view.by] == ["c1", "b1"]
    assert view.about == ()
    assert [(seen.day, seen.status, seen.occasion, seen.voice) for seen in view.appearances] == [("2026-03-09", "attended", "the meeting", "Nordwire")]
    assert view.silences == (Gap("2026-03-09", None, 13), Gap("2026-03-05", "2026-03-09", 4))


def test_a_dossier_as_known_then_and_in_pages(story: Ledger) -> None:
    then = story.who("Ana Brod", as_of="2026-03-06")
    assert (then.statements, [line.id for line in then.by], then.appearances) == (1, ["a1"], ())
    assert [used.label for used in then.roles] == ["the mayor"]
    assert then.silences == ()
    page = story.who("Ana Brod", limit=1)
    assert ([line.id for line in page.by], page.more_by) == (["c1"], True)
    assert [line.id for line in story.who("Ana Brod", limit=1, offset=1).by] == ["b1"]
    assert [line.id for line in story.who("Tomas Rill").about] == ["c3"]
    assert story.who("Rill").who == "Tomas Rill"


def test_gaps_are_counted_between_days() -> None:
    days = ["2026-01-01", "2026-01-02", "2026-02-01", "2026-02-03"]
    assert gaps(days, "2026-02-04") == (Gap("2026-01-02", "2026-02-01", 30), Gap("2026-02-01", "2026-02-03", 2))
    assert gaps(days, "2026-03-03")[1] == Gap("2026-02-03", None, 28)
    assert gaps([], "2026-03-03") == ()


def test_the_timeline_of_the_story(story: Ledger) -> None:
    view = story.timeline()
    assert [(day.day, day.statements, [m.sort for m in day.moments]) for day in view.days] == [("2026-03-09", 1, ["event", "appearance"])]
    event = view.days[0].moments[0]
    assert (event.what, event.who, event.happened, event.voice) == ("meeting, held", ("Ana Brod", "Tomas Rill"), True, "Nordwire")
    assert (view.undated, view.more) == (1, False)
    assert story.timeline(since="2026-03-10").days == ()
    assert story.timeline(as_of="2026-03-19").days == ()


def test_the_timeline_of_one(story: Ledger) -> None:
    view = story.timeline("Tomas Rill")
    assert [(day.day, [(m.sort, m.id) for m in day.moments]) for day in view.days] == [
        ("2026-03-05", [("statement", "b3")]), ("2026-03-09", [("event", "v1")]), ("2026-03-20", [("statement", "c2"), ("about", "c3")]),
    ]
    first = story.timeline("Tomas Rill", limit=2)
    assert ([day.day for day in first.days], first.more) == (["2026-03-05", "2026-03-09"], True)
    rest = story.timeline("Tomas Rill", limit=2, offset=2)
    assert [m.id for day in rest.days for m in day.moments] == ["c2", "c3"]
    assert [day.day for day in story.timeline("Tomas Rill", since="2026-03-06", until="2026-03-10").days] == ["2026-03-09"]
    with pytest.raises(QueryError, match="is no day"):
        story.timeline(since="soon")


def test_a_chain(story: Ledger) -> None:
    view = story.chain("a2")
    assert (view.outlet, [line.id for line in view.above], view.statement.id, view.below) == ("The Harbour Post", ["a1"], "a2", ())
    outer = story.chain("a1")
    assert ([line.id for line in outer.below], outer.versions) == (["a2"], (1,))
    assert story.chain("1:a1").statement == outer.statement


def test_a_statement_that_is_not_there(story: Ledger) -> None:
    with pytest.raises(NotFoundError, match=r"'a' could be a1, a2, a3, a4: give more of the id"):
        story.chain("a")
    for wanted in ("zz", "2:a1", ":", "", "x:a1"):
        with pytest.raises(NotFoundError, match="no statement"):
            story.chain(wanted)


def test_reports_and_versions(story: Ledger) -> None:
    view = story.reports()
    assert [(r.report, r.versions, r.publisher) for r in view.reports] == [(4, 1, "nordwire"), (3, 1, "Nordwire"), (2, 1, "Nordwire"), (1, 2, "The Harbour Post")]
    assert [r.report for r in story.reports(changed=True).reports] == [1]
    assert [r.report for r in story.reports(publisher="NORDWIRE", until="2026-03-20").reports] == [2]
    assert [r.versions for r in story.reports(as_of="2026-03-06").reports] == [1]
    assert story.reports(limit=3).more
    versions = story.versions("https://example.org/port").versions
    assert versions == story.versions(1).versions
    assert [(v.version, v.known_until, v.statements) for v in versions] == [(1, "2026-03-08T00:00:00Z", 3), (2, None, 2)]
    for wanted in ("99", "https://example.org/none", "9" * 30):
        with pytest.raises(NotFoundError, match="no report"):
            story.versions(wanted)


def test_figures(story: Ledger) -> None:
    figures = story.stats().figures
    assert (figures["reports"], figures["versions"], figures["events"], figures["published first"]) == (4, 5, 2, "2026-03-05")
    assert figures["published unknown"] == len([report for report in story.reports().reports if report.published is None]) == 1


def test_an_empty_ledger_answers(either: Ledger) -> None:
    assert either.search().lines == ()
    assert either.search("port", since="2026").lines == ()
    assert either.timeline().days == ()
    assert either.reports().reports == ()
    assert either.stats().figures["statements"] == 0
    with pytest.raises(NotFoundError, match="nobody in this ledger"):
        either.who("Ana Brod")


def test_days_do_not_depend_on_the_order_of_arrival(either: Ledger, arrivals: list[Arrival]) -> None:
    """A version that turns out to have been known earlier has its rows dated anew."""
    late = next(arrival for arrival in arrivals if arrival.document.metadata.published is None)
    early = Arrival(late.document, late.extract, "2026-03-01T08:00:00Z")
    for arrival in (late, early):
        with either.writing() as connection:
            keep(connection, arrival, now=NOW)
    with either.reading() as connection:
        days = connection.execute(select(STATEMENTS.c.day)).scalars().all() + connection.execute(select(LABELS.c.day)).scalars().all()
    assert set(days) == {"2026-03-01"}


def test_the_day_of_a_mention_is_that_of_its_statement(story: Ledger) -> None:
    joined = (MENTIONS.c.version == STATEMENTS.c.version) & (MENTIONS.c.statement == STATEMENTS.c.record)
    with story.reading() as connection:
        days = connection.execute(select(MENTIONS.c.day, STATEMENTS.c.day).join(STATEMENTS, joined)).all()
    assert days
    assert all(own == said for own, said in days)


def test_a_day_is_the_first_of_all_clocks(own_story: Ledger) -> None:
    with own_story.writing() as connection:
        template = dict(connection.execute(select(*(c for c in STATEMENTS.columns if c.computed is None and c.name != "id")).limit(1)).mappings().one())
        version = connection.execute(select(VERSIONS.c.id).limit(1)).scalar_one()
        cases = [("2026-01-02", "2026-01-03", "2026-01-04"), ("2026-01-05", "2026-01-03", "2026-01-04"), ("2026-01-05", None, "2026-01-04"),
                 (None, "2026-01-09", "2026-01-04"), (None, None, "2026-01-04")]
        for number, (said, published, known) in enumerate(cases):
            row = {**template, "version": version, "record": f"x{number}", "said_from": said, "published": published, "known_from": f"{known}T10:00:00Z"}
            connection.execute(insert(STATEMENTS), row)
        found = connection.execute(select(STATEMENTS.c.day).where(STATEMENTS.c.record.like("x%")).order_by(STATEMENTS.c.record)).scalars().all()
    assert found == ["2026-01-02", "2026-01-03", "2026-01-04", "2026-01-04", "2026-01-04"]


def test_a_reader_sees_one_state_throughout(own_story: Ledger) -> None:
    counted = select(func.count()).select_from(STATEMENTS)
    with own_story.reading() as connection:
        before = connection.execute(counted).scalar_one()
        with own_story.writing() as writer:
            writer.execute(delete(STATEMENTS))
        assert before
        assert connection.execute(counted).scalar_one() == before
    with own_story.reading() as connection:
        assert connection.execute(counted).scalar_one() == 0


def test_pages_of_appearances_hold_each_once_those_without_a_day_last(own_story: Ledger) -> None:
    days = ["2026-03-02", None, "2026-03-09", "2026-03-02", None, "2026-02-01", None]
    with own_story.writing() as connection:
        connection.execute(delete(APPEARANCES))
        connection.execute(insert(APPEARANCES), [
            {"version": 3, "record": f"p{number}", "name": "e1", "who": "Ana Brod", "occasion": "the meeting", "status": "attended", "mode": "unknown",
             "words": "met", "spans": "[[0,1]]", "day": day, "day_from": day, "day_until": day} for number, day in enumerate(days)])
    everything = [seen.id for seen in own_story.who("Ana Brod", limit=100).appearances]
    assert everything == ["p2", "p3", "p0", "p5", "p6", "p4", "p1"]
    for size in (1, 2, 3, 4, 5):
        pages = [own_story.who("Ana Brod", limit=size, offset=offset) for offset in range(0, len(days) + size, size)]
        assert [seen.id for page in pages for seen in page.appearances] == everything
        assert [page.more_appearances for page in pages] == [offset + size < len(days) for offset in range(0, len(days) + size, size)]


def test_what_a_search_may_ask_of_a_row_stands_in_one_index(story: Ledger) -> None:
    """A search that no narrow condition leads goes through all rows, and does not open those that it does not want: a sixth of the time."""
    (index,) = (one for one in STATEMENTS.indexes if one.name == "statements_by_day")
    asked = Question(act="deny", quotation="direct", identification="named", depth=2, hedged=False, certainty=0.9)
    with story.reading() as connection:
        conditions = list(Plan(connection, asked, Words(()), None, None, ())._conditions(""))
    used = {column.name for condition in conditions for column in iterate(condition) if isinstance(column, Column)}
    assert used == {"known_until", "quiet", "act", "quotation", "identification", "depth", "hedged", "confidence"}
    assert used <= {column.name for column in index.columns}
