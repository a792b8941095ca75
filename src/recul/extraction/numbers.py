"""Numbers in figures and in words, with their spans.

Reads what news prose writes: figures grouped by commas, points or spaces of any width
("100 000" with U+202F), number words ("cent mille"), round numbers ("une centaine de milliers",
"two dozen"), mere orders ("tens of thousands") and ranges ("130 à 150 000", "169,000-190,000").
It does not read ordinals, times, or figures glued to letters ("T-72", "41st", "5G").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pydantic import Field

from recul.extraction.alternatives import END, LETTER, SPACE, any_word, begin, small_words
from recul.extraction.lexicon import Key, Word, folded, words_of
from recul.languages import Pack
from recul.model import Value

_SPACES = " \u00a0\u2009\u202f"
_BEYOND_RESCALE = 20
"""In "130 à 150 000" the first number takes the thousands of the second, unless that would
leave it this many times smaller."""
_SMALL = 100
"""So does a number in words below this one ("two to three thousand")."""
_THOUSAND = 1000
_MOST_ATOMS = 12
"""Words in the longest number; what is longer is no number but a list."""


class NumberWords(Value):
    """The table ``[numbers]`` of a language pack.

    Attributes:
        decimal, grouping: the signs of figures, besides spaces.
        either_sign: whether each may be the other's, told by how many figures follow ("8,500").
        articles: words that count as one, before a multiplier or a collective only.
        joiners: words between parts of a number ("and").
        halves: what adds a half to the word before it ("две *с половиной* тысячи").
        of: words between a collective and what it counts ("of").
        ordinals: what behind figures and a hyphen makes no count of them ("128-я", "120-мм").
        several: words before a plural that give an order, not a count.
        alone: multipliers that are numbers by themselves ("mille").
        orders: multipliers that are an order where no number stands before them ("тысячи солдат").
        one_of: orders that are one of it after a hedge ("около *тысячи* солдат").
        tens_with_teens: tens that take 11 to 19 after them ("soixante-dix-sept").
        range_words: words between the ends of a range ("to").
        range_open, range_and: the words of "between … and …".
        together: whether the words of a number are written as one, the units before the tens
            ("hundertfünfundzwanzig").
        units_first: whether units stand before the tens they are joined to ("five and twenty").
        suffixes: letters glued to figures ("100k") → factor.
        words, multipliers, collectives, plural_collectives: word → value.
    """

    decimal: str = "."
    grouping: str = ","
    either_sign: bool = False
    articles: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    alone: frozenset[int] = frozenset()
    orders: frozenset[Key] = frozenset()
    one_of: frozenset[Key] = frozenset()
    tens_with_teens: frozenset[int] = frozenset()
    range_words: tuple[str, ...] = ()
    range_open: tuple[str, ...] = ()
    range_and: tuple[str, ...] = ()
    together: bool = False
    units_first: bool = False
    suffixes: dict[Key, int] = Field(default_factory=dict)
    words: dict[str, float] = Field(default_factory=dict)
    multipliers: dict[str, float] = Field(default_factory=dict)
    collectives: dict[str, float] = Field(default_factory=dict)
    plural_collectives: dict[str, float] = Field(default_factory=dict)


class NumberKind(StrEnum):
    """How a number was written."""

    COUNT = "count"
    ROUND = "round"  # une trentaine, two dozen
    ROUGH = "rough"  # тысяч сто: the noun before its number
    ORDER = "order"  # dozens, des milliers: `low` is the order itself
    RANGE = "range"


class Number(NamedTuple):
    """A number at ``text[start:end]``; `low` and `high` differ for a range only."""

    start: int
    end: int
    low: float
    high: float
    kind: NumberKind
    figures: bool
    """True if it is written in figures only, without a grouping sign."""
    gap: tuple[int, int] | None = None
    """For a range: where its first number ends and its second begins."""
    one: bool = False
    """True for an order that is one of it after a hedge."""


class _Kind(StrEnum):
    FIGURES = "figures"
    WORD = "word"
    MULTIPLIER = "multiplier"
    COLLECTIVE = "collective"
    PLURAL = "plural"
    ARTICLE = "article"
    JOINER = "joiner"
    HALF = "half"
    OF = "of"
    SEVERAL = "several"


class _Atom(NamedTuple):
    start: int
    end: int
    kind: _Kind
    value: float
    unit: float = 1
    """For figures: the power of a thousand they end in ("150 000" ends in 1000)."""
    ungrouped: bool = False
    """For figures: a whole number without sign or suffix."""
    order: bool = False
    """For a multiplier: it is an order where no number stands before it."""
    one: bool = False


_SPOKEN = frozenset({_Kind.ARTICLE, _Kind.WORD, _Kind.MULTIPLIER, _Kind.COLLECTIVE})
_FACTORS = frozenset({_Kind.MULTIPLIER, _Kind.COLLECTIVE, _Kind.PLURAL})


class _Reader(NamedTuple):
    """What a language's numbers are read with."""

    words: NumberWords
    atom: re.Pattern[str]
    known: dict[str, tuple[_Kind, float]]
    firsts: frozenset[str]
    """What a number in words may begin with."""
    part: re.Pattern[str]
    between: re.Pattern[str]
    between_and: re.Pattern[str]
    opener: re.Pattern[str]


