"""Which numeric addresses may be connected to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable, Sequence

Resolver = Callable[[str, int], Sequence[str]]
"""(host, port) → numeric addresses; OSError if there are none."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(block)
    for block in ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20")
)
"""Blocks that some versions of Python take for global: protocol assignments, the 6to4 relays,
site-local and documentation addresses (IANA special-purpose registries)."""


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet.

    An address that carries another one (IPv4-mapped, 6to4, Teredo, NAT64) is judged by that.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if any(ip in network for network in _NOT_PUBLIC):
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            carried = ipaddress.IPv4Address(ip.packed[-4:])
        if carried:
            return is_public(str(carried))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def within(networks: Iterable[str]) -> Callable[[str], bool]:
    """Permits public addresses and, beside them, those of the networks given (``10.1.0.0/16``).

    For feeds of one's own network: whoever runs Recul lists it, no document and no feed can.
    """
    blocks = [ipaddress.ip_network(network) for network in networks]

    def permitted(address: str) -> bool:
        if is_public(address):
            return True
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(ip in block for block in blocks)

    return permitted


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses the system gives; it also reads forms like ``0x7f.1`` and ``2130706433``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
