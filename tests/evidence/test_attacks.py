"""What planted texts can do to a verdict: sites that nobody knows, quoting everybody."""

from datetime import UTC, date, datetime
from functools import cache

import pytest

from recul import cases
from recul.assessment import assess
from recul.case import Case
from recul.evidence import case_for, find_claims, weigh
from recul.extraction import extract
from recul.model import Document, Verdict, end_of_day
from recul.reading import read

BUNDLED = cases.load("ukraine-2022")
CONFIRMED = {
    Verdict.VERIFIED,
    Verdict.SUSTAINED,
    Verdict.ABSENCE_OBSERVED,
    Verdict.DEPARTURE_OBSERVED,
}
ANNOUNCED = (
    "The Russian Ministry of Defence announced that its troops were withdrawing"
    " from the border with Ukraine."
)
SPEAKERS = (
    "Jens Stoltenberg",
    "US officials",
    "The OSCE",
    "Christine Lambrecht",
    "Gustav Gressel",
    "The Ukrainian defence ministry",
    "The Syrian defence ministry",
    "Peskov",
)
LEAVING = (
    "{who} confirmed on Tuesday that Russian troops had left the border with Ukraine.",
    "Satellite images from Maxar show Russian tanks leaving {n} camps at the border of Ukraine.",
    "{who} said that columns of Russian armour had been seen leaving for garrison {n}.",
)
COMING = (
    "{who} said that Russian troops were reinforcing at the border with Ukraine.",
    "Satellite images from Maxar show {n} Russian tanks arriving at the border of Ukraine.",
    "{who} said that more columns of Russian armour were heading towards the border.",
)


def text(words, publisher, day):
    document = Document(
        id=Document.identify(words, publisher),
        source="a.txt",
        text=words,
        language="en",
        publisher=publisher,
        published=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
    )
    return extract(document, BUNDLED)


@cache
def bundled(*parts):
    folder = cases.folder("ukraine-2022")
    documents = [d for p in parts for d in read(folder / p, today=date(2026, 1, 1)).documents]
    return tuple(extract(d, BUNDLED) for d in documents)


TABLE, TEXTS = "observations.json", "documents"


def judge(extractions, day, case=BUNDLED):
    at = end_of_day(day)
    known = [e for e in extractions if e.document.published and e.document.published <= at]
    claim = find_claims(known, case)[0]
    view = case_for(claim, case)
    evidence = weigh(known, view)
    return assess(evidence, claim, at, view, explain=False), evidence


def sites(templates, day, number=24):
    """As many invented sites, each with a sentence of its own, on three days."""
    for n in range(number):
        words = templates[n % len(templates)].format(who=SPEAKERS[n % len(SPEAKERS)], n=n + 3)
        on = date.fromordinal(day.toordinal() - n % 3)
        yield text(f"{words} The town had {n} visitors.", f"Site {n} News", on)


def test_one_unknown_blog_verifies_nothing_whatever_states_it_quotes():
    says = [
        f"The {who} ministry {verb} that Russian troops had left the border with Ukraine."
        for who in ("Syrian defence", "Chinese foreign", "Cuban foreign", "Iranian defence")
        for verb in ("confirmed", "said")
    ]
    blog = [
        text(" ".join([ANNOUNCED, *says[n::3]]), "My blog", date(2022, 2, 16 + 2 * n))
        for n in range(3)
    ]
    assessed, evidence = judge(blog, date(2022, 2, 22), Case.generic())
    assert assessed.verdict is Verdict.TOO_EARLY
    assert assessed.p.carried_out < 0.5
    assert {e.grade.reliability for e in evidence} == {"F"}


def test_twelve_sites_with_one_sentence_are_one_unvetted_voice_in_both_directions():
    announced = [text(ANNOUNCED, "Reuters", date(2022, 2, 15))]
    before, _ = judge(announced, date(2022, 2, 22))
    for verb in ("leaving", "arriving at"):
        words = "Satellite images show Russian tanks {} the border of Ukraine. Note {}."
        planted = [
            text(words.format(verb, n), f"Site {n} News", date(2022, 2, 16 + n % 2))
            for n in range(12)
        ]
        after, evidence = judge([*announced, *planted], date(2022, 2, 22))
        assert after.verdict not in CONFIRMED | {Verdict.CONTRADICTED}
        assert abs(after.p.carried_out - before.p.carried_out) < 0.10
        observed = [e for e in evidence if e.ledger == "observed"]
        assert len(observed) == 12
        assert len([e for e in observed if e.weight]) == 1


