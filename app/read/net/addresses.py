"""Which network addresses we go to: the public ones, whatever a name resolves to."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import TypeAlias

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
AddressCheck: TypeAlias = Callable[[str], bool]

_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_TUNNELS = (ipaddress.IPv6Network("2001::/32"), ipaddress.IPv6Network("2002::/16"))  # Teredo, 6to4
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the public internet.

    Private, loopback, link-local, shared (CGNAT), multicast, reserved and unspecified addresses do
    not, nor does one of them inside of an IPv6 address. Tunnels are not entered at all.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = _inner(found)
    if inner is not None:
        return is_public(str(inner))
    if isinstance(found, ipaddress.IPv6Address) and (
        found not in _GLOBAL_V6 or any(found in tunnel for tunnel in _TUNNELS)
    ):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _inner(address: Address) -> ipaddress.IPv4Address | None:
    """Give the IPv4 address that packets to this one end up at."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped
