"""An alert in words: a subject and a text, in English or French.

A sentence is shown as the evidence holds it, which the store cut from the document; the links are
the addresses it was read at. Nothing here is HTML: what sends a text escapes it for its own form.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from recul.case import Case
from recul.model import Evidence, Verdict, in_language
from recul.reporting.quotes import shortened, visible
from recul.reporting.view import source_name
from recul.reporting.words import Words
from recul.watch.alerts import Alert, Change

LONGEST_QUOTE = 400
"""Code points of a sentence in an alert; the link leads to the rest."""


class Message(NamedTuple):
    """What is sent."""

    subject: str
    body: str


def message(alert: Alert, case: Case, said: Words) -> Message:
    """An alert as it is sent: what changed, from what to what, why, and how to silence it."""
    changed = [_change(change, alert, said) for change in alert.changes]
    claim = alert.assessment.claim if alert.assessment else None
    head = [said.label("alert_as_of", at=alert.at)]
    if claim:
        text = in_language(claim.text, said.language)
        party = said.party(claim.claimant)
        head.append(said.label("alert_claim", text=text, party=party, made=claim.made_on))
    word = said.reason if claim else said.warning
    blocks = ["\n".join(changed), "\n".join(head), "\n".join(map(word, alert.reasons))]
    blocks += [_sentence(evidence, case, said) for evidence in alert.sentences]
    if claim and not alert.sentences:
        blocks.append(said.label("alert_no_sentence"))
    if claim:
        blocks.append("\n".join(map(said.warning, alert.coverage)))
    rules = ", ".join(alert.rules)
    silences = ", ".join(f'"{silence}"' for silence in alert.silences)
    blocks.append(
        said.label("alert_rule", rules=rules)
        + "\n"
        + said.label("alert_silence", silences=silences)
    )
    return Message(_subject(_headline(alert, said), case, said), _safe(blocks))


def digest(messages: Sequence[Message], case: Case, said: Words) -> Message:
    """Several alerts as one message; one alone stays as it is."""
    if len(messages) == 1:
        return messages[0]
    heads = [f"{number}. {m.subject}" for number, m in enumerate(messages, start=1)]
    bodies = [f"{head}\n\n{m.body}" for head, m in zip(heads, messages, strict=True)]
    subject = _subject(said.count("alert_digest", len(messages)), case, said)
    return Message(subject, "\n\n".join(["\n".join(heads), *bodies]))


def _headline(alert: Alert, said: Words) -> str:
    first = alert.changes[0]
    if first.rule == "feed":
        if len(alert.changes) > 1:
            return said.count("alert_feeds", len(alert.changes))
        return said.label("alert_feed_short", new=said.name("feed_health", first.new))
    if first.rule == "deadline":
        return said.label("alert_deadline_short")
    if first.rule == "indicator":
        return _sign(first.new, said)
    if first.old is None:
        return said.label("alert_claim_new", new=said.verdict(Verdict(first.new)))
    word = _band if first.rule == "band" else _verdict
    return said.label("alert_old_new", old=word(first.old, said), new=word(first.new, said))


def _change(change: Change, alert: Alert, said: Words) -> str:
    if change.rule == "feed":
        return said.label(
            "alert_feed",
            source=change.subject,
            old=said.name("feed_health", change.old or "new"),
            new=said.name("feed_health", change.new),
        )
    assert alert.assessment is not None
    if change.rule == "deadline":
        verdict = said.verdict(alert.assessment.verdict)
        return said.label("alert_deadline", day=change.subject, verdict=verdict)
    if change.rule == "indicator":
        return said.label("alert_indicator", what=_sign(change.new, said))
    if change.rule == "band":
        return said.label(
            "alert_band",
            old=_band(change.old or "none", said),
            new=_band(change.new, said),
            p=alert.assessment.p.carried_out,
        )
    if change.old is None:
        return said.label("alert_verdict_new", new=_verdict(change.new, said))
    return said.label(
        "alert_verdict", old=_verdict(change.old, said), new=_verdict(change.new, said)
    )


def _sentence(evidence: Evidence, case: Case, said: Words) -> str:
    quote = said.label("alert_sentence", quote=shortened(evidence.quote, LONGEST_QUOTE))
    name = source_name(evidence.source, case, said)
    source = said.label(
        "alert_source", source=name, day=evidence.published.date(), grade=str(evidence.grade)
    )
    return "\n".join(filter(None, (quote, source, evidence.url)))


def _subject(what: str, case: Case, said: Words) -> str:
    title = in_language(case.title, said.language) or case.id
    return " ".join(visible(said.label("alert_subject", case=title, what=what)).split())


def _safe(blocks: Sequence[str]) -> str:
    """The blocks, without characters that act on a terminal or turn text around."""
    lines = "\n\n".join(filter(None, blocks)).split("\n")
    return "\n".join(visible(line) for line in lines)


def _verdict(key: str, said: Words) -> str:
    return said.verdict(Verdict(key))


def _band(key: str, said: Words) -> str:
    word = None if key == "none" else said.estimative(key)
    return word or said.label("alert_band_none")


def _sign(key: str, said: Words) -> str:
    kind, _, direction = key.partition(".")
    if not direction:
        return said.name("kind", kind)
    return said.label("alert_sign", kind=kind, direction=direction)
