"""The desk's form on a page of another origin, under a strict policy, with the lines that the
documentation gives."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, FrameLocator, Page, expect

from tests.browser.conftest import WAIT_MS, OddDesk
from tests.browser.serving import serving
from tests.browser.test_access import clean
from tests.ui.fakes import DOCUMENTS
from ui.config import Config
from ui.messages import ENGLISH, SPANISH
from ui.web.app import create_app

pytestmark = pytest.mark.browser

DOCS = Path(__file__).resolve().parents[2] / "docs" / "embed.md"
NAMED = "https://desk.example.net"
LINES = re.findall(r"```html\n(<.+)\n```", DOCS.read_text(encoding="utf-8"))
[POLICY] = re.findall(r"```text\n(script-src .+)\n```", DOCS.read_text(encoding="utf-8"))
SCRIPT, FRAME = LINES
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 900, "height": 700}
QUESTION = "What are the goals?"
HOST = """<!doctype html><html lang="{lang}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>A town</title>
<main><h1>A town</h1><button>Before</button>{line}<button>After</button></main></html>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A site with the desk's form on its page. `there` is let in; `elsewhere`, the same page at
    another origin, is not."""

    there: str
    elsewhere: str
    desk: str


class _Pages(BaseHTTPRequestHandler):
    desk = ""

    def do_GET(self) -> None:
        lang = "es" if "es" in self.path else "en"
        line = (FRAME if "frame" in self.path else SCRIPT).replace(NAMED, self.desk)
        if "light" in self.path:
            line = line.replace(" async", ' async data-scheme="light"')
        page = HOST.format(lang=lang, line=line).encode()
        found = self.path.startswith("/page")
        self.send_response(200 if found else 404)
        self.send_header("content-type", "text/html; charset=utf-8")
        policy = f"default-src 'none'; {POLICY.replace(NAMED, self.desk)}"
        policy += "; base-uri 'none'; require-trusted-types-for 'script'"
        self.send_header("content-security-policy", policy)
        self.send_header("content-length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def site() -> Iterator[str]:
    """An origin of its own with the page."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with site() as there, site() as elsewhere:
        config = Config(rate_limit=0, embed_origins=(there,))
        with serving(create_app(OddDesk(), config=config)) as address:
            _Pages.desk = address.rstrip("/")
            yield Town(there=f"{there}/page", elsewhere=f"{elsewhere}/page", desk=_Pages.desk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    page: Page
    complaints: list[str]

    @property
    def inside(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def frame(self) -> Frame:
        return self.page.frames[1]


@pytest.fixture
def shown(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Shown]:
    options: dict[str, Any] = {"viewport": WIDE, "locale": "en-US", "reduced_motion": "reduce"}
    context = browser.new_context(**options | getattr(request, "param", {}))
    context.set_default_timeout(WAIT_MS)
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda it: complaints.append(it.text) if it.type == "error" else None)
    page.on("pageerror", lambda it: complaints.append(str(it)))
    yield Shown(page=page, complaints=complaints)
    assert context.cookies() == []
    context.close()


def as_high_as_it_is(shown: Shown) -> float:
    """Waits until nothing of the form has to be scrolled to; gives its height."""
    shown.frame.wait_for_function(
        "() => window.innerHeight > 0 "
        "&& Math.abs(document.body.getBoundingClientRect().height - window.innerHeight) < 2"
    )
    height: float = shown.frame.evaluate("window.innerHeight")
    return height


@pytest.mark.parametrize(
    "shown",
    [{}, {"viewport": NARROW, "color_scheme": "dark", "has_touch": True}],
    ids=["wide", "narrow-dark"],
    indirect=True,
)
def test_a_question_is_asked_by_keyboard_on_a_page_of_another_origin(
    shown: Shown, town: Town
) -> None:
    page = shown.page
    page.goto(town.there)
    expect(page.locator("iframe")).to_have_attribute("title", OddDesk().name)
    low = as_high_as_it_is(shown)
    clean(shown.frame, "empty")
    page.get_by_role("button", name="Before").focus()
    page.keyboard.press("Tab")
    field = shown.inside.get_by_label(ENGLISH.question_label)
    expect(field).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    quote = shown.inside.locator("blockquote").first
    expect(quote).to_contain_text("five key goals")
    expect(shown.inside.get_by_role("status")).to_contain_text("2 quotes")
    expect(field).to_be_focused()
    assert as_high_as_it_is(shown) > low
    clean(shown.frame, "answered")
    # The quote's place is a page of the desk, beside this one.
    link = shown.inside.get_by_role("link", name=ENGLISH.open_source).first
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value.locator("mark#q1")).to_be_visible()
    assert opened.value.url.startswith(f"{town.desk}/doc/{DOCUMENTS[0].id}")
    opened.value.close()
    field.fill("Where do victims get compensation?")
    page.keyboard.press("Enter")
    expect(shown.inside.locator("h3")).to_contain_text("No sure answer")
    clean(shown.frame, "refused")
    # A shorter reply makes the frame lower again.
    assert as_high_as_it_is(shown) > low
    field.fill("x" * 2_100)
    page.keyboard.press("Enter")
    expect(shown.inside.get_by_role("status")).to_contain_text("too long")
    clean(shown.frame, "too long")
    shown.complaints[:] = [it for it in shown.complaints if "422" not in it]
    page.keyboard.press("Tab")
    expect(shown.inside.get_by_role("button", name=ENGLISH.ask)).to_be_focused()
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1]
    assert shown.complaints == []


