"""Addresses on the command line: read, explained, added to a ledger, asked again, tried again."""

import json
from typing import Any

import pytest

from sayso.cli import main

PAGE = (
    "<!doctype html><html><head><title>Harbour</title></head><body><article><h1>Harbour stays closed</h1>"
    "<p>Mayor Ana Brod said on Tuesday that the harbour would stay closed until the dredging is done.</p></article></body></html>"
)


@pytest.fixture
def sayso(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command in this process; returns the exit code, what it printed and what it said."""
    monkeypatch.setenv("SAYSO_DELAY", "0")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return run


def test_a_page_at_an_address_is_read(web: Any, sayso: Any) -> None:
    web.routes["/a"] = web.answer(PAGE)
    code, out, err = sayso("read", "--json", "--allow-private", "-q", web.url("/a"))
    document = json.loads(out)["document"]
    assert (code, err) == (0, "")
    assert document["url"] == web.url("/a")
    assert "harbour would stay closed" in document["text"]
    code, out, _ = sayso("why", "--allow-private", web.url("/a"), "b1")
    assert code == 0
    assert "Harbour stays closed" in out


def test_without_leave_no_private_address_and_offline_none_at_all(web: Any, sayso: Any) -> None:
    code, _, err = sayso("read", web.url("/a"))
    assert code == 3
    assert "127.0.0.1 is not public (loopback)" in err
    code, _, err = sayso("read", "--offline", "https://gazette.example/")
    assert code == 3
    assert "sayso is offline" in err
    assert web.asked == []


def test_what_is_passed_over_is_said_unless_asked_to_be_quiet(web: Any, sayso: Any) -> None:
    words = "The harbour stays closed, Mayor Ana Brod said on Tuesday. " * 5
    feed = f"<rss version='2.0'><channel><title>Post</title><item><title>Harbour</title><link>{web.url('/gone')}</link><description>{words}</description></item></channel></rss>"
    web.routes["/feed"] = web.answer(feed, kind="text/xml")
    code, out, err = sayso("read", "--json", "--allow-private", web.url("/feed"))
    assert code == 0
    assert "the words that the feed itself carries were taken instead" in err
    assert words.strip() in json.loads(out)["document"]["text"]
    assert sayso("read", "--json", "--allow-private", "-q", web.url("/feed"))[2] == ""


def test_a_ledger_asks_only_for_what_has_changed(web: Any, sayso: Any, tmp_path: Any) -> None:
    web.routes["/a"] = lambda question: web.answer(status=304) if question.headers.get("if-none-match") == '"1"' else web.answer(PAGE, ETag='"1"')
    web.routes["/b"] = [web.answer(status=404), web.answer(PAGE.replace("Tuesday", "Friday"))]
    command = ("--allow-private", "--processes", "1", "--json", "-q")
    ledger = str(tmp_path / "story.db")

    def outcomes(*arguments: str) -> list[str]:
        return [json.loads(line)["outcome"] for line in sayso(*arguments)[1].splitlines()]

    assert outcomes("add", ledger, web.url("/a"), web.url("/b"), *command) == ["added", "failed"]
    assert outcomes("add", ledger, web.url("/a"), *command) == ["unchanged"]
    assert "if-none-match" in web.asked[-1].headers
    assert outcomes("retry", ledger, *command) == ["added"]
    assert web.paths() == ["/a", "/b", "/a", "/b"]


def test_addresses_cannot_be_watched(sayso: Any, tmp_path: Any) -> None:
    code, _, err = sayso("add", str(tmp_path / "story.db"), "--follow", "https://gazette.example/feed")
    assert code == 2
    assert "run the same command again" in err
