"""Posting: one request to a receiver, to an address that was looked at, within a bounded time."""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Timer

from api.webhooks.targets import PORTS, Target, TargetRefused, read_target, resolve

READ_MAX = 16_384
"""Bytes of an answer's body that are taken; nothing is done with them."""
GONE = 410


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended: the status of the answer, None where there was none, and a line for the operator."""

    status: int | None
    said: str

    @property
    def delivered(self) -> bool:
        """Whether the receiver took it."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """Whether the receiver wants no more."""
        return self.status == GONE


def post(url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool, timeout_s: float) -> Outcome:
    """Send a body to a URL; never raises for what the receiver or the network does. Redirects are not followed."""
    try:
        target = read_target(url, allow_private=allow_private)
        addresses = resolve(target, allow_private=allow_private)
    except TargetRefused as error:
        return Outcome(None, f"not sent: {error}")
    except OSError as error:
        return Outcome(None, f"the name cannot be resolved: {error.strerror or error}")
    try:
        return _exchange(target, addresses, body, headers, timeout_s)
    except ssl.SSLCertVerificationError as error:
        return Outcome(None, f"the certificate is not valid: {error.verify_message}")
    except TimeoutError:
        return Outcome(None, f"no answer within {timeout_s:g} s")
    except (OSError, HTTPException) as error:
        return Outcome(
            None, f"the connection failed: {getattr(error, 'strerror', None) or str(error) or type(error).__name__}"
        )


def _exchange(
    target: Target, addresses: list[str], body: bytes, headers: Mapping[str, str], timeout_s: float
) -> Outcome:
    connection = _Pinned(target, addresses, timeout_s)
    with _deadline(connection, timeout_s):
        try:
            connection.request("POST", target.path, body, {**headers, "Connection": "close"})
            with connection.getresponse() as answer:  # it holds the socket, which the connection no longer has
                if connection.expired:  # headers that were cut off read as if they had ended
                    raise TimeoutError
                with suppress(OSError, HTTPException):  # the status has said all
                    answer.read(READ_MAX)
        finally:
            connection.close()
    said = f"{answer.status} {answer.reason[:100]}".strip()
    if 300 <= answer.status < 400:
        said += " (redirects are not followed; use the address that it leads to)"
    return Outcome(answer.status, said)


class _Pinned(HTTPConnection):
    """A connection to one of the addresses given, whatever the host's name stands for by now; over TLS for that name."""

    def __init__(self, target: Target, addresses: list[str], timeout_s: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout_s)
        self.default_port = PORTS[target.scheme]
        self._addresses = addresses
        self._context = ssl.create_default_context() if target.scheme == "https" else None
        self.expired = False

    def connect(self) -> None:
        """Connect to the first address that takes the connection. Raises OSError."""
        self.sock = self._connected()
        if self._context is not None:
            secured = self._context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = secured  # before the handshake, so that `expire` finds it
            secured.do_handshake()

    def _connected(self) -> socket.socket:
        failed: OSError | None = None
        for address in self._addresses:
            if self.expired:
                raise TimeoutError
            try:
                return socket.create_connection((address, self.port), self.timeout)
            except OSError as error:
                failed = error
        raise failed or OSError("the host has no address")

    def expire(self) -> None:
        """End the exchange from another thread: whatever waits for the receiver fails."""
        self.expired = True
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)  # TLS's own would disturb the thread that reads


@contextmanager
def _deadline(connection: _Pinned, seconds: float) -> Iterator[None]:
    """End an exchange after some time in all: a receiver that sends a byte now and then holds nobody up. Raises TimeoutError."""
    timer = Timer(seconds, connection.expire)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException) as error:
        raise (TimeoutError() if connection.expired else error) from error
    finally:
        timer.cancel()
