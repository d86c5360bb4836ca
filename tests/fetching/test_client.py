"""Fetching against real servers on loopback: what comes, what is refused, and at what cost. No test waits."""

import socket
import ssl
import time
from pathlib import Path
from typing import Any

import httpcore2
import pytest

from sayso.errors import AddressError, AnswerError, FetchError, SettingError, StatusError, UnreachableError
from sayso.intake.fetching.answers import Fetched, Unchanged, Validators
from sayso.intake.fetching.asking import Limits
from sayso.intake.fetching.client import Fetcher
from sayso.intake.fetching.guard import PRIVATE
from sayso.settings import Settings, load

SWIFT = Limits(connect=0.5, read=0.2, total=0.4)
PAGE = "<html><body><p>The harbour is closed, Mayor Brod said.</p></body></html>"


def failure(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as raised:
        fetcher.fetch(url)
    text = str(raised.value)
    assert "\n" not in text
    assert len(text) < 700
    return raised.value


def test_a_page_comes_as_it_is(web: Any, fetcher_of: Any) -> None:
    web.routes["/a?b=c"] = web.answer(PAGE, kind='Text/HTML; Charset="UTF-8"', ETag='"7"', Last_Modified="Tue, 06 May 2031 10:00:00 GMT")
    found = fetcher_of().fetch(web.url("/a?b=c#top"))
    assert isinstance(found, Fetched)
    assert (found.asked, found.url) == (web.url("/a?b=c#top"), web.url("/a?b=c"))
    assert (found.status, found.content_type, found.encoding, found.body) == (200, "text/html", "UTF-8", PAGE.encode())
    assert found.fetched_at.isoformat() == "2031-05-06T12:00:00+00:00"
    assert found.validators == Validators('"7"', "Tue, 06 May 2031 10:00:00 GMT")
    sent = web.asked[-1].headers
    assert sent["user-agent"] == "sayso/test"
    assert sent["host"] == f"127.0.0.1:{web.port}"
    assert sent["accept-encoding"] == "gzip, deflate, br"
    assert not {"cookie", "authorization", "referer", "if-none-match"} & set(sent)


def test_redirects_are_followed_and_the_last_address_told(web: Any, fetcher_of: Any) -> None:
    web.routes |= {"/a": web.answer(status=301, Location="/b"), "/b": web.answer(status=302, Location="c/ü".encode().decode("latin-1")), "/c/%C3%BC": web.answer(PAGE)}
    found = fetcher_of().fetch(web.url("/a"))
    assert (found.asked, found.url) == (web.url("/a"), web.url("/c/%C3%BC"))


def test_endless_redirects_end(web: Any, fetcher_of: Any) -> None:
    web.routes["/a"] = web.answer(status=302, Location="/a")
    assert "more than the 5" in str(failure(fetcher_of(), web.url("/a")))
    assert len(web.paths()) == 6


@pytest.mark.parametrize("target", [
    "http://10.0.0.1/", "http://127.0.0.2:{port}/", "http://[::1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://169.254.169.254/latest/meta-data/",
    "http://2130706433:{port}/", "http://0x7f.1:{port}/", "file:///etc/passwd", "ftp://127.0.0.1/", "http://ann:secret@127.0.0.1:{port}/",
    "//0.0.0.0:{port}/", "http://inside.example:{port}/", "http://[64:ff9b::7f00:1]:{port}/", "javascript:alert(1)", "http://8.8.8.8:22/", "data:text/html,x",
])  # fmt: skip
def test_a_redirect_to_what_is_not_asked_is_refused(web: Any, fetcher_of: Any, target: str) -> None:
    def never(address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
        assert (address, port) == ("127.0.0.1", web.port), "a packet would have gone out"
        return httpcore2.SyncBackend().connect_tcp(address, port, timeout, None, [])

    web.routes |= {"/a": web.answer(status=302, Location=target.format(port=web.port)), "/": web.answer("secret")}
    error = failure(fetcher_of({"inside.example": ["192.168.1.1"]}, connect=never), web.url("/a"))
    assert isinstance(error, AddressError)
    assert not error.passing
    assert web.paths() == ["/a"]


def test_a_name_that_answers_differently_the_second_time_is_refused(web: Any, fetcher_of: Any) -> None:
    """DNS rebinding: allowed for robots.txt, private for the page."""
    web.routes["/robots.txt"] = web.answer("", kind="text/plain")
    fetcher = fetcher_of({"rebind.example": [["127.0.0.1"], ["10.0.0.7"]]})
    assert "10.0.0.7 is not public" in str(failure(fetcher, web.url("/a", "rebind.example")))
    assert web.paths() == []


def test_the_address_that_was_tested_is_the_one_connected_to(fetcher_of: Any) -> None:
    to: list[tuple[str, int]] = []

    def connect(address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
        to.append((address, port))
        raise httpcore2.ConnectError

    fetcher = fetcher_of({"a.example": [["93.184.216.34", "2606:2800:220:1::1"], ["127.0.0.9"]]}, connect=connect)
    error = failure(fetcher, "http://a.example/")
    assert to == [("93.184.216.34", 80), ("2606:2800:220:1::1", 80)]  # and not again: the second answer was private
    assert isinstance(error, AddressError)


@pytest.mark.parametrize("address", ["127.0.0.2", "10.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "0.0.0.0"])
def test_a_private_host_is_never_connected_to(fetcher_of: Any, address: str) -> None:
    def never(*_: Any) -> httpcore2.NetworkStream:
        pytest.fail("a packet would have gone out")

    error = failure(fetcher_of({"inside.example": ["93.184.216.34", address]}, connect=never, allowed=()), "http://inside.example/")
    assert "inside.example leads to" in str(error)


def test_private_networks_are_asked_when_opened(web: Any, fetcher_of: Any) -> None:
    web.routes["/"] = web.answer(PAGE)
    assert fetcher_of({"localhost": ["127.0.0.1"]}, allowed=PRIVATE).fetch(web.url("/", "localhost")).status == 200


def test_the_environment_is_not_asked_for_a_proxy(web: Any, fetcher_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    web.routes["/"] = web.answer(PAGE)
    assert fetcher_of().fetch(web.url("/")).status == 200


@pytest.mark.parametrize(("status", "words"), [
    (401, "login"), (403, "closed"), (404, "not there"), (410, "gone"), (451, "legal"), (400, "status 400"), (500, "fault"), (204, "status 204"),
    (206, "status 206"), (300, "status 300"), (302, "status 302"), (999, "status 999"),
])  # fmt: skip
def test_other_statuses_cost_one_sentence(web: Any, fetcher_of: Any, status: int, words: str) -> None:
    web.routes["/a"] = web.answer(status=status)
    error = failure(fetcher_of(), web.url("/a"))
    assert isinstance(error, StatusError)
    assert error.status == status
    assert words in str(error)
    assert error.passing == (status >= 500)


def test_no_such_host(fetcher_of: Any) -> None:
    error = failure(fetcher_of({"none.example": socket.gaierror(socket.EAI_NONAME, "no")}), "https://none.example/")
    assert isinstance(error, UnreachableError)
    assert not error.passing
    assert "no host none.example" in str(error)
    busy = failure(fetcher_of({"none.example": socket.gaierror(socket.EAI_AGAIN, "again")}), "https://none.example/")
    assert busy.passing
    assert isinstance(failure(fetcher_of({"slow.example": TimeoutError()}), "https://slow.example/"), UnreachableError)


def test_a_server_that_is_not_there(web: Any, fetcher_of: Any, clock: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        error = failure(fetcher_of(), f"http://127.0.0.1:{free.getsockname()[1]}/")
    assert "takes no connection" in str(error)
    assert clock.slept[:1] == [2.0]


# Time


def dribble(web: Any, head: bytes, drop: bytes = b"x") -> Any:
    def route(_: Any) -> Any:
        yield head
        while not web.over.wait(0.05):
            yield drop

    return route


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n"])
def test_a_server_that_drips_is_left(web: Any, fetcher_of: Any, head: bytes) -> None:
    web.routes["/a"] = dribble(web, head, b"a" if head else b"")
    began = time.monotonic()
    error = failure(fetcher_of(limits=SWIFT, patience=None), web.url("/a"))
    assert isinstance(error, UnreachableError)
    assert error.passing
    assert time.monotonic() - began < 10
    assert len(web.paths()) == 3


def test_endless_interim_answers_end(web: Any, fetcher_of: Any) -> None:
    web.routes["/a"] = lambda _: (b"HTTP/1.1 103 Early\r\n\r\n" * 3000 for _ in iter(web.over.is_set, True))
    assert isinstance(failure(fetcher_of(limits=Limits(wire=300_000, total=5)), web.url("/a")), AnswerError)


def test_a_resolver_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.intake.fetching.wire import looked_up

    hang = __import__("threading").Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: hang.wait(5) and [])
    with pytest.raises(TimeoutError):
        looked_up("slow.example", 80, 0.05)
    hang.set()


def test_the_systems_resolver_answers_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.intake.fetching.wire import looked_up

    rows = [(0, 0, 0, "", ("1.1.1.1", 80)), (0, 0, 0, "", ("2606::1", 80, 0, 0)), (0, 0, 0, "", ("1.1.1.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    assert looked_up("a.example", 80, 1) == ["1.1.1.1", "2606::1"]
    assert looked_up("::1", 80, 1) == ["::1"]
    monkeypatch.undo()
    with pytest.raises((OSError, UnicodeError)):
        looked_up("a..b" + "c" * 70, 80, 5)


# Size and shape


def test_an_untrusted_certificate_is_refused_and_never_asked_again(safe_web: Any, fetcher_of: Any, clock: Any) -> None:
    error = failure(fetcher_of({"harbour.example": ["127.0.0.1"]}), safe_web.url("/a", "harbour.example"))
    assert "certificate is not trusted" in str(error)
    assert (safe_web.asked, clock.slept) == ([], [])


def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(Path(__file__).with_name("harbour.example.pem")))


def test_a_trusted_certificate_is_checked_against_the_name_asked_for(safe_web: Any, fetcher_of: Any) -> None:
    safe_web.routes["/a"] = safe_web.answer(PAGE)
    hosts = {"harbour.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]}
    assert fetcher_of(hosts, tls=trusting()).fetch(safe_web.url("/a", "harbour.example")).body == PAGE.encode()
    assert "certificate" in str(failure(fetcher_of(hosts, tls=trusting()), safe_web.url("/a", "other.example")))


def test_https_asked_of_a_plain_server(web: Any, fetcher_of: Any) -> None:
    assert isinstance(failure(fetcher_of(limits=SWIFT), f"https://127.0.0.1:{web.port}/"), UnreachableError)


# Again


def test_a_busy_server_is_asked_again_when_it_wishes(web: Any, fetcher_of: Any, clock: Any) -> None:
    web.routes["/a"] = [web.answer(status=503, Retry_After="7"), web.answer(status=429, Retry_After="Tue, 06 May 2031 12:00:09 GMT"), web.answer(PAGE)]
    assert fetcher_of().fetch(web.url("/a")).status == 200
    assert clock.slept == [1.0, 7.0, 9.0]  # the pause after robots.txt, then what was asked for


def test_patience_ends(web: Any, fetcher_of: Any, clock: Any) -> None:
    web.routes["/a"] = web.answer(status=502)
    error = failure(fetcher_of(), web.url("/a"))
    assert (error.passing, clock.slept, len(web.paths())) == (True, [1.0, 2.0, 4.0], 3)


def test_a_server_that_wants_an_hour_gets_it(web: Any, fetcher_of: Any, clock: Any) -> None:
    web.routes["/a"] = web.answer(status=503, Retry_After="3600")
    assert failure(fetcher_of(), web.url("/a")).passing
    assert (clock.slept, len(web.paths())) == ([1.0], 1)


@pytest.mark.parametrize("value", ["soon", "-1", "1e9", "9" * 400, "Tue, 99 May 2031", ""])
def test_a_strange_wish_is_passed_over_or_ends_it(web: Any, fetcher_of: Any, clock: Any, value: str) -> None:
    web.routes["/a"] = web.answer(status=503, Retry_After=value)
    failure(fetcher_of(), web.url("/a"))
    assert max(clock.slept) <= 60


def test_a_host_that_does_not_answer_is_left_alone(web: Any, fetcher_of: Any) -> None:
    web.routes |= {f"/{n}": web.answer(status=503) for n in range(9)}
    fetcher = fetcher_of()
    errors = [failure(fetcher, web.url(f"/{n}")) for n in range(9)]
    assert len(web.paths()) == 9  # three pages, three times each
    assert all(error.passing for error in errors)
    assert "left alone" in str(errors[3])


def test_a_host_that_answers_now_and_then_is_not(web: Any, fetcher_of: Any) -> None:
    web.routes |= {f"/{n}": web.answer(status=503) if n % 3 else web.answer(PAGE) for n in range(9)}
    fetcher = fetcher_of()
    fetched = [fetcher.fetch(web.url(f"/{n}")) if n % 3 == 0 else failure(fetcher, web.url(f"/{n}")) for n in range(9)]
    assert sum(isinstance(found, Fetched) for found in fetched) == 3


def test_what_was_not_found_is_not_asked_again(web: Any, fetcher_of: Any) -> None:
    failure(fetcher_of(), web.url("/a"))
    assert web.paths() == ["/a"]


def test_one_second_between_two_questions_to_one_host(web: Any, fetcher_of: Any, clock: Any) -> None:
    web.routes |= {"/a": web.answer(PAGE), "/b": web.answer(PAGE)}
    fetcher = fetcher_of()
    fetcher.fetch(web.url("/a"))
    clock.time += 0.4
    fetcher.fetch(web.url("/b"))
    assert clock.slept == [1.0, 0.6]


# Memory


class Notes(dict[str, Validators]):
    def recall(self, url: str) -> Validators | None:
        return self.get(url)

    def remember(self, url: str, validators: Validators, fetched_at: Any, status: int) -> None:
        self[url] = validators


def test_what_has_not_changed_is_not_sent_again(web: Any, fetcher_of: Any) -> None:
    def page(question: Any) -> bytes:
        fresh = question.headers.get("if-none-match") == '"ü7"' and question.headers.get("if-modified-since") == "Mon"
        return web.answer(status=304) if fresh else web.answer(PAGE, ETag='"ü7"', Last_Modified="Mon")

    web.routes |= {"/old": web.answer(status=301, Location="/new"), "/new": page}
    notes = Notes()
    first = fetcher_of(memory=notes).fetch(web.url("/old"))
    assert notes == {}
    fetcher_of(memory=notes).remember(first)
    assert list(notes) == [web.url("/new")]
    again = fetcher_of(memory=notes).fetch(web.url("/old"))
    assert isinstance(again, Unchanged)
    assert (again.where, again.url) == (web.url("/old"), web.url("/new"))


def test_not_modified_without_a_question_is_no_answer(web: Any, fetcher_of: Any) -> None:
    web.routes["/a"] = web.answer(status=304)
    assert "not modified" in str(failure(fetcher_of(memory=Notes()), web.url("/a")))


def test_validators_that_no_server_needs_are_left_aside(web: Any, fetcher_of: Any) -> None:
    web.routes["/a"] = web.answer(PAGE, ETag="x" * 5000)
    assert not fetcher_of().fetch(web.url("/a")).validators


# Robots


def test_offline_nothing_is_asked(web: Any, fetcher_of: Any) -> None:
    assert "offline" in str(failure(fetcher_of(offline=True), web.url("/a")))
    assert web.asked == []


def test_the_settings_make_a_fetcher(web: Any) -> None:
    web.routes["/a"] = web.answer(PAGE)
    closed = Fetcher.of(Settings())
    assert "127.0.0.1 is not public (loopback)" in str(failure(closed, web.url("/a")))
    assert web.asked == []
    found = Fetcher.of(Settings(allow_private=True, delay=0.0, user_agent="desk/1 (+https://desk.example)")).fetch(web.url("/a"))
    assert found.status == 200
    assert web.asked[-1].headers["user-agent"] == "desk/1 (+https://desk.example)"


@pytest.mark.parametrize(("name", "value"), [
    ("user_agent", "desk\r\nX-Evil: 1"), ("user_agent", "bücher/1"), ("user_agent", "(nobody)"), ("user_agent", "x" * 300), ("delay", "-1"), ("delay", "nan"),
    ("delay", "3600"), ("offline", "perhaps"), ("allow_private", "10.0.0.0/8"),
])  # fmt: skip
def test_settings_that_make_no_sense_are_refused(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        load({f"SAYSO_{name.upper()}": value})
    assert load({"SAYSO_OFFLINE": "true", "SAYSO_DELAY": "0.5", "SAYSO_ALLOW_PRIVATE": "no"}).offline


def test_only_this_package_touches_the_network() -> None:
    import ast

    import sayso

    root, closed = Path(sayso.__file__).parent, {"httpx2", "httpcore2", "httpx", "requests", "aiohttp", "protego", "http.client", "urllib.request", "ftplib"}
    for path in root.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names} | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
        assert "fetching" in path.parts or not names & closed, path
