"""The words around a count of a force, from the language pack, and the bounds they give it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from pydantic import Field

from recul.extraction.alternatives import END, SPACE, any_pattern, any_word, begin
from recul.extraction.date_forms import DateWords
from recul.extraction.lexicon import Key, Lexicon, folded
from recul.extraction.numbers import Number, NumberKind, NumberWords
from recul.languages import HAN, Pack
from recul.model import Comparator, Interval, Value

Unit = tuple[str, str]
"""A unit and the noun that named it."""


class QuantityWords(Value):
    """The table ``[quantities]`` of a language pack; see the comments there.

    Attributes:
        joins: what joins two nouns or two peoples that are counted as one ("tanks *and* guns").
        of: what links a share to its whole, or a number to its noun.
        copulas: "are" of "112,000 are ground forces".
        holds: patterns of verbs whose subject has the force that is counted.
        verb_first: whether such a verb stands before its subject.
        holds_after: the same, for verbs that come last: who has it is the first name before.
        observes: patterns of verbs whose subject counts the force of another.
        units: unit → nouns that count it.
        pairs: unit → nouns that count two of it by their own form.
        comparators, comparators_after: comparator → phrases before and after the number.
        reduction_after: patterns of verbs after a count of what leaves.
        count_of: what may stand between a number and its noun ("to 7,000 *the number of* men").
        classifiers: words between a number and its noun that tell of themselves what is counted,
            where no noun follows ("*辆*"), if anything does.
        scopes: patterns of what a count takes in or leaves out.
        negations: words that turn "more than" into "at most", a word or two later.
        shares: word → how many of it make a whole ("thirds" = 3).
        portions: words for a share of unknown size ("some of", "la plupart").
        back_then: patterns that put a count in the past without a date ("at the time").
        since: words before the beginning of a period that lasts ("since April").
        noun_first: whether a noun right before its number makes it a rough one ("человек сто").
    """

    joins: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    labels: tuple[str, ...] = ()
    percent: tuple[str, ...] = ()
    of: frozenset[str] = frozenset()
    additions_before: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()
    reductions: tuple[str, ...] = ()
    addition_verbs: tuple[str, ...] = ()
    reduction_verbs: tuple[str, ...] = ()
    reduction_after: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    copulas: frozenset[str] = frozenset()
    holds: tuple[str, ...] = ()
    holds_after: tuple[str, ...] = ()
    verb_first: bool = False
    observes: tuple[str, ...] = ()
    count_of: tuple[str, ...] = ()
    classifiers: dict[str, str] = Field(default_factory=dict)
    scopes: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    shares: dict[Key, int] = Field(default_factory=dict)
    portions: tuple[str, ...] = ()
    back_then: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    people_as_force: bool = False
    """Whether a people counts for its soldiers near words of a force ("27.000 *españoles*")."""
    noun_first: bool = False
    comparators: dict[Comparator, tuple[str, ...]] = Field(default_factory=dict)
    comparators_after: dict[Comparator, tuple[str, ...]] = Field(default_factory=dict)
    units: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    pairs: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class QuantityReader(NamedTuple):
    """The words of a language, compiled. Patterns with `before` end where a number begins."""

    words: QuantityWords
    units: Lexicon[str]
    pairs: Lexicon[str]
    comparators: dict[str, Comparator]
    comparators_after: dict[str, Comparator]
    hedges: tuple[str, ...]
    """All that stands before a number and hedges it."""
    comparator_before: re.Pattern[str]
    comparator_after: re.Pattern[str]
    label_before: re.Pattern[str]
    percent_after: re.Pattern[str]
    addition_before: re.Pattern[str]
    addition_after: re.Pattern[str]
    reduction_after_number: re.Pattern[str]
    addition_verb_before: re.Pattern[str]
    reduction_verb_before: re.Pattern[str]
    reduction_after: re.Pattern[str]
    level_before: re.Pattern[str]
    earlier_before: re.Pattern[str]
    passage_before: re.Pattern[str]
    passage_to: re.Pattern[str]
    loss_before: re.Pattern[str]
    loss_after: re.Pattern[str]
    holds: re.Pattern[str]
    holds_after: re.Pattern[str]
    observes: re.Pattern[str]
    reports: re.Pattern[str]
    count_of: re.Pattern[str]
    scope: re.Pattern[str]
    negation_before: re.Pattern[str]
    share_before: re.Pattern[str]
    whole_after: re.Pattern[str]
    back_then: re.Pattern[str]
    since: re.Pattern[str]
    breaks: re.Pattern[str]


_FEW = rf"(?:(?:[\w'-]+\s){{0,3}}|[{HAN}]{{0,4}})"
"""Up to three words between a verb and its number ("withdrew the first 10,000")."""
_SOME = rf"(?:(?:[\w'-]+\s){{0,4}}|[{HAN}]{{0,8}})"
_ONE = rf"\s?(?:[\w'-]+\s|[{HAN}]{{1,2}})?"
_WHOSE = r"(?:[\s'][\w-]+){0,3}[\s']{0,2}"
"""Up to three words between "half of" and its number ("half of Russia's 100,000")."""


@lru_cache
def quantity_reader(pack: Pack) -> QuantityReader:
    """The compiled words of a language."""
    words = pack.section("quantities", QuantityWords)
    dates = pack.section("dates", DateWords)
    numbers = pack.section("numbers", NumberWords)
    comparators = {folded(p): kind for kind, phrases in words.comparators.items() for p in phrases}
    after = {folded(p): kind for kind, phrases in words.comparators_after.items() for p in phrases}
    return QuantityReader(
        words=words,
        units=Lexicon((noun, unit) for unit, nouns in words.units.items() for noun in nouns),
        pairs=Lexicon((noun, unit) for unit, nouns in words.pairs.items() for noun in nouns),
        comparators=comparators,
        comparators_after=after,
        hedges=tuple(comparators),
        comparator_before=_before(pack, comparators),
        comparator_after=re.compile(rf"(?:{SPACE}|(?='))(?P<words>{any_word(after)}){END}"),
        label_before=_before(pack, words.labels, r"[\s.-]?"),
        percent_after=re.compile(rf"\s?(?:{any_word(words.percent)}){END}"),
        addition_before=_before(pack, words.additions_before),
        addition_after=re.compile(rf"\s?(?:{any_word(words.additions)}){END}"),
        reduction_after_number=re.compile(rf"\s?(?:{any_word(words.reductions)}){END}"),
        addition_verb_before=_before(pack, words.addition_verbs, rf"\s?{_FEW}"),
        reduction_verb_before=_before(pack, words.reduction_verbs, rf"\s?{_FEW}"),
        reduction_after=re.compile(rf"{SPACE}{_SOME}(?:{any_pattern(words.reduction_after)}){END}"),
        level_before=_before(pack, words.levels),
        earlier_before=_before(pack, words.earlier),
        passage_before=_before(pack, words.passages),
        passage_to=re.compile(rf"{SPACE}(?:{any_word(numbers.range_words)}){SPACE}"),
        loss_before=_before(pack, words.losses, rf"\s?{_FEW}"),
        loss_after=re.compile(rf"{SPACE}{_SOME}(?:{any_word(words.losses)}){END}"),
        holds=re.compile(rf"{begin(pack)}(?:{any_pattern(words.holds)}){END}"),
        holds_after=re.compile(rf"{begin(pack)}(?:{any_pattern(words.holds_after)}){END}"),
        observes=re.compile(rf"{begin(pack)}(?:{any_pattern(words.observes)}){END}"),
        reports=re.compile(rf"{begin(pack)}(?:{any_pattern(dates.reports)}){END}"),
        count_of=re.compile(rf"\s(?:{any_word(words.count_of)})(?:(?<=')|{SPACE})"),
        scope=re.compile(any_pattern(words.scopes)),
        negation_before=_before(pack, words.negations, _ONE),
        share_before=re.compile(
            rf"(?<![^\W\d_])(?P<words>{any_word((*words.shares, *words.portions))})"
            rf"\s?(?:{any_word(words.of)}){END}{_WHOSE}\Z"
        ),
        whole_after=re.compile(rf"(?:[\s'](?:{any_word(words.of)}))+[\s']"),
        back_then=re.compile(rf"{begin(pack)}(?:{any_pattern(words.back_then)}){END}"),
        since=re.compile(rf"{begin(pack)}(?:{any_word(words.since)}){END}"),
        breaks=re.compile(rf"[.,;:!?«»“”()\n]|{begin(pack)}(?:{any_word(dates.breaks)}){END}"),
    )


def _before(pack: Pack, phrases: Iterable[str], gap: str = r"\s?") -> re.Pattern[str]:
    """One of the phrases, whole, then `gap`, up to the end of the searched window."""
    return re.compile(rf"{begin(pack)}(?P<words>{any_word(phrases)})(?:(?<=')|{END}){gap}\Z")


class _Wording(Value):
    version: int
    few: int
    factors: dict[str, tuple[float, float, float]]


@lru_cache(maxsize=1)
def wording() -> _Wording:
    """The table of bounds, ``wording.toml``."""
    text = resources.files(__package__).joinpath("wording.toml").read_text(encoding="utf-8")
    return _Wording.model_validate(tomllib.loads(text))


def bounded(number: Number, comparator: Comparator) -> Interval:
    """The interval a number stands for, given how it is hedged."""
    if number.kind is NumberKind.RANGE:
        middle = (number.low + number.high) / 2
        return Interval(low=number.low, best=middle, high=number.high)
    if comparator is Comparator.DOZENS:
        return worded("order" if number.kind is NumberKind.ORDER else "round", number.low)
    return worded(comparator, number.low)


def worded(hedge: str, number: float) -> Interval:
    """The interval of a number hedged by one of the wordings of the table (a comparator)."""
    if hedge == Comparator.EXACT and number < wording().few:
        return Interval(low=number, best=number, high=number)
    # Twelve significant digits: 100,000 × 1.15 is 115,000, not 114,999.99999999999.
    low, best, high = (float(f"{number * factor:.12g}") for factor in wording().factors[hedge])
    return Interval(low=low, best=best, high=high)
