"""Who may ask what, and how often; the headers that keep a browser safe.

Everything here is off the path of Kafka: it guards the HTTP side alone.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Sequence
from time import time
from urllib.parse import urlsplit

from fastapi import HTTPException, Request, status
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from pydantic import SecretStr
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contraflow.settings import Settings

COOKIE = "contraflow_token"
"""Cookie in which the page keeps its token; scripts cannot read it."""
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
"""Paths for machines on the inside: no host check, no rate limit, no token."""

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
))  # fmt: skip
"""Only our own files; no inline script or style; nothing can turn text into markup."""

_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def check_exposure(settings: Settings) -> None:
    """Refuse to serve others without tokens, unless that was asked for.

    Raises:
        ValueError: the address is not loopback, there is no token, and anonymity is not allowed.
    """
    if not (
        is_loopback(settings.gateway_host)
        or settings.gateway_read_tokens
        or settings.gateway_allow_anonymous
    ):
        raise ValueError(
            f"{settings.gateway_host} is not a loopback address: set "
            "CONTRAFLOW_GATEWAY_READ_TOKENS and CONTRAFLOW_GATEWAY_MANAGE_TOKENS, or "
            "CONTRAFLOW_GATEWAY_ALLOW_ANONYMOUS=true when something else guards the gateway"
        )


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def base_url(settings: Settings) -> str:
    """The address in links, without a slash at its end."""
    if settings.gateway_public_url:
        return settings.gateway_public_url.rstrip("/")
    host = settings.gateway_host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.gateway_port}"


class Tokens:
    """The tokens that may read and those that may manage; managing includes reading."""

    def __init__(self, read: Sequence[SecretStr], manage: Sequence[SecretStr]) -> None:
        self._manage = [token.get_secret_value().encode() for token in manage]
        self._read = [token.get_secret_value().encode() for token in read]

    @property
    def needed(self) -> bool:
        """Whether reading needs a token."""
        return bool(self._read)

    def may_read(self, token: str | None) -> bool:
        """Whether this token, or the lack of one, may read."""
        return not self._read or _among(token, [*self._read, *self._manage])

    def may_manage(self, token: str | None) -> bool:
        """Whether this token may manage; without manage tokens, whoever may read."""
        return _among(token, self._manage) if self._manage else self.may_read(token)


def _among(token: str | None, known: Sequence[bytes]) -> bool:
    if token is None:
        return False
    given = token.encode()
    same = [hmac.compare_digest(given, one) for one in known]  # all, so that the time tells nothing
    return any(same)


def token_of(request: Request) -> str | None:
    """The bearer token of a request, else the page's cookie."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and value.strip():
        return value.strip()
    return request.cookies.get(COOKIE)


def refuse(token: str | None) -> HTTPException:
    """The error for a request that may not do what it asks for."""
    if token is None:
        return HTTPException(
            status.HTTP_401_UNAUTHORIZED,
            "a bearer token is needed",
            {"www-authenticate": 'Bearer realm="contraflow"'},
        )
    return HTTPException(status.HTTP_403_FORBIDDEN, "this token may not do that")


def client_address(scope: Scope) -> str:
    """The address that a request came from."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


class Guard:
    """Checks of every request before it is looked at closer, and headers on every answer.

    The host must be one of ours (else another site's name could be pointed at a gateway on
    loopback); a request that changes something must not come from another site's page; and
    nobody may ask too often.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._hosts = {host.lower() for host in settings.gateway_allowed_hosts}
        public = urlsplit(settings.gateway_public_url or "").hostname
        if public:
            self._hosts.add(f"[{public}]" if ":" in public else public)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._requests = RateLimitItemPerMinute(settings.gateway_requests_per_minute)
        self._changes = RateLimitItemPerMinute(settings.gateway_changes_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = None if scope["path"] in PROBES else await self._refusal(scope)
        await (refusal or self.app)(scope, receive, with_headers)

    async def _refusal(self, scope: Scope) -> JSONResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        name = (
            host[: host.index("]") + 1]
            if host.startswith("[") and "]" in host
            else (host.partition(":")[0])
        )
        if "*" not in self._hosts and name not in self._hosts:
            return _error(421, "not a host of this gateway; see CONTRAFLOW_GATEWAY_ALLOWED_HOSTS")
        changing = scope["method"] not in _SAFE_METHODS
        if changing and headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return _error(403, "requests from other sites' pages may not change anything")
        address = client_address(scope)
        for item, kind in ((self._requests, "request"), (self._changes, "change")):
            if kind == "change" and not changing:
                continue
            if not await self._limiter.hit(item, kind, address):
                window = await self._limiter.get_window_stats(item, kind, address)
                wait = max(1, round(window.reset_time - time()))
                return _error(429, "too many requests", {"retry-after": str(wait)})
        return None


def _error(code: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"detail": detail}, status_code=code, headers=headers)
