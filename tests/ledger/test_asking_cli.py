"""The commands that ask a ledger: every form of answer, empty ones, bad input."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from sayso.cli import main
from sayso.ledger import Ledger
from sayso.render.answers import lines


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


ASKED = [
    ("search", "harbour"), ("search", "--speaker", "Ana Brod"), ("who", "Ana Brod"), ("timeline",), ("timeline", "Tomas Rill"), ("chain", "a2"),
    ("versions",), ("versions", "1"), ("stats",),
]


@pytest.fixture
def address(story: Ledger) -> str:
    return str(story.place) if story.dialect == "sqlite" else story.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_every_form(asked: tuple[str, ...], address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    command, *rest = asked
    code, out, err = run(capsys, command, address, *rest)
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert len(lines) > 1
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    code, out, err = run(capsys, command, address, *rest, "--csv")
    assert (code, err) == (0, "")
    assert [[" ".join(cell.split()) for cell in row] for row in csv.reader(io.StringIO(out))] == [line.split("\t") for line in lines]
    code, out, err = run(capsys, command, address, *rest, "--json")
    assert (code, err) == (0, "")
    assert all(isinstance(json.loads(line), dict) for line in out.splitlines())
    monkeypatch.setenv("SAYSO_COLOUR", "always")
    monkeypatch.setenv("COLUMNS", "120")
    code, out, err = run(capsys, command, address, *rest)
    assert (code, err) == (0, "")
    assert out.strip()
    assert "\t" not in out


def test_json_leads_back_to_the_text(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    line = json.loads(run(capsys, "search", address, "dredge", "--json")[1])
    assert line["stands_in"]["document"].startswith("sha256:")
    assert line["content_spans"] == [[58, 83]]
    assert line["content"] == "We may dredge the harbour"


def test_nothing_found_is_said(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "search", address, "zebra")
    assert (code, out.count("\n"), err) == (0, 1, "sayso: no statement in the ledger is such; ask for fewer words or options\n")
    assert run(capsys, "search", address, "zebra", "--json", "-q") == (0, "", "")
    assert run(capsys, "timeline", address, "--since", "2031")[2] == "sayso: nothing in the ledger has a day in that time\n"
    assert run(capsys, "versions", address, "--since", "2031")[2] == "sayso: no report in the ledger is such\n"


@pytest.mark.parametrize(("arguments", "code", "sentence"), [
    (("search", "LEDGER", "--speaker", "Nobody Atall"), 2, "nobody in this ledger is called"),
    (("search", "LEDGER", "--since", "yesterday"), 2, "is no day, month or year"),
    (("search", "LEDGER", "--act", "shout"), 2, "is not one of"),
    (("search", "LEDGER", "--sort", "relevance"), 2, "relevance needs words"),
    (("search", "LEDGER", "x", "--json", "--csv"), 2, "choose one"),
    (("search", "LEDGER", "x", "--limit", "0"), 2, "--limit"),
    (("who", "LEDGER", "Brod"), 2, "could be Ana Brod (person), Pavel Brod (person)"),
    (("chain", "LEDGER", "zz"), 2, "no statement 'zz'"),
    (("versions", "LEDGER", "77"), 2, "no report '77'"),
    (("timeline", "LEDGER", "--as-of", "2026-02-30"), 2, "is no day"),
    (("search", "missing.db", "x"), 3, "no such ledger"),
    (("stats", "."), 3, "is a folder"),
    (("who", "mysql://x/y", "z"), 3, "is no ledger's address"),
])
def test_bad_input_costs_a_sentence(
    arguments: tuple[str, ...], code: int, sentence: str, address: str, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    done, out, err = run(capsys, *(address if argument == "LEDGER" else argument for argument in arguments))
    assert (done, out) == (code, "")
    assert sentence in err
    assert "Traceback" not in err


def test_what_a_ledger_holds_cannot_act(capsys: pytest.CaptureFixture[str], own_story: Ledger) -> None:
    from sqlalchemy import update

    from sayso.ledger.schema import STATEMENTS

    with own_story.writing() as connection:
        connection.execute(update(STATEMENTS).where(STATEMENTS.c.record == "b1").values(content="=HYPERLINK(1)\tx\n\x1b[31mred", who="\x1b]0;x\x07"))
    place = own_story.place if own_story.dialect == "sqlite" else own_story.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    _, out, _ = run(capsys, "search", place, "hyperlink")
    assert "\x1b" not in out
    assert len(out.splitlines()) == 2
    _, out, _ = run(capsys, "search", place, "hyperlink", "--csv")
    assert next(iter(csv.DictReader(io.StringIO(out))))["content"].startswith("'=")


@pytest.mark.parametrize("asked", [("search",), ("who", "Ana Brod"), ("timeline", "Ana Brod"), ("versions",)], ids=" ".join)
def test_that_rows_are_left_out_is_said_in_every_form(asked: tuple[str, ...], address: str, capsys: pytest.CaptureFixture[str]) -> None:
    command, *rest = asked
    said = "sayso: there is more than these rows; the next page: --offset 1, or more at once: --limit\n"
    for form in ((), ("--json",), ("--csv",)):
        assert run(capsys, command, address, *rest, "--limit", "1", *form)[2] == said
    assert run(capsys, command, address, *rest, "--limit", "1", "--quiet")[2] == ""
    assert run(capsys, command, address, *rest, "--limit", "1000")[2] == ""


def test_a_screen_counts_in_good_english(
    address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SAYSO_COLOUR", "always")
    monkeypatch.setenv("COLUMNS", "200")
    out = run(capsys, "timeline", address)[1]
    assert "1 statement\x1b" in out
    assert "1 event without a day" in out


@pytest.mark.parametrize("words", ["We may dredge", "“We may dredge,”", '"We may dredge,"'])
def test_a_quotation_has_its_marks_once(words: str, story: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = story.search("dredge", quotation="direct", limit=1).lines
    Console(file=sys.stdout, width=200).print(lines([replace(line, content=words)]))
    out = capsys.readouterr().out
    assert sum(out.count(mark) for mark in '“”"') == 2
