"""Reports of the ledger as witnesses: a text with the version that it belongs to, what is quoted in it, who says what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from sayso.document import Span, Spans
from sayso.ledger.checking.findings import Evidence
from sayso.ledger.schema import NAMES, REPORTS, STATEMENTS, TEXTS, VERSIONS
from sayso.verifying.aligning import Alignment, Passage
from sayso.verifying.voices import Account, Voice, hedges_in

_LEAST_HELD = 0.6


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the ledger: its row's record, its account, where its content stands, and how deep it is."""

    record: str
    account: Account
    content: Spans
    cue: Spans
    depth: int
    quotation: str
    block: str


@dataclass(frozen=True)
class Witness:
    """One text of the ledger, with the version that printed it: one that still stands, or else the first; `replaced` tells which."""

    text: Any
    version: Any
    said: tuple[Said, ...]
    replaced: bool

    @cached_property
    def passage(self) -> Passage:
        """Its text, ready to be compared with."""
        return Passage(self.text.text)

    @cached_property
    def _by_record(self) -> dict[str, Said]:
        return {said.record: said for said in self.said}

    def statement_at(self, found: Alignment) -> Said | None:
        """The innermost statement whose content holds the words, its cue outside them; None if nobody's does.

        A statement that is told within the words is part of what is said there, not who says it.
        """
        words = [w.start for step in found.steps if step.op != "tag" for w in step.ledger] or [found.span.start]
        held = [(sum(any(s <= at < e for s, e in said.content) for at in words), said) for said in self.said if not any(found.span.holds(cue) for cue in said.cue)]
        fitting = [(count, said) for count, said in held if count >= _LEAST_HELD * len(words)]
        return max(fitting, key=lambda pair: (pair[1].depth, pair[0], -_size(pair[1].content)))[1] if fitting else None

    def evidence(self, span: Span, said: Said | None) -> Evidence:
        """The place in the ledger, for a reader."""
        v = self.version
        outlet = v.publisher or "the outlet"
        voices = tuple(voice.name or "a source not named" for voice in said.account.voices) if said else ()
        return Evidence(
            document=self.text.digest, start=span.start, end=span.end, words=self.text.text[span.start : span.end],
            report=v.url or v.place or v.key, publisher=v.publisher, published=v.published, title=v.title,
            chain=(outlet, *voices), statement=said.record if said else None, replaced=self.replaced,
        )


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


class Witnesses:
    """Loads witnesses by the number of their text, each once; `as_of` is the day or time as known on which the ledger is asked."""

    def __init__(self, connection: Connection, as_of: str | None = None, most: int = 64) -> None:
        """Keeps the last `most` in memory."""
        self._connection = connection
        self._as_of = as_of
        self._most = most
        self._kept: dict[int, Witness | None] = {}

    def get(self, number: int) -> Witness | None:
        """The witness; None if no version with that text was known then."""
        if number in self._kept:
            self._kept[number] = self._kept.pop(number)  # the latest used stays longest
            return self._kept[number]
        while len(self._kept) >= self._most:
            del self._kept[next(iter(self._kept))]
        self._kept[number] = self._load(number)
        return self._kept[number]

    def of_statements(self, numbers: Sequence[int]) -> list[tuple[Witness, Said]]:
        """The statements with those numbers, in that order, each with its witness."""
        rows = self._connection.execute(
            select(STATEMENTS.c.id, STATEMENTS.c.record, VERSIONS.c.text).join(VERSIONS, VERSIONS.c.id == STATEMENTS.c.version)
            .where(STATEMENTS.c.id.in_(numbers), ~STATEMENTS.c.quiet),
        ).all()
        by_number = {row.id: row for row in rows}
        found = []
        for number in numbers:
            row = by_number.get(number)
            witness = self.get(row.text) if row is not None else None
            said = witness._by_record.get(row.record) if witness is not None and row is not None else None  # noqa: SLF001 - its own module
            if witness is not None and said is not None:
                found.append((witness, said))
        return found

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
        return Witness(text, version, tuple(self._said(version.id, text.text)), self._replaced(version))

    def _replaced(self, version: Any) -> bool:
        """True if another version had taken its place when the ledger is asked about."""
        return version.known_until is not None and (self._as_of is None or version.known_until <= self._as_of)

    def _said(self, version: int, text: str) -> list[Said]:
        names = {row.record: row for row in self._connection.execute(select(NAMES).where(NAMES.c.version == version))}
        rows = {row.record: row for row in self._connection.execute(select(STATEMENTS).where(STATEMENTS.c.version == version))}
        return [_said(row, rows, names, text) for row in rows.values() if not row.quiet]


def _said(row: Any, rows: Mapping[str, Any], names: Mapping[str, Any], text: str) -> Said:
    links = [row]
    while links[0].inside in rows and rows[links[0].inside] not in links:
        links.insert(0, rows[links[0].inside])
    content = tuple(Span(start, end) for start, end in json.loads(row.content_spans))
    cues = [Span(start, end) for start, end in json.loads(row.cue_spans)]
    weak = [part for span in (*cues, *content) for part in hedges_in(text[span.start : span.end])] if row.hedged else []
    account = Account(tuple(_voice(link, names) for link in links), row.act, row.content, tuple(weak), tuple(link.act for link in links))
    return Said(row.record, account, content, tuple(cues), row.depth, row.quotation, row.block)


def _voice(row: Any, names: Mapping[str, Any]) -> Voice:
    name = names.get(row.speaker)
    forms = [row.who, row.source]
    if name is not None:
        forms = [name.name, *json.loads(name.aliases), *(role["title"] for role in json.loads(name.roles)), *forms]
    return Voice(tuple(dict.fromkeys(form for form in forms if form)), row.identification)
