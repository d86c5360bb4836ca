"""The check of what a draft has somebody say in the draft's own words: against the statements of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from sayso.document import Span, covers
from sayso.ledger.checking import findings
from sayso.ledger.checking.candidates import Candidates
from sayso.ledger.checking.findings import Finding
from sayso.ledger.checking.places import Place
from sayso.ledger.checking.witnesses import Said, Witness, Witnesses
from sayso.verifying.accounts import Account, faults, opposed
from sayso.verifying.alterations import Change
from sayso.verifying.likening import Likeness, likeness, share, telling, wanted_of
from sayso.verifying.tokens import plain, tokens
from sayso.verifying.values import differing
from sayso.verifying.voices import Voice

_WORD = re.compile(r"[^\W_]+")
LEAST_SHARED = 0.7
"""The share of a statement's telling words that the ledger's must have to be taken for the same."""

LEAST_SHARED_ELSEWHERE = 0.8
"""The share at which a statement of somebody else, or of nobody named, is taken for the one meant."""

LEAST_NEAR = 0.4
"""The share from which a statement is shown as the nearest to one that is not found."""

_MOST_NEAR = 6
_MOST_BESIDE_ONE = 2
_MOST_BESIDE_TWO = 3
_LEAST_ELSEWHERE = 3
_AS_LIKE = 0.1
"""Statements whose shares differ by no more than this are as like; of them the one that the draft fits best is meant."""

Fit = Literal["own", "nobody's", "another's"]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A statement that may be the one meant: how like it is, whether its voice is the draft's, what the draft then gets wrong."""

    witness: Witness
    said: Said
    alike: Likeness
    fit: Fit
    problems: tuple[tuple[str, str], ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def good(self) -> bool:
        """True if the draft gets nothing wrong."""
        return not self.problems


def check_statement(candidates: Candidates, witnesses: Witnesses, place: Place) -> Finding:
    """The finding on an attribution without quotation marks."""
    account = place.account
    if account is None:
        raise ValueError("a statement has an account")
    listed = list(_candidates(candidates, witnesses, account))
    likest = _likest(listed)
    judged = [_judged(witnesses, candidate, account, place) for candidate in likest]
    best = min(judged, key=_rank, default=None)
    if best is None:
        return _not_found(place, account, listed)
    verdicts = list(dict.fromkeys(verdict for verdict, _ in best.problems))
    reasons = [why for _, why in best.problems] or list(_elsewhere(judged))
    if best.fit == "nobody's":
        reasons.append("the ledger does not settle who says it")
    return _finding(place, account, best, verdicts[0] if verdicts else findings.SUPPORTED, tuple(verdicts[1:]), tuple(dict.fromkeys(reasons)))


def _rank(candidate: _Candidate) -> tuple[int, float, int, bool, int]:
    said = candidate.said
    return len(candidate.problems), -candidate.alike.share, -said.depth, candidate.witness.replaced, len(candidate.witness.content(said))


def _candidates(candidates: Candidates, witnesses: Witnesses, account: Account) -> Iterable[_Candidate]:
    words = plain(tokens(account.content))
    wanted = wanted_of(words)
    if not wanted:
        return
    rows = [row for row in witnesses.statements(candidates.statements_with(_WORD.findall(account.content))) if share(wanted, row.content) >= LEAST_NEAR]
    measured = sorted(((likeness(wanted, len(words), row.content), row) for row in rows), key=lambda pair: -pair[0].share)
    for place, (alike, row) in enumerate(measured):
        if alike.share < LEAST_NEAR or (alike.share < LEAST_SHARED and place >= _MOST_NEAR):
            return
        witness = witnesses.get(row.text)
        if witness is not None and row.record in witness.rows:
            said = witness.said_of(row.record)
            yield _Candidate(witness, said, alike, _fit(witnesses, account.speaker, said.speaker))


def _fit(witnesses: Witnesses, draft: Voice | None, ledger: Voice | None) -> Fit:
    if draft is None or not draft.known:
        return "own"
    if ledger is None or not ledger.known:
        return "nobody's"
    return "own" if witnesses.identities.same(draft, ledger) else "another's"


def _likest(listed: Iterable[_Candidate]) -> list[_Candidate]:
    """The statements that are like the draft's, those of the same voice if there are any, and about as like as the likest."""
    listed = list(listed)
    own = [c for c in listed if c.fit == "own" and c.alike.share >= LEAST_SHARED and not _too_short(c)]
    others = [c for c in listed if c.fit != "own" and c.alike.share >= LEAST_SHARED_ELSEWHERE and c.alike.shared >= _LEAST_ELSEWHERE]
    found = own or [c for c in others if c.fit == "nobody's"] or others
    most = max((c.alike.share for c in found), default=0.0)
    return [c for c in found if most - _AS_LIKE <= c.alike.share]


def _too_short(candidate: _Candidate) -> bool:
    """True for one or two telling words, unless the ledger has hardly more in their place."""
    alike = candidate.alike
    if alike.shared == 1:
        return len(telling(plain(tokens(candidate.witness.content(candidate.said))))) > _MOST_BESIDE_ONE
    return alike.shared < _LEAST_ELSEWHERE and len(telling(plain(tokens(alike.part)))) > alike.shared + _MOST_BESIDE_TWO


def _judged(witnesses: Witnesses, candidate: _Candidate, account: Account, place: Place) -> _Candidate:
    """The candidate with what the draft gets wrong if it is the one meant, whoever really says it there."""
    witness = candidate.witness
    words = plain(tokens(account.content))
    said, alike = _innermost(witness, candidate.said, candidate.alike, wanted_of(words), len(words))
    ledger = witness.account(said, alike.part)
    there = plain(tokens(alike.part))
    draft = replace(account, content=likeness(telling(there), len(there), account.content).part)
    changes = tuple(Change(*change) for change in differing(account.content, alike.part, witness.content(said)))
    problems = [*faults(account, ledger, place.sentence, place.context, witness.version.publisher, same=witnesses.identities.same)]
    if opposed(draft, ledger):
        problems.append(_negation(draft, ledger))
    problems += [(findings.ALTERED, change.kind) for change in changes]
    return replace(candidate, said=said, alike=alike, problems=tuple(dict.fromkeys(problems)), changes=changes)


def _innermost(witness: Witness, found: Said, alike: Likeness, wanted: set[str], size: int) -> tuple[Said, Likeness]:
    """The innermost statement within the one found that shares as much: whoever really says it there."""
    inner = [said for said in witness.said if said.depth > found.depth and said.content and covers(found.content, said.content)]
    measured = [(said, likeness(wanted, size, witness.content(said))) for said in inner]
    return max(((said, its) for said, its in measured if its.share >= alike.share), key=lambda pair: pair[0].depth, default=(found, alike))


def _negation(draft: Account, ledger: Account) -> tuple[str, str]:
    if draft.negations < ledger.negations:
        return findings.DENIAL, "the ledger has it negated"
    return findings.ALTERED, "negation flipped"


def _elsewhere(judged: Iterable[_Candidate]) -> Iterable[str]:
    """What other reports have otherwise of a statement that one report has just so."""
    for candidate in judged:
        why = next((why for verdict, why in candidate.problems if verdict in (findings.LOST_HEDGE, findings.DENIAL)), None)
        if why is not None:
            version = candidate.witness.version
            told = " of ".join(filter(None, (version.publisher or version.title or version.url or version.place, (version.published or "")[:10])))
            yield f"another report{f' ({told})' if told else ''} has it otherwise: {why}"


def _not_found(place: Place, account: Account, listed: list[_Candidate]) -> Finding:
    """The finding where there is no such statement, with the nearest one of the same voice as evidence if there is any."""
    near = max((c for c in listed if c.fit == "own" and c.alike.shared > 1 and c.alike.share >= LEAST_NEAR), key=lambda c: (c.alike.share, c.said.depth), default=None)
    if near is None:
        name = account.speaker.name or None if account.speaker else None
        return Finding("statement", *place.span, place.words, name, findings.NOT_FOUND, reasons=("no statement in the ledger says this",))
    return _finding(place, account, near, findings.NOT_FOUND, (), ("no statement in the ledger says this; the nearest of this voice is shown",))


def _finding(place: Place, account: Account, found: _Candidate, verdict: str, also: tuple[str, ...], reasons: tuple[str, ...]) -> Finding:
    name = account.speaker.name or None if account.speaker else None
    content = found.said.content
    whole = Span(min(s for s, _ in content), max(e for _, e in content)) if content else Span(0, 0)
    return Finding("statement", *place.span, place.words, name, verdict, also, reasons, found.changes, found.witness.evidence(whole, found.said))
