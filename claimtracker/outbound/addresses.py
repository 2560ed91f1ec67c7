"""Which IP addresses are on the public internet. Whatever is not known to be, is not."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

# Registered for special use (IANA's special-purpose registry), but taken for global by some versions of `ipaddress`;
# and 168.63.129.16, at which Azure serves each machine its own metadata.
SPECIAL_V4 = tuple(map(IPv4Network, ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))

# All that IANA has given out as global unicast. Outside lie loopback, link-local, unique-local, multicast,
# IPv4-mapped and IPv4-compatible addresses.
GLOBAL_UNICAST = IPv6Network("2000::/3")
# Inside of it: Teredo with the other protocol assignments, 6to4 and documentation, of which nobody serves pages.
SPECIAL_V6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
# A network without IPv4 reaches IPv4 hosts by this prefix: the address is as public as the one that it carries.
NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """True if the address is one host on the public internet.

    False for private, loopback, link-local, multicast, reserved, unspecified, shared (carrier-grade NAT) and
    documentation addresses, for a cloud's metadata services, and for IPv6 addresses that wrap one of these.
    """
    if isinstance(address, IPv6Address):
        if address in NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        return address.is_global and address in GLOBAL_UNICAST and not any(address in network for network in SPECIAL_V6)
    return (
        address.is_global
        and not (address.is_multicast or address.is_reserved)
        and not any(address in network for network in SPECIAL_V4)
    )
