"""Answers of a ledger on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.ledger.queries.dossier import Used
from sayso.render.differences import correction_words
from sayso.render.symbols import one_line, shortened
from sayso.render.terminal import title
from sayso.views.authority import ChainView
from sayso.views.dossier import DossierView, Seen
from sayso.views.found import SearchView
from sayso.views.holdings import FiguresView, ReportsView, VersionsView
from sayso.views.lines import Line
from sayso.views.story import Moment, TimelineView

_ACT_STYLES = {"deny": "bold red", "speculate": "italic yellow"}
_MARKS = "\"“‘«„'"
_LONGEST = 240
_LABELS_SHOWN = 12


@singledispatch
def screen(view: object) -> RenderableType:
    """A view as a terminal shows it; raises TypeError for what is no answer of a ledger."""
    raise TypeError(f"no screen for a {type(view).__name__}")


@screen.register
def _(view: SearchView) -> RenderableType:
    return Group(*_notes(view.notes), lines(view.lines))


@screen.register
def _(view: DossierView) -> RenderableType:
    head = Text.assemble((one_line(view.who), "bold"), f"  {view.kind}", (f"  {view.entity}" if view.entity else "", "dim"))
    told = _counted(view.statements, "statement") + (f", {view.first} to {view.last}" if view.first else "")
    notes = [f"others are called so, too: {', '.join(view.others)}"] if view.others else []
    parts: list[RenderableType] = [head, Text(told + (f", as known on {view.as_of}" if view.as_of else "")), *_notes(notes)]
    for name, part in (("Names", _used(view.names)), ("Roles", _used(view.roles)), ("Silences", _silences(view)),
                       ("Appearances", _seen(view.appearances)), ("Says", lines(view.by)), ("Is spoken of", lines(view.about))):
        if part is not None and part.row_count:
            parts += [Text(), title(name), part]
    return Group(*parts)


@screen.register
def _(view: TimelineView) -> RenderableType:
    parts: list[RenderableType] = []
    for day in view.days:
        count = f"  {_counted(day.statements, 'statement')}" if day.statements else ""
        parts += [Text.assemble((day.day, "bold"), (count, "dim")), _moments(day.moments)]
    if view.undated:
        parts.append(Text(f"{_counted(view.undated, 'event')} without a day", "dim"))
    return Group(*parts)


@screen.register
def _(view: ChainView) -> RenderableType:
    place = view.statement.stands_in
    where = " · ".join(one_line(part) for part in (place.title or "", place.published or "", place.where or "") if part)
    links: list[RenderableType] = []
    for line in (*view.above, view.statement, *view.below):
        style = "bold" if line is view.statement else "dim" if line in view.below else ""
        links.append(Text.assemble("  " * line.depth, (f"{one_line(line.who)}  ", style)).append_text(_said(line)))
        links += [Text(f"{'  ' * line.depth}  {one_line(correction_words(one))}", "yellow") for one in view.corrections if one.id == line.id]
    spans = ", ".join(f"{start}–{end}" for start, end in view.statement.content_spans)
    facts = f"statement {view.statement.id}, version {place.version} of report {place.report}, characters {spans} of {place.document}"
    known = [Text(f"as known on {view.as_of}", "dim")] if view.as_of else []
    return Group(Text(one_line(view.outlet), "bold"), *links, Text(), Text(where, "dim"), Text(facts, "dim"), *known)


@screen.register
def _(view: ReportsView) -> RenderableType:
    made = _table("report", "versions", "published", "captured", "publisher", "title")
    for r in view.reports:
        made.add_row(str(r.report), str(r.versions), r.published or "", r.captured_at[:10], _cell(r.publisher), _cell(r.title or r.where))
    return made


@screen.register
def _(view: VersionsView) -> RenderableType:
    made = _table("version", "captured", "last seen", "published", "modified", "known until", "statements", "title")
    for v in view.versions:
        made.add_row(str(v.version), v.captured_at, v.seen_at, v.published or "", v.modified or "", v.known_until or "now", str(v.statements), _cell(v.title))
    return made


@screen.register
def _(view: FiguresView) -> RenderableType:
    made = Table.grid(padding=(0, 2))
    for name, value in view.figures.items():
        made.add_row(Text(name, "dim"), "" if value is None else f"{value:,}" if isinstance(value, int) else value)
    return made


def lines(told: Iterable[Line]) -> Table:
    """Statements as a table: the day, who says it through whom, how, and the words."""
    made = _table("id", "day", "who", "on whose word", "act", "what")
    for line in told:
        made.add_row(Text(line.id, "dim"), line.day, _cell(line.who), _cell(line.through), Text(line.act, _ACT_STYLES.get(line.act, "")),
                     Text(_words(line)))
    return made


def _said(line: Line) -> Text:
    return Text.assemble((line.act, _ACT_STYLES.get(line.act, "italic")), "  ", _words(line))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _words(line: Line) -> str:
    words = shortened(one_line(line.content), _LONGEST)
    return f"“{words}”" if line.quotation == "direct" and line.content[:1] not in _MARKS else words


def _used(used: tuple[Used, ...]) -> Table:
    made = Table.grid(padding=(0, 2))
    for one in used[:_LABELS_SHOWN]:
        made.add_row(_cell(one.label), Text(one.first if one.first == one.last else f"{one.first} to {one.last}", "dim"), Text(f"{one.versions} ×", "dim"))
    if len(used) > _LABELS_SHOWN:
        made.add_row(Text(f"and {len(used) - _LABELS_SHOWN} more (--json)", "dim"))
    return made


def _silences(view: DossierView) -> Table:
    made = Table.grid(padding=(0, 2))
    for gap in view.silences:
        made.add_row(f"{gap.days} days", Text(f"{gap.after} to {gap.before or 'the last day of the ledger'}", "dim"))
    return made


def _seen(appearances: Iterable[Seen]) -> Table:
    made = Table.grid(padding=(0, 2))
    for one in appearances:
        other = f" ({one_line(one.counterpart)})" if one.counterpart else ""
        made.add_row(one.day or "no day", one.status + other, _cell(one.occasion), Text(one_line(one.voice), "dim"))
    return made


def _moments(moments: Iterable[Moment]) -> Table:
    made = Table.grid(padding=(0, 2))
    for moment in moments:
        who = Text(shortened(one_line("; ".join(moment.who)), 60))
        made.add_row("", Text(moment.sort, "dim"), one_line(moment.what), who, Text(shortened(one_line(moment.words), _LONGEST)), Text(one_line(moment.voice), "dim"))
    return made


def _table(*columns: str) -> Table:
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in columns:
        made.add_column(name, no_wrap=name in ("id", "day", "act", "report", "version", "versions"), overflow="fold")
    return made


def _cell(words: str | None) -> Text:
    return Text(shortened(one_line(words or ""), 60))


def _notes(notes: Iterable[str]) -> list[RenderableType]:
    return [Text(f"! {one_line(note)}", "yellow") for note in notes]
