"""Which addresses are asked: each form in which a private one can be written, and nothing public refused without need."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import AddressError
from sayso.intake.fetching.address import is_address, shown, web_address
from sayso.intake.fetching.guard import PRIVATE, admitted, refusal, strange_spelling

PUBLIC = ("8.8.8.8", "93.184.216.34", "1.1.1.1", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "223.255.255.255",
          "2606:2800:220:1::1", "2a00:1450:4001::5", "2001:200::1", "2620:0:860::1")
NEVER = {
    "127.0.0.1": "loopback", "127.255.255.254": "loopback", "10.1.2.3": "private", "172.16.0.1": "private", "172.31.255.255": "private",
    "192.168.1.1": "private", "169.254.1.1": "link-local", "0.0.0.0": "unspecified", "0.1.2.3": "unspecified",
    "100.64.0.1": "carrier-grade", "100.127.255.255": "carrier-grade", "224.0.0.1": "multicast", "239.255.255.255": "multicast",
    "240.0.0.1": "reserved", "255.255.255.255": "reserved", "192.0.0.1": "reserved", "192.0.2.7": "documentation",
    "198.18.0.1": "benchmarks", "198.51.100.1": "documentation", "203.0.113.9": "documentation", "192.88.99.1": "6to4",
    "169.254.169.254": "metadata", "168.63.129.16": "metadata", "100.100.100.200": "metadata", "fd00:ec2::254": "metadata",
    "::": "unspecified", "::1": "loopback", "fe80::1": "link-local", "fec0::1": "site-local", "fc00::1": "private", "fdff::1": "private",
    "ff02::1": "multicast", "2001:db8::1": "documentation", "3fff::1": "documentation", "100::1": "discard", "4000::1": "reserved",
    "5f00::1": "reserved", "2001:2::1": "reserved", "::ffff:127.0.0.1": "IPv4-mapped", "::ffff:8.8.8.8": "IPv4-mapped",
    "::127.0.0.1": "IPv4-compatible", "::8.8.8.8": "IPv4-compatible", "::ffff:0:127.0.0.1": "IPv4-translated",
    "64:ff9b::7f00:1": "NAT64", "64:ff9b::808:808": "NAT64", "64:ff9b:1::a00:1": "NAT64", "64:ff9b:1:ffff::1": "NAT64",
    "2002:7f00:1::": "6to4", "2002:808:808::1": "6to4", "2001:0:4136:e378:8000:63bf:3fff:fdd2": "Teredo",
    "2606:2800::5efe:10.0.0.1": "ISATAP", "2606:2800::200:5efe:8.8.8.8": "ISATAP",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_asked(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize(("address", "kind"), NEVER.items())
def test_no_other_address_is_asked(address: str, kind: str) -> None:
    reason = refusal(address)
    assert reason is not None
    assert kind in reason


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "0x7f000001", "2130706433", "fe80::1%eth0", "10.0.0.1/8", " 8.8.8.8", "::1%1"])
def test_what_is_no_plain_address_is_refused(text: str) -> None:
    assert refusal(text) is not None


@given(st.integers(0, 2**32 - 1))
def test_what_python_calls_private_is_refused_in_every_form(number: int) -> None:
    plain = IPv4Address(number)
    if not plain.is_global or plain.is_multicast:
        assert refusal(str(plain)) is not None
    carriers = (number, 0xFFFF << 32 | number, 0xFFFF << 48 | number, 0x64_FF9B << 96 | number, 0x64_FF9B_0001 << 80 | number, 0x2002 << 112 | number << 80)
    assert all(refusal(str(IPv6Address(carrier))) is not None for carrier in carriers)


@given(st.integers(0, 2**128 - 1) | st.integers(0x2000 << 112, (0x4000 << 112) - 1))
def test_an_ipv6_address_that_is_asked_is_a_global_unicast_one(number: int) -> None:
    address = IPv6Address(number)
    if refusal(str(address)) is None:
        assert address.is_global
        assert not any((address.is_multicast, address.is_reserved, address.sixtofour, address.teredo, address.ipv4_mapped))


@given(st.sampled_from(PRIVATE), st.integers(0))
def test_opening_private_networks_opens_no_more(network: object, number: int) -> None:
    inside = ip_network(str(network))
    address = inside[number % inside.num_addresses]
    metadata = {ip_address(a) for a, kind in NEVER.items() if kind == "metadata"}
    assert refusal(str(address), PRIVATE) is None or address in metadata or "fd20" in str(address)
    assert refusal("0.0.0.0", PRIVATE) and refusal("224.0.0.1", PRIVATE) and refusal("169.254.1.1", PRIVATE)  # noqa: PT018


def test_metadata_services_stay_closed_when_private_networks_are_open() -> None:
    for address in ("169.254.169.254", "100.100.100.200", "fd00:ec2::254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"):
        assert refusal(address, PRIVATE) is not None
    assert refusal("64:ff9b::808:808", PRIVATE) is None


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1", "0x7f.0x0.0x0.0x1", "017700000001", "127.0.0.1.", "1", "0x", "a.1", "a.0x7F", "256.1.1.1", "1.2.3.4.5"])
def test_hosts_spelled_as_numbers_are_told(host: str) -> None:
    assert strange_spelling(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "gazette.example", "1.example", "0x7f.example", "x1", "1password.example", "a.0xg"])
def test_other_hosts_are_not(host: str) -> None:
    assert not strange_spelling(host)


@pytest.mark.parametrize("text", [
    "ftp://gazette.example/", "file:///etc/passwd", "javascript:alert(1)", "gopher://gazette.example/", "http://", "http:///x", "https:gazette.example",
    "http://ann:pass@gazette.example/", "http://ann@gazette.example/", "http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://0177.0.0.1/",
    "http://①②⑦.①/", "http://[::1%25lo]/", "http://[fe80::1%eth0]/", "http://[::1/", "http://gazette.example:99999/", "http://gazette.example:0x50/",
    "http://ga zette.example/", "http://" + "a" * 300 + "/", "http://gazette.example/" + "a" * 5000, "http://[v1.fe80]/", "http://a\nb/",
])  # fmt: skip
def test_bad_addresses_cost_one_sentence(text: str) -> None:
    with pytest.raises(AddressError) as raised:
        web_address(text)
    assert "pass" not in str(raised.value).replace("password", "").replace("/etc/passwd", "")
    assert len(str(raised.value)) < 600


def test_an_address_is_taken_apart() -> None:
    address = web_address("HTTPS://Zeitung.Gemüse.example.:443/a b?q=ü#top")
    assert (address.scheme, address.host, address.port) == ("https", "zeitung.xn--gemse-mva.example", 443)
    assert address.target == "/a%20b?q=%C3%BC"
    assert address.site == "https://zeitung.xn--gemse-mva.example"
    assert "#" not in address.text
    assert web_address("//other.example:8080/x", base=address).site == "https://other.example:8080"
    assert web_address("../y", base=web_address("http://a.example/b/c")).text == "http://a.example/y"
    assert web_address("http://[2606:2800:0:0::1]/").site == "http://[2606:2800::1]"


def test_what_is_an_address() -> None:
    assert is_address("https://gazette.example")
    assert is_address("HTTP://gazette.example")
    assert not is_address("http.txt")
    assert shown("http://ann:secret@gazette.example/x") == "http://…@gazette.example/x"


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    assert admitted("x", "a.example", ["8.8.8.8", "1.1.1.1"], 443) == ["8.8.8.8", "1.1.1.1"]
    with pytest.raises(AddressError, match=r"a\.example leads to .* 10\.0\.0\.1 is not public \(private\)"):
        admitted("x", "a.example", ["8.8.8.8", "10.0.0.1"], 443)
    with pytest.raises(AddressError, match="port 22"):
        admitted("x", "a.example", ["8.8.8.8"], 22)
    assert admitted("x", "a.example", ["10.0.0.1"], 8080, PRIVATE) == ["10.0.0.1"]
    with pytest.raises(AddressError, match="port 8080"):
        admitted("x", "a.example", ["8.8.8.8"], 8080, PRIVATE)
