import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from recul import model
from recul.model import Claim, Past, Reason
from recul.reporting.html import brief
from recul.reporting.quotes import QuoteMismatch
from recul.reporting.words import words
from tests.reporting import crisis

LANGUAGES = ("fr", "en")
VOID = {"meta", "input", "br", "link", "img"}


class Reader(HTMLParser):
    """Collects what a browser would see: elements with attributes, and the text."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.texts, self.open = [], [], []
        self.style = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.texts.append(data)

    @property
    def text(self):
        return " ".join("".join(self.texts).split())

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def page(one=None, documents=None, **more):
    return brief(
        crisis.CASE,
        [one or crisis.assessment()],
        crisis.DOCUMENTS if documents is None else documents,
        as_of=crisis.AS_OF,
        **{"language": "en", **more},
    )


@pytest.fixture(scope="module", params=LANGUAGES)
def real(request):
    one, documents = crisis.real_size()
    return request.param, Reader(page(one, documents, language=request.param))


def test_it_is_well_formed_and_in_its_language(real):
    language, read = real
    assert read.open == []
    assert read.all("html") == [{"lang": language}]


def test_nothing_is_fetched_and_nothing_runs(real):
    _, read = real
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form", "video"} & {
        tag for tag, _ in read.elements
    }
    for tag, attributes in read.elements:
        assert "style" not in attributes, tag  # the policy would refuse it
        assert not any(name.startswith("on") for name in attributes), tag
        assert not {"src", "srcset", "background", "action"} & attributes.keys(), tag
    assert "url(" not in read.style
    assert "@import" not in read.style


def test_the_policy_allows_the_style_sheet_and_nothing_else(real):
    _, read = real
    (policy,) = [m["content"] for m in read.all("meta") if "http-equiv" in m]
    digest = base64.b64encode(hashlib.sha256(read.style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_anchors_are_unique_and_lead_somewhere(real):
    _, read = real
    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [a["href"][1:] for a in read.all("a") if a["href"].startswith("#")]
    assert inner
    assert set(inner) <= set(ids)


def test_every_outward_link_gives_nothing_away(real):
    _, read = real
    outward = [a for a in read.all("a") if not a["href"].startswith("#")]
    assert len(outward) == 70
    for link in outward:
        assert link["href"].startswith("https://site")
        assert link["rel"] == "noopener noreferrer"


def test_every_drawing_has_a_name_or_is_hidden(real):
    _, read = real
    drawings = read.all("svg")
    assert len(drawings) > 70
    for drawing in drawings:
        assert "aria-label" in drawing or drawing.get("aria-hidden") == "true"
        assert ("role" in drawing) == ("aria-label" in drawing)


def test_all_evidence_is_there(real):
    _, read = real
    marked = [t for t in read.texts if re.fullmatch(r"Observer \d+ puts the force .*\.", t)]
    assert len(set(marked)) == 70


def test_headings_go_down_without_a_gap(real):
    _, read = real
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(two - one <= 1 for one, two in pairwise(levels))


@pytest.mark.parametrize("language", LANGUAGES)
def test_verdict_words_and_confidence_come_first_and_apart(language):
    said = words(language)
    html = page(language=language)
    text = Reader(html).text
    order = [
        said.verdict(crisis.assessment().verdict),
        said.judgement(crisis.assessment()),
        said.table.confidence_sentence[model.Confidence.MODERATE],
        said.label("alternatives"),
        said.label("timeline"),
        said.label("chart"),
        said.label("evidence_note"),
    ]
    places = [text.find(" ".join(each.split())) for each in order]
    assert -1 not in places
    assert places == sorted(places)
    assert f'<p class="words">{said.judgement(crisis.assessment())}</p>' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tradecraft_standards_are_visibly_met(language):
    said = words(language)
    past = Past(as_of=crisis.instant(2031, 3, 11), verdict="announced", why="Nobody had looked.")
    text = Reader(page(language=language, history={"ves-1": [past]})).text
    for key in (
        "grade", "sources", "reliability", "origins", "alternatives", "assumptions", "evidence", "change", "timeline",
        "would_change", "strongest_for", "strongest_against", "observed", "standards",
    ):  # fmt: skip
        assert " ".join(said.label(key).split()) in text, key
    assert "Nobody had looked." in text
    assert " ".join(said.verdict(model.Verdict.ANNOUNCED).split()) in text


def test_the_sentence_is_marked_in_its_context():
    html = page()
    assert "<mark>Forty tanks have arrived at Lorn since Monday.</mark>" in html
    assert "Images taken on Wednesday show new tents. </span><mark>" in html
    assert '<blockquote dir="auto" lang="fr"' in html


def test_copies_paraphrases_and_missing_addresses_are_told():
    text = Reader(page()).text
    assert "+2 copies, one origin: Copy One, Copy Two" in text
    assert "coder’s paraphrase, row 7" in text
    assert "no public address" in text


def test_what_was_left_out_and_warned_of_is_counted():
    text = Reader(
        page(
            warnings=[
                Reason(id="no_publication_date"),
                Reason(id="odd", values={"n": 4}),
                Reason(id="odd", values={"n": 4}),
            ]
        )
    ).text
    assert "2 pieces of evidence not used: seen too long before it was published" in text
    assert "3 warnings" in text
    assert "odd (n: 4) (× 2)" in text


def test_every_source_stands_with_its_grade_and_the_reason_for_it():
    text = Reader(page()).text
    assert "Skylook, imageryB, usually reliableImages are published with their dates.1" in text
    assert "Rail watchers, a non-governmental organisation" in text


def test_passages_set_aside_are_counted():
    cut = model.Cut(start=0, end=10, reason="cookie")
    documents = {
        key: doc.model_copy(update={"removed": (cut,)}) for key, doc in crisis.DOCUMENTS.items()
    }
    assert (
        "6 passages set aside as boilerplate: cookie notice" in Reader(page(None, documents)).text
    )


def test_versions_stand_at_the_foot():
    text = Reader(page(versions={"engine tables": "3"})).text
    assert "Table engine tables 3" in text
    assert "As of 16 March 2031" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bare_assessment_still_makes_a_brief(language):
    bare = crisis.assessment(
        evidence=(), track=(), passage=(), would_change=(), unused={}, words=None,
        observed_so_far=model.ObservedSoFar(p_drop_10=0.0), confidence_reasons=(),
        verdict_reasons=(), independent_origins=0,
    )  # fmt: skip
    text = Reader(page(bare, {}, language=language)).text
    for key in ("chart_none", "level_none", "nothing_for", "nothing_against", "change_first"):
        assert " ".join(words(language).label(key).split()) in text


def test_several_claims_each_have_their_part():
    second = crisis.assessment(claim=Claim(**{**crisis.CLAIM.model_dump(), "id": "ves-2"}))
    html = brief(
        crisis.CASE,
        [crisis.assessment(), second],
        crisis.DOCUMENTS,
        language="en",
        as_of=crisis.AS_OF,
    )
    read = Reader(html)
    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {"c1", "c2"} <= set(ids)
    assert len(read.all("nav")) == 1


ATTACKS = (
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "</style><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202egnp.exe\x1b[2J\x00",
    "&lt;script&gt;&#60;b&#62;",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_untrusted_text_stays_text(attack):
    doc = crisis.document(
        f"Before {attack} after {attack}.",
        title=attack,
        publisher=attack,
        url=f"https://news.example/{attack}",
        source=attack,
        language='"><b>',
    )
    copy = crisis.document(f"{attack} again", publisher=attack, url=attack)
    piece = crisis.evidence(
        doc,
        f"{attack} after",
        attack,
        source=attack,
        origin=attack,
        url=attack,
        unit=attack,
        kind=model.EvidenceKind.COUNT,
        interval=model.Interval(low=1, best=2, high=3),
        definition=attack,
        grade=model.Grade(reliability="B", reason=attack),
    )
    echo = crisis.evidence(copy, f"{attack} again", "echo", weight=0.0, copy_of=attack, url=attack)
    one = crisis.assessment(
        claim=Claim(**{**crisis.CLAIM.model_dump(), "text": attack, "claimant": attack}),
        evidence=(
            model.Weighed(evidence=piece, contribution=1.0),
            model.Weighed(evidence=echo, contribution=0.0),
        ),
        verdict_reasons=(Reason(id=attack, values={attack: attack}),),
        unused={attack: 1},
        would_change=(model.WouldChange(observation=attack, evsi=0.1, swing=0.1),),
    )
    past = Past(as_of=crisis.instant(2031, 3, 11), verdict="announced", why=attack)
    html = page(
        one,
        {d.id: d for d in (doc, copy)},
        history={"ves-1": [past]},
        warnings=[Reason(id=attack)],
        versions={attack: attack},
    )
    read = Reader(html)
    assert read.open == []
    assert not {"script", "img", "b"} & {tag for tag, _ in read.elements}
    for tag, attributes in read.elements:
        assert not any(name.startswith("on") for name in attributes), tag
        assert all(
            value is None or not value.strip().lower().startswith("javascript:")
            for name, value in attributes.items()
            if name in ("href", "cite")
        )
    assert not set(html) & set("\u202e\x1b\x00")
    assert "49" not in re.findall(r"7 \* 7|\b49\b", html)


def test_a_link_that_is_no_web_address_is_not_a_link():
    piece = crisis.EVIDENCE[1].model_copy(update={"url": "javascript:alert(1)"})
    one = crisis.assessment(evidence=(model.Weighed(evidence=piece, contribution=1.0),))
    html = page(one)
    assert "javascript" not in html
    assert "no public address" in html


def test_a_retyped_sentence_stops_the_brief():
    retyped = crisis.EVIDENCE[1].model_copy(update={"quote": crisis.EVIDENCE[1].quote.upper()})
    one = crisis.assessment(evidence=(model.Weighed(evidence=retyped, contribution=1.0),))
    with pytest.raises(QuoteMismatch):
        page(one)


def test_the_same_values_give_the_same_bytes():
    assert page() == page()
