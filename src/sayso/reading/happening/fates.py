"""What became of an occasion: held, planned, announced, floated, postponed, cancelled, failed."""

from __future__ import annotations

from sayso.document import Span
from sayso.reading.happening import moods
from sayso.reading.happening.clauses import BODY, GROUP, OCCASION, PERSON, TIME, Clause, Item
from sayso.reading.happening.drafts import EventDraft
from sayso.reading.happening.occasions import Extent, extent_of, shade, trail
from sayso.reading.happening.reader import RECENT, Reader
from sayso.reading.happening.triggers import Trigger
from sayso.reading.happening.verbal import dated
from sayso.reading.happening.words import PREPOSITIONS


def fate(reader: Reader, clause: Clause, t: Trigger) -> None:
    """An occasion was held, planned, postponed, called off."""
    at = t.occasion if not t.frame.before else _occasion_before(clause, t.first)
    if at is None or t.mood == moods.HABIT or not _plausible(clause, t, at):
        return
    voice = reader.voice_over(clause, t) if t.frame.name != "deny" else reader.authority.by_cue(clause.items[t.at].start)
    status, tone = t.frame.fate, shade(clause.items[at])
    if t.mood == moods.LOOSE or (t.mood == moods.NEGATED and status != "held"):
        return
    undone = status == "undone" or (tone == "any" and voice is not None and voice.act == "deny")
    if undone:
        status = "failed"
    elif status == "held":
        status = "postponed" if t.mood in {moods.NEGATED, moods.DROPPED} and {"until", "till"} & set(clause.codes(t.last, t.last + 4)) else _held(t, tone)
    elif t.mood in {moods.PLANNED, moods.EXPECTED} and status in {"cancelled", "postponed", "failed"}:
        status = "planned"
    known = at in reader.taken
    event = reader.event_at(clause, at, t.mood, status, voice)
    if event is None:
        return
    if known and (status != "held" or event.happened is None) and status != "planned":
        event.happened, event.status = {"held": True, "failed": t.frame.fate == "failed", "cancelled": False}.get(status), status
    if status in {"cancelled", "postponed"}:
        event = _undone(reader, clause, at, event)
    if status == "failed" and (t.frame.fate == "held" or undone):
        event.happened = False
    _redated(reader, clause, t, event, at, status)
    first, last = min(at, t.first), max(at + 1, t.last)
    here = Span(clause.items[first].start, clause.items[last - 1].end)
    if event.spans[-1].start < clause.items[0].start:  # told of in an earlier sentence
        event.spans.append(here)
    else:
        event.spans[-1] = Span(min(event.spans[-1].start, here.start), max(event.spans[-1].end, here.end))
    if t.subject and t.subject[0].code in {PERSON, BODY, GROUP} and not t.frame.before and clause.items[at].words[0] in {"his", "her", "its", "their"}:
        event.who.insert(0, t.subject[0])


def _undone(reader: Reader, clause: Clause, at: int, event: EventDraft) -> EventDraft:
    """What was planned before and is now called off is one event, and nobody is due there any more."""
    item = clause.items[at]
    plan = next((e for e in reversed(reader.events[-20:]) if e is not event and e.happened is None and e.status in {"planned", "announced"}
                 and e.kind == event.kind and e.voice == event.voice and reader.number - e.sentence <= 1), None)
    if plan is not None and item.words[0] in {"the", "this", "that"} and event in reader.events[-20:] and not any(i.code == TIME for i in item.inner):
        reader.events.remove(event)
        plan.happened, plan.status = event.happened, event.status
        plan.spans += event.spans
        plan.when = event.when or plan.when
        reader.taken[at] = event = plan
    reader.rows[-RECENT:] = [r for r in reader.rows[-RECENT:] if r.event is not event or r.status not in {"expected", "scheduled"}]
    return event


def _broken(items: list[Item], last: int, first: int) -> bool:
    return any(i.code in {",", ";", "that", "was", "were", "is", "are", "and", OCCASION} for i in items[last:first])


def _aside(items: list[Item], last: int, first: int) -> bool:
    """True if only an aside about the occasion itself, between commas, stands before the verb."""
    return last < first - 1 and items[last].code == "," and not any(i.code in {PERSON, GROUP, BODY} for i in items[last : first - 1])


def _held(t: Trigger, tone: str) -> str:
    if tone == "none" or t.mood == moods.NEGATED:
        return "failed"
    return "held" if t.mood == moods.FACT else "planned" if t.mood in {moods.PLANNED, moods.EXPECTED} else "cancelled"


def _plausible(clause: Clause, t: Trigger, at: int) -> bool:
    """A fixed participle needs its auxiliary: "was called off"; "collapsed" needs none."""
    if t.frame.name == "call-vote":
        return clause.items[at].words[0] in {"a", "an"}
    if t.frame.name == "vote-on":
        noun = clause.items[at].noun
        return noun is not None and noun.kind == "vote"
    if t.frame.name == "there-was":
        return shade(clause.items[at]) == "none" or dated(clause, clause.items[at], at)
    if not t.frame.predicate or not t.frame.before or t.frame.name in {"collapse", "fell-through", "never-came"}:
        return True
    return bool(set(t.auxiliaries) & {"was", "were", "been", "be", "being", "is", "are"})


def _occasion_before(clause: Clause, first: int) -> int | None:
    """The occasion that is the subject of a verb: right before it, or with phrases or an aside between, or carried on by "but"."""
    items = clause.items
    if not first:
        return None
    led = items[first - 1].code
    carried = led in {"but", "and", "then", "yet", "or"}
    for k in range(first - 1, max(-1, first - 25), -1):
        if items[k].code != OCCASION:
            continue
        last = _past_plan(clause, extent_of(clause, k).last)
        if last == first or led == "it" or (led == "," and _aside(items, last, first)):
            return k
        noun = items[k].noun
        if noun is not None and noun.kind == "vote" and last < first and items[last].code == "to" and not _broken(items, last, first):
            return k
        if carried and (k == 0 or items[k - 1].code not in PREPOSITIONS):
            return k
    return None


def _past_plan(clause: Clause, last: int) -> int:
    """Where an occasion ends with "planned for 12 March" behind it."""
    items = clause.items
    if last < len(items) and items[last].code in {"planned", "scheduled", "due", "set", "slated", "arranged"}:
        found = Extent(last, last + 1, items[last].start, items[last].end)
        trail(clause, found)
        return found.last
    return last


def _redated(reader: Reader, clause: Clause, t: Trigger, event: EventDraft, at: int, status: str) -> None:
    """The date of what is put off or called off is the occasion's own, or the new one: never the day of the decision."""
    if status not in {"postponed", "cancelled", "announced", "floated"}:
        return
    items = clause.items
    stop = t.first if t.frame.before else len(items)
    end = next((k for k in range(at + 1, stop) if items[k].code in {"because", "after", "citing", "following", "said", ";"}), stop)
    own = [i.timex for i in (*items[at].inner, *items[at + 1 : end]) if i.timex is not None]
    new = [items[k].timex for k in range(t.at, len(items)) if items[k].timex is not None and items[k - 1].code in {"to", "until", "till", "for"}]
    dates = [d for d in (new if status == "postponed" else [*own, *new]) if d is not None]
    event.when = reader.calendar.when(dates, True if status in {"announced", "floated"} else None)
