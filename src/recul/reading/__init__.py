"""source → Document: files, web pages, archives, mail, tables; cleaning, language, dating."""

from recul.reading.single import MAX_BYTES, MAX_PAGE_BYTES, MAX_PDF_BYTES, MAX_TABLE_BYTES
from recul.reading.source import Input, Reading, read, read_bytes
from recul.reading.versions import chains, conflicts, first, merged

__all__ = [
    "MAX_BYTES",
    "MAX_PAGE_BYTES",
    "MAX_PDF_BYTES",
    "MAX_TABLE_BYTES",
    "Input",
    "Reading",
    "chains",
    "conflicts",
    "first",
    "merged",
    "read",
    "read_bytes",
]
