"""The command line as a reader meets it: `python -m sayso` as a subprocess."""

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

import sayso
from sayso.cli.group import COMMANDS
from sayso.contract import from_json, to_json
from sayso.schema import schema
from sayso.settings import NAMES

REPORT = (
    "Port to close, mayor denies\n\nOSTREL, March 3 - Mayor Ana Brod denied on Tuesday that the harbour would close.\n\n"
    "“We will dredge it,” Brod said. According to the Gull, a clerk had said that the money was gone.\n"
)


def run(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    known = {**os.environ, "PYTHONWARNINGS": "ignore", **(env or {})}
    return subprocess.run([sys.executable, "-m", "sayso", *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, env=known, check=False)


def said(result: subprocess.CompletedProcess[bytes]) -> str:
    """What it said on standard error: sentences, never a traceback."""
    text = result.stderr.decode()
    assert "Traceback" not in text
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "port.txt").write_text(REPORT, "utf-8")
    (tmp_path / "fog.txt").write_text("Fog\n\nThe ferry stayed in the harbour on Monday, and nobody minded.\n", "utf-8")
    return tmp_path


def test_json_is_one_valid_object_a_line(folder: Path) -> None:
    result = run("read", "--json", "--date", "2026-03-04", "--publisher", "Harbour Post", "port.txt", "fog.txt", cwd=folder)
    lines = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert (result.returncode, said(result)) == (0, "")
    assert [line["document"]["published"] for line in lines] == ["2026-03-04"] * 2
    assert lines[0]["document"]["publisher"] == "Harbour Post"
    assert lines[0]["document"]["text"] == REPORT
    for line in lines:
        jsonschema.validate(line, schema())
        assert to_json(from_json(line)) == line


def test_in_a_pipe_the_table_is_plain_rows(folder: Path) -> None:
    result = run("read", "port.txt", cwd=folder)
    head, *rows = result.stdout.decode().splitlines()
    assert head.split("\t")[:5] == ["report", "number", "id", "who", "on whose word"]
    assert rows
    assert all(row.count("\t") == head.count("\t") for row in rows)
    assert b"\x1b" not in result.stdout
    assert any(row.split("\t")[5] == "deny" for row in rows)


def test_asked_for_colour_it_prints_the_whole_reading_and_the_next_command(folder: Path) -> None:
    result = run("read", "port.txt", cwd=folder, env={"SAYSO_COLOUR": "always", "COLUMNS": "120"})
    text = result.stdout.decode()
    assert "\x1b[" in text
    assert "STATEMENTS" in text
    assert "sayso why port.txt" in text
    plain = run("read", "--no-color", "port.txt", cwd=folder, env={"SAYSO_COLOUR": "always"})
    assert b"\x1b" not in plain.stdout


def test_one_page_and_a_folder_of_pages(folder: Path) -> None:
    one = run("read", "--html", "out/port.html", "port.txt", cwd=folder)
    assert one.returncode == 0
    assert "file://" in said(one)
    assert "Ana Brod" in (folder / "out" / "port.html").read_text("utf-8")
    several = run("read", "--quiet", "--html", "pages", "port.txt", "fog.txt", cwd=folder)
    assert (several.returncode, said(several)) == (0, "")
    assert (folder / "pages" / "index.html").is_file()
    assert len(list((folder / "pages").iterdir())) == 3


def test_several_reports_do_not_fit_one_page(folder: Path) -> None:
    result = run("read", "--html", "one.html", "port.txt", "fog.txt", cwd=folder)
    assert result.returncode == 2
    assert "name a folder" in said(result)
    assert not (folder / "one.html").exists()


def test_a_place_that_cannot_be_written_is_named(folder: Path) -> None:
    result = run("read", "--html", "port.txt/page.html", "fog.txt", cwd=folder)
    assert result.returncode == 2
    assert "cannot be written" in said(result)


def test_standard_input_and_folders(folder: Path) -> None:
    result = run("read", "--json", "-", stdin=REPORT.encode())
    assert json.loads(result.stdout)["document"]["text"] == REPORT
    assert len(run("read", "--json", folder).stdout.splitlines()) == 2


def test_why_explains_a_statement_a_block_and_an_id(folder: Path) -> None:
    first = run("why", "port.txt", "1", cwd=folder)
    assert (first.returncode, said(first)) == (0, "")
    known = first.stdout.decode().splitlines()[0].split("\t")[2]
    assert run("why", "port.txt", known, cwd=folder).stdout == first.stdout
    block = json.loads(run("why", "--json", "port.txt", "b1", cwd=folder).stdout)
    assert block["kind"] == "block"
    assert block["reasons"]


def test_why_of_nothing_says_what_there_is(folder: Path) -> None:
    result = run("why", "port.txt", "nonsense", cwd=folder)
    assert result.returncode == 2
    assert re.fullmatch(r"sayso: port\.txt: no record 'nonsense' in this reading; .*\n", said(result))
    missing = run("why", "nowhere.txt", "1", cwd=folder)
    assert (missing.returncode, said(missing).count("\n")) == (3, 1)


def test_schema_and_config() -> None:
    assert json.loads(run("schema").stdout) == schema()
    lines = [line.split("\t") for line in run("config", env={"SAYSO_THREADS": "2"}).stdout.decode().splitlines()]
    assert [line[0] for line in lines] == list(NAMES)
    assert ["threads", "2", "environment SAYSO_THREADS"] in [line[:3] for line in lines]


@pytest.mark.parametrize(("name", "value"), [("SAYSO_THREADS", "many"), ("SAYSO_COLOUR", "mauve"), ("SAYSO_CONFIG", "/nowhere.toml"), ("SAYSO_MODEL", "/nowhere")])
def test_a_setting_that_does_not_fit_is_one_sentence(name: str, value: str) -> None:
    result = run("config", env={name: value})
    assert (result.returncode, said(result).count("\n")) == (2, 1)
    assert name in said(result)


BAD = {
    "empty.txt": b"", "blank.txt": b" \n\t\n", "binary.bin": bytes(range(256)) * 64, "zeros.txt": b"\x00" * 5000,
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_sentence_and_exit_code_3(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    result = run("read", "--json", name, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (3, b"")
    assert said(result).count("\n") == 1
    assert said(result).startswith(f"sayso: {name}: ")


def test_a_missing_file_among_good_ones_does_not_stop_them(folder: Path) -> None:
    result = run("read", "--json", "port.txt", "no\x1b[2Jwhere.txt", "fog.txt", cwd=folder)
    assert result.returncode == 4
    assert len(result.stdout.splitlines()) == 2
    assert said(result).count("\n") == 1
    assert "\x1b" not in said(result)


@pytest.mark.parametrize(
    "text",
    ["Fog\r\n\r\nBrod said \x00 that \x1b[31mit\x07 was\x9b over.\r\n", "“We never said “that, Brod said. “And more", "אמר ראש העיר: \u202eלא\u202c. Brod said no.",
     "\U0001f469\u200d\U0001f680 e\u0301 said \ufeff Brod.", "word " * 40_000 + "said Brod."],
    ids=["controls", "unbalanced", "right-to-left", "emoji", "one long line"],
)
def test_odd_text_is_read_without_losing_a_character(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.txt").write_bytes(text.encode())
    result = run("read", "--json", "--html", "odd.html", "odd.txt", cwd=tmp_path)
    assert result.returncode == 0, said(result)
    assert json.loads(result.stdout)["document"]["text"] == text
    assert b"\x1b" not in (tmp_path / "odd.html").read_bytes()
    assert run("read", "odd.txt", cwd=tmp_path).returncode == 0


def test_a_lone_surrogate_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_text('{"text": "Brod said \\ud800 that the harbour would close on Monday."}\n', "utf-8")
    result = run("read", "--json", "feed.jsonl", cwd=tmp_path)
    assert result.returncode in (0, 3)
    assert result.returncode == 3 or "\ud800" in json.loads(result.stdout)["document"]["text"]
    said(result)


@pytest.mark.parametrize("arguments", [[], ["read"], ["read", "--date", "yesterday", "x"], ["raed", "x"], ["read", "--nonsense", "x"], ["why", "x"]])
def test_wrong_usage_is_exit_code_2(arguments: Sequence[str]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert said(result)
    assert "'read'" in said(result) or arguments != ["raed", "x"]


def test_output_is_utf8_whatever_the_locale(folder: Path) -> None:
    result = run("read", "--json", "port.txt", cwd=folder, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert "“We will dredge it,”".encode() in result.stdout


@pytest.mark.parametrize("colour", ["auto", "always"])
@pytest.mark.parametrize("arguments", [["read", "--json"], ["read"], ["why", "--json"], ["--help"]])
def test_a_closed_pipe_is_no_error(folder: Path, arguments: list[str], colour: str) -> None:
    inputs = {"read": ["port.txt"] * 20, "why": ["port.txt", "1"]}.get(arguments[0], [])
    with subprocess.Popen([sys.executable, "-m", "sayso", *arguments, *inputs], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, "SAYSO_COLOUR": colour}) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_demo_reads_the_bundled_reports(tmp_path: Path) -> None:
    result = run("demo", cwd=tmp_path, env={"COLUMNS": "120"})
    text = result.stdout.decode()
    assert (result.returncode, said(result)) == (0, "")
    assert (tmp_path / "sayso-demo" / "index.html").is_file()
    assert "sayso-demo/index.html" in text
    assert "STATEMENTS" in text
    assert len(list((tmp_path / "sayso-demo").glob("*.html"))) > 12
    assert all(len(path.read_bytes()) <= 100_000 for path in (tmp_path / "sayso-demo").glob("*.html"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_a_page_in_the_docs(command: str) -> None:
    result = run(command, "--help", env={"COLUMNS": "100"})
    page = (Path(__file__).parents[2] / "docs" / "reference" / "cli.md").read_text("utf-8")
    assert result.returncode == 0
    assert f"sayso {command}" in result.stdout.decode().split("Example")[1]
    assert f"## sayso {command}\n\n```text\n{result.stdout.decode().rstrip()}\n```" in page


def test_help_is_quick_and_heavy_parts_stay_asleep() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = run("--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert b"Exit codes" in result.stdout
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3
    listed = subprocess.run([sys.executable, "-c", "import sys; from sayso.cli import main; main(['--help']); print(*sys.modules)"],
                            capture_output=True, text=True, check=True).stdout.split()
    assert not {"rich", "jinja2", "numpy", "onnxruntime", "tokenizers", "lxml", "trafilatura"} & set(listed)


def test_another_language_is_told_and_not_guessed_at(tmp_path: Path) -> None:
    text = "Der Minister sagte am Freitag, dass die Berichte nicht wahr seien. Die Opposition forderte seinen Rücktritt.\n" * 3
    (tmp_path / "bericht.txt").write_text(text, encoding="utf-8")
    done = run("read", "--json", "bericht.txt", cwd=tmp_path)
    reading = json.loads(done.stdout)
    assert done.returncode == 0
    assert b"another language than English (de)" in done.stderr
    assert reading["blocks"]
    assert not reading["attributions"] and not reading["entities"] and not reading["timexes"]  # noqa: PT018


def test_version_is_the_packages() -> None:
    assert run("--version").stdout.decode().split()[-1] == sayso.__version__


def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    import signal

    with subprocess.Popen([sys.executable, "-m", "sayso", "read", "-"], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler)) as process:  # noqa: PLW1509
        time.sleep(2.5)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors
