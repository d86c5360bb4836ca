"""Items: what the light half of intake hands to the heavy one."""

from __future__ import annotations

import io
import json
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.document import Metadata
from sayso.errors import EmptyInputError, InputError
from sayso.intake.inputs import Failure, Item, items_in, taken
from sayso.intake.sniffing import Form

STORY = "The harbour master, Ida Brandt, said on Tuesday that the port of Velm would stay shut.\n"


def items(raw: bytes) -> list[Item]:
    found = list(items_in(["-"], stdin=io.BytesIO(raw)))
    assert all(isinstance(item, Item) for item in found)
    return [item for item in found if isinstance(item, Item)]


def test_items_are_bytes_not_yet_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<html><body><p>Caf\xe9 Velm</p></body></html>")
    (found,) = items_in([str(path)])
    assert isinstance(found, Item)
    assert (found.raw, found.form, found.where) == (path.read_bytes(), Form.PAGE, str(path))
    assert "Café Velm" in taken(found).document.text


def test_an_item_survives_the_way_to_another_process() -> None:
    (found,) = items(json.dumps({"text": STORY, "outlet": "The Gazette", "authors": ["Ada Moss"]}).encode())
    there = pickle.loads(pickle.dumps(found))
    assert there == found
    assert there.digest == found.digest
    assert taken(there).document.metadata.publisher == "The Gazette"


def test_a_record_says_when_it_was_captured() -> None:
    (found,) = items(json.dumps({"text": STORY, "captured": "2031-05-06T10:00:00+02:00"}).encode())
    assert found.captured == "2031-05-06T08:00:00Z"
    assert taken(found).captured == "2031-05-06T08:00:00Z"


@pytest.mark.parametrize("text", ["\ufeffOne.", "\ud800 One.", "One.\x00\r\nTwo.", "<p>One"])
def test_the_text_of_a_record_comes_back_exactly(text: str) -> None:
    (found,) = items(json.dumps({"text": text}).encode())
    assert taken(found).document.text == text


def test_the_digest_changes_with_all_that_the_reading_depends_on() -> None:
    item = Item("a", STORY.encode(), Form.TEXT)
    others = [
        replace(item, raw=STORY.encode() + b" "), replace(item, form=Form.PAGE), replace(item, encoding="utf-8"),
        replace(item, known=Metadata().updated("record", title="Velm")),
        replace(item, known=Metadata().updated("record", publisher="Velm")),
    ]  # fmt: skip
    assert len({other.digest for other in [item, *others]}) == 6
    assert replace(item, where="b", captured="2031-05-06T08:00:00Z").digest == item.digest


def test_what_cannot_be_taken_is_an_input_error() -> None:
    with pytest.raises(EmptyInputError):
        taken(Item("a", b"\xef\xbb\xbf \n", Form.TEXT))
    with pytest.raises(InputError):
        taken(Item("a", b"<html></html>", Form.PAGE))


def test_a_failure_keeps_its_place() -> None:
    found = list(items_in(["-"], stdin=io.BytesIO(b'{"text": "One."}\n{\n{"text": "Two."}\n')))
    assert [isinstance(item, Failure) for item in found] == [False, True, False]


def test_a_stated_charset_that_is_wrong_does_not_stop_the_reading() -> None:
    assert taken(Item("a", b"Caf\xe9 in Velm, he said.", Form.TEXT, encoding="utf-8")).document.text.startswith("Café")
