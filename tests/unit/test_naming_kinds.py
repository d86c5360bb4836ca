"""What a name names: a person, a place, an outlet or a thing; labels and headlines name nobody."""

from __future__ import annotations

import pytest

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.block import BLOCKS, Block
from sayso.document import Document, Metadata, Reading, Span
from sayso.entity import ENTITIES, Entity
from sayso.reading.blockstep import BlockStep
from sayso.reading.naming.step import EntityStep


def entities(text: str, *, publisher: str | None = None, headline: int = 0) -> dict[str, Entity]:
    """The entities by name; the first `headline` characters are a headline."""
    blocks = [Block(0, headline, "headline")] * bool(headline) + [Block(headline, len(text), "body")]
    document = Document(text, Metadata(publisher=publisher))
    reading = Reading(document).with_layer(BLOCKS, blocks).with_layer(ATTRIBUTIONS, ())
    return {e.name: e for e in EntityStep().run(reading).layer(ENTITIES)}


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("He drove to Ohio on Monday.", "Ohio", "place"),
        ("He was born in New Mexico and raised there.", "New Mexico", "place"),
        ("She voted for Kell Partnership twice.", "Kell Partnership", "other"),
        ("She won Brod Grants twice.", "Brod Grants", "other"),
        ("She was heard on Ana Ruiz Morning Show again.", "Ana Ruiz Morning Show", "other"),
        ("She met Kell Brodwen there.", "Kell Brodwen", "person"),
        ("They met Republican Ana Ruiz there.", "Ana Ruiz", "person"),
        ("They left the Commission on Harbour Debates early.", "Commission on Harbour Debates", "institution"),
        ("They told the Nordwire agency so.", "Nordwire", "outlet"),
        ("They met fellow Democrats there.", "Democratic Party (United States)", "institution"),
    ],
)
def test_what_a_name_names(sentence: str, name: str, kind: str) -> None:
    assert entities(sentence)[name].kind == kind


@pytest.mark.parametrize("word", ["I’m", "He won’t", "EDT", "Twenty-seven", "Mr. President"])
def test_what_names_nobody(word: str) -> None:
    assert not [e for e in entities(f"They say that {word} is here.").values() if e.kind in {"person", "institution"}]


def test_a_word_of_a_headline_is_nobody_though_a_stop_ends_it() -> None:
    headline = "Stealth Over Health: Ana Ruiz Was Diverted to Avoid Bad Optics."
    assert set(entities(headline + "\n\nAna Ruiz went home.", headline=len(headline))) == {"Ana Ruiz"}


def test_what_stands_before_a_full_name_is_no_part_of_it() -> None:
    found = entities("Crooked Ana Ruiz lost, he wrote. Ana Ruiz went home.")
    assert "Ana Ruiz" in found
    assert "Crooked Ana Ruiz" in found["Ana Ruiz"].aliases


def test_the_publisher_is_an_outlet_in_its_own_report() -> None:
    assert entities("The Kelder could not confirm it.", publisher="Kelder")["Kelder"].kind == "outlet"


def test_the_agency_of_a_dateline_publishes() -> None:
    text = "MARSTAD, March 3 (Kelder Press) - The minister went home on Monday, and nobody saw her again."
    metadata = BlockStep().run(Reading(Document(text))).document.metadata
    assert (metadata.publisher, metadata.sources["publisher"]) == ("Kelder Press", "text")


def test_a_role_ends_before_what_the_sentence_goes_on_to_say() -> None:
    (ruiz,) = [e for e in entities("Ana Ruiz, the envoy, repeated after lunch that the minister was ill.").values() if e.kind == "person"]
    assert [r.title for r in ruiz.roles] == ["envoy"]


