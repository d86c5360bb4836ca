"""What changed in a report: words, dates, statements; silent edits and corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.document import Metadata, Reading
from sayso.errors import NotFoundError
from sayso.intake.inputs import items_in
from sayso.ledger import Ledger
from sayso.ledger.adding import Adding
from sayso.ledger.differing import ReportDiff, changed_since, report_diff
from sayso.ledger.reports import report_named
from sayso.ledger.saying_diff import sayings_diff
from sayso.ledger.textdiff import text_diff, words_diff
from sayso.render.differences import diff_rows, diff_text, summary_row, verdict
from sayso.settings import Settings

HEAD = "Port to close, mayor says\n\n"
BODY = "OSTREL, March 3 - Mayor Ana Brod denied on Tuesday that the harbour would close.\n\n“We will dredge the basin in May,” Brod said.\n"


@pytest.fixture
def ledger(place_of: Callable[[], str]) -> Iterator[Ledger]:
    with Ledger.open(place_of(), create=True, clock=lambda: "2026-03-10T12:00:00Z") as opened:
        yield opened


def versions(ledger: Ledger, tmp_path: Path, *texts: str, modified: tuple[str | None, ...] = ()) -> Path:
    path = tmp_path / "port.txt"
    for number, text in enumerate(texts):
        path.write_text(text, "utf-8")
        stated = modified[number] if modified else None
        given_ = Metadata().updated("option", modified=stated)
        list(Adding(ledger, Settings(), given_, f"2026-03-0{4 + number}T00:00:00Z", processes=1).run(items_in([str(path)])))
    return path


def compared(ledger: Ledger, path: Path) -> ReportDiff:
    with ledger.reading() as connection:
        found = report_diff(connection, report_named(connection, str(path)))
    assert found is not None
    return found


def test_a_changed_word_without_a_word_about_it_is_a_silent_edit(ledger: Ledger, tmp_path: Path) -> None:
    one = compared(ledger, versions(ledger, tmp_path, HEAD + BODY, HEAD + BODY.replace("in May", "in June")))
    assert (one.silent, one.correction, one.same, verdict(one)) == (True, False, False, "silent edit")
    (passage,) = one.text.passages
    assert [(edit.what, edit.words) for edit in passage.edits if edit.what != "same"] == [("removed", "May"), ("added", "June")]
    (saying,) = one.statements
    assert (saying.what, [change.field for change in saying.fields]) == ("changed", ["said"])
    assert any("[May]" in row and "[June]" in row for row in diff_rows(one))
    assert "[-May-]{+June+}" in diff_text(one).plain


def test_a_stated_change_is_not_silent(ledger: Ledger, tmp_path: Path) -> None:
    path = versions(ledger, tmp_path, HEAD + BODY, HEAD + BODY.replace("May", "June"), modified=("2026-03-03", "2026-03-05"))
    one = compared(ledger, path)
    assert (one.silent, verdict(one)) == (False, "changed")
    assert [(change.field, change.before, change.after) for change in one.stated] == [("modified", "2026-03-03", "2026-03-05")]


@pytest.mark.parametrize("notice", ["Correction: the dredging begins in June, not in May.", "An earlier version of this article gave the wrong month."])
def test_a_notice_makes_it_a_correction(ledger: Ledger, tmp_path: Path, notice: str) -> None:
    one = compared(ledger, versions(ledger, tmp_path, HEAD + BODY, HEAD + BODY.replace("May", "June") + f"\n{notice}\n"))
    assert (one.correction, one.silent, verdict(one)) == (True, False, "correction")
    assert one.text.notice == notice


def test_statements_appear_vanish_and_change(examples: dict[str, Reading]) -> None:
    old = sayso.read_text(HEAD + BODY)
    new = sayso.read_text(HEAD + BODY.replace("denied on", "confirmed on").replace("“We will dredge the basin in May,” Brod said.", "“I know nothing,” pilot Jon Teller said."))
    found = sayings_diff(old, new)
    assert [(one.what, (one.after or one.before).said) for one in found if one.what != "changed"] == [  # type: ignore[union-attr]
        ("appeared", "“I know nothing,”"), ("vanished", "“We will dredge the basin in May,”"),
    ]
    (changed,) = (one for one in found if one.what == "changed")
    assert {"act": ("deny", "confirm"), "cue": ("denied", "confirmed")}.items() <= {one.field: (one.before, one.after) for one in changed.fields}.items()


def test_the_same_reading_does_not_differ(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        found = text_diff(reading, reading)
        assert (found.passages, found.furniture, found.notice, sayings_diff(reading, reading)) == ((), (), None, ())


def test_a_moved_part_is_told_as_moved() -> None:
    one, other = "The tram will run again on Friday, said Brod.", "The mill burned down in 1902 and was never rebuilt."
    third = "Nobody was hurt, the harbour master said."
    found = text_diff(sayso.read_text(f"{one}\n\n{other}\n\n{third}\n"), sayso.read_text(f"{other}\n\n{third}\n\n{one}\n"))
    assert [(passage.what, passage.after) for passage in found.passages] == [("moved", one)]


def test_one_version_has_nothing_to_compare_with(ledger: Ledger, tmp_path: Path) -> None:
    versions(ledger, tmp_path, HEAD + BODY)
    with ledger.reading() as connection:
        assert report_diff(connection, 1) is None
        with pytest.raises(NotFoundError, match="none of report 1; its versions are 1"):
            report_diff(connection, 1, old=9)
        with pytest.raises(NotFoundError, match="names no report"):
            report_named(connection, "https://nowhere.example/")


def test_reports_that_changed_since_a_day(ledger: Ledger, tmp_path: Path) -> None:
    versions(ledger, tmp_path, HEAD + BODY, HEAD + BODY.replace("May", "June"), HEAD + BODY.replace("May", "July"))
    with ledger.reading() as connection:
        assert [(one.old.version, one.new.version) for one in changed_since(connection, "2026-03-05")] == [(1, 2), (2, 3)]
        assert changed_since(connection, "2026-03-07") == ()
        assert "silent edit" in summary_row(changed_since(connection, "2026-03-06")[0])


WORDS = st.lists(st.sampled_from(["a", "b", "dam", " ", "  ", ".", "“", "\n", "don’t", "\x00", "é"]), max_size=30).map("".join)


@given(WORDS, WORDS)
@settings(max_examples=200)
def test_edits_make_both_texts_again(before: str, after: str) -> None:
    edits = words_diff(before, after)
    assert "".join(edit.words for edit in edits if edit.what != "added") == before
    assert "".join(edit.words for edit in edits if edit.what != "removed") == after


def test_long_parts_are_compared_in_bounded_time() -> None:
    before = " ".join(f"w{n}" for n in range(60_000))
    after = " ".join(f"v{n}" for n in range(60_000))
    assert [edit.what for edit in words_diff(f"x {before} y", f"x {after} y")] == ["same", "removed", "added", "same"]
