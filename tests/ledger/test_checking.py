"""Drafts checked against a ledger: verdicts, evidence, versions, and the command as its users meet it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.document import Metadata, Reading
from sayso.intake.inputs import items_in
from sayso.ledger import Ledger
from sayso.ledger.adding import Adding
from sayso.ledger.checking import VERDICTS, Finding, verify
from sayso.settings import Settings

GULL = (
    "Port to close, mayor denies\n\nOSTREL, March 3 - Mayor Ana Brod denied on Tuesday that the harbour would close.\n\n"
    "“We will dredge it before winter, and we will not sell it,” Brod said. Harbour master Tomas Rill said the ferry had carried 1,200 people.\n\n"
    "Rill may have offered to resign, two clerks told the Gull.\n"
)
POST = (
    "The harbour\n\nOSTREL, March 4 - The Ostrel Gull reported that a harbour clerk had said that the money for the crane was “gone for good”.\n\n"
    "“Nobody asked us about the crane,” Rill said on Wednesday.\n"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checking")
    for name, publisher, text, captured in (("gull.txt", "Ostrel Gull", GULL, "2026-03-03T10:00:00Z"), ("post.txt", "Harbour Post", POST, "2026-03-04T10:00:00Z")):
        (folder / name).write_text(text, "utf-8")
        given = Metadata().updated("option", publisher=publisher, published=captured[:10])
        with Ledger.open(folder / "story.db", create=True) as ledger:
            assert [one.outcome for one in Adding(ledger, Settings(), given, captured, processes=1).run(items_in([str(folder / name)]))] == ["added"]
    return folder / "story.db"


@pytest.fixture
def ledger(place: Path) -> Iterator[Ledger]:
    with Ledger.open(place, write=False) as opened:
        yield opened


@pytest.fixture
def checked(ledger: Ledger, read: Callable[[str], Reading]) -> Callable[[str], list[Finding]]:
    return lambda text: list(verify(ledger, read(text)))


@pytest.mark.parametrize(("draft", "kind", "verdict"), [
    ("“We will dredge it before winter, and we will not sell it,” Brod said.", "quotation", "exact"),
    ("Brod said: \"We will dredge it before winter — and we will not sell it.\"", "quotation", "exact, typography aside"),
    ("“We will dredge it before winter, and we will sell it,” Brod said.", "quotation", "altered"),
    ("“We will dredge it before winter, and we will not sell it,” Tomas Rill said.", "quotation", "wrong speaker"),
    ("“The ferry had carried 1,200 people,” Tomas Rill said.", "quotation", "paraphrase in quotation marks"),
    ("“We eat purple elephants for breakfast,” Brod said.", "quotation", "not found"),
    ("The Ostrel Gull said the money for the crane was “gone for good”.", "quotation", "collapsed chain"),
    ("Tomas Rill said the ferry had carried 1,200 people.", "statement", "supported"),
    ("Tomas Rill said the ferry had carried 1,300 people.", "statement", "altered"),
    ("Mayor Ana Brod said that the harbour would close.", "statement", "denial turned into assertion"),
    ("Rill offered to resign, two clerks said.", "statement", "lost hedge"),
    ("Ana Brod said the ferry had carried 1,200 people.", "statement", "wrong speaker"),
    ("Ana Brod said the lighthouse keeper had married a seal.", "statement", "not found"),
    ("“We will dredge it before winter,” the mayor’s office said.", "quotation", "wrong speaker"),
    ("Tomas Rill said on March 2 that the ferry had carried 1,200 people.", "statement", "supported"),
    ("Ana Brod denied on March 2 that the harbour would close.", "statement", "wrong date"),
    ("Ana Brod denied on March 3 that the harbour would close.", "statement", "supported"),
    ("Ana Brod said: “We will dredge it before winter.”", "quotation", "exact"),
    ("Tomas Rill said: “We will dredge it before winter … we will not sell it.”", "quotation", "wrong speaker"),
])
def test_verdicts(checked: Callable[[str], list[Finding]], draft: str, kind: str, verdict: str) -> None:
    found = [f for f in checked(draft + "\n") if f.kind == kind]
    assert [f.verdict for f in found] == [verdict], found
    assert verdict in VERDICTS
    assert draft[found[0].start : found[0].end] in draft
    assert (found[0].evidence is None) == (verdict == "not found")


def test_what_is_not_found_shows_the_nearest_of_the_same_voice(checked: Callable[[str], list[Finding]]) -> None:
    (found,) = checked("Tomas Rill said the ferry had sunk two small boats of the people.\n")
    assert (found.verdict, found.reasons) == ("not found", ("no statement in the ledger says this; the nearest of this voice is shown",))
    assert found.evidence is not None
    assert found.evidence.words == "the ferry had carried 1,200 people"


def test_days_of_saying_are_compared(tmp_path: Path, read: Callable[[str], Reading]) -> None:
    (tmp_path / "gull.txt").write_text("Mayor Ana Brod told the council on Feb. 19 that the harbour would close in May.\n", "utf-8")
    with Ledger.open(tmp_path / "story.db", create=True) as ledger:
        assert len(list(Adding(ledger, Settings(), processes=1).run(items_in([str(tmp_path / "gull.txt")])))) == 1
        for draft, verdict in (
            ("Ana Brod told the council on Feb. 18 that the harbour would close.", "wrong date"),
            ("Ana Brod told the council on 19 February that the harbour would close.", "supported"),
            ("Ana Brod told the council that the harbour would close in June.", "altered"),
        ):
            assert [f.verdict for f in verify(ledger, read(draft + "\n"))] == [verdict], draft


def test_of_several_tellings_the_one_that_fits_counts_and_the_others_are_told(tmp_path: Path, read: Callable[[str], Reading]) -> None:
    texts = {"gull.txt": "Two clerks told the Gull that Rill may have offered to resign last month.\n", "post.txt": "Two clerks told the Gull that Rill had offered to resign last month.\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    with Ledger.open(tmp_path / "story.db", create=True) as ledger:
        assert len(list(Adding(ledger, Settings(), processes=1).run(items_in([str(tmp_path / name) for name in texts])))) == 2
        (found,) = verify(ledger, read("Two clerks said Rill had offered to resign.\n"))
    assert found.verdict == "supported"
    assert "has it otherwise: the ledger has it with “may have”" in found.reasons[0]


def test_a_voice_that_the_ledger_does_not_settle_is_told(tmp_path: Path, read: Callable[[str], Reading]) -> None:
    (tmp_path / "gull.txt").write_text("The crane\n\nA flag with the words “gone for good and never missed” hung from it.\n", "utf-8")
    with Ledger.open(tmp_path / "story.db", create=True) as ledger:
        assert len(list(Adding(ledger, Settings(), processes=1).run(items_in([str(tmp_path / "gull.txt")])))) == 1
        found = [f for f in verify(ledger, read("The crane is “gone for good and never missed”, Ana Brod said.\n")) if f.kind == "quotation"]
    assert [(f.verdict, f.reasons) for f in found] == [("exact", ("the ledger does not settle who says it",))]


def test_evidence_is_a_place_in_the_ledger(checked: Callable[[str], list[Finding]]) -> None:
    (found,) = checked("“Nobody asked us about the crane,” Rill said.\n")
    e = found.evidence
    assert e is not None
    assert POST[e.start : e.end] == e.words == "Nobody asked us about the crane"
    assert (e.publisher, (e.published or "")[:10], e.chain[0], e.report.rpartition("/")[2]) == ("Harbour Post", "2026-03-04", "Harbour Post", "post.txt")


def test_as_known_on_a_day(ledger: Ledger, read: Callable[[str], Reading]) -> None:
    draft = read("“Nobody asked us about the crane,” Rill said.\n")
    assert [f.verdict for f in verify(ledger, draft, as_of="2026-03-03T23:59:59Z")] == ["not found"]
    assert [f.verdict for f in verify(ledger, draft, as_of="2026-03-04T23:59:59Z")] == ["exact"]


def test_a_draft_without_quotations_is_fine(checked: Callable[[str], list[Finding]]) -> None:
    assert checked("It rained in Ostrel all day.\n") == []


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return code, out, err


def test_the_command_tells_by_its_exit_code(place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text("# Crane\n\n> Nobody asked us about the crane\n", "utf-8")
    bad.write_text("“Nobody told us about the crane,” Rill said.\n", "utf-8")
    assert run(capfd, "verify", "-q", str(good), str(place)) == (0, "", "")
    code, out, _ = run(capfd, "verify", "--json", str(good), str(bad), str(place))
    lines = [json.loads(line) for line in out.splitlines()]
    assert (code, [line["verdict"] for line in lines]) == (1, ["exact", "altered"])
    assert lines[1]["changes"] == [{"kind": "word changed", "draft": "told", "ledger": "asked"}]
    assert [line["line"] for line in lines] == [3, 1]
    code, out, _ = run(capfd, "verify", str(bad), str(place))
    assert (code, len(out.splitlines()), out.splitlines()[1].split("\t")[5]) == (1, 2, "altered")


def test_bad_input_costs_one_sentence(place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("“Nobody asked us about the crane,” Rill said.\n", "utf-8")
    assert run(capfd, "verify", str(draft), str(tmp_path / "none.db"))[::2] == (3, f"sayso: {tmp_path / 'none.db'}: no such ledger; make one with `sayso add`\n")
    assert run(capfd, "verify", str(tmp_path / "none.md"), str(place))[0] == 3
    assert run(capfd, "verify", str(draft), str(tmp_path / "none.md"), str(place))[0] == 4
    assert run(capfd, "verify", str(draft))[0] == 2
    (tmp_path / "text.db").write_text("no database\n" * 200, "utf-8")
    assert run(capfd, "verify", str(draft), str(tmp_path / "text.db"))[0] == 3


def test_words_that_still_stand_are_shown_where_they_stand(tmp_path: Path, read: Callable[[str], Reading]) -> None:
    path = tmp_path / "gull.txt"
    with Ledger.open(tmp_path / "story.db", create=True) as ledger:
        for text, captured in ((GULL, "2026-03-03T10:00:00Z"), (GULL.replace("two clerks", "three clerks"), "2026-03-05T10:00:00Z")):
            path.write_text(text, "utf-8")
            assert len(list(Adding(ledger, Settings(), captured=captured, processes=1).run(items_in([str(path)])))) == 1

        def replaced(draft: str, as_of: str | None = None) -> list[bool]:
            return [finding.evidence.replaced for finding in verify(ledger, read(draft), as_of=as_of) if finding.evidence is not None]

        stands = "“We will dredge it before winter, and we will not sell it,” Brod said."
        assert replaced(stands) == [False]
        assert replaced("Tomas Rill said the ferry had carried 1,200 people.") == [False]
        assert replaced("“Two clerks told the Gull”, the report said.")[:1] == [True]
        assert replaced(stands, as_of="2026-03-04T23:59:59Z") == [False]
