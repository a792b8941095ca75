"""What was found in one document, as text for a terminal: said, seen, numbers, dates, events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from babel import Locale, UnknownLocaleError

from recul.model import Document, Event, Extraction, Quantity, Realis, Statement, When
from recul.reporting.page import Page
from recul.reporting.quotes import shortened
from recul.reporting.words import Words

QUOTE = 200
"""A quotation in a terminal is shortened to this many code points."""
_HAPPENED = (Realis.OCCURRED, Realis.ONGOING)


def write_findings(page: Page, extraction: Extraction, said: Words) -> None:
    """Write what was found in a document on the page, every quotation cut from its text."""
    document = extraction.document
    published = document.published_on
    page.title(document.title or document.source)
    page.line(
        said.label(
            "document_line",
            source=document.source,
            language=_language(document.language, said),
            published=said.day(published) if published else said.label("no_date"),
        ),
        style="dim",
    )
    page.heading(said.label("check_said"))
    page.line(said.count("statements", len(extraction.statements)), indent=2)
    for statement in extraction.statements:
        _statement(page, statement, document, said)
    page.heading(said.label("check_seen"))
    happened = [e for e in extraction.events if e.realis in _HAPPENED]
    speakers = {s.id: s.speaker.name for s in extraction.statements if s.speaker}
    for event in happened:
        _event(page, event, speakers.get(event.statement or ""), document, said)
    if not happened:
        page.line(said.label("check_seen_none"), indent=2)
    if extraction.quantities:
        page.heading(said.label("check_numbers"))
    for quantity in extraction.quantities:
        _quantity(page, quantity, document, said)
    dated = [when for when in extraction.dates if when.span]
    if dated:
        page.heading(said.label("check_dates"))
    for when in dated:
        page.item(_period(when, said), _quoted(document, when, said), room=30)
    if extraction.events:
        page.heading(said.label("check_events"))
    _events(page, extraction.events, said)
    page.gap()


def _statement(page: Page, statement: Statement, document: Document, said: Words) -> None:
    speaker = statement.speaker
    who = said.label("unknown_speaker")
    if speaker:
        role = speaker.role if speaker.role != speaker.name else None
        party = said.party(speaker.party) if speaker.party else ""
        told = f"{speaker.name} ({role})" if role else speaker.name
        detail = [d for d in (role, "" if party in told else party) if d]
        who = speaker.name + (f" ({', '.join(detail)})" if detail else "")
    manner = [
        *(said.name("modality", modality) for modality in statement.modality),
        said.name("polarity", statement.polarity),
        said.name("statement_type", statement.type),
    ]
    page.line(f"• {who}{said.label('colon')} {', '.join(manner)}", indent=2, hang=2)
    quote = shortened(document.cut(statement.span), QUOTE).strip('“”«»" ')
    page.line(in_quotes(quote, said), indent=4, style="italic")


def _event(
    page: Page, event: Event, according_to: str | None, document: Document, said: Words
) -> None:
    about = [
        said.name("event", event.kind),
        said.name("realis", event.realis),
        *([said.party(event.actor)] if event.actor else []),
        *([event.place] if event.place else []),
        *([said.label("according_to", who=according_to)] if according_to else []),
    ]
    quote = shortened(document.cut(event.span), QUOTE)
    page.line(
        f"• {', '.join(about)}{said.label('colon')} {in_quotes(quote, said)}", indent=2, hang=2
    )


def _quantity(page: Page, quantity: Quantity, document: Document, said: Words) -> None:
    interval = quantity.interval
    amount = said.label(
        "interval_unit" if interval.low < interval.high else "amount_unit",
        low=interval.low,
        best=interval.best,
        high=interval.high,
        unit=said.name("unit", quantity.unit),
    )
    about = [
        amount,
        said.label("best", best=interval.best),
        *([said.party(quantity.actor)] if quantity.actor else []),
        *quantity.places,
        *([quantity.scope] if quantity.scope else []),
        *([said.name("direction", quantity.change)] if quantity.change else []),
        *([said.label("loss")] if quantity.loss else []),
        *([_period(quantity.when, said)] if quantity.when else []),
    ]
    quote = shortened(document.cut(quantity.span), QUOTE)
    page.line(
        f"• {', '.join(about)}{said.label('colon')} {in_quotes(quote, said)}", indent=2, hang=2
    )


def _events(page: Page, events: Sequence[Event], said: Words) -> None:
    """How many events of each kind, and how they are presented."""
    kinds = Counter(event.kind for event in events)
    for kind, number in sorted(kinds.items(), key=lambda k: (-k[1], k[0])):
        ways = Counter(event.realis for event in events if event.kind is kind)
        told = [
            f"{said.name('realis', way)} ({count})"
            for way, count in sorted(ways.items(), key=lambda w: (-w[1], w[0]))
        ]
        page.item(f"{said.name('event', kind)} ({number})", ", ".join(told), room=22)


def _period(when: When, said: Words) -> str:
    if when.start == when.end:
        return said.day(when.start)
    same_year = when.start.year == when.end.year
    first = said.short_day(when.start) if same_year else said.day(when.start)
    return f"{first} – {said.day(when.end)}"


def _quoted(document: Document, when: When, said: Words) -> str:
    return in_quotes(shortened(document.cut(when.span), QUOTE), said) if when.span else ""


def in_quotes(text: str, said: Words) -> str:
    """`text` in the quotation marks of the interface."""
    return said.label("quote_open") + text + said.label("quote_close")


def _language(code: str | None, said: Words) -> str:
    if code is None:
        return said.label("language_unknown")
    try:
        return Locale.parse(code).get_display_name(said.locale) or code
    except (UnknownLocaleError, ValueError):
        return code
