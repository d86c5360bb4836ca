"""One question to one server: a connection of its own, a budget, an answer unpacked or refused."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import httpcore2

from sayso.errors import AnswerError, FetchError, UnreachableError
from sayso.intake.fetching.address import WebAddress, shown
from sayso.intake.fetching.answers import Validators
from sayso.intake.fetching.guard import Network
from sayso.intake.fetching.unpacking import GZIP_MAGIC, offered, unpacked
from sayso.intake.fetching.wire import Budget, Connect, GuardedBackend, Resolve, connected, looked_up

ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
READABLE = re.compile(r"text/(?:html|plain|xml|x-opml|x-markdown|markdown)|application/(?:[\w.-]+\+)?(?:xml|json)|application/x-ndjson")
PACKED = re.compile(r"(?:application|binary)/(?:x-)?(?:gzip|octet-stream)")
"""Media types of sitemaps and feeds that are stored compressed; believed only of an address that ends in .gz."""

FINE = frozenset({200, 203})
MOVED = frozenset({301, 302, 303, 307, 308})
UNCHANGED = 304
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_LONGEST_VALIDATOR = 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost: times in seconds (`total` covers everything, from look-up to last byte), sizes in bytes."""

    connect: float = 10.0
    read: float = 15.0
    total: float = 45.0
    wire: int = 10_000_000
    unpacked: int = 40_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer; `body` is empty unless `status` is one of success."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The type without parameters, in lower case; "" if none was sent."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the server declares."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1] if found else None

    @property
    def location(self) -> str | None:
        """Where a redirect leads; None if this is none. Servers write such addresses in UTF-8, whatever the standard says."""
        value = self.headers.get("location") if self.status in MOVED else None
        return value.encode("latin-1").decode("utf-8", "replace") if value else None

    @property
    def validators(self) -> Validators:
        """What to ask by next time; values longer than any server's are left aside."""
        etag, modified = (self.headers.get(name) for name in ("etag", "last-modified"))
        return Validators(*(value if value and len(value) <= _LONGEST_VALIDATOR else None for value in (etag, modified)))


@dataclass(frozen=True, slots=True)
class Asker:
    """Puts questions; holds nothing between them, so it may be shared by threads."""

    user_agent: str
    allowed: tuple[Network, ...] = ()
    limits: Limits = Limits()
    resolve: Resolve = looked_up
    connect: Connect = connected
    tls: ssl.SSLContext = field(default_factory=httpcore2.default_ssl_context)

    def ask(self, address: WebAddress, validators: Validators | None = None, *, robots: int = 0) -> Answer:
        """The answer of a server; `robots` is the number of bytes of a robots.txt to take, whatever its type.

        Raises FetchError: AddressError, UnreachableError or AnswerError.
        """
        where = shown(address.text)
        budget = Budget(where, self.limits.total, self.limits.wire)
        backend = GuardedBackend(budget, self.allowed, self.resolve, self.connect)
        origin = httpcore2.Origin(address.scheme.encode(), address.host.encode(), address.port)
        try:
            with httpcore2.HTTPConnection(origin, ssl_context=self.tls, network_backend=backend) as connection:
                response = connection.handle_request(self._request(address, validators))
                try:
                    return self._answer(response, address, budget, robots)
                finally:
                    response.close()
        except FetchError:
            raise
        except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError, OSError) as error:
            raise _unreachable(where, error) from error

    def _request(self, address: WebAddress, validators: Validators | None) -> httpcore2.Request:
        headers = {
            "Host": address.site.partition("://")[2], "User-Agent": self.user_agent, "Accept": ACCEPT,
            "Accept-Encoding": offered(), "Connection": "close",
        }  # fmt: skip
        if validators and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators and validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        url = httpcore2.URL(scheme=address.scheme.encode(), host=address.host.encode(), port=address.port, target=address.target.encode())
        timeouts = {"connect": self.limits.connect, "read": self.limits.read, "write": self.limits.read}
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        return httpcore2.Request("GET", url, headers=raw, extensions={"timeout": timeouts})

    def _answer(self, response: httpcore2.Response, address: WebAddress, budget: Budget, robots: int) -> Answer:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in reversed(response.headers)}
        answer = Answer(response.status, headers)
        if response.status not in FINE:
            return answer
        pieces, coding = _timely(response, budget), headers.get("content-encoding", "")
        if robots:
            return Answer(response.status, headers, unpacked(pieces, coding, self.limits.unpacked, budget.where)[:robots])
        _refuse_type(answer.media_type, address, budget.where)
        body = unpacked(pieces, coding, self.limits.unpacked, budget.where)
        if body.startswith(GZIP_MAGIC) and address.target.partition("?")[0].lower().endswith(".gz"):
            body = unpacked([body], "gzip", self.limits.unpacked, budget.where)
        return Answer(response.status, headers, body)


def _timely(response: httpcore2.Response, budget: Budget) -> Iterator[bytes]:
    """The pieces of the body; the budget is looked at between them, for many can come in one read."""
    for piece in response.iter_stream():
        budget.left()
        yield piece


def _refuse_type(media_type: str, address: WebAddress, where: str) -> None:
    packed = PACKED.fullmatch(media_type) and address.target.partition("?")[0].lower().endswith(".gz")
    if media_type and not packed and not READABLE.fullmatch(media_type):
        raise AnswerError(where, f"is {media_type[:60]}, which sayso does not read; it reads pages, text, feeds and sitemaps")


def _unreachable(where: str, error: Exception) -> FetchError:
    """The failure of a connection in one sentence."""
    cause = error.__cause__ if isinstance(error, httpcore2.NetworkError) and error.__cause__ else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return UnreachableError(where, f"is not who it says it is: its certificate is not trusted ({cause.verify_message})")
    if isinstance(cause, ssl.SSLError):
        return UnreachableError(where, f"offers no safe connection ({(cause.reason or 'TLS failed').lower().replace('_', ' ')})", passing=True)
    if isinstance(error, httpcore2.ConnectTimeout | httpcore2.ConnectError):
        return UnreachableError(where, "cannot be reached: its server takes no connection; try again later", passing=True)
    if isinstance(error, httpcore2.TimeoutException):
        return UnreachableError(where, "is too slow: its server fell silent; try again later", passing=True)
    if isinstance(error, httpcore2.LocalProtocolError):
        return UnreachableError(where, "cannot be asked for: the request would break the rules of HTTP; check the address and the user agent")
    if isinstance(error, httpcore2.ProtocolError):
        return UnreachableError(where, "was not answered in proper HTTP, or not to the end; try again later", passing=True)
    return UnreachableError(where, "broke off the connection; try again later", passing=True)
