"""The votes on a piece of a line: each voter looks at one thing and says for what kind it speaks, how strongly, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.block import Vote
from sayso.furniture import appeal_score, furniture_kind
from sayso.reading.blocks import forms
from sayso.reading.blocks.cutting import Piece
from sayso.reading.blocks.wording import Wording, wording

_MOST = 3_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands among those of its text."""

    before_prose: bool
    after_prose: bool
    first: bool
    masthead: bool
    last: bool
    after_headline: bool
    before_header: bool
    after_label: bool
    in_short_run: bool
    alone: bool
    longer_follows: bool
    after_gap: bool
    indented: bool
    is_title: bool
    surname_known: bool
    repeated: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote with the sort of furniture that it means, if any."""

    vote: Vote
    detail: str = ""


def _for(voter: str, kind: str, weight: float, reason: str, detail: str = "") -> Ballot:
    return Ballot(Vote(voter, kind, round(weight, 3), reason), detail)


def ballots(text: str, piece: Piece, place: Place, words: Wording) -> Iterator[Ballot]:
    """Every vote on a piece, in a fixed order; at least one, since what nothing speaks against is body."""
    line = text[piece.start : min(piece.end, piece.start + _MOST)]
    if piece.kind:
        yield _for(piece.voter, piece.kind, 0.95, piece.reason, piece.detail)
        return
    yield from _prose(words)
    yield from _lexicon(line, words)
    yield from _corrections(line)
    yield from _credits(text[piece.start : piece.end] if piece.end - piece.start <= _MOST else line, words, place)
    yield from _stamps(line, words)
    yield from _people(line, words, place)
    yield from _shapes(line, words, place)
    yield from _position(line, words, place)
    if place.repeated:
        yield _repeated(words, place)


def _prose(words: Wording) -> Iterator[Ballot]:
    if words.is_prose and (words.voiced or words.quoted):
        yield _for("prose", "body", 0.85, "sentences that report somebody's words")
    elif words.is_prose:
        yield _for("prose", "body", 0.65 if words.words >= 12 else 0.5, "full sentences")
    else:
        yield _for("prose", "body", 0.3, "nothing else is known of it")


def _lexicon(line: str, words: Wording) -> Iterator[Ballot]:
    """The shared lexicon; against prose that reports somebody's words it needs the reader spoken to as well."""
    kind = furniture_kind(line)
    spoken = words.voiced or words.quoted
    if kind and words.terminal and words.words >= 6 and words.reader_share == 0 and kind in {"paywall", "comments", "newsletter"}:
        yield _for("lexicon", "furniture", 0.4, "words of a promotion, in a sentence that speaks to nobody", kind)
    elif kind and words.words <= 8 and not (words.is_prose and spoken):
        yield _for("lexicon", "furniture", 0.9, "a label or call to action", kind)
    elif kind:
        weight = 0.8 if not spoken else 0.9 if words.reader_share > 0.06 and not words.quoted else 0.4
        if words.is_prose and words.reader_share == 0 and kind in {"read-more", "related", "comments", "nav"}:
            weight = 0.4  # "Also on Tuesday, the court …" is a sentence, not a pointer
        yield _for("lexicon", "furniture", weight, "words of an appeal, a promotion or a pointer", kind)
    elif words.reader_share >= 0.05 and not spoken and (score := appeal_score(line)) >= 0.3:
        yield _for("lexicon", "furniture", 0.4 + score / 2, "speaks to its reader in the words of an appeal", "appeal")


def _corrections(line: str) -> Iterator[Ballot]:
    if forms.CORRECTION.match(line):
        yield _for("form", "correction", 0.95, "opens as a correction")
    elif forms.EDITORS_NOTE.match(line):
        yield _for("form", "furniture", 0.9, "an editor's note", "other")


def _credits(line: str, words: Wording, place: Place) -> Iterator[Ballot]:
    if words.characters <= 160 and forms.CREDIT_ALONE.fullmatch(line) and forms.CREDIT_CASED.match(line):
        yield _for("credit", "credit", 0.9, "a credit and nothing else")
    elif words.words <= 90 and (match := forms.CREDIT_AT_END.search(line[-200:])):
        ended = line[: len(line) - len(match[0])].rstrip()[-1:] in ".!?"
        photo = forms.PHOTO_CREDIT.match(match[0]) is not None
        weight = 0.95 if photo or not ended else 0.3 if place.last or words.quoted else 0.7
        yield _for("credit", "caption", weight, "a credit at its end")
    elif 4 <= words.words <= 70 and forms.CREDIT_BARE.search(line[-200:]):
        yield _for("credit", "caption", 0.95 if not words.quoted else 0.6, "a photographer or agency at its end")
    elif words.words <= 90 and forms.CAPTION_OPENING.match(line):
        yield _for("credit", "caption", 0.9, "opens as a caption")
    elif place.after_label and words.words <= 60 and not (words.voiced and words.quoted):
        yield _for("label", "caption", 0.6, "a widget's label stands in front of it")


