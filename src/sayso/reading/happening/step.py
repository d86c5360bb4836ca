"""The event step: sentences with a trigger are read for events and appearances; the others cost one look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from sayso.attribution import ATTRIBUTIONS
from sayso.block import BLOCKS, STATED
from sayso.document import LayerKey, Reading, Span, digest
from sayso.entity import ENTITIES, MENTIONS, Entity, Mention
from sayso.event import APPEARANCES, EVENTS, Appearance, Event, Occasion
from sayso.reading.attributing.drafts import Page, sentences
from sayso.reading.happening.authority import Authority
from sayso.reading.happening.chunking import Chunker
from sayso.reading.happening.clauses import PERSON, Clause, Item
from sayso.reading.happening.drafts import EventDraft, RowDraft
from sayso.reading.happening.frames import by_word, frames
from sayso.reading.happening.learned import learned
from sayso.reading.happening.lexicon import nouns
from sayso.reading.happening.occasions import Calendar
from sayso.reading.happening.reader import Reader
from sayso.reading.happening.scenes import SceneModel
from sayso.reading.happening.senses import AROUND, MAKERS
from sayso.timex import TIMEXES

_LOOSE = frozenset({"at", "in", "among", "amongst"})
_LED = re.compile(r"\b(?:after|following|during)\b|\b(?:is|are|was|were|been|be) (?:\w+ly |also |not )?(?:at|in|among|amongst)\b")
_HOW: Final = {True: ("name", "a name that stands alone"), False: ("nominal", "described where something happens")}
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@lru_cache(maxsize=1)
def triggers() -> frozenset[str]:
    """The words without which a sentence is not looked at."""
    alone = {word for frame in frames() if frame.alone for word in frame.forms}
    return frozenset(alone) | frozenset(nouns()) | {"instead", "apologies", "absent", "present"}


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """The first words of triggers that are no mere prepositions."""
    return (frozenset(by_word()) | {"instead", "apologies"}) - _LOOSE


@dataclass(frozen=True)
class EventStep:
    """Finds events and appearances; persons that only a description names are added to the entities. Rules alone where no model is given."""

    model: SceneModel | None = None
    name: str = "events"
    version: str = "3"
    provides: tuple[LayerKey[Any], ...] = (EVENTS, APPEARANCES, ENTITIES, MENTIONS)
    requires: tuple[LayerKey[Any], ...] = (BLOCKS, ATTRIBUTIONS, ENTITIES, MENTIONS, TIMEXES)
    english: frozenset[str | None] = field(default=frozenset({"en", None}))

    def run(self, reading: Reading) -> Reading:
        """The reading with its events and appearances, in the order of the text."""
        if reading.document.metadata.language not in self.english:
            note = f"{self.version} (English only: not read)"
            return reading.with_layer(EVENTS, ()).with_layer(APPEARANCES, (), self.name, note)
        reader = self._read(reading)
        cast = Cast(reading)
        events = _events(reading.document.id, reader.events, cast, _day(reading))
        rows = _appearances(reading.document.id, reader.rows, events, cast)
        return cast.entered(reading).with_layer(EVENTS, {e.id: e for e in events.values()}.values()).with_layer(APPEARANCES, rows, self.name, self.version)

    def _read(self, reading: Reading) -> Reader:
        authority = Authority.of(reading.layer(ATTRIBUTIONS), reading.document.text)
        reader = Reader(authority, Calendar(_day(reading)), MAKERS, AROUND)
        if self.model is not None:
            reader.scenes = self.model.read(reading.document.text, [b.span for b in Page(reading.document.text, reading.layer(BLOCKS)).stated])
            reader.around = (*AROUND, learned)

        def worth_reading(span: Span, words: str, dated: bool) -> bool:
            return _worth_reading(words, dated) or reader.scenes.near(span)

        for clause in clauses(reading, authority, worth_reading):
            if clause is None:
                reader.number += 1
            else:
                reader.read(clause)
        return reader


def clauses(reading: Reading, authority: Authority, wanted: Callable[[Span, str, bool], bool]) -> Iterator[Clause | None]:
    """The sentences of what the report states, in order; None for one that is not wanted (its span, its words in lower case, whether it is dated)."""
    text = reading.document.text
    chunker = Chunker.of(text, reading.layer(ENTITIES), reading.layer(MENTIONS), reading.layer(TIMEXES))
    chunker.speaking = authority.speaker_at
    for block in reading.layer(BLOCKS):
        if block.kind in STATED:
            for sentence in sentences(text, block.span):
                yield chunker.clause(sentence, block.kind) if wanted(sentence, text[sentence.start : sentence.end].lower(), chunker.dated(sentence)) else None
                chunker.last_people = chunker.people_in(sentence) or chunker.last_people


def _worth_reading(sentence: str, dated: bool) -> bool:
    """True if a sentence holds a trigger; an occasion alone is one only where it is dated, led by "after", or somebody was at it."""
    words = _WORD.findall(sentence)
    if triggers().isdisjoint(words):
        return False
    return dated or not _verbs().isdisjoint(words) or _LED.search(sentence) is not None


def _day(reading: Reading) -> str | None:
    published = reading.document.metadata.published
    return published if published and re.match(r"\d{4}-\d\d-\d\d", published) else None


class Cast:
    """Entity ids for the items of sentences; a person without an entity gets one."""

    def __init__(self, reading: Reading) -> None:
        """Begins with the reading's own entities."""
        self.text, self.document = reading.document.text, reading.document.id
        self.added: dict[str, Entity] = {}
        self.mentions: list[Mention] = []

    def id_of(self, item: Item) -> str | None:
        """The entity of an item; None for a group or body that has none."""
        item = item.same or item
        if item.people:
            return item.people[0]
        if item.code != PERSON:
            return None
        name = self.text[item.start : item.end]
        identity = digest("e", self.document, "person", f"{name}@{item.start}")
        if identity not in self.added:
            self.added[identity] = Entity(identity, "person", name)
            self.mentions.append(Mention(item.start, item.end, identity, *_HOW[item.name]))
        return identity

    def entered(self, reading: Reading) -> Reading:
        """The reading with the persons that were added."""
        if not self.added:
            return reading
        first = {m.entity: m.start for m in self.mentions}
        mentions = sorted((*reading.layer(MENTIONS), *self.mentions), key=lambda m: (m.start, m.end))
        return reading.with_layer(ENTITIES, (*reading.layer(ENTITIES), *sorted(self.added.values(), key=lambda e: first[e.id]))).with_layer(MENTIONS, mentions)


