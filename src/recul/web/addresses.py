"""Addresses of this server, and what stands in them."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import quote, urlencode

from recul.model import InputError, check_year, end_of_day


def address(*parts: str, **query: object) -> str:
    """An address of this server: its parts and its query are quoted whole."""
    path = "/" + "/".join(quote(part, safe="") for part in parts)
    asked = urlencode({key: value for key, value in query.items() if value not in (None, "")})
    return f"{path}?{asked}" if asked else path


def instant(text: str) -> datetime:
    """A day, whose end is meant, or an instant with a zone.

    Raises:
        InputError: it is neither, or of another age.
    """
    try:
        if "T" not in text:
            found = end_of_day(date.fromisoformat(text))
        else:
            found = datetime.fromisoformat(text)
            if found.tzinfo is None:
                raise ValueError("no zone")
    except (ValueError, OverflowError):
        raise InputError(
            f"as_of {text}", "is not a date", "Write it as 2022-02-16 or 2022-02-16T14:30Z"
        ) from None
    check_year(found, f"as_of {text}")
    return found
