"""A server in this process on the bundled case, and a browser where the machine has one."""

import os
import shutil
import socket
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import uvicorn

from recul import api
from recul.web.app import create
from recul.web.queries import Library
from recul.web.visit import Settings

TODAY = date(2022, 3, 10)
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def bundled(tmp_path_factory):
    """The bundled case, made once."""
    made = api.new(
        "ukraine", tmp_path_factory.mktemp("cases"), template="ukraine-2022", today=TODAY
    )
    made.folder.close()
    return made.folder.path


@pytest.fixture
def copied(bundled, tmp_path):
    """A case of one's own, to write to."""
    return shutil.copytree(bundled, tmp_path / "mine")


class Served:
    """A running server."""

    def __init__(self, folders, **settings):
        settings = {"clock": lambda: datetime(2022, 3, 10, 12, tzinfo=UTC), **settings}
        self.app = create(Library(folders), Settings(**settings))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(self.app, port=self.port, log_level="error", server_header=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self):
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_):
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture(scope="session")
def served(bundled):
    """The bundled case, for one person, read only by the tests."""
    with Served([bundled]) as server:
        yield server


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium. Where it is missing the test is skipped, but never in CI."""
    if not CHROMIUM.exists():
        if "CI" in os.environ:
            pytest.fail(f"{CHROMIUM} is missing")
        pytest.skip(f"{CHROMIUM} is missing")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


class Looked:
    """A page in the browser that takes note of what must not happen."""

    def __init__(self, browser, server, **context):
        self.amiss: list[str] = []
        self.server = server
        self.context = browser.new_context(**{"locale": "en", "base_url": server.url, **context})
        self.page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.amiss.append(str(error)))
        self.page.on("dialog", lambda dialog: self.amiss.append(dialog.message))
        self.page.on("request", self._request)

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.amiss.append(message.text)

    def _request(self, request):
        if not request.url.startswith((self.server.url, "data:")):
            self.amiss.append(request.url)


@pytest.fixture
def look(browser, served):
    """Open pages in the browser; nothing may be amiss at the end."""
    opened = []

    def looking(server=None, **context):
        opened.append(Looked(browser, server or served, **context))
        return opened[-1].page

    yield looking
    amiss = [fault for one in opened for fault in one.amiss]
    for one in opened:
        one.context.close()
    assert not amiss
