"""The voters on what a piece of a page is: each looks at one thing only and says what it takes the piece for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.block import Vote
from sayso.furniture import appeal_score, furniture_kind
from sayso.intake.page.model import Frame, Piece
from sayso.intake.page.oracle import Opinion

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTED = frozenset({"li", "dt", "dd", "td", "th"})
PAGE_OF_MANY = 60_000
BODY_KINDS = frozenset({"body", "quotation", "list", "heading"})
_FIRM = frozenset({"nav", "button", "form", "select", "textarea", "label", "dialog", "option"})
_FOOT = frozenset({"footer", "aside"})
_PARAGRAPHS = frozenset({"p", "li", "blockquote"})
_CREDIT = re.compile(
    r"^\W{0,2}(?:(?:photo(?:graph)?s?|image|picture|pic|credit|foto|bild|quelle|source|copyright|illustration"
    r"|video|graphic|fotocredit)s?"
    r"(?:\s+(?:by|credit|courtesy of|via|von))?\s*[:/©|]|©|\(c\)\s)|"
    r"^[^.!?]{0,60}(?:/|\bvia |\()\s?(?:getty|reuters|afp|ap|dpa|epa|pa|imago|apa|shutterstock|istock|alamy"
    r"|picture.alliance)\b[^.!?]{0,40}$|"
    r"^[\W]{0,2}(?:getty images|reuters|afp|ap|dpa|epa|imago\S*|apa|shutterstock|istock\S*|picture.alliance)"
    r"(?:[/ ,–-]+[\w .]{1,40})?\W{0,2}$",
    re.IGNORECASE,
)
_CREDIT_TAIL = re.compile(
    r"(?:©|\(c\)|(?<=[\s.!?…”\"(\[])(?:photo(?:graph)?s?|image|picture|pic|credit|foto|fotos|bild|quelle|source|copyright"
    r"|illustration|isithombe|crédit|crédito|fotografie|grafik|symbolfoto|symbolbild|archivfoto|archivbild)s?"
    r"(?:\s+(?:by|credit|courtesy of|via|von)\s|\s?[:©/|]))",
    re.IGNORECASE,
)
_AGENCY_TAIL = re.compile(
    r"(?:[(\[|]|(?<=\s)[–—-])\s?[^()\[\]|]{0,60}(?:\bap\b|afp|reuters|getty|dpa\b|epa\b|imago|apa\b|\bpa\b|shutterstock|istock"
    r"|alamy|archiv|screenshot)"
    r"[^()\[\]]{0,60}[)\]]?\s*$",
    re.IGNORECASE,
)
_AGENCY_ALONE = re.compile(
    r"(?<=[.!?”\"] )[^.!?]{0,60}\b(?:getty images|reuters|afp|ap|dpa|epa|imago|apa|shutterstock|istock|alamy|ap photo)\s*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^(?:By|BY|Von|VON|Par|Por|Oleh|Words by|Written by|Text:)\s+(?:the\s+)?[A-ZÀ-Þ]")
_DATE = re.compile(
    r"\b(?:\d{1,2}[./]\s?\d{1,2}[./]\s?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}"
    r"|\d{1,2}\.?(?:st|nd|rd|th)?\s+\w{3,12}\.?,?\s+\d{4}"
    r"|\w{3,12}\.?\s+\d{1,2},?\s+\d{4}|\d+\s+(?:min|minute|hour|day|week|month|year|stunde|tag)\w*\s+ago|vor\s+\d+\s+\w+)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^\W{0,3}(?:correction|clarification|correction and clarification|editor['’]s note|editors['’] note"
    r"|this (?:article|story|report|piece) (?:was|has been) (?:amended|corrected|updated|changed)|an earlier version of this"
    r"|korrektur|berichtigung|anmerkung der redaktion"
    r"|hinweis der redaktion|in einer früheren version|rectificatif|corrección|errata corrige)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .,'’-]{2,40}(?:,\s[\w .]{2,20})?\s*(?:\([^)]{2,30}\))?\s*[—–-]{0,2}$")


@dataclass(slots=True)
class Page:
    """What the voters may know of the whole page."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    summaries: tuple[Opinion, ...] = ()
    stated: Opinion | None = None
    oracle: Opinion | None = None
    alts: frozenset[tuple[str, ...]] = frozenset()
    links_tell: bool = True
    votes: dict[int, list[Vote]] = field(default_factory=dict)


