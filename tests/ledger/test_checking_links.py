"""Drafts checked against a ledger in which people of several reports are one, or are kept apart: on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from sayso.document import Reading
from sayso.intake.inputs import items_in
from sayso.ledger import Ledger
from sayso.ledger.adding import Adding
from sayso.ledger.checking import verify
from sayso.ledger.judging import Person, merge, split, undo
from sayso.ledger.relinking import relink
from sayso.ledger.schema import NAMES, TEXTS, VERSIONS
from sayso.settings import Settings

ANA = Person("ana", "2026-03-10T12:00:00Z", "because")
REPORTS = {
    "gull.txt": "OSTREL, March 3 - “We will dredge the harbour before winter,” Mayor Ana Brod said on Tuesday. Brod said the crane had cost two million crowns.\n",
    "post.txt": "OSTREL, March 4 - “Nobody asked us about the ferry,” Katrin Sollen said on Wednesday. Sollen said the lighthouse had been sold to a painter.\n",
    "star.txt": "MARSTAD, March 5 - “I sing where there is a stove,” the singer Ana Brod said on Thursday. Brod said the opera house had burned twice.\n",
}


@pytest.fixture
def ledger(place_of: Callable[[], str], tmp_path: Path) -> Iterator[Ledger]:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    with Ledger.open(place_of(), create=True) as opened:
        paths = [str(tmp_path / name) for name in REPORTS]
        assert [one.outcome for one in Adding(opened, Settings(), captured="2026-03-05T10:00:00Z", processes=1).run(items_in(paths))] == ["added"] * 3
        yield opened


@pytest.fixture
def verdicts(ledger: Ledger, read: Callable[[str], Reading]) -> Callable[[str], list[str]]:
    return lambda draft: [finding.verdict for finding in verify(ledger, read(f"{draft}\n"))]


def entity(ledger: Ledger, name: str, words: str) -> str:
    """Whom linking takes the name for in the report with these words."""
    chosen = select(NAMES.c.entity).join(VERSIONS, VERSIONS.c.id == NAMES.c.version).join(TEXTS, TEXTS.c.id == VERSIONS.c.text)
    with ledger.reading() as connection:
        return str(connection.execute(chosen.where(NAMES.c.name == name, TEXTS.c.text.contains(words))).scalar_one())


def decided(ledger: Ledger, decide: Callable[..., int], *what: object) -> int:
    with ledger.writing() as connection:
        number = decide(connection, *what, ANA)
        relink(connection, everything=True)
        return number


def test_what_one_name_said_the_other_said_once_they_are_merged(ledger: Ledger, verdicts: Callable[[str], list[str]]) -> None:
    drafts = ("“Nobody asked us about the ferry,” Mayor Ana Brod said.", "Mayor Ana Brod said the lighthouse had been sold to a painter.")
    assert [verdicts(draft) for draft in drafts] == [["wrong speaker"], ["wrong speaker"]]
    number = decided(ledger, merge, [entity(ledger, "Ana Brod", "harbour"), entity(ledger, "Katrin Sollen", "ferry")])
    assert [verdicts(draft) for draft in drafts] == [["exact"], ["supported"]]
    assert verdicts("“We will dredge the harbour before winter,” Katrin Sollen said.") == ["exact"]
    assert verdicts("“We will dredge the harbour before winter,” Tomas Rill said.") == ["wrong speaker"]
    decided(ledger, lambda connection, person: undo(connection, number, person)[0])
    assert [verdicts(draft) for draft in drafts] == [["wrong speaker"], ["wrong speaker"]]


def test_a_namesake_kept_apart_is_somebody_else(ledger: Ledger, verdicts: Callable[[str], list[str]]) -> None:
    mayor, singer = entity(ledger, "Ana Brod", "harbour"), entity(ledger, "Ana Brod", "stove")
    if mayor == singer:
        with ledger.reading() as connection:
            key = connection.execute(select(NAMES.c.key).join(VERSIONS, VERSIONS.c.id == NAMES.c.version).join(TEXTS, TEXTS.c.id == VERSIONS.c.text)
                                     .where(NAMES.c.name == "Ana Brod", TEXTS.c.text.contains("stove"))).scalar_one()
        decided(ledger, split, mayor, [key])
    assert verdicts("“I sing where there is a stove,” Ana Brod, the singer, said.") == ["exact"]
    assert verdicts("“I sing where there is a stove,” Ana Brod said.") == ["exact"]
    assert verdicts("“I sing where there is a stove,” Mayor Ana Brod said.") == ["wrong speaker"]
    assert verdicts("The singer Ana Brod said the crane had cost two million crowns.") == ["wrong speaker"]
    assert verdicts("Mayor Ana Brod said the crane had cost two million crowns.") == ["supported"]