def find_numbers(text: str, pack: Pack) -> list[Number]:
    """The numbers in `text`, in order, not overlapping; ranges as one number."""
    reader = _reader(pack)
    plain = folded(text)
    singles: list[Number] = []
    units: list[float] = []
    for run in _runs(text, plain, reader):
        index = 0
        while index < len(run):
            number, used, unit = _read(run, index, reader.words)
            if number:
                singles.append(number)
                units.append(unit)
            index += used
    return _join_ranges(plain, singles, units, reader)


def _runs(text: str, plain: str, reader: _Reader) -> list[list[_Atom]]:
    """Atoms grouped where a single space or hyphen parts them."""
    runs: list[list[_Atom]] = []
    taken = 0
    for word in words_of(text):
        if word.start < taken or not _may_begin(word, reader):
            continue
        match = reader.atom.match(plain, word.start)
        if match is None:
            continue
        taken = match.end()
        for atom in _atoms(plain, match, reader):
            last = runs[-1][-1] if runs else None
            if last and _adjoins(plain, last, atom) and len(runs[-1]) < _MOST_ATOMS:
                runs[-1].append(atom)
            else:
                runs.append([atom])
    return runs


def begins_number(word: Word, pack: Pack) -> bool:
    """True for figures, and for a word that a count may begin with; an article is none."""
    reader = _reader(pack)
    known = reader.known.get(word.folded)
    return word.text[0].isdigit() or (known is not None and known[0] is _Kind.WORD)


def _may_begin(word: Word, reader: _Reader) -> bool:
    """True if a number may begin with `word`, or in it where numbers are written together."""
    if word.folded in reader.firsts or word.text[0].isdigit():
        return True
    return reader.words.together and reader.part.match(word.folded) is not None


def _atoms(plain: str, match: re.Match[str], reader: _Reader) -> Iterator[_Atom]:
    """The atoms of a match; several stand in one word where numbers are written together."""
    if match["figures"] or " ".join(match.group().split()) in reader.known:
        yield _atom(match, reader)
        return
    for part in reader.part.finditer(plain, *match.span()):
        yield _Atom(part.start(), part.end(), *reader.known[part.group()])


def _adjoins(plain: str, left: _Atom, right: _Atom) -> bool:
    if left.kind is _Kind.OF and plain[left.end - 1] == "'":
        return right.start == left.end
    if right.start == left.end:  # beside a Chinese character: "10万"
        return True
    return right.start == left.end + 1 and (
        plain[left.end] in _SPACES
        or plain[left.end] == "\n"
        or (plain[left.end] == "-" and left.kind is not _Kind.FIGURES)
    )


def _atom(match: re.Match[str], reader: _Reader) -> _Atom:
    figures = match["figures"]
    if figures is None:
        word = " ".join(match.group().split())
        kind, value = reader.known[word]
        order, one = word in reader.words.orders, word in reader.words.one_of
        return _Atom(match.start(), match.end(), kind, value, order=order, one=one)
    digits = "".join(character for character in figures if character.isdigit())
    decimals = (match["decimals"] or "")[1:]
    value = float(f"{digits}.{decimals or 0}")
    unit = float(1000 ** _ends_in_thousands(figures))
    if match["suffix"]:
        factor = reader.words.suffixes[match["suffix"]]
        value, unit = value * factor, unit * factor
    ungrouped = digits == match.group() and not digits.startswith("0")
    return _Atom(match.start(), match.end(), _Kind.FIGURES, value, unit, ungrouped)


