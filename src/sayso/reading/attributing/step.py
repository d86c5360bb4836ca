"""The attribution step: the model's proposals, the rules around it, chains by re-reading, then every field of each one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.block import BLOCKS
from sayso.document import LayerKey, Reading, digest
from sayso.reading.attributing import layout_rules, relay_rules, voice_rules
from sayso.reading.attributing.acts import Judgement, judge
from sayso.reading.attributing.addressing import addressee_of
from sayso.reading.attributing.chains import ChainReader
from sayso.reading.attributing.confidence import calibrated
from sayso.reading.attributing.drafts import Draft, Page, complete, nest, tidy
from sayso.reading.attributing.marks import hedges_of, quotation_of, quoted_characters, quoted_inside
from sayso.reading.attributing.model import Proposer
from sayso.reading.attributing.whole_dates import Dates
from sayso.timex import TIMEXES


@dataclass(frozen=True)
class AttributionStep:
    """Finds who says what, on whose word; reads the stated blocks only, so furniture yields nothing."""

    model: Proposer
    name: str = "attributions"
    version: str = "2"
    provides: tuple[LayerKey[Any], ...] = (ATTRIBUTIONS,)
    requires: tuple[LayerKey[Any], ...] = (BLOCKS,)
    english: frozenset[str | None] = field(default=frozenset({"en", None}))

    def run(self, reading: Reading) -> Reading:
        """The reading with its attributions, in the order of the text, an outer one before those inside it."""
        if reading.document.metadata.language not in self.english:
            return reading.with_layer(ATTRIBUTIONS, (), self.name, f"{self.version} (English only: not read)")
        page = Page(reading.document.text, reading.layer(BLOCKS))
        drafts = self.drafts(page)
        Dates(page.text, reading.layer(TIMEXES)).complete(drafts)
        return reading.with_layer(ATTRIBUTIONS, finished(reading.document.id, page, drafts), self.name, self.version)

    def drafts(self, page: Page) -> list[Draft]:
        """Drafts of all levels, tidied, each with its parent."""
        stretches = [block.span for block in page.stated]
        proposals = self.model.propose(page.text, stretches)
        drafts = [Draft.of(p, "model/1") for p in proposals if p.content and p.cue]
        drafts = voice_rules.mended(page, drafts)
        drafts += voice_rules.refusals(page, drafts)
        drafts += layout_rules.transcript_lines(page, drafts)
        drafts += layout_rules.headlines(page, drafts)
        drafts += relay_rules.split_relays(page, drafts)
        drafts += relay_rules.citations(page, drafts)
        drafts += relay_rules.denials(page, drafts)
        drafts += layout_rules.signed_quotations(page, drafts)
        layout_rules.continued_quotations(page, drafts)
        complete(page, drafts)
        for draft in drafts:
            tidy(page.text, draft)
        drafts = [d for d in drafts if d.content and d.cue]
        drafts += relay_rules.owned(page, drafts)
        drafts += relay_rules.unowned(page, drafts)
        nest(drafts)
        drafts += _mended_inside(page, ChainReader(self.model).inner(page, drafts))
        return drafts


def _mended_inside(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Drafts inside others with their hearers told from speakers; what stood inside one that goes stands inside its parent."""
    kept = voice_rules.mended(page, drafts)
    gone = {id(d) for d in drafts} - {id(d) for d in kept}
    for draft in kept:
        while draft.parent is not None and id(draft.parent) in gone:
            draft.parent = draft.parent.parent
    return kept


def finished(document_id: str, page: Page, drafts: Sequence[Draft]) -> list[Attribution]:
    """The drafts with every field filled but speaker, identification and date, in the order of the text."""
    quoted = quoted_characters(page.text)
    ids: dict[int, str] = {}
    out: dict[str, Attribution] = {}
    for draft in sorted(drafts, key=lambda d: (d.depth(), d.start)):
        attribution = _attribution(document_id, page, draft, ids.get(id(draft.parent)), quoted)
        out.setdefault(attribution.id, attribution)
        ids[id(draft)] = attribution.id
    return sorted(out.values(), key=lambda a: (a.start, a.inside is not None, a.cue))


def _attribution(
    document_id: str, page: Page, draft: Draft, parent: str | None, quoted: npt.NDArray[np.bool_]
) -> Attribution:
    quotation = _quotation(page.text, draft, quoted)
    decided = act_of(page.text, draft, quotation == "direct")
    block = page.block_at(draft.cue[0].start)
    return Attribution(
        id=digest("a", document_id, "attributions", draft.cue, draft.content, draft.source),
        source=draft.source, cue=draft.cue, content=draft.content, inside=parent,
        quotation=quotation, act=decided.act,
        hedges=hedges_of(page.text, (*draft.cue, *draft.content)),
        addressee=addressee_of(page.text, draft),
        confidence=calibrated(draft.score), by=draft.by, block=block.kind if block else "body",
        reasons=(*draft.reasons, f"act {decided.act}: {decided.reason}"),
    )


def _quotation(text: str, draft: Draft, quoted: npt.NDArray[np.bool_]) -> str:
    """A transcript's line is direct; inside a direct quotation only inner quotation marks count."""
    if draft.by in {"rule/transcript", "rule/signature"} or _labelled(text, draft):
        return "direct"
    if draft.parent is not None and draft.content != draft.parent.content:
        for piece in draft.parent.content:
            if all(piece.holds(s) for s in draft.content) and piece.start < piece.end and quoted[piece.start : piece.end].all():
                return quotation_of(text, draft.content, quoted_inside(text, piece), piece.start)
    return quotation_of(text, draft.content, quoted)


def _labelled(text: str, draft: Draft) -> bool:
    """True for "HOLM: We will appeal.": a name in capitals opens the line, and a colon follows it."""
    if len(draft.source) != 1 or not draft.cue or text[draft.cue[0].start : draft.cue[-1].end].strip() != ":":
        return False
    name = text[draft.source[0].start : draft.source[0].end]
    return name.isupper() and not text[text.rfind("\n", 0, draft.source[0].start) + 1 : draft.source[0].start].strip(" \"“‘'")


def act_of(text: str, draft: Draft, quoted: bool) -> Judgement:
    """The act of a draft, from its cue, what follows the cue, and its content."""
    cue = " ".join(text[s:e] for s, e in draft.cue)
    content = " ".join(text[s:e] for s, e in draft.content)
    source = " ".join(text[s:e] for s, e in draft.source)
    return judge(cue, text[draft.cue[-1].end : draft.cue[-1].end + 30], content, quoted=quoted, source=source)
