"""`sayso link`, `merge`, `split`, `undo` and `judgements` as their users meet them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPORTS = {
    "one.txt": "Port to close\n\nOSTREL, March 3 - Energy minister Anna Vellacott said on Tuesday that the port would close. Vellacott said no more.\n",
    "two.txt": "Port stays open\n\nOSTREL, March 4 - Energy minister Ana Velacott said on Wednesday that the port would stay open.\n",
    "three.txt": "A nurse speaks\n\nOSTREL, March 5 - The nurse Tomas Brandegger said on Thursday that the ward was full.\n",
    "four.txt": "A choir sings\n\nOSTREL, March 6 - Goalkeeper Tomas Brandegger said on Friday that he would sing.\n",
}


def run(*arguments: str | Path, stdin: str = "", cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "sayso", *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, check=False, text=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("linking")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    assert run("add", "-q", "story.db", *REPORTS, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    (tmp_path / "story.db").write_bytes((made / "story.db").read_bytes())
    return tmp_path


def rows(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert "Traceback" not in result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def names(folder: Path, who: str) -> set[str]:
    (row,) = rows(run("link", "story.db", "--entity", who, "--json", cwd=folder))
    return {name["name"] for name in row["names"]}


def test_add_links_and_the_rest_waits_with_reasons(folder: Path) -> None:
    (pair,) = [p for p in rows(run("link", "story.db", "--json", cwd=folder)) if p["left"]["name"] == "Tomas Brandegger"]
    assert {e["feature"] for e in pair["evidence"]} == {"family name", "given name", "role"}
    assert "pairs are in doubt" in run("link", "story.db", cwd=folder).stderr


def test_review_from_a_pipe_then_undo(folder: Path) -> None:
    (pair,) = [p for p in rows(run("link", "story.db", "--json", cwd=folder)) if p["left"]["name"] == "Tomas Brandegger"]
    verdict = json.dumps({"left": pair["left"]["key"], "right": pair["right"]["key"], "verdict": "same", "why": "she sings and nurses"})
    done = run("link", "story.db", "--review", "--by", "ana", stdin=f"{verdict}\nnonsense\n[]\n{json.dumps({'left': 'x', 'right': 'y', 'verdict': 'same'})}\n", cwd=folder)
    assert done.returncode == 4
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["line 2", "line 3", "line 4", "1 judgements kept"]
    (judgement,) = rows(run("judgements", "story.db", "--json", cwd=folder))
    assert (judgement["by"], judgement["verdict"], judgement["why"]) == ("ana", "same", "she sings and nurses")
    assert names(folder, "Tomas Brandegger") == {"Tomas Brandegger"}
    assert run("undo", "story.db", judgement["id"], "--why", "no", cwd=folder).returncode == 0
    assert "entities are called 'Tomas Brandegger'" in run("link", "story.db", "--entity", "Tomas Brandegger", cwd=folder).stderr


def test_merge_and_split(folder: Path) -> None:
    assert run("merge", "story.db", "Anna Vellacott", "Ana Velacott", "--why", "a slip", cwd=folder).returncode in {0, 2}  # linked already, or now
    assert names(folder, "Anna Vellacott") == {"Anna Vellacott", "Ana Velacott"}
    assert run("split", "story.db", "Anna Vellacott", "Ana Velacott", "--why", "her cousin", "--by", "bo", cwd=folder).returncode == 0
    assert names(folder, "Anna Vellacott") == {"Anna Vellacott"}
    (folder / "five.txt").write_text(REPORTS["two.txt"].replace("March 4", "March 9"), "utf-8")
    assert run("add", "-q", "story.db", "five.txt", cwd=folder).returncode == 0
    assert names(folder, "Anna Vellacott") == {"Anna Vellacott"}, "a judgement holds for reports to come"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("merge", "story.db", "Anna Vellacott", "Nobody", "--why", "x"), 2, "nobody in this ledger is called 'Nobody'"),
        (("merge", "story.db", "Anna Vellacott", "--why", "x"), 2, "name one entity"),
        (("merge", "story.db", "Anna Vellacott", "Ana Velacott"), 2, "--why"),
        (("split", "story.db", "Anna Vellacott", "Zed", "--why", "x"), 2, "is no name of"),
        (("undo", "story.db", "99", "--why", "x"), 2, "there is no judgement 99"),
        (("link", "none.db"), 3, "no such ledger"),
        (("judgements", "none.db"), 3, "no such ledger"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(folder: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    result = run(*arguments, cwd=folder)
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.returncode == code


def test_nothing_decided_yet(folder: Path) -> None:
    assert run("judgements", "story.db", cwd=folder).stderr == "sayso: nobody has decided anything\n"
