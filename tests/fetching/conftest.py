"""A small web on loopback for tests of fetching: every byte of an answer is in the test's hands."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from sayso.intake.fetching.answers import Validators
from sayso.intake.fetching.asking import Asker, Limits
from sayso.intake.fetching.client import Fetcher
from sayso.intake.fetching.politeness import Patience, Politeness
from sayso.intake.fetching.wire import looked_up

NOON = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)
CERTIFICATE = Path(__file__).with_name("harbour.example.pem")
"""Of this suite’s own making: worth nothing to anybody, trusted by nobody else."""


def answer(body: bytes | str = b"", status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """An answer as it goes over the wire; names of headers with `_` for `-`."""
    raw = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": kind, "Content-Length": str(len(raw)), **{name.replace("_", "-"): value for name, value in headers.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status} X\r\n{head}\r\n".encode("latin-1") + raw


Route = bytes | Callable[["Question"], bytes | Iterable[bytes]]


@dataclass(frozen=True)
class Question:
    """What a server was asked."""

    path: str
    headers: dict[str, str]


@dataclass
class Web:
    """Routes by path (a list is used up one by one, its last one stays), the questions so far, and the event of its end."""

    port: int
    routes: dict[str, Any] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    scheme: str = "http"

    answer = staticmethod(answer)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for but robots.txt."""
        return [question.path for question in self.asked if question.path != "/robots.txt"]

    def respond(self, question: Question) -> Iterable[bytes]:
        self.asked.append(question)
        route = self.routes.get(question.path, answer("not here", 404))
        if isinstance(route, list):
            route = route.pop(0) if len(route) > 1 else route[0]
        found = route(question) if callable(route) else route
        return [found] if isinstance(found, bytes) else found


def served(web_of: Callable[[int], Web], tls: ssl.SSLContext | None = None) -> Iterator[Web]:
    """A web that is up while it is in use."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            head = b""
            try:
                while not head.endswith(b"\r\n\r\n") and (line := self.rfile.readline(65536)):
                    head += line
                first, *rest = head.decode("latin-1").splitlines()
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest if line)}
                for piece in web.respond(Question(first.split()[1], headers)):
                    self.wfile.write(piece)
            except (OSError, ValueError):
                return  # the client has had enough

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 50

        def get_request(self) -> Any:
            connection, address = super().get_request()
            return (tls.wrap_socket(connection, server_side=True) if tls else connection), address

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A broken connection is what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        web = web_of(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield web
        web.over.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def web() -> Iterator[Web]:
    """A server on loopback that answers by its `routes`, 404 for the rest."""
    yield from served(Web)


@pytest.fixture
def safe_web() -> Iterator[Web]:
    """The same under TLS, as harbour.example."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    yield from served(lambda port: Web(port, scheme="https"), tls)


class Clock:
    """Time that passes only when somebody sleeps; `slept` says how long each time."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds


class Notes:
    """A memory that is a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Validators] = {}
        self.calls: list[tuple[str, datetime, int]] = []

    def recall(self, url: str) -> Validators | None:
        return self.kept.get(url)

    def remember(self, url: str, validators: Validators, fetched_at: datetime, status: int) -> None:
        self.kept[url] = validators
        self.calls.append((url, fetched_at, status))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher_of(clock: Clock) -> Callable[..., Fetcher]:
    """A fetcher that may ask 127.0.0.1 and no other private address; `hosts` are names and their addresses, in turn."""

    def build(hosts: dict[str, Any] | None = None, *, limits: Limits | None = None, user_agent: str = "sayso/test", delay: float = 1.0, **more: Any) -> Fetcher:
        def resolve(host: str, port: int, timeout: float) -> list[str]:
            known = (hosts or {}).get(host)
            if isinstance(known, Exception):
                raise known
            if isinstance(known, list) and known and isinstance(known[0], list):
                return list(known.pop(0) if len(known) > 1 else known[0])
            return known if known is not None else looked_up(host, port, timeout) if host[0].isdigit() or ":" in host else []

        extra = {name: more.pop(name) for name in ("tls", "connect") if name in more}
        allowed = more.pop("allowed", (ip_network("127.0.0.1/32"),))
        asker = Asker(user_agent, allowed, limits or Limits(), resolve, **extra)
        return Fetcher(asker, Politeness(delay, clock, clock.sleep), now=lambda: NOON, patience=more.pop("patience", Patience(attempts=3)), **more)

    return build
