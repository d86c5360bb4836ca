"""A checked draft on a terminal: every finding with its difference and its place, hostile text harmless."""

from __future__ import annotations

import io

from rich.console import Console

from sayso.render.verification import change_words, header, rows, verification
from sayso.views.verification import Change, Evidence, Finding, Verification

EVIDENCE = Evidence("sha256:" + "0" * 64, 1, 6, "we go", "gull.txt", "Gull", "2026-03-03", None, ("Gull", "Brod"), "a1", replaced=True)
CHANGED = Finding("quotation", 0, 7, "we stay", "Brod", "altered", ("lost hedge",), ("word changed", "the ledger has it with “may”"),
                  (Change("word changed", "stay", "go"),), EVIDENCE)
GONE = Finding("statement", 9, 12, "x\x1b[31m\ty", None, "not found", reasons=("no statement in the ledger says this",))
CHECKED = Verification("draft.md", (CHANGED, GONE))


def test_on_a_terminal() -> None:
    out = io.StringIO()
    Console(file=out, width=100, no_color=True).print(verification(CHECKED))
    text = out.getvalue()
    for words in ("altered (also: lost hedge)", "“we stay”", "[-go-] {+stay+}", "with “may”", "Gull › Brod · 2026-03-03 · gull.txt", "a later version", "1 altered · 1 not found"):
        assert words in text
    assert "\x1b" not in text


def test_as_rows() -> None:
    lines = list(rows(CHECKED))
    assert {line.count("\t") for line in (*lines, header())} == {header().count("\t")}
    assert not any("\x1b" in line for line in lines)
    assert change_words(CHANGED.changes[0]) == "word changed: [-go-] {+stay+}"


def test_nothing_to_check() -> None:
    assert (Verification("d", ()).good, Verification("d", ()).sentence) == (True, "nothing is quoted or attributed in it")
    assert not CHECKED.good
