"""The reading engine put together: inputs in, readings out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from sayso.block import BLOCKS, Block
from sayso.document import Document, Metadata, Reading
from sayso.errors import SaysoError
from sayso.intake.inputs import Failure, Intake, Progress, read_inputs
from sayso.reading.blockstep import BlockStep
from sayso.reading.attributing.model import AttributionModel, packaged
from sayso.reading.attributing.step import AttributionStep
from sayso.reading.dates import SaidOnStep, TimexStep
from sayso.reading.naming.step import EntityStep
from sayso.reading.pipeline import Pipeline
from sayso.reading.voices import VoiceStep

_log = logging.getLogger(__name__)


@lru_cache(maxsize=4)
def pipeline(model: Path | None = None, threads: int = 1) -> Pipeline:
    """The steps of a reading in order; `model` is a folder other than the packaged one."""
    attributions = AttributionModel(model, threads) if model else packaged(threads)
    steps = [BlockStep(), TimexStep(), AttributionStep(attributions), EntityStep(), SaidOnStep(), VoiceStep()]
    return Pipeline.of(steps)


def read(
    source: str | Path, *, date: str | None = None, publisher: str | None = None, url: str | None = None, title: str | None = None
) -> Reading:
    """The reading of one report, given as a path or as its text (or mark-up).

    A Path, or a one-line string that names an existing file, is opened; any other string is the text itself. Raises
    InputError if it cannot be read.
    """
    given = Metadata().updated("option", published=date, publisher=publisher, url=url, title=title)
    if isinstance(source, Path) or _names_file(source):
        first = next(iter(read_inputs([str(source)])))
        if isinstance(first, Failure):
            raise first.error
        return read_intake(first, given)
    return read_text(source, metadata=given)


def _names_file(source: str) -> bool:
    return len(source) < 1024 and "\n" not in source and "\x00" not in source and Path(source).is_file()


def read_text(text: str, *, metadata: Metadata | None = None) -> Reading:
    """The reading of a plain text."""
    return pipeline().run(Reading(Document(text, metadata or Metadata())))


def read_intake(intake: Intake, given: Metadata | None = None) -> Reading:
    """The reading of one input; what the caller gives about it comes before what the input says."""
    return pipeline().run(_begun(intake.document, intake.blocks, given or Metadata()))


def _begun(document: Document, blocks: tuple[Block, ...] | None, given: Metadata) -> Reading:
    known = {name: getattr(given, name) for name in given.sources}
    reading = Reading(replace(document, metadata=document.metadata.updated("option", **known)))
    return reading if blocks is None else reading.with_layer(BLOCKS, blocks)


def read_all(
    paths: Iterable[str | Path], *, stdin: BinaryIO | None = None, date: str | None = None, publisher: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[Reading | Failure]:
    """A reading or a failure for every report in the inputs (files, folders, `-`), in order; one failing never stops the rest."""
    given = Metadata().updated("option", published=date, publisher=publisher)
    for item in read_inputs([str(path) for path in paths], stdin=stdin, progress=progress):
        if isinstance(item, Failure):
            yield item
            continue
        try:
            yield read_intake(item, given)
        except SaysoError as error:
            yield Failure(item.where, error)
