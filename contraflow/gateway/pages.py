"""The page: static files, and the shells that load them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, HTTPException, Response, status
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field, SecretStr
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from contraflow.gateway.api import Own
from contraflow.gateway.security import COOKIE

STATIC = Path(str(files("contraflow.gateway") / "static"))

pages = APIRouter(include_in_schema=False)

_READ = ["GET", "HEAD"]  # monitors and link previews ask for the head alone


class Static(StaticFiles):
    """Static files that a browser asks after each time (ETag), so that an upgrade shows at once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file."""
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "no-cache"
        return response


def _shell(name: str) -> FileResponse:
    return FileResponse(
        STATIC / name, media_type="text/html; charset=utf-8", headers={"cache-control": "no-cache"}
    )


@pages.api_route("/", methods=_READ)
def front() -> FileResponse:
    """Alerts arriving live."""
    return _shell("index.html")


@pages.api_route("/alerts/{alert_id}", methods=_READ)
def alert_page(alert_id: str) -> FileResponse:
    """One alert."""
    return _shell("alert.html")


@pages.api_route("/places/{place_id:path}", methods=_READ)
def place_page(place_id: str) -> FileResponse:
    """One place with its timeline."""
    return _shell("place.html")


@pages.api_route("/subscribe", methods=_READ)
def subscribe_page() -> FileResponse:
    """Every way to subscribe."""
    return _shell("subscribe.html")


@pages.api_route("/favicon.ico", methods=_READ)
def favicon() -> FileResponse:
    """For browsers that ask without being told."""
    return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")


class SignIn(BaseModel):
    """A token, typed in by a person."""

    token: SecretStr = Field(max_length=512)


@pages.post("/session", status_code=204)
def sign_in(gateway: Own, given: SignIn, response: Response) -> None:
    """Keep a token in a cookie that scripts cannot read, so that the page may use it."""
    token = given.token.get_secret_value()
    if not gateway.tokens.may_read(token):
        raise HTTPException(status.HTTP_403_FORBIDDEN, "this token may not read")
    response.set_cookie(
        COOKIE,
        token,
        httponly=True,
        samesite="strict",
        secure=gateway.base_url.startswith("https:"),
        max_age=30 * 86400,
    )


@pages.delete("/session", status_code=204)
def sign_out(response: Response) -> None:
    """Forget the token."""
    response.delete_cookie(COOKIE)
