"""What is worth an alert: rules over the assessment that was told last and the one made now.

One change is told once. `Told` is what has been told of a claim; a rule compares it with the new
assessment and never looks at how often it was assessed in between, so assessing again, reading a
copy, or starting anew after a crash tells nothing twice. All that changed of one claim in one
assessment is one alert; so is all that changed of the feeds.

Hysteresis: a probability leaves the ICD 203 band that was told only when it is beyond the edge by
a margin (two points unless the case says otherwise). One that dithers about an edge tells nothing;
one that crosses and goes on tells once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from pydantic import AwareDatetime, Field

from recul.assessment.words import BANDS, words
from recul.model import Assessment, Evidence, Ledger, Reason, Value, Verdict
from recul.watch.health import FeedHealth, Health
from recul.watchlist import Alerts

MOST_SENTENCES = 6
_LEAST = 0.05
"""A sentence that moved the log-odds by less drove nothing, if another one moved them more."""
_TOLD_FEEDS = {Health.DYING, Health.SILENT}

Rule = Literal["verdict", "band", "indicator", "deadline", "feed"]


class Change(Value):
    """One thing that changed: what it was and what it is, as keys that reporting words.

    `old` is None for what was not there before: a claim, an indicator never seen.
    """

    rule: Rule
    old: str | None
    new: str
    subject: str = ""
    """The feed, for the rule ``feed``; the day, for ``deadline``."""


class Alert(Value):
    """What is told, once.

    Attributes:
        key: the same for the same change, whoever computes it, and another one if the same thing
            changes again.
        claim: the id of the claim, or None where it is about feeds.
        at: the as-of instant of the assessment that changed.
        changes: in the order of the rules.
        assessment: the one that changed, without what is not shown.
        reasons: of the verdict, or of what is wrong with the feeds.
        sentences: the evidence that drove the change, strongest first; one to six, or none where
            there is no evidence at all.
        coverage: how the feeds were that the assessment rests on.
    """

    key: str
    claim: str | None
    at: AwareDatetime
    changes: tuple[Change, ...] = Field(min_length=1)
    assessment: Assessment | None = None
    reasons: tuple[Reason, ...] = ()
    sentences: tuple[Evidence, ...] = Field(default=(), max_length=MOST_SENTENCES)
    coverage: tuple[Reason, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that fired, each once."""
        return tuple(dict.fromkeys(change.rule for change in self.changes))

    @property
    def silences(self) -> tuple[str, ...]:
        """What to add to `silenced` so that nothing like it is told."""
        rules = tuple(f"rule:{rule}" for rule in self.rules)
        if self.claim:
            return (*rules, f"claim:{self.claim}")
        return (*rules, *(f"feed:{change.subject}" for change in self.changes))


class Told(Value):
    """What has been told of one claim."""

    number: int = 0
    """How many alerts."""
    verdict: Verdict
    band: str | None
    seen: tuple[str, ...] = ()
    """Indicators that were told of, in order of name."""
    deadline: bool = False
    """Whether it was told that the deadline has passed."""
    contributions: Mapping[str, float] = Field(default_factory=dict)
    """What each piece of evidence did, when the claim was last told of."""


class FeedsTold(Value):
    """What has been told of the feeds, by address; and how many alerts on them there were."""

    number: int = 0
    health: Mapping[str, Health] = Field(default_factory=dict)


class Outcome(NamedTuple):
    """What has now been told of a claim, and the alert, if there is one."""

    told: Told
    alert: Alert | None


def baseline(assessment: Assessment, settings: Alerts) -> Told:
    """What is taken as told when a watch begins: things as they are."""
    return Told(
        verdict=assessment.verdict,
        band=assessment.words,
        seen=tuple(sorted(_signs(assessment, settings))),
        deadline=_is_past(assessment),
        contributions=_contributions(assessment),
    )


def judge(told: Told | None, assessment: Assessment, settings: Alerts) -> Outcome:
    """Compare an assessment with what was told.

    Args:
        told: None for a claim that is new since the watch began.
        assessment: the one made now.
        settings: which rules, which indicators, which margin, what is silenced. What is silenced
            counts as told: it does not come out later.
    """
    now = baseline(assessment, settings)
    if told is None:
        changes = [Change(rule="verdict", old=None, new=assessment.verdict)]
        before: Mapping[str, float] = {}
    else:
        now = now.model_copy(
            update={
                "band": _band(told.band, assessment, settings.margin),
                "seen": tuple(sorted({*told.seen, *now.seen})),
                "deadline": told.deadline or now.deadline,
            }
        )
        changes = _changes(told, now, assessment)
        before = told.contributions
    wanted = [c for c in changes if _is_wanted(c, assessment.claim.id, settings)]
    number = told.number if told else 0
    if not wanted:
        # The sentences of a later alert are those since the last one, not since the last report.
        return Outcome(now.model_copy(update={"number": number, "contributions": before}), None)
    alert = Alert(
        key=_key(assessment.claim.id, number, wanted),
        claim=assessment.claim.id,
        at=assessment.as_of,
        changes=tuple(wanted),
        assessment=assessment.model_copy(
            update={"evidence": (), "passage": (), "track": (), "would_change": ()}
        ),
        reasons=assessment.verdict_reasons,
        sentences=_driving(before, assessment, wanted),
    )
    return Outcome(now.model_copy(update={"number": number + 1}), alert)


