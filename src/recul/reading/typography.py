"""One spelling for each typographic sign, without moving anything.

A stored text must have as many code points as the text it was made from, so that an offset
means the same in both. Every rule here replaces one code point by one code point, or moves
blanks to the end of the word they stood in.

Kept as they are, because later rooms read them: quotation marks of every kind (« » “ ” „ ‚
and ‘ ’ where they quote), dashes, ellipses, line ends, and the blank that groups the digits
of a number, which becomes U+00A0 whatever it was.
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
"""Soft hyphens, zero-width blanks and joiners, direction marks: a reader sees nothing."""

_NO_BREAK = "\u00a0\u2007\u202f\u2009\u2008\u200a\u2006\u2005\u2004"
"""Blanks that do not break a line or are thinner than a space: usual inside numbers."""

_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys("\u2000\u2001\u2002\u2003\u205f\u3000\t", " "),
        **dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"),
        **dict.fromkeys(map(chr, [*range(9), *range(14, 32), *range(127, 160)]), " "),
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),  # lone surrogates
        **dict.fromkeys("\u02bc\uff07", "'"),  # modifier letter and full-width apostrophes
        "\x85": "\n",
    }
)
_GROUPING = re.compile(rf"(?<=\d)[{_NO_BREAK}](?=\d)")
_OTHER_NO_BREAK = re.compile(rf"(?<!\d)[{_NO_BREAK}]|[{_NO_BREAK}](?!\d)")
_APOSTROPHE = re.compile(r"(?<=\w)[‘’´`](?=\w)|[’´`](?=\w)")
_LINE = re.compile(r"[^\n]+")
_SINGLE_QUOTES = re.compile(r"[‘‚’]")
_MARKS = "\u0300-\u036f"  # combining diacritical marks: a decomposed é is e + U+0301
_WORD_TO_CLOSE_UP = re.compile(rf"\S*[{INVISIBLE}{_MARKS}]\S*")
_HAS_INVISIBLE_OR_MARK = re.compile(rf"[{INVISIBLE}{_MARKS}]")
_DROP_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))


def normalise(text: str) -> str:
    """`text` in one typography; ``len(normalise(text)) == len(text)``, and once is enough."""
    text = text.replace("\r\n", " \n").replace("\r", "\n").translate(_ONE_FOR_ONE)
    if text.isascii():
        return text.replace("`", "'") if "`" in text else text
    if _HAS_INVISIBLE_OR_MARK.search(text):
        text = _WORD_TO_CLOSE_UP.sub(_close_up, text)
    text = _OTHER_NO_BREAK.sub(" ", _GROUPING.sub("\u00a0", text))
    text = _APOSTROPHE.sub("'", text)
    return _LINE.sub(_apostrophes_at_word_ends, text) if "’" in text else text


def compact(text: str) -> str:
    """`text` without invisible characters and composed (NFC): for text whose length is free."""
    return unicodedata.normalize("NFC", text.translate(_DROP_INVISIBLE))


def _close_up(word: re.Match[str]) -> str:
    """The word as it is seen, and blanks after it for what was not."""
    seen = compact(word[0])
    return seen.ljust(len(word[0])) if len(seen) <= len(word[0]) else word[0]


def _apostrophes_at_word_ends(line: re.Match[str]) -> str:
    """A ’ at the end of a word closes a quotation if ‘ or ‚ opened one in the line."""
    if "‘" not in line[0] and "‚" not in line[0]:
        return line[0].replace("’", "'")
    opened = 0

    def sign(mark: re.Match[str]) -> str:
        nonlocal opened
        if mark[0] != "’":
            opened += 1
            return mark[0]
        if not opened:
            return "'"
        opened -= 1
        return "’"

    return _SINGLE_QUOTES.sub(sign, line[0])
