"""Who speaks: names, titles, pronouns, metonyms, outlets and those without a name, on invented sentences."""

from __future__ import annotations

import pytest

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.block import BLOCKS, Block
from sayso.document import Document, Reading, Span
from sayso.entity import ENTITIES, MENTIONS, Entity
from sayso.reading.naming.step import EntityStep


def read(text: str, *sources: str, inside: dict[int, int] | None = None) -> Reading:
    """A reading whose attributions have the given sources, in the order of the text; the word behind each is its cue."""
    attributions: list[Attribution] = []
    place = 0
    for number, source in enumerate(sources):
        begin = text.index(source, place)
        place = begin + len(source)
        cue = Span(place, place + 5)
        parent = attributions[inside[number]].id if inside and number in inside else None
        content = (Span(0, len(text)),)
        attributions.append(Attribution(f"a{number}", (Span(begin, place),), (cue,), content, inside=parent))
    blocks = [Block(0, len(text), "body")] if "\n" not in text else _lines(text)
    reading = Reading(Document(text)).with_layer(BLOCKS, blocks).with_layer(ATTRIBUTIONS, attributions)
    return EntityStep().run(reading)


def _lines(text: str) -> list[Block]:
    blocks, start = [], 0
    for line in text.split("\n"):
        kind = "byline" if line.startswith("By ") else "body"
        blocks.append(Block(start, start + len(line), kind))
        start += len(line) + 1
    return [b for b in blocks if b.start < b.end]


def speakers(text: str, *sources: str) -> list[tuple[str | None, str]]:
    """The speaker's name and the identification of every source."""
    reading = read(text, *sources)
    names = {e.id: e.name for e in reading.layer(ENTITIES)}
    return [(names[a.speaker] if a.speaker else None, a.identification) for a in reading.layer(ATTRIBUTIONS)]


def entity(reading: Reading, name: str) -> Entity:
    """The entity of a name."""
    return next(e for e in reading.layer(ENTITIES) if e.name == name)


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        ("Trade Minister Ida Soren said no. She said it twice.", ("Trade Minister Ida Soren", "She"), ["Ida Soren"] * 2),
        ("Ida Soren, the trade minister, said no. The minister said it twice.", ("Ida Soren", "The minister"), ["Ida Soren"] * 2),
        (
            "J. R. van der Moor said no. Mr van der Moor said it twice.",
            ("J. R. van der Moor", "Mr van der Moor"),
            ["J. R. van der Moor"] * 2,
        ),
        ("Ken O’Dell said no. O’Dell said it twice.", ("Ken O’Dell", "O’Dell"), ["Ken O’Dell"] * 2),
        ("Ken O'Dell said no. O'Dell said it twice.", ("Ken O'Dell", "O'Dell"), ["Ken O'Dell"] * 2),
        (
            "Sen. Rosa St. Clair-Hume said no. St. Clair-Hume said it.",
            ("Sen. Rosa St. Clair-Hume", "St. Clair-Hume"),
            ["Rosa St. Clair-Hume"] * 2,
        ),
        ("Kim Min-ho, a painter, said no. Kim said it.", ("Kim Min-ho", "Kim"), ["Kim Min-ho"] * 2),
        ("Her brother, Paul Ames, said no. He said it.", ("Her brother, Paul Ames", "He"), ["Paul Ames"] * 2),
    ],
)
def test_one_person_however_named(text: str, sources: tuple[str, ...], expected: list[str]) -> None:
    """Titles, surnames, appositions and pronouns lead to the full name."""
    assert speakers(text, *sources) == [(name, "named") for name in expected]


def test_namesakes_are_kept_apart() -> None:
    """An honorific settles which of two is meant; a bare surname does not."""
    text = "Anna Brook said yes. Peter Brook said no. Ms Brook said yes again. Mr Brook said no again. Brook said nothing."
    assert speakers(text, "Anna Brook", "Peter Brook", "Ms Brook", "Mr Brook", "Brook said nothing"[:5])[2:] == [
        ("Anna Brook", "named"),
        ("Peter Brook", "named"),
        (None, "named"),
    ]


def test_two_men_of_one_surname_and_an_honorific_stay_open() -> None:
    """Where nothing settles who is meant, nobody is taken."""
    text = "Martin Brook said yes. Peter Brook said no. Mr Brook said so again."
    assert speakers(text, "Martin Brook", "Peter Brook", "Mr Brook")[2] == (None, "named")


