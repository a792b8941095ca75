"""Connections to permitted addresses only, none of which outlasts its deadline."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator

import httpcore2
import httpx2

from recul.fetch.public import Resolver


class Forbidden(Exception):  # noqa: N818  a refusal, and not of the caller's making
    """A host with an address that may not be connected to."""


class Deadline:
    """When what is under way must be over."""

    def __init__(self) -> None:
        self._end = time.monotonic()

    def start(self, seconds: float) -> None:
        """Something begins that may take so long."""
        self._end = time.monotonic() + seconds

    def remaining(self, timeout: float | None) -> float:
        """The time an operation may take."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the whole transfer took too long")
        return left if timeout is None else min(left, timeout)


class Guarded(httpcore2.NetworkBackend):
    """Connects to permitted addresses only, and to nothing after the deadline."""

    def __init__(
        self,
        inner: httpcore2.NetworkBackend,
        resolver: Resolver,
        permitted: Callable[[str], bool],
        deadline: Deadline,
    ) -> None:
        self._inner = inner
        self._resolver = resolver
        self._permitted = permitted
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to an address of the host, if all of them are permitted."""
        try:
            addresses = self._resolver(host.strip("[]"), port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"no address found for {host}") from error
        for address in addresses:
            if not self._permitted(address):
                raise Forbidden(host if host == address else f"{host} ({address})")
        failure: Exception = httpcore2.ConnectError(f"no address found for {host}")
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(
                    address,
                    port,
                    self._deadline.remaining(timeout),
                    local_address,
                    socket_options,
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure


class _Stream(httpcore2.NetworkStream):
    """A connection on which no operation outlasts the deadline, and what went over it last.

    A time-out for each read alone would let a server send a byte every nine seconds for ever.

    A connection that stays open carries one exchange after the other (HTTP/1.1 without
    pipelining): `sent` and `received` begin anew with what is written after something was read.
    """

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline
        self.sent = bytearray()
        self.received = bytearray()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(max_bytes, self._deadline.remaining(timeout))
        self.received += data
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self.received:
            self.sent, self.received = bytearray(), bytearray()
        self.sent += buffer
        self._inner.write(buffer, self._deadline.remaining(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        remaining = self._deadline.remaining(timeout)
        secured = self._inner.start_tls(ssl_context, server_hostname, remaining)
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


class Transport(httpx2.BaseTransport):
    """The library's own transport takes no network; this one does, and keeps what was sent."""

    def __init__(self, network: httpcore2.NetworkBackend) -> None:
        self._pool = httpcore2.ConnectionPool(network_backend=network)
        self._stream: _Stream | None = None
        self.address: str | None = None
        """Where the latest response came from."""

    def sent(self) -> bytes:
        """The latest request, byte for byte."""
        return bytes(self._stream.sent) if self._stream else b""

    def received(self) -> bytes:
        """The latest response, byte for byte, as far as it was read."""
        return bytes(self._stream.received) if self._stream else b""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request and receive the head of its response."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.read(),
                extensions=request.extensions,
            )
        )
        stream = answer.extensions["network_stream"]
        self._stream = stream if isinstance(stream, _Stream) else None
        peer = stream.get_extra_info("server_addr")
        self.address = str(peer[0]) if peer else None
        return httpx2.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
