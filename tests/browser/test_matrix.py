"""The whole task in each way that people see, hear and enlarge a page: asking, reading the answer,
opening its source, a refusal, and the pages that lead on.

What test_access.py looks at in light, dark, Spanish, at 320 pixels and at 200 % isn't looked at
again here; these are forced colours, 400 %, reduced motion, print, and what a screen reader gets.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDE, Window, ask
from tests.browser.test_access import clean

pytestmark = pytest.mark.browser

# 400 % of a window of 1280 pixels: four times as large in a quarter of the width.
FOUR_TIMES = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
FORCED = {"viewport": WIDE, "forced_colors": "active"}
FORCED_DARK = {**FORCED, "color_scheme": "dark"}
OTHER_PAGES = ("/accessibility", "/accessibility?lang=es", "/nowhere", "/api/docs")


@pytest.mark.parametrize(
    "window",
    [FORCED_DARK, FOUR_TIMES],
    ids=["forced", "400%"],
    indirect=True,
)
def test_the_whole_task(window: Window) -> None:
    page = window.page
    # Forced colours are the system's. axe looks at the fill of the letters, which it isn't told of.
    forced = page.evaluate("matchMedia('(forced-colors: active)').matches")
    without = ("color-contrast",) if forced else ()
    clean(page, "empty", without=without)
    turn = ask(page, "What are the goals?")
    clean(page, "answered", without=without)
    # Whatever is drawn over it, the question can be reached and the answer read.
    opener = turn.get_by_role("link", name="Open source").first
    opener.scroll_into_view_if_needed()
    opener.click()
    mark = page.locator("#source mark#q1")
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    clean(page, "source open", without=without)
    page.locator("[data-close]").click()
    expect(opener).to_be_focused()
    ask(page, "Which compensation do victims and survivors get?")
    clean(page, "refused", without=without)
    for address in ("/doc/hsdl/strategy.txt?start=0&end=20", *OTHER_PAGES):
        page.goto(address)
        clean(page, address, without=without)
    window.complaints.clear()  # the 404 that was wanted


@pytest.mark.parametrize("bare", [FORCED], indirect=True)
def test_in_forced_colours_marks_and_focus_can_be_told(bare: Window) -> None:
    page = bare.page
    page.goto("/doc/hsdl/strategy.txt?start=0&end=20")
    colours = page.evaluate(
        "() => [document.querySelector('mark'), document.body].map("
        "it => getComputedStyle(it).backgroundColor)"
    )
    assert colours[0] != colours[1]
    page.keyboard.press("Tab")
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_nothing_moves_for_those_who_turned_that_off(window: Window) -> None:
    page = window.page  # as all windows of these tests, one with reduced motion
    ask(page, "What are the goals?").locator("a.open").first.click()
    expect(page.locator("#source mark#q1")).to_be_focused()
    moving = page.evaluate(
        "() => document.getAnimations().filter(it => it.playState == 'running'"
        " && document.getElementById('desk').contains(it.effect.target)).length"
    )
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def heard(page: Page) -> None:
    """Notes all that a screen reader is told of while something else is read."""
    page.evaluate(
        "() => { window.heard = []; for (const it of document.querySelectorAll("
        "'[aria-live], [role=status]')) new MutationObserver(() => "
        "it.textContent.trim() && window.heard.push(it.textContent.trim()))"
        ".observe(it, {childList: true, subtree: true, characterData: true}); }"
    )


def test_what_becomes_of_a_question_is_announced(window: Window) -> None:
    page = window.page
    heard(page)
    ask(page, "What are the goals?")
    expect(page.get_by_role("status").last).not_to_be_empty()
    ask(page, "Parking?")
    expect(page.get_by_role("status").last).to_have_text("Nothing about this was found")
    said: list[str] = page.evaluate("window.heard")
    assert any("quote" in it.lower() or "passage" in it.lower() for it in said), said
    assert "Nothing about this was found" in said


def test_the_accessibility_tree_of_an_answer(window: Window) -> None:
    turn = ask(window.page, "What are the goals?")
    tree = turn.aria_snapshot()
    assert "heading" in tree
    assert "What are the goals?" in tree
    assert "figure" in tree or "blockquote" in tree
    assert 'link "Open source' in tree
    page = window.page
    for role in ("main", "complementary"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    field = page.get_by_label("Your question")
    expect(field).to_have_role("textbox")


def test_a_printed_answer_has_the_words_and_no_controls(window: Window) -> None:
    page = window.page
    turn = ask(page, "What are the goals?")
    page.emulate_media(media="print")
    expect(turn.locator("blockquote").first).to_be_visible()
    for gone in ("#composer", "#reading", ".feedback"):
        expect(page.locator(gone).first).to_be_hidden()
    # Nothing is cut off: what scrolls on the screen is as long as its content on paper.
    cut = page.evaluate(
        "() => ['#conversation', '#talk'].map(it => document.querySelector(it)).filter("
        "it => it && it.scrollHeight > it.clientHeight + 1).length"
    )
    assert cut == 0
    page.emulate_media(media="screen")


def test_the_statement_is_a_link_away_from_everywhere(window: Window) -> None:
    page = window.page
    page.get_by_role("link", name="Accessibility").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Accessibility")
    expect(page.get_by_text("WCAG")).to_be_visible()
    expect(page.get_by_text("Please tell the library, room 2.")).to_be_visible()
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Accesibilidad")
    expect(page.get_by_role("contentinfo").get_by_role("link")).to_have_text("Accesibilidad")
