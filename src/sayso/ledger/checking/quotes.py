"""The check of one quotation of a draft: where its words stand in the ledger, how they differ, and who says them there."""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.document import Span
from sayso.ledger.checking import findings
from sayso.ledger.checking.candidates import Candidates
from sayso.ledger.checking.findings import Finding
from sayso.ledger.checking.places import Place
from sayso.ledger.checking.witnesses import Said, Witness, Witnesses
from sayso.verifying.accounts import Account, faults
from sayso.verifying.judging import MOST_SLIPS, Match, matched
from sayso.verifying.tokens import Token, pattern
from sayso.verifying.voices import Voice

_WORD = re.compile(r"[^\W_]+")
_MOSTLY = 0.5
_SHORTENING = frozenset({"headline", "standfirst", "heading", "caption"})
"""Kinds of blocks that leave out through whom something came; the body tells it in full."""

_ORDER = (findings.NOT_FOUND, findings.PARAPHRASE, findings.ALTERED, findings.WRONG_SPEAKER, findings.COLLAPSED, findings.DENIAL, findings.LOST_HEDGE,
          findings.WRONG_DATE)


def check_quotation(candidates: Candidates, witnesses: Witnesses, text: str, place: Place) -> Finding:
    """The finding on a quotation: its words first, then its speaker, its chain and its hedges."""
    quote = pattern(text, place.pieces)
    found = _best(candidates, witnesses, text, quote, place) if any(t.sort == "word" for t in quote) else None
    speaker = place.account.speaker if place.account else None
    name = speaker.name or None if speaker else None
    if found is None:
        return Finding("quotation", *place.span, place.words, name, findings.NOT_FOUND, reasons=("no report in the ledger has words like these",))
    match, witness = found
    said = witness.statement_at(match.alignment)
    problems = [*_words_problems(match, witness, said, place.account)]
    if place.account is not None and said is not None:
        ledger = witness.account_at(said, match.alignment)
        problems += faults(place.account, ledger, place.sentence, place.context, witness.version.publisher, same=witnesses.identities.same)
    ordered = sorted(dict.fromkeys(verdict for verdict, _ in problems), key=_ORDER.index)
    verdict = ordered[0] if ordered else _good(text, place, match, witness)
    reasons = [why for _, why in problems if why]
    if not problems and speaker is not None and speaker.known and (said is None or said.speaker is None or not said.speaker.known):
        reasons.append("the ledger does not settle who says it")
    return Finding(
        "quotation", *place.span, place.words, name, verdict, tuple(ordered[1:]), tuple(reasons), match.changes, witness.evidence(match.alignment.span, said),
    )


def _best(candidates: Candidates, witnesses: Witnesses, text: str, quote: list[Token], place: Place) -> tuple[Match, Witness] | None:
    """The best match: rounds of candidates until one is exact, or nearly."""
    seen: dict[int, Witness] = {}
    best: tuple[Match, Witness] | None = None
    for numbers in candidates.texts_with(_segments(text, quote)):
        fresh = {number: witness for number in numbers if number not in seen and (witness := witnesses.get(number)) is not None}
        seen |= fresh
        if not fresh:
            continue
        listed = sorted(seen.values(), key=lambda w: w.replaced)  # of two that hold the words, the one that still stands
        match = matched(quote, [w.passage for w in listed], around=place.around, fits=_fitting(place.account, listed, witnesses.identities.same))
        if match is not None:
            best = (match, listed[match.source])
            if not match.paraphrase and match.alignment.cost <= MOST_SLIPS:
                return best
    return best


def _fitting(account: Account | None, witnesses: list[Witness], same: Callable[[Voice, Voice], bool]) -> Callable[[Match], float]:
    """How well the speaker at a place fits the draft's."""

    def fits(match: Match) -> float:
        said = witnesses[match.source].statement_at(match.alignment)
        if account is None or account.speaker is None or said is None or said.speaker is None:
            return 0.0
        if not same(account.speaker, said.speaker):
            return 0.0
        return 1.0 + (match.alignment.quoted >= _MOSTLY) + 2 * (said.block not in _SHORTENING)

    return fits


def _segments(text: str, quote: list[Token]) -> list[list[str]]:
    """The quotation's words as the full text index has them, cut where an editor stepped in."""
    found: list[list[str]] = [[]]
    for token in quote:
        if token.sort != "word":
            found.append([])
            continue
        printed = text[token.start : token.end]
        found[-1] += _WORD.findall(token.form if "[" in printed else printed)
    return [segment for segment in found if segment]


def _words_problems(match: Match, witness: Witness, said: Said | None, account: Account | None) -> list[tuple[str, str]]:
    if match.paraphrase:
        return [(findings.PARAPHRASE, "nobody is quoted with these words; the nearest passage is shown")]
    if _reporters_own(match, witness, said, account):
        return [(findings.PARAPHRASE, "these are the report’s own words, not in quotation marks there")]
    kinds = dict.fromkeys(change.kind for change in match.changes)
    return [(findings.ALTERED, ", ".join(kinds))] if kinds else []


def _reporters_own(match: Match, witness: Witness, said: Said | None, account: Account | None) -> bool:
    """True if the draft has somebody say in quotation marks what the report only renders."""
    if account is None or account.speaker is None or not account.speaker.known or match.alignment.quoted >= _MOSTLY:
        return False
    if match.alignment.until - match.alignment.first < 2 or (said is not None and said.quotation == "direct"):
        return False
    publisher = witness.version.publisher
    return not (account.speaker.identification == "outlet" and (publisher is None or said is None))


def _good(text: str, place: Place, match: Match, witness: Witness) -> str:
    span: Span = match.alignment.span
    printed = " ".join(witness.text.text[span.start : span.end].split())
    draft = " ".join(" ".join(text[start:end].split()) for start, end in place.pieces)
    return findings.EXACT if printed == draft.strip(" ,.;:") or (draft.startswith(printed) and len(draft) - len(printed) <= 1) else findings.TYPOGRAPHY
