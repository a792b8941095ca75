from __future__ import annotations

from datetime import date, timedelta

import pytest

from recul.assessment.words import words as band_of
from recul.case import Case
from recul.model import (
    Assessment,
    Claim,
    Confidence,
    Direction,
    EvidenceKind,
    ObservedSoFar,
    Outcomes,
    Reason,
    SourceKind,
    Span,
    Verdict,
    Weighed,
    end_of_day,
)  # fmt: skip
from recul.reporting.words import words
from recul.watch.alerts import FeedsTold, baseline, judge, judge_feeds
from recul.watch.health import FeedHealth, Health
from recul.watch.texts import digest, message
from recul.watchlist import Alerts
from tests.assessment.build import report

DAY = date(2024, 3, 1)
CLAIM = Claim(
    id="c", claimant="RUS", actor="RUS", text={"en": "They leave.", "fr": "Ils partent."},
    made_on=DAY, deadline=DAY + timedelta(days=9),
)  # fmt: skip
CASE = Case(id="north", title="North")
SETTINGS = Alerts(indicators=("equipment.down", "access_denied"))


def seen(id, kind=EvidenceKind.IMAGERY, direction=Direction.UP, moved=-0.5, **rest):
    e = quoting(report(id, kind, direction, **rest), f"Sentence {id}.")
    return Weighed(evidence=e, contribution=moved)


def quoting(evidence, quote):
    span = Span(start=0, end=len(quote))
    url = f"https://a.example/{evidence.id}"
    return evidence.model_copy(update={"quote": quote, "span": span, "url": url})


def judged(p=0.3, verdict=Verdict.ANNOUNCED, day=1, evidence=()):
    rest = (1 - p) / 3
    return Assessment(
        claim=CLAIM,
        as_of=end_of_day(DAY + timedelta(days=day)),
        prior=Outcomes(carried_out=0.25, partial=0.25, not_carried_out=0.25, build_up=0.25),
        p=Outcomes(carried_out=p, partial=rest, not_carried_out=rest, build_up=1 - p - 2 * rest),
        p_range=(0.1, 0.5),
        observed_so_far=ObservedSoFar(p_drop_10=0.1),
        verdict=verdict,
        verdict_reasons=(Reason(id="verdict.only_declared"),),
        words=band_of(p),
        confidence=Confidence.LOW,
        confidence_reasons=(),
        evidence=tuple(evidence),
        passage=(),
        independent_origins=1,
    )


def run(*assessments, settings=SETTINGS):
    """The alerts over a series, of which the first is where the watch began."""
    told, alerts = baseline(assessments[0], settings), []
    for assessment in assessments[1:]:
        told, alert = judge(told, assessment, settings)
        alerts.append(alert)
    return alerts


def changes(alert):
    return [(c.rule, c.old, c.new) for c in alert.changes] if alert else []


def test_nothing_is_told_of_what_stays():
    same = judged(evidence=[seen("a")])
    assert run(same, same, same) == [None, None]


def test_a_claim_that_is_new_is_told_once():
    told, alert = judge(None, judged(), SETTINGS)
    assert changes(alert) == [("verdict", None, "announced")]
    assert judge(told, judged(), SETTINGS).alert is None


def test_a_verdict_and_a_band_that_change_together_are_one_alert():
    (alert,) = run(judged(0.3), judged(0.1, Verdict.CONTRADICTED, evidence=[seen("a")]))
    assert changes(alert) == [
        ("verdict", "announced", "contradicted"), ("band", "unlikely", "very_unlikely"),
    ]  # fmt: skip
    assert alert.rules == ("verdict", "band")
    assert alert.silences == ("rule:verdict", "rule:band", "claim:c")


def test_a_probability_at_the_edge_of_a_band_tells_nothing():
    dithering = [0.21, 0.195, 0.205, 0.185, 0.21, 0.199, 0.215]
    assert run(*map(judged, dithering)) == [None] * 6
    crossing = run(*map(judged, [0.21, 0.17, 0.19, 0.21, 0.219, 0.23]))
    assert [changes(a) for a in crossing] == [
        [("band", "unlikely", "very_unlikely")], [], [], [],
        [("band", "very_unlikely", "unlikely")],
    ]  # fmt: skip


def test_outside_the_bands_there_is_no_dithering_either():
    assert run(*map(judged, [0.005, 0.011, 0.009, 0.02])) == [None] * 3
    assert [changes(a) for a in run(*map(judged, [0.005, 0.1]))] == [
        [("band", "none", "very_unlikely")]
    ]


def test_a_watched_indicator_is_told_when_first_seen_and_no_copy_is():
    leaving = {"kind": EvidenceKind.EQUIPMENT, "direction": Direction.DOWN, "moved": 0.4}
    copy = seen("k", weight=0.0, **leaving)
    declared = seen("d", source_kind=SourceKind.CLAIMANT, **leaving)
    first, second = seen("a", **leaving), seen("b", day=2, source="T", **leaving)
    alerts = run(
        judged(), judged(evidence=[copy, declared]), judged(evidence=[copy, declared, first]),
        judged(evidence=[first, second]), judged(evidence=[first, seen("i")]),
    )  # fmt: skip
    assert [changes(a) for a in alerts] == [[], [("indicator", None, "equipment.down")], [], []]
    assert next(e.id for e in alerts[1].sentences) == "a"


def test_a_deadline_that_passes_is_told_once_with_the_verdict_it_finds():
    alerts = run(*(judged(day=day) for day in (8, 9, 10, 11)))
    assert [changes(a) for a in alerts] == [[], [("deadline", "ahead", "passed")], []]
    assert run(judged(day=12), judged(day=13)) == [None]


