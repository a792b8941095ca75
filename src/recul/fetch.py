"""The one edge that fetches: a public web address → its bytes.

An address may come from anybody, so nothing on this machine or its network may be reached
through it. Every host, that of each redirect too, is resolved here, its addresses are checked,
and the connection is made to an address that was checked: a name that answers differently the
second time (DNS rebinding) gains nothing.

This module imports the HTTP library when it is imported; import it where it is used.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version

import httpcore2
import httpx2
from protego import Protego
from pydantic import Field

from recul.model import InputError, Value
from recul.reading import MAX_PAGE_BYTES

Resolver = Callable[[str, int], Sequence[str]]
"""(host, port) → numeric addresses; OSError if there are none."""

ROBOT = "recul"
USER_AGENT = f"{ROBOT}/{version('recul')} (reads public pages one at a time, on request)"
_HEADERS = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"}
_TYPES = ("text/", "application/xhtml", "application/json", "application/xml")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(block)
    for block in ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20")
)
"""Blocks that some versions of Python take for global: protocol assignments, the 6to4 relays,
site-local and documentation addresses (IANA special-purpose registries)."""
_SAVE = "Open it in a browser and save the page to a file"


class Limits(Value):
    """What a server may cost us. Times are in seconds."""

    connect: float = Field(default=10, gt=0)
    read: float = Field(default=10, gt=0)
    """Without a byte coming in."""
    total: float = Field(default=60, gt=0)
    """For one address: redirects, robots.txt and transfer together (but not name look-ups,
    whose time-out is the system's)."""
    size: int = Field(default=MAX_PAGE_BYTES, gt=0)
    """Bytes, after decompression."""
    robots_size: int = Field(default=500_000, gt=0)
    """Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB."""
    hops: int = Field(default=5, ge=0)
    """Redirects that are followed."""


class Fetched(Value):
    """What came. `url` is where the redirects ended."""

    url: str
    content: bytes
    content_type: str | None
    status: int


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet.

    An address that carries another one (IPv4-mapped, 6to4, Teredo, NAT64) is judged by that.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if any(ip in network for network in _NOT_PUBLIC):
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            carried = ipaddress.IPv4Address(ip.packed[-4:])
        if carried:
            return is_public(str(carried))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses the system gives; it also reads forms like ``0x7f.1`` and ``2130706433``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetch(
    url: str,
    *,
    limits: Limits | None = None,
    resolver: Resolver = system_resolver,
    network: httpcore2.NetworkBackend | None = None,
    permitted: Callable[[str], bool] = is_public,
) -> Fetched:
    """Fetch a web page, if its site lets robots read it.

    Args:
        url: an address with http or https.
        limits: on time, size and redirects.
        resolver: finds the addresses of a host.
        network: opens connections; for tests.
        permitted: which numeric addresses may be connected to; for tests, which may allow a
            server of their own.

    Raises:
        InputError: it was not fetched; the error says why and what to do.
    """
    limits = limits or Limits()
    guarded = _Network(network or httpcore2.SyncBackend(), resolver, permitted, limits.total)
    with httpx2.Client(
        transport=_Transport(guarded),
        headers=_HEADERS,
        timeout=httpx2.Timeout(limits.read, connect=limits.connect),
        trust_env=False,  # a proxy of the environment would resolve names for us, unchecked
    ) as client:
        try:
            return _follow(client, url, limits)
        except _Forbidden as error:
            raise InputError(
                url, f"{error} is not an address of the public internet", "Give a public address"
            ) from None
        except (httpx2.TimeoutException, httpcore2.TimeoutException):
            raise InputError(url, "took too long to answer", f"Try later. {_SAVE}") from None
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
            raise InputError(url, "is not a web address", "Check its spelling") from None
        except httpx2.DecodingError:
            raise InputError(url, "sent damaged data", f"Try later. {_SAVE}") from None
        except (httpx2.HTTPError, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise InputError(
                url, f"cannot be reached: {error or type(error).__name__}", "Check the address"
            ) from None


def _follow(client: httpx2.Client, url: str, limits: Limits) -> Fetched:
    """Fetch, following redirects by hand."""
    robots: dict[str, Protego] = {}
    seen: list[httpx2.URL] = []
    here = _checked(httpx2.URL(url), url)
    while True:
        if here in seen:
            raise InputError(url, "redirects in a circle", _SAVE)
        if len(seen) > limits.hops:
            raise InputError(url, f"redirects more than {limits.hops} times", _SAVE)
        seen.append(here)
        site = f"{here.scheme}://{here.netloc.decode('ascii')}"
        if site not in robots:
            robots[site] = _robots(client, httpx2.URL(f"{site}/robots.txt"), limits)
        if not robots[site].can_fetch(str(here), ROBOT):
            raise InputError(url, "its site asks robots not to read it (robots.txt)", _SAVE)
        with client.stream("GET", here) as response:
            if response.has_redirect_location:
                here = _checked(here.join(response.headers["location"]), url)
                continue
            return _received(response, url, limits)


def _checked(here: httpx2.URL, url: str) -> httpx2.URL:
    """An address that may be tried, without its fragment."""
    if here.scheme not in ("http", "https") or not here.host:
        raise InputError(url, "is not a web address", "Give one with http:// or https://")
    if here.port and here.port > 65_535:
        raise InputError(url, "has no such port", "Check the number after the colon")
    if here.userinfo:
        raise InputError(url, "has a user name in it", "Give the address without it")
    return here.copy_with(fragment=None)


def _robots(client: httpx2.Client, here: httpx2.URL, limits: Limits) -> Protego:
    """The rules of a site, after RFC 9309: none if it has none, an error if it is in trouble."""
    url = str(here)
    for _ in range(limits.hops + 1):
        with client.stream("GET", here) as response:
            if response.has_redirect_location:
                here = _checked(here.join(response.headers["location"]), url)
                continue
            if response.status_code >= 500:
                raise InputError(
                    url, f"the server answered {response.status_code}", f"Try later. {_SAVE}"
                )
            text = b""
            if response.is_success:
                text = b"".join(_chunks(response, limits.robots_size))[: limits.robots_size]
            return Protego.parse(text.decode("utf-8", "replace"))
    return Protego.parse("")


def _received(response: httpx2.Response, url: str, limits: Limits) -> Fetched:
    content_type = response.headers.get("content-type")
    if response.status_code != 200:
        raise InputError(
            url,
            f"the server answered {response.status_code} {response.reason_phrase}".rstrip(),
            f"Check the address. {_SAVE}",
        )
    if content_type and not content_type.lower().startswith(_TYPES):
        raise InputError(url, f"is {content_type}, not a page", "Save its text to a file")
    content = b"".join(_chunks(response, limits.size))
    if len(content) > limits.size:
        raise InputError(url, f"is larger than the {limits.size / 1e6:g} MB that are read", _SAVE)
    return Fetched(
        url=str(response.url),
        content=content,
        content_type=content_type,
        status=response.status_code,
    )


def _chunks(response: httpx2.Response, size: int) -> Iterator[bytes]:
    """The decompressed content, until it is more than `size`."""
    total = 0
    for chunk in response.iter_bytes():
        yield chunk
        total += len(chunk)
        if total > size:
            return


class _Forbidden(Exception):  # noqa: N818  a refusal, and not of the caller's making
    """A host with an address that may not be connected to."""


class _Network(httpcore2.NetworkBackend):
    """Connects to permitted addresses only, and to nothing after the deadline."""

    def __init__(
        self,
        inner: httpcore2.NetworkBackend,
        resolver: Resolver,
        permitted: Callable[[str], bool],
        total: float,
    ) -> None:
        self._inner = inner
        self._resolver = resolver
        self._permitted = permitted
        self._deadline = time.monotonic() + total

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            addresses = self._resolver(host.strip("[]"), port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"no address found for {host}") from error
        for address in addresses:
            if not self._permitted(address):
                raise _Forbidden(host if host == address else f"{host} ({address})")
        failure: Exception = httpcore2.ConnectError(f"no address found for {host}")
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(
                    address,
                    port,
                    _remaining(self._deadline, timeout),
                    local_address,
                    socket_options,
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure


class _Stream(httpcore2.NetworkStream):
    """A connection on which no operation outlasts the deadline.

    A time-out for each read alone would let a server send a byte every nine seconds for ever.
    """

    def __init__(self, inner: httpcore2.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _remaining(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _remaining(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        remaining = _remaining(self._deadline, timeout)
        secured = self._inner.start_tls(ssl_context, server_hostname, remaining)
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


def _remaining(deadline: float, timeout: float | None) -> float:
    """The time an operation may take."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the whole transfer took too long")
    return left if timeout is None else min(left, timeout)


class _Transport(httpx2.BaseTransport):
    """The library's own transport takes no network; this one does."""

    def __init__(self, network: httpcore2.NetworkBackend) -> None:
        self._pool = httpcore2.ConnectionPool(network_backend=network)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
