"""A reading on a terminal: the report with coloured voices, the table of statements, chains as trees; or plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from sayso.render.symbols import one_line, shortened, visible
from sayso.views.people import Day, Happening, Person, Presence
from sayso.views.reading import Head, ReadingView, ReportLine, Summary
from sayso.views.segments import Passage, Piece
from sayso.views.statements import Branch, Statement

# Colour and line style together: without colour (or for a colour-blind eye) the style still tells the voices apart.
VOICE_STYLES = {
    "outlet": "", "attributed": "underline cyan", "denied": "bold underline red", "speculated": "italic yellow",
    "furniture": "dim", "caption": "italic",
}
_ACT_STYLES = {"attributed": "not dim cyan", "denied": "not dim bold red", "speculated": "not dim italic yellow"}
_ROLE_STYLES = {"source": "bold", "cue": "italic"}
_KIND_STYLES = {"headline": "bold", "standfirst": "bold", "heading": "bold", "furniture": "dim", "date": "dim", "byline": "dim",
                "credit": "dim", "gap": "dim"}
_TABLE_COLUMNS = ("report", "number", "id", "who", "on whose word", "act", "quotation", "identification", "hedges", "when",
                  "confidence", "cue", "content")
_MOST_FURNITURE = 5
_FURNITURE_SHOWN = 160
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def console_for(stream: TextIO, *, colour: bool | None = None) -> Console:
    """A console on the stream that interprets nothing in a text; `colour` None leaves it to the terminal and NO_COLOR."""
    return Console(
        file=stream, markup=False, highlight=False, emoji=False, no_color=True if colour is False else None,
        force_terminal=True if colour else None,
    )


def full(view: ReadingView, width: int = 110) -> RenderableType:
    """One report with everything that was read in it."""
    parts: list[RenderableType] = [masthead(view.head), *(Text(f"! {one_line(note)}", "yellow") for note in view.notes), Text()]
    parts += [Padding(report(view), (0, 0, 0, 2)), Text(), legend(), Text()]
    if view.statements:
        parts += [title("Statements"), table(view.statements, width), Text()]
    if view.chains:
        parts += [title("Chains"), chains(view), Text()]
    if view.people:
        parts += [title("People and other voices"), people(view.people), Text()]
    if view.days:
        parts += [title("Dates"), days(view.days), Text()]
    if view.appearances:
        parts += [title("Appearances"), appearances(view.appearances), Text()]
    return Group(*parts, summary(view.summary))


def brief(view: ReadingView, width: int = 110) -> RenderableType:
    """One report among several: its head, its statements and the summary."""
    notes = [Text(f"! {one_line(note)}", "yellow") for note in view.notes]
    return Group(masthead(view.head), *notes, table(view.statements, width) if view.statements else Text("no statements", "dim"),
                 summary(view.summary), Text())


def rows(view: ReadingView) -> Iterator[str]:
    """The statements as tab-separated lines, one each, without a header; no cell holds a tab or a new line."""
    name = view.head.origin or view.head.url or view.head.id
    for s in view.statements:
        cells = (name, str(s.number), s.id, s.who, s.on_the_word_of, s.act, s.quotation, s.identification, "; ".join(s.hedges),
                 s.when or "", f"{s.confidence:.2f}", s.cue_words, s.said)
        yield "\t".join(one_line(cell) for cell in cells)


def header() -> str:
    """The first line above `rows`."""
    return "\t".join(_TABLE_COLUMNS)


def title(words: str) -> Text:
    """A section's title."""
    return Text(words.upper(), "bold")


def masthead(head: Head) -> Text:
    """Title, outlet, date and where they come from, on two lines."""
    dated = head.day or "no date"
    known = [one_line(head.outlet), dated + (f" (from {head.published_from})" if head.published_from else ""),
             *map(one_line, head.authors), one_line(head.origin or head.url or "")]
    return Text.assemble((one_line(head.name), "bold"), "\n", (" · ".join(part for part in known if part), "dim"))


