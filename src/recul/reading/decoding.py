"""bytes → text, whatever the encoding."""

from __future__ import annotations

import codecs
import re
from operator import itemgetter

from recul.model import InputError, Reason
from recul.reading.language import common_words, identify

_SIGNATURES = (  # UTF-32 before UTF-16: the one begins with the other
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTAINERS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
)
_EIGHT_BIT = ["cp1252", "cp1251", "cp1250", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256"]
"""Encodings of one byte a character still met in the wild, likelier first."""

_SAMPLE = 65_536  # bytes looked at to guess an encoding; more changes no guess
_DAMAGE = 0.5
"""UTF-8 with at most this share of its non-ASCII sequences broken is damaged UTF-8 (a page cut
in the middle of a character), not another encoding: in windows-1252 nearly all are broken."""
_CONTROLS = 0.01
"""More control characters than this share, and it is not text."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, source: str, declared: str | None = None) -> tuple[str, tuple[Reason, ...]]:
    """The text of `data`, without its byte-order mark.

    Signature first, then UTF-8 (which no other encoding passes for by chance), then what was
    declared, then a guess. A declaration comes third because it is so often wrong.

    Args:
        data: the bytes.
        source: the input as its user named it.
        declared: the encoding its transport or markup declares, if any.

    Raises:
        InputError: the bytes are not text, or empty.
    """
    for magic, kind in _CONTAINERS:
        if data.startswith(magic):
            raise InputError(source, f"is {kind}, not text", "Save its text to a file first")
    text, warnings = _decode(data, declared)
    if text is None or len(_CONTROL.findall(text[:_SAMPLE])) > _CONTROLS * len(text[:_SAMPLE]):
        raise InputError(source, "is binary, not text", "Give a text, HTML, CSV or JSON file")
    if not text.strip():
        raise InputError(source, "is empty", "Give a file with text in it")
    return text, warnings


def _decode(data: bytes, declared: str | None) -> tuple[str | None, tuple[Reason, ...]]:
    for signature, encoding in _SIGNATURES:
        if data.startswith(signature):
            return _counting_damage(data[len(signature) :].decode(encoding, "replace"))
    sample = data[:_SAMPLE]
    if sample.count(0) > _CONTROLS * len(sample):  # valid UTF-8, but no text: UTF-16, or binary
        wide = _guess_utf_16(sample)
        return _counting_damage(data.decode(wide, "replace")) if wide else (None, ())
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if broken <= _DAMAGE * sum(not char.isascii() for char in lenient):
        return _counting_damage(lenient)
    for candidate in (_meant(declared), _guess_eight_bit(sample)):
        try:
            if candidate:
                return data.decode(candidate), ()
        except UnicodeDecodeError:
            continue
    return None, ()


def _meant(declared: str | None) -> str | None:
    """The encoding meant by a label: who says Latin-1 or ASCII means windows-1252 (WHATWG)."""
    try:
        name = codecs.lookup(declared).name if declared else None
    except LookupError:
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _counting_damage(text: str) -> tuple[str, tuple[Reason, ...]]:
    broken = text.count("\ufffd")
    if not broken:
        return text, ()
    return text, (Reason(id="damaged_characters", values={"count": broken}),)


def _guess_utf_16(sample: bytes) -> str | None:
    """Of the 16 bits of a Latin letter eight are zero: which eight? None if it is neither."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) < 0.1 * max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _guess_eight_bit(sample: bytes) -> str | None:
    """The encoding that makes it a language with a pack, else that which reads best.

    Of several, that which spells most of its commonest words right, and of equal ones the first:
    Polish is Polish even where its letters with a tail are not.
    """
    read: list[tuple[int, str]] = []
    for encoding in _EIGHT_BIT:
        text = sample.decode(encoding, "replace")
        code = identify(text)
        if code:
            read.append((common_words(text, code), encoding))
    if read:
        return max(read, key=itemgetter(0))[1]
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_EIGHT_BIT).best()
    return best.encoding if best else None
