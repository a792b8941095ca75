"""Who gets in, and who may do what."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from recul.model import InputError
from recul.web.accounts import Accounts
from recul.web.app import create
from recul.web.queries import Library
from recul.web.throttle import FREE, Throttle
from recul.web.visit import Settings

PASSWORD = "correct horse battery"
NOW = datetime(2022, 2, 21, 12, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def app(copied, clock):
    made = create(Library([copied]), Settings(clock=clock, login=True))
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    made.state.accounts = Accounts(made.state.library.accounts, clock, cheap)
    for role in ("reader", "analyst", "editor", "admin"):
        made.state.accounts.add(role, PASSWORD, role, by="test")
    return made


@pytest.fixture
def client(app):
    return TestClient(app, follow_redirects=False)


def token(page):
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found
    return found[1]


def log_in(client, name="reader", password=PASSWORD, **more):
    csrf = token(client.get("/login"))
    return client.post("/login", data={"name": name, "password": password, "csrf": csrf, **more})


PUBLIC = {"/login", "/brief.css", "/robots.txt", "/language/{code}"}


def test_nothing_is_shown_without_a_login(app, client):
    for route in app.routes:
        if not isinstance(route, APIRoute) or route.path in PUBLIC:
            continue
        for method in route.methods or ():
            response = client.request(method, re.sub(r"\{[^}]*\}", "x", route.path), data={})
            assert response.status_code in (303, 401, 422), route.path
            if response.status_code == 303:
                assert response.headers["location"].startswith("/login")
            assert "Ukraine" not in response.text


def test_a_login_opens_and_a_logout_closes(client):
    response = log_in(client, back="/c/mine")
    assert (response.status_code, response.headers["location"]) == (303, "/c/mine")
    assert client.get("/").status_code == 200
    closed = client.post("/logout", data={"csrf": token(client.get("/account"))})
    assert closed.status_code == 303
    assert client.get("/").status_code == 303


def test_a_session_of_before_the_login_is_worth_nothing_after_it(client):
    client.get("/login")
    before = client.cookies["recul"]
    log_in(client)
    assert client.cookies["recul"] != before


def test_a_session_ends_by_itself(client, clock):
    log_in(client)
    clock.now += timedelta(hours=12, seconds=1)
    assert client.get("/").status_code == 303


def test_a_new_password_ends_the_sessions(app, client):
    log_in(client)
    app.state.accounts.add("reader", PASSWORD + "!", "reader", by="test")
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "https://evil.example", "x"])
def test_after_the_login_nobody_is_sent_elsewhere(client, back):
    assert log_in(client, back=back).headers["location"] == "/"
    assert client.get("/language/fr", params={"back": back}).headers["location"] == "/"


@pytest.mark.parametrize("form", [{}, {"csrf": ""}, {"csrf": "a.b"}, {"csrf": "é.é"}])
def test_a_form_without_the_token_of_its_session_is_refused(app, client, form):
    log_in(client, "admin")
    for route in app.routes:
        if (
            isinstance(route, APIRoute)
            and "POST" in (route.methods or ())
            and "/api/" not in route.path
        ):
            path = re.sub(r"\{[^}]*\}", "x", route.path)
            response = client.post(path, data=form)
            assert response.status_code in (403, 404, 422), path


def test_a_token_of_another_session_is_refused(app, client):
    other = TestClient(app)
    stolen = token(other.get("/login"))
    client.get("/login")
    form = {"name": "reader", "password": PASSWORD, "csrf": stolen}
    assert client.post("/login", data=form).status_code == 403


def test_a_form_from_another_site_is_refused(client):
    csrf = token(client.get("/login"))
    form = {"name": "reader", "password": PASSWORD, "csrf": csrf}
    for header in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/login", data=form, headers=header).status_code == 403


def test_only_an_admin_makes_accounts(app, client):
    for role in ("reader", "analyst", "editor", "admin"):
        log_in(client, role)
        form = {"name": f"by-{role}", "password": PASSWORD, "role": "reader"}
        csrf = token(client.get("/account"))
        client.post("/account/users", data={**form, "csrf": csrf})
    assert {u.name for u in app.state.accounts.all()} - {
        "reader",
        "analyst",
        "editor",
        "admin",
    } == {"by-admin"}


def test_wrong_passwords_are_slowed_and_a_right_one_waits_too(client, clock):
    answers = [log_in(client, password="wrong password").status_code for _ in range(FREE)]
    assert answers == [403] * (FREE - 1) + [429]
    response = log_in(client)
    assert response.status_code == 429
    assert int(response.headers["retry-after"]) >= 1
    clock.now += timedelta(seconds=1)
    assert log_in(client).status_code == 303


def test_ten_thousand_tries_take_days():
    throttle, now, waited = Throttle(longest=60), NOW, 0
    for _ in range(10_000):
        waited += throttle.wait("name", now)
        now += timedelta(seconds=throttle.wait("name", now))
        throttle.failed("name", now)
    assert waited > 6 * 86_400


def test_names_that_are_tried_are_not_remembered_for_ever():
    throttle = Throttle(longest=60)
    for n in range(20_000):
        throttle.failed(str(n), NOW)
    assert len(throttle._failures) == 10_000


def test_the_answer_does_not_tell_whether_there_is_such_a_name(client):
    known, unknown = (log_in(client, name, "wrong password") for name in ("reader", "nobody"))
    strip = re.compile(r'value="[^"]+"')
    assert strip.sub("", known.text) == strip.sub("", unknown.text)


def test_passwords_and_sessions_are_kept_nowhere(copied, client):
    log_in(client)
    content = b"".join(f.read_bytes() for f in copied.glob("case.db*"))
    assert PASSWORD.encode() not in content
    assert client.cookies["recul"].encode() not in content


def test_what_was_done_is_logged(app, client):
    from sqlalchemy import select

    from recul.store import tables

    log_in(client, password="wrong password")
    log_in(client)
    with app.state.library.accounts.read() as tx:
        done = [(r.who, r.what) for r in tx.execute(select(tables.audit))]
    assert ("reader", "login refused") in done
    assert done[-1] == ("reader", "login")


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [("a b", PASSWORD, "reader"), ("ab", "short", "reader"), ("ab", PASSWORD, "king")],
)
def test_an_account_that_cannot_be_is_refused(app, name, password, role):
    with pytest.raises(InputError):
        app.state.accounts.add(name, password, role, by="test")


# ------------------------------------------------------------------- before every page


@pytest.fixture
def here(copied):
    """The server of one person."""
    settings = Settings(clock=lambda: NOW, hosts=frozenset({"localhost"}), uploads=300_000)
    return TestClient(create(Library([copied]), settings), base_url="http://localhost")


def test_a_name_of_somebody_else_does_not_lead_here(here):
    assert here.get("/robots.txt").status_code == 200
    assert here.get("/robots.txt", headers={"Host": "evil.example"}).status_code == 421


def test_every_answer_carries_the_policy(here):
    for path in ("/", "/nothing", "/static/pages.css", "/c/mine/claims/nothing", "/api/nothing"):
        headers = here.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_more_than_is_taken_in_is_refused_with_and_without_its_length(here):
    def endless():
        for _ in range(100):
            yield b"x" * 10_000

    assert here.post("/login", content=b"x" * 400_000).status_code == 413
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert here.post("/login", content=endless(), headers=form).status_code == 413


def test_a_page_that_is_not_there(here):
    for path in (
        "/x",
        "/c/x",
        "/c/mine/claims/x",
        "/c/mine/documents/x",
        "/c/mine/evidence/x?claim=x",
    ):
        assert here.get(path).status_code == 404


@pytest.mark.parametrize("day", ["x", "2022-02-30", "0001-01-01", "9999-12-31", "2022-02-21T10:00"])
def test_a_day_that_is_none_is_told(here, day):
    found = here.get("/c/mine/claims/rus-2022-02-15", params={"as_of": day})
    assert found.status_code == 400
    assert "2022-02-16" in found.text
