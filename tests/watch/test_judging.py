"""What is assessed as documents come in is, to the bit, what is assessed from nothing."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.watch import articles
from hypothesis import given, settings
from hypothesis import strategies as st

from recul.api import OpenCase
from recul.model import Document
from recul.watch.judging import Judge
from tests.watch.conftest import T

TEXTS = articles(12, T)


def document(article):
    text = "\n".join([article.title, *article.paragraphs])
    url = f"https://desk.example{article.path}"
    return Document(
        id=Document.identify(text, url), source=url, text=text, url=url, publisher="Desk",
        language="en", published=article.published, published_to="second",
    )  # fmt: skip


def shown(assessments):
    return [a.model_dump_json() for a in assessments]


def test_in_whatever_order_they_come(watched, clock):
    watched.lists("https://desk.example/rss")
    folder = watched.folder
    case = folder.case()
    judge = Judge(case)

    @settings(max_examples=1)
    @given(st.permutations(TEXTS))
    def run(order):
        for n in range(0, len(order), 4):
            folder.add([document(a) for a in order[n : n + 4]], now=T)
            as_of = T + timedelta(minutes=n)
            judge.catch_up(folder)
            assert shown(judge.assess(as_of)) == shown(
                OpenCase(folder).assess(as_of=as_of).assessments
            )
        back = T - timedelta(hours=20)  # the clock was set back
        assert shown(judge.assess(back)) == shown(OpenCase(folder).assess(as_of=back).assessments)

    run()
