"""Steps and pipelines: a step adds one layer to a reading, a pipeline is a list of steps that fit together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from sayso.document import LayerKey, Reading
from sayso.errors import PipelineError


class Step(Protocol):
    """Adds one layer; pure: the same reading gives the same layer, and nothing else is touched."""

    @property
    def name(self) -> str:
        """What the step is called in `engine.steps`."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the step may read differently."""
        ...

    @property
    def provides(self) -> tuple[LayerKey[Any], ...]:
        """The layers it adds or refines."""
        ...

    @property
    def requires(self) -> tuple[LayerKey[Any], ...]:
        """The layers it looks at."""
        ...

    def run(self, reading: Reading) -> Reading:
        """The reading with the layers added."""
        ...


@dataclass(frozen=True)
class Pipeline:
    """Steps in order; a layer that a reading already has on entry (a page's blocks) is not read again."""

    steps: tuple[Step, ...]

    @classmethod
    def of(cls, steps: Iterable[Step], given: Iterable[LayerKey[Any]] = ()) -> Pipeline:
        """A pipeline whose steps' needs are met; raises PipelineError before any text is read if they are not."""
        ordered = tuple(steps)
        there = {key.name for key in given}
        for step in ordered:
            missing = [key.name for key in step.requires if key.name not in there]
            if missing:
                raise PipelineError(f"the step {step.name} needs {', '.join(missing)}; put a step that provides it before")
            there |= {key.name for key in step.provides}
        return cls(ordered)

    def run(self, reading: Reading) -> Reading:
        """The reading with every step's layers."""
        for step in self.steps:
            reading = step.run(reading)
        return reading
