from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recul.reading.boilerplate import find, paragraphs
from recul.reading.typography import normalise

ROOT = Path(__file__).parents[2]
DATA = tomllib.loads((ROOT / "benchmarks/reading.toml").read_text(encoding="utf-8"))
FRAMES = DATA["frames"]
ARTICLE = ROOT / "../shared/seed/article.txt"


def cut_reason(language: str, where: str, paragraph: str) -> str | None:
    """Why the paragraph is cut from an article when it stands there; None if it is not."""
    frame = FRAMES[language]
    place = {"first": 0, "middle": 2, "last": len(frame)}[where]
    text = "\n".join([*frame[:place], paragraph, *frame[place:]])
    start = text.index(paragraph)
    for cut in find(text, language):
        inside = min(cut.end, start + len(paragraph)) - max(cut.start, start)
        if inside > len(paragraph) / 2:
            return cut.reason
    return None


@pytest.mark.parametrize(
    ("language", "where", "reason", "paragraph"), DATA["boilerplate"]["tuned"], ids=str
)
def test_boilerplate_is_cut_for_its_reason_and_news_stays(language, where, reason, paragraph):
    assert cut_reason(language, where, paragraph) == (reason or None)


def test_the_half_that_was_not_tuned_on_keeps_its_level():
    """Floors of accuracy: they may rise, and never fall silently."""
    items = DATA["boilerplate"]["reported"]
    found = [cut_reason(code, where, text) for code, where, _, text in items]
    wrong = [item for item, cut in zip(items, found, strict=True) if cut and not item[2]]
    missed = [item for item, cut in zip(items, found, strict=True) if item[2] and not cut]
    assert wrong == []
    assert len(missed) <= 1


def removed(text: str, language: str) -> list[tuple[str, str]]:
    return [(cut.reason, cut.of(text)) for cut in find(text, language)]


@pytest.mark.parametrize("quotes", ["« {} »", "“{}”", '"{}"', "{}"])
@pytest.mark.parametrize(
    ("language", "bio"),
    [
        ("fr", "Marcheuse infatigable. Pianiste du soir. Amie des chats."),
        ("fr", "Pro du café. Explorateur de cartes. Nerd assumé. Collectionneur de timbres."),
        ("en", "Troublemaker. Alcohol buff. Proud zombie advocate. Hardcore music fanatic."),
        ("en", "Incurable traveler. Bacon scholar. Certified pop culture lover."),
    ],
)
def test_a_self_description_at_the_end_is_cut_in_quotes_or_not(language, bio, quotes):
    text = "\n".join([*FRAMES[language], quotes.format(bio)])
    assert removed(text, language) == [("author-bio", quotes.format(bio))]


def test_a_self_description_that_hangs_on_the_last_paragraph_is_cut_alone():
    text = f"{FRAMES['en'][0]}\nNobody has seen them leave. Avid reader. Coffee lover. Tea drinker."
    assert removed(text, "en") == [("author-bio", "Avid reader. Coffee lover. Tea drinker.")]


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("fr", "« Lecteur avide. Fan de jazz. Voyageur. Voilà ce qu'il était avant la guerre. »"),
        ("fr", "« Ils ont peur. Lecteurs, facteurs, pêcheurs. Tous. »"),
        ("fr", "« Ni chars. Ni canons. Ni soldats. »"),
        ("fr", "« Le lecteur avide. Le fan de jazz. Le voyageur. »"),
        ("fr", "« 20 mineurs. 30 facteurs. 12 professeurs. »"),
        ("en", "“They were readers. Dreamers. Drinkers. Now they are soldiers.”"),
        ("en", "“Avid reader. Coffee lover.”"),
        ("en", "“No officers. No drivers. No gunners.”"),
        ("en", "“The reader. The lover. The drinker.”"),
    ],
)
def test_short_sentences_of_a_speaker_at_the_end_stay(language, last):
    assert removed("\n".join([*FRAMES[language], last]), language) == []