def test_the_gender_of_the_owner_is_not_that_of_the_deputy() -> None:
    found = entities("Ms Ruiz’s deputy, Kell Brodwen, left. Mr Brodwen was ill.")
    assert found["Kell Brodwen"].gender == "m"


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("They asked the Justice Department twice.", "United States Department of Justice", "institution"),
        ("They left Executive Session early.", "Executive Session", "other"),
        ("They bought Kell Resources twice.", "Kell Resources", "institution"),
        ("He spoke of Poor Mexico there.", "Mexico", "place"),
        ("He climbed Mt. Brodwen there.", "Mt. Brodwen", "place"),
        ("They hired Crosswell Strategies there.", "Crosswell Strategies", "institution"),
        ("They saw Radical Islamic there.", "Radical Islamic", "other"),
        ("They saw Brodwen League-trained there.", "Brodwen League-trained", "other"),
    ],
)
def test_what_is_no_person(sentence: str, name: str, kind: str) -> None:
    assert {n: e.kind for n, e in entities(sentence).items()} == {name: kind}


def test_a_verb_that_ends_like_a_noun_for_people_is_no_role() -> None:
    assert not entities("They vowed to resist Ana Ruiz there.")["Ana Ruiz"].roles
    assert not entities("Ana Ruiz, called him a master of the trade, and left.")["Ana Ruiz"].roles


def test_a_shouted_headline_of_few_words_names_nobody_new() -> None:
    headline = "SULTAN SET FOR CUP FINAL"
    found = entities(headline + "\n\nSultan Azizul of Perlok was there.", headline=len(headline))
    assert {n for n, e in found.items() if e.kind == "person"} == {"Azizul"}


def test_a_title_in_a_headline_needs_a_name_behind_it() -> None:
    headline = "Prime Minister Questions Cuts in Fishing Quota Plan"
    assert not [e for e in entities(headline + "\n\nShe was there.", headline=len(headline)).values() if e.kind == "person"]


def test_a_lone_name_that_does_what_persons_do_is_a_person() -> None:
    assert entities("Kremlin: Volkonski to skip Astana talks")["Volkonski"].kind == "person"
    assert entities("They say that Volkonski opened in May.")["Volkonski"].kind == "other"


@pytest.mark.parametrize("source", ["Political analysts", "Recent polls", "Energy experts"])
def test_the_first_word_of_a_source_that_only_belongs_to_its_noun_is_nobody(source: str) -> None:
    text = f"{source} said so."
    said = Attribution("a", (Span(0, len(source)),), (Span(len(source) + 1, len(source) + 5),), (Span(len(text) - 3, len(text) - 1),))
    reading = Reading(Document(text)).with_layer(BLOCKS, [Block(0, len(text), "body")]).with_layer(ATTRIBUTIONS, (said,))
    assert not [e for e in EntityStep().run(reading).layer(ENTITIES) if e.kind == "person"]


def test_a_word_that_only_ends_as_a_calling_does_makes_no_role() -> None:
    assert not entities("As they brought people together, Ana Ruiz left.")["Ana Ruiz"].roles