def _ends_in_thousands(figures: str) -> int:
    """How many groups of three zeros end the figures: 1 for "150 000", 0 for "150000"."""
    groups = 0
    while figures.endswith("000") and len(figures) > 3 and not figures[-4].isdigit():
        figures = figures[:-4]
        groups += 1
    return groups


def _read(run: list[_Atom], index: int, words: NumberWords) -> tuple[Number | None, int, float]:
    """The number that starts at ``run[index]``, how many atoms it takes, and its last factor."""
    first = run[index]
    if first.kind is _Kind.FIGURES:
        base, after, unit = first.value, index + 1, first.unit
    elif first.kind in (_Kind.SEVERAL, _Kind.PLURAL) or first.order:
        return _rough(run, index, words) or _order(run, index, words)
    elif first.kind in _SPOKEN:
        base, after, unit = _cardinal(run, index, words)
    else:
        return None, 1, 1
    factor, end, rounded = _factor(run, after)
    if first.kind is not _Kind.FIGURES:
        if not base and not rounded:
            return None, 1, 1
        base = base or 1
    multiple = end > after or (first.kind is not _Kind.FIGURES and unit >= _THOUSAND)
    rest, end = _rest(run, end, unit * factor) if multiple else (0.0, end)
    value = base * factor + rest
    kind = NumberKind.ROUND if rounded else NumberKind.COUNT
    figures = first.kind is _Kind.FIGURES and end == index + 1 and first.ungrouped
    number = Number(first.start, run[end - 1].end, value, value, kind, figures)
    return number, end - index, unit * factor


def _rough(
    run: list[_Atom], index: int, words: NumberWords
) -> tuple[Number | None, int, float] | None:
    """A number behind what it counts, which makes it a rough one: "тысяч пятьдесят"."""
    first, after = run[index], index + 1
    if not words.orders or after == len(run) or first.kind is _Kind.SEVERAL:
        return None
    if run[after].kind is _Kind.FIGURES:
        base, end = run[after].value, after + 1
    else:
        base, end, _ = _cardinal(run, after, words) if run[after].kind is _Kind.WORD else (0, 0, 1)
    if not base:
        return None
    value = base * first.value
    number = Number(first.start, run[end - 1].end, value, value, NumberKind.ROUGH, False)
    return number, end - index, first.value


def _rest(run: list[_Atom], index: int, factor: float) -> tuple[float, int]:
    """What is joined to a multiple, and the index after it.

    "18 thousand *and 800*", "2 bin *500*": figures alone go on from thousands, if they are fewer.
    """
    if index < len(run) and run[index].ungrouped and factor >= _THOUSAND:
        scaled = index + 1 < len(run) and run[index + 1].kind in _FACTORS
        if run[index].value < _THOUSAND and not scaled:
            return run[index].value, index + 1
    if index + 1 < len(run) and run[index].kind is _Kind.JOINER:
        atom = run[index + 1]
        counted = atom.kind in (_Kind.FIGURES, _Kind.WORD) and atom.value < factor
        if counted and _is_written_on(run, index + 1):
            return atom.value, index + 2
    return 0.0, index


def _order(run: list[_Atom], index: int, words: NumberWords) -> tuple[Number | None, int, float]:
    """Mere orders: "tens of thousands", "plusieurs milliers", "several thousand"."""
    start = index + (run[index].kind is _Kind.SEVERAL)
    head = run[start] if start < len(run) else None
    plural = head and (head.kind is _Kind.PLURAL or head.order)
    needs_several = (
        head
        and start > index
        and (
            head.kind is _Kind.COLLECTIVE
            or (
                head.kind is _Kind.MULTIPLIER
                and (_is_written_on(run, start) or head.value not in words.alone)
            )
        )
    )
    if not (plural or needs_several):
        return None, 1, 1
    value, end, _ = _factor(run, start)
    start_at, end_at = run[index].start, run[end - 1].end
    one = run[index].one and end == index + 1
    number = Number(start_at, end_at, value, value, NumberKind.ORDER, False, one=one)
    return number, end - index, 1


