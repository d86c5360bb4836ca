"""Chains: the inside of every content is read again as a text of its own, to three levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.document import Span, common, covers
from sayso.reading.attributing.acts import judge
from sayso.reading.attributing.cues import lexicon, plain
from sayso.reading.attributing.decoding import Proposal
from sayso.reading.attributing.drafts import Draft, Page, Places, tidy
from sayso.reading.attributing.model import Proposer

LEVELS = 3
SURE = 0.15
_LEAD = re.compile(r"[\s\"“”‘’',:—–-]*(?:that\s+)?")
_TAIL = re.compile(r"[\s\"“”‘’',.—–-]+$")
_REFUSED = re.compile(r"\b(?:declin|refus|comment|not (?:immediately )?(?:respond|repl|return|answer))")
_NO_SPEAKER = re.compile(r"^(?:this|that|which|these|those|it all|what|who|there|nobody|no one|none|you|anyone|everyone|the|an?|his|its|their)$", re.IGNORECASE)
_NOT_SAID = re.compile(r"^(?:would|will|could|might|should|can|must|did not|didn't|do not|does not|no longer|never|to)\b")


@dataclass(frozen=True)
class ChainReader:
    """Reads contents again, looking at every word that is a cue with at least the probability `threshold`."""

    model: Proposer
    threshold: float = 0.15

    def inner(self, page: Page, drafts: Sequence[Draft]) -> list[Draft]:
        """New drafts inside the given ones, each with its parent; furniture of speech ("you know") is left out."""
        made: list[Draft] = []
        waiting, places = list(drafts), Places(drafts)
        for level in range(1, LEVELS):
            jobs = [(d, s) for d in waiting if d.depth() == level - 1 for s in _pieces(page.text, d)]
            found = self.model.propose_alone(page.text, [s for _, s in jobs], self.threshold)
            fresh = [
                draft
                for (parent, _), proposals in zip(jobs, found, strict=True)
                for draft in self._accepted(page.text, parent, proposals, places)
            ]
            made += fresh
            waiting = [*waiting, *fresh]
        return made

    def _accepted(
        self, text: str, parent: Draft, proposals: Sequence[Proposal], places: Places
    ) -> Iterator[Draft]:
        for proposal in proposals:
            if not proposal.content or not proposal.source:
                continue
            draft = Draft.of(proposal, "model/1")
            draft.parent = parent
            tidy(text, draft)
            if draft.content and draft.cue and not _known(draft, places.near(*draft.cue)) and self._spoken(text, draft):
                draft.reasons.append("read inside the statement that holds it")
                places.add(draft)
                yield draft

    def _spoken(self, text: str, draft: Draft) -> bool:
        """True if the cue is one of speech, thought or finding, its source can speak, and the model is sure enough."""
        cue = " ".join(text[s:e] for s, e in draft.cue)
        content = " ".join(text[s:e] for s, e in draft.content)
        source = " ".join(text[s:e] for s, e in draft.source)
        judged = judge(cue, text[draft.cue[-1].end : draft.cue[-1].end + 30], content, quoted=False, source=source)
        if _NOT_SAID.match(plain(cue)) and judged.act not in {"deny", "decline", "threaten", "promise"}:
            return False
        return judged.kind != "stance" and draft.score >= SURE and not _NO_SPEAKER.match(source) and len(content.split()) > 1 and not content.startswith(("as ", "that "))


def _pieces(text: str, draft: Draft) -> Iterator[Span]:
    """The pieces of a content worth reading again: four words or more, with a word that can attribute a statement."""
    if _REFUSED.search(plain(" ".join(text[s:e] for s, e in draft.cue))):
        return
    for span in draft.content:
        lead = _LEAD.match(text, span.start, span.end)
        start = lead.end() if lead else span.start
        tail = _TAIL.search(text[start : span.end])
        end = start + tail.start() if tail else span.end
        piece = text[start:end]
        if len(piece.split()) >= 4 and lexicon().triggers(piece):
            yield Span(start, end)


def _known(draft: Draft, there: Sequence[Draft]) -> bool:
    return any(common(draft.cue, other.cue) and not covers(other.content, draft.cue) for other in there)
