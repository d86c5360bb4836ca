"""What a host asks of programs, obeyed: robots.txt against real servers on loopback."""

from typing import Any

import pytest

from sayso.errors import AddressError, FetchError, RobotsError
from sayso.intake.fetching.asking import Limits
from sayso.intake.fetching.client import Fetcher

SWIFT = Limits(connect=0.5, read=0.2, total=0.4)
PAGE = "<html><body><p>The harbour is closed, Mayor Brod said.</p></body></html>"


def failure(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as raised:
        fetcher.fetch(url)
    text = str(raised.value)
    assert "\n" not in text
    assert len(text) < 700
    return raised.value


def robots(web: Any, text: str, **more: Any) -> None:
    web.routes |= {"/robots.txt": web.answer(text, kind="text/plain", **more), "/a": web.answer(PAGE), "/b": web.answer(PAGE)}


def test_what_robots_txt_closes_is_not_asked(web: Any, fetcher_of: Any) -> None:
    robots(web, "User-agent: *\nDisallow: /a\n")
    fetcher = fetcher_of()
    error = failure(fetcher, web.url("/a"))
    assert isinstance(error, RobotsError)
    assert not error.passing
    assert fetcher.fetch(web.url("/b")).status == 200
    assert [question.path for question in web.asked] == ["/robots.txt", "/b"]


def test_the_more_specific_rule_and_wildcards_count(web: Any, fetcher_of: Any) -> None:
    robots(web, "User-agent: *\nDisallow: /\n\nUser-agent: sayso\nDisallow: /*.pdf$\nAllow: /\n")
    assert fetcher_of().fetch(web.url("/a")).status == 200


def test_another_name_is_no_way_around_a_rule(web: Any, fetcher_of: Any) -> None:
    robots(web, "User-agent: sayso\nDisallow: /\n\nUser-agent: desk\nDisallow: /b\n")
    for agent, path in (("desk/2.0 (+https://desk.example)", "/a"), ("desk/2.0", "/b")):
        assert isinstance(failure(fetcher_of(user_agent=agent), web.url(path)), RobotsError)


def test_a_redirect_leads_around_no_rule(web: Any, fetcher_of: Any) -> None:
    robots(web, "User-agent: *\nDisallow: /a\n")
    web.routes["/b"] = web.answer(status=302, Location="/a")
    assert isinstance(failure(fetcher_of(), web.url("/b")), RobotsError)


def test_the_delay_that_a_host_asks_for_is_kept(web: Any, fetcher_of: Any, clock: Any) -> None:
    robots(web, "User-agent: *\nCrawl-delay: 2.5\n")
    fetcher = fetcher_of()
    fetcher.fetch(web.url("/a"))
    fetcher.fetch(web.url("/b"))
    assert clock.slept == [2.5, 2.5]
    robots(web, "User-agent: *\nCrawl-delay: 86400\n")
    assert "86,400 seconds" in str(failure(fetcher_of(), web.url("/a")))


@pytest.mark.parametrize(("status", "open_"), [(404, True), (403, True), (401, True), (410, True), (429, False), (500, False), (503, False)])
def test_without_a_robots_txt_all_is_open_and_without_an_answer_nothing(web: Any, fetcher_of: Any, status: int, open_: bool) -> None:
    web.routes |= {"/robots.txt": web.answer(status=status), "/a": web.answer(PAGE)}
    if open_:
        assert fetcher_of().fetch(web.url("/a")).status == 200
        return
    error = failure(fetcher_of(), web.url("/a"))
    assert isinstance(error, RobotsError)
    assert error.passing
    assert web.paths() == []


def test_a_robots_txt_may_move_but_not_inside(web: Any, fetcher_of: Any) -> None:
    web.routes |= {"/robots.txt": web.answer(status=301, Location="/rules"), "/rules": web.answer("User-agent: *\nDisallow: /a\n", kind="application/octet-stream")}
    assert isinstance(failure(fetcher_of(), web.url("/a")), RobotsError)
    web.routes["/robots.txt"] = web.answer(status=301, Location="http://10.0.0.1/robots.txt")
    assert isinstance(failure(fetcher_of(), web.url("/a")), AddressError)
    web.routes |= {"/robots.txt": web.answer(status=301, Location="/robots.txt"), "/a": web.answer(PAGE)}
    assert fetcher_of().fetch(web.url("/a")).status == 200


def test_a_monstrous_robots_txt_is_read_as_far_as_the_standard_asks(web: Any, fetcher_of: Any) -> None:
    robots(web, "User-agent: *\nDisallow: /a\n" + "Disallow: /" + "*a" * 200 + "\n" + "# filler\n" * 100_000 + "Disallow: /b\n")
    fetcher = fetcher_of()
    assert fetcher.fetch(web.url("/b")).status == 200
    assert isinstance(failure(fetcher, web.url("/a")), RobotsError)


@pytest.mark.parametrize("between", ["", "Sitemap: http://x/\n", "# no\n", "Host: x\n"])
def test_a_robots_txt_built_to_exhaust_is_not_taken_apart(web: Any, fetcher_of: Any, between: str) -> None:
    robots(web, "".join(f"User-agent: a{n}\n{between}" for n in range(8_000)) + "".join(f"Disallow: /{n}\n" for n in range(8_000)))
    assert "exhaust" in str(failure(fetcher_of(), web.url("/a")))


def test_a_long_robots_txt_with_many_groups_is_read(web: Any, fetcher_of: Any) -> None:
    robots(web, "".join(f"User-agent: a{n}\nUser-agent: b{n}\n" + "Disallow: /x\n" * 30 for n in range(900)) + "\nUser-agent: *\nDisallow: /a\n")
    assert "closed to programs" in str(failure(fetcher_of(), web.url("/a")))


# At the edge


