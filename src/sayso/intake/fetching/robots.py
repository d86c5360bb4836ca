"""What a host's robots.txt asks of programs (RFC 9309), read once a run."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from sayso.errors import AddressError, FetchError, RobotsError, StatusError, UnreachableError
from sayso.intake.fetching.address import WebAddress

if TYPE_CHECKING:
    from protego import Protego

LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 asks for at least so many."""

LONGEST_DELAY = 60.0
"""Seconds between two requests beyond which a host is left alone for this run."""

_BUSY = 429
_MOST_PAIRS = 2_000_000
_AGENT = re.compile(r"user[- ]?agent", re.IGNORECASE)
_RULE = re.compile(r"(?:dis)?allow\s*:", re.IGNORECASE)


class Robots:
    """The wishes of hosts; `ask` fetches the text of a site's robots.txt, "" if there is none, and raises FetchError."""

    def __init__(self, ask: Callable[[WebAddress], str], tokens: tuple[str, ...]) -> None:
        """`tokens` are the names that the rules may call the program by; all of them must be let in."""
        self._ask = ask
        self._tokens = tokens
        self._known: dict[str, Protego | FetchError] = {}

    def delay(self, address: WebAddress, where: str) -> float:
        """The seconds that the host asks for between two requests; raises RobotsError if the address is not for programs."""
        rules = self._rules(address, where)
        if not all(rules.can_fetch(address.text, token) for token in self._tokens):
            raise RobotsError(where, "is closed to programs by its host's robots.txt; save the page from your browser and read the file")
        delay = max(rules.crawl_delay(token) or 0.0 for token in self._tokens)
        if delay > LONGEST_DELAY:
            problem = f"is on a host that asks for {delay:,.0f} seconds between two requests, more than the {LONGEST_DELAY:g} that sayso waits"
            raise RobotsError(where, problem)
        return delay

    def _rules(self, address: WebAddress, where: str) -> Protego:
        if address.site not in self._known:
            self._known[address.site] = self._learnt(address)
        rules = self._known[address.site]
        if isinstance(rules, FetchError):
            raise type(rules)(where, rules.problem, passing=rules.passing)
        return rules

    def _learnt(self, address: WebAddress) -> Protego | FetchError:
        """The rules; where the file cannot be had for want of the server, the host is left alone (RFC 9309, 2.3.1)."""
        from protego import Protego

        try:
            text = self._ask(address)
            if _pairs(text) <= _MOST_PAIRS:
                return Protego.parse(text)
            problem = "it is built to exhaust whoever reads it"
        except StatusError as error:
            if error.status < 500 and error.status != _BUSY:
                return Protego.parse("")
            problem = f"status {error.status}"
        except (UnreachableError, AddressError) as error:
            return error  # of the host itself, so of every page on it
        except FetchError as error:
            problem = f"it {error.problem}"
        return RobotsError(address.site, f"is left alone this time, for its host's robots.txt could not be read ({problem})", passing=True)


def _pairs(text: str) -> int:
    """How many pairs of a program and a rule a robots.txt spells out, or more: the parser stores every one of them.

    A group ends where a program is named behind a rule; what else the parser may take for the end of one does not count here.
    """
    pairs = agents = 0
    ruled = False
    for line in map(str.strip, text.splitlines()):
        if _AGENT.match(line):
            agents, ruled = (1, False) if ruled else (agents + 1, False)
        elif line and not line.startswith("#"):
            pairs += agents
            ruled = ruled or _RULE.match(line) is not None
    return pairs
