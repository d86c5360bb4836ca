"""An explanation on a terminal or in a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.render.symbols import one_line, shortened
from sayso.views.explanation import Evidence, Explanation, Reason


def explanation(found: Explanation) -> RenderableType:
    """The facts, the words in their place, the reasons, and the engine's versions."""
    parts: list[RenderableType] = [Text.assemble((f"{found.kind} ", "dim"), (found.id, "bold"), "  ", one_line(found.title)), Text()]
    parts.append(_pairs([(Text(label, "dim"), Text(one_line(value))) for label, value in found.facts]))
    if found.evidence:
        parts += [Text(), Text("WORDS", "bold"), _pairs([(_where(e), _in_place(e)) for e in found.evidence])]
    if found.reasons:
        parts += [Text(), Text("REASONS", "bold"), _pairs([(Text(one_line(r.voter), "dim"), _why(r)) for r in found.reasons])]
    versions = " · ".join(f"{name} {version}".strip() for name, version in found.steps)
    return Group(*parts, Text(), Text(versions, "dim"))


def rows(found: Explanation) -> Iterator[str]:
    """The same as tab-separated lines: what the line is about, a label, its text."""
    yield f"record\t{found.kind}\t{one_line(found.id)}"
    for label, value in found.facts:
        yield f"fact\t{label}\t{one_line(value)}"
    for e in found.evidence:
        yield f"words\t{one_line(e.role)} {e.start}–{e.end}\t{one_line(e.text)}"
    for r in found.reasons:
        yield f"reason\t{one_line(r.voter)}\t{_why(r).plain}"
    for name, version in found.steps:
        yield f"step\t{one_line(name)}\t{one_line(version)}"


def _pairs(rows: list[tuple[Text, Text]]) -> Table:
    made = Table.grid(padding=(0, 2))
    made.add_column(min_width=14)
    for left, right in rows:
        made.add_row(left, right)
    return made


def _where(e: Evidence) -> Text:
    return Text.assemble((e.role, "dim"), " ", (f"{e.start}–{e.end}", "dim"))


def _in_place(e: Evidence) -> Text:
    words = one_line(e.text)
    if len(words) > 400:
        words = shortened(words, 300) + " " + words[-80:]
    before = "…" + one_line(e.before).partition(" ")[2] + " " * e.before[-1:].isspace() if e.before.strip() else ""
    after = " " * e.after[:1].isspace() + one_line(e.after).rpartition(" ")[0] + "…" if e.after.strip() else ""
    return Text.assemble((before, "dim"), (words, "bold underline"), (after, "dim"))


def _why(r: Reason) -> Text:
    weight = "" if r.weight is None else f" {r.weight:.2f}"
    verdict = f"{r.verdict}{weight}"
    return Text(one_line(" — ".join(part for part in (verdict, r.why) if part)))