def report(view: ReadingView) -> Text:
    """The report as printed: voices coloured, furniture dimmed and long runs of it cut, a raised number after the words that introduce a statement."""
    raised: dict[int, list[str]] = {}
    for statement in view.statements:
        raised.setdefault(_anchor(statement), []).append(str(statement.number).translate(_SUPERSCRIPTS))
    text = Text(overflow="fold")
    for passages in _runs(view.passages):
        if len(passages) > _MOST_FURNITURE:
            words = " · ".join(one_line(passage.text) for passage in passages if not passage.blank)
            text.append(shortened(words, _FURNITURE_SHOWN), "dim")
            continue
        text.append_text(_lines(passages, raised))
    text.rstrip()
    return text


def _runs(passages: Iterable[Passage]) -> Iterator[Sequence[Passage]]:
    """Each passage by itself, but furniture with what follows it of the same kind."""
    run: list[Passage] = []
    for passage in passages:
        if passage.kind == "furniture" or (run and passage.blank and passage.number is None):
            run.append(passage)
            continue
        yield from _split(run)
        run = []
        yield [passage]
    yield from _split(run)


def _split(run: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """A run of furniture without the blank at its end, and that blank."""
    if run and run[-1].blank and len(run) > 1:
        yield run[:-1]
        yield run[-1:]
    elif run:
        yield run


def _lines(passages: Iterable[Passage], raised: Mapping[int, Sequence[str]]) -> Text:
    text = Text()
    for passage in passages:
        if passage.number is None and passage.blank:
            text.append("\n\n" if passage.text.count("\n") > 1 else "\n" if "\n" in passage.text else " ")
            continue
        for piece in passage.pieces:
            text.append(visible(piece.text), _style(passage, piece))
            if piece.end in raised:
                text.append("˒".join(raised[piece.end]), "dim")
    return text


def legend() -> Text:
    """What the colours mean, each word in its own style."""
    shown = (("the outlet’s own voice", "outlet"), ("attributed", "attributed"), ("denied", "denied"),
             ("speculated", "speculated"), ("furniture", "furniture"))
    words = [(words, VOICE_STYLES[voice]) for words, voice in shown]
    return Text.assemble("  ", *(part for word in words for part in (word, "   ")), ("source", "bold"), "   ", ("cue", "italic"))


def table(told: Sequence[Statement], width: int = 110) -> Table:
    """Who, on whose word, act, quotation, when, and what is said; inner statements are indented under their holders."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True, header_style="bold dim")
    made.add_column("#", justify="right", style="dim")
    side = max(14, min(30, width // 5))
    made.add_column("who", max_width=side, no_wrap=True)
    made.add_column("on whose word", max_width=side, no_wrap=True, style="dim")
    for name in ("act", "quotation", "when")[: 3 if width >= 100 else 1]:
        made.add_column(name, no_wrap=True, style="dim")
    made.add_column("what", min_width=20)
    room = 2 * max(20, width - 2 * side - (46 if width >= 100 else 16)) - 8
    for s in told:
        who = Text("  " * s.depth + shortened(one_line(s.who), side), "italic" if s.identification == "unnamed" else "")
        act = Text.assemble((s.act, _ACT_STYLES[s.voice]))
        cells = (act, s.quotation, (s.when or "")[:10])[: 3 if width >= 100 else 1]
        made.add_row(str(s.number), who, shortened(_holders(s), side), *cells, _what(s, room))
    return made


def listing(lines: Sequence[ReportLine], width: int = 110) -> Table:
    """Several reports, a row each with its counts."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True, header_style="bold dim")
    made.add_column("report", no_wrap=True)
    made.add_column("outlet", no_wrap=True, style="dim")
    made.add_column("published", no_wrap=True, style="dim", min_width=10)
    shown = 4 if width >= 100 else 2
    for name in ("statements", "denials", "unnamed", "deepest")[:shown]:
        made.add_column(name, justify="right")
    room = max(16, width - (73 if shown == 4 else 55))
    for line in lines:
        counts = (line.summary.statements, line.summary.denials, line.summary.unnamed, line.summary.deepest)
        made.add_row(shortened(one_line(line.head.name), room), shortened(one_line(line.head.outlet), 16), line.head.day or "–", *map(str, counts[:shown]))
    return made


def chains(view: ReadingView) -> Tree:
    """Every chain of more than one link, from the outlet down to the innermost voice."""
    root = Tree(Text(one_line(view.head.outlet), "bold"), guide_style="dim")
    for branch in view.chains:
        _grow(root, branch)
    return root


def people(found: Iterable[Person]) -> Table:
    """Who the report speaks of, with roles and the statements that they make."""
    made = _grid()
    for person in found:
        names = one_line(person.name) + (f", {person.age}" if person.age is not None else "")
        said = "says " + ", ".join(map(str, person.statements)) if person.statements else ""
        made.add_row(Text(names, "bold"), "; ".join(map(one_line, person.roles)) or Text(person.kind, "dim"), Text(said, "dim"))
    return made


def days(found: Iterable[Day]) -> Table:
    """The report's dates and events, earliest first."""
    made = _grid()
    for day in found:
        words = ", ".join(dict.fromkeys(f"“{one_line(dated.words)}”" for dated in day.wordings))
        lines = [words, *map(_event, day.events)] if words else [*map(_event, day.events)]
        made.add_row(Text(day.value or "not resolved", "bold" if day.value else "dim"), Text("\n").join(map(Text, lines)))
    return made


def appearances(found: Iterable[Presence]) -> Table:
    """Who was where, or was not, and who says so."""
    made = _grid()
    for row in found:
        by = f" by {one_line(row.by)}" if row.by else ""
        made.add_row(Text(one_line(row.person), "bold"), row.status + by, one_line(row.occasion),
                     Text(f"{row.when or ''} {one_line(row.according_to)}".strip(), "dim"))
    return made


def summary(counts: Summary) -> Text:
    """The counts in one line."""
    return Text(counts.sentence, "bold")


def next_step(words: str) -> Text:
    """The next command to try."""
    return Text.assemble(("next: ", "dim"), (words, "bold"))


def _grow(tree: Tree, branch: Branch) -> None:
    s = branch.statement
    label = Text.assemble((shortened(one_line(s.who), 48), "bold"), " ", (f"{s.act} ", _ACT_STYLES[s.voice]), (f"[{s.number}] ", "dim"),
                          _what(s, 72))
    grown = tree.add(label)
    for inner in branch.inner:
        _grow(grown, inner)


def _holders(s: Statement) -> str:
    """Those it comes through; the outlet only where nobody stands between."""
    return " › ".join(one_line(link.who) for link in s.authority[1:] or s.authority)


def _what(s: Statement, width: int) -> Text:
    said = s.said or (f"({s.cue_words})" if s.cue_words else "")
    return Text(shortened(one_line(said), width), "" if s.quotation == "indirect" else "italic")


def _grid() -> Table:
    made = Table.grid(padding=(0, 3))
    made.add_column(min_width=12)
    return made


def _event(event: Happening) -> str:
    known = {True: ", took place", False: ", did not take place", None: ""}[event.happened]
    who = ": " + ", ".join(map(one_line, event.who)) if event.who else ""
    return f"{event.kind}, {event.status}{known}{who} · “{shortened(one_line(event.words), 80)}” · {one_line(event.according_to)}"


def _anchor(statement: Statement) -> int:
    """Where a statement's number is printed: after its cue, or its source, or its content."""
    spans = statement.cue or statement.source or statement.content
    return spans[-1].end if spans else -1


def _style(passage: Passage, piece: Piece) -> str:
    styles = [_KIND_STYLES.get(passage.kind, ""), VOICE_STYLES.get(piece.voice or "", "")]
    if piece.leads_to is not None:
        styles.append(_ROLE_STYLES.get(piece.leads_to.role, ""))
    return " ".join(style for style in styles if style)
