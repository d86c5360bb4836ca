"""The attribution step with the packaged model: what every model must read, whatever its weights."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

import sayso
from sayso.attribution import ATTRIBUTIONS
from sayso.block import BLOCKS, Block
from sayso.document import Document, Metadata, Reading
from sayso.reading.attributing.decoding import Proposal
from sayso.reading.attributing.step import AttributionStep

Told = Callable[[str], list[SimpleNamespace]]
Read = Callable[[str], Reading]


def one(rows: list[SimpleNamespace], cue: str) -> SimpleNamespace:
    """The row whose cue has the word."""
    (found,) = [row for row in rows if cue in row.cue]
    return found


@pytest.mark.parametrize(("text", "source", "cue", "content", "act"), [
    ("Harbour minister Odile Brandt denied that the port would close.", "Harbour minister Odile Brandt", "denied", "the port would close", "deny"),
    ("The mayor said the report was untrue.", "The mayor", "said", "the report was untrue", "deny"),
    ("Officials confirmed on Monday that the ferry had sunk.", "Officials", "confirmed", "the ferry had sunk", "confirm"),
    ("The union demanded that the harbour chief resign.", "The union", "demanded", "the harbour chief resign", "demand"),
    ("Prime minister Odo Lantz vowed to rebuild the pier.", "Prime minister Odo Lantz", "vowed", "rebuild the pier", "promise"),
    ("The senator accused the company of hiding the crack.", "The senator", "accused", "hiding the crack", "accuse"),
    ("Villagers believe that the dam will fail this winter.", "Villagers", "believe", "the dam will fail", "believe"),
    ("According to the harbour board, the quay will be closed in May.", "the harbour board", "According to", "the quay will be closed in May", "assert"),
    ("The spokesman declined to comment on the leak.", "The spokesman", "declined", "to comment", "decline"),
    ("The firm did not respond to a request for comment.", "The firm", "did not respond", "a request for comment", "decline"),
])  # fmt: skip
def test_one_statement(told: Told, text: str, source: str, cue: str, content: str, act: str) -> None:
    row = one(told(text), cue)
    assert row.source == source
    assert content in row.content
    assert row.act == act
    assert row.inside is None
    assert row.quotation == "indirect"
    assert 0 < row.confidence <= 1


def test_a_denial_of_reports_holds_the_reports(told: Told) -> None:
    rows = told("Harbour minister Odile Brandt denied reports that the ferry company had threatened to leave the port.")
    assert one(rows, "denied").act == "deny"
    report = one(rows, "reports")
    assert (report.inside, report.source, report.identification) == ("denied", "", "unnamed")
    threat = one(rows, "threatened")
    assert (threat.act, threat.inside) == ("threaten", "reports")


def test_a_chain_of_two(told: Told) -> None:
    rows = told("The prime minister said that the central bank had warned that inflation would rise.")
    assert one(rows, "said").inside is None
    assert one(rows, "warned").inside == one(rows, "said").cue
    assert one(rows, "warned").source == "the central bank"


def test_a_chain_of_three(told: Told) -> None:
    rows = told("The Ostrel Gazette reported on Friday that mayor Ilse Varga had said the engineers warned that the dam would not hold.")
    assert one(rows, "reported").inside is None
    assert one(rows, "said").inside == "reported"
    assert one(rows, "warned").inside == one(rows, "said").cue
    assert one(rows, "warned").content == "the dam would not hold"


def test_the_inside_of_a_direct_quotation_is_read(told: Told) -> None:
    rows = told("Ilse Varga said: “The chairman told me that the dam would hold.”")
    assert one(rows, "told").inside is not None
    assert one(rows, "told").quotation == "indirect"
    assert one(rows, "said").quotation == "direct"


def test_a_transcript(told: Told) -> None:
    rows = told("HOLM: We will appeal the ruling of the court.\nVARGA: That is your right under the law.\nHOLM: We shall see about it in spring.")
    assert [(row.source, row.act, row.inside) for row in rows][:3] == [("HOLM", "assert", None), ("VARGA", "assert", None), ("HOLM", "assert", None)]
    assert rows[1].content.startswith("That is your right")


def test_a_quotation_around_its_cue_is_one_statement(told: Told) -> None:
    (row,) = told("“The dam is safe,” said Ilse Varga, “and it will hold.”")
    assert row.quotation == "direct"
    assert row.content == "“The dam is safe,” … “and it will hold.”"


def test_a_quotation_over_paragraphs_is_one_statement(told: Told) -> None:
    rows = told("The council met on Monday evening.\n\n“The dam is safe,” Ilse Varga told the council. “We have looked at it twice.\n\n“We will look at it again.”")
    row = one(rows, "told")
    assert row.content.endswith("“We will look at it again.”")
    assert row.addressee == "the council"
    assert row.quotation == "direct"


def test_a_mixed_quotation(told: Told) -> None:
    assert one(told("The mayor said the dam was “perfectly safe” and would hold for years."), "said").quotation == "mixed"


def test_a_headline_with_a_colon(told: Told) -> None:
    rows = told("Ilse Varga: dam is safe and will hold\n\nThe mayor said on Monday that the dam at Ostrel was safe.")
    assert (rows[0].source, rows[0].content, rows[0].block) == ("Ilse Varga", "dam is safe and will hold", "headline")
    assert one(rows, "said").block == "body"


def test_citing(told: Told) -> None:
    rows = told("The Ostrel Gazette, citing two people familiar with the matter, reported that the dam would be closed in May.")
    assert one(rows, "reported").source == "The Ostrel Gazette"
    inner = one(rows, "citing")
    assert inner.source == "two people familiar with the matter"
    assert (inner.inside, inner.content) == ("reported", one(rows, "reported").content)


def test_quoted_as_saying(told: Told) -> None:
    rows = told("The Ostrel Gazette quoted the mayor as saying that the dam would be closed before the winter.")
    assert one(rows, "quoted").content.startswith("the mayor as saying")
    inner = one(rows, "saying")
    assert (inner.source, inner.inside, inner.content) == ("the mayor", "quoted", "the dam would be closed before the winter")


def test_was_quoted_by_another_as_saying(told: Told) -> None:
    rows = told("The mayor was quoted by the Ostrel Gazette as saying that the dam would be closed before the winter.")
    assert one(rows, "quoted").source == "the Ostrel Gazette"
    assert (one(rows, "saying").source, one(rows, "saying").inside) == ("The mayor", "quoted")


def test_rumours_belong_to_nobody(told: Told) -> None:
    rows = told("There was speculation that the minister would resign within days.")
    (row,) = [r for r in rows if r.act == "speculate"]
    assert (row.source, row.identification) == ("", "unnamed")
    assert "the minister would resign" in row.content


@pytest.mark.parametrize("text", [
    "It was a quiet morning in the port. The ferry left at nine and came back at noon. Nobody was hurt.",
    "The bridge is two miles long and carries nine trains a day.",
    "",
    "...\n\n---\n\n***",
])  # fmt: skip
def test_nothing_said(told: Told, text: str) -> None:
    assert [row for row in told(text) if not row.quiet] == []


def test_furniture_yields_none_and_captions_do() -> None:
    text = "The mayor said that the dam was safe.\nThe chief said that the gate was shut."
    blocks = [Block(0, 37, "furniture", "related"), Block(38, len(text), "caption")]
    reading = sayso.engine.pipeline().run(Reading(Document(text)).with_layer(BLOCKS, blocks))
    (found,) = reading.layer(ATTRIBUTIONS)
    assert found.block == "caption"
    assert text[slice(*found.source[0])] == "The chief"


@pytest.mark.parametrize("text", [
    "Die Bürgermeisterin sagte am Montag, dass der Damm nicht geschlossen werde und dass die Ingenieure ihn geprüft hätten. Sie wies die Berichte zurück.",
    "La maire a déclaré lundi que le barrage ne serait pas fermé et que les ingénieurs l’avaient vérifié. Elle a rejeté les rumeurs sur une fissure.",
    "Мэр города заявил в понедельник, что плотину не закроют и что инженеры её проверили. Он опроверг слухи о трещине.",
])  # fmt: skip
def test_another_language_yields_none_and_says_so(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.layer(BLOCKS)
    assert reading.has(ATTRIBUTIONS)
    assert reading.layer(ATTRIBUTIONS) == ()
    assert "English only: not read" in reading.steps["attributions"]


def test_a_language_that_the_caller_gives_is_believed() -> None:
    text = "The mayor said that the dam was safe."
    assert sayso.read_text(text, metadata=Metadata(language="de")).layer(ATTRIBUTIONS) == ()
    assert len(sayso.read_text(text, metadata=Metadata(language="en")).layer(ATTRIBUTIONS)) == 1


class Scripted:
    """A model that proposes what it is given, and nothing inside."""

    def __init__(self, *proposals: Proposal) -> None:
        self.proposals = proposals
        self.asked: list[tuple[int, int]] = []

    def propose(self, text: str, stretches: list[tuple[int, int]]) -> list[Proposal]:
        """The script."""
        self.asked = [tuple(s) for s in stretches]
        return list(self.proposals)

    def propose_alone(self, text: str, stretches: list[tuple[int, int]], threshold: float) -> list[list[Proposal]]:
        """Nothing."""
        return [[] for _ in stretches]


def test_the_model_is_a_part_that_can_be_exchanged() -> None:
    text = "Rill said so.\nBrod left."
    model = Scripted(Proposal(((0, 4),), ((5, 9),), ((10, 12),), 0.9, 0.9), Proposal((), ((19, 23),), (), 0.9, 0.0))
    reading = Reading(Document(text)).with_layer(BLOCKS, [Block(0, 13, "body"), Block(14, 24, "furniture")])
    found = AttributionStep(model).run(reading).layer(ATTRIBUTIONS)
    assert model.asked == [(0, 13)]
    assert [(a.source, a.content, a.by) for a in found] == [(((0, 4),), ((10, 12),), "model/1")]


def test_two_readings_of_the_same_words_have_one_id() -> None:
    text = "Rill said so."
    twice = Proposal(((0, 4),), ((5, 9),), ((10, 12),), 0.9, 0.9)
    reading = Reading(Document(text)).with_layer(BLOCKS, [Block(0, 13, "body")])
    assert len(AttributionStep(Scripted(twice, twice)).run(reading).layer(ATTRIBUTIONS)) == 1


def test_ids_differ_between_documents() -> None:
    texts = ["Ilse Varga said that the dam was safe.", "Ilse Varga said that the dam was safe. It rained."]
    ids = {a.id for text in texts for a in sayso.read_text(text).layer(ATTRIBUTIONS)}
    assert len(ids) == 2


def test_every_attribution_says_why(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        for a in reading.layer(ATTRIBUTIONS):
            assert any(reason.startswith("act ") for reason in a.reasons)
            assert a.by.startswith(("model/", "rule/"))


def test_the_bundled_reports_hold_chains_and_denials(examples: dict[str, Reading]) -> None:
    found = [a for reading in examples.values() for a in reading.layer(ATTRIBUTIONS)]
    assert len(found) > 150
    assert sum(a.inside is not None for a in found) > 15
    assert sum(a.act == "deny" for a in found) >= 5
    assert {"direct", "indirect", "mixed"} == {a.quotation for a in found}


@pytest.mark.parametrize(("source", "kept"), [((20, 33), True), ((20, 23), False)])
def test_an_article_alone_is_no_source_of_what_stands_inside(source: tuple[int, int], kept: bool) -> None:
    text = "Rill said on Sunday the statement claimed the dam was safe."

    class Inside(Scripted):
        def propose_alone(self, text: str, stretches: list[tuple[int, int]], threshold: float) -> list[list[Proposal]]:
            return [[Proposal((source,), ((34, 41),), ((42, 58),), 0.9, 0.9)] for _ in stretches]

    outer = Proposal(((0, 4),), ((5, 9),), ((20, 58),), 0.9, 0.9)
    reading = Reading(Document(text)).with_layer(BLOCKS, [Block(0, 59, "body")])
    found = AttributionStep(Inside(outer)).run(reading).layer(ATTRIBUTIONS)
    assert any(a.inside for a in found) is kept


def test_a_hearer_inside_a_statement_is_no_speaker() -> None:
    text = "Rill said the minister was told that the dam leaks."

    class Inside(Scripted):
        def propose_alone(self, text: str, stretches: list[tuple[int, int]], threshold: float) -> list[list[Proposal]]:
            return [[Proposal(((10, 22),), ((23, 31),), ((37, 50),), 0.9, 0.9)] for _ in stretches]

    reading = Reading(Document(text)).with_layer(BLOCKS, [Block(0, 51, "body")])
    found = AttributionStep(Inside(Proposal(((0, 4),), ((5, 9),), ((10, 50),), 0.9, 0.9))).run(reading).layer(ATTRIBUTIONS)
    outer, *inner = found
    assert [(a.source, a.inside) for a in inner if a.cue == ((23, 31),)] == [((), outer.id)]
