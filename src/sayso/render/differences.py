"""Differences as lines: of readings, of texts, and what people corrected; tab-separated, each cell on one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from rich.text import Text

from sayso.ledger.comparing import Change
from sayso.ledger.correcting import Listed
from sayso.ledger.differing import ReportDiff
from sayso.ledger.saying_diff import SayingChange
from sayso.ledger.textdiff import Edit, Passage
from sayso.render.symbols import one_line, shortened, visible
from sayso.views.authority import Corrected

_WIDTH = 100
"""The most characters of the text in a cell."""


def change_row(change: Change) -> str:
    """A changed record: layer, what, id, the fields that changed, the words where it stands, the reason."""
    fields = "; ".join(f"{one.field}: {value_text(one.before)} → {value_text(one.after)}" for one in change.fields)
    record = f"{change.record} (was {change.was})" if change.was else change.record
    return cells((change.layer, change.what, record, fields, shortened(one_line(change.words), _WIDTH), change.why))


def correction_row(one: Listed) -> str:
    """A correction as it stands: number, state, versions, record, field, before and after, who, when, why."""
    row = one.correction
    what = f"takes back {row.undoes}" if row.undoes is not None else f"{value_text(row.before)} → {value_text(row.after)}"
    versions = ",".join(str(version) for version in one.versions)
    return cells((str(row.id), one.state, versions, row.record, row.field, what, row.by, row.at, row.why or ""))


def correction_words(one: Corrected) -> str:
    """What a person corrected in a link of a chain, in words: by whom and when, what, why."""
    return f"corrected by {one.by}, {one.at}: {one.field} {value_text(one.before)} → {value_text(one.after)}" + (f" ({one.why})" if one.why else "")


def value_text(value: Any) -> str:
    """A field's value in few words."""
    if value is None or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        known = next((value[name] for name in ("name", "title", "value", "id") if value.get(name)), None)
        return str(known) if known is not None else ", ".join(f"{name} {value_text(part)}" for name, part in value.items())
    if isinstance(value, list):
        pairs = all(isinstance(part, list) and len(part) == 2 for part in value)
        return ",".join(f"{part[0]}-{part[1]}" for part in value) if pairs else ", ".join(value_text(part) for part in value)
    return str(value)


def cells(values: Iterable[str]) -> str:
    """Cells of a row, tabs between."""
    return "\t".join(one_line(value) for value in values)


def verdict(one: ReportDiff) -> str:
    """What kind of edit it is, in words; what was corrected is not silent."""
    if one.same:
        return "the same"
    words = "silent edit" if one.silent else "correction" if one.correction else "changed"
    return words if one.text.own_words or one.stated or one.statements else "furniture only"


def summary_row(one: ReportDiff) -> str:
    """A comparison in one line: report, versions, capture, kind of edit, counts of passages and statements, where."""
    passages, statements = f"{len(one.text.passages)} passages", f"{len(one.statements)} statements"
    return cells((str(one.report), f"{one.old.version}→{one.new.version}", one.new.captured_at, verdict(one), passages, statements, one.where))


def diff_rows(one: ReportDiff) -> Iterable[str]:
    """A comparison as rows: what it is about, what, before, after."""
    yield cells(("report", verdict(one), f"version {one.old.version}", f"version {one.new.version}"))
    for change in one.stated:
        yield cells((change.field, "changed", value_text(change.before), value_text(change.after)))
    for passage in one.text.passages:
        yield cells((passage.kind, passage.what, _edited(passage, "removed"), _edited(passage, "added")))
    if one.text.furniture:
        yield cells(("furniture", "changed", f"{len(one.text.furniture)} parts", ""))
    for saying in one.statements:
        yield cells(("statement", saying.what, *_said(saying)))


def diff_text(one: ReportDiff) -> Text:
    """A comparison for people: removed words struck out in red, added ones underlined in green, marked as [-…-] and {+…+} as well."""
    text = Text()
    text.append(f"{one_line(one.where)}\n", style="bold")
    text.append(f"version {one.old.version} ({one.old.captured_at}) → version {one.new.version} ({one.new.captured_at}): {verdict(one)}\n\n")
    for change in one.stated:
        text.append(f"{change.field}: {one_line(value_text(change.before))} → {one_line(value_text(change.after))}\n")
    for passage in one.text.passages:
        text.append(f"\n{passage.kind}, {passage.what}\n", style="dim")
        for edit in passage.edits or _whole(passage):
            left, right, style = _MARKS[edit.what]
            text.append(f"{left}{visible(edit.words)}{right}", style=style)
        text.append("\n")
    if one.text.furniture:
        text.append(f"\n({len(one.text.furniture)} parts of furniture changed, too)\n", style="dim")
    text.append("\n" if one.statements else "")
    for saying in one.statements:
        before, after = _said(saying)
        text.append(f"statement {saying.what}: {one_line(' → '.join(part for part in (before, after) if part))}\n")
    return text


_MARKS = {"same": ("", "", ""), "removed": ("[-", "-]", "red strike"), "added": ("{+", "+}", "green underline")}


def _whole(passage: Passage) -> tuple[Edit, ...]:
    what: Literal["same", "removed", "added"] = "added" if passage.what == "added" else "removed" if passage.what == "removed" else "same"
    return (Edit(what, passage.after or passage.before),)


def _edited(passage: Passage, side: Literal["removed", "added"]) -> str:
    """The words of a passage on one side, those that differ in square brackets."""
    if not passage.edits:
        return passage.before if side == "removed" else passage.after
    return "".join(edit.words if edit.what == "same" else f"[{edit.words}]" for edit in passage.edits if edit.what in ("same", side))


def _said(change: SayingChange) -> tuple[str, str]:
    if change.what != "changed":
        before, after = change.before, change.after
        return tuple("" if one is None else f"{one.who or 'nobody named'} ({one.act}): {one.said}" for one in (before, after))  # type: ignore[return-value]
    who = change.after.who if change.after else ""
    named = [(f"{one.field}: {value_text(one.before or None)}", f"{one.field}: {value_text(one.after or None)}") for one in change.fields]
    return f"{who}; " + "; ".join(one for one, _ in named), "; ".join(other for _, other in named)