def test_a_capital_speaks_for_its_government_and_is_a_place_elsewhere() -> None:
    """A metonym is the country where it speaks, a place where it is one."""
    reading = read("Lisbon said it would wait. The talks in Lisbon went on.", "Lisbon")
    assert entity(reading, "Portugal").kind == "institution"
    assert "Lisbon" in entity(reading, "Portugal").aliases
    assert entity(reading, "Lisbon").kind == "place"


def test_a_person_and_a_place_of_one_name() -> None:
    """A bare surname that is also a town is the person where it speaks."""
    text = "Judge Clara Preston ruled in Preston on Monday. Preston said the town was small."
    assert speakers(text, "Preston said"[:7])[0][1] in {"named", "institution"}
    assert speakers(text, "Judge Clara Preston", "Preston said the"[:7])[0] == ("Clara Preston", "named")


def test_outlets_known_and_unknown() -> None:
    """Abbreviations of known outlets, unknown ones by pattern, and "the paper"."""
    assert speakers("The FT said so.", "The FT") == [("Financial Times", "outlet")]
    text = "The Quay Courier reported a fire. The paper said so twice."
    assert speakers(text, "The Quay Courier", "The paper") == [("Quay Courier", "outlet")] * 2


def test_institutions_by_name_abbreviation_and_noun() -> None:
    """A name, its abbreviation, its noun and "it" are one."""
    text = "The Office for River Safety (ORS) said no. The ORS said it again. It said so twice. The office said so."
    found = speakers(text, "The Office for River Safety (ORS)", "The ORS", "It", "The office")
    assert found == [("Office for River Safety", "institution")] * 4


@pytest.mark.parametrize(
    ("text", "source", "identification"),
    [
        ("A person familiar with the matter said no.", "A person familiar with the matter", "unnamed"),
        ("A source said no.", "A source", "unnamed"),
        ("Two officials said no.", "Two officials", "role"),
        ("A ministry spokesman said no.", "A ministry spokesman", "role"),
        ("Analysts said no.", "Analysts", "group"),
        ("Residents of the quay said no.", "Residents of the quay", "group"),
        ("A poll by Civic Sums suggested no.", "A poll by Civic Sums", "document"),
        ("The minister said no.", "The minister", "role"),
    ],
)
def test_those_without_a_name_have_no_speaker(text: str, source: str, identification: str) -> None:
    """Unnamed sources, roles, groups and documents are kept as entities and never as speakers."""
    reading = read(text, source)
    attribution = reading.layer(ATTRIBUTIONS)[0]
    assert (attribution.speaker, attribution.identification) == (None, identification)
    assert reading.layer(ENTITIES)


def test_the_count_of_unnamed_sources() -> None:
    """How many are claimed, and in what capacity."""
    found = next(e for e in read("Two officials said no.", "Two officials").layer(ENTITIES))
    assert (found.kind, found.count, found.capacity) == ("unnamed", 2, "official")


def test_roles_have_exact_spans_and_ages_are_read() -> None:
    """A role's span holds its title; an age behind a comma is the person's."""
    text = "Harbour spokesman Leo Frost, 61, who has served as harbour master since May, said no."
    reading = read(text, "Harbour spokesman Leo Frost, 61,")
    frost = entity(reading, "Leo Frost")
    assert frost.age == 61
    assert {r.title for r in frost.roles} >= {"Harbour spokesman", "harbour master"}
    assert all(text[r.start : r.end] == r.title for r in frost.roles)


def test_names_in_capitals() -> None:
    """A shouted headline names who is named below."""
    text = "GOVERNOR RUTH ALDANE SAYS RATES WILL RISE AGAIN SOON\nAldane said so on Monday."
    found = speakers(text, "GOVERNOR RUTH ALDANE", "Aldane")
    assert [name.lower() for name, _ in found if name] == ["ruth aldane"] * 2


def test_a_plural_family_name_is_nobody_s_alias() -> None:
    """The Aldanes are not Ruth Aldane."""
    reading = read("Ruth Aldane said the Aldanes would come.", "Ruth Aldane")
    assert entity(reading, "Ruth Aldane").aliases == ()


def test_a_sentence_s_first_word_is_no_name() -> None:
    """Capitals at the beginning of a sentence say nothing."""
    reading = read("Yesterday rain fell. Bread grew dear. Furthermore, ships sank.")
    assert reading.layer(ENTITIES) == ()


