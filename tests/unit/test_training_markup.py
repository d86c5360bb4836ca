"""The passages that the model of scenes learns from can be read, and what cannot be read is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from training import markup  # noqa: E402

PASSAGES = sorted((ROOT / "training" / "passages").glob("*.txt"))
PASSAGE = """## no-show | 2024-10-13
Casino heir Lorcan Whelan was a no-show at the hearing. He never wrote.
A absent | Lorcan Whelan | was a no-show at the hearing | at the hearing
A absent | He = Lorcan Whelan | never wrote
E trial held true | the hearing

## trap: a budget | 2025-02-01
Absent from the budget was any mention of fish.
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "passages.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_passage_has_its_text_and_rows(tmp_path: Path) -> None:
    one, two = markup.read(written(tmp_path, PASSAGE))
    assert one.text == "Casino heir Lorcan Whelan was a no-show at the hearing. He never wrote."
    assert [(row.name, one.text[slice(*row.mention or (0, 0))], one.text[slice(*row.evidence)]) for row in one.appearances] == [
        ("Lorcan Whelan", "Lorcan Whelan", "was a no-show at the hearing"), ("Lorcan Whelan", "He", "never wrote")]
    assert [(o.kind, o.outcome, one.text[slice(*o.evidence)]) for o in one.occasions] == [("trial", ("held", True), "the hearing")]
    assert (two.appearances, two.occasions, two.published) == ([], [], "2025-02-01")


@pytest.mark.parametrize(("right", "wrong", "told"), [
    ("A absent | L", "A vanished | L", "no such status: vanished"),
    ("held true", "held null", ""),
    ("| the hearing\n\n", "| the trial\n\n", "'the trial' stands 0 times"),
    ("E trial", "E picnic", "no such occasion"),
    ("| 2024-10-13", "| Sunday", "Invalid isoformat"),
])
def test_what_cannot_be_read_is_told_with_its_heading(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    path = written(tmp_path, PASSAGE.replace(right, wrong, 1))
    if told:
        with pytest.raises(markup.MarkupError, match=told) as caught:
            markup.read(path)
        assert "no-show" in str(caught.value)
    else:
        assert markup.read(path)[0].occasions[0].outcome == ("held", None)


@pytest.mark.parametrize("path", PASSAGES, ids=lambda p: p.stem)
def test_every_passage_can_be_read(path: Path) -> None:
    passages = markup.read(path)
    assert len({p.text for p in passages}) > 0.95 * len(passages)
    assert any(not p.appearances and not p.occasions for p in passages)


def test_no_passage_is_one_that_the_model_is_measured_on() -> None:
    taught = {p.text for path in PASSAGES for p in markup.read(path)}
    held = {p.text for path in (ROOT / "tests" / "gold" / "presence").glob("held*.jsonl") for p in markup.read(path)}
    assert PASSAGES
    shared = bool(taught & held)  # a plain truth value: a failure must not print the held texts
    assert not shared
