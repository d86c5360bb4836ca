"""Datasette itself, on a real ledger with the metadata that is exported for it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger
from sayso.ledger.export import Choice, write
from sayso.ledger.export.datasette import QUERIES
from sayso.ledger.relinking import relink

Get = Callable[[str], str]
SAID = "/story/said.json?_shape=array&words={}&speaker={}"
PATHS = (
    "/story.json", "/story/statements", "/story/statements.json?_search=dredge&_shape=array", "/story/texts.json?_search=quay&_shape=array",
    "/story/versions.json?_shape=array&_labels=on&id=3", *(path for name in QUERIES for path in (f"/story/{name}", f"/story/{name}.json?_shape=array")),
    SAID.format("dredge", "rill"), SAID.format("dredge", "brod"), SAID.format("%22a%27-b", ""),
)
ASK = """
import asyncio, json, sys
from datasette.app import Datasette

async def ask():
    served = Datasette(["story.db"], metadata=json.load(open("metadata.json", encoding="utf-8")))
    await served.invoke_startup()
    print(json.dumps({path: (await served.client.get(path)).text for path in sys.argv[1:]}))

asyncio.run(ask())
"""


def ran(folder: Path, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-W", "ignore", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, filled: Callable[[Ledger], None]) -> Path:
    """The story and the metadata that is exported for it."""
    folder = tmp_path_factory.mktemp("datasette")
    with Ledger.open(folder / "story.db", create=True, clock=lambda: "2026-04-01T12:00:00Z") as ledger:
        filled(ledger)
        with ledger.writing() as connection:
            relink(connection)
        write(ledger, "datasette", folder / "metadata.json", io.StringIO(), choice=Choice())
    return folder


@pytest.fixture(scope="module")
def get(folder: Path) -> Get:
    """Datasette's answers, asked for in one process of its own."""
    answers: dict[str, str] = json.loads(ran(folder, "-c", ASK, *PATHS))
    return answers.__getitem__


def test_it_serves_the_file_as_the_docs_say(folder: Path) -> None:
    found = json.loads(ran(folder, "-m", "datasette", "story.db", "--metadata", "metadata.json", "--get", "/story/reports.json?_shape=array"))
    assert len(found) == 4


def rows(get: Get, path: str) -> list[Any]:
    found: list[Any] = json.loads(get(path))
    return found


def test_tables_are_described_and_the_programs_notes_hidden(get: Get) -> None:
    tables = {table["name"]: table for table in json.loads(get("/story.json"))["tables"]}
    hidden = {name for name, table in tables.items() if table["hidden"] and not name.startswith(("statement_words", "text_words"))}
    assert hidden == {"blocks", "fetches", "inputs", "meta"}
    assert (tables["statements"]["count"], tables["entities"]["hidden"]) == (11, False)
    page = get("/story/statements")
    assert "Attributions, one row each, corrections applied" in page
    assert "Calibrated probability that the attribution is right." in page
    assert "data:text/css" in page


def test_words_are_found(get: Get) -> None:
    found = rows(get, "/story/statements.json?_search=dredge&_shape=array")
    assert {row["content"] for row in found} == {"We may dredge the harbour"}
    assert len(rows(get, "/story/texts.json?_search=quay&_shape=array")) == 1


def test_references_are_labelled(get: Get) -> None:
    (version,) = rows(get, "/story/versions.json?_shape=array&_labels=on&id=3")
    assert version["report"] == {"value": 2, "label": "https://example.org/meeting"}


@pytest.mark.parametrize("name", QUERIES)
def test_the_first_questions_are_answered(get: Get, name: str) -> None:
    found = rows(get, f"/story/{name}.json?_shape=array")
    assert found
    assert "<h1" in (page := get(f"/story/{name}"))
    assert QUERIES[name]["title"] in page


def test_who_said_what_takes_words_and_a_name(get: Get) -> None:
    assert {row["who"] for row in rows(get, SAID.format("dredge", "rill"))} == {"Tomas Rill"}
    assert rows(get, SAID.format("dredge", "brod")) == []
    assert rows(get, SAID.format("%22a%27-b", "")) == []  # marks mean nothing
