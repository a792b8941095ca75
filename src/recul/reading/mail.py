"""Letters (RFC 5322): a file of one, an mbox file of many, a Maildir folder.

What a letter says of itself (who wrote it, and when) is taken as it says: nothing is checked
against signatures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO

from recul.model import FIRST_YEAR, LAST_YEAR, InputError
from recul.reading import dating
from recul.reading.dating import Instant
from recul.reading.decoding import decode
from recul.reading.lines import unwrapped
from recul.reading.parts import Part, Passed
from recul.reading.typography import compact

MAX_MESSAGE_BYTES = 50_000_000
"""Of one letter with what is attached: more than servers let through."""
_TOO_LARGE = Passed(kind="large", problem=f"more than {MAX_MESSAGE_BYTES / 1e6:.0f} MB")
_MAX_PARTS = 200
_MAX_LINE = 1_000_000
_FROM = re.compile(rb"From \S.* \d\d:\d\d(?::\d\d)?.* \d{4}\s*$")
_QUOTED_FROM = re.compile(rb"^>(>*From )")
_HEADER = re.compile(rb"[!-9;-~]+:[^\n]*\n")
_SENT = re.compile(rb"^(?:from|date|subject|message-id|received):", re.IGNORECASE | re.MULTILINE)
_LEAST_TEXT = 200
"""Characters of the plain text of a letter; a shorter one beside a page ("view in a browser") is
no alternative to it."""
_READ_ATTACHMENTS = ("text/html", "application/xhtml+xml", "application/pdf")


def is_message(data: bytes) -> bool:
    """Whether some bytes open as a letter does: with headers that letters have."""
    head = data[:4_096]
    return bool(_HEADER.match(head)) and len({m.lower() for m in _SENT.findall(head)}) >= 2


def is_mbox(data: bytes) -> bool:
    """Whether some bytes open as an mbox file does."""
    return bool(_FROM.match(data[:_MAX_LINE].partition(b"\n")[0]))


def is_maildir(folder: Path) -> bool:
    """Whether a folder is a Maildir: letters are in its ``cur`` and ``new``."""
    return folder.joinpath("cur").is_dir() and folder.joinpath("new").is_dir()


def messages(file: BinaryIO) -> Iterator[bytes | Passed]:
    """The letters of an mbox file: each begins with a ``From`` line after an empty one.

    ``>From`` in a letter becomes ``From`` again (mboxrd).
    """
    lines: list[bytes] = []
    size, blank, opened = 0, True, False
    while line := file.readline(_MAX_LINE):
        if blank and _FROM.match(line):
            if opened:
                yield _whole(lines, size)
            lines, size, opened = [], 0, True
        else:
            size += len(line)
            if size <= MAX_MESSAGE_BYTES:
                lines.append(_QUOTED_FROM.sub(rb"\1", line))
        blank = not line.strip()
    if opened:
        yield _whole(lines, size)


def parts(data: bytes, name: str, today: date) -> Iterator[Part | Passed]:
    """The text of a letter, and what is attached to it that can be read.

    Args:
        data: the letter.
        name: what tells it from others of its file; empty if there are none.
        today: a letter dated later is not believed.
    """
    if len(data) > MAX_MESSAGE_BYTES:
        yield _TOO_LARGE
        return
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        leaves = _leaves(message)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError):
        yield Passed(kind="broken", problem="no letter")
        return
    told = {
        "title": _words(message["subject"]),
        "publisher": _sender(message),
        "published": _sent(message, today),
    }
    url = _address(message)
    bodies = [leaf for leaf in leaves if not _is_attached(leaf)]
    plain = _first(bodies, "text/plain")
    page = _first(bodies, "text/html")
    text = _text(plain) if plain is not None else ""
    if page is not None and len(text.strip()) < _LEAST_TEXT and (found := _content(page)):
        yield Part(name=name, data=found, url=url, content_type=_type(page), **told)
    elif text.strip():
        kind = "text/plain; charset=utf-8"
        yield Part(name=name, data=text.encode(), url=url, content_type=kind, **told)
    else:
        yield Passed(kind="broken", problem="a letter without text")
    for number, leaf in enumerate(leaves[:_MAX_PARTS], start=1):
        if leaf is plain or leaf is page or not _is_attached(leaf):
            continue
        if leaf.get_content_type() not in _READ_ATTACHMENTS:
            yield Passed(kind="type", problem=leaf.get_content_type())
        elif attached := _content(leaf):
            called = _words(leaf.get_filename()) or f"part {number}"
            inside = f"{name}, {called}" if name else called
            yield Part(
                name=inside, data=attached, content_type=_type(leaf), **told | {"title": None}
            )
    if len(leaves) > _MAX_PARTS:
        yield Passed(kind="large", problem=f"more than {_MAX_PARTS} attachments")


def _whole(lines: list[bytes], size: int) -> bytes | Passed:
    return b"".join(lines) if size <= MAX_MESSAGE_BYTES else _TOO_LARGE


def _leaves(message: Message) -> list[Message]:
    """What a letter is made of, but not what letters that are attached to it are made of."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) <= _MAX_PARTS:
        one = waiting.pop()
        inside = one.get_payload()
        if one.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += [part for part in reversed(inside) if isinstance(part, Message)]
        else:
            found.append(one)
    return found


def _first(leaves: list[Message], kind: str) -> Message | None:
    return next((leaf for leaf in leaves if leaf.get_content_type() == kind), None)


def _is_attached(leaf: Message) -> bool:
    disposition = str(leaf.get("content-disposition", "")).strip().lower()
    return disposition.startswith("attachment") or leaf.get_content_maintype() != "text"


def _content(leaf: Message) -> bytes:
    try:
        found = leaf.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return found if isinstance(found, bytes) else b""


def _type(leaf: Message) -> str:
    charset = leaf.get_content_charset()
    return leaf.get_content_type() + (f"; charset={charset}" if charset else "")


def _text(leaf: Message) -> str:
    """The plain text of a letter, its lines joined where only its width broke them."""
    data = _content(leaf)
    if not data.strip():
        return ""
    try:
        text, _ = decode(data, "", leaf.get_content_charset())
    except InputError:
        return ""
    return unwrapped(compact(text.replace("\r\n", "\n")))


def _words(header: object) -> str | None:
    """A header as it is read, on one line."""
    if header is None:
        return None
    try:
        text = str(make_header(decode_header(str(header))))
    except (ValueError, LookupError, AssertionError):
        text = str(header)
    return " ".join(compact(text).replace("\ufffd", " ").split()) or None


def _sender(message: Message) -> str | None:
    """The name that a letter gives itself, or its address where it gives none."""
    for name, address in getaddresses([str(h) for h in message.get_all("from", [])]):
        return _words(name) or _words(address)
    return None


def _sent(message: Message, today: date) -> Instant | None:
    try:
        at = parsedate_to_datetime(str(message["date"]))
        if at.tzinfo is None:
            at = at.replace(tzinfo=UTC)
        at = at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not FIRST_YEAR <= at.year <= LAST_YEAR or at.date() > today:
        return None
    return dating.instant(at)


def _address(message: Message) -> str | None:
    """Where the letter can be read on the web, if it tells (RFC 5064)."""
    given = (_words(message["archived-at"]) or "").strip("<> ")
    return given if given.startswith(("https://", "http://")) else None
