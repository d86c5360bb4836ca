"""Rules for statements that the page's form attributes: transcripts, headlines, quotations that run on over paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from sayso.block import Block
from sayso.document import Span, Spans, common, trimmed
from sayso.reading.attributing.drafts import Draft, Page, Places

_NAME = r"[A-Z][\w.'’-]*(?: (?:(?:de|van|von|der|bin|al|el|of|the|and|la|le|du|da) )?[A-Z][\w.'’-]*){0,5}"
_SPEAKER_LINE = re.compile(rf"(?P<who>(?:[A-Z][A-Z.'’ -]{{1,40}}|{_NAME})(?: \([^)]{{1,40}}\))?)\s?:\s(?=\S)")
_QUESTION_LINE = re.compile(r"(?P<who>Q|A|Question|Answer|Interviewer|Host|Reporter)[:.] (?=\S)")
_HEADLINE_COLON = re.compile(rf"(?P<who>(?:{_NAME})(?:[’']s? \w+)?): (?=\S)")
_HEADLINE_SAYS = re.compile(
    rf"^(?P<what>\S.{{8,}}?),? (?P<cue>says?|said|warns?|claims?|insists?|argues?|admits?|vows?|declares?) (?P<who>{_NAME}|[a-z]+(?: [a-z]+){{0,3}})$"
)
_HEADLINE_DASH = re.compile(rf"^(?P<what>['‘“\"].+['’”\"])\s*[-–—:] (?P<who>{_NAME})$")
_NOT_SPEAKERS = re.compile(
    r"^(?:Update|Updated|Breaking|Exclusive|Live|Watch|Video|Photos?|Pictures?|Analysis|Opinion|Review|Explainer|Explained|Factbox|Timeline|"
    r"Correction|Note|Editor.*|Read|More|Related|Source|Sources|Date|Time|Where|When|What|Why|How|Who|Here|Tags?|Topics?|Share|"
    r"Profile|Interview|Report|Reports|Summary|Key points?|Background|Context|Day \d+|Part \w+|Chapter .*|Act .*|Re|PS|NB|Poll|"
    r"The .{30,})$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(rf"(?P<dash>[―—–-]+|by)\s*(?P<who>{_NAME}(?:,[^.!?]{{1,80}})?)")
_SIGNED_LINE = re.compile(rf"(?P<what>[“\"‘].{{8,}}[”\"’])\s*(?P<dash>[―—–-]+)\s*(?P<who>{_NAME}(?:,[^.!?]{{1,80}})?)")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
_OPENING = "“\"‘'„«"


def transcript_lines(page: Page, drafts: list[Draft]) -> list[Draft]:
    """"HOLM: We will appeal." at a line's beginning, where a page has three such lines, or the name is in capitals and no dateline."""
    found = []
    for block in page.stated:
        for line in re.finditer(r"[^\n]+", page.text[block.start : block.end]):
            start = block.start + line.start()
            label = line[0].lstrip(_OPENING + " ")
            start += len(line[0]) - len(label)
            match = _SPEAKER_LINE.match(label) or _QUESTION_LINE.match(label)
            if match and block.kind in {"body", "quotation", "list"} and not _NOT_SPEAKERS.match(match["who"]):
                found.append((start, match, block.start + line.end()))
    labels = [match["who"] for _, match, _ in found]
    places = Places(drafts)
    first = next((block.start for block in page.stated if block.kind == "body"), None)
    made = []
    for start, match, end in found:
        who = match["who"]
        shouted = who.isupper() and len(who) > 2
        if len(labels) == 1 and start == first and places.near((start, end)) and not _FIRST_PERSON.search(page.text, start, end):
            continue  # "MARSTAD: The minister said …" is a place
        if len(labels) < 3 and not (shouted and len(who.split()) < 5):
            continue
        content = trimmed(page.text, (start + match.end(), end))
        if _claimed(places.near((start, end)), Span(start, end), content):
            continue
        who_span = Span(start, start + match.end("who"))
        colon = page.text.index(":", who_span.end) if ":" in match[0] else who_span.end
        made.append(Draft((who_span,), (Span(colon, colon + 1),), (content,), "rule/transcript", 0.9, reasons=["a speaker's label"]))
    return made


def _claimed(drafts: list[Draft], line: Span, content: Span) -> bool:
    """True if a draft already has most of the line; lesser ones inside it will nest."""
    return any(2 * common(d.content, (content,)) > content.end - content.start and line.holds(d.cue[0]) for d in drafts if d.cue)


def headlines(page: Page, drafts: list[Draft]) -> list[Draft]:
    """"Name: statement", "Statement, says name" and "'Statement' – name" in headlines and headings."""
    made = []
    for block in page.blocks:
        if block.kind in {"headline", "heading", "standfirst"}:
            draft = _headline(page.text, block)
            if draft and not any(common(d.content, draft.content) or common(d.cue, draft.cue) for d in drafts):
                made.append(draft)
    return made