def test_the_sentences_are_those_that_moved_the_odds_since_the_last_alert():
    old = [seen(f"o{n}", moved=-2.0) for n in range(9)]
    new = [seen(f"n{n}", moved=-0.1 * (n + 1)) for n in range(8)]
    quiet = seen("q", moved=-0.01)
    _, alert = run(
        judged(0.3, evidence=old),
        judged(0.29, evidence=[*old, new[0]]),  # tells nothing: its sentence is for the next alert
        judged(0.1, evidence=[*old, *new, quiet, seen("c", weight=0.0)]),
    )
    assert [e.id for e in alert.sentences] == ["n7", "n6", "n5", "n4", "n3", "n2"]
    (alert,) = run(judged(0.3, evidence=old), judged(0.1, evidence=old))  # time alone
    assert [e.id for e in alert.sentences] == ["o0", "o1", "o2"]


def test_the_same_sentence_of_two_outlets_is_shown_once():
    twice = [seen("a"), seen("b")]
    twice[1] = Weighed(evidence=quoting(twice[1].evidence, "Sentence a."), contribution=-0.4)
    (alert,) = run(judged(0.3), judged(0.1, evidence=twice))
    assert [e.id for e in alert.sentences] == ["a"]


@pytest.mark.parametrize("silence", ["rule:verdict", "claim:c"])
def test_what_is_silenced_is_not_told_later_either(silence):
    silent = SETTINGS.model_copy(update={"silenced": (silence, "rule:band")})
    told, alert = judge(baseline(judged(), silent), judged(0.1, Verdict.CONTRADICTED), silent)
    assert alert is None
    assert judge(told, judged(0.1, Verdict.CONTRADICTED), SETTINGS).alert is None


def test_the_same_change_has_the_same_key_and_the_next_one_another():
    there, back = judged(0.1, Verdict.CONTRADICTED), judged(0.3)
    first, second, third = run(back, there, back, there)
    again, *_ = run(back, there, back)
    assert first.key == again.key
    assert len({first.key, second.key, third.key}) == 3


def feed(health, url="https://a.example/rss"):
    return FeedHealth(url=url, health=health, since=end_of_day(DAY), problem="too_slow")


def test_feeds_that_die_together_are_one_alert_and_recovery_is_told():
    urls = [f"https://{n}.example/rss" for n in range(500)]
    at = end_of_day(DAY)
    told, none = judge_feeds(FeedsTold(), [feed(Health.FAILING, u) for u in urls], at, SETTINGS)
    assert none is None
    told, alert = judge_feeds(told, [feed(Health.DYING, u) for u in urls], at, SETTINGS)
    assert alert is not None
    assert len(alert.changes) == 500
    told, none = judge_feeds(told, [feed(Health.FAILING, u) for u in urls], at, SETTINGS)
    assert none is None
    told, alert = judge_feeds(told, [feed(Health.WELL, u) for u in urls[:1]], at, SETTINGS)
    assert changes(alert) == [("feed", "dying", "well")]


def test_an_alert_in_words_says_what_why_where_and_how_to_silence_it():
    evidence = [seen("a", moved=-0.9), seen("b", source="Maxar", moved=-0.3)]
    (alert,) = run(judged(0.3), judged(0.1, Verdict.CONTRADICTED, evidence=evidence))
    english = message(alert, CASE, words("en"))
    assert english.subject == "North: Announced, nothing more → Contradicted by what is seen"
    for part in (
        "Verdict: Announced, nothing more → Contradicted by what is seen.",
        "unlikely → very unlikely (10%)",
        "They leave.",
        "“Sentence a.”\nS, 2 March 2024, graded B6.\nhttps://a.example/a",
        "Rule: verdict, band.",
        '"rule:verdict", "rule:band", "claim:c"',
        "There are declarations only.",
    ):
        assert part in english.body
    french = message(alert, CASE, words("fr"))
    assert "Ils partent." in french.body
    assert "« Sentence a. »".replace(" ", "\u202f", 1) in french.body.replace(".\u202f»", ". »")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_alert_has_words(language):
    said = words(language)
    signs = [
        seen("a", EvidenceKind.EQUIPMENT, Direction.DOWN),
        seen("b", EvidenceKind.ACCESS_DENIED),
    ]
    alerts = [
        judge(None, judged(), SETTINGS).alert,
        *run(judged(), judged(0.1), judged(0.1, evidence=signs), judged(0.995, evidence=signs)),
        *run(judged(), judged(day=20)),
        judge_feeds(FeedsTold(), [feed(Health.DYING)], end_of_day(DAY), SETTINGS)[1],
        judge_feeds(
            FeedsTold(), [feed(Health.DYING), feed(Health.SILENT, "u")], end_of_day(DAY), SETTINGS
        )[1],
    ]
    messages = [message(alert, CASE, said) for alert in alerts if alert]
    assert len(messages) == len(alerts)
    assert len({m.subject for m in messages}) == len(messages)
    whole = digest(messages, CASE, said)
    for m in messages:
        assert m.body in whole.body
        assert "_" not in m.subject + m.body.replace("access_denied", "").replace("env_", "")
    assert digest(messages[:1], CASE, said) == messages[0]


def test_a_sentence_cannot_act_on_the_reader():
    nasty = quoting(seen("a").evidence, "left\x1b[2J\u202e\nthe border" + "x" * 900)
    (alert,) = run(judged(0.3), judged(0.1, evidence=[Weighed(evidence=nasty, contribution=-1)]))
    body = message(alert, CASE, words("en")).body
    assert "\x1b" not in body and "\u202e" not in body  # noqa: PT018
    assert len(body) < 1500
