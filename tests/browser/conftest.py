"""A headless Chromium and a gateway for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contraflow.gateway.app import create_app
from contraflow.settings import Settings
from tests.gateway.conftest import FakePublisher
from tests.gateway.live import LiveGateway

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-dev-shm-usage",
)  # fmt: skip


def chromium() -> str | None:
    """A Chromium of this machine: CONTRAFLOW_TEST_CHROMIUM, or one on the path."""
    named = os.environ.get("CONTRAFLOW_TEST_CHROMIUM")
    if named:
        return named
    return (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    # For one module alone: while Playwright runs, an event loop of its own does, and asynchronous
    # tests cannot.
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def publisher() -> FakePublisher:
    return FakePublisher()


@pytest.fixture
def live(tmp_path: Path, publisher: FakePublisher) -> Iterator[LiveGateway]:
    settings = Settings(gateway_keepalive_seconds=0.5)
    app = create_app(settings, folder=tmp_path / "gateway", publisher=publisher, read_kafka=False)
    with LiveGateway(app) as live:
        yield live


OpenPage = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, live: LiveGateway) -> Iterator[OpenPage]:
    """Opens pages; fails the test on any script error, refused resource or request elsewhere."""
    contexts: list[Any] = []
    problems: list[str] = []
    expected: list[str] = []

    def open_one(path: str = "/", *, expect_errors: tuple[str, ...] = (), **context: Any) -> Any:
        expected.extend(expect_errors)
        context.setdefault("viewport", {"width": 1280, "height": 900})
        opened = browser.new_context(**context)
        contexts.append(opened)
        page = opened.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
        page.on(
            "console",
            lambda message: (
                problems.append(f"console: {message.text}") if message.type == "error" else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((live.url, "data:"))
                else problems.append(f"request elsewhere: {request.url}")
            ),
        )
        page.goto(live.url + path)
        return page

    yield open_one
    for opened in contexts:
        opened.close()
    left = [one for one in problems if not any(text in one for text in expected)]
    assert left == []
