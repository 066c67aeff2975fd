"""Requests to addresses that strangers chose: never to this machine or its own network.

The name is looked up once, every address found is judged, and the request goes to that very
address, so that a second look-up cannot lead elsewhere (DNS rebinding). Redirects are not
followed, and no proxy from the environment is used.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

import httpx

_NAT64 = IPv6Network("64:ff9b::/96")
_MAX_ANSWER = 4096


class ForbiddenAddressError(ValueError):
    """The URL leads to where the gateway does not send."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a receiver answered."""

    status: int
    retry_after: str | None


def check_url(url: str, *, allow_private: bool) -> SplitResult:
    """The parts of a URL that may be called, as far as can be told without a look-up.

    Raises:
        ForbiddenAddressError: another scheme, user and password, no host, or a literal address
            that is not public; the message says which.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ForbiddenAddressError("not a URL") from error
    if parts.scheme != "https" and not (allow_private and parts.scheme == "http"):
        raise ForbiddenAddressError("the URL must begin with https://")
    if parts.username is not None or parts.password is not None:
        raise ForbiddenAddressError("no user or password in the URL")
    if not parts.hostname or port == 0:
        raise ForbiddenAddressError("the URL has no host")
    if any(ord(char) <= 32 or ord(char) == 127 for char in url):
        raise ForbiddenAddressError("the URL has blanks or control characters")
    if not allow_private:
        if parts.hostname.rstrip(".").endswith("localhost"):
            raise ForbiddenAddressError("the address is not public")
        try:
            literal = ip_address(parts.hostname)
        except ValueError:
            pass  # a name: judged when it has been looked up
        else:
            if not is_public(literal):
                raise ForbiddenAddressError("the address is not public")
    return parts


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is on the open internet, seen through IPv4 carried in IPv6."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address.teredo is not None:
            inner = address.teredo[1]
        if inner is None and address in _NAT64:
            inner = IPv4Address(address.packed[-4:])
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


async def resolve(host: str, port: int, *, allow_private: bool) -> str:
    """An address of a host that may be called, as text.

    One address that is not public condemns the host: it has no business among public ones.

    Raises:
        ForbiddenAddressError: an address is not public.
        OSError: the name has no address.
    """
    found = await asyncio.get_running_loop().getaddrinfo(
        host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
    )
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses:
        raise OSError("no address")
    if not allow_private:
        for address in addresses:
            if not is_public(ip_address(address.split("%", 1)[0])):
                raise ForbiddenAddressError("the address is not public")
    return addresses[0]


async def post(
    client: httpx.AsyncClient,
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    allow_private: bool,
) -> Answer:
    """POST to the address that the URL's host has now.

    Raises:
        ForbiddenAddressError: see `check_url` and `resolve`.
        OSError, httpx.HTTPError: no connection, no answer in time, a certificate that fails.
    """
    parts = check_url(url, allow_private=allow_private)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = await resolve(host, port, allow_private=allow_private)
    literal = f"[{address}]" if ":" in address else address
    target = parts._replace(netloc=f"{literal}:{port}", fragment="").geturl()
    request = client.build_request(
        "POST",
        target,
        content=body,
        headers={**headers, "host": parts.netloc},
        # the certificate is checked against the name, not against the address
        extensions={"sni_hostname": host},
    )
    response = await client.send(request, stream=True, follow_redirects=False)
    try:
        read = 0
        async for chunk in response.aiter_raw():  # so that the connection can be used again
            read += len(chunk)
            if read > _MAX_ANSWER:
                break
        return Answer(response.status_code, response.headers.get("retry-after"))
    finally:
        await response.aclose()


def new_client(timeout_seconds: float) -> httpx.AsyncClient:
    """A client for `post`: no proxies, no cookies kept for long, few connections."""
    return httpx.AsyncClient(
        timeout=httpx.Timeout(timeout_seconds),
        trust_env=False,
        follow_redirects=False,
        limits=httpx.Limits(max_connections=32, max_keepalive_connections=8),
    )
