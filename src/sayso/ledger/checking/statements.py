"""The check of what a draft has somebody say in the draft's own words: against the statements of the ledger."""

from __future__ import annotations

import re
from collections import Counter

from sqlalchemy import Connection

from sayso.document import Span, covers
from sayso.ledger.checking import findings
from sayso.ledger.checking.candidates import statements_with
from sayso.ledger.checking.findings import Finding
from sayso.ledger.checking.places import Place
from sayso.ledger.checking.witnesses import Said, Witness, Witnesses
from sayso.verifying.alterations import Change, is_number, negates
from sayso.verifying.judging import telling
from sayso.verifying.tokens import plain, tokens
from sayso.verifying.voices import Account, faults, opposed, same_voice

_WORD = re.compile(r"[^\W_]+")
LEAST_SHARED = 0.6
"""The share of a statement's telling words that the ledger's must have to be taken for the same."""

LEAST_SHARED_ELSEWHERE = 0.75
"""The share at which somebody else's statement is taken for the one meant."""

_MOST_BESIDE_ONE = 2


def check_statement(connection: Connection, witnesses: Witnesses, place: Place) -> Finding:
    """The finding on an attribution without quotation marks."""
    account = place.account
    if account is None:
        raise ValueError("a statement has an account")
    name = account.speaker.name or None if account.speaker else None
    found = _likest(connection, witnesses, account)
    if found is None:
        return Finding("statement", *place.span, place.words, name, findings.NOT_FOUND, reasons=("no statement in the ledger says this",))
    witness, said = found
    problems = [*faults(account, said.account, place.sentence, place.context, witness.version.publisher), *_content_problems(account, said.account)]
    problems = [*dict.fromkeys(problems)]
    verdicts = list(dict.fromkeys(verdict for verdict, _ in problems))
    changes = tuple(Change("number changed", *pair) for pair in _numbers(account.content, said.account.content))
    whole = Span(min(s for s, _ in said.content), max(e for _, e in said.content)) if said.content else Span(0, 0)
    return Finding(
        "statement", *place.span, place.words, name, verdicts[0] if verdicts else findings.SUPPORTED, tuple(verdicts[1:]),
        tuple(why for _, why in problems), changes, witness.evidence(whole, said),
    )


def _likest(connection: Connection, witnesses: Witnesses, account: Account) -> tuple[Witness, Said] | None:
    """The statement that shares most with the draft's, those of the same voice first."""
    wanted = telling(plain(tokens(account.content)))
    if not wanted:
        return None
    numbers = statements_with(connection, _WORD.findall(account.content))
    own: list[tuple[float, Witness, Said]] = []
    others: list[tuple[float, Witness, Said]] = []
    for witness, said in witnesses.of_statements(numbers):
        share = _share(wanted, telling(plain(tokens(said.account.content))))
        speaker, other = account.speaker, said.account.speaker
        same = speaker is None or other is None or same_voice(speaker, other)
        (own if same else others).append((share, witness, said))
    for listed, least in ((own, LEAST_SHARED), (others, LEAST_SHARED_ELSEWHERE)):
        best = max(listed, key=lambda row: (row[0], row[2].depth, not row[1].replaced, -len(row[2].account.content)), default=None)
        if best is not None and best[0] >= least:
            return best[1], _innermost(wanted, best[1], best[2], best[0])
    return None


def _innermost(wanted: set[str], witness: Witness, found: Said, share: float) -> Said:
    """The innermost statement within the one found that shares as much: whoever really says it there."""
    inner = [said for said in witness.said if said.depth > found.depth and said.content and covers(found.content, said.content)]
    as_like = [said for said in inner if _share(wanted, telling(plain(tokens(said.account.content)))) >= share]
    return max(as_like, key=lambda said: said.depth, default=found)


def _share(wanted: set[str], there: set[str]) -> float:
    """The share of the draft's telling words in the ledger's statement; a single word counts only where the ledger has hardly more."""
    shared = len(wanted & there)
    return shared / len(wanted) if shared > 1 or len(there) <= _MOST_BESIDE_ONE else 0.0


def _content_problems(account: Account, ledger: Account) -> list[tuple[str, str]]:
    found = []
    if opposed(account, ledger):
        lost = sum(map(_negative, (ledger.content,))) > sum(map(_negative, (account.content,)))
        found.append((findings.DENIAL, "the ledger has it negated") if lost else (findings.ALTERED, "negation flipped"))
    if _numbers(account.content, ledger.content):
        found.append((findings.ALTERED, "number changed"))
    return found


def _negative(content: str) -> int:
    return sum(map(negates, plain(tokens(content))))


def _numbers(draft: str, ledger: str) -> list[tuple[str, str]]:
    """Numbers of the draft that the ledger's words do not have though they have others."""
    here, there = (Counter(filter(is_number, plain(tokens(words)))) for words in (draft, ledger))
    new, gone = [n for n in here if n not in there], [n for n in there if n not in here]
    return [(" ".join(new), " ".join(gone))] if new and gone else []
