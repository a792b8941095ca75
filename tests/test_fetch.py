from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import httpcore2
import pytest

from recul.fetch import USER_AGENT, Client, Fetched, Limits, fetch, is_public, within
from recul.model import InputError

PAGE = b"<html><body><p>The troops are still there.</p></body></html>"
PUBLIC = "93.184.215.14"


class Site:
    """A server on this machine, and what it was asked for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.paths: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, str, str]] = []

    def url(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def serve(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> None:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in {"content_type": "text/html", **headers}.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("content-length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        self.paths[path] = answer


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        site: ClassVar[Site]

        def do_GET(self) -> None:
            self.site.asked.append((self.path, self.headers["host"], self.headers["user-agent"]))
            if self.path in self.site.paths:
                self.site.paths[self.path](self)
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            self.site.paths[self.path](self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Handler.site = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield Handler.site
    server.shutdown()
    server.server_close()
    thread.join()


def local(url: str, limits: Limits | None = None, **answers: list[str]) -> Fetched:
    """Fetch with the test's permission to reach this machine, by any name."""
    return fetch(
        url,
        limits=limits,
        resolver=lambda host, port: answers.get(host.partition(".")[0], ["127.0.0.1"]),
        permitted=lambda address: address == "127.0.0.1",
    )


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808"],
)
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1",
        "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2002:7f00:1::1",
        "192.0.0.9", "192.0.0.170", "192.88.99.1", "fec0::1", "3fff::1", "3fff:fff::1",
        "::ffff:192.88.99.1", "2001:db8::1", "localhost", "", "127.1", "2130706433",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://localhost/", "http://2130706433/",
        "http://0x7f000001/", "http://127.1/", "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1:8080/x", "https://192.168.0.1/",
        "http://0/",
    ],
)  # fmt: skip
def test_a_private_address_is_refused_however_it_is_written(url):
    with pytest.raises(InputError, match="not an address of the public internet"):
        fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/x", "file:///etc/passwd", "a.example", "", "http://", "javascript:1",
        "http://[::1", "http://0177.0.0.1/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(InputError, match="is not a web address"):
        fetch(url)


def test_a_port_that_cannot_be_is_refused():
    with pytest.raises(InputError, match="no such port"):
        fetch("http://a.example:99999/")


def test_a_host_with_one_private_address_among_public_ones_is_refused():
    with pytest.raises(InputError, match=r"news.example \(10.0.0.1\)"):
        fetch("http://news.example/", resolver=lambda host, port: [PUBLIC, "10.0.0.1"])


def test_an_unreachable_host_says_so():
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(InputError, match=r"cannot be reached: no address found for news.example"):
        fetch("https://news.example/", resolver=nowhere)


class Recorder(httpcore2.NetworkBackend):
    """A network that notes where it is sent, and goes nowhere."""

    def __init__(self) -> None:
        self.hosts: list[str] = []

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.hosts.append(host)
        raise httpcore2.ConnectError("refused")


def test_the_connection_is_made_to_the_address_that_was_checked():
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])  # DNS rebinding
    network = Recorder()
    with pytest.raises(InputError, match="cannot be reached"):
        fetch("http://news.example/", resolver=lambda host, port: next(answers), network=network)
    assert network.hosts == [PUBLIC]


def test_every_address_of_a_host_is_tried():
    network = Recorder()
    with pytest.raises(InputError, match="cannot be reached"):
        fetch("http://news.example/", resolver=lambda *_: [PUBLIC, "8.8.8.8"], network=network)
    assert network.hosts == [PUBLIC, "8.8.8.8"]


def test_a_page_comes_with_its_type_and_the_server_learns_who_asks(site):
    site.serve("/a", content_type="text/html; charset=utf-8")
    fetched = local(site.url("/a#part"))
    assert fetched.content == PAGE
    assert fetched.content_type == "text/html; charset=utf-8"
    assert (fetched.status, fetched.url) == (200, site.url("/a"))
    assert site.asked == [
        ("/robots.txt", f"news.example:{site.port}", USER_AGENT),
        ("/a", f"news.example:{site.port}", USER_AGENT),
    ]


