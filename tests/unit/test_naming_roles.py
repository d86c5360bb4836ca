"""Whose a part is: long titles, described appositions, those who serve others, two beside one noun, namesakes and initials."""

from __future__ import annotations

import pytest
from tests.unit.test_naming_kinds import entities
from tests.unit.test_naming_speakers import entity, read, speakers

from sayso.entity import ENTITIES, MENTIONS

LONG_TITLES = [
    "Director of Services Ana Ruiz",
    "Deputy Chairman of the Harbour Council Ana Ruiz",
    "Superintendent of Police (Rural) Ana Ruiz",
    "Minister of State for Harbour Affairs Ana Ruiz",
    "Ana Ruiz KC, prosecuting",
    "Ana Ruiz last night",
    "her daughter, the violinist Ana Ruiz",
    "Mr Brod’s counsel, senior advocate Ana Ruiz",
    "Her predecessor, Republican Ana Ruiz",
    "The harbour minister, retired Gen. Ana Ruiz",
    "the mayor’s Senior Special Assistant on Media, Ana Ruiz",
    "The Speaker, Rt. Hon. Ana Ruiz",
    "Its Country Director, Barr. Ana Ruiz",
    "ASP Ana Ruiz",
]


@pytest.mark.parametrize("source", LONG_TITLES)
def test_a_name_at_the_end_of_what_is_said_of_it_is_the_source(source: str) -> None:
    assert speakers(f"In the hall {source} said that the pier was shut.", source) == [("Ana Ruiz", "named")]


@pytest.mark.parametrize("source", ["Friends of Senator Ana Ruiz", "Spokesman for Norwegian Ana Ruiz", "A clerk of the court, who met Ana Ruiz"])
def test_a_name_inside_what_is_said_of_another_is_not(source: str) -> None:
    assert speakers(f"In the hall {source} said so.", source)[0][0] is None


def test_a_long_title_is_a_role() -> None:
    found = entities("They met Director of Services Ana Ruiz there.")["Ana Ruiz"]
    assert [r.title for r in found.roles] == ["Director of Services"]


SERVED = "A spokeswoman for the governor, Ana Ruiz, said no."


def test_of_two_who_may_be_named_neither_speaks() -> None:
    assert speakers(SERVED, "A spokeswoman for the governor, Ana Ruiz") == [(None, "role")]
    assert entity(read(SERVED), "Ana Ruiz").roles == ()


def test_whoever_the_report_says_the_governor_is_has_a_spokeswoman() -> None:
    text = SERVED + " Governor Kell Brodwen was away."
    assert speakers(text, "A spokeswoman for the governor, Ana Ruiz") == [("Ana Ruiz", "named")]


def test_who_has_another_spokeswoman_is_the_governor() -> None:
    text = SERVED + " “No,” the spokeswoman, Ida Brodwen, said."
    reading = read(text, "A spokeswoman for the governor, Ana Ruiz", "the spokeswoman, Ida Brodwen")
    assert [r.title for r in entity(reading, "Ana Ruiz").roles] == ["governor"]


def test_a_spokesman_of_a_body_or_a_named_person_has_the_name_and_the_role() -> None:
    for whom in ("the harbour board", "Brod"):
        source = f"A spokesman for {whom}, Tom Ruiz"
        assert speakers(f"{source}, said no.", source) == [("Tom Ruiz", "named")]
        assert [r.title for r in entity(read(f"{source}, said no.", source), "Tom Ruiz").roles] == [f"spokesman for {whom}"]


def test_two_beside_one_noun_speak_together() -> None:
    source = "The union’s leaders, Ana Ruiz and Tom Brodwen"
    assert speakers(f"{source}, said no.", source) == [(None, "named")]


def test_the_first_of_two_family_names_is_a_family_name() -> None:
    text = "Gabriel Rastro Umbe spoke. Rastro said no. Later Col. Tomas Rastro was named."
    assert speakers(text, "Rastro") == [("Gabriel Rastro Umbe", "named")]


def test_a_pronoun_behind_one_of_two_namesakes_is_nobody_else() -> None:
    text = "Ana Ruiz and Ida Ruiz met Eva Brodwen. Brodwen said so. Ruiz denied it. She said it twice."
    assert speakers(text, "Brodwen", "Ruiz", "She") == [("Eva Brodwen", "named"), (None, "named"), (None, "named")]


