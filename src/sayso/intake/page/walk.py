"""Events to pieces: the visible text of a page in reading order, cut where a browser would begin a new block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sayso.intake.page.model import Event, Frame, Piece
from sayso.intake.page.names import roles_of

BLOCK = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav"
    " noframes noscript ol optgroup option p pre search section select summary table tbody td template textarea"
    " tfoot th thead tr ul video audio canvas object iframe".split()
)
FLOW = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd td th a span b i em strong figcaption blockquote summary button label".split())
_APART = frozenset({"caption", "credit", "byline", "date"})
_INLINE = frozenset("button label select option optgroup object video audio canvas iframe".split())
_BLANK = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_WORDS = re.compile(r"\w+(?:['’]\w+)*")
_FULL = re.compile(r"[.!?…:;][\"'”’“»)\]]*$")
_PARAGRAPH = frozenset("p li td th blockquote h1 h2 h3 h4 h5 h6 dd dt".split())


def folded(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without punctuation."""
    return tuple(_WORDS.findall(text.lower()))


class Walk:
    """Gathers pieces from events; `pieces` are complete once `take` has returned."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.frames: list[Frame] = []
        self._top = Frame("#page")
        self._parts: list[str] = []
        self._around: Frame | None = None
        self._letters = self._linked = self._pre = 0
        self._waiting: list[Frame] = []
        self.alts: set[tuple[str, ...]] = set()

    def take(self, events: Iterable[Event]) -> Walk:
        """Takes all events; itself, so that `Walk().take(events).pieces` reads well."""
        for action, value, attrs in events:
            if action == "text":
                self._text(value)
            elif action == "start":
                self._start(value, attrs or {})
            else:
                self._end(value)
        self._flush()
        return self

    def _start(self, tag: str, attrs: Mapping[str, str]) -> None:
        if tag == "br":
            self._break()
            return
        if tag == "span" and "br" in (attrs.get("class") or "").split():  # a line break by style sheet
            self._flush()
        own = roles_of(tag, attrs)
        block = self._blocks(tag, own)
        waits = block and tag in _INLINE
        if block and not waits:
            self._flush()
        if tag == "img":
            self._picture(attrs)
        self._pre += tag in ("pre", "textarea")
        top = self._top
        kept = {key: attrs[key] for key in ("itemprop", "datetime", "rel") if key in attrs} if attrs else {}
        self._top = Frame(tag, top, own, top.roles | own if own else top.roles, kept, block)
        self.frames.append(self._top)
        if waits:  # inline for a browser: it parts a paragraph only if there is text in it
            self._waiting.append(self._top)

    def _picture(self, attrs: Mapping[str, str]) -> None:
        self._top.pictures += 1
        alt = folded(attrs.get("alt") or "")
        if 4 <= len(alt) <= 80:
            self.alts.add(alt[:8])

    def _blocks(self, tag: str, own: frozenset[str]) -> bool:
        """True if the element stands apart: a block for a browser, or an inline credit, byline or date in no paragraph."""
        if tag in BLOCK:
            return True
        if tag == "small":
            return not any(frame.tag in _PARAGRAPH for frame in self._top.chain(4))
        if "-" in tag and not any(frame.tag in FLOW for frame in self._top.chain(3)):
            return True
        if own & {"credit", "caption"} and self._top.roles & {"caption", "figure"}:
            return True
        if own & {"furniture/gallery"} and self._top.roles & {"caption", "figure"}:
            return True
        return bool(own & _APART) and not any(frame.tag in _PARAGRAPH for frame in self._top.chain(4))

    def _end(self, tag: str) -> None:
        if tag == "br" or self._top.parent is None:
            return
        if self._waiting and self._waiting[-1] is self._top:
            self._waiting.pop()
        elif self._top.block:
            self._flush()
        self._pre -= self._top.tag in ("pre", "textarea")
        self._top = self._top.parent

    def _break(self) -> None:
        if self._pre:
            self._parts.append("\n")
            return
        last = next((part for part in reversed(self._parts[-3:]) if part != " "), "")
        if last == "\n":
            self._flush()
        elif self._parts:
            self._parts.append("\n")

    def _text(self, text: str) -> None:
        if not self._pre:
            text = _BLANK.sub(" ", text)
        if text == " " or not text.strip(" \n\t\r\f"):
            if self._parts:
                self._parts.append(text if self._pre else " ")
            return
        if self._waiting:
            self._flush()
            self._waiting = []
        self._parts.append(text)
        self._letters += len(text)
        if "link" in self._top.roles:
            self._linked += len(text)
        self._around = self._top if self._around is None else _common(self._around, self._top)

    def _flush(self) -> None:
        if self._around is not None:
            text = "".join(self._parts)
            text = text.strip("\r\n") if self._pre else _AROUND_BREAK.sub("\n", _BLANK_RUN.sub(" ", text)).strip(" \n")
            for part in [text] if self._pre else paragraphs(text):
                self.pieces.append(Piece(part, self._around, self._linked / max(1, self._letters), 0, folded(part[:20_000])))
        self._parts = []
        self._around = None
        self._letters = self._linked = 0


_BLANK_RUN = re.compile(r" {2,}")


def paragraphs(text: str) -> list[str]:
    """The paragraphs that single line breaks part: where long lines end in full stops. Verses and addresses stay whole."""
    lines = text.split("\n")
    if len(lines) < 2 or max(map(len, lines)) < 80:
        return [text]
    found = [lines[0]]
    for line in lines[1:]:
        if len(found[-1]) >= 40 and _FULL.search(found[-1][-6:]) and line:
            found.append(line)
        else:
            found[-1] += "\n" + line
    return found


def _common(one: Frame, other: Frame) -> Frame:
    """The innermost frame around both, no further out than the block that they stand in."""
    if one is other:
        return one
    mine: list[Frame] = []
    for frame in one.chain():
        mine.append(frame)
        if frame.block:
            break
    return next((frame for frame in other.chain() if frame in mine), mine[-1])


def joined(pieces: list[Piece]) -> str:
    """The page's text: the pieces with a blank line between them, each told where it begins."""
    at = 0
    for piece in pieces:
        piece.start = at
        at += len(piece.text) + 2
    return "\n\n".join(piece.text for piece in pieces)
