from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

import recul
from recul.model import Document, InputError
from recul.store import Folder, documents, folding, index
from recul.store.query import Query

FORMS = [
    # A query, the language of a text, what of it is found, what is not.
    ("войска", "ru", ["войск", "войсками", "Войскам"], ["войлок", "воин"]),
    ("войсками", "ru", ["войска", "войск"], []),
    ("российская", "ru", ["российских", "российскому"], ["Россия"]),
    ("учения", "ru", ["учений", "учениях"], ["ученик"]),
    ("її", "uk", ["її"], ["їїн"]),
    ("військо", "uk", ["війська", "військами"], []),
    ("wojsko", "pl", ["wojska", "wojskami"], []),
    ("żołnierz", "pl", ["zolnierz", "ŻOŁNIERZE"], []),
    ("القوات", "ar", ["قوات", "القوات", "والقوات", "للقوات", "بقوات", "القُوَّات"], ["قوة"]),
    ("قوات", "ar", ["القوات", "وقوات", "قواتها"], []),
    ("انسحاب", "ar", ["إنسحاب", "الانسحاب", "انســحاب"], []),
    ("وزير", "ar", ["وزير", "الوزير", "لوزير", "ووزير"], []),
    ("مدينه", "ar", ["مدينة", "المدينة"], []),
    ("撤军", "zh", ["撤军"], ["撤出军队", "军撤"]),
    ("军", "zh", ["军"], []),
    ("俄罗斯军队", "zh", ["俄罗斯军队"], ["俄罗斯的军队"]),
    ("Soldat", "de", ["Soldaten", "SOLDAT"], []),
    ("Grösse", "de", ["GRÖSSE", "Größe"], []),
    ("cœur", "fr", ["coeur", "CŒUR"], []),
    ("elysee", "fr", ["Élysée", "l'Élysée"], []),
    ("kisla", "tr", ["kışla", "KIŞLA", "kışlası"], []),
    ("İstanbul", "tr", ["istanbul", "ISTANBUL"], []),
    ("retirada", "es", ["retiradas"], ["retina"]),
    ("ritiro", "it", ["ritiro"], []),
    ("acao", "pt", ["ação"], []),
    ("US", "en", ["US", "us"], ["use", "USSR"]),
    ("withdraw", "en", ["withdrawal", "Withdrawing"], ["draw"]),
    ("5", "en", ["5"], ["50"]),
]


@pytest.mark.parametrize(("query", "language", "found", "other"), FORMS)
def test_a_word_finds_its_forms_in_each_language(query, language, found, other):
    wanted = Query.parse(query)
    for form in found:
        held = f"— {form}, x"
        (spans,) = wanted.spans(held, language)
        assert len(spans) == 1, form
        assert spans[0].of(held) in (form, form.removeprefix("l'"))
        folded = folding.folded(held)
        assert all(pattern in folded for pattern in wanted.patterns), form
    for form in other:
        assert wanted.spans(f"— {form}, x", language) == [[]], form


def document(words, language="en", day=1, **more):
    url = more.pop("url", None)
    return Document(
        id=Document.identify(words, url),
        source="test",
        text=words,
        url=url,
        language=language,
        published=datetime(2022, 2, day, tzinfo=UTC),
        **more,
    )


RU = document("Министерство сообщило, что войсками округа завершены учения.", "ru", 3)
AR = document("قالت الوزارة إن القوات عادت إلى قواعدها", "ar", 4)
ZH = document("俄罗斯国防部宣布部分军队撤军。", "zh", 5)
EN = document('"No troops have left," Jens Stoltenberg said. The troops of the US stay.', "en", 6)
ALL = [RU, AR, ZH, EN]


@pytest.fixture
def opened(tmp_path, database):
    opened = recul.open(Folder.create("crisis", tmp_path).path)
    opened.folder.add(ALL)
    return opened


def ids(found):
    return [hit.document.id for hit in found.hits]