def test_redirects_are_followed_and_the_last_address_is_told(site):
    site.serve("/a", status=301, location="/b")
    site.serve("/b", status=302, location=site.url("/c", "other.example"))
    site.serve("/c")
    assert local(site.url("/a")).url == site.url("/c", "other.example")


def test_a_redirect_to_a_private_address_is_refused(site):
    site.serve("/a", status=302, location="http://inside.example/secret")
    with pytest.raises(InputError, match=r"inside.example \(10.0.0.1\) is not an address"):
        local(site.url("/a"), inside=["10.0.0.1"])


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://news.example/", "http://u:p@x/"])
def test_a_redirect_to_something_else_than_a_page_is_refused(site, location):
    site.serve("/a", status=302, location=location)
    with pytest.raises(InputError, match=r"not a web address|user name"):
        local(site.url("/a"))


def test_redirects_end(site):
    site.serve("/a", status=302, location="/b")
    site.serve("/b", status=302, location="/a")
    with pytest.raises(InputError, match="in a circle"):
        local(site.url("/a"))
    for number in range(9):
        site.serve(f"/{number}", status=307, location=f"/{number + 1}")
    with pytest.raises(InputError, match="more than 3 times"):
        local(site.url("/0"), Limits(hops=3))


def test_robots_txt_is_respected_on_every_host(site):
    site.serve("/robots.txt", b"User-agent: recul\nDisallow: /private", content_type="text/plain")
    site.serve("/open")
    site.serve("/private/a")
    site.serve("/moved", status=302, location=site.url("/private/a", "other.example"))
    assert local(site.url("/open")).status == 200
    for path in ("/private/a", "/moved"):
        with pytest.raises(InputError, match="robots"):
            local(site.url(path))
    assert "/private/a" not in [path for path, *_ in site.asked]


def test_a_site_whose_robots_txt_fails_is_left_alone(site):
    site.serve("/robots.txt", status=503)
    site.serve("/a")
    with pytest.raises(InputError, match=r"robots.txt: the server answered 503"):
        local(site.url("/a"))


@pytest.mark.parametrize("status", [404, 403, 410, 500])
def test_an_answer_that_is_no_page_is_an_error(site, status):
    site.serve("/a", status=status)
    with pytest.raises(InputError, match=f"answered {status}"):
        local(site.url("/a"))


def test_a_type_that_is_no_page_is_an_error(site):
    site.serve("/a", content_type="application/zip")
    with pytest.raises(InputError, match="is application/zip, not a page"):
        local(site.url("/a"))


def test_a_large_page_is_refused(site):
    site.serve("/a", b"x" * 2_000_000)
    with pytest.raises(InputError, match="larger than the 1 MB"):
        local(site.url("/a"), Limits(size=1_000_000))


def test_a_compressed_bomb_is_refused(site):
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    site.serve("/a", bomb, content_encoding="gzip")
    with pytest.raises(InputError, match="larger than"):
        local(site.url("/a"))


def test_compression_is_undone_and_damage_is_told(site):
    site.serve("/a", gzip.compress(PAGE), content_encoding="gzip")
    site.serve("/b", b"\x1f\x8b not gzip", content_encoding="gzip")
    assert local(site.url("/a")).content == PAGE
    with pytest.raises(InputError, match="damaged"):
        local(site.url("/b"))


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_drips_is_left_at_the_deadline(site, part):
    stop = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if part == "body" else b""))
        while not stop.is_set():
            try:
                request.wfile.write(b"X-a: b\r\n")
                request.wfile.flush()
            except OSError:
                return
            time.sleep(0.02)

    site.paths["/a"] = drip
    try:
        with pytest.raises(InputError, match="too long"):
            local(site.url("/a"), Limits(total=0.4))
    finally:
        stop.set()


def test_a_server_that_is_silent_is_left(site):
    stop = threading.Event()
    site.paths["/a"] = lambda request: stop.wait(5) and None
    try:
        with pytest.raises(InputError, match="too long"):
            local(site.url("/a"), Limits(read=0.2))
    finally:
        stop.set()


