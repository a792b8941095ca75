"""Where each grade and each weight of an assessment comes from: card, person, date, reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from recul.assessment.events import faithful_of, voice_of
from recul.assessment.tables import load as load_tables
from recul.case import Case
from recul.model import (
    Assessment,
    Document,
    InputError,
    Link,
    Text,
    Weighed,
    in_language,
)
from recul.reporting.findings import in_quotes
from recul.reporting.page import WIDTH, Page
from recul.reporting.quotes import shortened
from recul.reporting.view import items, source_name
from recul.reporting.words import Words, words
from recul.sources import CardGrade, SourceCard

Json = dict[str, Any]

_QUOTE = 200


@dataclass(frozen=True)
class Voice:
    """One link between a fact and its reader, with the grade it got and where that stands.

    Attributes:
        weakest: whether the evidence has its grade from this link.
        card: its source card; None where the grade is the default of a kind of source.
        given: the grade on the card that was used; None for a default, or where none held.
        hindsight: whether it was given after the day of the assessment.
        earlier: the other grades on the card that were known, the latest first.
    """

    link: Link
    weakest: bool
    card: SourceCard | None
    given: CardGrade | None
    hindsight: bool
    earlier: tuple[CardGrade, ...]


@dataclass(frozen=True)
class Trace:
    """One piece of evidence: its place in the brief, and what its grade and weight rest on.

    Attributes:
        number: in the brief, where it is shown there; copies stand with what they repeat.
        faithful: how likely the engine holds it that a source so graded follows the facts.
    """

    claim: str
    number: int | None
    weighed: Weighed
    voices: tuple[Voice, ...]
    faithful: float


def traces(
    assessments: Sequence[Assessment],
    case: Case,
    documents: Mapping[str, Document],
    *,
    as_of: datetime,
    what: str | None = None,
) -> list[Trace]:
    """The evidence of some assessments, or what is asked for.

    Args:
        assessments: of the claims of a case.
        case: holds the cards.
        documents: the stored documents of the evidence, by id.
        as_of: grades given later are marked.
        what: the id of a claim, that of a piece of evidence or its beginning, or its number in
            the brief; everything by default.

    Raises:
        InputError: there is nothing of that name.
    """
    found: list[Trace] = []
    for assessment in assessments:
        shown = items(assessment, case, documents, words("en"))
        numbers = {item.weighed.evidence.id: item.number for item in shown}
        last = len(numbers) + 1
        ranked = sorted(
            assessment.evidence, key=lambda w: (numbers.get(w.evidence.id, last), w.evidence.id)
        )
        for weighed in ranked:
            number = numbers.get(weighed.evidence.id)
            names = (assessment.claim.id, str(number), weighed.evidence.id)
            if what is None or what in names or _begins(weighed.evidence.id, what):
                found.append(_trace(assessment, number, weighed, case, as_of))
    if what is not None and not found and what not in {a.claim.id for a in assessments}:
        raise InputError(
            what,
            "is no claim, and no evidence used in this assessment",
            "Give the id of a claim, or the number of a report in the brief",
        )
    return found


def _begins(name: str, what: str) -> bool:
    return len(what) >= 6 and name.removeprefix("sha256:").startswith(what.removeprefix("sha256:"))


def _trace(
    assessment: Assessment, number: int | None, weighed: Weighed, case: Case, as_of: datetime
) -> Trace:
    evidence = weighed.evidence
    events = load_tables().events
    return Trace(
        claim=assessment.claim.id,
        number=number,
        weighed=weighed,
        voices=tuple(_voices(weighed, case, as_of.date())),
        faithful=faithful_of(voice_of(evidence), evidence.grade.reliability, events),
    )


def _voices(weighed: Weighed, case: Case, day: date) -> Iterator[Voice]:
    evidence = weighed.evidence
    cards = {card.id: card.known_on(day) for card in case.sources}
    first = True
    for link in evidence.chain:
        card = cards.get(link.grade.card or "")
        given = next((g for g in card.grades if _is(g, link)), None) if card else None
        weakest = first and link.grade == evidence.grade
        first = first and not weakest
        earlier = [g for g in card.grades if g is not given] if card else []
        yield Voice(
            link,
            weakest,
            card,
            given,
            given is not None and given.on > day,
            tuple(sorted(earlier, key=lambda g: g.on, reverse=True)),
        )


def _is(given: CardGrade, link: Link) -> bool:
    grade = link.grade
    return (given.reliability, given.reason, given.author, given.on) == (
        grade.reliability,
        grade.reason,
        grade.author,
        grade.on,
    )


# ---------------------------------------------------------------------------------- programs


def trace_json(
    found: Sequence[Trace], case: Case, *, as_of: datetime, language: str = "en"
) -> Json:
    """The traces for programs."""
    said = words(language)
    return {
        "case": case.id,
        "as_of": as_of.isoformat().replace("+00:00", "Z"),
        "traces": [_json(trace, said) for trace in found],
    }


def _json(trace: Trace, said: Words) -> Json:
    evidence = trace.weighed.evidence
    return {
        "claim": trace.claim,
        "number": trace.number,
        "evidence": evidence.id,
        "document": evidence.document,
        "quote": evidence.quote,
        "contribution": trace.weighed.contribution,
        "standing": str(evidence.standing),
        "grade": str(evidence.grade),
        "faithful": trace.faithful,
        "faithful_version": load_tables().version,
        "chain": [_voice_json(voice, said) for voice in trace.voices],
        "weight": evidence.weight,
        "weighing": [
            {"factor": reason.id, "text": said.reason(reason), **reason.values}
            for reason in evidence.weighing
        ],
        "origin": evidence.origin,
        "copy_of": evidence.copy_of,
    }


def _voice_json(voice: Voice, said: Words) -> Json:
    grade, card = voice.link.grade, voice.card
    return {
        "name": voice.link.name,
        "source": voice.link.source,
        "kind": str(voice.link.kind),
        "party": voice.link.party,
        "weakest": voice.weakest,
        "reliability": grade.reliability,
        "reason": in_language(grade.reason, said.language),
        "author": grade.author,
        "on": grade.on and grade.on.isoformat(),
        "in_hindsight": voice.hindsight,
        "card": card and _card_json(card, said),
        "earlier": [_given_json(given, said) for given in voice.earlier],
    }


def _card_json(card: SourceCard, said: Words) -> Json:
    return {
        "id": card.id,
        "shipped": card.shipped,
        "who": card.who and str(card.who),
        "owner": in_language(card.owner, said.language) or None,
        "state": card.state,
        "control": card.control and str(card.control),
        "party": card.party,
        "interests": dict(card.interests),
        "domains": list(card.domains),
    }


def _given_json(given: CardGrade, said: Words) -> Json:
    return {
        "reliability": given.reliability,
        "reason": in_language(given.reason, said.language),
        "author": given.author,
        "on": given.on.isoformat(),
        "topic": str(given.topic),
        "since": given.since and given.since.isoformat(),
        "until": given.until and given.until.isoformat(),
    }


def cards_json(cards: Sequence[SourceCard], *, language: str = "en") -> Json:
    """Source cards for programs."""
    said = words(language)
    return {
        "sources": [
            {
                **_card_json(card, said),
                "names": list(card.names),
                "shares_with": list(card.shares_with),
                "grades": [_given_json(given, said) for given in card.grades],
            }
            for card in cards
        ]
    }


# ------------------------------------------------------------------------------------ people


def trace_text(
    found: Sequence[Trace],
    case: Case,
    *,
    language: str,
    as_of: datetime,
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """The traces for a terminal."""
    said = words(language)
    page = Page(width, colour=colour)
    page.title(said.label("trace_title"))
    page.line(said.label("as_of", day=as_of), style="dim")
    for trace in found:
        _write(page, trace, case, said)
    if not found:
        page.line(said.label("trace_none"))
    return page.text()


def _write(page: Page, trace: Trace, case: Case, said: Words) -> None:
    evidence = trace.weighed.evidence
    colon = said.label("colon")
    page.gap()
    head = f"{source_name(evidence.source, case, said)}, {said.day(evidence.published.date())}"
    number = f"{trace.number}. " if trace.number else ""
    page.line(f"{number}{head}, {said.kind(evidence)}", style="bold")
    page.line(said.name("standing", evidence.standing), indent=2)
    page.line(in_quotes(shortened(evidence.quote, _QUOTE), said), indent=2, style="italic")
    page.line(f"{said.label('trace_id')}{colon} {evidence.id}", indent=2, style="dim")
    page.line(
        f"{said.label('grade')}{colon} {evidence.grade} "
        f"({said.name('reliability', evidence.grade.reliability)})",
        indent=2,
        style="bold",
    )
    for voice in trace.voices:
        _write_voice(page, voice, case, said)
    page.line(
        said.label("trace_faithful", p=trace.faithful, version=load_tables().version),
        indent=2,
        hang=2,
    )
    page.line(
        f"{said.label('weight')}{colon} {said.number(evidence.weight)}", indent=2, style="bold"
    )
    for reason in evidence.weighing:
        page.line(f"• {said.reason(reason)}", indent=4, hang=2)
    if not evidence.weighing:
        page.line(said.label("trace_full_vote"), indent=4)
    page.line(f"{said.label('origin')}{colon} {evidence.origin}", indent=4)
    if evidence.copy_of:
        page.line(f"{said.label('trace_copy_of')}{colon} {evidence.copy_of}", indent=4, hang=2)


def _write_voice(page: Page, voice: Voice, case: Case, said: Words) -> None:
    grade = voice.link.grade
    mark = f", {said.label('trace_weakest')}" if voice.weakest else ""
    page.line(f"• {voice.link.name}{said.label('colon')} {grade.reliability}{mark}", indent=4)
    page.line(in_language(grade.reason, said.language), indent=6)
    page.line(_who_when(grade.author, grade.on, said), indent=6)
    card = voice.card
    if card is None:
        page.line(said.label("trace_default", kind=voice.link.kind), indent=6)
        return
    where = said.label("trace_shipped" if card.shipped else "trace_own")
    page.line(said.label("trace_card", id=card.id, where=where), indent=6)
    whose = _whose(card, case, said)
    if whose:
        page.line(whose, indent=6, hang=2)
    if voice.hindsight:
        page.line(said.label("trace_hindsight"), indent=6, hang=2)
    for given in voice.earlier:
        page.line(_given(given, said), indent=6, hang=2, style="dim")


def _who_when(author: str, on: date | None, said: Words) -> str:
    return said.label("trace_given", author=author, day=said.day(on) if on else "–")


def _whose(card: SourceCard, case: Case, said: Words) -> str:
    """Who it is, whose it is, and what it has at stake."""
    told = [said.name("who", card.who)] if card.who else []
    if card.owner:
        told.append(said.label("trace_owner", owner=in_language(card.owner, said.language)))
    if card.control:
        told.append(said.name("control", card.control))
    if card.state:
        told.append(said.party(card.state))
    for party, stake in card.interests.items():
        told.append(said.label(f"trace_stake_{stake}", party=_party(party, case, said)))
    return ", ".join(told)


def _party(code: str, case: Case, said: Words) -> str:
    named: Text = said.party(code)
    party = case.party(code)
    return party.names[0] if named == code and party and party.names else str(named)


def _given(given: CardGrade, said: Words) -> str:
    """A grade of a card on one line."""
    about = [said.name("topic", given.topic)] if given.topic != "any" else []
    if given.since:
        about.append(said.label("trace_since", day=given.since))
    if given.until:
        about.append(said.label("trace_until", day=given.until))
    told = f" ({', '.join(about)})" if about else ""
    return (
        f"{given.reliability}{told}. {_who_when(given.author, given.on, said)}"
        f"{said.label('colon')} {in_language(given.reason, said.language)}"
    )


def cards_text(
    cards: Sequence[SourceCard],
    case: Case,
    *,
    language: str,
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """Source cards for a terminal: one line each, a single card in full."""
    said = words(language)
    page = Page(width, colour=colour)
    for card in cards:
        page.line(f"{card.id}{said.label('colon')} {_name(card, said)}", style="bold", hang=2)
        page.line(_whose(card, case, said) or "–", indent=2, hang=2)
        if len(cards) == 1:
            page.line(", ".join(card.names), indent=2, hang=2)
            page.line(", ".join(card.domains) or "–", indent=2, hang=2)
        for given in card.grades:
            page.line(_given(given, said), indent=2, hang=2)
        if not card.grades:
            page.line(in_language(card.grade().reason, said.language), indent=2, hang=2)
    return page.text()


def _name(card: SourceCard, said: Words) -> str:
    proper = (name for name in card.names if name[:1].isupper())
    return in_language(card.label, said.language) or next(proper, card.id)
