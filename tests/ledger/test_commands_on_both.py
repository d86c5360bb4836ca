"""Every command that a ledger has, one after the other through the command line: on PostgreSQL it says what it says on SQLite."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from sayso.cli import main
from sayso.ledger import Ledger
from sayso.ledger.schema import READINGS

PORT = (
    "Port to close\n\nOSTREL, March 3 - Energy minister Anna Vellacott said on Tuesday that the port would close. “We will dredge it,” harbour master "
    "Tomas Rill said. According to the Gull, a clerk had said that the money was gone.\n"
)
OPEN = "Port stays open\n\nOSTREL, March 4 - Energy minister Ana Velacott met Tomas Rill on Wednesday. She said that the port would stay open.\n"
CHOIR = "A choir sings\n\nOSTREL, March 6 - Goalkeeper Tomas Rill said on Friday that he would sing.\n"
DRAFT = "“We will dredge it,” Rill said. “We will drain it,” Rill said. Anna Vellacott said the port would close.\n"
ASKED = (
    "search port", "search dredge --json", "search --speaker Tomas_Rill --csv", "search --about Tomas_Rill --json", "who Anna_Vellacott", "who Tomas_Rill --json", "timeline", "timeline Tomas_Rill --csv",
    "versions", "versions 1", "versions --changed --json", "stats", "corrections", "corrections --json", "judgements", "link --json", "link", "link --entity Anna_Vellacott --json",
    "diff 1", "diff --since 2026-03-01", "failures", "export --to jsonl", "export --to csv", "export --to ftm", "export --to webannotation", "export --to schemaorg",
    "export --to prov", "reread --dry-run", "upgrade",
)
EXPECTED: list[tuple[str, int]] = [("add", 4), ("retry", 3), ("correct", 2), ("link", 3)]
"""The commands that find fault with something, in their order, and with what code they end."""


class Told:
    """What the commands said about a ledger, the moments and the place of it taken out."""

    def __init__(self, place: str, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self.place, self._capsys, self._folder = place, capsys, folder
        self.lines: list[tuple[str, int, str, str]] = []

    def run(self, command: str, *more: str) -> str:
        """Runs a command on the ledger (with _ for a space within a word); returns what it printed."""
        name, *options = (word.replace("_", " ") for word in command.split())
        code = main([name, self.place, *options, *more])
        said = self._capsys.readouterr()
        out, err = (self._plain(stream) for stream in (said.out, said.err))
        if out.startswith("id,version,"):  # a row's number means nothing, and the databases count differently
            out = "".join(line.partition(",")[2] for line in sorted(out.splitlines(keepends=True), key=lambda line: line.partition(",")[2]))
        assert "a fault in sayso" not in err
        self.lines.append((f"{name} {' '.join((*options, *more))}", code, out, err))
        return said.out

    def _plain(self, words: str) -> str:
        known = self.place if "://" not in self.place else re.sub(r"://([^:@/]*):[^@]*@", r"://\1:***@", self.place)
        for place in (self.place, known):
            words = words.replace(place, "LEDGER")
        words = re.sub(r"postgresql://\S*|\S*/story\.db", "LEDGER", words)
        return re.sub(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", "MOMENT", words.replace(str(self._folder), "FOLDER"))


def lived(told: Told, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger's life: reports, a change, corrections, judgements, a newer engine, and every question in between."""
    port = folder / "port.txt"
    port.write_text(PORT, "utf-8")
    (folder / "open.txt").write_text(OPEN, "utf-8")
    (folder / "choir.txt").write_text(CHOIR, "utf-8")
    (folder / "bad.txt").write_text("", "utf-8")
    told.run("add --quiet --processes 1 --captured 2026-03-04 --publisher Gull", *(str(folder / name) for name in ("port.txt", "open.txt", "choir.txt", "bad.txt")))
    port.write_text(PORT.replace("dredge it", "sell it"), "utf-8")
    told.run("add --quiet --processes 1 --captured 2026-03-08 --json --publisher Gull", str(port))
    told.run("retry --quiet")
    asked(told)
    by_record: dict[str, Any] = {line["id"]: line for line in map(json.loads, told.run("search --json --limit 50").splitlines())}
    (dredged,) = [line for line in by_record.values() if "sell" in line["content"]]
    version, record = str(dredged["stands_in"]["version"]), dredged["id"]
    told.run("correct", version, record, "act", "promise", "--why", "he will", "--by", "Kim")
    told.run("correct --json", version, record, "speaker", "Anna Vellacott", "--why", "she does", "--by", "Kim")
    told.run("correct", "--undo", "1", "--why", "no", "--by", "Kim")
    told.run("correct", version, "zzzz", "act", "deny", "--why", "no", "--by", "Kim")
    told.run("split", "Anna Vellacott", "Ana Velacott", "--why", "her cousin", "--by", "Kim")
    told.run("merge", "Ana Velacott", "Tomas Rill", "--why", "a pen name", "--by", "Kim")
    told.run("judgements")
    told.run("undo", "1", "--why", "no", "--by", "Kim")
    told.run("chain", record)
    told.run("chain --json", record)
    asked(told)
    for day in ("2026-03-05", "2026-03-09"):
        for command in ("search", "who Tomas_Rill", "timeline", "versions", "versions 1", "stats", "corrections", "judgements", "link", "diff 1", "export --to csv"):
            told.run(f"{command} --as-of {day}")
    with Ledger.open(told.place) as ledger, ledger.writing() as connection:
        connection.execute(update(READINGS).values(engine='{"sayso":"0.0.1","steps":{"attributions":"0"}}'))
    told.run("reread --quiet --processes 1 --all")
    told.run("corrections")
    draft = folder / "draft.md"
    draft.write_text(DRAFT, "utf-8")
    for options in ((), ("--json",), ("--as-of", "2026-03-05")):
        code = main(["verify", str(draft), told.place, *options])
        told.lines.append(("verify", code, told._plain(told._capsys.readouterr().out), ""))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"left": "x", "right": "y", "verdict": "same"}\nnonsense\n')))
    told.run("link --review")


def asked(told: Told) -> None:
    for command in ASKED:
        told.run(command)


def test_every_command_says_the_same_on_both(
    tmp_path: Path, postgresql: Callable[[], str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "reports").mkdir()
    local, remote = Told(str(tmp_path / "story.db"), capsys, tmp_path), Told(postgresql(), capsys, tmp_path)
    for told in (local, remote):
        lived(told, tmp_path / "reports", monkeypatch)
    for one, other in zip(local.lines, remote.lines, strict=True):
        assert one == other
    refused = [(command.split()[0], code) for command, code, _, _ in local.lines if code not in (0, 1)]
    assert refused == EXPECTED, [line for line in local.lines if line[1] not in (0, 1)]
