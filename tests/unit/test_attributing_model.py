"""The packaged model: its files, its promises to the step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sayso.errors import ModelError
from sayso.reading.attributing.model import AttributionModel, packaged

TEXT = "The mayor said that the dam was safe.\nThe ferry left at nine.\nThe union warned that it would strike."
LINES = [(0, 37), (38, 61), (62, 104)]
MOST_MEGABYTES = 35


def test_the_model_is_small_enough_to_ship() -> None:
    assert sum(p.stat().st_size for p in packaged().folder.iterdir()) < MOST_MEGABYTES * 1_000_000


def test_it_is_loaded_once() -> None:
    assert packaged(1) is packaged(1)


def test_proposals_stand_in_the_stretches_and_in_their_order() -> None:
    found = packaged().propose(TEXT, LINES)
    assert [TEXT[slice(*p.cue[0])] for p in found] == ["said", "warned"]
    assert all(0 <= p.cue_score <= 1 and 0 <= p.content_score <= 1 for p in found)


def test_stretches_that_are_not_given_are_not_read() -> None:
    (found,) = packaged().propose(TEXT, LINES[1:])
    assert TEXT[slice(*found.source[0])] == "The union"


def test_each_stretch_alone_has_its_own_list() -> None:
    found = packaged().propose_alone(TEXT, [LINES[1], (0, 0), LINES[0]], 0.5)
    assert [len(proposals) for proposals in found] == [0, 0, 1]


def test_a_lower_threshold_never_finds_fewer_cues() -> None:
    text = "He thinks the union, which he says is angry, may strike over what the board announced."
    few, many = (len(packaged().propose_alone(text, [(0, len(text))], threshold)[0]) for threshold in (0.9, 0.05))
    assert few <= many


@pytest.mark.parametrize("stretches", [[], [(0, 0)], [(3, 3), (4, 4)]])
def test_nothing_to_read(stretches: list[tuple[int, int]]) -> None:
    assert packaged().propose(TEXT, stretches) == []
    assert packaged().propose_alone(TEXT, stretches, 0.1) == [[] for _ in stretches]


@pytest.mark.parametrize("name", ["encoder.onnx", "roles.onnx", "vocabulary.json", "decoding.npz"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    for path in packaged().folder.iterdir():
        if path.is_file() and path.name != name:
            shutil.copy(path, tmp_path)
    with pytest.raises(ModelError, match=name) as caught:
        AttributionModel(tmp_path).propose(TEXT, LINES)
    assert "SAYSO_MODEL" in str(caught.value)
