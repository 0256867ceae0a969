"""One request to a receiver: bounded in time and bytes, certificates checked, redirects not followed."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
import trustme

from api.webhooks.posting import Outcome, post
from tests.webhooks.receiving import Receiver, receiving
from tests.webhooks.test_targets import named


def sent(url: str, timeout_s: float = 5.0) -> Outcome:
    return post(url, b"{}", {"webhook-id": "msg_1"}, allow_private=True, timeout_s=timeout_s)


@contextmanager
def speaking(speak: Callable[[socket.socket], None]) -> Iterator[str]:
    """Let one connection be served by a function of its socket; yield the address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                try:
                    connection.recv(4_096)
                    speak(connection)
                except OSError:
                    return

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        thread.join(timeout=10)
        assert not thread.is_alive(), "the sender let go of the connection"


@pytest.mark.parametrize(
    ("status", "delivered"), [(200, True), (202, True), (299, True), (400, False), (429, False), (500, False)]
)
def test_only_an_answer_of_200_to_299_is_a_delivery(receiver: Receiver, status: int, delivered: bool) -> None:
    receiver.statuses = [status]
    outcome = sent(receiver.url)
    assert (outcome.status, outcome.delivered) == (status, delivered)


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.statuses = [307]
    outcome = sent(receiver.url)
    assert (outcome.delivered, len(receiver.came)) == (False, 1)
    assert "redirects are not followed" in outcome.said


def drip(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    connection.settimeout(0.02)
    while True:
        try:
            if not connection.recv(1_024):
                return
        except TimeoutError:
            connection.sendall(b"x")


def say_nothing(connection: socket.socket) -> None:
    while connection.recv(1_024):
        pass


def drip_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    drip(connection)


def flood(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65_536)


def hang_up(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


def test_a_receiver_that_says_nothing_holds_nobody_up() -> None:
    with speaking(say_nothing) as url:
        assert sent(url, timeout_s=0.2) == Outcome(None, "no answer within 0.2 s")


def test_a_receiver_that_sends_a_byte_now_and_then_holds_nobody_up() -> None:
    with speaking(drip) as url:
        assert sent(url, timeout_s=0.3) == Outcome(None, "no answer within 0.3 s")


def test_an_answer_whose_body_takes_too_long_is_an_answer_all_the_same() -> None:
    with speaking(drip_body) as url:
        assert sent(url, timeout_s=0.3) == Outcome(200, "200 OK")


def test_of_an_endless_answer_only_a_little_is_read() -> None:
    with speaking(flood) as url:
        assert sent(url).delivered


def test_a_connection_that_breaks_is_a_failure_in_words() -> None:
    with speaking(hang_up) as url:
        outcome = sent(url)
    assert outcome.status is None
    assert outcome.said.startswith("the connection failed: ")


def test_nobody_there_is_a_failure_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert sent(f"http://127.0.0.1:{port}/").said == "the connection failed: Connection refused"


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The one certificate authority that is trusted."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return made


@pytest.mark.parametrize(
    ("certified", "said"), [("receiver.example", "200 OK"), ("other.example", "the certificate is not valid: ")]
)
def test_the_certificate_must_be_the_host_s(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, certified: str, said: str
) -> None:
    named(monkeypatch, "127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(certified).configure_cert(context)
    asked: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    with receiving(context) as receiver:
        outcome = sent(f"https://receiver.example:{receiver.port}/hook")
    assert outcome.said.startswith(said)
    assert asked == ["receiver.example"]
    assert len(receiver.came) == outcome.delivered
