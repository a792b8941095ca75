"""Paragraphs, quotations and sentences, as spans.

Quotations are found before sentences, since a quotation may hold many of them and a sentence
must not end inside one (lesson of field.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from recul.extraction.cues import cues_of
from recul.extraction.lexicon import folded, words_of
from recul.languages import HAN, Pack
from recul.model import Cut, Span, Value

PAIRS = {
    "«": "»",
    "“": "”",
    "„": '“”"',
    "‹": "›",
    "‘": "’'",
    "「": "」",
    "『": "』",
    '"': '"',
    "»": "«",
}
"""Opening quotation mark → the marks that may close it; »these« are German."""
_CLOSERS = frozenset("»”›’」』")
_MARKS = '«»“”„‹›‘’「」『』"'
_MARK = re.compile(f"[{_MARKS}]")
_LINE = re.compile(r"[•●▪■►]?(?:(?!\+\+|(?<=\S )[•●▪■►])[^\n])+")
ORDINAL_DOT = "\u2024"
_ORDINAL = re.compile(r"(?<=(?<![\d.,])\d)\.(?= [^\W\d_])|(?<=(?<![\d.,])\d\d)\.(?= [^\W\d_])")
_TERMINAL = ".!?…"
_END = re.compile("[.!?…]")
_UNPARTED = re.compile(rf"[{HAN}{_MARKS})%].[{HAN}{_MARKS}\d(]")
"""The end of a sentence that no space parts from the next one."""
_LONGEST = 3000
"""A quotation left open is given up after this many characters: somebody forgot to close it."""
_LONGEST_SENTENCE = 1200
"""Characters outside quotations, which count as `_QUOTATION` each: a longer stretch without a full
stop is no sentence (a table, a list, a broken page) and is read in pieces of this length."""
_QUOTATION = 20
_CLOSES_ALONE = frozenset('"»”')
_LEAST_UNOPENED = 4
"""Words before a mark that closes a quotation opened elsewhere."""
_LONGEST_ABBREVIATION = 12
_MENDABLE = 12
"""Characters between a quotation closed too early and the mark that should have closed it."""
_LONGEST_NAME = 4
"""Words of a name in quotation marks."""
_ENDS_OF_SPEECH = frozenset(".!?…,;:")
_SAYS = re.compile(r",?\s*[—–-]|,")
"""What stands behind a quotation and before who says it."""
_OPENING_DASH = re.compile(r"[—–-]\s(?=[^\W\d_])")
_DASH_BEHIND = re.compile(r"(?<=[.!?…])\s[—–]\s(?=[^\W\d_a-z])")
_SAYS_SO = re.compile(r"(?:,|(?<=[!?…]))\s[—–]\s(?=(?P<letter>[^\W\d_]))")
_SAYS_SO_ALONE = re.compile(
    r"(?:,|(?<=[!?…]))?\s[—–-]\s(?=(?P<letter>[^\W\d_])(?P<rest>[^\W\d_]*))"
)
_GOES_ON = re.compile(r"[.,:]\s[—–]\s")
"""The marks of a dialogue: before who says it, and behind."""
_STRAIGHT = '"‘»'
"""Marks that do not tell by themselves whether they open."""


class SegmentWords(Value):
    """The table ``[segments]`` of a pack: abbreviations that end in a full stop.

    `ordinals`: whether a full stop makes an ordinal of a number ("am 15. Februar").
    `before_figures`: abbreviations that are words where no figure follows ("no. 5", "no.").
    `datelines`: patterns of the heads of reports that only this language has ("新华社2月15日电").
    """

    abbreviations: frozenset[str] = frozenset()
    dashed: bool = False
    """Whether dashes part what somebody says from who says it ("— Уходим, — сказал он. — Всё")."""
    dash_alone: bool = False
    """Whether they do so without a comma, before a verb of saying ("– Koniec – powiedział on")."""
    named: bool = False
    """Whether names stand in quotation marks ("движение «Ансар Аллах»"), which quote nobody."""
    datelines: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    before_figures: frozenset[str] = frozenset()
    ordinals: bool = False


class Quotation(Value):
    """A quotation: `outer` with its marks, `inner` without, and without space around."""

    outer: Span
    inner: Span
    opens: bool = True
    """False where it goes on from the paragraph before."""
    closed: bool = True


_ONE_SIGN = str.maketrans(
    "，、；：！？。．（）％～،؛؟٪٫٬０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    ",,;:!?..()%–,;?%.,012345678901234567890123456789",
)
"""Punctuation and figures of other scripts → those that are read here."""
_OTHER_SIGN = re.compile(f"[{''.join(map(chr, _ONE_SIGN))}]")
_STRAIGHT_CLOSE = re.compile(r"(?<=[,.!?…])\"(?=\s|$)")
_YEAR = re.compile(r"\d\ds?\b")
_DOUBLED = re.compile(r"(?P<opens>(?<![^\s(\[—–])(?:''|``|`')(?=[^\s'`]))|''")
"""Two apostrophes for a quotation mark, as typewriters and TeX have it."""
_SINGLE = re.compile(
    r"(?<![^\s(\[—–:])'(?!\d\ds?\b)(?=[^\W_])(?P<inner>[^'\n]{2,400}(?:\w'\w[^'\n]*){0,20})'(?!\w)"
)
"""A quotation between two apostrophes; one inside a word is that of the word."""


def mask(text: str, cuts: Sequence[Cut]) -> str:
    """`text` as it is read, as long as before: each removed span blanked, line ends kept.

    Figures and punctuation are the same signs in every script; two apostrophes are one mark.
    """
    pieces: list[str] = []
    position = 0
    for cut in sorted(cuts, key=lambda cut: cut.start):
        start = max(position, cut.start)
        pieces += text[position:start], re.sub(r"[^\n]", " ", text[start : cut.end])
        position = max(position, cut.end)
    masked = "".join(pieces) + text[position:]
    if "''" in masked or "`" in masked:
        masked = _DOUBLED.sub(lambda mark: " “" if mark["opens"] else "” ", masked)
    if "'" in masked:
        masked = _SINGLE.sub(r"‘\g<inner>’", masked)
    return masked.translate(_ONE_SIGN) if _OTHER_SIGN.search(masked) else masked


def mark_ordinals(text: str, pack: Pack) -> str:
    """`text` with another sign for the full stop of "am 15. Februar", which ends no sentence."""
    if not pack.section("segments", SegmentWords).ordinals:
        return text
    return _ORDINAL.sub(ORDINAL_DOT, text)


def paragraphs(text: str) -> list[Span]:
    """The lines that are not blank, without the space around them; "++" and "•" part entries."""
    found = []
    for line in _LINE.finditer(text):
        span = strip(text, line.start(), line.end())
        if span:
            found.append(span)
    return found


def strip(text: str, start: int, end: int, characters: str = "") -> Span | None:
    """``text[start:end]`` without space and `characters` at its ends; None if nothing is left."""
    while start < end and (text[start].isspace() or text[start] in characters):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in characters):
        end -= 1
    return Span(start=start, end=end) if start < end else None


def quotations(text: str, paragraph: Span, pack: Pack, *, open_before: str = "") -> list[Quotation]:
    """The outermost quotations of a paragraph, in order.

    Args:
        text: the text.
        paragraph: where to look.
        pack: the language, whose conjunctions tell a mended quotation.
        open_before: the mark left open at the end of the paragraph before, if any. A paragraph
            that begins with it continues that quotation (the convention of the press).

    A mark that is never closed ends its quotation with the paragraph, or after `_LONGEST`
    characters. A closing mark without an
    opening one is passed over, unless it stands right after a closed quotation and what follows
    begins with a conjunction: then the first was closed too early, and is mended.
    """
    found: list[Quotation] = []
    position, end = paragraph.start, paragraph.end
    words = pack.section("segments", SegmentWords)
    opening = _OPENING_DASH.match(text, position, end) if words.dashed else None
    if opening is None and words.dash_alone:  # "He landed on Monday. – We are home – he said"
        opening = _DASH_BEHIND.search(text, position, end)
    said = _dashed(text, Span(start=opening.end(), end=end), pack) if opening else []
    if opening and said:
        before = strip(text, position, opening.start())
        behind = strip(text, said[-1].outer.end, end, "—–")
        return [
            *(quotations(text, before, pack, open_before=open_before) if before else ()),
            *said,
            *(quotations(text, behind, pack) if behind and words.dash_alone else ()),
        ]
    while mark_found := _MARK.search(text, position, end):
        position = mark_found.start()
        mark = text[position]
        if mark in PAIRS and _can_open(text, position, paragraph):
            close = _closing(text, position, end)
            stop = close + 1 if close is not None else _given_up(text, position, end)
            inner = strip(text, position + 1, close if close is not None else stop)
            if inner and not (words.named and _is_name(text, position, stop, inner)):
                goes_on = bool(open_before) and not found and position == paragraph.start
                found.append(
                    Quotation(
                        outer=Span(start=position, end=stop),
                        inner=inner,
                        opens=not (goes_on and mark == open_before),
                        closed=close is not None,
                    )
                )
            position = stop
        elif mark in _CLOSERS and found:
            position = _mend(text, position, end, found, words)
        elif not found and _ends_unopened(text, position, paragraph):
            inner = strip(text, paragraph.start, position)
            outer = Span(start=paragraph.start, end=position + 1)
            if inner:
                found.append(Quotation(outer=outer, inner=inner, opens=False))
            position += 1
        else:
            position += 1
    return found


def _dashed(text: str, paragraph: Span, pack: Pack) -> list[Quotation]:
    """What is said behind a dash, in the rest of its paragraph; nothing if nobody says it there.

    A dash before a small letter opens who says it, the next one before a capital closes that.
    """
    position = paragraph.start
    found: list[Quotation] = []
    while aside := _says_so(text, position, paragraph.end, pack):
        if aside["letter"].isupper():
            break
        inner = strip(text, position, aside.start())
        if inner:
            found.append(Quotation(outer=inner, inner=inner))
        again = _GOES_ON.search(text, aside.end(), paragraph.end)  # ". — And we stay"
        if again is None:
            return found
        position = again.end()
    rest = strip(text, position, paragraph.end)
    if found and rest:
        found.append(Quotation(outer=rest, inner=rest))
    return found


def _says_so(text: str, position: int, end: int, pack: Pack) -> re.Match[str] | None:
    """The next dash that parts what is said from who says it."""
    if not pack.section("segments", SegmentWords).dash_alone:
        return _SAYS_SO.search(text, position, end)
    cues = cues_of(pack.code)
    found = _SAYS_SO_ALONE.finditer(text, position, end)
    return next((m for m in found if cues.may_begin(folded(m["letter"] + m["rest"]))), None)


def _is_name(text: str, start: int, stop: int, inner: Span) -> bool:
    """True for a few words with a capital that nobody says: no colon before, no dash behind."""
    name = inner.of(text)
    first = name.lstrip('«“„"')[:1]
    if not (first.isupper() or first.isdigit()) or len(name.split()) > _LONGEST_NAME:
        return False
    introduced = text[max(0, start - 3) : start].rstrip().endswith((":", "—", "–"))
    if introduced or not _ENDS_OF_SPEECH.isdisjoint(name):
        return False
    return _SAYS.match(text, stop) is None


def _ends_unopened(text: str, position: int, paragraph: Span) -> bool:
    """True for a mark that ends what a paragraph before has opened: "… Nous partons », dit-il"."""
    before = text[paragraph.start : position]
    after = text[position + 1 : position + 3].lstrip()
    parted = text[position] in _CLOSES_ALONE and after[:1] == ","
    return parted and len(before.split()) >= _LEAST_UNOPENED


def _can_open(text: str, position: int, paragraph: Span) -> bool:
    """Straight and single marks open only before a word and after a space or a bracket."""
    mark = text[position]
    if mark not in _STRAIGHT:
        return True
    before = text[position - 1] if position > paragraph.start else " "
    after = text[position + 1] if position + 1 < paragraph.end else " "
    if mark == "‘" and _YEAR.match(text, position + 1):
        return False  # "in ‘08"
    return (before.isspace() or before in "([—–-:«“") and not (after.isspace() or after in ",.;)")


def _closing(text: str, opening: int, end: int) -> int | None:
    """Where the quotation opened at `opening` closes, counting nested pairs of the same kind."""
    mark = text[opening]
    closers = PAIRS[mark]
    if mark == "“":
        straight = _closed_straight(text, opening, end)
        if straight is not None:
            return straight
    depth = 0
    for position in range(opening + 1, min(end, opening + _LONGEST)):
        character = text[position]
        if character in closers:
            if mark == "‘" and not _ends_word(text, position, end):
                continue
            if depth == 0:
                return position
            depth -= 1
        elif character == mark and mark not in _STRAIGHT:
            depth += 1
    # An opening mark inside that was itself never closed must not swallow the close of ours.
    if depth:
        limit = min(end, opening + _LONGEST)
        last = max((text.rfind(c, opening + 1, limit) for c in closers), default=-1)
        return last if last > opening else None
    return None


def _closed_straight(text: str, opening: int, end: int) -> int | None:
    """Where a straight mark closes what a curved one opened, as in “We go," he said."""
    end = min(end, opening + _LONGEST)
    match = _STRAIGHT_CLOSE.search(text, opening + 1, end)
    if match is None:
        return None
    place = match.start()
    inside = text[opening + 1 : place]
    if '"' in inside or "”" in inside:
        return None
    close, again = text.find("”", place, end), text.find("“", place, end)
    return place if close < 0 or 0 <= again < close else None


