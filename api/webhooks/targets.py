"""Targets: where a webhook may lead, and the addresses that its name stands for, looked at before anything is sent."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

URL_MAX = 2_000
PORTS = {"https": 443, "http": 80}
NAT64 = ip_network("64:ff9b::/96")
ALLOW = "ALLIANCE_WEBHOOKS_ALLOW_PRIVATE"
Address = IPv4Address | IPv6Address


class TargetRefused(Exception):
    """An address that no webhook may lead to; the message says why and what is possible."""


@dataclass(frozen=True, slots=True)
class Target:
    """A URL in its parts; `path` has the query string with it."""

    scheme: str
    host: str
    port: int
    path: str


def read_target(url: str, *, allow_private: bool) -> Target:
    """Return the parts of a URL. Raises TargetRefused for one that no webhook may have."""
    if len(url) > URL_MAX or not url.isascii() or not url.isprintable() or " " in url:
        raise TargetRefused(
            f"write a URL in ASCII without blanks, of at most {URL_MAX} characters (xn--… for other names)"
        )
    try:
        parts, port = urlsplit(url), urlsplit(url).port
    except ValueError as error:
        raise TargetRefused(f"this is no URL: {error}") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise TargetRefused("write a whole address that begins with https://")
    if parts.scheme == "http" and not allow_private:
        raise TargetRefused(
            f"a webhook goes to a public https:// address; {ALLOW}=true allows http:// and your own network"
        )
    if parts.username is not None or parts.fragment:
        raise TargetRefused("leave user, password and #fragment out; notices are signed instead")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, parts.hostname, port or PORTS[parts.scheme], path)


def resolve(target: Target, *, allow_private: bool) -> list[str]:
    """Return the IP addresses of a target's host, all of them allowed.

    The caller connects to one of these and asks for no name again, so that a name cannot come to mean another address
    in between. Raises TargetRefused when one of them is not allowed, OSError when there is none.
    """
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    for address in addresses:
        if why := refusal(address, allow_private=allow_private):
            shown = address if address == target.host else f"{target.host} ({address})"
            raise TargetRefused(f"{shown} is {why}")
    return addresses


def refusal(address: str, *, allow_private: bool) -> str | None:
    """Why nothing is sent to an address, and what is possible; None where it is allowed."""
    for ip in _meant(ip_address(address)):
        if ip.is_multicast or ip.is_unspecified:
            return "no address of a receiver; a webhook goes to a public one"
        if not allow_private and (not ip.is_global or getattr(ip, "is_site_local", False)):
            kind = "a loopback" if ip.is_loopback else "a link-local" if ip.is_link_local else "a private or reserved"
            return f"{kind} address; a webhook goes to a public one, and {ALLOW}=true allows all of your own network"
    return None


def _meant(ip: Address) -> Iterator[Address]:
    """Yield the address and those that it carries inside: IPv4 in IPv6 in all its forms."""
    yield ip
    if isinstance(ip, IPv6Address):
        inside = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in NAT64:
            inside.append(IPv4Address(int(ip) & 0xFFFFFFFF))
        yield from (found for found in inside if found is not None)
