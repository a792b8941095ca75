"""Run as a program: a PDF on standard input → its lines, as JSON on standard output.

PDFium is a large C++ library, and a PDF may come from anybody: it is opened in a process of its
own, with bounds on memory and time, so that a hostile file can end that process and nothing else.
This file imports nothing of Recul, to start quickly (`recul.reading.pdf` starts it).

The answer is an object with ``error`` (``password`` or ``damaged``), or with ``metadata`` (texts by
name) and ``pages``, each a list of lines ``[text, left, right, top, height]`` in the order in which
they are read; points, from the top left corner.
"""

from __future__ import annotations

import json
import re
import sys

MEMORY = 1_500_000_000
"""Bytes of address space."""
SECONDS = 60
"""Of processor time."""
PAGES = 2_000
CHARACTERS = 10_000_000

Line = tuple[str, float, float, float, float]
_LINE_END = re.compile(r"\n|(?<=\ufffe)")
"""PDFium puts U+FFFE in the place of a hyphen that ends a line, and no line end after it."""


def main() -> None:
    """Answer for the PDF on standard input."""
    _bound()
    import pypdfium2

    try:
        found = _read(pypdfium2.PdfDocument(sys.stdin.buffer.read()))
    except pypdfium2.PdfiumError as error:
        found = {"error": "password" if "password" in str(error).lower() else "damaged"}
    json.dump(found, sys.stdout)


def _bound() -> None:
    try:
        import resource
    except ImportError:  # not on Windows: the time alone is bounded there, by who waits
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(document: object) -> dict[str, object]:
    import pypdfium2

    assert isinstance(document, pypdfium2.PdfDocument)
    pages: list[list[Line]] = []
    left = CHARACTERS
    for number in range(min(len(document), PAGES)):
        try:
            page = document[number]
            lines = _lines(page.get_textpage(), page.get_height())
            page.close()
        except pypdfium2.PdfiumError:  # one page is damaged, the others may not be
            lines = []
        pages.append(lines)
        left -= sum(len(line[0]) for line in lines)
        if left < 0:
            break
    return {"metadata": document.get_metadata_dict(), "count": len(document), "pages": pages}


def _lines(text_page: object, height: float) -> list[Line]:
    import pypdfium2

    assert isinstance(text_page, pypdfium2.PdfTextPage)
    text = text_page.get_text_range()
    measured = text_page.count_chars() == len(text)  # else a character beyond the BMP shifts them
    lines: list[Line] = []
    at = 0
    for number, line in enumerate(_LINE_END.split(text)):
        seen = line.strip()
        if seen:
            first = at + line.index(seen[0])
            last = first + len(seen) - 1
            if measured:
                boxes = [text_page.get_charbox(i, loose=True) for i in (first, last)]
                top, bottom = max(box[3] for box in boxes), min(box[1] for box in boxes)
                left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
                lines.append((seen, left, right, height - top, top - bottom))
            else:
                lines.append((seen, 0.0, float(len(seen)), float(number), 1.0))
        at += len(line) + (text[at + len(line) : at + len(line) + 1] == "\n")
    return lines


if __name__ == "__main__":
    main()
