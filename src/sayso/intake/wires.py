"""The news agency that a report credits, in its own words: dateline, byline, the line at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.block import Block
from sayso.document import Document, Metadata
from sayso.intake.agencies import agency

_CAPITALS = r"[A-ZÀ-ÞŁŚŻ][A-ZÀ-ÞŁŚŻ.’'/ -]{2,40}"
_DATELINE = re.compile(
    rf"\s*(?P<place>{_CAPITALS}|[A-ZÀ-Þ][\w.’'/ -]{{2,40}})(?:,[^()\n]{{2,40}})?\s*\((?P<name>[^()\n]{{2,40}})\)\s*(?:[—–-]+|--)\s*\S"
)
_SHOWN = re.compile(r"[A-Z][\w./&-]*(?: [A-Z][\w./&-]*){0,3}")
_BYLINE = re.compile(r"\s*(?:by|from|source|via)\b[:\s]+(?P<names>.{2,120})", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,|;|\||/|\band\b|\bfor\b|\bof\b|\bwith\b|—|–|\s-\s)\s*")
_HELPED = (
    re.compile(r"(?P<names>[^.()\n]{2,120}?)\s+contributed\s+(?:to\s+this|reporting|to\s+the)\b", re.IGNORECASE),
    re.compile(r"\b(?:with|additional)\s+(?:reporting|inputs?|files?|material|text)\s+(?:by|from)\s+(?P<names>[^.()\n]{2,120})", re.IGNORECASE),
    re.compile(r"\b(?:story|article|report)\s+(?:was\s+)?(?:first|originally)\s+(?:published|appeared)\s+(?:by|on|in)\s+(?P<names>[^.()\n]{2,60})", re.IGNORECASE),
    re.compile(r"(?:©|\(c\)|\bcopyright)\s*(?:©\s*)?\d{4}\s+(?P<names>[^.()\n\d]{2,60})", re.IGNORECASE),
)
_SIGNED = re.compile(r"(?:[.!?][”\"’']?|[”\"])\s*(?:\((?P<inside>[^()\s][^()\n]{0,30}[^()\s])\)|[—–-]+\s*(?P<behind>[\w .]{2,30}))\s*$")
_TOP = 10
_TAIL = 6
_OWN_WORDS = frozenset({"body", "dateline", "byline", "standfirst", "list", "quotation", "correction"})


def credited(document: Document, blocks: tuple[Block, ...] | None) -> Metadata:
    """The document's metadata with `wire`, where its own words credit an agency and nothing has said so before.

    "KYIV (AP) — …" and "Reuters contributed to this report." do; the credit of a picture does not.
    """
    known = document.metadata
    if known.wire:
        return known
    for author in known.authors:
        if wire := agency(author):
            return known.updated(known.sources.get("authors", "byline"), wire=wire)
    parts = list(_parts(document, blocks))
    top = parts[:-1][:_TOP] or parts
    if wire := _first(_dateline(text) for _, text in top):
        return known.updated("dateline", wire=wire)
    if wire := _first(_byline(text, kind) for kind, text in top):
        return known.updated("byline", wire=wire)
    return known.updated("credit", wire=_first([*(_helped(text) for _, text in parts[-_TAIL:]), _signed(parts)]))


def _parts(document: Document, blocks: tuple[Block, ...] | None) -> Iterator[tuple[str, str]]:
    """The report's own paragraphs with their kinds; of a flat text, its lines, whose kinds nobody knows yet."""
    if blocks is None:
        yield from (("", line) for line in document.text.splitlines() if line.strip())
    else:
        yield from ((block.kind, document.text[block.start : block.end]) for block in blocks if block.kind in _OWN_WORDS)


def _first(names: Iterable[str | None]) -> str | None:
    return next((name for name in names if name), None)


def _dateline(text: str) -> str | None:
    """The agency of a dateline; one that no list has is believed behind a place in capitals."""
    match = _DATELINE.match(text)
    if match is None:
        return None
    known = agency(match["name"])
    # "(Nordwire)" behind "MARSTAD, March 3" can be nothing else; behind a name in small letters it may be anything.
    return known or (match["name"].strip() if match["place"].isupper() and _SHOWN.fullmatch(match["name"].strip()) else None)


def _byline(text: str, kind: str) -> str | None:
    """The agency among the names behind "by"; without the word, a line may as well be the credit of a picture."""
    match = _BYLINE.match(text) if len(text) <= 160 else None
    names = match["names"] if match else text if kind == "byline" else ""
    return _first(agency(part) for part in _SPLIT.split(names))


def _helped(text: str) -> str | None:
    for pattern in _HELPED:
        match = pattern.search(text)
        wire = _first(agency(part) for part in _SPLIT.split(match["names"])) if match else None
        if wire:
            return wire
    return None


def _signed(parts: list[tuple[str, str]]) -> str | None:
    """The agency in brackets or behind a dash at the very end, in the last line or as all of it: "… he said. (AP)", "— Reuters"."""
    last = parts[-1][1].strip() if parts else ""
    if len(parts) > 1 and len(last) <= 40 and last[0] in "([—–-":
        return agency(last)
    match = _SIGNED.search(last[-80:])
    return agency(match["inside"] or match["behind"]) if match else None
