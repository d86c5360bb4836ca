"""A checked draft on a terminal, or as tab-separated rows."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.render.symbols import one_line, shortened
from sayso.views.verification import Change, Evidence, Finding, Verification

COLUMNS = ("draft", "line", "kind", "start", "end", "verdict", "also", "speaker", "words", "changes", "why", "document", "document start",
           "document end", "report", "publisher", "published", "chain", "ledger’s words")
_LONGEST = 200


def verification(checked: Verification) -> RenderableType:
    """Each finding with its difference and its evidence, then the counts."""
    parts: list[RenderableType] = [Text(one_line(checked.draft), "bold"), Text()]
    for finding in checked.findings:
        parts += [_finding(finding), Text()]
    return Group(*parts, Text(checked.sentence, "bold"))


def rows(checked: Verification) -> Iterator[str]:
    """A tab-separated line for each finding, without a header."""
    for f in checked.findings:
        e = f.evidence
        place = (e.document, str(e.start), str(e.end), e.report, e.publisher or "", e.published or "", " › ".join(e.chain), e.words) if e else ("",) * 8
        cells = (checked.draft, str(f.line or ""), f.kind, str(f.start), str(f.end), f.verdict, "; ".join(f.also), f.speaker or "", f.words,
                 "; ".join(map(change_words, f.changes)), "; ".join(f.reasons), *place)
        yield "\t".join(one_line(cell) for cell in cells)


def header() -> str:
    """The first line above `rows`."""
    return "\t".join(COLUMNS)


def change_words(change: Change) -> str:
    """A difference in a few words: what was taken away, what was put there; what stands elsewhere."""
    if _elsewhere(change):
        return f"{change.kind}: “{change.ledger}” stands elsewhere"
    parts = [f"[-{change.ledger}-]" if change.ledger else "", f"{{+{change.draft}+}}" if change.draft else ""]
    return f"{change.kind}: {' '.join(part for part in parts if part)}"


def _elsewhere(change: Change) -> bool:
    """True for the second part of what was made one of two."""
    return change.kind == "spliced" and change.draft != "…"


def _finding(f: Finding) -> RenderableType:
    verdict = Text(f.verdict + (f" (also: {', '.join(f.also)})" if f.also else ""), "bold green" if f.good else "bold red")
    head = Text.assemble(verdict, "  ", (f"{f.kind} {f'on line {f.line}' if f.line else f'at {f.start}–{f.end}'}", "dim"), (f", {one_line(f.speaker)}" if f.speaker else "", "dim"))
    marks = ("“", "”") if f.kind == "quotation" else ("", "")
    lines: list[Text] = [Text(marks[0] + shortened(one_line(f.words), _LONGEST) + marks[1])]
    lines += [_change(change) for change in f.changes]
    lines += [Text(f"{one_line(why)}", "yellow") for why in f.reasons if not f.changes or why != ", ".join(dict.fromkeys(c.kind for c in f.changes))]
    if f.evidence:
        lines += list(_evidence(f.evidence, show_words=not f.good or f.kind == "statement"))
    return Group(head, Padding(Group(*lines), (0, 0, 0, 2)))


def _change(change: Change) -> Text:
    if _elsewhere(change):
        return Text.assemble((f"{change.kind}: ", "dim"), (f"“{shortened(one_line(change.ledger), _LONGEST)}”", "red"), " stands elsewhere")
    parts: list[str | tuple[str, str]] = [(f"{change.kind}: ", "dim")]
    if change.ledger:
        parts.append((f"[-{one_line(change.ledger)}-]", "red"))
    if change.ledger and change.draft:
        parts.append(" ")
    if change.draft:
        parts.append((f"{{+{one_line(change.draft)}+}}", "green"))
    return Text.assemble(*parts)


def _evidence(e: Evidence, *, show_words: bool) -> Iterator[Text]:
    if show_words:
        yield Text.assemble(("ledger: ", "dim"), shortened(one_line(e.words), _LONGEST))
    known = (" › ".join(map(one_line, e.chain)), (e.published or "")[:10], one_line(e.report), f"{e.document[7:19]} {e.start}–{e.end}")
    yield Text(" · ".join(part for part in known if part) + (" (a later version replaced it)" if e.replaced else ""), "dim")