def judge_feeds(
    told: FeedsTold, feeds: Sequence[FeedHealth], at: datetime, settings: Alerts
) -> tuple[FeedsTold, Alert | None]:
    """Compare how the feeds are with what was told of them.

    A feed that dies or falls silent is told of, and one that was and is well again. All at one
    instant is one alert: where the line is cut, every feed dies at once.

    Args:
        told: what was told.
        feeds: how they are.
        at: the instant.
        settings: as in `judge`.

    Returns:
        What has now been told, and the alert, if there is one.
    """
    now: dict[str, Health] = {}
    changes, reasons = [], []
    for feed in feeds:
        old = told.health.get(feed.url, Health.WELL)
        if feed.health in _TOLD_FEEDS:
            new = feed.health
        elif feed.health is Health.WELL:
            new = Health.WELL
        else:  # failing, but not for long: no news yet
            new = old
        now[feed.url] = new
        change = Change(rule="feed", old=old, new=new, subject=feed.url)
        if new is not old and _is_wanted(change, None, settings):
            changes.append(change)
            if new is not Health.WELL:
                reasons.append(feed.reason())
    if not changes:
        return FeedsTold(number=told.number, health=now), None
    alert = Alert(
        key=_key("feeds", told.number, changes),
        claim=None,
        at=at,
        changes=tuple(changes),
        reasons=tuple(reasons),
    )
    return FeedsTold(number=told.number + 1, health=now), alert


# --------------------------------------------------------------------------------- rules


def _changes(told: Told, now: Told, assessment: Assessment) -> list[Change]:
    found = []
    if now.verdict is not told.verdict:
        found.append(Change(rule="verdict", old=told.verdict, new=now.verdict))
    if now.band != told.band:
        found.append(Change(rule="band", old=told.band or "none", new=now.band or "none"))
    new_signs = sorted(set(now.seen) - set(told.seen))
    found += [Change(rule="indicator", old=None, new=sign) for sign in new_signs]
    if now.deadline and not told.deadline:
        day = _last_day(assessment)
        found.append(Change(rule="deadline", old="ahead", new="passed", subject=day.isoformat()))
    return found


def _band(told: str | None, assessment: Assessment, margin: float) -> str | None:
    """The band a probability counts as being in: the one told, until it has left it for good."""
    p = assessment.p.carried_out
    if told is None:  # beyond 1 or 99 %: it is back inside when it is inside by the margin
        inside = BANDS[0][0] + margin <= p <= BANDS[-1][1] - margin
        return words(p) if inside else None
    low, high = next((low, high) for low, high, key in BANDS if key == told)
    if low - margin <= p < high + margin:
        return told
    return words(p)


def _signs(assessment: Assessment, settings: Alerts) -> set[str]:
    """The watched indicators that somebody other than the claimant has reported since the claim."""
    wanted = set(settings.indicators)
    return {s for w in assessment.evidence for s in _signs_of(w.evidence, assessment) & wanted}


def _signs_of(e: Evidence, assessment: Assessment) -> set[str]:
    seen = e.ledger is Ledger.OBSERVED and e.weight > 0
    if not seen or e.published.astimezone(UTC).date() < assessment.claim.made_on:
        return set()
    return {str(e.kind), f"{e.kind}.{e.direction}"}


def _last_day(assessment: Assessment) -> date:
    """The last day of a claim's time: its deadline, or the day it is judged at without one."""
    return assessment.claim.deadline or assessment.claim.horizon


def _is_past(assessment: Assessment) -> bool:
    return assessment.as_of.astimezone(UTC).date() > _last_day(assessment)


def _is_wanted(change: Change, claim: str | None, settings: Alerts) -> bool:
    silenced = {f"rule:{change.rule}", f"claim:{claim}", f"feed:{change.subject}"}
    return change.rule in settings.rules and silenced.isdisjoint(settings.silenced)


# ----------------------------------------------------------------------------- sentences


def _contributions(assessment: Assessment) -> dict[str, float]:
    weighty = (w for w in assessment.evidence if abs(w.contribution) >= _LEAST / 10)
    return {w.evidence.id: w.contribution for w in weighty}


def _driving(
    before: Mapping[str, float], assessment: Assessment, changes: Sequence[Change]
) -> tuple[Evidence, ...]:
    """The sentences behind a change: those that moved the odds since the last alert, else at all.

    An indicator's first sentence always stands first.
    """
    signs = {change.new for change in changes if change.rule == "indicator"}
    shown: list[Evidence] = []
    moved: list[tuple[float, Evidence]] = []
    at_all: list[tuple[float, Evidence]] = []
    for weighed in assessment.evidence:
        e = weighed.evidence
        if e.weight <= 0:
            continue
        if found := signs & _signs_of(e, assessment):
            signs -= found
            shown.append(e)
        at_all.append((abs(weighed.contribution), e))
        moved.append((abs(weighed.contribution - before.get(e.id, 0.0)), e))
    ranked = [e for size, e in _ranked(moved) if size >= _LEAST]
    ranked = ranked or [e for _, e in _ranked(at_all)][:3]
    quotes: dict[str, Evidence] = {}
    for e in (*shown, *ranked):
        quotes.setdefault(e.quote, e)
    return tuple(quotes.values())[:MOST_SENTENCES]


def _ranked(sized: list[tuple[float, Evidence]]) -> list[tuple[float, Evidence]]:
    return sorted(sized, key=lambda pair: (-pair[0], pair[1].id))


def _key(subject: str, number: int, changes: Sequence[Change]) -> str:
    text = "\n".join((subject, str(number), *(c.model_dump_json() for c in changes)))
    return hashlib.sha256(text.encode()).hexdigest()
