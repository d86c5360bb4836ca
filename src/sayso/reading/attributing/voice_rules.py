"""Rules for who is hearer and who is speaker: passives of telling, courts that hear, questions put to somebody, refusals."""

from __future__ import annotations

import re

from sayso.document import Span, trimmed
from sayso.reading.attributing.drafts import Draft, Page, Places

_TOLD = re.compile(
    r"\b(?:was|were|is|are|been|being|got)\s+(?:\w+ly\s+|also\s+|later\s+)?(?:told|informed|assured|advised|briefed|reminded|notified|warned)$", re.IGNORECASE
)
_HEARD = re.compile(r"\b(?:heard|hears|was told|were told)$", re.IGNORECASE)
_TELLING = re.compile(r"(?:told|urged|ordered|instructed|advised|warned|reminded)", re.IGNORECASE)
_TO_DO = re.compile(r"\s+(?:not\s+)?to\s+[a-z]")
_HEARSAY = re.compile(r"\b(?:is|are|was|were)\s+(?:\w+ly\s+|also\s+)?(?:said|believed|thought|understood|rumou?red|reported|alleged)$", re.IGNORECASE)
_QUESTION_WORD = re.compile(r"(?:why|how|what|where|when|whether|if)", re.IGNORECASE)
_HEARING = re.compile(r"\b(?:court|jury|jurors|inquest|tribunal|inquiry|hearing|judge|bench|magistrates|committee|panel|trial)\b", re.IGNORECASE)
_ASKED_OF = re.compile(r"^(?:When\s+)?(?:asked|questioned|pressed|quizzed|challenged)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s+)?\w+(?:ed|en|id|ld|wn)$", re.IGNORECASE)
_AGENT = re.compile(r"\s+(?:\w+ly\s+)?by\s+(?P<who>(?:the |an? |his |her |its |their )?(?:[\w’'.-]+ ){0,5}?[\w’'-]+)(?=\s*[,.;:]|\s+(?:on|in|at|after|following|during|that|to|as|last|who|and|when|while|for)\b|\s*$)")
_REFUSAL = re.compile(
    r"(?P<cue>(?:(?:did|has|have|had|would|could|was|were|is)(?:\s+not|n[’']t)\s+(?:immediately\s+|yet\s+|publicly\s+)?"
    r"(?:respond(?:ed)?|repl(?:y|ied)|comment(?:ed)?|return(?:ed)?|answer(?:ed)?|be reached|available|immediately available))"
    r"|declined|refused)\s+"
    r"(?P<what>(?:to\s+(?:a |an |the |our |his |her |several |repeated |multiple |further )?(?:[\w-]+\s+)?(?:requests?|questions?|calls?|emails?|messages?|inquiries|enquiries)"
    r"(?:\s+(?:for|seeking)\s+(?:further\s+)?(?:comment|an interview|clarification|information))?)"
    r"|to (?:comment|say|elaborate|answer|discuss|be drawn|be named|speculate)[^.,;\n]*"
    r"|for comment|(?:calls?|messages?|emails?|phone calls|requests?|questions?)(?:\s+(?:for|seeking)\s+comment)?|on the record)"
)
_SUBJECT = re.compile(
    r"(?:(?:^|[,;:]\s+)(?:(?i:and|but|while|although|though)\s+)?|\b(?:and|but|while|which|that|although|though)\s+)(?P<who>(?:[^,;:\n]{2,80}))$"
)


def mended(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts with hearers no longer taken for speakers.

    "The minister was told that C" and "the court heard that C" have no source in the text; "Asked whether C, the minister …"
    attributes C to nobody, and goes.
    """
    kept: list[Draft] = []
    for draft in drafts:
        cue = page.text[draft.cue[0].start : draft.cue[-1].end]
        source = " ".join(page.text[s:e] for s, e in draft.source)
        if _ASKED_OF.match(cue) and all(s.start > draft.cue[0].end for s in draft.source) and _opens_clause(page.text, draft.cue[0]):
            continue
        before = bool(draft.source) and draft.source[-1].end <= draft.cue[0].start
        if before and (_TOLD.search(cue) or (_HEARD.search(cue) and _HEARING.search(source)) or _told_shortly(page.text, draft, cue, source)):
            draft.source = ()
            draft.reasons.append("the grammatical subject is the hearer")
        if draft.source and _HEARSAY.search(cue) and before:
            draft.content = (Span(draft.source[0].start, draft.content[-1].end),)
            draft.source = ()
            draft.reasons.append("hearsay in the passive: nobody owns it")
        if _QUESTION_WORD.fullmatch(source):
            continue
        if not draft.source and _PASSIVE.search(cue) and (agent := _AGENT.match(page.text, draft.cue[-1].end)):
            draft.source = (Span(*agent.span("who")),)
            draft.reasons.append("the agent of a passive")
        kept.append(draft)
    return kept


def _told_shortly(text: str, draft: Draft, cue: str, source: str) -> bool:
    """True for the passives of headlines: "Town told to boil its water", "Boss lied, court told"; not "Mayor told council to act"."""
    if not _TELLING.fullmatch(cue):
        return False
    end = draft.cue[-1].end
    closes = text[end : end + 1] in {"", "\n"} and all(c.end <= draft.source[0].start for c in draft.content)
    return _TO_DO.match(text, end) is not None or (closes and _HEARING.search(source) is not None)


def _opens_clause(text: str, cue: Span) -> bool:
    before = text[max(0, cue.start - 12) : cue.start].rstrip(" ")
    return not before or before[-1] in "\n.!?”\"’,;" or before.lower().endswith(("when", "but", "and", "while"))


def refusals(page: Page, drafts: list[Draft]) -> list[Draft]:
    """"The firm did not respond to a request for comment", where the model has not marked it.

    Not answering is a lack of a statement, and a ledger keeps it.
    """
    made = []
    places = Places(drafts)
    for block in page.stated:
        for match in _REFUSAL.finditer(page.text, block.start, block.end):
            cue = Span(*match.span("cue"))
            near = places.near(cue)
            if any(cue.meets(c) for d in near for c in d.cue) or any(s.holds(cue) for d in near for s in d.content):
                continue
            sentence = page.sentence_at(cue.start)
            subject = _SUBJECT.search(page.text[sentence.start : cue.start].rstrip())
            source = trimmed(page.text, (sentence.start + subject.start("who"), sentence.start + subject.end("who"))) if subject else None
            content = trimmed(page.text, match.span("what"))
            made.append(Draft((source,) if source else (), (cue,), (content,), "rule/refusal", 0.8, reasons=["a refusal to answer"]))
    return made
