"""Pipelines refuse steps that do not fit, before any text is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from sayso.attribution import ATTRIBUTIONS
from sayso.block import BLOCKS, Block
from sayso.document import Document, LayerKey, Metadata, Reading
from sayso.engine import pipeline, read_text
from sayso.errors import PipelineError
from sayso.reading.blockstep import BlockStep
from sayso.reading.pipeline import Pipeline
from sayso.reading.voices import VoiceStep
from sayso.timex import TIMEXES


@dataclass(frozen=True)
class Stub:
    """Adds an empty layer and remembers that it ran."""

    name: str
    provides: tuple[LayerKey[Any], ...]
    requires: tuple[LayerKey[Any], ...] = ()
    version: str = "7"
    ran: list[str] = field(default_factory=list)

    def run(self, reading: Reading) -> Reading:
        """The reading with the layer, empty."""
        self.ran.append(self.name)
        return reading.with_layer(self.provides[0], (), self.name, self.version)


def test_steps_run_in_order_and_are_noted() -> None:
    ran: list[str] = []
    steps = [Stub("one", (BLOCKS,), ran=ran), Stub("two", (ATTRIBUTIONS,), (BLOCKS,), ran=ran)]
    reading = Pipeline.of(steps).run(Reading(Document("The pier")))
    assert ran == ["one", "two"]
    assert reading.steps == {"one": "7", "two": "7"}


def test_a_missing_layer_is_named_with_the_step_that_needs_it() -> None:
    with pytest.raises(PipelineError, match="the step two needs blocks, timexes; put a step that provides it before"):
        Pipeline.of([Stub("two", (ATTRIBUTIONS,), (BLOCKS, TIMEXES))])


def test_order_matters() -> None:
    with pytest.raises(PipelineError):
        Pipeline.of([Stub("two", (ATTRIBUTIONS,), (BLOCKS,)), Stub("one", (BLOCKS,))])


def test_a_given_layer_meets_a_need() -> None:
    assert Pipeline.of([Stub("two", (ATTRIBUTIONS,), (BLOCKS,))], given=[BLOCKS]).steps


def test_the_packaged_pipeline_fits_and_is_built_once() -> None:
    assert pipeline() is pipeline()
    names = [step.name for step in pipeline().steps]
    assert names[0] == "blocks"
    assert names.index("attributions") < names.index("voices")


def test_blocks_of_a_page_are_not_read_again() -> None:
    given = (Block(0, 8, "headline"),)
    reading = BlockStep().run(Reading(Document("The pier")).with_layer(BLOCKS, given))
    assert reading.layer(BLOCKS) == given


def test_a_language_that_was_given_is_kept() -> None:
    reading = BlockStep().run(Reading(Document("The pier is open.", Metadata(language="cy"))))
    assert reading.document.metadata.language == "cy"


def test_every_step_notes_its_version() -> None:
    reading = read_text("The pier is open, the mayor said on Monday.")
    assert set(reading.steps) == {step.name for step in pipeline().steps}
    assert all(reading.steps.values())


def test_steps_need_no_words() -> None:
    for text in ("", " ", "\n\n", "."):
        reading = read_text(text)
        assert reading.has(ATTRIBUTIONS)
        assert reading.layer(ATTRIBUTIONS) == ()


def test_steps_refuse_nothing_they_do_not_need() -> None:
    assert VoiceStep().requires == (BLOCKS, ATTRIBUTIONS)
