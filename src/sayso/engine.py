"""The reading engine put together: inputs in, readings out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.block import BLOCKS
from sayso.document import Document, Metadata, Reading
from sayso.errors import FaultError, HostileInputError, InputError, SaysoError
from sayso.intake.inputs import Failure, Intake, Progress, read_inputs
from sayso.reading.attributing.model import AttributionModel, packaged
from sayso.reading.attributing.step import AttributionStep
from sayso.reading.blocks import RepetitionStore, label_text, relabelled
from sayso.reading.blockstep import BlockStep
from sayso.reading.dates import SaidOnStep, TimexStep
from sayso.reading.happening.scenes import SceneModel
from sayso.reading.happening.step import EventStep
from sayso.reading.naming.step import EntityStep
from sayso.reading.pipeline import Pipeline, Step
from sayso.reading.voices import VoiceStep
from sayso.settings import Settings, load

if TYPE_CHECKING:
    from sayso.intake.fetching.client import Fetcher

_log = logging.getLogger(__name__)


@lru_cache(maxsize=4)
def pipeline(model: Path | None = None, threads: int = 1) -> Pipeline:
    """The steps of a reading in order; `model` is a folder other than the packaged one."""
    attributions = AttributionModel(model, threads) if model else packaged(threads)
    steps: list[Step] = [BlockStep(), TimexStep(), AttributionStep(attributions), EntityStep(), SaidOnStep(), EventStep(SceneModel(attributions)), VoiceStep()]
    return Pipeline.of(steps)


def read(
    source: str | Path, *, date: str | None = None, publisher: str | None = None, url: str | None = None, title: str | None = None
) -> Reading:
    """The reading of one report, given as a path or as its text.

    A Path, or a one-line string that names an existing file, is opened; any other string is the text itself. Raises
    InputError if it cannot be read.
    """
    given = Metadata().updated("option", published=date, publisher=publisher, url=url, title=title)
    if isinstance(source, Path) or _names_file(source):
        first = next(iter(read_inputs([str(source)], limit=load().max_bytes)))
        if isinstance(first, Failure):
            raise first.error
        return read_intake(first, given)
    return read_text(source, metadata=given)


def _names_file(source: str) -> bool:
    return len(source) < 1024 and "\n" not in source and "\x00" not in source and Path(source).is_file()


def read_text(text: str, *, metadata: Metadata | None = None, settings: Settings | None = None) -> Reading:
    """The reading of a plain text."""
    return _run(Reading(Document(text, metadata or Metadata())), "text", settings or load())


def read_intake(intake: Intake, given: Metadata | None = None, settings: Settings | None = None) -> Reading:
    """The reading of one input; what the caller gives about it comes before what the input says."""
    given = given or Metadata()
    known = {name: getattr(given, name) for name in given.sources}
    reading = Reading(replace(intake.document, metadata=intake.document.metadata.updated("option", **known)))
    if intake.blocks is not None:
        reading = reading.with_layer(BLOCKS, intake.blocks)
    return _run(reading, intake.where, settings or load())


def _run(reading: Reading, where: str, settings: Settings) -> Reading:
    length = len(reading.document.text)
    if length > settings.max_characters:
        raise HostileInputError(
            where, f"a text of {length:,} characters is longer than any report; split it, or raise SAYSO_MAX_CHARACTERS"
        )
    return pipeline(settings.model, settings.threads).run(reading)


def read_all(
    paths: Iterable[str | Path], *, stdin: BinaryIO | None = None, date: str | None = None, publisher: str | None = None,
    progress: Callable[[Progress], None] | None = None, settings: Settings | None = None, note: Callable[[str], None] | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Reading | Failure]:
    """A reading or a failure for every report in the inputs (files, folders, `-`), in order; one failing never stops the rest.

    `note` is told, in a sentence, what was passed over on purpose: an archive's pictures, copies that had not changed.
    Addresses are fetched with `fetcher`; without one they fail, so that nothing reaches the network unasked.
    A line that earlier reports of the same publisher in the run repeat counts as furniture.
    """
    settings = settings or load()
    given = Metadata().updated("option", published=date, publisher=publisher)
    seen = RepetitionStore()
    named = [str(path) for path in paths]
    for item in read_inputs(named, stdin=stdin, progress=progress, limit=settings.max_bytes, note=note, fetcher=fetcher):
        if isinstance(item, Failure):
            yield item
        else:
            yield _attempt(_with_repetition(item, seen, settings), given, settings)


def _with_repetition(item: Intake, seen: RepetitionStore, settings: Settings) -> Intake:
    """The input with its blocks, labelled in the light of the reports read before it."""
    if item.blocks is not None:
        return replace(item, blocks=relabelled(item.document, item.blocks, seen))
    if len(item.document.text) > settings.max_characters:
        return item
    return replace(item, blocks=label_text(item.document, seen))


def _attempt(item: Intake, given: Metadata, settings: Settings) -> Reading | Failure:
    try:
        return read_intake(item, given, settings)
    except InputError as error:
        return Failure(item.where, error)
    except SaysoError:
        raise
    except Exception as error:  # noqa: BLE001 - the edge: a fault on one report must not lose the others
        _log.exception("fault on %s", item.where)
        problem = f"sayso failed on it ({type(error).__name__}: {error}); the other inputs go on; please report it with the input"
        return Failure(item.where, FaultError(item.where, problem))
