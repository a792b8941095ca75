"""What is done in the pages and by programs: adding, and what hostile texts do not do."""

import re
import time
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from recul.web.accounts import Accounts
from recul.web.adding import safe_name
from recul.web.app import create
from recul.web.queries import Library
from recul.web.visit import Settings
from tests.web.conftest import Served

NOW = datetime(2022, 3, 10, 12, tzinfo=UTC)
ARTICLE = """publisher: Example News
published: 2022-02-17
title: {title}

{body}
NATO said on Thursday that it saw no sign of a withdrawal: more than 130,000 Russian troops are still
near Ukraine, Secretary General Jens Stoltenberg told reporters in Brussels.
"""
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}${7*7}<%= 7*7 %>",
    "'; DROP TABLE documents; --",
    "\u202egnp.exe \x1b[31m",
    "<svg/onload=alert(1)>",
]


def settled(client, slug, job, path="/c/{slug}/jobs/{job}"):
    """The page of a job once it is finished."""
    for _ in range(600):
        page = client.get(path.format(slug=slug, job=job))
        if "Done." in page.text or '"finished":true' in page.text:
            return page
        time.sleep(0.05)
    raise AssertionError(page.text)


def token(page):
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found
    return found[1]


@pytest.fixture
def client(copied):
    app = create(Library([copied]), Settings(clock=lambda: NOW))
    with TestClient(app, follow_redirects=False) as made:
        yield made


def send(client, files=(), **form):
    csrf = token(client.get("/c/mine/add"))
    given = [("files", file) for file in files]
    return client.post("/c/mine/documents", data={"csrf": csrf, **form}, files=given or None)


def test_hostile_texts_are_shown_and_do_nothing(copied, browser, look):
    with Served([copied]) as server:
        page = look(server)
        page.goto("/c/mine/add")
        files = [
            {
                "name": f"{n} {text}.txt",
                "mimeType": "text/plain",
                "buffer": ARTICLE.format(title=text.replace("\x1b", ""), body=text).encode(),
            }
            for n, text in enumerate(HOSTILE)
        ]
        page.locator("input[type=file]").set_input_files(files)
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_text("Done.").wait_for()
        assert "6 documents added" in page.locator("main").inner_text()
        for document in server.app.state.library.cases["mine"].documents().values():
            if document.publisher == "Example News":
                page.goto(f"/c/mine/documents/{document.id}")
                assert "130,000" in page.locator("main .text").inner_text()
                assert page.locator("main img, main script").count() == 0
        page.goto("/c/mine/log")
        assert page.locator("section.entry").count() > 0


def test_hostile_addresses_are_pages_that_are_not_there(served):
    client = TestClient(served.app, follow_redirects=False)
    for text in HOSTILE:
        for path in ("/c/{}", "/c/ukraine/claims/{}", "/c/ukraine/documents/{}"):
            quoted = text.replace("\x1b", "%1b").replace("%=", "%25=")
            response = client.get(path.format(quoted))
            assert response.status_code == 404, text
            assert "<script>alert" not in response.text
        response = client.get("/c/ukraine/claims/rus-2022-02-15", params={"as_of": text})
        assert response.status_code == 400
        assert "<script>alert" not in response.text
        assert "onerror=alert(1)>" not in response.text


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..\\..\\x.txt", "/etc/shadow", ".hidden", "a\0b.txt", "", "x" * 500],
)
def test_a_name_of_a_file_leads_nowhere(name):
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert not re.search(r"[/\\\0]", safe)
    assert not safe.startswith(".")
    assert len(safe) < 80


def test_only_web_addresses_are_fetched(client):
    for address in ("file:///etc/passwd", "/etc/passwd", "ftp://example.org/x", "//example.org"):
        response = send(client, addresses=address)
        assert response.status_code == 400, address
        assert "root:" not in response.text


def test_the_server_fetches_nothing_of_its_own_network(client):
    addresses = (
        "http://127.0.0.1:9/",
        "http://169.254.169.254/x",
        "http://[::1]/",
        "http://10.0.0.1/",
    )
    where = send(client, addresses="\n".join(addresses)).headers["location"]
    page = settled(client, "mine", where.rpartition("/")[2])
    assert "0 documents added" in page.text
    assert page.text.count("<li>http") == len(addresses)


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(client):
    files = [
        ("bad.pdf", b"%PDF-1.4 nothing"),
        ("good.txt", ARTICLE.format(title="x", body="y").encode()),
    ]
    where = send(client, files).headers["location"]
    page = settled(client, "mine", where.rpartition("/")[2])
    assert "1 document added" in page.text
    assert "bad.pdf" in page.text
    assert "/tmp" not in page.text


# ------------------------------------------------------------------------- programs


