"""Fifty copies of one communiqué are one voice, and the reader is told how many carry it."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import pytest

from recul import cases
from recul.assessment import assess
from recul.evidence import find_claims, weigh
from recul.extraction import extract
from recul.model import Document, end_of_day
from recul.reading import read
from recul.reporting import html
from recul.reporting.json import copies as copies_of
from recul.reporting.terminal import assess_text
from recul.sources import Control, Who, shipped

CASE = cases.load("ukraine-2022")
FOLDER = cases.folder("ukraine-2022")
DAY = date(2022, 2, 18)
COPIES = 50
COMMUNIQUES = {
    "claimant": (
        "The Russian Ministry of Defence announced on Tuesday that units of the Southern and"
        " Western Military Districts had finished their exercises near the border of Ukraine and"
        " were leaving for their permanent garrisons. Tank crews have begun to load their vehicles"
        " onto trains, the ministry said. Columns will return by rail and road, it said.",
        "TASS",
        "https://tass.com/defense/1",
    ),
    "alliance": (
        "NATO said on Tuesday that it had seen no sign of de-escalation on the ground and no"
        " withdrawal of Russian troops from the border of Ukraine. The alliance called on Moscow"
        " to match words with deeds, and said that its observation would go on in the days to come.",
        "Reuters",
        "https://www.reuters.com/world/1",
    ),
    # Nobody else in the case reports this.
    "neighbour": (
        "The Polish defence ministry said on Tuesday that Russian columns with bridges were moving"
        " towards the border of Ukraine. The ministry said that its officers had counted the"
        " trucks on two roads since the morning, and that it would tell its allies what they saw.",
        "PAP",
        "https://www.pap.pl/1",
    ),
}
KNOWN = [
    card
    for card in shipped()
    if card.who in (Who.AGENCY, Who.OUTLET) and card.control is not Control.STATE
]


def communique(text, publisher, url, hours):
    return Document(
        id=Document.identify(text, url),
        source=url,
        text=text,
        url=url,
        publisher=publisher,
        language="en",
        published=datetime(2022, 2, 15, 8, tzinfo=UTC) + timedelta(hours=hours),
    )


def copies(text):
    """On sites known and unknown, over two days, whole, cut and with a line of their own."""
    for n in range(COPIES):
        host = KNOWN[n].domains[0] if n % 2 else f"site{n}.example"
        name = KNOWN[n].names[0] if n % 2 else f"Site {n} News"
        words = (text, f"{text} Our desk in town {n} has the story.", text[: text.index(".") + 1])
        yield communique(words[n % 3], name, f"https://{host}/copies/{n}", 1 + n)


@lru_cache
def judged(which, copied):
    text, publisher, url = COMMUNIQUES[which]
    documents = [
        document
        for part in ("observations.json", "documents")
        for document in read(FOLDER / part, today=date(2026, 1, 1)).documents
    ]
    documents.append(communique(text, publisher, url, 0))
    documents += copies(text) if copied else ()
    at = end_of_day(DAY)
    documents = [d for d in documents if d.published and d.published <= at]
    case = CASE.known_on(DAY)
    extractions = [extract(document, case) for document in documents]
    (claim,) = find_claims(extractions, case)
    assessment = assess(weigh(extractions, case), claim, at, case, explain=False)
    return assessment, {document.id: document for document in documents}


@pytest.mark.parametrize("which", COMMUNIQUES)
def test_fifty_copies_move_the_probabilities_by_less_than_two_hundredths(which):
    (before, _), (after, _) = judged(which, False), judged(which, True)
    for outcome in ("carried_out", "partial", "not_carried_out", "build_up"):
        assert abs(getattr(after.p, outcome) - getattr(before.p, outcome)) < 0.02, outcome
    assert after.verdict is before.verdict
    assert after.independent_origins == before.independent_origins


def carried(assessment, documents, which):
    """How many carry what the communiqué says: copies, and others who report the same."""
    first = next(d.id for d in documents.values() if d.url == COMMUNIQUES[which][2])
    told = [w.evidence.id for w in assessment.evidence if w.evidence.document == first]
    carriers = copies_of(assessment.evidence)
    return max(len(carriers.get(evidence, ())) for evidence in told)


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "+{n} copies, one origin"), ("fr", "+{n} copies, une seule origine")],
)
@pytest.mark.parametrize("which", COMMUNIQUES)
def test_terminal_and_page_say_that_fifty_copies_are_one_origin(which, language, line):
    assessment, documents = judged(which, True)
    alone, few = judged(which, False)
    others = carried(alone, few, which)
    assert which != "neighbour" or others == 0
    line = line.format(n=others + COPIES)
    at = end_of_day(DAY)
    told = assess_text(CASE, [assessment], documents, language=language, as_of=at)
    assert line in " ".join(told.replace("\xa0", " ").split())
    page = html.brief(CASE, [assessment], documents, language=language, as_of=at)
    assert line in page.replace("\xa0", " ")