@pytest.mark.parametrize(
    ("query", "hit"),
    [
        ("войска", RU),
        ("учений ВОЙСКО", RU),
        ("قوات", AR),
        ("القوات", AR),
        ("撤军", ZH),
        ("国防", ZH),
        ("us", EN),
        ('"troops of the"', EN),
        ("stoltenberg left", EN),
    ],
)
def test_each_database_finds_the_same(opened, query, hit):
    assert ids(opened.search(query)) == [hit.id]


@pytest.mark.parametrize("query", ["撤退", "войлок", '"troops the of"', "troops войска", "%", "_"])
def test_what_is_not_there_is_not_found(opened, query):
    if query in "%_":
        with pytest.raises(InputError, match="no word"):
            opened.search(query)
    else:
        assert ids(opened.search(query)) == []


@pytest.mark.parametrize(
    "query", ["'; DROP TABLE documents; --", '" OR "', "NEAR(a b)", "a*", "\x00a"]
)
def test_a_query_is_words_and_nothing_else(opened, query):
    opened.search(query)
    assert len(opened.folder.documents()) == len(ALL)


def test_too_many_words_are_refused(opened):
    with pytest.raises(InputError, match="too many words"):
        opened.search("a " * 21)


def test_excerpts_and_statements_are_cut_by_their_spans(opened):
    (hit,) = opened.search("troops", said=True).hits
    assert [span.of(EN.text) for span in hit.found] == ["troops", "troops"]
    for excerpt in hit.excerpts:
        assert all(excerpt.span.covers(span) for span in excerpt.found)
    (statement,) = hit.statements
    assert statement.speaker.name == "Jens Stoltenberg"
    assert statement.span.covers(hit.found[0])


def test_only_what_is_said(opened):
    assert ids(opened.search("troops left", said=True)) == [EN.id]
    assert ids(opened.search("stay", said=True)) == []
    assert ids(opened.search("stay")) == [EN.id]


def test_the_latest_come_first_and_pages_do_not_overlap(opened):
    opened.folder.add([document(f"troops number {n}", day=n) for n in range(7, 27)])
    pages = [opened.search("troops", limit=8, offset=offset) for offset in (0, 8, 16, 24)]
    assert [page.more for page in pages] == [True, True, False, False]
    found = [hit.document.published for page in pages for hit in page.hits]
    assert len(found) == 21
    assert found == sorted(found, reverse=True)


def test_a_document_dated_anew_is_found_once_in_its_new_version(opened):
    opened.folder.add([EN.model_copy(update={"published": datetime(2022, 1, 1, tzinfo=UTC)})])
    (hit,) = opened.search("stoltenberg").hits
    assert hit.document.published.month == 1


def test_a_title_is_searched_too(opened):
    opened.folder.add([document("Nothing else.", title="Отвод войск", language="ru")])
    hits = [hit for hit in opened.search("войска").hits if hit.document.title]
    assert len(hits) == 1
    assert hits[0].found == ()
    assert hits[0].excerpts


def test_an_index_of_another_folding_is_made_anew(opened):
    with opened.folder.database.write() as tx:
        index.clear(tx)
        tx.execute(text("UPDATE settings SET value = 'other'"))
    assert ids(opened.search("войска")) == [RU.id]
    with opened.folder.database.read() as tx:
        assert index.is_fresh(tx)


def test_what_was_not_committed_is_not_found(opened):
    with pytest.raises(RuntimeError), opened.folder.database.write() as tx:  # noqa: PT012
        documents.add(tx, [document("vanished")], datetime(2022, 3, 1, tzinfo=UTC))
        raise RuntimeError
    assert ids(opened.search("vanished")) == []
    opened.folder.add([document("vanished")])
    assert len(ids(opened.search("vanished"))) == 1


@given(st.text(min_size=1, max_size=40))
def test_spans_lie_in_the_text_and_every_word_finds_itself(words):
    for word in folding.words(words):
        assert 0 <= word.start < word.end <= len(words)
        wanted = Query.parse(words[word.start : word.end])
        assert all(wanted.spans(words, None))
        folded = folding.folded(words)
        assert all(pattern in folded for pattern in wanted.patterns)
        assert all(len(pattern) >= 3 for pattern in wanted.patterns)
