"""The documentation held to the program: names, links, settings, commands, code, and the outputs that it prints.

`python tests/unit/test_docs.py` writes the outputs anew: every block under a line `<!-- output: COMMAND -->`, or
`<!-- output: COMMAND | FROM .. UNTIL -->`, which takes the lines from the first with FROM in it to before the next with UNTIL in it;
several such ranges are parted by semicolons, each looked for behind the one before.
"""

import contextlib
import importlib
import inspect
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

import sayso
from sayso import errors, settings
from sayso.attribution import ACTS, IDENTIFICATIONS, QUOTATIONS
from sayso.block import KINDS
from sayso.cli.group import COMMANDS
from sayso.entity import ENTITY_KINDS, FORMS
from sayso.event import APPEARANCE_STATUSES, MODES, STATUSES
from sayso.furniture import SORTS
from sayso.schema import schema
from sayso.timex import TIMEX_TYPES
from sayso.voice import VOICES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CARD = ROOT / "src" / "sayso" / "data" / "attribution" / "MODEL_CARD.md"
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", CARD, *sorted(DOCS.rglob("*.md")))
CLOSED_LISTS = (
    ACTS, IDENTIFICATIONS, QUOTATIONS, KINDS, SORTS, VOICES, ENTITY_KINDS, FORMS, TIMEX_TYPES, STATUSES, APPEARANCE_STATUSES, MODES,
)

