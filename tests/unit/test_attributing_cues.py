"""The cue lexicon: forms of words, phrases, triggers."""

from __future__ import annotations

import pytest

from sayso.attribution import ACTS
from sayso.reading.attributing.cues import lexicon, noun_forms, plain, verb_forms


@pytest.mark.parametrize(("base", "irregular", "forms"), [
    ("say", True, {"say", "says", "saying"}),
    ("deny", False, {"deny", "denies", "denying", "denied"}),
    ("claim", False, {"claim", "claims", "claiming", "claimed"}),
    ("argue", False, {"argue", "argues", "arguing", "argued"}),
    ("agree", False, {"agree", "agrees", "agreeing", "agreed"}),
    ("guess", False, {"guess", "guesses", "guessing", "guessed"}),
    ("convey", False, {"convey", "conveys", "conveying", "conveyed"}),
])  # fmt: skip
def test_verb_forms(base: str, irregular: bool, forms: set[str]) -> None:
    assert verb_forms(base, irregular) == forms


def test_a_final_consonant_may_double() -> None:
    assert {"admitted", "admitting"} <= verb_forms("admit")
    assert "claimmed" not in verb_forms("claim")
    assert "begged" in verb_forms("beg")


@pytest.mark.parametrize(("base", "plural"), [("denial", "denials"), ("testimony", "testimonies"), ("speech", "speeches"), ("survey", "surveys")])
def test_noun_forms(base: str, plural: str) -> None:
    assert noun_forms(base) == {base, plural}


def test_plain_lowers_and_straightens() -> None:
    assert plain("DIDN’T") == "didn't"


def test_irregular_forms_are_known() -> None:
    for form in ("said", "told", "wrote", "written", "thought", "knew"):
        assert list(lexicon().words(form)), form
    assert not list(lexicon().words("sayed"))


def test_every_entry_has_an_act_and_a_class() -> None:
    entries = [cue for cues in lexicon().forms.values() for cue in cues] + list(lexicon().phrases.values())
    assert {cue.act for cue in entries} <= set(ACTS)
    assert {cue.kind for cue in entries} == {"speech", "thought", "show", "stance"}
    assert {cue.part for cue in entries} == {"verb", "noun", "phrase"}


def test_words_give_their_place() -> None:
    assert [at for at, cue in lexicon().words("the mayor denied it, said the clerk") if cue.part == "verb"] == [10, 21]


def test_the_longest_phrase_wins() -> None:
    found = lexicon().phrase("did not respond to a letter", 27)
    assert found is not None
    assert found.base == "did not respond"


def test_a_phrase_must_begin_before_the_place() -> None:
    assert lexicon().phrase("said, according to", 4) is None
    assert lexicon().phrase("said, according to", 18) is not None


@pytest.mark.parametrize("text", [
    "the mayor said so", "according to the union", "She WARNED them", "the clerk didn’t respond", "a poll shows a lead", "he thinks so", "denials came",
])  # fmt: skip
def test_triggers(text: str) -> None:
    assert lexicon().triggers(text)


@pytest.mark.parametrize("text", ["", "the ferry left the pier", "three red boats", "12 March 2026", "the assayer", "he opted for tea"])
def test_no_trigger(text: str) -> None:
    assert not lexicon().triggers(text)


def test_the_lexicon_is_read_once() -> None:
    assert lexicon() is lexicon()