def test_it_speaks_the_language_of_the_page(shown: Shown, town: Town) -> None:
    shown.page.goto(f"{town.there}/es")
    expect(shown.inside.get_by_label(SPANISH.question_label)).to_be_visible()


@pytest.mark.parametrize("shown", [{"color_scheme": "dark"}], indirect=True)
@pytest.mark.parametrize(("path", "is_light"), [("", False), ("/light", True)])
def test_it_is_dark_where_the_system_is_unless_the_site_never_is(
    shown: Shown, town: Town, path: str, is_light: bool
) -> None:
    shown.page.goto(town.there + path)
    as_high_as_it_is(shown)
    style = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    red, green, blue = shown.frame.evaluate(style)
    assert (min(red, green, blue) > 200, max(red, green, blue) < 60) == (is_light, not is_light)


def test_hostile_words_stay_words(shown: Shown, town: Town) -> None:
    shown.page.goto(town.there)
    shown.inside.get_by_label(ENGLISH.question_label).fill("odd <img src=x onerror=alert(1)>")
    shown.page.keyboard.press("Enter")
    expect(shown.inside.locator("h2").first).to_contain_text("<img src=x onerror=alert(1)>")
    assert shown.inside.locator("img, #reply form, #reply script").count() == 0
    assert shown.complaints == []


def test_what_others_say_changes_nothing(shown: Shown, town: Town) -> None:
    """The script takes heights from the desk's frame only."""
    page = shown.page
    page.goto(town.there)
    high = as_high_as_it_is(shown)
    page.evaluate("window.postMessage({quotedesk: 'embed', height: 5000}, '*')")
    shown.frame.evaluate("window.parent.postMessage({quotedesk: 'embed', height: 'x'}, '*')")
    page.evaluate("() => new Promise(done => setTimeout(done, 200))")
    assert as_high_as_it_is(shown) == high


@pytest.mark.parametrize("line", ["", "/frame"])
def test_an_origin_that_is_not_let_in_is_refused(shown: Shown, town: Town, line: str) -> None:
    page = shown.page
    with page.expect_console_message(lambda it: "frame-ancestors" in it.text.lower()):
        page.goto(town.elsewhere + line)
    assert shown.inside.locator("form").count() == 0
    if not line:
        assert page.locator("iframe").bounding_box()["height"] == 0  # type: ignore[index]
        expect(page.locator("iframe")).to_have_attribute("tabindex", "-1")


@pytest.mark.parametrize("shown", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_it_is_a_form(shown: Shown, town: Town) -> None:
    shown.page.goto(f"{town.there}/frame")
    shown.inside.get_by_label(ENGLISH.question_label).fill(QUESTION)
    shown.page.keyboard.press("Enter")
    expect(shown.inside.locator("blockquote").first).to_contain_text("five key goals")
    expect(shown.inside.get_by_label(ENGLISH.question_label)).to_have_value(QUESTION)
