"""Search in a ledger: every way to narrow it, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.errors import NotFoundError, QueryError
from sayso.ledger import Ledger
from sayso.ledger.queries import searching
from sayso.views.found import search_view


def found(ledger: Ledger, words: str = "", **narrowing: Any) -> list[str]:
    return [line.id for line in search_view(ledger, words, **narrowing).lines]


@pytest.mark.parametrize(("words", "narrowing", "ids"), [
    ("", {}, {"b1", "b3", "c1", "c2", "c3", "d1", "f1"}),
    ("harbour", {}, {"b3", "c1"}),
    ("HARBOUR stays", {}, {"c1"}),
    ('"dredge the harbour"', {}, {"b3"}),
    ('"harbour the dredge"', {}, set()),
    ("port", {}, {"b1"}),
    ("rill", {}, {"b3", "c2", "c3", "f1"}),
    ("", {"speaker": "Ana Brod"}, {"b1", "c1"}),
    ("", {"speaker": "ana BROD", "act": "confirm"}, {"b1"}),
    ("folly", {"speaker": "pavel brod"}, {"d1"}),
    ("", {"about": "Tomas Rill"}, {"c3"}),
    ("", {"quotation": "direct"}, {"b3"}),
    ("", {"identification": "unnamed"}, {"c3"}),
    ("", {"publisher": "harbour post"}, {"b1", "b3"}),
    ("", {"publisher": "Nordwire"}, {"c1", "c2", "c3", "d1", "f1"}),
    ("", {"kind": "person", "hedged": True}, {"b3"}),
    ("", {"hedged": False, "certainty": 0.9}, {"b1"}),
    ("", {"as_of": "2026-03-06"}, {"a1", "a2", "a3"}),
    ("", {"as_of": "2026-03-06", "depth": 2}, {"a2"}),
    ("", {"as_of": "2026-03-07", "quiet": True}, {"a1", "a2", "a3", "a4"}),
    ("", {"as_of": "2026-03-08"}, {"b1", "b3"}),
    ("", {"as_of": "2025"}, set()),
    ("", {"since": "2026-03-09", "until": "2026-03-09"}, {"c1"}),
    ("", {"since": "2026-03-10"}, set()),
    ("", {"since": "2026-03-21", "clock": "published"}, {"d1"}),
    ("", {"until": "2026-03-05", "clock": "published"}, {"b1", "b3"}),
    ("", {"since": "2026-03-21", "until": "2026-03", "clock": "captured"}, {"d1", "f1"}),
    ("", {"since": "2026-03-22", "clock": "day"}, {"f1"}),
    ("", {"until": "2026-03-09", "clock": "day"}, {"b1", "b3", "c1"}),
])
@pytest.mark.parametrize("few", [0, searching.FEW])
def test_narrowing(story: Ledger, words: str, narrowing: dict[str, Any], ids: set[str], few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same whether few rows count as few or none do, that is, whichever way the answer is sought."""
    monkeypatch.setattr(searching, "FEW", few)
    assert set(found(story, words, **narrowing)) == ids