def test_twelve_sites_do_not_contradict_a_true_withdrawal():
    true = [
        text(ANNOUNCED, "Reuters", date(2022, 2, 15)),
        text(
            "Satellite images from Maxar show Russian tanks leaving the border of Ukraine.",
            "Reuters",
            date(2022, 2, 17),
        ),
        text(
            "Russian troops have left the border with Ukraine, Jens Stoltenberg said.",
            "AFP",
            date(2022, 2, 18),
        ),
        text(
            "The OSCE said that Russian troops had left the border with Ukraine.",
            "Reuters",
            date(2022, 2, 19),
        ),
    ]
    before, _ = judge(true, date(2022, 2, 24))
    after, _ = judge([*true, *sites(COMING, date(2022, 2, 20), 12)], date(2022, 2, 24))
    assert before.verdict is after.verdict is Verdict.ABSENCE_OBSERVED
    assert abs(after.p.carried_out - before.p.carried_out) < 0.10


def test_a_blog_that_quotes_everybody_is_one_witness_and_not_vetted():
    says = " ".join(LEAVING[n % 3].format(who=who, n=n) for n, who in enumerate(SPEAKERS[:6]))
    blog = [text(ANNOUNCED, "Reuters", date(2022, 2, 15)), text(says, "A", date(2022, 2, 17))]
    assessed, evidence = judge(blog, date(2022, 2, 22))
    carried = [e for e in evidence if e.ledger == "observed"]
    assert len(carried) >= 4
    assert len({e.group for e in carried}) == 1
    assert {e.grade.reliability for e in carried} == {"F"}
    assert assessed.independent_origins <= 1


@pytest.mark.parametrize("day", [date(2022, 2, 18), date(2022, 2, 21), date(2022, 3, 6)])
@pytest.mark.parametrize("templates", [LEAVING, COMING])
@pytest.mark.parametrize("parts", [(TEXTS,), (TABLE, TEXTS)])
def test_two_dozen_sites_move_the_bundled_case_by_less_than_a_tenth(parts, templates, day):
    before, _ = judge(bundled(*parts), day)
    after, _ = judge([*bundled(*parts), *sites(templates, day)], day)
    assert abs(after.p.carried_out - before.p.carried_out) < 0.10
    assert after.verdict not in CONFIRMED


def test_what_is_planted_before_a_true_report_does_not_silence_it():
    words = "Russian troops have left the border with Ukraine, Jens Stoltenberg said."
    planted = text(words, "A blog", date(2022, 2, 17))
    true = text(words, "Reuters", date(2022, 2, 18))
    (e,) = [e for e in weigh([planted, true], BUNDLED) if e.grade.reliability == "B"]
    assert (e.weight, e.copy_of) == (1.0, None)


def test_a_dateline_does_not_make_an_agency_of_a_blog():
    words = "MOSCOW (AFP) – Russian troops have left the border, reporters confirmed."
    for publisher, grade in (("A blog", "F"), ("Reuters", "B")):
        found = weigh([text(f"{words} They saw it.", publisher, date(2022, 2, 17))], BUNDLED)
        assert {e.grade.reliability for e in found} <= {grade}


def test_the_claimant_repeating_itself_in_texts_changes_nothing():
    day = date(2022, 2, 21)
    said = "The Russian Ministry of Defence said that its troops were leaving the border ({})."
    more = [text(said.format(n), ("TASS", "Blog", "CNN")[n % 3], day) for n in range(50)]
    before, _ = judge(bundled(TEXTS), day)
    after, _ = judge([*bundled(TEXTS), *more], day)
    assert abs(after.p.carried_out - before.p.carried_out) < 0.02


@pytest.mark.parametrize("parts", [(TABLE,), (TEXTS,), (TABLE, TEXTS)])
def test_the_bundled_case_is_still_heard(parts):
    early, _ = judge(bundled(*parts), date(2022, 2, 16))
    assert early.verdict is not Verdict.VERIFIED
    assert early.observed_so_far.p_drop_10 < 0.01
    later, _ = judge(bundled(*parts), date(2022, 2, 21))
    assert later.p.build_up >= 0.6
