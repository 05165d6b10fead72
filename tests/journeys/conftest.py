"""Fixtures of the journeys: a running system, a browser, and somebody signed in."""

import os
import threading
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db.backends.signals import connection_created
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from hientai.accounts.models import User
from hientai.shared.tables import read_apart
from tests.journeys.browser import DESKTOP, Watch, started
from tests.journeys.city import City, founded, scheme_runs
from tests.journeys.test_frame import sign_in
from tests.reading import read_by

# Playwright's own event loop runs in this thread; the tests' queries are synchronous all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PATIENCE = 20_000  # ms: a slow machine is no fault of a page
expect.set_options(timeout=PATIENCE)
Signed = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the journeys of a file; each page has a context of its own.

    It ends with them: while it runs, nothing else in this process can run an event loop.
    """
    with sync_playwright() as playwright:
        chromium = started(playwright.chromium)
        yield chromium
        chromium.close()


@pytest.fixture
def city(transactional_db: None) -> City:
    """A small city with its users, in the database of the running system."""
    return founded()


@pytest.fixture
def running(city: City) -> City:
    """The city with the scheme in force and a little training history."""
    scheme_runs(city)
    return city


def _speak_as_the_application(connection: object, **_: object) -> None:
    """The running system's connections take the application's role; the tests' own do not."""
    if threading.current_thread() is not threading.main_thread():
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE hientai_app")


@pytest.fixture(autouse=True, scope="session")
def _walls() -> Iterator[None]:
    connection_created.connect(_speak_as_the_application)
    yield
    connection_created.disconnect(_speak_as_the_application)


@pytest.fixture(autouse=True)
def read_as_in_service() -> Iterator[None]:
    """What users hand in is read in a process of its own."""
    with read_by(read_apart):
        yield


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Opens pages as a user (or as nobody); fails if anything went wrong behind one of them."""
    contexts, watches = [], []

    def opened(user: object | None = None, viewport: dict[str, int] = DESKTOP) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=viewport,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        if user is not None:
            context.add_cookies([_session_of(user, live_server.url)])
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        contexts.append(context)
        watches.append(Watch(page, live_server.url))
        return page

    yield opened
    for context in contexts:
        context.close()
    complaints = [complaint for watch in watches for complaint in watch.complaints]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def desk(open_page: Callable[..., Page]) -> Signed:
    """A desk of one's own for each: signed in by the page, once."""
    held: dict[str, Page] = {}

    def at(who: User, **more: object) -> Page:
        if who.username not in held:
            page = held[who.username] = open_page(**more)
            page.goto("/dang-nhap/")
            sign_in(page, who.username)
            expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan")
        return held[who.username]

    return at


def _session_of(user: object, url: str) -> dict[str, str]:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}
