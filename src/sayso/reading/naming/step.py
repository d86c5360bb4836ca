"""The entity step: names, titles, nominals and pronouns of a report, and who speaks in each attribution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.block import BLOCKS
from sayso.document import LayerKey, Reading, digest
from sayso.entity import ENTITIES, MENTIONS, Entity, Mention
from sayso.reading.naming import lists
from sayso.reading.naming.beings import Being
from sayso.reading.naming.finding import Finder
from sayso.reading.naming.gathering import Gatherer
from sayso.reading.naming.pronouns import Verdict
from sayso.reading.naming.roles import RoleReader
from sayso.reading.naming.speaking import Speakers
from sayso.reading.naming.tables import tables
from sayso.reading.naming.words import Words

_DETERMINERS = frozenset({"the", "his", "her", "its", "their", "'s"})


@dataclass(frozen=True)
class EntityStep:
    """Finds whom and what a report names, and who speaks; a speaker that cannot be told is left out."""

    name: str = "entities"
    version: str = "2"
    provides: tuple[LayerKey[Any], ...] = (ENTITIES, MENTIONS, ATTRIBUTIONS)
    requires: tuple[LayerKey[Any], ...] = (BLOCKS, ATTRIBUTIONS)

    def run(self, reading: Reading) -> Reading:
        """The reading with entities, mentions, and attributions whose speaker and identification are filled."""
        if reading.document.metadata.language not in {"en", None}:
            return reading.with_layer(ENTITIES, ()).with_layer(MENTIONS, (), self.name, f"{self.version} (English only: not read)")
        attributions = reading.layer(ATTRIBUTIONS)
        report = Report(reading, attributions)
        entities, ids = report.entities(reading.document.id)
        refined = [report.refined(a, ids) for a in attributions]
        mentions = report.mentions(ids)
        return (
            reading.with_layer(ENTITIES, entities)
            .with_layer(MENTIONS, mentions)
            .with_layer(ATTRIBUTIONS, refined, self.name, self.version)
        )


class Report:
    """One report on its way through the step."""

    def __init__(self, reading: Reading, attributions: Sequence[Attribution]) -> None:
        """Finds, gathers and resolves everything."""
        self.tables = tables()
        self.words = Words.of(reading.document.text, reading.layer(BLOCKS))
        sources = self._source_words(attributions)
        finder = Finder(self.words, self.tables, sources, self.tables.publisher(reading.document.metadata.publisher))
        self.found = finder.all()
        self.gatherer = Gatherer(self.words, self.tables, sources)
        roles = RoleReader(self.words, self.tables, finder.titles)
        self.gatherer.full(self.found)
        known = [f for f in self.found if f.being is not None]
        roles.read(known)
        self.gatherer.rest(self.found)
        there = {id(f) for f in known}
        roles.read([f for f in self.found if id(f) not in there])
        self.speakers = Speakers(self.words, self.tables, self.gatherer, self.found, self._author(reading))
        self.speakers.run(attributions, self._nominals(finder))

    def _source_words(self, attributions: Sequence[Attribution]) -> set[int]:
        """The words with which sources begin, an article aside."""
        found: set[int] = set()
        for attribution in attributions:
            for span in attribution.source[:1]:
                first, last = self.words.within(span.start, span.end)
                if first < last:
                    found.add(first + (self.words.low[first] in {"the", "a", "an"} and first + 1 < last))
        return found

    def _author(self, reading: Reading) -> Being | None:
        if self.words.byline is not None:
            first, last = self.words.byline
            people = [f.being for f in self.found if first <= f.first < last and f.being is not None and f.being.kind == "person"]
            return people[0] if len(people) == 1 else None
        authors = reading.document.metadata.authors
        if len(authors) == 1:
            key = tuple(authors[0].lower().split())
            return self.gatherer.by_key.get(("person", key))
        return None

    def _nominals(self, finder: Finder) -> list[tuple[int, int]]:
        """Definite nominals that may mean somebody named: "the minister", "his wife", "the Russian leader", "the company"."""
        words, low = self.words, self.words.low
        taken = {k for f in self.found if f.being for k in range(f.first, f.last)}
        roles = {k for f in self.found if f.role for k in range(*f.role)}
        out: list[tuple[int, int]] = []
        last_end = 0
        for i, word in enumerate(low):
            if word not in {"the", "his", "her"} or i + 1 >= len(low) or words.careful[i]:
                continue
            for k in range(i + 1, min(i + 5, len(low))):
                if k in taken or k in roles or low[k] in lists.STOPS or not low[k][0].isalpha():
                    break
                end = (
                    finder.titles[k][0]
                    if k in finder.titles
                    else k + 1
                    if low[k] in lists.GENERIC_ORGS | lists.OUTLET_NOUNS
                    else 0
                )
                if end and i >= last_end and self._closes(end) and end not in taken:
                    out.append((i, end))
                    last_end = end
                    break
        return out

    def _closes(self, end: int) -> bool:
        """True if a phrase ends here: no further noun or name follows at once."""
        low = self.words.low
        if end >= len(low):
            return True
        after = low[end]
        return (
            (not after[0].isalpha() and after != "'s")
            or after in lists.STOPS
            or after in self.tables.verbs
            or after == "'s"
            or after.endswith(("ed", "ing", "ly"))
        )

    # --- what the step hands back ---

    def entities(self, document: str) -> tuple[list[Entity], dict[int, str]]:
        """The entities in the order of the text, and the id of each being."""
        ids: dict[int, str] = {}
        out: list[Entity] = []
        used: dict[str, Being] = {}
        for being in sorted(self._kept(), key=lambda b: b.born):
            key = being.name if not being.identification else f"{being.name}@{self.words.start[being.born]}"
            identity = digest("e", document, being.kind, key)
            if identity in used and not used[identity].fits(being.gender):
                identity = digest("e", document, being.kind, f"{key}@{self.words.start[being.born]}")  # Lord and Lady X
            ids[id(being)] = identity
            if identity in used:
                continue
            used[identity] = being
            out.append(_entity(identity, being))
        return out, ids

    def _kept(self) -> list[Being]:
        meant = {id(f.being) for f in self.found if f.being} | {id(s.being) for s in self.speakers.spots}
        meant |= {id(v.being) for v in self.speakers.verdicts.values() if v.being}
        return [b for b in self.gatherer.beings if id(b) in meant]

    def mentions(self, ids: dict[int, str]) -> list[Mention]:
        """Every place, in the order of the text."""
        words = self.words
        places: dict[tuple[int, int], Mention] = {}
        for f in self.found:
            if f.being is not None and id(f.being) in ids:
                span = words.start[f.first], words.end[f.last - 1]
                places[span] = Mention(*span, ids[id(f.being)], "name")
        for s in self.speakers.spots:
            span = words.start[s.first], words.end[s.last - 1]
            places.setdefault(span, Mention(*span, ids[id(s.being)], s.form, s.reason))
        return [places[span] for span in sorted(places)]

    def refined(self, attribution: Attribution, ids: dict[int, str]) -> Attribution:
        """The attribution with its speaker, its identification, and the reason for both."""
        verdict: Verdict = self.speakers.verdicts[attribution.id]
        speaker = verdict.speaker
        kept = tuple(r for r in attribution.reasons if not re.match(r"source \w+:", r))
        return replace(
            attribution,
            speaker=ids.get(id(speaker)) if speaker is not None else None,
            identification=verdict.identification,
            reasons=(*kept, f"speaker {speaker.name if speaker else 'none'}: {verdict.reason}"),
        )


def _entity(identity: str, being: Being) -> Entity:
    aliases = tuple(a for a in being.aliases if a != being.name)
    roles = tuple(sorted(being.roles, key=lambda r: (r.start, r.end)))
    return Entity(identity, being.kind, being.name, aliases, roles, being.age, being.gender, being.count, being.capacity)


__all__ = ["EntityStep"]