@pytest.fixture
def program(copied):
    """A server that asks for tokens, and what makes them."""
    app = create(Library([copied]), Settings(clock=lambda: NOW, login=True))
    accounts = Accounts(app.state.library.accounts, lambda: NOW, PasswordHasher(1, 8, 1))
    app.state.accounts = accounts
    for role in ("reader", "analyst"):
        accounts.add(role, "correct horse battery", role, by="test")

    def call(role, *scopes):
        bearer = accounts.issue(role, "test", scopes, 30)
        return TestClient(app, headers={"Authorization": f"Bearer {bearer}"})

    with TestClient(app):
        yield call


def test_a_program_without_a_token_gets_nothing(program):
    call = program("reader", "read")
    assert call.get("/api/cases").status_code == 200
    for given in ("", "Bearer", "Bearer x", "Basic eDp5", "Bearer recul_x"):
        assert call.get("/api/cases", headers={"Authorization": given}).status_code == 401


def test_a_token_may_no_more_than_its_scopes_and_its_owner(program):
    article = {"file": ("a.txt", ARTICLE.format(title="x", body="y").encode())}
    where = "/api/cases/mine/files/documents"
    for role, scopes, status in (
        ("reader", ("read", "write"), 403),
        ("analyst", ("read",), 403),
        ("analyst", ("write",), 403),
        ("analyst", ("read", "write"), 202),
    ):
        assert program(role, *scopes).post(where, files=article).status_code == status, role


def test_the_shapes_are_those_of_the_command_line(program, copied):
    from recul import api
    from recul.model import end_of_day
    from recul.reporting.json import assess_json
    from recul.reporting.words import words

    at = end_of_day(NOW.date().replace(month=2, day=16))
    found = api.open_case(copied).assess(as_of=at, words=words("en"))
    expected = assess_json(
        found.case, at, found.assessments, history=found.history, warnings=found.warnings
    )
    call = program("reader", "read")
    assert call.get("/api/cases/mine/assessments?as_of=2022-02-16").json() == expected


def test_nothing_a_program_sends_breaks_the_server(served):
    """Schemathesis: every operation with all sorts of input, no answer of 500 and more."""
    import schemathesis
    from hypothesis import HealthCheck, given, settings

    schema = schemathesis.openapi.from_url(f"{served.url}/api/openapi.json")
    for result in schema.get_all_operations():
        operation = result.ok()  # type: ignore[union-attr]
        if operation.path.endswith("/changes"):
            continue  # a stream does not end

        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def sent(case):
            answer = case.call(base_url=served.url, timeout=20)
            assert answer.status_code < 500, case.as_curl_command()

        sent()


def test_a_change_is_streamed(copied):
    import httpx2

    with Served([copied]) as server:
        url = f"{server.url}/api/cases/mine"
        with httpx2.stream("GET", f"{url}/changes", timeout=30) as stream:
            lines = stream.iter_lines()
            assert next(lines) == ": here"
            article = ARTICLE.format(title="x", body="y").encode()
            httpx2.post(f"{url}/files/documents", files={"file": ("a.txt", article)})
            kinds = (line for line in lines if line.startswith("event:"))
            assert next(kinds) == "event: assessment"


# --------------------------------------------------------------------------- review


def test_a_decision_by_keyboard_changes_the_assessment(copied, browser, look):
    with Served([copied]) as server:
        page = look(server)
        claim = "/c/mine/claims/rus-2022-02-15?as_of=2022-02-21"
        page.goto(claim)
        before = page.locator("ol.items > li").first.inner_text()
        page.locator("ol.items .no a").first.press("Enter")
        page.locator("dialog#drawer form.decide").wait_for()
        page.keyboard.press("r")
        page.keyboard.type("The image is of another year.")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.endswith(claim)
        assert page.locator("ol.items > li").first.inner_text() != before
        page.goto("/c/mine/review")
        assert "The image is of another year." in page.locator("table").inner_text()


def test_a_reader_decides_nothing_and_an_analyst_publishes_nothing(copied):
    app = create(Library([copied]), Settings(clock=lambda: NOW, login=True))
    accounts = Accounts(app.state.library.accounts, lambda: NOW, PasswordHasher(1, 8, 1))
    app.state.accounts = accounts
    for role, kind, status in (
        ("reader", "evidence", 403),
        ("analyst", "assessment", 403),
        ("analyst", "evidence", 400),  # may, but there is no such piece
        ("editor", "assessment", 400),
    ):
        accounts.add(role, "correct horse battery", role, by="test")
        client = TestClient(app, follow_redirects=False)
        form = {"name": role, "password": "correct horse battery"}
        client.post("/login", data={**form, "csrf": token(client.get("/login"))})
        decision = {"kind": kind, "action": "reject", "target": "nothing", "reason": "x"}
        csrf = token(client.get("/account"))
        response = client.post("/c/mine/review", data={**decision, "csrf": csrf})
        assert response.status_code == status, role
