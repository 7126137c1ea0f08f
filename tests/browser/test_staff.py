"""The staff's page and the API's description in a browser: by keyboard, in both languages, and with
what hostile readers and files bring."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HOSTILE, PASSWORD, Window, ask
from tests.browser.screenshots import until
from tests.browser.test_access import clean
from ui.messages import ENGLISH, SPANISH

pytestmark = pytest.mark.browser
STACKED = 480  # a window below it has no columns


def looks(page: Page, state: str) -> None:
    """Clean in every look that a page of our own has. Dark, it differs in colours only, which are
    the same in all windows that have columns."""
    page.wait_for_load_state()
    for width, height in ((1280, 800), (640, 400), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        clean(page, f"{state}, {width}")
        if width < STACKED:
            assert scrolled_sideways(page) == [], state
        if width != 640:
            page.emulate_media(color_scheme="dark")
            clean(page, f"{state}, dark, {width}", colours_only=True)
            page.emulate_media(color_scheme="light")


def scrolled_sideways(page: Page) -> list[str]:
    """The tables that are wider than the window: on a phone a row stands as a list."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.staff .scrolled')]
          .filter(it => it.scrollWidth > it.clientWidth).map(it => it.ariaLabel)"""
    )
    return found


def broken_words(page: Page) -> list[str]:
    """The columns' headings of which a word is on two lines."""
    page.wait_for_load_state()  # with its style sheets
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('thead th')].flatMap(head => {
          const text = head.firstChild, parted = [];
          for (const word of text.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            if (range.getClientRects().length > 1) parted.push(word[0]);
          }
          return parted;
        })"""
    )
    return found


@pytest.mark.parametrize("window", [{"locale": "es-MX"}], indirect=True)
def test_the_staff_s_page_by_keyboard_and_in_spanish(window: Window) -> None:
    page = window.page
    ask(page, f"Aparcar {HOSTILE}")
    page.goto("/staff")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    looks(page, "signing in")
    page.get_by_label(SPANISH.staff.password).fill("another")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(SPANISH.staff.wrong_password)
    window.complaints.clear()  # the 403 that was wanted
    looks(page, "not signed in")
    page.get_by_label(SPANISH.staff.password).focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    expect(page.get_by_label(SPANISH.staff.your_name)).to_be_focused()
    page.keyboard.type("Ana")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=SPANISH.staff.sign_in)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(SPANISH.staff.title)
    expect(page.get_by_role("img", name="preguntas del")).to_be_visible()
    assert page.locator(".chart rect").count() > 40

    # What readers and files bring is text, and said to be of no known language, or English.
    asked = page.locator("th bdi", has_text="Aparcar")
    expect(asked).to_have_text(f"Aparcar {HOSTILE}")
    expect(asked).to_have_attribute("lang", "")
    unread = page.get_by_role("table", name=SPANISH.staff.unread_title)
    expect(unread.locator("tbody tr")).to_have_count(2)
    expect(unread.locator("tbody tr").first.locator("td bdi")).to_have_attribute("lang", "en")
    expect(page.locator("main h1")).to_have_count(1)
    expect(page.locator("main form")).to_have_count(1)

    # Every table can be reached and scrolled without a mouse.
    page.locator("summary").press("Enter")
    days = page.get_by_role("group", name=SPANISH.staff.by_day)
    expect(days.locator("tbody tr").first).to_be_visible()
    page.set_viewport_size({"width": 500, "height": 640})
    days.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.scrollLeft > 0")
    assert broken_words(page) == []
    looks(page, "signed in, all open")

    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH.staff.title)
    assert broken_words(page) == []
    looks(page, "signed in, in English")
    page.get_by_role("link", name=ENGLISH.staff.needs_title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH.staff.needs_title)
    looks(page, "what to write next")
    page.goto("/staff/pins/new?question=Which+goals%3F")
    page.get_by_label(ENGLISH.staff.pin_none_answers).press("Space")
    looks(page, "choosing an answer")
    page.get_by_role("button", name=ENGLISH.staff.pin_keep).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH.staff.pins_title)
    looks(page, "what is chosen")
    page.goto("/staff")
    page.get_by_role("button", name=ENGLISH.staff.sign_out).press("Enter")
    expect(page.get_by_label(ENGLISH.staff.password)).to_be_visible()


@pytest.mark.parametrize("bare", [{"locale": "es-MX"}], indirect=True)
def test_the_api_s_description(bare: Window) -> None:
    page = bare.page
    page.goto("/api/docs")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("heading", level=1)).to_have_text(SPANISH.api.title)
    looks(page, "in Spanish")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH.api.title)
    looks(page, "in English")
