"""Reads one report's sentences for events and appearances; keeps what a later sentence hangs on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from sayso.attribution import Attribution
from sayso.document import Span
from sayso.reading.happening import guarding, moods, subjects
from sayso.reading.happening import words as w
from sayso.reading.happening.authority import UNDONE, UNPROVEN, Authority
from sayso.reading.happening.clauses import OCCASION, PERSON, Clause, Item, words_of
from sayso.reading.happening.drafts import EventDraft, RowDraft
from sayso.reading.happening.expecting import reasons
from sayso.reading.happening.occasions import Calendar, Extent, dates_near, extent_of, shade
from sayso.reading.happening.scenes import Scenes
from sayso.reading.happening.triggers import Trigger, triggers
from sayso.timex import Timex

_MODES: Final = (
    ("video", re.compile(r" (?:by|via|through|over|on) (?:a )?(?:live )?(?:video|zoom|webcam|videolink|video-link|videoconference)| remotely | virtually | online ")),
    ("phone", re.compile(r" by (?:phone|telephone) | on the (?:phone|telephone) | over the (?:phone|telephone) ")),
)
MEMORY: Final = 12
"""For so many sentences "the meeting" may still be the one told of before."""
RECENT: Final = 60
"""So many appearances back a row may be told again."""
Maker: TypeAlias = Callable[["Reader", Clause, Any], None]
"""Makes events and rows of a trigger."""

_TOLD: Final = frozenset({"was", "were", "had", "did"})
_PAST: Final = {"fact", "negated"}


@dataclass(slots=True)
class Reader:
    """The state of reading one report: events and appearances so far."""

    authority: Authority
    calendar: Calendar
    makers: Mapping[str, Maker]
    around: tuple[Callable[[Reader, Clause], None], ...] = ()
    events: list[EventDraft] = field(default_factory=list)
    rows: list[RowDraft] = field(default_factory=list)
    number: int = 0
    taken: dict[int, EventDraft] = field(default_factory=dict)
    touched: bool = False
    scenes: Scenes = field(default_factory=Scenes)

    def read(self, clause: Clause) -> None:
        """Reads one sentence."""
        self.number += 1
        self.taken = {}
        dates = [i.timex for i in clause.items if i.timex is not None]
        told = any(i.code in w.PASTS or i.code in _TOLD or i.code.endswith("ed") for i in clause.items)
        clause.ahead = self.calendar.ahead(dates) is True or (not told and any("weekday" in d.rule and d.type == "DATE" for d in dates))
        for ranked in triggers(clause):
            self._first_of(clause, ranked)
        self._loose_occasions(clause)
        for look in self.around:
            look(self, clause)
        self._expectations(clause)

    # --- what a trigger makes ---

    def _first_of(self, clause: Clause, ranked: Sequence[Trigger]) -> None:
        """Tries the triggers of one place in turn, until one makes or changes something."""
        for t in ranked:
            self.touched = False
            self.makers[t.frame.sense.partition(":")[0]](self, clause, t)
            if self.touched:
                break

    def voice_over(self, clause: Clause, t: Trigger) -> Attribution | None:
        """Whose word a trigger stands on."""
        begin = clause.items[t.first].start
        return self.authority.over(clause.items[t.at].start, Span(begin, clause.items[t.last - 1].end))

    def event_at(self, clause: Clause, at: int, mood: str, status: str = "", voice: Attribution | None = None, *,
                 own_dates: bool = False) -> EventDraft | None:
        """The event of the occasion that is an item of the sentence, made or known again."""
        self.touched = True
        if at in self.taken:
            return self._strengthened(clause, at, mood)
        item = clause.items[at]
        found = extent_of(clause, at)
        kind, key = (item.noun.kind, item.noun.words[-1]) if item.noun else ("other", clause.items[found.last - 1].code)
        tone = shade(item)
        if tone == "any" and status != "failed":
            return None
        happened, state = _outcome(mood, status, tone)
        event = EventDraft(kind, [found.span], self.number, key, list(found.parties), happened=happened, status=state, item=item)
        event.name = Span(item.start, item.end)
        self._dated(event, clause, found, at)
        if own_dates:
            event.when = self.calendar.when(found.dates, event.happened is None)
        self._placed(event, found)
        self.judged(event, voice)
        if event.when is None and not own_dates and item.words[0] in w.DEFINITE | {"any", "no", "such"}:
            event.when = next((e.when for e in reversed(self.events[-20:]) if e.kind == event.kind and self.number - e.sentence <= 2), None)
        earlier = self._known(event, clause, item, found)
        if earlier is not None:
            event = earlier
        else:
            self.events.append(event)
        self.taken[at] = event
        return event

    def _dated(self, event: EventDraft, clause: Clause, found: Extent, at: int) -> None:
        ahead = None if event.happened is None and event.status == "held" else event.happened is None
        event.when = self.calendar.when(self.dates(clause, found, at), ahead)

    def dates(self, clause: Clause, found: Extent | None, at: int) -> list[Timex]:
        """The dates near an item, without those that somebody says who does not say the item: "will come on 20 May, she told a briefing"."""
        place = clause.items[at].start

        def said_elsewhere(timex: Timex) -> bool:
            """True for a date inside a content that does not hold the item."""
            voice = self.authority.over(timex.start, timex.span)
            return voice is not None and not any(s.start <= place < s.end for s in voice.content)

        return [t for t in dates_near(clause, found, at) if not said_elsewhere(t)]

    @staticmethod
    def _placed(event: EventDraft, found: Extent) -> None:
        if found.places and found.places[0].people == ():
            event.where = " ".join(found.places[0].words).title()

    def judged(self, event: EventDraft, voice: Attribution | None) -> None:
        """Sets what the act of a voice makes of an event: denied, alleged, promised."""
        event.voice = voice.id if voice else None
        if voice is not None and event.happened is not None and event.status in {"held", "failed"}:
            if voice.act in UNPROVEN:
                event.happened = None
            elif voice.act in UNDONE:
                event.happened, event.status = None, "planned"
            elif voice.act == "deny":
                event.happened, event.status = False, "failed"

    def _strengthened(self, clause: Clause, at: int, mood: str) -> EventDraft:
        """What is first planned and then told as a fact in the same sentence was held."""
        event = self.taken[at]
        if mood in _PAST and event.happened is None and event.status == "planned":
            event.happened, event.status = True, "held"
            self._dated(event, clause, extent_of(clause, at), at)
        return event

    def _known(self, event: EventDraft, clause: Clause, item: Item, found: Extent) -> EventDraft | None:
        """The same occasion in an earlier sentence, or in this one; None if this is another, or tells something new of it."""
        for other in reversed(self.events):
            if self.number - other.sentence > MEMORY:
                break
            if other.key != event.key or other.voice != event.voice:
                continue
            if (other.happened, other.status) != (event.happened, event.status):
                continue
            same_day = other.when and event.when and other.when.value == event.when.value
            bare = not found.dates and not found.places and not found.parties and item.words[0] in w.DEFINITE
            if same_day and (other.where == event.where or not event.where or not other.where):
                if clause.block in {"caption", "headline", "standfirst"} or other.sentence != self.number:
                    other.spans.append(found.span)
                return other
            if bare and other.sentence != self.number:
                return other
        return None

    def add_row(self, clause: Clause, t: Trigger, person: Item, status: str, event: EventDraft | None, voice: Attribution | None,
                name: Span | None = None) -> RowDraft | None:
        """An appearance, unless its person is nobody, or a row of the same person, occasion and voice stands already."""
        if person.code != PERSON or (voice is not None and voice.act in UNPROVEN | UNDONE):
            return None
        begin = min(person.start, clause.items[t.first].start) if person.end <= clause.items[t.at].start else clause.items[t.first].start
        end = max(clause.items[t.last - 1].end, event.spans[-1].end if event and event.spans and event.sentence == self.number else 0)
        when = event.when if event else self.calendar.when(self.dates(clause, None, t.at), None)
        title = name or (event.name if event and event.name else Span(clause.items[t.at].start, clause.items[t.last - 1].end))
        mode = _mode_of(clause, t, event) if status == "attended" else "unknown"
        row = RowDraft(person, status, [Span(begin, max(end, begin + 1))], self.number, t.frame.name, title, event,
                       when=when, mode=mode, voice=voice.id if voice else None)
        return self.keep(row)

    def keep(self, row: RowDraft) -> RowDraft | None:
        """The row as it is kept: new, joined to one that says the same, or in the place of a plan; None if another contradicts it."""
        self.touched = True
        for other in self.rows[-RECENT:]:
            if not same_person(other.person, row.person) or other.voice != row.voice:
                continue
            if other.status == row.status == "attended" and other.sentence == row.sentence and (other.event is None or row.event is None) and any(
                    s.meets(o) for s in row.spans for o in other.spans):
                other.event, other.when = other.event or row.event, other.when or row.when
                return other
            if other.event is row.event and (row.event is not None or (other.sentence == row.sentence and (other.name == row.name or other.status != "undisclosed"))):
                if other.status == row.status:
                    other.spans += [s for s in row.spans if not any(s.meets(o) for o in other.spans)]
                    return other
                if row.status in {"absent", "attended", "excused"} and other.status in {"expected", "scheduled"}:
                    other.status, other.rule, other.mode, other.when = row.status, row.rule, row.mode, row.when
                    other.spans[-1] = Span(other.spans[-1].start, max(other.spans[-1].end, row.spans[0].end))
                    return other
                return None
        self.rows.append(row)
        return row

    def antecedent(self, clause: Clause, at: int) -> Item | None:
        """Whose "his" or "her" is: the one person named before in the sentence, else the subject, else the last one told of."""
        earlier = [i for i in clause.items[:at] if i.code == PERSON]
        if earlier:
            same = {i.people for i in earlier}
            return earlier[0] if len(same) == 1 else next(iter(subjects.carried(clause.items, at)), None)
        later = subjects.governed(clause, at)
        recent = [r for r in self.rows[-5:] if self.number - r.sentence <= 1]
        return later[0] if later else recent[-1].person if recent else None

    def last_occasion(self, clause: Clause, at: int) -> tuple[int | None, EventDraft | None]:
        """The occasion before an item of the sentence, or that of the sentence before."""
        items = clause.items
        for k in range(at, min(at + 6, len(items))):
            if items[k].code == OCCASION and items[k - 1].code in {"at", "in", "for", "from", "during"}:
                return k, None
            if items[k].code in w.ENDS or items[k].code == ",":
                break
        for k in range(at - 1, -1, -1):
            if items[k].code == OCCASION and items[k].words[0] not in {"a", "an"}:
                return k, None
        recent = [e for e in self.events[-20:] if self.number - e.sentence <= 2]
        if recent:
            return None, recent[-1]
        after = (k for k in range(at, len(items)) if items[k].code == OCCASION and items[k].words[0] in w.DEFINITE)
        return next(after, None), None

    # --- occasions without a trigger ---

    def _loose_occasions(self, clause: Clause) -> None:
        """Dated occasions that no trigger took, and those that something followed: "after a phone call with P"."""
        for at, item in enumerate(clause.items):
            if item.code != OCCASION or at in self.taken or shade(item) in {"any", "none"} or guarding.supposed(clause, at):
                continue
            found = extent_of(clause, at)
            dated = [t for t in found.dates if t.value and t.type in {"DATE", "TIME"}]
            led = clause.items[at - 1].code if at else ""
            past = (led in {"after", "following", "during"} or bool(codes_before(clause, at) & {"margins", "sidelines", "fringes"})) and \
                item.noun is not None and item.noun.strength == "strong" and not item.noun.plural
            within = item.noun is not None and (item.noun.strength not in {"phase", "body"} or (item.noun.strength == "body" and any(i.timex is not None for i in item.inner)))
            owner = at + 1 < len(clause.items) and clause.items[at + 1].code == "'s"
            if not owner and ((dated and within) or past):
                self._loose(clause, at, found, past)

    def _loose(self, clause: Clause, at: int, found: Extent, past: bool) -> None:
        codes = clause.codes(max(0, at - 4), at)
        if any(c in w.WISH or c == "no" for c in codes) or ("to" in codes[-3:] and not past and codes[-1] not in {"to", "the", "for"} and "be" not in codes):
            return
        voice = self.authority.over(clause.items[at].start, found.span)
        if voice is not None and voice.act in UNDONE | {"deny"}:
            return
        ahead = self.calendar.ahead(found.dates)
        told = ahead is None and bool(_TOLD & set(clause.codes(0, len(clause.items)))) and not w.FUTURE & set(clause.codes(0, len(clause.items)))
        mood = moods.FACT if past or told or ahead is False else moods.PLANNED
        if guarding.hedged(clause, at) and mood == moods.FACT:
            return
        self.event_at(clause, at, mood, voice=voice, own_dates=True)

    def _expectations(self, clause: Clause) -> None:
        """Phrases of expectation given to the rows of their sentence, or of the sentence before."""
        for span, _ in reasons(clause):
            rows = [r for r in self.rows[-RECENT:] if r.sentence == self.number and r.status != "attended"] or [
                r for r in self.rows[-RECENT:] if r.sentence == self.number - 1 and r.status in {"absent", "replaced"}]
            for row in rows[:1]:
                if span not in row.expected:
                    row.expected.append(span)


def codes_before(clause: Clause, at: int) -> set[str]:
    """The words right before an item."""
    return set(clause.codes(at - 2, at))


def same_person(one: Item, other: Item) -> bool:
    """True if both items stand for one person."""
    one, other = one.same or one, other.same or other
    if one.people and other.people:
        return one.people == other.people
    return one is other or (not one.people and not other.people and one.words == other.words)


def _outcome(mood: str, status: str, tone: str) -> tuple[bool | None, str]:
    """Whether the event happened, and its status."""
    if status:
        return {"held": True, "failed": True, "cancelled": False}.get(status), status
    if tone == "floated":
        return None, "floated"
    if tone == "upcoming" or mood in {moods.PLANNED, moods.EXPECTED, moods.DROPPED}:
        return None, "planned"
    if mood == moods.LOOSE:
        return None, "floated"
    return True, "held"


def _mode_of(clause: Clause, t: Trigger, event: EventDraft | None) -> str:
    if t.frame.mode == "phone" and "video" in words_of(clause.items[t.first : t.last]):
        return "video"
    if t.frame.mode == "phone":
        return "phone"
    return mode_near(clause, t.first, event, t.frame.mode or "unknown")


def mode_near(clause: Clause, at: int, event: EventDraft | None, otherwise: str = "in person") -> str:
    """How somebody attends: by phone where the event is a call, else as the words from an item on say."""
    if event is not None and event.kind == "call":
        return "phone"
    for mode, pattern in _MODES:
        if pattern.search(clause.coded, max(0, clause.places[at] - 1)):
            return mode
    return otherwise
