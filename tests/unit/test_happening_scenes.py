"""The model of scenes: what it is given, what it gives, and how it goes together with the rules."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import pytest

from sayso.block import BLOCKS, Block
from sayso.document import Document, Metadata, Reading, Span
from sayso.entity import ENTITIES
from sayso.errors import ModelError
from sayso.event import APPEARANCE_STATUSES, APPEARANCES, EVENTS, STATUSES
from sayso.reading.attributing.decoding import Floats
from sayso.reading.attributing.model import AttributionModel, Noted, packaged
from sayso.reading.attributing.step import AttributionStep
from sayso.reading.attributing.windows import Ints, Pieces
from sayso.reading.dating import find_timexes
from sayso.reading.happening import EventStep
from sayso.reading.happening import scenes as scenes_module
from sayso.reading.happening.scenes import SceneModel, Scenes, Standing, Taking
from sayso.reading.naming.step import EntityStep
from sayso.timex import TIMEXES

TEXT = (
    "Interior minister Oda Varga was missing from Tuesday's cabinet meeting in Brask, officials said.\n"
    "Her deputy, Pavel Lindqvist, took her place at the table.\n"
    "Wheat prices rose by a tenth, and the ministry blamed the frost.\n"
    "Envoy Lucia Ferrant sat opposite Pavel Lindqvist throughout the morning session."
)
LINES = [(0, 96), (97, 154), (155, 219), (220, 300)]


def read(text: str, model: SceneModel | None) -> Reading:
    blocks = [Block(start, end, "body") for start, end in LINES if end <= len(text)]
    reading = Reading(Document(text, Metadata(published="2026-03-13", language="en"))).with_layer(BLOCKS, blocks)
    reading = EntityStep().run(AttributionStep(packaged(1)).run(reading))
    return EventStep(model).run(reading.with_layer(TIMEXES, find_timexes(text, document_date="2026-03-13")))


def test_the_lines_are_those_of_the_text() -> None:
    assert [TEXT[s:e][-1] for s, e in LINES] == [".", ".", ".", "."]


def test_windows_are_noted_where_something_may_take_place() -> None:
    noted = packaged().noted(TEXT, LINES)
    assert noted
    assert all(isinstance(one, Noted) and one.states.shape == (len(one.window), 384) for one in noted)
    assert packaged().noted("Wheat prices rose by a tenth.", [(0, 29)]) == ()


def test_what_was_noted_is_told_once_and_told_alike_again() -> None:
    model = AttributionModel(packaged().folder)
    model.propose(TEXT, LINES)
    first, again = model.noted(TEXT, LINES), model.noted(TEXT, LINES)
    assert [n.window for n in first] == [n.window for n in again]
    assert all((a.states == b.states).all() for a, b in zip(first, again, strict=True))


def test_another_text_is_not_answered_with_the_last_one() -> None:
    model = AttributionModel(packaged().folder)
    model.propose(TEXT, LINES)
    assert model.noted("Rain fell.", [(0, 10)]) == ()


def test_threads_that_share_a_model_are_never_told_of_each_others_text() -> None:
    model = AttributionModel(packaged().folder)
    texts = [TEXT.replace("Oda", name) for name in ("Oda", "Una", "Ada", "Iva")]
    alone = [[n.window for n in model.noted(text, LINES)] for text in texts]
    together = Barrier(len(texts))

    def noted(text: str) -> list[Pieces]:
        model.propose(text, LINES)
        together.wait(30)  # every thread has proposed before any asks
        return [n.window for n in model.noted(text, LINES)]

    with ThreadPoolExecutor(len(texts)) as pool:
        assert list(pool.map(noted, texts)) == alone


def test_a_thread_asks_again_for_nothing_that_it_has_read(monkeypatch: pytest.MonkeyPatch) -> None:
    model, reads = AttributionModel(packaged().folder), list[str]()
    read_once = AttributionModel._proposed
    monkeypatch.setattr(AttributionModel, "_proposed", lambda self, text, stretches: reads.append(text) or read_once(self, text, stretches))
    model.propose(TEXT, LINES)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(model.propose, "Rain fell.", [(0, 10)]).result()
    assert model.noted(TEXT, LINES)
    assert reads == [TEXT, "Rain fell."]


def test_a_book_is_judged_in_groups_and_only_near_the_sentence_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenes_module, "GROUP", 2)
    text = "\n".join([TEXT] * 30)
    at = [k * (len(TEXT) + 1) for k in range(30)]
    scenes = SceneModel(packaged()).read(text, [(start + s, start + e) for start in at for s, e in LINES])
    assert len(scenes.noted) >= 6
    for start in at:
        sentence = Span(start, start + LINES[0][1])
        assert scenes.near(sentence)
        assert all(sentence.holds(t.span) for t in scenes.occasions(sentence))
        assert len(scenes._judged) <= 2
    asked = list[Span]()
    pieces = scenes_module._pieces
    monkeypatch.setattr(scenes_module, "_pieces", lambda noted, span: asked.append(span) or pieces(noted, span))
    scenes.near(Span(at[15], at[15] + 96))
    assert len(asked) <= 2


class EncoderOfAttributionsAlone:
    """An encoder that gives nothing for scenes, as `training.export` writes it."""

    def run(self, _: list[str] | None, inputs: dict[str, Ints]) -> list[Floats]:
        found: list[Floats] = packaged()._encoder.run(["tags", "projections"], inputs)
        return found


def test_with_a_model_of_attributions_alone_the_rules_read_alone() -> None:
    model = AttributionModel(packaged().folder)
    model.__dict__["_encoder"] = EncoderOfAttributionsAlone()
    assert model.propose(TEXT, LINES) == packaged().propose(TEXT, LINES)
    assert model.noted(TEXT, LINES) == ()
    assert read(TEXT, SceneModel(model)).layer(APPEARANCES) == read(TEXT, None).layer(APPEARANCES)


def test_what_was_read_before_changes_no_row() -> None:
    model, before = SceneModel(packaged()), read(TEXT, None)
    alone = EventStep(model).run(before)
    packaged().propose("Mayor Una Brandt did not come to the market on Monday.", [(0, 54)])
    again = EventStep(model).run(before)
    assert any(row.rule == "model" for row in alone.layer(APPEARANCES))  # else the tests of its rows would hold nothing
    assert again == alone


def test_a_mention_has_a_status_and_words_that_show_it() -> None:
    scenes = SceneModel(packaged()).read(TEXT, LINES)
    sentence, mention = Span(0, 96), Span(TEXT.index("Oda"), TEXT.index("Oda") + 9)
    (standing,) = scenes.standings([mention], sentence)
    assert standing is not None
    assert standing.status in APPEARANCE_STATUSES
    assert sentence.holds(standing.evidence)
    assert 0.5 <= standing.probability <= 1


def test_occasions_lie_in_their_sentence() -> None:
    scenes = SceneModel(packaged()).read(TEXT, LINES)
    found = scenes.occasions(Span(0, 96))
    assert found
    assert all(Span(0, 96).holds(t.span) and t.outcome[0] in STATUSES for t in found)
    assert scenes.occasions(Span(155, 219)) == []


def test_evidence_is_made_of_whole_words() -> None:
    scenes = SceneModel(packaged()).read(TEXT, LINES)
    for taking in scenes.occasions(Span(0, 96)):
        assert not TEXT[max(0, taking.span.start - 1) : taking.span.start + 1].isalnum()
        assert not TEXT[taking.span.end - 1 : taking.span.end + 1].isalnum()


def test_without_a_model_the_rules_read_alone() -> None:
    assert {row.rule for row in read(TEXT, None).layer(APPEARANCES)}.isdisjoint({"model"})


def test_with_it_no_row_of_the_rules_is_lost() -> None:
    alone, both = read(TEXT, None), read(TEXT, SceneModel(packaged()))
    assert {(r.person, r.status) for r in alone.layer(APPEARANCES)} <= {(r.person, r.status) for r in both.layer(APPEARANCES)}
    assert {e.evidence for e in alone.layer(EVENTS)} <= {e.evidence for e in both.layer(EVENTS)}


def test_every_row_points_at_a_person_and_at_words_of_the_text() -> None:
    reading = read(TEXT, SceneModel(packaged()))
    people = {e.id for e in reading.layer(ENTITIES)}
    for row in reading.layer(APPEARANCES):
        assert row.person in people
        assert all(0 <= s.start < s.end <= len(TEXT) for s in row.evidence)


@dataclass(frozen=True)
class Saying(Scenes):
    """Scenes that say one thing of a person, whatever the weights."""

    person: Span | None = None
    standing: Standing | None = None

    def near(self, span: Span) -> bool:
        return True

    def standings(self, mentions: Sequence[Span], within: Span) -> list[Standing | None]:
        return [self.standing if self.person and mention.meets(self.person) else None for mention in mentions]

    def occasions(self, within: Span) -> list[Taking]:
        return []


@pytest.mark.parametrize(("text", "status", "evidence", "rows"), [
    ("Officials said Pavel Lindqvist was humming in the front row of the palace.", "attended", "humming in the front row", 1),
    ("Oda Varga accused Pavel Lindqvist of having hummed in the palace.", "attended", "having hummed in the palace", 0),
    ("Prosecutors allege that harbourmaster Pavel Lindqvist hummed in the palace.", "attended", "hummed in the palace", 0),
    ("Oda Varga promised that Pavel Lindqvist would hum in the palace.", "scheduled", "would hum in the palace", 1),
    ("Oda Varga denied humming with Pavel Lindqvist in the palace.", "attended", "denied humming", 0),
    ("Pavel Lindqvist was to have hummed in the palace.", "attended", "hummed in the palace", 0),
    ("Pavel Lindqvist did not respond to a request for comment.", "absent", "did not respond to a request", 0),
])
def test_what_the_model_sees_counts_only_where_it_is_stated_as_a_fact(text: str, status: str, evidence: str, rows: int) -> None:
    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    class Model(SceneModel):
        def read(self, text: str, stretches: Sequence[tuple[int, int]]) -> Scenes:
            return Saying(person=place("Pavel Lindqvist"), standing=Standing(status, 1.0, place(evidence)))

    reading = Reading(Document(text, Metadata(published="2026-03-13", language="en"))).with_layer(BLOCKS, [Block(0, len(text), "body")])
    reading = EntityStep().run(AttributionStep(packaged(1)).run(reading)).with_layer(TIMEXES, ())
    found = EventStep(Model(packaged(1))).run(reading).layer(APPEARANCES)
    assert [(row.status, row.rule) for row in found] == [(status, "model")] * rows


def test_an_empty_report_has_no_scenes() -> None:
    assert SceneModel(packaged()).read("", []) == Scenes(SceneModel(packaged()))
    assert Scenes().standings([Span(0, 3)], Span(0, 10)) == [None]


@pytest.mark.parametrize("name", ["scenes.onnx", "persons.onnx"])
def test_a_missing_graph_is_named(tmp_path: Path, name: str) -> None:
    for path in packaged().folder.iterdir():
        if path.is_file() and path.name != name:
            shutil.copy(path, tmp_path)
    scenes = SceneModel(AttributionModel(tmp_path))
    with pytest.raises(ModelError, match=name):
        scenes.read(TEXT, LINES).standings([Span(18, 27)], Span(0, 96))
