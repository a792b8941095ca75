"""The pages as a reader meets them, in a browser."""

import re
from pathlib import Path

import pytest

import recul
from recul.model import Verdict
from recul.reporting.words import words

CLAIM = "/c/ukraine/claims/rus-2022-02-15"
PAGES = [
    "/",
    f"{CLAIM}?as_of=2022-02-21",
    "/c/ukraine/sources?as_of=2022-02-21",
    "/c/ukraine/map",
    "/c/ukraine/log",
    "/c/ukraine/add",
    "/c/ukraine/search?q=Stoltenberg",
]
SERIOUS = ("serious", "critical")


def axe(page):
    """What axe-core finds serious (WCAG 2.2 AA among its rules)."""
    from axe_playwright_python.sync_playwright import Axe

    # Run outside the policy of the page, which forbids what the page did not bring.
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {n['html'][:120]}" for v in found if v["impact"] in SERIOUS for n in v["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_serious_is_found_by_axe(look, path):
    page = look(bypass_csp=True)
    page.goto(path)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe(page) == [], scheme


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_fits_a_telephone_in_both_languages(look, language):
    page = look(locale=language, viewport={"width": 360, "height": 740})
    for path in PAGES:
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == language
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path


def test_from_a_probability_to_the_sentence_in_the_stored_text(look):
    page = look()
    page.goto("/")
    page.get_by_role("link", name="Contradicted by what is seen").click()
    assert page.locator(".words").inner_text().startswith("There is almost no chance")
    page.locator("ol.items .no a").first.click()
    drawer = page.locator("dialog#drawer")
    drawer.locator("mark").wait_for()
    sentence = drawer.locator("mark").inner_text()
    drawer.get_by_role("link", name="the whole text").click()
    page.locator("main .hash").wait_for()
    assert sentence in page.locator("main .text").inner_text()


def test_the_drawer_is_worked_by_keys(look):
    page = look()
    page.goto(f"{CLAIM}?as_of=2022-02-21")
    page.locator("ol.items .no a").first.press("Enter")
    kicker = page.locator("dialog#drawer .kicker")
    kicker.wait_for()
    assert kicker.inner_text().lower().startswith("evidence 1 of")
    page.keyboard.press("j")
    page.get_by_text(re.compile("evidence 2 of", re.I)).wait_for()
    page.keyboard.press("k")
    page.get_by_text(re.compile("evidence 1 of", re.I)).wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("dialog#drawer").evaluate("drawer => drawer.open")


def test_the_slider_replays_what_was_known_that_day(look):
    page = look()
    page.goto(CLAIM)
    assert page.locator("#c1-verdict").inner_text() == "Contradicted by what is seen"
    page.locator("input[type=range]").fill("1")
    page.get_by_role("heading", name="Not confirmed: too early to know").wait_for()
    assert page.url.endswith("as_of=2022-02-16")
    assert page.locator("input[type=date]").input_value() == "2022-02-16"
    shown = page.locator("#claim").inner_text()
    page.reload()  # the address is a permalink
    assert page.locator("#claim").inner_text() == shown
    page.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**as_of=2022-02-17")


def test_the_pages_work_without_scripts(look):
    page = look(java_script_enabled=False)
    page.goto(f"{CLAIM}?as_of=2022-02-16")
    assert page.locator("#c1-verdict").inner_text() == "Not confirmed: too early to know"
    page.locator("input[type=date]").fill("2022-02-21")
    page.get_by_role("button", name="Show").click()
    assert page.locator("#c1-verdict").inner_text() == "Contradicted by what is seen"
    page.locator("ol.items .no a").first.click()
    assert page.locator("main mark").count() == 1


def test_the_language_is_chosen_and_remembered(look):
    page = look()
    page.goto(f"{CLAIM}?as_of=2022-02-21")
    page.get_by_role("link", name="FR", exact=True).click()
    assert page.url.endswith("as_of=2022-02-21")
    assert page.locator("#c1-verdict").inner_text() == words("fr").verdict(Verdict.CONTRADICTED)
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "fr"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_brief_is_one_page_in_both_languages(served, browser, language):
    import pypdfium2

    context = browser.new_context(locale=language, base_url=served.url)
    answer = context.request.get(
        f"{CLAIM}/brief.pdf?as_of=2022-02-21", headers={"Accept-Language": language}
    )
    pages = pypdfium2.PdfDocument(answer.body())
    assert len(pages) == 1
    text = pages[0].get_textpage().get_text_bounded()
    assert words(language).verdict(Verdict.CONTRADICTED) in text
    assert "trtworld.com" in text
    context.close()


def test_the_brief_as_a_page_needs_nothing_else(look, served):
    page = look()
    page.goto(f"{CLAIM}/brief.html?as_of=2022-02-21")
    assert page.locator("h1").inner_text() == "Contradicted by what is seen"
    assert page.locator("script, link, img").count() == 0


def test_the_map_draws_what_the_table_lists(look):
    page = look()
    page.goto("/c/ukraine/map")
    page.locator("#map path.land").first.wait_for(state="attached")
    rows = page.locator("table tr").count() - 1
    assert page.locator("form.days output").inner_text().endswith(f"({rows})")
    assert page.locator("#map path.place.happened").count() > 0
    page.get_by_label("Show what is only named").uncheck()
    assert page.locator("#map path.place.named").count() == 0
    page.locator("#map path.place.happened").last.dispatch_event("click")
    assert page.locator(".leaflet-popup a").first.get_attribute("href").startswith("/c/ukraine/doc")


def test_every_phrase_of_the_pages_is_there_and_used():
    folder = Path(recul.__file__).parent
    templates = "".join(f.read_text(encoding="utf-8") for f in folder.rglob("*.j2"))
    code = "".join(f.read_text(encoding="utf-8") for f in (folder / "web").glob("*.py"))
    asked = set(re.findall(r'\bp\("(\w+)"[,)]', templates)) | set(
        re.findall(r'\.page\("(\w+)"', code)
    )
    built = re.compile(r"(role|scope|error|nav|precision|review|feed)_\w+")
    known = set(words("en").pages.keys())
    assert asked <= known
    assert {key for key in known - asked if not built.fullmatch(key)} == set()


def test_vendored_files_are_those_of_npm():
    import hashlib

    vendor = Path(recul.__file__).parent / "web/static/vendor"
    for line in (vendor / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == digest, name
