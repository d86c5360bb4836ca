"""The wire: a host is looked up, every address tested, and the tested address connected to; each question has a budget.

Testing where the connection is made, not where the address is read, is what holds against redirects and against names that
answer differently the second time (DNS rebinding).
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from ssl import SSLContext
from threading import Thread
from typing import Any

import httpcore2

from sayso.errors import AnswerError, UnreachableError
from sayso.intake.fetching.guard import Network, admitted

Resolve = Callable[[str, int, float], list[str]]
"""The addresses of a host: (host, port, seconds to wait at most)."""

Connect = Callable[[str, int, float], httpcore2.NetworkStream]


class Budget:
    """What one question may cost: seconds from now on, and bytes from the server, headers included."""

    def __init__(self, where: str, seconds: float, most: int) -> None:
        self.where = where
        self._seconds = seconds
        self._until = time.monotonic() + seconds
        self._most = most
        self._taken = 0

    def left(self, timeout: float | None = None) -> float:
        """The seconds left, `timeout` at most; raises UnreachableError if there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise UnreachableError(self.where, f"took longer than the {self._seconds:g} seconds that sayso waits for an answer", passing=True)
        return left if timeout is None else min(left, timeout)

    def take(self, size: int) -> None:
        """Counts bytes that came; raises AnswerError if they are too many."""
        self._taken += size
        if self._taken > self._most:
            raise AnswerError(self.where, f"is larger than the {self._most // 1_000_000} MB that sayso takes from a server for one page")


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to tested addresses only, within a budget."""

    def __init__(self, budget: Budget, allowed: tuple[Network, ...], resolve: Resolve, connect: Connect) -> None:
        self._budget = budget
        self._allowed = allowed
        self._resolve = resolve
        self._connect = connect

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,  # noqa: ARG002 - httpcore2’s signature
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 - the same
    ) -> httpcore2.NetworkStream:
        """A stream to the first of the host's addresses that answers; raises AddressError if any of them may not be asked."""
        where = self._budget.where
        addresses = admitted(where, host, self._looked_up(host, port, timeout), port, self._allowed)
        failed: Exception | None = None
        for address in addresses:
            try:
                return MeteredStream(self._connect(address, port, self._budget.left(timeout)), self._budget)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed or UnreachableError(where, f"cannot be found: there is no host {host}; check the name")

    def _looked_up(self, host: str, port: int, timeout: float | None) -> list[str]:
        try:
            return self._resolve(host, port, self._budget.left(timeout))
        except socket.gaierror as error:
            problem, passing = f"cannot be found: there is no host {host}, or no network to look it up; check the name", error.errno == socket.EAI_AGAIN
            raise UnreachableError(self._budget.where, problem, passing=passing) from error
        except TimeoutError as error:
            raise UnreachableError(self._budget.where, f"could not be looked up in time: no answer about {host}", passing=True) from error
        except (OSError, UnicodeError) as error:
            raise UnreachableError(self._budget.where, f"could not be looked up: {host} is no name of a host") from error


class MeteredStream(httpcore2.NetworkStream):
    """A stream whose every step counts against a budget."""

    def __init__(self, stream: httpcore2.NetworkStream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come, counted."""
        data = self._stream.read(max_bytes, self._budget.left(timeout))
        self._budget.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends the bytes."""
        self._stream.write(buffer, self._budget.left(timeout))

    def close(self) -> None:
        """Closes the stream."""
        self._stream.close()

    def start_tls(self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore2.NetworkStream:
        """The same stream under TLS, which counts against the same budget."""
        return MeteredStream(self._stream.start_tls(ssl_context, server_hostname, self._budget.left(timeout)), self._budget)

    def get_extra_info(self, info: str) -> Any:
        """What the stream knows."""
        return self._stream.get_extra_info(info)


def connected(address: str, port: int, timeout: float) -> httpcore2.NetworkStream:
    """A stream to an address (a number, never a name)."""
    return httpcore2.SyncBackend().connect_tcp(str(ip_address(address)), port, timeout, None, [])


def looked_up(host: str, port: int, timeout: float) -> list[str]:
    """The addresses of a host by the system's resolver, in its order, each once.

    The resolver cannot be interrupted, so it runs in a thread that is left behind after `timeout` seconds. Raises
    socket.gaierror, or TimeoutError.
    """
    try:
        return [str(ip_address(host))]
    except ValueError:
        pass
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            # As bytes, so that Python's own IDNA, older than the one in the address, is not applied on top.
            found = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except Exception as error:  # noqa: BLE001 - carried over to the thread that waits
            answers.put(error)

    Thread(target=ask, name="sayso-resolver", daemon=True).start()
    try:
        answer = answers.get(timeout=timeout)
    except Empty as error:
        raise TimeoutError(host) from error
    if isinstance(answer, Exception):
        raise answer
    return answer