def natural(piece: Piece) -> str:
    """The kind that a piece of the main text has by its element: heading, list, quotation or body."""
    frame = piece.frame
    for around in frame.chain(6):
        if around.tag in HEADINGS:
            return "heading"
        if around.tag in LISTED:
            return "list"
        if around.tag == "blockquote" or around.own & {"embed"}:
            return "quotation"
    return "quotation" if "quotation" in frame.roles else "body"


def told(piece: Piece, page: Page) -> float:
    """How surely the oracle, or the page's own structured data, has the piece's words in the main text, 0 to 1."""
    shares = [opinion.share(piece.folded) for opinion in (page.oracle, page.stated) if opinion is not None]
    return max(shares, default=0.0)


def on_structure(piece: Piece, page: Page) -> Iterator[Vote]:
    """Structured data: the article's body as JSON-LD has it."""
    if page.stated is not None and len(piece.folded) >= 6 and page.stated.share(piece.folded) >= 0.8:
        yield Vote("json-ld", natural(piece), 0.85, "words of articleBody")


def on_element(piece: Piece, page: Page) -> Iterator[Vote]:
    """The elements around a piece, by what HTML means them for."""
    roles, frame = piece.frame.roles, piece.frame
    chain = tuple(frame.chain())
    tags = {around.tag for around in chain}
    if tags & _FIRM:
        tag = next(around.tag for around in chain if around.tag in _FIRM)
        yield Vote("element", "furniture", 0.9, tag)
    elif tags & _FOOT and "quotation" not in roles:
        tag = next(around.tag for around in chain if around.tag in _FOOT)
        yield Vote("element", "furniture", 0.74 if tag == "footer" else 0.55, tag)
    if "figcaption" in tags and not tags & HEADINGS:
        yield Vote("element", "caption", 0.88, "figcaption")
    elif (
        "figure" in roles
        and tags & {"figure", "picture"}
        and "table" not in roles
        and "quotation" not in roles
        and len(piece.folded) >= 3
    ):
        yield Vote("element", "caption", 0.72, "figure")
    elif _captions(piece, page):
        yield Vote("element", "caption", 0.78, "words of a picture's alternative text")
    elif _beside_picture(piece, page):
        yield Vote("element", "caption", 0.72, "alone with a picture")
    if page.links_tell and piece.linked >= 0.95 and piece.folded:
        yield Vote("element", "furniture", 0.87, "nothing but a link")
    elif page.links_tell and piece.linked >= 0.6 and tags & LISTED:
        yield Vote("element", "furniture", 0.75, "a list of links")
    if "time" in tags and len(piece.folded) <= 12:
        yield Vote("element", "date", 0.72, "time")


def _captions(piece: Piece, page: Page) -> bool:
    """True if the piece begins as a picture's alternative text does, and is neither heading nor link."""
    words = piece.folded
    plain = 4 <= len(words) <= 80 and piece.linked < 0.3 and piece.frame.within(HEADINGS) is None
    return plain and any(words[:length] in page.alts for length in range(min(8, len(words)), 3, -1))


def _beside_picture(piece: Piece, page: Page) -> bool:
    """True if the piece stands with a picture and next to no other text, in an element named for it or in no main text."""
    if not 3 <= len(piece.folded) <= 80 or piece.linked >= 0.3 or "link" in piece.frame.roles or piece.frame.within(HEADINGS):
        return False
    around = next((frame for frame in piece.frame.chain(5) if frame.pictures), None)
    if around is None or around.texts > 2:
        return False
    outside = page.oracle is not None and page.oracle.share(piece.folded) < 0.5 and not piece.frame.shelf
    return outside or any("picture" in frame.own for frame in piece.frame.chain(5))


def on_names(piece: Piece, _: Page) -> Iterator[Vote]:
    """Class names, ids and roles of the element and of the few around it."""
    near = {role for frame in piece.frame.chain(3) for role in frame.own}
    words = len(piece.folded)
    if "credit" in near and words <= 30 and piece.frame.roles & {"figure", "caption"}:
        yield Vote("names", "credit", 0.89, "credit")
    if "caption" in near and "table" not in near:
        yield Vote("names", "caption", 0.76, "caption")
    if "byline" in near and words <= 25:
        yield Vote("names", "byline", 0.73, "byline")
    if "date" in near and words <= 12 and _DATE.search(piece.text):
        yield Vote("names", "date", 0.74, "date")
    if "dateline" in near and words <= 8:
        yield Vote("names", "dateline", 0.3, "dateline")
    if piece.frame.shelf:
        yield Vote("names", "furniture", 0.66, piece.frame.shelf)
    if "hidden" in piece.frame.roles:
        yield Vote("names", "furniture", 0.5, "hidden")


