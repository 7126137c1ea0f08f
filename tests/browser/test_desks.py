"""Two desks on one server, in a browser: each page keeps to its own, and leads to the other."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, Window, ask
from tests.browser.screenshots import settled
from tests.browser.serving import serving
from tests.browser.test_access import clean
from tests.ui.fakes import DOCUMENTS, FakeDesk
from ui.config import Config, Desks
from ui.messages import ENGLISH
from ui.neighbours import neighbours_of
from ui.web.app import Served, create_app

pytestmark = pytest.mark.browser

STRATEGY, BLOG = DOCUMENTS


@pytest.fixture(scope="module")
def blog() -> FakeDesk:
    return FakeDesk(documents=MappingProxyType({BLOG.id: BLOG}), name="The blog desk")


@pytest.fixture(scope="module")
def address(blog: FakeDesk) -> Iterator[str]:
    names = {"strategy": "The strategy desk", "blog": blog.name, "none": "The closed desk"}
    configs = {key: Config(name=name, rate_limit=0) for key, name in names.items()}
    beside = neighbours_of(Desks(by_name=configs, default="strategy"))
    closed = FakeDesk(documents=MappingProxyType({}), name=names["none"], is_open=False)
    first = FakeDesk(documents=MappingProxyType({STRATEGY.id: STRATEGY}), name=names["strategy"])
    desks = {"strategy": first, "blog": blog, "none": closed}
    for key, desk in desks.items():
        desk.neighbours = beside[key]
    served = {key: Served(desk=desk, config=configs[key]) for key, desk in desks.items()}
    del served["strategy"]
    app = create_app(first, config=configs["strategy"], name="strategy", others=served)
    with serving(app) as found:
        yield found


@pytest.mark.parametrize(
    "window",
    [{"viewport": WIDE}, {"viewport": NARROW, "color_scheme": "dark", "has_touch": True}],
    ids=["wide", "narrow-dark"],
    indirect=True,
)
def test_the_other_desk_is_reached_by_keyboard_and_asked(
    window: Window, address: str, blog: FakeDesk
) -> None:
    page = window.page
    there = page.locator(".desks")
    there.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(there.locator("[aria-current=page]")).to_have_text("The strategy desk")
    clean(page, "the desks")
    link = page.get_by_role("link", name="The blog desk")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}d/blog/")
    settled(page)
    expect(page.locator("h1")).to_have_text("The blog desk")
    asked = len(blog.asked)
    turn = ask(page, "How many cases were there in 2018?")
    expect(turn.locator("blockquote").first).to_contain_text("11,000")
    assert len(blog.asked) == asked + 1
    turn.locator("a.open").first.click()
    expect(page.locator("#source mark#q1")).to_contain_text("11,000")
    page.locator("#source [data-close]").click()
    turn.get_by_role("button", name=ENGLISH.yes).click()
    expect(turn.locator(".thanks")).to_have_text(ENGLISH.thanks)
    clean(page, "asked at the other desk")
    page.goto(f"{address}d/none/")
    expect(page.locator("h1")).to_contain_text("be asked yet")
    page.locator(".desks summary").click()
    clean(page, "a desk that isn't open")
    page.get_by_role("link", name="The blog desk").last.click()
    page.wait_for_url(f"{address}d/blog/")
    window.complaints[:] = [it for it in window.complaints if "503" not in it]
    counted = httpx.get(f"{address}metrics").text
    answered = 'quotedesk_questions_total{{desk="{}",outcome="answered",reason=""}} {}.0'
    assert answered.format("blog", len(blog.asked)) in counted
    assert answered.format("strategy", 0) in counted
