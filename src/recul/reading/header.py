"""The header a plain text may start with: where it comes from and when it was published.

    url: https://example.org/1
    publisher: Example Daily
    published: 2022-02-16
    title: The ministry speaks

    The text begins after the empty line.

The stored text is what follows the empty line. A text without a header is stored whole.
"""

from __future__ import annotations

import re

from recul.model import InputError

KEYS = ("url", "publisher", "published", "title")
_FIELD = re.compile(rf"({'|'.join(KEYS)})[ \t]*:[ \t]*(.*)", re.IGNORECASE)


def split_header(text: str, source: str) -> tuple[dict[str, str], str]:
    """The fields of the header, empty ones left out, and the text after it.

    A header is one only if every line before the first empty line is a field: an article
    whose first line happens to begin with "Title:" keeps it.

    Raises:
        InputError: a field is given twice, or nothing follows the header.
    """
    fields: dict[str, str] = {}
    offset = 0
    for line in text.splitlines(keepends=True):
        offset += len(line)
        if not line.strip():
            break
        field = _FIELD.fullmatch(line.strip())
        if not field:
            return {}, text
        key = field[1].lower()
        if key in fields:
            raise InputError(source, f"the header gives {key} twice", "Keep one")
        fields[key] = field[2].strip()
    if not fields:
        return {}, text
    body = text[offset:]
    if not body.strip():
        raise InputError(
            source, "a header and no text", "Put the text after an empty line below the header"
        )
    return {key: value for key, value in fields.items() if value}, body