def _factor(run: list[_Atom], index: int) -> tuple[float, int, bool]:
    """The product of the factors from ``run[index]`` on ("centaine de milliers").

    Returns:
        the product, the index after the last factor, and whether one of them is a collective.
    """
    factor, end, rounded = 1.0, index, False
    while end < len(run):
        step = end + (run[end].kind is _Kind.OF)
        if step == len(run) or run[step].kind not in _FACTORS:
            break
        factor *= run[step].value
        rounded = rounded or run[step].kind is not _Kind.MULTIPLIER
        end = step + 1
    return factor, end, rounded


def _cardinal(run: list[_Atom], index: int, words: NumberWords) -> tuple[float, int, float]:
    """The number in words from ``run[index]`` on: "cent mille", "two hundred and fifty".

    Returns:
        its value (0 if there is none), the index after its last word, and its last multiplier.
    """
    if run[index].kind is _Kind.MULTIPLIER and run[index].value not in words.alone:
        return 0.0, index, 1.0
    total = current = 0.0
    unit = 1.0
    end = index + (run[index].kind is _Kind.ARTICLE)
    if _is_span(run, index):
        return run[index].value, index + 1, 1.0
    if end > index and end < len(run) and _is_written_on(run, end) and words.together:
        current = 1 if run[end].kind is _Kind.JOINER else 0  # "einundzwanzig"
    while end < len(run):
        joined = end > index and run[end].kind is _Kind.JOINER
        step = end + joined
        if step == len(run):
            break
        atom = run[step]
        written_on = words.together and step > index and _is_written_on(run, step)
        if atom.kind is _Kind.WORD and _adds(current, atom.value, words):
            current += atom.value
        elif joined and (written_on or words.units_first) and _are_tens(atom, current):
            current += atom.value  # "fünf|und|zwanzig"
        elif written_on and atom.kind is _Kind.ARTICLE and current >= 100:
            current += 1  # "hundert|ein|und|zwanzig"
        elif (
            atom.kind is _Kind.ARTICLE
            and (joined or (step > index and _is_written_on(run, step) and current))
            and _adds(current, 1, words)
        ):
            current += 1  # "vingt et un", "二十一"
        elif atom.kind is _Kind.HALF and current and not joined:
            current += 0.5
        elif atom.kind is _Kind.MULTIPLIER and not joined:
            current, total = _times(current, total, atom.value)
            unit = atom.value
        else:
            break
        end = step + 1
    return total + current, end, unit


def _are_tens(atom: _Atom, units: float) -> bool:
    return atom.kind is _Kind.WORD and 0 < units % 100 < 10 and 20 <= atom.value < 100


def _is_span(run: list[_Atom], index: int) -> bool:
    """True for the first of two digits side by side, "三四十": from thirty to forty."""
    if index + 1 == len(run) or not _is_written_on(run, index + 1):
        return False
    digits = run[index], run[index + 1]
    single = digits[1].kind is _Kind.WORD and digits[0].kind in (_Kind.WORD, _Kind.ARTICLE)
    return single and digits[0].value + 1 == digits[1].value < 10


def _is_written_on(run: list[_Atom], index: int) -> bool:
    return run[index].start == run[index - 1].end


def _adds(current: float, value: float, words: NumberWords) -> bool:
    """True if `value` may follow `current` in one number: 60 then 11, 100 then 20; not 2 then 3."""
    rest = int(current) % 100
    if rest in words.tens_with_teens:
        return value < 20
    return rest == 0 or (rest % 10 == 0 and value < 10)


def _times(current: float, total: float, factor: float) -> tuple[float, float]:
    """Multiply what was read last: "cent" its hundreds, "mille" everything since the last.

    Of "一百二十" the ten multiplies the two; of "一千二百万" the last all that stands before it.
    """
    if factor < 1000:
        last = current % factor
        return current - last + max(last, 1) * factor, total
    if 0 < total < factor:
        return 0.0, (total + current) * factor
    return 0.0, total + max(current, 1) * factor


def _join_ranges(
    plain: str, singles: list[Number], units: list[float], reader: _Reader
) -> list[Number]:
    joined: list[Number] = []
    index = 0
    while index < len(singles):
        low = singles[index]
        if index + 1 < len(singles):
            both = _range(plain, low, singles[index + 1], units[index : index + 2], reader)
            if both:
                joined.append(both)
                index += 2
                continue
        joined.append(low)
        index += 1
    return joined