def test_a_self_description_in_the_middle_stays():
    bio = "Avid reader. Coffee lover. Tea drinker."
    assert removed("\n".join([FRAMES["en"][0], bio, *FRAMES["en"][1:]]), "en") == []


def test_boilerplate_under_the_bio_does_not_hide_it():
    bio = "Avid reader. Coffee lover. Tea drinker."
    lines = [*FRAMES["en"], bio, "Share this article", "Copyright 2022 Example Daily"]
    assert [reason for reason, _ in removed("\n".join(lines), "en")] == [
        "author-bio",
        "share",
        "copyright",
    ]


def test_labels_below_an_article_are_cut():
    lines = [*FRAMES["en"], "Snap of the week", "Contributors", "Top of page"]
    assert [reason for reason, _ in removed("\n".join(lines), "en")] == ["furniture"] * 3


@pytest.mark.parametrize(
    "last", ["He did not", "3,000 troops", "“No change”", "Nobody left", "It was the last convoy."]
)
def test_a_short_line_with_a_verb_a_figure_or_a_full_stop_is_no_label(last):
    assert removed("\n".join([*FRAMES["en"], last]), "en") == []


def test_a_text_without_full_stops_keeps_its_lines():
    lines = ["Convoy near the river", "Twelve tanks, two trucks", "Heading east", "Flags covered"]
    assert removed("\n".join(lines), "en") == []


def test_a_credit_that_ends_a_paragraph_of_news_leaves_the_news():
    news = "“We see no change on the ground,” an official of the alliance told reporters."
    text = f"{news} (Photo: Jane Example)\n{news}"
    assert removed(text, "en") == [("caption", "(Photo: Jane Example)")]


def test_a_line_that_goes_on_from_the_one_before_is_no_paragraph():
    text = "The general wanted to\nshare this with them\nand left.\n\nShare this"
    assert [text[start:end] for start, end in paragraphs(text)] == [
        "The general wanted to\nshare this with them\nand left.",
        "Share this",
    ]
    assert removed(text, "en") == [("share", "Share this")]


def test_nothing_is_cut_in_a_language_without_a_pack():
    assert find("Share this\nRead also: x", None) == ()


def test_the_bio_of_the_shared_article_is_cut_and_nothing_else():
    if not ARTICLE.exists():
        pytest.skip(f"{ARTICLE} is not here: it may not be committed")
    text = normalise(ARTICLE.read_text(encoding="utf-8"))
    assert [(c.start, c.end, c.reason) for c in find(text, "fr")] == [(2538, 2659, "author-bio")]


LINES = st.lists(
    st.one_of(
        st.sampled_from([item[3] for half in DATA["boilerplate"].values() for item in half]),
        st.text("ab «»“”\"'.!?:()©#|-\n", max_size=40),
    ),
    max_size=12,
)


@given(LINES, st.sampled_from(["fr", "en"]), st.sampled_from(["\n", "\n\n", " \n", "\n  "]))
def test_cuts_are_in_order_apart_and_inside(lines, language, between):
    text = between.join(lines)
    last = 0
    for cut in find(text, language):
        assert last <= cut.start < cut.end <= len(text)
        assert cut.of(text).strip()
        last = cut.end


@given(LINES)
def test_paragraphs_hold_all_that_is_not_blank(lines):
    text = "\n".join(lines)
    spans = list(paragraphs(text))
    outside = text
    for start, end in reversed(spans):
        assert text[start:end] == text[start:end].strip()
        outside = outside[:start] + outside[end:]
    assert not outside.strip()


@pytest.mark.parametrize(
    "text",
    [
        "share " * 200_000,
        "x " * 200_000,
        "#a " * 200_000,
        " " * 1_000_000 + "©",
        "a" + " " * 1_000_000 + "b",
        "(photo " * 150_000,
        "A. " * 300_000,
        "by A" + " B" * 300_000,
        "share\n" * 100_000,
        "a\n" * 100_000,
        "“" * 300_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_large_odd_texts_end(text):
    for language in ("fr", "en"):
        find(text, language)
