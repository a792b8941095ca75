"""What programs read: the shapes of the JSON contract, as plain dicts.

The shapes are stable: additions are allowed, a removal or a change of meaning is a new major
version. Dates are ISO dates, instants ISO in UTC with ``Z``, and no number is NaN or infinite:
JSON has none, so such a value is given as null.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from recul.case import Case
from recul.evidence.coverage import Covered, coverage
from recul.model import (
    Assessment,
    Band,
    Change,
    Claim,
    Event,
    Evidence,
    Extraction,
    Outcomes,
    Past,
    Place,
    Quantity,
    Reason,
    Span,
    Statement,
    Weighed,
    When,
    in_language,
)
from recul.reporting.words import Words, words

Json = dict[str, Any]


History = Mapping[str, Sequence[Past]]
"""The earlier assessments, oldest first, by the id of the claim."""


def check_json(
    extractions: Sequence[Extraction],
    claims: Sequence[Claim],
    assessments: Sequence[Assessment],
    case: Case,
    warnings: Sequence[Reason],
    *,
    language: str = "en",
) -> Json:
    """What was found in some documents, and what can be said of the claims in them.

    Args:
        extractions: what was found, one per document.
        claims: the claims found.
        assessments: their assessments.
        case: the case they were read under.
        warnings: what could not be read or was not sure, beside what the documents and the
            extractions warn of themselves.
        language: of the words for warnings and reasons.
    """
    said = words(language)
    every = [
        *warnings,
        *(w for e in extractions for w in (*e.document.warnings, *e.warnings)),
    ]
    found: Json = _finite(
        {
            "case": case.id,
            "documents": [_document(extraction) for extraction in extractions],
            "claims": [_claim(claim, language) for claim in claims],
            "assessments": [assessment_json(a, said, ()) for a in assessments],
            "warnings": said.warned(every),
        }
    )
    return found


def assess_json(
    case: Case,
    as_of: datetime,
    assessments: Sequence[Assessment],
    *,
    history: History | None = None,
    versions: Mapping[str, str] | None = None,
    warnings: Sequence[Reason] = (),
    language: str = "en",
) -> Json:
    """The assessments of the claims of a case.

    Args:
        case: the case.
        as_of: the instant the assessments were made at.
        assessments: one per claim.
        history: earlier assessments.
        versions: the ids they are kept under, by claim.
        warnings: what could not be read or was not sure.
        language: of the words for likelihood, reasons and warnings.
    """
    said = words(language)
    past = history or {}
    found: Json = _finite(
        {
            "case": case.id,
            "as_of": iso_instant(as_of),
            "assessments": [
                {
                    **assessment_json(a, said, past.get(a.claim.id, ())),
                    "version": (versions or {}).get(a.claim.id),
                }
                for a in assessments
            ],
            "warnings": list(dict.fromkeys(said.warning(warning) for warning in warnings)),
        }
    )
    return found


def copies(weighed: Sequence[Weighed]) -> dict[str, list[str]]:
    """The documents that repeat each piece of evidence and were given no vote of their own.

    A copy of a copy counts as a copy of the first. The documents of one piece are in the order
    of the evidence, each once, its own document left out.
    """
    by_id = {w.evidence.id: w.evidence for w in weighed}
    found: dict[str, list[str]] = {}
    for item in weighed:
        root = _first_of(item.evidence, by_id)
        if item.evidence.weight > 0 or root is None:
            continue
        carriers = found.setdefault(root.id, [])
        if item.evidence.document not in (root.document, *carriers):
            carriers.append(item.evidence.document)
    return found


def _first_of(evidence: Evidence, by_id: Mapping[str, Evidence]) -> Evidence | None:
    """Where the chain of copies leads; None for what is no copy, or where the chain breaks."""
    seen = {evidence.id}
    current = evidence
    while current.copy_of is not None:
        following = by_id.get(current.copy_of)
        if following is None or following.id in seen:
            return None
        seen.add(following.id)
        current = following
    return None if current is evidence else current


# ------------------------------------------------------------------------------ documents


def _document(extraction: Extraction) -> Json:
    document = extraction.document
    return {
        "id": document.id,
        "source": document.source,
        "language": document.language,
        "published": _day(document.published_on),
        "title": document.title,
        "removed": [{**_span(cut), "reason": cut.reason} for cut in document.removed],
        "statements": [_statement(statement) for statement in extraction.statements],
        "quantities": [_quantity(quantity) for quantity in extraction.quantities],
        "events": [_event(event) for event in extraction.events],
        "dates": [_date(when) for when in extraction.dates if when.span],
        "places": [_place(place) for place in extraction.places],
    }


def _statement(statement: Statement) -> Json:
    speaker = statement.speaker
    return {
        "id": statement.id,
        **_span(statement.span),
        "type": str(statement.type),
        "speaker": speaker
        and {
            "name": speaker.name,
            "role": speaker.role,
            "party": speaker.party,
            **_span(speaker.span),
        },
        "cue": statement.cue and _span(statement.cue),
        "modality": [str(modality) for modality in statement.modality],
        "polarity": str(statement.polarity),
        "inside": statement.inside,
        "continues": statement.continues,
    }


def _place(place: Place) -> Json:
    return {
        **_span(place.span),
        "name": place.name,
        "code": place.code,
        "country": place.country,
        "lat": place.latitude,
        "lon": place.longitude,
        "precision": str(place.precision),
        "radius_km": place.radius_km,
        "happened": place.happened,
        "in_theatre": place.in_theatre,
    }


def _quantity(quantity: Quantity) -> Json:
    return {
        **_span(quantity.span),
        "comparator": str(quantity.comparator),
        "low": quantity.interval.low,
        "best": quantity.interval.best,
        "high": quantity.interval.high,
        "unit": quantity.unit,
        "counted": quantity.counted,
        "actor": quantity.actor,
        "places": list(quantity.places),
        "scope": quantity.scope,
        "change": quantity.change and str(quantity.change),
        "loss": quantity.loss,
        **_from_to(quantity.when),
        "statement": quantity.statement,
    }


def _event(event: Event) -> Json:
    return {
        **_span(event.span),
        "kind": str(event.kind),
        "plover": event.plover,
        "actor": event.actor,
        "place": event.place,
        "realis": str(event.realis),
        **_from_to(event.when),
        "statement": event.statement,
    }


def _date(when: When) -> Json:
    return {**_span(when.span), **_from_to(when), "grain": str(when.grain)}


def _claim(claim: Claim, language: str) -> Json:
    return {
        "id": claim.id,
        "claimant": claim.claimant,
        "actor": claim.actor,
        "text": in_language(claim.text, language),
        "made_on": _day(claim.made_on),
        "deadline": _day(claim.deadline),
        "document": claim.document,
        "statement": claim.statement,
        "kind": str(claim.kind),
        "for_another": claim.for_another,
        "places": list(claim.places),
        "conditions": [{"start": span.start, "end": span.end} for span in claim.conditions],
        "revises": claim.revises,
    }


# ---------------------------------------------------------------------------- assessments


def assessment_json(assessment: Assessment, said: Words, past: Sequence[Past]) -> Json:
    """One assessment, in the shape of the contract."""
    carriers = copies(assessment.evidence)
    observed = assessment.observed_so_far
    return {
        "claim": assessment.claim.id,
        "as_of": iso_instant(assessment.as_of),
        "p": _outcomes(assessment.p),
        "prior": _outcomes(assessment.prior),
        "p_range": list(assessment.p_range),
        "observed_so_far": {
            "p_drop_10": observed.p_drop_10,
            "counts": observed.counts,
            "level": observed.level
            and {
                **_band(observed.level),
                "unit": observed.level.unit,
                "definition": observed.level.definition,
            },
            "change": {
                period: _change(observed.change.get(period)) for period in ("1w", "4w", "12w")
            },
        },
        "verdict": str(assessment.verdict),
        "verdict_reasons": [said.reason(reason) for reason in assessment.verdict_reasons],
        "words": said.estimative(assessment.words),
        "confidence": str(assessment.confidence),
        "confidence_reasons": [said.reason(reason) for reason in assessment.confidence_reasons],
        "evidence": [
            _evidence(weighed, carriers.get(weighed.evidence.id, []), said)
            for weighed in assessment.evidence
        ],
        "independent_origins": assessment.independent_origins,
        "coverage": [
            {
                "question": one.question,
                "look": str(one.look),
                "last": _day(one.last),
                "sources": list(one.sources),
                "evidence": list(one.evidence),
            }
            for one in _coverage(assessment)
        ],
        "would_change": [
            {
                "observation": would.observation,
                "text": said.observation(would.observation),
                "evsi": would.evsi,
                "swing": would.swing,
            }
            for would in assessment.would_change
        ],
        "without": [one.model_dump(mode="json") for one in assessment.without],
        "matrix": [
            {"evidence": row.evidence, **dict(zip(Outcomes.model_fields, row.fits, strict=True))}
            for row in assessment.matrix
        ],
        "assumptions": [
            {
                "id": reason.id.partition(".")[2],
                "text": said.assumption(reason),
                "undermined_by": said.undermined(reason),
            }
            for reason in assessment.assumptions
        ],
        "indicators": [
            {**one.model_dump(mode="json"), "text": said.indicator(one.id)}
            for one in assessment.indicators
        ],
        "warning_time": assessment.warning_time.model_dump(mode="json")
        if assessment.warning_time
        else {},
        "history": [
            {"as_of": iso_instant(one.as_of), "verdict": str(one.verdict), "why": one.why}
            for one in past
        ],
        "unused": dict(assessment.unused),
    }


def _coverage(a: Assessment) -> tuple[Covered, ...]:
    return coverage([w.evidence for w in a.evidence], a.claim, a.as_of)


def _evidence(weighed: Weighed, carriers: list[str], said: Words) -> Json:
    evidence = weighed.evidence
    return {
        "id": evidence.id,
        "contribution": weighed.contribution,
        "ledger": str(evidence.ledger),
        "kind": str(evidence.kind),
        "direction": str(evidence.direction),
        "source": evidence.source,
        "source_kind": str(evidence.source_kind),
        "standing": str(evidence.standing),
        "grade": str(evidence.grade),
        "weight": evidence.weight,
        "origin": evidence.origin,
        "copies": carriers,
        "version_of": evidence.version_of,
        "altered_from": evidence.altered_from,
        "differs": [said.reason(reason) for reason in evidence.differs],
        "document": evidence.document,
        **_span(evidence.span),
        "quote": evidence.quote,
        "url": evidence.url,
        "published": iso_instant(evidence.published),
        "observed": _from_to(evidence.observed),
        "expires": _day(evidence.expires),
    }


def _outcomes(outcomes: Outcomes) -> Json:
    return {
        "carried_out": outcomes.carried_out,
        "partial": outcomes.partial,
        "not_carried_out": outcomes.not_carried_out,
        "build_up": outcomes.build_up,
    }


def _change(change: Change | None) -> Json:
    return {"p_up": change.p_up, **_band(change)} if change else {}


def _band(band: Band) -> Json:
    return {"median": band.median, "low90": band.low90, "high90": band.high90}


# --------------------------------------------------------------------------- small values


def _span(span: Span | None) -> Json:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _from_to(when: When | None) -> Json:
    return {"from": _day(when.start) if when else None, "to": _day(when.end) if when else None}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def iso_instant(instant: datetime) -> str:
    """An instant in UTC, ending in ``Z``."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _finite(value: Any) -> Any:  # noqa: ANN401 (any JSON value)
    """`value` with every number that JSON cannot hold replaced by null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return value
