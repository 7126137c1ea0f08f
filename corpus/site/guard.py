"""Which addresses of the network may be connected to.

What always holds: only hosts that were named are looked up, each once for a whole fetch, and the
connection is made to the very address that was checked: whoever answers for a name can't lead a
fetch to another machine meanwhile. A name of the public internet never leads into a private
network, unless the operator said that it does.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable

from corpus.errors import FetchError

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
# Host and port -> addresses. Raises OSError.
Resolve = Callable[[str, int], Iterable[str]]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Guard:
    """Gives the addresses that a named host may be reached at."""

    def __init__(
        self, named: Iterable[str], private: Iterable[str] = (), *, look_up: Resolve = resolve
    ) -> None:
        """`named`, `private`: hosts with their ports, as `corpus.site.address` writes them."""
        self._named = {host_of(netloc) for netloc in named}
        self._private = {host_of(netloc) for netloc in private}
        self._look_up = look_up
        self._known: dict[str, tuple[str, ...]] = {}

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """At least one. Raises FetchError."""
        host = host.strip("[]").lower()
        if host not in self._named:
            raise FetchError("isn't a host that was named", where=host, mend="name it in `hosts`")
        if host not in self._known:
            self._known[host] = self._checked(host, port)
        return self._known[host]

    def is_private(self, host: str, port: int) -> bool:
        return not all(_is_public(_ip(one)) for one in self.addresses(host, port))

    def _checked(self, host: str, port: int) -> tuple[str, ...]:
        try:
            found = tuple(self._look_up(host, port))
        except (OSError, UnicodeError) as error:
            raise FetchError(
                "there is no such host", where=host, mend="check its name and the network"
            ) from error
        if not found:
            raise FetchError("has no address", where=host, mend="check its name")
        meant = is_local_name(host) or host in self._private
        for one in found:
            ip = _ip(one)
            if _is_public(ip) or host == one or (meant and not _is_never_meant(ip)):
                continue
            raise FetchError(
                f"has the address {one}, which isn't one of the public internet",
                where=host,
                mend="if that is meant, name it in `private_hosts` (or by --private-host)",
            )
        return found


def host_of(netloc: str) -> str:
    """`[::1]:80` -> `::1`."""
    if netloc.startswith("["):
        return netloc[1 : netloc.index("]")]
    return netloc.partition(":")[0]


def is_local_name(host: str) -> bool:
    """Can a host of this name only be one of this machine or network?"""
    try:
        return not _is_public(_ip(host))
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal", ".home.arpa"))


def _ip(address: str) -> IP:
    """Raises ValueError. An address within another is that which is reached by it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        return ip.ipv4_mapped or ip.sixtofour or ip
    return ip


def _is_public(ip: IP) -> bool:
    return ip.is_global and not ip.is_multicast


def _is_never_meant(ip: IP) -> bool:
    """By a name, that is: such as the service that tells a cloud's machine its passwords."""
    return ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip.is_reserved
