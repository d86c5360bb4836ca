"""Rules for statements that one voice relays from another in one breath: "quoted by A as saying", "citing B", rumours."""

from __future__ import annotations

import re

from sayso.document import Span, common, covers, trimmed
from sayso.reading.attributing.cues import plain
from sayso.reading.attributing.drafts import Draft, Page, Places

_SAYING = r"(?:saying|telling(?: \w+){1,3}|suggesting|claiming|warning|adding|arguing|stating|insisting|confirming|denying|describing|calling)"
_PASSIVE = re.compile(
    rf"\b(?P<be>(?:(?:has|had|have)\s+(?:\w+ly\s+|since\s+|also\s+|earlier\s+|later\s+)?been|was|were|is|are|being))\s+(?:\w+ly\s+|also\s+|later\s+|earlier\s+|since\s+)?(?P<relay>quoted|cited|reported)\s+"
    rf"(?:(?:on|in|last)\s+[\w ]{{2,20}}?\s+)?(?:by|in)\s+(?P<by>[^,;.]{{2,80}}?)\s+as\s+(?:having\s+)?(?P<say>{_SAYING})\b"
)
_ACTIVE = re.compile(
    rf"\b(?P<relay>quoted|quotes|quoting|cited|cites|citing)\s+(?!(?:by|in|on|late|early|earlier)\b)(?P<by>[^;.\n]{{2,160}}?)\s+as\s+(?:having\s+)?(?P<say>{_SAYING}|said)\b"
)
_CITING = re.compile(
    r"\b(?P<relay>[Cc]iting|[Qq]uoting)\s+(?P<by>(?:(?!\bas\s+(?:saying|having))[^,;.\n]){3,140}?(?:, who [^,.]{3,80}(?=,))?)"
    r"(?=[,.;]|\s+that\b|\s+and\s+(?:said|reported|added)|$|\n)"
)
_UNOWNED = re.compile(
    r"\b(?:(?P<noun>speculation|rumou?rs?|suggestions?|gossip|talk|whispers|reports?|claims?|allegations?|accusations?|perceptions?|notion|"
    r"idea|fears?|concerns?|belief|assertions?|complaints?|warnings?|threats?|promises?|assurances?)"
    r"(?:\s+(?P<prep>on|in|among|across|by|from|of)\s+(?P<who>(?:[\w’'-]+\s+){1,5}?))?,?\s*(?<=[\s,])that\s+(?!(?:was|were|is|are|has|had|have|could|would|will|may|might|did|does|do|can|should|\w+ed)\s)"
    r"|(?P<bare>speculation|rumou?rs|suggestions)\s+(?=(?:the|a|an|its|he|she|they|his|her|their|[A-Z][\w’'-]+|(?!that\b)[a-z]+ (?:will|would|had|has|may|might|is|was))\s))"
    r"(?P<what>[^.;\n]{6,})"
)
_OWNED = re.compile(
    r"(?P<who>(?:[Tt]he |[Aa]n? )?(?:[\w.-]+ ){0,3}?[\w-]+)(?:[’']s?) (?:(?:own|earlier|repeated|first|public|latest|written) )?"
    r"(?P<noun>claims?|warnings?|allegations?|assertions?|complaints?|accusations?|suggestions?|promises?|threats?|belief|fears?|concerns?|"
    r"statements?|denials?|insistence|admission|announcement|predictions?|assurances?|arguments?|contention|view|demands?|reports?) that "
    r"(?P<what>[^.;\n]{6,})"
)
_DENIED = re.compile(
    r"\b(?P<cue>(?:(?:has|have|had)\s+)?(?:\w+ly\s+)?(?:(?:moved|sought|tried|was quick|were quick|rushed|hastened|has moved|attempted)\s+to\s+)?"
    r"(?:dismiss(?:ed|es)?|den(?:y|ied|ies)|reject(?:ed|s)?|refut(?:e|ed|es)|rebut(?:ted|s)?|rubbish(?:ed|es)?|quash(?:ed|es)?|scotch(?:ed|es)?|"
    r"play(?:ed|s)? down|brush(?:ed|es)? (?:off|aside)|downplay(?:ed|s)?|disput(?:e|ed|es)|shot down|shrugged off|laughed off|squash(?:ed)?))\s+"
    r"(?P<what>(?:[\w’'-]+\s+){0,4}?(?:speculation|rumou?rs?|suggestions?|reports?|claims?|allegations?|accusations?|notion|idea|talk)\b[^;\n]*)"
)
_REASON = re.compile(
    r"^(?:[\w’'-]+\s+){0,3}?(?:concerns?|reasons?|fears?|costs?|lack|need|safety|security|risks?|rules?|laws?|polic(?:y|ies)|problems?|issues?|"
    r"delays?|weather|health|difficult(?:y|ies)|conflicts?|privacy|examples?|precedents?|pandemic|grounds|pressure|threats?|shortages?|inflation|"
    r"prices|demand|competition|commitments?|differences|disagreements?|interests?|evidence|article|section|clause|provision|amendment|failure|"
    r"success|importance|possibility|potential|impact|effects?|violations?|use|absence|presence|rise|fall|decline|increase|loss(?:es)?|nothing)"
    r"(?=$|\s+(?:of|over|about|in|with|within|and|for|on|to|that|from|at|as|under|around)\b)"
)