def test_first_person_in_a_quotation_and_in_a_byline() -> None:
    """“I” is the speaker of the quotation; outside, the author."""
    text = "By Nora Lind\nI asked the boatman."
    assert speakers(text, "I") == [("Nora Lind", "named")]
    text = "Paul Ames said “I think not” on Monday."
    reading = read(text, "Paul Ames", "I", inside={1: 0})
    assert len({a.speaker for a in reading.layer(ATTRIBUTIONS)}) == 1


def test_nobody_is_guessed() -> None:
    """Without a source, or with a pronoun that nobody fits, the speaker is open."""
    assert speakers("He said no.", "He") == [(None, "unnamed")]
    text = "Martin Brook met Peter Ames. The rain fell. The rain went on. Nothing moved. No ship came. He said no."
    assert speakers(text, "He")[0][0] is None
    bare = Attribution("a", (), (Span(0, 8),), (Span(9, 20),))
    reading = Reading(Document("Rumours that ships sank.")).with_layer(BLOCKS, [Block(0, 24, "body")])
    assert EntityStep().run(reading.with_layer(ATTRIBUTIONS, [bare])).layer(ATTRIBUTIONS)[0].speaker is None


def test_every_attribution_says_why() -> None:
    """One reason about the speaker is added to each."""
    reading = read("Ida Soren said no.", "Ida Soren")
    assert [r for r in reading.layer(ATTRIBUTIONS)[0].reasons if r.startswith("speaker ")] == [
        "speaker Ida Soren: named: Ida Soren"
    ]


def test_mentions_point_at_known_entities() -> None:
    """Spans lie in the text, in order, and each belongs to an entity."""
    text = "Mr Lars Holm, the mayor, said no. Holm said it in Oslo. The mayor said so."
    reading = read(text, "Mr Lars Holm", "Holm", "The mayor")
    ids = {e.id for e in reading.layer(ENTITIES)}
    mentions = reading.layer(MENTIONS)
    assert {m.entity for m in mentions} == ids
    assert [text[m.start : m.end] for m in mentions if m.form == "name"] == ["Mr Lars Holm", "Holm", "Oslo"]
    assert {text[m.start : m.end] for m in mentions if m.form == "nominal"} == {"the mayor", "The mayor"}


# --- names cut where they end ---


def kinds(text: str, *sources: str) -> dict[str, str]:
    """The kind of every entity, by name."""
    return {e.name: e.kind for e in read(text, *sources).layer(ENTITIES)}


def test_a_name_that_ends_the_words_told_is_not_their_speaker():
    text = "Ida Soren left. The envoy hopes to meet her neighbour, Ida Soren, a harbour official said on Friday."
    assert speakers(text, "Ida Soren, a harbour official") == [(None, "role")]
    assert speakers("Ida Soren, a harbour official, said no.", "Ida Soren, a harbour official") == [("Ida Soren", "named")]


def test_a_thing_in_apposition_behind_an_article_is_no_person():
    assert kinds("He dropped the Blueline, the tunnel to Ostia that she wanted.").get("Blueline") != "person"
    assert kinds("The board left the 2bn Blueline project. She was ill.").get("Blueline") != "person"


def test_an_owner_or_an_adjective_that_opens_a_source_is_no_person():
    assert kinds("Ostia's mayor said she was ill.", "Ostia's mayor").get("Ostia") != "person"
    assert kinds("Ostian mayor Ida Soren said she was ill.", "Ostian mayor Ida Soren").get("Ostian") != "person"


def test_an_outlet_of_one_word_does_not_cut_a_full_name():
    assert kinds("Petra Olmsund, the spokeswoman, said no.", "Petra Olmsund")["Petra Olmsund"] == "person"


def test_seats_and_firms_are_no_persons():
    found = kinds("Corven House said no. Papers sent to Pilot Street came back late.", "Corven House")
    assert (found["Corven House"], found["Pilot Street"]) == ("institution", "place")


def test_a_name_behind_the_realm_of_its_office():
    assert kinds("She met the undersecretary for Foreign Trade Ida Soren.")["Ida Soren"] == "person"
    assert kinds("She met the leader of the Coast Party Ida Soren.")["Coast Party"] == "institution"


def test_an_article_and_a_title_in_a_headline_name_nobody():
    assert "Vanishes" not in kinds("A Minister Vanishes From View, and a Town Reads the Silence")