def test_the_holder_spoken_of_before_is_meant() -> None:
    text = "Skerland’s President Ana Ruiz spoke. The president said no. President Ida Brod of Norway was away."
    assert speakers(text, "The president") == [("Ana Ruiz", "named")]


def test_the_holder_named_beside_a_noun_is_meant() -> None:
    reading = read("President Ana Ruiz spoke. The French president, Ida Brodwen, was away.")
    assert "The French president" not in entity(reading, "Ana Ruiz").aliases


def test_initials_before_a_colon_are_those_of_who_takes_turns() -> None:
    text = "Ana al-Ruiz met Duncan Brod.\nDB: Why not?\nAR: It rained."
    assert speakers(text, "DB", "AR") == [("Duncan Brod", "named"), ("Ana al-Ruiz", "named")]


def test_initials_of_an_office_are_its_holder() -> None:
    text = "Superintendent of Police Ana Ruiz came. A thief was held, the SP said."
    assert speakers(text, "the SP") == [("Ana Ruiz", "named")]


def test_a_body_known_before_a_person_of_its_name_is_meant() -> None:
    text = "Westmere Water paid up. People of Westmere left. Westmere declined to say more. Jack Westmere, 71, laughed. Westmere said that he was dirty."
    assert speakers(text, "Westmere declined"[:8]) == [("Westmere Water", "institution")]


def test_a_ministry_of_two_ministers_is_not_guessed() -> None:
    text = "Foreign Minister Ida Ruiz met Foreign Minister Tom Brodwen at the Foreign Ministry. His ministry said no."
    assert speakers(text, "His ministry")[0][0] is None


def test_a_daughter_is_not_taken_for_a_mother() -> None:
    text = "Her daughter, the violinist Clara Keller, confirmed it. Johannes Keller said that his mother slept."
    reading = read(text, "Her daughter, the violinist Clara Keller", "Johannes Keller")
    assert "his mother" not in entity(reading, "Clara Keller").aliases


def test_an_institute_is_no_firm_and_a_journal_no_agency() -> None:
    text = "The journal Harbour Studies and the Brod Institute agreed. The firm said no. The agency said so."
    assert [s for s, _ in speakers(text, "The firm", "The agency") if s in {"Brod Institute", "Harbour Studies"}] == []


def test_the_office_of_initials_ends_before_its_field() -> None:
    text = "The Cabinet Secretary for Transport, Prof. Ana Ruiz, came. The CS said no."
    assert speakers(text, "The CS") == [("Ana Ruiz", "named")]


def test_letters_are_those_of_the_body_that_the_report_names() -> None:
    found = {e.name for e in read("The Rapid Support Forces denied it. They told the RSF so.").layer(ENTITIES)}
    assert "Reporters Without Borders" not in found


def test_a_role_may_end_in_its_field() -> None:
    reading = read("He met the director of the clinic, Ana Ruiz, there.")
    assert [r.title for r in entity(reading, "Ana Ruiz").roles] == ["director of the clinic"]


def test_the_object_of_a_gerund_does_not_speak() -> None:
    text = "Toby Larkhall stole. Sentencing Larkhall, Recorder Ana Ruiz told him so."
    assert speakers(text, "Larkhall, Recorder Ana Ruiz") == [("Ana Ruiz", "named")]


def test_lord_and_lady_are_two() -> None:
    reading = read("Lord Clun left. Lady Clun stayed.")
    assert len({e.id for e in reading.layer(ENTITIES) if e.name == "Clun"}) == 2


def test_the_younger_of_two_is_not_the_first_of_them() -> None:
    text = "Ray Delacroix left. His son, Ray Jr., stayed. The younger Delacroix will coach."
    reading = read(text)
    place = text.index("younger Delacroix") + len("younger ")
    assert not [m for m in reading.layer(MENTIONS) if m.start == place]


@pytest.mark.parametrize("headline", ["DOCTOR DEATH: SURGEON WAS WARNED"])
def test_a_shouted_nickname_is_no_speaker(headline: str) -> None:
    assert speakers(headline, "DOCTOR DEATH")[0][0] is None


def test_a_firm_is_not_taken_for_another() -> None:
    text = "Brod Robotics grew. Kelder Robotics shrank. The company said so."
    assert speakers(text, "The company")[0][0] not in {"Brod Robotics", "Kelder Robotics"}
