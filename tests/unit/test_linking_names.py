"""Names taken apart and folded."""

from __future__ import annotations

import pytest

from sayso.linking.appellation import Appellation
from sayso.linking.bodies import body, place_name
from sayso.linking.folding import korean, plain, skeleton, sound
from sayso.linking.names import is_name, parse
from sayso.linking.roles import compare_roles, nations, office
from sayso.linking.scoring import CERTAIN, score


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Østergård", "ostergard"), ("Şentürk", "senturk"), ("IŞIL", "isil"), ("İBRAHİM", "ibrahim"), ("Weiß", "weiss"), ("Đurđević", "durdevic"),
     ("O’Halloran", "ohalloran"), ("Горелов", "gorelov"), ("Щукин", "shchukin"), ("Łukasz", "lukasz"), ("", ""), ("李", "李")],
)  # fmt: skip
def test_plain_letters(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("one", "two"),
    [("zavgorodny", "zavhorodniy"), ("shcherbin", "scherbin"), ("kudryavtsev", "kudriavtsev"), ("tarnavskyy", "tarnavsky"), ("qaddoumi", "kaddumi"),
     ("tchaikin", "chaykin"), ("schaeuffele", "schauffele"), ("kjaersgaard", "kjaersgard"), ("haddad", "hadad")],
)  # fmt: skip
def test_spellings_of_one_name_sound_alike(one: str, two: str) -> None:
    assert sound(one) == sound(two)


@pytest.mark.parametrize(("one", "two"), [("petrov", "petrenko"), ("morozov", "moroz"), ("marin", "martin"), ("gorelov", "gorelikov"), ("kohl", "kohler")])
def test_other_names_do_not(one: str, two: str) -> None:
    assert sound(one) != sound(two)


def test_korean_and_skeletons() -> None:
    assert korean("sookyung") == korean("sugyong")
    assert korean("jongmin") != korean("jongmi")
    assert skeleton("gorbachevskiy") == skeleton("gorbachveskiy")


@pytest.mark.parametrize(
    ("text", "tokens", "suffix"),
    [
        ("Sir Alan Thorpewell", ("alan", "thorpewell"), None), ("Gen. Walter Hargreave", ("walter", "hargreave"), None),
        ("Foreign Minister Anna Vell", ("anna", "vell"), None), ("Mr Vell", ("vell",), None), ("J.P. Farrand", ("j", "p", "farrand"), None),
        ("JP Farrand", ("j", "p", "farrand"), None), ("KIM HYE-RIN", ("kim", "hyerin"), None), ("Petrenkov, Igor", ("igor", "petrenkov"), None),
        ("Martin Lutherford, Jr.", ("martin", "lutherford"), "Jr"), ("Henry Fordyce III", ("henry", "fordyce"), "III"),
        ("Pieter van den Houten", ("pieter", "houten"), None), ("Mohamed el-Sharnoubi", ("mohamed", "sharnoubi"), None),
        ("Abd al-Rahman al-Khatib", ("abdulrahman", "khatib"), None), ("Abdul-Fattah Mansuri", ("abdulfattah", "mansuri"), None),
        ("Dean Marlowe", ("dean", "marlowe"), None), ("", (), None), ("—", (), None), ("  Anna   Vell ", ("anna", "vell"), None),
    ],
)  # fmt: skip
def test_names_taken_apart(text: str, tokens: tuple[str, ...], suffix: str | None) -> None:
    name = parse(text)
    assert (name.tokens, name.suffix) == (tokens, suffix)


@pytest.mark.parametrize("text", ["the minister", "Prime Minister", "Ostia's energy minister", "deputy energy minister", "The Mayor", "MINISTER", "he", ""])
def test_what_only_describes_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("text", ["Gorelikov", "Mr Gorelikov", "Pieter van den Houten", "al-Rashidi", "KIM HYE-RIN", "李明", "Foreign Minister Anna Vell", "Tom Baker"])
def test_what_names_is(text: str) -> None:
    assert is_name(text)


def test_an_eastern_name_is_read_both_ways() -> None:
    assert {(r.family, r.given) for r in parse("Park Jae-hyun").readings} == {("park", "jaehyun"), ("jaehyun", "park")}
    assert len(parse("Anna Vell").readings) == 1


def test_offices() -> None:
    assert office("Russian Foreign Minister").words == office("foreign minister of Russia").words
    assert office("Russia's defense minister").words == office("defence minister").words
    assert office("Kremlin spokeswoman").countries == frozenset({"Russia"})
    assert nations("Scotland", ()) == nations(None, ("British MP",)) == frozenset({"United Kingdom"})


@pytest.mark.parametrize(
    ("one", "two", "sign"),
    [("mayor of Swansea", "mayor of Tulsa", -1), ("nurse", "finance minister", -1), ("goalkeeper", "archbishop", -1), ("general", "defence minister", 0),
     ("Aldertech chief executive", "chief executive of Aldertech", 1), ("deputy foreign minister", "foreign minister", 1)],
)  # fmt: skip
def test_roles_speak_for_or_against(one: str, two: str, sign: int) -> None:
    found = compare_roles((one,), (two,))
    assert (0 if found is None else (found.weight > 0) - (found.weight < 0)) == sign


def test_a_deputy_is_not_the_minister() -> None:
    same, deputy = compare_roles(("foreign minister",), ("Foreign Minister",)), compare_roles(("deputy foreign minister",), ("foreign minister",))
    assert same is not None
    assert deputy is not None
    assert deputy.weight < same.weight


def test_institutions_and_places() -> None:
    assert body("institution", "Ukraine's Ministry of Defence").words == body("institution", "Defense Ministry").words
    assert body("institution", "Tessera Holdings plc").words == body("institution", "Tessera Holdings").words
    assert body("outlet", "BBC News").words == body("outlet", "the BBC").words
    assert body("outlet", "Daily News").words != body("outlet", "Daily").words
    assert place_name("Kharkov") == place_name("Kharkiv")
    assert place_name("Türkiye") == place_name("Turkey")


def test_what_a_country_has_one_of_and_what_only_sounds_so() -> None:
    def weight(one: str, two: str) -> float:
        sides = (Appellation(key, "institution", name, country="United States") for key, name in (("a", one), ("b", two)))
        return score(*sides).score

    assert weight("Democratic Party (United States)", "Democratic Party (United States)") >= CERTAIN
    assert weight("United States Congress", "US Congress") >= CERTAIN
    assert weight("White House", "White House") >= CERTAIN
    assert weight("White House", "United States") < 0
    assert weight("U.S. Court of Appeals", "U.S. Court of Appeals") < CERTAIN
