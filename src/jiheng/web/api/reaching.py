"""Reaching (访问外部系统): a message is posted to an address that may be reached, and to no other.

Addresses of this machine and of private networks are refused unless the administrator of the machine allows their network
(`JIHENG_HOOK_NETWORKS`). The name is looked up once and that very address is spoken to, so that a name that changes its answer
in between (DNS rebinding) reaches nothing else; redirections are not followed.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from attrs import frozen
from django.conf import settings

from jiheng.errors import NotEnough

SECONDS = 10
SHOWN = 200
PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@frozen
class Answer:
    """What came of a try: the status that was answered (None: nothing came), and the beginning of what was said."""

    status: int | None
    said: str


def demand_fit(address: str) -> None:
    """Raise NotEnough for an address that no message may go to: another scheme, a name that is none, a network that is not allowed."""
    try:
        _reached(urlsplit(address))
    except (ValueError, OSError) as error:
        raise NotEnough(
            f"接收地址：{address[:80]} 不能使用（{error}）。应为 https 地址，且不在本机和内部网络；"
            "内部系统请由服务器管理员在 JIHENG_HOOK_NETWORKS 中放行后再登记。",
            f"address: {address[:80]} can't be used ({error}); give an https address outside of this machine and of private networks, "
            "or have the network allowed in JIHENG_HOOK_NETWORKS.",
        ) from error


def post(address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Post once. Whatever goes wrong is an answer without a status."""
    try:
        parts = urlsplit(address)
        line = _line(parts, _reached(parts))
        try:
            target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
            line.request("POST", target, body, {**headers, "Host": parts.netloc})
            came = line.getresponse()
            return Answer(came.status, f"{came.status} {came.read(SHOWN).decode('utf-8', 'replace')}".strip())
        finally:
            line.close()
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Answer(None, f"{type(error).__name__}: {error}"[:SHOWN])


def _reached(parts: SplitResult) -> Address:
    """The address behind a name. Raises ValueError for one that may not be reached, OSError for a name that is unknown."""
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise ValueError("scheme")
    found = socket.getaddrinfo(parts.hostname, parts.port or PORTS[parts.scheme], type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    allowed = [_inner(each) for each in addresses if _may(_inner(each), parts.scheme)]
    if not addresses or len(allowed) != len(addresses):
        raise ValueError("network")
    return allowed[0]


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, else itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return address.sixtofour or address
    return address


def _may(address: Address, scheme: str) -> bool:
    """Whether the address may be reached: in a network that is allowed, else by https and where everybody is."""
    if any(address in ipaddress.ip_network(each) for each in settings.HOOK_NETWORKS):
        return True
    return scheme == "https" and address.is_global and not address.is_multicast


class _Tied(http.client.HTTPSConnection):
    """TLS to one address, under the name that its certificate must bear."""

    def __init__(self, address: Address, name: str, port: int) -> None:
        super().__init__(name, port, timeout=SECONDS, context=ssl.create_default_context())
        self.address = address

    def connect(self) -> None:
        """Speak to that address."""
        line = socket.create_connection((str(self.address), self.port), SECONDS)
        self.sock = ssl.create_default_context().wrap_socket(line, server_hostname=self.host)


def _line(parts: SplitResult, address: Address) -> http.client.HTTPConnection:
    port = parts.port or PORTS[parts.scheme]
    if parts.scheme == "https":
        return _Tied(address, str(parts.hostname), port)
    return http.client.HTTPConnection(str(address), port, timeout=SECONDS)
