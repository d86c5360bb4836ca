"""Why a record is as it is: its words in their place, who or what decided, how surely, and by which reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso._version import VERSION
from sayso.attribution import ATTRIBUTIONS, SaidOn
from sayso.block import BLOCKS, Block
from sayso.document import Reading, Span
from sayso.entity import ENTITIES, MENTIONS, Entity
from sayso.errors import NotFoundError
from sayso.event import APPEARANCES, EVENTS, Appearance, Event
from sayso.timex import TIMEXES, Timex
from sayso.views.statements import Statement, statements

_AROUND = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the text with what stands around them; `role` says what they are to the record."""

    role: str
    start: int
    end: int
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One voice in a decision: who spoke, for what, how strongly (None where it has no score), and why."""

    voter: str
    verdict: str
    weight: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record explained: its facts in words, its evidence, its reasons, and the versions of the steps behind the reading."""

    kind: str
    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]
    steps: tuple[tuple[str, str], ...]


def explain(reading: Reading, wanted: str) -> Explanation:
    """The explanation of a record: by its id or an unambiguous beginning of it, by a statement's number, or a block's (`b3`).

    Raises NotFoundError with what could have been meant.
    """
    told = statements(reading)
    if re.fullmatch(r"b[0-9]{1,9}", wanted) and wanted not in _ids(reading):
        return _explain_block(reading, int(wanted[1:]))
    if re.fullmatch(r"[0-9]{1,9}", wanted) and 1 <= int(wanted) <= len(told):
        return _explain_attribution(reading, told[int(wanted) - 1])
    meant = [known for known in _ids(reading) if known == wanted] or [known for known in _ids(reading) if wanted and known.startswith(wanted)]
    if len(meant) != 1:
        raise NotFoundError(_not_found(reading, wanted, meant, told))
    return _explain_record(reading, meant[0], told)


def _ids(reading: Reading) -> list[str]:
    return [record.id for name in (ATTRIBUTIONS.name, *_MAKERS) for record in reading.layers.get(name, ())]


def _not_found(reading: Reading, wanted: str, meant: Sequence[str], told: Sequence[Statement]) -> str:
    if meant:
        return f"{wanted!r} could be {', '.join(meant[:5])}: give more of the id"
    blocks = len(reading.layer(BLOCKS))
    return (
        f"no record {wanted!r} in this reading; it has statements 1–{len(told)}, blocks b1–b{blocks}, and the ids that "
        "`sayso read --json` prints"
    )


def _explain_record(reading: Reading, wanted: str, told: Sequence[Statement]) -> Explanation:
    for statement in told:
        if statement.id == wanted:
            return _explain_attribution(reading, statement)
    found = ((make, record) for name, make in _MAKERS.items() for record in reading.layers.get(name, ()))
    return next(make(reading, record) for make, record in found if record.id == wanted)


def _explain_attribution(reading: Reading, s: Statement) -> Explanation:
    a = next(a for a in reading.layer(ATTRIBUTIONS) if a.id == s.id)
    facts = (
        ("statement", str(s.number)), ("who", s.who), ("on whose word", s.on_the_word_of), ("act", s.act), ("quotation", s.quotation),
        ("identification", s.identification), ("said on", _when(a.said_on)), ("block", s.block),
        ("inside", s.inside or "nothing: the outlet itself relays it"), ("made by", s.by), ("confidence", f"{s.confidence:.2f}"),
    )
    roles = {"source": a.source, "cue": a.cue, "content": a.content, "hedge": a.hedges, "addressee": a.addressee}
    evidence = tuple(_evidence(reading, role, span) for role, spans in roles.items() for span in spans)
    return _made(reading, "attribution", a.id, f"{s.who}: {s.act}", facts=facts, evidence=evidence, reasons=tuple(map(_reason, a.reasons)))


def _explain_block(reading: Reading, number: int) -> Explanation:
    blocks = reading.layer(BLOCKS)
    if not 1 <= number <= len(blocks):
        raise NotFoundError(f"no block b{number} in this reading; it has blocks b1–b{len(blocks)}")
    block: Block = blocks[number - 1]
    totals: dict[str, float] = {}
    for vote in block.votes:
        totals[vote.kind] = totals.get(vote.kind, 0.0) + vote.weight
    tally = ", ".join(f"{kind} {weight:.2f}" for kind, weight in sorted(totals.items(), key=lambda item: -item[1]))
    facts = (("kind", block.kind), ("sort", block.detail), ("votes in sum", tally))
    reasons = tuple(Reason(vote.voter, vote.kind, vote.weight, vote.reason) for vote in block.votes)
    evidence = (_evidence(reading, "text", block.span),)
    return _made(reading, "block", f"b{number}", block.kind, facts=facts, evidence=evidence, reasons=reasons)


