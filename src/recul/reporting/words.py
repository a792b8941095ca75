"""The words of the interface: every phrase a person reads, in the language asked for.

No phrase stands in code or in a template. A phrase is looked up in the language pack
(``interface.toml``) and its values are put in by `Words`, with numbers and dates in the form
of the language (Babel, CLDR).
"""

from __future__ import annotations

import math
import string
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from pydantic import ConfigDict

from recul import languages
from recul.languages import PackError
from recul.model import Assessment, Confidence, Evidence, Past, Reason, Value, Verdict

Phrase = str | dict[str, str]
"""A phrase, or one for each plural form (CLDR: one, few, many, other) of its ``n`` or ``count``."""


_NOT_IN_CLDR = {"XKX": "XK"}
"""Codes in use for states to which ISO 3166-1 has given none, with the territory of CLDR."""


class Interface(Value):
    """The table ``[interface]`` of a language pack: sub-tables of phrases by key."""

    judgement: dict[str, str]
    confidence_sentence: dict[Confidence, str]
    confidence: dict[Confidence, str]
    verdict: dict[Verdict, str]
    verdict_means: dict[Verdict, str]
    outcome: dict[str, str]
    outcome_means: dict[str, str]
    ledger: dict[str, str]
    kind: dict[str, str]
    direction: dict[str, str]
    source_kind: dict[str, str]
    sighting: dict[str, dict[str, str]]
    definition: dict[str, str]
    unit: dict[str, str]
    reliability: dict[str, str]
    standing: dict[str, str]
    who: dict[str, str]
    control: dict[str, str]
    topic: dict[str, str]
    question: dict[str, str]
    statement_type: dict[str, str]
    modality: dict[str, str]
    polarity: dict[str, str]
    comparator: dict[str, str]
    event: dict[str, str]
    realis: dict[str, str]
    label: dict[str, str]
    count: dict[str, Phrase]
    date: dict[str, str]
    removed: dict[str, str]
    room: dict[str, str]
    unused: dict[str, str]
    log_what: dict[str, str]
    review_action: dict[str, str]
    review_kind: dict[str, str]
    feed_health: dict[str, str]
    feed_problem: dict[str, str]