def test_who_owns_something_is_the_person_of_that_name_and_no_place() -> None:
    found = entities("Ana Ruiz went home. A friend told of it in Ruiz's home town, and nobody knew in Tormund's harbour.")
    assert found["Ana Ruiz"].aliases == ("Ruiz",)
    assert found["Tormund"].kind == "place"


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("Brodwen Kelltherapeutics, Inc. (NASDAQ: BRKT) said so.", "Brodwen Kelltherapeutics", "institution"),
        ("Brod Mills, Ltd. said so.", "Brod Mills", "institution"),
        ("She left Kelder Werke AG early.", "Kelder Werke AG", "institution"),
        ("Harbour Works Norway said so.", "Harbour Works Norway", "institution"),
        ("They asked Christian Democrats there.", "Christian Democrats", "institution"),
        ("They asked the pollster Kelder there.", "Kelder", "institution"),
        ("Channel 9 said so.", "Channel 9", "outlet"),
        ("He told the Sunday Sentinel so.", "Sunday Sentinel", "outlet"),
        ("They shut the A64 road.", "A64", "other"),
        ("Brod Robotics said it would go. Shares of Brod rose.", "Brod Robotics", "institution"),
        ("Kell Brodwen said it would cut jobs.", "Kell Brodwen", "institution"),
        ("It was led by investor Granite Brod, which owns it.", "Granite Brod", "institution"),
        ("Rival Ostrava Dynamics left.", "Ostrava Dynamics", "institution"),
        ("They told ABC Radio Brodwen so.", "ABC Radio Brodwen", "outlet"),
        ("He lives in Church Lane, Nether Brod, alone.", "Nether Brod", "place"),
        ("The Bishop of Ludbrod, the Rt Rev Ana Ruiz, left.", "Ludbrod", "place"),
        ("They heard analyst May Ruiz there.", "May Ruiz", "person"),
        ("They met Nandi Senator Elijah Brod there.", "Elijah Brod", "person"),
        ("Det Chief Insp Wayne Brod left.", "Wayne Brod", "person"),
        ("They shut Ketter Dam early.", "Ketter Dam", "place"),
        ("It was Harbour Kingdom winner Ana Ruiz.", "Harbour Kingdom", "other"),
        ("They left the National Harbour and Land Commission early.", "National Harbour and Land Commission", "institution"),
        ("They took her to St Brannoc’s Hospital.", "St Brannoc’s Hospital", "institution"),
        ("Ana Peña y Peña said so.", "Ana Peña y Peña", "person"),
        ("Tom Hutchins and Brittany Hutchins left.", "Brittany Hutchins", "person"),
        ("They met Judge Earl Brodwen there.", "Earl Brodwen", "person"),
        ("Born Ilse Brodwen in Riga, she left.", "Ilse Brodwen", "person"),
        ("“Leave Donna alone,” he said, and Tom took Donna home.", "Donna", "person"),
    ],
)
def test_what_forms_of_the_world_s_papers_name(sentence: str, name: str, kind: str) -> None:
    assert entities(sentence)[name].kind == kind


@pytest.mark.parametrize(
    "words",
    ["Ana Ruiz, Lead Independent Director, left.", "Ana Ruiz, M.D., Ph.D., left.", "Separately, the firm left.", "Reacting, the board left.", "E. coli was there.",
     "It was shown on TV.", "The Chief Medical Officer left.", "Brod Mills, Inc. (NYSE: BRM) left.", "BLUNDERING surgeons left.",
     "“Mum trusted him,” they heard.", "In May Ruiz was there."],
)
def test_no_person_but_those_named(words: str) -> None:
    assert {e.name for e in entities(words).values() if e.kind == "person"} <= {"Ana Ruiz"}


def test_letters_and_marks_of_shares_name_nobody() -> None:
    assert set(entities("Ana Ruiz, M.D., of Brod Mills, Inc. (NYSE: BRM), left.")) == {"Ana Ruiz", "Brod Mills"}


@pytest.mark.parametrize(("country", "name"), [("Nigeria", "House of Representatives"), ("the United States", "House of Representatives (United States)")])
def test_a_body_that_many_countries_have_is_that_of_the_country_spoken_of(country: str, name: str) -> None:
    assert name in entities(f"In {country} the House of Representatives rose.")


def test_half_of_a_double_name_is_the_same_person() -> None:
    assert "Ana Ruiz" in entities("Ana Ruiz-Brod left. Ana Ruiz came back.")["Ana Ruiz-Brod"].aliases


@pytest.mark.parametrize(("text", "role"), [("As my late editor, Ana Ruiz, said.", "late editor"), ("It was a reference to Ostia’s premier, Ana Ruiz.", "Ostia’s premier")])
def test_a_role_has_nothing_before_it_that_is_none(text: str, role: str) -> None:
    assert any(role in r.title and "reference" not in r.title and not r.title.startswith("As") for r in entities(text)["Ana Ruiz"].roles)
