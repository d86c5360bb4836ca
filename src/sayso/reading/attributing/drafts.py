"""Drafts: attributions while they are being put together, before they are frozen."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sayso.block import STATED, Block
from sayso.document import Span, Spans, common, covers, trimmed
from sayso.reading.attributing.decoding import Proposal

SENTENCE = re.compile(r"[^\n]+?(?:[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[—–-]?[A-Z0-9]|\s*$)|(?=\n)|\Z)", re.MULTILINE)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|St|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Rev|Hon|Jr|Sr|No|vs|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|U\.S|U\.K|U\.N|E\.U|D\.C|a\.m|p\.m)|\b[A-Z])\.$"
)
_THAT = re.compile(r"that\b\s*(?!(?:is|was|would|will|has|had|could|can|should|may|might|must|does|did)\b)(?=\S)")  # not "That is so"
_PARENTHESIS = re.compile(r"\s*that,\s+")
_BUCKET = 256
_FAR = 2000  # no sentence is longer; a line may be
_MARKS = "\"“”‘’'«»„"


@dataclass(eq=False)
class Draft:
    """One attribution in the making; compared by identity, so that it can be a parent."""

    source: Spans
    cue: Spans
    content: Spans
    by: str
    score: float
    parent: Draft | None = None
    reasons: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, proposal: Proposal, by: str) -> Draft:
        """A draft of what the model read."""
        source, cue, content = (tuple(Span(*s) for s in part) for part in (proposal.source, proposal.cue, proposal.content))
        reason = f"model: cue {proposal.cue_score:.2f}, content {proposal.content_score:.2f}"
        return cls(source, cue, content, by, proposal.score, reasons=[reason])

    @property
    def start(self) -> int:
        """The first character of any part."""
        return min(span.start for span in (*self.source, *self.cue, *self.content))

    def depth(self) -> int:
        """How many attributions hold this one."""
        return 0 if self.parent is None else 1 + self.parent.depth()


class Places:
    """Drafts by where their parts stand, so that looking around a place does not cost the whole text."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._buckets: defaultdict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Note one more."""
        spans = (*draft.source, *draft.cue, *draft.content)
        for bucket in {b for span in spans for b in range(span.start // _BUCKET, span.end // _BUCKET + 1)}:
            self._buckets[bucket].append(draft)

    def near(self, *spans: tuple[int, int]) -> list[Draft]:
        """The drafts with a part in or close to the spans, in the order noted."""
        found = {
            id(draft): draft
            for start, end in spans for bucket in range(start // _BUCKET, end // _BUCKET + 1) for draft in self._buckets.get(bucket, ())
        }
        return list(found.values())


@dataclass(frozen=True)
class Page:
    """The text with its stated blocks and their sentences: what the rules look at."""

    text: str
    blocks: Sequence[Block]

    @cached_property
    def stated(self) -> list[Block]:
        """Blocks whose words are the report's own."""
        return [b for b in self.blocks if b.kind in STATED]

    def block_at(self, place: int) -> Block | None:
        """The block that holds a character."""
        at = bisect_right(self._starts, place) - 1
        block = self.blocks[at] if at >= 0 else None
        return block if block and block.start <= place < block.end else None

    @cached_property
    def _starts(self) -> list[int]:
        return [b.start for b in self.blocks]

    def sentence_at(self, place: int) -> Span:
        """The sentence around a character, within its line."""
        start = max(self.text.rfind("\n", max(0, place - _FAR), place) + 1, place - _FAR, 0)
        end = self.text.find("\n", place, place + _FAR)
        end = min(len(self.text), place + _FAR) if end < 0 else end
        for sentence in sentences(self.text, Span(start, end)):
            if place < sentence.end:
                return sentence
        return Span(start, end)


def sentences(text: str, within: Span) -> list[Span]:
    """The sentences of a stretch of text; an abbreviation's full stop ends none."""
    found: list[Span] = []
    begun = within.start
    for match in SENTENCE.finditer(text, within.start, within.end):
        if _ABBREVIATED.search(text, max(begun, match.end() - 8), match.end()) and match.end() < within.end:
            continue
        found.append(Span(begun, match.end()))
        begun = match.end()
    if begun < within.end:
        found.append(Span(begun, within.end))
    return [span for raw in found if (span := trimmed(text, raw))[0] < span[1]]


def tidy(text: str, draft: Draft) -> None:
    """Trim the parts: no white space or stray commas at edges; an indirect content without "that" and without its full stop."""
    draft.source = tuple(s for s in (trimmed(text, span, ",;:—–") for span in draft.source) if s.start < s.end)
    draft.cue = tuple(s for s in (trimmed(text, span, ",;") for span in draft.cue) if s.start < s.end)
    draft.content = _merged(text, [s for s in (_content_piece(text, span) for span in draft.content) if s.start < s.end])


def _content_piece(text: str, span: Span) -> Span:
    span = trimmed(text, span, ",;:—–")
    piece = text[span.start : span.end]
    if match := _THAT.match(piece):
        span = Span(span.start + match.end(), span.end)
        piece = text[span.start : span.end]
    if span.end < len(text) and text[span.end] in "”\"" and _odd(piece) and text[span.end - 1] not in _MARKS:
        span = Span(span.start, span.end + 1)
    if span.start and text[span.start - 1] in "“\"" and _odd(text[span.start : span.end]):
        span = Span(span.start - 1, span.end)
    if piece.endswith(".") and not re.search(r"(?:\b[A-Z]|\b(?:Mr|Dr|Inc|Corp|Co|Ltd|Jr))\.$", piece):
        span = Span(span.start, span.end - 1)
    return span


def _odd(piece: str) -> bool:
    return (piece.count('"') % 2 == 1) or piece.count("“") != piece.count("”")


def _merged(text: str, spans: Iterable[Span]) -> Spans:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and (span.start <= merged[-1].end or not text[merged[-1].end : span.start].strip()):
            same_line = "\n" not in text[merged[-1].end : span.start]
            if same_line:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
                continue
        merged.append(span)
    return tuple(merged)


def complete(page: Page, drafts: Sequence[Draft]) -> None:
    """Give a content after "that, by the way, …" the whole of its sentence: the model tends to break off at the parenthesis."""
    for draft in drafts:
        if len(draft.content) != 1 or not draft.cue or draft.content[0].start < draft.cue[-1].end:
            continue
        piece, cue = draft.content[0], draft.cue[-1]
        if match := _PARENTHESIS.match(page.text, cue.end):
            start = max(match.end(), piece.start) if match.end() < piece.end else match.end()
            end = page.sentence_at(start).end
            if end > piece.end:
                draft.content = (Span(start, end),)
                draft.reasons.append("taken to the sentence's end after a parenthesis")


def nest(drafts: Sequence[Draft]) -> None:
    """Give every draft without a parent the smallest draft whose content holds its cue and its content."""
    places = Places(drafts)
    for draft in drafts:
        holders = [
            other for other in places.near(*draft.cue)
            if other is not draft and covers(other.content, draft.cue) and covers(other.content, draft.content)
            and not common(draft.content, other.cue) and not _descends(other, draft)
        ]
        if draft.parent is None and holders:
            draft.parent = min(holders, key=lambda d: sum(s.end - s.start for s in d.content))


def _descends(draft: Draft, ancestor: Draft) -> bool:
    step: Draft | None = draft
    while step is not None:
        if step is ancestor:
            return True
        step = step.parent
    return False
