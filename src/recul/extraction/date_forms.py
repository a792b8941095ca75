"""The date expressions of a language, from its pack, as one compiled pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from recul.extraction.alternatives import END, SPACE, any_pattern, any_word, begin, spaced
from recul.extraction.date_heads import heads_of, may_begin
from recul.extraction.lexicon import Key, folded, spelt, words_of
from recul.languages import Pack
from recul.model import Grain, Span, Value

Unit = Literal["hour", "day", "week", "weekend", "month", "year"]
Which = Literal["near", "last", "next"]
Means = Literal[
    "iso", "numeric", "day", "days", "month", "season", "quarter", "year", "years", "weekday",
    "decade", "ago", "since", "in", "within", "offset", "calendar", "now", "until-now",
]  # fmt: skip


Reach = Literal["itself", "since", "until"]
"""Whether a date stands for itself, for the time from then on, or for the time up to then."""


class DateForm(Value):
    """One way to write a date: a pattern with ``<slots>``, and how to resolve it.

    `from_` and `to` are days from publication (offset); `shift` counts `unit` from the one
    publication lies in (calendar), and a month or season of `unit` "year" lies in that year;
    `which` is the last or the next such day, month or season.
    """

    form: str
    means: Means
    from_: int = Field(default=0, alias="from")
    to: int = 0
    grain: Grain | None = None
    unit: Unit = "day"
    shift: int = 0
    which: Which = "near"
    anchor: Literal["published", "story"] = "published"
    """What a relative date counts from: publication, or the last day the text has named before
    ("la veille", "two days later")."""
    reach: Reach = "itself"
    """What makes a period of the date is part of the form ("15 Mart'*a kadar*")."""
    side: Literal[-1, 0, 1] = 0
    """-1: only the part of the interval up to publication ("earlier this month"); 1: from it on."""

    @model_validator(mode="after")
    def _has_its_slot(self) -> Self:
        slot = _NEEDS.get(self.means)
        if slot and f"<{slot}" not in self.form:
            raise ValueError(f"{self.form!r} means a {self.means} and has no <{slot}>")
        return self


_NEEDS = {"season": "season", "quarter": "ordinal", "month": "month", "weekday": "weekday"}
"""What a form means → the slot that it cannot do without."""


class DateWords(Value):
    """The table ``[dates]`` of a language pack.

    Attributes:
        day_first: 3/2/2022 is 3 February.
        verb_last: whether the verb that tells when it is stands at the end of its clause.
        capitalised: months and days of the week are written with a capital ("May", not "may").
        ordinal: the pattern of what follows the number of a day ("st").
        not_dates: phrases that hide a date word.
        future: patterns that tell that a day of the week lies ahead.
        breaks: words that end the clause these are looked for in.
        reports: patterns of verbs that a day belongs to when it stands right after them.
        deadline: what before a day puts it ahead, unless a word of `past` stands beside it.
        past: words that tell what was.
        since: what before a date makes it the time from then to publication ("*since* January").
        until: what makes it the time from publication to then ("*until* the end of March").
        since_after, until_after: patterns of what does the same behind it ("5月1日*以前*").
        seasons: name → the month it starts with.
        decades: word → the year it starts with ("девяностые").
        thirds: beginning, middle and end of a month or a year → 1, 2, 3.
        counts: small numbers before a unit → lowest and highest.
        pairs: words that name two of a unit.
        days: words for the number of a day.
    """

    day_first: bool = True
    verb_last: bool = False
    capitalised: bool = False
    ordinal: str = ""
    not_dates: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    deadline: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    since_after: tuple[str, ...] = ()
    until_after: tuple[str, ...] = ()
    months: dict[Key, int] = Field(default_factory=dict)
    weekdays: dict[Key, int] = Field(default_factory=dict)
    seasons: dict[Key, int] = Field(default_factory=dict)
    units: dict[Key, Unit] = Field(default_factory=dict)
    parts: dict[Key, int] = Field(default_factory=dict)
    decades: dict[Key, int] = Field(default_factory=dict)
    thirds: dict[Key, int] = Field(default_factory=dict)
    ordinals: dict[Key, int] = Field(default_factory=dict)
    counts: dict[Key, tuple[int, int]] = Field(default_factory=dict)
    pairs: dict[Key, Unit] = Field(default_factory=dict)
    days: dict[Key, int] = Field(default_factory=dict)
    forms: tuple[DateForm, ...] = ()


class DateMatch(NamedTuple):
    """A form found at ``text[start:end]`` with the words in its slots, folded."""

    form: DateForm
    start: int
    end: int
    slots: dict[str, str]
    ahead: bool
    """True if the words around it tell that it lies ahead."""
    lead: int
    """Where the word before it starts that makes a period of it ("since"), else `start`."""
    tail: int
    """Where the word behind it ends that does ("以前"), else `end`."""
    reach: Reach = "itself"


class _Grammar(NamedTuple):
    words: DateWords
    pattern: re.Pattern[str]
    slots: tuple[tuple[str, ...], ...]
    future: re.Pattern[str]
    deadline: re.Pattern[str]
    past: re.Pattern[str]
    breaks: re.Pattern[str]
    reports: re.Pattern[str]
    lead: re.Pattern[str]
    """What makes a period of the date right behind it."""
    leads: re.Pattern[str]
    """The same at the head of a date."""
    tail: re.Pattern[str]
    """What makes a period of the date right before it."""
    begins: Callable[[str], bool]
    """Whether a date may begin with a folded word."""


_SLOT = re.compile(r"<([a-z]+)(2?)>")
_REMEMBERED = 20_000
"""Words of which is kept whether a date may begin with them."""
_LONGEST_LEAD = 24
"""Characters in which "since" or "until" is looked for before a date."""
_CLAUSE = 80
"""Characters around a day of the week in which its tense is looked for."""
_WORDS_BEFORE = 1
"""A clause with no more than this before the day ("On Thursday the …") has its verb after it."""


def date_matches(text: str, pack: Pack, skip: Sequence[Span] = ()) -> Iterator[DateMatch]:
    """The date expressions of `text` outside `skip`, in order, not overlapping."""
    grammar = _grammar(pack)
    plain = folded(text)
    taken = 0
    for word in words_of(text):
        if word.start < taken or not grammar.begins(plain[word.start : word.end]):
            continue
        match = grammar.pattern.match(plain, word.start)
        if match is None:
            continue
        taken = match.end()
        if match.lastgroup is None or match.lastgroup == "hidden":
            continue
        number = int(match.lastgroup.partition("_")[2])
        slots = {
            name: " ".join(match[f"{name}_{number}"].split())  # a line may end in a slot
            for name in grammar.slots[number]
            if match[f"{name}_{number}"] is not None
        }
        span = Span(start=match.start(), end=match.end())
        if grammar.words.capitalised and not _capitalised(text, match, number, slots):
            continue
        if any(span.overlaps(other) for other in skip):
            continue
        form = grammar.words.forms[number]
        lead, reach = span.start, form.reach
        if reach == "itself":
            lead, reach = _lead(plain, span, grammar)
        tail = grammar.tail.match(plain, span.end)
        if tail:
            reach = "since" if tail["since"] else "until"
        ahead = _may_lie_ahead(form) and reach != "since"
        ahead = ahead and (reach == "until" or _lies_ahead(plain, span, grammar))
        end = tail.end() if tail else span.end
        yield DateMatch(form, span.start, span.end, slots, ahead, lead, end, reach)


def _lead(plain: str, span: Span, grammar: _Grammar) -> tuple[int, Reach]:
    """Where "since" or "until" stands, right before a date or as its first word."""
    found = grammar.lead.search(plain, max(0, span.start - _LONGEST_LEAD), span.start)
    found = found or grammar.leads.match(plain, span.start, span.end)
    if found is None:
        return span.start, "itself"
    return found.start(), "since" if found["since"] else "until"


def _capitalised(text: str, match: re.Match[str], number: int, slots: Iterable[str]) -> bool:
    names = [name for name in slots if name.rstrip("2") in ("month", "weekday")]
    return all(text[match.start(f"{name}_{number}")].isupper() for name in names)


def _may_lie_ahead(form: DateForm) -> bool:
    return form.which == "near" and form.means in ("weekday", "day", "days", "month", "season")


def _lies_ahead(plain: str, span: Span, grammar: _Grammar) -> bool:
    """True if its own clause has a future before it, or has nothing before and one after it."""
    if grammar.words.verb_last:
        return _is_followed_by_future(plain, span, grammar)
    left = plain[max(0, span.start - _CLAUSE) : span.start]
    clause = left[max((stop.end() for stop in grammar.breaks.finditer(left)), default=0) :]
    if grammar.future.search(clause):
        return True
    right = plain[span.end : span.end + _CLAUSE].lstrip(" ,")
    if grammar.deadline.search(clause) or grammar.deadline.match(plain, span.start, span.end):
        beside = f"{clause} {_SENTENCE_ENDS.split(right, maxsplit=1)[0]}"
        told = grammar.future.search(beside) or not grammar.past.search(beside)
        return bool(told)
    if grammar.reports.search(clause):
        return False
    if len(clause.split()) > _WORDS_BEFORE:
        return bool(grammar.future.match(right))
    right = grammar.breaks.split(right, maxsplit=1)[0]
    report = grammar.reports.search(right)
    return bool(grammar.future.search(right[: report.start()] if report else right))


def _is_followed_by_future(plain: str, span: Span, grammar: _Grammar) -> bool:
    """True if the next verb after a date looks ahead; after a comma, the last one of the sentence.

    "15 Mart'ta başlayacağını söyledi", but "salı günü, çekileceklerini söyledi".
    """
    right = _SENTENCE_ENDS.split(plain[span.end : span.end + 2 * _CLAUSE], maxsplit=1)[0]
    of_main_verb = len(right.partition(",")[0].split()) <= _WORDS_BEFORE and "," in right
    future = list(grammar.future.finditer(right))
    past = list(grammar.reports.finditer(right))
    if not future or not past:
        return bool(future)
    if of_main_verb:
        return future[-1].start() > past[-1].start()
    return future[0].start() <= past[0].start()


_SENTENCE_ENDS = re.compile("[.;:!?«»“”\n]")


@lru_cache
def _grammar(pack: Pack) -> _Grammar:
    words = pack.section("dates", DateWords)
    figures_first: list[str] = []
    words_first: list[str] = []
    slots: list[tuple[str, ...]] = []
    for number, form in enumerate(words.forms):
        pattern, names = _expanded(form.form, number, words)
        slots.append(names)
        first = _SLOT.match(form.form)
        starts_with_figure = first is not None and first[1] in ("day", "year", "dd")
        (figures_first if starts_with_figure else words_first).append(pattern)
    hidden = any_word(words.not_dates)
    lead = rf"(?:(?P<since>{any_word(words.since)})|{any_word(words.until)})"
    heads = frozenset(
        head
        for form in (*(form.form for form in words.forms), *words.not_dates)
        for head in heads_of(spelt(form), _words_in_slots(words))
    )
    return _Grammar(
        words=words,
        pattern=re.compile(
            rf"(?:(?=\d)(?<!\d[.,/:-])(?:{any_pattern(figures_first)})"
            rf"|(?P<hidden>{hidden})|{any_pattern(words_first)}){END}"
        ),
        slots=tuple(slots),
        future=re.compile(rf"{begin(pack)}(?:{any_pattern(words.future)}){END}"),
        deadline=re.compile(rf"{begin(pack)}(?:{any_word(words.deadline)})(?: ?$|{END})"),
        past=re.compile(rf"{begin(pack)}(?:{any_word(words.past)}){END}"),
        reports=re.compile(rf"{begin(pack)}(?:{any_pattern(words.reports)}){END}"),
        lead=re.compile(rf"{begin(pack)}{lead}{SPACE}\Z"),
        leads=re.compile(rf"{lead}{END}"),
        tail=re.compile(
            rf"(?:(?P<since>{any_pattern(words.since_after)})|{any_pattern(words.until_after)}){END}"
        ),
        breaks=re.compile(rf"[.,;:!?«»“”()\n]|{begin(pack)}(?:{any_word(words.breaks)}){END}"),
        begins=lru_cache(maxsize=_REMEMBERED)(lambda word: may_begin(word, heads)),
    )


def _words_in_slots(words: DateWords) -> dict[str, Iterable[str]]:
    """The words that each slot stands for; those of figures alone are left out."""
    return {
        "month": words.months,
        "weekday": words.weekdays,
        "season": words.seasons,
        "unit": words.units,
        "part": words.parts,
        "third": words.thirds,
        "decade": words.decades,
        "ordinal": words.ordinals,
        "n": words.counts,
        "pair": words.pairs,
        "dayword": words.days,
    }


def _expanded(form: str, number: int, words: DateWords) -> tuple[str, tuple[str, ...]]:
    """The pattern of a form, its slots as groups named after the slot and the form's number."""
    names: list[str] = []
    choices = {name: any_word(forms) for name, forms in _words_in_slots(words).items()} | {
        "day": rf"(?:3[01]|[12]\d|0?[1-9]){words.ordinal}",
        "dd": r"[0-3]?\d",
        "mm": r"[01]?\d",
        "year": r"(?:19|20)\d\d(?!\d)",
        "unit": rf"(?:{any_word(words.units)}){END}",
        "n": rf"(?:\d{{1,3}}|{any_word(words.counts)})",
    }

    def group(match: re.Match[str]) -> str:
        name = match[1] + match[2]
        names.append(name)
        return f"(?P<{name}_{number}>{choices[match[1]]})"

    pattern = _SLOT.sub(group, spaced(form))
    # The group that tells the form is empty and comes last: a branch that begins with a letter,
    # not with a group, is passed over at once where the text has another letter.
    return f"(?:{pattern})(?P<form_{number}>)", tuple(names)
