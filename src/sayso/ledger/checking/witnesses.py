"""Reports of the ledger as witnesses: a text with the version that it belongs to, what is quoted in it, who says what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from sayso.document import Span, Spans, parts_within
from sayso.ledger.checking.findings import Evidence
from sayso.ledger.checking.identities import Identities
from sayso.ledger.schema import NAMES, REPORTS, STATEMENTS, TEXTS, VERSIONS
from sayso.verifying.accounts import Account, hedges_in
from sayso.verifying.aligning import Alignment, Passage
from sayso.verifying.days import told_on
from sayso.verifying.sentences import sentence
from sayso.verifying.voices import Voice

_LEAST_HELD = 0.6
_WHOLLY_HELD = 0.95
_PASSING = frozenset({"tag", "elided"})


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the ledger: its row's record, its voices and acts outermost first, where its content and cue stand, how deep it is."""

    record: str
    voices: tuple[Voice, ...]
    acts: tuple[str, ...]
    content: Spans
    cue: Spans
    depth: int
    quotation: str
    block: str
    said_from: str | None

    @property
    def speaker(self) -> Voice | None:
        """The innermost voice."""
        return self.voices[-1] if self.voices else None


@dataclass(frozen=True)
class Witness:
    """One text of the ledger, with the version that printed it: one that still stands, or else the first; `replaced` tells which."""

    text: Any
    version: Any
    rows: Mapping[str, Any]
    names: Mapping[str, Any]
    replaced: bool
    _kept: dict[str, Said] = field(default_factory=dict, compare=False)

    @cached_property
    def passage(self) -> Passage:
        """Its text, ready to be compared with."""
        return Passage(self.text.text)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What is said in it, in the order of the text."""
        return tuple(self.said_of(row.record) for row in self.rows.values() if not row.quiet)

    def said_of(self, record: str) -> Said:
        """The statement with that record."""
        if record not in self._kept:
            self._kept[record] = _said(self.rows[record], self.rows, self.names)
        return self._kept[record]

    def content(self, said: Said) -> str:
        """The words of a statement's content, its parts joined by “ … ”."""
        return " … ".join(self.text.text[start:end] for start, end in said.content)

    def account(self, said: Said, part: str) -> Account:
        """The report's account of a part of a statement's content: the hedges are those of the part and of the cue."""
        cue = " … ".join(self.text.text[start:end] for start, end in said.cue)
        return Account(said.voices, said.acts[-1], part, (*hedges_in(cue), *hedges_in(part)), said.acts, cue, told_on(self.text.text, said.cue, said.content, said.said_from))

    def account_at(self, said: Said, found: Alignment) -> Account:
        """The same where the part is what the sentence around a quotation has of the content."""
        around = sentence(self.text.text, found.span)
        return self.account(said, " … ".join(self.text.text[start:end] for start, end in parts_within(said.content, around)))

    def statement_at(self, found: Alignment) -> Said | None:
        """The innermost statement whose content holds the words, its cue outside them; None if nobody's does.

        A statement that is told within the words is part of what is said there, not who says it. What an ellipsis or the place of a
        tag passes over is none of the words.
        """
        words = [w.start for step in found.steps if step.op not in _PASSING for w in step.ledger] or [found.span.start]
        held = [(sum(any(s <= at < e for s, e in said.content) for at in words), said) for said in self.said if not any(s <= at < e for s, e in said.cue for at in words)]
        fitting = [(count, said) for count, said in held if count >= _LEAST_HELD * len(words)]
        whole = [(count, said) for count, said in fitting if count >= _WHOLLY_HELD * len(words)]
        if not fitting:
            return None
        return max(whole or fitting, key=lambda pair: (pair[1].depth if whole else 0, pair[0], pair[1].depth, -_size(pair[1].content)))[1]

    def evidence(self, span: Span, said: Said | None) -> Evidence:
        """The place in the ledger, for a reader."""
        v = self.version
        outlet = v.publisher or "the outlet"
        voices = tuple(voice.name or "a source not named" for voice in said.voices) if said else ()
        return Evidence(
            document=self.text.digest, start=span.start, end=span.end, words=self.text.text[span.start : span.end],
            report=v.url or v.place or v.key, publisher=v.publisher, published=v.published, title=v.title,
            chain=(outlet, *voices), statement=said.record if said else None, replaced=self.replaced,
        )


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