def on_words(piece: Piece, page: Page) -> Iterator[Vote]:
    """The piece's own words: the lexicon of furniture, and the forms of credits, bylines, dates and corrections."""
    text, words = piece.text, len(piece.folded)
    if words > 400:
        return
    sort = furniture_kind(text)
    if sort:
        yield Vote("lexicon", "furniture", 0.92 if words < 12 else 0.78, sort)
    elif (score := appeal_score(text)) >= 0.3:
        yield Vote("lexicon", "furniture", round(0.6 * score, 3), "appeal")
    if _CORRECTION.match(text):
        yield Vote("words", "correction", 0.95, "correction notice")
    if words <= 20 and _CREDIT.search(text) and piece.frame.roles & {"figure", "caption", "credit"}:
        yield Vote("words", "credit", 0.9, "form of a credit")
    if words <= 14 and (_BYLINE.match(text) or _names_mostly(text, page.authors)):
        yield Vote("words", "byline", 0.71, "form of a byline")
    if words <= 14 and (found := _DATE.search(text)) and len(found[0]) * 3 >= len(text) - 10:
        yield Vote("words", "date", 0.71, "form of a date")
    if words <= 8 and _DATELINE.match(text) and not text.isupper():
        yield Vote("words", "dateline", 0.3, "form of a dateline")


def _names_mostly(text: str, authors: tuple[str, ...]) -> bool:
    """True if authors' names are at least a third of the text."""
    return 3 * sum(len(name) for name in authors if len(name) > 4 and name.lower() in text.lower()) >= len(text)


def on_membership(piece: Piece, page: Page) -> Iterator[Vote]:
    """Another extractor's verdict on whether the piece's words belong to the main text."""
    if page.oracle is None:
        return
    share = page.oracle.share(piece.folded)
    if share >= 0.5:
        yield Vote(page.oracle.name, natural(piece), round(0.5 + 0.2 * share, 3), f"{share:.0%} of its word runs")
    elif piece.folded:
        yield Vote(page.oracle.name, "furniture", 0.4, "not in its main text")


def on_density(piece: Piece, page: Page) -> Iterator[Vote]:
    """Without an oracle: full sentences in paragraphs with few links."""
    if page.oracle is None and len(piece.folded) >= 8 and piece.linked < 0.4 and not piece.frame.shelf:
        yield Vote("density", natural(piece), 0.6 if piece.frame.within(_PARAGRAPHS) else 0.45, "running text")


VOTERS = (on_structure, on_element, on_names, on_words, on_membership, on_density)


def credit_behind(text: str) -> int:
    """Where the credit at a caption's end begins, its bracket included; the text's length if there is none.

    "The bridge at dawn (Photo: Ana Ruiz)" has one; "The photo by the bridge was never found." has none.
    """
    found = [m.start() for m in _CREDIT_TAIL.finditer(text) if len(text) - m.start() <= 160]
    tails = (pattern.search(text, max(0, len(text) - 130)) for pattern in (_AGENCY_TAIL, _AGENCY_ALONE))
    at = min(found + [tail.start() for tail in tails if tail], default=len(text))
    while 0 < at < len(text) and text[at - 1] in "([|/–—- \t\n\xa0":
        at -= 1
    while at < len(text) and text[at].isspace():
        at += 1
    return at if at > 0 else len(text)


def shelve(frames: list[Frame], whole: int) -> None:
    """Sets each frame's `shelf`: the furniture that its names, or those around it, suggest.

    A name is believed only where little of the main text stands inside: "with-sidebar" often wraps a whole article.
    """
    for frame in frames:
        frame.shelf = frame.parent.shelf if frame.parent is not None else ""
        sorts = sorted(role[10:] for role in frame.own if role.startswith("furniture/"))
        if sorts and frame.tag not in ("body", "html", "main", "article") and frame.told * 4 < whole:
            frame.shelf = next((sort for sort in sorts if sort != "other"), sorts[0])
