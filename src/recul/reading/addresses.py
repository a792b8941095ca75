"""Addresses of pages: one page has one address, whoever led to it.

`canonical` takes off what is about the reader (tracking parameters, fragments), and unwraps
archives, caches and redirections. `page_key` is coarser: two addresses with one key are taken for
versions of one page.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from recul.model import Value

_PORTS = {"http": 80, "https": 443}
_SHARED = 3
"""Letters of a second level under which states register names: ``co.uk``, ``com.ua``."""
_MOST_WRAPPED = 3
"""An archive of a cache of a redirection."""


class _Table(Value):
    """`addresses.toml`."""

    tracking_prefixes: tuple[str, ...]
    tracking: frozenset[str]
    same_hosts: tuple[str, ...]
    same_paths: tuple[str, ...]
    wrappers: tuple[str, ...]


def canonical(url: str) -> str:
    """The address of the page that `url` leads to; what is no web address is left as it is."""
    parts = _split(_unwrapped(url.strip()))
    if parts is None:
        return url
    return urlunsplit((parts.scheme, _net(parts), parts.path or "/", _query(parts.query), ""))


def page_key(url: str) -> str:
    """What the addresses of one page have in common: scheme, ``www.`` and the like left out."""
    parts = _split(canonical(url))
    if parts is None:
        return url
    table = _table()
    host, path = _net(parts), parts.path
    for prefix in table.same_hosts:
        host = host.removeprefix(prefix) if host.count(".") > 1 else host
    for suffix in table.same_paths:
        path = path.removesuffix(suffix)
    query = "&".join(sorted(_query(parts.query).split("&")))
    return f"{host}{path.rstrip('/')}" + (f"?{query}" if query else "")


def host_of(url: str | None) -> str | None:
    """The host that a page is at, behind archives and caches; None for what is no web address."""
    parts = _split(_unwrapped(url.strip())) if url else None
    return parts.hostname if parts else None


def wrapper_of(url: str) -> str | None:
    """The host that an archived, cached or redirected address was reached through, if it was."""
    parts = _split(url.strip())
    return parts.hostname if parts and _unwrapped(url.strip()) != url.strip() else None


def same_site(one: str | None, other: str | None) -> bool:
    """True if two addresses are of one site: hosts that differ below the name it registered."""
    hosts = host_of(one), host_of(other)
    return None not in hosts and len({_registered(host or "") for host in hosts}) == 1


def _registered(host: str) -> str:
    """The name that was registered, near enough: ``bbc.co.uk`` of ``news.bbc.co.uk``."""
    labels = host.split(".")
    shared = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= _SHARED
    return ".".join(labels[-3:] if shared else labels[-2:])


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            return None
        _ = parts.port
    except ValueError:
        return None
    return parts


def _net(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    default = parts.port in (None, _PORTS[parts.scheme])
    return host if default else f"{host}:{parts.port}"


def _query(query: str) -> str:
    table = _table()
    kept = []
    for part in query.split("&"):
        name = unquote(part.partition("=")[0]).casefold()
        if part and name not in table.tracking and not name.startswith(table.tracking_prefixes):
            kept.append(part)
    return "&".join(kept)


def _unwrapped(url: str) -> str:
    for _ in range(_MOST_WRAPPED):
        found = next((f for w in _wrappers() if (f := w.match(url))), None)
        if found is None:
            return url
        inner = found.groupdict().get("inner") or unquote(found.groupdict().get("quoted") or "")
        inner = inner if "://" in inner else f"https://{inner}"
        if _split(inner) is None:
            return url
        url = inner
    return url


@lru_cache
def _wrappers() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(wrapper, re.IGNORECASE) for wrapper in _table().wrappers)


@lru_cache
def _table() -> _Table:
    text = resources.files(__package__).joinpath("addresses.toml").read_text(encoding="utf-8")
    return _Table.model_validate(tomllib.loads(text))
