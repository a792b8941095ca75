"""The one edge that fetches: a public web address → its bytes.

An address may come from anybody, so nothing on this machine or its network may be reached
through it, unless whoever runs Recul allows it by name (`within`). Every host, that of each
redirect too, is resolved here, its addresses are checked, and the connection is made to an
address that was checked: a name that answers differently the second time (DNS rebinding) gains
nothing.

This module imports the HTTP library when it is imported; import it where it is used.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from types import TracebackType
from typing import Literal, Self

import httpcore2
import httpx2
from protego import Protego
from pydantic import AwareDatetime, Field

from recul.fetch.network import Deadline, Forbidden, Guarded, Transport
from recul.fetch.public import Resolver, is_public, system_resolver, within
from recul.model import InputError, Value

__all__ = [
    "PAGE_TYPES",
    "ROBOT",
    "USER_AGENT",
    "VERSION",
    "Client",
    "Exchange",
    "FetchError",
    "Fetched",
    "Limits",
    "Resolver",
    "Robots",
    "fetch",
    "is_public",
    "system_resolver",
    "within",
]

ROBOT = "recul"
VERSION = version("recul")
USER_AGENT = f"{ROBOT}/{VERSION} (reads public pages one at a time, on request)"
PAGE_TYPES = (
    "text/", "application/xhtml", "application/json", "application/xml", "application/pdf",
)  # fmt: skip
"""How the types of what is read as a page begin."""
_SAVE = "Open it in a browser and save the page to a file"

Failure = Literal[
    "not_an_address", "not_public", "unreachable", "too_slow", "damaged", "redirects", "robots",
    "robots_unavailable", "status", "type", "too_large",
]  # fmt: skip
"""Why nothing was fetched."""


class FetchError(InputError):
    """An address from which nothing came that can be used, and why."""

    def __init__(self, kind: Failure, source: str, problem: str, remedy: str) -> None:
        self.kind: Failure = kind
        super().__init__(source, problem, remedy)


class Limits(Value):
    """What a server may cost us. Times are in seconds."""

    connect: float = Field(default=10, gt=0)
    read: float = Field(default=10, gt=0)
    """Without a byte coming in."""
    total: float = Field(default=60, gt=0)
    """For one address: redirects, robots.txt and transfer together (but not name look-ups,
    whose time-out is the system's)."""
    size: int = Field(default=20_000_000, gt=0)
    """Bytes, after decompression: a long PDF. A page may be shorter still (`recul.reading`)."""
    robots_size: int = Field(default=500_000, gt=0)
    """Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB."""
    robots_age: float = Field(default=86_400, ge=0)
    """How long a robots.txt is taken to stand; RFC 9309 allows a day."""
    hops: int = Field(default=5, ge=0)
    """Redirects that are followed."""


class Exchange(Value):
    """A request and its response, byte for byte as they went over the wire, for an archive."""

    url: str
    at: AwareDatetime
    """When the response began to come in."""
    address: str | None
    """Numeric, of the server."""
    status: int
    reason: str
    sent: bytes
    received: bytes


class Fetched(Value):
    """What came. `url` is where the redirects ended; `headers` have lower-case names."""

    url: str
    content: bytes
    content_type: str | None
    status: int
    headers: Mapping[str, str] = Field(default_factory=dict)
    exchanges: tuple[Exchange, ...] = ()
    """Of each redirect, and of the answer, in order; those about robots.txt are not kept."""
    moved_for_good: str | None = None
    """Where the address has moved permanently, if each redirect says so (301, 308)."""


Robots = dict[str, tuple[float, Protego]]
"""The rules of sites, and when they were read (monotonic): several clients may share one."""


class Client:
    """Fetches one address at a time, and keeps connections open. Not to be shared by threads.

    Args:
        limits: on time, size and redirects, for each address.
        resolver: finds the addresses of a host.
        network: opens connections; for tests.
        permitted: which numeric addresses may be connected to.
        robots: the rules of sites already read.
        agent: what we call ourselves; robots.txt is asked for the rules of `ROBOT` all the same.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        resolver: Resolver = system_resolver,
        network: httpcore2.NetworkBackend | None = None,
        permitted: Callable[[str], bool] = is_public,
        robots: Robots | None = None,
        agent: str = USER_AGENT,
    ) -> None:
        self._limits = limits or Limits()
        self._robots: Robots = {} if robots is None else robots
        self._deadline = Deadline()
        self._transport = Transport(
            Guarded(network or httpcore2.SyncBackend(), resolver, permitted, self._deadline)
        )
        self._http = httpx2.Client(
            transport=self._transport,
            headers={"User-Agent": agent, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx2.Timeout(self._limits.read, connect=self._limits.connect),
            trust_env=False,  # a proxy of the environment would resolve names for us, unchecked
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        types: tuple[str, ...] | None = None,
    ) -> Fetched:
        """What a server answers, whatever its status, if its site lets robots read it.

        Args:
            url: an address with http or https.
            headers: of the request, beside our own (``If-None-Match`` …).
            types: how the type of a page (status 200) may begin; any type without.

        Raises:
            FetchError: no answer that can be used; the error says why and what to do.
        """
        with self._telling(url):
            return self._follow(url, headers or {}, types)

    def post(self, url: str, body: bytes, content_type: str) -> Fetched:
        """What a service that is made for it answers to some bytes, whatever its status.

        No redirect is followed, and no robots.txt asked: it is no page.

        Raises:
            FetchError: no answer that can be used.
        """
        with self._telling(url):
            here = _checked(httpx2.URL(url), url)
            headers = {"Content-Type": content_type}
            with self._http.stream("POST", here, content=body, headers=headers) as response:
                content = _content(response, url, None, self._limits.size)
                return Fetched(
                    url=str(response.url),
                    content=content,
                    content_type=response.headers.get("content-type"),
                    status=response.status_code,
                )

    @contextmanager
    def _telling(self, url: str) -> Iterator[None]:
        """Start the clock for an address, and say what is wrong with it."""
        self._deadline.start(self._limits.total)
        try:
            yield
        except Forbidden as error:
            raise FetchError(
                "not_public",
                url,
                f"{error} is not an address of the public internet",
                "Give a public address",
            ) from None
        except (httpx2.TimeoutException, httpcore2.TimeoutException):
            raise FetchError(
                "too_slow", url, "took too long to answer", f"Try later. {_SAVE}"
            ) from None
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
            raise FetchError(
                "not_an_address", url, "is not a web address", "Check its spelling"
            ) from None
        except httpx2.DecodingError:
            raise FetchError("damaged", url, "sent damaged data", f"Try later. {_SAVE}") from None
        except (httpx2.HTTPError, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise FetchError(
                "unreachable",
                url,
                f"cannot be reached: {error or type(error).__name__}",
                "Check the address",
            ) from None

    def crawl_delay(self, url: str) -> float | None:
        """The seconds between requests that the site's robots.txt asks for, as far as read."""
        _, rules = self._robots.get(_site(httpx2.URL(url)), (0.0, None))
        delay = rules.crawl_delay(ROBOT) if rules else None
        return float(delay) if delay is not None else None

    def _follow(
        self, url: str, headers: Mapping[str, str], types: tuple[str, ...] | None
    ) -> Fetched:
        """Fetch, following redirects by hand."""
        seen: list[httpx2.URL] = []
        exchanges: list[Exchange] = []
        for_good = True
        here = _checked(httpx2.URL(url), url)
        while True:
            if here in seen:
                raise FetchError("redirects", url, "redirects in a circle", _SAVE)
            if len(seen) > self._limits.hops:
                raise FetchError(
                    "redirects", url, f"redirects more than {self._limits.hops} times", _SAVE
                )
            seen.append(here)
            if not self._rules(here).can_fetch(str(here), ROBOT):
                raise FetchError(
                    "robots", url, "its site asks robots not to read it (robots.txt)", _SAVE
                )
            with self._http.stream("GET", here, headers=dict(headers)) as response:
                at = datetime.now(UTC)
                if response.has_redirect_location:
                    for_good = for_good and response.status_code in (301, 308)
                    _drain(response, self._limits.size)
                    exchanges.append(self._exchange(response, at))
                    here = _checked(here.join(response.headers["location"]), url)
                    continue
                content = _content(response, url, types, self._limits.size)
                exchanges.append(self._exchange(response, at))
                return Fetched(
                    url=str(response.url),
                    content=content,
                    content_type=response.headers.get("content-type"),
                    status=response.status_code,
                    headers={name.lower(): value for name, value in response.headers.items()},
                    exchanges=tuple(exchanges),
                    moved_for_good=str(here) if for_good and len(seen) > 1 else None,
                )

    def _rules(self, here: httpx2.URL) -> Protego:
        site = _site(here)
        read, rules = self._robots.get(site, (0.0, None))
        now = time.monotonic()
        if rules is None or now - read > self._limits.robots_age:
            rules = self._read_rules(httpx2.URL(f"{site}/robots.txt"))
            self._robots[site] = (now, rules)
        return rules

    def _read_rules(self, here: httpx2.URL) -> Protego:
        """The rules of a site (RFC 9309): none if it has none, an error if it is in trouble."""
        url = str(here)
        for _ in range(self._limits.hops + 1):
            with self._http.stream("GET", here) as response:
                if response.has_redirect_location:
                    here = _checked(here.join(response.headers["location"]), url)
                    continue
                if response.status_code >= 500:
                    raise FetchError(
                        "robots_unavailable",
                        url,
                        f"the server answered {response.status_code}",
                        f"Try later. {_SAVE}",
                    )
                text = b""
                if response.is_success:
                    size = self._limits.robots_size
                    text = b"".join(_chunks(response, size))[:size]
                return Protego.parse(text.decode("utf-8", "replace"))
        return Protego.parse("")

    def _exchange(self, response: httpx2.Response, at: datetime) -> Exchange:
        return Exchange(
            url=str(response.url),
            at=at,
            address=self._transport.address,
            status=response.status_code,
            reason=response.reason_phrase,
            sent=self._transport.sent(),
            received=self._transport.received(),
        )


def fetch(
    url: str,
    *,
    limits: Limits | None = None,
    resolver: Resolver = system_resolver,
    network: httpcore2.NetworkBackend | None = None,
    permitted: Callable[[str], bool] = is_public,
) -> Fetched:
    """Fetch a web page, if its site lets robots read it.

    The arguments are those of `Client` and of its `get`.

    Raises:
        FetchError: it was not fetched; the error says why and what to do.
    """
    with Client(limits=limits, resolver=resolver, network=network, permitted=permitted) as client:
        fetched = client.get(url, types=PAGE_TYPES)
    check_status(fetched, url)
    return fetched


def check_status(fetched: Fetched, url: str) -> None:
    """Check that what came is what was asked for.

    Raises:
        FetchError: the server answered with another status than 200.
    """
    if fetched.status != 200:
        reason = fetched.exchanges[-1].reason if fetched.exchanges else ""
        raise FetchError(
            "status",
            url,
            f"the server answered {fetched.status} {reason}".rstrip(),
            f"Check the address. {_SAVE}",
        )


def _site(here: httpx2.URL) -> str:
    return f"{here.scheme}://{here.netloc.decode('ascii')}"


def _checked(here: httpx2.URL, url: str) -> httpx2.URL:
    """An address that may be tried, without its fragment."""
    problem = remedy = None
    if here.scheme not in ("http", "https") or not here.host:
        problem, remedy = "is not a web address", "Give one with http:// or https://"
    elif here.port and here.port > 65_535:
        problem, remedy = "has no such port", "Check the number after the colon"
    elif here.userinfo:
        problem, remedy = "has a user name in it", "Give the address without it"
    if problem and remedy:
        raise FetchError("not_an_address", url, problem, remedy)
    return here.copy_with(fragment=None)


def _content(
    response: httpx2.Response, url: str, types: tuple[str, ...] | None, size: int
) -> bytes:
    content_type = response.headers.get("content-type")
    if response.status_code != 200:
        _drain(response, size)
        return b""
    if types and content_type and not content_type.lower().startswith(types):
        raise FetchError("type", url, f"is {content_type}, not a page", "Save its text to a file")
    content = b"".join(_chunks(response, size))
    if len(content) > size:
        raise FetchError(
            "too_large", url, f"is larger than the {size / 1e6:g} MB that are read", _SAVE
        )
    return content


def _drain(response: httpx2.Response, size: int) -> None:
    """Read what comes with an answer that is no page, so that the connection can be used again."""
    for _ in _chunks(response, size):
        pass


def _chunks(response: httpx2.Response, size: int) -> Iterator[bytes]:
    """The decompressed content, until it is more than `size`."""
    total = 0
    for chunk in response.iter_bytes():
        yield chunk
        total += len(chunk)
        if total > size:
            return