def split_relays(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The inner halves of "A quoted B as saying C" and "B was quoted by A as saying C"; the outer drafts are mended in place."""
    made: list[Draft] = []
    places = Places(drafts)
    for block in page.stated:
        for pattern in (_PASSIVE, _ACTIVE):
            for match in pattern.finditer(page.text, block.start, block.end):
                outer = _drafted(places.near(match.span()), Span(match.start("relay"), match.end("say")))
                if outer is not None:
                    made += (_passive if pattern is _PASSIVE else _active)(page, match, outer, drafts, places)
    return made


def _drafted(drafts: list[Draft], place: Span) -> Draft | None:
    """The draft whose cue stands in the place (the first of several)."""
    return next((d for d in drafts if any(place.meets(cue) for cue in d.cue)), None)


def _active(page: Page, match: re.Match[str], outer: Draft, drafts: list[Draft], places: Places) -> list[Draft]:
    source = trimmed(page.text, match.span("by"))
    say, relay = Span(*match.span("say")), Span(*match.span("relay"))
    sentence = page.sentence_at(match.start())
    after = trimmed(page.text, (say.end, sentence.end), ":, ")
    said = [s for s in outer.content if not s.meets(Span(relay.start, say.end)) or s.start >= say.start]
    said = [Span(max(s.start, say.end), s.end) if s.start < say.end < s.end else s for s in said]
    if after.start + 12 < after.end and not any(s.meets(after) for s in said) and not _quoted_before(page.text, outer, relay):
        said = [after]
    said = said or _quotation_before(page.text, outer)
    if not said:
        return []
    outer.cue = (relay,)
    outer.source = tuple(s for s in outer.source if not s.meets(source))
    if not outer.source:
        outer.source = _subject(page, sentence, relay)
    follows = all(s.start >= say.end for s in said)
    outer.content = (Span(source.start, said[-1].end),) if follows else tuple(said)
    outer.reasons.append("relays another voice")
    _replace(drafts, places, say, outer)
    return [Draft((source,), (say,), tuple(said), "rule/relay", outer.score, outer, ["quoted as saying"])]


def _quotation_before(text: str, outer: Draft) -> list[Span]:
    """The quotation that ends where the outer source begins: "“…,” the paper cited the source as saying"."""
    line = text.rfind("\n", 0, outer.cue[0].start) + 1
    end = outer.source[0].start if outer.source else outer.cue[0].start
    piece = trimmed(text, (line, end), ",")
    closing = text[piece.end - 1] if piece.start < piece.end else ""
    opening = {"”": "“", '"': '"', "’": "‘", "'": "'"}.get(closing)
    start = text.rfind(opening, line, piece.end - 1) if opening else -1
    return [Span(start, piece.end)] if start >= 0 else []


def _replace(drafts: list[Draft], places: Places, say: Span, outer: Draft) -> None:
    """Drop what the model read for the inner cue: the rule reads it with its right source."""
    for draft in [d for d in places.near(say) if d is not outer and d in drafts and any(say.meets(c) for c in d.cue)]:
        drafts.remove(draft)


def _quoted_before(text: str, outer: Draft, relay: Span) -> bool:
    return any(s.end <= relay.start and text[s.start] in "“\"‘'" for s in outer.content)


def _subject(page: Page, sentence: Span, relay: Span) -> tuple[Span, ...]:
    """What stands between the last comma or quotation mark and the relaying verb, if it begins like a name or "the"."""
    before = page.text[sentence.start : relay.start]
    cut = max(before.rfind(mark) for mark in ",;”\"’")
    span = trimmed(page.text, (sentence.start + cut + 1, relay.start))
    words = page.text[span.start : span.end]
    return (span,) if re.fullmatch(r"(?:[Tt]he |[A-Z])[\w’'. -]{1,60}", words) else ()


def _passive(page: Page, match: re.Match[str], outer: Draft, drafts: list[Draft], places: Places) -> list[Draft]:
    sentence = page.sentence_at(match.start())
    agency, say = trimmed(page.text, match.span("by")), Span(*match.span("say"))
    inner = [Span(max(s.start, say.end), s.end) if s.start < say.end < s.end else s for s in outer.content]
    inner = [s for s in inner if s.start >= say.end or s.end <= match.start()]
    subject = trimmed(page.text, (sentence.start, match.start("be")), ",")
    quoted = [s for s in inner if s.end <= match.start() and page.text[s.start] in "\"“‘'"]
    inner = [s for s in inner if s in quoted or s.start >= say.end]
    if quoted:  # "…," he was quoted by A as saying
        subject = trimmed(page.text, (quoted[-1].end, match.start("be")), ",\"” ")
    if not inner:
        inner = [trimmed(page.text, (say.end, sentence.end), ":, ")]
    if subject.start >= subject.end or inner[-1].start >= inner[-1].end:
        return []
    outer.source, outer.cue = (agency,), (Span(*match.span("relay")),)
    outer.content = tuple(sorted({subject, *([] if quoted else [Span(say.start, inner[-1].end)]), *(inner if quoted else [])}))
    outer.reasons.append("relays another voice")
    _replace(drafts, places, say, outer)
    return [Draft((subject,), (say,), tuple(inner), "rule/relay", outer.score, outer, ["was quoted by another as saying"])]


def citations(page: Page, drafts: list[Draft]) -> list[Draft]:
    """"A reported, citing B, that C": B says C inside what A says; a draft that took B for a content gives way."""
    made = []
    places = Places(drafts)
    for block in page.stated:
        for match in _CITING.finditer(page.text, block.start, block.end):
            relay, source = Span(*match.span("relay")), trimmed(page.text, match.span("by"), ",")
            sentence = page.sentence_at(relay.start)
            holder = _relaying([d for d in places.near(sentence) if d in drafts], relay, sentence)
            if holder is None or _REASON.search(plain(page.text[source.start : source.end])):
                continue
            content = tuple(s for piece in holder.content for s in _without(piece, Span(relay.start, source.end)))
            content = tuple(t for s in content if (t := trimmed(page.text, s, ",. ")).start < t.end)
            _replace(drafts, places, relay, holder)
            if content:
                holder.content = content
                made.append(Draft((source,), (relay,), content, "rule/citing", holder.score, holder, ["whom the outer voice cites"]))
    return made


def _relaying(drafts: list[Draft], relay: Span, sentence: Span) -> Draft | None:
    """The draft of the same sentence, other than one on "citing" itself, that stands nearest."""
    near = [d for d in drafts if d.cue and sentence.holds(d.cue[0]) and not any(relay.meets(c) for c in d.cue) and d.content]
    near = [d for d in near if d.parent is None]
    return min(near, key=lambda d: abs(d.cue[0].start - relay.start), default=None)


def _without(piece: Span, hole: Span) -> list[Span]:
    if not piece.meets(hole):
        return [piece]
    return [s for s in (Span(piece.start, hole.start), Span(hole.end, piece.end)) if s.start < s.end]


def denials(page: Page, drafts: list[Draft]) -> list[Draft]:
    """"A has moved to dismiss speculation that C", where the model has not marked it."""
    made = []
    places = Places(drafts)
    for block in page.stated:
        for match in _DENIED.finditer(page.text, block.start, block.end):
            cue, sentence = Span(*match.span("cue")), page.sentence_at(match.start())
            content = trimmed(page.text, (match.start("what"), min(match.end("what"), sentence.end)), ",. ")
            if any(cue.meets(c) for d in places.near(cue) for c in d.cue):
                continue
            source = _subject(page, sentence, cue)
            if source and cue.end < content.start:
                made.append(Draft(source, (cue,), (content,), "rule/denial", 0.8, reasons=["a denial of what is being said"]))
    return made


def unowned(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Speculation, rumours, reports… that C, with nobody behind them: "has moved to dismiss speculation that C"."""
    made: list[Draft] = []
    places = Places(drafts)
    for block in page.stated:
        for match in _UNOWNED.finditer(page.text, block.start, block.end):
            noun = _noun(match)
            near = places.near(noun, match.span("what"))
            if any(noun.meets(c) for d in near for c in d.cue) or _owned(page.text, noun):
                continue
            content = _clause(page, match, noun, near)
            if any(2 * common(d.content, (content,)) > 1.8 * max(s.end - s.start for s in d.content) and d.parent is None
                   and not covers(d.content, (noun,)) and d.content[0].start >= noun.start for d in near if d.content):
                continue
            source = (trimmed(page.text, match.span("who")),) if match["prep"] in {"by", "from"} else ()
            reason = "a noun of speech with its owner" if source else "a rumour or report that nobody owns"
            made.append(Draft(source, (noun,), (content,), "rule/unowned", 0.7, reasons=[reason]))
    return made


def _owned(text: str, noun: Span) -> bool:
    """True for "his claim", "Moscow's suggestion", "the minister’s fear": somebody owns it, and the model looks after that."""
    before = text[max(0, noun.start - 40) : noun.start]
    return re.search(r"(?:\b(?:his|her|their|its|my|our|your)|[’']s|s[’'])\s+(?:[\w-]+\s+){0,2}$", before, re.IGNORECASE) is not None


def _noun(match: re.Match[str]) -> Span:
    return Span(*match.span("noun")) if match["noun"] else Span(*match.span("bare"))


def owned(page: Page, drafts: list[Draft]) -> list[Draft]:
    """"the engineers' warnings that C", where no draft has that noun as its cue yet."""
    made: list[Draft] = []
    places = Places(drafts)
    for block in page.stated:
        for match in _OWNED.finditer(page.text, block.start, block.end):
            noun, source = Span(*match.span("noun")), trimmed(page.text, match.span("who"))
            near = places.near(noun, source, match.span("what"))
            if any(noun.meets(c) or source.meets(c) for d in near for c in d.cue):
                continue
            content = _clause(page, match, noun, near)
            made.append(Draft((source,), (noun,), (content,), "rule/owned", 0.7, reasons=["a noun of speech with its owner"]))
    return made


def _clause(page: Page, match: re.Match[str], noun: Span, drafts: list[Draft]) -> Span:
    """The that-clause: to the end of the content that holds it, or of the sentence."""
    end = page.sentence_at(noun.start).end
    for draft in drafts:
        for piece in draft.content:
            if piece.start <= noun.start and match.start("what") < piece.end:
                end = min(end, piece.end)
    return trimmed(page.text, (match.start("what"), min(end, match.end("what"))), ",. ")


