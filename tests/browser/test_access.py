"""Every page and state, as axe-core sees it: the rules of WCAG 2.0 to 2.2, A and AA, and its best
practices, without a single violation; and nothing that sticks out of a narrow window.

axe-core comes with axe-playwright-python, so that the tests need no other package manager.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

import ui.web
from tests.browser.conftest import NARROW, WIDE, OddDesk, Window, ask, full
from tests.browser.leaflet import leaflet_address

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules of these that look at colours
# What passes is counted and not described: that takes most of the time, and is asked by nobody.
LOOK = """
async ([only, without]) => {
  // Colours that were just changed take a moment, and on the way they are neither these nor those.
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  await Promise.allSettled(document.getAnimations().filter(it => it instanceof CSSTransition)
    .map(it => it.finished));
  const rules = Object.fromEntries(without.map(it => [it, {enabled: false}]));
  const found = await axe.run(document, {runOnly: only, rules, resultTypes: ['violations']});
  return {passes: found.passes.length, violations: found.violations.map(({id, help, nodes}) => (
    {id, help, of: nodes.slice(0, 3).map(it => it.html.slice(0, 200))}))};
}
"""
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
STATIC = Path(ui.web.__file__).parent / "static"
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?\}\s*)\}", re.DOTALL)
# 200 % of a window of 1280 pixels: twice as large in half the width.
ENLARGED = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
# Each with whether it is looked at in dark colours too: of a page of ours they are other values of
# the same properties, whatever its width and language.
WINDOWS = pytest.mark.parametrize(
    ("window", "dark_too"),
    [
        ({"viewport": WIDE}, True),
        ({"viewport": WIDE, "locale": "es"}, False),
        ({"viewport": NARROW, "has_touch": True}, False),
        ({"viewport": NARROW, "color_scheme": "dark", "locale": "es"}, False),
        (ENLARGED, False),
    ],
    ids=["light-and-dark", "spanish", "narrow", "narrow-dark-spanish", "200%"],
    indirect=["window"],
)
Look = Callable[[str], None]


def clean(
    page: Page | Frame, state: str, *, without: Sequence[str] = (), colours_only: bool = False
) -> None:
    """No violation, and no scrolling from side to side. `without`: rules that aren't applied;
    `colours_only`: of a state that was clean in other colours, where nothing else differs."""
    # To the end: elsewhere the question's row may lie over half a link, which can't be helped.
    page.evaluate(
        "() => { for (const it of document.querySelectorAll('#talk, #conversation')) "
        "it.scrollTop = 1e6; "
        "window.scrollTo(0, 1e6); }"
    )
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    only = {"type": "rule", "values": COLOURS} if colours_only else {"type": "tag", "values": TAGS}
    found: dict[str, Any] = page.evaluate(LOOK, [only, list(without)])
    assert found["passes"], "axe looked at nothing"
    violations = [f"{state}: {it['id']}: {it['help']}: {it['of']}" for it in found["violations"]]
    assert violations == []
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1], state


def test_axe_knows_the_rules_of_wcag_22(bare: Window, address: str) -> None:
    bare.page.goto(f"{address}accessibility")
    bare.page.evaluate(AXE)
    rules = bare.page.evaluate("axe.getRules(['wcag22aa']).map(it => it.ruleId)")
    assert "target-size" in rules


def test_dark_differs_in_nothing_but_colours() -> None:
    """So that a state that is clean in light needs only be looked at for its colours in dark."""
    sheets = [it.read_text(encoding="utf-8") for it in sorted(STATIC.glob("*.css"))]
    dark = [part for sheet in sheets for part in DARK.findall(sheet)]
    assert len(dark) == sum(sheet.count("prefers-color-scheme") for sheet in sheets) > 0
    named = {name for part in dark for name in re.findall(r"([\w-]+): [^;{}]+;", part)}
    assert named
    assert all(name.startswith("--") for name in named)


@WINDOWS
@pytest.mark.timeout(600)
def test_the_desk_and_its_pages(
    window: Window, dark_too: bool, address: str, desk: OddDesk
) -> None:
    """One window for all: a desk takes seconds to open."""
    page = window.page

    def look(state: str) -> None:
        clean(page, state)
        if dark_too:
            page.emulate_media(color_scheme="dark")
            clean(page, f"{state}, dark", colours_only=True)
            page.emulate_media(color_scheme="light")

    before_anything_is_asked(page, look)
    not_taken(page, look, address, desk)
    in_all_its_states(page, look)
    assert window.complaints == []
    its_pages(page, look)
    window.complaints.clear()  # the 404s that were wanted


def before_anything_is_asked(page: Page, look: Look) -> None:
    look("empty")
    page.locator("#filter summary").click()
    page.locator("#filter input").first.check()
    page.locator(".keys summary").click()
    look("filter and keys")
    page.locator("#filter input").first.uncheck()
    page.locator("#filter summary").click()


def not_taken(page: Page, look: Look, address: str, desk: OddDesk) -> None:
    told = page.locator(".told")
    page.locator("#question textarea").fill("long " * 20_000)
    page.keyboard.press("Enter")
    limit = re.compile(r"2[.,\s]?000")
    expect(told).to_contain_text(limit)
    look("too long")
    page.locator("#question textarea").fill("What are the goals?")
    with full(address, desk):
        page.keyboard.press("Enter")
        expect(told).not_to_contain_text(limit)
        look("busy")


def in_all_its_states(page: Page, look: Look) -> None:
    turn = ask(page, "What are the goals?")
    look("answered")
    turn.locator("[data-helpful='no']").click()
    expect(turn.locator(".why select")).to_be_focused()
    look("feedback")
    turn.locator("a.open").first.click()
    expect(page.locator("#source mark#q1")).to_be_focused()
    look("source open")
    page.locator("[data-close]").click()
    refused = ask(page, "Which compensation do victims and survivors get?")
    look("refused")
    refused.locator("summary").click()
    look("refused, with what is related")
    page.locator("#filter summary").click()
    page.locator("#filter input").first.check()
    page.locator("#filter summary").click()
    refused = ask(page, "Parking?")
    look("refused from some documents")
    refused.locator("[data-undo='everywhere']").click()
    expect(page.locator("[data-undo='everywhere']")).to_have_count(0)
    ask(page, "how many objectivs?")
    look("mended and completed")
    ask(page, "odd")
    look("expired")
    ask(page, "¿Cuándo abre la oficina?")
    look("in another language")
    ask(page, "break")
    look("failed")


def its_pages(page: Page, look: Look) -> None:
    """Those that the conversation leads to, and others."""
    both = ask(page, "What do both say?")
    odd = ask(page, "odd")
    addresses = {
        "source": both.locator("a.open").first.get_attribute("href"),
        "expired source": odd.locator("a.open").last.get_attribute("href"),
        "page of a PDF": leaflet_address(),
        "slip": both.locator("a[href^='/slip/']").first.get_attribute("href"),
        "expired slip": odd.locator("a[href^='/slip/']").last.get_attribute("href"),
        "conversation": page.locator("a[href^='/conversation/']").first.get_attribute("href"),
        "nowhere": "/nowhere",
        "no document": "/doc/nowhere",
        "no conversation": "/conversation/nowhere",
    }
    for state, address in addresses.items():
        assert address, state
        page.goto(address)
        look(state)
        for picture in page.locator("img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", True)
            assert picture.evaluate("it => it.naturalWidth") > WIDE["width"] / 2, state