def test_a_connection_that_breaks_is_an_error(site):
    site.paths["/a"] = lambda request: request.wfile.write(
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort"
    )
    with pytest.raises(InputError, match="cannot be reached"):
        local(site.url("/a"))


def test_what_was_sent_is_kept_as_it_was_sent(site):
    packed = gzip.compress(PAGE)
    site.serve("/a", status=301, location="/b")
    site.serve("/b", packed, content_encoding="gzip", etag='"7"')
    fetched = local(site.url("/a"))
    moved, answer = fetched.exchanges
    assert (moved.status, moved.url, answer.url) == (301, site.url("/a"), site.url("/b"))
    head, _, body = answer.received.partition(b"\r\n\r\n")
    assert body == packed
    assert head.startswith(b"HTTP/1.0 200 OK\r\n")
    assert b"\r\ncontent-encoding: gzip\r\n" in head
    assert answer.sent.startswith(b"GET /b HTTP/1.1\r\nHost: news.example:")
    assert f"User-Agent: {USER_AGENT}\r\n".encode() in answer.sent
    assert (answer.reason, answer.address) == ("OK", "127.0.0.1")
    assert moved.at <= answer.at
    assert fetched.headers["etag"] == '"7"'
    assert fetched.moved_for_good == site.url("/b")


def test_a_client_tells_any_status_and_reads_robots_txt_once(site):
    site.serve("/robots.txt", b"User-agent: *\nCrawl-delay: 7", content_type="text/plain")
    site.serve("/a", status=304)
    site.serve("/b", status=302, location="/a")
    with Client(
        resolver=lambda host, port: ["127.0.0.1"], permitted=within(["127.0.0.0/8"])
    ) as client:
        assert client.get(site.url("/a"), headers={"If-None-Match": '"7"'}).status == 304
        assert client.get(site.url("/b")).moved_for_good is None
        assert client.crawl_delay(site.url("/x")) == 7
    assert [path for path, *_ in site.asked] == ["/robots.txt", "/a", "/b", "/a"]


def test_a_network_that_is_listed_is_let_through_and_no_other():
    permitted = within(["127.0.0.0/8", "fd00::/8"])
    assert [permitted(a) for a in ("127.0.0.2", "8.8.8.8", "fd12::1")] == [True] * 3
    assert [permitted(a) for a in ("10.0.0.1", "::1", "169.254.169.254", "x")] == [False] * 4


def test_on_a_connection_that_stays_open_each_exchange_is_kept_apart(site):
    """With chunks as they came: no byte more, no byte less."""
    chunked = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    bodies = {path: b"5\r\n<b>" + path.encode() + b"\r\n0\r\n\r\n" for path in ("/1", "/2")}

    ports = set()

    def answer(request: BaseHTTPRequestHandler) -> None:
        ports.add(request.client_address[1])
        request.close_connection = False
        request.wfile.write(chunked + bodies[request.path])

    site.paths |= dict.fromkeys(bodies, answer)
    with Client(
        resolver=lambda host, port: ["127.0.0.1"], permitted=within(["127.0.0.0/8"])
    ) as client:
        for path, body in bodies.items():
            fetched = client.get(site.url(path))
            assert fetched.content == b"<b>" + path.encode()
            assert fetched.exchanges[0].received == chunked + body
            assert fetched.exchanges[0].sent.startswith(b"GET " + path.encode())
    assert len(ports) == 1


def test_bytes_are_sent_to_a_service_and_its_answer_comes_back(site):
    def answer(request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["content-length"]))
        request.send_response(200)
        request.end_headers()
        request.wfile.write(body + request.headers["content-type"].encode())

    site.paths["/tsa"] = answer
    with Client(
        resolver=lambda host, port: ["127.0.0.1"], permitted=within(["127.0.0.0/8"])
    ) as client:
        assert client.post(site.url("/tsa"), b"query ", "a/b").content == b"query a/b"
    with (
        Client(resolver=lambda host, port: ["127.0.0.1"]) as client,
        pytest.raises(InputError, match="not an address"),
    ):
        client.post(site.url("/tsa"), b"query", "a/b")
