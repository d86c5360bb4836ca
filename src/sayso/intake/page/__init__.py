"""HTML pages: the whole visible text in reading order, and what each block of it is.

    decode → guard (measure, cut) → parse (lxml, or flat) → walk (pieces) → votes → labels → (Document, Blocks)
                                                          ↘ metadata, oracle ↗

Nothing that a reader of the page would see is dropped; furniture is labelled, not removed.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement

from sayso.block import Block
from sayso.document import Document, Metadata
from sayso.errors import EmptyInputError, HostileInputError
from sayso.intake.page.guard import MOST_BYTES, Checked, check
from sayso.intake.page.labels import label
from sayso.intake.page.metadata import described, from_libraries, metadata
from sayso.intake.page.model import Event
from sayso.intake.page.oracle import ask, opinion
from sayso.intake.page.parse import flat_events, parse, tree_events
from sayso.intake.page.structured import structured
from sayso.intake.page.votes import Page
from sayso.intake.page.walk import Walk, joined

__all__ = ["read_page"]


def read_page(
    raw: bytes, *, where: str, text_encoding: str | None = None, url: str | None = None
) -> tuple[Document, tuple[Block, ...]]:
    """The page as a document, whose text is all that a browser would show, and its blocks in order.

    Args:
        raw: the page's bytes, kept in `Document.raw`.
        where: the input's name, for messages and `Document.origin`.
        text_encoding: the encoding that the sender stated (HTTP's charset), if any.
        url: where the page was fetched from, if known.

    Raises:
        EmptyInputError: the page shows no text.
        EncodingError: its bytes are no text in any encoding tried.
        HostileInputError: it is built, or grown, so that it cannot be read in seconds.

    """
    if len(raw) > 4 * MOST_BYTES:
        raise HostileInputError(where, f"a page of {len(raw):,} bytes; sayso reads up to {MOST_BYTES:,} characters, so split it")
    checked = check(_decoded(raw, text_encoding), where)
    root = None if checked.flat else parse(checked.markup)
    walk = _walked(checked, root)
    if not walk.pieces:
        raise EmptyInputError(where, "the page shows no text; if scripts write it, save it from a browser first")
    known, page = _known(checked, root, url)
    page.alts = frozenset(walk.alts)
    for piece in walk.pieces:
        piece.text = checked.given_back(piece.text)
    text = joined(walk.pieces)
    blocks = label(walk.pieces, walk.frames, page)
    return Document(text, known, raw, where), tuple(blocks)


def _decoded(raw: bytes, stated: str | None) -> str:
    """The markup; lone surrogates that a record in JSON held survive where the sender says UTF-8."""
    from sayso.intake.decode import decode

    if stated and stated.lower().replace("_", "-") in ("utf-8", "utf8"):
        try:
            return raw.decode("utf-8", "surrogatepass").removeprefix("\ufeff")
        except UnicodeDecodeError:
            pass
    return decode(raw, http=stated, html=True).text


def _walked(checked: Checked, root: HtmlElement | None) -> Walk:
    """The page's pieces: from the tree; flat if the tree has lost text; with what is hidden if there is nothing else."""
    ways: list[Iterable[Event]] = [tree_events(root)] if root is not None else []
    ways.append(flat_events(checked.markup))
    if root is not None:
        ways.append(tree_events(root, hidden=True))
    best = Walk()
    most = -1
    for events in ways:
        walk = Walk().take(events)
        letters = sum(len("".join(piece.text.split())) for piece in walk.pieces)
        if letters > most:
            best, most = walk, letters
        if most > 0 and most >= 0.5 * checked.letters - 200:
            break
    return best


def _known(checked: Checked, root: HtmlElement | None, url: str | None) -> tuple[Metadata, Page]:
    """The page's metadata, and what its voters may know."""
    if root is None:
        return Metadata().updated("option", url=url), Page()
    said = structured(root)
    known = metadata(root, said, url)
    stated = opinion("json-ld", said.body) if len(said.body.split()) >= 40 else None
    summaries = tuple(opinion("meta", text) for text in described(root, said) if len(text.split()) >= 4)
    page = Page(known.title, known.authors, summaries, stated)
    if checked.plain:
        page.oracle = ask(root, checked.markup)
        known = from_libraries(root, known, url)
    return known, page
