"""The shape of the project: short modules, docstrings, light imports, one direction of dependency."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso

ROOT = Path(__file__).parents[2]
MODULES = {str(p.relative_to(ROOT)): p for folder in ("src", "training", "bench") for p in sorted((ROOT / folder).rglob("*.py"))}
SHIPPED = {name: path for name, path in MODULES.items() if name.startswith("src")}
HEAVY = ("numpy", "onnxruntime", "tokenizers", "lxml", "trafilatura", "htmldate", "resiliparse", "cchardet", "jinja2", "rich", "click", "torch", "sqlite3", "asyncio")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
PUBLIC = {
    "APPEARANCES", "ATTRIBUTIONS", "BLOCKS", "ENTITIES", "EVENTS", "MENTIONS", "TIMEXES", "VOICE_RUNS",
    "Appearance", "Attribution", "Block", "Document", "Entity", "Event", "LayerKey", "Ledger", "Mention", "Metadata", "Reading", "SaysoError",
    "Span", "Timex", "Voice", "__version__", "chain", "read", "read_all", "read_text",
}  # fmt: skip

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Classes, functions and methods whose names do not begin with an underscore, with their place."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield f"{inside}{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public(node, f"{inside}{node.name}.")


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def test_no_module_is_long() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_long() -> None:
    found = {f"{name}:{n.name}": (n.end_lineno or 0) - n.lineno + 1 for name, path in SHIPPED.items() for n in ast.walk(parsed(path)) if isinstance(n, Function)}
    assert {name: length for name, length in found.items() if length > LONGEST_FUNCTION} == {}


def test_every_module_says_what_it_is() -> None:
    assert [name for name, path in MODULES.items() if not ast.get_docstring(parsed(path))] == []


def test_everything_public_says_what_it_is() -> None:
    assert [f"{name}:{place}" for name, path in SHIPPED.items() for place, node in public(parsed(path)) if not ast.get_docstring(node)] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert {path.stem for path in MODULES.values()} & {"utils", "util", "helpers", "misc", "common", "base", "manager"} == set()


def test_public_names() -> None:
    assert set(sayso.__all__) == PUBLIC
    assert len(sayso.__all__) == len(PUBLIC)
    assert all(getattr(sayso, name) is not None for name in sayso.__all__)
    assert set(sayso.__all__) <= {*dir(sayso), "Ledger", "read", "read_all", "read_text"}


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'reed'"):
        sayso.reed  # noqa: B018


def loaded_after(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter has after the statement."""
    code = f"{statement}\nimport sys\nprint(' '.join(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_importing_sayso_is_light() -> None:
    assert loaded_after("import sayso") & set(HEAVY) == set()


def test_help_is_light() -> None:
    statement = "from sayso.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert loaded_after(statement) & (set(HEAVY) - {"click", "rich"}) == set()


def test_the_contract_needs_no_model() -> None:
    assert loaded_after("import sayso.contract, sayso.schema, sayso.settings") & set(HEAVY) == set()


def test_nothing_of_training_is_needed_to_read() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        names = {alias.name.partition(".")[0] for node in ast.walk(parsed(path)) if isinstance(node, ast.Import) for alias in node.names}
        names |= {(node.module or "").partition(".")[0] for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom) and not node.level}
        assert not names & {"torch", "training", "bench", "tests", "pytest", "hypothesis"}, path


def test_the_library_never_prints() -> None:
    for path in (ROOT / "src" / "sayso").rglob("*.py"):
        if "cli" not in path.parts:
            calls = [n for n in ast.walk(parsed(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "print"]
            assert not calls, path


def test_reading_touches_neither_database_nor_network() -> None:
    closed = ("sqlite3", "socket", "ssl", "urllib.request", "http", "httpx", "httpx2", "requests", "sqlalchemy", "subprocess")
    for path in (ROOT / "src" / "sayso" / "reading").rglob("*.py"):
        for node in ast.walk(parsed(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names for barred in closed if (name + ".").startswith(barred + ".")], path


def test_data_flows_one_way() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    if not tool.exists():
        pytest.skip("import-linter is not installed; `make check` has it")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
