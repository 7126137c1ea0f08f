"""The desk and its staff's page in every language of the interface, where room is scarcest.

English and Spanish go through all states in the other modules; here each of the others goes through
those whose wording is longest.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, PASSWORD, WIDE, Window, ask
from tests.browser.screenshots import settled
from tests.browser.test_access import clean
from tests.browser.test_staff import broken_words
from ui.messages import CATALOGUES

pytestmark = pytest.mark.browser

OTHERS = [it for it in CATALOGUES if it not in ("en", "es")]


def cut(page: Page) -> list[str]:
    """What is on buttons and isn't seen whole: words are cut, or stick out of the window."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, .links a, .languages a')]
          .filter(it => it.checkVisibility() && it.getClientRects().length)
          .filter(it => it.scrollWidth > it.clientWidth + 1 && it.clientWidth
            || it.getBoundingClientRect().right > window.innerWidth
            || it.getBoundingClientRect().left < 0)
          .map(it => it.textContent)"""
    )
    return found


def fits(page: Page, state: str) -> None:
    """Nothing is cut, and nothing sticks out."""
    assert cut(page) == [], state
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1], state


@pytest.mark.parametrize(
    ("window", "language"),
    [
        ({"viewport": NARROW, "color_scheme": "dark", "locale": language}, language)
        for language in OTHERS
    ],
    ids=OTHERS,
    indirect=["window"],
)
def test_the_desk_in_each_language(window: Window, language: str) -> None:
    page, words = window.page, CATALOGUES[language]
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator(".welcome h2")).to_have_text(words.welcome_title)
    page.locator(".keys summary").click()
    page.locator("#filter summary").click()
    fits(page, "empty, with the filter and keys")
    page.locator("#filter summary").click()
    turn = ask(page, "What are the goals?")
    expect(turn.locator(".match")).to_have_text(words.strong_match)
    # What is quoted stays in its own language.
    expect(turn.locator("blockquote").first).to_have_attribute("lang", "en")
    refused = ask(page, "Which compensation do victims and survivors get?")
    refused.locator("[data-helpful='no']").click()
    expect(refused.locator(".why select")).to_be_focused()
    fits(page, "answered and refused, with feedback")
    clean(page, "answered and refused, with feedback")
    page.set_viewport_size({"width": WIDE["width"], "height": WIDE["height"]})
    page.emulate_media(color_scheme="light")
    turn.locator("a.open").first.click()
    expect(page.locator("#source mark#q1")).to_be_focused()
    fits(page, "wide and light, with a source")
    clean(page, "wide and light, with a source")


def test_a_language_is_chosen_by_keyboard_and_kept(window: Window) -> None:
    page = window.page
    for language in ("fr", "en"):
        link = page.get_by_role("link", name=CATALOGUES[language].language_name)
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/?lang={language}")
        settled(page)
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.goto("/nowhere")
        expect(page.locator("main h1, main h2").first).to_have_text(
            CATALOGUES[language].unknown_page.title
        )
        page.goto("/")
        settled(page)
        expect(page.locator("html")).to_have_attribute("lang", language)
    window.complaints.clear()  # the 404s that were wanted


def test_the_staff_s_page_in_each_language(bare: Window) -> None:
    page = bare.page
    page.goto("/staff")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator(".staff-head").wait_for()
    for number, language in enumerate(OTHERS):
        page.emulate_media(color_scheme="dark" if number % 2 else "light")
        page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
        page.goto(f"/staff?lang={language}")
        expect(page.get_by_role("heading", level=1)).to_have_text(CATALOGUES[language].staff.title)
        clean(page, language)
        page.locator("summary").click()
        for size in (NARROW, WIDE):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            assert broken_words(page) == []
            fits(page, f"{language}, {size}")
