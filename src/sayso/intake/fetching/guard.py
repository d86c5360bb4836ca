"""Which network addresses are never asked: everything that is not a public host's own address. Pure: no look-up, no packet.

The tables are the IANA special-purpose address registries (RFC 6890 and its successors), written out, because what Python's
`is_global` says changes with its version and lets NAT64 (64:ff9b::/96) through.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from sayso.errors import AddressError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

PRIVATE: tuple[Network, ...] = tuple(map(ip_network, (
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7",
)))  # fmt: skip
"""What the setting `allow_private` opens: loopback, private networks and shared (CGNAT) addresses."""

WEB_PORTS = (80, 443)

_METADATA = frozenset(map(ip_address, (
    "169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254",
)))  # fmt: skip
"""Where clouds hand out credentials to their own machines; some of these are public or private by number."""

_SPECIAL_4 = tuple((ip_network(network), kind) for network, kind in (
    ("0.0.0.0/8", "unspecified"), ("10.0.0.0/8", "private"), ("100.64.0.0/10", "shared (carrier-grade NAT)"),
    ("127.0.0.0/8", "loopback"), ("169.254.0.0/16", "link-local"), ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "reserved"), ("192.0.2.0/24", "reserved for documentation"), ("192.31.196.0/24", "reserved"),
    ("192.52.193.0/24", "reserved"), ("192.88.99.0/24", "6to4 relay"), ("192.168.0.0/16", "private"),
    ("192.175.48.0/24", "reserved"), ("198.18.0.0/15", "reserved for benchmarks"),
    ("198.51.100.0/24", "reserved for documentation"), ("203.0.113.0/24", "reserved for documentation"),
    ("224.0.0.0/4", "multicast"), ("240.0.0.0/4", "reserved"),
))  # fmt: skip
_SPECIAL_6 = tuple((ip_network(network), kind) for network, kind in (
    ("::/128", "unspecified"), ("::1/128", "loopback"), ("100::/64", "discard-only"), ("fc00::/7", "private"),
    ("fe80::/10", "link-local"), ("fec0::/10", "site-local"), ("ff00::/8", "multicast"), ("2001::/23", "reserved"),
    ("2001:db8::/32", "reserved for documentation"), ("2620:4f:8000::/48", "reserved"), ("3fff::/20", "reserved for documentation"),
))  # fmt: skip
_GLOBAL_6 = IPv6Network("2000::/3")
"""The only part of IPv6 from which public hosts have their addresses (RFC 4291, 2.4; IANA's registry)."""

_CARRIERS: tuple[tuple[IPv6Network, str, Callable[[int], int]], ...] = (
    (IPv6Network("::ffff:0:0/96"), "IPv4-mapped", lambda number: number),
    (IPv6Network("::ffff:0:0:0/96"), "IPv4-translated", lambda number: number),
    (IPv6Network("64:ff9b::/96"), "NAT64", lambda number: number),
    (IPv6Network("64:ff9b:1::/48"), "NAT64", lambda number: number),
    (IPv6Network("2002::/16"), "6to4", lambda number: number >> 80),
    (IPv6Network("2001::/32"), "Teredo", lambda number: ~number),
    (IPv6Network("::/96"), "IPv4-compatible", lambda number: number),
)
"""IPv6 forms that carry an IPv4 address, and how to shift it into the lowest 32 bits."""

_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)


def refusal(address: str, allowed: tuple[Network, ...] = ()) -> str | None:
    """Why an address is not asked ("10.0.0.1 is not public (private)"), or None if it may be.

    Args:
        address: an IPv4 or IPv6 address as the resolver gives it; anything else is refused, zone ids too.
        allowed: networks that the user has opened, `PRIVATE` or a part of it; metadata services stay refused.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return f"{address!r} is no network address"
    if getattr(found, "scope_id", None):
        return f"{address} is not public (of one link only)"
    kind = _kind(found, allowed)
    return f"{found} is not public ({kind})" if kind else None


def strange_spelling(host: str) -> bool:
    """True for a host that resolvers read as a number though it is no plain address: 0x7f.1, 2130706433, 0177.0.0.1, 127.1.

    The test is that of the WHATWG URL Standard ("ends in a number"): public addresses written so are refused, too, for nobody
    prints them that way.
    """
    last = host.rstrip(".").rpartition(".")[2]
    if not _NUMBER.fullmatch(last):
        return False
    try:
        IPv4Address(host)
    except ValueError:
        return True
    return False


def admitted(where: str, host: str, addresses: list[str], port: int, allowed: tuple[Network, ...] = ()) -> list[str]:
    """The addresses of a host if every one of them may be asked on that port.

    Raises AddressError if any may not: a host that mixes public and private addresses is after something.
    """
    for address in addresses:
        reason = refusal(address, allowed)
        if reason:
            named = "" if address == host else f"{host} leads to an address that is none of the web's: "
            raise AddressError(where, f"is refused: {named}{reason}; sayso asks public hosts only, unless told to --allow-private")
        if port not in WEB_PORTS and not any(_in(ip_address(address), network) for network in allowed):
            raise AddressError(where, f"is refused, for it names port {port}; sayso asks on ports 80 and 443 only")
    return addresses


def _kind(address: Address, allowed: tuple[Network, ...]) -> str | None:
    """What keeps an address from being asked, or None if it is public or allowed."""
    if address in _METADATA:
        return "a cloud's metadata service"
    if any(_in(address, network) for network in allowed):
        return None
    if isinstance(address, IPv4Address):
        return _first(address, _SPECIAL_4)
    carried = _carried(address)
    if carried:
        form, inner = carried
        # Those who open their private networks often sit behind such a translator; what it leads to still has to be allowed.
        return None if allowed and _kind(inner, allowed) is None else f"{form}, for {inner}"
    return _first(address, _SPECIAL_6) or (None if address in _GLOBAL_6 else "reserved")


def _first(address: Address, table: tuple[tuple[Network, str], ...]) -> str | None:
    return next((kind for network, kind in table if _in(address, network)), None)


def _carried(address: IPv6Address) -> tuple[str, IPv4Address] | None:
    """The form of an IPv6 address that carries an IPv4 one, with that one; None for all others."""
    number = int(address)
    if number <= 1:  # unspecified and loopback have names of their own
        return None
    for network, form, shifted in _CARRIERS:
        if address in network:
            return form, IPv4Address(shifted(number) & 0xFFFF_FFFF)
    if (number >> 32) & 0xFFFF_FFFF in _ISATAP:
        return "ISATAP", IPv4Address(number & 0xFFFF_FFFF)
    return None


def _in(address: Address, network: Network) -> bool:
    return address.version == network.version and address in network

