"""Fetching: an address in, a page, "unchanged" or one sentence of failure out. The only door from sayso to the network."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Self

from sayso._version import VERSION
from sayso.errors import AddressError, AnswerError, FetchError, UnreachableError
from sayso.intake.fetching.address import WebAddress, shown, web_address
from sayso.intake.fetching.answers import AGAIN, Fetched, Memory, Unchanged, Validators, status_error
from sayso.intake.fetching.asking import FINE, UNCHANGED, Answer, Asker
from sayso.intake.fetching.guard import PRIVATE
from sayso.intake.fetching.politeness import Patience, Politeness, retry_after
from sayso.intake.fetching.robots import LARGEST, Robots
from sayso.settings import Settings

NAME = "sayso"
USER_AGENT = f"{NAME}/{VERSION}"
MAX_PAGES = 500


class Fetcher:
    """Fetches addresses politely and guardedly; one object for a run, for it keeps what it learns of hosts."""

    def __init__(
        self, asker: Asker, politeness: Politeness, *, patience: Patience | None = None, memory: Memory | None = None,
        offline: bool = False, max_pages: int = MAX_PAGES, now: Callable[[], datetime] = lambda: datetime.now(UTC),
        note: Callable[[str], None] | None = None,
    ) -> None:
        """`memory` makes questions conditional, `max_pages` bounds what one list leads to, `note` takes sentences that are no failures."""
        self._asker = asker
        self._politeness = politeness
        self._patience = patience or Patience()
        self._memory = memory
        self._offline = offline
        self._now = now
        self._note = note
        self.max_pages = max_pages
        own = asker.user_agent.partition("/")[0].split()[0]
        self._robots = Robots(self._robots_text, tuple(dict.fromkeys((NAME, own))))

    @classmethod
    def of(cls, settings: Settings, *, memory: Memory | None = None, note: Callable[[str], None] | None = None) -> Self:
        """A fetcher as the settings want it."""
        allowed = PRIVATE if settings.allow_private else ()
        asker = Asker(settings.user_agent or USER_AGENT, allowed)
        politeness = Politeness(settings.delay, time.monotonic, time.sleep)
        return cls(asker, politeness, memory=memory, offline=settings.offline, max_pages=settings.max_pages, note=note)

    def fetch(self, asked: str) -> Fetched | Unchanged:
        """What an address gives now, redirects followed and each checked; raises FetchError.

        Call `remember` with the result once it is dealt with.
        """
        if self._offline:
            raise AddressError(shown(asked), "is an address, and sayso is offline; go online, or save the page and read the file")
        address = web_address(asked)
        for _ in range(self._asker.limits.redirects + 1):
            answer = self._answer(address)
            if answer.location is None:
                return self._result(asked, address, answer)
            address = self._next(address, answer.location, asked)
        raise AnswerError(shown(asked), f"leads from redirect to redirect, more than the {self._asker.limits.redirects} that sayso follows")

    def remember(self, result: Fetched | Unchanged) -> None:
        """Keeps the validators of a result, so that the next run can ask whether it has changed."""
        if self._memory is not None and isinstance(result, Fetched):
            self._memory.remember(result.url, result.validators, result.fetched_at, result.status)

    def note(self, sentence: str) -> None:
        """Passes on what the user should know although nothing failed."""
        if self._note:
            self._note(sentence)

    def _next(self, address: WebAddress, location: str, asked: str) -> WebAddress:
        """Where a redirect leads; a bad one is the fault of the address that was asked."""
        try:
            return web_address(location, base=address)
        except AddressError as error:
            raise AddressError(shown(asked), f"is refused: it leads to {error.where}, which {error.problem}") from error

    def _result(self, asked: str, address: WebAddress, answer: Answer) -> Fetched | Unchanged:
        now = self._now()
        if answer.status == UNCHANGED:
            return Unchanged(asked, address.text, now)
        if answer.status not in FINE:
            raise status_error(shown(asked), answer.status)
        return Fetched(asked, address.text, answer.status, answer.media_type, answer.charset, answer.body, now, answer.validators)

    def _answer(self, address: WebAddress) -> Answer:
        """The answer of one address, asked as its host wishes."""
        delay = self._robots.delay(address, shown(address.text))
        validators = self._memory.recall(address.text) if self._memory is not None else None
        answer = self._patiently(address, delay, validators)
        if answer.status == UNCHANGED and not validators:
            raise AnswerError(shown(address.text), "was answered “not modified” although nobody asked that", passing=True)
        return answer

    def _patiently(self, address: WebAddress, delay: float, validators: Validators | None, robots: int = 0) -> Answer:
        """The answer at last: asked again, after longer and longer pauses, where that may help."""
        if self._politeness.given_up(address.host):
            raise UnreachableError(shown(address.text), "is left alone this time: its host has not answered several questions; try again later", passing=True)
        attempt = 0
        while True:
            attempt += 1
            answer = self._attempt(address, delay, validators, robots)
            if isinstance(answer, FetchError):
                passing, wait = answer.passing, self._patience.wait(attempt)
            else:
                passing, wait = answer.status in AGAIN, self._patience.wait(attempt, retry_after(answer.headers.get("retry-after"), self._now()))
            if passing and wait is not None:
                self._politeness.pause(wait)
                continue
            self._politeness.note(address.host, answered=not passing)
            if isinstance(answer, FetchError):
                raise answer
            return answer

    def _attempt(self, address: WebAddress, delay: float, validators: Validators | None, robots: int) -> Answer | FetchError:
        try:
            with self._politeness.turn(address.host, delay):
                return self._asker.ask(address, validators, robots=robots)
        except FetchError as error:
            return error

    def _robots_text(self, page: WebAddress) -> str:
        """The text of a site's robots.txt; redirects are followed as far as those of pages (RFC 9309, 2.3.1.2)."""
        address = web_address(f"{page.site}/robots.txt")
        for _ in range(self._asker.limits.redirects + 1):
            answer = self._patiently(address, 0.0, None, robots=LARGEST)
            if answer.location is None:
                break
            address = web_address(answer.location, base=address)
        else:
            return ""  # "unavailable" for RFC 9309, so nothing is closed
        if answer.status not in FINE:
            raise status_error(address.text, answer.status)
        return answer.body.decode("utf-8", "replace")
