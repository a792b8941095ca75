"""What is read again and again, and who is told of what: `[watch]` of a `case.toml`."""

from __future__ import annotations

import ipaddress
import os
import re
from datetime import time
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from recul.model import InputError, Value

RULES = ("verdict", "band", "indicator", "deadline", "feed")
"""What an alert may be about."""
_VARIABLE = "env:"


def _address(url: str) -> str:
    if not url.startswith(("http://", "https://")) or not url.isprintable() or " " in url:
        raise ValueError("is not a web address: give one with http:// or https://")
    return url


def _network(network: str) -> str:
    ipaddress.ip_network(network)
    return network


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise ValueError(f"{name!r} is not a time zone: give one like Europe/Paris") from None
    return name


def _hours(text: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", text):
        raise ValueError("is not two times of day: give them like 22:00-07:00")
    return text


def _sign(text: str) -> str:
    if not re.fullmatch(r"[a-z_]+(\.(up|down|flat|unknown))?", text):
        raise ValueError("is not a kind of evidence with its direction: give one like imagery.down")
    return text


def _silence(text: str) -> str:
    kind, _, rest = text.partition(":")
    if not rest or kind not in ("rule", "claim", "feed") or (kind == "rule" and rest not in RULES):
        rules = ", ".join(RULES)
        raise ValueError(f"{text!r}: give rule: with one of {rules}, claim: with an id, or feed:")
    return text


class WatchedFeed(Value):
    """A feed, a sitemap or a list of addresses that is polled."""

    url: Annotated[str, AfterValidator(_address)]
    every_minutes: float | None = Field(default=None, ge=0.1, le=10_080)
    text: Literal["page", "feed"] = "page"
    """Where the text of an item is: on the page it links to, or in the feed."""
    back_days: float = Field(default=30, gt=0)
    """Items that are dated longer ago are not read."""
    silent_days: float = Field(default=7, gt=0)
    """Without a new item for so long, and for longer than it ever was, it is called silent."""


class Alerts(Value):
    """Who is told of what, and when.

    Attributes:
        to: addresses of apprise (``mailto://``, ``slack://``, ``tgram://``, ``json://``), or
            ``env:NAME`` for one that stands in the environment, where secrets belong.
        language: of the texts.
        rules: what alerts are sent about.
        indicators: kinds of evidence, with or without a direction, that are told of when first
            seen (``equipment.down``, ``access_denied``).
        margin: how far a probability must be beyond the edge of a band to be in another one.
        quiet: two times of day between which nothing is sent; what falls into them is sent as
            one digest when they end.
        digest: the time of day at which everything is sent together, instead of at once.
        zone: of these times.
        silenced: ``rule:NAME``, ``claim:ID``, ``feed:ADDRESS``: not told of.
    """

    to: tuple[str, ...] = ()
    language: Literal["en", "fr"] = "en"
    rules: tuple[Literal["verdict", "band", "indicator", "deadline", "feed"], ...] = RULES  # type: ignore[assignment]
    indicators: tuple[Annotated[str, AfterValidator(_sign)], ...] = ()
    margin: float = Field(default=0.02, ge=0, le=0.1)
    quiet: Annotated[str, AfterValidator(_hours)] | None = None
    digest: time | None = None
    zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    silenced: tuple[Annotated[str, AfterValidator(_silence)], ...] = ()

    def targets(self) -> list[str]:
        """The addresses, with those that stand in the environment.

        Raises:
            InputError: a variable that is named is not set.
        """
        found = []
        for target in self.to:
            if not target.startswith(_VARIABLE):
                found.append(target)
            elif value := os.environ.get(target.removeprefix(_VARIABLE)):
                found.append(value)
            else:
                raise InputError(
                    f"alerts.to {target}",
                    "the variable is not set",
                    "Set it where Recul is started",
                )
        return found


class Watch(Value):
    """How a case is watched.

    Attributes:
        every_minutes: between two polls of a feed.
        host_seconds: between two requests to one host, at the least.
        networks: networks of one's own (``10.1.0.0/16``) that feeds and pages may be in, beside
            the public internet. Nothing of them is reached without being listed.
        contact: an address where its user can be reached, told to every server.
        feeds: what is polled.
        alerts: who is told of what.
    """

    every_minutes: float = Field(default=1, ge=0.1, le=10_080)
    host_seconds: float = Field(default=1, ge=0, le=60)
    networks: tuple[Annotated[str, AfterValidator(_network)], ...] = ()
    contact: str | None = Field(default=None, pattern=r"^[\x21-\x7e]{1,200}$")
    feeds: tuple[WatchedFeed, ...] = ()
    alerts: Alerts = Alerts()

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        urls = [feed.url for feed in self.feeds]
        twice = {url for url in urls if urls.count(url) > 1}
        if twice:
            raise ValueError(f"feed given twice: {', '.join(sorted(twice))}")
        return self