def _headline(text: str, block: Block) -> Draft | None:
    line = trimmed(text, block.span)
    words = text[line.start : line.end]
    if (match := _HEADLINE_COLON.match(words)) and not _NOT_SPEAKERS.match(match["who"]):
        who, cue, what = match.span("who"), (match.end("who"), match.end("who") + 1), (match.end(), len(words))
    elif match := _HEADLINE_DASH.match(words):
        who, what = match.span("who"), match.span("what")
        cue = (match.end("what"), match.start("who"))
    elif match := _HEADLINE_SAYS.match(words):
        who, cue, what = match.span("who"), match.span("cue"), match.span("what")
    else:
        return None
    source, mark, content = (trimmed(text, (line.start + s, line.start + e)) for s, e in (who, cue, what))
    return Draft((source,), (mark,), (content,), "rule/headline", 0.7, reasons=["a headline's form"])


def signed_quotations(page: Page, drafts: list[Draft]) -> list[Draft]:
    """A quotation signed on the line after it, or at its own end: "“The bus never came.”" and then "― Ana Bell, 40"."""
    lines = _lines(page)
    made = []
    for before, line in pairwise(lines):
        signed = _SIGNATURE.fullmatch(page.text, line.start, line.end)
        text = page.text[before.start : before.end]
        if signed and text[0] in _OPENING and text[-1] in "”\"’'»":
            made.append(_signed(before, Span(*signed.span("dash")), Span(*signed.span("who"))))
    made += [
        _signed(Span(*match.span("what")), Span(*match.span("dash")), Span(*match.span("who")))
        for line in lines if (match := _SIGNED_LINE.fullmatch(page.text, line.start, line.end))
    ]
    places = Places(drafts)
    for draft in made:
        for other in [d for d in places.near(*draft.content) if d in drafts and d.by == "model/1" and 2 * common(d.content, draft.content) > _size(d.content)]:
            drafts.remove(other)
    return made


def _signed(content: Span, dash: Span, who: Span) -> Draft:
    return Draft((who,), (dash,), (content,), "rule/signature", 0.9, reasons=["a quotation with a signature"])


def _size(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)


def continued_quotations(page: Page, drafts: list[Draft]) -> None:
    """A paragraph that begins with an opening mark, while the quotation before it was not closed, goes on with it.

    So does a paragraph that is a quotation from end to end, with nobody named, straight after a direct quotation.
    """
    lines, places = _lines(page), Places(drafts)
    for before, line in pairwise(lines):
        text = page.text[line.start : line.end]
        if text[0] not in _OPENING or _SPEAKER_LINE.match(text[1:]):
            continue
        if common((line,), [s for d in places.near(line) for s in (*d.content, *d.cue)]):
            continue
        quoted = _leading_quotation(page.text, line)
        last = _last_quoting(page.text, places.near(before), before)
        if last is None or quoted is None:
            continue
        draft, piece = last
        opened = _left_open(page.text[piece.start : piece.end])
        closed = piece.end >= before.end - 1 or any(s.end >= before.end - 1 for s in (*draft.cue, *draft.source))
        if opened or (closed and quoted == line and text[-1] in "”\"’'»"):
            draft.content = (*draft.content, quoted)
            draft.reasons.append("goes on in the next paragraph")
            places.add(draft)


def _lines(page: Page) -> list[Span]:
    found = (
        trimmed(page.text, (block.start + m.start(), block.start + m.end()))
        for block in page.stated if block.kind in {"body", "quotation", "list"}
        for m in re.finditer(r"[^\n]+", page.text[block.start : block.end])
    )
    return [line for line in found if line.start < line.end]


def _leading_quotation(text: str, line: Span) -> Span | None:
    """From the opening mark to its closing mark, or to the line's end if it is not closed there."""
    pairs = {"“": "”", "‘": "’", "„": "“", "«": "»", '"': '"', "'": "'"}
    closing = pairs[text[line.start]]
    at = text.find(closing, line.start + 1, line.end)
    while at >= 0 and closing in "’'" and at + 1 < line.end and text[at + 1].isalnum():
        at = text.find(closing, at + 1, line.end)
    if at < 0:
        return line
    if at + 1 < line.end and not text[at + 1 : line.end].strip(" .,)"):
        return line
    # further quoted stretches on the line belong to it only if nothing else is said there
    return Span(line.start, at + 1) if not re.search(r"\w", text[at + 1 : line.end]) else None


def _left_open(line: str) -> bool:
    line = line.strip()
    if "“" in line or "”" in line:
        return line.rfind("“") > line.rfind("”")
    return line.count('"') % 2 == 1


def _last_quoting(text: str, drafts: list[Draft], line: Span) -> tuple[Draft, Span] | None:
    """The draft with a source whose content's last piece stands last on the line, if that piece is a quotation."""
    there = [(d, max(d.content)) for d in drafts if d.source and d.content and line.holds(max(d.content))]
    last = max(there, key=lambda pair: pair[1].end, default=None)
    return last if last and text[last[1].start] in _OPENING else None
