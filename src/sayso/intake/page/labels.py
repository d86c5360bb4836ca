"""Votes to kinds: what each piece of a page is, in the light of its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sayso.block import Block, Vote
from sayso.furniture import furniture_kind, label_in_front
from sayso.intake.page.model import Frame, Piece
from sayso.intake.page.oracle import grams
from sayso.intake.page.votes import BODY_KINDS, HEADINGS, PAGE_OF_MANY, VOTERS, Page, credit_behind, natural, shelve, told
from sayso.intake.page.walk import folded

_ORDER = ("correction", "credit", "caption", "furniture", "date", "byline", "dateline", "quotation", "list", "heading", "body")
_TOPPED = frozenset({"byline", "date", "dateline"})


def label(pieces: list[Piece], frames: list[Frame], page: Page) -> list[Block]:
    """One block a piece (two where a widget's label stands in front of a caption), in order, each with all its votes."""
    if len(pieces) > PAGE_OF_MANY:
        return [plainly(piece) for piece in pieces]
    case = Case(pieces, page)
    case.weigh(frames)
    case.place()
    case.name_headline()
    case.name_standfirst()
    case.settle_top()
    case.part_twins()
    return [block for i in range(len(pieces)) for block in case.blocks(i)]


class Case:
    """The pieces of a page under judgement: `votes` and the kind that they decide, one each a piece."""

    def __init__(self, pieces: list[Piece], page: Page) -> None:
        self.pieces = pieces
        self.page = page
        self.told = [told(piece, page) >= 0.5 for piece in pieces]
        self.votes: list[list[Vote]] = []
        self.kinds: list[str] = []
        self.first, self.last = 0, len(pieces) - 1
        self.headline = -1

    def weigh(self, frames: list[Frame]) -> None:
        """Lets every voter speak on every piece."""
        for piece, is_told in zip(self.pieces, self.told, strict=True):
            piece.frame.letters += len(piece.text)
            piece.frame.texts += 1
            piece.frame.told += len(piece.text) * is_told
        for frame in reversed(frames):
            if frame.parent is not None:
                frame.parent.letters += frame.letters
                frame.parent.told += frame.told
                frame.parent.texts += frame.texts
                frame.parent.pictures += frame.pictures
        whole = sum(len(piece.text) for piece, is_told in zip(self.pieces, self.told, strict=True) if is_told)
        shelve(frames, whole)
        linked = sum(
            len(piece.text) for piece, is_told in zip(self.pieces, self.told, strict=True) if is_told and piece.linked >= 0.95
        )
        self.page.links_tell = 2 * linked < max(1, whole)
        self.votes = [[vote for voter in VOTERS for vote in voter(piece, self.page)] for piece in self.pieces]
        self.kinds = [decided(votes) for votes in self.votes]

    def place(self) -> None:
        """Position: what stands outside the main text's span is furniture; what stands between its paragraphs belongs to it."""
        main = [i for i, kind in enumerate(self.kinds) if kind in BODY_KINDS and len(self.pieces[i].folded) >= 6]
        if not main:
            return
        self.first, self.last = main[0], main[-1]
        stems = Counter(id(stem(self.pieces[i])) for i in main)
        for i, piece in enumerate(self.pieces):
            if not self.first <= i <= self.last:
                self.votes[i].append(Vote("position", "furniture", 0.45, "outside the main text"))
            elif (
                not self.told[i] and stems[id(stem(piece))] >= 2 and piece.linked < 0.6 and not piece.frame.shelf and said(piece)
            ):
                self.votes[i].append(Vote("position", natural(piece), 0.6, "between paragraphs of the main text"))
        self.kinds = [decided(votes) for votes in self.votes]

    def decide(self, i: int, kind: str, voter: str, reason: str, weight: float = 0.97) -> None:
        """Overrules the votes so far, as a vote of its own."""
        self.votes[i].append(Vote(voter, kind, weight, reason))
        self.kinds[i] = kind

    def name_headline(self) -> None:
        """The one headline: the h1, or the text most like the page's title, at or above the main text."""
        title = folded(self.page.title or "")
        best, best_score = -1, 0.0
        for i, piece in enumerate(self.pieces[: self.last + 1]):
            score = self._headline_score(i, piece, title)
            if score > best_score:
                best, best_score = i, score
        self.headline = best
        for i, piece in enumerate(self.pieces):
            if i == best:
                self.decide(i, "headline", "title", "h1 or the page's title")
            elif best >= 0 and len(piece.folded) >= 3 and piece.folded == self.pieces[best].folded and self.kinds[i] != "caption":
                self.decide(i, "furniture", "twin", "repeats the headline")

    def _headline_score(self, i: int, piece: Piece, title: tuple[str, ...]) -> float:
        frame = piece.frame.within(HEADINGS)
        level = {"h1": 1.0, "h2": 0.3}.get(frame.tag, 0.1) if frame is not None else 0.0
        words = len(piece.folded)
        if not 1 <= words <= 60 or piece.frame.shelf == "comments":
            return 0.0
        alike = likeness(piece.folded, title) if title else 0.0
        if alike < 0.5 and (level < 1.0 or words < 3 or i > self.first + 3):
            return 0.0
        return (
            2.0 * alike
            + level
            + (0.2 if "headline" in piece.frame.own else 0.0)
            - 0.3 * bool(piece.frame.shelf)
            - 0.001 * min(i, 200)
        )

    def name_standfirst(self) -> None:
        """The summary between headline and first paragraph, by its names or by what the page says of itself."""
        body = [
            i for i, kind in enumerate(self.kinds) if kind == "body" and len(self.pieces[i].folded) >= 6 and i > self.headline
        ]
        if not body:
            return
        common = Counter(id(stem(self.pieces[i])) for i in body).most_common(1)[0][0]
        end = next((i for i in body if id(stem(self.pieces[i])) == common), body[0])
        for i in range(self.headline + 1, end + 1):
            if self._is_standfirst(i, same=id(stem(self.pieces[i])) == common):
                self.decide(i, "standfirst", "names", "a summary before the first paragraph", 0.8)

    def _is_standfirst(self, i: int, same: bool) -> bool:
        piece, words = self.pieces[i], len(self.pieces[i].folded)
        if (
            self.kinds[i] in ("caption", "credit", "byline", "date", "correction")
            or not 4 <= words <= 120
            or "link" in piece.frame.roles
        ):
            return False
        if any(vote.voter == "twin" or (vote.voter == "lexicon" and vote.weight > 0.7) for vote in self.votes[i]):
            return False
        if self.headline >= 0 and likeness(piece.folded, self.pieces[self.headline].folded) >= 0.6:
            return False
        if not same and i - self.headline <= 8 and any(summary.share(piece.folded) >= 0.8 for summary in self.page.summaries):
            return True
        if piece.frame.shelf:
            return False
        if any("standfirst" in frame.own for frame in piece.frame.chain(2)):
            return True
        if same:
            return False
        if piece.frame.within(frozenset({"h2"})) is not None and 0 < i - self.headline <= 2:
            return True
        return i - self.headline <= 6 and self._stands_alone(i)

    def _stands_alone(self, i: int) -> bool:
        """True of a whole sentence below the headline of which nothing is known but that the oracle left it out."""
        piece = self.pieces[i]
        unknown = all(vote.kind == "furniture" and vote.weight < 0.5 and "hidden" not in vote.reason for vote in self.votes[i])
        return unknown and len(piece.folded) >= 8 and piece.linked < 0.3 and piece.text.rstrip("\"'”’“»)")[-1:] in (".", "?", "!")

    def settle_top(self) -> None:
        """Bylines, dates and captions count only by the report: elsewhere they belong to other reports' teasers."""
        top = self.headline if self.headline >= 0 else self.first
        for i, kind in enumerate(self.kinds):
            piece = self.pieces[i]
            teased = piece.frame.shelf in ("related", "comments", "advert", "nav", "newsletter")
            if kind in _TOPPED and (teased or not min(top, self.first) - 8 <= i <= self.last + 4):
                self.decide(i, "furniture", "position", "far from the report", 0.76)
            elif kind == "caption" and self._merely_pictured(i) and not self.first - 6 <= i <= self.last:
                self.decide(i, "furniture", "position", "beside a picture outside the report", 0.76)
            elif kind in ("caption", "credit") and self._elsewhere(piece, min(top, self.first) - 8 <= i <= self.last + 8):
                self.decide(i, "furniture", "position", "another report's picture", 0.85)

    def _merely_pictured(self, i: int) -> bool:
        return all(vote.reason == "alone with a picture" for vote in self.votes[i] if vote.kind == "caption")

    def _elsewhere(self, piece: Piece, by_report: bool) -> bool:
        """True if a caption is another report's: shelved or linked, and both if it stands by this report."""
        linked, shelved = piece.linked > 0.5, piece.frame.shelf in ("related", "advert", "nav", "comments", "newsletter")
        return linked and shelved if by_report else linked or shelved

    def part_twins(self) -> None:
        """A pull quote, or a copy for another screen, that repeats the main text is furniture: nothing is told twice."""
        main = [i for i, kind in enumerate(self.kinds) if kind in BODY_KINDS and len(self.pieces[i].folded) >= 5]
        stems = Counter(id(stem(self.pieces[i])) for i in main)
        seen: dict[tuple[str, ...], int] = {}
        for i in sorted(main, key=lambda i: (-stems[id(stem(self.pieces[i]))], i)):
            words = self.pieces[i].folded
            if words in seen:
                self.decide(i, "furniture", "twin", "repeats a block of the main text")
            seen.setdefault(words, i)
        runs = Counter(gram for i in main if self.kinds[i] == "body" for gram in set(grams(self.pieces[i].folded)))
        self._part_copies(main, runs, stems)
        for i in main:
            if (
                self.kinds[i] in BODY_KINDS
                and self._pulled(i)
                and all(runs[g] > (self.kinds[i] == "body") for g in grams(self.pieces[i].folded))
            ):
                self.decide(i, "furniture", "twin", "a pull quote of the main text")

    def _part_copies(self, main: list[int], runs: Counter[tuple[str, ...]], stems: Counter[int]) -> None:
        """A long block of its own that holds again what other blocks hold is a copy: of several paragraphs in one."""
        for i in main:
            own = set(grams(self.pieces[i].folded)) if self.kinds[i] == "body" and len(self.pieces[i].folded) > 60 else set()
            again = sum(runs[gram] > 1 for gram in own)
            if own and again >= 0.85 * len(own) and stems[id(stem(self.pieces[i]))] == 1:
                self.decide(i, "furniture", "twin", "repeats other blocks of the main text")
                runs.subtract(own)

    def _pulled(self, i: int) -> bool:
        piece = self.pieces[i]
        return len(piece.folded) <= 80 and bool(
            piece.frame.roles & {"pull", "quotation"} or piece.frame.within(frozenset({"aside", "figure"}))
        )

    def blocks(self, i: int) -> Iterable[Block]:
        """The block or blocks that a piece has become."""
        piece, kind, votes = self.pieces[i], self.kinds[i], tuple(self.votes[i])
        begin, end = piece.start, piece.end
        if kind == "caption":
            begin += label_in_front(piece.text)
            end = max(begin, piece.start + credit_behind(piece.text))
            if begin == piece.end:
                begin, kind = piece.start, "furniture"
        if piece.start < begin:
            yield Block(
                piece.start, begin, "furniture", "gallery", (Vote("lexicon", "furniture", 0.95, "label in front of a caption"),)
            )
        while begin < end and piece.text[end - 1 - piece.start].isspace():
            end -= 1
        if begin < end:
            yield Block(begin, end, kind, self._detail(i), votes)
        rest = end
        while rest < piece.end and piece.text[rest - piece.start].isspace():
            rest += 1
        if rest < piece.end:
            yield Block(rest, piece.end, "credit", "", (Vote("words", "credit", 0.86, "credit at the end of a caption"),))

    def _detail(self, i: int) -> str:
        if self.kinds[i] != "furniture":
            return "embed" if self.kinds[i] in BODY_KINDS and "embed" in self.pieces[i].frame.roles else ""
        return sort_of(self.pieces[i], self.votes[i])


def plainly(piece: Piece) -> Block:
    """The block of a piece on a page that has too many of them for a vote: running text, or not."""
    running = len(piece.folded) >= 8 and piece.linked < 0.4
    vote = Vote("density", natural(piece) if running else "furniture", 0.3, "a page of very many blocks")
    return Block(piece.start, piece.end, vote.kind, "" if running else "other", (vote,))


def sort_of(piece: Piece, votes: Iterable[Vote]) -> str:
    """The sort of furniture: as the lexicon has it, or the names, or the element."""
    for vote in votes:
        if vote.voter == "lexicon" and vote.weight >= 0.55:
            return vote.reason
    if piece.frame.shelf and piece.frame.shelf != "other":
        return piece.frame.shelf
    tags = {frame.tag for frame in piece.frame.chain()}
    if tags & {"nav", "footer"}:
        return "nav"
    if piece.linked > 0.7:
        return "related"
    return furniture_kind(piece.text) or piece.frame.shelf or "other"


def decided(votes: Iterable[Vote]) -> str:
    """The kind with the strongest vote; furniture where nobody spoke; ties go to the more particular kind."""
    best = max(votes, key=lambda vote: (vote.weight, -_ORDER.index(vote.kind)), default=None)
    return best.kind if best is not None else "furniture"


def said(piece: Piece) -> bool:
    """True if a piece is long enough, or closed like a sentence, so that it may be part of a report."""
    return (
        len(piece.folded) >= 4 or piece.text.rstrip("\"'”’“»)")[-1:] in tuple(".!?…:") or piece.frame.within(HEADINGS) is not None
    )


def stem(piece: Piece) -> Frame | None:
    """The frame whose children the piece and its sister paragraphs are."""
    block = next((frame for frame in piece.frame.chain() if frame.block), piece.frame)
    while block.parent is not None and block.tag in ("li", "blockquote", "ul", "ol"):
        block = block.parent
        if block.tag not in ("li", "blockquote", "ul", "ol"):
            return block
    return block.parent if block.parent is not None else block


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The share of words that two texts have in common, by the longer one (Jaccard over word types), 0 to 1."""
    mine, yours = set(one), set(other)
    return len(mine & yours) / len(mine | yours) if mine and yours else 0.0
