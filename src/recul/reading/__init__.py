"""source → Document: files, web pages, tables; cleaning, language, dating."""

from recul.reading.source import (
    MAX_BYTES,
    MAX_PAGE_BYTES,
    MAX_TABLE_BYTES,
    Reading,
    read,
    read_bytes,
)
from recul.reading.versions import conflicts, first, merged

__all__ = [
    "MAX_BYTES",
    "MAX_PAGE_BYTES",
    "MAX_TABLE_BYTES",
    "Reading",
    "conflicts",
    "first",
    "merged",
    "read",
    "read_bytes",
]