def _explain_entity(reading: Reading, e: Entity) -> Explanation:
    mentions = [m for m in reading.layer(MENTIONS) if m.entity == e.id]
    facts = (
        ("name", e.name), ("kind", e.kind), ("also", "; ".join(e.aliases)), ("age", str(e.age or "")), ("gender", e.gender or ""),
        ("how many", str(e.count or "")), ("capacity", e.capacity or ""),
    )
    roles = [_evidence(reading, f"role ({role.title})", Span(role.start, role.end)) for role in e.roles]
    places = [_evidence(reading, m.form, m.span) for m in mentions]
    reasons = tuple(Reason("mention", reading.document.text[m.start : m.end], None, m.reason) for m in mentions if m.reason)
    return _made(reading, "entity", e.id, e.name, facts=facts, evidence=(*roles, *places), reasons=reasons)


def _explain_timex(reading: Reading, t: Timex) -> Explanation:
    interval = f"from {t.begin or '?'} to before {t.until or '?'}" if t.begin or t.until else ""
    facts = (("type", t.type), ("value", t.value or "not resolved"), ("modifier", t.mod or ""), ("covers", interval),
             ("resolved against", t.anchor or ""), ("rule", t.rule))
    return _made(reading, "timex", t.id, t.value or "not resolved", facts=facts, evidence=(_evidence(reading, "words", t.span),))


def _explain_event(reading: Reading, e: Event) -> Explanation:
    names = {entity.id: entity.name for entity in reading.layer(ENTITIES)}
    facts = (
        ("kind", e.kind), ("who", "; ".join(names.get(who, who) for who in e.who)), ("where", names.get(e.where or "", e.where or "")),
        ("when", _when(e.when)), ("status", e.status), ("happened", _known(e.happened)), ("according to", e.according_to or "the outlet"),
        ("made by", e.by),
    )
    return _made(reading, "event", e.id, e.kind, facts=facts, evidence=tuple(_evidence(reading, "evidence", s) for s in e.evidence))


def _explain_appearance(reading: Reading, p: Appearance) -> Explanation:
    names = {entity.id: entity.name for entity in reading.layer(ENTITIES)}
    facts = (
        ("person", names.get(p.person or "", "somebody")), ("occasion", p.occasion.name), ("event", p.occasion.event or ""),
        ("status", p.status), ("by", names.get(p.by or "", p.by or "")), ("when", _when(p.when)), ("mode", p.mode),
        ("according to", p.according_to or "the outlet"), ("rule", p.rule),
    )
    evidence = [_evidence(reading, "evidence", s) for s in p.evidence]
    expected = [_evidence(reading, "expected because", s) for s in p.expected_because]
    title = f"{names.get(p.person or '', 'somebody')}: {p.status}"
    return _made(reading, "appearance", p.id, title, facts=facts, evidence=(*evidence, *expected))


def _made(
    reading: Reading, kind: str, name: str, title: str, *, facts: Sequence[tuple[str, str]], evidence: tuple[Evidence, ...],
    reasons: tuple[Reason, ...] = (),
) -> Explanation:
    steps = (("sayso", VERSION), *sorted(reading.steps.items()))
    return Explanation(kind, name, title, tuple(fact for fact in facts if fact[1]), evidence, reasons, steps)


def _evidence(reading: Reading, role: str, span: Span) -> Evidence:
    text = reading.document.text
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return Evidence(role, span.start, span.end, text[span.start : span.end], before, after)


def _reason(words: str) -> Reason:
    """A reason that names its step in front ("act: …") told apart from it."""
    step, colon, why = words.partition(": ")
    return Reason(step, "", None, why) if colon and " " not in step else Reason("", "", None, words)


def _when(when: SaidOn | None) -> str:
    if when is None:
        return ""
    return f"{when.value} ({when.timex or 'from the document'})"


def _known(happened: bool | None) -> str:
    return {True: "yes", False: "no", None: "not known"}[happened]


_MAKERS: Mapping[str, Callable[[Reading, Any], Explanation]] = {
    ENTITIES.name: _explain_entity, TIMEXES.name: _explain_timex, EVENTS.name: _explain_event, APPEARANCES.name: _explain_appearance,
}