def _given_up(text: str, opening: int, end: int) -> int:
    """Where a quotation that is never closed ends: with its paragraph, or at a space before."""
    if end - opening <= _LONGEST:
        return end
    space = text.rfind(" ", opening, opening + _LONGEST)
    return space if space > opening else opening + _LONGEST


def _ends_word(text: str, position: int, end: int) -> bool:
    after = text[position + 1] if position + 1 < end else " "
    return not after.isalnum()


def _mend(text: str, position: int, end: int, found: list[Quotation], words: SegmentWords) -> int:
    """Deal with a closing mark that closes nothing; returns where to go on."""
    last = found[-1]
    if position - last.outer.end > _MENDABLE:
        return position + 1
    between = text[last.outer.end : position]
    following = words_of(text[position + 1 : min(end, position + 60)])
    if (
        not any(character.isalnum() for character in between)
        and following
        and following[0].folded in words.conjunctions
    ):
        stop = next((i + 1 for i in range(position, end) if text[i] in _TERMINAL), end)
        inner = strip(text, last.inner.start, stop)
        if inner:
            found[-1] = last.model_copy(
                update={"outer": Span(start=last.outer.start, end=stop), "inner": inner}
            )
        return stop
    return position + 1


def sentences(text: str, paragraph: Span, quoted: Sequence[Quotation], pack: Pack) -> list[Span]:
    """The sentences of a paragraph; a quotation is never cut.

    A sentence ends at a full stop, question or exclamation mark before a capital, a digit or a
    quotation; or where a quotation that ends in one closes and a capital follows.
    """
    words = pack.section("segments", SegmentWords)
    found: list[Span] = []
    start = position = paragraph.start
    cut = start + _LONGEST_SENTENCE
    pending = iter([*quoted, None])
    quotation = next(pending)
    while position < paragraph.end:
        limit = quotation.outer.start if quotation else paragraph.end
        stop = _sentence_end(text, start, position, limit, paragraph.end, cut, words)
        if stop is not None:
            position = stop
        else:  # no end before the quotation
            if quotation is None:
                break
            position = quotation.outer.end
            cut += position - quotation.outer.start - _QUOTATION
            full = text[quotation.inner.end - 1] in _TERMINAL
            quotation = next(pending)
            if not (full and _begins_sentence(text, position, paragraph.end)):
                continue
        span = strip(text, start, position)
        if span:
            found.append(span)
        start = position
        cut = start + _LONGEST_SENTENCE
    span = strip(text, start, paragraph.end)
    if span:
        found.append(span)
    return found