class Phrases(Value):
    """A table of phrases whose keys are open: the ids of reasons, of warnings, of words."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Phrase]

    def get(self, key: str) -> Phrase | None:
        """The phrase of `key`, or None."""
        return (self.__pydantic_extra__ or {}).get(key)

    def keys(self) -> tuple[str, ...]:
        """The ids that have a phrase, in the order of the pack."""
        return tuple(self.__pydantic_extra__ or {})


class Words:
    """The interface in one language.

    Args:
        language: code of an installed pack that has an interface (``fr``, ``en``).

    Raises:
        PackError: there is no such pack, or its tables are not in shape.
    """

    def __init__(self, language: str) -> None:
        pack = languages.load(language)
        self.language = language
        self.locale = Locale.parse(language)
        self.table = pack.section("interface", Interface)
        self.estimatives = pack.section("estimative", Phrases)
        self.reasons = pack.section("reasons", Phrases)
        self.warnings = pack.section("warnings", Phrases)
        self.explanation = pack.section("explanation", Phrases)
        self.pages = pack.section("pages", Phrases)

    # ------------------------------------------------------------------------- phrases

    def label(self, key: str, **values: object) -> str:
        """The phrase `key` of the interface with its values put in."""
        return self._fill(self._find("label", key), values)

    def count(self, key: str, n: int) -> str:
        """The phrase `key` for `n` things, in the plural form of the language."""
        return self._fill(self._find("count", key), {"n": n})

    def told(self, key: str, **values: object) -> str:
        """The phrase `key` of the table ``[explanation]`` with its values put in."""
        return self._fill(self._of("explanation", self.explanation, key), values)

    def page(self, key: str, **values: object) -> str:
        """The phrase `key` of the pages (``pages.toml``), in the plural form of its ``n``."""
        return self._fill(self._of("pages", self.pages, key), values)

    def name(self, table: str, key: str) -> str:
        """What `key` is called in a sub-table of the interface, or `key` itself if nothing."""
        phrase = getattr(self.table, table).get(key)
        return phrase if isinstance(phrase, str) else key.replace("_", " ")

    def verdict(self, verdict: Verdict) -> str:
        """The verdict as a headline."""
        return self.table.verdict[verdict]

    def estimative(self, key: str | None) -> str | None:
        """The ICD 203 word of a band, or None outside 1–99 %."""
        if key is None:
            return None
        phrase = self.estimatives.get(key)
        if not isinstance(phrase, str):
            raise PackError(f"language pack {self.language}: [estimative] lacks {key!r}")
        return phrase

    def confidence(self, confidence: Confidence) -> str:
        """The word for a level of analytic confidence."""
        return self.table.confidence[confidence]

    def kind(self, evidence: Evidence) -> str:
        """What sort of observation a piece of evidence is."""
        return self.table.kind[evidence.kind]

    def judgement(self, assessment: Assessment) -> str:
        """The sentence that carries the likelihood. It never speaks of confidence."""
        return self._fill(
            self._find("judgement", assessment.words or "none"),
            {
                "p": assessment.p.carried_out,
                "made": assessment.claim.made_on,
                "horizon": assessment.claim.horizon,
            },
        )

    def changed(self, past: Sequence[Past], now: Verdict) -> str:
        """When the verdict last changed, and from what: `past` holds one entry for each change."""
        last = past[-1]
        said = {"day": last.as_of.date(), "now": self.verdict(now)}
        if last.verdict is not now:
            return self.label("change_some", verdict=self.verdict(last.verdict), **said)
        if len(past) == 1:
            return self.label("change_none", **said)
        return self.label("change_since", verdict=self.verdict(past[-2].verdict), **said)

    def reason(self, reason: Reason) -> str:
        """A reason of a verdict or of a confidence, in words."""
        return self._worded(self.reasons, reason)

    def warning(self, reason: Reason) -> str:
        """A warning, in words."""
        return self._worded(self.warnings, reason)

    def warned(self, warnings: Iterable[Reason]) -> list[str]:
        """Warnings in words, each text once, with how often it was given if more than once."""
        told = Counter(self.warning(warning) for warning in warnings)
        return [
            text if n == 1 else self.label("repeated", text=text, n=n) for text, n in told.items()
        ]

    def observation(self, key: str) -> str:
        """A feasible observation (``imagery.down.third_party_state``), in words."""
        family, _, rest = key.partition(".")
        telling, _, who = rest.partition(".")
        what = self.table.sighting.get(family, {}).get(telling)
        return self.label("would_change_item", what=what, who=who) if what else key

    def indicator(self, key: str) -> str:
        """An indicator (``imagery.down``), in words."""
        family, _, telling = key.partition(".")
        return self.table.sighting.get(family, {}).get(telling, key)

    def assumption(self, reason: Reason) -> str:
        """What an assessment assumes, in words."""
        return self._worded(self.explanation, reason)

    def undermined(self, reason: Reason) -> str:
        """What would undermine an assumption, in words."""
        return self._worded(
            self.explanation, reason.model_copy(update={"id": f"{reason.id}.undermined"})
        )

    def party(self, code: str) -> str:
        """A party by name: a state as CLDR calls it, any other by its own id."""
        try:
            alpha2 = _NOT_IN_CLDR.get(code) or get_global("territory_aliases")[code][0]
        except (KeyError, IndexError):
            return code
        return str(self.locale.territories.get(alpha2, code))

    def tongue(self, code: str | Sequence[str]) -> str:
        """A language by name, or several: *German*, *French, Turkish*."""
        if not isinstance(code, str):
            return ", ".join(map(self.tongue, code))
        return str(self.locale.languages.get(code, code))

    # ----------------------------------------------------------------- numbers and dates

    def number(self, value: float) -> str:
        """A number with the digit groups of the language, three significant decimals at most."""
        if not math.isfinite(value):
            return "–"
        return format_decimal(
            value, format="#,##0" if abs(value) >= 100 else "#,##0.##", locale=self.locale
        )

    def rounded(self, value: float) -> str:
        """An estimate to three significant figures: more would claim what is not known."""
        if not math.isfinite(value) or value == 0:
            return self.number(value)
        return self.number(round(value, 2 - math.floor(math.log10(abs(value)))))

    def percent(self, p: float) -> str:
        """A probability; beyond 1 % and 99 % it is only said to be beyond."""
        if not math.isfinite(p):
            return "–"
        if p < 0.01:
            return self.label("less_than", p=self._per_cent(0.01))
        if p > 0.99:
            return self.label("more_than", p=self._per_cent(0.99))
        return self._per_cent(p)

    def percent_mark(self, share: float) -> str:
        """A share as the mark of an axis: nought and all are themselves."""
        return self._per_cent(share)

    def day(self, day: date) -> str:
        """A date, written out: *16 February 2022*."""
        return format_date(day, self.table.date["day"], locale=self.locale)

    def short_day(self, day: date) -> str:
        """A date without its year: *16 Feb*."""
        return format_date(day, self.table.date["short"], locale=self.locale)

    def month(self, day: date) -> str:
        """A month: *Feb 2022*."""
        return format_date(day, self.table.date["month"], locale=self.locale)

    def dated(self, key: str, day: date) -> str:
        """A short label with its day, for a drawing: *claim 15 Feb*."""
        return f"{self.label(key)} {self.short_day(day)}"

    def instant(self, instant: datetime) -> str:
        """An instant in UTC: the day, and the hour unless it is the end of the day."""
        at = instant.astimezone(UTC)
        day = self.day(at.date())
        return day if (at.hour, at.minute) == (23, 59) else f"{day}, {at:%H:%M} UTC"

    def value(self, value: object) -> str:
        """Any value of a reason, in the form its type has in the language."""
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, int | float):
            return self.number(value)
        if isinstance(value, datetime):
            return self.instant(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Mapping):
            return ", ".join(f"{key}: {self.value(item)}" for key, item in value.items())
        if isinstance(value, Sequence) and not isinstance(value, str):
            return ", ".join(self.value(item) for item in value)
        return str(value)

    # ------------------------------------------------------------------------- inwards

    def _find(self, table: str, key: str) -> Phrase:
        phrase: Phrase | None = getattr(self.table, table).get(key)
        if phrase is None:
            raise PackError(f"language pack {self.language}: [interface.{table}] lacks {key!r}")
        return phrase

    def _of(self, table: str, phrases: Phrases, key: str) -> Phrase:
        phrase = phrases.get(key)
        if phrase is None:
            raise PackError(f"language pack {self.language}: [{table}] lacks {key!r}")
        return phrase

    def _fill(self, phrase: Phrase, values: Mapping[str, Any]) -> str:
        if isinstance(phrase, dict):
            form = self.locale.plural_form(values.get("n", values.get("count", 0)))
            phrase = phrase.get(form) or phrase["other"]
        return _Filler(self).vformat(phrase, (), values)

    def _worded(self, table: Phrases, reason: Reason) -> str:
        """The phrase of a reason; without one its id and values, so that nothing is silent."""
        phrase = table.get(reason.id)
        if phrase is not None:
            try:
                return self._fill(phrase, reason.values)
            except (KeyError, ValueError, TypeError):
                pass  # values other than the phrase expects: say what there is
        if not reason.values:
            return self.label("generic_reason_bare", id=reason.id)
        return self.label("generic_reason", id=reason.id, values=self.value(reason.values))

    def _per_cent(self, p: float) -> str:
        return format_percent(p, format=self.locale.percent_formats[None], locale=self.locale)

    def _signed_percent(self, change: float) -> str:
        sign = "+" if change > 0 else "−" if change < 0 else ""
        return sign + self._per_cent(abs(change))

    def _points(self, swing: float) -> str:
        return self.count("points", round(100 * abs(swing)))

    def _factor(self, factor: float) -> str:
        digits = "0.00" if factor < 10 else "#,##0"
        return format_decimal(factor, format=digits, locale=self.locale)


class _Filler(string.Formatter):
    """Puts values into a phrase. After the colon stands a form, or a table to look them up in."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.forms: dict[str, Callable[[Any], str]] = {
            "": words.value,
            "number": words.number,
            "rounded": words.rounded,
            "percent": words.percent,
            "signed_percent": words._signed_percent,
            "points": words._points,
            "factor": words._factor,
            "day": lambda day: words.day(date.fromisoformat(day) if isinstance(day, str) else day),
            "short_day": words.short_day,
            "instant": words.instant,
            "language": words.tongue,
        }

    def format_field(self, value: object, form: str) -> str:
        """`value` in the form, or its name in the table, that the phrase asks for."""
        if form in self.forms:
            return self.forms[form](value)
        if isinstance(value, list | tuple):
            return ", ".join(self.words.name(form, str(item)) for item in value)
        return self.words.name(form, str(value))


@lru_cache
def words(language: str) -> Words:
    """The interface in `language`, loaded once."""
    return Words(language)