class Witnesses:
    """Loads witnesses by the number of their text, each once; `as_of` is the day or time as known on which the ledger is asked."""

    def __init__(self, connection: Connection, as_of: str | None = None, most: int = 256) -> None:
        """Keeps the last `most` in memory."""
        self._connection = connection
        self._as_of = as_of
        self._most = most
        self._kept: dict[int, Witness | None] = {}
        self.identities = Identities(connection)

    def get(self, number: int) -> Witness | None:
        """The witness; None if no version with that text was known then."""
        if number in self._kept:
            self._kept[number] = self._kept.pop(number)  # the latest used stays longest
            return self._kept[number]
        while len(self._kept) >= self._most:
            del self._kept[next(iter(self._kept))]
        self._kept[number] = self._load(number)
        return self._kept[number]

    def statements(self, numbers: Sequence[int]) -> list[Any]:
        """The rows with those numbers, in that order: `record`, `content`, and `text`, the number of the text that they stand in."""
        chosen = select(STATEMENTS.c.id, STATEMENTS.c.record, STATEMENTS.c.content, VERSIONS.c.text).join(VERSIONS, VERSIONS.c.id == STATEMENTS.c.version)
        rows = self._connection.execute(chosen.where(STATEMENTS.c.id.in_(numbers), ~STATEMENTS.c.quiet))
        by_number = {row.id: row for row in rows}
        return [by_number[number] for number in numbers if number in by_number]

    def _load(self, number: int) -> Witness | None:
        versions = select(VERSIONS, REPORTS.c.url, REPORTS.c.place, REPORTS.c.key).join(REPORTS, REPORTS.c.id == VERSIONS.c.report)
        versions = versions.where(VERSIONS.c.text == number).order_by(VERSIONS.c.known_from, VERSIONS.c.id)
        if self._as_of is not None:
            versions = versions.where(VERSIONS.c.known_from <= self._as_of)
        rows = self._connection.execute(versions).all()
        if not rows:
            return None
        version = min(rows, key=self._replaced)  # the first of them that stands
        text = self._connection.execute(select(TEXTS.c.digest, TEXTS.c.text).where(TEXTS.c.id == number)).one()
        names = {row.record: row for row in self._connection.execute(select(NAMES).where(NAMES.c.version == version.id))}
        said = {row.record: row for row in self._connection.execute(select(STATEMENTS).where(STATEMENTS.c.version == version.id).order_by(STATEMENTS.c.id))}
        return Witness(text, version, said, names, self._replaced(version))

    def _replaced(self, version: Any) -> bool:
        """True if another version had taken its place when the ledger is asked about."""
        return version.known_until is not None and (self._as_of is None or version.known_until <= self._as_of)


def _said(row: Any, rows: Mapping[str, Any], names: Mapping[str, Any]) -> Said:
    links = [row]
    while links[0].inside in rows and rows[links[0].inside] not in links:
        links.insert(0, rows[links[0].inside])
    while len(links) > 1 and not _voice(links[-1], names).forms:
        links.pop()  # what nobody is named for is said by whoever tells it
    content = tuple(Span(start, end) for start, end in json.loads(row.content_spans))
    cues = tuple(Span(start, end) for start, end in json.loads(row.cue_spans))
    voices, acts = tuple(_voice(link, names) for link in links), tuple(link.act for link in links)
    whole_day = row.said_from if row.said is not None and row.said == row.said_from else None
    return Said(row.record, voices, acts, content, cues, row.depth, row.quotation, row.block, whole_day)


def _voice(row: Any, names: Mapping[str, Any]) -> Voice:
    name = names.get(row.speaker)
    if name is None:
        return Voice(tuple(dict.fromkeys(form for form in (row.who, row.source) if form)), row.identification)
    forms = [row.who, name.name, *json.loads(name.aliases)]
    titles = [role["title"] for role in json.loads(name.roles)]
    return Voice(tuple(dict.fromkeys(form for form in forms if form)), row.identification, tuple(dict.fromkeys(titles)), name.entity)