def _sentence_end(
    text: str,
    start: int,
    position: int,
    limit: int,
    end: int,
    cut: int,
    words: SegmentWords,
) -> int | None:
    """Past the mark that ends a sentence before `limit`; None if none does.

    A stretch that reaches `cut` is cut at the next space.
    """
    for mark in _END.finditer(text, position, limit):
        at = mark.start()
        if at > cut:
            break
        ends = _begins_sentence(text, at + 1, end)
        if ends and not _is_abbreviation(text, at, start, words):
            return at + 1
    space = text.find(" ", max(position, cut), limit)
    return space + 1 if space >= 0 else None


def _begins_sentence(text: str, position: int, end: int) -> bool:
    if position >= end:
        return True
    if not text[position].isspace():
        return _UNPARTED.match(text, position - 2) is not None
    while position < end and text[position].isspace():
        position += 1
    if position >= end:
        return True
    first = text[position]
    if first in "–—" and text[position + 1 : position + 3].strip().islower():
        return False  # "“Really?” — he asked."
    return (
        first.isupper()
        or first.isdigit()
        or first in PAIRS
        or first in "-–—•("
        or (
            first.isalpha() and first.lower() == first.upper()  # scripts without case
        )
    )


def _is_abbreviation(text: str, dot: int, start: int, words: SegmentWords) -> bool:
    if text[dot] != ".":
        return False
    begin = dot
    start = max(start, dot - _LONGEST_ABBREVIATION)
    while begin > start and (text[begin - 1].isalnum() or text[begin - 1] in ".-"):
        begin -= 1
    word = text[begin:dot]
    initial = len(word) == 1 and word.isupper()
    written = f"{word.lower()}."
    figure = text[dot + 1 : dot + 3].strip()[:1].isdigit()
    counts = figure and written in words.before_figures
    return initial or counts or written in words.abbreviations
