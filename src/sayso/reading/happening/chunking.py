"""From tokens to items: dates and mentions as they are, then nominals for persons, then the noun phrases of occasions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.document import Span
from sayso.entity import Entity, Mention
from sayso.reading.happening import words as w
from sayso.reading.happening.clauses import BODY, GROUP, NUMBER, OCCASION, PERSON, PLACE, TIME, TOKEN, Clause, Item
from sayso.reading.happening.lexicon import Noun, nouns
from sayso.reading.naming.tables import tables
from sayso.timex import Timex

_POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our"})
_PRONOUNS = {"he": "m", "she": "f", "him": "m"}
_MODIFIERS = 6
_PARTS = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that", "'s", "’s"})


@lru_cache(maxsize=1)
def person_heads() -> frozenset[str]:
    """The last words of titles, professions and kin: nouns for one person."""
    known = tables()
    heads = {t.words[-1] for same in known.titles.values() for t in same if t.kind != "honorific"}
    extra = "counterpart deputy master officer owner bishop coach representative delegate stand-in substitute successor predecessor"
    return frozenset(heads | set(known.people) | set(extra.split()) | {"head", "leader", "chief", "heir", "widow"})


@lru_cache(maxsize=1)
def group_heads() -> frozenset[str]:
    """Plural and collective nouns for people who may meet, strike or vote."""
    plurals = {_plural(head) for head in person_heads()}
    extra = "dockers workers drivers teachers nurses doctors pilots miners rivals sides parties delegations teams staff employees owners creditors"
    return frozenset(plurals | tables().groups | set(extra.split()))


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun + ("es" if noun.endswith(("s", "ch")) else "s")


@dataclass(slots=True)
class Chunker:
    """Cuts sentences of one report into items."""

    text: str
    entities: Mapping[str, Entity]
    mentions: Sequence[Mention]
    timexes: Sequence[Timex]
    _mention_starts: list[int]
    _timex_starts: list[int]
    last_people: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, entities: Sequence[Entity], mentions: Sequence[Mention], timexes: Sequence[Timex]) -> Chunker:
        """A chunker over the layers of a reading."""
        ordered = sorted(mentions, key=lambda m: (m.start, -m.end))
        dated = sorted(timexes, key=lambda t: t.start)
        return cls(text, {e.id: e for e in entities}, ordered, dated, [m.start for m in ordered], [t.start for t in dated])

    def clause(self, span: Span, block: str) -> Clause:
        """The sentence as items, written out."""
        items = self._atoms(span)
        items = self._pronouns(items)
        items = _nominals(items)
        items = _joined(items)
        items = _occasions(items)
        clause = Clause(span.start, span.end, items, block)
        clause.write()
        return clause

    def people_in(self, span: Span) -> tuple[str, ...]:
        """The persons whom a stretch of text names or describes, in order, each once."""
        found: dict[str, None] = {}
        for mention in self.mentions[bisect_left(self._mention_starts, span.start) :]:
            if mention.start >= span.end:
                break
            if self._kind(mention) == "person":
                found[mention.entity] = None
        return tuple(found)

    def _kind(self, mention: Mention) -> str:
        entity = self.entities.get(mention.entity)
        return entity.kind if entity else "other"

    def _atoms(self, span: Span) -> list[Item]:
        items: list[Item] = []
        fixed = self._fixed(span)
        place = 0
        for match in TOKEN.finditer(self.text, span.start, span.end):
            while place < len(fixed) and fixed[place].end <= match.start():
                place += 1
            if place < len(fixed) and fixed[place].start < match.end():
                if not items or items[-1] is not fixed[place]:
                    items.append(fixed[place])
                continue
            low = match[0].lower().replace("’", "'")
            items.append(Item(NUMBER if low[0].isdigit() else low, match.start(), match.end(), words=(low,)))
        return items

    def _fixed(self, span: Span) -> list[Item]:
        """Dates and mentions of a sentence, none overlapping, dates first."""
        found = [
            Item(TIME, t.start, t.end, timex=t, words=tuple(self.text[t.start : t.end].lower().split()))
            for t in self._from(self.timexes, self._timex_starts, span) if not _season(self.text, t)
        ]
        taken = [(i.start, i.end) for i in found]
        for mention in self._from(self.mentions, self._mention_starts, span):
            if all(mention.end <= start or mention.start >= end for start, end in taken):
                item = self._mentioned(mention)
                if item is not None:
                    found.append(item)
                    taken.append((mention.start, mention.end))
        return sorted(found, key=lambda i: i.start)

    @staticmethod
    def _from(rows: Sequence[Timex] | Sequence[Mention], starts: list[int], span: Span) -> list[object]:
        return list(rows[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