def _stamps(line: str, words: Wording) -> Iterator[Ballot]:
    """Numbers, addresses and the like that are a whole line."""
    if words.characters > 300:
        return
    if forms.PAGE_NUMBER.fullmatch(line):
        yield _for("form", "furniture", 0.9, "a page number", "nav")
    elif forms.COUNTS.fullmatch(line):
        yield _for("form", "furniture", 0.9, "a count of comments or shares", "comments")
    elif forms.ADDRESS.fullmatch(line) and any(c.isalnum() for c in line):
        yield _for("form", "furniture", 0.8, "an address or number alone", "other")
    elif forms.COPYRIGHT.match(line) and not words.voiced:
        yield _for("form", "furniture", 0.95, "a copyright line", "legal")
    elif forms.BRACKETED.fullmatch(line):
        yield _for("form", "furniture", 0.9, "a pointer in brackets", "gallery")
    elif forms.ABSTRACT.fullmatch(line):
        yield _for("form", "furniture", 0.8, "a label", "nav")
    elif words.words <= 14 and not words.quoted and forms.READ_REST.match(line):
        yield _for("form", "furniture", 0.9, "points to another page", "read-more")
    elif not words.terminal and forms.TAGS.fullmatch(line):
        yield _for("form", "furniture", 0.9, "a list of topics", "related")
    elif words.words <= 16 and not words.terminal and (line.count("|") + line.count("›") + line.count("»")) >= 2:
        yield _for("form", "furniture", 0.8, "items set off by bars", "nav")


def _people(line: str, words: Wording, place: Place) -> Iterator[Ballot]:
    """Those who made the report, as the page introduces them."""
    if words.words <= 45 and not words.quoted and forms.CONTRIBUTED.match(line):
        yield _for("form", "byline", 0.95, "names who else worked on the report")
    elif words.words <= 70 and not words.quoted and forms.FOLLOW.search(line):
        yield _for("form", "furniture", 0.9, "asks to follow somebody", "promo")
    elif place.after_prose and words.words <= 80 and not words.quoted and not place.surname_known and forms.BIOGRAPHY.match(line):
        yield _for("form", "furniture", 0.9, "introduces somebody of whom the report says nothing, at its end", "promo")


def _shapes(line: str, words: Wording, place: Place) -> Iterator[Ballot]:
    if forms.EMBED.search(line[-400:]) and words.words <= 120:
        yield Ballot(Vote("form", "quotation", 0.9, "a post from a social network"), "embed")
    elif words.characters <= 1_500 and forms.QUOTED_BY.match(line):
        yield _for("form", "quotation", 0.9, "a quotation signed with a name")
    elif line.startswith("> "):
        yield _for("form", "quotation", 0.9, "marked as quoted")
    elif forms.BULLET.match(line) and not line.startswith("--") and words.words:
        yield _for("form", "list", 0.9, "opens with a bullet or a number")
    elif place.indented and words.is_prose:
        yield _for("form", "quotation", 0.7, "indented")


def _position(line: str, words: Wording, place: Place) -> Iterator[Ballot]:
    """Headline, standfirst and headings: short, without an end, in the right place."""
    if place.is_title:
        yield _for("title", "headline", 0.97, "is the title that the record or page gives")
    elif place.masthead:
        yield _for("position", "furniture", 0.9, "the paper's name above the headline", "masthead")
    elif place.in_short_run:
        sort = "nav" if place.before_prose else "related"
        kind = "furniture" if place.before_prose or place.after_prose else "list"
        yield _for("position", kind, 0.7, "one of a run of short lines", sort if kind == "furniture" else "")
    elif place.first and not place.alone and _is_headline(line, words, place):
        yield _for("position", "headline", 0.88, "the first line, and short as a headline is")
    elif place.after_headline and place.before_prose and words.words <= 45 and (place.before_header or not words.terminal):
        yield _for("position", "standfirst", 0.88, "stands between the headline and the report")
    elif place.before_prose or words.terminal or words.words > 14 or place.last or not place.longer_follows:
        return
    elif words.words and (line[0].isupper() or line[0].isdigit()) and not words.quoted and line[-1] not in ",;-–—":
        yield _for("position", "heading", 0.8, "a short line without an end, with paragraphs behind it")


def _is_headline(line: str, words: Wording, place: Place) -> bool:
    if not 2 <= words.words <= 30 or words.characters > 220 or line[0] in "-–—•*":
        return False
    if not words.terminal or words.titled_share >= 0.75:
        return True
    return words.characters <= 110 and place.longer_follows and not (words.voiced and words.quoted and words.words > 15)


def _repeated(words: Wording, place: Place) -> Ballot:
    spoken = words.is_prose and (words.voiced or words.quoted)
    weight = 0.3 if spoken else 0.9 if not words.is_prose or words.reader_share > 0 else 0.75
    return _for("repetition", "furniture", weight, f"stands in {place.repeated} different reports of this publisher", "other")


def figures(text: str, piece: Piece) -> Wording:
    """The wording of a piece; its end is looked at even where its middle is not."""
    if piece.end - piece.start <= _MOST:
        return wording(text[piece.start : piece.end])
    head = wording(text[piece.start : piece.start + _MOST - 20] + " " + text[piece.end - 12 : piece.end])
    return replace(head, characters=piece.end - piece.start)
