"""Every page and state, as axe-core sees it: the rules of WCAG 2.0 to 2.2, A and AA, and its best
practices, without a single violation; and nothing that sticks out of a narrow window.

axe-core comes with axe-playwright-python, so that the tests need no other package manager.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import NARROW, WIDE, OddDesk, Window, ask, full
from tests.browser.leaflet import leaflet_address

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# 200 % of a window of 1280 pixels: twice as large in half the width.
ENLARGED = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
WINDOWS = pytest.mark.parametrize(
    "window",
    [
        {"viewport": WIDE},
        {"viewport": WIDE, "color_scheme": "dark"},
        {"viewport": WIDE, "locale": "es"},
        {"viewport": NARROW, "has_touch": True},
        {"viewport": NARROW, "color_scheme": "dark", "locale": "es"},
        ENLARGED,
    ],
    ids=["light", "dark", "spanish", "narrow", "narrow-dark-spanish", "200%"],
    indirect=True,
)


def clean(page: Page | Frame, state: str, *, without: Sequence[str] = ()) -> None:
    """No violation, and no scrolling from side to side. `without`: rules that aren't applied."""
    # To the end: elsewhere the question's row may lie over half a link, which can't be helped.
    page.evaluate(
        "() => { for (const it of document.querySelectorAll('#talk, #conversation')) "
        "it.scrollTop = 1e6; "
        "window.scrollTo(0, 1e6); }"
    )
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "([tags, without]) => axe.run(document, {runOnly: {type: 'tag', values: tags}, "
        "rules: Object.fromEntries(without.map(it => [it, {enabled: false}]))})",
        [TAGS, list(without)],
    )
    assert found["passes"], "axe looked at nothing"
    violations = [
        f"{state}: {it['id']}: {it['help']}: {[node['html'][:200] for node in it['nodes']][:3]}"
        for it in found["violations"]
    ]
    assert violations == []
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1], state


def test_axe_knows_the_rules_of_wcag_22(window: Window) -> None:
    window.page.evaluate(AXE)
    rules = window.page.evaluate("axe.getRules(['wcag22aa']).map(it => it.ruleId)")
    assert "target-size" in rules


@WINDOWS
def test_the_desk_in_all_its_states(window: Window) -> None:
    page = window.page
    clean(page, "empty")
    page.locator("#filter summary").click()
    page.locator("#filter input").first.check()
    page.locator(".keys summary").click()
    clean(page, "filter and keys")
    page.locator("#filter input").first.uncheck()
    page.locator("#filter summary").click()
    turn = ask(page, "What are the goals?")
    clean(page, "answered")
    turn.locator("[data-helpful='no']").click()
    expect(turn.locator(".why select")).to_be_focused()
    clean(page, "feedback")
    turn.locator("a.open").first.click()
    expect(page.locator("#source mark#q1")).to_be_focused()
    clean(page, "source open")
    page.locator("[data-close]").click()
    refused = ask(page, "Which compensation do victims and survivors get?")
    clean(page, "refused")
    refused.locator("summary").click()
    clean(page, "refused, with what is related")
    page.locator("#filter summary").click()
    page.locator("#filter input").first.check()
    page.locator("#filter summary").click()
    refused = ask(page, "Parking?")
    clean(page, "refused from some documents")
    refused.locator("[data-undo='everywhere']").click()
    expect(page.locator("[data-undo='everywhere']")).to_have_count(0)
    ask(page, "how many objectivs?")
    clean(page, "mended and completed")
    ask(page, "odd")
    clean(page, "expired")
    ask(page, "¿Cuándo abre la oficina?")
    clean(page, "in another language")
    ask(page, "break")
    clean(page, "failed")


@WINDOWS
def test_a_question_that_is_not_taken(window: Window, address: str, desk: OddDesk) -> None:
    page = window.page
    told = page.locator(".told")
    page.locator("#question textarea").fill("long " * 20_000)
    page.keyboard.press("Enter")
    limit = re.compile(r"2[.,\s]?000")
    expect(told).to_contain_text(limit)
    clean(page, "too long")
    page.locator("#question textarea").fill("What are the goals?")
    with full(address, desk):
        page.keyboard.press("Enter")
        expect(told).not_to_contain_text(limit)
        clean(page, "busy")


@WINDOWS
def test_the_pages(window: Window) -> None:
    page = window.page
    ask(page, "What do both say?")
    ask(page, "Which compensation do victims get?")
    ask(page, "odd")
    addresses = {
        "source": page.locator("a.open").first.get_attribute("href"),
        "expired source": page.locator("a.open").last.get_attribute("href"),
        "page of a PDF": leaflet_address(),
        "slip": page.locator("a[href^='/slip/']").first.get_attribute("href"),
        "expired slip": page.locator("a[href^='/slip/']").last.get_attribute("href"),
        "conversation": page.locator("a[href^='/conversation/']").first.get_attribute("href"),
        "nowhere": "/nowhere",
        "no document": "/doc/nowhere",
        "no conversation": "/conversation/nowhere",
    }
    for state, address in addresses.items():
        assert address, state
        page.goto(address)
        clean(page, state)
        for picture in page.locator("img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", True)
            assert picture.evaluate("it => it.naturalWidth") > WIDE["width"] / 2, state
    window.complaints.clear()  # the 404s that were wanted