def _range(
    plain: str, low: Number, high: Number, units: list[float], reader: _Reader
) -> Number | None:
    if high.start - low.end > 8 or NumberKind.ORDER in (low.kind, high.kind):
        return None
    gap = plain[low.end : high.start]
    start = low.start
    if not gap and high.low / units[1] == low.low + 1 < 10:  # "三四十"
        return Number(start, high.end, low.low * units[1], high.high, NumberKind.RANGE, False)
    opened = reader.opener.search(plain, max(0, start - 12), start)
    if not (reader.between.fullmatch(gap) or (opened and reader.between_and.fullmatch(gap))):
        return None
    bottom = low.low
    scaled = bottom * units[1]
    if (low.figures or low.low < _SMALL) and scaled <= high.low <= scaled * _BEYOND_RESCALE:
        bottom = scaled
    if bottom > high.low:
        return None
    start = opened.start() if opened else start
    plain_figures = low.figures and high.figures
    gap_span = (low.end, high.start)
    return Number(start, high.end, bottom, high.high, NumberKind.RANGE, plain_figures, gap_span)


@lru_cache
def _reader(pack: Pack) -> _Reader:
    words = pack.section("numbers", NumberWords)
    known: dict[str, tuple[_Kind, float]] = {}
    written: list[str] = []
    for kind, table in (
        (_Kind.OF, dict.fromkeys(words.of, 0)),
        (_Kind.SEVERAL, dict.fromkeys(words.several, 0)),
        (_Kind.JOINER, dict.fromkeys(words.joiners, 0)),
        (_Kind.HALF, dict.fromkeys(words.halves, 0)),
        (_Kind.ARTICLE, dict.fromkeys(words.articles, 1)),
        (_Kind.WORD, words.words),
        (_Kind.MULTIPLIER, words.multipliers),
        (_Kind.COLLECTIVE, words.collectives),
        (_Kind.PLURAL, words.plural_collectives),
    ):
        for word, value in table.items():
            known.setdefault(folded(word), (kind, value))
            written.append(word)
    decimal, grouping = re.escape(words.decimal), re.escape(words.grouping)
    decimals = rf"{decimal}\d+"
    if words.either_sign:
        grouping = f"(?:{decimal}|{grouping})"
        decimals = rf"{grouping}\d{{1,2}}(?!\d)"
    # A word that ends in an apostrophe is glued to the next one, and so is one of some letters.
    part = any_word(known)
    written_on = any_word(small_words(pack) & known.keys())
    spoken = rf"(?:{part})(?:(?<=')|{END})|(?:{written_on})"
    if words.together:
        spoken = rf"(?:{part}){{1,{_MOST_ATOMS}}}{END}"
    suffix = any_word(words.suffixes)
    grouped = rf"(?P<sign>[{_SPACES}]|{grouping})\d{{3}}(?:(?P=sign)\d{{3}})*(?!\d)"
    foreign = rf"{decimal}000(?!\d)"  # "100,000" in French prose is no decimal
    figures = rf"(?P<figures>\d{{1,3}}(?:{grouped}|{foreign}|\d*))(?P<decimals>{decimals})?"
    before = r"(?<![^\W\d]-)(?<!\d[.,:/])"  # not in "T-72", "10:30"
    after = rf"(?!{LETTER}|[:/]\d|[.,]\d|-(?:{any_word(words.ordinals)}){END})"
    atom = rf"(?<![_$€£#])(?:{spoken}|{before}{figures}(?P<suffix>{suffix})?{after})"
    return _Reader(
        words=words,
        atom=re.compile(atom),
        known=known,
        firsts=frozenset(words_of(word)[0].folded for word in written),
        part=re.compile(rf"(?:{part})(?=(?:{part}){{0,{_MOST_ATOMS}}}{END})"),
        between=re.compile(rf"\s?[-–—]\s?|-?{SPACE}(?:{any_word(words.range_words)}){SPACE}"),
        between_and=re.compile(
            rf"{SPACE}(?:(?:{any_word(words.range_and)}){SPACE}|(?:{written_on}))"
        ),
        opener=re.compile(rf"{begin(pack)}(?:{any_word(words.range_open)}){SPACE}\Z"),
    )
