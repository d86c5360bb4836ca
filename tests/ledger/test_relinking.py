"""Who is who in a ledger: linked as reports come, whatever their order; judged, parted, undone; kept through a re-reading."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from sayso.document import Document, Metadata, Reading
from sayso.entity import ENTITIES, Entity, Role
from sayso.errors import InputError, NotFoundError
from sayso.ledger import Ledger
from sayso.ledger.judging import Person, judge, judgements, members_of, merge, split, undo
from sayso.ledger.relinking import relink
from sayso.ledger.rows import extract
from sayso.ledger.schema import ENTITIES as ENTITY_ROWS
from sayso.ledger.schema import LINKS, NAMES
from sayso.ledger.writing import Arrival, keep, keep_rows

NOW = "2026-03-10T12:00:00Z"
ANA = Person("ana", NOW, "because")
Report = tuple[tuple[str, str, str], ...]
"""The names of one report: kind, name, role."""

LAVROV = (("person", "Sergei Gorelikov", "Russian foreign minister"),)
AGAIN = (("person", "Sergey Gorelikov", "foreign minister of Russia"), ("institution", "Ministry of Defence", ""))
BARE = (("person", "Gorelikov", "Russian foreign minister"),)
OTHER = (("person", "Viktor Gorelikov", "mayor of Ostrel"),)


def reading(report: Report) -> Reading:
    text = "\n".join(f"{name}, {role}." for _, name, role in report)
    entities = [Entity(f"e{n}", kind, name, roles=(Role(role, 0, 0),) if role else ()) for n, (kind, name, role) in enumerate(report)]
    document = Document(text, Metadata().updated("option", published="2026-03-05", publisher="Gull"))
    return Reading(document).with_layer(ENTITIES, entities)


def add(ledger: Ledger, *reports: Report, link: bool = True, small: int = 0) -> None:
    for report in reports:
        with ledger.writing() as connection:
            read = reading(report)
            keep(connection, Arrival(read.document, extract(read), NOW), now=NOW)
            if link:
                relink(connection, small=small)


def who(ledger: Ledger) -> dict[str, set[str]]:
    """The names of each entity."""
    found: dict[str, set[str]] = {}
    with ledger.reading() as connection:
        for entity, name in connection.execute(select(NAMES.c.entity, NAMES.c.name).where(NAMES.c.entity.is_not(None))):
            found.setdefault(entity, set()).add(name)
    return found


def entity_of(ledger: Ledger, name: str) -> str:
    with ledger.reading() as connection:
        return str(connection.execute(select(NAMES.c.entity).where(NAMES.c.name == name)).scalars().first())


def state(ledger: Ledger) -> tuple[object, ...]:
    with ledger.reading() as connection:
        return (
            {tuple(row) for row in connection.execute(select(NAMES.c.key, NAMES.c.entity))}, {tuple(row) for row in connection.execute(select(ENTITY_ROWS))},
            {tuple(row) for row in connection.execute(select(LINKS.c.left, LINKS.c.right, LINKS.c.held, LINKS.c.score))},
        )


@pytest.fixture
def ledger(place_of: Callable[[], str]) -> Iterator[Ledger]:
    with Ledger.open(place_of(), create=True, clock=lambda: NOW) as opened:
        yield opened


def test_names_of_several_reports_become_one(ledger: Ledger) -> None:
    add(ledger, LAVROV, OTHER, AGAIN, BARE)
    assert sorted(map(sorted, who(ledger).values())) == [
        ["Gorelikov", "Sergei Gorelikov", "Sergey Gorelikov"], ["Ministry of Defence"], ["Viktor Gorelikov"]]


REPORTS = [
    LAVROV, AGAIN, BARE, OTHER, (("person", "Viktor Gorelikov", "nurse"),), (("person", "Viktor Gorelikov", ""),), (("person", "V. Gorelikov", "mayor of Ostrel"),),
    (("person", "Maria Silva", "nurse"), ("person", "Sergei Gorelikov", "")), (("person", "Maria Silva", "finance minister"),), (("person", "Silva", "finance minister"),),
    (("institution", "Tessera Holdings", ""), ("person", "Ann Hale", "Tessera chief")), (("institution", "Tessera Holdings plc", ""), ("person", "Hale", "")),
]


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(len(REPORTS))), st.integers(1, len(REPORTS)))
def test_neither_order_nor_steps_matter(order: list[int], step: int) -> None:
    with TemporaryDirectory() as folder:
        one, two = (Ledger.open(Path(folder) / name, create=True, clock=lambda: NOW) for name in ("one.db", "two.db"))
        with one, two:
            add(one, *REPORTS, link=False)
            with one.writing() as connection:
                relink(connection, everything=True)
            for start in range(0, len(order), step):
                add(two, *(REPORTS[n] for n in order[start : start + step]), link=False)
                with two.writing() as connection:
                    relink(connection, small=0)
            assert state(one) == state(two)


def test_merge_split_and_undo(ledger: Ledger) -> None:
    add(ledger, LAVROV, AGAIN, OTHER)
    apart = who(ledger)
    with ledger.writing() as connection:
        number = merge(connection, [entity_of(ledger, "Sergei Gorelikov"), entity_of(ledger, "Viktor Gorelikov")], ANA)
        relink(connection, also={s.left for s in judgements(connection)})
    assert {"Sergei Gorelikov", "Sergey Gorelikov", "Viktor Gorelikov"} in who(ledger).values()
    with ledger.writing() as connection:
        _, keys = undo(connection, number, ANA)
        relink(connection, also=keys)
    assert who(ledger) == apart
    with ledger.writing() as connection:
        number = split(connection, entity_of(ledger, "Sergei Gorelikov"), ["Sergey Gorelikov"], ANA)
        relink(connection, also={s.left for s in judgements(connection)})
    assert {"Sergey Gorelikov"} in who(ledger).values()
    with ledger.writing() as connection:
        again, keys = undo(connection, number, ANA)
        relink(connection, also=keys)
        assert (judgements(connection)[-1].undoes, judgements(connection)[-1].verdict) == (number, "unsure")
    assert who(ledger) == apart
    with ledger.writing() as connection:
        _, keys = undo(connection, again, ANA)
        relink(connection, also=keys)
    assert {"Sergey Gorelikov"} in who(ledger).values(), "undoing the undoing parts them again"


def test_a_judgement_survives_a_reading_that_names_otherwise(ledger: Ledger) -> None:
    add(ledger, LAVROV, OTHER)
    with ledger.writing() as connection:
        merge(connection, [entity_of(ledger, "Sergei Gorelikov"), entity_of(ledger, "Viktor Gorelikov")], ANA)
        # a newer engine takes the name with its title, and the old form for an alias
        renamed = {"key": "0" * 20, "name": "Mayor Viktor Gorelikov", "aliases": '["Viktor Gorelikov"]', "entity": None}
        connection.execute(update(NAMES).where(NAMES.c.name == "Viktor Gorelikov").values(renamed))
        relink(connection, everything=True)
    assert {"Sergei Gorelikov", "Mayor Viktor Gorelikov"} in who(ledger).values()


def test_what_cannot_be_judged(ledger: Ledger) -> None:
    add(ledger, LAVROV, AGAIN)
    entity = entity_of(ledger, "Sergei Gorelikov")
    with ledger.writing() as connection:
        keys = [m.key for m in members_of(connection, entity)]
        with pytest.raises(NotFoundError, match="is no name of"):
            split(connection, entity, ["Nobody"], ANA)
        with pytest.raises(InputError, match="no name left"):
            split(connection, entity, ["Sergei Gorelikov", "Sergey Gorelikov"], ANA)
        with pytest.raises(NotFoundError, match="no judgement 7"):
            undo(connection, 7, ANA)
        with pytest.raises(NotFoundError, match="has the key 'zzz'"):
            judge(connection, [(keys[0], "zzz", "same")], ANA)
        with pytest.raises(InputError, match="no verdict"):
            judge(connection, [(keys[0], keys[1], "maybe")], ANA)
        with pytest.raises(InputError, match="needs two"):
            judge(connection, [(keys[0], keys[0], "same")], ANA)
        assert judgements(connection) == ()


def test_judged_names_keep_together_in_any_order_of_reports(ledger: Ledger) -> None:
    add(ledger, LAVROV, OTHER)
    with ledger.writing() as connection:
        merge(connection, [entity_of(ledger, "Sergei Gorelikov"), entity_of(ledger, "Viktor Gorelikov")], ANA)
        relink(connection, also={s.left for s in judgements(connection)})
    dice = Random(3)
    more = [REPORTS[n] for n in (1, 2, 4, 5, 6)]
    dice.shuffle(more)
    add(ledger, *more)
    incremental = state(ledger)
    with ledger.writing() as connection:
        relink(connection, everything=True)
    assert state(ledger) == incremental


def test_one_text_in_two_reports_is_one_name(ledger: Ledger) -> None:
    for url in ("https://a.example/1", "https://b.example/2"):
        read = reading(LAVROV)
        copy = Document(read.document.text, read.document.metadata.updated("option", url=url))
        with ledger.writing() as connection:
            keep(connection, Arrival(copy, extract(Reading(copy).with_layer(ENTITIES, read.layer(ENTITIES))), NOW), now=NOW)
            relink(connection, small=0)
    with ledger.reading() as connection:
        rows = connection.execute(select(NAMES.c.version, NAMES.c.key, NAMES.c.entity)).all()
    assert len(rows) == 2
    assert len({(key, entity) for _, key, entity in rows}) == 1
    assert all(a.entity for a in itertools.chain(rows))


def test_a_reading_that_drops_or_changes_names_leaves_no_trace(ledger: Ledger) -> None:
    """After a re-reading the ledger is as if the report had been read so from the start."""
    add(ledger, LAVROV, AGAIN, OTHER, BARE)
    first, later = reading(LAVROV), (("person", "Viktor Gorelikov", "nurse"),)
    with ledger.writing() as connection:
        document = first.document
        found = extract(Reading(document).with_layer(ENTITIES, reading(later).layer(ENTITIES)))
        keep_rows(connection, 1, found, known_from=NOW, known_until=None)
        relink(connection, small=0)
    incremental = state(ledger)
    with ledger.writing() as connection:
        relink(connection, everything=True)
    assert state(ledger) == incremental
    assert not any("Sergei Gorelikov" in names for names in who(ledger).values())
