"""What stands before, within and behind a person's name: titles by their form, callings, nicknames, letters, lists."""

from __future__ import annotations

import pytest

from sayso.attribution import ATTRIBUTIONS
from sayso.block import BLOCKS, Block
from sayso.document import Document, Reading
from sayso.entity import ENTITIES, MENTIONS, Entity
from sayso.reading.naming.step import EntityStep


def read(text: str) -> Reading:
    """The reading of one body paragraph."""
    reading = Reading(Document(text)).with_layer(BLOCKS, [Block(0, len(text), "body")]).with_layer(ATTRIBUTIONS, ())
    return EntityStep().run(reading)


def people(text: str) -> dict[str, Entity]:
    """The persons by name."""
    return {e.name: e for e in read(text).layer(ENTITIES) if e.kind == "person"}


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("Soprano Ilka Brodwen sang there.", "Ilka Brodwen", "Soprano"),
        ("Full-back Tadhg Brodwen limped off.", "Tadhg Brodwen", "Full-back"),
        ("Ex-spook Barney Brodwen slipped past them.", "Barney Brodwen", "Ex-spook"),
        ("They missed Vice-Premier Hu Wenlin there.", "Hu Wenlin", "Vice-Premier"),
        ("It was Corporal-turned-senator Tevita Brodwen again.", "Tevita Brodwen", "Corporal-turned-senator"),
        ("They saw Deputy Donie Brodwen there.", "Donie Brodwen", "Deputy"),
        ("With Nathaniel Brodwen KC away, they waited.", "Nathaniel Brodwen", "KC"),
        ("The contractor Ezio Brodwen was there.", "Ezio Brodwen", "contractor"),
        ("Film-maker Hrafn Brodwen was there.", "Hrafn Brodwen", "Film-maker"),
        ("Regulator Oona Brodwen was there.", "Oona Brodwen", "Regulator"),
        ("His deputy, Noortje Kuipers, was there.", "Noortje Kuipers", "His deputy"),
    ],
)
def test_a_role_before_or_behind_a_name_is_no_part_of_it(sentence: str, name: str, role: str) -> None:
    reading = read(sentence)
    (person,) = [e for e in reading.layer(ENTITIES) if e.kind == "person"]
    assert person.name == name
    titles = {r.title: sentence[r.start : r.end] for r in person.roles}
    assert role.removeprefix("His ") in titles, titles
    assert all(title == words for title, words in titles.items())


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Presidents Otgonbar and Sadyrkul went home.", {"Otgonbar", "Sadyrkul"}),
        ("Kings Oskar, Baudric and Lothar went home.", {"Oskar", "Baudric", "Lothar"}),
        ("Present: Cllrs D. Ottaway, Farrel and Nic Brodwen.", {"D. Ottaway", "Farrel", "Nic Brodwen"}),
        ("It was all three: Kevin, Dean and Craig Brodwen.", {"Kevin", "Dean", "Craig Brodwen"}),
        ("They asked ministers Arvind Brod and Ana Ruiz.", {"Arvind Brod", "Ana Ruiz"}),
    ],
)
def test_a_title_in_the_plural_opens_a_list_of_persons(sentence: str, names: set[str]) -> None:
    assert set(people(sentence)) == names


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The organist Per Brodwen played.", "Per Brodwen"),
        ("They saw the Norwegian Per Brodwen there.", "Per Brodwen"),
        ("They saw Health secretary Ana Were there.", "Ana Were"),
        ("The treasurer Dónal Mac an Bhaird was there.", "Dónal Mac an Bhaird"),
        ('They saw Jaylen "Brass" Brodwen there.', 'Jaylen "Brass" Brodwen'),
        ("Young Tibor Brodwen danced.", "Tibor Brodwen"),
        ("Social Democrat Rigmor Brodwen was there.", "Rigmor Brodwen"),
        ("They saw the Bavarian Ana Ruiz there.", "Ana Ruiz"),
        ("Fifteen-year-old Ebrima Brodwen was there.", "Ebrima Brodwen"),
        ("The Duke of Brodwen was there.", "Duke of Brodwen"),
        ("They spoke of his daughter Noorvi there.", "Noorvi"),
        ("The commissioner, Pesamo, was there.", "Pesamo"),
        ("They gave it to her ten-year-old, Lalevi.", "Lalevi"),
    ],
)
def test_how_far_a_name_goes(sentence: str, name: str) -> None:
    assert set(people(sentence)) == {name}


def test_a_prince_is_also_called_by_his_seat() -> None:
    assert "Azizul of Perlok" in people("Sultan Azizul of Perlok was there.")["Azizul"].aliases


def test_a_nickname_lies_within_the_mention() -> None:
    text = 'They saw Jaylen "Brass" Brodwen there. Brodwen left.'
    spans = [text[m.start : m.end] for m in read(text).layer(MENTIONS)]
    assert spans == ['Jaylen "Brass" Brodwen', "Brodwen"]


@pytest.mark.parametrize(
    "sentence",
    [
        "They left the General Assembly early.",
        "They met at the Commander-in-Chief Forum.",
        "They asked the Veterans Affairs office.",
        "They walked down Regent Street at noon.",
        "The firm Ana Brod owns it.",
        "They heard the broadcaster TVK.",
        "They were rivals, the paper said: Brodwen Wanderers, the champions, were first.",
        "It was owned by its parent Brodwen.",
        "They saw his wife Democratic as ever.",
        "They wrote ‘We Know What Will Happen’ there.",
        "They called it Consumer Advocate TV.",
        "They left his firm, Brodwen Square Capital Management, early.",
    ],
)
def test_a_title_in_a_thing_makes_no_person(sentence: str) -> None:
    assert not people(sentence)


def test_a_surname_that_is_a_calling_still_finds_its_bearer() -> None:
    found = people("They met Ana Potter there. Potter left.")
    assert set(found) == {"Ana Potter"}
    assert "Potter" in found["Ana Potter"].aliases
