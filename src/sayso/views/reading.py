"""The reading view: everything that terminal, page and notebook show of one report, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sayso.block import BLOCKS, STATED
from sayso.document import Reading
from sayso.views.people import Day, Person, Presence, appearances, people, timeline
from sayso.views.segments import Passage, passages
from sayso.views.statements import OUTLET, Branch, Statement, branches, statements, words_of
from sayso.voice import VOICE_RUNS, VOICES


@dataclass(frozen=True, slots=True)
class Head:
    """What is known about the report itself; `sources` says where a field came from."""

    id: str
    title: str | None
    headline: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    published_from: str | None
    url: str | None
    origin: str | None
    language: str | None

    @property
    def name(self) -> str:
        """The headline on the page, or the title, or the file's name, or the beginning of the id."""
        return self.headline or self.title or (PurePath(self.origin).name if self.origin else "") or self.id[:15]

    @property
    def day(self) -> str | None:
        """The day of publication, without the time."""
        return self.published[:10] if self.published else None

    @property
    def outlet(self) -> str:
        """The publisher, or what stands for it."""
        return self.publisher or OUTLET


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over the statements that are shown; `shares` are each voice's part of the report's own characters."""

    statements: int
    hidden: int
    sources: int
    unnamed: int
    denials: int
    direct: int
    deepest: int
    characters: int
    shares: Mapping[str, float]

    @property
    def sentence(self) -> str:
        """The counts in one line."""
        parts = [
            f"{_many(self.statements, 'statement')} by {_many(self.sources, 'source')}",
            f"{self.unnamed} on unnamed authority" if self.unnamed else "",
            _many(self.denials, "denial") if self.denials else "",
            f"chains up to {self.deepest} deep" if self.deepest > 1 else "",
            f"{self.shares.get('outlet', 0):.0%} in the outlet’s own voice" if self.shares else "",
            f"{self.hidden} quiet, not shown" if self.hidden else "",
        ]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A report, read: `statements` in the order of the text, `trees` the same by who holds whom, `passages` the text."""

    head: Head
    summary: Summary
    statements: tuple[Statement, ...]
    trees: tuple[Branch, ...]
    passages: tuple[Passage, ...]
    people: tuple[Person, ...]
    days: tuple[Day, ...]
    appearances: tuple[Presence, ...]
    notes: tuple[str, ...]

    @property
    def chains(self) -> tuple[Branch, ...]:
        """The trees that hold more than one statement."""
        return tuple(tree for tree in self.trees if tree.inner)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in a list of several; `file` is the name of its page."""

    file: str
    head: Head
    summary: Summary


def reading_view(reading: Reading, *, quiet: bool = False) -> ReadingView:
    """The view of a reading; `quiet` shows stances, too, that nobody put into words (acts intend and other)."""
    told = statements(reading)
    shown = tuple(statement for statement in told if quiet or not statement.quiet)
    trees = branches(shown)
    return ReadingView(
        head=head(reading), summary=_summary(reading, shown, len(told) - len(shown), trees), statements=shown, trees=trees,
        passages=passages(reading, shown), people=people(reading, shown), days=timeline(reading, told),
        appearances=appearances(reading, told), notes=_notes(reading),
    )


def head(reading: Reading) -> Head:
    """What is known about the report itself."""
    meta = reading.document.metadata
    headline = next((words_of(reading.document, [block.span]) for block in reading.layer(BLOCKS) if block.kind == "headline"), None)
    return Head(
        reading.document.id, meta.title, headline, meta.publisher, meta.authors, meta.published, meta.sources.get("published"),
        meta.url, reading.document.origin, meta.language,
    )


def summary(reading: Reading, *, quiet: bool = False) -> Summary:
    """The counts alone, without cutting the text."""
    told = statements(reading)
    shown = tuple(statement for statement in told if quiet or not statement.quiet)
    return _summary(reading, shown, len(told) - len(shown), branches(shown))


def _summary(reading: Reading, shown: Sequence[Statement], hidden: int, trees: Sequence[Branch]) -> Summary:
    return Summary(
        statements=len(shown), hidden=hidden, sources=len({statement.speaker or statement.who for statement in shown}),
        unnamed=sum(statement.identification == "unnamed" for statement in shown),
        denials=sum(statement.act == "deny" for statement in shown),
        direct=sum(statement.quotation != "indirect" for statement in shown),
        deepest=max((tree.height for tree in trees), default=0), characters=len(reading.document.text), shares=_shares(reading),
    )


def _shares(reading: Reading) -> Mapping[str, float]:
    """Each voice's share of the report's own characters (furniture left out); empty where no voice was read."""
    lengths = dict.fromkeys(VOICES, 0)
    for run in reading.layer(VOICE_RUNS):
        lengths[run.voice] += run.end - run.start
    del lengths["furniture"]
    total = sum(lengths.values())
    return {voice: length / total for voice, length in lengths.items()} if total else {}


def _notes(reading: Reading) -> tuple[str, ...]:
    """What a reader should know before trusting the rest."""
    meta = reading.document.metadata
    notes = []
    if meta.language and not meta.language.lower().startswith("en"):
        notes.append(f"The language seems to be {meta.language!r}: sayso reads statements in English only, and claims none here.")
    if reading.layer(BLOCKS) and not any(block.kind in STATED for block in reading.layer(BLOCKS)):
        notes.append("No part of this text looks like a report: everything on it is furniture.")
    if meta.published is None:
        notes.append("The day of publication is not known: dates such as “Friday” stay unresolved; give it with --date.")
    return tuple(notes)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