@pytest.mark.parametrize("many", [1, searching.MANY])
def test_order_and_pages(story: Ledger, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MANY", many)
    newest = found(story, sort="newest")
    assert newest[:2] == ["f1", "d1"]
    assert [line.day for line in search_view(story, sort="newest").lines] == sorted((line.day for line in search_view(story).lines), reverse=True)
    assert found(story, sort="oldest") == newest[::-1]
    assert [found(story, limit=3, offset=start) for start in (0, 3, 6, 9)] == [newest[:3], newest[3:6], newest[6:], []]
    assert search_view(story, limit=3).more
    assert not search_view(story, limit=7).more
    monkeypatch.setattr(searching, "FEW", 0)
    view = search_view(story, "harbour")
    assert [line.id for line in view.lines] == ["c1", "b3"]
    assert view.sort == "newest"
    assert view.notes == ("very many statements hold these words: the newest come first, not the most fitting",)


def test_relevance_puts_the_shorter_statement_first(story: Ledger) -> None:
    view = search_view(story, "folly")
    assert view.sort == "relevance"
    assert {line.id for line in view.lines} == {"d1", "f1"}
    assert not view.notes


def test_a_line_leads_back_to_its_characters(story: Ledger) -> None:
    line = next(line for line in search_view(story, as_of="2026-03-06").lines if line.id == "a2")
    assert (line.who, line.through, line.inside, line.depth) == ("a clerk", "Ana Brod", "a1", 2)
    assert (line.stands_in.publisher, line.stands_in.where) == ("The Harbour Post", "https://example.org/port")
    from sayso.ledger.stored import document_of

    with story.reading() as connection:
        document = document_of(connection, line.stands_in.version)
    assert document.id == line.stands_in.document
    assert " … ".join(document[span] for span in line.content_spans) == line.content == "to close the port"
    assert line.known_until == "2026-03-08T00:00:00Z"


def test_names(story: Ledger) -> None:
    with pytest.raises(NotFoundError, match=r"'Brod' could be Ana Brod \(person\), Pavel Brod \(person\): give the full name or the id"):
        search_view(story, speaker="Brod")
    assert set(found(story, speaker="Rill")) == {"b3", "c2", "f1"}  # a bare surname goes with its only bearer
    assert set(found(story, speaker="Tomas Rill")) == {"b3", "c2"}
    with pytest.raises(NotFoundError, match="nobody in this ledger is called 'Ana Brot'; there are ana brod"):
        search_view(story, speaker="Ana Brot")
    with pytest.raises(NotFoundError, match="nobody in this ledger is called 'Zyx'; `sayso search`"):
        search_view(story, about="Zyx")
    with pytest.raises(NotFoundError, match="no publisher in this ledger is called 'Nordwir'; there are Nordwire"):
        search_view(story, publisher="Nordwir")


def test_linked_entities_come_before_names(own_story: Ledger) -> None:
    from sqlalchemy import update

    from sayso.ledger.schema import LABELS, STATEMENTS

    with own_story.writing() as connection:
        for table in (LABELS, STATEMENTS):
            connection.execute(update(table).where(table.c.who.in_(["Tomas Rill", "Rill"])).values(entity="E7"))
    assert all(set(found(own_story, speaker=name)) == {"b3", "c2", "f1"} for name in ("E7", "rill", "tomas rill"))


def test_a_surname_means_its_linked_bearer_and_not_the_reports_that_do_not_say_whose(own_story: Ledger) -> None:
    from sqlalchemy import insert, update

    from sayso.ledger.schema import ENTITIES, LABELS, STATEMENTS

    with own_story.writing() as connection:
        connection.execute(insert(ENTITIES), {"id": "E7", "kind": "person", "name": "Tomas A. Rill", "stale": False})
        for table in (LABELS, STATEMENTS):
            connection.execute(update(table).where(table.c.who == "Tomas Rill").values(entity="E7"))
    assert set(found(own_story, speaker="Rill")) == {"b3", "c2"}
    assert own_story.who("rill").who == "Tomas A. Rill"


@pytest.mark.parametrize(("few", "who"), [(3, "Tomas Rill"), (4, "Rill")])
def test_what_one_report_calls_by_a_surname_does_not_stand_before_the_person(own_story: Ledger, monkeypatch: pytest.MonkeyPatch, few: int, who: str) -> None:
    from sqlalchemy import update

    from sayso.ledger.queries import beings
    from sayso.ledger.schema import LABELS

    monkeypatch.setattr(beings, "_FEW", few)
    with own_story.writing() as connection:
        connection.execute(update(LABELS).where(LABELS.c.who == "Rill").values(kind="place"))
    assert own_story.who("rill").who == who


@pytest.mark.parametrize(("asked", "problem"), [
    ({"words": "?!"}, "holds no word to search for"),
    ({"sort": "relevance"}, "relevance needs words"),
    ({"act": "shout"}, "'shout' is no act; there are assert"),
    ({"sort": "best"}, "'best' is no sort; there are relevance, newest, oldest"),
    ({"limit": 0}, "a page has 1 to 10000 rows"),
    ({"certainty": 1.5}, "certainty is between 0 and 1"),
    ({"since": "2026-13"}, "'2026-13' is no day, month or year"),
    ({"since": "2026-03-05", "until": "2026-02"}, "2026-02 is before 2026-03-05"),
    ({"as_of": "yesterday"}, "'yesterday' is no day"),
    ({"until": "9999"}, "'9999' is the end of the calendar"),
])
def test_questions_that_cannot_be_answered(story: Ledger, asked: dict[str, Any], problem: str) -> None:
    with pytest.raises(QueryError, match=problem):
        search_view(story, **asked)


@pytest.mark.parametrize("words", ["'; DROP TABLE statements; --", 'a" OR "b', "NEAR(port", "port* OR", "über & | ! ( ) :*", "\x00", "💥"])
def test_hostile_words_are_words(story: Ledger, words: str) -> None:
    try:
        found(story, words)
    except QueryError as error:
        assert "holds no word" in str(error)  # noqa: PT017 - either is right
    assert len(found(story)) == 7
