"""An address as a person or a page writes it, taken apart and checked before anything is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from sayso.errors import AddressError
from sayso.intake.fetching.guard import strange_spelling

LONGEST = 4096
"""Characters of the longest address that is asked."""

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http or https address without a fragment: `host` in lower case and ASCII, `target` the path with its query."""

    text: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{shown}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")


def is_address(text: str) -> bool:
    """True for what begins as an http or https address does."""
    return text[:8].lower().startswith(("http://", "https://"))


def web_address(text: str, base: WebAddress | None = None) -> WebAddress:
    """The parts of an address, joined to `base` if there is one.

    Raises AddressError for another scheme, a user name or password in it, a host spelled as a bare number, or no host at all.
    """
    import httpx2

    where = shown(text)
    if len(text) > LONGEST:
        raise AddressError(where, f"is an address of {len(text):,} characters; sayso asks for none longer than {LONGEST:,}")
    try:
        url = httpx2.URL(text) if base is None else httpx2.URL(base.text).join(text)
        host = url.raw_host.decode("ascii").lower().rstrip(".")
        port = url.port or _PORTS.get(url.scheme, 0)
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise AddressError(where, "is no valid address; check how it is written") from error
    if url.scheme not in _PORTS:
        raise AddressError(where, "is no http or https address; sayso asks for no others")
    if url.userinfo:
        raise AddressError(where, "has a user name or password in it; sayso logs in nowhere: save the page and read the file")
    _refuse_host(where, host, port)
    plain = url.copy_with(fragment=None)
    host = str(ip_address(host)) if ":" in host else host
    return WebAddress(str(plain), url.scheme, host, port, plain.raw_path.decode("ascii"))


def shown(text: str) -> str:
    """The address short enough for a message, without any password."""
    bare = without_password(text)
    return bare if len(bare) <= 300 else bare[:299] + "…"


def without_password(text: str) -> str:
    """The address with `…` for a user name and password in it: what is said and kept of it."""
    scheme, _, rest = text.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}://…@{authority.rpartition('@')[2]}{slash}{path}" if "@" in authority else text


def _refuse_host(where: str, host: str, port: int) -> None:
    """Nothing; raises AddressError for a host or port that cannot be one."""
    if not host or "%" in host or len(host) > 253:
        raise AddressError(where, "names no host that can be asked; check how it is written")
    if ":" in host:
        try:
            ip_address(host)
        except ValueError as error:
            raise AddressError(where, "names no host that can be asked; check how it is written") from error
    elif strange_spelling(host):
        raise AddressError(where, "names its host by a bare number, which is how private addresses are hidden; write out its name")
    if not 0 < port < 65536:
        raise AddressError(where, f"names port {port}, which there is not; check how it is written")
