"""Where a webhook may lead: public addresses by https, and what a setting allows beside; whatever a name stands for by then."""

import socket
from typing import Any

import pytest

from api.webhooks.posting import post
from api.webhooks.targets import Target, TargetRefused, read_target, refusal, resolve
from tests.webhooks.receiving import Receiver

HERE = "169.254.169.254"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        (HERE, "a link-local address"),
        ("127.0.0.1", "a loopback address"),
        ("10.1.2.3", "a private or reserved address"),
        ("100.64.0.1", "a private or reserved address"),
        ("192.168.1.1", "a private or reserved address"),
        ("255.255.255.255", "a private or reserved address"),
        ("0.0.0.0", "no address of a receiver"),  # noqa: S104 - it is refused
        ("224.0.0.1", "no address of a receiver"),
        ("::1", "a loopback address"),
        ("fe80::1", "a link-local address"),
        ("fd00::1", "a private or reserved address"),
        ("fec0::1", "a private or reserved address"),
        ("ff02::1", "no address of a receiver"),
        (f"::ffff:{HERE}", "address"),
        ("64:ff9b::a9fe:a9fe", "address"),
        ("2002:a9fe:a9fe::1", "address"),
        ("2001:0:4136:e378:8000:63bf:5601:5601", "address"),
    ],
)
def test_what_is_not_public_is_refused(address: str, why: str) -> None:
    assert why in str(refusal(address, allow_private=False))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"])
def test_what_is_public_is_allowed(address: str) -> None:
    assert refusal(address, allow_private=False) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "::1", "fd00::1", HERE])
def test_the_setting_allows_the_operator_s_own_network(address: str) -> None:
    assert refusal(address, allow_private=True) is None


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"])
def test_every_spelling_of_this_machine_is_refused(host: str) -> None:
    with pytest.raises(TargetRefused, match=r"a (loopback|private or reserved) address"):
        resolve(read_target(f"https://{host}/", allow_private=False), allow_private=False)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://example.org/", "https://"),
        ("ftp://example.org/", "https://"),
        ("example.org", "https://"),
        ("https:///path", "https://"),
        ("https://user:secret@example.org/", "user, password"),
        ("https://example.org/#part", "#fragment"),
        ("https://example.org:99999/", "Port"),
        ("https://[::1/", "no URL"),
        ("https://exämple.org/", "ASCII"),
        ("https://example.org/a b", "ASCII"),
        ("https://example.org/\r\nHost:x", "ASCII"),
        ("https://example.org/" + "x" * 2_000, "2000"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_url_that_is_no_target_is_refused_and_says_what_is_right(url: str, says: str) -> None:
    with pytest.raises(TargetRefused, match=says.replace("[", r"\[")):
        read_target(url, allow_private=False)


def test_the_parts_of_a_url_are_what_is_asked() -> None:
    assert read_target("https://Example.ORG/hook?x=1", allow_private=False) == Target(
        "https", "example.org", 443, "/hook?x=1"
    )


def named(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Let receiver.example stand for one address after another; returns the names that were asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *args: Any, **keys: Any) -> Any:
        if host != "receiver.example":
            return real(host, port, *args, **keys)
        asked.append(host)
        return real(addresses[min(len(asked), len(addresses)) - 1], port, *args, **keys)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_that_came_to_mean_a_private_address_gets_nothing(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(monkeypatch, "8.8.8.8", "127.0.0.1")
    url = f"https://receiver.example:{receiver.port}/hook"
    assert resolve(read_target(url, allow_private=False), allow_private=False) == ["8.8.8.8"]
    outcome = post(url, b"{}", {}, allow_private=False, timeout_s=5)
    assert (outcome.status, outcome.delivered) == (None, False)
    assert outcome.said.startswith("not sent: receiver.example (127.0.0.1) is a loopback address")
    assert receiver.came == []


def test_the_connection_goes_to_the_address_that_was_looked_at_and_asks_for_no_name_again(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = named(monkeypatch, "127.0.0.1", "8.8.8.8")
    url = f"http://receiver.example:{receiver.port}/hook?x=1"
    assert post(url, b"{}", {}, allow_private=True, timeout_s=5).delivered
    (message,) = receiver.take()
    assert (message.headers["host"], message.path) == (f"receiver.example:{receiver.port}", "/hook?x=1")
    assert asked == ["receiver.example"]
