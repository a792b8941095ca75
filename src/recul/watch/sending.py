"""Sending what the outbox gives, by apprise: e-mail, webhooks, Slack, Telegram, and others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from recul.case import Case
from recul.model import InputError
from recul.reporting.words import Words
from recul.watch.outbox import Parcel
from recul.watch.texts import Message, digest, message

Sender = Callable[[str, Message, str], None]
"""(address, message, idempotency key); raises `NotSent`."""
_WEBHOOKS = ("json://", "jsons://", "xml://", "xmls://", "form://", "forms://")
logging.getLogger("apprise").addHandler(logging.NullHandler())


class NotSent(Exception):  # noqa: N818  an outcome, often a passing one
    """What was to be sent was not, or nobody knows whether it was."""


def pack(parcel: Parcel, case: Case, said: Words) -> Message:
    """A parcel in words; one that may have arrived before says so."""
    whole = digest([message(alert, case, said) for alert in parcel.alerts], case, said)
    if parcel.again:
        return whole._replace(body=f"{whole.body}\n\n{said.label('alert_again')}")
    return whole


def by_apprise(target: str, what: Message, key: str) -> None:
    """Send a message to an address of apprise.

    Raises:
        NotSent: the service did not take it, or did not say so in time.
    """
    import apprise

    if target.startswith(_WEBHOOKS):
        target += ("&" if "?" in target else "?") + f"+Idempotency-Key={key}"
    service = apprise.Apprise()
    if not service.add(target):
        raise NotSent("not an address of apprise")
    if not service.notify(
        body=what.body, title=what.subject, body_format=apprise.NotifyFormat.TEXT
    ):
        raise NotSent("the service did not take it")


def check_targets(targets: Sequence[str]) -> None:
    """Check the addresses that alerts are sent to, before a watch begins.

    Raises:
        InputError: one is not an address of apprise, or apprise is not installed.
    """
    if not targets:
        return
    try:
        import apprise
    except ImportError:
        raise InputError(
            "alerts.to", "apprise is not installed", 'Install it: pip install "recul[watch]"'
        ) from None
    for target in targets:
        if not apprise.Apprise().add(target):
            scheme = target.partition(":")[0]
            raise InputError(
                f"alerts.to {scheme}:…",
                "is not an address that apprise knows",
                "See https://appriseit.com/services for how to write one",
            )
