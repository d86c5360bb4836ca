"""A reading in a notebook: the report with its voices, and the table of statements; its own style, no script, no links out."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from markupsafe import Markup

from sayso.document import Reading
from sayso.render.symbols import one_line, shortened, visible
from sayso.views.reading import ReadingView, reading_view
from sayso.views.segments import Passage, Piece
from sayso.views.statements import Statement

_LONGEST = 40_000


def reading_html(reading: Reading) -> str:
    """The fragment that a notebook shows; of a very long report the first 40,000 characters, and a line that says so."""
    view = reading_view(reading)
    told = {s.id: s for s in view.statements}
    shown = [passage for passage in view.passages if passage.start < _LONGEST]
    text = Markup("").join(_passage(passage, told) for passage in shown)
    cut = Markup("<p>… {} more characters</p>").format(len(reading.document.text) - shown[-1].end) if len(shown) < len(view.passages) else ""
    head = Markup('<p><b>{}</b></p><p class="sum">{} · {} · {}</p>').format(
        one_line(view.head.name), one_line(view.head.outlet), view.head.day or "no date known", view.summary.sentence
    )
    style = Markup(_style())  # noqa: S704 - a packaged file
    return str(Markup('<div class="sayso-reading"><style>{}</style>{}{}{}{}</div>').format(style, head, text, cut, _table(view)))


def _table(view: ReadingView) -> Markup:
    if not view.statements:
        return Markup("")
    cells = Markup("").join(
        Markup("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>").format(
            s.number, one_line(s.who), one_line(s.on_the_word_of), s.act, s.quotation, shortened(one_line(s.said), 140)
        )
        for s in view.statements
    )
    names = Markup("<tr><th>#</th><th>who</th><th>on whose word</th><th>act</th><th>quotation</th><th>what</th></tr>")
    return Markup("<table>{}{}</table>").format(names, cells)


def _passage(passage: Passage, told: dict[str, Statement]) -> Markup:
    inner = Markup("").join(_piece(piece, told) for piece in passage.pieces)
    if passage.number is None:
        return inner
    return Markup('<p class="k k-{}" dir="auto">{}</p>').format(passage.kind, inner)


def _piece(piece: Piece, told: dict[str, Statement]) -> Markup:
    if piece.leads_to is None and piece.voice in (None, "outlet"):
        return Markup("{}").format(visible(piece.text))
    role = piece.leads_to.role if piece.leads_to else ""
    title = ""
    if piece.leads_to is not None:
        s = told[piece.leads_to.attribution]
        title = one_line(f"{s.number}. {s.on_the_word_of} › {s.who}: {s.act}")
    return Markup('<span class="v-{} {}" title="{}">{}</span>').format(piece.voice or "outlet", role, title, visible(piece.text))


@cache
def _style() -> str:
    return (files("sayso.render") / "assets" / "notebook.css").read_text("utf-8")
