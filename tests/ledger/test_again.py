"""A page that is found unchanged: one more capture, no reading, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select

from sayso.document import Document, Metadata
from sayso.intake.fetching.answers import Unchanged
from sayso.intake.item import Item
from sayso.intake.sniffing import Form
from sayso.ledger import Ledger
from sayso.ledger.adding import Added, Adding
from sayso.ledger.fetches import version_at
from sayso.ledger.schema import CAPTURES, FETCHES, READINGS, VERSIONS
from sayso.ledger.writing import Arrival, keep
from sayso.settings import Settings

PAGE = "https://example.org/port"
ASKED = "https://example.org/port?from=feed"


@pytest.fixture
def kept(either: Ledger, arrivals: list[Arrival]) -> Ledger:
    """A ledger with the first version of a report, fetched from an address on the 5th."""
    captured(either, arrivals[0], "2026-03-05T18:00:00Z", origin=ASKED)
    with either.writing() as connection:
        connection.execute(insert(FETCHES), {"url": PAGE, "fetched_at": "2026-03-05T18:00:00Z", "status": 200, "etag": '"1"'})
    return either


def captured(ledger: Ledger, arrival: Arrival, at: str, origin: str) -> None:
    old = arrival.document
    document = Document(old.text, old.metadata, old.raw, origin)
    with ledger.writing() as connection:
        keep(connection, replace(arrival, document=document, captured_at=at), now=at)


def unchanged(ledger: Ledger, day: int, *, where: str = ASKED, url: str = PAGE) -> Added:
    (told,) = Adding(ledger, Settings(), processes=1).run([Unchanged(where, url, datetime(2026, 3, day, 12, tzinfo=UTC))])
    return told


def rows(ledger: Ledger, *columns: Any) -> list[tuple[Any, ...]]:
    with ledger.reading() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(*columns))]


def never(*_: object) -> None:
    raise AssertionError("it was read")


def test_a_page_that_the_server_calls_unchanged_is_captured_again(kept: Ledger) -> None:
    assert unchanged(kept, 9) == Added(ASKED, "unchanged", 1)
    assert rows(kept, VERSIONS.c.captured_at, VERSIONS.c.seen_at, VERSIONS.c.known_until) == [("2026-03-05T18:00:00Z", "2026-03-09T12:00:00Z", None)]
    assert [at for (at,) in rows(kept, CAPTURES.c.captured_at)] == ["2026-03-05T18:00:00Z", "2026-03-09T12:00:00Z"]
    assert len(rows(kept, READINGS.c.id)) == 1
    unchanged(kept, 9)
    assert len(rows(kept, CAPTURES.c.captured_at)) == 2


def test_what_stood_between_makes_it_a_version_again(kept: Ledger, arrivals: list[Arrival]) -> None:
    captured(kept, arrivals[1], "2026-03-07T00:00:00Z", origin="archive.warc, byte 0")
    assert unchanged(kept, 9) == Added(ASKED, "changed", 3)
    with kept.reading() as connection:
        found = connection.execute(select(VERSIONS.c.text, VERSIONS.c.captured_at, VERSIONS.c.known_until).order_by(VERSIONS.c.captured_at)).all()
    first, between, again = found
    assert (first.text, between.text != first.text) == (again.text, True)
    assert (again.captured_at, again.known_until) == ("2026-03-09T12:00:00Z", None)


def test_the_version_is_the_one_that_the_validators_came_with(kept: Ledger, arrivals: list[Arrival]) -> None:
    """Found in an archive between, the first text is a third version, with the address as its origin; the fetch on the 8th gave the second."""
    captured(kept, arrivals[1], "2026-03-06T00:00:00Z", origin=ASKED)
    with kept.writing() as connection:
        connection.execute(FETCHES.update().values(fetched_at="2026-03-06T00:00:00Z"))
    captured(kept, arrivals[0], "2026-03-07T00:00:00Z", origin=ASKED)
    with kept.reading() as connection:
        assert version_at(connection, ASKED, PAGE) == 2


def test_a_page_that_states_another_address_is_found_by_the_one_that_was_asked(kept: Ledger) -> None:
    assert unchanged(kept, 9, where=ASKED, url="https://mirror.example/port").version == 1


def test_a_list_of_pages_keeps_nothing(kept: Ledger) -> None:
    assert unchanged(kept, 9, where="https://example.org/feed", url="https://example.org/feed") == Added("https://example.org/feed", "unchanged")
    assert len(rows(kept, CAPTURES.c.captured_at)) == 1


def test_the_same_page_captured_later_is_not_read_again(either: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    item = Item("page", b"Mayor Ana Brod said on Tuesday that the port stays open.", Form.TEXT, Metadata().updated("warc", url=PAGE), "2026-03-05T00:00:00Z")
    assert [one.outcome for one in Adding(either, Settings(), processes=1).run([item])] == ["added"]
    monkeypatch.setattr("sayso.ledger.adding.work", never)
    later = replace(item, captured="2026-03-08T00:00:00Z")
    assert [one.outcome for one in Adding(either, Settings(), processes=1).run([later, item])] == ["unchanged", "unchanged"]
    assert rows(either, VERSIONS.c.captured_at, VERSIONS.c.seen_at) == [("2026-03-05T00:00:00Z", "2026-03-08T00:00:00Z")]