_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_OUTPUT = re.compile(r"<!-- output: (?P<command>[^|\n]+?)(?: \| (?P<ranges>[^\n]+?))? -->\n```text\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_COMMAND = re.compile(r"^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?sayso(?P<rest> [^#|<>\n]*)?", re.MULTILINE)


def name_of(path: Path) -> str:
    """The path as a test's name."""
    return path.relative_to(ROOT).as_posix()


@cache
def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def fences(path: Path, *languages: str) -> Iterator[str]:
    """The bodies of a page's fenced blocks in those languages."""
    yield from (body for language, body in _FENCE.findall(text_of(path)) if language in languages)


@cache
def anchors(path: Path) -> frozenset[str]:
    """The ids that headings get."""
    prose = _FENCE.sub("", text_of(path))
    titles = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", title) for title in re.findall(r"^#+ (.+)$", prose, re.MULTILINE))
    return frozenset(re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles)


@cache
def option_names(command: str) -> frozenset[str]:
    module, attribute, _ = COMMANDS[command]
    found: click.Command = getattr(importlib.import_module(module), attribute)
    return frozenset({option for parameter in found.params for option in (*parameter.opts, *parameter.secondary_opts)} | {"--help", "-h"})


def printed(command: str) -> list[str]:
    """The lines that a command prints on a terminal 96 columns wide, without colours."""
    from sayso.cli import main

    said = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    before, folder = dict(os.environ), Path.cwd()
    os.environ |= {"SAYSO_COLOUR": "always", "COLUMNS": "96"}
    os.chdir(ROOT)
    try:
        with contextlib.redirect_stdout(said):
            main(shlex.split(command)[1:])
        text = said.detach().getvalue().decode("utf-8")  # type: ignore[attr-defined]
    finally:
        os.chdir(folder)
        os.environ.clear()
        os.environ |= before
    return [line.rstrip() for line in _COLOUR.sub("", text).splitlines()]


def place(lines: list[str], words: str, since: int) -> int:
    """The first line from `since` on that has the words in it; raises ValueError if there is none, so that no output shrinks unseen."""
    for number in range(since, len(lines)):
        if words.strip() in lines[number]:
            return number
    raise ValueError(f"no line with {words.strip()!r} in the output: choose another place to cut at")


def cut(lines: list[str], ranges: str | None) -> list[str]:
    """The lines of the ranges, or all."""
    kept: list[str] = []
    end = 0
    for first, _, last in (part.partition(" .. ") for part in (ranges or "").split(";") if part):
        start = place(lines, first, end)
        end = place(lines, last, start + 1)
        kept += lines[start:end]
    return kept if ranges else lines


def rewritten(page: str) -> str:
    """The page with every output block written anew."""

    def block(found: re.Match[str]) -> str:
        head = found[0][: found.start("body") - found.start()]
        lines = cut(printed(found["command"]), found["ranges"])
        return head + "\n".join(lines).strip("\n") + "\n```"

    return _OUTPUT.sub(block, page)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for target in _LINK.findall(_FENCE.sub("", text_of(path))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), f"{target}: no such file"
        assert not anchor or anchor in anchors(there), f"{target}: no such heading"


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=name_of)
def test_every_page_is_reached_from_the_index(path: Path) -> None:
    index = DOCS / "index.md"
    reached = {(DOCS / target.partition("#")[0]).resolve() for target in _LINK.findall(text_of(index))}
    assert path == index or path in reached


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_commands_in_shell_blocks_have_the_options_that_they_use(path: Path) -> None:
    for body in fences(path, "sh", "console", "shell"):
        for found in _COMMAND.finditer(body):
            words = shlex.split(found["rest"] or "")
            if not words or words[0].startswith("-"):
                continue
            assert words[0] in COMMANDS, f"sayso {words[0]}: no such command"
            used = {word.split("=")[0] for word in words[1:] if word.startswith("-") and word != "-"}
            assert used <= option_names(words[0]), f"sayso {words[0]}: no such option as {used - option_names(words[0])}"


@pytest.mark.parametrize("path", [p for p in PAGES if "```python" in text_of(p)], ids=name_of)
def test_python_blocks_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {"__name__": "page"}
    with contextlib.redirect_stdout(io.StringIO()):
        for body in fences(path, "python"):
            exec(compile(body, str(path), "exec"), names)


@pytest.mark.parametrize("path", [p for p in PAGES if "<!-- output:" in text_of(p)], ids=name_of)
def test_outputs_are_what_the_program_prints(path: Path) -> None:
    """Where this fails after a change of the engine: `python tests/unit/test_docs.py`, then read the page again."""
    assert rewritten(text_of(path)) == text_of(path)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_page(command: str) -> None:
    assert f"## sayso {command}" in text_of(DOCS / "reference" / "cli.md")


@pytest.mark.parametrize("name", settings.NAMES)
def test_every_setting_is_described(name: str) -> None:
    page = text_of(DOCS / "reference" / "settings.md")
    default = getattr(settings.Settings(), name)
    assert f"| `{name}` | `SAYSO_{name.upper()}` | {'–' if default is None else f'`{default}`'} | {settings.HELP[name]} |" in page


def test_every_error_is_described() -> None:
    own = [name for name, value in vars(errors).items() if inspect.isclass(value) and value.__module__ == errors.__name__]
    page = text_of(DOCS / "reference" / "errors.md")
    assert [name for name in own if f"`{name}`" not in page] == []


def test_the_glossary_has_every_noun_and_every_value() -> None:
    page = text_of(DOCS / "reference" / "glossary.md")
    nouns = [name for name in sayso.__all__ if inspect.isclass(getattr(sayso, name))]
    assert [word for words in (nouns, *CLOSED_LISTS) for word in words if f"`{word}`" not in page] == []


def test_every_public_name_is_described() -> None:
    page = text_of(DOCS / "reference" / "python.md")
    assert [name for name in sayso.__all__ if f"`{name}`" not in page and f"`sayso.{name}" not in page] == []


def properties(part: Any) -> Iterator[str]:
    """The names of all fields in a schema."""
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            yield from part["properties"]
        for value in part.values():
            yield from properties(value)
    elif isinstance(part, list):
        for value in part:
            yield from properties(value)


def test_every_field_of_the_contract_is_described() -> None:
    page = text_of(DOCS / "reference" / "json.md")
    assert sorted({field for field in properties(schema()) if f"`{field}`" not in page}) == []


def test_every_benchmark_has_its_command() -> None:
    page = text_of(DOCS / "benchmarks.md")
    assert [path.name for path in sorted((ROOT / "bench").glob("*.py")) if f"bench/{path.name}" not in page] == []


if __name__ == "__main__":
    for page_path in PAGES:
        if "<!-- output:" in text_of(page_path):
            page_path.write_text(rewritten(text_of(page_path)), "utf-8")
            sys.stdout.write(f"{name_of(page_path)}\n")