def _events(document: str, drafts: Sequence[EventDraft], cast: Cast, published: str | None) -> dict[int, Event]:
    found: dict[int, Event] = {}
    for draft in sorted(drafts, key=lambda d: d.spans[0]):
        spans = _tidy(draft.spans)
        who = tuple(dict.fromkeys(i for item in draft.who if (i := cast.id_of(item))))
        if draft.happened and draft.when is not None and published and _to_come(draft.when.value, published):
            draft.happened, draft.status = None, "planned"  # what is still to come has not happened
        identity = digest("v", document, draft.kind, spans, draft.happened, draft.voice)
        found[id(draft)] = Event(identity, draft.kind, spans, who, draft.where, draft.when, draft.happened, draft.status, draft.voice, draft.rule or "rule")
    return found


def _to_come(value: str, published: str) -> bool:
    """True for a day, or a month, after that of the report."""
    return re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", value) is not None and published[: len(value)] < value


def _appearances(document: str, drafts: Sequence[RowDraft], events: dict[int, Event], cast: Cast) -> list[Appearance]:
    found: dict[str, Appearance] = {}
    for draft in sorted(drafts, key=lambda d: d.spans[0]):
        spans, person = _tidy(draft.spans), cast.id_of(draft.person)
        event = events.get(id(draft.event))
        occasion = Occasion(cast.text[draft.name.start : draft.name.end], event.id if event else None)
        by = cast.id_of(draft.by) if draft.by is not None else None
        identity = digest("p", document, person, draft.status, spans, draft.voice)
        found.setdefault(identity, Appearance(
            identity, person, occasion, draft.status, spans, by, tuple(sorted(draft.expected)), draft.when, draft.mode, draft.voice, draft.rule))
    return list(found.values())


def _tidy(spans: Iterable[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
