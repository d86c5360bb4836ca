"""The queue of pairs in doubt: one for any two entities, by what is at stake, what concerns one name together; on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import insert, update

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.document import Document, Metadata, Reading, Span
from sayso.entity import ENTITIES, Entity
from sayso.ledger import Ledger
from sayso.ledger.doubts import doubts
from sayso.ledger.rows import extract
from sayso.ledger.schema import ENTITIES as ENTITY_ROWS
from sayso.ledger.schema import LINKS, NAMES
from sayso.ledger.writing import Arrival, keep
from sayso.views import linking

NOW = "2026-03-10T12:00:00Z"


@pytest.fixture
def ledger(place_of: Callable[[], str]) -> Iterator[Ledger]:
    with Ledger.open(place_of(), create=True, clock=lambda: NOW) as opened:
        yield opened


def report(name: str, number: int, statements: int) -> Reading:
    """A report in which one person says so many things."""
    text = f"{name} {number} said: " + "yes " * max(statements, 1)
    entity = Entity(f"e{number}", "person", name)
    cue, first = text.index("said"), text.index("yes")
    made = [
        Attribution(f"a{number}{n}", (Span(0, len(name)),), (Span(cue, cue + 4),), (Span(first + 4 * n, first + 4 * n + 3),), speaker=entity.id, identification="named")
        for n in range(statements)
    ]
    return Reading(Document(text, Metadata())).with_layer(ENTITIES, [entity]).with_layer(ATTRIBUTIONS, made)


def fill(ledger: Ledger, people: dict[str, tuple[str, int]], pairs: list[tuple[str, str, float]]) -> None:
    """Reports by key of their one name: whom it means, and how much that person says; and the pairs in doubt."""
    with ledger.writing() as connection:
        for number, (key, (entity, statements)) in enumerate(people.items()):
            read = report("Ana Brod", number, statements)
            version = keep(connection, Arrival(read.document, extract(read), NOW), now=NOW).version
            connection.execute(update(NAMES).where(NAMES.c.version == version).values(key=key, entity=entity))
            for table in ("labels", "statements", "mentions"):
                connection.exec_driver_sql(f"UPDATE {table} SET entity = '{entity}' WHERE version = {version}")
        connection.execute(insert(ENTITY_ROWS), [{"id": entity, "kind": "person", "name": "Ana Brod", "stale": False} for entity in dict(people.values())])
        connection.execute(insert(LINKS), [{"left": a, "right": b, "held": False, "score": score, "evidence": "[]", "by": "machine"} for a, b, score in pairs])


def test_what_moves_most_comes_first_and_names_of_two_entities_are_one_question(ledger: Ledger) -> None:
    people = {"k1": ("n1", 5), "k2": ("n1", 4), "k3": ("n2", 3), "k4": ("n3", 1), "k5": ("n4", 0), "k6": ("n5", 8)}
    fill(ledger, people, [("k1", "k3", 4.0), ("k2", "k3", 5.0), ("k1", "k4", 5.5), ("k5", "k6", 6.0)])
    with ledger.reading() as connection:
        found = doubts(connection)
        assert [(d.left, d.right, d.stake, d.pairs) for d in found] == [("k2", "k3", 3, 2), ("k1", "k4", 1, 1), ("k5", "k6", 0, 1)]
        assert linking.waiting(connection) == 3
        assert [(v.left.key, v.right.key, v.stake, v.pairs) for v in linking.queue(connection, limit=2)] == [("k2", "k3", 3, 2), ("k1", "k4", 1, 1)]


def test_what_concerns_one_name_stands_together(ledger: Ledger) -> None:
    people = {"k1": ("n1", 9), "k2": ("n2", 9), "k3": ("n3", 2), "k4": ("n4", 5), "k5": ("n5", 5)}
    fill(ledger, people, [("k1", "k2", 5.0), ("k2", "k3", 3.0), ("k4", "k5", 5.0)])
    with ledger.reading() as connection:
        assert [(d.left, d.right) for d in doubts(connection)] == [("k1", "k2"), ("k2", "k3"), ("k4", "k5")]


def test_nothing_waits_in_an_empty_ledger(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        assert (doubts(connection), linking.queue(connection), linking.waiting(connection)) == ((), (), 0)
