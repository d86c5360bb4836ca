"""From tokens to items: dates and mentions as they are, then nominals for persons, then the noun phrases of occasions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from sayso.document import Span
from sayso.entity import Entity, Mention
from sayso.reading.happening import words as w
from sayso.reading.happening.clauses import BODY, GROUP, NUMBER, OCCASION, PERSON, PLACE, SOMEBODY, TIME, TOKEN, Clause, Item
from sayso.reading.happening.frames import by_word
from sayso.reading.happening.lexicon import Noun, nouns
from sayso.reading.happening.titles import PARTS, POSSESSIVE, group_heads, joined, person_heads, plain, titled
from sayso.reading.naming.lists import CALENDAR, STOPS
from sayso.reading.naming.tables import tables
from sayso.timex import Timex

_PRONOUNS = {"he": "m", "she": "f", "him": "m"}
_MODIFIERS = 6
_LOCAL = re.compile(r"\b(?:in|to|near|from|at) $")
_TAKES = frozenset("missed skipped attended held had joined chaired left hosted opened called announced postponed cancelled".split())
_SOME = frozenset({"a", "an", "another", "two", "three", "four", "five", "several", NUMBER})
_OPENING = w.DEFINITE | _SOME | {"'s"}
_AGENTIVE = ("ists", "ians", "glers", "gglers", "kers", "ders", "ners", "mers", "men", "women", "ist", "ian", "man", "woman")


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    return _OPENING | group_heads()


def _nobody(_: int) -> None:
    """Nobody says "I"."""


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
    speaking: Callable[[int], str | None] = _nobody

    @classmethod
    def of(cls, text: str, entities: Sequence[Entity], mentions: Sequence[Mention], timexes: Sequence[Timex]) -> Chunker:
        """A chunker over the layers of a reading."""
        ordered = sorted(mentions, key=lambda m: (m.start, -m.end))
        dated = sorted(timexes, key=lambda t: t.start)
        return cls(text, {e.id: e for e in entities}, ordered, dated, [m.start for m in ordered], [t.start for t in dated])

    def clause(self, span: Span, block: str) -> Clause:
        """The sentence as items, written out."""
        items = _nominals(_caller(self.text, self._atoms(span)))
        items = self._pronouns(titled(self.text, joined(items)))
        items = _occasions(items)
        clause = Clause(span.start, span.end, items, block)
        clause.write()
        return clause

    def dated(self, span: Span) -> bool:
        """True if a time expression begins in a stretch of text."""
        return bisect_left(self._timex_starts, span.start) < bisect_left(self._timex_starts, span.end)

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
            low = "u.s." if match[0] == "US" else match[0].lower().replace("’", "'")
            items.append(Item(NUMBER if low[0].isdigit() else low, match.start(), match.end(), words=(low,)))
        return items

    def _fixed(self, span: Span) -> list[Item]:
        """Dates and mentions of a sentence, none overlapping, dates first."""
        found = [
            Item(TIME, t.start, t.end, timex=t, words=tuple(self.text[t.start : t.end].lower().split()))
            for t in _between(self.timexes, self._timex_starts, span) if not _season(self.text, t) and not _adjective(self.text, t)
        ]
        taken = [(i.start, i.end) for i in found]
        for mention in _between(self.mentions, self._mention_starts, span):
            if all(mention.end <= start or mention.start >= end for start, end in taken):
                item = self._mentioned(mention)
                if item is not None and not _convened(item):
                    if item.code == BODY and self._kind(mention) == "other" and _LOCAL.search(self.text, max(0, item.start - 6), item.start):
                        item.code = PLACE
                    found.append(item)
                    taken.append((mention.start, mention.end))
        return sorted(found, key=lambda i: i.start)

    def _mentioned(self, mention: Mention) -> Item | None:
        """The item of a mention; None for what only described something that is neither a person nor a group."""
        kind, low = self._kind(mention), tuple(self.text[mention.start : mention.end].lower().split())
        if mention.form == "nominal" and (kind not in {"person", "group"} or not self._fits(low, kind)):
            return None
        code = {"person": PERSON, "group": GROUP, "place": PLACE}.get(kind, BODY)
        pronoun = mention.form == "pronoun"
        if pronoun and low[-1] in POSSESSIVE:
            return None
        people = (mention.entity,) if code in {PERSON, GROUP, BODY} else ()
        return Item(code, mention.start, mention.end, people, words=low, pronoun=pronoun, name=mention.form == "name")

    @staticmethod
    def _fits(low: tuple[str, ...], kind: str) -> bool:
        return kind == "group" or low[-1] in person_heads()

    def _pronouns(self, items: list[Item]) -> list[Item]:
        """He and she that the layer of mentions leaves open: the one person named before in the sentence, or in the one before."""
        begin = items[0].start if items else 0
        for k, item in enumerate(items):
            if item.code == "i" and (who := self.speaking(item.start)) is not None and (entity := self.entities.get(who)) is not None and entity.kind == "person":
                items[k] = Item(PERSON, item.start, item.end, (who,), pronoun=True, words=item.words)
                continue
            if item.code in _PRONOUNS or (item.code == "her" and _object(items, k)):
                described = [i for i in items[:k] if i.code == PERSON and not i.people and not i.pronoun]
                so_far = self.people_in(Span(begin, item.start)) or (() if described else self.last_people)
                if len(described) == 1 and not so_far:
                    items[k] = Item(PERSON, item.start, item.end, pronoun=True, words=described[0].words, same=described[0])
                    continue
                gender = _PRONOUNS.get(item.code, "f")
                fits = [p for p in so_far if self._gender(p) in {None, gender}] or [p for p in self.last_people if self._gender(p) == gender]
                if len(fits) == 1:
                    items[k] = Item(PERSON, item.start, item.end, (fits[0],), pronoun=True, words=item.words)
        return items

    def _gender(self, entity: str) -> str | None:
        known = self.entities.get(entity)
        return known.gender if known else None


R = TypeVar("R")


def _between(rows: Sequence[R], starts: list[int], span: Span) -> Sequence[R]:
    return rows[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def _season(text: str, timex: Timex) -> bool:
    """True for "the summer" before a noun ("the summer palace"), which dates nothing."""
    after = text[timex.end : timex.end + 2]
    return timex.rule.startswith("season") and after[:1] == " " and after[1:2].islower() and \
        text[timex.end + 1 : timex.end + 12].split(" ", maxsplit=1)[0] not in w.PREPOSITIONS | w.BREAKS


def _adjective(text: str, timex: Timex) -> bool:
    """True for one word of recurrence ("weekly", "annual"), which says how often and dates nothing."""
    return timex.type == "SET" and text[timex.start : timex.end].isalpha()


def _convened(item: Item) -> bool:
    """True for the proper name of a gathering ("the Lake Towns Water Forum"), which is read as a noun phrase."""
    return item.code in {BODY, PLACE} and len(item.words) > 1 and any(
        noun.strength == "strong" and noun.kind in {"conference", "summit"} for noun in nouns().get(item.words[-1], ()))


def _object(items: list[Item], k: int) -> bool:
    """True if "her" owns nothing: "received her.", "met her in Oslo"."""
    after = items[k + 1].code if k + 1 < len(items) else "."
    return after in w.PREPOSITIONS or after == TIME or after in w.PUNCTUATION or after in {"and", "but", "there", "again"}


def _caller(text: str, items: list[Item]) -> list[Item]:
    """A lone unknown name that opens a sentence, where only a person can be meant: "X spoke by phone to", "X telephoned"."""
    codes = [item.code for item in items[1:8]]
    speaks = codes[:1] in (["phoned"], ["telephoned"]) or (
        codes[:1] in (["spoke"], ["talked"]) and codes[1:2] in (["by"], ["to"], ["with"], ["on"]) and bool({"phone", "telephone"} & set(codes)))
    if not speaks or not plain(items[0]) or not text[items[0].start].isupper():
        return items
    name = items[0]
    if name.code in STOPS | person_heads() | group_heads() | CALENDAR or name.code.endswith(("s", "ly", "body", "one")) or name.code in nouns():
        return items
    return [Item(PERSON, name.start, name.end, words=name.words, name=True), *items[1:]]


def _nominals(items: list[Item]) -> list[Item]:
    """Definite descriptions of one person, or of people, put together: "the energy commissioner", "its president"."""
    out: list[Item] = []
    opening = _openers()
    k = 0
    while k < len(items):
        end = _nominal_end(items, k) if k == 0 or items[k].code in opening else 0
        if end:
            part = items[k:end]
            head = part[-1].code
            code = SOMEBODY if part[0].code in _SOME else PERSON if head in person_heads() else GROUP
            start = part[0].start
            if part[0].code == "'s" and len(part) > 1:
                start = out.pop().start if out and (out[-1].code in {PERSON, BODY, GROUP, PLACE} or plain(out[-1])) else part[1].start
            out.append(Item(code, start, part[-1].end, inner=tuple(part), words=tuple(x for i in part for x in (i.words or (i.code,)))))
            k = end
        else:
            out.append(items[k])
            k += 1
    return out


def _nominal_end(items: list[Item], k: int) -> int:
    """Where the nominal that begins at an item ends, or 0; "a duke" is nobody in particular."""
    first = items[k].code
    opens = first in w.DEFINITE or first == "'s" or first in _SOME
    bare = not opens and (k == 0 or items[k - 1].code in {",", ":", "“", '"'}) and first in group_heads()
    if bare:
        return k + 1
    if k == 0 and not opens and len(items) > 2 and plain(items[0]) and items[1].code in group_heads():
        return 2
    if not opens:
        return 0
    end = 0
    for j in range(k + 1, min(k + 1 + _MODIFIERS, len(items))):
        code = items[j].code
        if code in person_heads() or code in group_heads() or (first in _SOME and code.endswith(_AGENTIVE)):
            end = j + 1
        elif code in w.PASTS - {"left", "set", "read", "met"} or not (plain(items[j]) or code in {BODY, PLACE, NUMBER, "two", "three", "four", "'s"}) or (end and not _goes_on(items, end)):
            break
    if end and end < len(items) and items[end].code in nouns() and items[end].code not in {"visits", "talks", "calls"}:
        return 0
    return end


def _occasions(items: list[Item]) -> list[Item]:
    """The noun phrases of occasions put together, from their determiner or owner to the end of "of …"."""
    out: list[Item] = []
    k = 0
    while k < len(items):
        end = _dated_end(items, k)
        if end:
            part = items[k:end]
            words = tuple(x for i in part for x in (i.words or (i.code,)))
            out.append(Item(OCCASION, part[0].start, part[-1].end, noun=Noun((words[-1],), "other", "body", False, ()), inner=tuple(part), words=words))
            k = end
            continue
        noun = _noun_at(items, k)
        if noun is None or (k + 1 < len(items) and _noun_at(items, k + 1) is not None):
            out.append(items[k])
            k += 1
            continue
        back = _opening(out, len(noun.words) - 1)
        end = _complement(items, k + 1)
        part = [*out[len(out) - back :], *items[k:end]]
        if _ruled_out(noun, out, items, back, k, end):
            out.append(items[k])
            k += 1
            continue
        inner = next((n for j in range(k + 1, end) if (n := _noun_at(items, j)) is not None), None) if noun.strength == "phase" else None
        del out[len(out) - back :]
        words = tuple(x for i in part for x in (i.words or (i.code,)))
        out.append(Item(OCCASION, part[0].start, part[-1].end, noun=inner or noun, inner=tuple(part), words=words))
        k = end
    return out


_NEVER = frozenset(
    "attack attacks report edition newspaper paper price prices close statement decision announcement ruling death deaths crash storm earthquake explosion shooting killing "
    "raid fire news article figures results result poll editorial column story weather trading deal agreement win victory defeat loss arrest tweet post message letter move "
    "remarks comments violence clashes bombing outbreak incident papers verdict judgment strike strikes blast flood floods order closing opening high low level list "
    "deadline sales growth rate rates forecast data".split())


def _dated_end(items: list[Item], k: int) -> int:
    """Where a noun phrase of a day ends whose noun no list knows ("Sunday's bun fight"), or 0: an occasion where a trigger takes it."""
    if items[k].code != TIME or k + 2 >= len(items) or items[k + 1].code != "'s":
        return 0
    j = k + 2
    while j < min(k + 7, len(items)) and (plain(items[j]) or items[j].code in {BODY, PLACE}) and items[j].code not in w.PASTS and items[j].code not in tables().verbs:
        if items[j].code in nouns():
            return 0
        j += 1
    return j if j > k + 2 and plain(items[j - 1]) and items[j - 1].code not in _NEVER and not items[j - 1].code.endswith("ed") else 0


def _goes_on(items: list[Item], end: int) -> bool:
    """True if "deputy" or the like only opens a longer title: "deputy energy minister"."""
    after = items[end : end + 2]
    if items[end - 1].code not in {"deputy", "assistant", "vice", "chief"} or len(after) < 2 or after[1].code not in person_heads():
        return False
    word = after[0].code
    return plain(after[0]) and word not in by_word() and word not in tables().verbs and not word.endswith(("ed", "ing", "s"))


def _noun_at(items: list[Item], k: int) -> Noun | None:
    for noun in nouns().get(items[k].code, ()):
        size = len(noun.words)
        if k + 1 >= size and (size == 1 or tuple(i.code for i in items[k + 1 - size : k + 1]) == noun.words):
            return noun
    return None


def _opening(out: list[Item], inside: int) -> int:
    """How many items before the noun belong to its phrase."""
    back = inside
    for step in range(back + 1, back + _MODIFIERS + 2):
        if step > len(out):
            break
        item = out[-step]
        if item.code in w.DETERMINERS:
            back = step + (step < len(out) and out[-step - 1].code in {"any", "no", "all", "both"})
            break
        if item.code == "'s" or (item.code in "’'" and step < len(out) and out[-step - 1].code in {PERSON, GROUP, BODY}):
            continue
        owns = step > 1 and out[-step + 1].code in {"'s", "’", "'"}
        if item.code in {PERSON, GROUP, TIME} and not owns and not _dates_within(out, step):
            break
        if item.code in {PERSON, BODY, GROUP, PLACE, TIME}:
            back = step
            if owns and item.code in {PERSON, GROUP, TIME}:
                break
            continue
        if (not plain(item) and item.code != NUMBER) or item.code in _TAKES:
            break
    else:
        return back
    return back if back > inside else inside + _bare(out, inside)


def _dates_within(out: list[Item], step: int) -> bool:
    """True if a date is an adjective here: "a two-day summit", "the Thursday hearing"."""
    item = out[-step]
    if item.code != TIME or item.timex is None:
        return False
    hyphened = item.timex.type == "DURATION" and any("-" in word for word in item.words) and (
        item.words[0] in w.DETERMINERS or (step < len(out) and out[-step - 1].code in {"'s", "his", "her", "their", "its", "a", "the"}))
    return hyphened or (step < len(out) and out[-step - 1].code in w.DETERMINERS)


def _bare(out: list[Item], inside: int) -> int:
    """A noun without determiner: the one noun or adjective right before it, if it cannot be a verb."""
    if len(out) > inside and plain(out[-inside - 1]) and out[-inside - 1].code not in w.verb_forms() | w.PASTS \
            and not out[-inside - 1].code.endswith(("ed", "ing", "ly")):
        return 1
    return 0


def _complement(items: list[Item], k: int) -> int:
    """Where "of the water board" after a noun ends."""
    if k >= len(items) or items[k].code != "of":
        return k
    j = k + 1
    while j < min(k + 7, len(items)):
        item = items[j]
        dated = item.code == TIME and j + 1 < len(items) and items[j + 1].code == "'s"
        if (item.code in {"a", "an"} and j > k + 1) or not (dated or plain(item) or item.code in PARTS or item.code in {"no", "two", "three", "four", "five", "six", PERSON, BODY, GROUP, PLACE, NUMBER}) or item.code in w.verb_forms() - {"call"}:
            break
        j += 1
    return j if j > k + 1 else k


def _ruled_out(noun: Noun, out: list[Item], items: list[Item], back: int, k: int, end: int) -> bool:
    """True if words around or in the phrase show that no occasion is meant, or the noun is a verb here."""
    before = [x for i in out[max(0, len(out) - back - 3) :] for x in (i.words or (i.code,))]
    after = [x for i in items[k:end + 3] for x in (i.words or (i.code,))]
    around = f" {' '.join([*before, *after])} "
    if any(f" {' '.join(veto)} " in around for veto in noun.vetoes):
        return True
    previous = out[-1].code if out else ""
    if {previous, out[-back].code if back else ""} & {NUMBER, "two", "three", "four", "five", "six"} and noun.kind == "vote":
        return True
    return not back and (previous in {"to", PERSON, "he", "she", "they", "who", "we", "i"} or previous in w.MODAL | w.FUTURE | w.DO | w.NEGATIONS)
